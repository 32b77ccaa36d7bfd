import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { TrackingNews } from '../../providers/letters/port.ts';
import type { OutsideNews, PaymentProvider } from '../../providers/payments/port.ts';
import { InvalidSignature } from '../../providers/webhook-signature.ts';
import type { App, Deps } from '../deps.ts';
import { keepSignedBody } from '../plugins/signed-body.ts';
import { notFound, Problem } from '../problem.ts';
import { takeIn } from '../take-in.ts';

const NO_PROVIDER = { en: 'There is no such payment provider.', fr: "Ce prestataire de paiement n'existe pas." };
const Taken = z.object({ taken: z.enum(['told', 'kept', 'known']) });

/** Signed events of the payment provider, each told once to its subscription. */
export function webhookRoutes(app: App, deps: Deps): void {
  void app.register(async (hooks) => {
    keepSignedBody(hooks);
    hooks.post(
      '/webhooks/payments/:provider',
      {
        config: { roles: 'everybody' },
        schema: {
          tags: ['webhooks'],
          summary: 'Signed events of the payment provider',
          params: z.object({ provider: z.string() }),
          response: { 200: Taken },
        },
      },
      async (request) => {
        const name = (request.params as { provider: string }).provider;
        const teller = [deps.payments, deps.outside].find((one) => one?.name === name);
        if (!teller) throw notFound(NO_PROVIDER);
        const news = await signedNews(teller, request);
        return { taken: news ? await takeIn(deps, teller.name, news) : 'kept' };
      },
    );
  });
}

/** Null: signed, and nothing that concerns a subscription. */
async function signedNews(teller: PaymentProvider, request: FastifyRequest): Promise<OutsideNews | TrackingNews | null> {
  try {
    return await teller.verifyWebhook(String(request.body), request.headers);
  } catch (error) {
    if (!(error instanceof InvalidSignature)) throw error;
    throw new Problem(401, { en: error.message, fr: 'La signature de cet événement ne convient pas.' });
  }
}
