import type { Knex } from 'knex';
import type { Civil, Instant } from '../../contract/facts.ts';
import { type Page, type Paging, page } from './pages.ts';

export type ContentRow = {
  client: string;
  item: string;
  subscription: string;
  state: 'ONLINE' | 'HELD' | 'DELETED';
  ground: string;
  changed_at: Instant;
  held_at: Instant | null;
  deleted_at: Instant | null;
  sha256: string | null;
  bytes: number | null;
  published_on: Civil | null;
};
type Filters = { subscription?: string | undefined; client?: string | undefined; state?: string | undefined };

/** Content that was ever hidden or removed, by client and item (E6.2b). */
export async function contentPage(knex: Knex, { subscription, client, state }: Filters, paging: Paging): Promise<Page<ContentRow>> {
  const query = knex('content_items').select('*');
  if (subscription) query.where({ subscription });
  if (client) query.where({ client });
  if (state) query.where({ state });
  const keys = [
    ['client', 'text'],
    ['item', 'text'],
  ] as const;
  return page(knex, query, keys, 'asc', paging);
}

/** What LEGAL did with the content of one client. */
export const contentOf = (knex: Knex, client: string): Promise<ContentRow[]> => knex('content_items').where({ client });
