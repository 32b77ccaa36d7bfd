/** E5.2c: which subscription of a client bears the payments of its Contacts. */
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OperationNews, takeOperations } from '../../database/contact-operations.ts';
import { freshDatabase } from '../setup/database.ts';
import { aClient, aSubscription } from './living.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
let older: string;
let younger: string;
beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
  await aClient(knex, 'cli_1');
  older = await aSubscription(knex, 'cli_1');
  younger = await aSubscription(knex, 'cli_1');
});
afterAll(async () => database?.drop());

const rejection = (id: string): OperationNews => ({
  ...{ id: `evt-${id}`, at: '2027-03-10T10:00:00.000Z', subscription: null, client: 'cli_1' },
  operation: { id, type: 'REJECTION', operation: 'CARD', cents: 1_000, providerFailure: false },
});

test('the oldest that is not deleted; of a client that has none left nothing is kept, and nothing waits', async () => {
  const told = async (id: string) => await takeOperations(knex, [rejection(id)]);
  expect(await told('op-1')).toEqual({ ids: ['evt-op-1'], bearers: [older] });
  await knex('subscriptions').where({ number: older }).update({ state: 'DELETED' });
  expect(await told('op-2')).toEqual({ ids: ['evt-op-2'], bearers: [younger] });
  await knex('subscriptions').where({ number: younger }).update({ state: 'DELETED' });
  expect(await told('op-3')).toEqual({ ids: ['evt-op-3'], bearers: [] });
  expect(await knex('contact_operations').orderBy('id').select('id', 'subscription')).toEqual([
    { id: 'op-1', subscription: older },
    { id: 'op-2', subscription: younger },
  ]);
});
