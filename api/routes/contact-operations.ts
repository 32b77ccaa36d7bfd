import { z } from 'zod';
import { operationsPage, type OperationRow } from '../../database/contact-operations.ts';
import type { App, Deps } from '../deps.ts';
import { ListQuery, Page } from '../schemas/common.ts';
import { ownOnly, READERS } from './seen.ts';

const OperationBody = z
  .object({
    id: z.string(),
    client: z.string(),
    subscription: z.string().describe('The one that bears it'),
    type: z.enum(['PAYMENT', 'REJECTION']),
    operation: z.enum(['CARD', 'TRANSFER', 'DEBIT']),
    cents: z.int(),
    at: z.string(),
    providerFailure: z.boolean().describe('The provider failed, not the bank: nothing is owed'),
    beforeEnabling: z.boolean().describe('The client had not accepted the provider’s terms by then (E5.2a)'),
    statement: z.string().describe('The month, or the operation itself, that bills it'),
    invoice: z.string().nullable(),
  })
  .meta({
    examples: [
      {
        ...{ id: 'op_1', client: 'cli_0mc1k2j9x00', subscription: 'S000001', type: 'PAYMENT', operation: 'CARD', cents: 10000 },
        ...{ at: '2027-05-10T10:00:00.000Z', providerFailure: false, beforeEnabling: false, statement: 'S/2027-05', invoice: 'F2027-000002' },
      },
    ],
  });
const shown = (row: OperationRow): z.infer<typeof OperationBody> => {
  const { id, client, subscription, type, operation, cents, at, statement, invoice } = row;
  return {
    ...{ id, client, subscription, type, operation, cents, at, statement, invoice },
    providerFailure: row.provider_failure,
    beforeEnabling: !row.enabled,
  };
};

/** The payments of Contacts and their rejections (E5.1c, E5.2c). */
export function contactOperationRoutes(app: App, { knex }: Deps): void {
  app.get(
    '/contact-operations',
    {
      config: { roles: READERS },
      schema: {
        tags: ['documents'],
        summary: 'Payments of Contacts and their rejections, each with the statement that bills it (E5.1c, E5.2c)',
        querystring: ListQuery.omit({ state: true }),
        response: { 200: Page(OperationBody) },
      },
    },
    async (request) => {
      const { limit, cursor, order, ...filters } = request.query;
      const { rows, next } = await operationsPage(knex, ownOnly(request, filters), { limit, cursor, order });
      return { data: rows.map(shown), next };
    },
  );
}
