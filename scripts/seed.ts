/** What the Company must have published before anybody can subscribe: its terms and its prices. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { insertProviderTerms } from '../database/queries/company-terms.ts';
import { insertSchedule, insertTerms } from '../database/queries/publish.ts';

/** Early enough for test clocks that start in the past. */
const SINCE = '2020-01-01T00:00:00.000Z';
const TERMS = join(import.meta.dirname, 'terms', 'fr.md');
/** Stands in until the Company publishes the provider's own text (E5.2b). */
const PROVIDER = {
  provider: 'S-Money',
  version: '2020-01',
  text: "Conditions du prestataire de paiement S-Money. Ce texte tient la place des conditions du prestataire dans une installation d'essai : la Société publie celles en vigueur.",
};
const YEARLY_CENTS = 58_800;
const MONTHLY_CENTS = 5_900;

/** Publishes the first terms (E2), the first provider's terms (E5.2a) and the first price schedule (E1.10) where none exists yet. */
export async function publishBasics(knex: Knex): Promise<void> {
  if (!(await knex('terms_versions').whereNull('test_clock').first('id'))) {
    await insertTerms(knex, { version: '2020-01', text: readFileSync(TERMS, 'utf8'), parameters: {}, publishedAt: SINCE, testClock: null });
  }
  await insertProviderTerms(knex, { ...PROVIDER, publishedAt: SINCE, testClock: null });
  if (!(await knex('price_schedules').whereNull('test_clock').first('id'))) {
    const line = { contactsFrom: 0, instalments: 1, termDays: null };
    await insertSchedule(knex, SINCE, null, [
      { ...line, formula: 'yearly', months: 12, netCents: YEARLY_CENTS },
      { ...line, formula: 'yearly-12', months: 12, netCents: YEARLY_CENTS, instalments: 12 },
      { ...line, formula: 'monthly', months: 1, netCents: MONTHLY_CENTS },
    ]);
  }
}
