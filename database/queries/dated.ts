/** What is Company-wide and dated (E1.10, E5.1, E5.1d, E5.3d, E11.9a). A test clock has its own rows, which no other sees; until one of them is in force it goes by the rows without a clock. */
import type { Knex } from 'knex';
import type { Civil, Formula, Instant, PriceLine } from '../../contract/facts.ts';

type Table = 'price_schedules' | 'vat_rates' | 'legal_rates' | 'terms_versions' | 'fee_schedules' | 'assistance_tariffs' | 'provider_terms';
export type Clocked = { testClock: string | null };

/** The rows of a table that the clients of this clock (or, with null, of no clock) can see. */
export function visible(knex: Knex, table: Table, testClock: string | null): Knex.QueryBuilder {
  if (!testClock) return knex(table).whereNull(`${table}.test_clock`);
  const own = knex.raw('(select t.test_clock from ?? t where t.test_clock = ? limit 1)', [table, testClock]);
  return knex(table).whereRaw('??.test_clock is not distinct from ?', [table, own]);
}

/** What is in force at an instant or on a day: the last row of the clock's own, else the last one without a clock. */
export function inForce(knex: Knex, table: Table, { on, testClock }: { on: Date | Civil } & Clocked): Knex.QueryBuilder {
  const dated = table === 'vat_rates' ? 'effective_on' : 'published_at';
  return knex(table)
    .where(dated, '<=', on)
    .where((query) => query.whereNull('test_clock').orWhere('test_clock', testClock))
    .orderByRaw('test_clock nulls last')
    .orderBy([
      { column: dated, order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
}

type ScheduleRow = { id: string; published_at: Instant; test_clock: string | null };
type LineRow = { formula: string; months: number; contacts_from: number; net_cents: number; instalments: number; term_days: number | null };

/** The price schedule in force at an instant (epoch milliseconds): the last one published (E5.1a). */
async function scheduleAt(knex: Knex, at: number, testClock: string | null): Promise<ScheduleRow | undefined> {
  return inForce(knex, 'price_schedules', { on: new Date(at), testClock }).first('id', 'published_at');
}

/** A formula as the schedule in force sells it to a client with so many Contacts; `termDays` null: the contract's own delay. */
export type OfferedLine = { formula: Formula; netCents: number; instalments: number; termDays: number | null; schedule: string };

/** E5.1a, E5.1b: the line of the schedule in force at an instant (epoch milliseconds), for this formula and number of Contacts; null when that schedule lacks it. */
export async function offeredLine(
  knex: Knex,
  { formula, contacts, at, testClock }: { formula: string; contacts: number; at: number } & Clocked,
): Promise<OfferedLine | null> {
  const schedule = await scheduleAt(knex, at, testClock);
  if (!schedule) return null;
  const row: LineRow | undefined = await knex('price_lines')
    .where({ schedule: schedule.id, formula })
    .where('contacts_from', '<=', contacts)
    .orderBy('contacts_from', 'desc')
    .first();
  return row
    ? {
        formula: { code: formula, months: row.months },
        netCents: row.net_cents,
        instalments: row.instalments,
        termDays: row.term_days,
        schedule: schedule.id,
      }
    : null;
}

/** The same as a price to freeze in a contract whose own payment delay is `termDays` days (E5.3b). */
export async function priceLine(
  knex: Knex,
  query: { formula: string; contacts: number; at: number; termDays: number } & Clocked,
): Promise<PriceLine | null> {
  const line = await offeredLine(knex, query);
  if (!line) return null;
  const { netCents, instalments, schedule } = line;
  return { netCents, instalments, termDays: line.termDays ?? query.termDays, contacts: query.contacts, schedule };
}

/** All lines of the schedule in force at an instant (epoch milliseconds). */
export async function formulasAt(knex: Knex, at: number, testClock: string | null): Promise<{ publishedAt: Instant | null; lines: LineRow[] }> {
  const schedule = await scheduleAt(knex, at, testClock);
  if (!schedule) return { publishedAt: null, lines: [] };
  const lines = await knex('price_lines').where({ schedule: schedule.id }).orderBy(['formula', 'contacts_from']);
  return { publishedAt: schedule.published_at, lines };
}

/** E5.1d: the VAT rate, in percent, of an invoice dated this day; `standard` when no rate is recorded for it. */
export async function vatRate(knex: Knex, { on, testClock, standard }: { on: Civil; standard: number } & Clocked): Promise<number> {
  const row: { rate: number } | undefined = await inForce(knex, 'vat_rates', { on, testClock }).first('rate');
  return row ? row.rate : standard;
}

export type LegalRate = { id: string; effectiveOn: Civil; monthlyRate: number };

/** E5.3d: every legal maximum of the late penalty that these clients know of, in percent per month, oldest first. */
export async function legalRates(knex: Knex, testClock: string | null): Promise<LegalRate[]> {
  const rows: { id: string; effective_on: Civil; late_penalty_max_monthly_rate: number }[] = await visible(knex, 'legal_rates', testClock).orderBy([
    'effective_on',
    'id',
  ]);
  return rows.map((row) => ({ id: row.id, effectiveOn: row.effective_on, monthlyRate: row.late_penalty_max_monthly_rate }));
}

export type TermsVersion = {
  id: string;
  version: string;
  text: string;
  hash: string;
  parameters: Record<string, unknown>;
  published_at: Instant;
  test_clock: string | null;
};

/** E2, E11.9a: the version of the terms that is current at an instant (epoch milliseconds). */
export async function currentTerms(knex: Knex, { at, testClock }: { at: number } & Clocked): Promise<TermsVersion | undefined> {
  return inForce(knex, 'terms_versions', { on: new Date(at), testClock }).first();
}

/** E1.2a: how many Contacts the client declared for this day. */
export async function contactsOn(knex: Knex, client: string, day: Civil): Promise<number> {
  const row: { contacts: number } | undefined = await knex('contact_counts')
    .where({ client })
    .where('from_on', '<=', day)
    .orderBy('from_on', 'desc')
    .first('contacts');
  return row?.contacts ?? 0;
}

/** The version of the terms that a client accepted by its name: its clock's own, else the Company's. */
export async function acceptedTerms(knex: Knex, version: string, testClock: string | null): Promise<TermsVersion | undefined> {
  return knex('terms_versions')
    .where({ version })
    .where((query) => query.whereNull('test_clock').orWhere('test_clock', testClock))
    .orderByRaw('test_clock nulls last')
    .first();
}
