import type { Knex } from 'knex';
import type { Instant } from '../../contract/facts.ts';
import { type Page, type Paging, page } from './pages.ts';

export type AuditEntry = {
  person?: string | null;
  role?: string | null;
  action: string;
  subscription?: string | null;
  client?: string | null;
  outcome: 'done' | 'refused' | 'forbidden' | 'kept';
  article?: string | null;
  contract_at?: Instant | null;
  detail?: Record<string, unknown>;
};
export type AuditRow = Required<AuditEntry> & { id: number; at: Instant };

/** Writes who asked what and what became of it (A10, E7.2). */
export async function audit(knex: Knex, entry: AuditEntry): Promise<void> {
  await knex('audit_log').insert({ ...entry, detail: JSON.stringify(entry.detail ?? {}) });
}

type Filters = { subscription?: string | undefined; client?: string | undefined; state?: string | undefined };

/** The log, the last entry first; `state` filters by outcome. */
export async function auditPage(knex: Knex, { subscription, client, state }: Filters, paging: Paging): Promise<Page<AuditRow>> {
  const query = knex('audit_log').select('*');
  if (subscription) query.where({ subscription });
  if (client) query.where({ client });
  if (state) query.where({ outcome: state });
  return page(knex, query, [['id', 'bigint']], 'desc', paging);
}
