/** What Tacite asks of a payment provider, and what a provider tells. Adapters: `sandbox.ts`, `stripe.ts`. Days are Paris civil days, money integer cents. */
import type { PresentationAnswer } from '../../contract/duties.ts';
import type { Civil, Instant, MeansKind } from '../../contract/facts.ts';

export type RegisteredMethod = { reference: string; kind: MeansKind; label: string; verified: boolean };
/** A means that the provider does not take (E5.5a): a sentence for the client. */
export type MethodRefused = { refused: { en: string; fr: string } };

export type EntryRequest = { client: string; name: string; email: string; language: 'fr' | 'en'; clocked: boolean; back: string };

export type ChargeRequest = {
  /** Made of business ids: the same key is the same charge, once. */
  key: string;
  /** The provider's reference of a registered method. */
  method: string;
  cents: number;
  /** The numbers of what it pays, for a refund of its credit note: the account holder reads them on its statement, as far as they go in. */
  documents: readonly string[];
  /** The instant of the presentation, on the client's test clock if `clocked`. */
  at: Instant;
  clocked: boolean;
  subscription: string;
  payment: string;
};
export type RefundRequest = Omit<ChargeRequest, 'clocked' | 'payment'>;
export type ChargeAnswer = Exclude<PresentationAnswer, { outcome: 'FAILED' }>;

/** A payment that a Contact made on the client's platform, or one that failed: its bank rejected it, or the provider failed. `id` is the provider's own. */
export type ContactOperationNews = {
  id: string;
  type: 'PAYMENT' | 'REJECTION';
  operation: 'CARD' | 'TRANSFER' | 'DEBIT';
  cents: number;
  providerFailure: boolean;
};

/** What the outside tells of a subscription or, where `subscription` is null, of a client. `id` makes a second telling harmless. */
export type OutsideNews = { id: string; at: Instant; clocked: boolean; subscription: string | null; client: string | null } & (
  | { type: 'charge-settled'; payment: string }
  | { type: 'charge-rejected'; payment: string; code: string }
  | { type: 'charge-reversed'; payment: string; code: string }
  /** A client has given a means on the provider's page: its token. */
  | { type: 'method-entered'; token: string }
  /** A method, by a part of its reference, that the provider takes no more. */
  | { type: 'method-ended'; reference: string; code: string }
  | { type: 'client-payment'; amountCents: number; orderedOn: Civil; means: string; invoice?: string }
  | { type: 'contact-operation'; operation: ContactOperationNews }
  /** From one address, or from all to which it went. */
  | { type: 'notice-bounced'; notice: string; recipient?: string }
  | { type: 'notice-acknowledged'; notice: string; recipient?: string }
  | { type: 'export-ready'; export: string }
);

/**
 * Money that moved, by the provider's own books: a charge that settled or was taken back, a refund that was made. `key` is that of the request, or null for what no
 * request of ours made; `at` the instant at which it counts, on the test clock if clocked.
 */
export type Movement = {
  id: string;
  type: 'SETTLED' | 'REVERSED' | 'REFUNDED';
  key: string | null;
  subscription: string | null;
  payment: string | null;
  cents: number;
  at: Instant;
  code: string | null;
};

export type PaymentProvider = {
  /** Under this name its webhooks come in, and its references are stored. */
  name: string;
  /** `clocked`: the client lives on a test clock. */
  registerMethod(input: { token: string; client: string; clocked: boolean }): Promise<RegisteredMethod | MethodRefused>;
  /** Opens the provider's own page, on which a means is given; the client comes back to `back` with `?means=<token>`. Absent where tokens come otherwise. */
  openEntry?(input: EntryRequest): Promise<{ url: string } | MethodRefused>;
  /** Throws ProviderUnavailable when nothing was done, ReplyLost when it may have been: then look it up before anything else. */
  charge(request: ChargeRequest): Promise<ChargeAnswer>;
  /** What the provider knows of a charge up to an instant (by default what it answered first, live: now); null if it never had it. */
  lookUp(charge: { key: string; method: string; at?: Instant }): Promise<ChargeAnswer | null>;
  /** Gives back what a method has paid. The same key is the same refund, once. */
  refund(request: RefundRequest): Promise<{ reference: string }>;
  /** The news in a signed webhook; null for an event that changes nothing here. Throws InvalidSignature. */
  verifyWebhook(body: string, headers: Record<string, string | string[] | undefined>): Promise<OutsideNews | null>;
  /** News of a test clock up to an instant, not yet marked as delivered, in order. */
  events(whose: { subscription: string; client?: string; until: Instant }): Promise<OutsideNews[]>;
  delivered(ids: readonly string[]): Promise<void>;
  /** What moved from an instant until before another, in live life or on test clocks. */
  movements(within: { from: Instant; until: Instant; clocked: boolean }): Promise<Movement[]>;
};
