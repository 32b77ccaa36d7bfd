import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { clocksQuery, formulasQuery } from '../../api/queries.ts';
import type { NewCashForecast, PriceLine } from '../../api/types.ts';
import { useFormula } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { centsOf } from '../subscription/form-values.ts';

const SHARES = ['latePercent', 'failingPercent', 'denouncingPercent'] as const;
type Typed = { [name: string]: string };
const keyOf = (line: PriceLine): string => `${line.formula}/${line.contactsFrom}`;

const isBetween = (text: string | undefined, least: number, most: number): boolean =>
  /^\d+([.,]\d+)?$/.test(text ?? '') && numberOf(text) >= least && numberOf(text) <= most;
const numberOf = (text: string | undefined): number => Number((text ?? '').replace(',', '.'));

/** What is wrong with what was typed, by field. */
function faultsOf(typed: Typed, lines: PriceLine[]): { [name: string]: 'months' | 'percent' | 'sum' | 'amount' | 'day' } {
  const faults: ReturnType<typeof faultsOf> = {};
  if (!isBetween(typed.months, 1, 60) || !Number.isInteger(numberOf(typed.months))) faults.months = 'months';
  for (const name of SHARES) if (!isBetween(typed[name], 0, 100)) faults[name] = 'percent';
  if (SHARES.reduce((sum, name) => sum + numberOf(typed[name]), 0) > 100) faults.denouncingPercent ??= 'sum';
  const priced = lines.filter((line) => typed[keyOf(line)]);
  for (const line of priced) if (centsOf(typed[keyOf(line)] ?? '') === undefined) faults[keyOf(line)] = 'amount';
  if (priced.length > 0 && !typed.effectiveOn) faults.effectiveOn = 'day';
  return faults;
}

function bodyOf(typed: Typed, lines: PriceLine[]): NewCashForecast {
  const prices = lines.flatMap((line) => {
    const { formula, contactsFrom, instalments, termDays } = line;
    const netCents = centsOf(typed[keyOf(line)] ?? '');
    return netCents === undefined ? [] : [{ formula, contactsFrom, instalments, termDays, netCents }];
  });
  return {
    months: numberOf(typed.months),
    ...{
      latePercent: numberOf(typed.latePercent),
      failingPercent: numberOf(typed.failingPercent),
      denouncingPercent: numberOf(typed.denouncingPercent),
    },
    ...(typed.testClock ? { testClock: typed.testClock } : {}),
    ...(prices.length > 0 ? { prices: { effectiveOn: typed.effectiveOn ?? '', lines: prices } } : {}),
  };
}

/** What is supposed: how many clients pay late, fail or denounce, and prices that are not published yet. */
export function Assumptions({ onAsk, asking }: { onAsk: (body: NewCashForecast) => void; asking: boolean }) {
  const t = useTranslations('cash');
  const formula = useFormula();
  const { money, day } = useWritten();
  const [typed, setTyped] = useState<Typed>({
    months: '12',
    latePercent: '0',
    failingPercent: '0',
    denouncingPercent: '0',
    effectiveOn: '',
    testClock: '',
  });
  const { data: clocks = [] } = useQuery(clocksQuery);
  const { data: lines = [] } = useQuery(formulasQuery(typed.testClock ? { testClock: typed.testClock } : {}));
  const [tried, setTried] = useState(false);
  const faults = faultsOf(typed, lines);
  const field = (name: string) => ({
    value: typed[name] ?? '',
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
    error: tried && faults[name] ? t(`fault.${faults[name]}`) : undefined,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) onAsk(bodyOf(typed, lines));
  };
  return (
    <form className="assumptions" onSubmit={submit} noValidate>
      <fieldset>
        <legend>{t('behaviour')}</legend>
        <div className="fields four">
          {clocks.length > 0 && (
            <SelectField
              label={t('clients')}
              empty={t('live')}
              options={clocks.map((one) => ({ value: one.id, label: t('clock', { names: one.clients.join(', '), day: day(one.at) }) }))}
              value={typed.testClock ?? ''}
              onChange={(testClock) => setTyped({ ...typed, testClock })}
            />
          )}
          <TextField label={t('months')} inputMode="numeric" {...field('months')} />
          {SHARES.map((name) => (
            <TextField key={name} label={t(name)} inputMode="decimal" {...field(name)} />
          ))}
        </div>
      </fieldset>
      {lines.length > 0 && (
        <fieldset>
          <legend>{t('prices')}</legend>
          <p className="quiet">{t('pricesHint')}</p>
          <div className="fields four">
            <TextField label={t('effectiveOn')} type="date" optional {...field('effectiveOn')} />
            {lines.map((line) => (
              <TextField
                key={keyOf(line)}
                label={t('priceOf', { formula: formula({ code: line.formula, months: line.months }), contacts: line.contactsFrom })}
                description={t('today', { price: money(line.netCents) })}
                inputMode="decimal"
                optional
                {...field(keyOf(line))}
              />
            ))}
          </div>
        </fieldset>
      )}
      <div>
        <Button type="submit" loading={asking}>
          {t('ask')}
        </Button>
      </div>
    </form>
  );
}
