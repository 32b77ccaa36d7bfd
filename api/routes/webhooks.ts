import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OutsideEvent } from '../../contract/events.ts';
import { type OperationNews, isOperation, takeOperations, untoldActivity } from '../../database/contact-operations.ts';
import { audit } from '../../database/queries/audit.ts';
import { clientById, liveSubscriptions, methodByReference } from '../../database/queries/clients.ts';
import { claimKey, releaseKey, storeAnswer } from '../../database/queries/idempotency.ts';
import { outsideEvent } from '../../database/queries/provider-events.ts';
import type { TrackingNews } from '../../providers/letters/port.ts';
import type { OutsideNews, PaymentProvider } from '../../providers/payments/port.ts';
import { report } from '../../providers/sandbox/reports.ts';
import { InvalidSignature } from '../../providers/webhook-signature.ts';
import { collectLater } from '../../workflows/messages.ts';
import type { App, Deps } from '../deps.ts';
import { keepSignedBody } from '../plugins/signed-body.ts';
import { notFound, Problem } from '../problem.ts';
import { storeMethod } from '../store-method.ts';
import { tellOutside, told } from '../tell.ts';

const NO_PROVIDER = { en: 'There is no such payment provider.', fr: "Ce prestataire de paiement n'existe pas." };
const IN_FLIGHT = { en: 'This event is being taken in.', fr: 'Cet événement est en cours de réception.' };
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

/** An operation of a Contact is kept; its subscription is told once of the month (E5.1c). */
async function activityOf(knex: Deps['knex'], news: OperationNews): Promise<{ subscription: string; event: OutsideEvent | null } | null> {
  const [subscription] = (await takeOperations(knex, [news])).bearers;
  return subscription === undefined ? null : { subscription, event: await untoldActivity(knex, subscription, news.at) };
}

/** A means that was given on the provider's page: stored also when the client never comes back from there. */
async function storeEntered(deps: Deps, { client, token }: OutsideNews & { type: 'method-entered' }): Promise<boolean> {
  const row = client ? await clientById(deps.knex, client) : undefined;
  if (!row) return false;
  const id = `pm_${createHash('sha256').update(token).digest('hex').slice(0, 32)}`;
  return !('refused' in (await storeMethod(deps, row, { token, id })));
}

/** A method that the provider takes no more is told to every subscription of its client: those that pay by it present it no more (E5.5a). */
async function tellEnded(
  knex: Deps['knex'],
  temporal: Deps['temporal'],
  provider: string,
  { id: key, at, reference, code }: OutsideNews & { type: 'method-ended' },
): Promise<boolean> {
  const method = await methodByReference(knex, provider, reference);
  if (!method) return false;
  await tellOutside(temporal, await liveSubscriptions(knex, method.client), { key, at, type: 'method-ended', method: method.id, code });
  return true;
}

/** What has no running subscription is kept in the audit log; it never starts one. */
async function takeIn(deps: Deps, teller: string, news: OutsideNews | TrackingNews): Promise<'told' | 'kept' | 'known'> {
  const { knex, temporal } = deps;
  const keyed = { scope: `webhook ${teller}`, key: news.id, progress: null };
  const claim = await claimKey(knex, { ...keyed, bodyHash: news.id });
  if (claim.kind === 'answered') return 'known';
  if (claim.kind !== 'claimed') throw new Problem(409, IN_FLIGHT, {}, { 'retry-after': '1' });
  try {
    if (news.type === 'method-entered') {
      const heard = await storeEntered(deps, news);
      await storeAnswer(knex, keyed, 200, '');
      return heard ? 'told' : 'kept';
    }
    if (news.type === 'method-ended') {
      const heard = await tellEnded(knex, temporal, teller, news);
      await storeAnswer(knex, keyed, 200, '');
      return heard ? 'told' : 'kept';
    }
    if (news.type === 'export-ready') {
      await collectLater(temporal, { export: news.export, subscription: news.subscription ?? '' });
      await storeAnswer(knex, keyed, 200, '');
      return 'told';
    }
    const mapped = isOperation(news) ? await activityOf(knex, news) : await outsideEvent(knex, news, report);
    const heard = mapped !== null && (mapped.event === null || (await told(temporal, mapped.subscription, mapped.event)));
    if (!heard)
      await audit(knex, {
        action: `webhook ${news.type}`,
        subscription: mapped?.subscription ?? news.subscription,
        outcome: 'kept',
        detail: { id: news.id },
      });
    await storeAnswer(knex, keyed, 200, '');
    return heard ? 'told' : 'kept';
  } catch (error) {
    await releaseKey(knex, keyed);
    throw error;
  }
}
