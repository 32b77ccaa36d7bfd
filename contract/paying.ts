/** CGUV 5.3, 5.5: what the client pays by itself, and money received in another way: which documents it pays. */
import { type Day, type Moment, civilOf, dayOf, instantOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRefusal, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { Allocation, Fact, FactOf, ReceivedBy } from './facts.ts';
import { unusableMeans } from './means.ts';
import { parameter } from './parameters.ts';
import { allocate, findReceivable, inPayingOrder, openCents } from './receivables.ts';
import type { Contract, Receivable } from './state.ts';

/** Money that arrived: the day on which it was ordered. */
type Arrived = { orderedOn: Day } | undefined;

/** E8.2-iii (L.622-7): what proceedings froze is paid by money ordered before the judgment, or by what the officer pays on it by name. */
const isFree = (one: Receivable, arrived?: Arrived): boolean =>
  one.frozen === undefined || (arrived !== undefined && arrived.orderedOn <= one.frozen);

/** E5.3f: the documents that the client names, each of which must be payable. */
function namedDocuments(contract: Contract, ids: string[]): Receivable[] | Refusal {
  const named: Receivable[] = [];
  for (const id of new Set(ids)) {
    const one = findReceivable(contract, id);
    if (!one || openCents(one) <= 0) return refuse('E5.3f', 'not-open');
    if (one.frozen !== undefined) return refuse('E8.2-iii', 'frozen', [], { document: one.number });
    if (one.collecting) return refuse('E5.3f', 'presentation-pending', [], { document: one.number });
    named.push(one);
  }
  return named;
}

/** E5.3f: all that is open, in the order in which it is paid, without what is at the bank. */
function openDocuments(contract: Contract, on: Day): Receivable[] | Refusal {
  const open = inPayingOrder(
    contract,
    contract.receivables.filter((one) => openCents(one) > 0 && isFree(one)),
    on,
  );
  const pending = open.find((one) => one.collecting);
  const free = open.filter((one) => !one.collecting);
  if (pending && free.length === 0) return refuse('E5.3f', 'presentation-pending', [], { document: pending.number });
  return free;
}

/** E5.3f: spreads an amount over what may be paid, or says why not. */
function spread(contract: Contract, { invoices, amountCents: cents }: CommandOf<'pay-now'>['input'], on: Day): Allocation[] | Refusal {
  const documents = invoices ? namedDocuments(contract, invoices) : openDocuments(contract, on);
  if (isRefusal(documents)) return documents;
  const open = documents.reduce((sum, one) => sum + openCents(one), 0);
  if (cents !== undefined && cents > open) return refuse('E5.3f', 'more-than-owed', [{ command: 'pay-now' }], { openCents: open });
  const { allocations } = allocate(documents, cents ?? open);
  const partial = allocations.some((part) => documents.some((one) => one.id === part.document && part.cents < openCents(one)));
  if (partial && !parameter(contract, 'payment.partialAccepted')) return refuse('E5.3f', 'partial-payment', [], { openCents: open });
  return allocations;
}

const WAYS: [ReceivedBy, RegExp][] = [
  ['TRANSFER', /transfer|virement|wire/],
  ['CHEQUE', /che(que|ck)/],
  ['CASH', /cash|especes/],
  ['CARD', /card|carte/],
  ['DEBIT', /debit|sepa|prelevement/],
];
/** E5.5a: how money came, out of the words of a bank or of BILLING: what is none of the ways is OTHER. */
export const receivedBy = (words: string): ReceivedBy =>
  WAYS.find(([, pattern]) => pattern.test(words.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')))?.[0] ?? 'OTHER';

/** E5.5a: money received in another way, with the day it was ordered. */
function recorded(
  contract: Contract,
  payment: { allocations: Allocation[]; cents: number; orderedOn: string; means: ReceivedBy | 'SET_OFF' },
  at: Moment,
): FactOf<'payment.recorded'> {
  return fact('payment.recorded', 'E5.5a', at, { payment: `received-${contract.asked + 1}`, ...payment }, 'outside') as FactOf<'payment.recorded'>;
}

/** E5.3f: money that arrived cannot be refused: it pays what it names, then what is open, last what is at the bank; what exceeds that is kept in the client's favour. */
export function receivePayment(
  contract: Contract,
  { invoice, amountCents, orderedOn, means }: { invoice?: string; amountCents: number; orderedOn: string; means: ReceivedBy },
  at: Moment,
): FactOf<'payment.recorded'>[] {
  const named = invoice ? contract.receivables.filter((one) => one.id === invoice || one.number === invoice) : [];
  const arrived = { orderedOn: dayOf(orderedOn) };
  const others = inPayingOrder(
    contract,
    contract.receivables.filter((one) => !named.includes(one) && isFree(one, arrived)),
    arrived.orderedOn,
  ).sort((a, b) => Number(!!a.collecting) - Number(!!b.collecting));
  const { allocations } = allocate([...named, ...others], amountCents);
  return [recorded(contract, { allocations, cents: amountCents, orderedOn, means }, at)];
}

/** E5.3f: what the client has in its favour, and was not given back, pays what falls due. No money moves: a payment of nothing that is allocated. */
function setOff(contract: Contract, at: Moment): Fact[] {
  const due = payableByCredit(contract).filter((one) => one.dueOn <= parisDay(at));
  const { allocations } = allocate(inPayingOrder(contract, due), contract.overpaid?.cents ?? 0);
  return [{ ...recorded(contract, { allocations, cents: 0, orderedOn: civilOf(parisDay(at)), means: 'SET_OFF' }, at), by: 'engine' }];
}

const payableByCredit = (contract: Contract): Receivable[] =>
  contract.receivables.filter((one) => !one.collecting && openCents(one) > 0 && isFree(one));

function payNow(contract: Contract, { input, by }: CommandOf<'pay-now'>, at: Moment): Fact[] | Refusal {
  const allocations = spread(contract, input, parisDay(at));
  if (isRefusal(allocations)) return allocations;
  if (allocations.length === 0) return refuse('E5.3f', 'nothing-due');
  const means = input.means ?? contract.means;
  if (means.method === unusableMeans(contract)?.method) return refuse('E5.5a', 'means-unusable');
  return [fact('payment.requested', 'E5.3b', at, { payment: `now-${contract.asked + 1}`, allocations, means, onScreen: means.kind === 'CARD' }, by)];
}

export const paying: Clause = {
  duties(contract, due) {
    const { overpaid } = contract;
    if (!overpaid || overpaid.cents < 0) return;
    const first = Math.min(...payableByCredit(contract).map((one) => one.dueOn));
    if (Number.isFinite(first))
      due.push({ id: `set-off/${contract.asked + 1}`, action: 'payment.set-off', due: Math.max(overpaid.at, instantOf(first)), article: 'E5.3f' });
  },
  fulfil: {
    'payment.set-off': (contract, _duty, _answer, at) => setOff(contract, at),
  },
  decide: {
    'pay-now': payNow,
    'record-payment': (contract, { input, by }, at) => {
      if (dayOf(input.orderedOn) > parisDay(at)) return refuse('E5.5a', 'ordered-in-the-future');
      if (dayOf(input.orderedOn) < parisDay(contract.acceptedAt)) return refuse('E5.5a', 'before-acceptance');
      return receivePayment(contract, input, at).map((one) => ({ ...one, by }));
    },
  },
};
