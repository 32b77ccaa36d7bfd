import { z } from 'zod';
import { AcceptanceGiven } from './commands.ts';
import { Day, Id, ListQuery, Text } from './common.ts';

/** E8.1a, E11.9a, E11.10: each fault has its own refusal, so what can be missing is optional here, and what is too much is taken. */
export const NewSubscription = z
  .looseObject({
    client: Id,
    formula: Text(60),
    paymentMethod: Id.nullish(),
    acceptance: AcceptanceGiven,
    startsOn: Day.optional(),
  })
  .meta({
    examples: [
      {
        client: 'cli_0mc1k2j9x00',
        formula: 'yearly',
        paymentMethod: 'pm_6f1d',
        acceptance: {
          termsVersion: '2026-12',
          declarations: [true, true, true, true, true],
          boxTicked: true,
          boxWording: "J'ai lu et j'accepte les conditions générales d'utilisation et de vente.",
        },
      },
    ],
  });

export const SubscriptionQuery = ListQuery.extend({
  formula: z.string().max(60).optional(),
  overdue: z.stringbool().optional(),
  q: z.string().max(200).optional().describe('Words of the client, or the beginning of a number'),
});

export const TimelineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  cursor: z.coerce.number().int().min(0).optional().describe('The `next` of the page before'),
  until: Day.optional().describe('With `assuming`: what will come until this day'),
  assuming: z.enum(['pays', 'fails', 'denounces']).optional(),
});
