import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { call, query } from '../../api/client.ts';
import { moneyFindingsQuery, type OfBook, queries, reconciliationsQuery } from '../../api/queries.ts';
import type { MoneyFinding, Reconciliation } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { TextField } from '../../parts/field.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Read } from '../../parts/read.tsx';
import { mayKeepBooks } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { Take } from '../../parts/take.tsx';

/** Each day's comparison with the payment provider (5.5 (a)), the last first, and what differed. */
export function Reconciliations({ of }: { of: OfBook }) {
  const t = useTranslations('books');
  const format = useFormatter();
  const { day, instant } = useWritten();
  const keeper = mayKeepBooks(useMe());
  const days = useQuery(reconciliationsQuery(of));
  const [asked, setAsked] = useState('');
  const [shown, setShown] = useState<Reconciliation | null>(null);
  const compare = useMutation({
    mutationFn: () => call('POST', '/reconciliations', { ...of, ...(asked ? { day: asked } : {}) }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['books', 'reconciliations'] }),
  });
  const columns: Column<Reconciliation>[] = [
    {
      key: 'day',
      head: t('comparedDay'),
      cell: (row) => (
        <Button variant="subtle" size="compact-sm" onClick={() => setShown(row)}>
          {day(row.day)}
        </Button>
      ),
    },
    { key: 'runAt', head: t('runAt'), cell: (row) => <span className="day">{instant(row.runAt)}</span> },
    { key: 'compared', head: t('compared'), figures: true, cell: (row) => format.number(row.compared) },
    { key: 'repaired', head: t('repaired'), figures: true, cell: (row) => format.number(row.repaired) },
    { key: 'findings', head: t('findings'), figures: true, cell: (row) => format.number(row.findings) },
  ];
  return (
    <section aria-labelledby="reconciliation" className="published">
      <h2 id="reconciliation">{t('reconciliation')}</h2>
      {keeper && (
        <div className="filters">
          <TextField label={t('comparedDay')} type="date" value={asked} onChange={setAsked} optional />
          <Button loading={compare.isPending} onClick={() => compare.mutate()}>
            {t('compare')}
          </Button>
        </div>
      )}
      {compare.isError && <ProblemAlert error={compare.error} />}
      <Read query={days}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="nothing">{t('none')}</p>
          ) : (
            <Ledger caption={t('reconciliation')} columns={columns} rows={rows} rowKey={(row) => row.day} />
          )
        }
      </Read>
      {shown && <Findings of={of} report={shown} />}
    </section>
  );
}

function Findings({ of, report: { day: on, runAt } }: { of: OfBook; report: Reconciliation }) {
  const t = useTranslations('books');
  const { day, money } = useWritten();
  const findings = useQuery(moneyFindingsQuery(on, of, runAt));
  const side = (one: MoneyFinding['ours']): string => (one ? `${one.state} ${money(one.cents)}` : '–');
  const columns: Column<MoneyFinding>[] = [
    { key: 'kind', head: t('what'), cell: (row) => t(`kinds.${row.kind}`) },
    {
      key: 'subscription',
      head: t('subscription'),
      cell: ({ subscription }) =>
        subscription ? (
          <Link to="/subscriptions/$number" params={{ number: subscription }}>
            {subscription}
          </Link>
        ) : (
          '–'
        ),
    },
    { key: 'payment', head: t('payment'), cell: (row) => row.payment ?? '–' },
    { key: 'ours', head: t('ours'), cell: (row) => side(row.ours) },
    { key: 'theirs', head: t('theirs'), cell: (row) => side(row.theirs) },
    { key: 'done', head: t('done'), cell: (row) => t(`dones.${row.done ?? 'none'}`) },
  ];
  return (
    <Read query={findings}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="nothing">{t('agree', { day: day(on) })}</p>
        ) : (
          <>
            <div className="page-head">
              <h3>{t('differ', { day: day(on) })}</h3>
              <Take path={query(`/reconciliations/${on}`, { ...of, format: 'csv' })}>{t('download')}</Take>
            </div>
            <Ledger
              caption={t('differ', { day: day(on) })}
              columns={columns}
              rows={rows}
              rowKey={(row) => `${row.kind} ${row.subscription} ${row.payment} ${row.theirs?.state}`}
            />
          </>
        )
      }
    </Read>
  );
}
