import { z } from 'zod';
import { OfBook } from './books.ts';
import { Day, Page } from './common.ts';

export const NewReconciliation = OfBook.extend({ day: Day.optional().describe('Yesterday where it is not given') }).meta({
  examples: [{ day: '2027-01-04' }],
});
export const AskedReconciliation = z.object({ day: Day });
export const ReconciliationBody = z.object({
  ...{ day: Day, runAt: z.string(), compared: z.int().describe('Movements on either side'), repaired: z.int(), findings: z.int() },
});
const Side = z.object({ state: z.string(), cents: z.int() }).nullable();
export const MoneyFindings = Page(
  z.object({
    kind: z.enum(['UNKNOWN_AT_PROVIDER', 'MISSING_HERE', 'OTHER_AMOUNT', 'OTHER_STATE', 'REFUND_OWED', 'PRESENTATION_FAILS']),
    ...{ subscription: z.string().nullable(), payment: z.string().nullable(), ours: Side, theirs: Side },
    done: z.enum(['TOLD', 'TASK']).nullable().describe('Told as the provider’s news would be, or a task for BILLING'),
  }),
);
