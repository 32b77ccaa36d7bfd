import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { feeSchedulesQuery, tariffsQuery } from '../../api/queries.ts';
import type { FeeSchedule, Tariff } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { ClockFilter } from '../../parts/clock-filter.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';
import { Read } from '../../parts/read.tsx';
import { mayPublishFees } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { PublishFees, PublishTariff } from './publish.tsx';

/** E5.1c, E8.6d: what is published beside the prices: the fees on the payments of Contacts, and the hour of assistance. What was published never changes. */
export function Fees() {
  const t = useTranslations('fees');
  const publisher = mayPublishFees(useMe());
  const [clock, setClock] = useState('');
  const seen = clock ? { testClock: clock } : {};
  const schedules = useQuery(feeSchedulesQuery(seen));
  const tariffs = useQuery(tariffsQuery(seen));
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      <p className="intro">{t('intro')}</p>
      {publisher && <ClockFilter label={t('clock')} empty={t('everybody')} value={clock} onChange={setClock} />}
      <section aria-labelledby="fees-on-payments" className="published">
        <h2 id="fees-on-payments">
          {t('operations')} <ArticleLink article="E5.1c" />
        </h2>
        {publisher && <PublishFees seen={seen} />}
        <Read query={schedules}>{(rows) => (rows.length === 0 ? <p className="nothing">{t('none')}</p> : <Schedules rows={rows} />)}</Read>
      </section>
      <section aria-labelledby="assistance" className="published">
        <h2 id="assistance">
          {t('assistance')} <ArticleLink article="E8.6d" />
        </h2>
        {publisher && <PublishTariff seen={seen} />}
        <Read query={tariffs}>{(rows) => (rows.length === 0 ? <p className="nothing">{t('none')}</p> : <Tariffs rows={rows} />)}</Read>
      </section>
    </>
  );
}

/** Since when, and on which clock where it is not the real one. */
function useDated<T extends { publishedAt: string; testClock: string | null }>(): Column<T>[] {
  const t = useTranslations('fees');
  const { instant } = useWritten();
  return [
    { key: 'at', head: t('publishedAt'), cell: (row) => <span className="day">{instant(row.publishedAt)}</span> },
    { key: 'clock', head: t('clock'), cell: (row) => row.testClock ?? t('everybody') },
  ];
}

function Schedules({ rows }: { rows: FeeSchedule[] }) {
  const t = useTranslations('fees');
  const word = useWord();
  const { money } = useWritten();
  const format = useFormatter();
  const fee = ({ operation, percent, fixedCents }: FeeSchedule['lines'][number]): string =>
    t('fee', {
      operation: word('operation', operation),
      percent: format.number(percent, { maximumFractionDigits: 4 }),
      fixed: money(fixedCents),
      kind: fixedCents === 0 ? 'percent' : percent === 0 ? 'fixed' : 'both',
    });
  const columns: Column<FeeSchedule>[] = [
    ...useDated<FeeSchedule>(),
    {
      key: 'lines',
      head: t('lines'),
      cell: (row) => (
        <>
          {row.lines.map((line) => (
            <div key={line.operation} className="capital">
              {fee(line)}
            </div>
          ))}
        </>
      ),
    },
  ];
  return <Ledger caption={t('operations')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function Tariffs({ rows }: { rows: Tariff[] }) {
  const t = useTranslations('fees');
  const columns: Column<Tariff>[] = [
    ...useDated<Tariff>(),
    { key: 'hourly', head: t('hourly'), figures: true, cell: (row) => <Money cents={row.hourlyCents} /> },
  ];
  return <Ledger caption={t('assistance')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
