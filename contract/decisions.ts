/** A10: the decision of a task, with its consequences; four eyes take a second person, different from the first. */
import { type Clause, fact, isRefusal, refuse } from './clause.ts';
import { COMMANDS, type Command, type CommandOf, type CommandType, type Refusal } from './commands.ts';
import { decideCure } from './breach.ts';
import { renewalUndone } from './denunciation.ts';
import { waitingChoice } from './formulas.ts';
import { correctDispute } from './complaints.ts';
import type { CompanyRole, Fact, Role, TaskKind } from './facts.ts';
import { closeClaim } from './ip-claims.ts';
import { sendDefaultNotice } from './notices.ts';
import { type Parameters, parameter } from './parameters.ts';
import { findReceivable, openCents } from './receivables.ts';
import type { Contract, Task } from './state.ts';
import { CHOICES, openTask } from './tasks.ts';
import { withdrawnByDecision } from './termination.ts';
import { writeOff } from './write-off.ts';

/** Which roles decide which task (A9, A10). */
export const DECIDERS: Record<TaskKind, readonly CompanyRole[]> = {
  HAND_NOTICE: ['LEGAL', 'SUPPORT'],
  ARRANGEMENT: ['BILLING'],
  RENEWAL_REVIEW: ['LEGAL'],
  PRICE_DECISION: ['BILLING'],
  DISPUTE: ['LEGAL'],
  CURE: ['LEGAL'],
  CONTESTED_TERMINATION: ['LEGAL'],
  INSOLVENCY_GROUND: ['LEGAL'],
  FOUR_EYES: ['LEGAL', 'DPO'], // of them, those who may propose the same command
  REFUND: ['BILLING'],
  OTHER_DEBT: ['BILLING'],
  OVERPAYMENT: ['BILLING'],
  EXCESS_TAKEN_BACK: ['BILLING'],
  MEANS: ['BILLING'],
  MONEY_DIFFERS: ['BILLING'],
  DENUNCIATION_WITHDRAWAL: ['LEGAL'],
  VOID_DENUNCIATION: ['LEGAL'],
  DOCUMENTS: ['LEGAL'],
  VAT_TREATMENT: ['BILLING'],
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
};

type Decide = CommandOf<'decide'>;
type Consequence = (contract: Contract, task: Task, command: Decide, at: number) => Fact[] | Refusal;
/** Runs the command that a choice stands for, given by a person. */
type Delegate = (contract: Contract, type: CommandType, input: Record<string, unknown>, by: Decide['by'], at: number) => Fact[] | Refusal;

/** The name of a command in `fourEyes.commands`: `terminate-for-cause` is listed as `terminateForCause`. */
const listed = (type: string): string => type.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A10: whether the terms list a command for four eyes. */
export const isListed = (terms: { parameters: Parameters }, command: string): boolean =>
  parameter(terms, 'fourEyes.commands')
    .split(', ')
    .some((one) => one.split(' ')[0] === listed(command));

/** A10: whether a command of this person waits for a second one: its role is one of those, and the terms list the command. */
export function wantsFourEyes(contract: Contract, { type, by }: Command): boolean {
  const { fourEyes } = COMMANDS[type] as { fourEyes?: readonly Role[] };
  return fourEyes?.includes(by.role) === true && isListed(contract, type);
}

/** The proposal is decided anew on the contract of today, for the person who proposed it; the second must be another (A10). */
function secondPerson(delegate: Delegate, contract: Contract, task: Task, command: Decide, at: number): Fact[] | Refusal {
  const proposed = task.command;
  if (!proposed || typeof proposed.by === 'string') return refuse('A10', 'no-proposal');
  const type = proposed.type as CommandType;
  if (proposed.by.person === command.by.person) return refuse(COMMANDS[type].article, 'same-person', [{ command: 'decide' }]);
  if (command.input.choice === 'REFUSE') return [];
  return delegate(contract, type, proposed.input, proposed.by, at);
}

function otherDebt(contract: Contract, task: Task, { input, by }: Decide, at: number): Fact[] | Refusal {
  const receivable = findReceivable(contract, task.about ?? '');
  if (input.choice === 'WRITE_OFF') return writeOff(contract, { invoice: task.about ?? '', reason: input.reason }, by, at);
  if (input.choice !== 'WAIVE' || !receivable) return [];
  return [fact('accessory.waived', 'E5.3e', at, { invoice: receivable.id, what: 'FEE', cents: openCents(receivable), reason: input.reason }, by)];
}

/** E8.2b: what is contested is no longer paid back by silence, and stays to be decided until it is. */
function contestRefund(contract: Contract, task: Task, { input, by }: Decide, at: number): Fact[] {
  if (input.choice !== 'CONTEST') return [];
  const creditNote = task.about ?? '';
  const contested = fact('refund.contested', 'E8.2b', at, { creditNote, reason: input.reason }, by);
  return [contested, openTask(contract, 'REFUND', 'E8.2b', at, { about: creditNote })];
}

const consequences = (delegate: Delegate): Record<TaskKind, Consequence> => ({
  // what waits to be handed over leaves by another channel after all
  HAND_NOTICE: (contract, _task, { input, by }, at) =>
    sendDefaultNotice(contract, { channel: input.choice === 'SEND_BY_LETTER' ? 'REGISTERED_LETTER' : 'EMAIL' }, by, at),
  ARRANGEMENT: (contract, _task, command, at) =>
    delegate(contract, 'accept-arrangement', { accepted: command.input.choice === 'ACCEPT', reason: command.input.reason }, command.by, at),
  RENEWAL_REVIEW: (contract, _task, command, at) => (command.input.choice === 'DENOUNCE' ? delegate(contract, 'denounce', {}, command.by, at) : []),
  PRICE_DECISION: (_contract, task, { input, by }, at) =>
    input.price
      ? [fact('price.decided', 'E5.1b', at, { term: Number(task.about?.slice(1)), price: input.price, reason: input.reason }, by)]
      : refuse('E5.1b', 'price-missing'),
  DISPUTE: (contract, task, command, at) =>
    delegate(
      contract,
      'decide-dispute',
      { complaint: task.about, accepted: command.input.choice === 'ACCEPT', reason: command.input.reason },
      command.by,
      at,
    ),
  CURE: (contract, task, { input, by }, at) =>
    decideCure(
      contract,
      { type: 'decide-cure', by, input: { cured: input.choice === 'CURED', reason: input.reason, ...(task.about ? { breach: task.about } : {}) } },
      at,
    ),
  CONTESTED_TERMINATION: (contract, task, { input, by }, at) => {
    const notice = task.about ?? '';
    const breach = contract.terminations?.find((one) => one.notice === notice)?.breach ?? '';
    if (input.choice === 'MAINTAIN_CURED') return [fact('termination.withdrawn', 'E8.2-ii', at, { notice, because: 'DECISION' }, by)];
    return [fact('breach.cure-decided', 'E8.2-ii', at, { breach, cured: false, reason: input.reason }, by)];
  },
  INSOLVENCY_GROUND: (_contract, task, { input, by }, at) =>
    input.choice === 'NOT_INSOLVENT' ? withdrawnByDecision(task.about ?? '', 'E8.2-iii', by, at) : [],
  FOUR_EYES: (contract, task, command, at) => secondPerson(delegate, contract, task, command, at),
  REFUND: contestRefund,
  OTHER_DEBT: otherDebt,
  OVERPAYMENT: () => [],
  EXCESS_TAKEN_BACK: () => [], // it is asked for by hand; the money is recorded when it comes
  MEANS: () => [],
  MONEY_DIFFERS: () => [], // what was missing is recorded by its own command
  DENUNCIATION_WITHDRAWAL: (contract, task, { input, by }, at) => {
    if (input.choice !== 'ACCEPT') return [];
    return task.command ? waitingChoice(contract, task, true, { by, at }) : [fact('denunciation.withdrawn', 'E8.1d', at, { party: 'CLIENT' }, by)];
  },
  VOID_DENUNCIATION: () => [],
  DOCUMENTS: () => [],
  VAT_TREATMENT: () => [], // E5.4: what follows is done by hand
  ACCOUNT_MISUSE: () => [],
  AUDIT: () => [],
  ASSIGNMENT: (contract, task, { input, by }, at) =>
    delegate(contract, 'approve-assignment', { assignment: task.about, approved: input.choice === 'APPROVE', reason: input.reason }, by, at),
  LATE_FORMULA_CHOICE: (contract, task, { input, by }, at) => waitingChoice(contract, task, input.choice === 'ACCEPT', { by, at }),
  LATE_DENUNCIATION: (contract, _task, { input, by }, at) => (input.choice === 'UNDO_RENEWAL' ? [renewalUndone(contract, input.reason, by, at)] : []),
  SUSPENSION: (contract, _task, { input, by }, at) =>
    input.choice === 'SUSPEND' ? delegate(contract, 'suspend', { reason: input.reason }, by, at) : [],
  COMPLAINT: (contract, task, { input, by }, at) => delegate(contract, 'answer-complaint', { complaint: task.about, answer: input.reason }, by, at),
  DISPUTE_CORRECTION: correctDispute,
  IP_CLAIM: closeClaim,
  DECLARE_CLAIM: () => [],
  OFFICER_ANSWER: (_contract, _task, { input, by }, at) => [
    fact('officer.answered', 'E8.2-iii', at, { answer: input.choice === 'CONTINUES' ? 'CONTINUES' : 'RENOUNCES', reason: input.reason }, by),
  ],
  STUCK_DUTY: () => [],
});

/** Who may decide a task: for four eyes, those who may propose the same command. */
export function decidersOf({ kind, command }: Pick<Task, 'kind' | 'command'>): readonly CompanyRole[] {
  const { fourEyes } = (command ? COMMANDS[command.type as CommandType] : {}) as { fourEyes?: readonly CompanyRole[] };
  return kind === 'FOUR_EYES' ? (fourEyes ?? DECIDERS.FOUR_EYES) : DECIDERS[kind];
}

/** The clause of decisions; `delegate` runs the command that a choice stands for. */
export const decisionsWith = (delegate: Delegate): Clause => {
  const byKind = consequences(delegate);
  return {
    decide: {
      decide: (contract, command, at) => {
        const { input, by } = command;
        const task = contract.tasks?.find((one) => one.id === input.task);
        if (!task) return refuse('A10', 'task-decided');
        const deciders = decidersOf(task);
        if (!(deciders as readonly string[]).includes(by.role)) return refuse('A10', 'wrong-role', [], { roles: deciders.join(', ') });
        const choices = CHOICES[task.kind];
        if (!choices.includes(input.choice)) return refuse('A10', 'not-a-choice', [], { choices: choices.join(', ') });
        const facts = byKind[task.kind](contract, task, command, at);
        if (isRefusal(facts)) return facts;
        if (facts.some((one) => one.type === 'task.decided')) return facts;
        const decided = fact('task.decided', 'A10', at, { task: task.id, choice: input.choice, reason: input.reason }, by);
        return [decided, ...facts];
      },
    },
    record: {
      'breach.cure-decided': (contract, decided) => {
        const standing = contract.terminations?.find((one) => one.contested && one.breach === decided.breach);
        if (!standing || decided.cured) return;
        contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'CONTESTED_TERMINATION' || one.about !== standing.notice);
        const { contested: _, ...rest } = standing;
        const others = (contract.terminations ?? []).filter((one) => one !== standing);
        contract.terminations = rest.cessationOn > 0 ? [...others, rest] : others; // a notice still to leave counts from then
      },
      'task.decided': (contract, decided) => {
        if (contract.deferred) contract.deferred = contract.deferred.map((one) => ({ ...one, until: Math.min(one.until, Date.parse(decided.at)) }));
      },
    },
  };
};
