/** A10: what a person must decide. A task has its choices; the consequences belong to the clause that opened it. */
import { civilOf, dayOf, parisDay } from './calendar.ts';
import { type Clause, fact } from './clause.ts';
import type { Fact, FactOf, TaskKind } from './facts.ts';
import type { Contract } from './state.ts';

export const hasOpenTask = (contract: Contract, kind: TaskKind): boolean => contract.tasks?.some((one) => one.kind === kind) ?? false;

/** What can be chosen in each kind of task. */
export const CHOICES: Record<TaskKind, string[]> = {
  HAND_NOTICE: ['SEND_BY_EMAIL', 'SEND_BY_LETTER'],
  ARRANGEMENT: ['ACCEPT', 'REFUSE'],
  RENEWAL_REVIEW: ['LET_RENEW', 'DENOUNCE'],
  PRICE_DECISION: ['SET_PRICE'],
  DISPUTE: ['ACCEPT', 'REJECT'],
  CURE: ['CURED', 'NOT_CURED'],
  CONTESTED_TERMINATION: ['MAINTAIN_CURED', 'GIVE_IN'],
  FOUR_EYES: ['APPROVE', 'REFUSE'],
  REFUND: ['RELEASE', 'CONTEST'],
  OTHER_DEBT: ['PRESENT_AGAIN', 'WAIVE', 'LEAVE'],
  OVERPAYMENT: ['GIVEN_BACK'],
  DENUNCIATION_WITHDRAWAL: ['ACCEPT', 'REFUSE'],
  VOID_DENUNCIATION: ['LET_RENEW'],
  STUCK_DUTY: ['RETRY'],
};

/** Opens a task of this subscription; its id is the kind and its order. */
export function openTask(contract: Contract, kind: TaskKind, article: string, at: number, more: Partial<FactOf<'task.opened'>> = {}): Fact {
  const id = `${contract.number}-${kind.toLowerCase().replaceAll('_', '-')}-${contract.tasksOpened + 1}`;
  const data = { task: id, kind, choices: CHOICES[kind], dueOn: null, command: null, about: null, ...more };
  return fact('task.opened', article, at, data, more.by ?? 'engine');
}

export const tasks: Clause = {
  duties(contract, due) {
    if (contract.overpaid && !hasOpenTask(contract, 'OVERPAYMENT'))
      due.push({
        id: `task/overpaid/${contract.tasksOpened + 1}`,
        action: 'task.open',
        due: contract.overpaid.at,
        article: 'E5.3f',
        ref: 'OVERPAYMENT',
      });
  },
  fulfil: {
    'task.open': (contract, duty, _answer, at) => {
      const [kind, about] = (duty.ref ?? '').split(':') as [TaskKind, string | undefined];
      const suspension = contract.suspensions?.find((one) => one.reason === 'PAYMENT');
      const dueOn = kind === 'ARRANGEMENT' && suspension?.decideBy !== undefined ? civilOf(suspension.decideBy) : null;
      const opened = openTask(contract, kind, duty.article, at, { about: about ?? null, dueOn });
      if (kind !== 'ARRANGEMENT' || !suspension) return [opened];
      const needed = { paidOn: civilOf(suspension.paidOn ?? parisDay(at)), decideBy: dueOn ?? civilOf(parisDay(at)) };
      return [fact('arrangement.needed', 'E8.3a-r', at, needed), opened];
    },
  },
  record: {
    'task.opened': (contract, { task: id, kind, dueOn, command, about }) => {
      if (contract.tasks?.some((one) => one.id === id)) return;
      contract.tasksOpened += 1;
      const task = { id, kind, ...(dueOn ? { dueOn: dayOf(dueOn) } : {}), ...(command ? { command } : {}), ...(about ? { about } : {}) };
      contract.tasks = [...(contract.tasks ?? []), task];
      if (kind === 'RENEWAL_REVIEW') contract.term = { ...contract.term, reviewed: true };
      if (kind === 'OTHER_DEBT') contract.receivables = contract.receivables.map((one) => (one.id === about ? { ...one, asked: true } : one));
    },
    'task.decided': (contract, decided) => {
      const task = contract.tasks?.find((one) => one.id === decided.task);
      const left = (contract.tasks ?? []).filter((one) => one.id !== decided.task);
      if (left.length > 0) contract.tasks = left;
      else delete contract.tasks;
      if (task?.kind === 'OVERPAYMENT') delete contract.overpaid;
      if (task?.kind === 'OTHER_DEBT' && decided.choice === 'PRESENT_AGAIN')
        contract.receivables = contract.receivables.map((one) =>
          one.id === task.about ? { ...one, presentOn: parisDay(Date.parse(decided.at)) + 1 } : one,
        );
      if (task?.kind === 'STUCK_DUTY') contract.deferred = (contract.deferred ?? []).filter((one) => one.duty !== task.about);
    },
  },
};
