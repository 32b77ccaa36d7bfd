/** What each test of the workflow stands on: a namespace of its own, and workers whose activities are a world in memory. */
import { readFileSync } from 'node:fs';
import type { WorkflowHandle } from '@temporalio/client';
import { inject } from 'vitest';
import { momentOf } from '../../contract/calendar.ts';
import type { Command, CommandInput, CommandType } from '../../contract/commands.ts';
import type { Acceptance, Role } from '../../contract/facts.ts';
import { type CommandOutcome, TASK_QUEUE, WORKFLOW_TYPE, command, workflowId } from '../../workflows/messages.ts';
import { freshNamespace } from '../setup/temporal.ts';
import { type PureWorld, acceptance, pureWorld, startPureWorkers } from './world.ts';

export type Ground = Awaited<ReturnType<typeof openGround>>;

/** Opens one; `stop` ends its workers and its connection. */
export async function openGround(how?: Parameters<typeof pureWorld>[0]) {
  const { client, address, namespace, close } = await freshNamespace();
  const world: PureWorld = pureWorld(how);
  const workflowBundle = { code: readFileSync(inject('workflowBundle'), 'utf8') };
  const workers = await startPureWorkers(world, { address, namespace, workflowBundle });
  return {
    client,
    world,
    /** Starts the workflow of a new subscription accepted at an instant: in live life, or on a test clock that stands there and goes to `until`. */
    begin: async (
      number: string,
      formula: string,
      at: string,
      how: { until?: string; terms?: Partial<Acceptance> } = {},
    ): Promise<WorkflowHandle> => {
      const contract = world.accept(acceptance(number, formula, at, how.terms));
      const clock = how.until ? { clock: { at: momentOf(at), target: momentOf(how.until) } } : {};
      const args = [{ contract, folded: 1, answered: [], ...clock }];
      return client.workflow.start(WORKFLOW_TYPE, { workflowId: workflowId(number), taskQueue: TASK_QUEUE, args });
    },
    stop: async () => {
      await workers.stop();
      await close();
    },
  };
}

/** Gives a person's command as the API does, under an id of its own. */
export function give<T extends CommandType>(
  handle: Pick<WorkflowHandle, 'executeUpdate'>,
  { id, role = 'CLIENT_ADMIN' }: { id: string; role?: Role },
  type: T,
  input: CommandInput[T],
): Promise<CommandOutcome> {
  const asked = { type, by: { person: 'usr_1', role }, input } as unknown as Command;
  return handle.executeUpdate(command, { updateId: id, args: [{ id, command: asked }] });
}
