import { z } from 'zod';
import { accessOf, bestOf } from '../../contract/access.ts';
import { subscriptionsOf } from '../../database/queries/subscriptions.ts';
import type { App, Deps } from '../deps.ts';
import { AccessBody } from '../schemas/views.ts';
import { READERS, seenClient } from './seen.ts';

/** The gate that the sold SaaS asks (E3.1a, E8.3a, E8.4a). */
export function accessRoutes(app: App, { knex }: Deps): void {
  app.get(
    '/access/:client',
    {
      config: { roles: READERS },
      schema: {
        tags: ['access'],
        summary: 'Whether a client may use the product',
        params: z.object({ client: z.string() }),
        response: { 200: AccessBody },
      },
    },
    async (request) => {
      const client = await seenClient(knex, request, request.params.client);
      const rows = await subscriptionsOf(knex, client.id);
      const subscriptions = rows.map((row) => ({ number: row.number, state: row.state, ...accessOf(row.contract) }));
      const best = bestOf(subscriptions);
      const { access, reason, article, until } = best;
      return { client: client.id, access, state: access, reason, article, until, subscriptions };
    },
  );
}
