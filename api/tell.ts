import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { OutsideEvent } from '../contract/events.ts';
import { happened, outside, workflowId } from '../workflows/messages.ts';
import { eachOf } from './each-of.ts';
import { isTimeout } from './run-command.ts';

const READ_WITHIN_MS = 5_000;

/** Tells an outside event to subscriptions, without waiting for what they make of it. Those whose workflow has ended hear nothing. */
export async function tellOutside(temporal: Client, numbers: readonly string[], event: OutsideEvent): Promise<void> {
  await eachOf(numbers, async (number) => {
    await told(temporal, number, event);
  });
}

/** The same for one; false when its workflow has ended. Never starts it: that would bring an ended client back to life. */
export async function told(temporal: Client, number: string, event: OutsideEvent): Promise<boolean> {
  try {
    await temporal.workflow.getHandle(workflowId(number)).signal(outside, event);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** Tells an outside event to live subscriptions, and waits until it is readable; where nothing answers, a signal keeps it for later. */
export async function tellAndWait(temporal: Client, numbers: readonly string[], event: OutsideEvent): Promise<void> {
  await eachOf(numbers, async (number) => {
    try {
      const handle = temporal.workflow.getHandle(workflowId(number));
      await temporal.withDeadline(Date.now() + READ_WITHIN_MS, () => handle.executeUpdate(happened, { updateId: event.key, args: [event] }));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return;
      if (!isTimeout(error)) throw error;
      await told(temporal, number, event);
    }
  });
}
