/** A10: what a choice or a command would lead to, as the API shows it, and the dry run of a command. */
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { isRefusal } from '../contract/clause.ts';
import { type Command, type CommandInput, COMMANDS, type Refusal } from '../contract/commands.ts';
import { type Consequences, consequencesOfCommand } from '../contract/consequences.ts';
import type { Fact } from '../contract/facts.ts';
import { contractNow } from '../database/queries/clocks.ts';
import type { ClientRow } from '../database/queries/clients.ts';
import type { SubscriptionRow } from '../database/queries/subscriptions.ts';
import { foreseen } from './answer.ts';
import { type Given, TO_INPUT } from './command-input.ts';
import { consequenceWords } from './consequence-words.ts';
import type { Deps } from './deps.ts';
import { forbidden, personOf } from './plugins/identity.ts';
import { refused } from './problem.ts';
import { refusalSentence } from './refusals.ts';
import { lostCause } from './run-command.ts';
import type { CommandBody, SubscriptionCommand } from './schemas/commands.ts';
import type { ConsequencesBody } from './schemas/consequences.ts';
import type { z } from 'zod';

/** Consequences, or why there are none now. */
export function shownConsequences(found: Consequences | Refusal): z.infer<typeof ConsequencesBody> {
  const nothing = { says: [], changes: [], facts: [], foreseen: [], avoided: [], secondPerson: false };
  if (isRefusal(found))
    return { ...nothing, refused: { article: found.article, because: found.because, detail: refusalSentence(found), allowed: found.allowed } };
  return {
    says: consequenceWords(found),
    changes: found.changes,
    facts: found.facts.map(foreseen),
    foreseen: found.foreseen.map(foreseen),
    avoided: found.avoided.map(foreseen),
    secondPerson: found.secondPerson,
    refused: null,
  };
}

const PREVIEWED = Symbol('what a dry run wrote is taken back');

/** Does something in a transaction that is always taken back: nothing that it wrote stays. */
async function dry<T>(knex: Knex, what: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  try {
    await knex.transaction(async (trx) => {
      result = { value: await what(trx) };
      throw PREVIEWED;
    });
  } catch (error) {
    if (error !== PREVIEWED) throw error;
  }
  if (!result) throw new Error('a dry run gave nothing');
  return result.value;
}

/** A command decided on the stored contract for this person: what it would lead to, or its refusal as the command itself would give it. Nothing is written. */
export async function preview<T extends SubscriptionCommand>(
  { knex, platform }: Pick<Deps, 'knex' | 'platform'>,
  request: FastifyRequest,
  { row, client, type }: { row: SubscriptionRow; client: ClientRow; type: T },
): Promise<z.infer<typeof ConsequencesBody>> {
  const person = personOf(request);
  const role = person.roles.find((one) => COMMANDS[type].roles.includes(one));
  if (!role) throw await forbidden(request, knex, COMMANDS[type].article);
  const input = await dry(knex, (trx) => {
    const given: Given = { knex: trx, request, number: row.number, client, platform };
    return (TO_INPUT[type] as (given: Given, body: CommandBody<T>) => Promise<CommandInput[T]>)(given, request.body as CommandBody<T>);
  });
  const command = { type, by: { person: person.id, role }, input } as unknown as Command;
  const at = await contractNow(knex, client.test_clock);
  const found = lostCause({ number: row.number, client, state: row.state, type, input }) ?? consequencesOfCommand(row.contract, command, at);
  if (isRefusal(found)) throw refused(found);
  return shownConsequences(person.client === null ? found : told(found));
}

/** What the Company is to decide inside is not told to the client (A10). */
function told(found: Consequences): Consequences {
  const open = (facts: Fact[]): Fact[] => facts.filter(({ type }) => !type.startsWith('task.') && type !== 'duty.deferred');
  return { ...found, facts: open(found.facts), foreseen: open(found.foreseen), avoided: open(found.avoided) };
}
