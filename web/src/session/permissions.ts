/** Which roles may give which command (A9). The tests hold this map to the contract's own. */
import type { Me, Role, Task } from '../api/types.ts';

const CLIENT: readonly Role[] = ['CLIENT_ADMIN'];
export const COMMAND_ROLES = {
  'pay-now': CLIENT,
  'record-payment': ['BILLING'],
  waive: ['BILLING'],
  'correct-invoice': ['BILLING'],
  denounce: ['CLIENT_ADMIN', 'LEGAL'],
  'withdraw-denunciation': ['CLIENT_ADMIN', 'LEGAL'],
  'record-incoming-notice': ['SUPPORT'],
  'choose-formula': CLIENT,
  'cancel-formula-choice': CLIENT,
  'free-exit': CLIENT,
  'terminate-for-cause': ['CLIENT_ADMIN', 'LEGAL'],
  'withdraw-termination': ['LEGAL'],
  'record-insolvency': ['LEGAL'],
  'record-end-by-law': ['LEGAL'],
  'declare-acceleration': ['LEGAL'],
  'decline-acceleration': ['LEGAL'],
  'claim-damages': ['LEGAL'],
  'write-off': ['BILLING'],
  'notify-breach': ['CLIENT_ADMIN', 'LEGAL'],
  'declare-cured': ['CLIENT_ADMIN', 'LEGAL'],
  'decide-cure': ['LEGAL'],
  'send-notice': ['LEGAL'],
  'propose-arrangement': CLIENT,
  'accept-arrangement': ['BILLING'],
  suspend: ['LEGAL', 'BILLING'],
  'hold-suspension': ['LEGAL', 'BILLING'],
  'lift-suspension': ['LEGAL'],
  'suspend-for-emailing': ['LEGAL'],
  'suspend-for-declarations': ['LEGAL'],
  'open-ip-claim': CLIENT,
  'check-ip-claim': ['LEGAL'],
  'exercise-ip-option': ['LEGAL'],
  'hold-content': ['LEGAL'],
  'release-content': ['LEGAL'],
  'delete-content': ['LEGAL'],
  'demand-removal': ['LEGAL'],
  'open-complaint': ['CLIENT_ADMIN', 'CLIENT_MEMBER', 'SUPPORT'],
  'answer-complaint': ['SUPPORT', 'LEGAL'],
  'decide-dispute': ['LEGAL'],
  'request-export': CLIENT,
  'confirm-export': CLIENT,
  'legal-hold': ['DPO'],
  'quote-assistance': ['BILLING'],
  'accept-quote': CLIENT,
  'refuse-quote': CLIENT,
  'record-assistance': ['BILLING'],
  'acknowledge-provider': CLIENT,
  decide: ['BILLING', 'LEGAL', 'SUPPORT', 'DPO', 'ADMIN'],
} as const satisfies Record<string, readonly Role[]>;

/** Whose decision each kind of task is (A10). */
export const DECIDERS = {
  HAND_NOTICE: ['LEGAL', 'SUPPORT'],
  ARRANGEMENT: ['BILLING'],
  RENEWAL_REVIEW: ['LEGAL'],
  PRICE_DECISION: ['BILLING'],
  DISPUTE: ['LEGAL'],
  CURE: ['LEGAL'],
  CONTESTED_TERMINATION: ['LEGAL'],
  INSOLVENCY_GROUND: ['LEGAL'],
  FOUR_EYES: ['LEGAL', 'DPO'],
  REFUND: ['BILLING'],
  OTHER_DEBT: ['BILLING'],
  OVERPAYMENT: ['BILLING'],
  MONEY_DIFFERS: ['BILLING'],
  EXCESS_TAKEN_BACK: ['BILLING'],
  MEANS: ['BILLING'],
  DENUNCIATION_WITHDRAWAL: ['LEGAL'],
  VOID_DENUNCIATION: ['LEGAL'],
  DOCUMENTS: ['LEGAL'],
  VAT_TREATMENT: ['BILLING'],
  EINVOICE: ['BILLING'],
  ACCOUNT_MISUSE: ['SUPPORT'],
  AUDIT: ['DPO'],
  ASSIGNMENT: ['LEGAL'],
  LATE_FORMULA_CHOICE: ['BILLING'],
  LATE_DENUNCIATION: ['LEGAL'],
  SUSPENSION: ['LEGAL', 'BILLING'],
  COMPLAINT: ['SUPPORT', 'LEGAL'],
  DISPUTE_CORRECTION: ['BILLING'],
  IP_CLAIM: ['LEGAL'],
  DECLARE_CLAIM: ['LEGAL'],
  OFFICER_ANSWER: ['LEGAL'],
  STUCK_DUTY: ['ADMIN', 'BILLING', 'LEGAL'],
} as const satisfies Record<string, readonly Role[]>;

const hasOne = (me: Me, roles: readonly Role[]): boolean => me.roles.some((role) => roles.includes(role));

export const mayGive = (me: Me, command: keyof typeof COMMAND_ROLES): boolean => hasOne(me, COMMAND_ROLES[command]);
export const isCompany = (me: Me): boolean => me.client === null;
export const mayChangeMeans = (me: Me): boolean => hasOne(me, ['CLIENT_ADMIN']);
/** The client alone declares and accepts (E11.2a, E11.9a): the screens let nobody of the Company do it for it. */
export const maySubscribe = (me: Me): boolean => hasOne(me, ['CLIENT_ADMIN']);
export const mayEnterClients = (me: Me): boolean => hasOne(me, ['SUPPORT', 'ADMIN']);
/** The archive holds the client's data: it is handed to the client, and supervised by the DPO (A9). */
export const mayDownload = (me: Me): boolean => hasOne(me, ['CLIENT_ADMIN', 'DPO']);
/** The evidence file holds everything that is on record of a client (A11). */
export const mayTakeEvidence = (me: Me): boolean => hasOne(me, ['LEGAL', 'DPO', 'AUDITOR']);
export const mayForecast = (me: Me): boolean => hasOne(me, ['BILLING', 'ADMIN']);
/** Who reads the books, and who validates, closes and compares. */
export const mayReadBooks = (me: Me): boolean => hasOne(me, ['BILLING', 'ADMIN', 'AUDITOR']);
export const mayKeepBooks = (me: Me): boolean => hasOne(me, ['BILLING', 'ADMIN']);
export const mayPublishFees = (me: Me): boolean => hasOne(me, ['BILLING', 'ADMIN']);
/** E11.8a. */
export const maySeeDataTags = (me: Me): boolean => hasOne(me, ['DPO', 'LEGAL', 'ADMIN', 'AUDITOR']);
export const mayOpenFile = (me: Me, kind: string): boolean =>
  hasOne(me, ['LEGAL', 'DPO', 'AUDITOR', ...(['EMAIL_RECEIVED', 'LETTER_EVENT'].includes(kind) ? (['SUPPORT'] as const) : [])]);
export const mayPostLetters = (me: Me): boolean => hasOne(me, ['SUPPORT', 'LEGAL']);
export const mayTakeOver = (me: Me): boolean => hasOne(me, ['BILLING', 'ADMIN']);
/** Who announces what to the clients (A9). The tests hold this map to the contract's own. */
export const ANNOUNCERS = {
  'publish-security-standard': ['ADMIN'],
  'change-psp': ['ADMIN'],
  'record-service-change': ['ADMIN'],
  'rename-company-domain': ['ADMIN'],
  'assign-contracts': ['LEGAL'],
  'register-subprocessor': ['DPO'],
  'change-company-address': ['ADMIN', 'LEGAL'],
  'price-schedule': ['BILLING', 'ADMIN'],
  'terms-version': ['LEGAL', 'ADMIN'],
} as const satisfies Record<string, readonly Role[]>;
export type CampaignSubject = keyof typeof ANNOUNCERS;
export const subjectsOf = (me: Me): CampaignSubject[] => (Object.keys(ANNOUNCERS) as CampaignSubject[]).filter((one) => hasOne(me, ANNOUNCERS[one]));
export const maySteer = (me: Me): boolean => hasOne(me, ['ADMIN', 'LEGAL', 'BILLING', 'DPO']);
export const mayMoveClock = (me: Me): boolean => hasOne(me, ['ADMIN']);

/** Who may agree to a command, where these are more than those who may give it. */
const SECONDS: Partial<Record<string, readonly Role[]>> = { 'legal-hold': ['DPO', 'LEGAL'] };

/** For four eyes, those of the Company who may give the command proposed. */
export function decidersOf({ kind, command }: Pick<Task, 'kind' | 'command'>): readonly Role[] {
  const deciders: readonly Role[] = kind in DECIDERS ? DECIDERS[kind as keyof typeof DECIDERS] : [];
  const proposed = (command as { type?: string } | null)?.type;
  const givers: readonly Role[] | undefined = SECONDS[proposed ?? ''] ?? COMMAND_ROLES[proposed as keyof typeof COMMAND_ROLES];
  return kind === 'FOUR_EYES' && givers ? deciders.filter((role) => givers.includes(role)) : deciders;
}
/** A second person decides what the first proposed: nobody approves their own. */
export const mayDecide = (me: Me, task: Pick<Task, 'kind' | 'command' | 'proposedBy'>): boolean =>
  hasOne(me, decidersOf(task)) && !(task.kind === 'FOUR_EYES' && task.proposedBy === me.id);
