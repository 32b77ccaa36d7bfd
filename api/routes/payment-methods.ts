import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type ClientRow, type MethodRow, methodsOf } from '../../database/queries/clients.ts';
import type { App, Deps } from '../deps.ts';
import { requestId } from '../plugins/idempotency.ts';
import { impossible } from '../problem.ts';
import { MethodBody, NewEntry, NewMethod } from '../schemas/clients.ts';
import { holdsCardNumber, storeMethod } from '../store-method.ts';
import { READERS, seenClient } from './seen.ts';

const shownMethod = (row: MethodRow, client: ClientRow): z.infer<typeof MethodBody> => ({
  id: row.id,
  kind: row.kind,
  label: row.label,
  verified: row.verified,
  default: client.default_method === row.id,
  createdAt: row.created_at,
});

const CARD_NUMBER = {
  en: 'This looks like a card number. It must never be sent here: give the card on the page of the payment provider.',
  fr: 'Ceci ressemble à un numéro de carte. Il ne doit jamais être envoyé ici : donnez la carte sur la page du prestataire de paiement.',
};
const NOT_HOSTED = {
  en: 'This provider has no page of its own: send the token of the means of payment.',
  fr: "Ce prestataire n'a pas de page à lui : envoyez le jeton du moyen de paiement.",
};
const Entry = z
  .enum(['HOSTED', 'MANDATE', 'TOKEN'])
  .describe("How a means is given: on a page of the provider, by a mandate for the Company's own bank, or by its token");

/** Before anything of the body is kept, hashed into a key or checked: a card number is not taken in. */
async function refuseCardNumbers(request: FastifyRequest): Promise<void> {
  if (holdsCardNumber(JSON.stringify(request.body ?? ''))) throw impossible(CARD_NUMBER, 'E5.5a');
}

/** Means of payment: only the provider's references are stored; the last registered is the default (E5.5a). */
export function paymentMethodRoutes(app: App, deps: Deps): void {
  const { knex, payments, bank } = deps;
  const params = z.object({ id: z.string() });

  app.post(
    '/clients/:id/payment-methods',
    {
      preValidation: refuseCardNumbers,
      config: { roles: ['CLIENT_ADMIN', 'SUPPORT', 'BILLING', 'ADMIN'] },
      schema: {
        tags: ['clients'],
        summary: 'Store a means of payment; it becomes the default (E5.5a)',
        params,
        body: NewMethod,
        response: { 201: MethodBody },
      },
    },
    async (request, reply) => {
      const client = await seenClient(knex, request, request.params.id);
      const row = await storeMethod(deps, client, { token: request.body.token, id: `pm_${requestId(request)}` });
      if ('refused' in row) throw impossible(row.refused, 'E5.5a');
      return reply.code(201).send(shownMethod(row, { ...client, default_method: row.id }));
    },
  );

  app.post(
    '/clients/:id/payment-method-entries',
    {
      config: { roles: ['CLIENT_ADMIN', 'SUPPORT', 'BILLING', 'ADMIN'] },
      schema: {
        tags: ['clients'],
        summary: 'Open the page on which a means of payment is given (E5.5a)',
        params,
        body: NewEntry,
        response: { 201: z.object({ url: z.string() }) },
      },
    },
    async (request, reply) => {
      const client = await seenClient(knex, request, request.params.id);
      if (!payments.openEntry) throw impossible(NOT_HOSTED, 'E5.5a');
      const back = new URL(`/subscriptions/${encodeURIComponent(request.body.subscription ?? 'new')}`, deps.webUrl ?? `http://${request.host}`);
      const { id, legal_name: name, email, language, test_clock } = client;
      const opened = await payments.openEntry({ client: id, name, email, language, clocked: test_clock !== null, back: back.href });
      if ('refused' in opened) throw impossible(opened.refused, 'E5.5a');
      return reply.code(201).send(opened);
    },
  );

  app.get(
    '/clients/:id/payment-methods',
    {
      config: { roles: READERS },
      schema: {
        tags: ['clients'],
        summary: 'Means of payment, the last first',
        params,
        response: { 200: z.object({ data: z.array(MethodBody), next: z.null(), entry: Entry }) },
      },
    },
    async (request) => {
      const client = await seenClient(knex, request, request.params.id);
      return {
        data: (await methodsOf(knex, client.id)).map((row) => shownMethod(row, client)),
        next: null,
        entry: bank ? ('MANDATE' as const) : payments.openEntry ? ('HOSTED' as const) : ('TOKEN' as const),
      };
    },
  );
}
