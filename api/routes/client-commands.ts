import { z } from 'zod';
import { CLIENT_COMMANDS } from '../client-commands.ts';
import type { App, Deps } from '../deps.ts';
import { Done, Proposed } from '../schemas/commands.ts';
import { askedOf } from '../wide-command.ts';
import { runOrPropose } from '../wide-four-eyes.ts';
import { seenClient } from './seen.ts';

/** Every command of a client, one route each (A9). A client's user gives it for its own client only. */
export function clientCommandRoutes(app: App, deps: Deps): void {
  for (const [name, command] of Object.entries(CLIENT_COMMANDS))
    app.post(
      `/clients/:id/${name}`,
      {
        config: { roles: command.roles, article: command.article },
        schema: {
          tags: ['commands'],
          summary: `${name} (${command.article})`,
          params: z.object({ id: z.string() }),
          body: command.body.meta({ examples: [command.example] }),
          response: { 200: Done, 202: Proposed },
        },
      },
      async (request, reply) => {
        const client = await seenClient(deps.knex, request, request.params.id);
        const outcome = await runOrPropose(
          command as never,
          (await askedOf(deps, request, { name, command, client, testClock: client.test_clock })) as never,
        );
        return 'task' in outcome ? reply.code(202).send(outcome) : reply.code(200).send(outcome);
      },
    );
}
