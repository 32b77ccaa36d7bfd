/** CGUV 5.5: the stored means of payment is presented on the due date; what the bank answers, and what money pays. */
import { type Day, type Moment, addBankDays, bankDayFrom, civilOf, dayOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, sendHour } from './clause.ts';
import type { Duty, Presentation, PresentationAnswer } from './duties.ts';
import type { Allocation, Fact, FactOf, Means, PresentationCause, ReopenedInvoice } from './facts.ts';
import { correctBilled, forgetSettled } from './arrears.ts';
import { parameter } from './parameters.ts';
import { rejectionCode } from './rejection-codes.ts';
import { unusableMeans } from './means.ts';
import { baseOf, change, findReceivable, isAtRest, isPrincipal, openCents, openOf, presentationDay } from './receivables.ts';
import type { Contract, PendingPayment, Receivable } from './state.ts';

const total = (allocations: Allocation[]): number => allocations.reduce((sum, part) => sum + part.cents, 0);
function nextPaymentId({ id, reopenedOn, tries, failures = 0 }: Receivable): string {
  return `${id}${reopenedOn === undefined ? '' : `-${civilOf(reopenedOn)}`}-${tries + failures + 1}`;
}

/** The order of a payment asked for or received, out of its id: `now-3`, `received-4`. */
const orderOf = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1));

/** What is presented for a duty: asked by the client, or scheduled by the software for one document. */
export function pendingOf(contract: Contract, duty: Duty): PendingPayment | undefined {
  const asked = contract.payments.find((one) => one.id === duty.ref);
  if (asked) return asked;
  const receivable = contract.receivables.find((one) => nextPaymentId(one) === duty.ref);
  if (!receivable) return undefined;
  const cause = receivable.tries === 0 ? 'ANNOUNCED' : 'RETRY';
  return { id: duty.ref ?? '', allocations: [{ document: receivable.id, cents: openCents(receivable) }], means: contract.means, cause };
}

/** What the payment provider is asked for. */
export function presentationOf(contract: Contract, duty: Duty): Presentation | undefined {
  const payment = pendingOf(contract, duty);
  if (!payment) return undefined;
  const numbers = payment.allocations.flatMap((part) => findReceivable(contract, part.document)?.number ?? []);
  return { payment: payment.id, cents: total(payment.allocations), numbers, ...payment.means };
}

/** The facts of one presentation, from what the provider answered. */
function present(contract: Contract, payment: PendingPayment, answer: PresentationAnswer, at: Moment): Fact[] {
  const { id, allocations, means, cause } = payment;
  const on = parisDay(at);
  const civil = civilOf(on);
  if (answer.outcome === 'FAILED') {
    const next = means.kind === 'SEPA' ? bankDayFrom(on + 1) : on + 1;
    return [fact('presentation.failed', 'E5.5b', at, { payment: id, allocations, reason: answer.reason, nextOn: civilOf(next) })];
  }
  const expectedOn = answer.outcome === 'PENDING' ? answer.expectedOn : null;
  const presented = fact('payment.presented', 'E5.5a', at, {
    payment: id,
    allocations,
    cents: total(allocations),
    means,
    presentedOn: civil,
    cause,
    expectedOn,
  });
  return [presented, ...result(id, answer, at)];
}

/** What the bank said of a presentation; nothing while it is still to answer. */
function result(payment: string, answer: PresentationAnswer, at: Moment): Fact[] {
  const on = civilOf(parisDay(at));
  if (answer.outcome === 'SETTLED') return [fact('payment.settled', 'E5.5a', at, { payment, settledOn: on }, 'outside')];
  if (answer.outcome === 'REJECTED') return [fact('payment.rejected', 'E5.5b', at, { payment, code: answer.code, rejectedOn: on }, 'outside')];
  return [];
}

/** Asks again two bank days after the day announced, so that a lost webhook does no harm. */
const askDay = (payment: PendingPayment): Day => addBankDays(payment.expectedOn ?? payment.presentedOn ?? 0, 2);

/** By the ids of its documents: what was paid meanwhile has left the contract. */
const paysPrice = (payment: PendingPayment): boolean => payment.allocations.some((part) => part.document.startsWith('T'));
const paysPrincipal = (payment: Pick<PendingPayment, 'allocations'>): boolean =>
  payment.allocations.some((part) => !/^(fee|D)\//.test(part.document));

/** E5.5b: a fee is due for presentations announced or asked, not for the software's retry, for cards on screen, for accessories, for faults that are not the bank's. */
function feeIsDue(contract: Contract, payment: Pick<PendingPayment, 'allocations' | 'cause'>, code: string): boolean {
  if (!rejectionCode(code).feeDue) return false;
  if (!paysPrincipal(payment) && !parameter(contract, 'rejectionFee.onAccessoryDocuments')) return false;
  if (payment.allocations.every((part) => findReceivable(contract, part.document)?.frozen !== undefined)) return false;
  if (parameter(contract, 'rejectionFee.amount') === 0 || parameter(contract, 'accessories.cumulation') === 'INDEMNITY_ONLY') return false;
  return parameter(contract, 'rejectionFee.chargeable') === 'EVERY_REJECTION' || payment.cause === 'ANNOUNCED' || payment.cause === 'ASKED';
}

const forgetPayment = (contract: Contract, id: string): void => {
  contract.payments = contract.payments.filter((one) => one.id !== id);
};

/** Money beyond what is owed is never lost: it waits for a person to give it back (E5.3f). Below nothing, the client owes what its bank took back of money that was used or given back. */
function overpay(contract: Contract, cents: number, at: Moment): void {
  const { cents: before = 0, at: since = at } = contract.overpaid ?? {};
  if (before + cents <= 0) contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'OVERPAYMENT');
  if (before + cents === 0) delete contract.overpaid;
  else contract.overpaid = { cents: before + cents, at: before > 0 ? since : at };
}

/** E5.3f, E5.5b: what a charge brought beyond what was owed goes back with it. Told again, it has gone already. */
function takeBackExcess(contract: Contract, charge: string, at: Moment): void {
  const { [charge]: excess, ...others } = contract.excess ?? {};
  if (excess === undefined) return;
  if (Object.keys(others).length > 0) contract.excess = others;
  else delete contract.excess;
  overpay(contract, -excess, at);
}

/** E5.3f: how much of a charge that is taken back had paid another document, or was given back: it is owed again, and no document says so. */
export const owedBeyondDocuments = (contract: Contract, charge: string): number =>
  Math.max(0, (contract.excess?.[charge] ?? 0) - Math.max(0, contract.overpaid?.cents ?? 0));

/** Books money on documents, as paid on a day; sets when a document was settled. A presentation under way stays so unless the money is its own. */
function book(contract: Contract, allocations: Allocation[], on: Day, at: Moment, charge?: string): void {
  for (const part of allocations) {
    const open = findReceivable(contract, part.document);
    if (open && isPrincipal(open) && baseOf(contract, open) < on) contract.latePaidOn = Math.max(contract.latePaidOn ?? on, on);
    const excess = part.cents - (open ? Math.max(0, openCents(open)) : 0);
    if (excess > 0) {
      overpay(contract, excess, at);
      if (charge !== undefined) contract.excess = { ...contract.excess, [charge]: (contract.excess?.[charge] ?? 0) + excess };
    }
    change(contract, part.document, (one) => {
      const answered = charge !== undefined && one.collecting === charge;
      const collecting = answered ? undefined : one.collecting;
      const paid: [Day, number][] = [...one.paid, [on, part.cents]];
      if (part.cents < openCents(one)) return { collecting, paid, ...(answered ? { waitUntil: parisDay(at) + 1 } : {}) };
      return { presentOn: undefined, collecting, paid, settledAt: at };
    });
  }
  correctBilled(contract, at);
  forgetSettled(contract);
}

/** A payment that the client asked for and that is not presented yet falls when its documents are paid in another way. */
function withdrawAsked(contract: Contract, allocations: Allocation[]): void {
  const paid = new Set(allocations.map((part) => part.document));
  for (const payment of contract.payments.filter((one) => one.presentedOn === undefined && one.allocations.some((part) => paid.has(part.document)))) {
    forgetPayment(contract, payment.id);
    for (const part of payment.allocations) change(contract, part.document, () => ({ collecting: undefined }));
  }
}

function recordRejection(contract: Contract, rejected: FactOf<'payment.rejected'>): void {
  const payment = contract.payments.find((one) => one.id === rejected.payment);
  if (!payment) return;
  const on = dayOf(rejected.rejectedOn);
  const charged = feeIsDue(contract, payment, rejected.code);
  const mayPass = rejectionCode(rejected.code).retry;
  if (charged) contract.fees = [...(contract.fees ?? []), { payment: payment.id, on, at: momentOf(rejected.at) }];
  for (const part of payment.allocations)
    change(contract, part.document, (one) => {
      const again = mayPass && !one.dispute?.accepted; // E8.3a: found not due as it stands, it is not presented until it is corrected
      const retry =
        again && (payment.cause === 'ANNOUNCED' || payment.cause === 'RETRY') && one.tries <= parameter(contract, 'collection.autoRetries');
      const lasted = on > (payment.presentedOn ?? on) ? { waitUntil: on + 1 } : {}; // a step that met the pending presentation waits for the day after
      return {
        collecting: undefined,
        ...lasted,
        ...(charged ? { feeCharged: true } : {}),
        ...(retry ? { presentOn: on + parameter(contract, 'collection.retryAfterDays') } : {}),
      };
    });
  forgetPayment(contract, payment.id);
}

/** E5.5b: what a bank returns after it was booked was rejected all the same. Older facts do not say why it had been presented: there its id tells, save for what the provider failed to present at first. */
const causeOf = ({ payment, cause }: FactOf<'payment.reversed'>): PresentationCause => {
  if (cause) return cause;
  if (payment.startsWith('now-')) return 'ASKED';
  return orderOf(payment) === 1 ? 'ANNOUNCED' : 'RETRY';
};

/** E5.5b: what was paid in full opens again and counts as due that day; on what was never paid in full, the part comes back from that day on. */
function recordReversal(contract: Contract, reversed: FactOf<'payment.reversed'>): void {
  const { payment, code, at } = reversed;
  const on = dayOf(reversed.reversedOn);
  takeBackExcess(contract, payment, momentOf(at));
  const cause = causeOf(reversed);
  const opening = reversed.reopened.filter(({ invoice, cents }) => cents > Math.max(0, openOf(contract, invoice))); // else something paid it, or it was told before
  const charged =
    opening.length > 0 && feeIsDue(contract, { cause, allocations: opening.map(({ invoice: document, cents }) => ({ document, cents })) }, code);
  const retry = cause === 'ANNOUNCED' && rejectionCode(code).retry && parameter(contract, 'collection.autoRetries') > 0;
  for (const reopened of opening) {
    const open = openOf(contract, reopened.invoice);
    if (open > 0) change(contract, reopened.invoice, (one) => ({ paid: [...one.paid, [on, open - reopened.cents]] }));
    else contract.receivables = [...contract.receivables.filter((one) => one.id !== reopened.invoice), reopen(contract, reopened, on, retry)];
    if (charged) change(contract, reopened.invoice, () => ({ feeCharged: true }));
  }
  if (charged) contract.fees = [...(contract.fees ?? []), { payment, on, at: momentOf(at) }];
}

/** An invoice that opens here on a day, and counts as due that day if its own due date is over. `retry`: its first presentation came back, for what may pass. */
export function reopen(contract: Contract, reopened: ReopenedInvoice, on: Day, retry = false): Receivable {
  const { invoice: id, number, kind, term, cents, grossCents: gross, vatCents: vat, indemnified } = reopened;
  const dueOn = dayOf(reopened.dueOn);
  const again = on < dueOn; // its due date is still to come
  const { collecting, indemnityBilled, indemnityWaived } = findReceivable(contract, id) ?? {};
  return {
    ...{ id, number, kind, term, issuedOn: dayOf(reopened.issuedOn), dueOn, gross, vat, paid: gross > cents ? [[dueOn, gross - cents]] : [] },
    ...{ preDue: true, reopenedOn: on },
    ...(gross > cents ? { credited: gross - cents } : {}), // or paid in another way: what opens again can be corrected
    ...(again ? { tries: 0, presentOn: dueOn } : { base: on, tries: retry ? 1 : 1 + parameter(contract, 'collection.autoRetries') }),
    ...(retry && !again ? { presentOn: on + parameter(contract, 'collection.retryAfterDays') } : {}),
    ...(collecting ? { collecting } : {}),
    ...(indemnityBilled || indemnified ? { indemnityBilled: true } : {}),
    ...(indemnityWaived ? { indemnityWaived } : {}),
  };
}

export const collection: Clause = {
  duties(contract, due) {
    for (const receivable of unusableMeans(contract) ? [] : contract.receivables) {
      if (receivable.presentOn === undefined || receivable.collecting || isAtRest(receivable) || openCents(receivable) <= 0) continue;
      const day = presentationDay(contract.means.kind, receivable.presentOn);
      const payment = nextPaymentId(receivable);
      due.push({ id: `present/${payment}`, action: 'payment.present', due: sendHour(contract, day), article: 'E5.5a', ref: payment });
    }
    for (const payment of contract.payments) {
      if (payment.presentedOn === undefined)
        due.push({ id: `present/${payment.id}`, action: 'payment.present', due: payment.askedAt ?? 0, article: 'E5.3b', ref: payment.id });
      else {
        const day = askDay(payment);
        due.push({
          id: `ask/${payment.id}/${civilOf(day)}`,
          action: 'payment.ask-result',
          due: sendHour(contract, day),
          article: 'E5.5a',
          ref: payment.id,
        });
      }
    }
  },
  fulfil: {
    'payment.present': (contract, duty, answer, at) => {
      const payment = pendingOf(contract, duty);
      return payment ? present(contract, payment, answer, at) : [];
    },
    'payment.ask-result': (contract, duty, answer, at) => {
      const payment = contract.payments.find((one) => one.id === duty.ref);
      if (!payment) return [];
      const told = result(payment.id, answer, at);
      if (told.length > 0) return told;
      const expectedOn = civilOf(Math.max(answer.outcome === 'PENDING' ? dayOf(answer.expectedOn) : 0, parisDay(at) + 1));
      const { id, allocations, means, cause } = payment;
      const presentedOn = civilOf(payment.presentedOn ?? parisDay(at));
      return [fact('payment.presented', 'E5.5a', at, { payment: id, allocations, cents: total(allocations), means, presentedOn, cause, expectedOn })];
    },
  },
  record: {
    'payment.requested': (contract, { payment: id, allocations, means, onScreen, at }) => {
      if (orderOf(id) <= contract.asked) return; // told before
      contract.asked += 1;
      contract.payments = [...contract.payments, { id, allocations, means, cause: onScreen ? 'ON_SCREEN' : 'ASKED', askedAt: momentOf(at) }];
      for (const part of allocations) change(contract, part.document, () => ({ collecting: id }));
    },
    'payment.presented': (contract, { payment: id, allocations, means, presentedOn, cause, expectedOn }) => {
      const on = dayOf(presentedOn);
      forgetPayment(contract, id);
      contract.payments = [
        ...contract.payments,
        { id, allocations, means, cause, presentedOn: on, ...(expectedOn ? { expectedOn: dayOf(expectedOn) } : {}) },
      ];
      for (const part of allocations)
        change(contract, part.document, (one) => {
          if (one.collecting === id) return {};
          const moved = cause === 'ANNOUNCED' && on > one.dueOn ? { base: on } : {};
          return { presentOn: undefined, ...moved, collecting: id, tries: one.tries + 1 };
        });
    },
    'payment.settled': (contract, settled) => {
      const payment = contract.payments.find((one) => one.id === settled.payment);
      if (!payment) return;
      const ordered = parameter(contract, 'payment.dateIs') === 'ORDER_DATE' ? payment.presentedOn : undefined;
      forgetPayment(contract, payment.id);
      if (paysPrice(payment)) contract.paidWith = payment.means.method;
      book(contract, payment.allocations, ordered ?? dayOf(settled.settledOn), momentOf(settled.at), payment.id);
    },
    'payment.rejected': recordRejection,
    'presentation.failed': (contract, { payment: id, allocations, nextOn }) => {
      forgetPayment(contract, id);
      for (const part of allocations)
        change(contract, part.document, (one) => {
          if (!id.startsWith('now-') && id !== nextPaymentId(one)) return {}; // told before
          if (id.startsWith('now-')) return { collecting: undefined };
          return {
            collecting: undefined,
            failures: (one.failures ?? 0) + 1,
            presentOn: dayOf(nextOn),
            ...(one.tries === 0 ? { base: Math.max(dayOf(nextOn), baseOf(contract, one)) } : {}),
          };
        });
    },
    'payment.recorded': (contract, payment) => {
      if (orderOf(payment.payment) <= contract.asked) return; // told before
      contract.asked += 1;
      withdrawAsked(contract, payment.allocations);
      const credited = parameter(contract, 'payment.dateIs') === 'CREDIT_DATE' ? parisDay(momentOf(payment.at)) : dayOf(payment.orderedOn);
      book(contract, payment.allocations, credited, momentOf(payment.at));
      overpay(contract, payment.cents - total(payment.allocations), momentOf(payment.at));
    },
    'payment.reversed': recordReversal,
    'payment-method.changed': (contract, { method, kind }) => {
      contract.means = { method, kind } satisfies Means;
    },
  },
};
