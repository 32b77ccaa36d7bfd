import type { Knex } from 'knex';

/** What happens to an issued document without changing it (A6): it falls due earlier (E8.3b), or is given up as irrecoverable (A8). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
alter table documents add column accelerated_to date;               -- the day on which it falls due instead of due_on
alter table documents add column written_off_cents bigint not null default 0 check (written_off_cents >= 0);
`);
}

export async function down(): Promise<void> {
  throw new Error('Migrations are not undone: drop the database instead.');
}
