import type { Knex } from 'knex';

export type AuditEntry = {
  person?: string | null;
  role?: string | null;
  action: string;
  subscription?: string | null;
  client?: string | null;
  outcome: 'done' | 'refused' | 'forbidden' | 'failed' | 'kept';
  article?: string | null;
  contract_at?: string | null;
  detail?: Record<string, unknown>;
};

/** Writes who asked what and what became of it (A10, E7.2). */
export async function audit(knex: Knex, entry: AuditEntry): Promise<void> {
  await knex('audit_log').insert({ ...entry, detail: JSON.stringify(entry.detail ?? {}) });
}
