import { isGrpcDeadlineError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { FastifyRequest } from 'fastify';
import { type Command, type CommandInput, COMMANDS, type CommandType, type Refusal } from '../contract/commands.ts';
import type { Role } from '../contract/facts.ts';
import { FORMAL_CHANNELS } from '../contract/notices.ts';
import { audit } from '../database/queries/audit.ts';
import type { ClientRow } from '../database/queries/clients.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { command as commandUpdate, type CommandOutcome, workflowId } from '../workflows/messages.ts';
import { type Deps, PATIENCE_MS } from './deps.ts';
import { forbidden, personOf } from './plugins/identity.ts';
import { requestId } from './plugins/idempotency.ts';
import { Problem, refused } from './problem.ts';

const NO_WORKER = {
  en: 'No worker answers now: nothing is lost, ask again with the same Idempotency-Key.',
  fr: 'Aucun exécutant ne répond : rien n’est perdu, redemandez avec la même Idempotency-Key.',
};
const NO_WORKFLOW = {
  en: 'The workflow of this subscription is missing: run `npm run rebuild`, then ask again.',
  fr: 'Le processus de cet abonnement manque : lancez `npm run rebuild`, puis redemandez.',
};

/** Nothing answers: the caller may ask again soon. */
export const unavailable = (): Problem => new Problem(503, NO_WORKER, {}, { 'retry-after': '5' });
export const isTimeout = (error: unknown): boolean => error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error);

/** The refusal inside an update that the contract rejected. */
function refusalIn(error: unknown): Refusal | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : error;
  return cause instanceof ApplicationFailure && cause.type === 'Refused' ? (cause.details?.[0] as Refusal) : undefined;
}

type Asked<T extends CommandType> = { number: string; client: ClientRow; state: string; type: T; input: CommandInput[T] };

/** Gives a person's command to its subscription (A9, A10): the outcome, or a Problem. Refusals and wrong roles are written to the audit log. */
export async function runCommand<T extends CommandType>(deps: Deps, request: FastifyRequest, asked: Asked<T>): Promise<CommandOutcome> {
  const { knex } = deps;
  const { type, number, client } = asked;
  const person = personOf(request);
  const roles = person.roles.filter((role) => COMMANDS[type].roles.includes(role));
  if (roles.length === 0) throw await forbidden(request, knex, COMMANDS[type].article);
  const note = { person: person.id, action: type, subscription: number, client: client.id };
  const contract_at = new Date(await contractNow(knex, client.test_clock)).toISOString();
  const result = lostCause(asked) ?? (await inOneOf(roles, (role) => update(deps, request, asked, role)));
  const refusal = 'kind' in result ? result : result.refusal;
  if (refusal) {
    const { article, because } = refusal;
    await audit(knex, {
      ...note,
      contract_at,
      role: roles[0] ?? null,
      outcome: 'refused',
      article,
      detail: { because, values: refusal.values ?? {} },
    });
    if (because === 'wrong-role') throw await forbidden(request, knex, article);
    throw refused(refusal);
  }
  await audit(knex, { ...note, contract_at, role: roles[0] ?? null, outcome: 'done', article: COMMANDS[type].article });
  return result as CommandOutcome;
}

/** What need not be asked of the workflow: what comes after the deletion and concerns nothing that outlives it, and a notice by a channel that is not formal (E11.1a). */
export function lostCause<T extends CommandType>({ state, type, input }: Asked<T>): Refusal | undefined {
  const { article, afterDeletion } = COMMANDS[type];
  if (state === 'DELETED' && !afterDeletion) return { kind: 'refused', article, because: 'closed', allowed: [] };
  if (!('channel' in input) || FORMAL_CHANNELS.includes(input.channel)) return undefined;
  return { kind: 'refused', article: 'E11.1a', because: 'channel-not-formal', allowed: [{ command: type }] };
}

/** A person with several roles gives the command in the first one that may. */
async function inOneOf(roles: readonly Role[], give: (role: Role) => Promise<CommandOutcome | Refusal>): Promise<CommandOutcome | Refusal> {
  let answer: CommandOutcome | Refusal | undefined;
  for (const role of roles) {
    answer = await give(role);
    if (!('kind' in answer) || answer.because !== 'wrong-role') return answer;
  }
  if (!answer) throw new Error('a command was given in no role');
  return answer;
}

async function update<T extends CommandType>(
  { temporal, patienceMs = PATIENCE_MS }: Deps,
  request: FastifyRequest,
  asked: Asked<T>,
  role: Role,
): Promise<CommandOutcome | Refusal> {
  const { type, input, number } = asked;
  const id = requestId(request);
  const command = { type, by: { person: personOf(request).id, role }, input } as unknown as Command;
  const handle = temporal.workflow.getHandle(workflowId(number));
  try {
    return await temporal.withDeadline(Date.now() + patienceMs, () => handle.executeUpdate(commandUpdate, { updateId: id, args: [{ id, command }] }));
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) return refusal;
    if (isTimeout(error)) throw unavailable();
    if (error instanceof WorkflowNotFoundError) throw new Problem(503, NO_WORKFLOW);
    throw error;
  }
}
