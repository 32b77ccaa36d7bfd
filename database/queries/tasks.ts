import type { Knex } from 'knex';
import type { Civil, Instant, ProposedCommand } from '../../contract/facts.ts';
import { type Page, type Paging, page } from './pages.ts';

export type TaskRow = {
  id: string;
  subscription: string | null;
  client: string | null;
  kind: string;
  article: string;
  choices: string[];
  due_on: Civil | null;
  about: string | null;
  command: ProposedCommand | null;
  state: 'OPEN' | 'PROPOSED' | 'DECIDED';
  opened_at: Instant;
  proposed_by: string | null;
  decided_by: string | null;
  decided_at: Instant | null;
  choice: string | null;
  reason: string | null;
};
export type TaskFilters = { subscription?: string | undefined; client?: string | undefined; state?: string | undefined; kind?: string | undefined };

/** What waits for a person, in the order in which they came. */
export async function tasksPage(knex: Knex, { subscription, client, state, kind }: TaskFilters, paging: Paging): Promise<Page<TaskRow>> {
  const query = knex('tasks as t').select('t.*');
  if (subscription) query.where('t.subscription', subscription);
  if (client) query.where('t.client', client);
  if (state) query.where('t.state', state);
  if (kind) query.where('t.kind', kind);
  const keys = [
    ['t.opened_at', 'timestamptz'],
    ['t.id', 'text'],
  ] as const;
  return page(knex, query, keys, 'asc', paging);
}

export const taskById = async (knex: Knex, id: string): Promise<TaskRow | undefined> => knex('tasks').where({ id }).first();
