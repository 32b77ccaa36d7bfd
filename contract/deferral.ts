/** What was invoiced for days to come is income of those days (produits constatés d'avance): the days of each invoice, and what of it a day leaves to come. */
import type { Day } from './calendar.ts';
import type { FactOf } from './facts.ts';
import { instalmentDay } from './invoicing.ts';
import { prorata } from './money.ts';
import type { Contract } from './state.ts';

/** Civil days, both counted. */
export type Period = { from: Day; to: Day };

/** E5.3a, E8.3b: the days that an invoice of the Price is for, by the contract as it stands after it; undefined for what is earned when it is issued. */
export function servicePeriod(
  contract: Contract,
  { kind, invoice, term }: Pick<FactOf<'invoice.issued'>, 'kind' | 'invoice' | 'term'>,
): Period | undefined {
  const running = contract.term;
  if (kind === 'PRICE') {
    const its = term === running.number ? running : contract.earlier?.find((one) => one.number === term);
    return its && { from: its.startsOn, to: its.endsOn };
  }
  if (term !== running.number) return undefined;
  if (kind === 'INSTALMENT') return instalments(contract, Number(invoice.split('/')[1]), Number(invoice.split('/')[1]));
  const { issuedBefore, to } = contract.acceleration?.done ?? {};
  return kind === 'ACCELERATED' && issuedBefore !== undefined && to !== undefined ? instalments(contract, issuedBefore + 1, to) : undefined;
}

/** From the first day of an instalment to the day before the one after another. */
function instalments(contract: Contract, first: number, last: number): Period {
  const isLast = last >= (contract.price?.instalments ?? 1);
  return { from: instalmentDay(contract, first), to: isLast ? contract.term.endsOn : instalmentDay(contract, last + 1) - 1 };
}

/**
 * What of an amount excl. VAT belongs to days after a day, in cents: each day its share of the period, half-up, the last one what is left.
 * Once the relationship has ceased (8.4) no day is to come: all is earned, and what is given back is a credit note.
 */
export function deferredCents(netCents: number, { from, to }: Period, { on, ceasedOn }: { on: Day; ceasedOn: Day | null }): number {
  if (on >= to || (ceasedOn !== null && ceasedOn <= on)) return 0;
  const past = Math.max(0, on - from + 1);
  return netCents - Math.sign(netCents) * prorata(Math.abs(netCents), past, to - from + 1, 'HALF_UP');
}
