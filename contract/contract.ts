/** The contract as a pure function of its facts: open, record, duties, fulfil, decide, receive. */
import { addresses } from './addresses.ts';
import { announcements, receiveAnnouncement } from './announcements.ts';
import { productAccess } from './product-access.ts';
import { acceleration } from './acceleration.ts';
import { arrears } from './arrears.ts';
import { assistance } from './assistance.ts';
import { breach } from './breach.ts';
import { type Moment, civilOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { copyOf } from './changed.ts';
import { type Clause, fact, isRefusal, refuse } from './clause.ts';
import { collection, owedBeyondDocuments } from './collection.ts';
import { COMMANDS, type Command, type CommandType, type Refusal } from './commands.ts';
import { damages } from './damages.ts';
import { decisionsWith, wantsFourEyes } from './decisions.ts';
import { complaints } from './complaints.ts';
import { content } from './content.ts';
import { dataBreach } from './data-breach.ts';
import { denunciation, isVoidForGood, lastDenunciationDay } from './denunciation.ts';
import type { Action, Answers, Duty } from './duties.ts';
import { ending } from './ending.ts';
import type { OutsideEvent } from './events.ts';
import type { Fact, FactOf, FactType } from './facts.ts';
import { formulas } from './formulas.ts';
import { immediateSuspension } from './immediate-suspension.ts';
import { meansOfPayment, unusableMeans } from './means.ts';
import { rejectionCode } from './rejection-codes.ts';
import { insolvencyWith, receiveInsolvency } from './insolvency.ts';
import { invoicing } from './invoicing.ts';
import { ipClaims } from './ip-claims.ts';
import { notices } from './notices.ts';
import { reinstatement } from './reinstatement.ts';
import { paying, receivePayment } from './paying.ts';
import { renewalWith } from './renewal.ts';
import { retaining } from './retention.ts';
import { reversibility } from './reversibility.ts';
import type { Contract } from './state.ts';
import { reportActivity, statements } from './statements.ts';
import { open as openContract } from './subscription.ts';
import { succession } from './succession.ts';
import { supportingDocuments } from './supporting-documents.ts';
import { payOnly, suspension } from './suspension.ts';
import { hasOpenTask, openTask, tasksWith } from './tasks.ts';
import { takeOver } from './take-over.ts';
import { termination } from './termination.ts';
import { corrections } from './corrections.ts';
import { writingOff } from './write-off.ts';

type Recorder = (contract: Contract, fact: Fact) => void;
type Fulfiller = (contract: Contract, duty: Duty, answer: unknown, at: Moment) => Fact[];
type Decider = (contract: Contract, command: Command, at: Moment) => Fact[] | Refusal;

/** The clauses in the order in which their records read each other: money first, then what it cures. */
const CLAUSES: Clause[] = [
  takeOver,
  invoicing,
  statements,
  assistance,
  meansOfPayment,
  collection,
  paying,
  arrears,
  notices,
  announcements,
  complaints,
  suspension,
  immediateSuspension,
  reinstatement,
  denunciation,
  formulas,
  renewalWith(fold),
  insolvencyWith(fold),
  termination,
  acceleration,
  damages,
  writingOff,
  corrections,
  breach,
  content,
  ipClaims,
  ending,
  productAccess,
  reversibility,
  addresses,
  supportingDocuments,
  succession,
  dataBreach,
  retaining,
  decisionsWith((contract, type, input, by, at) => decideAlone(contract, { type, by, input } as Command, at)),
  tasksWith(lastDenunciationDay),
];

const pushers = CLAUSES.flatMap((clause) => clause.duties ?? []);
const recorders = new Map<FactType, Recorder[]>();
const fulfillers = new Map<Action, Fulfiller>();
const deciders = new Map<CommandType, Decider>();
for (const clause of CLAUSES) {
  for (const [type, handler] of Object.entries(clause.record ?? {}))
    recorders.set(type as FactType, [...(recorders.get(type as FactType) ?? []), handler as Recorder]);
  for (const [action, handler] of Object.entries(clause.fulfil ?? {})) fulfillers.set(action as Action, handler as Fulfiller);
  for (const [type, handler] of Object.entries(clause.decide ?? {})) deciders.set(type as CommandType, handler as Decider);
}

/** The contract at its acceptance. */
export const open = (accepted: Fact): Contract => openContract(accepted as FactOf<'subscription.accepted'>);

const LISTS = [
  ...(['fees', 'waivers', 'unbilled', 'cases', 'notices', 'suspensions', 'breaches', 'complaints', 'contentHolds'] as const),
  ...(['contentOrders', 'terminations', 'tasks', 'documentRequests', 'deferred'] as const),
];

/** An empty list leaves the contract: it stays small. */
function dropEmptyLists(contract: Contract): void {
  for (const list of LISTS) if (contract[list]?.length === 0) delete contract[list];
}

/** Folds facts in, one after the other. Never throws on a fact that comes twice or late: it then changes nothing. */
export function fold(contract: Contract, facts: readonly Fact[]): Contract {
  const draft = copyOf(contract);
  foldInto(draft, facts);
  return draft;
}

/** Folds facts into a copy of a contract that nobody else holds. */
export function foldInto(draft: Contract, facts: readonly Fact[]): void {
  for (const one of facts) into(draft, one);
  dropEmptyLists(draft);
}

/** Folds one fact in. */
export const record = (contract: Contract, one: Fact): Contract => fold(contract, [one]);

function into(draft: Contract, one: Fact): void {
  for (const recorder of recorders.get(one.type) ?? []) recorder(draft, one);
  if (one.type === 'duty.deferred') {
    const { deferred, until, since, tries } = one;
    draft.deferred = [
      ...(draft.deferred ?? []).filter((entry) => entry.duty !== deferred),
      { duty: deferred, until: momentOf(until), since: momentOf(since), tries },
    ];
  } else if (draft.deferred) {
    const ids = new Set(allDuties(draft).map((duty) => duty.id));
    draft.deferred = draft.deferred.filter((entry) => ids.has(entry.duty));
  }
}

/** A12: what comes first at the same instant. */
const ORDER: Action[] = [
  'subscription.start',
  'suspension.lift',
  'subscription.end',
  'access.close',
  'access.open',
  'term.renew',
  'debts.accelerate',
  'acceleration.undo',
  'invoice.issue',
  'statement.issue',
  'debit-note.issue',
  'credit-note.issue',
  'refund.set-off',
  'suspension.apply',
  'hold.lift',
  'content.carry-out',
  'data.destroy',
  'payment.present',
  'payment.ask-result',
  'payment.set-off',
  'notice.send',
  'renewal.announce',
  'invoice.remind',
  'task.open',
  'task.remind',
  'refund.release',
  'export.start',
  'export.ask-result',
  'export.remind',
  'evidence.purge',
  'accounts.purge',
];
const RANK = new Map(ORDER.map((action, index) => [action, index]));
const rank = (duty: Duty): number => RANK.get(duty.action) ?? ORDER.length;
const byDue = (a: Duty, b: Duty): number => a.due - b.due || rank(a) - rank(b) || (a.id < b.id ? -1 : 1);

function allDuties(contract: Contract): Duty[] {
  const due: Duty[] = [];
  for (const push of pushers) push(contract, due);
  return due;
}

/** A duty that failed waits for its next try (A10). */
function deferred(contract: Contract, due: Duty[]): Duty[] {
  if (!contract.deferred) return due;
  const until = new Map(contract.deferred.map((entry) => [entry.duty, entry.until]));
  return due.map((duty) => ({ ...duty, due: Math.max(duty.due, until.get(duty.id) ?? 0) }));
}

/** All that is due, earliest first, in the order of A12. Pure and total. */
export const duties = (contract: Contract): Duty[] => deferred(contract, allDuties(contract)).sort(byDue);

/** The next duty, or undefined when nothing will ever be due again unless something happens. */
export function nextDuty(contract: Contract): Duty | undefined {
  let first: Duty | undefined;
  for (const duty of deferred(contract, allDuties(contract))) if (!first || byDue(duty, first) < 0) first = duty;
  return first;
}

/** The facts that performing a duty leads to, given what the outside answered; each bears the duty's id. */
export function fulfil(contract: Contract, duty: Duty, answer: Answers[keyof Answers] | null, at: Moment): Fact[] {
  const facts = fulfillers.get(duty.action)?.(contract, duty, answer, at) ?? [];
  for (const one of facts) one.duty = duty.id;
  return facts;
}

/** The facts of a command that nobody else must agree to, or that a second person has agreed to. */
export function decideAlone(contract: Contract, command: Command, at: Moment): Fact[] | Refusal {
  const decider = deciders.get(command.type);
  if (!decider) throw new Error(`no clause decides ${command.type}`);
  const { article, afterDeletion } = COMMANDS[command.type];
  if (contract.state === 'DELETED' && !afterDeletion) return refuse(article, 'closed');
  return decider(contract, command, at);
}

/** The facts of a person's command, or the refusal that names its entry; where four eyes are asked, the proposal that waits for them (A10). Pure: nothing changes. */
export function decide(contract: Contract, command: Command, at: Moment): Fact[] | Refusal {
  const facts = payOnly(contract, command) ?? decideAlone(contract, command, at);
  if (isRefusal(facts) || !wantsFourEyes(contract, command)) return facts;
  const proposal = { type: command.type, by: command.by, input: { ...command.input } };
  return [openTask(contract, 'FOUR_EYES', COMMANDS[command.type].article, at, { by: command.by, command: proposal })];
}

const HOUR = 3_600_000;

/** Why a duty is not tried at once again: what it led to is in the journal, and leaves it due. */
export const NOT_DISCHARGED = 'its facts do not discharge it';

/** A duty that could not be done: tried again after a while that grows to six hours; after a day a person is told (A10), at once where trying again cannot help. */
function defer(contract: Contract, id: string, reason: string, at: Moment): Fact[] {
  const duty = allDuties(contract).find((one) => one.id === id);
  if (!duty) return []; // no longer due
  const before = contract.deferred?.find((entry) => entry.duty === id);
  const tries = (before?.tries ?? 0) + 1;
  const since = before?.since ?? at;
  const until = at + Math.min(6 * HOUR, 60_000 * 4 ** (tries - 1));
  if (reason !== NOT_DISCHARGED && duty.action === 'payment.present' && (id.startsWith('present/now-') || parisDay(until) > parisDay(at)))
    return fulfil(contract, duty, { outcome: 'FAILED', reason }, at); // the provider failed all day: presented again on the next one (E5.5b)
  const facts = [fact('duty.deferred', 'E0', at, { deferred: id, until: isoOf(until), since: isoOf(since), tries, reason })];
  const late = until - since >= 24 * HOUR || reason === NOT_DISCHARGED || duty.action === 'data.destroy'; // what should be destroyed and is not is told at once
  if (late && !hasOpenTask(contract, 'STUCK_DUTY')) facts.push(openTask(contract, 'STUCK_DUTY', 'E0', at, { about: id }));
  return facts;
}

/** The facts of what the outside tells; none if it is known or no longer matters. */
export function receive(contract: Contract, event: OutsideEvent, at: Moment): Fact[] {
  const on = civilOf(parisDay(at));
  const pending = 'payment' in event && contract.payments.some((one) => one.id === event.payment && one.presentedOn !== undefined);
  switch (event.type) {
    case 'charge-settled':
      return pending ? [fact('payment.settled', 'E5.5a', at, { payment: event.payment, settledOn: on }, 'outside')] : [];
    case 'charge-rejected':
      return pending ? [fact('payment.rejected', 'E5.5b', at, { payment: event.payment, code: event.code, rejectedOn: on }, 'outside')] : [];
    case 'charge-reversed': {
      const { payment, code, reopened, method, cause } = event;
      const ends = method !== undefined && rejectionCode(code).mandate !== 'KEEP';
      const settled = pending ? [fact('payment.settled', 'E5.5a', at, { payment, settledOn: on }, 'outside')] : [];
      const facts = [
        ...settled,
        fact(
          'payment.reversed',
          'E5.5b',
          at,
          { payment, reversedOn: on, reopened, code, ...(ends ? { method } : {}), ...(cause ? { cause } : {}) },
          'outside',
        ),
      ];
      return owedBeyondDocuments(contract, payment) > 0
        ? [...facts, openTask(contract, 'EXCESS_TAKEN_BACK', 'E5.3f', at, { about: payment })]
        : facts;
    }
    case 'client-payment':
      return receivePayment(contract, event, at);
    case 'method-changed':
      return [fact('payment-method.changed', 'E5.5a', at, { ...event.means, verified: event.verified }, 'outside')];
    case 'method-ended':
      return event.method === contract.means.method && !unusableMeans(contract)
        ? [fact('payment-method.ended', 'E5.5a', at, { method: event.method, code: event.code }, 'outside')]
        : [];
    case 'notice-bounced': {
      const bounced = fact('notice.bounced', 'E11.1b', at, { notice: event.notice }, 'outside');
      return isVoidForGood(contract, event.notice, parisDay(at))
        ? [bounced, openTask(contract, 'VOID_DENUNCIATION', 'E8.1d', at, { about: event.notice })]
        : [bounced];
    }
    case 'notice-acknowledged': // evidence only: the period runs from deemed receipt all the same
      return [fact('notice.acknowledged', 'E11.1b', at, { notice: event.notice }, 'outside')];
    case 'export-ready': {
      const waiting = contract.exports?.some((one) => one.id === event.export && one.deliveredOn === undefined);
      return waiting
        ? [fact('export.delivered', 'E8.6a', at, { export: event.export, deliveredOn: on, sha256: event.sha256, counts: event.counts }, 'outside')]
        : [];
    }
    case 'contact-activity':
      return reportActivity(contract, event, at);
    case 'legal-rate':
      return [fact('legal-rate.published', 'E5.3d', at, { effectiveOn: event.effectiveOn, monthlyRate: event.monthlyRate }, 'outside')];
    case 'announcement':
      return receiveAnnouncement(contract, event, at);
    case 'insolvency':
      return receiveInsolvency(contract, event.record, at, fold);
    case 'money-differs':
      return hasOpenTask(contract, 'MONEY_DIFFERS') ? [] : [openTask(contract, 'MONEY_DIFFERS', 'E5.5a', at, { about: event.about })];
    case 'duty-failed':
      return defer(contract, event.duty, event.reason, at);
  }
}
