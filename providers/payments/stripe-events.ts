/** Stripe's signed events as news. What several events tell of one thing has one id, so that it is told once, in whatever order they come. */
import Stripe from 'stripe';
import { civilOf, parisDay } from '../../contract/calendar.ts';
import { InvalidSignature } from '../webhook-signature.ts';
import type { OutsideNews } from './port.ts';
import { kindOf, rejectionCode, reversalCode } from './stripe-codes.ts';
import { asking } from './stripe-faults.ts';

type Signed = { body: string; headers: Record<string, string | string[] | undefined>; secret: string };

/** The news of an event; null for one that changes nothing here. Throws InvalidSignature unless Stripe signed it within five minutes. */
export async function verifiedNews(stripe: Stripe, { body, headers, secret }: Signed): Promise<OutsideNews | null> {
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', secret);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError)
      throw new InvalidSignature("The signature of this webhook is not Stripe's, or it is older than five minutes.");
    throw error;
  }
  return newsOf(stripe, event);
}

async function newsOf(stripe: Stripe, event: Stripe.Event): Promise<OutsideNews | null> {
  const at = new Date(event.created * 1000).toISOString();
  switch (event.type) {
    case 'payment_intent.succeeded':
      return ofIntent(event.data.object, at, () => ({ type: 'charge-settled' }));
    case 'payment_intent.payment_failed':
      return ofIntent(event.data.object, at, (intent) => ({
        type: 'charge-rejected',
        code: rejectionCode(kindOf(intent), intent.last_payment_error ?? {}),
      }));
    case 'charge.failed': {
      const { payment_intent: intent, failure_code: code, outcome } = event.data.object;
      if (!intent) return null;
      const read = await intentOf(stripe, intent);
      return ofIntent(read, at, () => ({ type: 'charge-rejected', code: rejectionCode(kindOf(read), { code, decline_code: outcome?.reason }) }));
    }
    case 'charge.dispute.created':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.closed':
      return takenBack(stripe, event.data.object, at);
    case 'charge.dispute.funds_reinstated':
      return givenAgain(stripe, event.data.object, at);
    case 'checkout.session.completed': {
      const { id, mode, client_reference_id: client } = event.data.object;
      if (mode !== 'setup' || !client) return null;
      return { id: `${id}/method-entered`, at, clocked: false, subscription: null, client, type: 'method-entered', token: id };
    }
    case 'mandate.updated': {
      const { id, status } = event.data.object;
      return status === 'inactive' ? ended(id, at) : null;
    }
    case 'payment_method.detached':
      return ended(event.data.object.id, at);
    default:
      return null; // what is under way, our own refunds, and what concerns no payment of ours
  }
}

const ended = (reference: string, at: string): OutsideNews => ({
  ...{ id: `${reference}/method-ended`, at, clocked: false, subscription: null, client: null },
  ...{ type: 'method-ended', reference, code: 'means_unusable' },
});

type Told = { type: 'charge-settled' } | { type: 'charge-rejected' | 'charge-reversed'; code: string };
function ofIntent(intent: Stripe.PaymentIntent, at: string, told: (intent: Stripe.PaymentIntent) => Told, id = intent.id): OutsideNews | null {
  const { subscription, payment } = intent.metadata;
  if (!subscription || !payment) return null; // not made by Tacite
  const news = told(intent);
  return { id: `${id}/${news.type}`, at, clocked: false, subscription, client: null, payment, ...news };
}

const intentOf = (stripe: Stripe, intent: string | Stripe.PaymentIntent): Promise<Stripe.PaymentIntent> =>
  typeof intent === 'string' ? asking(() => stripe.paymentIntents.retrieve(intent)) : Promise.resolve(intent);

/** Money is gone from the first word of a dispute, and stays so when it is lost. An inquiry, or one that was won, takes nothing. */
const TAKES = new Set(['needs_response', 'under_review', 'lost', 'appeal_needs_response', 'appeal_under_review']);

async function takenBack(stripe: Stripe, dispute: Stripe.Dispute, at: string): Promise<OutsideNews | null> {
  if (!TAKES.has(dispute.status) || !dispute.payment_intent) return null;
  const intent = await intentOf(stripe, dispute.payment_intent);
  if (dispute.amount < intent.amount_received) return null; // a part of a charge: booked by hand, a payment comes back whole or not at all
  return ofIntent(intent, at, () => ({ type: 'charge-reversed', code: reversalCode(kindOf(intent), dispute.reason) }), dispute.id);
}

/** A dispute that was won: the payment stands, from the day on which it was made (A12). */
async function givenAgain(stripe: Stripe, dispute: Stripe.Dispute, at: string): Promise<OutsideNews | null> {
  if (!dispute.payment_intent) return null;
  const intent = await intentOf(stripe, dispute.payment_intent);
  const { subscription } = intent.metadata;
  if (!subscription || dispute.amount < intent.amount_received) return null;
  const orderedOn = civilOf(parisDay(intent.created * 1000));
  const means = kindOf(intent) === 'CARD' ? 'card' : 'debit';
  return {
    id: `${dispute.id}/client-payment`,
    at,
    clocked: false,
    subscription,
    client: null,
    type: 'client-payment',
    amountCents: dispute.amount,
    orderedOn,
    means,
  };
}
