import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { call, query } from '../../api/client.ts';
import { bookYearsQuery, type OfBook, queries } from '../../api/queries.ts';
import type { BookYears } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Read } from '../../parts/read.tsx';
import { mayKeepBooks } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { Take } from '../../parts/take.tsx';

type Year = BookYears['data'][number];
const refresh = () => void queries.invalidateQueries({ queryKey: ['books'] });

/** Financial years with what was validated of each, its export and its closing. */
export function Years({ of }: { of: OfBook }) {
  const t = useTranslations('books');
  const format = useFormatter();
  const { day, money } = useWritten();
  const keeper = mayKeepBooks(useMe());
  const years = useQuery(bookYearsQuery(of));
  const validate = useMutation({ mutationFn: () => call('POST', '/books/validations', of), onSuccess: refresh });
  const [closing, setClosing] = useState<number | null>(null);
  const closed = ({ closedAt, deferredCents, over, year }: Year) => {
    if (closedAt) return t('closedOn', { day: day(closedAt), deferred: money(deferredCents ?? 0) });
    if (!over || !keeper) return t('notOver');
    return (
      <Button variant="default" size="compact-sm" onClick={() => setClosing(year)}>
        {t('close', { year: String(year) })}
      </Button>
    );
  };
  const columns: Column<Year>[] = [
    { key: 'year', head: t('year'), cell: (row) => String(row.year) },
    { key: 'from', head: t('from'), cell: (row) => <span className="day">{day(row.from)}</span> },
    { key: 'to', head: t('to'), cell: (row) => <span className="day">{day(row.to)}</span> },
    { key: 'entries', head: t('entries'), cell: (row) => format.number(row.entries) },
    { key: 'closing', head: t('closing'), cell: closed },
    {
      key: 'file',
      head: t('file'),
      cell: (row) => (
        <span className="book-files">
          <Take path={query(`/books/years/${row.year}/fec`, of)} name={`${t('fec')} ${row.year}`}>
            {t('fec')}
          </Take>
          <Take path={`/books/years/${row.year}/fec-note`} name={`${t('note')} ${row.year}`}>
            {t('note')}
          </Take>
        </span>
      ),
    },
  ];
  return (
    <section aria-labelledby="years" className="published">
      <h2 id="years">{t('years')}</h2>
      <Read query={years}>
        {({ data, waiting }) => (
          <>
            <div className="book-bar">
              <p className="quiet">{t('waiting', { count: waiting })}</p>
              {keeper && waiting > 0 && (
                <Button size="compact-sm" loading={validate.isPending} onClick={() => validate.mutate()}>
                  {t('validate')}
                </Button>
              )}
            </div>
            {validate.isError && <ProblemAlert error={validate.error} />}
            <Ledger caption={t('years')} columns={columns} rows={data} rowKey={(row) => String(row.year)} />
          </>
        )}
      </Read>
      {closing !== null && <Close year={closing} of={of} onClose={() => setClosing(null)} />}
    </section>
  );
}

/** A closing is made once: it is asked for twice. */
function Close({ year, of, onClose }: { year: number; of: OfBook; onClose: () => void }) {
  const t = useTranslations('books');
  const close = useMutation({
    mutationFn: () => call('POST', '/books/closings', { year, ...of }),
    onSuccess: () => {
      refresh();
      onClose();
    },
  });
  return (
    <Dialog title={t('close', { year: String(year) })} onClose={onClose}>
      <p>{t('closeSure', { year: String(year) })}</p>
      {close.isError && <ProblemAlert error={close.error} />}
      <Button loading={close.isPending} onClick={() => close.mutate()}>
        {t('close', { year: String(year) })}
      </Button>
    </Dialog>
  );
}
