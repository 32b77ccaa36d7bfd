import { z } from 'zod';
import { dayOf } from '../../contract/calendar.ts';

const isDay = (text: string): boolean => {
  try {
    return Number.isInteger(dayOf(text));
  } catch {
    return false;
  }
};

/** A civil day in Paris. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as YYYY-MM-DD')
  .refine(isDay, 'this day is not in the calendar')
  .meta({ example: '2027-01-04' });
/** An instant, RFC 3339. */
export const Instant = z.iso.datetime({ offset: true }).meta({ example: '2027-01-04T09:30:00Z' });
export const Text = (max: number): z.ZodString => z.string().trim().min(1).max(max);
export const Id = z.string().min(1).max(200);
export const ChannelName = z.enum(['EMAIL', 'HAND', 'REGISTERED_LETTER']);
export const RoleName = z.enum(['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR', 'CLIENT_ADMIN', 'CLIENT_MEMBER']);

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(200).describe('How many at most'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before, asked for in the same order'),
  order: z
    .enum(['asc', 'desc'])
    .optional()
    .describe('By time. Clients, subscriptions and the audit log: last first unless told; all else: first first'),
});
/** The filters that lists share. */
export const ListQuery = PageQuery.extend({
  subscription: Id.optional(),
  client: Id.optional(),
  state: z.string().max(40).optional(),
});
/** A 200 that is a file, for the description of the API; what is sent is no JSON. */
export const FileOf = (type: string): { 200: { description: string; content: Record<string, { schema: z.ZodType }> } } => ({
  200: { description: 'The file', content: { [type]: { schema: z.any().meta({ type: 'string', format: 'binary' }) } } },
});
/** A page of a list. */
export const Page = <T extends z.ZodType>(item: T): z.ZodObject<{ data: z.ZodArray<T>; next: z.ZodNullable<z.ZodString> }> =>
  z.object({ data: z.array(item), next: z.string().nullable() });

const AllowedCommand = z.object({ command: z.string(), from: z.string().optional(), until: z.string().optional() });
/** RFC 9457. */
export const ProblemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    article: z.string().optional(),
    because: z.string().optional(),
    allowed: z.array(AllowedCommand).optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    examples: [
      {
        type: 'urn:tacite:problem:refused',
        title: 'Refused by the contract',
        status: 409,
        detail: 'The cure period is still running.',
        article: 'E8.2-i',
        because: 'cure-period-running',
        allowed: [{ command: 'terminate-for-cause', from: '2027-02-26' }],
      },
    ],
  });
