import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { contactOperationsQuery } from '../../api/queries.ts';
import type { ContactOperation } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';

/** E5.1c, E5.2c: the payments of Contacts and their rejections, each with the invoice that bills it. Nothing where there are none. */
export function ContactOperations({ number }: { number: string }) {
  const t = useTranslations('operations');
  const word = useWord();
  const { instant } = useWritten();
  const { data: rows = [] } = useQuery(contactOperationsQuery(number));
  if (rows.length === 0) return null;
  const columns: Column<ContactOperation>[] = [
    { key: 'at', head: t('at'), cell: (row) => <span className="day">{instant(row.at)}</span> },
    {
      key: 'operation',
      head: t('operation'),
      cell: (row) => (
        <>
          <span className="capital">{word('operation', row.operation)}</span>
          {row.type === 'REJECTION' && <span className="quiet"> · {row.providerFailure ? t('outage') : t('rejected')}</span>}
          {row.beforeEnabling && <span className="quiet"> · {t('beforeEnabling')}</span>}
        </>
      ),
    },
    { key: 'invoice', head: t('invoice'), cell: (row) => row.invoice ?? '—' },
    { key: 'cents', head: t('amount'), figures: true, cell: (row) => <Money cents={row.cents} /> },
  ];
  return (
    <section className="published">
      <h2>{t('title')}</h2>
      <Ledger caption={t('title')} columns={columns} rows={rows.toReversed()} rowKey={({ id }) => id} />
    </section>
  );
}
