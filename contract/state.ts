/** What the contract remembers of its facts: small, plain JSON, days as numbers (calendar.ts). Settled invoices leave it; the journal keeps them. */
import type { Day, Moment } from './calendar.ts';
import type {
  Allocation,
  Channel,
  ClientStatus,
  ContentAct,
  DamagesClaim,
  EmailingScope,
  EndCause,
  FormalAnnouncement,
  FormalCode,
  Formula,
  InsolvencyEvent,
  InvoiceKind,
  IpDuty,
  Means,
  NoticeSubject,
  Party,
  PresentationCause,
  PriceLine,
  ProposedCommand,
  State,
  SuspensionReason,
  TaskKind,
  TerminationGround,
  TextId,
  WithdrawalReason,
} from './facts.ts';
import type { Parameters } from './parameters.ts';

/** A document on which something is still to be paid or billed. Optional fields are absent while nothing has happened. */
export type Receivable = {
  id: string;
  number: string;
  kind: InvoiceKind | 'PENALTIES';
  term: number;
  issuedOn: Day;
  dueOn: Day;
  gross: number;
  vat: number;
  /** The day that counts as the due date where a bank, a provider or a reversal moved it (A8). */
  base?: Day;
  /** The day on which a payment was taken back. */
  reopenedOn?: Day;
  /** What was paid or credited, by the day it was ordered. */
  paid: [Day, number][];
  /** When the software presents it next, and how often it did. */
  presentOn?: Day;
  tries: number;
  failures?: number;
  /** The presentation whose result is awaited. */
  collecting?: string;
  /** Overdue steps wait until this day, the one after a result. */
  waitUntil?: Day;
  preDue?: true;
  courtesy?: true;
  asked?: true;
  /** The default notice that lists it. */
  notified?: string;
  /** Contested; `accepted` by LEGAL, it is not due until it is corrected (E8.3a). */
  dispute?: { complaint: string; openedOn: Day; accepted?: true };
  disputeEndedOn?: Day;
  /** What credit notes took of it: as much less of it can be corrected (E5.3c). */
  credited?: number;
  settledAt?: Moment;
  /** The last day that bears penalties: the one before the judgment (E8.2-iii), or the one on which it was written off (A8). */
  frozen?: Day;
  writtenOff?: Day;
  penaltyBilled?: number;
  /** The debit note that billed it while it was unpaid, and up to which day (E5.3d). */
  billedBy?: string;
  billedTo?: Day;
  indemnityBilled?: true;
  /** Penalty that BILLING waived, in cents: what had accrued by then (E5.3e). */
  penaltyWaived?: number;
  indemnityWaived?: true;
  /** A rejection of its payment was charged: that may stand for the indemnity (`accessories.cumulation`). */
  feeCharged?: true;
  /** The first document of its default notice: it bears the indemnity of the case (`recoveryIndemnity.per`). */
  firstOfCase?: true;
};

/** A document to be credited: of all that is open, or of as much as was decided. `correction`: BILLING's, by its order, of a document that may be paid. */
export type Waiver = {
  document: string;
  at: Moment;
  cents?: number;
  cause: 'WAIVED' | 'CORRECTED' | 'DISPROVED';
  correction?: { nth: number; kind: InvoiceKind; term: number; netCents: number; vatRate: number };
};

export type PendingPayment = {
  id: string;
  allocations: Allocation[];
  means: Means;
  cause: PresentationCause;
  askedAt?: Moment;
  presentedOn?: Day;
  expectedOn?: Day;
};

/** A default notice and the receivables that it lists; each sending with its own deemed receipt (E11.1b). */
export type DefaultCase = {
  id: string;
  invoices: string[];
  sent: { notice: string; channel: Channel; deemedOn: Day; lastCureDay: Day; acknowledged?: true }[];
  /** LEGAL or BILLING was asked whether to suspend (`suspension.mode`). */
  asked?: true;
  /** LEGAL lifted the suspension that it led to: it suspends no more, and still supports what else the notice supports. */
  spared?: true;
};

export type Suspension = {
  reason: SuspensionReason;
  since: Day;
  at: Moment;
  case?: string;
  /** What LEGAL closed for unlawful e-mailing. */
  scope?: EmailingScope;
  /** The notice of a suspension that LEGAL decided, and its deemed receipt. */
  notice?: string;
  deemedOn?: Day;
  /** Set when all that had to be paid was: the day and instant of the last payment. */
  paidOn?: Day;
  paidAt?: Moment;
  /** Since when it is known that it should not have been: paid in time (A12), or its notice void (E11.1b). */
  disprovedAt?: Moment;
  /** What it rested on fell: contested, and LEGAL accepted, or frozen by proceedings. */
  fell?: 'DISPUTED' | 'FROZEN';
  /** Something of its case was paid too late: no later record can disprove it. */
  proved?: true;
  /** A means of payment that has just worked, or a new one verified (E8.3a-r). */
  secured?: true;
  securedAt?: Moment;
  arrangement?: 'NEEDED' | 'PROPOSED' | 'ACCEPTED' | 'REFUSED';
  arrangedAt?: Moment;
  decideBy?: Day;
};

export type Breach = {
  /** The first notice of it, and the last one. */
  id: string;
  notice: string;
  from: Party;
  clause: string;
  facts?: TextId;
  listing?: TextId;
  channel: Channel;
  deemedOn: Day;
  lastCureDay: Day;
  acknowledged?: true;
  declaredOn?: Day;
  cured?: boolean;
};
export type Termination = {
  notice: string;
  from: Party;
  ground: TerminationGround;
  breach?: string;
  cessationOn: Day;
  contested?: true;
  /** The documents of a default, and why the termination falls while the notice that says so is on its way. */
  invoices?: string[];
  fallen?: WithdrawalReason;
};
/** E8.2-iii: what is known of one party, and of the officer's answer. */
export type Insolvency = {
  party: Party;
  event: InsolvencyEvent;
  court: boolean;
  judgmentOn?: Day;
  officer?: TextId;
  officerEmail?: TextId;
  asked?: { notice: string; deemedOn: Day }[];
  answer?: 'CONTINUES' | 'RENOUNCES';
};
/** E8.3b: a declaration that was sent, and what it did on its day. */
export type Acceleration = {
  notice: string;
  term: number;
  /** The notified documents in default, and the day by which they could be cured. */
  invoices: string[];
  lastCureDay: Day;
  on: Day;
  at: Moment;
  /** What fell due earlier, with the day it was due before, and the instalments invoiced. */
  done?: { moved: [string, Day][]; issuedBefore: number; invoice?: string; to?: number };
  proved?: true;
  undoneAt?: Moment;
};
export type IpClaim = { id: string; openedAt: Moment; receivedOn: Day; duties: { [D in IpDuty]?: boolean }; outcome?: string };
export type ContentOrder = { order: string; act: ContentAct; items: string[]; at: Moment };
export type Told = { notice: string; code: FormalCode; from: Party; about: NoticeSubject };
export type NoticeDue = { notice: string; code: FormalCode; channel: Channel; from: Party; about: NoticeSubject; due: Moment };
/** A formal announcement of the Company; the day from which it counts follows from its receipt. */
export type Announced = { announcement: string; code: FormalAnnouncement; notice: string; words: Record<string, TextId>; on?: Day; deemedOn?: Day };
/** `reminded`: on its last day, and once more when it is late (A10). */
export type Task = { id: string; kind: TaskKind; about?: string; dueOn: Day; reminded?: 'LAST_DAY' | 'OVERDUE'; command?: ProposedCommand };
export type Export = { id: string; requestedOn: Day; at: Moment; startedOn?: Day; expectedOn?: Day; deliveredOn?: Day; confirmedOn?: Day };
export type Quote = {
  id: string;
  hours: number;
  hourlyCents: number;
  validUntil: Day;
  state: 'OPEN' | 'ACCEPTED' | 'REFUSED' | 'INVOICED';
  workOn?: Day;
  acceptedAt?: Moment;
};
export type Refund = { creditNote: string; cents: number; by: Day; releaseAt?: Moment; contested?: true; released?: true };

export type Term = {
  number: number;
  startsOn: Day;
  endsOn: Day;
  /** First day and number of the first term of the current formula (A3). */
  anchor: Day;
  first: number;
  /** Instalments issued; 1 of 1 where the price is paid at once. */
  issued: number;
  /** The duration, in months, of the term before. */
  monthsBefore?: number;
  vatRate?: number;
  /** What corrections took of its Price, excl. VAT, with the days that it was for (E5.3c). */
  corrected?: { from: Day; to: Day; netCents: number }[];
  exitFree?: true;
  reviewed?: true;
  announced?: true;
};

/** A term with its price: what a credit is computed from. */
export type Billed = Pick<Term, 'number' | 'startsOn' | 'endsOn' | 'issued' | 'vatRate' | 'corrected'> & { price: PriceLine | null };

export type Contract = {
  rules: 1;
  number: string;
  client: string;
  clientStatus: ClientStatus;
  noticeChannel: Channel;
  terms: string;
  parameters: Parameters;
  state: State;
  acceptedAt: Moment;
  formula: Formula;
  price: PriceLine | null;
  means: Means;
  /** E5.5b: a means whose bank has said, with this code, that it no longer serves; `asks`: BILLING is to say whether it is kept. */
  unusable?: { method: string; code: string; at: Moment; asks?: true };
  term: Term;
  /** Terms that an end still to be decided may reach back to. */
  earlier?: Billed[];
  /** Deadlines announced in their legal window (E8.1g). */
  announced: Day[];
  receivables: Receivable[];
  payments: PendingPayment[];
  /** The means that last paid a Price: what is paid back goes there (E8.2b). */
  paidWith?: string;
  /** Money received beyond what was owed, not given back yet (E5.3f); negative once a bank took back what had been used or given back. */
  overpaid?: { cents: number; at: Moment };
  /** What charges brought beyond what was owed, since a bank may take it back. */
  excess?: Record<string, number>;
  /** The latest day, as ordered, on which an overdue Price was paid. */
  latePaidOn?: Day;
  /** Payments asked so far: makes their ids. */
  asked: number;
  tasksOpened: number;
  /** Issued documents still to be corrected by a credit note (E5.3c): waived by BILLING, contested and found wrong, or billed for a lateness that a late recording disproved (A12). */
  waivers?: Waiver[];
  /** Corrections that BILLING made so far: tell a second telling. */
  corrections?: number;
  /** Rejected payments whose fee is not invoiced yet: the payment and the day. */
  fees?: { payment: string; on: Day; at: Moment }[];
  /** Terms that are over and whose price was decided only then (E5.1b): still to be invoiced. */
  unbilled?: { term: number; price: PriceLine; at: Moment }[];
  /** Statements still to be issued, with their instant; how many were opened so far tells a second telling (E5.1c). */
  statements?: { opened: number; due: { id: string; at: Moment }[] };
  /** Assistance after the end (E8.6d). */
  quotes?: Quote[];
  cases?: DefaultCase[];
  notices?: NoticeDue[];
  /** The last e-mails that came back and were sent again by letter (E11.1b). */
  bounced?: string[];
  /** Notices that people decided on so far: makes their ids. */
  noticesDecided?: number;
  suspensions?: Suspension[];
  heldUntil?: Day;
  denunciation?: { from: Party; sentOn: Day; term: number; notice?: string };
  formulaChoice?: Formula;
  breaches?: Breach[];
  /** Each on its own ground; the earliest that stands ends the subscription. */
  terminations?: Termination[];
  /** Supporting documents asked for and not given yet (E11.2c); `asked`: LEGAL was told that they are late. */
  documentRequests?: { id: string; documents: TextId; lastDay: Day; asked?: true }[];
  /** The last formal notices, so that one that comes back can leave again by letter. */
  told?: Told[];
  acceleration?: Acceleration;
  /** Claims in damages that were sent. */
  damages?: ({ notice: string } & DamagesClaim)[];
  insolvencies?: Insolvency[];
  /** C, where proceedings ended the contract by law (E8.2-iii). */
  endedByLaw?: Day;
  exitOn?: Day;
  /** Claims of third parties on intellectual property, with LEGAL's checklist (E10.1a). */
  ipClaims?: IpClaim[];
  /** The Company stops the Service for such a claim (E10.1b (d)). */
  ipStop?: { on: Day; notice: string };
  /** Complaints that wait for their answer, and how many there have been (E11.5a). */
  complaints?: { id: string; number: string }[];
  complained?: number;
  /** Content that LEGAL has hidden, and orders that the platform has not carried out yet (E6.2b). */
  contentHolds?: string[];
  contentOrders?: ContentOrder[];
  contentOrdered?: number;
  /** A renewal was undone: C is the end of the term before, and the data can be asked for from the day that this was decided. */
  undone?: { on: Day; decidedOn: Day };
  announcements?: Announced[];
  /** The announcement of a new payment provider that the client is still asked to acknowledge (E5.2b). */
  toAcknowledge?: string;
  tasks?: Task[];
  /** `suspensions` and `formulaChoice`: what stood at the end, and stands again if the end is disproved (A12). */
  ended?: { on: Day; at: Moment; cause: EndCause; suspensions?: Suspension[]; formulaChoice?: Formula };
  /** Terms credited at the end, by number. */
  credited?: number[];
  accrued?: true;
  refunds?: Refund[];
  exports?: Export[];
  exportReminded?: number[];
  /** The client's people are out of the product (E8.4a). */
  accessRevoked?: { at: Moment };
  /** Nothing is destroyed or purged until the day after (E8.6c). */
  legalHold?: { until: Day; basis: TextId; at: Moment };
  lastDebitNote?: { on: Day; count: number };
  /** Financial years with documents that are kept, in order (E8.6c). */
  bookYears?: number[];
  /** The last correction of a debit note: two of them bear two instants. */
  correctedAt?: Moment;
  legalRates?: [Day, number][];
  /** Rates of the late penalty under earlier terms, each with its last day (A13). */
  formerRates?: [Day, number][];
  deleted?: { at: Moment; evidenceUntil: Day; accountsUntil: Day; evidencePurged?: true };
  deferred?: { duty: string; until: Moment; since: Moment; tries: number }[];
};
