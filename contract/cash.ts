/** CGUV 5.1 (b), 5.3, 8.1 (b): what a portfolio brings in month by month, every contract run forward in a supposed market. */
import { type Day, type Moment, addMonths, civilOf, dayOf, momentOf, parisDay } from './calendar.ts';
import type { Fact } from './facts.ts';
import { type Assumption, type Market, forecast } from './forecast.ts';
import type { Contract } from './state.ts';
import { nextFormula } from './term.ts';

/** One line of a price schedule; `netCents` excl. VAT for a whole term. */
export type Line = { formula: string; contactsFrom: number; netCents: number; instalments: number; termDays: number | null };
/** What was published, or is supposed to be: schedules by their instant, VAT rates by their first day, both oldest first. */
export type Published = { schedules: { id: string; at: Moment; lines: Line[] }[]; vatRates: [from: Day, percent: number][] };

/** How many clients in a hundred are supposed to behave so; all others pay. */
export type Shares = { latePercent: number; failingPercent: number; denouncingPercent: number };

/** One month: what is invoiced incl. VAT (all kinds), what comes in, what is paid back, all in cents; and how many terms renew and subscriptions end. */
export type CashMonth = { month: string; invoicedCents: number; cashCents: number; refundedCents: number; renewals: number; endings: number };
export type Months = { [month: string]: CashMonth };

/** E5.1b, E5.1d: prices by the schedule of the instant and the number of Contacts, VAT by the day; where nothing is published, as the contract has it. */
export function marketOf({ schedules, vatRates }: Published, contract: Contract, contacts: number): Market {
  return {
    price: (now, at) => {
      const schedule = schedules.findLast((one) => one.at <= at);
      if (!schedule) return now.price;
      const lines = schedule.lines.filter((one) => one.formula === nextFormula(now).code && one.contactsFrom <= contacts);
      const line = lines.reduce<Line | undefined>((best, one) => (best && best.contactsFrom > one.contactsFrom ? best : one), undefined);
      if (!line) return null;
      const termDays = line.termDays ?? now.price?.termDays ?? 30;
      return { netCents: line.netCents, instalments: line.instalments, termDays, contacts, schedule: schedule.id };
    },
    vatRate: (on) => vatRates.findLast(([from]) => from <= on)?.[1] ?? contract.term.vatRate ?? 20,
  };
}

/** The behaviour of one client: the same for the same number, spread evenly over the portfolio. */
export function behaviourOf(number: string, { latePercent, failingPercent, denouncingPercent }: Shares): Assumption {
  let hash = 0x811c9dc5;
  for (let i = 0; i < number.length; i++) hash = Math.imul(hash ^ number.charCodeAt(i), 0x01000193) >>> 0;
  const place = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) % 100;
  if (place < failingPercent) return 'fails';
  if (place < failingPercent + latePercent) return 'late';
  return place < failingPercent + latePercent + denouncingPercent ? 'denounces' : 'pays';
}

const EMPTY = { invoicedCents: 0, cashCents: 0, refundedCents: 0, renewals: 0, endings: 0 };
function monthIn(months: Months, at: string): CashMonth {
  const month = at.slice(0, 7);
  return (months[month] ??= { month, ...EMPTY });
}

/** Adds one fact to the months; `asked` remembers what each presentation asks for. */
function count(months: Months, one: Fact, asked: Map<string, number>): void {
  switch (one.type) {
    case 'invoice.issued':
    case 'debit-note.issued':
      monthIn(months, one.issuedOn).invoicedCents += one.grossCents;
      return;
    case 'payment.presented':
      asked.set(one.payment, one.cents);
      return;
    case 'payment.settled':
      monthIn(months, one.settledOn).cashCents += asked.get(one.payment) ?? 0;
      return;
    case 'refund.released':
      monthIn(months, civilOf(parisDay(momentOf(one.at)))).refundedCents += one.cents;
      return;
    case 'term.renewed':
      monthIn(months, one.startsOn).renewals += 1;
      return;
    case 'subscription.ended':
      monthIn(months, one.cessationOn).endings += 1;
      return;
    default:
  }
}

/** A stored contract, and how many Contacts its client declared last. */
export type Held = { contract: Contract; contacts: number };
/** From an instant (exclusive) to another (inclusive), in what market and with what behaviour. */
export type Supposition = { from: Moment; until: Moment; published: Published; shares: Shares };

/** What one contract brings, run forward. */
export function cashOf({ contract, contacts }: Held, { from, until, published, shares }: Supposition): Months {
  const months: Months = {};
  const asked = new Map(contract.payments.map((one) => [one.id, one.allocations.reduce((sum, { cents }) => sum + cents, 0)]));
  const facts = forecast(contract, until, behaviourOf(contract.number, shares), from, marketOf(published, contract, contacts));
  for (const one of facts) count(months, one, asked);
  return months;
}

/** Adds months counted apart. */
export function mergeMonths(into: Months, more: Months): void {
  for (const one of Object.values(more)) {
    const sum = monthIn(into, one.month);
    for (const key of Object.keys(EMPTY) as (keyof typeof EMPTY)[]) sum[key] += one[key];
  }
}

/** The calendar months from the one of `from` on, so many: the first day of the month after them, and each month's name, oldest first. */
export function monthsFrom(from: Day, howMany: number): { end: Day; names: string[] } {
  const first = dayOf(`${civilOf(from).slice(0, 7)}-01`);
  return {
    end: addMonths(first, howMany),
    names: Array.from({ length: howMany }, (_, i) => civilOf(addMonths(first, i)).slice(0, 7)),
  };
}

/** The months of these names, with zeros where nothing happens. */
export const inOrder = (months: Months, names: string[]): CashMonth[] => names.map((month) => months[month] ?? { month, ...EMPTY });
