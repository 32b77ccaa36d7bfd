import type { Knex } from 'knex';
import { parisDay } from '../../contract/calendar.ts';
import { parameter } from '../../contract/parameters.ts';
import type { Contract } from '../../contract/state.ts';

/** How much is still kept of a subscription, by kind (E8.6c). */
export type Held = { BACKUPS: number; IDENTITY: number; NOTICES: number; TEXTS: number; ADDRESS: number };

export async function heldOf(
  knex: Knex,
  { number, client, contract, clock_at }: { number: string; client: string; contract: Contract; clock_at: string | null },
): Promise<Held> {
  const now = clock_at ? Date.parse(clock_at) : Date.now();
  const count = (table: string, which: string): Knex.Raw =>
    knex.raw(`(select count(*)::int from ${table} where subscription = ? and ${which})`, [number]);
  const { rows } = await knex.raw(
    'select ? as "NOTICES", ? as "TEXTS", (select (legal_name <> \'\')::int from clients where id = ?) as "IDENTITY", (select (email <> \'\')::int from clients where id = ?) as "ADDRESS"',
    [count('notices', 'erased_at is null'), count('texts', 'erased_at is null'), client, client],
  );
  const { deleted } = contract;
  const backups = deleted && parisDay(now) <= parisDay(deleted.at) + parameter(contract, 'deletion.backupDays') ? 1 : 0;
  return { ...rows[0], BACKUPS: backups };
}

/** How many documents of a subscription are still kept, by financial year. */
export const documentsHeld = async (knex: Knex, subscription: string): Promise<{ year: number; count: number }[]> =>
  knex('documents')
    .where({ subscription })
    .whereRaw(`parties <> '{}'`)
    .groupByRaw('1')
    .orderByRaw('1')
    .select(knex.raw('extract(year from issued_on)::int as year'), knex.raw('count(*)::int as count'));
