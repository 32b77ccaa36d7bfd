/** CGUV 8.1: tacit renewal, its announcement to non-professional clients, and the free exit when the announcement was missing. */
import { type Day, type Moment, addMonths, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { isDenounced, isUnderTermination, standingTerminations } from './cessation.ts';
import { changed } from './changed.ts';
import { type Clause, fact, isRunning, refuse, sendHour, sendingTime } from './clause.ts';
import { WHILE_SUSPENDED, lastDayFor, lastDenunciationDay } from './denunciation.ts';
import type { Duty } from './duties.ts';
import type { Fact, Formula, PriceLine } from './facts.ts';
import { issueInvoice } from './invoicing.ts';
import { parameter } from './parameters.ts';
import type { Contract, Term } from './state.ts';
import { holdsInvoice } from './suspension.ts';
import { closesProduct } from './suspension.ts';
import { openTask } from './tasks.ts';
import { following, termOf } from './term.ts';

/** E8.2a: a termination stops the renewal, unless its end lies in a term that the terms let begin (`termination.beyondTerm`). */
const isBarred = (contract: Contract): boolean =>
  isUnderTermination(contract) &&
  (parameter(contract, 'termination.beyondTerm') !== 'RENEW_AND_INVOICE' ||
    standingTerminations(contract).some((one) => one.cessationOn <= contract.term.endsOn));

/** Whether the subscription renews at the end of its term (E8.1b). */
export const renews = (contract: Contract): boolean =>
  isRunning(contract) && !isDenounced(contract) && !isBarred(contract) && contract.exitOn === undefined && !contract.ipStop;

/** The term that follows, under the formula that follows (A3, E8.1e). */
function nextTerm(contract: Contract): { term: Term; formula: Formula } {
  const { formula, anchor, first } = following(contract);
  const number = contract.term.number + 1;
  const term = { number, startsOn: contract.term.endsOn + 1, endsOn: termOf(contract, number).endsOn, anchor, first, issued: 0 };
  return { formula, term };
}

/** E8.1g: the day of the announcement: two months before the last sending day, not before the term begins. */
function announcementDay(contract: Contract): Day {
  const wanted = addMonths(lastDenunciationDay(contract), -parameter(contract, 'renewal.reminderLeadMonths'));
  return Math.max(wanted, contract.term.startsOn);
}

/** E8.1g: the deadlines that a message of a day announces: this term's, and the next one's where this one comes too soon. */
function deadlines(contract: Contract, on: Day): Day[] {
  const own = lastDenunciationDay(contract);
  if (on <= addMonths(own, -1)) return [own];
  return [own, lastDayFor(contract, contract.term.number + 1)];
}

/** E8.1g: within the legal window, no earlier than three months and no later than one month before the deadline. */
const inWindow = (deadline: Day, on: Day): boolean => addMonths(deadline, -3) <= on && on <= addMonths(deadline, -1);

const isAnnounced = (contract: Contract): boolean => contract.term.announced === true;

function announcement(contract: Contract, price: PriceLine | null, when: { at: Moment; sendAt: Moment }): Fact {
  const days = deadlines(contract, parisDay(when.at));
  return fact('renewal.announced', 'E8.1g', when.at, { deadlines: days.map(civilOf), netCents: price?.netCents ?? null, sendAt: isoOf(when.sendAt) });
}

/** E5.1b, E8.1b: whether a renewal is invoiced at once: a price is known for it, and nothing holds the invoice. */
export function invoicedAtRenewal(contract: Contract, price: PriceLine | null): boolean {
  const priced = price !== null || (parameter(contract, 'price.missingAtRenewal') === 'LAST_PRICE' && !contract.formulaChoice);
  return priced && !holdsInvoice(contract, contract.term.endsOn + 1);
}

/** E8.1b, E5.1b: the new term at the price in force at 00:00 of R, and its invoice; without a price the term renews and a person decides. */
function renew(
  contract: Contract,
  answer: { number: string | null; price: PriceLine | null; vatRate: number },
  at: Moment,
  apply: (contract: Contract, facts: Fact[]) => Contract,
): Fact[] {
  const { term, formula } = nextTerm(contract);
  const price = answer.price ?? (parameter(contract, 'price.missingAtRenewal') === 'LAST_PRICE' && !contract.formulaChoice ? contract.price : null);
  const sendAt = sendingTime(contract, at);
  const renewed = fact('term.renewed', 'E8.1b', at, {
    term: term.number,
    startsOn: civilOf(term.startsOn),
    endsOn: civilOf(term.endsOn),
    formula,
    price,
    anchoredOn: civilOf(term.anchor),
    sendAt: isoOf(sendAt),
  });
  const after = apply(contract, [renewed]);
  const facts = [renewed];
  if (price && answer.number !== null) facts.push(issueInvoice(after, 1, { number: answer.number, vatRate: answer.vatRate }, at));
  if (!price) facts.push(openTask(after, 'PRICE_DECISION', 'E5.1b', at, { about: `T${term.number}` }));
  const atOnce = announcementDay(after) === term.startsOn;
  if (atOnce && contract.clientStatus === 'NON_PROFESSIONAL' && renews(after)) facts.push(announcement(after, price, { at, sendAt }));
  return facts;
}

function pushAnnouncement(contract: Contract, due: Duty[]): void {
  const { term } = contract;
  const day = announcementDay(contract);
  const at = day === parisDay(contract.acceptedAt) ? contract.acceptedAt : sendHour(contract, day);
  due.push({ id: `announce/T${term.number}`, action: 'renewal.announce', due: at, article: 'E8.1g' });
}

/** E8.1b: LEGAL looks at a suspended subscription two weeks before the Company's last sending day. */
function pushReview(contract: Contract, due: Duty[]): void {
  const suspension = contract.suspensions?.find(closesProduct);
  if (!suspension || contract.term.reviewed) return;
  const last = lastDenunciationDay(contract);
  if (suspension.since > last) return;
  const day = last - parameter(contract, 'renewal.suspendedReviewDays');
  if (parameter(contract, 'renewal.whileSuspended') === 'COMPANY_DENOUNCES') {
    const ref = `${WHILE_SUSPENDED}T${contract.term.number}`;
    due.push({ id: `notice/${ref}`, action: 'notice.send', due: Math.max(sendHour(contract, day), suspension.at), article: 'E8.1b', ref });
    return;
  }
  due.push({
    id: `task/review/T${contract.term.number}`,
    action: 'task.open',
    due: Math.max(sendHour(contract, day), suspension.at),
    article: 'E8.1b',
    ref: 'RENEWAL_REVIEW',
  });
}

/** A term that is over is kept while its end may still be found to fall before the renewal: a contested termination (E8.2-ii), an officer asked (E8.2-iii). */
function keepEarlier(contract: Contract): void {
  const mayEnd = contract.terminations?.some((one) => one.contested) || contract.insolvencies?.some((one) => one.asked?.length && !one.answer);
  if (!mayEnd) {
    delete contract.earlier;
    return;
  }
  contract.earlier = [...(contract.earlier ?? []), { ...contract.term, price: contract.price }];
}

/** The renewal clause; `apply` folds facts, so that the invoice of a renewal is made on the renewed contract. */
export const renewalWith = (apply: (contract: Contract, facts: Fact[]) => Contract): Clause => ({
  duties(contract, due) {
    if (!renews(contract)) return;
    due.push({
      id: `renew/T${contract.term.number + 1}`,
      action: 'term.renew',
      due: instantOf(contract.term.endsOn + 1),
      article: 'E8.1b',
    });
    if (contract.clientStatus === 'NON_PROFESSIONAL' && !isAnnounced(contract)) pushAnnouncement(contract, due);
    pushReview(contract, due);
  },
  fulfil: {
    'term.renew': (contract, _duty, answer, at) => renew(contract, answer, at, apply),
    'renewal.announce': (contract, _duty, answer, at) => [announcement(contract, answer.price, { at, sendAt: at })],
  },
  record: {
    'renewal.announced': (contract, announced) => {
      const on = parisDay(momentOf(announced.at));
      const valid = announced.deadlines.map(dayOf).filter((day) => inWindow(day, on));
      contract.announced = [...contract.announced.filter((day) => day >= on && !valid.includes(day)), ...valid];
      contract.term = changed(contract.term, { announced: true });
    },
    'term.renewed': (contract, renewed) => {
      if (renewed.term !== contract.term.number + 1) return;
      const announcedInTime = contract.announced.includes(lastDenunciationDay(contract));
      const free = contract.clientStatus === 'NON_PROFESSIONAL' && !announcedInTime && parameter(contract, 'renewal.freeExit');
      const anchor = dayOf(renewed.anchoredOn);
      keepEarlier(contract);
      const first = anchor === contract.term.anchor ? contract.term.first : renewed.term;
      contract.term = {
        number: renewed.term,
        startsOn: dayOf(renewed.startsOn),
        endsOn: dayOf(renewed.endsOn),
        anchor,
        first,
        issued: 0,
        monthsBefore: contract.formula.months,
        ...(free ? { exitFree: true } : {}),
      };
      contract.formula = renewed.formula;
      contract.price = renewed.price;
      if (contract.tasks) contract.tasks = contract.tasks.filter((one) => one.kind !== 'RENEWAL_REVIEW' && one.kind !== 'LATE_FORMULA_CHOICE');
      delete contract.formulaChoice;
    },
    'renewal.undone': (contract, undone) => {
      if (undone.term !== contract.term.number) return;
      const on = dayOf(undone.endsOn);
      contract.undone = { on, decidedOn: parisDay(momentOf(undone.at)) };
      if (contract.ended) contract.ended = { ...contract.ended, on }; // decided after the end of the term that never was
    },
    'exit.taken': (contract, exit) => {
      contract.exitOn = dayOf(exit.cessationOn);
    },
  },
  decide: {
    'free-exit': (contract, { by }, at) => {
      if (!isRunning(contract)) return refuse('E8.1g', 'not-running');
      const offer = [{ command: 'denounce' as const, until: civilOf(lastDenunciationDay(contract)) }];
      if (!contract.term.exitFree) return refuse('E8.1g', 'no-free-exit', offer);
      const isOver = parisDay(at) > contract.term.endsOn; // under a termination that ends later
      if (contract.exitOn !== undefined || contract.ipStop || isOver) return refuse('E8.1g', 'already-ending');
      return [fact('exit.taken', 'E8.1g', at, { cessationOn: civilOf(parisDay(at)) }, by)];
    },
  },
});
