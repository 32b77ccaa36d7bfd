/** What a person may ask for (A9, A10): each command with its article, the roles that may give it, and whether a second person must agree. */
import type {
  Actor,
  Article,
  Channel,
  Civil,
  ClientRole,
  ClientStatus,
  CompanyRole,
  EmailingScope,
  FactOf,
  Formula,
  InsolvencyRecord,
  IpDuty,
  IpOption,
  Instant,
  Means,
  ReceivedBy,
  Role,
  SuspensionReason,
  TerminationBasis,
  TextId,
} from './facts.ts';

/** E5.3c: an invoice as it was issued and what credit notes have taken of it, in cents excl. VAT, when `corrections` had been made of invoices of the subscription. */
export type CorrectableInvoice = Pick<FactOf<'invoice.issued'>, 'kind' | 'term' | 'netCents' | 'grossCents' | 'vatRate'> & {
  creditedNetCents: number;
  corrections: number;
};

export type CommandInput = {
  'pay-now': { invoices?: string[]; amountCents?: number; means?: Means };
  'record-payment': { amountCents: number; orderedOn: Civil; means: ReceivedBy; invoice?: string };
  waive: { invoice: string; what: 'PENALTY' | 'INDEMNITY' | 'FEE'; reason: TextId };
  /** `netCents` excl. VAT; all that is left of it where absent. */
  'correct-invoice': {
    invoice: string;
    netCents?: number;
    document: CorrectableInvoice;
    reason: TextId;
  };
  denounce: Record<never, never>;
  'withdraw-denunciation': { reason?: TextId };
  'record-incoming-notice': { code: 'CLIENT_DENUNCIATION'; sentOn: Civil; channel: Channel; proof: TextId };
  'choose-formula': { formula: Formula; replacesDenunciation?: boolean };
  'cancel-formula-choice': Record<never, never>;
  'free-exit': Record<never, never>;
  'notify-breach': { clause: string; facts: TextId; evidence: TextId; channel: Channel; signedReceipt?: TextId };
  'terminate-for-cause': {
    /** NON_PAYMENT, BREACH, DECLARATIONS or INSOLVENCY; any other is refused (E8.2a). */
    ground: string;
    facts: TextId;
    channel: Channel;
    breach?: string;
    basis?: TerminationBasis;
  };
  'record-insolvency': InsolvencyRecord;
  'record-end-by-law': { evidence?: TextId };
  'withdraw-termination': { notice?: string; reason: TextId };
  'write-off': { invoice: string; reason: TextId };
  'claim-damages': { documents?: string[]; uninvoicedCents?: number; vatRate?: number; accessoriesCents?: number; facts: TextId; channel?: Channel };
  'declare-acceleration': { channel?: Channel; facts?: TextId };
  'decline-acceleration': { reason: TextId };
  'declare-cured': { breach?: string; evidence: TextId };
  'decide-cure': { breach?: string; cured: boolean; reason: TextId };
  'send-notice': {
    code: 'DEFAULT_NOTICE' | 'BREACH_NOTICE' | 'TERMINATION_NOTICE' | 'ADMINISTRATOR_NOTICE';
    channel: Channel;
    signedReceipt?: TextId;
  };
  'propose-arrangement': { text: TextId };
  'accept-arrangement': { accepted?: boolean; reason: TextId };
  suspend: { reason: TextId };
  'hold-suspension': { until: Civil; reason: TextId };
  /** `suspension` where several stand. */
  'lift-suspension': { reason: TextId; suspension?: SuspensionReason };
  'suspend-for-emailing': { facts: TextId; evidence: TextId; scope?: EmailingScope };
  'suspend-for-declarations': { facts: TextId; evidence: TextId };
  'open-ip-claim': { claim: string; text: TextId; receivedOn?: Civil };
  'check-ip-claim': { claim?: string; duties: { [D in IpDuty]?: boolean }; reason: TextId };
  'exercise-ip-option': { option: IpOption; claim?: string; cessationOn?: Civil; reason: TextId };
  'hold-content': { items: string[]; listing: TextId; ground: TextId; evidence: TextId };
  'release-content': { items: string[]; listing: TextId; reason: TextId };
  'delete-content': { items: string[]; listing: TextId; ground: TextId; evidence?: TextId };
  'demand-removal': { items?: string[]; listing?: TextId; facts: TextId; evidence: TextId; channel: Channel; signedReceipt?: TextId };
  /** `receivedOn` where SUPPORT records one that came by another way. */
  'open-complaint': { complaint: string; text: TextId; invoice?: string; documented: boolean; receivedOn?: Civil };
  'answer-complaint': { complaint: string; answer: TextId };
  'decide-dispute': { complaint?: string; accepted: boolean; reason: TextId };
  'request-export': { export: string };
  'confirm-export': { export: string };
  'legal-hold': { basis?: TextId; until?: Civil };
  'accept-terms': { termsVersion: string; parameters: Record<string, unknown>; evidence: TextId };
  /** The tariff in force on the termination day; absent where none was. */
  'quote-assistance': { quote: string; hours: number; tariff?: { id: string; hourlyCents: number }; validUntil?: Civil; workOn?: Civil };
  'accept-quote': { quote?: string };
  'refuse-quote': { quote?: string };
  'record-assistance': { quote?: string };
  'acknowledge-provider': Record<never, never>;
  'change-address': { postal: TextId; email: TextId; posted?: { sentOn: Civil; channel: Channel; proof: TextId } };
  'request-documents': { documents: TextId; channel?: Channel };
  'provide-documents': { request?: string; text: TextId };
  'notify-data-breach': { dataBreach: string; knownAt: Instant; facts: TextId };
  'report-unauthorised-use': { about: string };
  'record-tax-identity': { about: string };
  'flag-instruction': { instruction: string; text: TextId; why: TextId };
  'open-audit': { about: string };
  'request-assignment': { about: string };
  'approve-assignment': { assignment: string; approved: boolean; reason: TextId };
  'accept-assignment': { assignment: string; clientStatus: ClientStatus; means: Means; evidence: TextId };
  /** The decision of a task: the choice, and for four eyes the second person's agreement. */
  decide: { task: string; choice: string; reason: TextId; cents?: number; price?: import('./facts.ts').PriceLine };
};
export type CommandType = keyof CommandInput;
export type CommandOf<T extends CommandType> = { type: T; by: Exclude<Actor, string>; input: CommandInput[T] };
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

/** A lawful "no": the entry that refuses, why in one stable word and in values for the sentence, and what could be done instead. */
export type Refusal = {
  kind: 'refused';
  article: Article;
  because: string;
  values?: Record<string, string | number>;
  allowed: Allowed[];
};
/** What the Company may announce another day instead. */
type AnnouncingCommand = 'publish-security-standard' | 'record-service-change' | 'assign-contracts' | 'register-subprocessor';
/** What is possible instead: a command, from when and until when (civil days, both usable). */
export type Allowed = {
  command: CommandType | AnnouncingCommand | 'payment-methods' | 'subscribe' | 'approve-transfer';
  from?: Civil;
  until?: Civil;
};

/** `afterDeletion`: about debts, which outlive the relationship (E8.4a), or about what is kept after it (E8.6c). */
type Rule = { article: Article; roles: readonly Role[]; fourEyes?: readonly CompanyRole[]; afterDeletion?: true };
const CLIENT: readonly ClientRole[] = ['CLIENT_ADMIN'];

/** Who may give which command (A9). `fourEyes` names the roles whose command waits for a second person (A10). */
export const COMMANDS: { [T in CommandType]: Rule } = {
  'pay-now': { article: 'E5.3b', roles: CLIENT },
  'record-payment': { article: 'E5.5a', roles: ['BILLING'], afterDeletion: true },
  waive: { article: 'E5.3e', roles: ['BILLING'], afterDeletion: true },
  'correct-invoice': { article: 'E5.3c', roles: ['BILLING'], afterDeletion: true },
  denounce: { article: 'E8.1f', roles: ['CLIENT_ADMIN', 'LEGAL'] },
  'withdraw-denunciation': { article: 'E8.1d', roles: ['CLIENT_ADMIN', 'LEGAL'] },
  'record-incoming-notice': { article: 'E8.1f', roles: ['SUPPORT'] },
  'choose-formula': { article: 'E8.1e', roles: CLIENT },
  'cancel-formula-choice': { article: 'E8.1e', roles: CLIENT },
  'free-exit': { article: 'E8.1g', roles: CLIENT },
  'terminate-for-cause': { article: 'E8.2a', roles: ['CLIENT_ADMIN', 'LEGAL'], fourEyes: ['LEGAL'] },
  'record-insolvency': { article: 'E8.2-iii', roles: ['LEGAL'] },
  'record-end-by-law': { article: 'E8.2-iii', roles: ['LEGAL'] },
  'withdraw-termination': { article: 'E8.2a', roles: ['LEGAL'] },
  'write-off': { article: 'E8.4a', roles: ['BILLING'] },
  'claim-damages': { article: 'E8.3c', roles: ['LEGAL'], fourEyes: ['LEGAL'] },
  'declare-acceleration': { article: 'E8.3b', roles: ['LEGAL'], fourEyes: ['LEGAL'] },
  'decline-acceleration': { article: 'E8.3b', roles: ['LEGAL'] },
  'notify-breach': { article: 'E8.2-ii', roles: ['CLIENT_ADMIN', 'LEGAL'] },
  'declare-cured': { article: 'E8.2-ii', roles: ['CLIENT_ADMIN', 'LEGAL'] },
  'decide-cure': { article: 'E8.2-ii', roles: ['LEGAL'] },
  'send-notice': { article: 'E11.1a', roles: ['LEGAL'] },
  'propose-arrangement': { article: 'E8.3a-r', roles: CLIENT },
  'accept-arrangement': { article: 'E8.3a-r', roles: ['BILLING'] },
  suspend: { article: 'E8.3a', roles: ['LEGAL', 'BILLING'] },
  'hold-suspension': { article: 'E8.3a', roles: ['LEGAL', 'BILLING'] },
  'lift-suspension': { article: 'E8.3a', roles: ['LEGAL'] },
  'suspend-for-emailing': { article: 'E8.2-ii-m', roles: ['LEGAL'] },
  'suspend-for-declarations': { article: 'E11.2b', roles: ['LEGAL'], fourEyes: ['LEGAL'] },
  'open-ip-claim': { article: 'E10.1a', roles: CLIENT },
  'check-ip-claim': { article: 'E10.1a', roles: ['LEGAL'] },
  'exercise-ip-option': { article: 'E10.1b', roles: ['LEGAL'], fourEyes: ['LEGAL'] },
  'hold-content': { article: 'E6.2b', roles: ['LEGAL'] },
  'release-content': { article: 'E6.2b', roles: ['LEGAL'] },
  'delete-content': { article: 'E6.2b', roles: ['LEGAL'], fourEyes: ['LEGAL'] },
  'demand-removal': { article: 'E6.2c', roles: ['LEGAL'] },
  'open-complaint': { article: 'E11.5a', roles: ['CLIENT_ADMIN', 'CLIENT_MEMBER', 'SUPPORT'] },
  'answer-complaint': { article: 'E11.5a', roles: ['SUPPORT', 'LEGAL'] },
  'decide-dispute': { article: 'E8.3a', roles: ['LEGAL'] },
  'request-export': { article: 'E8.6a', roles: CLIENT },
  'confirm-export': { article: 'E8.6b', roles: CLIENT },
  'legal-hold': { article: 'E8.6c', roles: ['DPO'], fourEyes: ['DPO', 'LEGAL'], afterDeletion: true },
  'accept-terms': { article: 'E11.9a', roles: CLIENT },
  'quote-assistance': { article: 'E8.6d', roles: ['BILLING'] },
  'accept-quote': { article: 'E8.6d', roles: CLIENT },
  'refuse-quote': { article: 'E8.6d', roles: CLIENT },
  'record-assistance': { article: 'E8.6d', roles: ['BILLING'] },
  'acknowledge-provider': { article: 'E5.2b', roles: CLIENT },
  'change-address': { article: 'E11.1c', roles: ['CLIENT_ADMIN', 'SUPPORT'] },
  'request-documents': { article: 'E11.2c', roles: ['SUPPORT'] },
  'provide-documents': { article: 'E11.2c', roles: ['CLIENT_ADMIN', 'SUPPORT'] },
  'notify-data-breach': { article: 'E11.8f', roles: ['DPO'] },
  'report-unauthorised-use': { article: 'E3.2b', roles: ['CLIENT_ADMIN', 'CLIENT_MEMBER'] },
  'record-tax-identity': { article: 'E5.4', roles: ['CLIENT_ADMIN', 'BILLING'] },
  'flag-instruction': { article: 'E11.8c', roles: ['DPO'] },
  'open-audit': { article: 'E11.8c', roles: CLIENT },
  'request-assignment': { article: 'E11.4a', roles: ['CLIENT_ADMIN', 'SUPPORT'] },
  'approve-assignment': { article: 'E11.4a', roles: ['LEGAL'] },
  'accept-assignment': { article: 'E11.4a', roles: CLIENT },
  decide: { article: 'A10', roles: ['BILLING', 'LEGAL', 'SUPPORT', 'DPO', 'ADMIN'], afterDeletion: true },
};

/** Commands that a subscription bears for its client as a whole: their door is the client's or the Company's, not its own. */
export const BORNE = [
  'change-address',
  'request-documents',
  'provide-documents',
  'notify-data-breach',
  'report-unauthorised-use',
  'record-tax-identity',
  'flag-instruction',
  'open-audit',
  'request-assignment',
  'approve-assignment',
  'accept-assignment',
] as const satisfies readonly CommandType[];
export type BorneCommand = (typeof BORNE)[number];
