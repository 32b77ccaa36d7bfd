/** Stripe: cards and SEPA direct debits, off session. docs/payments.md says what it cannot know. */
import Stripe from 'stripe';
import { addBankDays, civilOf, parisDay } from '../../contract/calendar.ts';
import { ProviderRefused } from '../request.ts';
import type { ChargeAnswer, ChargeRequest, PaymentProvider, RefundRequest } from './port.ts';
import { kindOf, rejectionCode, UNUSABLE } from './stripe-codes.ts';
import { verifiedNews } from './stripe-events.ts';
import { asking } from './stripe-faults.ts';
import { movementsOf } from './stripe-movements.ts';
import { statementText } from './statement.ts';
import { opened, type Reference, registered, readReference } from './stripe-methods.ts';

/** The shapes of requests, answers and events are those of this version, whatever the account's own default is. */
export const API_VERSION = '2026-10-28.endive';
/** Stripe's longest: a description in its dashboard, the text of a debit on a statement, and what a prefix of 8 characters and `* ` leave of it for a card. */
const DESCRIPTION = 1_000;
const DESCRIPTOR = 22;
const SUFFIX = 12;
const TIMEOUT_MS = 20_000;
/** Most debits are answered by then; Stripe takes up to 14. What is still open is asked for again. */
const USUAL_BANK_DAYS = 5;

const NO_VIRTUAL_TIME = {
  en: 'This client lives on a test clock, and Stripe moves real time only: use an instance with the sandbox provider.',
  fr: 'Ce client vit sur une horloge de test, et Stripe ne connaît que le temps réel : utilisez une instance avec le prestataire de test.',
};

export type StripeSettings = {
  secretKey: string;
  webhookSecret: string;
  /** Who asks, as account holders read it. */
  seller: string;
  /** Instead of Stripe's own address. */
  url?: string;
};

export function stripeClient({ secretKey, url }: Pick<StripeSettings, 'secretKey' | 'url'>): Stripe {
  const other = url ? new URL(url) : undefined;
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 0, // who asks decides when to ask again
    telemetry: false,
    appInfo: { name: 'tacite' },
    ...(other
      ? { host: other.hostname, port: other.port, protocol: other.protocol.startsWith('https') ? ('https' as const) : ('http' as const) }
      : {}),
  });
}

export function stripePayments(settings: StripeSettings): PaymentProvider {
  const stripe = stripeClient(settings);
  return {
    name: 'stripe',
    async registerMethod({ token, client, clocked }) {
      return clocked ? { refused: NO_VIRTUAL_TIME } : asking(() => registered(stripe, token, client));
    },
    openEntry: async (input) => (input.clocked ? { refused: NO_VIRTUAL_TIME } : asking(() => opened(stripe, input))),
    charge: (request) => charge(stripe, request, settings.seller),
    async lookUp({ key, method }) {
      const intent = await asking(() => intentOf(stripe, readReference(method).customer, key));
      return intent ? answerOf(intent) : null;
    },
    refund: (request) => asking(() => refund(stripe, request)),
    verifyWebhook: (body, headers) => verifiedNews(stripe, { body, headers, secret: settings.webhookSecret }),
    events: async () => [], // no client on a test clock pays by Stripe
    delivered: async () => undefined,
    movements: (within) => asking(() => movementsOf(stripe, within)),
  };
}

async function charge(stripe: Stripe, asked: ChargeRequest, seller: string): Promise<ChargeAnswer> {
  const { key, method, cents, documents, clocked, subscription, payment } = asked;
  if (clocked) throw new ProviderRefused(422, NO_VIRTUAL_TIME.en);
  const means = readReference(method);
  const request = {
    amount: cents,
    currency: 'eur',
    customer: means.customer,
    payment_method: means.method,
    allowed_payment_method_types: [means.mandate ? ('sepa_debit' as const) : ('card' as const)],
    ...(means.mandate ? { mandate: means.mandate } : {}),
    confirm: true,
    off_session: true,
    description: documents.join(', ').slice(0, DESCRIPTION),
    ...printed(means, seller, documents),
    metadata: { key, subscription, payment, kind: means.mandate ? 'SEPA' : 'CARD' },
  } satisfies Stripe.PaymentIntentCreateParams;
  try {
    return answerOf(await asking(() => declined(means, () => stripe.paymentIntents.create(request, { idempotencyKey: key }))));
  } catch (error) {
    if (error instanceof Declined) return { outcome: 'REJECTED', code: error.code };
    throw error;
  }
}

/** What the account holder reads: the text of a debit is ours, a card's begins with the prefix that the account has at Stripe. */
const printed = ({ mandate }: Reference, seller: string, documents: readonly string[]) =>
  mandate
    ? { statement_descriptor: statementText(seller.replaceAll(/['’]/g, ' '), documents, DESCRIPTOR) }
    : { statement_descriptor_suffix: statementText('', documents, SUFFIX) };

/** The bank said no, or the means is beyond use: an answer, not a fault. */
class Declined extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

async function declined<T>({ mandate, method }: Reference, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) throw new Declined(rejectionCode(mandate ? 'SEPA' : 'CARD', error));
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    const gone = error.param === 'payment_method' || error.param === 'mandate' || error.message.includes(method); // detached, or never there
    const code = UNUSABLE[error.code ?? ''] ?? (gone ? 'means_unusable' : undefined);
    throw code ? new Declined(code) : error;
  }
}

/**
 * The charge of a key, among those of its customer, the last first. A list shows what was written before it was asked for; Stripe's search does not
 * for a minute or more, and a charge that it does not show yet would be made twice.
 */
async function intentOf(stripe: Stripe, customer: string, key: string): Promise<Stripe.PaymentIntent | undefined> {
  for await (const intent of stripe.paymentIntents.list({ customer, limit: 100 })) if (intent.metadata['key'] === key) return intent;
  return undefined;
}

function answerOf(intent: Stripe.PaymentIntent): ChargeAnswer {
  switch (intent.status) {
    case 'succeeded':
      return { outcome: 'SETTLED' };
    case 'processing':
      return { outcome: 'PENDING', expectedOn: civilOf(addBankDays(parisDay(intent.created * 1000), USUAL_BANK_DAYS)) };
    case 'requires_action': // a bank that asks for the holder, who is not there
    case 'requires_confirmation':
      return { outcome: 'REJECTED', code: rejectionCode(kindOf(intent), { code: 'authentication_required' }) };
    default:
      return { outcome: 'REJECTED', code: rejectionCode(kindOf(intent), intent.last_payment_error ?? {}) };
  }
}

/** Gives money back on what the method has paid for the subscription, the last charge first, and on earlier ones when it does not hold enough. */
async function refund(stripe: Stripe, { key, method, cents, subscription }: RefundRequest): Promise<{ reference: string }> {
  const { customer, method: paidWith } = readReference(method);
  const paid: Stripe.Charge[] = [];
  const references: string[] = [];
  let left = cents;
  const list = { customer, limit: 100, expand: ['data.latest_charge.refunds'] };
  for await (const intent of stripe.paymentIntents.list(list)) {
    const { latest_charge: one } = intent;
    if (intent.status !== 'succeeded' || typeof one !== 'object' || !one) continue;
    const before = (one.refunds?.data ?? []).filter(
      (done) => done.metadata?.['key'] === key && done.status !== 'failed' && done.status !== 'canceled',
    );
    if (before.some((done) => done.metadata?.['cents'] !== String(cents)))
      throw new ProviderRefused(409, 'This key was used for another refund: take a new key.');
    for (const done of before) references.push(done.id);
    left -= before.reduce((sum, done) => sum + done.amount, 0);
    if (one.payment_method === paidWith && intent.metadata['subscription'] === subscription && !one.disputed) paid.push(one);
  }
  const parts = shares(paid, left);
  for (const { charge: from, amount } of parts) {
    const made = await stripe.refunds.create(
      { charge: from, amount, metadata: { key, cents: String(cents), subscription } },
      { idempotencyKey: `${key}/${from}` },
    );
    references.push(made.id);
  }
  return { reference: references.join(' ') };
}

/** How much goes back on each charge. Throws when they do not hold enough. */
function shares(paid: Stripe.Charge[], cents: number): { charge: string; amount: number }[] {
  let left = cents;
  const parts = paid.flatMap(({ id, amount: whole, amount_refunded: back }) => {
    const amount = Math.min(left, whole - back);
    left -= Math.max(0, amount);
    return amount > 0 ? [{ charge: id, amount }] : [];
  });
  if (left > 0)
    throw new ProviderRefused(422, `What this means has paid is ${left} cents short of what is to be given back: give it back by transfer.`);
  return parts;
}
