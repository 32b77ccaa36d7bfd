import type { Allocation, FactOf } from '../../contract/facts.ts';
import { Document } from '../models/document.ts';
import { Payment } from '../models/payment.ts';
import type { Writers, Writing } from './context.ts';
import { pay } from './documents.ts';

type Row = Pick<Payment, 'id' | 'allocations' | 'amountCents' | 'means' | 'cause' | 'state'> & Partial<Payment>;

/** The key under which the payment provider knows a payment: asking twice with it charges once. */
export const providerKey = (subscription: string, payment: string): string => `${subscription}/${payment}`;

/** Writes a payment as it now stands; a row of its intention, or of an earlier telling, is brought up to date. */
async function write({ trx, number, client }: Writing, row: Row, createdAt: string): Promise<void> {
  const { id, ...change } = row;
  await Payment.query(trx)
    .insert({ ...row, subscription: number, client, providerKey: providerKey(number, id), createdAt })
    .onConflict(['subscription', 'id'])
    .merge(Object.keys(change).map((name) => Payment.propertyNameToColumnName(name)));
}

async function stored({ trx, number }: Writing, id: string): Promise<Payment> {
  const payment = await Payment.query(trx).findById([number, id]);
  if (!payment) throw new Error(`payment ${id} of ${number} is not stored: the journal and the rows differ`);
  return payment;
}

async function change({ trx, number }: Writing, id: string, values: Partial<Payment>): Promise<Payment> {
  const [changed] = await Payment.query(trx).where({ subscription: number, id }).patch(values).returning('*');
  if (!changed) throw new Error(`payment ${id} of ${number} is not stored: the journal and the rows differ`);
  return changed;
}

const sum = (allocations: Allocation[]): number => allocations.reduce((total, part) => total + part.cents, 0);

async function present(writing: Writing, fact: FactOf<'payment.presented'>): Promise<void> {
  const { payment: id, allocations, cents: amountCents, means, presentedOn, cause, expectedOn } = fact;
  await write(
    writing,
    { id, allocations, amountCents, means: means.kind, method: means.method, cause, presentedOn, expectedOn, state: 'PRESENTED' },
    fact.at,
  );
}

/** The provider failed: no presentation took place. What was to be presented is in the contract before. */
async function fail(writing: Writing, fact: FactOf<'presentation.failed'>): Promise<void> {
  const { payment: id, allocations, reason } = fact;
  const asked = writing.before?.payments.find((one) => one.id === id);
  const means = asked?.means ?? writing.after.means;
  const what = { id, allocations, amountCents: sum(allocations), means: means.kind, method: means.method, cause: asked?.cause ?? 'ANNOUNCED' };
  await write(writing, { ...what, state: 'FAILED', rejectionCode: reason }, fact.at);
}

async function receive(writing: Writing, fact: FactOf<'payment.recorded'>): Promise<void> {
  const { payment: id, allocations, cents: amountCents, orderedOn, means } = fact;
  await write(writing, { id, allocations, amountCents, means, cause: 'RECORDED', orderedOn, settledOn: orderedOn, state: 'SETTLED' }, fact.at);
  await pay(writing, allocations, 1);
}

/** E5.3f: what was paid otherwise while a charge was under way is no longer the charge's to pay: that much of it is on no document. */
async function stillOpen({ trx, number }: Writing, allocations: Allocation[]): Promise<Allocation[]> {
  const documents = await Document.query(trx)
    .where({ subscription: number })
    .whereIn(
      'id',
      allocations.map((part) => part.document),
    );
  const open = new Map(documents.map((one) => [one.id, one.grossCents - one.paidCents - one.creditedCents]));
  return allocations.map(({ document, cents }) => ({ document, cents: Math.min(cents, open.get(document) ?? 0) }));
}

export const paymentWriters: Writers = {
  'payment.presented': present,
  'presentation.failed': fail,
  'payment.recorded': receive,
  'payment.settled': async (writing, { payment, settledOn }) => {
    const allocations = await stillOpen(writing, (await stored(writing, payment)).allocations);
    await change(writing, payment, { state: 'SETTLED', settledOn, allocations });
    await pay(writing, allocations, 1);
  },
  'payment.rejected': async (writing, { payment, code }) => {
    await change(writing, payment, { state: 'REJECTED', rejectionCode: code });
  },
  'payment.reversed': async (writing, { payment, code }) => {
    const { allocations, state } = await stored(writing, payment);
    if (state !== 'SETTLED') return; // told twice: the money went back once
    await change(writing, payment, { state: 'REFUNDED', rejectionCode: code });
    await pay(writing, allocations, -1);
  },
};
