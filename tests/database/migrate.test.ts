import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { connect } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import { onServer } from '../setup/database.ts';

let url: string;
const name = `m_${randomBytes(6).toString('hex')}`;
const admin = async (sql: string): Promise<void> => {
  const knex = connect(inject('databaseUrl'), { max: 1 });
  await knex.raw(sql, [name]);
  await knex.destroy();
};
beforeAll(async () => {
  url = onServer(inject('databaseUrl'), name);
  await admin('create database ??');
});
afterAll(async () => admin('drop database if exists ?? with (force)'));

test('G9: rows are read as the contract writes them', async () => {
  const knex = connect(url, { max: 1 });
  const { rows } = await knex.raw(
    `select 9007199254740991::bigint as cents, 0.0275::numeric as rate, date '2027-03-28' as day, timestamptz '2027-02-26 00:00:00.5+01' as at, timestamptz '2027-02-26 00:00:00.123456+01' as fine`,
  );
  expect(rows[0]).toEqual({
    cents: 9_007_199_254_740_991,
    rate: 0.0275,
    day: '2027-03-28',
    at: '2027-02-25T23:00:00.500Z',
    fine: '2027-02-25T23:00:00.123Z',
  });
  await knex.destroy();
});

test('G7: processes that start together migrate once, and a later start does nothing', async () => {
  const starting = [1, 1, 1].map((max) => connect(url, { max }));
  await Promise.all(starting.map(migrate));
  for (const knex of starting) await migrate(knex);
  expect(await starting[0]?.('knex_migrations').select('name')).toEqual(expect.arrayContaining([{ name: '001-spine' }, { name: '002-records' }]));
  await Promise.all(starting.map((knex) => knex.destroy()));
});

test('a migration that breaks off leaves nothing, so that the next start succeeds', async () => {
  const knex = connect(url);
  await migrate(knex);
  await knex.raw('drop table ledger_numbers, ledger_entries, ledger_transactions, knex_migrations, knex_migrations_lock');
  for (const voice of ['log', 'warn', 'error'] as const) vi.spyOn(console, voice).mockImplementation(() => undefined);
  await expect(migrate(knex)).rejects.toThrow('already exists');
  vi.restoreAllMocks();
  expect(await knex.schema.hasTable('knex_migrations_lock')).toBe(false);
  await knex.raw('drop schema public cascade; create schema public');
  await migrate(knex);
  expect(await knex.schema.hasTable('journal')).toBe(true);
  await knex.destroy();
});
