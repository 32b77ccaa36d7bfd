import { z } from 'zod';
import { Day, Id, Text } from './common.ts';

const Percent = z.number().min(0).max(100).default(0);
const Assumptions = z.object({
  months: z.int().min(1).max(60).default(12).describe('Calendar months, the running one included'),
  latePercent: Percent.describe('Clients whose first presentation is rejected, and whose second pays'),
  failingPercent: Percent.describe('Clients who pay no more'),
  denouncingPercent: Percent.describe('Clients who denounce now; all others pay'),
  prices: z
    .object({
      effectiveOn: Day,
      lines: z
        .array(
          z.object({
            formula: Text(60),
            contactsFrom: z.int().min(0).default(0),
            netCents: z.int().min(0).describe('Price of the whole term, excl. VAT'),
            instalments: z.int().min(1).max(60).default(1),
            termDays: z.int().min(0).max(365).nullable().default(null),
          }),
        )
        .min(1)
        .max(1000),
    })
    .optional()
    .describe('Prices supposed to be published: they reach each contract at its renewal (E5.1b)'),
});
export const NewCashForecast = Assumptions.extend({ testClock: Id.optional() })
  .refine(
    (one) => one.latePercent + one.failingPercent + one.denouncingPercent <= 100,
    'the shares of late, failing and denouncing clients exceed 100 %',
  )
  .meta({ examples: [{ months: 12, latePercent: 5, failingPercent: 2, denouncingPercent: 3 }] });

const Cents = z.int();
export const CashForecastBody = z.object({
  id: z.string(),
  testClock: z.string().nullable(),
  askedAt: z.string(),
  from: z.string(),
  assumptions: Assumptions,
  state: z.enum(['RUNNING', 'DONE', 'FAILED']),
  done: z.int().describe('Subscriptions run so far'),
  total: z.int(),
  months: z
    .array(z.object({ month: z.string(), invoicedCents: Cents, cashCents: Cents, refundedCents: Cents, renewals: z.int(), endings: z.int() }))
    .describe('Empty until it is done'),
  unread: z.array(z.string()).describe('Subscriptions that could not be run, and are not in the figures'),
});
