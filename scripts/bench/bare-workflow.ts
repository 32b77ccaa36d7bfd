/** The least that Temporal can be asked for: activities that do nothing, one after the other. */
import { proxyActivities } from '@temporalio/workflow';

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '60s' });

export async function bare(activities: number): Promise<void> {
  for (let done = 0; done < activities; done++) await nothing();
}
