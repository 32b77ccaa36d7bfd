import { connect } from 'node:net';
import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { TASK_QUEUE } from '../workflows/messages.ts';

/** Parts that only an address tells of: each call fails when its part does not answer. */
export type Parts = { mail: () => Promise<unknown>; payments: () => Promise<unknown> };
export type Health = { status: 'ok' | 'failed'; parts: Record<'database' | 'temporal' | 'worker' | 'mail' | 'payments', string> };

const LIMIT_MS = 2_000;
/** A worker polls again at least every minute. */
const POLLED_WITHIN_MS = 75_000;
const WORKFLOW_TASKS = 1;

/** Asks every part at once; a part that fails or is slow is named with its reason. */
export async function health({ knex, temporal, parts }: { knex: Knex; temporal: Client; parts: Parts }): Promise<Health> {
  const [database, cluster, worker, mail, payments] = await Promise.all([
    answered(() => knex.raw('select 1')),
    answered(() => temporal.workflowService.getSystemInfo({})),
    answered(() => workerPolls(temporal)),
    answered(parts.mail),
    answered(parts.payments),
  ]);
  const found = { database, temporal: cluster, worker, mail, payments };
  return { status: Object.values(found).every((state) => state === 'ok') ? 'ok' : 'failed', parts: found };
}

async function answered(ask: () => PromiseLike<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), LIMIT_MS);
  });
  try {
    await Promise.race([ask(), late]);
    return 'ok';
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message || error.name : String(error)}`;
  } finally {
    clearTimeout(timer);
  }
}

async function workerPolls(temporal: Client): Promise<void> {
  const { pollers } = await temporal.workflowService.describeTaskQueue({
    namespace: temporal.options.namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: WORKFLOW_TASKS,
  });
  const last = Math.max(0, ...(pollers ?? []).map((poller) => Number(poller.lastAccessTime?.seconds ?? 0) * 1000));
  if (Date.now() - last > POLLED_WITHIN_MS) throw new Error('no worker polls the task queue');
}

/** That something listens at an address. */
export function reachable(address: string | undefined): Promise<void> {
  if (!address) return Promise.reject(new Error('no address is set'));
  const { hostname, port, protocol } = new URL(address);
  const usual = { 'https:': 443, 'smtps:': 465, 'smtp:': 25 }[protocol] ?? 80;
  return new Promise((done, fail) => {
    const socket = connect({ host: hostname, port: Number(port) || usual }, () => {
      socket.destroy();
      done();
    });
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error('no answer in time')));
    socket.once('error', fail);
  });
}
