import { z } from 'zod';
import { Day, Id, Page, PageQuery, Text } from './common.ts';

const OrderType = z.enum(['DEBIT', 'REFUND']).describe('A direct debit (pain.008), or money given back by transfer (pain.001)');
export const NewMandate = z
  .object({
    iban: Text(60).describe('The account to be debited, with spaces or without'),
    holder: Text(70).describe('Who holds the account'),
    accepted: z.literal(true).describe('The words of the mandate were read and accepted'),
  })
  .meta({ examples: [{ iban: 'FR14 2004 1010 0505 0001 3M02 606', holder: 'Association des Essais', accepted: true }] });
export const MandateBody = z.object({
  reference: z.string().describe('The RUM, which is the token of the means of payment'),
  holder: z.string(),
  account: z.string().describe('Its country and last digits'),
  words: z.array(z.string()).describe('What was signed'),
  signedAt: z.string(),
});
export const Mandates = z.object({
  data: z.array(MandateBody),
  next: z.null(),
  offered: z.array(z.string()).describe('The words of a mandate that is signed now; none where no bank of the Company collects'),
});

const Waiting = z.object({ orders: z.int(), cents: z.int() });
export const BankFileBody = z.object({
  id: z.string().describe('Its MsgId'),
  type: OrderType,
  executeOn: z.string(),
  madeAt: z.string(),
  orders: z.int(),
  cents: z.int(),
  bookedOn: z.string().nullable(),
  sha256: z.string(),
});
export const BankFiles = Page(BankFileBody).extend({
  collects: z.boolean().describe('Whether the bank of the Company takes the payments here'),
  waiting: z.object({ DEBIT: Waiting, REFUND: Waiting }).describe('What the next file of each kind would hold'),
});
export const NewBankFile = z.object({ type: OrderType }).meta({ examples: [{ type: 'DEBIT' }] });
export const BankOrder = z.object({
  id: z.string().describe('Its EndToEndId'),
  subscription: z.string(),
  payment: z.string().nullable(),
  holder: z.string(),
  account: z.string(),
  mandate: z.string(),
  cents: z.int(),
  result: z.enum(['SETTLED', 'REJECTED', 'REVERSED']).nullable(),
  code: z.string().nullable(),
});
export const BankOrders = Page(BankOrder);
export const OrdersQuery = PageQuery.extend({ subscription: Id.optional() });
export const Booking = z.object({ on: Day.describe('The day on which the bank booked the file') }).meta({ examples: [{ on: '2027-02-05' }] });
export const Return = z
  .object({
    code: z
      .string()
      .regex(/^[A-Z0-9]{4}$/, 'write the code of the bank, such as AM04')
      .describe('The reason that the bank gives (ISO 20022)'),
    on: Day.describe('The day on which the bank rejected or returned it'),
  })
  .meta({ examples: [{ code: 'AM04', on: '2027-02-09' }] });
export const NewBankAnswer = z
  .object({ contentBase64: z.base64().min(4).max(14_000_000).describe('A pain.002, camt.053 or camt.054 file') })
  .meta({ examples: [{ contentBase64: 'PERvY3VtZW50Lz4=' }] });
export const TakenAnswer = z.object({
  booked: z.int().describe('Files that it says were booked, and credits that name none and were told by their orders or their sum'),
  returned: z.int().describe('Orders that it rejects or takes back'),
  unknown: z.array(z.string()).describe('What it names, and is none of ours'),
  differing: z
    .array(z.object({ file: z.string(), cents: z.int(), expectedCents: z.int() }))
    .describe('Files of which it booked another sum than that of the orders that were not rejected: nothing was kept of these'),
  unplaced: z
    .array(z.object({ on: z.string(), cents: z.int().nullable() }))
    .describe('Debits that it booked without naming their file, and that fit none or more than one: say by hand which file was booked'),
});
