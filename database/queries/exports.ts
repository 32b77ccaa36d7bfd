import type { Knex } from 'knex';
import type { Civil, Instant } from '../../contract/facts.ts';
import { type Page, type Paging, page } from './pages.ts';

export type ExportRow = {
  id: string;
  subscription: string;
  client: string;
  state: 'REQUESTED' | 'STARTED' | 'DELIVERED' | 'CONFIRMED';
  requested_at: Instant;
  delivered_on: Civil | null;
  confirmed_on: Civil | null;
  sha256: string | null;
  counts: Record<string, number> | null;
  bytes: number | null;
  /** While it is made and taken in: bytes in all, bytes taken, objects of each kind so far. */
  progress: { bytes: number; taken?: number; counts: Record<string, number> } | null;
};
type Filters = { subscription?: string | undefined; client?: string | undefined; state?: string | undefined };
const COLUMNS = ['id', 'subscription', 'client', 'state', 'requested_at', 'delivered_on', 'confirmed_on', 'sha256', 'counts', 'bytes', 'progress'];

/** The returns of data that were asked for, in the order in which they came (E8.6a). */
export async function exportsPage(knex: Knex, { subscription, client, state }: Filters, paging: Paging): Promise<Page<ExportRow>> {
  const query = knex('exports').select(COLUMNS);
  if (subscription) query.where({ subscription });
  if (client) query.where({ client });
  if (state) query.where({ state });
  const keys = [
    ['requested_at', 'timestamptz'],
    ['id', 'text'],
  ] as const;
  return page(knex, query, keys, 'asc', paging);
}

export const exportById = async (knex: Knex, id: string): Promise<ExportRow | undefined> => knex('exports').where({ id }).first(COLUMNS);
