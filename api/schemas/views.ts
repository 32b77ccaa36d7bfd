import { z } from 'zod';
import { FactBody, ForecastFact } from './commands.ts';
import { Page } from './common.ts';
import { DocumentBody } from './documents.ts';

const Next = z.object({ duty: z.string(), due: z.string(), article: z.string(), why: z.string() });
const Denunciation = z.object({
  by: z.enum(['CLIENT', 'COMPANY']),
  sentOn: z.string(),
  term: z.int(),
  endsOn: z.string(),
  withdrawUntil: z.string().nullable(),
});
const TerminationNotice = z.object({
  notice: z.string(),
  by: z.enum(['CLIENT', 'COMPANY']),
  ground: z.string(),
  contested: z.boolean(),
  cessationOn: z.string().nullable(),
});
const QuoteBody = z.object({
  quote: z.string(),
  hours: z.number(),
  hourlyCents: z.int(),
  netCents: z.int(),
  validUntil: z.string(),
  workOn: z.string().nullable(),
  state: z.enum(['OPEN', 'ACCEPTED', 'REFUSED', 'EXPIRED', 'INVOICED']),
});
const Insolvency = z.object({
  party: z.enum(['CLIENT', 'COMPANY']),
  event: z.string(),
  court: z.boolean(),
  judgmentOn: z.string().nullable(),
  answer: z.enum(['CONTINUES', 'RENOUNCES']).nullable().describe('What the officer of the proceedings answered'),
  answerBy: z.string().nullable(),
  endByLawFrom: z.string().nullable().describe('The first day on which the end by law can be recorded'),
  frozenCents: z.int().describe('The claim to declare: documents, penalties and indemnities accrued before the judgment'),
});
const Formula = z.object({ code: z.string(), months: z.number() });

/** A subscription as the contract computes it. Days in Europe/Paris, money in cents. */
export const SubscriptionBody = z
  .object({
    number: z.string(),
    client: z.string(),
    at: z.string().describe('The instant at which it is read: that of its test clock, else now'),
    testClock: z.string().nullable(),
    clientName: z.string(),
    state: z.enum(['PENDING', 'ACTIVE', 'SUSPENDED', 'ENDED', 'DELETED']),
    suspensionReasons: z.array(z.string()),
    formula: Formula,
    termsVersion: z.string(),
    acceptedAt: z.string(),
    term: z.object({ number: z.int(), startsOn: z.string(), endsOn: z.string() }),
    renewsOn: z.string().nullable(),
    lastDenunciationDay: z.string(),
    denunciation: Denunciation.nullable(),
    terminationNotice: TerminationNotice.nullable(),
    formulaChoice: Formula.nullable(),
    formulaChoiceUntil: z.string().nullable(),
    freeExit: z.boolean(),
    announcements: z
      .array(
        z.object({
          announcement: z.string(),
          code: z.string(),
          announcedOn: z.string().nullable(),
          deemedReceivedOn: z.string().nullable(),
          effectiveOn: z.string().nullable(),
        }),
      )
      .describe('What the Company announced formally, and the day from which it counts for this client (E3.2c, E11.1c, E11.4b)'),
    quotes: z.array(QuoteBody).describe('Assistance after the end (E8.6d)'),
    toAcknowledge: z.string().nullable().describe('The change of payment provider that the client is asked to acknowledge (E5.2b)'),
    ipClaims: z
      .array(
        z.object({
          claim: z.string(),
          openedAt: z.string(),
          receivedOn: z.string(),
          duties: z.record(z.string(), z.boolean()),
          outcome: z.string().nullable(),
        }),
      )
      .describe('Claims of third parties on intellectual property, with the checklist of 10.1 (E10.1a)'),
    contentHolds: z.array(z.string()).describe('Ids of the content that is hidden (E6.2b)'),
    insolvency: Insolvency.nullable(),
    cessationOn: z.string().nullable(),
    endCause: z.string().nullable(),
    exportUntil: z.string().nullable(),
    destructionOn: z.string().nullable(),
    deletedAt: z.string().nullable(),
    retention: z
      .object({
        evidenceUntil: z.string(),
        accountsUntil: z.string(),
        accounts: z
          .array(z.object({ year: z.int(), until: z.string() }))
          .describe('The financial years whose documents are kept, each with its last day'),
      })
      .nullable(),
    legalHold: z.object({ until: z.string(), placedAt: z.string() }).nullable(),
    survival: z.array(z.object({ article: z.string(), until: z.string().nullable() })).nullable(),
    paymentMethod: z.string(),
    paymentMethodRefused: z
      .string()
      .nullable()
      .describe('The code with which its bank said that it no longer serves: it is presented no more (E5.5b)'),
    overdueCents: z.int(),
    accruedPenaltyCents: z.int(),
    accruedIndemnityCents: z.int(),
    next: Next.nullable(),
    links: z.object({ console: z.string().nullable() }),
  })
  .meta({
    examples: [
      {
        number: 'S000001',
        client: 'cli_0mc1k2j9x00',
        at: '2027-02-26T11:00:00.000Z',
        testClock: null,
        clientName: 'Association des Jardins Partagés',
        state: 'ACTIVE',
        suspensionReasons: [],
        formula: { code: 'yearly', months: 12 },
        termsVersion: '2026-12',
        acceptedAt: '2027-01-04T09:30:00.000Z',
        term: { number: 1, startsOn: '2027-01-04', endsOn: '2028-01-03' },
        renewsOn: '2028-01-04',
        lastDenunciationDay: '2027-10-03',
        denunciation: null,
        terminationNotice: null,
        formulaChoice: null,
        formulaChoiceUntil: '2028-01-02',
        freeExit: false,
        announcements: [],
        quotes: [],
        toAcknowledge: null,
        ipClaims: [],
        contentHolds: [],
        insolvency: null,
        cessationOn: null,
        endCause: null,
        exportUntil: null,
        destructionOn: null,
        deletedAt: null,
        retention: null,
        legalHold: null,
        survival: null,
        paymentMethod: 'pm_6f1d',
        paymentMethodRefused: null,
        overdueCents: 0,
        accruedPenaltyCents: 0,
        accruedIndemnityCents: 0,
        next: { duty: 'remind/T1', due: '2027-01-27T07:00:00.000Z', article: 'E5.3b', why: 'an invoice is unpaid' },
        links: { console: null },
      },
    ],
  });

/** A page of subscriptions. */
export const SubscriptionPage = Page(SubscriptionBody).extend({
  unreadable: z
    .array(z.string())
    .describe('Numbers of this page whose stored contract cannot be read: `npm run rebuild` mends them from the journal'),
});

/** What POST /subscriptions answers: the subscription with the documents that its acceptance led to. */
export const NewlySubscribed = SubscriptionBody.extend({ invoices: z.array(DocumentBody) });

export const Timeline = z.object({
  data: z.array(FactBody),
  next: z.string().nullable(),
  forecast: z.array(ForecastFact).optional(),
});

const AccessState = z.enum(['open', 'emailing-blocked', 'suspended', 'closed']);
const Access = z.object({ access: AccessState, reason: z.string().nullable(), article: z.string().nullable(), until: z.string().nullable() });
/** What the sold SaaS asks: the best of a client's subscriptions, and each one's own (A7, E8.3a, E8.4a). */
export const AccessBody = Access.extend({
  client: z.string(),
  state: AccessState.describe('The same as `access`'),
  onlinePayments: z.boolean().describe('Contacts may pay online: the provider’s terms are accepted (E5.2a)'),
  subscriptions: z.array(Access.extend({ number: z.string(), state: z.string() })),
}).meta({
  examples: [
    {
      client: 'cli_0mc1k2j9x00',
      access: 'suspended',
      state: 'suspended',
      onlinePayments: true,
      reason: 'PAYMENT',
      article: 'E8.3a',
      until: null,
      subscriptions: [{ number: 'S000001', state: 'SUSPENDED', access: 'suspended', reason: 'PAYMENT', article: 'E8.3a', until: null }],
    },
  ],
});
