/** What people ask for at random: every command, by every role that may give it, about what is there and sometimes about what is not. */
import { civilOf, instantOf, isoOf, parisDay } from '../../../contract/calendar.ts';
import { COMMANDS, type Command, type CommandInput, type CommandType } from '../../../contract/commands.ts';
import { DECIDERS } from '../../../contract/decisions.ts';
import type { Channel, Role } from '../../../contract/facts.ts';
import { openCents } from '../../../contract/receivables.ts';
import type { Contract } from '../../../contract/state.ts';
import { CHOICES } from '../../../contract/tasks.ts';
import type { Dice } from './dice.ts';

const CHANNELS: Channel[] = ['EMAIL', 'HAND', 'REGISTERED_LETTER'];
const FORMULAS = [
  { code: 'monthly', months: 1 },
  { code: 'half', months: 6 },
  { code: 'yearly', months: 12 },
  { code: 'five-years', months: 60 },
];

type Asking = { contract: Contract; on: number; dice: Dice; serial: number };
type Inputs = { [T in CommandType]: (asking: Asking) => CommandInput[T] };

const anInvoice = ({ contract, dice }: Asking): string => (dice.once(10) ? 'T99' : (dice.pick(contract.receivables)?.id ?? 'T1'));
const aDay = ({ on, dice }: Asking, back: number, ahead: number): string => civilOf(on - back + dice.below(back + ahead + 1));
const someCents = ({ contract, dice }: Asking): number => {
  const open = contract.receivables.reduce((sum, one) => sum + Math.max(0, openCents(one)), 0);
  return 1 + dice.below(Math.max(1, Math.round(open * 1.2)));
};
const aBreach = ({ contract, dice }: Asking): { breach?: string } => {
  const breach = dice.pick(contract.breaches ?? [])?.id;
  return breach && dice.once(2) ? { breach } : {};
};

const someItems = ({ contract, dice }: Asking): { items: string[]; listing: string } => {
  const held = dice.once(2) ? dice.pick(contract.contentHolds ?? []) : undefined;
  return { items: [held ?? `cnt-${1 + dice.below(4)}`], listing: 'text' };
};
const aQuote = ({ contract, dice }: Asking): { quote?: string } => {
  const quote = dice.pick(contract.quotes ?? [])?.id;
  return quote && dice.once(2) ? { quote } : {};
};

/** E5.3c: as the doors know it, of what the contract still holds; nothing is left of any other. */
function correctable(contract: Contract, invoice: string): CommandInput['correct-invoice']['document'] {
  const held = contract.receivables.find((one) => one.id === invoice && one.gross > 0);
  const { kind, term, gross: grossCents, vat, credited = 0 } = held ?? { kind: 'PENALTIES' as const, term: 1, gross: 120, vat: 20 };
  const netCents = grossCents - vat;
  const vatRate = Math.round((vat * 100) / netCents);
  const figures = { term, netCents, grossCents, vatRate, corrections: contract.corrections ?? 0 };
  if (kind === 'PENALTIES') return { ...figures, kind: 'PRICE', creditedNetCents: netCents };
  return { ...figures, kind, creditedNetCents: Math.min(netCents, Math.ceil((credited * netCents) / grossCents)) };
}

const INPUTS: Inputs = {
  'pay-now': (one) => ({
    ...(one.dice.once(2) ? { invoices: [anInvoice(one)] } : {}),
    ...(one.dice.once(3) ? { amountCents: someCents(one) } : {}),
    ...(one.dice.once(4) ? { means: { method: `m${one.serial}`, kind: one.dice.pick(['CARD', 'SEPA'] as const) ?? 'CARD' } } : {}),
  }),
  'record-payment': (one) => ({
    amountCents: someCents(one),
    orderedOn: aDay(one, 25, 1),
    means: 'TRANSFER',
    ...(one.dice.once(3) ? { invoice: anInvoice(one) } : {}),
  }),
  waive: (one) => ({ invoice: anInvoice(one), what: one.dice.pick(['PENALTY', 'INDEMNITY', 'FEE'] as const) ?? 'FEE', reason: 'text' }),
  'correct-invoice': (one) => {
    const invoice = anInvoice(one);
    const part = one.dice.once(2) ? { netCents: someCents(one) } : {};
    return { invoice, ...part, document: correctable(one.contract, invoice), reason: 'text' };
  },
  denounce: () => ({}),
  'withdraw-denunciation': () => ({ reason: 'text' }),
  'record-incoming-notice': (one) => ({
    code: 'CLIENT_DENUNCIATION',
    sentOn: aDay(one, 20, 1),
    channel: one.dice.pick(CHANNELS) ?? 'EMAIL',
    proof: 'text',
  }),
  'choose-formula': ({ dice }) => ({
    formula: dice.pick(FORMULAS) ?? { code: 'monthly', months: 1 },
    ...(dice.once(2) ? { replacesDenunciation: true } : {}),
  }),
  'cancel-formula-choice': () => ({}),
  'quote-assistance': (one) => ({
    ...{ quote: `quo_${one.serial}`, hours: 1 + one.dice.below(8) },
    ...(one.dice.once(6) ? {} : { tariff: { id: 'tariff', hourlyCents: 9_000 } }),
    ...(one.dice.once(2) ? { validUntil: aDay(one, 2, 20) } : {}),
    ...(one.dice.once(3) ? { workOn: aDay(one, 2, 20) } : {}),
  }),
  'accept-quote': (one) => aQuote(one),
  'refuse-quote': (one) => aQuote(one),
  'record-assistance': (one) => aQuote(one),
  'acknowledge-provider': () => ({}),
  'free-exit': () => ({}),
  'terminate-for-cause': (one) => ({
    ground: one.dice.pick(['NON_PAYMENT', 'BREACH', 'DECLARATIONS', 'INSOLVENCY'] as const) ?? 'BREACH',
    ...(one.dice.once(6) ? { basis: one.dice.pick(['OFFICER_RENOUNCED', 'NOTICE_UNANSWERED', 'JUDGE_DECISION'] as const) ?? 'JUDGE_DECISION' } : {}),
    facts: 'text',
    channel: one.dice.pick(['EMAIL', 'EMAIL', ...CHANNELS]) ?? 'EMAIL',
    ...aBreach(one),
  }),
  'notify-breach': ({ dice }) => ({
    ...{ clause: '4.2', facts: 'text', evidence: 'text', channel: dice.pick(CHANNELS) ?? 'EMAIL' },
    ...(dice.once(2) ? { signedReceipt: 'text' } : {}),
  }),
  'withdraw-termination': ({ contract, dice }) => {
    const notice = dice.pick(contract.terminations ?? [])?.notice;
    return { reason: 'text', ...(notice && dice.once(2) ? { notice } : {}) };
  },
  'record-insolvency': (one) => {
    const court = !one.dice.once(4);
    return {
      party: one.dice.once(5) ? 'COMPANY' : 'CLIENT',
      event: one.dice.pick(['RECEIVERSHIP', 'LIQUIDATION', 'ACTIVITY_CEASED', 'PAYMENTS_STOPPED'] as const) ?? 'RECEIVERSHIP',
      court,
      judgmentOn: court || one.dice.once(3) ? aDay(one, 40, 1) : null,
      officer: one.dice.once(4) ? null : 'text',
      officerEmail: one.dice.once(2) ? 'text' : null,
      evidence: 'text',
    };
  },
  'record-end-by-law': ({ dice }) => (dice.once(2) ? { evidence: 'text' } : {}),
  'declare-acceleration': ({ dice }) => ({
    ...(dice.once(2) ? { channel: dice.pick(CHANNELS) ?? 'EMAIL' } : {}),
    ...(dice.once(2) ? { facts: 'text' } : {}),
  }),
  'decline-acceleration': () => ({ reason: 'text' }),
  'claim-damages': (one) => ({
    facts: 'text',
    ...(one.dice.once(2) ? { documents: [anInvoice(one)] } : {}),
    ...(one.dice.once(2) ? { uninvoicedCents: one.dice.below(60_000) } : {}),
    ...(one.dice.once(2) ? { vatRate: 20 } : {}),
    ...(one.dice.once(3) ? { accessoriesCents: one.dice.below(9_000) } : {}),
  }),
  'write-off': (one) => ({ invoice: anInvoice(one), reason: 'text' }),
  'declare-cured': (one) => ({ evidence: 'text', ...aBreach(one) }),
  'decide-cure': (one) => ({ cured: one.dice.once(2), reason: 'text', ...aBreach(one) }),
  'send-notice': ({ dice }) => ({
    code:
      dice.pick([
        'DEFAULT_NOTICE',
        'DEFAULT_NOTICE',
        'BREACH_NOTICE',
        'TERMINATION_NOTICE',
        'ADMINISTRATOR_NOTICE',
        'ADMINISTRATOR_NOTICE',
      ] as const) ?? 'DEFAULT_NOTICE',
    channel: dice.pick(CHANNELS) ?? 'EMAIL',
    ...(dice.once(2) ? { signedReceipt: 'text' } : {}),
  }),
  'propose-arrangement': () => ({ text: 'text' }),
  'accept-arrangement': ({ dice }) => ({ accepted: dice.once(2), reason: 'text' }),
  suspend: () => ({ reason: 'text' }),
  'hold-suspension': (one) => ({ until: aDay(one, 2, 30), reason: 'text' }),
  'lift-suspension': ({ contract, dice }) => {
    const suspension = dice.pick(contract.suspensions ?? [])?.reason;
    return { reason: 'text', ...(suspension && dice.once(2) ? { suspension } : {}) };
  },
  'suspend-for-emailing': ({ dice }) => {
    const scope = dice.pick(['EMAILING_ONLY', 'ALL', undefined] as const);
    return { facts: 'text', evidence: 'text', ...(scope ? { scope } : {}) };
  },
  'suspend-for-declarations': () => ({ facts: 'text', evidence: 'text' }),
  'open-ip-claim': (one) => ({ claim: `ipc_${one.serial}`, text: 'text', ...(one.dice.once(3) ? { receivedOn: aDay(one, 20, 1) } : {}) }),
  'check-ip-claim': ({ dice }) => ({ duties: { NOTIFIED: dice.once(2), ASSISTED: dice.once(2) }, reason: 'text' }),
  'exercise-ip-option': (one) => ({
    ...{ option: one.dice.pick(['SECURE', 'REPLACE', 'MODIFY', 'STOP', 'STOP'] as const) ?? 'STOP', reason: 'text' },
    ...(one.dice.once(2) ? { cessationOn: aDay(one, 2, 60) } : {}),
  }),
  'hold-content': (one) => ({ ...someItems(one), ground: 'text', evidence: 'text' }),
  'release-content': (one) => ({ ...someItems(one), reason: 'text' }),
  'delete-content': (one) => ({ ...someItems(one), ground: 'text' }),
  'demand-removal': (one) => ({
    ...(one.dice.once(2) ? someItems(one) : {}),
    ...{ facts: 'text', evidence: 'text', channel: one.dice.pick(CHANNELS) ?? 'EMAIL' },
    ...(one.dice.once(2) ? { signedReceipt: 'text' } : {}),
  }),
  'open-complaint': (one) => ({
    complaint: `cpl_${one.serial}`,
    text: 'text',
    documented: one.dice.once(2),
    ...(one.dice.once(4) ? { receivedOn: aDay(one, 20, 1) } : {}),
    ...(one.dice.once(4) ? {} : { invoice: anInvoice(one) }),
  }),
  'answer-complaint': ({ contract, dice }) => ({ complaint: dice.pick(contract.complaints ?? [])?.id ?? 'cpl_none', answer: 'text' }),
  'decide-dispute': ({ contract, dice }) => {
    const complaint = dice.pick(contract.receivables.flatMap((one) => (one.dispute ? [one.dispute.complaint] : [])));
    return { accepted: dice.once(2), reason: 'text', ...(complaint && dice.once(2) ? { complaint } : {}) };
  },
  'request-export': ({ serial }) => ({ export: `exp_${serial}` }),
  'confirm-export': ({ contract, dice }) => ({ export: dice.pick(contract.exports ?? [])?.id ?? 'exp_none' }),
  'change-address': (one) => ({
    ...{ postal: 'text', email: 'text' },
    ...(one.dice.once(2) ? { posted: { sentOn: aDay(one, 10, 1), channel: one.dice.pick(CHANNELS) ?? 'EMAIL', proof: 'text' } } : {}),
  }),
  'request-documents': ({ dice }) => ({ documents: 'text', ...(dice.once(3) ? { channel: dice.pick(CHANNELS) ?? 'EMAIL' } : {}) }),
  'provide-documents': () => ({ text: 'text' }),
  'notify-data-breach': ({ on, serial }) => ({ dataBreach: `rec_${serial}`, knownAt: isoOf(instantOf(on)), facts: 'text' }),
  'report-unauthorised-use': ({ serial }) => ({ about: `rec_${serial}` }),
  'flag-instruction': ({ serial }) => ({ instruction: `rec_${serial}`, text: 'text', why: 'text' }),
  'record-tax-identity': ({ serial }) => ({ about: `rec_${serial}` }),
  'open-audit': ({ serial }) => ({ about: `rec_${serial}` }),
  'request-assignment': ({ serial }) => ({ about: `rec_${serial}` }),
  'approve-assignment': ({ contract, dice }) => ({
    assignment: contract.tasks?.find((one) => one.kind === 'ASSIGNMENT')?.about ?? 'rec_none',
    approved: dice.once(2),
    reason: 'text',
  }),
  'accept-assignment': ({ serial }) => ({
    ...{ assignment: `rec_${serial}`, clientStatus: 'PROFESSIONAL' as const, evidence: 'text' },
    means: { method: `m${serial}`, kind: 'CARD' as const },
  }),
  'legal-hold': (one) => ({ ...(one.dice.once(8) ? {} : { basis: 'text' }), until: aDay(one, 3, 400) }),
  'accept-terms': ({ serial, contract }) => ({ termsVersion: `v${serial}`, parameters: contract.parameters, evidence: 'text' }),
  decide: ({ contract, dice }) => {
    const task = dice.pick(contract.tasks ?? []);
    const choice = (task && dice.pick(CHOICES[task.kind])) ?? 'APPROVE';
    const price = { netCents: 1 + dice.below(90_000), instalments: 1, termDays: 30, contacts: 0, schedule: 'decided' };
    const cents = task?.kind === 'DISPUTE_CORRECTION' && dice.once(2) ? { cents: 1 + dice.below(60_000) } : {};
    return { task: task?.id ?? 'none', choice, reason: 'text', ...cents, ...(task?.kind === 'PRICE_DECISION' ? { price } : {}) };
  },
};

/** Commands that the state of the contract calls for; what anybody may ask at any time where it calls for nothing. */
function fitting(contract: Contract): CommandType[] {
  const { tasks, breaches, cases, suspensions, denunciation, exports, term, formulaChoice } = contract;
  const list: CommandType[] = [];
  if (tasks) list.push('decide', 'decide');
  if (breaches) list.push('declare-cured', 'decide-cure', 'terminate-for-cause', 'terminate-for-cause');
  if (cases) list.push('terminate-for-cause', 'terminate-for-cause', 'pay-now', 'open-complaint', 'send-notice');
  if (cases) list.push('declare-acceleration', 'decline-acceleration', 'claim-damages', 'record-insolvency');
  if (contract.terminations) list.push('withdraw-termination', 'claim-damages');
  if (contract.insolvencies) list.push('send-notice', 'record-end-by-law', 'terminate-for-cause', 'write-off');
  if (suspensions) list.push('pay-now', 'propose-arrangement', 'accept-arrangement', 'lift-suspension');
  if (contract.cases) list.push('suspend');
  if (contract.complaints) list.push('answer-complaint');
  if (contract.ipClaims) list.push('check-ip-claim', 'exercise-ip-option');
  if (contract.contentHolds) list.push('release-content', 'delete-content', 'hold-content');
  if (denunciation) list.push('withdraw-denunciation', 'choose-formula');
  if (exports) list.push('confirm-export');
  if (formulaChoice) list.push('cancel-formula-choice');
  if (term.exitFree) list.push('free-exit');
  if (contract.ended) list.push('quote-assistance', 'request-export', 'legal-hold');
  if (contract.quotes) list.push('accept-quote', 'refuse-quote', 'record-assistance');
  if (contract.tasks?.some((one) => one.kind === 'ASSIGNMENT')) list.push('approve-assignment');
  if (contract.documentRequests) list.push('provide-documents');
  if (contract.receivables.some((one) => one.dispute)) list.push('decide-dispute');
  if (contract.receivables.length > 0) list.push('correct-invoice');
  return list.length > 0
    ? list
    : ['denounce', 'choose-formula', 'notify-breach', 'request-export', 'pay-now', 'request-documents', 'request-assignment', 'legal-hold'];
}

/** A command of a type by one who may give it; now and then by one who may not, which the core must survive. */
export function ask(contract: Contract, wanted: CommandType | 'fitting', at: number, dice: Dice, serial: number): Command {
  const type = wanted === 'fitting' ? (dice.pick(fitting(contract)) ?? 'denounce') : wanted;
  const input = INPUTS[type]({ contract, on: parisDay(at), dice, serial });
  const kind = type === 'decide' ? contract.tasks?.find((one) => 'task' in input && one.id === input.task)?.kind : undefined;
  const roles: readonly Role[] = kind ? DECIDERS[kind] : COMMANDS[type].roles;
  const role = dice.once(25) ? (dice.pick(['SUPPORT', 'AUDITOR', 'CLIENT_MEMBER', 'DPO'] as const) ?? 'SUPPORT') : (dice.pick(roles) ?? 'LEGAL');
  return { type, by: { person: `${role}-${1 + dice.below(2)}`, role }, input } as Command;
}
