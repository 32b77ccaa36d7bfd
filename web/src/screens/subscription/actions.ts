/** What a person may ask for, as data: each command with its roles and the fields of its body. The contract decides, the form only asks. */
import type { Me, Subscription } from '../../api/types.ts';
import type { en } from '../../i18n/en/index.ts';
import { COMMAND_ROLES, mayChangeMeans, mayGive } from '../../session/permissions.ts';

export type Command = keyof (typeof en)['commands'];
export type FieldName = keyof (typeof en)['fields'];
/** `about` is a document or none at all, `document` one or the oldest; `invoice` is one that may be paid; `reason` is a long text of at least 10 characters (A10); `verdict` is yes or no, with nothing chosen beforehand; `provider` is the version of the provider's terms, once ticked. */
export type Field = { name: FieldName; optional?: true; when?: (subscription: Subscription) => boolean } & (
  | {
      kind:
        | 'text'
        | 'long'
        | 'reason'
        | 'money'
        | 'day'
        | 'document'
        | 'documents'
        | 'invoice'
        | 'about'
        | 'formula'
        | 'token'
        | 'flag'
        | 'verdict'
        | 'percent'
        | 'export'
        | 'items'
        | 'number'
        | 'provider'
        | 'complaint'
        | 'yes-no';
    }
  | { kind: 'quote'; state: string }
  | { kind: 'choice'; options: readonly string[] }
);
export type Action = {
  command: Command;
  fields: readonly Field[];
  /** What the body always says. */
  body?: Record<string, unknown>;
  /** Where it makes no sense at all it is absent; everywhere else the contract answers. */
  when?: (subscription: Subscription) => boolean;
};

const CHANNELS = ['EMAIL', 'REGISTERED_LETTER', 'HAND'] as const;
const channel: Field = { name: 'channel', kind: 'choice', options: CHANNELS };
/** What no receipt can be signed for here (E8.2a, E11.1a). */
const farChannel: Field = { name: 'channel', kind: 'choice', options: ['EMAIL', 'REGISTERED_LETTER'] };
const REASONS = ['PAYMENT', 'EMAILING', 'DECLARATIONS'] as const;
/** Only proceedings of the client under court want one (E8.2-iii). */
const basis: Field = {
  ...{ name: 'basis', kind: 'choice', options: ['OFFICER_RENOUNCED', 'JUDGE_DECISION'], optional: true },
  when: (one) => one.insolvency?.court === true,
};
const reason: Field = { name: 'reason', kind: 'reason' };
const runs = ({ state }: Subscription): boolean => state === 'ACTIVE' || state === 'SUSPENDED' || state === 'PENDING';
const IP_DUTIES = ['costsLimited', 'notified', 'controlGiven', 'informed', 'assisted'] as const;
const claimed = ({ ipClaims }: Subscription): boolean => ipClaims.some((one) => one.outcome === null);
const holds = ({ contentHolds }: Subscription): boolean => contentHolds.length > 0;
const hasQuote =
  (state: string) =>
  ({ quotes }: Subscription): boolean =>
    quotes.some((one) => one.state === state);
const overdue = ({ overdueCents }: Subscription): boolean => overdueCents > 0;
const suspended = ({ suspensionReasons }: Subscription): boolean => suspensionReasons.length > 0;

/** In the order in which they are offered: the first ones as buttons. */
export const ACTIONS: readonly Action[] = [
  {
    command: 'pay-now',
    fields: [
      { name: 'invoices', kind: 'documents', optional: true },
      { name: 'amountCents', kind: 'money', optional: true },
    ],
  },
  {
    command: 'record-payment',
    fields: [
      { name: 'amountCents', kind: 'money' },
      { name: 'orderedOn', kind: 'day' },
      { name: 'means', kind: 'choice', options: ['TRANSFER', 'CHEQUE', 'CASH', 'CARD', 'DEBIT', 'OTHER'] },
      { name: 'invoice', kind: 'document', optional: true },
    ],
  },
  { command: 'denounce', fields: [], when: (one) => runs(one) && one.denunciation === null },
  { command: 'withdraw-denunciation', fields: [{ name: 'reason', kind: 'long', optional: true }], when: (one) => one.denunciation !== null },
  {
    command: 'hold-suspension',
    fields: [{ name: 'until', kind: 'day' }, reason],
    when: (one) => runs(one) && !suspended(one),
  },
  {
    command: 'terminate-for-cause',
    fields: [
      { name: 'ground', kind: 'choice', options: ['NON_PAYMENT', 'BREACH', 'DECLARATIONS', 'INSOLVENCY'] },
      { name: 'facts', kind: 'long' },
      farChannel,
      basis,
    ],
    when: runs,
  },
  {
    command: 'choose-formula',
    fields: [
      { name: 'formula', kind: 'formula' },
      { name: 'replacesDenunciation', kind: 'flag', when: (one) => one.denunciation !== null },
    ],
    when: runs,
  },
  { command: 'payment-methods', fields: [{ name: 'token', kind: 'token' }] },
  { command: 'cancel-formula-choice', fields: [], when: (one) => one.formulaChoice !== null },
  { command: 'request-export', fields: [] },
  { command: 'confirm-export', fields: [{ name: 'export', kind: 'export' }] },
  {
    command: 'open-complaint',
    fields: [
      { name: 'text', kind: 'long' },
      { name: 'invoice', kind: 'about', optional: true },
      { name: 'documented', kind: 'flag' },
      { name: 'receivedOn', kind: 'day', optional: true },
    ],
  },
  {
    command: 'answer-complaint',
    fields: [
      { name: 'complaint', kind: 'complaint' },
      { name: 'answer', kind: 'long' },
    ],
  },
  {
    command: 'open-ip-claim',
    fields: [
      { name: 'text', kind: 'long' },
      { name: 'receivedOn', kind: 'day', optional: true },
    ],
  },
  {
    command: 'check-ip-claim',
    fields: [...IP_DUTIES.map((name) => ({ name, kind: 'yes-no', optional: true }) as const), reason],
    when: claimed,
  },
  {
    command: 'exercise-ip-option',
    fields: [
      { name: 'option', kind: 'choice', options: ['SECURE', 'REPLACE', 'MODIFY', 'STOP'] },
      { name: 'cessationOn', kind: 'day', optional: true },
      reason,
    ],
    when: (one) => runs(one) && one.endCause !== 'IP_OPTION',
  },
  { command: 'suspend', fields: [reason], when: (one) => runs(one) && one.overdueCents > 0 && !one.suspensionReasons.includes('PAYMENT') },
  { command: 'propose-arrangement', fields: [{ name: 'text', kind: 'long' }], when: suspended },
  { command: 'accept-arrangement', fields: [{ name: 'accepted', kind: 'verdict' }, reason], when: suspended },
  {
    command: 'lift-suspension',
    fields: [
      reason,
      { name: 'suspension', kind: 'choice', options: REASONS, optional: true, when: ({ suspensionReasons }) => suspensionReasons.length > 1 },
    ],
    when: suspended,
  },
  {
    command: 'hold-content',
    fields: [
      { name: 'items', kind: 'items' },
      { name: 'ground', kind: 'long' },
      { name: 'evidence', kind: 'long' },
    ],
  },
  { command: 'release-content', fields: [{ name: 'items', kind: 'items' }, reason], when: holds },
  {
    command: 'delete-content',
    fields: [
      { name: 'items', kind: 'items' },
      { name: 'ground', kind: 'long' },
      { name: 'evidence', kind: 'long', optional: true },
    ],
    when: holds,
  },
  {
    command: 'demand-removal',
    fields: [
      { name: 'items', kind: 'items', optional: true },
      { name: 'facts', kind: 'long' },
      { name: 'evidence', kind: 'long' },
      channel,
      { name: 'signedReceipt', kind: 'text', optional: true },
    ],
    when: runs,
  },
  {
    command: 'suspend-for-emailing',
    fields: [
      { name: 'facts', kind: 'long' },
      { name: 'evidence', kind: 'long' },
      { name: 'scope', kind: 'choice', options: ['EMAILING_ONLY', 'ALL'], optional: true },
    ],
    when: runs,
  },
  {
    command: 'suspend-for-declarations',
    fields: [
      { name: 'facts', kind: 'long' },
      { name: 'evidence', kind: 'long' },
    ],
    when: (one) => runs(one) && !one.suspensionReasons.includes('DECLARATIONS'),
  },
  {
    command: 'waive',
    fields: [{ name: 'invoice', kind: 'document' }, { name: 'what', kind: 'choice', options: ['PENALTY', 'INDEMNITY', 'FEE'] }, reason],
  },
  {
    command: 'correct-invoice',
    fields: [{ name: 'invoice', kind: 'invoice' }, { name: 'netCents', kind: 'money', optional: true }, reason],
  },
  {
    command: 'record-incoming-notice',
    body: { code: 'CLIENT_DENUNCIATION' },
    fields: [{ name: 'sentOn', kind: 'day' }, channel, { name: 'proof', kind: 'long' }],
    when: (one) => runs(one) && one.denunciation === null,
  },
  { command: 'enable-online-payments', fields: [{ name: 'termsVersion', kind: 'provider' }], when: runs },
  {
    command: 'quote-assistance',
    fields: [
      { name: 'hours', kind: 'number' },
      { name: 'validUntil', kind: 'day', optional: true },
      { name: 'workOn', kind: 'day', optional: true },
    ],
    when: ({ state }) => state === 'ENDED',
  },
  { command: 'accept-quote', fields: [{ name: 'quote', kind: 'quote', state: 'OPEN' }], when: hasQuote('OPEN') },
  { command: 'refuse-quote', fields: [{ name: 'quote', kind: 'quote', state: 'OPEN' }], when: hasQuote('OPEN') },
  { command: 'record-assistance', fields: [{ name: 'quote', kind: 'quote', state: 'ACCEPTED' }], when: hasQuote('ACCEPTED') },
  { command: 'acknowledge-provider', fields: [], when: (one) => one.toAcknowledge !== null },
  { command: 'free-exit', fields: [], when: (one) => one.freeExit },
  {
    command: 'send-notice',
    fields: [
      { name: 'code', kind: 'choice', options: ['DEFAULT_NOTICE', 'ADMINISTRATOR_NOTICE'] },
      channel,
      { name: 'signedReceipt', kind: 'text', optional: true },
    ],
  },
  {
    command: 'declare-acceleration',
    fields: [{ name: 'facts', kind: 'long', optional: true }, farChannel],
    when: overdue,
  },
  { command: 'decline-acceleration', fields: [reason], when: overdue },
  { command: 'withdraw-termination', fields: [reason], when: (one) => one.terminationNotice?.by === 'COMPANY' && runs(one) },
  {
    command: 'claim-damages',
    fields: [
      { name: 'documents', kind: 'documents', optional: true },
      { name: 'uninvoicedCents', kind: 'money', optional: true },
      { name: 'vatRate', kind: 'percent', optional: true },
      { name: 'accessoriesCents', kind: 'money', optional: true },
      { name: 'facts', kind: 'long' },
      farChannel,
    ],
    when: (one) => overdue(one) || one.endCause === 'TERMINATED_BY_COMPANY',
  },
  { command: 'write-off', fields: [{ name: 'invoice', kind: 'document' }, reason] },
  {
    command: 'record-insolvency',
    fields: [
      { name: 'party', kind: 'choice', options: ['CLIENT', 'COMPANY'] },
      {
        ...{ name: 'event', kind: 'choice' },
        options: [
          ...['RECEIVERSHIP', 'LIQUIDATION', 'SAFEGUARD', 'BANKRUPTCY', 'ADMINISTRATION', 'ACTIVITY_CEASED', 'ACTIVITY_SUSPENDED'],
          ...['PAYMENTS_STOPPED', 'INABILITY_ADMITTED', 'ARRANGEMENT_WITH_CREDITORS'],
        ],
      },
      { name: 'court', kind: 'flag' },
      { name: 'judgmentOn', kind: 'day', optional: true },
      { name: 'officer', kind: 'long', optional: true },
      { name: 'officerEmail', kind: 'text', optional: true },
      { name: 'evidence', kind: 'long' },
    ],
  },
  {
    command: 'record-end-by-law',
    fields: [{ name: 'evidence', kind: 'long', optional: true }],
    when: (one) => runs(one) && (one.insolvency?.endByLawFrom ?? null) !== null,
  },
  {
    command: 'notify-breach',
    fields: [
      { name: 'clause', kind: 'text' },
      { name: 'facts', kind: 'long' },
      { name: 'evidence', kind: 'long' },
      channel,
      { name: 'signedReceipt', kind: 'text', optional: true },
    ],
    when: runs,
  },
  { command: 'declare-cured', fields: [{ name: 'evidence', kind: 'long' }] },
  { command: 'decide-cure', fields: [{ name: 'cured', kind: 'verdict' }, reason] },
  {
    command: 'legal-hold',
    fields: [
      { name: 'basis', kind: 'long' },
      { name: 'until', kind: 'day' },
    ],
  },
  { command: 'decide-dispute', fields: [{ name: 'accepted', kind: 'verdict' }, reason] },
];

/** What this person may ask of this subscription. */
export const actionsFor = (me: Me, subscription: Subscription): readonly Action[] =>
  ACTIONS.filter(
    ({ command, when }) => (subscription.state !== 'DELETED' || command === 'legal-hold') && mayAsk(me, command) && (when?.(subscription) ?? true),
  );

const mayAsk = (me: Me, command: Command): boolean =>
  command in COMMAND_ROLES ? mayGive(me, command as keyof typeof COMMAND_ROLES) : mayChangeMeans(me);
