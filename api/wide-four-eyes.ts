/** A10: a command of a client or of the Company that the terms list waits for a second person, in a task of no subscription. */
import type { FastifyRequest } from 'fastify';
import { addWorkingDays, civilOf, momentOf, parisDay } from '../contract/calendar.ts';
import { COMMANDS } from '../contract/commands.ts';
import { isListed } from '../contract/decisions.ts';
import { type CompanyRole, isCompanyRole } from '../contract/facts.ts';
import type { Parameters } from '../contract/parameters.ts';
import { CHOICES, DECIDE_WITHIN } from '../contract/tasks.ts';
import { clientById } from '../database/queries/clients.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { currentTerms } from '../database/queries/dated.ts';
import { closeTask, proposeTask, type TaskRow } from '../database/queries/tasks.ts';
import { CLIENT_COMMANDS } from './client-commands.ts';
import { COMPANY_COMMANDS } from './company-commands.ts';
import { shownConsequences } from './consequences.ts';
import type { Deps } from './deps.ts';
import { requestId } from './plugins/idempotency.ts';
import { personOf } from './plugins/identity.ts';
import type { Words } from './problem.ts';
import type { Done } from './schemas/commands.ts';
import type { ConsequencesBody } from './schemas/consequences.ts';
import { type AnyCommand, type Asked, keepRecord, keepWords, type Outcome, recorded, refuseWide } from './wide-command.ts';
import type { z } from 'zod';
import { wantReason } from './reason.ts';

type AnyAsked = Asked<never, never>;
type Any = AnyCommand<never>;

const commandOf = ({ client, command }: TaskRow): Any => {
  const commands: Record<string, unknown> = client ? CLIENT_COMMANDS : COMPANY_COMMANDS;
  const found = commands[command?.type ?? ''];
  if (!found) throw new Error(`${command?.type} is no command`);
  return found as Any;
};

/** Runs a command, or proposes it where the terms in force want four eyes for it. What it would lead to is foreseen first: what is refused is not proposed. */
export async function runOrPropose(command: AnyCommand<never>, asked: AnyAsked): Promise<Outcome> {
  const { knex } = asked.deps;
  const terms = await currentTerms(knex, { at: momentOf(asked.at), testClock: asked.testClock });
  const ofContract = Object.hasOwn(COMMANDS, asked.name); // the contract of its bearer asks for the second person itself
  const listed = isCompanyRole(asked.by.role) && isListed({ parameters: (terms?.parameters ?? {}) as Parameters }, asked.name);
  if (ofContract || !listed) return command.run(asked);
  await command.foresee?.(asked);
  const { article, by, name, at, testClock } = asked;
  const client = (asked.client as { id: string } | null)?.id ?? null;
  const dueOn = civilOf(addWorkingDays(parisDay(momentOf(at)), DECIDE_WITHIN.FOUR_EYES));
  const proposal = { type: name, by, input: asked.body as Record<string, unknown> };
  const id = `tsk_${requestId(asked.request)}`;
  await keepRecord(asked, 'TASK_PROPOSED', { task: id, command: name, dueOn });
  await proposeTask(knex, { id, client, article, choices: CHOICES.FOUR_EYES, dueOn, command: proposal, openedAt: at, testClock });
  return { task: id };
}

/** Those who may propose the command may agree to it. */
export const wideDeciders = (task: TaskRow): CompanyRole[] => commandOf(task).roles.filter(isCompanyRole);

/** The command as its proposer asked for it; each try of one decision does the same thing once. */
async function proposed(deps: Deps, request: FastifyRequest, task: TaskRow): Promise<AnyAsked> {
  const { command, article, test_clock: testClock } = task;
  if (!command || typeof command.by === 'string') throw new Error(`task ${task.id} holds no proposal`);
  const client = task.client ? ((await clientById(deps.knex, task.client)) ?? null) : null;
  const at = new Date(await contractNow(deps.knex, testClock)).toISOString();
  const once = Object.create(request, { keyed: { value: { scope: 'task', key: task.id, progress: null } } }) as FastifyRequest;
  return { ...{ deps, request: once, name: command.type, article, by: command.by, at, client, testClock }, body: command.input } as never;
}

/** The decision of a second person: the command is then given for the first, on what stands today. */
export async function decideWide(
  deps: Deps,
  request: FastifyRequest,
  task: TaskRow,
  { choice, reason }: { choice: string; reason: string },
): Promise<z.infer<typeof Done>> {
  const asked = await proposed(deps, request, task);
  const { id: person, roles } = personOf(request);
  const role = roles.find((one) => (wideDeciders(task) as readonly string[]).includes(one)) ?? 'LEGAL';
  const decision: AnyAsked = { ...asked, request, by: { person, role }, name: 'decide' };
  if (task.state === 'DECIDED') return refuseWide(decision, 'task-decided', { article: 'A10' });
  if (asked.by.person === person) return refuseWide(decision, 'same-person', { allowed: [{ command: 'decide' }] });
  if (!task.choices.includes(choice)) return refuseWide(decision, 'not-a-choice', { article: 'A10', values: { choices: task.choices.join(', ') } });
  wantReason(reason);
  const outcome = choice === 'APPROVE' ? await commandOf(task).run(asked) : undefined;
  const text = await keepWords(decision, reason);
  const record = await keepRecord(decision, 'TASK_DECIDED', { task: task.id, command: asked.name, choice, reason: text }, { part: '_decided' });
  await closeTask(deps.knex, task.id, { choice, reason: text, by: person, at: asked.at });
  return { facts: [...recorded(record).facts, ...(outcome && 'facts' in outcome ? outcome.facts : [])] };
}

/** What each choice of a task of no subscription would lead to, in the words of its command. */
export async function wideConsequences(
  deps: Deps,
  request: FastifyRequest,
  task: TaskRow,
): Promise<Record<string, z.infer<typeof ConsequencesBody>>> {
  if (task.subscription || !task.command || task.state === 'DECIDED') return {};
  const nothing = shownConsequences({ facts: [], changes: [], foreseen: [], avoided: [], secondPerson: false });
  const says: Words[] = (await commandOf(task).foresee?.(await proposed(deps, request, task))) ?? [];
  return { APPROVE: { ...nothing, says }, REFUSE: nothing };
}
