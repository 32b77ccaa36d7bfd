import { COMPANY_COMMANDS } from '../company-commands.ts';
import type { App, Deps } from '../deps.ts';
import { Done, Proposed } from '../schemas/commands.ts';
import { knownClock } from '../whose-clock.ts';
import { askedOf } from '../wide-command.ts';
import { runOrPropose } from '../wide-four-eyes.ts';

/** Every command of the Company, one route each (A9). With `testClock` in its body it is dated by that clock, and only its clients see it. */
export function companyCommandRoutes(app: App, deps: Deps): void {
  for (const [name, command] of Object.entries(COMPANY_COMMANDS))
    app.post(
      `/company/${name}`,
      {
        config: { roles: command.roles, article: command.article },
        schema: {
          tags: ['commands'],
          summary: `${name} (${command.article})`,
          body: command.body.meta({ examples: [command.example] }),
          response: { 200: Done, 202: Proposed },
        },
      },
      async (request, reply) => {
        const testClock = await knownClock(deps.knex, (request.body as { testClock?: string }).testClock);
        const outcome = await runOrPropose(command as never, (await askedOf(deps, request, { name, command, client: null, testClock })) as never);
        return 'task' in outcome ? reply.code(202).send(outcome) : reply.code(200).send(outcome);
      },
    );
}
