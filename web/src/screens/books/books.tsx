import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { clocksQuery, type OfBook } from '../../api/queries.ts';
import { useWritten } from '../../i18n/written.ts';
import { SelectField } from '../../parts/field.tsx';
import { Balances } from './balances.tsx';
import { Lists } from './lists.tsx';
import { Reconciliations } from './reconciliations.tsx';
import { Years } from './years.tsx';

/** The books: financial years and their export, what is owed and what is to come on a day, the comparison with the provider, every list as a file. */
export function Books() {
  const t = useTranslations('books');
  const [clock, setClock] = useState('');
  const of: OfBook = clock ? { testClock: clock } : {};
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      <p className="intro">{t('intro')}</p>
      <Clock value={clock} onChange={setClock} />
      <Years of={of} />
      <Balances of={of} />
      <Reconciliations of={of} />
      <Lists />
    </>
  );
}

/** A test clock has books of its own. */
function Clock({ value, onChange }: { value: string; onChange: (clock: string) => void }) {
  const t = useTranslations('books');
  const { day } = useWritten();
  const { data: clocks = [] } = useQuery(clocksQuery);
  if (clocks.length === 0) return null;
  const options = clocks.map((one) => ({ value: one.id, label: t('clockOf', { names: one.clients.join(', '), day: day(one.at) }) }));
  return (
    <div className="filters">
      <SelectField label={t('clock')} value={value} empty={t('live')} options={options} onChange={onChange} />
    </div>
  );
}
