/** A Temporal namespace for one test file, so that workers of several files never take one another's work. */
import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { prepareTemporal } from '../../scripts/embedded/temporal.ts';

const DAY_SECONDS = 86_400;

/** A namespace of its own with our search attributes, and a client in it. `close` ends the connection. */
export async function freshNamespace(): Promise<{ address: string; namespace: string; client: Client; close(): Promise<void> }> {
  const address = inject('temporalAddress');
  const namespace = `t-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  const seconds = DAY_SECONDS as unknown as Long;
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds } });
  await prepareTemporal(address, namespace);
  return { address, namespace, client: new Client({ connection, namespace }), close: () => connection.close() };
}
