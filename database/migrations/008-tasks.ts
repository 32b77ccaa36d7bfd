import type { Knex } from 'knex';

/** A10: reminders of those who decide, and tasks of a client or of the Company and not of one subscription. Controller data. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
alter table tasks
  add column reminded text check (reminded in ('LAST_DAY','OVERDUE')),
  add column test_clock text references test_clocks;  -- of a task of no subscription: the clock it is dated by
`);
}

export async function down(): Promise<void> {
  throw new Error('Decisions are evidence: they are not undone.');
}
