/** A5: every message that leaves, with what it must say. Values are days, amounts and document numbers; names and texts are added where it is written. */
import type {
  Article,
  Channel,
  Civil,
  ContentAct,
  EmailingScope,
  EndCause,
  FormalCode,
  Instant,
  InvoiceKind,
  Party,
  ServiceChange,
  SuspensionReason,
  TerminationGround,
  TextId,
  WithdrawalReason,
} from './facts.ts';
import type { ParameterValue } from './parameters.ts';

export type OpenDocument = { number: string; dueOn: Civil; openCents: number };

/** What each message says, by its code. */
export type MessageValues = {
  ACCEPTANCE_CONFIRMATION: {
    formula: string;
    months: number;
    startsOn: Civil;
    endsOn: Civil;
    netCents: number;
    termsVersion: string;
    lastDenunciationDay: Civil;
  };
  INVOICE_ISSUED: {
    number: string;
    kind: InvoiceKind;
    term: number;
    issuedOn: Civil;
    dueOn: Civil;
    netCents: number;
    vatRate: number;
    vatCents: number;
    grossCents: number;
    presentationOn: Civil;
  };
  PRE_DUE_REMINDER: { number: string; dueOn: Civil; openCents: number; presentationOn: Civil };
  PAYMENT_REJECTED: { numbers: string[]; cents: number; code: string; rejectedOn: Civil; retryOn: Civil | null; feeCents: number };
  COURTESY_REMINDER: { number: string; kind: InvoiceKind | 'PENALTIES'; dueOn: Civil; openCents: number };
  REINSTATED: { since: Civil; services: 'ALL' | 'ALL_BUT_EMAILING' | 'EMAILING' };
  ARRANGEMENT_NEEDED: { paidOn: Civil; decideBy: Civil };
  DENUNCIATION_ACK: { sentAt: Instant; sentOn: Civil; endsOn: Civil; inTime: boolean; withdrawUntil: Civil; exportUntil: Civil };
  RENEWAL_REMINDER: { deadlines: Civil[]; endsOn: Civil; renewsOn: Civil; formula: string; months: number; netCents: number | null };
  RENEWED: { term: number; startsOn: Civil; endsOn: Civil; formula: string; months: number; netCents: number | null };
  FORMULA_CHOICE_ACK: { formula: string; months: number; from: Civil };
  FORMULA_CHOICE_REFUSED: { formula: string; months: number; nextOn: Civil };
  CREDIT_NOTE_ISSUED: { number: string; corrects: string[]; grossCents: number; refundCents: number; refundBy: Civil | null };
  DEBIT_NOTE_ISSUED: {
    number: string;
    issuedOn: Civil;
    dueOn: Civil;
    items: { number: string; penaltyCents: number; indemnityCents: number }[];
    grossCents: number;
    /** Null where nothing will be collected by itself. */
    presentationOn: Civil | null;
  };
  CONTENT_HOLD: { act: ContentAct; items: string[]; listing: TextId; ground: TextId; on: Civil };
  REFUND_ISSUED: { number: string; cents: number };
  ENDED: { cessationOn: Civil; cause: EndCause; exportUntil: Civil };
  REVERSIBILITY_REMINDER: { exportUntil: Civil; daysLeft: number };
  EXPORT_READY: { export: string; deliveredOn: Civil; sha256: string; counts: Record<string, number>; verifyUntil: Civil };
  DELETION_CERTIFICATE: {
    certificate: string;
    deletedOn: Civil;
    counts: Record<string, number>;
    backupsGoneBy: Civil;
    evidenceUntil: Civil;
    accountsUntil: Civil;
  };

  PSP_CHANGE: { provider: TextId; terms: TextId | null; on: Civil; acknowledgement: ParameterValue<'psp.changeAck'> };
  SERVICE_CHANGE: { change: ServiceChange; before: TextId | null; after: TextId | null; note: TextId | null; on: Civil | null };

  DEFAULT_NOTICE: { documents: OpenDocument[]; sentOn: Civil; deemedOn: Civil; lastCureDay: Civil; suspensionOn: Civil; terminationFrom: Civil };
  BREACH_NOTICE: { from: Party; clause: string; facts: TextId | null; listing: TextId | null; sentOn: Civil; deemedOn: Civil; lastCureDay: Civil };
  TERMINATION_NOTICE: {
    from: Party;
    ground: TerminationGround;
    facts: TextId | null;
    sentOn: Civil;
    deemedOn: Civil;
    cessationOn: Civil;
    openCents: number;
  };
  TERMINATION_WITHDRAWN: { because: WithdrawalReason; withdrawnOn: Civil; sentOn: Civil; deemedOn: Civil };
  /** Documents not due yet that fall due on `dueOn`, and the instalments invoiced that day, incl. VAT at the rate of the term. */
  ACCELERATION_NOTICE: {
    documents: OpenDocument[];
    instalments: { count: number; cents: number } | null;
    overdue: OpenDocument[];
    totalCents: number;
    facts: TextId | null;
    dueOn: Civil;
    sentOn: Civil;
    deemedOn: Civil;
  };
  ADMINISTRATOR_NOTICE: {
    officer: TextId | null;
    officerEmail: TextId | null;
    judgmentOn: Civil;
    answerBy: Civil;
    endsOn: Civil;
    sentOn: Civil;
    deemedOn: Civil;
  };
  DAMAGES_CLAIM: {
    documents: OpenDocument[];
    uninvoicedCents: number;
    vatRate: number;
    vatCents: number;
    accessoriesCents: number;
    totalCents: number;
    facts: TextId | null;
    sentOn: Civil;
    deemedOn: Civil;
  };
  COMPANY_DENUNCIATION: { sentOn: Civil; deemedOn: Civil; endsOn: Civil };
  CLIENT_DENUNCIATION: { sentOn: Civil; deemedOn: Civil; endsOn: Civil };
  INSTRUCTION_FLAGGED: { text: TextId; why: TextId };
  DOCUMENT_REQUEST: { documents: TextId; sentOn: Civil; deemedOn: Civil; answerBy: Civil };
  DATA_BREACH_NOTICE: { facts: TextId; knownAt: Instant; deadlineAt: Instant; sentOn: Civil; deemedOn: Civil };
  SECURITY_STANDARD_CHANGE: { standard: TextId; sentOn: Civil; deemedOn: Civil; effectiveOn: Civil };
  ASSIGNMENT_NOTICE: { assignee: TextId; announcedOn: Civil; sentOn: Civil; deemedOn: Civil; effectiveOn: Civil };
  ADDRESS_CHANGE: { postal: TextId; email: TextId; sentOn: Civil; deemedOn: Civil; effectiveOn: Civil };
  SUSPENSION_NOTICE: {
    reason: SuspensionReason;
    scope: EmailingScope;
    facts: TextId | null;
    sentOn: Civil;
    deemedOn: Civil;
    since: Civil;
    documents: OpenDocument[];
    openCents: number;
  };
};
export type MessageCode = keyof MessageValues;
export type InfoCode = Exclude<MessageCode, FormalCode>;

/** One message as the contract orders it. `notice` is its natural key within the subscription. */
export type MessageOf<C extends MessageCode> = {
  notice: string;
  code: C;
  article: Article;
  sender: Party;
  channel: Channel;
  sendAfter: Instant;
  values: MessageValues[C];
  /** What goes with it: the terms accepted, or documents by number. */
  attachments: string[];
};
export type Message = { [C in MessageCode]: MessageOf<C> }[MessageCode];

export const FORMAL_CODES: readonly FormalCode[] = [
  'DEFAULT_NOTICE',
  'BREACH_NOTICE',
  'TERMINATION_NOTICE',
  'TERMINATION_WITHDRAWN',
  'ACCELERATION_NOTICE',
  'ADMINISTRATOR_NOTICE',
  'DAMAGES_CLAIM',
  'COMPANY_DENUNCIATION',
  'CLIENT_DENUNCIATION',
  'SUSPENSION_NOTICE',
  'SECURITY_STANDARD_CHANGE',
  'ASSIGNMENT_NOTICE',
  'ADDRESS_CHANGE',
  'DOCUMENT_REQUEST',
  'DATA_BREACH_NOTICE',
];
