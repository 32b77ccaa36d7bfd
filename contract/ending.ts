/** CGUV 8.2 (b-c), 8.4: access ends at C + 1 00:00; the client that leaves for cause or exits freely is refunded the days not used. */
import { type Day, addMonths, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { cessation } from './cessation.ts';
import { type Clause, fact, isRunning, sendHour, sendingTime } from './clause.ts';
import type { Duty } from './duties.ts';
import type { Allocation, EndCause, Fact, FactOf } from './facts.ts';
import { prorata, slice, vatOf } from './money.ts';
import { parameter } from './parameters.ts';
import { allocate, baseOf, change, findReceivable, inPayingOrder, openCents } from './receivables.ts';
import { creditOfWaiver, forgetSettled } from './arrears.ts';
import type { Contract } from './state.ts';
import { paidMeanwhile, reviewPayment } from './reinstatement.ts';
import { closesProduct } from './suspension.ts';
import { openTask } from './tasks.ts';

/** E8.6a: X, the last day on which the export can be asked; where an end was found out later, the months run from there (A12: destruction is never hurried). */
export const exportUntil = (contract: Contract, cessationOn: Day): Day =>
  addMonths(contract.undone?.decidedOn ?? cessationOn, parameter(contract, 'reversibility.months'));

/** E8.2b: the part of the term price, excl. VAT, for the days after C, less the instalments that lapse. Cents. */
export function refundNetCents(contract: Contract, cessationOn: Day): number {
  const { price, term } = contract;
  const unused = term.endsOn - cessationOn;
  if (!price || unused <= 0) return 0;
  const credit = prorata(price.netCents, unused, term.endsOn - term.startsOn + 1, parameter(contract, 'refund.rounding'));
  let lapsed = 0;
  for (let n = term.issued + 1; n <= price.instalments; n++) lapsed += slice(price.netCents, price.instalments, n);
  return Math.max(0, credit - lapsed);
}

/** E8.2b: paid to the means used; to the stored one where money came in another way. */
export const refundMethod = (contract: Contract): string => contract.paidWith ?? contract.means.method;

/** E8.2b, E8.1g, E10.1b (d): the ends after which the days not used are paid back; a renewal undone is credited whole. */
const REFUNDED: readonly EndCause[] = ['TERMINATED_BY_CLIENT', 'FREE_EXIT', 'IP_OPTION'];
const isRefunded = ({ ended, undone }: Contract): boolean => ended !== undefined && (REFUNDED.includes(ended.cause) || undone !== undefined);

/** E8.2b: the credit note, set against what is unpaid; only the excess is paid back. */
function credit(contract: Contract, number: string, at: number): Fact[] {
  const ended = contract.ended;
  if (!ended) return [];
  const netCents = refundNetCents(contract, ended.on);
  const vatRate = contract.term.vatRate ?? 0;
  const vatCents = vatOf(netCents, vatRate);
  const { allocations, left } = allocate(inPayingOrder(contract.receivables), netCents + vatCents);
  const refundBy = left > 0 ? civilOf((contract.undone?.decidedOn ?? ended.on) + parameter(contract, 'refund.days')) : null;
  const id = `A/T${contract.term.number}/${civilOf(ended.on)}`;
  const corrects =
    contract.price && contract.price.instalments > 1
      ? Array.from({ length: contract.term.issued }, (_, i) => `T${contract.term.number}/${i + 1}`)
      : [`T${contract.term.number}`];
  const issued = fact('credit-note.issued', 'E8.2b', at, {
    ...{
      creditNote: id,
      cause: contract.undone ? 'RENEWAL_UNDONE' : 'UNUSED_DAYS',
      number,
      corrects,
      issuedOn: civilOf(parisDay(at)),
      netCents,
      vatRate,
      vatCents,
      grossCents: netCents + vatCents,
    },
    ...{ allocations, refundCents: left, refundBy },
  });
  return left > 0 ? [issued, openTask(contract, 'REFUND', 'E8.2b', at, { ...(refundBy ? { dueOn: refundBy } : {}), about: id })] : [issued];
}

function recordCredit(contract: Contract, allocations: Allocation[], on: Day, at: number): void {
  for (const part of allocations) {
    if (!findReceivable(contract, part.document)) continue;
    change(contract, part.document, (one) => {
      const paid: [Day, number][] = [...one.paid, [on, part.cents]];
      if (openCents({ ...one, paid }) > 0) return { ...one, paid };
      const { presentOn: _, ...rest } = one;
      return { ...rest, paid, settledAt: at };
    });
  }
  forgetSettled(contract);
}

/** What was waived was never owed: it bears nothing, and counts from before it was late. */
function recordWaiver(contract: Contract, { allocations, issuedOn, at }: FactOf<'credit-note.issued'>): void {
  const waivers = contract.waivers ?? [];
  contract.waivers = waivers.filter((one) => !allocations.some((part) => part.document === one.document));
  if (contract.waivers.length === waivers.length) return; // told before
  for (const part of allocations) {
    const waived = findReceivable(contract, part.document);
    if (waived && openCents(waived) > 0) recordCredit(contract, [part], Math.min(dayOf(issuedOn), baseOf(contract, waived)), momentOf(at));
  }
  reviewPayment(contract, momentOf(at), dayOf(issuedOn), false);
}

/** E8.2b: what is unpaid is known once no presentation is under way. */
function pushRefund(contract: Contract, due: Duty[]): void {
  const pending = contract.receivables.some((one) => one.collecting);
  if (isRefunded(contract) && !contract.credited && !pending && contract.ended && refundNetCents(contract, contract.ended.on) > 0)
    due.push({ id: `credit/${civilOf(contract.ended.on)}`, action: 'credit-note.issue', due: contract.ended.at, article: 'E8.2b' });
  const { refund } = contract;
  if (!refund || refund.contested || refund.released) return;
  const at = refund.releaseAt ?? sendHour(contract, refund.by);
  due.push({ id: `refund/${refund.creditNote}`, action: 'refund.release', due: at, article: 'E8.2b', ref: refund.creditNote });
}

export const ending: Clause = {
  duties(contract, due) {
    if (contract.state === 'PENDING')
      due.push({ id: 'start', action: 'subscription.start', due: instantOf(contract.term.startsOn), article: 'E8.1a' });
    const end = contract.ended ? undefined : cessation(contract);
    if (end && isRunning(contract))
      due.push({ id: `end/${civilOf(end.on)}`, action: 'subscription.end', due: instantOf(end.on + 1), article: 'E8.4a' });
    pushRefund(contract, due);
  },
  fulfil: {
    'subscription.start': (contract, _duty, _answer, at) => [
      fact('subscription.started', 'E8.1a', at, { startsOn: civilOf(contract.term.startsOn) }),
    ],
    'subscription.end': (contract, _duty, _answer, at) => {
      const end = cessation(contract);
      if (!end) return [];
      const data = {
        cause: end.cause,
        cessationOn: civilOf(end.on),
        exportUntil: civilOf(exportUntil(contract, end.on)),
        sendAt: isoOf(sendingTime(contract, at)),
      };
      return [fact('subscription.ended', 'E8.4a', at, data)];
    },
    'credit-note.issue': (contract, duty, answer, at) =>
      duty.ref ? creditOfWaiver(contract, duty.ref, answer.number, at) : credit(contract, answer.number, at),
    'refund.release': (contract, _duty, answer, at) => {
      const refund = contract.refund;
      if (!refund) return [];
      const { creditNote, cents } = refund;
      return [fact('refund.released', 'E8.2b', at, { creditNote, cents, method: refundMethod(contract), reference: answer.reference })];
    },
  },
  record: {
    'subscription.ended': (contract, ended) => {
      if (contract.ended || contract.deleted) return;
      contract.state = 'ENDED';
      const { suspensions, formulaChoice } = contract;
      const stood =
        ended.cause === 'TERMINATED_BY_COMPANY' ? { ...(suspensions ? { suspensions } : {}), ...(formulaChoice ? { formulaChoice } : {}) } : {};
      contract.ended = { on: dayOf(ended.cessationOn), at: momentOf(ended.at), cause: ended.cause, ...stood };
      delete contract.suspensions;
      delete contract.cases;
      delete contract.formulaChoice;
      contract.notices = (contract.notices ?? []).filter((one) => one.code === 'TERMINATION_WITHDRAWN');
      contract.tasks = (contract.tasks ?? []).filter((one) =>
        ['REFUND', 'OVERPAYMENT', 'STUCK_DUTY', 'PRICE_DECISION', 'DISPUTE', 'DISPUTE_CORRECTION', 'COMPLAINT', 'IP_CLAIM'].includes(one.kind),
      );
    },
    'subscription.restored': (contract, restored) => {
      if (contract.deleted) return; // what is destroyed does not come back
      const { suspensions, formulaChoice } = contract.ended ?? {};
      if (suspensions)
        contract.suspensions = suspensions.map((one) => (one.reason === 'PAYMENT' ? paidMeanwhile(contract, one, momentOf(restored.at)) : one));
      if (formulaChoice) contract.formulaChoice = formulaChoice;
      delete contract.ended;
      delete contract.accrued;
      delete contract.exportReminded;
      contract.state = suspensions?.some(closesProduct) ? 'SUSPENDED' : 'ACTIVE';
    },
    'credit-note.issued': (contract, note) => {
      const corrects = note.cause === 'WAIVED' || note.cause === 'CORRECTED';
      if (!corrects && contract.credited) return;
      contract.lastDocumentOn = Math.max(dayOf(note.issuedOn), contract.lastDocumentOn ?? 0);
      if (corrects) return recordWaiver(contract, note);
      contract.credited = true;
      recordCredit(contract, note.allocations, contract.ended?.on ?? dayOf(note.issuedOn), momentOf(note.at)); // owed since C
      reviewPayment(contract, momentOf(note.at), dayOf(note.issuedOn), false);
      if (note.refundCents > 0 && note.refundBy) contract.refund = { creditNote: note.creditNote, cents: note.refundCents, by: dayOf(note.refundBy) };
    },
    'refund.released': (contract) => {
      if (contract.refund) contract.refund = { ...contract.refund, released: true };
      contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'REFUND');
    },
    'refund.contested': (contract) => {
      if (contract.refund) contract.refund = { ...contract.refund, contested: true };
    },
    'task.decided': (contract, decided) => {
      if (contract.refund && decided.choice === 'RELEASE') contract.refund = { ...contract.refund, releaseAt: momentOf(decided.at) };
    },
  },
};
