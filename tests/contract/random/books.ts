/** A second set of books, kept from the facts alone by the plainest rules: what every document is worth, what was paid, what came too much. */
import type { Allocation, Civil, Fact, ReopenedInvoice } from '../../../contract/facts.ts';

export type Kept = {
  id: string;
  number: string;
  kind: ReopenedInvoice['kind'];
  term: number;
  issuedOn: Civil;
  dueOn: Civil;
  netCents: number;
  vatRate: number;
  vatCents: number;
  grossCents: number;
  paidCents: number;
};
export type Charge = { payment: string; allocations: Allocation[]; state: 'PENDING' | 'SETTLED' | 'REJECTED' | 'REVERSED' };

export class Books {
  documents = new Map<string, Kept>();
  charges = new Map<string, Charge>();
  /** Received without a document to pay. */
  unallocatedCents = 0;

  private pay(allocations: Allocation[], sign = 1): void {
    for (const { document, cents } of allocations) {
      const kept = this.documents.get(document);
      if (!kept) throw new Error(`money is booked on ${document}, which was never issued`);
      kept.paidCents += sign * cents;
    }
  }

  private issue(kept: Kept): void {
    if (this.documents.has(kept.id)) throw new Error(`the document ${kept.id} is issued twice`);
    this.documents.set(kept.id, kept);
  }

  keep(fact: Fact): void {
    switch (fact.type) {
      case 'invoice.issued':
        return this.issue({ ...fact, id: fact.invoice, paidCents: 0 });
      case 'debit-note.issued':
        return this.issue({
          ...fact,
          id: fact.debitNote,
          kind: 'PENALTIES',
          term: 0,
          netCents: fact.grossCents,
          vatRate: 0,
          vatCents: 0,
          paidCents: 0,
        });
      case 'credit-note.issued':
      case 'refund.set-off':
        return this.pay(fact.allocations);
      case 'debts.accelerated':
        for (const id of fact.documents) {
          const kept = this.documents.get(id);
          if (kept && fact.on < kept.dueOn) kept.dueOn = fact.on;
        }
        return;
      case 'payment.presented':
        this.charges.set(fact.payment, { payment: fact.payment, allocations: fact.allocations, state: 'PENDING' });
        return;
      case 'payment.recorded':
        this.pay(fact.allocations);
        this.unallocatedCents += fact.cents - fact.allocations.reduce((sum, part) => sum + part.cents, 0);
        return;
      case 'payment.settled':
      case 'payment.rejected':
      case 'payment.reversed': {
        const charge = this.charges.get(fact.payment);
        if (!charge) return;
        if (fact.type === 'payment.settled') this.pay(charge.allocations);
        if (fact.type === 'payment.reversed' && charge.state === 'SETTLED') this.pay(charge.allocations, -1);
        charge.state = fact.type === 'payment.settled' ? 'SETTLED' : fact.type === 'payment.rejected' ? 'REJECTED' : 'REVERSED';
        return;
      }
      default:
    }
  }

  openCents(id: string): number {
    const kept = this.documents.get(id);
    return kept ? kept.grossCents - kept.paidCents : 0;
  }
}
