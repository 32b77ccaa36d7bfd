/** The payment provider that the settings choose: Stripe where its keys are given, else the one behind PAYMENTS_URL. */
import type { PaymentProvider } from './port.ts';
import { sandboxPayments } from './sandbox.ts';
import { stripePayments } from './stripe.ts';

export type PaymentSettings = {
  PAYMENTS_URL: string;
  WEBHOOK_SECRET: string;
  STRIPE_SECRET_KEY?: string | undefined;
  STRIPE_WEBHOOK_SECRET?: string | undefined;
  STRIPE_URL?: string | undefined;
};

export function chosenPayments(env: PaymentSettings): PaymentProvider {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_URL: url } = env;
  if (!secretKey) return behindUrl(env);
  if (!webhookSecret) throw new Error('STRIPE_WEBHOOK_SECRET is missing: without it nothing that Stripe tells can be believed.');
  return stripePayments({ secretKey, webhookSecret, ...(url ? { url } : {}) });
}

/** The provider behind PAYMENTS_URL: in an embedded instance the sandbox, which tells of post and platform too, whoever takes the payments. */
export const behindUrl = ({ PAYMENTS_URL: url, WEBHOOK_SECRET: secret }: PaymentSettings): PaymentProvider => sandboxPayments({ url, secret });
