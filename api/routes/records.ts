import { z } from 'zod';
import type { Role } from '../../contract/facts.ts';
import { RECORDS, type RecordKind } from '../../contract/records.ts';
import { attachmentOf } from '../../database/queries/attachments.ts';
import { audit } from '../../database/queries/audit.ts';
import { recordsPage } from '../../database/queries/records-page.ts';
import type { App, Deps } from '../deps.ts';
import { forbidden, personOf } from '../plugins/identity.ts';
import { notFound } from '../problem.ts';
import { FileOf, Id, Page, PageQuery } from '../schemas/common.ts';
import { FactBody } from '../schemas/commands.ts';
import { ownOnly, READERS, seenClient } from './seen.ts';

const RecordBody = FactBody.omit({ type: true, duty: true }).extend({
  id: z.string(),
  book: z.string(),
  kind: z.string(),
  client: z.string().nullable(),
  clientName: z.string().nullable(),
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

const NO_FILE = { en: 'This record has no file, or it is no longer kept.', fr: "Cette inscription n'a pas de fichier, ou il n'est plus conservé." };

const LAWYERS: Role[] = ['LEGAL', 'DPO', 'AUDITOR'];
/** What SUPPORT works with: what came in by mail, and slips of letters. */
const CORRESPONDENCE: RecordKind[] = ['EMAIL_RECEIVED', 'LETTER_EVENT'];

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

  app.get(
    '/records/:id/file',
    {
      config: { roles: [...LAWYERS, 'SUPPORT'], article: 'E7.3' },
      schema: {
        tags: ['records'],
        summary: 'The document that goes with a record, such as a court decision (E7.3) or an e-mail received; SUPPORT opens the mail alone',
        params: z.object({ id: z.string() }),
        response: FileOf('application/octet-stream'),
      },
    },
    async (request, reply) => {
      const file = await attachmentOf(knex, request.params.id);
      if (!file) throw notFound(NO_FILE);
      const person = personOf(request);
      if (!CORRESPONDENCE.includes(file.kind) && !LAWYERS.some((role) => person.roles.includes(role))) throw await forbidden(request, knex, 'E7.3');
      const note = { person: person.id, role: person.roles.join(','), client: file.client, detail: { record: file.record } };
      await audit(knex, { ...note, action: 'download-attachment', outcome: 'done', article: 'E7.1' });
      return reply
        .type(file.type)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .send(file.content);
    },
  );
}
