/** E5.1c, E5.2c: the payments of Contacts and their rejections, each once per event id. They lie here; the contract learns that a month has some. */
import type { Knex } from 'knex';
import { type Day, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from '../contract/calendar.ts';
import { cessationOf } from '../contract/cessation.ts';
import type { OutsideEvent } from '../contract/events.ts';
import type { Instant } from '../contract/facts.ts';
import { type ContactOperation, type FeeLine, type OperationKind, type StatementItem, issueDay, itemsOf, statementOf } from '../contract/fees.ts';
import type { Contract } from '../contract/state.ts';
import { type Page, type Paging, page } from './queries/pages.ts';

/** What the payment provider tells of one operation. `operation.id` is the provider's own; the same a second time is the same operation. */
export type OperationNews = {
  id: string;
  at: Instant;
  subscription: string | null;
  client: string | null;
  operation: { id: string; type: 'PAYMENT' | 'REJECTION'; operation: OperationKind; cents: number; providerFailure: boolean };
};
export const isOperation = <N extends { type: string }>(news: N): news is Extract<N, { type: 'contact-operation' }> =>
  news.type === 'contact-operation';

type Subscription = { number: string; client: string; contract: Contract; state: string };

const subscriptionsOf = async (knex: Knex, { subscription, client }: OperationNews): Promise<Subscription[]> =>
  knex('subscriptions')
    .where(subscription ? { number: subscription } : { client: client ?? '' })
    .orderBy(['accepted_at', 'number'])
    .select('number', 'client', 'contract', 'state');

/** The subscription that bears an operation: of those not deleted the oldest that ran on its day, else the oldest. Of a client that has none left nothing is billed. */
function bearerAmong(subscriptions: Subscription[], at: Instant): Subscription | undefined {
  const day = parisDay(momentOf(at));
  const ran = ({ contract }: Subscription): boolean =>
    parisDay(contract.acceptedAt) <= day && (cessationOf(contract) ?? Number.POSITIVE_INFINITY) >= day;
  const kept = subscriptions.filter((one) => one.state !== 'DELETED');
  return kept.find(ran) ?? kept[0];
}

/**
 * Keeps operations on the subscriptions that bear them; `only`: leaves those that another bears. Returns the ids of the news that need not be told
 * again: what is kept, and what is of nobody that we know.
 */
export async function takeOperations(knex: Knex, news: readonly OperationNews[], only?: string): Promise<{ ids: string[]; bearers: string[] }> {
  const whose = new Map<string, Subscription[]>();
  const kept = new Map<string, OperationNews[]>();
  const ids: string[] = [];
  for (const one of news) {
    const key = one.subscription ?? one.client ?? '';
    if (!whose.has(key)) whose.set(key, await subscriptionsOf(knex, one));
    const bearer = bearerAmong(whose.get(key) ?? [], one.at)?.number;
    if (bearer !== undefined && only !== undefined && bearer !== only) continue;
    if (bearer !== undefined) kept.set(bearer, [...(kept.get(bearer) ?? []), one]);
    ids.push(one.id);
  }
  for (const [bearer, operations] of kept) await keep(knex, bearer, operations);
  return { ids, bearers: [...kept.keys()] };
}

const CHUNK = 500;

/** With the subscription locked, so that no operation slips into a statement that has just been issued. */
async function keep(knex: Knex, number: string, operations: readonly OperationNews[]): Promise<void> {
  await knex.transaction(async (trx) => {
    const locked = await trx('subscriptions').where({ number }).forUpdate().first<Subscription & { clock_at: Instant | null }>();
    const { client, contract, clock_at } = locked;
    const knownAt = clock_at ? momentOf(clock_at) : Date.now();
    const enabled: { at: Instant } | undefined = await trx('records').where({ book: client, kind: 'ONLINE_PAYMENTS' }).orderBy('seq').first('at');
    const issued: { act: string }[] = await trx('journal').where({ subscription: number, part: 0 }).whereLike('act', 'statement/%').select('act');
    const closed = new Set(issued.map((one) => one.act));
    const rows = operations.map(({ at, operation: { providerFailure, ...operation } }) => {
      const told = { type: operation.type, id: operation.id, at: momentOf(at) };
      const { statement, issueOn } = statementOf(contract, told, knownAt);
      const late = closed.has(`statement/${statement}`) ? statementOf(contract, told, instantOf(dayOf(issueOn))).statement : statement;
      const mine = { client, subscription: number, statement: late, told_at: isoOf(knownAt) };
      return { ...operation, ...mine, at, provider_failure: providerFailure, enabled: enabled !== undefined && enabled.at <= at };
    });
    for (let from = 0; from < rows.length; from += CHUNK)
      await trx('contact_operations')
        .insert(rows.slice(from, from + CHUNK))
        .onConflict(['client', 'id'])
        .ignore();
  });
}

/** The first statement of a subscription, of operations up to an instant, that its contract has not heard of. */
export async function untoldActivity(
  knex: Knex,
  subscription: string,
  until: Instant,
): Promise<Extract<OutsideEvent, { type: 'contact-activity' }> | null> {
  const row: { statement: string; at: Instant } | undefined = await knex('contact_operations as o')
    .where({ 'o.subscription': subscription, 'o.provider_failure': false })
    .where('o.at', '<=', until)
    .whereNotExists(
      knex('journal as j').where('j.subscription', subscription).whereRaw(`j.act = 'outside/activity/' || o.statement`).select(knex.raw('1')),
    )
    .groupBy('o.statement')
    .orderBy('at')
    .first('o.statement', knex.raw('min(o.at) as at'));
  if (!row) return null;
  const { statement, at } = row;
  const issueOn = statement.startsWith('S/op/') ? civilOf(parisDay(momentOf(at))) : issueDay(statement);
  return { type: 'contact-activity', key: `activity/${statement}`, at, statement, issueOn };
}

/** What the fee schedules say at each instant: the clock's own, else the Company's. */
async function schedulesOf(trx: Knex, testClock: string | null): Promise<(at: number) => FeeLine[]> {
  const rows: { published_at: Instant; lines: FeeLine[] }[] = await trx('fee_schedules')
    .whereNull('test_clock')
    .orWhere('test_clock', testClock)
    .orderByRaw('test_clock nulls last, published_at desc, id desc')
    .select('published_at', 'lines');
  const published = rows.map((row) => ({ at: momentOf(row.published_at), lines: row.lines }));
  return (at) => published.find((one) => one.at <= at)?.lines ?? [];
}

/** What a statement bills. */
export async function statementItems(
  trx: Knex,
  { contract, statement, testClock }: { contract: Contract; statement: string; testClock: string | null },
): Promise<StatementItem[]> {
  const rows: (Omit<ContactOperation, 'at'> & { at: Instant })[] = await trx('contact_operations')
    .where({ subscription: contract.number, statement, provider_failure: false })
    .orderBy(['at', 'id'])
    .select('type', 'operation', 'cents', 'at');
  return itemsOf(
    contract,
    rows.map((row) => ({ ...row, at: momentOf(row.at) })),
    await schedulesOf(trx, testClock),
  );
}

/** The days of the rejections that a statement bills, in order. */
export async function rejectionDays(trx: Knex, subscription: string, statement: string): Promise<Day[]> {
  const rows: { at: Instant }[] = await trx('contact_operations')
    .where({ subscription, statement, type: 'REJECTION', provider_failure: false })
    .orderBy(['at', 'id'])
    .select('at');
  return rows.map((row) => parisDay(momentOf(row.at)));
}

export type OperationRow = {
  id: string;
  client: string;
  subscription: string;
  type: 'PAYMENT' | 'REJECTION';
  operation: OperationKind;
  cents: number;
  at: Instant;
  provider_failure: boolean;
  enabled: boolean;
  statement: string;
  invoice: string | null;
};

/** The operations that a test clock has reached, in order, each with the number of the statement that bills it. */
export async function operationsPage(
  knex: Knex,
  { subscription, client }: { subscription?: string | undefined; client?: string | undefined },
  paging: Paging,
): Promise<Page<OperationRow>> {
  const query = knex('contact_operations as o')
    .join('subscriptions as s', 's.number', 'o.subscription')
    .leftJoin('documents as d', (join) => join.on('d.subscription', 'o.subscription').andOn('d.id', 'o.statement'))
    .whereRaw('o.at <= coalesce(s.clock_at, now())')
    .select('o.*', 'd.number as invoice');
  if (subscription) query.where('o.subscription', subscription);
  if (client) query.where('o.client', client);
  const keys = [
    ['o.at', 'timestamptz'],
    ['o.client', 'text'],
    ['o.id', 'text'],
  ] as const;
  return page(knex, query, keys, 'asc', paging);
}
