import type { Knex } from 'knex';
import { addMonths, civilOf, dayOf } from '../../contract/calendar.ts';
import type { Civil } from '../../contract/facts.ts';
import { parameter } from '../../contract/parameters.ts';
import type { Contract } from '../../contract/state.ts';
import { numbersOf } from '../../terms/accounts.ts';
import { deployment } from '../../terms/deployment.ts';

/** A sum that counts for the cap: what was paid or given back, and what of it counts (`liability.base`). */
export type CapLine = { subscription: string; reference: string; document: string; on: Civil; amountCents: number; countedCents: number };
export type LiabilityCap = { subscriptions: { number: string; from: Civil; to: Civil; base: string }[]; payments: CapLine[]; refunds: CapLine[] };

type Sum = { reference: string; document: string; paid_on: Civil; cents: number; net_cents: number; gross_cents: number };

/** What was paid on the Price, dated by its order unless the terms say otherwise (A12); what a bank took back is no payment. */
const paid = (knex: Knex, number: string, byCredit: boolean, from: Civil, to: Civil): Promise<{ rows: Sum[] }> =>
  knex.raw(
    `select * from (
       select p.id as reference, d.number as document, ${byCredit ? 'p.settled_on' : 'coalesce(p.ordered_on, p.presented_on, p.settled_on)'} as paid_on,
         a.cents, d.net_cents, d.gross_cents
       from payments p cross join lateral jsonb_to_recordset(p.allocations) as a(document text, cents bigint)
       join documents d on d.subscription = p.subscription and d.id = a.document
       where p.subscription = ? and p.state = 'SETTLED' and d.kind in ('PRICE', 'INSTALMENT', 'ACCELERATED')
     ) sums where paid_on between ? and ? order by paid_on, reference, document`,
    [number, from, to],
  );

/** What was given back on credit notes. */
const refunded = (knex: Knex, number: string, from: Civil, to: Civil): Promise<{ rows: Sum[] }> =>
  knex.raw(
    `select t.reference, d.number as document, t.booked_on as paid_on, -e.cents as cents, d.net_cents, d.gross_cents
     from ledger_transactions t join ledger_entries e on e.transaction = t.id and e.account = any(?)
     join documents d on d.number = t.reference
     where t.subscription = ? and t.label = 'refund.released' and t.booked_on between ? and ? order by t.booked_on, t.reference`,
    [numbersOf(deployment().books, 'bank'), number, from, to],
  );

/** E9.2b: the Price actually paid in the months before a day, with the payments and refunds behind it; each subscription by the terms that it accepted (A13). */
export async function liabilityCap(knex: Knex, client: string, on: Civil): Promise<LiabilityCap> {
  const rows: { number: string; contract: Contract }[] = await knex('subscriptions').where({ client }).orderBy('number').select('number', 'contract');
  const cap: LiabilityCap = { subscriptions: [], payments: [], refunds: [] };
  for (const { number, contract } of rows) {
    const from = civilOf(addMonths(dayOf(on), -parameter(contract, 'liability.capMonths')));
    const to = civilOf(dayOf(on) - 1);
    const base = parameter(contract, 'liability.base');
    const line = ({ reference, document, paid_on, cents, net_cents, gross_cents }: Sum): CapLine => ({
      ...{ subscription: number, reference, document, on: paid_on, amountCents: cents },
      countedCents: base === 'PAID_EXCL_VAT' ? Math.round((cents * net_cents) / gross_cents) : cents,
    });
    const byCredit = (parameter(contract, 'payment.dateIs') as string) === 'CREDIT_DATE';
    cap.subscriptions.push({ number, from, to, base });
    cap.payments.push(...(await paid(knex, number, byCredit, from, to)).rows.map(line));
    cap.refunds.push(...(await refunded(knex, number, from, to)).rows.map(line));
  }
  return cap;
}
