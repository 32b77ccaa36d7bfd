import type { Knex } from 'knex';
import type { Civil, Instant } from '../../contract/facts.ts';
import { type Page, type Paging, page } from './pages.ts';

export type ComplaintRow = {
  id: string;
  subscription: string;
  client: string;
  invoice: string | null;
  text: string;
  documented: boolean;
  number: string;
  received_on: Civil;
  opened_at: Instant;
  answered_at: Instant | null;
  state: 'OPEN' | 'ANSWERED' | 'DECIDED';
  decision: string | null;
  answer: string | null;
};
type Filters = { subscription?: string | undefined; client?: string | undefined; state?: string | undefined };

/** Complaints, in the order in which they came (E11.5a). */
export async function complaintsPage(knex: Knex, { subscription, client, state }: Filters, paging: Paging): Promise<Page<ComplaintRow>> {
  const query = knex('complaints').select('*');
  if (subscription) query.where({ subscription });
  if (client) query.where({ client });
  if (state) query.where({ state });
  const keys = [
    ['opened_at', 'timestamptz'],
    ['id', 'text'],
  ] as const;
  return page(knex, query, keys, 'asc', paging);
}
