import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILES, TABLES } from '../../database/data-roles.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => database?.drop());

const column = async (sql: string): Promise<string[]> => (await database.knex.raw<{ rows: { name: string }[] }>(sql)).rows.map((row) => row.name);

test('E11.8a: every table of the database has its tag, and no tag is of a table that is not there', async () => {
  const tables = await column(`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
  expect(Object.keys(TABLES).sort()).toEqual(tables.sort());
});

test('E11.8a: every column that holds a file has its tag', async () => {
  const files = await column(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and data_type = 'bytea'`,
  );
  expect(Object.keys(FILES).sort()).toEqual(files.sort());
});
