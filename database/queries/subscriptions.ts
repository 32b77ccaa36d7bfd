import type { Knex } from 'knex';
import type { Instant } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { containing } from './client-lists.ts';
import { type Page, type Paging, page } from './pages.ts';

export type SubscriptionRow = {
  number: string;
  client: string;
  contract: Contract;
  state: string;
  formula: string;
  overdue_cents: number;
  clock_at: Instant | null;
  accepted_at: Instant;
  legal_name: string;
  test_clock: string | null;
};
export type SubscriptionFilters = {
  client?: string | undefined;
  state?: string | undefined;
  formula?: string | undefined;
  overdue?: boolean | undefined;
  subscription?: string | undefined;
  q?: string | undefined;
};

const COLUMNS = ['number', 'client', 'contract', 'state', 'formula', 'overdue_cents', 'clock_at', 'accepted_at'].map((column) => `s.${column}`);
const subscriptions = (knex: Knex): Knex.QueryBuilder =>
  knex('subscriptions as s').join('clients as c', 'c.id', 's.client').select(COLUMNS).select('c.legal_name', 'c.test_clock');

/** One subscription with its client's name. */
export const subscriptionByNumber = async (knex: Knex, number: string): Promise<SubscriptionRow | undefined> =>
  subscriptions(knex).where('s.number', number).first();

/** Subscriptions, the last number first. `q` is found in the client's name, registration and e-mail, and at the start of the number. */
export async function subscriptionsPage(knex: Knex, filters: SubscriptionFilters, paging: Paging): Promise<Page<SubscriptionRow>> {
  const { client, state, formula, overdue, subscription, q } = filters;
  const query = subscriptions(knex);
  if (subscription) query.where('s.number', subscription);
  if (client) query.where('s.client', client);
  if (state) query.where('s.state', state);
  if (formula) query.where('s.formula', formula);
  if (overdue) query.where('s.overdue_cents', '>', 0);
  if (q) {
    const pattern = containing(q);
    const named = knex('clients')
      .whereRaw('lower(legal_name) like ?', [pattern])
      .orWhereRaw('lower(registration) like ?', [pattern])
      .orWhereRaw('lower(email) like ?', [pattern])
      .select('id');
    query.where((found) => found.whereIn('s.client', named).orWhereRaw('s.number like ?', [`${containing(q).slice(1).toUpperCase()}`]));
  }
  return page(knex, query, [['s.number', 'text']], 'desc', paging);
}

/** Every subscription of a client, the last first. */
export const subscriptionsOf = async (knex: Knex, client: string): Promise<SubscriptionRow[]> =>
  subscriptions(knex).where('s.client', client).orderBy('s.number', 'desc');

/** What a workflow starts from: the stored contract, the place of its last fact in the journal and, on a test clock, where it stands and where it is to go. */
export async function startingPoint(
  knex: Knex,
  number: string,
): Promise<{ contract: Contract; folded: number; clockAt: Instant | null; target: Instant | null }> {
  const row = await knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .leftJoin('test_clocks as t', 't.id', 'c.test_clock')
    .where('s.number', number)
    .first(
      's.contract',
      's.clock_at as clockAt',
      't.target',
      knex.raw('(select max(j.seq) from journal j where j.subscription = s.number) as folded'),
    );
  if (!row) throw new Error(`subscription ${number} is not stored`);
  return row;
}
