/** What moved on the account, by Stripe's balance transactions: they are what it pays out by, and say an amount for each charge, refund and dispute. */
import type Stripe from 'stripe';
import type { Movement } from './port.ts';
import { kindOf, reversalCode } from './stripe-codes.ts';

type Within = { from: string; until: string; clocked: boolean };
const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000);

/** Nothing of a test clock moves there. Fees and payouts are no money of clients. */
export async function movementsOf(stripe: Stripe, { from, until, clocked }: Within): Promise<Movement[]> {
  if (clocked) return [];
  const moved: Movement[] = [];
  const created = { gte: seconds(from), lt: seconds(until) };
  for await (const one of stripe.balanceTransactions.list({ created, limit: 100, expand: ['data.source'] })) {
    const movement = await movementOf(stripe, one);
    if (movement) moved.push(movement);
  }
  return moved;
}

async function movementOf(stripe: Stripe, { id, source, created, amount }: Stripe.BalanceTransaction): Promise<Movement | null> {
  if (!source || typeof source === 'string') return null;
  const moved = { id, at: new Date(created * 1000).toISOString(), cents: Math.abs(amount), code: null };
  if (source.object === 'charge') return amount > 0 ? { ...moved, type: 'SETTLED', ...madeBy(source.metadata) } : null; // a debit that failed is undone so
  if (source.object === 'refund') return { ...moved, type: 'REFUNDED', ...madeBy(source.metadata) };
  if (source.object !== 'dispute' || amount >= 0 || !source.payment_intent) return null; // money that a won dispute gives again is told by its own event
  const { payment_intent: intent } = source;
  const read = typeof intent === 'string' ? await stripe.paymentIntents.retrieve(intent) : intent;
  return { ...moved, type: 'REVERSED', code: reversalCode(kindOf(read), source.reason), ...madeBy(read.metadata) };
}

const madeBy = (metadata: Stripe.Metadata | null): Pick<Movement, 'key' | 'subscription' | 'payment'> => ({
  ...{ key: metadata?.['key'] ?? null, subscription: metadata?.['subscription'] ?? null, payment: metadata?.['payment'] ?? null },
});
