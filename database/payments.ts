import type { Knex } from 'knex';
import type { Allocation, FactType, Instant, Means, PresentationCause, ReopenedInvoice } from '../contract/facts.ts';
import { factOf } from './journal.ts';
import { Document } from './models/document.ts';
import { JournalEntry } from './models/journal-entry.ts';
import { Payment } from './models/payment.ts';
import { providerKey } from './projections/payments.ts';

export type Intention = {
  subscription: string;
  client: string;
  payment: string;
  allocations: Allocation[];
  means: Means;
  cause: PresentationCause;
  at: Instant;
};

/** Keeps, before the provider is called, that a payment is about to be presented. Returns the payment as it stands: an earlier intention is met, not doubled. */
export async function intendPayment(
  knex: Knex,
  { subscription, client, payment: id, allocations, means, cause, at }: Intention,
): Promise<{ intention: Payment; met: boolean }> {
  const amountCents = allocations.reduce((sum, part) => sum + part.cents, 0);
  const inserted: unknown[] = await knex('payments')
    .insert({
      id,
      subscription,
      client,
      allocations: JSON.stringify(allocations),
      amount_cents: amountCents,
      means: means.kind,
      method: means.method,
      cause,
      state: 'PRESENTING',
      provider_key: providerKey(subscription, id),
      created_at: at,
    })
    .onConflict()
    .ignore()
    .returning('id');
  return { intention: await Payment.query(knex).findById([subscription, id]).throwIfNotFound(), met: inserted.length === 0 };
}

/** The provider's own reference of a payment, and whether its answer was lost (UNKNOWN: ask before anything is tried again). */
export async function noteProvider(knex: Knex, key: string, note: { providerReference?: string; state?: 'UNKNOWN' }): Promise<void> {
  await Payment.query(knex).where({ provider_key: key }).whereIn('state', ['PRESENTING', 'PRESENTED', 'UNKNOWN']).patch(note);
}

/** E5.5b: the documents that open again when a payment is taken back, each with all that is then open on it. */
export async function reopenedBy(knex: Knex, subscription: string, payment: string): Promise<ReopenedInvoice[]> {
  const { allocations, state } = await Payment.query(knex).findById([subscription, payment]).throwIfNotFound();
  const taken = new Map(allocations.map((part) => [part.document, state === 'SETTLED' ? part.cents : 0]));
  const documents = await Document.query(knex)
    .where({ subscription })
    .whereIn('id', [...taken.keys()])
    .orderBy('number');
  const indemnified = await indemnifiedOf(knex, subscription);
  return documents.map((one) => ({
    invoice: one.id,
    number: one.number,
    kind: one.kind as ReopenedInvoice['kind'],
    term: one.term ?? 0,
    issuedOn: one.issuedOn,
    dueOn: one.dueOn ?? one.issuedOn,
    grossCents: one.grossCents,
    vatCents: one.vatCents,
    cents: one.grossCents - one.paidCents - one.creditedCents + (taken.get(one.id) ?? 0),
    indemnified: indemnified.has(one.id),
  }));
}

/** E5.3e: the invoices whose recovery indemnity was billed or waived; it is due once for each. */
async function indemnifiedOf(knex: Knex, subscription: string): Promise<Set<string>> {
  const types: FactType[] = ['debit-note.issued', 'accessory.waived'];
  const rows = await JournalEntry.query(knex).where({ subscription }).whereIn('type', types);
  return new Set(
    rows.map(factOf).flatMap((one) => {
      if (one.type === 'accessory.waived') return one.what === 'INDEMNITY' ? [one.invoice] : [];
      if (one.type !== 'debit-note.issued') return [];
      return one.items.flatMap((item) => (item.indemnityCents > 0 ? [item.invoice] : []));
    }),
  );
}
