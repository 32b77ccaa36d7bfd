import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { z } from 'zod';
import { dayOf, isoOf, parisDay } from '../../contract/calendar.ts';
import { askForecast, cashForecastById, type CashForecastRow, cashForecasts } from '../../database/queries/cash-forecasts.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { formulasAt } from '../../database/queries/dated.ts';
import { clockExists } from '../../database/queries/publish.ts';
import { CASH_FORECAST, TASK_QUEUE } from '../../workflows/messages.ts';
import type { App, Deps } from '../deps.ts';
import { requestId } from '../plugins/idempotency.ts';
import { personOf } from '../plugins/identity.ts';
import { impossible, notFound } from '../problem.ts';
import { CashForecastBody, NewCashForecast } from '../schemas/cash-forecasts.ts';
import { Page } from '../schemas/common.ts';
import { checkLines } from './company.ts';
import { COMPANY } from './seen.ts';

const PAST = {
  en: 'Supposed prices start today or later: those of the past are published.',
  fr: "Des prix supposés commencent aujourd'hui ou plus tard : ceux du passé sont publiés.",
};
const unsold = (formula: string, sold: string[]) => ({
  en: `${formula} is not sold: ${sold.join(', ') || 'no formula'} is.`,
  fr: `${formula} n'est pas proposée. Au barème : ${sold.join(', ') || 'aucune formule'}.`,
});
const NO_CLOCK = { en: 'There is no such test clock.', fr: "Cette horloge d'essai n'existe pas." };

const shown = (row: CashForecastRow): z.infer<typeof CashForecastBody> => ({
  ...{
    id: row.id,
    testClock: row.test_clock,
    askedAt: row.asked_at,
    from: row.from_at,
    assumptions: row.assumptions as z.infer<typeof CashForecastBody>['assumptions'],
  },
  ...{ state: row.state, done: row.done, total: row.total, months: row.result?.months ?? [], unread: row.result?.unread ?? [] },
});

/** E5.1a: supposed prices are of formulas that are sold, and of a day to come, since what is published stands. */
function checkPrices(
  { effectiveOn, lines }: NonNullable<z.infer<typeof NewCashForecast>['prices']>,
  sold: { formula: string; months: number }[],
  today: number,
): void {
  if (dayOf(effectiveOn) < today) throw impossible(PAST, 'E5.1a');
  const months = new Map(sold.map((line) => [line.formula, line.months]));
  checkLines(
    lines.map((line) => {
      const its = months.get(line.formula);
      if (its === undefined) throw impossible(unsold(line.formula, [...months.keys()]), 'E5.1a');
      return { ...line, months: its };
    }),
  );
}

/** What the portfolio will bring in, every contract run forward under chosen assumptions; nothing is changed by it. */
export function cashForecastRoutes(app: App, { knex, temporal }: Deps): void {
  app.post(
    '/cash-forecasts',
    {
      config: { roles: ['BILLING', 'ADMIN'] },
      schema: {
        tags: ['forecasts'],
        summary: 'Ask for a cash forecast; it is ready seconds later',
        body: NewCashForecast,
        response: { 202: CashForecastBody },
      },
    },
    async (request, reply) => {
      const { testClock = null, ...assumptions } = request.body;
      if (testClock && !(await clockExists(knex, testClock))) throw impossible(NO_CLOCK);
      const id = `cf_${requestId(request)}`;
      const now = await contractNow(knex, testClock);
      if (assumptions.prices) checkPrices(assumptions.prices, (await formulasAt(knex, now, testClock)).lines, parisDay(now));
      const from_at = isoOf(now);
      const row = await askForecast(knex, { id, test_clock: testClock, asked_by: personOf(request).id, from_at, assumptions });
      await temporal.workflow
        .start(CASH_FORECAST, { workflowId: `cash-forecast-${id}`, taskQueue: TASK_QUEUE, args: [id] })
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        });
      return reply.code(202).send(shown(row));
    },
  );

  app.get(
    '/cash-forecasts',
    {
      config: { roles: COMPANY },
      schema: { tags: ['forecasts'], summary: 'The last cash forecasts, newest first', response: { 200: Page(CashForecastBody) } },
    },
    async () => ({ data: (await cashForecasts(knex)).map(shown), next: null }),
  );

  app.get(
    '/cash-forecasts/:id',
    {
      config: { roles: COMPANY },
      schema: {
        tags: ['forecasts'],
        summary: 'A cash forecast: its progress, then its months',
        params: z.object({ id: z.string() }),
        response: { 200: CashForecastBody },
      },
    },
    async (request) => {
      const row = await cashForecastById(knex, request.params.id);
      if (!row) throw notFound();
      return shown(row);
    },
  );
}
