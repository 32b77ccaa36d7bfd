import { z } from 'zod';
import { civilOf, dayOf, parisDay } from '../../contract/calendar.ts';
import type { Role } from '../../contract/facts.ts';
import { LIVE } from '../../database/books/journals.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { reconciliationOf, reconciliationsOf } from '../../database/reconciliations.ts';
import { RECONCILIATION, reconciliationId, TASK_QUEUE } from '../../workflows/messages.ts';
import type { App, Deps } from '../deps.ts';
import { impossible, notFound } from '../problem.ts';
import { OfBook } from '../schemas/books.ts';
import { Day, Page } from '../schemas/common.ts';
import { AskedReconciliation, MoneyFindings, NewReconciliation, ReconciliationBody } from '../schemas/reconciliations.ts';
import { knownClock } from '../whose-clock.ts';

const KEEPERS: readonly Role[] = ['BILLING', 'ADMIN'];
const READING: readonly Role[] = [...KEEPERS, 'AUDITOR'];
const TO_COME = {
  en: 'This day is not over: the provider may still move money on it.',
  fr: "Ce jour n'est pas terminé : le prestataire peut encore y passer des mouvements.",
};

/** E5.5a: each day's comparison of our books with those of the payment provider. */
export function reconciliationRoutes(app: App, { knex, temporal }: Deps): void {
  app.get(
    '/reconciliations',
    {
      config: { roles: READING },
      schema: {
        tags: ['books'],
        summary: 'Comparisons with the payment provider, the last day first',
        querystring: OfBook,
        response: { 200: Page(ReconciliationBody) },
      },
    },
    async (request) => {
      const rows = await reconciliationsOf(knex, (await knownClock(knex, request.query.testClock)) ?? LIVE);
      return { data: rows.map(({ findings, ...row }) => ({ ...row, findings: findings.length })), next: null };
    },
  );
  app.get(
    '/reconciliations/:day',
    {
      config: { roles: READING },
      schema: {
        tags: ['books'],
        summary: 'What differed on a day',
        params: z.object({ day: Day }),
        querystring: OfBook,
        response: { 200: MoneyFindings },
      },
    },
    async (request) => {
      const found = await reconciliationOf(knex, (await knownClock(knex, request.query.testClock)) ?? LIVE, request.params.day);
      if (!found) throw notFound();
      return { data: found.findings, next: null };
    },
  );
  app.post(
    '/reconciliations',
    {
      config: { roles: KEEPERS },
      schema: {
        tags: ['books'],
        summary: 'Compare a day now; the report is there seconds later',
        body: NewReconciliation,
        response: { 202: AskedReconciliation },
      },
    },
    async (request, reply) => {
      const clock = await knownClock(knex, request.body.testClock);
      const today = parisDay(await contractNow(knex, clock));
      const day = request.body.day ?? civilOf(today - 1);
      if (dayOf(day) >= today) throw impossible(TO_COME);
      const what = { book: clock ?? LIVE, day };
      await temporal.workflow.start(RECONCILIATION, {
        ...{ workflowId: reconciliationId(what), taskQueue: TASK_QUEUE, args: [what], workflowIdConflictPolicy: 'USE_EXISTING' },
      });
      return reply.code(202).send({ day });
    },
  );
}
