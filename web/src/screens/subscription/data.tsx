import { useQuery } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { useTranslations } from 'use-intl';
import { exportsQuery, retentionQuery } from '../../api/queries.ts';
import type { Export, Retention, Subscription } from '../../api/types.ts';
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
      <Kept subscription={subscription} />
      <Survival subscription={subscription} />
    </>
  );
}

function Deadline({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('data');
  const { day } = useWritten();
  const { at } = useNow(subscription, useMe());
  const { exportUntil, deletedAt, destructionOn } = subscription;
  if (deletedAt !== null) return t('destroyed', { day: day(deletedAt) });
  if (exportUntil === null) return t('during');
  const left = daysBetween(parisDay(at), exportUntil);
  const asked = left < 0 ? t('past') : t('until', { day: day(exportUntil), left });
  return destructionOn === null ? asked : `${asked} ${t('destroyedOn', { day: day(destructionOn) })}`;
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** E8.6c, E11.8a: what is kept, as what, and until when. */
function Kept({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('data');
  const { day } = useWritten();
  const query = useQuery(retentionQuery(subscription.number));
  const { legalHold } = subscription;
  const columns: Column<Retention['kept'][number]>[] = [
    { key: 'what', head: t('kept'), cell: ({ what }) => t(`keeps.${what}`) },
    { key: 'capacity', head: t('capacity'), cell: ({ capacity }) => t(`capacities.${capacity}`) },
    { key: 'article', head: t('rule'), cell: ({ article }) => <ArticleLink article={article} subscription={subscription.number} /> },
    { key: 'until', head: t('keptUntil'), cell: ({ until }) => <span className="day">{until ? day(until) : '—'}</span> },
  ];
  return (
    <Read query={query}>
      {([row]) => (
        <>
          {legalHold && <p className="quiet above-rows">{t('held', { day: day(legalHold.until) })}</p>}
          {row && row.kept.length > 0 && (
            <Ledger caption={t('keptCaption')} columns={columns} rows={row.kept} rowKey={({ what, until }) => `${what} ${until}`} />
          )}
        </>
      )}
    </Read>
  );
}

/** E8.5: what outlives the subscription, shown after its end. */
function Survival({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('data');
  const { day } = useWritten();
  const { survival } = subscription;
  if (survival === null) return null;
  const columns: Column<(typeof survival)[number]>[] = [
    { key: 'article', head: t('rule'), cell: ({ article }) => t('articleOf', { article }) },
    { key: 'until', head: t('keptUntil'), cell: ({ until }) => <span className="day">{until ? day(until) : t('asLong')}</span> },
  ];
  return <Ledger caption={t('survival')} columns={columns} rows={survival} rowKey={({ article }) => article} />;
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
        row.file && row.availableUntil ? (
          <>
            <a href={row.file} download className="paper">
              <Download size={15} aria-hidden /> {t('file')}
            </a>{' '}
            <span className="quiet">{t('availableUntil', { day: day(row.availableUntil) })}</span>
          </>
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
function Holds({ row: { counts: delivered, progress, sha256 } }: { row: Export }) {
  const t = useTranslations('data');
  const counts = delivered ?? progress?.counts;
  const { files = 0, contacts = 0, contents = 0, accountingEntries: entries = 0 } = (counts ?? {}) as Record<string, number>;
  if (!counts) return '—';
  return (
    <>
      {!delivered && `${t('soFar')} `}
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
