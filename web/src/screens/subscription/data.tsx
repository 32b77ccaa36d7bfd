import { useQuery } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { useTranslations } from 'use-intl';
import { exportsQuery } from '../../api/queries.ts';
import type { Export, Subscription } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { parisDay, useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Read } from '../../parts/read.tsx';
import { Tag } from '../../parts/tag.tsx';
import { mayDownload } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { useNow } from './now.ts';

/** E8.6a, E8.6b: until when the data can be asked for, and every archive that was handed back, to download. */
export function Data({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('data');
  const query = useQuery(exportsQuery(subscription.number));
  return (
    <>
      <p className="quiet above-rows">
        <Deadline subscription={subscription} /> <ArticleLink article="E8.6a" subscription={subscription.number} />
      </p>
      <Read query={query}>{(rows) => (rows.length === 0 ? <p className="nothing">{t('none')}</p> : <ExportRows rows={rows} />)}</Read>
    </>
  );
}

function Deadline({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('data');
  const { day } = useWritten();
  const { at } = useNow(subscription, useMe());
  const { exportUntil, deletedAt } = subscription;
  if (deletedAt !== null) return t('destroyed', { day: day(deletedAt) });
  if (exportUntil === null) return t('during');
  return exportUntil < parisDay(at) ? t('past') : t('until', { day: day(exportUntil) });
}

function ExportRows({ rows }: { rows: Export[] }) {
  const t = useTranslations('data');
  const tabs = useTranslations('tabs');
  const word = useWord();
  const { day } = useWritten();
  const me = useMe();
  const columns: Column<Export>[] = [
    { key: 'asked', head: t('asked'), cell: (row) => <span className="day">{day(row.requestedAt)}</span> },
    { key: 'state', head: t('state'), cell: (row) => <Tag tone={row.state === 'CONFIRMED' ? 'good' : 'plain'}>{word('export', row.state)}</Tag> },
    { key: 'delivered', head: t('delivered'), cell: (row) => <span className="day">{row.deliveredOn ? day(row.deliveredOn) : '—'}</span> },
    { key: 'holds', head: t('holds'), cell: (row) => <Holds row={row} /> },
  ];
  if (mayDownload(me))
    columns.push({
      key: 'file',
      head: t('archive'),
      cell: (row) =>
        row.file ? (
          <a href={row.file} download className="paper">
            <Download size={15} aria-hidden /> {t('file')}
          </a>
        ) : (
          '—'
        ),
    });
  return (
    <>
      <Ledger caption={tabs('data')} columns={columns} rows={[...rows].reverse()} rowKey={(row) => row.id} />
      {rows.some(({ state }) => state === 'DELIVERED') && <p className="quiet below-rows">{t('check')}</p>}
    </>
  );
}

/** What is in the archive, and the fingerprint that its file must have. */
function Holds({ row: { counts, sha256 } }: { row: Export }) {
  const t = useTranslations('data');
  const { files = 0, contacts = 0, contents = 0, accountingEntries: entries = 0 } = (counts ?? {}) as Record<string, number>;
  if (!counts) return '—';
  return (
    <>
      {t('counts', { files, contacts, contents, entries })}
      {sha256 && (
        <details>
          <summary className="quiet">{t('hash')}</summary>
          <span className="mono">{sha256}</span>
        </details>
      )}
    </>
  );
}
