/** E5.5a: the provider's own books of a day against ours. What the provider knows and we never heard is told as its webhook would have; the rest is for BILLING. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from '../contract/calendar.ts';
import type { OutsideEvent } from '../contract/events.ts';
import type { Civil } from '../contract/facts.ts';
import { type Book, LIVE } from '../database/books/journals.ts';
import { validateEntries } from '../database/books/validate.ts';
import { outsideEvent } from '../database/queries/provider-events.ts';
import {
  type Booked,
  bookedByProvider,
  failingPresentations,
  keepReconciliation,
  type MoneyFinding,
  paymentStands,
  refundsOwed,
  stillPresented,
} from '../database/reconciliations.ts';
import type { Movement, OutsideNews } from '../providers/payments/port.ts';
import { report } from '../providers/sandbox/reports.ts';
import { outside, workflowId } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';
import { daily } from './schedules.ts';

export type ReconcileActivities = {
  /** Compares a day of a book, and keeps the report. */
  reconcileDay(what: { book: Book; day: Civil }): Promise<void>;
  /** Gives the entries of live life their numbers. `at` in epoch milliseconds. */
  validateBooks(at: number): Promise<number>;
};
export const reconcileActivities = (deps: Deps, temporal: Client): ReconcileActivities => ({
  reconcileDay: (what) => reconcileDay(deps, temporal, what),
  validateBooks: (at) => deps.knex.transaction((trx) => validateEntries(trx, LIVE, civilOf(parisDay(at)))),
});

/** A debit and its booking may lie days apart: a movement is looked for as far around its day. */
const AROUND_DAYS = 7;
const sameMoney = (a: Pick<Movement, 'type' | 'key'>, b: Pick<Booked, 'type' | 'key'>): boolean => a.type === b.type && a.key === b.key;

async function reconcileDay(deps: Deps, temporal: Client, { book, day }: { book: Book; day: Civil }): Promise<void> {
  const { knex, payments } = deps;
  const [first, last] = [dayOf(day) - AROUND_DAYS, dayOf(day) + AROUND_DAYS];
  const within = { from: isoOf(instantOf(first)), until: isoOf(instantOf(last + 1)), clocked: book !== LIVE };
  const theirs = await ofBook(deps, book, await payments.movements(within));
  const keys = theirs.flatMap((one) => one.key ?? []);
  const ours = await bookedByProvider(knex, { provider: payments.name, book, from: civilOf(first), until: civilOf(last), keys });
  const [theirDay, ourDay] = [theirs.filter((one) => onDay(one.at) === day), ours.filter((one) => one.on === day)];
  const findings: MoneyFinding[] = [];
  for (const one of theirDay) {
    const known = ours.find((other) => sameMoney(one, other));
    if (known && known.cents === one.cents) continue;
    findings.push(known ? await asTask(temporal, amountDiffers(one, known), one.at) : await unheard(deps, temporal, one));
  }
  for (const one of ourDay)
    if (!theirs.some((other) => sameMoney(other, one))) findings.push(await asTask(temporal, unknownThere(one), isoOf(instantOf(dayOf(day) + 1))));
  for (const one of await failingPresentations(knex, { provider: payments.name, book, day }))
    findings.push(await asTask(temporal, one, isoOf(instantOf(dayOf(day) + 1))));
  findings.push(...(await answered(deps, temporal, book, day)), ...(await refundsOwed(knex, book, day)));
  const repaired = findings.filter((one) => one.done === 'TOLD').length;
  await keepReconciliation(knex, book, {
    day,
    compared: new Set([...theirDay, ...ourDay].map((one) => `${one.type} ${one.key}`)).size,
    repaired,
    findings,
  });
}

const onDay = (at: string): Civil => civilOf(parisDay(momentOf(at)));

/** The provider knows no books: a movement belongs to that of its subscription's client, or to live life where we know none. */
async function ofBook({ knex }: Deps, book: Book, moved: Movement[]): Promise<Movement[]> {
  const rows: { number: string; clock: string | null }[] = await knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .whereIn('s.number', [...new Set(moved.flatMap((one) => one.subscription ?? []))])
    .select('s.number', knex.raw('c.test_clock as clock'));
  const books = new Map(rows.map(({ number, clock }) => [number, clock ?? LIVE]));
  return moved.filter((one) => (books.get(one.subscription ?? '') ?? LIVE) === book);
}

const amountDiffers = ({ type, subscription, payment, cents }: Movement, known: Booked): MoneyFinding => ({
  ...{ kind: 'OTHER_AMOUNT', subscription, payment: payment ?? known.payment, ours: { state: type, cents: known.cents } },
  ...{ theirs: { state: type, cents }, done: null },
});
const unknownThere = ({ type, subscription, payment, cents }: Booked): MoneyFinding => ({
  ...{ kind: 'UNKNOWN_AT_PROVIDER', subscription, payment, ours: { state: type, cents }, theirs: null, done: null },
});

/** Money that moved there and not here: news that was lost, where our payment still waits for it; else a person looks. */
async function unheard({ knex }: Deps, temporal: Client, moved: Movement): Promise<MoneyFinding> {
  const { id, type, key, subscription, payment, cents, at, code } = moved;
  const stands = key && type !== 'REFUNDED' ? await paymentStands(knex, key) : null;
  const theirs = { state: type, cents };
  if (!stands) return asTask(temporal, { kind: 'MISSING_HERE', subscription, payment, ours: null, theirs, done: null }, at);
  const ours = { state: stands.state, cents: stands.cents };
  const finding: MoneyFinding = { kind: 'OTHER_STATE', subscription: stands.subscription, payment: stands.payment, ours, theirs, done: null };
  const told = { id: `reconciled/${id}`, at, clocked: false, subscription: stands.subscription, client: null, payment: stands.payment };
  const awaited = ['PRESENTED', 'UNKNOWN'].includes(stands.state);
  if (stands.cents !== cents) return asTask(temporal, { ...finding, kind: 'OTHER_AMOUNT' }, at);
  if (type === 'SETTLED' && awaited) return asNews({ knex }, temporal, finding, { ...told, type: 'charge-settled' });
  if (type === 'REVERSED' && (awaited || stands.state === 'SETTLED'))
    return asNews({ knex }, temporal, finding, { ...told, type: 'charge-reversed', code: code ?? 'MD06' });
  return asTask(temporal, finding, at);
}

/** Payments whose answer the provider has, and that we never heard: rejections move no money, so they are asked for one by one. */
async function answered(deps: Deps, temporal: Client, book: Book, day: Civil): Promise<MoneyFinding[]> {
  const until = isoOf(instantOf(dayOf(day) + 1) - 1);
  const findings: MoneyFinding[] = [];
  for (const { subscription, payment, key, method, state, cents } of await stillPresented(deps.knex, {
    provider: deps.payments.name,
    book,
    until: day,
  })) {
    const answer = await deps.payments.lookUp({ key, method, at: until });
    if (answer?.outcome !== 'REJECTED') continue;
    const finding: MoneyFinding = {
      kind: 'OTHER_STATE',
      subscription,
      payment,
      ours: { state, cents },
      theirs: { state: 'REJECTED', cents },
      done: null,
    };
    const news = { id: `reconciled/${key}/REJECTED`, at: until, clocked: false, subscription, client: null, payment } as const;
    findings.push(await asNews(deps, temporal, finding, { ...news, type: 'charge-rejected', code: answer.code }));
  }
  return findings;
}

type LostNews = Extract<OutsideNews, { type: 'charge-settled' | 'charge-rejected' | 'charge-reversed' }>;
async function asNews({ knex }: Pick<Deps, 'knex'>, temporal: Client, finding: MoneyFinding, news: LostNews): Promise<MoneyFinding> {
  const mapped = await outsideEvent(knex, news, report);
  const heard = mapped?.event ? await signalled(temporal, mapped.subscription, mapped.event) : false;
  return { ...finding, done: heard ? 'TOLD' : null };
}

/** BILLING gets a task on the subscription that it concerns, while it has a workflow. */
async function asTask(temporal: Client, finding: MoneyFinding, at: string): Promise<MoneyFinding> {
  const { kind, subscription, payment } = finding;
  if (!subscription) return finding;
  const about = payment ?? kind;
  const heard = await signalled(temporal, subscription, { key: `reconciled/${kind}/${about}`, at, type: 'money-differs', about });
  return { ...finding, done: heard ? 'TASK' : null };
}

async function signalled(temporal: Client, subscription: string, event: OutsideEvent): Promise<boolean> {
  try {
    await temporal.workflow.getHandle(workflowId(subscription)).signal(outside, event);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** The schedule `books`, made once: every night at four in Paris. */
export const scheduleBooks = (temporal: Client): Promise<void> =>
  daily(temporal, { id: 'books', hour: 4, comment: '5.5 (a): entries are validated, yesterday is compared with the payment provider' });
