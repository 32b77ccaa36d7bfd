/** What can have happened to a subscription (A11). Facts are the evidence: plain JSON, civil days and instants as text, ids instead of names. */

import type { BilledItem } from './fees.ts';

/** A civil day in Europe/Paris, `YYYY-MM-DD` (A1). */
export type Civil = string;
/** An instant in UTC, RFC 3339 with milliseconds (A1). */
export type Instant = string;
/** An entry id of the contract, such as `E8.3a-r`. */
export type Article = string;
/** A text kept beside the journal, so that it can be erased without breaking it (E8.6b). */
export type TextId = string;

export type CompanyRole = 'SUPPORT' | 'BILLING' | 'LEGAL' | 'DPO' | 'ADMIN' | 'AUDITOR';
export type ClientRole = 'CLIENT_ADMIN' | 'CLIENT_MEMBER';
export type Role = CompanyRole | ClientRole;
export const isCompanyRole = (role: Role): role is CompanyRole => role !== 'CLIENT_ADMIN' && role !== 'CLIENT_MEMBER';

/** Who acted: the software on a timer, an outside party (bank, post, platform), or a person with the role used (A9). */
export type Actor = 'engine' | 'outside' | { person: string; role: Role };

export type State = 'PENDING' | 'ACTIVE' | 'SUSPENDED' | 'ENDED' | 'DELETED';
export type SuspensionReason = 'PAYMENT' | 'EMAILING' | 'DECLARATIONS';
/** E10.1a: what the Client must have done for the Company to be held to its warranty. */
export type IpDuty = 'COSTS_LIMITED' | 'NOTIFIED' | 'CONTROL_GIVEN' | 'INFORMED' | 'ASSISTED';
/** E10.1b (a) to (d). */
export type IpOption = 'SECURE' | 'REPLACE' | 'MODIFY' | 'STOP';
/** What is done to content (E6.2b). */
export type ContentAct = 'HOLD' | 'RELEASE' | 'DELETE';
/** What a suspension for unlawful e-mailing closes (E8.2-ii-m). */
export type EmailingScope = 'EMAILING_ONLY' | 'ALL';
export type Channel = 'EMAIL' | 'HAND' | 'REGISTERED_LETTER';
export type Party = 'CLIENT' | 'COMPANY';
export type ClientStatus = 'NON_PROFESSIONAL' | 'PROFESSIONAL';
/** How money came that was not collected (E5.5a). Free words stay out of the journal. */
export type ReceivedBy = 'TRANSFER' | 'CHEQUE' | 'CASH' | 'CARD' | 'DEBIT' | 'OTHER';
export type MeansKind = 'CARD' | 'SEPA';
export type InvoiceKind = 'PRICE' | 'INSTALMENT' | 'REJECTION_FEE' | 'STATEMENT' | 'ASSISTANCE' | 'ACCELERATED';
export type EndCause =
  | 'DENOUNCED_BY_CLIENT'
  | 'DENOUNCED_BY_COMPANY'
  | 'TERMINATED_BY_COMPANY'
  | 'TERMINATED_BY_CLIENT'
  | 'FREE_EXIT'
  | 'IP_OPTION'
  | 'ENDED_BY_LAW';
/** E8.2-iii: (a) the activity; (b) payments stopped, inability admitted, an arrangement, an administrator; (c) the proceedings. */
export type InsolvencyEvent =
  | 'ACTIVITY_CEASED'
  | 'ACTIVITY_SUSPENDED'
  | 'PAYMENTS_STOPPED'
  | 'INABILITY_ADMITTED'
  | 'ARRANGEMENT_WITH_CREDITORS'
  | 'ADMINISTRATION'
  | 'SAFEGUARD'
  | 'RECEIVERSHIP'
  | 'LIQUIDATION'
  | 'BANKRUPTCY';
export type InsolvencyRecord = {
  party: Party;
  event: InsolvencyEvent;
  /** Proceedings opened by a court. */
  court: boolean;
  judgmentOn: Civil | null;
  /** Name and postal address of the administrator or liquidator, and the e-mail address. */
  officer: TextId | null;
  officerEmail: TextId | null;
  evidence: TextId;
};
export type TerminationGround = 'NON_PAYMENT' | 'BREACH' | 'DECLARATIONS' | 'INSOLVENCY' | 'IP_OPTION';
export type FormalCode =
  | 'DEFAULT_NOTICE'
  | 'BREACH_NOTICE'
  | 'TERMINATION_NOTICE'
  | 'TERMINATION_WITHDRAWN'
  | 'ACCELERATION_NOTICE'
  | 'ADMINISTRATOR_NOTICE'
  | 'DAMAGES_CLAIM'
  | 'COMPANY_DENUNCIATION'
  | 'CLIENT_DENUNCIATION'
  | 'SUSPENSION_NOTICE'
  | 'SECURITY_STANDARD_CHANGE'
  | 'ASSIGNMENT_NOTICE'
  | 'ADDRESS_CHANGE'
  | 'DOCUMENT_REQUEST'
  | 'DATA_BREACH_NOTICE';
/** What the Company announces to every client: formally, or as news that opens no period (A5). */
export type FormalAnnouncement = 'SECURITY_STANDARD_CHANGE' | 'ASSIGNMENT_NOTICE' | 'ADDRESS_CHANGE';
export type AnnouncementCode = FormalAnnouncement | 'PSP_CHANGE' | 'SERVICE_CHANGE';
/** What a service change is: a name of the Company's (3.3), a service (4.4), a sub-processor (11.8), or a new version to read (5.1, 11.9). */
export type ServiceChange = 'DOMAIN' | 'SERVICE' | 'SUBPROCESSOR' | 'PRICE_SCHEDULE' | 'TERMS_VERSION';
/** One announcement: its words by name, and the day that it announces. */
export type Announcement = {
  announcement: string;
  code: AnnouncementCode;
  change?: ServiceChange;
  words: Record<string, TextId>;
  on: Civil | null;
};
export type TaskKind =
  | 'HAND_NOTICE' // a formal notice that goes by hand waits for a person (E11.1a)
  | 'ARRANGEMENT' // accept or refuse what secures future invoices (E8.3a-r)
  | 'RENEWAL_REVIEW' // a suspended subscription is about to renew (E8.1b)
  | 'PRICE_DECISION' // the formula left the schedule (E5.1b)
  | 'DISPUTE' // an invoice is contested (E8.3a)
  | 'CURE' // is the breach remedied? (E8.2-ii)
  | 'CONTESTED_TERMINATION' // the client terminates, the company says cured (E8.2-ii)
  | 'INSOLVENCY_GROUND' // the client terminates for an insolvency of the Company that is on no record (E8.2-iii)
  | 'FOUR_EYES' // a proposal waits for a second person (A10)
  | 'REFUND' // release early, or contest (E8.2b)
  | 'OTHER_DEBT' // a document that does not suspend by itself is overdue (E8.3a)
  | 'OVERPAYMENT' // more was received than owed (E5.3f)
  | 'MEANS' // a bank has refused a means in a way that leaves open whether it serves (E5.5b)
  | 'MONEY_DIFFERS' // the provider's books and ours differ (E5.5a)
  | 'EXCESS_TAKEN_BACK' // a bank took back money that had been used or given back (E5.3f)
  | 'DENUNCIATION_WITHDRAWAL' // asked after the last sending day (E8.1d)
  | 'VOID_DENUNCIATION' // the Company's denunciation came back too late to be sent again (E8.1d)
  | 'DOCUMENTS' // supporting documents were not given in time (E11.2c)
  | 'VAT_TREATMENT' // the client's VAT territory or number is not French (E5.4)
  | 'ACCOUNT_MISUSE' // a user reports that others use its account (E3.2b)
  | 'AUDIT' // the client audits its processor (E11.8c)
  | 'ASSIGNMENT' // the client asks to assign its contract (E11.4a)
  | 'LATE_FORMULA_CHOICE' // another formula was asked for on the last day (E8.1e)
  | 'LATE_DENUNCIATION' // a denunciation sent in time was recorded after the renewal (E8.1d)
  | 'SUSPENSION' // the terms leave it to a person to suspend (E8.3a)
  | 'COMPLAINT' // a complaint waits for its answer (E11.5a)
  | 'DISPUTE_CORRECTION' // a dispute was accepted: what becomes of the invoice? (E8.3a)
  | 'IP_CLAIM' // a third party claims that the Services infringe its rights (E10.1a)
  | 'DECLARE_CLAIM' // the proceedings have frozen what is owed (E8.2-iii)
  | 'OFFICER_ANSWER' // the officer says whether the contract goes on (E8.2-iii)
  | 'STUCK_DUTY'; // a duty failed for a day (A10)

/** A price line frozen at subscription or renewal: the price of one whole term, excl. VAT (E5.1a). */
export type PriceLine = { netCents: number; instalments: number; termDays: number; contacts: number; schedule: string };
export type Formula = { code: string; months: number };
/** Why a payment is presented: its due date came, the software tries again, or the client asked for it (on screen: with a card that it gives there). */
export type PresentationCause = 'ANNOUNCED' | 'RETRY' | 'ASKED' | 'ON_SCREEN';
export type Means = { method: string; kind: MeansKind };
/** Part of a payment or credit that pays one document. */
export type Allocation = { document: string; cents: number };

/** What a client accepted by ticking the box (E11.9a): everything the contract is computed from. */
export type Acceptance = {
  number: string;
  client: string;
  clientStatus: ClientStatus;
  noticeChannel: Channel;
  rules: 1;
  termsVersion: string;
  parameters: Record<string, unknown>;
  formula: Formula;
  price: PriceLine;
  means: Means;
  acceptedOn: Civil;
  startsOn: Civil;
  evidence: TextId;
};

/** Every fact by its type, with what it says. Days end in `On`, instants in `At`, money in `Cents`. */
export type FactData = {
  'subscription.accepted': Acceptance;
  /** An older system executed the contract up to this day; the invoices that it left open come with it. */
  'subscription.taken-over': {
    takenOverOn: Civil;
    term: { number: number; startsOn: Civil; endsOn: Civil; anchoredOn: Civil; issued: number };
    /** The deadline that the client was told in its legal window, if it was (E8.1g). */
    announced: Civil | null;
    invoices: ReopenedInvoice[];
  };
  'subscription.started': { startsOn: Civil };
  'terms.accepted': { termsVersion: string; parameters: Record<string, unknown>; evidence: TextId };
  'payment-method.changed': Means & { verified: boolean };
  /** The provider takes this means no more: its mandate was revoked, its card removed. */
  'payment-method.ended': { method: string; code: string };
  'legal-rate.published': { effectiveOn: Civil; monthlyRate: number };

  'invoice.issued': {
    invoice: string; // T3, T3/2, fee/T3-1
    number: string;
    kind: InvoiceKind;
    term: number;
    issuedOn: Civil;
    dueOn: Civil;
    netCents: number;
    vatRate: number;
    vatCents: number;
    grossCents: number;
    sendAt: Instant;
    /** What a statement bills, by kind of operation and rate (E5.1c); each with its own VAT (E5.2c). */
    items?: BilledItem[];
  };
  /** A month of operations, or one operation, has something to bill on a day (E5.1c). */
  'statement.opened': { statement: string; nth: number; issueOn: Civil };
  'statement.skipped': { statement: string };
  /** E8.6d: hours at the tariff of the termination day; `workOn` null: two working days after the acceptance. */
  'assistance.quoted': {
    quote: string;
    hours: number;
    tariff: string;
    hourlyCents: number;
    netCents: number;
    validUntil: Civil;
    workOn: Civil | null;
  };
  'assistance.accepted': { quote: string; workOn: Civil };
  'assistance.refused': { quote: string };
  'assistance.done': { quote: string; doneOn: Civil };
  'invoice.reminded': { invoice: string; step: 'PRE_DUE' | 'COURTESY' };
  'debit-note.issued': {
    debitNote: string; // D/2027-03-15
    number: string;
    issuedOn: Civil;
    dueOn: Civil;
    accruedTo: Civil;
    items: BilledArrears[];
    grossCents: number;
  };
  'credit-note.issued': {
    creditNote: string; // A/T1/2027-07-03, A/fee/T1-1
    cause: 'UNUSED_DAYS' | 'RENEWAL_UNDONE' | 'WAIVED' | 'CORRECTED' | 'ACCELERATION_UNDONE' | 'DISPROVED';
    number: string;
    corrects: string[];
    issuedOn: Civil;
    netCents: number;
    vatRate: number;
    vatCents: number;
    grossCents: number;
    allocations: Allocation[];
    refundCents: number;
    refundBy: Civil | null;
  };
  'accessory.waived': { invoice: string; what: 'PENALTY' | 'INDEMNITY' | 'FEE'; cents: number; reason: TextId };

  'payment.requested': { payment: string; allocations: Allocation[]; means: Means; onScreen: boolean };
  'payment.presented': {
    payment: string; // T3/1, or now/<command>
    allocations: Allocation[];
    cents: number;
    means: Means;
    presentedOn: Civil;
    cause: PresentationCause;
    expectedOn: Civil | null;
  };
  'payment.settled': { payment: string; settledOn: Civil };
  'payment.rejected': { payment: string; code: string; rejectedOn: Civil };
  'presentation.failed': { payment: string; allocations: Allocation[]; reason: string; nextOn: Civil };
  'payment.recorded': { payment: string; allocations: Allocation[]; cents: number; orderedOn: Civil; means: ReceivedBy | 'SET_OFF' };
  /** `method`: whose mandate that code ends or suspends; `cause`: why it had been presented. */
  'payment.reversed': { payment: string; reversedOn: Civil; reopened: ReopenedInvoice[]; code: string; method?: string; cause?: PresentationCause };

  'notice.decided': { notice: string; code: FormalCode; channel: Channel; from: Party; about: NoticeSubject };
  'notice.sent': {
    notice: string;
    code: FormalCode;
    channel: Channel;
    from: Party;
    sentAt: Instant;
    sentOn: Civil;
    deemedOn: Civil;
    about: NoticeSubject;
    receipt?: TextId;
  };
  'notice.bounced': { notice: string };
  'notice.acknowledged': { notice: string };
  'message.sent': { notice: string; code: string; documentHash: string };

  'suspension.applied': {
    reason: SuspensionReason;
    defaultCase: string | null;
    /** Decided by LEGAL: what it closes, why, and the notice that tells of it. */
    scope?: EmailingScope;
    facts?: TextId;
    evidence?: TextId;
    notice?: string;
  };
  'suspension.lifted': {
    reason: SuspensionReason;
    because: 'PAID' | 'ARRANGED' | 'SILENCE' | 'DISPROVED' | 'DECISION' | 'FROZEN';
    text: TextId | null;
  };
  'suspension.held': { until: Civil; reason: TextId };
  'arrangement.needed': { paidOn: Civil; decideBy: Civil };
  'arrangement.proposed': { text: TextId; decideBy: Civil };
  'arrangement.decided': { accepted: boolean; reason: TextId };
  'complaint.opened': { complaint: string; number: string; invoice: string | null; documented: boolean; openedOn: Civil; text: TextId };
  'complaint.answered': { complaint: string; answer: TextId };
  'dispute.decided': { complaint: string; accepted: boolean; decidedOn: Civil; reason: TextId };

  'renewal.announced': { deadlines: Civil[]; netCents: number | null; sendAt: Instant };
  'term.renewed': { term: number; startsOn: Civil; endsOn: Civil; formula: Formula; price: PriceLine | null; anchoredOn: Civil; sendAt: Instant };
  'price.decided': { term: number; price: PriceLine; reason: TextId };
  'denunciation.recorded': { party: Party; sentOn: Civil; inTime: boolean; term: number; endsOn: Civil; proof: TextId | null };
  'denunciation.withdrawn': { party: Party };
  /** A12: the renewal that a denunciation sent in time should have stopped: the subscription ended before it. */
  'renewal.undone': { term: number; endsOn: Civil; reason: TextId };
  'formula.chosen': { formula: Formula; from: Civil; replacesDenunciation: boolean };
  'formula-choice.cancelled': Record<never, never>;
  /** It can be chosen again from a day until another, and then counts from a third: the day after the next expiry. */
  'formula-choice.refused': { formula: Formula; from: Civil; until: Civil; nextOn: Civil };

  'breach.cure-declared': { breach: string; party: Party; declaredOn: Civil; evidence: TextId };
  'breach.cure-decided': { breach: string; cured: boolean; reason: TextId };
  'termination.contested': { breach: string; notice: string };
  /** BILLING's word on a document whose dispute was accepted: what is credited on it, if anything; the rest counts as due from that day. */
  'dispute.corrected': { invoice: string; cents: number; correctedOn: Civil; reason: TextId };
  /** BILLING's word on an invoice that was wrong: what is credited of it, incl. and excl. VAT; `nth` of the subscription. */
  'invoice.corrected': {
    nth: number;
    invoice: string;
    kind: InvoiceKind;
    term: number;
    cents: number;
    netCents: number;
    vatRate: number;
    reason: TextId;
  };
  'ip-claim.opened': { claim: string; receivedOn: Civil; text: TextId };
  'ip-claim.checked': { claim: string; duties: { [D in IpDuty]?: boolean }; reason: TextId };
  'ip-claim.closed': { claim: string; outcome: 'DEFENDED' | 'SETTLED' | 'RELEASED'; reason: TextId };
  'ip-option.exercised': { option: IpOption; claim: string | null; reason: TextId; cessationOn: Civil | null; notice: string | null };
  'termination.withdrawn': { notice: string; because: WithdrawalReason };
  'insolvency.recorded': InsolvencyRecord;
  'officer.answered': { answer: 'CONTINUES' | 'RENOUNCES'; reason: TextId };
  'end-by-law.recorded': { cessationOn: Civil; evidence: TextId | null };
  'exit.taken': { cessationOn: Civil };

  /** Documents by natural key that fall due on a day instead of later, and the instalments invoiced that day. */
  'debts.accelerated': { notice: string; term: number; on: Civil; documents: string[]; instalments: { from: number; to: number } | null };
  'acceleration.undone': { notice: string; documents: string[] };
  /** What is given up stays owed: no document corrects it (A8). */
  'debt.written-off': { document: string; cents: number; writtenOffOn: Civil; reason: TextId };
  'acceleration.declined': { invoices: string[]; reason: TextId };

  'subscription.ended': { cause: EndCause; cessationOn: Civil; exportUntil: Civil; sendAt: Instant };
  'subscription.restored': { because: 'DISPROVED' };
  'refund.released': { creditNote: string; cents: number; method: string; reference: string };
  /** What was to be paid back pays what is open after all; `refundCents` is left of it. */
  'refund.set-off': { creditNote: string; allocations: Allocation[]; cents: number; refundCents: number };
  'refund.contested': { creditNote: string; reason: TextId };
  'export.requested': { export: string; requestedOn: Civil };
  'export.started': { export: string; expectedOn: Civil | null };
  'export.delivered': { export: string; deliveredOn: Civil; sha256: string; counts: Record<string, number> };
  'export.confirmed': { export: string; confirmedOn: Civil };
  'export.reminded': { daysLeft: number };
  'subscription.deleted': {
    destroyed: boolean;
    certificate: string;
    counts: Record<string, number>;
    backupsGoneBy: Civil;
    evidenceUntil: Civil;
    accountsUntil: Civil;
  };
  /** The client's product accounts and API keys, closed; none while another subscription of the client keeps them open. */
  'access.revoked': { accounts: number; keys: number; keptFor: string | null };
  'access.restored': Record<never, never>;
  'legal-hold.placed': { basis: TextId; until: Civil };
  'legal-hold.lifted': { until: Civil };
  'evidence.purged': Record<never, never>;
  'accounts.purged': { year: number };

  /** An instruction that the Company finds unlawful (E11.8c): the client is told. */
  'instruction.flagged': { instruction: string; text: TextId; why: TextId };
  'documents.provided': { request: string; text: TextId };
  'assignment.decided': { assignment: string; approved: boolean; reason: TextId };
  /** Another legal person takes the place of the client: its acceptance, its means of payment (E11.4a). */
  'contract.assigned': { assignment: string; clientStatus: ClientStatus; means: Means; evidence: TextId };

  'announcement.made': Announcement;
  'announcement.acknowledged': { announcement: string };

  /** LEGAL's order on the client's content (E6.2b), and what the platform did. */
  'content.ordered': { order: string; act: ContentAct; items: string[]; listing: TextId; ground: TextId; evidence?: TextId };
  'content.carried-out': { order: string; act: ContentAct; items: { id: string; sha256: string; bytes: number; publishedOn: Civil }[] };

  'task.reminded': { task: string; step: 'LAST_DAY' | 'OVERDUE'; dueOn: Civil };
  'task.opened': {
    task: string;
    kind: TaskKind;
    choices: string[];
    dueOn: Civil;
    command: ProposedCommand | null;
    about: string | null;
    /** What is to be declared, item by item. */
    claim?: Claim;
  };
  'task.decided': { task: string; choice: string; reason: TextId };
  'duty.deferred': { deferred: string; until: Instant; since: Instant; tries: number; reason: string };
};

/** Days that bear a penalty at one rate on one base, first and last included: so many months, or days of a month of so many. Cents add up to the penalty (E5.3d). */
export type PenaltyPeriod = {
  from: Civil;
  to: Civil;
  baseCents: number;
  /** The part of the base that is interest, where the terms compound. */
  interestCents?: number;
  monthlyRate: number;
  cents: number;
} & ({ months: number } | { days: number; monthDays: number });
/** How a penalty was computed. `exclVat`: on that part of what was outstanding; what was billed or waived of it before is not billed again. */
export type PenaltyComputation = {
  periods: PenaltyPeriod[];
  rounding: 'DOWN' | 'HALF_UP';
  exclVat?: { netCents: number; grossCents: number };
  billedCents?: number;
  waivedCents?: number;
};
/** What a debit note bills of one invoice. */
export type BilledArrears = { invoice: string; penaltyCents: number; indemnityCents: number; penalty?: PenaltyComputation };

export type ReopenedInvoice = {
  invoice: string;
  number: string;
  kind: InvoiceKind | 'PENALTIES';
  term: number;
  issuedOn: Civil;
  dueOn: Civil;
  grossCents: number;
  vatCents: number;
  /** What is open on it once the payment is taken back. */
  cents: number;
  /** Its recovery indemnity was billed or waived before: it is due once (E5.3e). */
  indemnified?: boolean;
};
/** What a notice is about: the documents in default, the ground and breach of a termination, the term denounced. */
export type NoticeSubject = {
  invoices?: string[];
  ground?: TerminationGround;
  breach?: string;
  clause?: string;
  facts?: TextId;
  evidence?: TextId;
  term?: number;
  reason?: SuspensionReason;
  /** The items whose removal is demanded (E6.2c): their ids, and the list as people read it. */
  items?: string[];
  listing?: TextId;
  /** The chosen last day, where no notice period runs (E10.1b). */
  cessationOn?: Civil;
  /** Why a termination is withdrawn. */
  /** The documents asked for (E11.2c). */
  documents?: TextId;
  /** A data breach, and when the Company knew of it (E11.8f). */
  dataBreach?: string;
  knownAt?: Instant;
  because?: WithdrawalReason;
  basis?: TerminationBasis;
  damages?: DamagesClaim;
  judgmentOn?: Civil;
  officer?: TextId;
  officerEmail?: TextId;
  replaces?: string;
  /** What the Company announces: its words by name, and the day that it announces. */
  announcement?: string;
  words?: Record<string, TextId>;
  on?: Civil;
};
/** The overdue principal was paid; that is known only now; by decision; the proceedings froze the debt (E8.2-iii). */
export type WithdrawalReason = 'PAID' | 'DISPROVED' | 'DECISION' | 'FROZEN';
/** What opens termination although proceedings are under court (E8.2-iii). */
export type TerminationBasis = 'OFFICER_RENOUNCED' | 'NOTICE_UNANSWERED' | 'JUDGE_DECISION';
/** E8.3c: (i) documents, (ii) instalments not invoiced with the VAT chosen by hand, and accessories. */
export type DamagesClaim = {
  documents: string[];
  unpaidCents: number;
  uninvoicedCents: number;
  vatRate: number;
  vatCents: number;
  accessoriesCents: number;
  totalCents: number;
};
export type ClaimItem = { document: string; what: InvoiceKind | 'PENALTIES' | 'PENALTY' | 'INDEMNITY'; cents: number };
export type Claim = { items: ClaimItem[]; totalCents: number };
export type ProposedCommand = { type: string; by: Actor; input: Record<string, unknown> };

export type FactType = keyof FactData;
export type FactOf<T extends FactType> = { type: T; at: Instant; by: Actor; article: Article; duty?: string } & FactData[T];
export type Fact = { [T in FactType]: FactOf<T> }[FactType];
