import { z } from 'zod';
import { RECORDS, type RecordKind } from '../../contract/records.ts';
import { recordsPage } from '../../database/queries/records-page.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { Id, Page, PageQuery } from '../schemas/common.ts';
import { FactBody } from '../schemas/commands.ts';
import { ownOnly, READERS, seenClient } from './seen.ts';

const RecordBody = FactBody.omit({ type: true, duty: true }).extend({
  id: z.string(),
  book: z.string(),
  kind: z.string(),
  client: z.string().nullable(),
  subscription: z.string().nullable(),
  testClock: z.string().nullable(),
  texts: z.record(z.string(), z.string()).describe('The free words that `data` names by their ids; empty once erased'),
});
const RecordQuery = PageQuery.extend({
  kind: z.enum(Object.keys(RECORDS) as [RecordKind, ...RecordKind[]]).optional(),
  book: Id.optional(),
  client: Id.optional(),
  article: z.string().max(20).optional(),
  testClock: Id.optional(),
});

/** The registers (A11, A14): evidence of a client or of the Company. A client reads what concerns it. */
export function recordRoutes(app: App, { knex }: Deps): void {
  app.get(
    '/records',
    {
      config: { roles: READERS },
      schema: { tags: ['records'], summary: 'The registers, the last record first', querystring: RecordQuery, response: { 200: Page(RecordBody) } },
    },
    async (request) => {
      const { client } = ownOnly(request, request.query);
      const own = personOf(request).client;
      const reader = own === null ? null : await seenClient(knex, request, own);
      const asked = reader
        ? { ...request.query, client: undefined, reader: { id: reader.id, testClock: reader.test_clock } }
        : { ...request.query, client, reader: null };
      const { rows, next } = await recordsPage(knex, asked, request.query);
      return { data: rows, next };
    },
  );
}
