/** CGUV 8.2 (b-c), 8.4: access ends at C + 1 00:00; the client that leaves for cause or exits freely is refunded the days not used. */
import { type Day, addMonths, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { cessation } from './cessation.ts';
import { type Clause, fact, isRunning, sendHour, sendingTime } from './clause.ts';
import type { Duty } from './duties.ts';
import type { Allocation, EndCause, Fact, FactOf, TaskKind } from './facts.ts';
import { prorata, slice, vatOf } from './money.ts';
import { parameter } from './parameters.ts';
import { allocate, baseOf, change, findReceivable, inPayingOrder, openCents } from './receivables.ts';
import { cameBack, reviewPayment } from './reinstatement.ts';
import { closesProduct } from './suspension.ts';
import { closeWaiver, creditOf, forgetSettled } from './arrears.ts';
import { correctedAfter, takeFromPrice } from './corrections.ts';
import { keepAccounts } from './retention.ts';
import type { Billed, Contract, Receivable, Refund } from './state.ts';
import { openTask } from './tasks.ts';

/** What can still be decided once the subscription has ended: about money, complaints and claims, and whether it had ended before (E8.1d). */
const AFTER_END: readonly TaskKind[] = [
  ...([
    'REFUND',
    'OVERPAYMENT',
    'EXCESS_TAKEN_BACK',
    'MEANS',
    'MONEY_DIFFERS',
    'STUCK_DUTY',
    'PRICE_DECISION',
    'DISPUTE',
    'DISPUTE_CORRECTION',
  ] as const),
  ...(['COMPLAINT', 'IP_CLAIM', 'DECLARE_CLAIM', 'VAT_TREATMENT', 'LATE_DENUNCIATION'] as const),
];

/** E8.6a: X, the last day on which the export can be asked; where an end was found out later, the months run from there (A12: destruction is never hurried). */
export const exportUntil = (contract: Contract, cessationOn: Day): Day =>
  addMonths(contract.undone?.decidedOn ?? cessationOn, parameter(contract, 'reversibility.months'));

/** E8.2b: the part of a term's price, excl. VAT, for the days after C, less what was credited of them before and the instalments that lapse. Cents. */
function unusedCents(contract: Contract, { startsOn, endsOn, issued, price, corrected = [] }: Billed, cessationOn: Day): number {
  if (!price) return 0;
  const rounding = parameter(contract, 'refund.rounding');
  const unused = endsOn - Math.max(cessationOn, startsOn - 1);
  const credit = prorata(price.netCents, unused, endsOn - startsOn + 1, rounding) - correctedAfter(corrected, cessationOn, rounding);
  let lapsed = 0;
  for (let n = issued + 1; n <= price.instalments; n++) lapsed += slice(price.netCents, price.instalments, n);
  return Math.max(0, credit - lapsed);
}

/** The same, of the running term. */
export const refundNetCents = (contract: Contract, cessationOn: Day): number =>
  unusedCents(contract, { ...contract.term, price: contract.price }, cessationOn);

/** E8.2b: paid to the means used; to the stored one where money came in another way. */
export const refundMethod = (contract: Contract): string => contract.paidWith ?? contract.means.method;

/** E8.2b-c, E10.1b: the client that leaves for cause or exits freely, a service stopped over a claim; the Company's own termination too where the terms do not let it keep the Price. */
function isRefunded(contract: Contract, cause: EndCause): boolean {
  if (cause === 'TERMINATED_BY_COMPANY') return !parameter(contract, 'termination.companyKeepsPrice');
  return cause === 'TERMINATED_BY_CLIENT' || cause === 'FREE_EXIT' || cause === 'IP_OPTION';
}

/** What is to be credited at the end, oldest term first: the unused days where they are refunded, and whole whatever ends it a term that began after C. */
function credits(contract: Contract): { term: Billed; netCents: number }[] {
  const { ended, credited = [] } = contract;
  if (!ended) return [];
  const refunded = isRefunded(contract, ended.cause);
  return [...(contract.earlier ?? []), { ...contract.term, price: contract.price }]
    .filter((one) => !credited.includes(one.number) && (refunded || one.startsOn > ended.on))
    .map((term) => ({ term, netCents: unusedCents(contract, term, ended.on) }))
    .filter((one) => one.netCents > 0);
}

/** The invoices of a term by their natural keys. */
function invoicesOf({ number, issued, price }: Billed, { acceleration }: Contract): string[] {
  if (!price || price.instalments === 1) return [`T${number}`];
  const all = Array.from({ length: issued }, (_, i) => `T${number}/${i + 1}`);
  const { invoice, issuedBefore = 0 } = (acceleration?.term === number ? acceleration.done : undefined) ?? {};
  return invoice ? [...all.slice(0, issuedBefore), invoice] : all;
}

/** E8.2b: the credit note of a term, set against what is unpaid; only the excess is paid back. */
function credit(contract: Contract, { number: series, term: number }: { number: string; term: number }, at: number): Fact[] {
  const { ended } = contract;
  const found = credits(contract).find((one) => one.term.number === number);
  if (!ended || !found) return [];
  const { term, netCents } = found;
  const corrects = invoicesOf(term, contract);
  const vatRate = term.vatRate ?? 0;
  const vatCents = vatOf(netCents, vatRate);
  const neverDue = term.startsOn > ended.on; // its own invoices first: nothing was ever owed on them
  const own = (one: Receivable): number => (neverDue && corrects.includes(one.id) ? 0 : 1);
  const documents = inPayingOrder(contract, contract.receivables, parisDay(at)).sort((a, b) => own(a) - own(b));
  const { allocations, left } = allocate(documents, netCents + vatCents);
  const refundBy = left > 0 ? civilOf((contract.undone?.decidedOn ?? ended.on) + parameter(contract, 'refund.days')) : null;
  const cause = contract.undone ? ('RENEWAL_UNDONE' as const) : ('UNUSED_DAYS' as const);
  const id = `A/T${number}/${civilOf(ended.on)}`;
  const issued = fact('credit-note.issued', 'E8.2b', at, {
    ...{ creditNote: id, cause, number: series, corrects, issuedOn: civilOf(parisDay(at)) },
    ...{ netCents, vatRate, vatCents, grossCents: netCents + vatCents, allocations, refundCents: left, refundBy },
  });
  return refundBy ? [issued, openTask(contract, 'REFUND', 'E8.2b', at, { dueOn: refundBy, about: id })] : [issued];
}

function recordCredit(contract: Contract, allocations: Allocation[], on: Day, at: number): void {
  for (const part of allocations)
    change(contract, part.document, (one) => {
      const paid: [Day, number][] = [...one.paid, [on, part.cents]];
      const credited = { paid, credited: (one.credited ?? 0) + part.cents };
      return part.cents < openCents(one) ? credited : { ...credited, presentOn: undefined, settledAt: at };
    });
  forgetSettled(contract);
}

/** What is to be paid back of a credit note, on its day at the latest. */
function owe(contract: Contract, { creditNote, refundCents: cents, refundBy }: FactOf<'credit-note.issued'>): void {
  if (refundBy) contract.refunds = [...(contract.refunds ?? []), { creditNote, cents, by: dayOf(refundBy) }];
}

/** What was waived, fell with its ground, or was billed too much, was never owed: it bears nothing, and counts from before it was late. */
function recordWaiver(contract: Contract, note: FactOf<'credit-note.issued'>): void {
  const done = closeWaiver(contract, note);
  if (!done && note.cause !== 'ACCELERATION_UNDONE') return; // told before
  if (done?.cause === 'CORRECTED') takeFromPrice(contract, done, note.netCents);
  for (const part of note.allocations) {
    const waived = findReceivable(contract, part.document);
    if (waived) recordCredit(contract, [part], Math.min(dayOf(note.issuedOn), baseOf(contract, waived)), momentOf(note.at));
  }
  owe(contract, note);
  reviewPayment(contract, momentOf(note.at), dayOf(note.issuedOn), false);
}

/** E8.2-iii: what an insolvent Company owes is a claim that a person handles. */
const isClaim = ({ ended, terminations }: Contract): boolean =>
  terminations?.some((one) => one.ground === 'INSOLVENCY' && one.from === 'CLIENT' && one.cessationOn === ended?.on) === true;

const isOwing = ({ cents, released }: Refund): boolean => !released && cents > 0;

/** E8.2b: only the excess is paid back: what opens again, or falls due, is paid first out of what is still to be paid back. After the end all that is open counts, as for the credit. */
const paidByRefund = (contract: Contract): Receivable[] =>
  contract.receivables.some((one) => one.collecting) ? [] : contract.receivables.filter((one) => openCents(one) > 0 && !one.dispute?.accepted);

function pushSetOff(contract: Contract, { creditNote, cents }: Refund, due: Duty[]): void {
  const open = paidByRefund(contract);
  if (open.length === 0) return;
  const at = contract.ended?.at ?? instantOf(Math.min(...open.map((one) => one.dueOn)));
  due.push({ id: `set-off/${creditNote}/${cents}`, action: 'refund.set-off', due: at, article: 'E8.2b', ref: creditNote });
}

function setOffRefund(contract: Contract, { ref }: Duty, at: number): Fact[] {
  const refund = contract.refunds?.find((one) => one.creditNote === ref);
  if (!refund) return [];
  const today = parisDay(at);
  const payable = paidByRefund(contract).filter((one) => contract.ended || one.dueOn <= today);
  const { allocations, left } = allocate(inPayingOrder(contract, payable, today), refund.cents);
  return [fact('refund.set-off', 'E8.2b', at, { creditNote: refund.creditNote, allocations, cents: refund.cents - left, refundCents: left })];
}

/** E8.2b: what is unpaid is known once no presentation is under way. */
function pushRefunds(contract: Contract, due: Duty[]): void {
  const { ended } = contract;
  const [first] = contract.receivables.some((one) => one.collecting) ? [] : credits(contract);
  if (ended && first)
    due.push({
      ...{ id: `credit/T${first.term.number}/${civilOf(ended.on)}`, action: 'credit-note.issue', due: ended.at },
      ...{ article: 'E8.2b', ref: `T${first.term.number}` },
    });
  for (const refund of (contract.refunds ?? []).filter(isOwing)) {
    pushSetOff(contract, refund, due);
    if (refund.releaseAt === undefined && (refund.contested || isClaim(contract))) continue;
    const at = refund.releaseAt ?? sendHour(contract, refund.by);
    due.push({ id: `refund/${refund.creditNote}`, action: 'refund.release', due: at, article: 'E8.2b', ref: refund.creditNote });
  }
}

/** Changes one refund of a draft. */
function changeRefund(contract: Contract, creditNote: string | undefined, how: (refund: Refund) => Refund): void {
  if (contract.refunds) contract.refunds = contract.refunds.map((one) => (one.creditNote === creditNote ? how(one) : one));
}

export const ending: Clause = {
  duties(contract, due) {
    if (contract.state === 'PENDING')
      due.push({ id: 'start', action: 'subscription.start', due: instantOf(contract.term.startsOn), article: 'E8.1a' });
    const end = contract.ended ? undefined : cessation(contract);
    if (end && isRunning(contract))
      due.push({ id: `end/${civilOf(end.on)}`, action: 'subscription.end', due: instantOf(end.on + 1), article: 'E8.4a' });
    pushRefunds(contract, due);
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
    'credit-note.issue': (contract, { article, ref = '' }, { number }, at) =>
      article === 'E8.2b' ? credit(contract, { number, term: Number(ref.slice(1)) }, at) : creditOf(contract, ref, number, at),
    'refund.set-off': (contract, duty, _answer, at) => setOffRefund(contract, duty, at),
    'refund.release': (contract, { ref }, answer, at) => {
      const refund = contract.refunds?.find((one) => one.creditNote === ref);
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
      const stood = { ...(suspensions?.length ? { suspensions } : {}), ...(formulaChoice ? { formulaChoice } : {}) }; // should it come back (A12)
      contract.ended = { on: dayOf(ended.cessationOn), at: momentOf(ended.at), cause: ended.cause, ...stood };
      delete contract.suspensions;
      delete contract.cases;
      delete contract.formulaChoice;
      contract.notices = (contract.notices ?? []).filter((one) => one.code === 'TERMINATION_WITHDRAWN' || one.code === 'DAMAGES_CLAIM');
      const isDunned = parameter(contract, 'debts.afterEnd') === 'FULL_DUNNING'; // E8.4a: a default notice by hand is still to be given
      contract.tasks = (contract.tasks ?? []).filter((one) => AFTER_END.includes(one.kind) || (isDunned && one.kind === 'HAND_NOTICE'));
    },
    'subscription.restored': (contract, restored) => {
      if (!contract.ended || contract.deleted) return; // told before, or destroyed: that does not come back
      const { suspensions, formulaChoice } = contract.ended;
      if (suspensions)
        contract.suspensions = suspensions.map((one) => (one.reason === 'PAYMENT' ? cameBack(contract, one, momentOf(restored.at)) : one));
      if (formulaChoice) contract.formulaChoice = formulaChoice;
      delete contract.ended;
      delete contract.accrued;
      delete contract.exportReminded;
      contract.state = suspensions?.some(closesProduct) ? 'SUSPENDED' : 'ACTIVE';
    },
    'credit-note.issued': (contract, note) => {
      const term = Number(note.creditNote.split('/')[1]?.slice(1));
      const ends = note.cause === 'UNUSED_DAYS' || note.cause === 'RENEWAL_UNDONE';
      if (ends && contract.credited?.includes(term)) return;
      keepAccounts(contract, dayOf(note.issuedOn));
      if (!ends) return recordWaiver(contract, note);
      contract.credited = [...(contract.credited ?? []), term];
      recordCredit(contract, note.allocations, contract.ended?.on ?? dayOf(note.issuedOn), momentOf(note.at)); // owed since C
      reviewPayment(contract, momentOf(note.at), dayOf(note.issuedOn), false);
      owe(contract, note);
    },
    'refund.released': (contract, { creditNote }) => {
      changeRefund(contract, creditNote, (one) => ({ ...one, released: true }));
      contract.tasks = (contract.tasks ?? []).filter((one) => one.about !== creditNote);
    },
    'refund.set-off': (contract, { creditNote, allocations, refundCents, at }) => {
      if (!contract.refunds?.some((one) => one.creditNote === creditNote && one.cents > refundCents)) return; // told before
      changeRefund(contract, creditNote, (one) => ({ ...one, cents: refundCents }));
      if (refundCents === 0) contract.tasks = (contract.tasks ?? []).filter((one) => one.about !== creditNote);
      const on = parisDay(momentOf(at));
      recordCredit(contract, allocations, on, momentOf(at));
      reviewPayment(contract, momentOf(at), on, false);
    },
    'refund.contested': (contract, { creditNote }) => changeRefund(contract, creditNote, (one) => ({ ...one, contested: true })),
    'task.decided': (contract, { task, choice, at }) => {
      const about = contract.tasks?.find((one) => one.id === task)?.about;
      if (choice === 'RELEASE') changeRefund(contract, about, (one) => ({ ...one, releaseAt: momentOf(at) }));
    },
  },
};
