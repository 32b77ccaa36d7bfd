/** The server's own time skipping, workflow by workflow (Temporal 1.32): the only place that makes these raw calls, since they change from one server to the next. */
import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
/** As temporal.api.enums.v1.FastForwardPollingResult numbers them. */
const STILL_ON_THE_WAY = 1;
const ARRIVED = 2;

/** Where a workflow is in time, in epoch milliseconds. */
export async function virtualNow({ workflowService, options }: Client['workflow'], workflowId: string): Promise<number> {
  const { workflowExtendedInfo } = await workflowService.describeWorkflowExecution({ namespace: options.namespace, execution: { workflowId } });
  const at = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return at ? Number(String(at.seconds)) * 1000 + Math.floor((at.nanos ?? 0) / 1_000_000) : Date.now();
}

/** Lets a workflow live until an instant (epoch milliseconds) without waiting: every timer on the way fires at its own. Throws when it ends before. */
export async function advanceTo({ workflow }: Client, workflowId: string, to: number): Promise<void> {
  const { workflowService, options } = workflow;
  const execution = { namespace: options.namespace, workflowExecution: { workflowId } };
  const fastForwardId = randomUUID();
  const ahead = to - (await virtualNow(workflow, workflowId));
  const duration = { seconds: Math.floor(ahead / 1000) as unknown as Long, nanos: (ahead % 1000) * 1_000_000 };
  const timeSkippingConfig = { enabled: true, maxSessionSkipCount: 100_000, fastForwardConfig: { id: fastForwardId, duration } };
  await workflowService.updateWorkflowExecutionOptions({
    ...execution,
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: { timeSkippingConfig },
  });
  for (;;) {
    const { fastForwardPollingResult, failedReason } = await workflowService.pollWorkflowExecutionTimeSkipping({ ...execution, fastForwardId });
    if (fastForwardPollingResult === ARRIVED) return;
    if (fastForwardPollingResult !== STILL_ON_THE_WAY) throw new Error(`${workflowId} did not reach ${new Date(to).toISOString()}: ${failedReason}`);
  }
}

/** The histories of all runs of a workflow, the first one first. */
export async function runsOf({ workflow }: Client, workflowId: string): Promise<{ runId: string; history: History }[]> {
  const runs: { runId: string; history: History }[] = [];
  let runId: string | undefined = (await workflow.getHandle(workflowId).describe()).runId;
  while (runId) {
    const history: History = await workflow.getHandle(workflowId, runId).fetchHistory();
    runs.unshift({ runId, history });
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? undefined;
  }
  return runs;
}
