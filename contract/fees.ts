/** CGUV 5.1 (c), 5.2 (c): what the payments of Contacts cost the Client: a fee for each at the rate of its instant, a flat sum for each that a bank rejected. */
import { type Day, type Moment, addMonths, civilOf, dayOf, parisDay, partsOf } from './calendar.ts';
import type { Civil } from './facts.ts';
import { percentOf, vatOf } from './money.ts';
import { type Parameters, parameter } from './parameters.ts';

export type OperationKind = 'CARD' | 'TRANSFER' | 'DEBIT';
/** A line of a fee schedule: percent of the amount, and a fixed sum in cents, for each operation of this kind. */
export type FeeLine = { operation: OperationKind; percent: number; fixedCents: number };
/** A payment of a Contact, or the rejection of one, as the payment provider told it. */
export type ContactOperation = { type: 'PAYMENT' | 'REJECTION'; operation: OperationKind; cents: number; at: Moment };

/** E5.1c: the fee of one operation, excl. VAT: the percentage rounded half-up to the cent, then the fixed sum. */
export const feeCents = (cents: number, line: FeeLine): number => percentOf(cents, line.percent) + line.fixedCents;

/** What a statement bills: operations of one kind at one rate, or rejections. Cents; `volumeCents` is what the Contacts paid. */
export type StatementItem = {
  item: OperationKind | 'REJECTION';
  count: number;
  volumeCents: number;
  percent?: number;
  fixedCents?: number;
  netCents: number;
};
export type BilledItem = StatementItem & { vatRate: number; vatCents: number };

/** E5.1c: each operation at the rate in force at its own instant, grouped by kind and rate; E5.2c: each rejection at the flat sum. What costs nothing is left out. */
export function itemsOf(
  contract: { parameters: Parameters },
  operations: readonly ContactOperation[],
  linesAt: (at: Moment) => readonly FeeLine[],
): StatementItem[] {
  const items = new Map<string, StatementItem>();
  for (const { type, operation, cents, at } of operations) {
    const line = linesAt(at).find((one) => one.operation === operation) ?? { operation, percent: 0, fixedCents: 0 };
    const netCents = type === 'REJECTION' ? parameter(contract, 'contactRejectionFee.amount') : feeCents(cents, line);
    const rate = type === 'REJECTION' ? {} : { percent: line.percent, fixedCents: line.fixedCents };
    const item = type === 'REJECTION' ? type : operation;
    const key = JSON.stringify([item, rate]);
    const sum = items.get(key) ?? { item, count: 0, volumeCents: 0, ...rate, netCents: 0 };
    items.set(key, { ...sum, count: sum.count + 1, volumeCents: sum.volumeCents + cents, netCents: sum.netCents + netCents });
  }
  const billed = [...items.values()].filter((one) => one.netCents > 0);
  return billed.sort((a, b) => Number(a.item === 'REJECTION') - Number(b.item === 'REJECTION'));
}

/** A6: VAT once per rate of the document, half-up; on the lines of one rate the last one takes what rounding leaves. Rejections bear none unless the terms say so (E5.2c). */
export function taxed(contract: { parameters: Parameters }, items: readonly StatementItem[], vatRate: number): BilledItem[] {
  const rateOf = ({ item }: StatementItem): number => (item === 'REJECTION' && parameter(contract, 'rejectionFee.vat') === 'NONE' ? 0 : vatRate);
  const billed: BilledItem[] = items.map((one) => ({ ...one, vatRate: rateOf(one), vatCents: vatOf(one.netCents, rateOf(one)) }));
  for (const rate of new Set(billed.map((one) => one.vatRate))) {
    const same = billed.filter((one) => one.vatRate === rate);
    const whole = vatOf(
      same.reduce((sum, one) => sum + one.netCents, 0),
      rate,
    );
    const last = same.at(-1);
    if (last) last.vatCents += whole - same.reduce((sum, one) => sum + one.vatCents, 0);
  }
  return billed;
}

/** The first day of the month after the one of a day. */
const nextMonth = (day: Day): Day => addMonths(day - partsOf(day).dayOfMonth + 1, 1);

/** E5.1c: the document that bills an operation known at an instant: the statement of its month, of the month in which it became known where that is later, or its own. */
export function statementOf(
  contract: { parameters: Parameters },
  { type, id, at }: Pick<ContactOperation, 'type' | 'at'> & { id: string },
  knownAt: Moment,
): { statement: string; issueOn: Civil } {
  const each =
    type === 'PAYMENT'
      ? parameter(contract, 'txFees.billing') === 'PER_OPERATION'
      : parameter(contract, 'contactRejectionFee.billing') === 'PER_EVENT';
  const day = parisDay(Math.max(at, knownAt));
  if (each) return { statement: `S/op/${id}`, issueOn: civilOf(day) };
  return { statement: `S/${civilOf(day).slice(0, 7)}`, issueOn: civilOf(nextMonth(day)) };
}

/** The day on which a monthly statement is issued: the 1st of the month after it. */
export const issueDay = (statement: string): Civil => civilOf(nextMonth(dayOf(`${statement.slice(2)}-01`)));
