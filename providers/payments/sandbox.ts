import { z } from 'zod';
import { ProviderRefused, ask, askJson } from '../request.ts';
import { verify } from '../webhook-signature.ts';
import type { ChargeAnswer, Movement, OutsideNews, PaymentProvider, RegisteredMethod } from './port.ts';

const Method: z.ZodType<RegisteredMethod> = z.object({
  reference: z.string().min(1),
  kind: z.enum(['CARD', 'SEPA']),
  label: z.string(),
  verified: z.boolean(),
});
const Charge: z.ZodType<ChargeAnswer> = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('SETTLED') }),
  z.object({ outcome: z.literal('PENDING'), expectedOn: z.iso.date() }),
  z.object({ outcome: z.literal('REJECTED'), code: z.string().min(1) }),
]);
const Refund = z.object({ reference: z.string().min(1) });
const News = z.array(z.custom<OutsideNews>((one) => typeof (one as Partial<OutsideNews> | null)?.id === 'string'));

const REFUSED_FR = "Ce moyen de paiement n'est pas accepté : donnez une carte ou un prélèvement.";

/** The payment provider that the embedded sandbox plays. `secret` signs its webhooks. */
export function sandboxPayments({ url, secret }: { url: string; secret: string }): PaymentProvider {
  const part = encodeURIComponent;
  return {
    name: 'sandbox',
    async registerMethod({ token, client }) {
      try {
        return await askJson(`${url}/methods`, Method, { token, client });
      } catch (error) {
        if (error instanceof ProviderRefused && error.status === 422) return { refused: { en: error.message, fr: REFUSED_FR } };
        throw error;
      }
    },
    charge: (request) => askJson(`${url}/charges`, Charge, request),
    async lookUp({ key, at }) {
      try {
        return await askJson(`${url}/charges/${part(key)}${at ? `?at=${part(at)}` : ''}`, Charge);
      } catch (error) {
        if (error instanceof ProviderRefused && error.status === 404) return null;
        throw error;
      }
    },
    refund: (request) => askJson(`${url}/refunds`, Refund, request),
    async verifyWebhook(body, headers) {
      verify(secret, headers, body, Date.now() / 1000);
      return JSON.parse(body) as OutsideNews;
    },
    events: (whose) => askJson(`${url}/events?${new URLSearchParams(whose)}`, News),
    movements: ({ from, until, clocked }) =>
      askJson(`${url}/movements?${new URLSearchParams({ from, until, clocked: String(clocked) })}`, z.array(z.custom<Movement>())),
    async delivered(ids) {
      await ask(`${url}/events/delivered`, { ids });
    },
  };
}
