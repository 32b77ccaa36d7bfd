/** The books, once a day by the schedule `books`: entries get their numbers, and the day before is compared with the payment provider (E5.5a). */
import { proxyActivities } from '@temporalio/workflow';
import type { ReconcileActivities } from '../activities/reconcile.ts';
import { civilOf, parisDay } from '../contract/calendar.ts';

const { reconcileDay, validateBooks } = proxyActivities<ReconcileActivities>({
  taskQueue: 'bulk',
  startToCloseTimeout: '1h',
  heartbeatTimeout: '8s',
  retry: { initialInterval: '10s', maximumInterval: '30m' },
});

export async function books(): Promise<void> {
  const at = Date.now();
  await validateBooks(at);
  await reconcileDay({ book: '', day: civilOf(parisDay(at) - 1) });
}

/** One day that somebody asked for. */
export async function reconciliation(what: { book: string; day: string }): Promise<void> {
  await reconcileDay(what);
}
