import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type CommandInput, COMMANDS } from '../../contract/commands.ts';
import { type ClientRow, clientById, liveSubscriptions } from '../../database/queries/clients.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { answer } from '../answer.ts';
import { type Given, TO_INPUT } from '../command-input.ts';
import { preview } from '../consequences.ts';
import type { App, Deps } from '../deps.ts';
import { requestId } from '../plugins/idempotency.ts';
import { personOf } from '../plugins/identity.ts';
import { Problem } from '../problem.ts';
import { runCommand } from '../run-command.ts';
import { tellAndWait } from '../tell.ts';
import { COMMAND_BODIES, COMMAND_EXAMPLES, type CommandBody, Done, Proposed, type SubscriptionCommand } from '../schemas/commands.ts';
import { Previewed } from '../schemas/consequences.ts';
import { seenSubscription } from './subscriptions.ts';

const OTHER_PARTY = {
  en: 'Your role denounces for the other party: leave `by` out, or sign in as it.',
  fr: "Votre rôle dénonce pour l'autre partie : retirez `by`, ou connectez-vous pour elle.",
};

const PreviewQuery = z.object({
  preview: z.enum(['true', 'false']).optional().describe('true: only say what it would lead to; nothing is written (A10)'),
});

/** Every command of a subscription, one route each (A9, A10). */
export function commandRoutes(app: App, deps: Deps): void {
  for (const type of Object.keys(COMMAND_BODIES) as SubscriptionCommand[]) addCommand(app, deps, type);
}

/** E8.2-iii: an insolvency concerns every subscription of the client. */
async function tellOthers(
  { knex, temporal }: Deps,
  request: FastifyRequest,
  { client, number, record }: { client: ClientRow; number: string; record: CommandInput['record-insolvency'] },
): Promise<void> {
  const others = (await liveSubscriptions(knex, client.id)).filter((one) => one !== number);
  const at = new Date(await contractNow(knex, client.test_clock)).toISOString();
  await tellAndWait(temporal, others, { type: 'insolvency', key: `insolvency/${requestId(request)}`, at, record });
}

function addCommand<T extends SubscriptionCommand>(app: App, deps: Deps, type: T): void {
  const { knex } = deps;
  const { article, roles } = COMMANDS[type];
  app.post(
    `/subscriptions/:number/${type}`,
    {
      config: { roles, article },
      schema: {
        tags: ['commands'],
        summary: `${type} (${article})`,
        params: z.object({ number: z.string() }),
        querystring: PreviewQuery,
        body: COMMAND_BODIES[type].meta({ examples: [COMMAND_EXAMPLES[type]] }),
        response: { 200: z.union([Done, Previewed]), 202: Proposed },
      },
    },
    async (request, reply) => {
      const row = await seenSubscription(deps, request, request.params.number);
      const client = await clientById(knex, row.client);
      if (!client) throw new Error(`client ${row.client} is missing`);
      const body = request.body as CommandBody<T>;
      if ('by' in body && body.by !== undefined && body.by !== (personOf(request).client === null ? 'COMPANY' : 'CLIENT'))
        throw new Problem(403, OTHER_PARTY, { article });
      if (request.query.preview === 'true') return reply.code(200).send({ preview: await preview(deps, request, { row, client, type }) });
      const given: Given = { knex, request, number: row.number, client, platform: deps.platform };
      const input = await (TO_INPUT[type] as (given: Given, body: CommandBody<T>) => Promise<CommandInput[T]>)(given, body);
      const outcome = await runCommand(deps, request, { number: row.number, client, state: row.state, type, input });
      if (type === 'record-insolvency')
        await tellOthers(deps, request, { client, number: row.number, record: input as CommandInput['record-insolvency'] });
      return answer(knex, reply, row.number, outcome);
    },
  );
}
