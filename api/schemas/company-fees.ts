import { z } from 'zod';
import { Day, Id, Instant } from './common.ts';

const dated = {
  publishedAt: z.union([Instant, Day]).describe('An instant; a day alone means 00:00 in Paris').meta({ example: '2026-12-01T00:00:00Z' }),
  testClock: Id.optional(),
};
const published = { id: z.string(), publishedAt: z.string(), testClock: z.string().nullable() };
const listOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item), next: z.null() });

const FeeLine = z.object({
  operation: z.enum(['CARD', 'TRANSFER', 'DEBIT']),
  percent: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .describe('Percent of what the Contact pays, four decimals at most; each fee is rounded half-up to the cent'),
  fixedCents: z.int().min(0).max(100_000).default(0).describe('A fixed sum for each operation, excl. VAT'),
});
/** E5.1c: what each kind of payment by a Contact costs. */
export const NewFeeSchedule = z.object({ ...dated, lines: z.array(FeeLine).min(1).max(3) }).meta({
  examples: [
    {
      publishedAt: '2026-12-01T00:00:00Z',
      lines: [
        { operation: 'CARD', percent: 1.5 },
        { operation: 'DEBIT', percent: 0.8, fixedCents: 10 },
      ],
    },
  ],
});
export const FeeScheduleBody = z.object({
  ...published,
  lines: z.array(z.object({ operation: z.string(), percent: z.number(), fixedCents: z.int() })),
});
export const FeeSchedules = listOf(FeeScheduleBody);

/** E8.6d: the price of an hour of assistance. */
export const NewTariff = z
  .object({ ...dated, hourlyCents: z.int().min(0).max(10_000_000).describe('An hour, excl. VAT') })
  .meta({ examples: [{ publishedAt: '2026-12-01T00:00:00Z', hourlyCents: 9000 }] });
export const TariffBody = z.object({ ...published, hourlyCents: z.int() });
export const Tariffs = listOf(TariffBody);

/** E5.2a: what a client must accept before its Contacts can pay online. */
export const ProviderTermsBody = z.object({ ...published, provider: z.string(), version: z.string(), hash: z.string(), text: z.string() });
