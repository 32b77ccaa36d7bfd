/** What Tacite asks of an approved e-invoicing platform (plateforme agréée), and what it tells. Adapter: `embedded.ts`. */
import type { Instant } from '../../contract/facts.ts';

/** The life of an e-invoice (AFNOR XP Z12-012): the platform refuses it for its form (`REJECTED`), the client for what it says (`REFUSED`). */
export const STATUSES = ['DEPOSITED', 'SENT', 'RECEIVED', 'MADE_AVAILABLE', 'APPROVED', 'REFUSED', 'REJECTED'] as const;
export type EInvoiceStatus = (typeof STATUSES)[number];

export type Submission = {
  /** Made of the document's number: the same key is the same submission, once. */
  key: string;
  document: string;
  /** The Factur-X, as issued. */
  pdf: Buffer;
  /** The instant of the submission, on the client's test clock if `clocked`. */
  at: Instant;
  clocked: boolean;
  client: string;
  subscription: string;
};
/** `id` makes a second telling harmless. `reason` is there where it is refused or rejected. */
export type StatusNews = { id: string; document: string; status: EInvoiceStatus; reason: string | null; at: Instant };

export type EInvoicePlatform = {
  /** In the address of its webhooks. */
  name: string;
  /** Hands a document over. Throws ProviderUnavailable or ReplyLost, after which it may be handed over again; ProviderRefused where it is not taken for good. */
  submit(submission: Submission): Promise<{ reference: string }>;
  /** What became of documents, up to an instant. */
  statuses(asked: { documents: string[]; until: Instant }): Promise<StatusNews[]>;
  /** A signed event. Throws InvalidSignature. */
  verifyWebhook(body: string, headers: Record<string, string | string[] | undefined>): StatusNews;
};
