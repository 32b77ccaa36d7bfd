import { z } from 'zod';
import { accessOf, bestOf } from '../../contract/access.ts';
import { waitsForAcknowledgement } from '../../contract/announcements.ts';
import type { Contract } from '../../contract/state.ts';
import { subscriptionsOf } from '../../database/queries/subscriptions.ts';
import { recordsOf } from '../../database/records.ts';
import type { App, Deps } from '../deps.ts';
import { AccessBody } from '../schemas/views.ts';
import { READERS, seenClient } from './seen.ts';

/** E5.2a-b: open once the provider's terms are accepted; a change of provider stops them only where the terms require its acknowledgement. */
async function mayTakePayments(knex: Deps['knex'], client: string, rows: { contract: Contract }[]): Promise<boolean> {
  const [accepted] = await recordsOf(knex, { book: client, kind: 'ONLINE_PAYMENTS' });
  return accepted !== undefined && !rows.some((row) => waitsForAcknowledgement(row.contract));
}

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
      const onlinePayments = await mayTakePayments(knex, client.id, rows);
      return { client: client.id, onlinePayments, access, state: access, reason, article, until, subscriptions };
    },
  );
}
