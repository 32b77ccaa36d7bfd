/** What the outside tells a subscription: banks, post, platform, and what concerns the client as a whole. `key` makes a second telling harmless. */
import type {
  Actor,
  Announcement,
  Article,
  Civil,
  Instant,
  InsolvencyRecord,
  Means,
  PresentationCause,
  ReceivedBy,
  ReopenedInvoice,
} from './facts.ts';

export type OutsideEvent = { key: string; at: Instant } & (
  | { type: 'charge-settled'; payment: string }
  | { type: 'charge-rejected'; payment: string; code: string }
  | { type: 'charge-reversed'; payment: string; code: string; reopened: ReopenedInvoice[]; method?: string; cause?: PresentationCause }
  | { type: 'client-payment'; amountCents: number; orderedOn: Civil; means: ReceivedBy; invoice?: string }
  | { type: 'method-changed'; means: Means; verified: boolean }
  | { type: 'method-ended'; method: string; code: string }
  | { type: 'insolvency'; record: InsolvencyRecord }
  | { type: 'notice-bounced'; notice: string }
  | { type: 'notice-acknowledged'; notice: string }
  | { type: 'export-ready'; export: string; sha256: string; counts: Record<string, number> }
  | { type: 'contact-activity'; statement: string; issueOn: Civil }
  | { type: 'legal-rate'; effectiveOn: Civil; monthlyRate: number }
  | ({ type: 'announcement'; by: Actor; article: Article } & Announcement)
  /** E5.5a: the provider's books and ours differ over something, and nobody can tell which is right but a person. */
  | { type: 'money-differs'; about: string }
  | { type: 'duty-failed'; duty: string; reason: string }
);
