/** The books as an accountant would keep them from the facts, by the plainest rules: what each account has on each document, and in all. */
import type { Allocation, Fact } from '../../contract/facts.ts';

/** A recharged rejection is an ancillary income, all else that is invoiced is a service. */
const incomeOf = (kind: string): string => ({ REJECTION_FEE: '7088', PENALTIES: '7631' })[kind] ?? '706';

type Paid = { allocations: Allocation[]; cents: number; banked: boolean };

/** Balances in cents by `account document`; documents by their natural ids, money on none under `-`. */
export function balances(facts: readonly Fact[]): Record<string, number> {
  const sums = new Map<string, number>();
  const kinds = new Map<string, string>();
  const payments = new Map<string, Paid>();
  const taxed = new Map<string, { vat: number; gross: number }>();
  const statements = new Map<string, { net: number; recharged: number; credited: number; taken: number }>();
  const book = (account: string, document: string, cents: number): void => {
    const key = `${account} ${document}`;
    sums.set(key, (sums.get(key) ?? 0) + cents);
  };
  /** What was written off of a document and has not come in. */
  const givenUp = (document: string): number => (sums.get(`654 ${document}`) ?? 0) + (sums.get(`7714 ${document}`) ?? 0);
  /** Money of the client: on what it pays, and on nothing for the rest. */
  const client = (allocations: Allocation[], cents: number, sign: 1 | -1, rest = '-'): void => {
    for (const { document, cents: part } of allocations) {
      const back = sign < 0 ? Math.min(part, givenUp(document)) : 0; // it comes in after all
      book('411', document, sign * (part - back));
      if (back > 0) book('7714', document, -back);
    }
    book('411', rest, sign * (cents - allocations.reduce((sum, part) => sum + part.cents, 0)));
  };
  /** A charge pays what is still open; what was paid otherwise meanwhile is on nothing. */
  const bank = (one: Paid | undefined, direction: 1 | -1): void => {
    if (!one || one.banked === direction > 0) return;
    one.banked = direction > 0;
    if (direction > 0)
      one.allocations = one.allocations.map(({ document, cents }) => ({
        document,
        cents: Math.min(cents, (sums.get(`411 ${document}`) ?? 0) + givenUp(document)),
      }));
    book('512', '-', direction * one.cents);
    client(one.allocations, one.cents, direction > 0 ? -1 : 1);
  };
  /** VAT on receipts: it is owed to the State in the proportion in which its document is settled. */
  const settleVat = (): void => {
    for (const [document, { vat, gross }] of taxed) {
      const open = (sums.get(`411 ${document}`) ?? 0) + givenUp(document);
      const moved = Math.round((vat * Math.abs(open)) / gross) * -Math.sign(open) - (sums.get(`4458 ${document}`) ?? 0);
      book('4458', document, moved);
      book('44571', document, -moved);
    }
  };
  /** What of a credit note takes back recharged rejections: as much of them as of the statement. */
  const rechargedBack = (document: string, net: number): number => {
    const statement = statements.get(document);
    if (!statement) return 0;
    statement.credited += net;
    const all = Math.round((statement.recharged * statement.credited) / statement.net);
    const now = all - statement.taken;
    statement.taken = all;
    return now;
  };
  for (const one of facts) {
    settleVat();
    switch (one.type) {
      case 'invoice.issued':
        kinds.set(one.invoice, one.kind);
        book('411', one.invoice, one.grossCents);
        book(incomeOf(one.kind), one.invoice, -one.netCents);
        if (one.kind === 'STATEMENT') statements.set(one.invoice, { net: one.netCents, recharged: 0, credited: 0, taken: 0 });
        for (const { item, netCents } of one.items ?? []) {
          if (item !== 'REJECTION') continue;
          book('706', one.invoice, netCents);
          book('7088', one.invoice, -netCents);
          const statement = statements.get(one.invoice);
          if (statement) statement.recharged += netCents;
        }
        book('4458', one.invoice, -one.vatCents);
        taxed.set(one.invoice, { vat: one.vatCents, gross: one.grossCents });
        break;
      case 'debit-note.issued':
        kinds.set(one.debitNote, 'PENALTIES');
        book('411', one.debitNote, one.grossCents);
        book('7631', one.debitNote, -one.grossCents);
        break;
      case 'credit-note.issued': {
        const kind = kinds.get(one.corrects[0] ?? '') ?? 'PRICE';
        const recharged = rechargedBack(one.corrects[0] ?? '', one.netCents);
        book(incomeOf(kind), one.creditNote, one.netCents - recharged);
        book('7088', one.creditNote, recharged);
        book('4458', one.creditNote, one.vatCents);
        taxed.set(one.creditNote, { vat: one.vatCents, gross: one.grossCents });
        client(one.allocations, one.grossCents, -1, one.creditNote);
        break;
      }
      case 'payment.presented':
        if (!payments.has(one.payment)) payments.set(one.payment, { allocations: one.allocations, cents: one.cents, banked: false });
        break;
      case 'payment.settled':
        bank(payments.get(one.payment), 1);
        break;
      case 'payment.recorded':
        payments.set(one.payment, { allocations: one.allocations, cents: one.cents, banked: false });
        bank(payments.get(one.payment), 1);
        break;
      case 'payment.reversed':
        bank(payments.get(one.payment), -1);
        break;
      case 'refund.set-off':
        book('411', one.creditNote, one.cents);
        client(one.allocations, one.cents, -1);
        break;
      case 'refund.released':
        book('411', one.creditNote, one.cents);
        book('512', '-', -one.cents);
        break;
      case 'debt.written-off':
        book('654', one.document, one.cents);
        book('411', one.document, -one.cents);
        break;
      case 'task.decided':
        if (one.choice === 'GIVEN_BACK') {
          const favour = -(sums.get('411 -') ?? 0);
          book('411', '-', favour);
          book('512', '-', -favour);
        }
        break;
      default:
    }
  }
  settleVat();
  return Object.fromEntries([...sums].filter(([, cents]) => cents !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
