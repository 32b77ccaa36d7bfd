import type { z } from 'zod';
import type { DocumentRow } from '../database/queries/documents.ts';
import type { DocumentBody } from './schemas/documents.ts';

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
});
