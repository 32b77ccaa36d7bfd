import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { contentQuery } from '../../api/queries.ts';
import type { ContentItem, Subscription } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Read } from '../../parts/read.tsx';
import { Tag } from '../../parts/tag.tsx';

const TONES = { ONLINE: 'good', HELD: 'bad', DELETED: 'plain' } as const;

/** E6.2: what the client put online, and what was hidden or removed of it, with the reasons. */
export function Content({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('content');
  const query = useQuery(contentQuery(subscription.number));
  return (
    <>
      <p className="quiet above-rows">
        {t('whose')} <ArticleLink article="E6.2b" subscription={subscription.number} />
      </p>
      <Read query={query}>{(rows) => (rows.length === 0 ? <p className="nothing">{t('none')}</p> : <Items rows={rows} />)}</Read>
    </>
  );
}

function Items({ rows }: { rows: ContentItem[] }) {
  const t = useTranslations('content');
  const tabs = useTranslations('tabs');
  const word = useWord();
  const { day } = useWritten();
  const columns: Column<ContentItem>[] = [
    { key: 'item', head: t('item'), cell: (row) => (row.title ? `${row.title} (${row.id})` : row.id) },
    { key: 'published', head: t('published'), cell: (row) => <span className="day">{row.publishedOn ? day(row.publishedOn) : '—'}</span> },
    { key: 'state', head: t('state'), cell: (row) => <Tag tone={TONES[row.state]}>{word('content', row.state)}</Tag> },
    { key: 'since', head: t('since'), cell: (row) => <span className="day">{sinceOf(row) ? day(sinceOf(row) as string) : '—'}</span> },
    { key: 'ground', head: t('ground'), cell: (row) => (row.state === 'ONLINE' ? '—' : (row.ground ?? '—')) },
  ];
  return <Ledger caption={tabs('content')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

const sinceOf = ({ state, heldAt, deletedAt }: ContentItem): string | null => (state === 'HELD' ? heldAt : deletedAt);
