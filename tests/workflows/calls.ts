/** How tests and recordings call the workflow: as the API does. */
import type { Client, WorkflowHandle } from '@temporalio/client';
import { momentOf } from '../../contract/calendar.ts';
import type { Command, CommandInput, CommandType } from '../../contract/commands.ts';
import type { Acceptance, Role } from '../../contract/facts.ts';
import { type CommandOutcome, type SubscriptionInput, TASK_QUEUE, WORKFLOW_TYPE, command, workflowId } from '../../workflows/messages.ts';
import { type PureWorld, acceptance } from './world.ts';

export type Beginning = { number: string; formula: string; at: string; until?: string; terms?: Partial<Acceptance> };

/** Starts the workflow of a subscription that is accepted at an instant: in live life, or on a test clock that stands there and goes to `until`. */
export async function begin(client: Client, world: PureWorld, { number, formula, at, until, terms = {} }: Beginning): Promise<WorkflowHandle> {
  const contract = world.accept(acceptance(number, formula, at, terms));
  const clock = until ? { clock: { at: momentOf(at), target: momentOf(until) } } : {};
  const input: SubscriptionInput = { contract, folded: 1, answered: [], ...clock };
  return client.workflow.start(WORKFLOW_TYPE, { workflowId: workflowId(number), taskQueue: TASK_QUEUE, args: [input] });
}

/** Gives a person's command under an id of its own. */
export function give<T extends CommandType>(
  handle: Pick<WorkflowHandle, 'executeUpdate'>,
  { id, role = 'CLIENT_ADMIN', person = role }: { id: string; role?: Role; person?: string },
  type: T,
  input: CommandInput[T],
): Promise<CommandOutcome> {
  const asked = { type, by: { person, role }, input } as unknown as Command;
  return handle.executeUpdate(command, { updateId: id, args: [{ id, command: asked }] });
}
