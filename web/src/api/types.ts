/** What the API answers, as far as the screens read it. Days are `YYYY-MM-DD` in Paris, instants RFC 3339, money integer cents. */

export type Role = 'SUPPORT' | 'BILLING' | 'LEGAL' | 'DPO' | 'ADMIN' | 'AUDITOR' | 'CLIENT_ADMIN' | 'CLIENT_MEMBER';
export type State = 'PENDING' | 'ACTIVE' | 'SUSPENDED' | 'ENDED' | 'DELETED';
export type Page<T> = { data: T[]; next: string | null };

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  article?: string;
  because?: string;
  allowed?: Allowed[];
  errors?: { path: string; message: string }[];
};
/** What is possible instead of a refused command; both days are usable. */
export type Allowed = { command: string; from?: string; until?: string };

export type Me = { id: string; email: string; roles: Role[]; client: string | null };
export type Formula = { code: string; months: number };
export type Next = { duty: string; due: string; article: string; why: string };
export type Term = { number: number; startsOn: string; endsOn: string };

export type Subscription = {
  number: string;
  state: State;
  client: string;
  clientName: string;
  formula: Formula;
  termsVersion: string;
  acceptedAt: string;
  term: Term;
  next: Next | null;
  overdueCents: number;
  accruedPenaltyCents: number;
  accruedIndemnityCents: number;
  suspensionReasons: string[];
  renewsOn: string | null;
  lastDenunciationDay: string;
  denunciation: { by: 'CLIENT' | 'COMPANY'; sentOn: string; endsOn: string; withdrawUntil: string | null } | null;
  terminationNotice: { by: 'CLIENT' | 'COMPANY'; ground: string; contested: boolean; cessationOn: string | null } | null;
  formulaChoice: Formula | null;
  formulaChoiceUntil: string | null;
  freeExit: boolean;
  cessationOn: string | null;
  endCause: string | null;
  exportUntil: string | null;
  destructionOn: string | null;
  deletedAt: string | null;
  paymentMethod: string;
  /** The instant at which this was read: the one reached on a test clock, else now. */
  at?: string;
  links: { console: string | null };
};
export type Client = { id: string; legalName: string; testClock: string | null };
export type PaymentMethod = { id: string; kind: 'CARD' | 'SEPA'; label: string; default: boolean };

export type Actor = 'engine' | 'outside' | { person: string; role: Role };
export type Fact = {
  seq?: number;
  type: string;
  at: string;
  by: Actor;
  article: string;
  hash?: string;
  previousHash?: string;
  data: Record<string, unknown>;
};
export type Timeline = { data: Fact[]; next: string | null; forecast?: Fact[] };
export type Assuming = 'pays' | 'fails' | 'denounces';

export type Invoice = {
  number: string;
  series: 'F' | 'A' | 'D';
  kind: string;
  issuedOn: string;
  dueOn: string | null;
  state: string;
  lines: { label: string; netCents: number; vatRate: number; vatCents: number }[];
  netCents: number;
  vatCents: number;
  grossCents: number;
  paidCents: number;
  creditedCents: number;
};
export type Payment = {
  id: string;
  invoices: string[];
  amountCents: number;
  means: string;
  presentedOn: string | null;
  orderedOn: string | null;
  settledOn: string | null;
  state: string;
  rejectionCode: string | null;
};
export type Notice = {
  id: string;
  code: string;
  formal: boolean;
  channel: string;
  article: string;
  to: string | null;
  sendAfter: string;
  sentAt: string | null;
  deemedReceivedOn: string | null;
  state: 'TO_SEND' | 'SENT' | 'DEEMED_RECEIVED' | 'VOID';
  subject: string | null;
  attachments: string[];
  documentHash: string | null;
};
export type NoticeText = Notice & { text: string | null };
export type Task = {
  id: string;
  kind: string;
  article: string;
  subscription: string | null;
  choices: string[];
  dueOn: string | null;
  command: unknown;
  state: 'OPEN' | 'PROPOSED' | 'DECIDED';
  openedAt: string;
  proposedBy: string | null;
  choice: string | null;
  reason: string | null;
};
export type Export = { id: string; state: string; requestedAt: string; deliveredOn: string | null; sha256: string | null; file: string | null };

export type PriceLine = { formula: string; months: number; contactsFrom: number; netCents: number; instalments: number; termDays: number | null };
export type TermsVersion = { version: string; hash: string; publishedAt: string };
export type TermsText = TermsVersion & { text: string };
export type TestClock = { id: string; at: string; target: string; status: 'ready' | 'advancing' };
/** What a command answers: the facts it led to, or the task that waits for a second person. */
export type Outcome = { facts?: Fact[]; task?: string };
