import type { Knex } from 'knex';

/** A10: reminders of those who decide, and tasks of a client or of the Company and not of one subscription; A12: why a notice is void. Controller data. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
alter table tasks
  add column reminded text check (reminded in ('LAST_DAY','OVERDUE')),
  add column test_clock text references test_clocks;  -- of a task of no subscription: the clock it is dated by
alter table notices add column void_because text check (void_because in ('BOUNCED','DISPROVED'));
`);
}

export async function down(): Promise<void> {
  throw new Error('Decisions are evidence: they are not undone.');
}
