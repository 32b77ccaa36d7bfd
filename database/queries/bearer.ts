import type { Knex } from 'knex';

/** The subscription that bears what is of its client as a whole: the oldest that runs, else the oldest not deleted, so that the client is told once. */
export async function bearerOf(knex: Knex, client: string): Promise<{ number: string; state: string } | undefined> {
  return knex('subscriptions')
    .where({ client })
    .whereNot({ state: 'DELETED' })
    .orderByRaw(`state in ('ACTIVE', 'SUSPENDED') desc, accepted_at, number`)
    .first('number', 'state');
}
