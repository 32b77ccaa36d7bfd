import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { bankFilesQuery, type OfBook } from '../../api/queries.ts';
import { ClockFilter } from '../../parts/clock-filter.tsx';
import { Balances } from './balances.tsx';
import { Lists } from './lists.tsx';
import { Reconciliations } from './reconciliations.tsx';
import { Years } from './years.tsx';

/** The books: financial years and their export, what is owed and what is to come on a day, the comparison with the provider, every list as a file. */
export function Books() {
  const t = useTranslations('books');
  const collects = useQuery(bankFilesQuery()).data?.collects;
  const [clock, setClock] = useState('');
  const of: OfBook = clock ? { testClock: clock } : {};
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        {collects && <Link to="/bank">{t('bank')}</Link>}
      </div>
      <p className="intro">{t('intro')}</p>
      <ClockFilter label={t('clock')} empty={t('live')} value={clock} onChange={setClock} />
      <Years of={of} />
      <Balances of={of} />
      <Reconciliations of={of} />
      <Lists />
    </>
  );
}
