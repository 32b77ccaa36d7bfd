import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { formulasQuery } from '../../api/queries.ts';
import type { PriceLine } from '../../api/types.ts';
import { useFormula } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { bind, type Drafting } from '../../parts/draft.ts';
import { TextField } from '../../parts/field.tsx';
import { Read } from '../../parts/read.tsx';
import type { Draft } from './draft.ts';

/** For each formula the line of the bracket that this number of contacts falls in (E5.1a). */
export function linesFor(lines: PriceLine[], contacts: number): PriceLine[] {
  const best = new Map<string, PriceLine>();
  for (const line of lines) {
    const known = best.get(line.formula);
    if (line.contactsFrom <= contacts && (!known || line.contactsFrom > known.contactsFrom)) best.set(line.formula, line);
  }
  return [...best.values()].sort((a, b) => a.months - b.months);
}

/** The formulas with their prices for so many contacts, and the first day. */
export function Formulas({ client, contacts, ...drafting }: Drafting<Draft> & { client: string; contacts: number }) {
  const t = useTranslations('subscribe');
  const formulas = useQuery(formulasQuery({ client }));
  const { draft, faults, set } = drafting;
  return (
    <fieldset>
      <legend>{t('formula')}</legend>
      <Read query={formulas} lines={2}>
        {(lines) => {
          const offered = linesFor(lines, contacts);
          if (offered.length === 0) return <p className="quiet">{t('noFormula')}</p>;
          return (
            <Radio.Group
              aria-label={t('formula')}
              data-error={faults.formula !== undefined}
              value={draft.formula}
              onChange={(value) => set('formula', value)}
              error={faults.formula}
            >
              <div className="formulas">
                {offered.map((line) => (
                  <Offer key={line.formula} line={line} />
                ))}
              </div>
            </Radio.Group>
          );
        }}
      </Read>
      <div className="fields">
        <TextField {...bind(drafting, 'startsOn')} label={t('start')} type="date" optional description={t('startHint')} />
      </div>
    </fieldset>
  );
}

function Offer({ line }: { line: PriceLine }) {
  const t = useTranslations('subscribe');
  const formula = useFormula();
  const { money } = useWritten();
  return (
    <Radio.Card value={line.formula} className="offer">
      <Radio.Indicator />
      <span>
        <strong className="capital">{formula({ code: line.formula, months: line.months })}</strong>
        <span className="offer-price">{t('priceOf', { price: money(line.netCents), months: line.months })}</span>
        {line.instalments > 1 && <span className="quiet">{t('instalments', { count: String(line.instalments) })}</span>}
      </span>
    </Radio.Card>
  );
}
