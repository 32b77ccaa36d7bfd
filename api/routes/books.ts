import { Readable } from 'node:stream';
import { z } from 'zod';
import { civilOf, parisDay } from '../../contract/calendar.ts';
import { daysOfYear } from '../../contract/financial-year.ts';
import type { Role } from '../../contract/facts.ts';
import { type AgeingLine, ageingOn } from '../../database/books/accounts.ts';
import { closeYear } from '../../database/books/closing.ts';
import { deferredOn } from '../../database/books/deferred.ts';
import { fecName, fecNote, fecText } from '../../database/books/fec.ts';
import { type Book, LIVE } from '../../database/books/journals.ts';
import { latinBytes } from '../../database/books/latin.ts';
import { validateEntries, waitingEntries } from '../../database/books/validate.ts';
import { entryWords } from '../../database/books/words.ts';
import { yearsOf } from '../../database/books/years.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { type LedgerRow, ledgerPage } from '../../database/queries/ledger.ts';
import { accountLabel } from '../../terms/accounts.ts';
import { deployment } from '../../terms/deployment.ts';
import type { App, Deps } from '../deps.ts';
import { languageOf } from '../plugins/errors.ts';
import { personOf } from '../plugins/identity.ts';
import { impossible, type Language } from '../problem.ts';
import {
  AgeingPage,
  BookYears,
  ClosingBody,
  DeferredPage,
  LedgerBody,
  LedgerQuery,
  NewClosing,
  NewValidation,
  OfBook,
  OnDay,
  Validated,
} from '../schemas/books.ts';
import { FileOf, Page } from '../schemas/common.ts';
import { knownClock } from '../whose-clock.ts';

const KEEPERS: readonly Role[] = ['BILLING', 'ADMIN'];
const READING: readonly Role[] = [...KEEPERS, 'AUDITOR'];
const NOT_OVER = { en: 'This financial year is not over.', fr: "Cet exercice n'est pas terminé." };
const CLOSED = {
  en: 'This financial year is closed, or one after it is: a closing is made once.',
  fr: "Cet exercice est clos, ou l'un des suivants l'est : une clôture est faite une fois.",
};

const shownLine = (row: LedgerRow, language: Language): z.infer<typeof LedgerBody> => ({
  ...{ id: row.id, transaction: row.transaction, journal: row.journal, number: row.number, bookedOn: row.booked_on, enteredOn: row.entered_on },
  ...{ validOn: row.valid_on, account: row.account, accountLabel: accountLabel(deployment().books, row.account)[language], client: row.client },
  ...{ subscription: row.subscription, label: entryWords(row.label)[language], reference: row.reference, document: row.document },
  ...{ debitCents: Math.max(0, row.cents), creditCents: Math.max(0, -row.cents) },
});

const summed = (lines: AgeingLine[]): z.infer<typeof AgeingPage>['total'] => {
  const sum = (of: Exclude<keyof AgeingLine, 'client' | 'clientName'>): number => lines.reduce((all, line) => all + line[of], 0);
  return {
    ...{ notDueCents: sum('notDueCents'), upTo30Cents: sum('upTo30Cents'), upTo60Cents: sum('upTo60Cents') },
    ...{ upTo90Cents: sum('upTo90Cents'), over90Cents: sum('over90Cents'), totalCents: sum('totalCents') },
  };
};

/** The books: entries, their validation and export, the end of a financial year, and what clients owe. */
export function bookRoutes(app: App, { knex }: Deps): void {
  const bookOf = async (testClock: string | undefined): Promise<Book> => (await knownClock(knex, testClock)) ?? LIVE;
  const todayOf = async (book: Book): Promise<number> => parisDay(await contractNow(knex, book || null));
  const dayOf = async (book: Book, on: string | undefined): Promise<string> => on ?? civilOf(await todayOf(book));
  const year = z.object({ year: z.coerce.number().int().min(2000).max(9999) });

  app.get(
    '/ledger-entries',
    {
      config: { roles: READING },
      schema: { tags: ['books'], summary: 'The lines of the ledger', querystring: LedgerQuery, response: { 200: Page(LedgerBody) } },
    },
    async (request) => {
      const { rows, next } = await ledgerPage(knex, request.query, request.query);
      return { data: rows.map((row) => shownLine(row, languageOf(request))), next };
    },
  );
  app.get(
    '/books/years',
    {
      config: { roles: READING },
      schema: { tags: ['books'], summary: 'Financial years, the last first', querystring: OfBook, response: { 200: BookYears } },
    },
    async (request) => {
      const book = await bookOf(request.query.testClock);
      return { data: await yearsOf(knex, book, await todayOf(book)), next: null, waiting: await waitingEntries(knex, book) };
    },
  );
  app.post(
    '/books/validations',
    {
      config: { roles: KEEPERS },
      schema: {
        tags: ['books'],
        summary: 'Validate entries now: they get their numbers for good',
        body: NewValidation,
        response: { 201: Validated },
      },
    },
    async (request, reply) => {
      const book = await bookOf(request.body.testClock);
      const on = civilOf(await todayOf(book));
      return reply.code(201).send({ validated: await knex.transaction((trx) => validateEntries(trx, book, on)) });
    },
  );
  app.post(
    '/books/closings',
    {
      config: { roles: KEEPERS },
      schema: {
        tags: ['books'],
        summary: 'Close a financial year that is over: income of days to come is carried over',
        body: NewClosing,
        response: { 201: ClosingBody },
      },
    },
    async (request, reply) => {
      const { year: closed } = request.body;
      const book = await bookOf(request.body.testClock);
      const today = await todayOf(book);
      if (daysOfYear(closed, deployment().books.yearStartsIn).to >= today) throw impossible(NOT_OVER);
      const closing = await closeYear(knex, { book, year: closed, on: civilOf(today), by: personOf(request).id });
      if (!closing) throw impossible(CLOSED);
      return reply.code(201).send(closing);
    },
  );
  app.get(
    '/books/years/:year/fec',
    {
      config: { roles: READING },
      schema: {
        tags: ['books'],
        summary: 'Validated entries in FEC format (LPF A47 A-1)',
        params: year,
        querystring: OfBook,
        response: FileOf('text/plain'),
      },
    },
    async (request, reply) => {
      const lines = fecText(knex, await bookOf(request.query.testClock), request.params.year);
      const bytes = async function* () {
        for await (const text of lines) yield latinBytes(text);
      };
      reply.type('text/plain; charset=iso-8859-15').header('content-disposition', `attachment; filename="${fecName(request.params.year)}"`);
      return reply.send(Readable.from(bytes()));
    },
  );
  app.get(
    '/books/years/:year/fec-note',
    {
      config: { roles: READING },
      schema: { tags: ['books'], summary: 'The note that goes with the export', params: year, response: FileOf('text/plain') },
    },
    async (request, reply) => {
      const name = fecName(request.params.year).replace('.txt', '-note.txt');
      return reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(fecNote(request.params.year));
    },
  );
  app.get(
    '/books/deferred-income',
    {
      config: { roles: READING },
      schema: { tags: ['books'], summary: 'What was invoiced for days after a day', querystring: OnDay, response: { 200: DeferredPage } },
    },
    async (request) => {
      const book = await bookOf(request.query.testClock);
      const on = await dayOf(book, request.query.on);
      const data = await deferredOn(knex, book, on);
      return { data, next: null, on, totalCents: data.reduce((sum, line) => sum + line.deferredCents, 0) };
    },
  );
  app.get(
    '/books/ageing',
    {
      config: { roles: READING },
      schema: { tags: ['books'], summary: 'What clients owe by how late it is', querystring: OnDay, response: { 200: AgeingPage } },
    },
    async (request) => {
      const book = await bookOf(request.query.testClock);
      const on = await dayOf(book, request.query.on);
      const data = await ageingOn(knex, book, on);
      return { data, next: null, on, total: summed(data) };
    },
  );
}
