/** A cash forecast that somebody asked for: one long piece of work, taken up by another worker when the first one dies. */
import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { CashActivities } from '../activities/index.ts';

const { forecastCash, failCashForecast } = proxyActivities<CashActivities>({
  taskQueue: 'bulk',
  startToCloseTimeout: '1h',
  heartbeatTimeout: '8s',
  retry: { initialInterval: '1s', maximumAttempts: 5 },
});

export async function cashForecast(id: string): Promise<void> {
  try {
    await forecastCash(id);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    await failCashForecast(id);
  }
}
