/** CGUV 11.1 (c): the notification addresses of a client, each from its day. Until a notified change serves, both may be served. */
import type { Knex } from 'knex';
import { type Moment, civilOf, isoOf, parisDay } from '../../contract/calendar.ts';
import type { Civil, Instant } from '../../contract/facts.ts';

export type Address = { postal: string; email: string };
export type AddressChange = Address & { notice: string; notifiedAt: Instant; effectiveOn: Civil };
type Row = Address & { notice: string; notified_at: Instant; effective_on: Civil };

/** Every change that stands, the one that serves last at the end. */
export async function addressChanges(knex: Knex, client: string): Promise<AddressChange[]> {
  const rows: Row[] = await knex('addresses').where({ client, void: false }).orderBy(['effective_on', 'notified_at']);
  return rows.map(({ notice, postal, email, notified_at, effective_on }) => ({
    notice,
    postal,
    email,
    notifiedAt: notified_at,
    effectiveOn: effective_on,
  }));
}

/** The address that serves at an instant, and behind it those notified by then that do not serve yet. */
export async function addressesAt(knex: Knex, client: { id: string; seat: string; email: string }, at: Moment): Promise<[Address, ...Address[]]> {
  const known = (await addressChanges(knex, client.id)).filter((one) => one.notifiedAt <= isoOf(at));
  const today = civilOf(parisDay(at));
  const serving = known.findLast((one) => one.effectiveOn <= today) ?? { postal: client.seat, email: client.email };
  return [serving, ...known.filter((one) => one.effectiveOn > today)].map(({ postal, email }) => ({ postal, email })) as [Address, ...Address[]];
}
