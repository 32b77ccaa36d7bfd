/** The contract run forward in a supposed world: what will come if the client pays, does not pay, or denounces. */
import { type Day, type Moment, addBankDays, civilOf, parisDay } from './calendar.ts';
import { accelerationInvoices } from './acceleration.ts';
import { copyOf } from './changed.ts';
import { isRefusal } from './clause.ts';
import { presentationOf } from './collection.ts';
import type { Command } from './commands.ts';
import { decide, fold, foldInto, fulfil, nextDuty } from './contract.ts';
import type { Answers, Duty, ExportAnswer, Presentation, PresentationAnswer } from './duties.ts';
import type { Fact, PriceLine } from './facts.ts';
import type { StatementItem } from './fees.ts';
import { parameter } from './parameters.ts';
import { isOverdue } from './receivables.ts';
import { invoicedAtRenewal } from './renewal.ts';
import { nextFormula } from './term.ts';
import type { Contract } from './state.ts';

/** The outside as a set of answers. Everything that a duty must learn comes from here. */
export type World = {
  /** A document number of the series, dated a day. */
  number(series: 'F' | 'A' | 'D', on: Day): string;
  /** The price of the formula that the contract renews under, at this instant; null if the schedule lacks it. */
  price(contract: Contract, at: Moment): PriceLine | null;
  /** VAT rate in percent for invoices of a day. */
  vatRate(on: Day): number;
  /** What a statement bills (E5.1c). */
  operations(contract: Contract, statement: string): StatementItem[];
  charge(presentation: Presentation, at: Moment): PresentationAnswer;
  result(payment: string, at: Moment): PresentationAnswer;
  export(id: string, at: Moment): ExportAnswer;
  destroy(contract: Contract, at: Moment): Answers['data.destroy'];
};

/** The platform does what was ordered; hashes are known only where it really does. */
const carriedOut = (contract: Contract, duty: Duty): Answers['content.carry-out'] => ({
  items: (contract.contentOrders?.find((one) => one.order === duty.ref)?.items ?? []).map((id) => ({
    ...{ id, sha256: '', bytes: 0, publishedOn: civilOf(parisDay(contract.acceptedAt)) },
  })),
});

/** What a world answers to a duty; null where the duty asks nothing. */
export function answerOf(world: World, contract: Contract, duty: Duty, at: Moment): Answers[keyof Answers] | null {
  const on = parisDay(at);
  switch (duty.action) {
    case 'term.renew': {
      const price = world.price(contract, duty.due);
      const invoiced = invoicedAtRenewal(contract, price);
      return { price, number: invoiced ? world.number('F', on) : null, vatRate: world.vatRate(on) };
    }
    case 'renewal.announce':
      return { price: world.price(contract, at) };
    case 'debts.accelerate':
      return { number: accelerationInvoices(contract) ? world.number('F', on) : null, vatRate: world.vatRate(on) };
    case 'acceleration.undo':
      return { number: duty.ref ? world.number('A', on) : null };
    case 'invoice.issue':
      return { number: world.number('F', on), vatRate: world.vatRate(on) };
    case 'statement.issue': {
      const items = world.operations(contract, duty.ref ?? '');
      return { number: items.length > 0 ? world.number('F', on) : null, vatRate: world.vatRate(on), items };
    }
    case 'debit-note.issue':
      return { number: world.number('D', on) };
    case 'credit-note.issue':
      return { number: world.number('A', on) };
    case 'payment.present': {
      const presentation = presentationOf(contract, duty);
      return presentation ? world.charge(presentation, at) : null;
    }
    case 'payment.ask-result':
      return world.result(duty.ref ?? '', at);
    case 'notice.send':
      return { sentAt: new Date(at).toISOString() };
    case 'refund.release':
      return { reference: `refund/${duty.ref}` };
    case 'access.close':
      return { accounts: 0, keys: 0, keptFor: null };
    case 'export.start':
    case 'export.ask-result':
      return world.export(duty.ref ?? '', at);
    case 'content.carry-out':
      return carriedOut(contract, duty);
    case 'data.destroy':
      return world.destroy(contract, at);
    default:
      return null;
  }
}

/** How a client is supposed to behave: pays each time, only at the second presentation, never, or denounces now and pays what it owes. */
export type Assumption = 'pays' | 'late' | 'fails' | 'denounces';
/** What the Company publishes, as far as a forecast supposes it: prices and VAT rates by their day. */
export type Market = { price: World['price']; vatRate: World['vatRate'] };

/** The market of today for a contract: its price and its VAT rate stay as they are. */
export function unchanging(contract: Contract): Market {
  const { price } = contract;
  const formula = contract.formula.code;
  return {
    price: (now) => (nextFormula(now).code === formula ? price : null),
    vatRate: () => contract.term.vatRate ?? parameter(contract, 'vat.standardRate'),
  };
}

const SETTLED: PresentationAnswer = { outcome: 'SETTLED' };
const REJECTED: PresentationAnswer = { outcome: 'REJECTED', code: 'AM04' };
const CHARGES: { [A in Assumption]: (payment: string) => PresentationAnswer } = {
  pays: () => SETTLED,
  late: (payment) => (payment.endsWith('-1') ? REJECTED : SETTLED),
  fails: () => REJECTED,
  denounces: () => SETTLED,
};

/** A world in which a market is given, and every client behaves as supposed. */
export function supposed({ price, vatRate }: Market, assuming: Assumption): World {
  const charged = CHARGES[assuming];
  return {
    number: () => '',
    price,
    vatRate,
    operations: () => [],
    charge: ({ payment }) => charged(payment),
    result: charged,
    export: (_id, at) => ({ outcome: 'PENDING', expectedOn: civilOf(addBankDays(parisDay(at), 2)) }),
    destroy: () => ({ destroyed: true, certificate: '', counts: {} }),
  };
}

/** Performs every duty due up to and including an instant, each at its own instant but never before `from`. Returns the contract reached and the facts on the way. */
export function runUntil(contract: Contract, world: World, until: Moment, from: Moment = 0): { contract: Contract; facts: Fact[] } {
  const now = copyOf(contract);
  const facts: Fact[] = [];
  let duty = nextDuty(now);
  while (duty && duty.due <= until) {
    const at = Math.max(duty.due, from);
    const led = fulfil(now, duty, answerOf(world, now, duty, at), at);
    foldInto(now, led);
    const next = nextDuty(now);
    if (next?.id === duty.id) throw new Error(`the duty ${duty.id} is not discharged by its facts`);
    facts.push(...led);
    duty = next;
  }
  return { contract: now, facts };
}

/** What the client does now, under an assumption: pays what is overdue, denounces, or nothing. */
function firstAct(contract: Contract, assuming: Assumption, from: Moment): Fact[] {
  if (assuming === 'fails') return [];
  const by = { person: 'forecast', role: 'CLIENT_ADMIN' as const };
  const overdue = contract.receivables.filter((one) => isOverdue(contract, one, parisDay(from)) && !one.collecting).map((one) => one.id);
  const command: Command = assuming === 'denounces' ? { type: 'denounce', by, input: {} } : { type: 'pay-now', by, input: { invoices: overdue } };
  const decided = decide(contract, command, from);
  return isRefusal(decided) ? [] : decided;
}

/** What will come from an instant to another, both in epoch milliseconds, under an assumption and in a market, of today unless told otherwise. */
export function forecast(contract: Contract, until: Moment, assuming: Assumption, from: Moment = 0, market: Market = unchanging(contract)): Fact[] {
  const first = firstAct(contract, assuming, from);
  return [...first, ...runUntil(fold(contract, first), supposed(market, assuming), until, from).facts];
}
