/** CGUV 11.4 (a): a client's account passes to another legal person, with its subscriptions, debts and evidence. */
import type { Knex } from 'knex';
import type { Instant } from '../../contract/facts.ts';
import type { ClientRow } from './clients.ts';

export type Identity = Pick<
  ClientRow,
  'legal_name' | 'legal_form' | 'registration' | 'seat' | 'country' | 'representative_name' | 'representative_capacity' | 'email' | 'status'
>;

/** LEGAL's decision on an assignment, with the real instant at which it was recorded. */
export async function decisionOn(knex: Knex, client: string, assignment: string): Promise<{ approved: boolean; recordedAt: Instant } | undefined> {
  return knex('journal as j')
    .join('subscriptions as s', 's.number', 'j.subscription')
    .where({ 's.client': client, 'j.type': 'assignment.decided' })
    .whereRaw(`j.data->>'assignment' = ?`, [assignment])
    .orderBy('j.recorded_at', 'desc')
    .first(knex.raw(`(j.data->>'approved')::boolean as approved`), 'j.recorded_at as recordedAt');
}

/** The versions of the terms by which the client's living subscriptions stand. */
export async function versionsOf(knex: Knex, client: string): Promise<string[]> {
  const rows: { terms: string }[] = await knex('subscriptions')
    .where({ client })
    .whereNot({ state: 'DELETED' })
    .distinct(knex.raw(`contract->>'terms' as terms`));
  return rows.map((row) => row.terms);
}

/** The account is now of this legal person, at its own addresses. */
export async function replaceIdentity(knex: Knex, client: string, identity: Identity): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx('clients').where({ id: client }).update(identity);
    await trx('addresses').where({ client }).update({ void: true });
  });
}

/** The people of the former legal person no longer come in: all who had access when the assignment was decided, but the one who accepts. */
export async function disableFormerUsers(knex: Knex, client: string, { since, but }: { since: Instant; but: string }): Promise<void> {
  const former = knex('users').where({ client }).whereNot({ id: but }).where('created_at', '<=', since).select('id');
  await knex('sessions').whereIn('user', former.clone()).delete();
  await knex('users').whereIn('id', former).whereNull('disabled_at').update({ disabled_at: knex.fn.now() });
}
