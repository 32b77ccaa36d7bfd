import { z } from 'zod';
import { rejectionCode } from '../../contract/rejection-codes.ts';
import { deliveriesOf } from '../../database/deliveries.ts';
import { type ComplaintRow, complaintsPage } from '../../database/queries/complaints.ts';
import { documentNumbers } from '../../database/queries/documents.ts';
import { noticeById, noticeSource, type NoticeRow, noticesPage } from '../../database/queries/notices.ts';
import { type PaymentRow, paymentsPage } from '../../database/queries/payments.ts';
import { textsOf } from '../../database/queries/texts.ts';
import { tasksPage } from '../../database/queries/tasks.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { notFound } from '../problem.ts';
import { FileOf, ListQuery, Page } from '../schemas/common.ts';
import { ComplaintBody, NoticeBody, NoticeText, PaymentBody, TaskBody } from '../schemas/documents.ts';
import { shownTask, textIdsOf } from '../shown-task.ts';
import { COMPANY, maySee, ownOnly, READERS } from './seen.ts';

const NO_SOURCE = {
  en: 'This message has not left yet, was handed over, or is no longer kept.',
  fr: 'Ce message n’est pas encore parti, a été remis en main propre, ou n’est plus conservé.',
};

const shownPayment = (row: PaymentRow): z.infer<typeof PaymentBody> => ({
  id: `${row.subscription}/${row.id}`,
  subscription: row.subscription,
  client: row.client,
  invoices: row.invoices,
  amountCents: row.amount_cents,
  method: row.method,
  means: row.means,
  cause: row.cause,
  presentedOn: row.presented_on,
  orderedOn: row.ordered_on,
  settledOn: row.settled_on,
  state: row.shown_state,
  rejectionCode: row.rejection_code,
  rejectionReason: row.rejection_code === null ? null : rejectionCode(row.rejection_code).words,
});
const shownNotice = (row: NoticeRow): z.infer<typeof NoticeBody> => ({
  id: row.id,
  subscription: row.subscription,
  client: row.client,
  code: row.code,
  formal: row.formal,
  channel: row.channel,
  sender: row.sender,
  article: row.article,
  to: row.recipient,
  sendAfter: row.send_after,
  sentAt: row.sent_at,
  deemedReceivedOn: row.deemed_received_on,
  acknowledgedAt: row.acknowledged_at,
  state: row.shown_state as z.infer<typeof NoticeBody>['state'],
  voidBecause: row.void_because,
  subject: row.subject,
  attachments: row.attachments,
  documentHash: row.document_hash,
  values: row.values,
});
/** A complaint with its words, and its invoice by its number. */
const shownComplaint = (row: ComplaintRow, words: Map<string, string>, numbers: Map<string, string>): z.infer<typeof ComplaintBody> => ({
  id: row.id,
  subscription: row.subscription,
  client: row.client,
  invoice: row.invoice ? (numbers.get(`${row.subscription}/${row.invoice}`) ?? row.invoice) : null,
  text: words.get(row.text) ?? '',
  documented: row.documented,
  number: row.number,
  receivedOn: row.received_on,
  openedAt: row.opened_at,
  answeredAt: row.answered_at,
  state: row.state,
  decision: row.decision,
  answer: row.answer ? (words.get(row.answer) ?? '') : null,
});

/** Lists of what was done: payments, notices, tasks, complaints. */
export function listRoutes(app: App, { knex }: Deps): void {
  const id = z.object({ id: z.string() });

  app.get(
    '/payments',
    { config: { roles: READERS }, schema: { tags: ['payments'], summary: 'Payments', querystring: ListQuery, response: { 200: Page(PaymentBody) } } },
    async (request) => {
      const { rows, next } = await paymentsPage(knex, ownOnly(request, request.query), request.query);
      return { data: rows.map(shownPayment), next };
    },
  );

  app.get(
    '/notices',
    {
      config: { roles: READERS },
      schema: {
        tags: ['notices'],
        summary: 'Messages, formal or not',
        querystring: ListQuery.extend({ code: z.string().optional() }),
        response: { 200: Page(NoticeBody) },
      },
    },
    async (request) => {
      const { rows, next } = await noticesPage(knex, ownOnly(request, request.query), request.query);
      return { data: rows.map(shownNotice), next };
    },
  );
  app.get(
    '/notices/:id',
    {
      config: { roles: READERS },
      schema: { tags: ['notices'], summary: 'A message with its text as it was sent', params: id, response: { 200: NoticeText } },
    },
    async (request) => {
      const row = await noticeById(knex, request.params.id);
      if (!row || !maySee(personOf(request), row.client)) throw notFound();
      const deliveries = (await deliveriesOf(knex, row.id)).map(({ notice: _, recipient, ...one }) => ({ to: recipient, ...one }));
      return { ...shownNotice(row), text: row.body_text, html: row.body_html, deliveries };
    },
  );

  app.get(
    '/notices/:id/source',
    {
      config: { roles: READERS },
      schema: {
        tags: ['notices'],
        summary: 'A message as it left, byte for byte: the e-mail with its headers, or the PDF of the letter (E11.9b)',
        params: id,
        response: FileOf('message/rfc822'),
      },
    },
    async (request, reply) => {
      const row = await noticeSource(knex, request.params.id);
      if (!row || !maySee(personOf(request), row.client)) throw notFound();
      if (!row.source) throw notFound(NO_SOURCE);
      return reply.type(row.channel === 'REGISTERED_LETTER' ? 'application/pdf' : 'message/rfc822').send(row.source);
    },
  );

  app.get(
    '/tasks',
    {
      config: { roles: COMPANY },
      schema: {
        tags: ['tasks'],
        summary: 'What waits for a person',
        querystring: ListQuery.extend({ kind: z.string().optional() }),
        response: { 200: Page(TaskBody) },
      },
    },
    async (request) => {
      const { rows, next } = await tasksPage(knex, request.query, request.query);
      const words = await textsOf(knex, rows.flatMap(textIdsOf));
      return { data: rows.map((row) => shownTask(row, words)), next };
    },
  );
  app.get(
    '/complaints',
    {
      config: { roles: READERS },
      schema: { tags: ['complaints'], summary: 'Complaints (E11.5a)', querystring: ListQuery, response: { 200: Page(ComplaintBody) } },
    },
    async (request) => {
      const { rows, next } = await complaintsPage(knex, ownOnly(request, request.query), request.query);
      const words = await textsOf(
        knex,
        rows.flatMap(({ text, answer }) => (answer ? [text, answer] : [text])),
      );
      const numbers = await documentNumbers(
        knex,
        rows.map((row) => row.subscription),
      );
      return { data: rows.map((row) => shownComplaint(row, words, numbers)), next };
    },
  );
}
