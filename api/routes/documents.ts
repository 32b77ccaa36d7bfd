import { z } from 'zod';
import { documentByNumber, type DocumentRow, documentsPage } from '../../database/queries/documents.ts';
import { audit } from '../../database/queries/audit.ts';
import type { App, Deps } from '../deps.ts';
import { isKept, pdfOf } from '../../mails/papers/print.ts';
import { personOf } from '../plugins/identity.ts';
import { notFound, refused } from '../problem.ts';
import { FileOf, ListQuery, Page } from '../schemas/common.ts';
import { DocumentBody } from '../schemas/documents.ts';
import { shownDocument } from '../shown-document.ts';
import { COMPANY, maySee, ownOnly, READERS } from './seen.ts';

const NO_DOCUMENT = { en: 'There is no such document.', fr: "Ce document n'existe pas." };
const PURGED = {
  en: 'The years for which the law keeps this document are over: it was erased.',
  fr: 'La durée légale de conservation de ce document est passée : il a été effacé.',
};
const ELSEWHERE = {
  en: 'This invoice was issued by another system, before the take-over: its paper is kept there.',
  fr: 'Cette facture a été émise par un autre système, avant la reprise : son original y est conservé.',
};
const FOLDERS = {
  F: ['invoices', 'Invoices (E5.3)'],
  A: ['credit-notes', 'Credit notes (E8.2b)'],
  D: ['debit-notes', 'Debit notes (E5.3d, E5.3e)'],
} as const;

/** Invoices, credit notes and debit notes: issued once, never changed (A6, E5.3c): a correction is an A or D document, never an edit. */
export function documentRoutes(app: App, deps: Deps): void {
  for (const series of ['F', 'A', 'D'] as const) addSeries(app, deps, series);
}

function addSeries(app: App, deps: Deps, series: 'F' | 'A' | 'D'): void {
  const { knex } = deps;
  const [folder, summary] = FOLDERS[series];
  const seen = async (request: Parameters<typeof personOf>[0], number: string): Promise<DocumentRow> => {
    const row = await documentByNumber(knex, number);
    if (!row || row.series !== series || !maySee(personOf(request), row.client)) throw notFound(NO_DOCUMENT);
    return row;
  };

  app.get(
    `/${folder}`,
    { config: { roles: READERS }, schema: { tags: ['documents'], summary, querystring: ListQuery, response: { 200: Page(DocumentBody) } } },
    async (request) => {
      const { rows, next } = await documentsPage(knex, { ...ownOnly(request, request.query), series }, request.query);
      return { data: rows.map(shownDocument), next };
    },
  );
  const params = z.object({ number: z.string() });
  app.route({
    method: ['PATCH', 'PUT', 'DELETE'],
    url: `/${folder}/:number`,
    config: { roles: COMPANY, article: 'E5.3c' },
    schema: { hide: true, params },
    handler: async (request) => {
      const row = await seen(request, request.params.number);
      const person = personOf(request);
      const note = { person: person.id, role: person.roles.join(','), subscription: row.subscription, client: row.client };
      await audit(knex, { ...note, action: `${request.method} /${folder}/${row.number}`, outcome: 'refused', article: 'E5.3c' });
      const allowed = [{ command: row.series === 'F' ? 'correct-invoice' : 'waive' } as const, { command: 'open-complaint' } as const];
      throw refused({ kind: 'refused', article: 'E5.3c', because: 'issued-stays', allowed });
    },
  });
  app.get(
    `/${folder}/:number`,
    { config: { roles: READERS }, schema: { tags: ['documents'], summary: `${summary}: one`, params, response: { 200: DocumentBody } } },
    async (request) => shownDocument(await seen(request, request.params.number)),
  );
  app.get(
    `/${folder}/:number.pdf`,
    { config: { roles: READERS }, schema: { tags: ['documents'], summary: `${summary}: the PDF`, params, response: FileOf('application/pdf') } },
    async (request, reply) => {
      const row = await seen(request, request.params.number);
      if (!(await isKept(knex, row.number))) throw notFound(PURGED);
      if (row.taken_over) throw notFound(ELSEWHERE);
      const pdf = await pdfOf(knex, row.number);
      return reply.type('application/pdf').header('content-disposition', `inline; filename="${row.number}.pdf"`).send(pdf);
    },
  );
}
