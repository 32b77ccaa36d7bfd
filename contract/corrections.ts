/** CGUV 5.3 (c): an invoice that was wrong is corrected by a credit note of a part or of the whole, paid or not; it is never edited. */
import { type Day, momentOf } from './calendar.ts';
import { type Clause, fact, refuse } from './clause.ts';
import type { CommandOf, CorrectableInvoice, Refusal } from './commands.ts';
import { servicePeriod } from './deferral.ts';
import type { Fact } from './facts.ts';
import { prorata, vatOf } from './money.ts';
import { findReceivable } from './receivables.ts';
import type { Billed, Contract, Waiver } from './state.ts';

/** A6: the VAT of a part, half-up; of lines at several rates, its share. */
function vatOfPart(netCents: number, { netCents: whole, grossCents, vatRate }: CorrectableInvoice): number {
  const vatCents = grossCents - whole;
  return vatOf(whole, vatRate) === vatCents ? vatOf(netCents, vatRate) : Math.round((vatCents * netCents) / whole);
}

/** E5.3c: by BILLING. What the invoice is, and what credit notes took of it, comes with the command: a paid one has left the contract. */
function correctInvoice(contract: Contract, { input, by }: CommandOf<'correct-invoice'>, at: number): Fact[] | Refusal {
  const { invoice, document, reason } = input;
  const receivable = findReceivable(contract, invoice);
  const made = contract.corrections ?? 0;
  if (receivable?.collecting) return refuse('E5.3c', 'presentation-pending', [], { payment: receivable.collecting });
  if (receivable?.dispute) return refuse('E8.3a', 'dispute-decides', [{ command: 'decide-dispute' }]);
  if (document.corrections !== made || contract.waivers?.some((one) => one.document === invoice)) return refuse('E5.3c', 'correction-pending');
  const correctableNetCents = document.netCents - document.creditedNetCents;
  const { netCents = correctableNetCents } = input;
  if (netCents <= 0 || netCents > correctableNetCents) return refuse('E5.3c', 'more-than-is-left', [], { correctableNetCents });
  const { kind, term, vatRate } = document;
  const cents = netCents + vatOfPart(netCents, document);
  return [fact('invoice.corrected', 'E5.3c', at, { nth: made + 1, invoice, kind, term, cents, netCents, vatRate, reason }, by)];
}

/** E8.2b: what was credited of the Price of a term is not given back again with the days that it was for. */
export function takeFromPrice(contract: Contract, { document: invoice, correction }: Waiver, netCents: number): void {
  const { kind, term } = correction ?? findReceivable(contract, invoice) ?? {};
  const days = kind && kind !== 'PENALTIES' && term !== undefined ? servicePeriod(contract, { kind, invoice, term }) : undefined;
  if (!days) return;
  const less = <T extends Pick<Billed, 'number' | 'corrected'>>(one: T): T =>
    one.number === term ? { ...one, corrected: [...(one.corrected ?? []), { ...days, netCents }] } : one;
  contract.term = less(contract.term);
  if (contract.earlier) contract.earlier = contract.earlier.map(less);
}

/** What corrections have taken already of the days after C. Cents excl. VAT. */
export function correctedAfter(corrected: NonNullable<Billed['corrected']>, cessationOn: Day, rounding: 'UP' | 'HALF_UP'): number {
  return corrected.reduce((sum, { from, to, netCents }) => {
    const unused = Math.max(0, to - Math.max(cessationOn, from - 1));
    return sum + prorata(netCents, unused, to - from + 1, rounding);
  }, 0);
}

export const corrections: Clause = {
  record: {
    'invoice.corrected': (contract, { nth, invoice: document, kind, term, cents, netCents, vatRate, at }) => {
      if (nth <= (contract.corrections ?? 0)) return; // told before
      contract.corrections = nth;
      const correction = { nth, kind, term, netCents, vatRate };
      contract.waivers = [...(contract.waivers ?? []), { document, at: momentOf(at), cents, cause: 'CORRECTED', correction }];
    },
  },
  decide: { 'correct-invoice': correctInvoice },
};
