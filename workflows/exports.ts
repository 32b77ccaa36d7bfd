/** E8.6a, in live life: takes one export in, however long the platform makes it, and tells its subscription. */
import { getExternalWorkflowHandle, proxyActivities } from '@temporalio/workflow';
import type { ExportActivities } from '../activities/index.ts';
import { isoOf } from '../contract/calendar.ts';
import { type Collecting, outside, workflowId } from './messages.ts';

const bulk = proxyActivities<ExportActivities>({
  taskQueue: 'bulk',
  startToCloseTimeout: '6h',
  heartbeatTimeout: '8s',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
});

export async function collectExport({ export: id, subscription }: Collecting): Promise<void> {
  const at = Date.now();
  const answer = await bulk.collectExport.executeWithOptions({ summary: `8.6 (a) take in ${id}` }, [{ export: id, at }]);
  if (answer.outcome !== 'READY') return; // ready on a later day: the platform tells, and the subscription asks
  const { sha256, counts } = answer;
  const event = { key: `${id}/ready`, at: isoOf(at), type: 'export-ready', export: id, sha256, counts } as const;
  await getExternalWorkflowHandle(workflowId(subscription)).signal(outside, event);
}
