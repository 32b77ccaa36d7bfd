import { z } from 'zod';
import { Day, Id, PageQuery } from './common.ts';
import { INVOICE_COLUMNS, SUBSCRIPTION_COLUMNS } from '../take-over/files.ts';

const File = z.string().max(40_000_000);
export const NewTakeOver = z
  .object({
    takenOverOn: Day.describe('The first day that is executed here: what fell before it is the other system’s'),
    subscriptions: File.min(1).describe(`CSV with one line a subscription: ${Object.keys(SUBSCRIPTION_COLUMNS).join(', ')}`),
    invoices: File.default('').describe(`CSV with one line an invoice that is not paid in full: ${Object.keys(INVOICE_COLUMNS).join(', ')}`),
    testClock: Id.optional(),
  })
  .meta({
    examples: [
      {
        takenOverOn: '2027-03-01',
        subscriptions:
          'reference;legalName;legalForm;registration;seat;country;representativeName;representativeCapacity;email;contacts;formula;months;netPrice;means;termsVersion;acceptedOn;firstTermOn;termStartsOn\n42;Association des Lilas;Association loi 1901;W751234567;1 rue des Lilas, 75020 Paris;FR;Camille Exemple;Présidente;bureau@lilas.example;280;yearly;12;588,00;card_ok;2026-12;04/01/2027;04/01/2027;04/01/2027\n',
        invoices: 'reference;number;issuedOn;dueOn;open;vatRate\n42;2027-0815;04/01/2027;03/02/2027;705,60;20\n',
      },
    ],
  });
export const TakeOverBody = z.object({
  id: z.string(),
  testClock: z.string().nullable(),
  takenOverOn: z.string(),
  state: z.enum(['CHECKED', 'RUNNING', 'DONE', 'CANCELLED']),
  askedAt: z.string(),
  finishedAt: z.string().nullable(),
  ready: z.int().describe('Lines without a fault that are not brought in yet'),
  faulty: z.int(),
  done: z.int(),
  failed: z.int(),
  openCents: z.int().describe('What is open on the invoices of the good lines; 0 once what was handed in is erased'),
});
export const StartTakeOver = z
  .object({ skipFaulty: z.boolean().default(false).describe('Bring the good lines alone; without it one faulty line stops all') })
  .meta({ examples: [{ skipFaulty: false }] });
const FaultBody = z.object({ column: z.string().nullable(), because: z.string(), article: z.string(), detail: z.string() });
export const LineBody = z.object({
  line: z.int().describe('As the spreadsheet counts: the heads are line 1; invoices whose reference no line has come after the last'),
  reference: z.string(),
  state: z.enum(['READY', 'FAULTY', 'DONE', 'FAILED']),
  faults: z.array(FaultBody),
  subscription: z.string().nullable(),
  client: z.string().nullable(),
});
export const LinesQuery = PageQuery.omit({ order: true }).extend({ state: z.enum(['READY', 'FAULTY', 'DONE', 'FAILED']).optional() });
