import type { Knex } from 'knex';
import { civilOf, parisDay } from '../../contract/calendar.ts';
import type { Instant } from '../../contract/facts.ts';
import { parameter } from '../../contract/parameters.ts';
import type { Contract } from '../../contract/state.ts';
import { contactsOn } from './dated.ts';

/** A client's space on the sold platform: since when, and with how many Contacts declared (E1.2a, E1.3). */
export type PlatformAccount = { client: string; since: Instant; contacts: number };
type Row = { number: string; client: string; contract: Contract; accepted_at: Instant };

const spaceOf = ({ number, client, contract }: Row): string =>
  parameter(contract, 'reversibility.sharedData') === 'EACH' ? `${client}/${number}` : client;

async function accountOf(knex: Knex, rows: Row[], at: number): Promise<PlatformAccount> {
  const [first] = rows;
  if (!first) throw new Error('a space belongs to a subscription');
  const since = rows.map((row) => row.accepted_at).sort()[0] ?? first.accepted_at;
  return { client: spaceOf(first), since, contacts: await contactsOn(knex, first.client, civilOf(parisDay(at))) };
}

const living = (knex: Knex) => knex('subscriptions').whereNot('state', 'DELETED').select('number', 'client', 'contract', 'accepted_at');

/** The space that a subscription uses: one of its own, or the one that the client's living subscriptions share (`reversibility.sharedData`). */
export async function platformAccount(knex: Knex, number: string, at: number): Promise<PlatformAccount> {
  const own: Row = await knex('subscriptions').where({ number }).first('number', 'client', 'contract', 'accepted_at');
  const others: Row[] = await living(knex).where({ client: own.client }).whereNot({ number });
  return accountOf(knex, [own, ...others.filter((row) => spaceOf(row) === spaceOf(own))], at);
}

/** Every space of a client's living subscriptions. */
export async function platformAccounts(knex: Knex, client: string, at: number): Promise<PlatformAccount[]> {
  const rows: Row[] = await living(knex).where({ client }).orderBy('number');
  const spaces = [...new Set(rows.map(spaceOf))];
  return Promise.all(
    spaces.map((space) =>
      accountOf(
        knex,
        rows.filter((row) => spaceOf(row) === space),
        at,
      ),
    ),
  );
}

/** A subscription of the client that still needs what another used: running, for its access; not deleted, for its data and its mails. */
export async function sharedWith(knex: Knex, number: string, what: 'access' | 'data' | 'mails'): Promise<string | null> {
  const own: Row = await knex('subscriptions').where({ number }).first('number', 'client', 'contract', 'accepted_at');
  const others = living(knex).where({ client: own.client }).whereNot({ number });
  const rows: Row[] = await (what === 'access' ? others.whereNot('state', 'ENDED') : others).orderBy('number');
  return rows.find((row) => what === 'mails' || spaceOf(row) === spaceOf(own))?.number ?? null;
}
