import { z } from 'zod';
import { Day, Id, Page, PageQuery } from './common.ts';

export const OfBook = z.object({ testClock: Id.optional().describe('The books of a test clock; without it, those of live life') });
export const OnDay = OfBook.extend({ on: Day.optional().describe('Today where it is not given') });
export const NewClosing = OfBook.extend({ year: z.int().min(2000).max(9999).describe('The year in which it begins') }).meta({
  examples: [{ year: 2027 }],
});
export const NewValidation = OfBook.meta({ examples: [{}] });

export const BookYearBody = z.object({
  ...{ year: z.int(), from: Day, to: Day, entries: z.int().describe('Entries validated'), file: z.string().describe('The name of its file') },
  ...{ over: z.boolean(), closedAt: z.string().nullable(), deferredCents: z.int().nullable().describe('What its closing carried over') },
});
export const BookYears = Page(BookYearBody).extend({ waiting: z.int().describe('Entries that wait for their validation') });
export const ClosingBody = z.object({ year: z.int(), closedAt: z.string(), closedBy: z.string(), deferredCents: z.int() });
export const Validated = z.object({ validated: z.int() });

export const LedgerQuery = PageQuery.extend({
  ...{ subscription: Id.optional(), client: Id.optional(), account: z.string().max(20).optional(), document: z.string().max(40).optional() },
  ...{ from: Day.optional(), until: Day.optional() },
});
export const LedgerBody = z.object({
  ...{ id: z.int(), transaction: z.int(), journal: z.string().nullable(), number: z.int().nullable(), bookedOn: Day, enteredOn: Day.nullable() },
  ...{ validOn: Day.nullable(), account: z.string(), accountLabel: z.string(), client: z.string(), subscription: z.string(), label: z.string() },
  ...{ reference: z.string(), document: z.string().nullable(), debitCents: z.int(), creditCents: z.int() },
});
export const DeferredBody = z.object({
  ...{ client: z.string(), clientName: z.string(), subscription: z.string(), document: z.string(), kind: z.string() },
  ...{ issuedOn: Day, from: Day, to: Day, netCents: z.int(), deferredCents: z.int() },
});
export const DeferredPage = Page(DeferredBody).extend({ on: Day, totalCents: z.int() });
export const AccountLineBody = z.object({
  ...{ on: Day, label: z.string(), piece: z.string(), debitCents: z.int(), creditCents: z.int(), balanceCents: z.int() },
});
export const AccountPage = Page(AccountLineBody).extend({ client: z.string(), on: Day, balanceCents: z.int() });
const Ages = { notDueCents: z.int(), upTo30Cents: z.int(), upTo60Cents: z.int(), upTo90Cents: z.int(), over90Cents: z.int(), totalCents: z.int() };
export const AgeingPage = Page(z.object({ client: z.string(), clientName: z.string(), ...Ages })).extend({ on: Day, total: z.object(Ages) });
