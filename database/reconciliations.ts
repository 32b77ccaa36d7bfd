/** What our books say that moved by the provider, to be compared with its own; and the reports of each day. */
import type { Knex } from 'knex';
import { dayOf } from '../contract/calendar.ts';
import type { Civil, Instant } from '../contract/facts.ts';
import { numbersOf } from '../terms/accounts.ts';
import { deployment } from '../terms/deployment.ts';
import type { Book } from './books/journals.ts';

export type FindingKind = 'UNKNOWN_AT_PROVIDER' | 'MISSING_HERE' | 'OTHER_AMOUNT' | 'OTHER_STATE' | 'REFUND_OWED' | 'PRESENTATION_FAILS';
export type Side = { state: string; cents: number };
/** `done`: told to the subscription as the provider's news would be; a task for BILLING; or nothing, where its subscription is over or a task stands already. */
export type MoneyFinding = {
  kind: FindingKind;
  subscription: string | null;
  payment: string | null;
  ours: Side | null;
  theirs: Side | null;
  done: 'TOLD' | 'TASK' | null;
};
export type Reconciliation = { day: Civil; runAt: Instant; compared: number; repaired: number; findings: MoneyFinding[] };

/** Money on the bank's account that the provider brought or took. */
export type Booked = { type: 'SETTLED' | 'REVERSED' | 'REFUNDED'; key: string; subscription: string; payment: string; cents: number; on: Civil };
type Which = { provider: string; book: Book; from: Civil; until: Civil; keys: readonly string[] };

/** What was booked in days of a book, or ever under keys. */
export async function bookedByProvider(knex: Knex, which: Which): Promise<Booked[]> {
  const { rows } = await knex.raw<{ rows: Booked[] }>(
    `with moved as (
       select case t.label when 'payment.settled' then 'SETTLED' when 'payment.reversed' then 'REVERSED' else 'REFUNDED' end as type, t.subscription,
         coalesce(p.provider_key, t.subscription || '/refund/' || d.id) as key, coalesce(p.id, d.number) as payment, abs(sum(e.cents))::bigint as cents, t.booked_on as on
       from ledger_transactions t join ledger_entries e on e.transaction = t.id and e.account = any(:bank)
       join clients c on c.id = e.client and coalesce(c.test_clock, '') = :book
       left join payments p on t.label in ('payment.settled', 'payment.reversed') and p.subscription = t.subscription and p.id = t.reference
       left join payment_methods m on m.id = p.method left join documents d on t.label = 'refund.released' and d.number = t.reference
       where t.label in ('payment.settled', 'payment.reversed', 'refund.released') and (m.provider = :provider or d.number is not null)
       group by t.id, t.label, t.subscription, p.provider_key, p.id, d.id, d.number, t.booked_on
     ) select * from moved where "on" between :from and :until or key = any(:keys)`,
    { ...which, keys: [...which.keys], bank: numbersOf(deployment().books, 'bank') },
  );
  return rows;
}

export type Presented = { subscription: string; payment: string; key: string; method: string; state: string; cents: number };
/** Payments that still wait for the provider's word on a day after they were presented. */
export const stillPresented = async (knex: Knex, { provider, book, until }: Pick<Which, 'provider' | 'book' | 'until'>): Promise<Presented[]> =>
  knex('payments as p')
    .join('payment_methods as m', 'm.id', 'p.method')
    .join('clients as c', 'c.id', 'p.client')
    .where('m.provider', provider)
    .whereRaw(`coalesce(c.test_clock, '') = ?`, [book])
    .whereIn('p.state', ['PRESENTED', 'UNKNOWN'])
    .where('p.presented_on', '<=', until)
    .select('p.subscription', knex.raw('p.id as payment'), knex.raw('p.provider_key as key'), knex.raw('m.provider_reference as method'), 'p.state')
    .select(knex.raw('p.amount_cents as cents'));

/** E5.5b: from the third failure on, a document that the provider will not present: nothing but a person ends that. */
export async function failingPresentations(
  knex: Knex,
  { provider, book, day }: Pick<Which, 'provider' | 'book'> & { day: Civil },
): Promise<MoneyFinding[]> {
  const { rows } = await knex.raw<{ rows: { subscription: string; payment: string; cents: number; reason: string }[] }>(
    `select p.subscription, p.id as payment, p.amount_cents as cents, p.rejection_code as reason
     from payments p join payment_methods m on m.id = p.method and m.provider = :provider join clients c on c.id = p.client and coalesce(c.test_clock, '') = :book
     where p.state = 'FAILED' and p.created_at >= (:day::date)::timestamp at time zone 'Europe/Paris'
       and p.created_at < (:day::date + 1)::timestamp at time zone 'Europe/Paris'
       and (select count(*) from payments q where q.subscription = p.subscription and q.state = 'FAILED' and q.created_at <= p.created_at
         and q.allocations @> jsonb_build_array(jsonb_build_object('document', p.allocations->0->'document'))) >= 3
     order by 1, 2`,
    { provider, book, day },
  );
  return rows.map(({ subscription, payment, cents, reason }) => ({
    ...{
      kind: 'PRESENTATION_FAILS' as const,
      subscription,
      payment,
      ours: { state: 'FAILED', cents },
      theirs: { state: reason, cents: 0 },
      done: null,
    },
  }));
}

/** How a payment stands here; null where there is none. */
export async function paymentStands(
  knex: Knex,
  key: string,
): Promise<{ subscription: string; payment: string; state: string; cents: number } | null> {
  const row = await knex('payments').where({ provider_key: key }).first('subscription', 'id', 'state', 'amount_cents');
  return row ? { subscription: row.subscription, payment: row.id, state: row.state, cents: row.amount_cents } : null;
}

/** E8.2b: what was to be paid back by a day, and was not. */
export async function refundsOwed(knex: Knex, book: Book, until: Civil): Promise<MoneyFinding[]> {
  const { rows } = await knex.raw<{ rows: { subscription: string; payment: string; cents: number }[] }>(
    `select s.number as subscription, d.number as payment, (r->>'cents')::bigint as cents
     from subscriptions s join clients c on c.id = s.client and coalesce(c.test_clock, '') = :book
     cross join lateral jsonb_array_elements(coalesce(s.contract->'refunds', '[]')) r join documents d on d.subscription = s.number and d.id = r->>'creditNote'
     where (r->>'by')::int <= :until and r->>'released' is null and (r->>'cents')::bigint > 0 order by 1, 2`,
    { book, until: dayOf(until) },
  );
  return rows.map(({ subscription, payment, cents }) => ({
    ...{ kind: 'REFUND_OWED' as const, subscription, payment, ours: { state: 'OWED', cents }, theirs: null, done: null },
  }));
}

/** Keeps the report of a day, instead of an earlier one. */
export async function keepReconciliation(
  knex: Knex,
  book: Book,
  { day, compared, repaired, findings }: Omit<Reconciliation, 'runAt'>,
): Promise<void> {
  await knex('reconciliations')
    .insert({ book, day, run_at: knex.fn.now(), compared, repaired, findings: JSON.stringify(findings) })
    .onConflict(['book', 'day'])
    .merge();
}

const reports = (knex: Knex, book: Book): Knex.QueryBuilder =>
  knex('reconciliations').where({ book }).select('day', knex.raw('run_at as "runAt"'), 'compared', 'repaired', 'findings');
/** The reports of a book, the last day first: a year of them. */
export const reconciliationsOf = async (knex: Knex, book: Book): Promise<Reconciliation[]> => reports(knex, book).orderBy('day', 'desc').limit(366);
export const reconciliationOf = async (knex: Knex, book: Book, day: Civil): Promise<Reconciliation | undefined> =>
  reports(knex, book).where({ day }).first();
