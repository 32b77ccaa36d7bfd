/** What each test of the workflow stands on: a namespace of its own, and workers whose activities are a world in memory. */
import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { freshNamespace } from '../setup/temporal.ts';
import { pureWorld, startPureWorkers } from './world.ts';

export type Ground = Awaited<ReturnType<typeof openGround>>;

/** Opens one; `stop` ends its workers and its connection. */
export async function openGround(how?: Parameters<typeof pureWorld>[0]) {
  const { client, address, namespace, close } = await freshNamespace();
  const world = pureWorld(how);
  const workflowBundle = { code: readFileSync(inject('workflowBundle'), 'utf8') };
  const workers = await startPureWorkers(world, { address, namespace, workflowBundle });
  return {
    client,
    world,
    stop: async () => {
      await workers.stop();
      await close();
    },
  };
}
