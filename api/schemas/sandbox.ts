import { z } from 'zod';
import { Id, Instant } from './common.ts';

export const NewEvent = z
  .object({
    type: z.enum([
      'client-payment',
      'contact-payment',
      'contact-rejection',
      'provider-outage',
      'debtor-refund',
      'read-receipt',
      'bounce',
      'letter-tracking',
      'export-delay',
      'issue-failure',
      'einvoice-refusal',
      'einvoice-delay',
      'einvoice-outage',
      'einvoice-lost-reply',
    ]),
    at: Instant,
    client: Id.optional(),
    subscription: Id.optional(),
    payment: Id.optional().describe('A payment by its id: `<subscription>/<payment>`'),
    notice: Id.optional().describe('A notice by its id'),
    testClock: Id.optional().describe('For an event of no client: whose time it is dated in'),
    data: z.record(z.string(), z.unknown()).default({}),
  })
  .meta({
    examples: [
      {
        type: 'client-payment',
        at: '2027-02-25T22:30:00Z',
        subscription: 'S000001',
        data: { amountCents: 70560, orderedOn: '2027-02-25', means: 'virement' },
      },
    ],
  });
export const StoredEvent = z.object({ id: z.string() });
