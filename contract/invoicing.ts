/** CGUV 5.3: the term is invoiced in advance; each invoice announces its due date and is recalled before it. */
import { closeQuote, invoiceAssistance } from './assistance.ts';
import { type Day, type Moment, addMonths, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { cessationOf } from './cessation.ts';
import { changed } from './changed.ts';
import { type Clause, fact, isRunning, sendHour, sendingTime } from './clause.ts';
import { keepAccounts } from './retention.ts';
import type { Fact, InvoiceKind } from './facts.ts';
import { slice, vatOf } from './money.ts';
import { parameter } from './parameters.ts';
import { change, findReceivable, isAtRest, isOwed } from './receivables.ts';
import type { Contract, Receivable } from './state.ts';
import { holdsInvoice } from './suspension.ts';
import { closeStatement } from './statements.ts';

/** E5.3a: the first day of the nth instalment of the running term; n counts from 1. */
export function instalmentDay(contract: Contract, n: number): Day {
  const { anchor, first, number } = contract.term;
  const months = contract.formula.months;
  const offset = Math.floor(((n - 1) * months) / (contract.price?.instalments ?? 1));
  if (parameter(contract, 'months.endOfMonth') === 'CLAMP_AND_DRIFT') return addMonths(contract.term.startsOn, offset);
  return addMonths(anchor, (number - first) * months + offset);
}

/** `T3`, or `T3/2` for the second of several instalments. */
const invoiceId = (contract: Contract, n: number): string =>
  (contract.price?.instalments ?? 1) > 1 ? `T${contract.term.number}/${n}` : `T${contract.term.number}`;

/** E5.3a: the next invoice of the running term, if one is still to be issued. */
export function nextInvoice(contract: Contract): { id: string; on: Day; n: number } | undefined {
  const { price, term } = contract;
  if (!price || !isRunning(contract) || term.issued >= price.instalments || holdsInvoice(contract, term.startsOn)) return undefined;
  const n = term.issued + 1;
  const on = instalmentDay(contract, n);
  const cessation = cessationOf(contract);
  return cessation !== undefined && on > cessation ? undefined : { id: invoiceId(contract, n), on, n };
}

/** E5.3a-b: the invoice of the nth instalment, dated the day it is issued, due after the payment term of its price line. */
export function issueInvoice(contract: Contract, n: number, answer: { number: string; vatRate: number }, at: Moment): Fact {
  const price = contract.price;
  if (!price) throw new Error(`subscription ${contract.number} has no price to invoice`);
  const netCents = slice(price.netCents, price.instalments, n);
  const caused = contract.term.number === 1 && n === 1 && parisDay(contract.acceptedAt) === contract.term.startsOn;
  return invoice(
    contract,
    { id: invoiceId(contract, n), kind: price.instalments > 1 ? 'INSTALMENT' : 'PRICE', netCents, termDays: price.termDays },
    answer,
    {
      at,
      sendAt: caused ? at : sendingTime(contract, at),
    },
  );
}

/** The entry under which each kind of invoice is issued. */
const ARTICLE: Record<InvoiceKind, string> = {
  PRICE: 'E5.3a',
  INSTALMENT: 'E5.3a',
  REJECTION_FEE: 'E5.5b',
  STATEMENT: 'E5.1c',
  ASSISTANCE: 'E8.6d',
  ACCELERATED: 'E8.3b',
};

export function invoice(
  contract: Contract,
  what: { id: string; kind: InvoiceKind; netCents: number; termDays: number; term?: number; dueOn?: Day },
  answer: { number: string; vatRate: number },
  when: { at: Moment; sendAt: Moment },
): Fact {
  const issuedOn = parisDay(when.at);
  const vatCents = vatOf(what.netCents, answer.vatRate);
  return fact('invoice.issued', ARTICLE[what.kind], when.at, {
    invoice: what.id,
    number: answer.number,
    kind: what.kind,
    term: what.term ?? contract.term.number,
    issuedOn: civilOf(issuedOn),
    dueOn: civilOf(what.dueOn ?? issuedOn + what.termDays),
    netCents: what.netCents,
    vatRate: answer.vatRate,
    vatCents,
    grossCents: what.netCents + vatCents,
    sendAt: isoOf(when.sendAt),
  });
}

/** E5.3b: the day of the reminder before the due date, where one is still useful: nothing is asked for that proceedings froze (A8) or that is rightly disputed. */
function preDueDay(contract: Contract, receivable: Receivable): Day | undefined {
  if (receivable.preDue || receivable.tries > 0 || receivable.collecting || receivable.kind === 'PENALTIES') return undefined;
  if (!isOwed(receivable) || isAtRest(receivable)) return undefined;
  const day = receivable.dueOn - parameter(contract, 'dunning.preDueDays');
  return day > receivable.issuedOn ? day : undefined;
}

export const invoicing: Clause = {
  duties(contract, due) {
    const next = nextInvoice(contract);
    if (next)
      due.push({
        id: `invoice/${next.id}`,
        action: 'invoice.issue',
        due: Math.max(instantOf(next.on), contract.acceptedAt),
        article: 'E5.3a',
        ref: next.id,
      });
    for (const { term, at } of contract.unbilled ?? [])
      due.push({ id: `invoice/T${term}`, action: 'invoice.issue', due: at, article: 'E5.1b', ref: `T${term}` });
    for (const fee of contract.fees ?? [])
      due.push({ id: `invoice/fee/${fee.payment}`, action: 'invoice.issue', due: fee.at, article: 'E5.5b', ref: `fee/${fee.payment}` });
    if (!isRunning(contract)) return;
    for (const receivable of contract.receivables) {
      const day = preDueDay(contract, receivable);
      if (day !== undefined)
        due.push({
          id: `remind/${receivable.id}/pre-due`,
          action: 'invoice.remind',
          due: sendHour(contract, day),
          article: 'E5.3b',
          ref: receivable.id,
        });
    }
  },
  fulfil: {
    'invoice.issue': (contract, duty, answer, at) => {
      const late = contract.unbilled?.find((one) => `T${one.term}` === duty.ref);
      if (late) {
        const { term, price } = late;
        const what = { id: `T${term}`, kind: 'PRICE' as const, netCents: price.netCents, termDays: price.termDays, term };
        return [invoice(contract, what, answer, { at, sendAt: at })];
      }
      if (duty.ref?.startsWith('Q/')) return invoiceAssistance(contract, duty.ref, answer, at);
      if (!duty.ref?.startsWith('fee/')) return [issueInvoice(contract, contract.term.issued + 1, answer, at)];
      const netCents = parameter(contract, 'rejectionFee.amount');
      const vatRate = parameter(contract, 'rejectionFee.vat') === 'NONE' ? 0 : answer.vatRate;
      const what = { id: duty.ref, kind: 'REJECTION_FEE' as const, netCents, termDays: parameter(contract, 'payment.termDays') };
      return [invoice(contract, what, { number: answer.number, vatRate }, { at, sendAt: at })];
    },
    'invoice.remind': (_contract, duty, _answer, at) => {
      const step = duty.id.endsWith('/pre-due') ? 'PRE_DUE' : 'COURTESY';
      return [fact('invoice.reminded', step === 'PRE_DUE' ? 'E5.3b' : 'E8.3a', at, { invoice: duty.ref ?? '', step })];
    },
  },
  record: {
    'invoice.issued': (contract, issued) => {
      const { term: running } = contract;
      if (issued.kind === 'STATEMENT' || issued.kind === 'ASSISTANCE') {
        if (!closeStatement(contract, issued.invoice) && !closeQuote(contract, issued.invoice)) return; // told before
      } else if (issued.kind === 'REJECTION_FEE') {
        const fees = (contract.fees ?? []).filter((one) => `fee/${one.payment}` !== issued.invoice);
        if (fees.length === (contract.fees?.length ?? 0)) return; // told before
        contract.fees = fees;
      } else if (issued.kind === 'ACCELERATED') {
        const { invoice: id, to } = contract.acceleration?.done ?? {};
        if (id !== issued.invoice || to === undefined || running.issued >= to || issued.term !== running.number) return; // told before
        contract.term = { ...running, issued: to };
      } else if (contract.unbilled?.some((one) => one.term === issued.term)) {
        contract.unbilled = contract.unbilled.filter((one) => one.term !== issued.term);
        if (issued.term === running.number) contract.term = changed(running, { issued: contract.price?.instalments ?? 1, vatRate: issued.vatRate });
      } else {
        const n = Number(issued.invoice.split('/')[1] ?? 1);
        if (issued.term !== running.number || n <= running.issued) return; // told before
        contract.term = changed(running, { issued: n, vatRate: issued.vatRate });
      }
      if (findReceivable(contract, issued.invoice)) return;
      const issuedOn = dayOf(issued.issuedOn);
      const dueOn = dayOf(issued.dueOn);
      const presentOn = parameter(contract, 'collection.presentationDay') === 'INVOICE_DATE' ? issuedOn : dueOn;
      const { invoice: id, number, kind, term, grossCents: gross, vatCents: vat } = issued;
      contract.receivables = [...contract.receivables, { id, number, kind, term, issuedOn, dueOn, gross, vat, paid: [], presentOn, tries: 0 }];
      keepAccounts(contract, issuedOn);
    },
    'invoice.reminded': (contract, reminded) =>
      change(contract, reminded.invoice, () => (reminded.step === 'PRE_DUE' ? { preDue: true } : { courtesy: true })),
    'price.decided': (contract, { term, price, at }) => {
      if (term === contract.term.number) contract.price ??= price;
      if (term !== contract.term.number || !isRunning(contract))
        contract.unbilled = [...(contract.unbilled ?? []).filter((one) => one.term !== term), { term, price, at: momentOf(at) }];
    },
    'subscription.started': (contract) => {
      if (contract.state === 'PENDING') contract.state = 'ACTIVE';
    },
  },
};
