/** Bare Temporal, to measure beside: a worker of its own for a workflow of empty activities. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { quiet } from '../../tests/workflows/world.ts';

const TASK_QUEUE = 'bench-bare';
const SILENT = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };

export type BareTemporal = { run(activities: number): Promise<void>; stop(): Promise<void> };

/** Starts it on a server. `run` starts a workflow and waits for its end. */
export async function startBareTemporal(address: string, namespace = 'default'): Promise<BareTemporal> {
  quiet();
  const workflowsPath = fileURLToPath(new URL('bare-workflow.ts', import.meta.url));
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: SILENT });
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const activities = { nothing: async (): Promise<void> => undefined };
  const worker = await Worker.create({ connection: native, namespace, taskQueue: TASK_QUEUE, workflowBundle, activities });
  const running = worker.run();
  return {
    run: async (count) => client.workflow.execute('bare', { workflowId: `bare-${randomUUID()}`, taskQueue: TASK_QUEUE, args: [count] }),
    stop: async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
    },
  };
}
