import type { z } from 'zod';
import { type Moment, isoOf, momentOf } from '../contract/calendar.ts';
import { unusableMeans } from '../contract/means.ts';
import { viewOf } from '../contract/view.ts';
import type { SubscriptionRow } from '../database/queries/subscriptions.ts';
import type { Person } from '../database/queries/users.ts';
import { workflowId } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';
import type { SubscriptionBody } from './schemas/views.ts';

/** The instant at which a subscription is read: the one that it has reached on its test clock, else now. */
export const readAt = (row: Pick<SubscriptionRow, 'clock_at'>): Moment => (row.clock_at ? momentOf(row.clock_at) : Date.now());

type Shown = z.infer<typeof SubscriptionBody>;
type Viewing = Pick<Deps, 'consoleUrl' | 'temporal'>;

/** A subscription as the API shows it, with its client's name and, for the Company, its page in the Temporal console. */
export function shownSubscription(row: SubscriptionRow, { consoleUrl, temporal }: Viewing, { client }: Pick<Person, 'client'>): Shown {
  const inside = consoleUrl && client === null;
  const console = inside ? `${consoleUrl}/namespaces/${temporal.options.namespace}/workflows/${workflowId(row.number)}` : null;
  const at = readAt(row);
  return {
    ...viewOf(row.contract, at, { inside: client === null }),
    at: isoOf(at),
    paymentMethodRefused: unusableMeans(row.contract)?.code ?? null,
    testClock: row.test_clock,
    clientName: row.legal_name,
    acceptedAt: row.accepted_at,
    links: { console },
  };
}

/** A page of them. One whose stored contract cannot be read is named apart: it does not take the others with it (trust, invariant 9). */
export function shownPage(rows: SubscriptionRow[], deps: Viewing, person: Pick<Person, 'client'>): { data: Shown[]; unreadable: string[] } {
  const data: Shown[] = [];
  const unreadable: string[] = [];
  for (const row of rows)
    try {
      data.push(shownSubscription(row, deps, person));
    } catch {
      // what is stored is not what we wrote: `npm run verify` says why
      unreadable.push(row.number);
    }
  return { data, unreadable };
}
