import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { bankFilesQuery, queries } from '../../api/queries.ts';
import type { BankFile, BankFiles } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Read } from '../../parts/read.tsx';
import { Take } from '../../parts/take.tsx';
import { mayKeepBooks } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { AnswerDialog, BookingDialog } from './dialogs.tsx';
import { OrdersDialog } from './orders.tsx';

const TYPES = ['DEBIT', 'REFUND'] as const;
type Asked = { of: 'orders' | 'booking'; file: BankFile } | { of: 'answer' } | null;

/** What the bank of the Company is given, and what it said (5.5). */
export function Bank() {
  const t = useTranslations('bank');
  const keeper = mayKeepBooks(useMe());
  const { cursor } = useSearch({ from: '/inside/bank' });
  const navigate = useNavigate({ from: '/bank' });
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  const query = useQuery(bankFilesQuery(cursor));
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        {keeper && query.data?.collects && <Button onClick={() => setAsked({ of: 'answer' })}>{t('answer')}</Button>}
      </div>
      <p className="intro">{t('intro')}</p>
      <Read query={query}>
        {(files) => (
          <>
            {!files.collects && <p className="nothing">{t('elsewhere')}</p>}
            <Waits files={files} keeper={keeper} />
            {files.data.length === 0 ? <p className="nothing">{t('none')}</p> : <Files rows={files.data} keeper={keeper} ask={setAsked} />}
            {files.next !== null && (
              <div className="table-foot">
                <Button variant="default" onClick={() => void navigate({ search: { cursor: files.next ?? '' } })}>
                  {t('older')}
                </Button>
              </div>
            )}
          </>
        )}
      </Read>
      {asked?.of === 'orders' && <OrdersDialog file={asked.file} keeper={keeper} onClose={close} />}
      {asked?.of === 'booking' && <BookingDialog file={asked.file} onClose={close} />}
      {asked?.of === 'answer' && <AnswerDialog onClose={close} />}
    </>
  );
}

function Waits({ files, keeper }: { files: BankFiles; keeper: boolean }) {
  const t = useTranslations('bank');
  const { money } = useWritten();
  const make = useMutation({
    mutationFn: (type: BankFile['type']) => call('POST', '/bank/files', { type }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bank'] }),
  });
  return (
    <>
      {TYPES.map((type) => {
        const { orders, cents } = files.waiting[type];
        return (
          <div key={type} className="book-bar">
            <p className="quiet">{t(`waiting.${type}`, { count: orders, sum: money(cents) })}</p>
            {keeper && orders > 0 && (
              <Button size="compact-sm" loading={make.isPending && make.variables === type} onClick={() => make.mutate(type)}>
                {t('make')}
              </Button>
            )}
          </div>
        );
      })}
      {make.isError && <ProblemAlert error={make.error} />}
    </>
  );
}

function Files({ rows, keeper, ask }: { rows: BankFile[]; keeper: boolean; ask: (asked: Asked) => void }) {
  const t = useTranslations('bank');
  const { day, instant } = useWritten();
  const booking = (file: BankFile) => {
    if (file.bookedOn) return <span className="day">{day(file.bookedOn)}</span>;
    if (!keeper) return t('notBooked');
    return (
      <Button variant="default" size="compact-sm" aria-label={`${t('book')} ${file.id}`} onClick={() => ask({ of: 'booking', file })}>
        {t('book')}
      </Button>
    );
  };
  const columns: Column<BankFile>[] = [
    {
      key: 'file',
      head: t('file'),
      cell: ({ id, type, madeAt }) => (
        <>
          <span className="mono">{id}</span>
          <br />
          <span className="quiet">
            {t(`type.${type}`)}, {instant(madeAt)}
          </span>
        </>
      ),
    },
    { key: 'execute', head: t('executeOn'), cell: ({ executeOn }) => <span className="day">{day(executeOn)}</span> },
    { key: 'cents', head: t('sum'), figures: true, cell: ({ cents }) => <Money cents={cents} /> },
    {
      key: 'orders',
      head: t('orders'),
      cell: (file) => (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`${t('see', { count: file.orders })}, ${file.id}`}
          onClick={() => ask({ of: 'orders', file })}
        >
          {t('see', { count: file.orders })}
        </Button>
      ),
    },
    { key: 'booked', head: t('bookedOn'), cell: booking },
    ...(keeper
      ? [
          {
            key: 'take',
            head: t('take'),
            cell: ({ id }: BankFile) => (
              <Take path={`/bank/files/${encodeURIComponent(id)}/xml`} name={`${t('take')} ${id}`}>
                XML
              </Take>
            ),
          },
        ]
      : []),
  ];
  return <Ledger caption={t('files')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
