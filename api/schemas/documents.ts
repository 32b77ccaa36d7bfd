import { z } from 'zod';

const Line = z.object({ label: z.string(), netCents: z.int(), vatRate: z.number(), vatCents: z.int() });

/** How a document goes to the tax office: through the e-invoicing platform, with what it told, or by monthly totals. */
export const EInvoiceBody = z.object({
  route: z.enum(['PLATFORM', 'REPORTING']),
  reference: z.string().nullable().describe("The platform's own"),
  submittedAt: z.string().nullable(),
  problem: z.string().nullable().describe('Why it could not be handed over yet'),
  status: z
    .string()
    .nullable()
    .describe('The last one: DEPOSITED, SENT, RECEIVED, MADE_AVAILABLE, APPROVED, REFUSED (by the client) or REJECTED (by the platform)'),
  statuses: z.array(z.object({ status: z.string(), reason: z.string().nullable(), at: z.string() })),
});

/** An invoice (F), credit note (A) or debit note (D). */
export const DocumentBody = z
  .object({
    number: z.string(),
    series: z.enum(['F', 'A', 'D']),
    kind: z.string(),
    subscription: z.string(),
    client: z.string(),
    issuedOn: z.string(),
    dueOn: z.string().nullable(),
    state: z.string().describe('OPEN, COLLECTING, PAID, OVERDUE, CREDITED, FROZEN or WRITTEN_OFF'),
    lines: z.array(Line),
    netCents: z.int(),
    vatCents: z.int(),
    grossCents: z.int(),
    paidCents: z.int(),
    creditedCents: z.int(),
    term: z.int().nullable(),
    corrects: z.array(z.string()).optional(),
    documentHash: z.string().nullable(),
    einvoice: EInvoiceBody.nullable().describe('Null where it bears no VAT: outside e-invoicing (E5.3c)'),
  })
  .meta({
    examples: [
      {
        number: 'F2027-000001',
        series: 'F',
        kind: 'PRICE',
        subscription: 'S000001',
        client: 'cli_0mc1k2j9x00',
        issuedOn: '2027-01-04',
        dueOn: '2027-02-03',
        state: 'OPEN',
        lines: [{ label: 'Abonnement yearly du 2027-01-04 au 2028-01-03', netCents: 58800, vatRate: 20, vatCents: 11760 }],
        netCents: 58800,
        vatCents: 11760,
        grossCents: 70560,
        paidCents: 0,
        creditedCents: 0,
        term: 1,
        documentHash: null,
        einvoice: { route: 'REPORTING', reference: null, submittedAt: null, problem: null, status: null, statuses: [] },
      },
    ],
  });

export const PaymentBody = z.object({
  id: z.string(),
  subscription: z.string(),
  client: z.string(),
  invoices: z.array(z.string()),
  amountCents: z.int(),
  method: z.string().nullable(),
  means: z.string(),
  cause: z.string(),
  presentedOn: z.string().nullable(),
  orderedOn: z.string().nullable(),
  settledOn: z.string().nullable(),
  state: z
    .string()
    .describe('PRESENTED, UNKNOWN, SETTLED, REJECTED or REFUNDED; asked for by `state=FAILED`, the tries that the provider failed to present'),
  rejectionCode: z.string().nullable(),
  rejectionReason: z.object({ en: z.string(), fr: z.string() }).nullable().describe('The code in words'),
});

export const NoticeBody = z.object({
  id: z.string(),
  subscription: z.string(),
  client: z.string(),
  code: z.string(),
  formal: z.boolean(),
  channel: z.string(),
  sender: z.string(),
  article: z.string(),
  to: z.string().nullable(),
  sendAfter: z.string(),
  sentAt: z.string().nullable(),
  deemedReceivedOn: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  state: z.enum(['TO_SEND', 'SENT', 'DEEMED_RECEIVED', 'VOID']),
  voidBecause: z
    .enum(['BOUNCED', 'DISPROVED'])
    .nullable()
    .describe('Why it is void: it came back for good, or rests on a default that a late recording disproves (A12)'),
  subject: z.string().nullable(),
  attachments: z.array(z.string()),
  documentHash: z.string().nullable(),
  values: z.record(z.string(), z.unknown()).describe('The days, amounts and numbers that it says'),
});
/** E11.1a: the proof of a sending, recipient by recipient. */
const DeliveryBody = z.object({
  channel: z.enum(['EMAIL', 'REGISTERED_LETTER']),
  copy: z.int().describe('1 is the first recipient'),
  to: z.string().nullable(),
  state: z.enum(['ACCEPTED', 'DELAYED', 'DELIVERED', 'READ', 'TO_POST', 'POSTED', 'PRESENTED', 'RECEIVED', 'REFUSED', 'UNCLAIMED', 'RETURNED']),
  at: z.string(),
  answer: z
    .object({
      response: z.string(),
      queueId: z.string().nullish(),
      server: z.string().optional(),
      tls: z.object({ version: z.string(), cipher: z.string() }).nullish(),
      dsn: z.boolean().optional(),
    })
    .nullable()
    .describe('What the mail server said, with the line on which it did'),
  tracking: z.string().nullable().describe('The number of the registered letter'),
  sha256: z.string().nullable().describe('Of the PDF of this copy of the letter'),
});
export const NoticeText = NoticeBody.extend({
  text: z.string().nullable(),
  html: z.string().nullable(),
  deliveries: z.array(DeliveryBody).describe('How it went, recipient by recipient (E11.1a)'),
});

export const TaskBody = z.object({
  id: z.string(),
  kind: z.string(),
  article: z.string(),
  subscription: z.string().nullable(),
  client: z.string().nullable(),
  choices: z.array(z.string()),
  dueOn: z.string().nullable(),
  about: z.string().nullable(),
  reminded: z.enum(['LAST_DAY', 'OVERDUE']).nullable().describe('Those who decide were reminded: on the last day, and when it was late'),
  command: z.unknown().describe('What was proposed, where a second person must agree'),
  state: z.enum(['OPEN', 'PROPOSED', 'DECIDED']),
  openedAt: z.string(),
  proposedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  choice: z.string().nullable(),
  reason: z.string().nullable(),
});

export const ExportBody = z.object({
  id: z.string(),
  subscription: z.string(),
  client: z.string(),
  state: z.enum(['REQUESTED', 'STARTED', 'DELIVERED', 'CONFIRMED']),
  requestedAt: z.string(),
  deliveredOn: z.string().nullable(),
  confirmedOn: z.string().nullable(),
  sha256: z.string().nullable(),
  counts: z.record(z.string(), z.number()).nullable(),
  bytes: z.int().nullable(),
  progress: z
    .object({ bytes: z.int(), taken: z.int().optional(), counts: z.record(z.string(), z.number()) })
    .nullable()
    .describe('While it is made: bytes written, bytes taken in, and objects of each kind so far'),
  availableUntil: z.string().nullable().describe('The last day on which the file can be downloaded'),
  file: z.string().nullable().describe('Where the ZIP is, once delivered'),
});

export const ContentItemBody = z.object({
  id: z.string(),
  client: z.string(),
  subscription: z.string().nullable().describe('The one under which it was hidden or removed'),
  title: z.string().nullable().describe('As the platform shows it; gone with the item'),
  state: z.enum(['ONLINE', 'HELD', 'DELETED']),
  ground: z.string().nullable().describe('Why, in the words of the last decision'),
  heldAt: z.string().nullable(),
  deletedAt: z.string().nullable(),
  publishedOn: z.string().nullable(),
  sha256: z.string().nullable(),
  bytes: z.int().nullable(),
});

export const ComplaintBody = z.object({
  id: z.string(),
  subscription: z.string(),
  client: z.string(),
  invoice: z.string().nullable(),
  text: z.string(),
  documented: z.boolean(),
  number: z.string(),
  receivedOn: z.string(),
  openedAt: z.string(),
  answeredAt: z.string().nullable(),
  state: z.enum(['OPEN', 'ANSWERED', 'DECIDED']),
  decision: z.string().nullable(),
  answer: z.string().nullable(),
});
