import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { paymentsQuery } from '../../api/queries.ts';
import type { Payment } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';
import { Read } from '../../parts/read.tsx';
import { Tag } from '../../parts/tag.tsx';

const BAD = ['REJECTED', 'REFUNDED', 'FAILED'];

/** Every attempt to be paid, the last first, with its reason in words where the bank said no. */
export function Payments({ number }: { number: string }) {
  const t = useTranslations('payments');
  const query = useQuery(paymentsQuery(number));
  return (
    <Read query={query}>{(rows) => (rows.length === 0 ? <p className="nothing">{t('none')}</p> : <PaymentRows rows={[...rows].reverse()} />)}</Read>
  );
}

function PaymentRows({ rows }: { rows: Payment[] }) {
  const t = useTranslations('payments');
  const tabs = useTranslations('tabs');
  const word = useWord();
  const { day, list } = useWritten();
  const columns: Column<Payment>[] = [
    { key: 'presented', head: t('presented'), cell: (row) => <span className="day">{dayOr(row.presentedOn ?? row.orderedOn, day)}</span> },
    { key: 'for', head: t('for'), cell: (row) => list(row.invoices) },
    { key: 'method', head: t('method'), cell: (row) => <span className="capital">{word('means', row.means)}</span> },
    {
      key: 'state',
      head: t('state'),
      cell: (row) => (
        <>
          <Tag tone={row.state === 'SETTLED' ? 'good' : BAD.includes(row.state) ? 'bad' : 'plain'}>{word('payment', row.state)}</Tag>
          {row.rejectionCode !== null && <span className="quiet reason">{word('code', row.rejectionCode)}</span>}
        </>
      ),
    },
    { key: 'settled', head: t('settled'), cell: (row) => <span className="day">{dayOr(row.settledOn, day)}</span> },
    { key: 'amount', head: t('amount'), figures: true, cell: (row) => <Money cents={row.amountCents} /> },
  ];
  return <Ledger caption={tabs('payments')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

const dayOr = (text: string | null, day: (text: string) => string): string => (text === null ? '—' : day(text));
