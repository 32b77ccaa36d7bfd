/** F15: a connection to PostgreSQL that is cut while a transaction waits fails that transaction, and nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTransaction, openDatabase } from '../../providers/sandbox/database.ts';
import { freshDatabase } from '../setup/database.ts';

test('the sandbox lives on, and its next transaction has another connection', async () => {
  const { url, knex, drop } = await freshDatabase();
  const database = await openDatabase(url);
  const cut = inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
    await knex.raw('select pg_terminate_backend(?)', [rows[0]?.pid ?? 0]);
    await sleep(300); // between two queries nobody waits for an answer: the end of the connection is an event
    await connection.query('select 1');
  });
  await expect(cut).rejects.toThrow(/connection|terminat/i);
  expect(await inTransaction(database, async (connection) => (await connection.query('select 1 as one')).rows)).toEqual([{ one: 1 }]);
  await database.end();
  await drop();
});
