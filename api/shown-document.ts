import type { z } from 'zod';
import type { DocumentRow, EInvoiceRow } from '../database/queries/documents.ts';
import type { DocumentBody, EInvoiceBody } from './schemas/documents.ts';

const instant = (text: string): string => new Date(text).toISOString();

function shownEInvoice({ route, reference, submittedAt, problem, statuses }: EInvoiceRow): z.infer<typeof EInvoiceBody> {
  const told = (statuses ?? []).map((one) => ({ ...one, at: instant(one.at) }));
  return { route, reference, submittedAt: submittedAt && instant(submittedAt), problem, status: told.at(-1)?.status ?? null, statuses: told };
}

/** An invoice, credit note or debit note as the API shows it. */
export const shownDocument = (row: DocumentRow): z.infer<typeof DocumentBody> => ({
  number: row.number,
  series: row.series,
  kind: row.kind,
  subscription: row.subscription,
  client: row.client,
  issuedOn: row.issued_on,
  dueOn: row.accelerated_to ?? row.due_on,
  state: row.shown_state,
  lines: row.lines,
  netCents: row.net_cents,
  vatCents: row.vat_cents,
  grossCents: row.gross_cents,
  paidCents: row.paid_cents,
  creditedCents: row.credited_cents,
  term: row.term,
  ...(row.corrects.length > 0 ? { corrects: row.corrects } : {}),
  documentHash: row.pdf_hash,
  einvoice: row.einvoice && shownEInvoice(row.einvoice),
});
