import { z } from 'zod';

/** E8.3c: (i) unpaid documents, (ii) instalments not invoiced after C excl. VAT, and the accessories; what was claimed before is taken off. */
export const DamagesBody = z
  .object({
    subscription: z.string(),
    on: z.string(),
    cessationOn: z.string().nullable(),
    unpaid: z.array(z.object({ number: z.string(), dueOn: z.string(), openCents: z.int(), claimed: z.boolean() })),
    unpaidCents: z.int(),
    uninvoiced: z.object({ instalments: z.int(), netCents: z.int() }),
    accessoriesCents: z.int().describe('Fees, debit notes, penalties and indemnities accrued'),
    totalCents: z.int().describe('The most that can still be claimed'),
  })
  .meta({
    examples: [
      {
        ...{ subscription: 'S000001', on: '2027-04-20', cessationOn: '2027-05-01' },
        unpaid: [{ number: 'F2027-000002', dueOn: '2027-03-06', openCents: 5880, claimed: false }],
        ...{ unpaidCents: 5880, uninvoiced: { instalments: 8, netCents: 39200 }, accessoriesCents: 8120, totalCents: 53200 },
      },
    ],
  });

const CapLine = z.object({
  subscription: z.string(),
  reference: z.string().describe('The payment, or the credit note'),
  document: z.string(),
  on: z.string(),
  amountCents: z.int(),
  countedCents: z.int().describe('What of it counts (`liability.base`)'),
});
/** E9.2b: the figure and what is behind it. */
export const CapBody = z.object({
  client: z.string(),
  on: z.string(),
  capCents: z.int(),
  subscriptions: z.array(z.object({ number: z.string(), from: z.string(), to: z.string(), base: z.string() })),
  payments: z.array(CapLine),
  refunds: z.array(CapLine),
});
