import { Model } from 'objection';
import type { InvoiceKind, PenaltyComputation } from '../../contract/facts.ts';
import type { Parties } from '../parties.ts';
import { Row } from './row.ts';
import { Subscription } from './subscription.ts';

export type DocumentKind = InvoiceKind | 'PENALTIES' | 'CREDIT';
export type DocumentState = 'OPEN' | 'COLLECTING' | 'PAID' | 'CREDITED' | 'FROZEN' | 'WRITTEN_OFF';
/** Amounts in cents; the rate in percent. */
export type DocumentLine = { label: string; netCents: number; vatRate: number; vatCents: number; penalty?: LinePenalty };
/** How the penalty on the document of this number was computed. */
export type LinePenalty = PenaltyComputation & { number: string };

/** An invoice (F), credit note (A) or debit note (D), as issued, with what has since been paid or credited (A6, A8). */
export class Document extends Row {
  static override tableName = 'documents';
  static override idColumn = 'number';
  static override jsonAttributes = ['lines', 'parties'];
  static override relationMappings = () => ({
    of: { relation: Model.BelongsToOneRelation, modelClass: Subscription, join: { from: 'documents.subscription', to: 'subscriptions.number' } },
  });
  declare number: string;
  declare series: 'F' | 'A' | 'D';
  declare kind: DocumentKind;
  declare id: string;
  declare subscription: string;
  declare client: string;
  declare term: number | null;
  declare issuedOn: string;
  declare dueOn: string | null;
  /** The days that it is for; null for what is earned when it is issued. */
  declare serviceFrom: string | null;
  declare serviceTo: string | null;
  declare netCents: number;
  declare vatRate: number;
  declare vatCents: number;
  declare grossCents: number;
  declare lines: DocumentLine[];
  declare corrects: string[];
  declare parties: Parties;
  declare paidCents: number;
  declare creditedCents: number;
  declare acceleratedTo: string | null;
  declare writtenOffCents: number;
  declare overdueFrom: string | null;
  declare state: DocumentState;
  declare issuedAt: string;
  /** Issued by another system (a take-over): there is no paper of ours. */
  declare takenOver: boolean;
  declare pdf: Buffer | null;
  declare pdfHash: string | null;
  declare of?: Subscription;
}
