import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { civilOf, dayOf, parisDay } from '../../contract/calendar.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { clockExists } from '../../database/queries/publish.ts';
import {
  closeTakeOver,
  insertTakeOver,
  type LineRow,
  linesPage,
  moveTakeOver,
  takeOverById,
  type TakeOverRow,
  takeOvers,
} from '../../database/queries/take-overs.ts';
import { audit } from '../../database/queries/audit.ts';
import { TAKE_OVER, TASK_QUEUE } from '../../workflows/messages.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { requestId } from '../plugins/idempotency.ts';
import { languageOf } from '../plugins/errors.ts';
import { impossible, notFound, Problem } from '../problem.ts';
import { refusalSentence } from '../refusals.ts';
import { Page } from '../schemas/common.ts';
import { LineBody, LinesQuery, NewTakeOver, StartTakeOver, TakeOverBody } from '../schemas/take-overs.ts';
import { checkLines } from '../take-over/check.ts';
import { linesIn } from '../take-over/files.ts';
import { COMPANY } from './seen.ts';

const NO_CLOCK = { en: 'There is no such test clock.', fr: "Cette horloge d'essai n'existe pas." };
const NO_LINE = { en: 'The file of subscriptions has no line.', fr: 'Le fichier des abonnements n’a aucune ligne.' };
const AHEAD = { en: 'This day is ahead: take over on the day itself, or later.', fr: 'Ce jour est à venir : reprenez le jour même ou après.' };
const FAULTY = {
  en: 'Some lines are faulty: correct the file and hand it in again, or start with skipFaulty.',
  fr: 'Des lignes sont fautives : corrigez le fichier et redonnez-le, ou lancez avec skipFaulty.',
};
const OVER = { en: 'This take-over has begun or is over.', fr: 'Cette reprise a commencé ou est terminée.' };
const LARGE = 85_000_000;
const BRINGERS = ['BILLING', 'ADMIN'] as const;

const shown = (row: TakeOverRow): z.infer<typeof TakeOverBody> => ({
  ...{ id: row.id, testClock: row.test_clock, takenOverOn: row.taken_over_on, state: row.state, askedAt: row.asked_at, finishedAt: row.finished_at },
  ...{ ready: row.ready, faulty: row.faulty, done: row.done, failed: row.failed, openCents: row.open_cents },
});
const shownLine = (row: LineRow, request: FastifyRequest): z.infer<typeof LineBody> => ({
  ...{ line: row.line, reference: row.reference, state: row.state, subscription: row.subscription, client: row.client },
  faults: row.faults.map(({ because, article, column = null, values = {} }) => {
    const detail = refusalSentence({ kind: 'refused', because, article, values, allowed: [] })[languageOf(request)];
    return { column, because, article, detail };
  }),
});

/** An existing portfolio: handed in and checked line by line, then brought in, each contract going on in a workflow of its own. */
export function takeOverRoutes(app: App, { knex, temporal }: Deps): void {
  const params = z.object({ id: z.string() });
  const known = async (id: string): Promise<TakeOverRow> => {
    const row = await takeOverById(knex, id);
    if (!row) throw notFound();
    return row;
  };
  const note = (request: FastifyRequest, action: string, detail: object): Promise<unknown> => {
    const person = personOf(request);
    return audit(knex, { person: person.id, role: person.roles.join(','), action, outcome: 'done', article: 'E8.1a', detail: { ...detail } });
  };

  app.post(
    '/take-overs',
    {
      bodyLimit: LARGE,
      config: { roles: BRINGERS },
      schema: {
        tags: ['take-over'],
        summary: 'Hand in a portfolio: a dry run, with a report for each line',
        body: NewTakeOver,
        response: { 201: TakeOverBody },
      },
    },
    async (request, reply) => {
      const { takenOverOn, testClock = null, ...files } = request.body;
      if (testClock && !(await clockExists(knex, testClock))) throw impossible(NO_CLOCK);
      const at = await contractNow(knex, testClock);
      if (dayOf(takenOverOn) > parisDay(at)) throw impossible(AHEAD, 'E8.1a');
      const lines = linesIn(files);
      if (lines.length === 0) throw impossible(NO_LINE, 'E8.1a');
      const id = `tko_${requestId(request)}`;
      const checked = await checkLines(knex, lines, { testClock, takenOverOn, at });
      await insertTakeOver(knex, { id, test_clock: testClock, taken_over_on: civilOf(dayOf(takenOverOn)), asked_by: personOf(request).id }, checked);
      return reply.code(201).send(shown(await known(id)));
    },
  );

  app.get(
    '/take-overs',
    {
      config: { roles: COMPANY },
      schema: { tags: ['take-over'], summary: 'The last take-overs, newest first', response: { 200: Page(TakeOverBody) } },
    },
    async () => ({ data: (await takeOvers(knex)).map(shown), next: null }),
  );
  app.get(
    '/take-overs/:id',
    {
      config: { roles: COMPANY },
      schema: { tags: ['take-over'], summary: 'A take-over and how far it is', params, response: { 200: TakeOverBody } },
    },
    async (request) => shown(await known(request.params.id)),
  );
  app.get(
    '/take-overs/:id/lines',
    {
      config: { roles: COMPANY },
      schema: {
        tags: ['take-over'],
        summary: 'The report: what is wrong with a line, or what came of it',
        params,
        querystring: LinesQuery,
        response: { 200: Page(LineBody) },
      },
    },
    async (request) => {
      const { id } = await known(request.params.id);
      const { rows, next } = await linesPage(knex, { takeOver: id, state: request.query.state }, request.query);
      return { data: rows.map((row) => shownLine(row, request)), next };
    },
  );

  app.post(
    '/take-overs/:id/start',
    {
      config: { roles: BRINGERS },
      schema: { tags: ['take-over'], summary: 'Bring the good lines in', params, body: StartTakeOver, response: { 202: TakeOverBody } },
    },
    async (request, reply) => {
      const row = await known(request.params.id);
      if (row.faulty > 0 && !request.body.skipFaulty) throw new Problem(409, FAULTY);
      if (!(await moveTakeOver(knex, row.id, 'CHECKED', 'RUNNING')) && row.state !== 'RUNNING') throw new Problem(409, OVER);
      await note(request, 'take-over', { takeOver: row.id, lines: row.ready });
      await temporal.workflow
        .start(TAKE_OVER, { workflowId: `take-over-${row.id}`, taskQueue: TASK_QUEUE, args: [row.id] })
        .catch((error: unknown) => {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        });
      return reply.code(202).send(shown(await known(row.id)));
    },
  );
  app.post(
    '/take-overs/:id/cancel',
    {
      config: { roles: BRINGERS },
      schema: {
        tags: ['take-over'],
        summary: 'Forget a take-over that has not begun: what was handed in is erased',
        params,
        response: { 200: TakeOverBody },
      },
    },
    async (request) => {
      const { id } = await known(request.params.id);
      if (!(await moveTakeOver(knex, id, 'CHECKED', 'CANCELLED'))) throw new Problem(409, OVER);
      await closeTakeOver(knex, id, 'CANCELLED');
      await note(request, 'cancel-take-over', { takeOver: id });
      return shown(await known(id));
    },
  );
}
