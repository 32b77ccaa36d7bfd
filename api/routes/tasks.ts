import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { COMMANDS } from '../../contract/commands.ts';
import { consequencesOf } from '../../contract/consequences.ts';
import { decidersOf } from '../../contract/decisions.ts';
import type { CompanyRole, PriceLine, TaskKind } from '../../contract/facts.ts';
import { parameter } from '../../contract/parameters.ts';
import { factsOfTask } from '../../contract/task-facts.ts';
import { EINVOICE_DECIDERS, refusalOf } from '../../database/einvoices.ts';
import { clientById, clientDay } from '../../database/queries/clients.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { contactsOn } from '../../database/queries/dated.ts';
import { subscriptionByNumber, type SubscriptionRow } from '../../database/queries/subscriptions.ts';
import { openedWith, taskById, type TaskRow } from '../../database/queries/tasks.ts';
import { textsOf } from '../../database/queries/texts.ts';
import { answer, shownFact } from '../answer.ts';
import { keepReason } from '../command-input.ts';
import { shownConsequences } from '../consequences.ts';
import type { App, Deps } from '../deps.ts';
import { decideEInvoice } from '../einvoice-task.ts';
import { forbidden, personOf } from '../plugins/identity.ts';
import { notFound } from '../problem.ts';
import { runCommand } from '../run-command.ts';
import { Decision, Done, Proposed } from '../schemas/commands.ts';
import { TaskDetail } from '../schemas/consequences.ts';
import { shownTask, textIdsOf } from '../shown-task.ts';
import { TASK_WORDS } from '../task-words.ts';
import { decideWide, wideConsequences, wideDeciders } from '../wide-four-eyes.ts';
import { COMPANY } from './seen.ts';

const NO_TASK = { en: 'There is no such task.', fr: "Cette tâche n'existe pas." };
const Params = z.object({ id: z.string() });
const PriceQuery = z.object({
  netCents: z.coerce.number().int().min(0).optional().describe('The price that would be set, where the task asks for one'),
});

const deciders = (task: TaskRow): readonly CompanyRole[] =>
  task.kind === 'EINVOICE'
    ? EINVOICE_DECIDERS
    : task.subscription
      ? decidersOf({ kind: task.kind as TaskKind, ...(task.command ? { command: task.command } : {}) })
      : wideDeciders(task);

/** A10: tasks with what must be known before deciding, and their decisions, by a second person where four eyes are asked. */
export function taskRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  const known = async (id: string): Promise<TaskRow> => {
    const task = await taskById(knex, id);
    if (!task) throw notFound(NO_TASK);
    return task;
  };
  app.get(
    '/tasks/:id',
    {
      config: { roles: COMPANY },
      schema: {
        tags: ['tasks'],
        summary: 'A task: its facts, its choices, and what each would lead to (A10)',
        params: Params,
        querystring: PriceQuery,
        response: { 200: TaskDetail },
      },
    },
    async (request) => detail(deps, request, await known(request.params.id), request.query.netCents),
  );
  app.post(
    '/tasks/:id/decide',
    {
      config: { roles: COMMANDS.decide.roles },
      schema: {
        tags: ['tasks'],
        summary: 'Decide a task (A10)',
        params: Params,
        body: Decision,
        response: { 200: Done, 202: Proposed },
      },
    },
    async (request, reply) => {
      const task = await known(request.params.id);
      if (!personOf(request).roles.some((role) => (deciders(task) as readonly string[]).includes(role)))
        throw await forbidden(request, knex, task.article);
      if (task.kind === 'EINVOICE') return reply.code(200).send(await decideEInvoice(deps, request, task, request.body));
      if (!task.subscription) return reply.code(200).send(await decideWide(deps, request, task, request.body));
      const row = await subscriptionByNumber(knex, task.subscription);
      const client = row ? await clientById(knex, row.client) : undefined;
      if (!row || !client) throw notFound(NO_TASK);
      const given = { knex, request, number: row.number, client, platform: deps.platform };
      const { choice, netCents, amountCents } = request.body;
      const price = netCents === undefined ? undefined : setPrice(row, netCents, await contactsOn(knex, client.id, await clientDay(knex, client)));
      const input = {
        task: task.id,
        choice,
        reason: await keepReason(given, request.body.reason),
        ...(price ? { price } : {}),
        ...(amountCents ? { cents: amountCents } : {}),
      };
      const outcome = await runCommand(deps, request, { number: row.number, client, state: row.state, type: 'decide', input });
      return answer(knex, reply, row.number, outcome);
    },
  );
}

/** A task with its words, the facts that bear on it, what opened it, and the consequences of each choice, computed on the contract of this moment. */
async function detail(deps: Deps, request: FastifyRequest, row: TaskRow, netCents: number | undefined): Promise<z.infer<typeof TaskDetail>> {
  const { knex } = deps;
  const subscription = row.subscription ? await subscriptionByNumber(knex, row.subscription) : undefined;
  const task = subscription?.contract.tasks?.find((one) => one.id === row.id);
  const ledBy = row.subscription ? await openedWith(knex, row.subscription, row.id) : [];
  const ofContract = subscription && task ? factsOfTask(subscription.contract, task) : {};
  const found = row.kind === 'EINVOICE' ? await refusalOf(knex, row.about ?? '') : ofContract;
  const texts = await textsOf(knex, [...textIdsOf(row), ...textIds(found), ...ledBy.flatMap(({ data }) => textIds(data))]);
  const worded = <T>(values: T): T => put(values, texts) as T;
  const { title, explanation } = TASK_WORDS[row.kind as TaskKind | 'EINVOICE'];
  return {
    ...{ ...shownTask(row, texts), title, explanation, deciders: [...deciders(row)] },
    facts: worded(found),
    ledBy: ledBy.map((one) => shownFact({ ...one, data: worded(one.data) })),
    consequences: subscription && task ? await consequences(deps, subscription, task, netCents) : await wideConsequences(deps, request, row),
  };
}

async function consequences({ knex }: Deps, row: SubscriptionRow, task: Parameters<typeof consequencesOf>[1], netCents: number | undefined) {
  const at = await contractNow(knex, row.test_clock);
  const choices = (await taskById(knex, task.id))?.choices ?? [];
  const price = netCents === undefined ? undefined : setPrice(row, netCents, 0);
  return Object.fromEntries(choices.map((choice) => [choice, shownConsequences(consequencesOf(row.contract, task, choice, at, price))]));
}

const textIds = (values: unknown): string[] =>
  typeof values === 'string'
    ? values.startsWith('txt_')
      ? [values]
      : []
    : values && typeof values === 'object'
      ? Object.values(values).flatMap(textIds)
      : [];
const put = (value: unknown, texts: Map<string, string>): unknown => {
  if (typeof value === 'string') return texts.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => put(one, texts));
  return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, put(one, texts)])) : value;
};

/** E5.1b: the price of one term that a person sets where the schedule has none. */
const setPrice = ({ contract }: SubscriptionRow, netCents: number, contacts: number): PriceLine => ({
  netCents,
  instalments: 1,
  termDays: parameter(contract, 'payment.termDays'),
  contacts,
  schedule: 'decided',
});
