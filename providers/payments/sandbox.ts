import { ProviderRefused, ask, askJson } from '../request.ts';
import { verify } from '../webhook-signature.ts';
import type { ChargeAnswer, OutsideNews, PaymentProvider, RegisteredMethod } from './port.ts';

/** The payment provider that the embedded sandbox plays. `secret` signs its webhooks. */
export function sandboxPayments({ url, secret }: { url: string; secret: string }): PaymentProvider {
  const part = encodeURIComponent;
  return {
    async registerMethod(input) {
      try {
        return await askJson<RegisteredMethod>(`${url}/methods`, input);
      } catch (error) {
        if (error instanceof ProviderRefused && error.status === 422) return { refused: error.message };
        throw error;
      }
    },
    charge: (request) => askJson<ChargeAnswer>(`${url}/charges`, request),
    async lookUp(key, at) {
      try {
        return await askJson<ChargeAnswer>(`${url}/charges/${part(key)}${at ? `?at=${part(at)}` : ''}`);
      } catch (error) {
        if (error instanceof ProviderRefused && error.status === 404) return null;
        throw error;
      }
    },
    refund: (request) => askJson<{ reference: string }>(`${url}/refunds`, request),
    verifyWebhook(body, headers) {
      verify(secret, headers, body, Date.now() / 1000);
      return JSON.parse(body) as OutsideNews;
    },
    events: (whose) => askJson<OutsideNews[]>(`${url}/events?${new URLSearchParams(whose)}`),
    async delivered(id) {
      await ask(`${url}/events/${part(id)}/delivered`, {});
    },
  };
}
