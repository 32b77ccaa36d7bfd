/** CGUV 5.3 (d): late penalties, and the stretches of days from which they can be worked out again. */
import { type Day, addMonths, civilOf } from './calendar.ts';
import type { PenaltyPeriod } from './facts.ts';
import { parameter } from './parameters.ts';
import { baseOf } from './receivables.ts';
import type { Contract, Receivable } from './state.ts';

/** A multiple of every month length: months and fractions of months are whole numbers of it. */
const MONTH = 377_580;

/** E5.3d: months and fraction of month from the due date d to a day t, in 1/377,580ths; k whole months (A3) and r/L of the next. */
export function monthsLate(d: Day, t: Day, proRata: 'DAY_IN_MONTH' | 'FULL_MONTHS' | 'STARTED_MONTHS'): number {
  if (t <= d) return 0;
  let k = 0;
  while (addMonths(d, k + 1) <= t) k++;
  const start = addMonths(d, k);
  const rest = t - start;
  if (proRata === 'FULL_MONTHS') return k * MONTH;
  if (proRata === 'STARTED_MONTHS') return (rest > 0 ? k + 1 : k) * MONTH;
  return k * MONTH + rest * (MONTH / (addMonths(d, k + 1) - start));
}

/** A13: new terms change the rate from the day after their acceptance; a period already run keeps its own. */
export function keepFormerRate(contract: Contract, on: Day, former: number): void {
  const { formerRates = [] } = contract;
  if (former === parameter(contract, 'latePenalty.monthlyRate') || formerRates.at(-1)?.[0] === on) return; // the first terms of a day bound it
  contract.formerRates = [...formerRates, [on, former]];
}

/** E5.3d: 3 % a month, or the legal maximum in force that day where it is lower. */
function rateOn(contract: Contract, day: Day): number {
  const former = contract.formerRates?.find(([until]) => day <= until);
  const agreed = former ? former[1] : parameter(contract, 'latePenalty.monthlyRate');
  let maximum = parameter(contract, 'latePenalty.legalMaxMonthlyRate');
  for (const [from, rate] of contract.legalRates ?? []) if (from <= day) maximum = rate;
  return maximum === null ? agreed : Math.min(agreed, maximum);
}

/** E8.2-iii, A8: penalties stop with the day before a judgment, and when a debt is written off. */
export const lastPenaltyDay = ({ frozen, writtenOff }: Receivable, until: Day): Day => Math.min(until, frozen ?? until, writtenOff ?? until);

/** E5.3d: the days on which a month of lateness is full, before a day: what has accrued then bears interest too, where the terms compound. */
function monthsFrom(due: Day, until: Day): Day[] {
  const days: Day[] = [];
  for (let k = 1; addMonths(due, k) < until; k++) days.push(addMonths(due, k));
  return days;
}

/** Days of one base and one rate, from the day after `after` to `to`. `capital`: the part of the base that is interest. `fraction` in 1/377,580ths of a month. */
type Stretch = { after: Day; to: Day; base: number; capital: number; rate: number; fraction: number };

const product = ({ base, rate, fraction }: Pick<Stretch, 'base' | 'rate' | 'fraction'>): bigint =>
  BigInt(base) * BigInt(Math.round(rate * 10_000)) * BigInt(fraction);

/** E5.3d: what bears a penalty up to and including a day, in order: a payment, a change of rate or a month that compounds begins another stretch. */
function stretches(contract: Contract, receivable: Receivable, seenOn: Day): Stretch[] {
  if (receivable.kind === 'PENALTIES' || receivable.dispute?.accepted) return [];
  if (receivable.kind === 'REJECTION_FEE' && parameter(contract, 'accessories.onFeeInvoices') === 'NONE') return [];
  const due = baseOf(contract, receivable);
  const until = lastPenaltyDay(receivable, seenOn);
  const proRata = parameter(contract, 'latePenalty.proRata');
  const anniversaries = parameter(contract, 'latePenalty.compound') ? monthsFrom(due, until) : [];
  const changes = [
    ...receivable.paid.map(([day]) => day),
    ...(contract.legalRates ?? []).map(([day]) => day - 1),
    ...(contract.formerRates ?? []).map(([day]) => day),
    ...anniversaries,
  ];
  const days = [...new Set([...changes.filter((day) => day < until), until])].sort((a, b) => a - b);
  const found: Stretch[] = [];
  let sum = 0n;
  let capital = 0;
  let after = due;
  for (const to of days) {
    let outstanding = receivable.gross;
    for (const [paidOn, cents] of receivable.paid) if (paidOn <= after) outstanding -= cents;
    const fraction = monthsLate(due, to, proRata) - monthsLate(due, after, proRata);
    if (anniversaries.includes(after)) capital = Number(sum / (BigInt(MONTH) * 1_000_000n));
    const stretch = { after: Math.max(after, due), to, base: outstanding + capital, capital, rate: rateOn(contract, after + 1), fraction };
    if (outstanding > 0 && fraction > 0) {
      found.push(stretch);
      sum += product(stretch);
    }
    after = to;
  }
  return found;
}

/** Cents of a sum of base × rate × fraction, on the part excl. VAT where the terms say so, rounded once. */
function centsOf(contract: Contract, { gross, vat }: Receivable, sum: bigint): number {
  const exclVat = sum > 0n && parameter(contract, 'latePenalty.base') === 'EXCL_VAT'; // an instalment of nothing has no part without VAT
  const numerator = exclVat ? sum * BigInt(gross - vat) : sum;
  const divisor = BigInt(MONTH) * 1_000_000n * (exclVat ? BigInt(gross) : 1n);
  return Number(parameter(contract, 'latePenalty.rounding') === 'DOWN' ? numerator / divisor : (numerator * 2n + divisor) / (divisor * 2n));
}

/** E5.3d: the whole penalty of a receivable up to and including a day, in cents: Σ outstanding × rate × (f(b) − f(a)), rounded once. */
export const penaltyCents = (contract: Contract, receivable: Receivable, seenOn: Day): number =>
  centsOf(
    contract,
    receivable,
    stretches(contract, receivable, seenOn).reduce((sum, one) => sum + product(one), 0n),
  );

/** Stretches that follow each other with one base and one rate are one: a legal rate above the agreed one changes nothing. */
function joined(all: Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const one of all) {
    const last = found.at(-1);
    if (last?.to === one.after && last.base === one.base && last.rate === one.rate)
      found[found.length - 1] = { ...last, to: one.to, fraction: last.fraction + one.fraction };
    else found.push(one);
  }
  return found;
}

type Span = { to: Day } & ({ months: number } | { days: number; monthDays: number });
const fractionOf = (span: Span): number => ('months' in span ? span.months * MONTH : span.days * (MONTH / span.monthDays));

/** A stretch as people count it from the due date: whole months, and days of a month of so many. */
function spansOf({ after, to }: Stretch, due: Day): Span[] {
  const spans: Span[] = [];
  let at = after;
  while (at < to) {
    let k = 0;
    while (addMonths(due, k + 1) <= at) k++;
    const [start, end] = [addMonths(due, k), addMonths(due, k + 1)];
    if (at > start || end > to) spans.push({ to: Math.min(end, to), days: Math.min(end, to) - at, monthDays: end - start });
    else {
      let months = 1;
      while (addMonths(due, k + months + 1) <= to) months++;
      spans.push({ to: addMonths(due, k + months), months });
    }
    at = spans.at(-1)?.to ?? to;
  }
  return spans;
}

/** E5.3d: how a penalty comes about, for who works it out again. Cents are rounded on the running total, so that they add up to the penalty. */
export function penaltyPeriods(contract: Contract, receivable: Receivable, seenOn: Day): PenaltyPeriod[] {
  const due = baseOf(contract, receivable);
  const byDay = parameter(contract, 'latePenalty.proRata') === 'DAY_IN_MONTH';
  let sum = 0n;
  let cents = 0;
  return joined(stretches(contract, receivable, seenOn)).flatMap((one) => {
    const { base: baseCents, capital, rate: monthlyRate } = one;
    let from = one.after + 1;
    const spans: Span[] = byDay ? spansOf(one, due) : [{ to: one.to, months: one.fraction / MONTH }];
    return spans.map((span): PenaltyPeriod => {
      sum += product({ ...one, fraction: fractionOf(span) });
      const { to, ...duration } = span;
      const days = { from: civilOf(from), to: civilOf(to) };
      const before = cents;
      cents = centsOf(contract, receivable, sum);
      from = to + 1;
      return { ...days, baseCents, ...(capital > 0 ? { interestCents: capital } : {}), monthlyRate, ...duration, cents: cents - before };
    });
  });
}
