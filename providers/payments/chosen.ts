/** The payment provider that the settings choose: Stripe where its keys are given, the Company's own bank where its key is, else the one behind PAYMENTS_URL. */
import type { Knex } from 'knex';
import { type Bank, bankPayments } from '../bank/bank.ts';
import { keyOf } from '../bank/cipher.ts';
import type { Creditor } from '../bank/pain.ts';
import type { PaymentProvider } from './port.ts';
import { sandboxPayments } from './sandbox.ts';
import { stripePayments } from './stripe.ts';

export type PaymentSettings = {
  PAYMENTS_URL: string;
  WEBHOOK_SECRET: string;
  STRIPE_SECRET_KEY?: string | undefined;
  STRIPE_WEBHOOK_SECRET?: string | undefined;
  STRIPE_URL?: string | undefined;
  BANK_KEY?: string | undefined;
};
/** Where mandates and orders lie, and who sells and collects (`company.json`). */
export type Collecting = { knex: Knex; seller: string; creditor: Creditor | undefined };

/** Throws where settings contradict one another, or one is missing. */
export function chosenPayments(env: PaymentSettings, collecting: Collecting): PaymentProvider {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_URL: url } = env;
  if (secretKey && env.BANK_KEY) throw new Error('STRIPE_SECRET_KEY and BANK_KEY are both set: one provider takes the payments.');
  if (!secretKey) return chosenBank(env, collecting) ?? behindUrl(env);
  if (!webhookSecret) throw new Error('STRIPE_WEBHOOK_SECRET is missing: without it nothing that Stripe tells can be believed.');
  return stripePayments({ secretKey, webhookSecret, seller: collecting.seller, ...(url ? { url } : {}) });
}

/** The Company's own bank, where it collects by it. */
export function chosenBank({ BANK_KEY }: Pick<PaymentSettings, 'BANK_KEY'>, { knex, creditor }: Omit<Collecting, 'seller'>): Bank | undefined {
  if (!BANK_KEY && creditor) throw new Error('company.json has a "creditor", and BANK_KEY is missing: without it no account number can be kept.');
  if (!BANK_KEY) return undefined;
  if (!creditor) throw new Error('BANK_KEY is set, and company.json has no "creditor": give its ics, iban and bic.');
  return bankPayments({ knex, creditor, key: keyOf(BANK_KEY) });
}

/** The provider behind PAYMENTS_URL: in an embedded instance the sandbox, which tells of post and platform too, whoever takes the payments. */
export const behindUrl = ({ PAYMENTS_URL: url, WEBHOOK_SECRET: secret }: PaymentSettings): PaymentProvider => sandboxPayments({ url, secret });
