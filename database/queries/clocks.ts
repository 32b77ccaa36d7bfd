import type { Knex } from 'knex';
import { momentOf } from '../../contract/calendar.ts';
import type { Instant } from '../../contract/facts.ts';
import { newId } from './new-id.ts';

export type TestClock = { id: string; at: Instant; target: Instant };

export async function insertClock(knex: Knex, at: Instant): Promise<TestClock> {
  const [row] = await knex('test_clocks')
    .insert({ id: newId('clock'), at, target: at })
    .returning(['id', 'at', 'target']);
  return row;
}

/** The clock, moved to its target if all that was due on the way is done: every subscription has reached it, no message due is unsent and no campaign due is under way. */
export async function settledClock(knex: Knex, id: string): Promise<TestClock | undefined> {
  const clock: TestClock | undefined = await knex('test_clocks').where({ id }).first('id', 'at', 'target');
  if (!clock) return undefined;
  if (clock.at === clock.target) return { ...clock, at: await reachedBy(knex, clock) };
  const [settled] = await knex('test_clocks')
    .where({ id, target: clock.target })
    .whereNotExists(lagging(knex, id, clock.target))
    .whereNotExists(unsent(knex, id, clock.target))
    .whereNotExists(untold(knex, id, clock.target))
    .update({ at: clock.target })
    .returning(['id', 'at', 'target']);
  return settled ?? clock;
}

/** A contract that was taken over as of a day before the clock's instant catches up with it. */
async function reachedBy(knex: Knex, { id, at, target }: TestClock): Promise<Instant> {
  const { last }: { last: Instant | null } = await lagging(knex, id, target).clearSelect().min('s.clock_at as last').first();
  return last ?? at;
}

const lagging = (knex: Knex, clock: string, target: Instant): Knex.QueryBuilder =>
  knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .where('c.test_clock', clock)
    .whereRaw('(s.clock_at is null or s.clock_at < ?)', [target])
    .whereNot((query) => query.where('s.state', 'DELETED').whereNull('s.next_due'))
    .select(knex.raw('1'));

/** What goes by hand, or waits to be posted, waits for a person, so it does not hold the clock. */
const unsent = (knex: Knex, clock: string, target: Instant): Knex.QueryBuilder =>
  knex('notices as n')
    .join('clients as c', 'c.id', 'n.client')
    .where('c.test_clock', clock)
    .where('n.state', 'TO_SEND')
    .whereNot('n.channel', 'HAND')
    .where('n.send_after', '<=', target)
    .whereNotExists(knex('deliveries').whereRaw('notice = n.id').where({ state: 'TO_POST' }).select(knex.raw('1')))
    .select(knex.raw('1'));

/** A campaign that a person paused does not hold the clock. */
const untold = (knex: Knex, clock: string, target: Instant): Knex.QueryBuilder =>
  knex('campaigns').where({ test_clock: clock }).whereIn('state', ['SCHEDULED', 'RUNNING']).where('published_at', '<=', target).select(knex.raw('1'));

/** Sets a later target. False when it is before the present one: a clock only goes forward. */
export async function aimClock(knex: Knex, id: string, target: Instant): Promise<boolean> {
  return (await knex('test_clocks').where({ id }).where('target', '<=', target).update({ target })) === 1;
}

/** The clocks that were on their way when the process stopped. */
export const clocksOnTheirWay = async (knex: Knex): Promise<TestClock[]> => knex('test_clocks').whereRaw('at < target').select('id', 'at', 'target');

/** The subscriptions of a clock that have not reached an instant. */
export async function behind(knex: Knex, clock: string, target: Instant): Promise<string[]> {
  const rows: { number: string }[] = await lagging(knex, clock, target).clearSelect().select('s.number');
  return rows.map((row) => row.number);
}

/** The instant at which a client acts, in epoch milliseconds: that of its test clock, else now. */
export async function contractNow(knex: Knex, testClock: string | null): Promise<number> {
  if (!testClock) return Date.now();
  const clock = await settledClock(knex, testClock);
  if (!clock) throw new Error(`test clock ${testClock} is missing`);
  return momentOf(clock.at);
}

/** The last clocks that have clients, newest first, each with the names of its clients (five at most). */
export async function clocksInUse(knex: Knex): Promise<(TestClock & { clients: string[] })[]> {
  const names = knex.raw('(array_agg(c.legal_name order by c.created_at))[1:5] as clients');
  return knex('test_clocks as t')
    .join('clients as c', 'c.test_clock', 't.id')
    .groupBy('t.id')
    .orderBy('t.created_at', 'desc')
    .limit(200)
    .select('t.id', 't.at', 't.target', names);
}
