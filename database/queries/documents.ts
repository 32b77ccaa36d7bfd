import type { Knex } from 'knex';
import type { CorrectableInvoice } from '../../contract/commands.ts';
import type { Civil } from '../../contract/facts.ts';
import { type Page, type Paging, page } from './pages.ts';

export type DocumentRow = {
  number: string;
  series: 'F' | 'A' | 'D';
  kind: string;
  id: string;
  subscription: string;
  client: string;
  term: number | null;
  issued_on: Civil;
  due_on: Civil | null;
  /** The day on which it falls due instead (E8.3b). */
  accelerated_to: Civil | null;
  net_cents: number;
  vat_rate: number;
  vat_cents: number;
  gross_cents: number;
  lines: { label: string; netCents: number; vatRate: number; vatCents: number }[];
  corrects: string[];
  paid_cents: number;
  credited_cents: number;
  pdf_hash: string | null;
  taken_over: boolean;
  shown_state: string;
  einvoice: EInvoiceRow | null;
};
/** How a document went through the e-invoicing platform; instants with their offset. */
export type EInvoiceRow = {
  route: 'PLATFORM' | 'REPORTING';
  reference: string | null;
  submittedAt: string | null;
  problem: string | null;
  statuses: { status: string; reason: string | null; at: string }[] | null;
};
export type DocumentFilters = {
  series?: 'F' | 'A' | 'D';
  subscription?: string | undefined;
  client?: string | undefined;
  state?: string | undefined;
};

const COLUMNS = [
  ...['lines', 'corrects', 'paid_cents', 'credited_cents', 'pdf_hash', 'taken_over'],
  ...[
    'number',
    'series',
    'kind',
    'id',
    'subscription',
    'client',
    'term',
    'issued_on',
    'due_on',
    'accelerated_to',
    'net_cents',
    'vat_rate',
    'vat_cents',
    'gross_cents',
  ],
].map((column) => `d.${column}`);

/** A8: an open document is overdue from 00:00 after its due date, or after the day that replaces it, on its client's own calendar. */
const STATE = `case when d.state = 'OPEN' and d.overdue_from < (coalesce(s.clock_at, now()) at time zone 'Europe/Paris')::date then 'OVERDUE' else d.state end`;

const EINVOICE = `case when e.document is null then null else json_build_object(
  'route', e.route, 'reference', e.reference, 'submittedAt', e.submitted_at, 'problem', e.last_error,
  'statuses', (select json_agg(json_build_object('status', v.status, 'reason', v.reason, 'at', v.at) order by v.at, v.learnt_at) from einvoice_events v where v.document = e.document)
) end`;

const documents = (knex: Knex): Knex.QueryBuilder =>
  knex('documents as d')
    .join('subscriptions as s', 's.number', 'd.subscription')
    .select(COLUMNS)
    .leftJoin('einvoices as e', 'e.document', 'd.number')
    .select(knex.raw(`${STATE} as shown_state, ${EINVOICE} as einvoice`));

function filtered(query: Knex.QueryBuilder, { series, subscription, client, state }: DocumentFilters): Knex.QueryBuilder {
  if (series) query.where('d.series', series);
  if (subscription) query.where('d.subscription', subscription);
  if (client) query.where('d.client', client);
  if (state) query.whereRaw(`${STATE} = ?`, [state]);
  return query;
}

/** Invoices, credit notes or debit notes, by number. */
export const documentsPage = async (knex: Knex, filters: DocumentFilters, paging: Paging): Promise<Page<DocumentRow>> =>
  page(knex, filtered(documents(knex), filters), [['d.number', 'text']], 'asc', paging);

export const documentByNumber = async (knex: Knex, number: string): Promise<DocumentRow | undefined> =>
  documents(knex).where('d.number', number).first();

/** The natural ids of documents of a subscription, by their numbers. */
export async function documentIds(knex: Knex, subscription: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const rows: { number: string; id: string }[] = await knex('documents')
    .where({ subscription })
    .whereIn('number', [...numbers])
    .select('number', 'id');
  return new Map(rows.map((row) => [row.number, row.id]));
}

/** E5.3c: an invoice of a subscription by its number, and what credit notes have taken of it; one that corrects several counts whole. */
export async function correctableInvoice(
  knex: Knex,
  subscription: string,
  number: string,
): Promise<(CorrectableInvoice & { id: string }) | undefined> {
  return knex('documents as d')
    .join('subscriptions as s', 's.number', 'd.subscription')
    .where({ 'd.subscription': subscription, 'd.number': number, 'd.series': 'F' })
    .first(
      ...['d.id', 'd.kind', 'd.term', 'd.net_cents as netCents', 'd.gross_cents as grossCents', 'd.vat_rate as vatRate'],
      knex.raw(
        `(select coalesce(sum(a.net_cents), 0)::int from documents a where a.subscription = d.subscription and d.number = any(a.corrects)) as "creditedNetCents"`,
      ),
      knex.raw(`coalesce((s.contract->>'corrections')::int, 0) as corrections`),
    );
}

/** The numbers of documents of subscriptions, by `<subscription>/<natural id>`. */
export async function documentNumbers(knex: Knex, subscriptions: readonly string[]): Promise<Map<string, string>> {
  const rows: { subscription: string; number: string; id: string }[] = await knex('documents')
    .whereIn('subscription', [...new Set(subscriptions)])
    .select('subscription', 'number', 'id');
  return new Map(rows.map((row) => [`${row.subscription}/${row.id}`, row.number]));
}
