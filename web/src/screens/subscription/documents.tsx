import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import FileText from 'lucide-react/icons/file-text';
import { useTranslations } from 'use-intl';
import { query } from '../../api/client.ts';
import { creditNotesQuery, debitNotesQuery, invoicesQuery, pdfOf } from '../../api/queries.ts';
import type { Invoice } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ContactOperations } from './contact-operations.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';
import { Read } from '../../parts/read.tsx';
import { Take } from '../../parts/take.tsx';
import { Tag } from '../../parts/tag.tsx';

/** Invoices, credit notes and debit notes of the subscription, the last first, each with its PDF. */
export function Documents({ number }: { number: string }) {
  const t = useTranslations('documents');
  const lists = useQueries({ queries: [invoicesQuery(number), creditNotesQuery(number), debitNotesQuery(number)] });
  const failed = lists.find((list) => list.isError);
  const waiting = lists.find((list) => list.data === undefined);
  return (
    <Read query={failed ?? waiting ?? lists[0]}>
      {() => {
        const rows = lists
          .flatMap((list) => list.data ?? [])
          .sort((a, b) => (a.issuedOn === b.issuedOn ? (a.number < b.number ? 1 : -1) : a.issuedOn < b.issuedOn ? 1 : -1));
        return (
          <>
            {rows.length === 0 ? <p className="nothing">{t('none')}</p> : <DocumentRows rows={rows} />}
            {rows[0] && <Files number={number} client={rows[0].client} />}
            <ContactOperations number={number} />
          </>
        );
      }}
    </Read>
  );
}

/** How far a document came on the e-invoicing platform, and why it stopped there. */
function EInvoice({ row: { einvoice } }: { row: Invoice }) {
  const word = useWord();
  if (!einvoice) return '—';
  const { route, status, problem, statuses } = einvoice;
  const isRefused = status === 'REFUSED' || status === 'REJECTED';
  const why = statuses.at(-1)?.reason ?? problem;
  return (
    <>
      <Tag tone={isRefused ? 'bad' : status === 'APPROVED' ? 'good' : 'plain'}>{word('einvoice', status ?? route)}</Tag>
      {why && <div className="quiet">{why}</div>}
    </>
  );
}

/** The account of the client, and these lists for a spreadsheet. */
function Files({ number, client }: { number: string; client: string }) {
  const t = useTranslations('documents');
  const of = { subscription: number, format: 'csv' };
  return (
    <div className="book-bar">
      <Link to="/clients/$client/account" params={{ client }} className="paper">
        <FileText size={15} aria-hidden /> {t('statement')}
      </Link>
      <Take path={query('/invoices', of)}>{t('csv')}</Take>
      <Take path={query('/payments', of)}>{t('paymentsCsv')}</Take>
    </div>
  );
}

function DocumentRows({ rows }: { rows: Invoice[] }) {
  const t = useTranslations('documents');
  const tabs = useTranslations('tabs');
  const word = useWord();
  const { day } = useWritten();
  const columns: Column<Invoice>[] = [
    {
      key: 'number',
      head: t('number'),
      cell: (row) => (
        <a href={pdfOf(row)} target="_blank" rel="noreferrer" className="paper" aria-label={t('pdf', { number: row.number })}>
          <FileText size={15} aria-hidden /> {row.number}
        </a>
      ),
    },
    {
      key: 'kind',
      head: t('kind'),
      cell: (row) => <span className="capital">{row.series === 'F' ? word('kind', row.kind) : word('series', row.series)}</span>,
    },
    { key: 'issued', head: t('issued'), cell: (row) => <span className="day">{day(row.issuedOn)}</span> },
    { key: 'due', head: t('due'), cell: (row) => (row.dueOn ? <span className="day">{day(row.dueOn)}</span> : '—') },
    {
      key: 'state',
      head: t('state'),
      cell: (row) => (
        <Tag tone={row.state === 'OVERDUE' ? 'bad' : row.state === 'PAID' ? 'good' : 'plain'}>
          {word(row.series === 'A' ? 'creditNote' : 'document', row.state)}
        </Tag>
      ),
    },
    ...(rows.some((row) => row.einvoice) ? [{ key: 'einvoice', head: t('einvoice'), cell: (row: Invoice) => <EInvoice row={row} /> }] : []),
    { key: 'gross', head: t('gross'), figures: true, cell: (row) => <Money cents={row.grossCents} /> },
    { key: 'paid', head: t('paid'), figures: true, cell: (row) => <Money cents={row.paidCents} /> },
  ];
  return <Ledger caption={tabs('documents')} columns={columns} rows={rows} rowKey={(row) => row.number} />;
}
