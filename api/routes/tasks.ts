import { z } from 'zod';
import { COMMANDS } from '../../contract/commands.ts';
import { decidersOf } from '../../contract/decisions.ts';
import type { PriceLine, TaskKind } from '../../contract/facts.ts';
import { parameter } from '../../contract/parameters.ts';
import { clientById, clientDay } from '../../database/queries/clients.ts';
import { contactsOn } from '../../database/queries/dated.ts';
import { subscriptionByNumber, type SubscriptionRow } from '../../database/queries/subscriptions.ts';
import { taskById } from '../../database/queries/tasks.ts';
import { answer } from '../answer.ts';
import { keepReason } from '../command-input.ts';
import type { App, Deps } from '../deps.ts';
import { forbidden, personOf } from '../plugins/identity.ts';
import { notFound } from '../problem.ts';
import { runCommand } from '../run-command.ts';
import { Decision, Done, Proposed } from '../schemas/commands.ts';

const NO_TASK = { en: 'There is no such task.', fr: "Cette tâche n'existe pas." };

/** A10: decisions of tasks, by a second person where four eyes are asked. */
export function taskRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  app.post(
    '/tasks/:id/decide',
    {
      config: { roles: COMMANDS.decide.roles },
      schema: {
        tags: ['tasks'],
        summary: 'Decide a task (A10)',
        params: z.object({ id: z.string() }),
        body: Decision,
        response: { 200: Done, 202: Proposed },
      },
    },
    async (request, reply) => {
      const task = await taskById(knex, request.params.id);
      const row = task?.subscription ? await subscriptionByNumber(knex, task.subscription) : undefined;
      const client = row ? await clientById(knex, row.client) : undefined;
      if (!task || !row || !client) throw notFound(NO_TASK);
      const deciders: readonly string[] = decidersOf({ kind: task.kind as TaskKind, ...(task.command ? { command: task.command } : {}) });
      if (!personOf(request).roles.some((role) => deciders.includes(role))) throw await forbidden(request, knex, task.article);
      const given = { knex, request, number: row.number, client };
      const { choice, netCents } = request.body;
      const price = netCents === undefined ? undefined : setPrice(row, netCents, await contactsOn(knex, client.id, await clientDay(knex, client)));
      const input = { task: task.id, choice, reason: await keepReason(given, request.body.reason), ...(price ? { price } : {}) };
      const outcome = await runCommand(deps, request, { number: row.number, client, state: row.state, type: 'decide', input });
      return answer(knex, reply, row.number, outcome);
    },
  );
}

/** E5.1b: the price of one term that a person sets where the schedule has none. */
const setPrice = ({ contract }: SubscriptionRow, netCents: number, contacts: number): PriceLine => ({
  netCents,
  instalments: 1,
  termDays: parameter(contract, 'payment.termDays'),
  contacts,
  schedule: 'decided',
});
