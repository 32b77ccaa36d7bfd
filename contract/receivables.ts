/** E5.3f, A8: what is open, since when it counts as due, and in which order money pays it. */
import { type Day, bankDayFrom } from './calendar.ts';
import { type Changes, changed } from './changed.ts';
import type { Allocation, MeansKind } from './facts.ts';
import { type Parameters, parameter } from './parameters.ts';
import type { Contract, Receivable } from './state.ts';

/** Cents still to be paid. */
export function openCents(receivable: Receivable): number {
  let open = receivable.gross;
  for (const [, cents] of receivable.paid) open -= cents;
  return open;
}

/** Still to be paid; not what LEGAL found not due as it stands, until it is corrected (E8.3a), nor what proceedings froze: it is declared instead (E8.2-iii). */
export const isOwed = (receivable: Receivable): boolean =>
  openCents(receivable) > 0 && !receivable.dispute?.accepted && receivable.frozen === undefined;

/** The Price and the other sums for the Services, as opposed to accessories (rejection fees, penalties). */
export const isPrincipal = ({ kind }: { kind: Receivable['kind'] }): boolean => kind !== 'REJECTION_FEE' && kind !== 'PENALTIES';

/** E8.3a: what goes the way of reminder, notice and suspension by itself (`suspension.triggers`). */
export function triggersSuspension(contract: Contract, receivable: { kind: Receivable['kind'] }): boolean {
  const triggers = parameter(contract, 'suspension.triggers').split(', ');
  return isPrincipal(receivable) && triggers.includes(receivable.kind === 'STATEMENT' ? 'TX_STATEMENT' : 'PRICE');
}

/** E5.5a: a debit that falls on a bank closing day is presented on the next bank day; a card any day. */
export const presentationDay = (kind: MeansKind, day: Day): Day => (kind === 'SEPA' ? bankDayFrom(day) : day);

/** A8: the due date, or the presentation day that replaces it where bank closing days or a provider failure moved it. */
export function baseOf(contract: Contract, receivable: Receivable): Day {
  if (receivable.base !== undefined) return receivable.base;
  if (receivable.tries > 0 || receivable.presentOn === undefined) return receivable.dueOn;
  return Math.max(receivable.dueOn, presentationDay(contract.means.kind, receivable.presentOn));
}

/** Unpaid after its due date, seen on a day (from 00:00 of due date + 1). */
export const isOverdue = (contract: Contract, receivable: Receivable, on: Day): boolean => baseOf(contract, receivable) < on && isOwed(receivable);

/** A8: frozen by proceedings or written off: neither presented nor asked for. */
export const isAtRest = ({ frozen, writtenOff }: Receivable): boolean => frozen !== undefined || writtenOff !== undefined;

export const findReceivable = (contract: Contract, id: string): Receivable | undefined => contract.receivables.find((one) => one.id === id);

/** What is still to be paid of a document; nothing of one that has left the contract. */
export function openOf(contract: Contract, id: string): number {
  const held = findReceivable(contract, id);
  return held ? openCents(held) : 0;
}

/** Changes one receivable of a draft. */
export function change(contract: Contract, id: string, how: (receivable: Receivable) => Changes<Receivable>): void {
  contract.receivables = contract.receivables.map((one) => (one.id === id ? changed(one, how(one)) : one));
}

const RANK: Record<Receivable['kind'], number> = {
  PRICE: 0,
  INSTALMENT: 0,
  ACCELERATED: 0,
  STATEMENT: 0,
  ASSISTANCE: 0,
  REJECTION_FEE: 1,
  PENALTIES: 2,
};

/**
 * E5.3f: what is due on a day before what is not (Civil Code 1342-10); then oldest principal first, then fee invoices, then debit notes; the other way round
 * where the terms take interest first (1343-1). Without a day, all as if it were due.
 */
export function inPayingOrder(contract: { parameters: Parameters }, receivables: Receivable[], on: Day = Infinity): Receivable[] {
  const sign = parameter(contract, 'payment.allocation') === 'INTEREST_FIRST' ? -1 : 1;
  const ahead = ({ dueOn }: Receivable): number => Number(dueOn > on);
  const rank = ({ kind }: Receivable): number => sign * RANK[kind];
  return [...receivables].sort((a, b) => ahead(a) - ahead(b) || rank(a) - rank(b) || a.dueOn - b.dueOn || a.issuedOn - b.issuedOn || byNumber(a, b));
}

/** What is only foreseen has no number: it stays behind what was issued before it. */
const byNumber = (a: Receivable, b: Receivable): number => (a.number && b.number ? Number(a.number > b.number) - Number(a.number < b.number) : 0);

/** Spreads an amount over documents in the given order; what exceeds them is left over. */
export function allocate(receivables: Receivable[], cents: number): { allocations: Allocation[]; left: number } {
  let left = cents;
  const allocations: Allocation[] = [];
  for (const receivable of receivables) {
    const part = Math.min(left, openCents(receivable));
    if (part <= 0) continue;
    allocations.push({ document: receivable.id, cents: part });
    left -= part;
  }
  return { allocations, left };
}
