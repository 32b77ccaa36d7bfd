/** A10: what a person must decide, and until when. A task has its choices; the consequences belong to the clause that opened it. */
import { type Day, addWorkingDays, civilOf, dayOf, parisDay } from './calendar.ts';
import { type Clause, fact, sendHour } from './clause.ts';
import type { Duty } from './duties.ts';
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
  INSOLVENCY_GROUND: ['INSOLVENT', 'NOT_INSOLVENT'],
  FOUR_EYES: ['APPROVE', 'REFUSE'],
  REFUND: ['RELEASE', 'CONTEST'],
  OTHER_DEBT: ['PRESENT_AGAIN', 'WAIVE', 'WRITE_OFF', 'LEAVE'],
  OVERPAYMENT: ['GIVEN_BACK'],
  EXCESS_TAKEN_BACK: ['CLAIMED'],
  MEANS: ['KEEP_MEANS', 'GIVE_UP_MEANS'],
  MONEY_DIFFERS: ['BOOKED', 'NO_DIFFERENCE'],
  DENUNCIATION_WITHDRAWAL: ['ACCEPT', 'REFUSE'],
  VOID_DENUNCIATION: ['LET_RENEW'],
  DOCUMENTS: ['RECEIVED', 'GIVEN_UP'],
  VAT_TREATMENT: ['FRENCH_VAT', 'TREATED_BY_HAND'],
  ACCOUNT_MISUSE: ['HANDLED'],
  AUDIT: ['ANSWERED'],
  ASSIGNMENT: ['APPROVE', 'REFUSE'],
  LATE_FORMULA_CHOICE: ['ACCEPT', 'REFUSE'],
  LATE_DENUNCIATION: ['UNDO_RENEWAL', 'MAINTAIN'],
  SUSPENSION: ['SUSPEND', 'LEAVE'],
  COMPLAINT: ['ANSWER'],
  DISPUTE_CORRECTION: ['CREDIT', 'MAINTAIN_INVOICE'],
  IP_CLAIM: ['DEFENDED', 'SETTLED', 'RELEASED'],
  DECLARE_CLAIM: ['DECLARED', 'NOT_DECLARED'],
  OFFICER_ANSWER: ['CONTINUES', 'RENOUNCES'],
  STUCK_DUTY: ['RETRY'],
};

/**
 * A10: until when a task of each kind is to be decided, in working days after it is opened, where its clause sets no day of its own. Nothing follows
 * from that day but a reminder: a right is never used by silence, save where the contract says so (8.3 (a), 8.2 (b)).
 */
export const DECIDE_WITHIN: Record<TaskKind, number> = {
  HAND_NOTICE: 2,
  ARRANGEMENT: 2, // E8.3a-r: then silence reinstates
  RENEWAL_REVIEW: 10, // E8.1b: the last day on which the Company can denounce
  PRICE_DECISION: 5,
  DISPUTE: 10,
  CURE: 10,
  CONTESTED_TERMINATION: 5,
  INSOLVENCY_GROUND: 5,
  FOUR_EYES: 5,
  REFUND: 10, // E8.2b: the day on which it is released by itself
  OTHER_DEBT: 10,
  OVERPAYMENT: 10,
  EXCESS_TAKEN_BACK: 10,
  MEANS: 2,
  MONEY_DIFFERS: 5,
  DENUNCIATION_WITHDRAWAL: 5, // E8.1d: E
  VOID_DENUNCIATION: 5,
  DOCUMENTS: 10,
  VAT_TREATMENT: 5,
  ACCOUNT_MISUSE: 1,
  AUDIT: 10,
  ASSIGNMENT: 10,
  LATE_FORMULA_CHOICE: 1, // E8.1e: E
  LATE_DENUNCIATION: 5,
  SUSPENSION: 5,
  COMPLAINT: 10,
  DISPUTE_CORRECTION: 5,
  IP_CLAIM: 20,
  DECLARE_CLAIM: 10, // E8.2-iii: two months from the judgment
  OFFICER_ANSWER: 20, // E8.2-iii: a month from deemed receipt
  STUCK_DUTY: 1,
};

/** Opens a task of this subscription; its id is the kind and its order. */
export function openTask(contract: Contract, kind: TaskKind, article: string, at: number, more: Partial<FactOf<'task.opened'>> = {}): Fact {
  const id = `${contract.number}-${kind.toLowerCase().replaceAll('_', '-')}-${contract.tasksOpened + 1}`;
  const dueOn = more.dueOn ?? civilOf(addWorkingDays(parisDay(at), DECIDE_WITHIN[kind]));
  const data = { task: id, kind, choices: CHOICES[kind], command: null, about: null, ...more, dueOn };
  return fact('task.opened', article, at, data, more.by ?? 'engine');
}

/** A10: those who decide are reminded on the morning of the last day, and of the next one. */
function pushReminders(contract: Contract, due: Duty[]): void {
  for (const { id, dueOn, reminded } of contract.tasks ?? []) {
    if (reminded === 'OVERDUE') continue;
    const step = reminded ? 'OVERDUE' : 'LAST_DAY';
    const at = sendHour(contract, step === 'OVERDUE' ? dueOn + 1 : dueOn);
    due.push({ id: `task-remind/${id}/${step}`, action: 'task.remind', due: at, article: 'A10', ref: id });
  }
}

/** The tasks of a subscription; a suspended one about to renew is reviewed until the Company's last denunciation day (E8.1b). */
export const tasksWith = (lastDenunciationDay: (contract: Contract) => Day): Clause => ({
  duties(contract, due) {
    pushReminders(contract, due);
    if (contract.overpaid && contract.overpaid.cents > 0 && !hasOpenTask(contract, 'OVERPAYMENT'))
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
      const until = kind === 'ARRANGEMENT' ? suspension?.decideBy : kind === 'RENEWAL_REVIEW' ? lastDenunciationDay(contract) : undefined;
      const opened = openTask(contract, kind, duty.article, at, { about: about ?? null, ...(until === undefined ? {} : { dueOn: civilOf(until) }) });
      if (kind !== 'ARRANGEMENT' || !suspension) return [opened];
      const needed = { paidOn: civilOf(suspension.paidOn ?? parisDay(at)), decideBy: civilOf(until ?? parisDay(at)) };
      return [fact('arrangement.needed', 'E8.3a-r', at, needed), opened];
    },
    'task.remind': (contract, duty, _answer, at) => {
      const task = contract.tasks?.find((one) => one.id === duty.ref);
      if (!task) return [];
      const step = task.reminded ? 'OVERDUE' : 'LAST_DAY';
      return [fact('task.reminded', 'A10', at, { task: task.id, step, dueOn: civilOf(task.dueOn) })];
    },
  },
  record: {
    'task.opened': (contract, { task: id, kind, dueOn, command, about, at }) => {
      if (contract.tasks?.some((one) => one.id === id)) return;
      contract.tasksOpened += 1;
      const last = dayOf(dueOn);
      const told = Date.parse(at) >= sendHour(contract, last) ? { reminded: 'LAST_DAY' as const } : {};
      const task = { id, kind, dueOn: last, ...told, ...(command ? { command } : {}), ...(about ? { about } : {}) };
      contract.tasks = [...(contract.tasks ?? []), task];
      if (kind === 'RENEWAL_REVIEW') contract.term = { ...contract.term, reviewed: true };
      if (kind === 'OTHER_DEBT') contract.receivables = contract.receivables.map((one) => (one.id === about ? { ...one, asked: true } : one));
    },
    'task.reminded': (contract, { task: id, step }) => {
      contract.tasks = contract.tasks?.map((one) => (one.id === id && one.reminded !== 'OVERDUE' ? { ...one, reminded: step } : one)) ?? [];
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
});
