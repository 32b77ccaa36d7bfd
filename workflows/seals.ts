/** A11, once a day, by the schedule of the same name: the heads of the chains are sealed and stamped. */
import { proxyActivities } from '@temporalio/workflow';
import type { SealActivities } from '../activities/index.ts';

const { sealChains } = proxyActivities<SealActivities>({
  taskQueue: 'bulk',
  startToCloseTimeout: '1h',
  heartbeatTimeout: '8s',
  retry: { initialInterval: '1m', maximumInterval: '1h' },
});

export async function seals(): Promise<void> {
  await sealChains();
}
