import type { z } from 'zod';
import { type Moment, isoOf, momentOf } from '../contract/calendar.ts';
import { viewOf } from '../contract/view.ts';
import type { SubscriptionRow } from '../database/queries/subscriptions.ts';
import { workflowId } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';
import type { SubscriptionBody } from './schemas/views.ts';

/** The instant at which a subscription is read: the one that it has reached on its test clock, else now. */
export const readAt = (row: Pick<SubscriptionRow, 'clock_at'>): Moment => (row.clock_at ? momentOf(row.clock_at) : Date.now());

/** A subscription as the API shows it, with its client's name and its page in the Temporal console. */
export function shownSubscription(
  row: SubscriptionRow,
  { consoleUrl, temporal }: Pick<Deps, 'consoleUrl' | 'temporal'>,
): z.infer<typeof SubscriptionBody> {
  const console = consoleUrl ? `${consoleUrl}/namespaces/${temporal.options.namespace}/workflows/${workflowId(row.number)}` : null;
  const at = readAt(row);
  return {
    ...viewOf(row.contract, at),
    at: isoOf(at),
    testClock: row.test_clock,
    clientName: row.legal_name,
    acceptedAt: row.accepted_at,
    links: { console },
  };
}
