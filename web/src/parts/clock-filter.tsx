import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { clocksQuery } from '../api/queries.ts';
import { useWritten } from '../i18n/written.ts';
import { SelectField } from './field.tsx';

type Props = { label: string; empty: string; value: string; onChange: (clock: string) => void };

/** Whose: those of a test clock, or `empty`, which is everybody on the real one. Nothing where there is no test clock. */
export function ClockFilter({ label, empty, value, onChange }: Props) {
  const t = useTranslations('fees');
  const { day } = useWritten();
  const { data: clocks = [] } = useQuery(clocksQuery);
  if (clocks.length === 0) return null;
  const options = clocks.map((one) => ({ value: one.id, label: t('clockOf', { names: one.clients.join(', '), day: day(one.at) }) }));
  return (
    <div className="filters">
      <SelectField label={label} value={value} empty={empty} options={options} onChange={onChange} />
    </div>
  );
}
