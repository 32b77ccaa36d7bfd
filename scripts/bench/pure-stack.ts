/** The real workflow on a real server with a world in memory: what is left is Temporal and our workflow code. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode } from '@temporalio/worker';
import { isoOf } from '../../contract/calendar.ts';
import { type PureWorld, acceptance, pureWorld, startPureWorkers } from '../../tests/workflows/world.ts';
import { TASK_QUEUE, WORKFLOW_TYPE, workflowId } from '../../workflows/messages.ts';
import { startTemporal, temporalProgram } from '../embedded/temporal.ts';

export type PureStack = {
  client: Client;
  address: string;
  world: PureWorld;
  /** Starts a live subscription accepted at an instant (epoch milliseconds). */
  begin(number: string, formula: 'yearly' | 'monthly', at: number): Promise<WorkflowHandle>;
};

const SILENT = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };

/** Opens one with the bank given, does the work, and stops all of it. */
export async function withPureStack<T>(work: (stack: PureStack) => Promise<T>, how: Parameters<typeof pureWorld>[0] = {}): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tacite-bench-'));
  const temporal = await startTemporal({ binary: temporalProgram(), folder, memory: true, testMode: true });
  try {
    const world = pureWorld(how);
    const workflowBundle = await bundleWorkflowCode({ workflowsPath: resolve('workflows/index.ts'), logger: SILENT });
    const workers = await startPureWorkers(world, { address: temporal.address, namespace: 'default', workflowBundle });
    const connection = await Connection.connect({ address: temporal.address });
    const client = new Client({ connection });
    const begin = async (number: string, formula: string, at: number): Promise<WorkflowHandle> => {
      const contract = world.accept(acceptance(number, formula, isoOf(at)));
      const args = [{ contract, folded: 1, answered: [] }];
      return client.workflow.start(WORKFLOW_TYPE, { workflowId: workflowId(number), taskQueue: TASK_QUEUE, args });
    };
    try {
      return await work({ client, address: temporal.address, world, begin });
    } finally {
      await workers.stop();
      await connection.close();
    }
  } finally {
    await temporal.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
