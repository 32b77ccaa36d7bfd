import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { TASK_QUEUE } from '../workflows/messages.ts';

/** A schedule that starts the workflow of its own name once a day, at an hour in Paris; made once. */
export async function daily(temporal: Client, { id, hour, comment }: { id: string; hour: number; comment: string }): Promise<void> {
  try {
    await temporal.schedule.create({
      scheduleId: id,
      spec: { calendars: [{ hour, comment }], timezone: 'Europe/Paris' },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1d' },
      action: { type: 'startWorkflow', workflowType: id, taskQueue: TASK_QUEUE, workflowId: id },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
