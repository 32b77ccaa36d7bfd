/** What the Company publishes: each version is a new, dated row that never changes (E1.10). */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Civil, Instant } from '../../contract/facts.ts';
import { newId } from './new-id.ts';

export type NewLine = { formula: string; months: number; contactsFrom: number; netCents: number; instalments: number; termDays: number | null };
type Schedule = { id: string; publishedAt: Instant; testClock: string | null };

export async function insertSchedule(knex: Knex, publishedAt: Instant, testClock: string | null, lines: NewLine[]): Promise<Schedule> {
  const id = newId('ps');
  await knex.transaction(async (trx) => {
    await trx('price_schedules').insert({ id, published_at: publishedAt, test_clock: testClock });
    await trx('price_lines').insert(
      lines.map((line) => ({
        schedule: id,
        formula: line.formula,
        months: line.months,
        contacts_from: line.contactsFrom,
        net_cents: line.netCents,
        instalments: line.instalments,
        term_days: line.termDays,
      })),
    );
  });
  return { id, publishedAt, testClock };
}

export async function insertVatRate(knex: Knex, rate: number, effectiveOn: Civil, testClock: string | null): Promise<{ id: string }> {
  const id = newId('vat');
  await knex('vat_rates').insert({ id, rate, effective_on: effectiveOn, test_clock: testClock });
  return { id };
}

export async function insertLegalRate(
  knex: Knex,
  { monthlyRate, effectiveOn, source, testClock }: { monthlyRate: number; effectiveOn: Civil; source: string; testClock: string | null },
): Promise<{ id: string }> {
  const id = newId('lr');
  await knex('legal_rates').insert({ id, late_penalty_max_monthly_rate: monthlyRate, effective_on: effectiveOn, source, test_clock: testClock });
  return { id };
}

export type NewTerms = { version: string; text: string; parameters: Record<string, unknown>; publishedAt: Instant; testClock: string | null };

/** Stores a version of the terms with the SHA-256 of its text; undefined when this clock (or the Company) already has a version of that name. */
export async function insertTerms(knex: Knex, terms: NewTerms): Promise<{ id: string; hash: string } | undefined> {
  const hash = createHash('sha256').update(terms.text).digest('hex');
  const row = {
    id: newId('terms'),
    version: terms.version,
    text: terms.text,
    hash,
    parameters: JSON.stringify(terms.parameters),
    published_at: terms.publishedAt,
    test_clock: terms.testClock,
  };
  const [inserted] = await knex('terms_versions')
    .insert(row)
    .onConflict(knex.raw(`(version, coalesce(test_clock, ''))`))
    .ignore()
    .returning(['id', 'hash']);
  return inserted;
}

export const clockExists = async (knex: Knex, id: string): Promise<boolean> => (await knex('test_clocks').where({ id }).first('id')) !== undefined;

/** The live subscriptions that a publication concerns: those of the clock's clients, or of every client without a clock. */
export async function concerned(knex: Knex, testClock: string | null): Promise<{ number: string; client: string }[]> {
  const query = knex('subscriptions as s').join('clients as c', 'c.id', 's.client').whereNot('s.state', 'DELETED').select('s.number', 's.client');
  return testClock ? query.where('c.test_clock', testClock) : query.whereNull('c.test_clock');
}
