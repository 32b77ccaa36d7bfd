import knex, { type Knex } from 'knex';
import pg from 'pg';

const { builtins, getTypeParser, setTypeParser } = pg.types;
const parseTimestamp = getTypeParser(builtins.TIMESTAMPTZ);

// What a row holds is what the contract holds: integer cents, `YYYY-MM-DD`, RFC 3339 with milliseconds. Never a Date, which would have a local time.
setTypeParser(builtins.INT8, Number);
setTypeParser(builtins.NUMERIC, Number);
setTypeParser(builtins.DATE, String);
setTypeParser(builtins.TIMESTAMPTZ, (text) => new Date(parseTimestamp(text)).toISOString());

/**
 * A pool of connections to PostgreSQL; nothing is opened before the first query. End it with `destroy()`.
 * bigint and numeric are read as numbers, date as `YYYY-MM-DD`, timestamptz as RFC 3339 in UTC with milliseconds.
 * A lock is awaited 15 seconds, and a transaction that its process forgot is ended after a minute, so that one cannot stop all.
 */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Knex {
  const connection = { connectionString: url, lock_timeout: 15_000, idle_in_transaction_session_timeout: 60_000 };
  return knex({ client: 'pg', connection, pool: { min: 0, max } });
}
