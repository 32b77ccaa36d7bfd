import type { Knex } from 'knex';
import { civilOf, parisDay } from '../../contract/calendar.ts';
import type { Channel, Civil, ClientStatus, Instant, MeansKind } from '../../contract/facts.ts';
import { contractNow } from './clocks.ts';
import { contactsOn } from './dated.ts';
import { newId } from './new-id.ts';

export type ClientRow = {
  id: string;
  legal_name: string;
  legal_form: string;
  registration: string;
  seat: string;
  country: string;
  representative_name: string;
  representative_capacity: string;
  email: string;
  language: 'fr' | 'en';
  status: ClientStatus;
  notice_channel: Channel;
  test_clock: string | null;
  default_method: string | null;
};
export type MethodRow = {
  id: string;
  client: string;
  kind: MeansKind;
  provider: string;
  provider_reference: string;
  label: string;
  verified: boolean;
  created_at: Instant;
};

/** A client's own day: that of its test clock, else today in Paris. */
export const clientDay = async (knex: Knex, client: { test_clock: string | null }): Promise<Civil> =>
  civilOf(parisDay(await contractNow(knex, client.test_clock)));

/** Stores a client with its Contacts from this day on. */
export async function insertClient(knex: Knex, client: Omit<ClientRow, 'id' | 'default_method'>, contacts: number): Promise<ClientRow> {
  const day = await clientDay(knex, client);
  return knex.transaction(async (trx) => {
    const [row] = await trx('clients')
      .insert({ id: newId('cli'), ...client })
      .returning('*');
    await trx('contact_counts').insert({ client: row.id, from_on: day, contacts });
    return row;
  });
}

export const clientById = async (knex: Knex, id: string): Promise<ClientRow | undefined> => knex('clients').where({ id }).first();

/** The client with the number of Contacts of its present day. */
export async function clientWithContacts(knex: Knex, client: ClientRow): Promise<ClientRow & { contacts: number }> {
  return { ...client, contacts: await contactsOn(knex, client.id, await clientDay(knex, client)) };
}

/** E1.2a: so many Contacts from a day on. */
export async function declareContacts(knex: Knex, client: string, contacts: number, from: Civil): Promise<void> {
  await knex('contact_counts').insert({ client, from_on: from, contacts }).onConflict(['client', 'from_on']).merge();
}

/** Stores a means of payment and makes it the default (E5.5a). */
export async function insertMethod(knex: Knex, method: Omit<MethodRow, 'id' | 'created_at'> & { id: string }): Promise<MethodRow> {
  return knex.transaction(async (trx) => {
    const [row] = await trx('payment_methods').insert(method).onConflict('id').merge(['label']).returning('*');
    await trx('clients').where({ id: method.client }).update({ default_method: row.id });
    return row;
  });
}

export const methodsOf = async (knex: Knex, client: string): Promise<MethodRow[]> => knex('payment_methods').where({ client }).orderBy('id', 'desc');

export const methodOf = async (knex: Knex, client: string, id: string): Promise<MethodRow | undefined> =>
  knex('payment_methods').where({ client, id }).first();

/** The method whose reference at its provider is this, or has it as one of its parts. */
export const methodByReference = async (knex: Knex, provider: string, part: string): Promise<MethodRow | undefined> =>
  knex('payment_methods')
    .where({ provider })
    .whereRaw(`? = any(string_to_array(provider_reference, '/') || provider_reference)`, [part])
    .orderBy('created_at', 'desc')
    .first();

/** The subscriptions of a client that still live: a means of payment, an address concerns each of them. */
export async function liveSubscriptions(knex: Knex, client: string): Promise<string[]> {
  const rows: { number: string }[] = await knex('subscriptions').where({ client }).whereNot('state', 'DELETED').select('number');
  return rows.map((row) => row.number);
}
