import { type CommandType, COMMANDS } from '../../contract/commands.ts';
import type { ClientRow } from '../../database/queries/clients.ts';
import { subscriptionsOf } from '../../database/queries/subscriptions.ts';
import { TO_INPUT } from '../command-input.ts';
import { notFound } from '../problem.ts';
import { COMMAND_BODIES, COMMAND_EXAMPLES, type CommandBody } from '../schemas/commands.ts';
import { Id } from '../schemas/common.ts';
import { type AnyCommand, type Asked, type Outcome, clientCommand, giveTo, refuseWide } from '../wide-command.ts';

type Assisting = Extract<CommandType, 'quote-assistance' | 'accept-quote' | 'refuse-quote' | 'record-assistance'>;
type Body<T extends Assisting> = CommandBody<T> & { subscription?: string | undefined };

/** The subscription named; else the one that holds the quote named, else the one that ended last (E8.6d). */
async function bearing<T extends Assisting>({ deps, client, body }: Asked<Body<T>, ClientRow>) {
  const own = await subscriptionsOf(deps.knex, client.id);
  const { subscription, quote } = body as { subscription?: string; quote?: string };
  if (subscription !== undefined) return own.find((one) => one.number === subscription) ?? Promise.reject(notFound());
  const holder = own.find((one) => one.contract.quotes?.some((entry) => entry.id === quote));
  const ended = (one: (typeof own)[number]): number => (one.state === 'DELETED' ? 0 : (one.contract.ended?.on ?? 1));
  return holder ?? own.reduce<(typeof own)[number] | undefined>((last, one) => (last && ended(last) >= ended(one) ? last : one), undefined);
}

/** E8.6d: assistance is asked of a client; the subscription that ended bears it. */
function assisting<T extends Assisting>(type: T): AnyCommand<ClientRow> {
  const body = COMMAND_BODIES[type].extend({ subscription: Id.optional().describe('Where several have ended') });
  return clientCommand({
    ...{ article: COMMANDS[type].article, roles: COMMANDS[type].roles, body, example: COMMAND_EXAMPLES[type] },
    run: async (asked): Promise<Outcome> => {
      const given = asked as unknown as Asked<Body<T>, ClientRow>;
      const bearer = await bearing(given);
      if (!bearer) return refuseWide(asked, 'no-subscription');
      const { knex, platform } = asked.deps;
      return giveTo(
        asked,
        bearer,
        type,
        await TO_INPUT[type]({ knex, platform, request: asked.request, number: bearer.number, client: asked.client }, given.body),
      );
    },
  });
}

export const quoteAssistance = assisting('quote-assistance');
export const acceptQuote = assisting('accept-quote');
export const refuseQuote = assisting('refuse-quote');
export const recordAssistance = assisting('record-assistance');
