import { z } from 'zod';
import { civilOf, parisDay } from '../../contract/calendar.ts';
import type { Role } from '../../contract/facts.ts';
import { audit } from '../../database/queries/audit.ts';
import { page } from '../../database/queries/pages.ts';
import { readAnswer } from '../../providers/bank/answers.ts';
import { fileById, type FileRow, files, orderById, ordersIn, type OrderOfFile, waitingOrders } from '../../providers/bank/orders.ts';
import { bookFile, bookUnnamed, type OtherSum, refuseFile, type Returned, takeReturn } from '../../providers/bank/results.ts';
import type { OutsideNews } from '../../providers/payments/port.ts';
import type { App, Deps } from '../deps.ts';
import { eachOf } from '../each-of.ts';
import { personOf } from '../plugins/identity.ts';
import { impossible, notFound } from '../problem.ts';
import {
  BankFileBody,
  BankFiles,
  BankOrder,
  BankOrders,
  Booking,
  NewBankAnswer,
  NewBankFile,
  OrdersQuery,
  Return,
  TakenAnswer,
} from '../schemas/bank.ts';
import { FileOf, PageQuery } from '../schemas/common.ts';
import { takeIn } from '../take-in.ts';
import { told } from '../tell.ts';

const READING: readonly Role[] = ['BILLING', 'ADMIN', 'AUDITOR'];
const NO_BANK = { en: 'No bank of the Company collects here.', fr: 'Aucune banque de la Société ne prélève ici.' };
const NOTHING_WAITS = { en: 'Nothing waits to be given to the bank.', fr: "Rien n'attend d'être remis à la banque." };
const DESTROYED = {
  en: 'An account in this file was destroyed with the data of its client (8.6): the file cannot be made again.',
  fr: 'Un compte de ce fichier a été détruit avec les données de son client (8.6) : il ne peut plus être refait.',
};
const NO_ANSWER = {
  en: 'This is no file that a bank answers with: give a pain.002, camt.053 or camt.054.',
  fr: "Ce n'est pas un fichier de réponse d'une banque : donnez un pain.002, un camt.053 ou un camt.054.",
};
const NOT_YET = { en: 'This day lies ahead.', fr: 'Ce jour est à venir.' };
const TOO_EARLY = { en: 'This is before the file was made.', fr: 'Ce jour précède le fichier.' };
const UPLOAD_BYTES = 15 * 1024 * 1024;

const shown = (row: FileRow): z.infer<typeof BankFileBody> => ({
  ...{ id: row.id, type: row.type, executeOn: row.execute_on, madeAt: row.made_at, orders: row.orders, cents: row.cents },
  ...{ bookedOn: row.booked_on, sha256: row.sha256 },
});

const shownOrder = ({ id, subscription, payment, holder, account, mandate, cents, result, code }: OrderOfFile): z.infer<typeof BankOrder> => ({
  ...{ id, subscription, payment, holder, account, mandate, cents, result, code },
});
const BY_TIME = [
  ['made_at', 'timestamptz'],
  ['id', 'text'],
] as const;

/** E5.5: what the Company's own bank is given, and what it says: files of debits and refunds, bookings, rejections and returns. */
export function bankRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  const params = z.object({ id: z.string().max(60) });
  const write = { config: { roles: ['BILLING', 'ADMIN'] as Role[] } };
  const read = { config: { roles: READING } };
  const fileAt = async (id: string): Promise<FileRow> => {
    const file = await fileById(knex, id);
    if (!file) throw notFound();
    return file;
  };
  /** Nobody waits until ten thousand subscriptions have heard. One that did not hear asks by itself; the same answer given in again tells it again. */
  const tell = (news: readonly OutsideNews[]): void => {
    void eachOf(news, async (one) => {
      await takeIn(deps, 'bank', one).catch((error: unknown) => app.log.error(error, 'news of the bank could not be told'));
    });
  };

  /** A file that the bank has booked is told to those who wait; where its sum is another one, nothing is, and the two sums are answered. */
  const book = async (file: FileRow, booked: { on: string; cents: number | null }): Promise<OtherSum | undefined> => {
    const news = await bookFile(knex, file, booked);
    if (!Array.isArray(news)) return news;
    tell(news);
    return undefined;
  };

  /** What came back: told to the subscription that waits for the debit; of a refund, on which none waits, BILLING gets a task. False for what is none of ours. */
  const takeBack = async (one: Returned): Promise<boolean> => {
    const news = await takeReturn(knex, one);
    tell(news ?? []);
    const order = news && (await orderById(knex, one.order));
    if (order?.type === 'REFUND')
      await told(deps.temporal, order.subscription, {
        ...{ key: `bank/${order.id}`, at: new Date().toISOString(), type: 'money-differs' },
        about: order.key.slice(order.key.indexOf('/refund/') + '/refund/'.length),
      });
    return news !== null;
  };

  app.get(
    '/bank/files',
    { ...read, schema: { tags: ['bank'], summary: 'Files for the bank, the last first', querystring: PageQuery, response: { 200: BankFiles } } },
    async (request) => {
      const { rows, next } = await page<FileRow>(knex, files(knex), BY_TIME, 'desc', request.query);
      const waiting = { DEBIT: await waitingOrders(knex, 'DEBIT'), REFUND: await waitingOrders(knex, 'REFUND') };
      return { data: rows.map(shown), next, collects: deps.bank !== undefined, waiting };
    },
  );

  app.post(
    '/bank/files',
    {
      ...write,
      schema: { tags: ['bank'], summary: 'Put all that waits into a file for the bank', body: NewBankFile, response: { 201: BankFileBody } },
    },
    async (request, reply) => {
      if (!deps.bank) throw impossible(NO_BANK);
      const made = await deps.bank.makeFile({ ...request.body, at: new Date().toISOString(), by: personOf(request).id });
      if (!made) throw impossible(NOTHING_WAITS);
      return reply.code(201).send(shown(made));
    },
  );

  app.get(
    '/bank/files/:id/xml',
    {
      config: { roles: ['BILLING', 'ADMIN'] },
      schema: { tags: ['bank'], summary: 'A file, as the bank takes it', params, response: FileOf('application/xml') },
    },
    async (request, reply) => {
      const file = await fileAt(request.params.id);
      if (!deps.bank) throw impossible(NO_BANK);
      const xml = await deps.bank.fileXml(file);
      if (xml === null) throw impossible(DESTROYED, 'E8.6b');
      await audit(knex, { action: 'bank file taken', person: personOf(request).id, outcome: 'done', detail: { file: file.id } });
      return reply.type('application/xml').header('content-disposition', `attachment; filename="${file.id}.xml"`).send(xml);
    },
  );

  app.get(
    '/bank/files/:id/orders',
    {
      ...read,
      schema: {
        ...{ tags: ['bank'], summary: 'The orders of a file, and what the bank said of each', params, querystring: OrdersQuery },
        response: { 200: BankOrders },
      },
    },
    async (request) => {
      const file = await fileAt(request.params.id);
      const { subscription, ...paging } = request.query;
      const asked = ordersIn(knex, file.id);
      if (subscription) asked.where('o.subscription', subscription);
      const { rows, next } = await page<OrderOfFile>(knex, asked, [['o.id', 'text']], 'asc', paging);
      return { data: rows.map(shownOrder), next };
    },
  );

  app.post(
    '/bank/files/:id/bookings',
    {
      ...write,
      schema: {
        tags: ['bank'],
        summary: 'The bank has booked a file: what it did not reject has settled',
        params,
        body: Booking,
        response: { 200: BankFileBody },
      },
    },
    async (request) => {
      const file = await fileAt(request.params.id);
      inTime(request.body.on, file);
      await book(file, { on: request.body.on, cents: null });
      return shown(await fileAt(file.id));
    },
  );

  app.post(
    '/bank/orders/:id/returns',
    {
      ...write,
      schema: { tags: ['bank'], summary: 'The bank rejects an order, or takes it back', params, body: Return, response: { 200: TakenAnswer } },
    },
    async (request) => {
      inTime(request.body.on);
      if (!(await takeBack({ order: request.params.id, ...request.body }))) throw notFound();
      return { booked: 0, returned: 1, unknown: [], differing: [], unplaced: [] };
    },
  );

  app.post(
    '/bank/answers',
    {
      ...write,
      bodyLimit: UPLOAD_BYTES,
      schema: {
        tags: ['bank'],
        summary: 'A file of the bank: what it refuses, books or returns',
        body: NewBankAnswer,
        response: { 200: TakenAnswer },
      },
    },
    async (request) => {
      const answer = readAnswer(Buffer.from(request.body.contentBase64, 'base64').toString('utf8'));
      if (!answer) throw impossible(NO_ANSWER);
      const unknown: string[] = [];
      const taken = { booked: 0, returned: 0 };
      for (const one of answer.returned) {
        if (await takeBack(one)) taken.returned += 1;
        else unknown.push(one.order);
      }
      for (const one of answer.refused) {
        const news = await refuseFile(knex, one);
        if (news) taken.returned += news.length;
        else unknown.push(one.file);
        tell(news ?? []);
      }
      const differing: z.infer<typeof TakenAnswer>['differing'] = [];
      for (const { file: id, ...booked } of answer.booked) {
        const file = await fileById(knex, id);
        const other = file && (await book(file, booked));
        if (other) differing.push({ file: id, ...other });
        else if (file) taken.booked += 1;
        else unknown.push(id);
      }
      const unplaced: z.infer<typeof TakenAnswer>['unplaced'] = [];
      for (const one of answer.unnamed) {
        const news = await bookUnnamed(knex, one);
        if (news) taken.booked += 1;
        else unplaced.push({ on: one.on, cents: one.cents });
        tell(news ?? []);
      }
      return { ...taken, unknown, differing, unplaced };
    },
  );
}

/** What a bank has done lies behind us, and after the file that it did it to. */
function inTime(on: string, file?: FileRow): void {
  if (on > civilOf(parisDay(Date.now()))) throw impossible(NOT_YET);
  if (file && on < civilOf(parisDay(Date.parse(file.made_at)))) throw impossible(TOO_EARLY);
}
