/** A portfolio is taken over: lines are brought in some at a time, and each contract goes on in a workflow of its own. */
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, continueAsNew, proxyActivities, startChild, workflowInfo } from '@temporalio/workflow';
import type { TakeOverActivities } from '../activities/take-over.ts';
import { attributesOf } from './console.ts';
import { type SubscriptionInput, TASK_QUEUE, WORKFLOW_TYPE, workflowId } from './messages.ts';

const { bringLines, noteStarted, finishTakeOver } = proxyActivities<TakeOverActivities>({
  taskQueue: 'bulk',
  startToCloseTimeout: '5m',
  heartbeatTimeout: '8s',
  retry: { initialInterval: '500ms', maximumInterval: '30s' },
});
const LONGEST_RUN = 2_000;

export async function takeOver(id: string): Promise<void> {
  for (;;) {
    const { inputs, left } = await bringLines(id);
    await Promise.all(inputs.map(begin));
    if (inputs.length > 0) await noteStarted({ id, numbers: inputs.map((input) => input.contract.number) });
    if (!left) break;
    if (workflowInfo().historyLength > LONGEST_RUN) await continueAsNew<typeof takeOver>(id);
  }
  await finishTakeOver(id);
}

/** The workflow of a subscription, which outlives this one; one that runs already is left alone. */
async function begin(input: SubscriptionInput): Promise<void> {
  const { contract, clock } = input;
  const options = {
    workflowId: workflowId(contract.number),
    taskQueue: TASK_QUEUE,
    args: [input],
    typedSearchAttributes: attributesOf(contract, clock?.at ?? Date.now()),
    staticSummary: `${contract.number} ${contract.formula.code}`,
    parentClosePolicy: ParentClosePolicy.ABANDON,
  };
  try {
    await startChild(WORKFLOW_TYPE, options);
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw ApplicationFailure.fromError(error);
  }
}
