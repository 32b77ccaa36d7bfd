/** The sandbox's own tables: what a bank, a post office and the sold platform would keep on their side. Nothing of Tacite reads them. */
import pg from 'pg';

export type Database = pg.Pool;
export type Connection = pg.Pool | pg.PoolClient;

const { builtins, getTypeParser } = pg.types;
const timestamp = getTypeParser(builtins.TIMESTAMPTZ);
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: Number,
  [builtins.DATE]: String,
  [builtins.TIMESTAMPTZ]: (text) => new Date(timestamp(text)).toISOString(),
};
/** Cents as numbers, days as `YYYY-MM-DD`, instants as RFC 3339, whatever this process has told pg elsewhere. */
const types = { getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers[oid] ?? getTypeParser(oid, format) } as pg.CustomTypesConfig;

const TABLES = `
create schema if not exists sandbox;
create table if not exists sandbox.methods (
  reference text primary key, client text not null, token text not null, kind text not null, label text not null, verified boolean not null,
  created_at timestamptz not null default now()
);
create table if not exists sandbox.charges (
  key text primary key, method text not null references sandbox.methods, cents bigint not null check (cents > 0), at timestamptz not null,
  clocked boolean not null, subscription text not null, payment text not null, body_hash text not null,
  outcome text not null, expected_on date, code text
);
alter table sandbox.charges add column if not exists statement text; -- what the account holder reads
create index if not exists charges_first on sandbox.charges (subscription, method, at);
create table if not exists sandbox.tries (key text primary key, tries integer not null);
create table if not exists sandbox.failed_days (method text, subscription text, day date not null, primary key (method, subscription));
create table if not exists sandbox.refunds (
  key text primary key, method text not null references sandbox.methods, cents bigint not null check (cents > 0), at timestamptz not null,
  subscription text not null, body_hash text not null, reference text not null
);
alter table sandbox.refunds add column if not exists statement text;
create table if not exists sandbox.events (
  seq bigserial primary key, id text not null unique, type text not null, at timestamptz not null, clocked boolean not null,
  client text, subscription text, payment text, notice text, key text, code text, data jsonb not null default '{}',
  told boolean not null, delivered_at timestamptz, tries integer not null default 0, next_try timestamptz
);
create index if not exists events_waiting on sandbox.events (subscription, at, seq) where told and clocked and delivered_at is null;
create index if not exists events_due on sandbox.events (at) where told and not clocked and delivered_at is null;
create index if not exists events_set on sandbox.events (type, at) where not told;
create table if not exists sandbox.authority (root bytea not null, signer bytea not null, key bytea not null);
create table if not exists sandbox.letters (
  key text primary key, pdf_hash text not null, posted_at timestamptz not null, tracking text not null unique
);

create table if not exists sandbox.einvoices (
  key text primary key, document text not null, pdf_hash text not null, at timestamptz not null
);
create index if not exists events_of_key on sandbox.events (key, at) where type = 'einvoice-status';

create schema if not exists platform;
-- A client's space: its data, and how much of each kind was made so far. Files lie on disk; here are their names and hashes.
create table if not exists platform.clients (
  client text primary key, opened_at timestamptz not null, members_made integer not null default 0, articles_made integer not null default 0,
  reports_made integer not null default 0, destroyed_at timestamptz
);
create table if not exists platform.members (
  client text references platform.clients, number integer, name text not null, email text not null, phone text not null, address text not null,
  role text not null, joined_on date not null, primary key (client, number)
);
create table if not exists platform.entries (
  client text references platform.clients, number bigint, booked_on date not null, account text not null, label text not null, cents bigint not null,
  primary key (client, number)
);
-- Pages and articles. A deleted item stays as a line without its words, with their hash and measure (E6.2b), so that the same id is not given again.
create table if not exists platform.contents (
  id text primary key, client text not null references platform.clients, number integer not null, kind text not null, title text not null,
  body text not null, published_on date not null, state text not null default 'ONLINE',
  sha256 text, bytes integer, unique (client, number)
);
create table if not exists platform.files (
  client text references platform.clients, name text, bytes bigint not null, sha256 text not null, added_at timestamptz not null, primary key (client, name)
);
-- The people who work in the product, and their keys to its API (E8.4a).
create table if not exists platform.accounts (
  client text references platform.clients, number integer, name text not null, email text not null, role text not null, api_key_hash text,
  revoked_at timestamptz, primary key (client, number)
);
create table if not exists platform.exports (
  id text primary key, client text not null references platform.clients, subscription text not null, asked_at timestamptz not null,
  ready_at timestamptz not null, scope text[], counts jsonb not null default '{}', bytes bigint not null default 0, sha256 text
);
create table if not exists platform.destructions (key text primary key, client text not null, at timestamptz not null, certificate text not null, counts jsonb not null);
`;

/** Opens the sandbox's tables, made when missing. End it with `end()`. */
export async function openDatabase(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 8, types });
  pool.on('error', () => undefined); // an idle connection that the server closed: the pool opens another
  pool.on('connect', (connection) => connection.on('error', () => undefined)); // one in use: its next query fails
  await inTransaction(pool, async (connection) => {
    await connection.query(`select pg_advisory_xact_lock(hashtext('sandbox tables'))`);
    await connection.query(TABLES);
  });
  return pool;
}

/** All or nothing. */
export async function inTransaction<T>(database: Database, work: (connection: pg.PoolClient) => Promise<T>): Promise<T> {
  const connection = await database.connect();
  try {
    await connection.query('begin');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    connection.release();
  }
}

/** The first row of a query, or undefined. */
export async function one<R extends pg.QueryResultRow>(connection: Connection, sql: string, values: unknown[]): Promise<R | undefined> {
  return (await connection.query<R>(sql, values)).rows[0];
}
