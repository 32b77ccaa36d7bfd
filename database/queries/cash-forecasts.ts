/** Cash forecasts that were asked for, and what they are computed from. */
import type { Knex } from 'knex';
import { dayOf, instantOf, momentOf } from '../../contract/calendar.ts';
import type { CashMonth, Line, Published, Shares } from '../../contract/cash.ts';
import type { Civil, Instant } from '../../contract/facts.ts';
import { type Clocked, visible } from './dated.ts';

/** Prices that are supposed to be published: the lines of the last schedule, with these in the place of their like. */
export type SupposedPrices = { effectiveOn: Civil; lines: Line[] };
export type CashAssumptions = Shares & { months: number; prices?: SupposedPrices | undefined };
export type CashForecastRow = {
  id: string;
  test_clock: string | null;
  asked_by: string;
  asked_at: Instant;
  from_at: Instant;
  assumptions: CashAssumptions;
  state: 'RUNNING' | 'DONE' | 'FAILED';
  total: number;
  done: number;
  result: { months: CashMonth[]; unread: string[] } | null;
};

const living = (knex: Knex, testClock: string | null): Knex.QueryBuilder =>
  knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .whereNot('s.state', 'DELETED')
    .whereRaw('c.test_clock is not distinct from ?', [testClock]);

/** Stores what is asked, with the number of subscriptions that it will run. */
export async function askForecast(
  knex: Knex,
  asked: Pick<CashForecastRow, 'id' | 'test_clock' | 'asked_by' | 'from_at' | 'assumptions'>,
): Promise<CashForecastRow> {
  const { count }: { count: number } = await living(knex, asked.test_clock).count({ count: '*' }).first();
  const row = { ...asked, assumptions: JSON.stringify(asked.assumptions), total: count };
  await knex('cash_forecasts').insert(row).onConflict('id').ignore(); // a request that is made again
  return knex('cash_forecasts').where({ id: asked.id }).first();
}

export const cashForecastById = (knex: Knex, id: string): Promise<CashForecastRow | undefined> => knex('cash_forecasts').where({ id }).first();

/** The last ones, newest first. */
export const cashForecasts = (knex: Knex): Promise<CashForecastRow[]> => knex('cash_forecasts').orderBy('asked_at', 'desc').limit(50);

export const noteProgress = async (knex: Knex, id: string, done: number): Promise<void> =>
  void (await knex('cash_forecasts').where({ id }).update({ done }));

export const finishForecast = async (knex: Knex, id: string, result: NonNullable<CashForecastRow['result']>): Promise<void> =>
  void (await knex('cash_forecasts')
    .where({ id })
    .update({ state: 'DONE', result: JSON.stringify(result), done: knex.ref('total') }));

export const failForecast = async (knex: Knex, id: string): Promise<void> =>
  void (await knex('cash_forecasts').where({ id, state: 'RUNNING' }).update({ state: 'FAILED' }));

const PAGE = 500;
/** Every contract that still lives, as its JSON text, with the Contacts that its client declared last. */
export async function* contractPages(knex: Knex, testClock: string | null): AsyncGenerator<{ number: string; contract: string; contacts: number }[]> {
  for (let after = ''; ; ) {
    const last = knex('contact_counts as n').whereRaw('n.client = s.client').orderBy('n.from_on', 'desc').limit(1).select('n.contacts');
    const rows = await living(knex, testClock)
      .where('s.number', '>', after)
      .orderBy('s.number')
      .limit(PAGE)
      .select('s.number', knex.raw('s.contract::text as contract'), knex.raw('coalesce((?), 0) as contacts', [last]));
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1).number;
  }
}

type LineRow = { schedule: string; formula: string; contacts_from: number; net_cents: number; instalments: number; term_days: number | null };
const lineOf = (row: LineRow): Line => ({
  formula: row.formula,
  contactsFrom: row.contacts_from,
  netCents: row.net_cents,
  instalments: row.instalments,
  termDays: row.term_days,
});

/** E5.1a, E5.1d: the price schedules and VAT rates that these clients can see, oldest first, and after them the prices that are supposed. */
export async function publishedFor(knex: Knex, { testClock, supposed }: Clocked & { supposed: SupposedPrices | null }): Promise<Published> {
  const rows: { id: string; published_at: Instant }[] = await visible(knex, 'price_schedules', testClock).orderBy(['published_at', 'id']);
  const lines: LineRow[] = await knex('price_lines').whereIn(
    'schedule',
    rows.map((row) => row.id),
  );
  const rates: { effective_on: Civil; rate: number }[] = await visible(knex, 'vat_rates', testClock).orderBy(['effective_on', 'id']);
  const schedules = rows.map((row) => ({
    id: row.id,
    at: momentOf(row.published_at),
    lines: lines.filter((one) => one.schedule === row.id).map(lineOf),
  }));
  return { schedules: supposed ? withSupposed(schedules, supposed) : schedules, vatRates: rates.map((row) => [dayOf(row.effective_on), row.rate]) };
}

function withSupposed(schedules: Published['schedules'], { effectiveOn, lines }: SupposedPrices): Published['schedules'] {
  const at = instantOf(dayOf(effectiveOn));
  const before = schedules.findLast((one) => one.at <= at)?.lines ?? [];
  const kept = before.filter((one) => !lines.some((line) => line.formula === one.formula && line.contactsFrom === one.contactsFrom));
  return [...schedules, { id: 'supposed', at, lines: [...kept, ...lines] }].sort((a, b) => a.at - b.at);
}
