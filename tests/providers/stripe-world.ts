/** The Stripe adapter before a Stripe in memory, as the tests of all providers want it. */
import { stripePayments } from '../../providers/payments/stripe.ts';
import { freePort } from '../../scripts/embedded/child.ts';
import type { Means, Signed, World } from './contract-of-payments.ts';
import type { Behaviour, StripeFake } from './stripe-fake.ts';

const BEHAVIOUR: Record<Means, Behaviour> = {
  ...{ card: 'ok', debit: 'ok', 'lost reply': 'lost', down: 'down' },
  ...{ declined: { decline: 'generic_decline' }, expired: { decline: 'expired_card' } },
};
const FAILURES: Record<string, string> = { AM04: 'insufficient_funds', AC04: 'account_closed' };
const REASONS: Record<string, string> = { MD06: 'customer_initiated', MD01: 'debit_not_authorized' };

export function stripeWorld(fake: StripeFake): World {
  const settings = (url: string) => ({ secretKey: fake.secretKey, webhookSecret: fake.webhookSecret, seller: "L'Éditeur d’essais", url });
  const disputes = new Map<string, object>();
  return {
    provider: () => stripePayments(settings(fake.url)),
    away: async () => stripePayments(settings(`http://127.0.0.1:${await freePort()}`)),
    token: (means, client) => fake.entered(client, means === 'debit' ? 'sepa_debit' : 'card', BEHAVIOUR[means]),
    told: async ({ key }, what, { secret = fake.webhookSecret, age = 0 } = {}): Promise<Signed> => {
      const signed = (type: string, object: object) => fake.signed(type, object, { secret, at: Math.floor(Date.now() / 1000) - age });
      if (what === 'settled') return signed('payment_intent.succeeded', fake.answer(key));
      if ('rejected' in what) return signed('payment_intent.payment_failed', fake.answer(key, FAILURES[what.rejected]));
      fake.answer(key);
      const dispute = disputes.get(key) ?? fake.dispute(key, { reason: REASONS[what.reversed] });
      disputes.set(key, dispute);
      return signed('charge.dispute.created', dispute);
    },
    charges: async (subscription) => fake.intents.filter((one) => one['metadata'].subscription === subscription).length,
    statement: async (subscription) => fake.intents.findLast((one) => one['metadata'].subscription === subscription)?.['statement'],
    afterSettlement: new Date().toISOString(),
  };
}
