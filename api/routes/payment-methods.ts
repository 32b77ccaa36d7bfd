import { z } from 'zod';
import { type ClientRow, insertMethod, liveSubscriptions, type MethodRow, methodsOf } from '../../database/queries/clients.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import type { App, Deps } from '../deps.ts';
import { requestId } from '../plugins/idempotency.ts';
import { impossible } from '../problem.ts';
import { MethodBody, NewMethod } from '../schemas/clients.ts';
import { tellAndWait } from '../tell.ts';
import { READERS, seenClient } from './seen.ts';

const shownMethod = (row: MethodRow, client: ClientRow): z.infer<typeof MethodBody> => ({
  id: row.id,
  kind: row.kind,
  label: row.label,
  verified: row.verified,
  default: client.default_method === row.id,
  createdAt: row.created_at,
});

/** Means of payment: only the provider's references are stored; the last registered is the default (E5.5a). */
export function paymentMethodRoutes(app: App, { knex, temporal, payments }: Deps): void {
  const params = z.object({ id: z.string() });

  app.post(
    '/clients/:id/payment-methods',
    {
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
      const registered = await payments.registerMethod({ token: request.body.token, client: client.id, clocked: client.test_clock !== null });
      if ('refused' in registered) throw impossible(registered.refused, 'E5.5a');
      const row = await insertMethod(knex, {
        id: `pm_${requestId(request)}`,
        client: client.id,
        provider: payments.name,
        provider_reference: registered.reference,
        kind: registered.kind,
        label: registered.label,
        verified: registered.verified,
      });
      const at = new Date(await contractNow(knex, client.test_clock)).toISOString();
      await tellAndWait(temporal, await liveSubscriptions(knex, client.id), {
        ...{ type: 'method-changed', key: `method/${row.id}`, at },
        ...{ means: { method: row.id, kind: row.kind }, verified: row.verified },
      });
      return reply.code(201).send(shownMethod(row, { ...client, default_method: row.id }));
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
        response: { 200: z.object({ data: z.array(MethodBody), next: z.null() }) },
      },
    },
    async (request) => {
      const client = await seenClient(knex, request, request.params.id);
      return { data: (await methodsOf(knex, client.id)).map((row) => shownMethod(row, client)), next: null };
    },
  );
}
