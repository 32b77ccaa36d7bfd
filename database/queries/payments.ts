import type { Knex } from 'knex';
import type { Allocation, Civil } from '../../contract/facts.ts';
import { documentNumbers } from './documents.ts';
import { type Page, type Paging, page } from './pages.ts';

type Stored = {
  id: string;
  subscription: string;
  client: string;
  allocations: Allocation[];
  amount_cents: number;
  method: string | null;
  means: string;
  cause: string;
  presented_on: Civil | null;
  settled_on: Civil | null;
  ordered_on: Civil | null;
  shown_state: string;
  rejection_code: string | null;
};
export type PaymentRow = Omit<Stored, 'allocations'> & { invoices: string[] };
export type PaymentFilters = { subscription?: string | undefined; client?: string | undefined; state?: string | undefined };

const COLUMNS = [
  ...[
    'id',
    'subscription',
    'client',
    'allocations',
    'amount_cents',
    'method',
    'means',
    'cause',
    'presented_on',
    'settled_on',
    'ordered_on',
    'rejection_code',
  ],
].map((column) => `p.${column}`);
/** Until the provider has answered, the result is unknown. */
const STATE = `case p.state when 'PRESENTING' then 'UNKNOWN' else p.state end`;

/** Payments, in the order in which they came, with the numbers of the documents that they pay. What the provider failed to present is no payment: it is listed only when asked for. */
export async function paymentsPage(knex: Knex, { subscription, client, state }: PaymentFilters, paging: Paging): Promise<Page<PaymentRow>> {
  const query = knex('payments as p')
    .select(COLUMNS)
    .select(knex.raw(`${STATE} as shown_state`));
  if (subscription) query.where('p.subscription', subscription);
  if (client) query.where('p.client', client);
  if (state) query.whereRaw(`${STATE} = ?`, [state]);
  else query.whereNot('p.state', 'FAILED');
  const keys = [
    ['p.created_at', 'timestamptz'],
    ['p.subscription', 'text'],
    ['p.id', 'text'],
  ] as const;
  const { rows, next } = await page<Stored>(knex, query, keys, 'asc', paging);
  const numbers = await documentNumbers(
    knex,
    rows.map((row) => row.subscription),
  );
  const withInvoices = rows.map(({ allocations, ...row }) => ({
    ...row,
    invoices: allocations.map((allocation) => numbers.get(`${row.subscription}/${allocation.document}`) ?? allocation.document),
  }));
  return { rows: withInvoices, next };
}
