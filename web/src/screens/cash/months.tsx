import { Button } from '@mantine/core';
import Download from 'lucide-react/icons/download';
import { useFormatter, useTranslations } from 'use-intl';
import type { CashForecast } from '../../api/types.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useWritten } from '../../i18n/written.ts';
import { csv, save } from '../../parts/csv.ts';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';

type Month = CashForecast['months'][number];

/** The months of a forecast as a table, each with a bar of what comes in; the last line adds them up. */
export function Months({ forecast }: { forecast: CashForecast }) {
  const t = useTranslations('cash');
  const { language } = useLanguage();
  const format = useFormatter();
  const { money } = useWritten();
  const nameOf = ({ month }: Month): string => format.dateTime(new Date(`${month}-15T12:00:00Z`), { month: 'long', year: 'numeric' });
  const most = Math.max(1, ...forecast.months.map((one) => one.cashCents));
  const columns: Column<Month>[] = [
    { key: 'month', head: t('month'), cell: (one) => <span className="capital">{nameOf(one)}</span> },
    { key: 'bar', head: t('share'), cell: (one) => <meter className="cash-bar" min={0} max={most} value={one.cashCents} aria-label={nameOf(one)} /> },
    { key: 'cash', head: t('cash'), figures: true, cell: (one) => <Money cents={one.cashCents} /> },
    { key: 'invoiced', head: t('invoiced'), figures: true, cell: (one) => <Money cents={one.invoicedCents} /> },
    { key: 'refunded', head: t('refunded'), figures: true, cell: (one) => <Money cents={one.refundedCents} /> },
    { key: 'renewals', head: t('renewals'), figures: true, cell: (one) => format.number(one.renewals) },
    { key: 'endings', head: t('endings'), figures: true, cell: (one) => format.number(one.endings) },
  ];
  const sum = (key: 'cashCents' | 'invoicedCents'): number => forecast.months.reduce((all, one) => all + one[key], 0);
  const amount = (cents: number): string => (cents / 100).toFixed(2).replace('.', language === 'fr' ? ',' : '.');
  const download = (): void => {
    const heads = [t('month'), t('cash'), t('invoiced'), t('refunded'), t('renewals'), t('endings')];
    const rows = forecast.months.map((one) => [
      ...[one.month, amount(one.cashCents), amount(one.invoicedCents), amount(one.refundedCents)],
      ...[String(one.renewals), String(one.endings)],
    ]);
    save(csv([heads, ...rows], language), `tacite-${forecast.months[0]?.month}.csv`);
  };
  return (
    <section className="cash-months">
      <div className="page-head">
        <h2>{t('total', { cash: money(sum('cashCents')), invoiced: money(sum('invoicedCents')), months: forecast.months.length })}</h2>
        <Button variant="default" leftSection={<Download size={16} aria-hidden />} onClick={download}>
          {t('csv')}
        </Button>
      </div>
      <Ledger caption={t('title')} columns={columns} rows={forecast.months} rowKey={(one) => one.month} />
    </section>
  );
}
