import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { complaintsQuery } from '../../api/queries.ts';
import type { Complaint, Subscription } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Read } from '../../parts/read.tsx';
import { Tag } from '../../parts/tag.tsx';

/** E11.5a: every complaint with its number and its answer. */
export function Complaints({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('complaints');
  const query = useQuery(complaintsQuery(subscription.number));
  return (
    <>
      <p className="quiet above-rows">
        {t('what')} <ArticleLink article="E11.5a" subscription={subscription.number} />
      </p>
      <Read query={query}>{(rows) => (rows.length === 0 ? <p className="nothing">{t('none')}</p> : <Rows rows={rows} />)}</Read>
    </>
  );
}

function Rows({ rows }: { rows: Complaint[] }) {
  const t = useTranslations('complaints');
  const tabs = useTranslations('tabs');
  const word = useWord();
  const { day } = useWritten();
  const columns: Column<Complaint>[] = [
    { key: 'number', head: t('number'), cell: (row) => row.number },
    { key: 'received', head: t('received'), cell: (row) => <span className="day">{day(row.receivedOn)}</span> },
    { key: 'text', head: t('text'), cell: (row) => (row.invoice ? `${row.invoice} · ${row.text}` : row.text) },
    {
      key: 'state',
      head: t('state'),
      cell: (row) => <Tag tone={row.state === 'OPEN' ? 'bad' : 'good'}>{word('complaint', row.decision ?? row.state)}</Tag>,
    },
    { key: 'answer', head: t('answer'), cell: (row) => row.answer ?? '—' },
  ];
  return <Ledger caption={tabs('complaints')} columns={columns} rows={[...rows].reverse()} rowKey={(row) => row.id} />;
}
