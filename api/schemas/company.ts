import { z } from 'zod';
import { Day, Id, Instant, Text } from './common.ts';

const dated = {
  publishedAt: z.union([Instant, Day]).describe('An instant; a day alone means 00:00 in Paris').meta({ example: '2026-12-01T00:00:00Z' }),
  testClock: Id.optional(),
};

export const NewSchedule = z
  .object({
    ...dated,
    lines: z
      .array(
        z.object({
          formula: Text(60),
          months: z.number().min(0).max(1200).describe('Duration; whether it can be subscribed is E8.1a'),
          contactsFrom: z.int().min(0).default(0),
          netCents: z.int().min(0).describe('Price of the whole term, excl. VAT'),
          instalments: z.int().min(1).max(60).optional(),
          termDays: z.int().min(0).max(365).optional(),
        }),
      )
      .min(1)
      .max(1000),
  })
  .meta({
    examples: [
      {
        publishedAt: '2026-12-01T00:00:00Z',
        lines: [
          { formula: 'yearly', months: 12, contactsFrom: 0, netCents: 58800 },
          { formula: 'monthly', months: 1, contactsFrom: 0, netCents: 5900 },
        ],
      },
    ],
  });
export const ScheduleBody = z.object({ id: z.string(), publishedAt: z.string(), testClock: z.string().nullable(), lateFor: z.array(z.string()) });

const FormulaLine = z.object({
  formula: z.string(),
  months: z.number(),
  contactsFrom: z.int(),
  netCents: z.int(),
  instalments: z.int(),
  termDays: z.int().nullable(),
});
export const Formulas = z.object({ data: z.array(FormulaLine), next: z.null(), publishedAt: z.string().nullable() });

export const NewVatRate = z
  .object({ rate: z.number().min(0).max(100).describe('Percent'), effectiveOn: Day, testClock: Id.optional() })
  .meta({ examples: [{ rate: 21, effectiveOn: '2027-07-01' }] });
export const VatRateBody = z.object({ id: z.string(), rate: z.number(), effectiveOn: z.string(), testClock: z.string().nullable() });

export const NewLegalRate = z
  .object({
    latePenaltyMaxMonthlyRate: z.number().min(0).max(100).describe('Percent per month'),
    effectiveOn: Day,
    source: Text(500),
    testClock: Id.optional(),
  })
  .meta({ examples: [{ latePenaltyMaxMonthlyRate: 2.5, effectiveOn: '2027-07-01', source: 'Arrêté du 1er juin 2027' }] });
export const LegalRateBody = z.object({
  id: z.string(),
  latePenaltyMaxMonthlyRate: z.number(),
  effectiveOn: z.string(),
  source: z.string(),
  testClock: z.string().nullable(),
});

export const NewTerms = z
  .object({ ...dated, version: Text(60), text: Text(500_000), parameters: z.record(z.string(), z.unknown()).default({}) })
  .meta({
    examples: [{ version: '2026-12', text: 'Conditions générales…', parameters: { 'default.cureDays': 10 }, publishedAt: '2026-12-01T00:00:00Z' }],
  });
export const TermsBody = z.object({
  id: z.string(),
  version: z.string(),
  hash: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  publishedAt: z.string(),
  testClock: z.string().nullable(),
});
export const TermsText = TermsBody.extend({ text: z.string() });
