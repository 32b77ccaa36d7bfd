import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { civilOf, parisDay } from '../../contract/calendar.ts';
import { accountOf } from '../../database/books/accounts.ts';
import { entryWords } from '../../database/books/words.ts';
import type { ClientRow } from '../../database/queries/clients.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { sellerOn } from '../../database/queries/sellers.ts';
import { type StatementLine, statementPdf } from '../../mails/papers/statement.ts';
import type { App, Deps } from '../deps.ts';
import { languageOf } from '../plugins/errors.ts';
import type { Language } from '../problem.ts';
import { AccountPage } from '../schemas/books.ts';
import { Day, FileOf } from '../schemas/common.ts';
import { READERS, seenClient } from './seen.ts';

const params = z.object({ id: z.string() });
const On = z.object({ on: Day.optional().describe("Today, on the client's clock, where it is not given") });

/** The statement of a client's account (relevé de compte): documents and payments up to a day, with what it owes after each. */
export function accountStatementRoutes(app: App, { knex }: Deps): void {
  const dayFor = async (client: ClientRow, on: string | undefined): Promise<string> =>
    on ?? civilOf(parisDay(await contractNow(knex, client.test_clock)));
  const linesFor = async (client: ClientRow, on: string, language: Language): Promise<StatementLine[]> =>
    (await accountOf(knex, client.id, on)).map((line) => ({ ...line, label: entryWords(line.label)[language] }));
  const asked = (request: FastifyRequest & { params: z.infer<typeof params> }): Promise<ClientRow> => seenClient(knex, request, request.params.id);

  app.get(
    '/clients/:id/account-statement',
    {
      config: { roles: READERS },
      schema: {
        tags: ['books'],
        summary: "A client's account: documents, payments, balance",
        params,
        querystring: On,
        response: { 200: AccountPage },
      },
    },
    async (request) => {
      const client = await asked(request);
      const on = await dayFor(client, request.query.on);
      const data = await linesFor(client, on, languageOf(request));
      return { data, next: null, client: client.id, on, balanceCents: data.at(-1)?.balanceCents ?? 0 };
    },
  );
  app.get(
    '/clients/:id/account-statement.pdf',
    {
      config: { roles: READERS },
      schema: {
        tags: ['books'],
        summary: "A client's account on paper",
        params,
        querystring: On.extend({ language: z.enum(['fr', 'en']).optional() }),
        response: FileOf('application/pdf'),
      },
    },
    async (request, reply) => {
      const client = await asked(request);
      const on = await dayFor(client, request.query.on);
      const language = request.query.language ?? client.language;
      const lines = await linesFor(client, on, language);
      const company = await sellerOn(knex, client.id, on);
      const pdf = await statementPdf({ client: { id: client.id, legalName: client.legal_name, seat: client.seat }, company, language, on, lines });
      return reply.type('application/pdf').header('content-disposition', `inline; filename="${client.id}-${on}.pdf"`).send(pdf);
    },
  );
}
