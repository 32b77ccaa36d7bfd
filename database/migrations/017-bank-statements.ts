import type { Knex } from 'knex';

/** What the account holder reads of an order on its statement. An order made before has none: its file says subscription and payment, and stays the same bytes. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table bank_orders add column statement text');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table bank_orders drop column statement');
}
