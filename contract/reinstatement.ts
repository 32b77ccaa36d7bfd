/** CGUV 8.3 (a): access comes back when the overdue payments are made and an arrangement secures the next ones. */
import { type Day, type Moment, addWorkingDays, civilOf, dayOf, instantOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { Duty } from './duties.ts';
import type { Fact, FactOf } from './facts.ts';
import { parameter } from './parameters.ts';
import { findReceivable, isOverdue, isOwed, isPrincipal, openCents } from './receivables.ts';
import type { Contract, Suspension } from './state.ts';
import { SUSPENDED_UNDER, closeCuredCases, closesProduct, paymentSuspension, suspensionDay, unpaidOf } from './suspension.ts';
import { hasOpenTask, openTask } from './tasks.ts';

/** What must be paid before access comes back, seen on a day (`reinstatement.requires`). */
function stillOwed(contract: Contract, on: Day): boolean {
  const requires = parameter(contract, 'reinstatement.requires');
  return contract.receivables.some((one) => {
    if (!isOverdue(contract, one, on)) return false;
    if (requires === 'ALSO_ACCESSORIES') return true;
    return isPrincipal(one) && (requires === 'ALL_OVERDUE_PRINCIPAL' || one.notified !== undefined);
  });
}

/** A12: was anything of its case unpaid at the instant of suspension, by the days on which payments were ordered? Undefined while that is open, or was seen before. */
function wasUnpaid(contract: Contract, suspension: Suspension): boolean | undefined {
  const one = contract.cases?.find((entry) => entry.id === suspension.case);
  if (!one || suspension.proved) return undefined;
  let open = false;
  for (const id of one.invoices) {
    const receivable = findReceivable(contract, id);
    if (!receivable) continue; // paid, and seen below when it was
    let inTime = 0;
    for (const [day, cents] of receivable.paid) if (day < suspension.since) inTime += cents;
    if (inTime >= receivable.gross) continue;
    if (openCents(receivable) <= 0) return true;
    open = true;
  }
  return open ? undefined : false;
}

function update(contract: Contract, change: (suspension: Suspension) => Suspension): void {
  if (contract.suspensions) contract.suspensions = contract.suspensions.map((one) => (one.reason === 'PAYMENT' ? change(one) : one));
}

/** After money came in on a day: is the suspension disproved, or is all paid that had to be? */
export function reviewPayment(contract: Contract, at: Moment, orderedOn: Day, secured: boolean): void {
  const suspension = paymentSuspension(contract);
  if (suspension) {
    const unpaid = wasUnpaid(contract, suspension);
    const paid = !stillOwed(contract, parisDay(at));
    const owed = contract.receivables.some((one) => isPrincipal(one) && one.settledAt === at); // overdue: paid before, it has left the contract
    update(contract, (one) => ({
      ...one,
      ...(secured ? { secured: true, securedAt: at } : {}),
      ...(paid && (one.paidOn === undefined || owed)
        ? { paidOn: orderedOn, paidAt: at, decideBy: addWorkingDays(orderedOn, parameter(contract, 'reinstatement.silenceDays')) }
        : {}),
      ...(unpaid === false ? { disprovedAt: one.disprovedAt ?? at } : {}),
      ...(unpaid ? { proved: true } : {}),
    }));
  }
  closeCuredCases(contract, parisDay(at));
}

/** E8.3a, E8.2-iii: what a suspension rested on where none of it is owed any more: LEGAL found it not due, or a judgment froze it; one that came first disproves the suspension. */
function fallen(contract: Contract, { case: id, since }: Suspension): Pick<Suspension, 'fell'> | undefined {
  const left = contract.receivables.filter((one) => id !== undefined && one.notified === id && openCents(one) > 0);
  const [first] = left;
  if (!first || left.some(isOwed)) return undefined;
  if (first.frozen === undefined) return { fell: 'DISPUTED' };
  return first.frozen < since ? {} : { fell: 'FROZEN' };
}

/** A12: a suspension that comes back with its subscription: what disproved the end has taken its ground, has paid all that had to be, or disproves it as well. */
export function cameBack(contract: Contract, suspension: Suspension, at: Moment): Suspension {
  const ground = fallen(contract, suspension);
  if (ground) return { ...suspension, ...ground, disprovedAt: at };
  const paidOn = contract.latePaidOn ?? parisDay(at);
  if (paidOn < suspension.since) return { ...suspension, disprovedAt: at };
  if (stillOwed(contract, parisDay(at))) return suspension; // something fell due after the end
  return { ...suspension, paidOn, paidAt: at, decideBy: addWorkingDays(paidOn, parameter(contract, 'reinstatement.silenceDays')) };
}

const LIFTED_BY = {
  SECURED: 'PAID',
  ACCEPTED: 'ARRANGED',
  SILENCE: 'SILENCE',
  DISPROVED: 'DISPROVED',
  DISPUTED: 'DECISION',
  FROZEN: 'FROZEN',
} as const;

/** When, and why, a payment suspension ends by itself; undefined while it does not. */
export function liftOf(contract: Contract, suspension: Suspension): { due: Moment; because: keyof typeof LIFTED_BY } | undefined {
  const { paidAt, decideBy, disprovedAt } = suspension;
  if (disprovedAt !== undefined) return { due: disprovedAt, because: suspension.fell ?? 'DISPROVED' };
  if (paidAt === undefined) return undefined;
  const mode = parameter(contract, 'reinstatement.arrangement');
  const found = (due: Moment, because: keyof typeof LIFTED_BY) => (stillOwed(contract, parisDay(due)) ? undefined : { due, because });
  if (mode === 'NONE') return found(paidAt, 'SECURED');
  if (mode === 'WORKING_MEANS' && suspension.secured) return found(Math.max(paidAt, suspension.securedAt ?? 0), 'SECURED');
  if (suspension.arrangement === 'ACCEPTED') return found(Math.max(paidAt, suspension.arrangedAt ?? 0), 'ACCEPTED');
  const silentFrom = instantOf((decideBy as Day) + 1);
  const unasked = suspension.arrangement === undefined && silentFrom > paidAt; // recorded later than that, there is nothing left to ask
  return suspension.arrangement === 'REFUSED' || unasked ? undefined : found(Math.max(paidAt, silentFrom), 'SILENCE');
}

function pushReinstatement(contract: Contract, suspension: Suspension, due: Duty[]): void {
  const lift = liftOf(contract, suspension);
  const key = `${suspension.case ?? suspension.reason}/${civilOf(suspension.since)}`;
  if (lift) due.push({ id: `lift/${key}/${lift.because}`, action: 'suspension.lift', due: lift.due, article: 'E8.3a-r', ref: lift.because });
  else if (suspension.paidAt !== undefined && suspension.arrangement === undefined)
    due.push({
      id: `task/arrangement/${key}/${civilOf(suspension.paidOn ?? 0)}`,
      action: 'task.open',
      due: suspension.paidAt,
      article: 'E8.3a-r',
      ref: 'ARRANGEMENT',
    });
}

function decideArrangement(contract: Contract, accepted: boolean, reason: string, by: FactOf<'arrangement.decided'>['by'], at: Moment) {
  const suspension = paymentSuspension(contract);
  if (!suspension) return refuse('E8.3a-r', 'not-suspended');
  const task = contract.tasks?.find((one) => one.kind === 'ARRANGEMENT');
  const decided = fact('arrangement.decided', 'E8.3a-r', at, { accepted, reason }, by);
  return task ? [decided, fact('task.decided', 'E8.3a-r', at, { task: task.id, choice: accepted ? 'ACCEPT' : 'REFUSE', reason }, by)] : [decided];
}

/** LEGAL lifts a suspension: the one named; unnamed, the only one, or the only one that no payment can lift. */
function liftByDecision(contract: Contract, { input, by }: CommandOf<'lift-suspension'>, at: Moment): Fact[] | Refusal {
  const all = (contract.suspensions ?? []).filter((one) => !input.suspension || one.reason === input.suspension);
  const decided = all.filter((one) => one.reason !== 'PAYMENT');
  const found = decided.length > 0 ? decided : all;
  const [suspension] = found;
  if (!suspension) return refuse('E8.3a', 'not-suspended');
  if (found.length > 1)
    return refuse(SUSPENDED_UNDER[suspension.reason], 'which-suspension', [], { reasons: found.map((one) => one.reason).join(', ') });
  const { reason } = suspension;
  return [fact('suspension.lifted', SUSPENDED_UNDER[reason], at, { reason, because: 'DECISION', text: input.reason }, by)];
}

/** E8.3a: what a suspension rests on is contested in time after all (recorded late), or LEGAL accepts the dispute: it has no ground any more. */
function reviewDispute(contract: Contract, at: Moment): void {
  const suspension = paymentSuspension(contract);
  const one = contract.cases?.find((entry) => entry.id === suspension?.case);
  if (
    suspension &&
    one &&
    suspensionDay(contract, { ...one, invoices: unpaidOf(contract, one).map(({ id }) => id) }) === undefined &&
    !unpaidOf(contract, one).some(({ collecting }) => collecting)
  )
    update(contract, (entry) => ({ ...entry, disprovedAt: entry.disprovedAt ?? at, fell: 'DISPUTED' }));
  closeCuredCases(contract, parisDay(at));
}

export const reinstatement: Clause = {
  duties(contract, due) {
    const suspension = paymentSuspension(contract);
    if (suspension) pushReinstatement(contract, suspension, due);
  },
  fulfil: {
    'suspension.lift': (_contract, duty, _answer, at) => [
      fact('suspension.lifted', 'E8.3a-r', at, { reason: 'PAYMENT', because: LIFTED_BY[duty.ref as keyof typeof LIFTED_BY], text: null }),
    ],
  },
  record: {
    'payment.settled': (contract, settled) => reviewPayment(contract, momentOf(settled.at), dayOf(settled.settledOn), true),
    'payment.recorded': (contract, payment) => reviewPayment(contract, momentOf(payment.at), dayOf(payment.orderedOn), false),
    'notice.bounced': (contract, { at }) => {
      const voided = contract.cases?.find((one) => one.id === paymentSuspension(contract)?.case)?.sent.length === 0;
      if (voided) update(contract, (one) => ({ ...one, disprovedAt: one.disprovedAt ?? momentOf(at) }));
    },
    'complaint.opened': (contract, { at }) => reviewDispute(contract, momentOf(at)),
    'dispute.decided': (contract, { accepted, at }) => accepted && reviewDispute(contract, momentOf(at)),
    'payment-method.changed': (contract, changed) => {
      if (changed.verified) update(contract, (one) => ({ ...one, secured: true, securedAt: momentOf(changed.at) }));
      else update(contract, ({ secured: _, ...one }) => one);
    },
    'payment.rejected': (contract) => update(contract, ({ secured: _, ...one }) => one),
    'arrangement.needed': (contract) => update(contract, (one) => ({ ...one, arrangement: one.arrangement ?? 'NEEDED' })),
    'arrangement.proposed': (contract, proposed) =>
      update(contract, (one) => ({ ...one, arrangement: 'PROPOSED', decideBy: dayOf(proposed.decideBy) })),
    'arrangement.decided': (contract, decided) =>
      update(contract, (one) => ({ ...one, arrangement: decided.accepted ? 'ACCEPTED' : 'REFUSED', arrangedAt: momentOf(decided.at) })),
    'suspension.lifted': (contract, lifted) => {
      const left = (contract.suspensions ?? []).filter((one) => one.reason !== lifted.reason);
      contract.notices = (contract.notices ?? []).filter((one) => one.about.reason !== lifted.reason); // one that waits to tell of it
      if (lifted.reason === 'PAYMENT') {
        if (typeof lifted.by !== 'string') contract.cases = (contract.cases ?? []).map((one) => ({ ...one, spared: true })); // a person decided
        contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'ARRANGEMENT');
      }
      contract.suspensions = left;
      if (!left.some(closesProduct) && contract.state === 'SUSPENDED') contract.state = 'ACTIVE';
    },
  },
  decide: {
    'propose-arrangement': (contract, { input, by }, at) => {
      const suspension = paymentSuspension(contract);
      if (!suspension) return refuse('E8.3a-r', 'not-suspended');
      const overdue = contract.receivables.some((one) => isPrincipal(one) && isOverdue(contract, one, parisDay(at)));
      if (overdue) return refuse('E8.3a-r', 'overdue-first', [{ command: 'pay-now' }]);
      const awaited = suspension.arrangement === 'REFUSED' ? undefined : suspension.decideBy;
      const decideBy = civilOf(awaited ?? addWorkingDays(parisDay(at), parameter(contract, 'reinstatement.silenceDays')));
      const proposed = fact('arrangement.proposed', 'E8.3a-r', at, { text: input.text, decideBy }, by);
      return hasOpenTask(contract, 'ARRANGEMENT') ? [proposed] : [proposed, openTask(contract, 'ARRANGEMENT', 'E8.3a-r', at, { dueOn: decideBy })];
    },
    'accept-arrangement': (contract, { input, by }, at) => decideArrangement(contract, input.accepted ?? true, input.reason, by, at),
    'lift-suspension': liftByDecision,
  },
};
