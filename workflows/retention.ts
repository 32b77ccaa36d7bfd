/** E8.6c, in live life: once a day, by the schedule of the same name, what no subscription bears is erased. A test clock does it as it advances. */
import { proxyActivities } from '@temporalio/workflow';
import type { RetentionActivities } from '../activities/index.ts';

const { sweepRetention } = proxyActivities<RetentionActivities>({
  taskQueue: 'bulk',
  startToCloseTimeout: '1h',
  heartbeatTimeout: '8s',
  retry: { initialInterval: '10s', maximumInterval: '30m' },
});

export async function retention(): Promise<void> {
  await sweepRetention(Date.now());
}
