import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { query } from '../../api/client.ts';
import { ageingQuery, deferredQuery, type OfBook } from '../../api/queries.ts';
import type { Ageing, DeferredIncome } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { TextField } from '../../parts/field.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';
import { Read } from '../../parts/read.tsx';
import { Take } from '../../parts/take.tsx';

type Owing = Omit<Ageing['data'][number], 'client'> & { client: string | null };
type Line = DeferredIncome['data'][number];
const AGES = ['notDue', 'upTo30', 'upTo60', 'upTo90', 'over90', 'total'] as const;

/** What is owed, and what was invoiced for days to come, on one day. */
export function Balances({ of }: { of: OfBook }) {
  const t = useTranslations('books');
  const [on, setOn] = useState('');
  const day = { ...of, ...(on ? { on } : {}) };
  return (
    <>
      <div className="filters published">
        <TextField label={t('on')} type="date" value={on} onChange={setOn} optional />
      </div>
      <Owed of={day} />
      <Deferred of={day} />
    </>
  );
}

function Owed({ of }: { of: OfBook }) {
  const t = useTranslations('books');
  const ageing = useQuery(ageingQuery(of));
  const columns: Column<Owing>[] = [
    {
      key: 'client',
      head: t('client'),
      cell: ({ client, clientName }) =>
        client ? (
          <Link to="/clients/$client/account" params={{ client }} search={of.on ? { on: of.on } : {}} title={t('statement')}>
            {clientName || client}
          </Link>
        ) : (
          <strong>{clientName}</strong>
        ),
    },
    ...AGES.map((age): Column<Owing> => ({ key: age, head: t(age), figures: true, cell: (row) => <Money cents={row[`${age}Cents`]} /> })),
  ];
  return (
    <section aria-labelledby="ageing">
      <div className="page-head">
        <h2 id="ageing">{t('ageing')}</h2>
        <Take path={query('/books/ageing', { ...of, format: 'csv' })} name={`${t('download')} ${t('ageing')}`}>
          {t('download')}
        </Take>
      </div>
      <Read query={ageing}>
        {({ data, total }) =>
          data.length === 0 ? (
            <p className="nothing">{t('nothingOwed')}</p>
          ) : (
            <Ledger<Owing>
              caption={t('ageing')}
              columns={columns}
              rows={[...data, { ...total, client: null, clientName: t('total') }]}
              rowKey={(row) => row.client ?? 'total'}
            />
          )
        }
      </Read>
    </section>
  );
}

function Deferred({ of }: { of: OfBook }) {
  const t = useTranslations('books');
  const { day, money } = useWritten();
  const deferred = useQuery(deferredQuery(of));
  const total = money(deferred.data?.totalCents ?? 0);
  const columns: Column<Line>[] = [
    { key: 'client', head: t('client'), cell: (row) => row.clientName || row.client },
    { key: 'document', head: t('document'), cell: (row) => row.document },
    {
      key: 'period',
      head: t('period'),
      cell: (row) => (
        <span className="day">
          {day(row.from)} – {day(row.to)}
        </span>
      ),
    },
    { key: 'net', head: t('net'), figures: true, cell: (row) => <Money cents={row.netCents} /> },
    { key: 'deferred', head: t('toCome'), figures: true, cell: (row) => <Money cents={row.deferredCents} /> },
  ];
  return (
    <section aria-labelledby="deferred" className="published">
      <div className="page-head">
        <h2 id="deferred">{t('deferred', { total })}</h2>
        <Take path={query('/books/deferred-income', { ...of, format: 'csv' })} name={`${t('download')} ${t('deferred', { total })}`}>
          {t('download')}
        </Take>
      </div>
      <Read query={deferred}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="nothing">{t('nothingDeferred')}</p>
          ) : (
            <Ledger caption={t('deferred', { total })} columns={columns} rows={data} rowKey={(row) => row.document} />
          )
        }
      </Read>
    </section>
  );
}
