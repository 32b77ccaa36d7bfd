/** Registers (A11, A14): one append-only chain of records for each client, and one for the Company. */
import type { Knex } from 'knex';
import type { Actor, Article, Instant } from '../contract/facts.ts';
import type { RecordKind } from '../contract/records.ts';
import { GENESIS, rowHash } from '../verifier/chain.mjs';
import { newId } from './queries/new-id.ts';

/** The book of what is of no client. */
export const COMPANY_BOOK = 'company';

export type NewRecord = {
  /** The same id a second time is the same record. */
  id?: string;
  /** A client id, or `company`. */
  book: string;
  kind: RecordKind;
  article: Article;
  at: Instant;
  by: Actor;
  /** Ids, days, amounts, hashes. Free words go to `texts`. */
  data: Record<string, unknown>;
  client?: string | null;
  subscription?: string | null;
  testClock?: string | null;
};
export type BookRecord = Required<NewRecord> & { seq: number; previousHash: string; hash: string };
type Row = Omit<BookRecord, 'by' | 'testClock' | 'previousHash'> & { actor: Actor; test_clock: string | null; previous_hash: string };

/** A record as it is sealed (A11): its hash is over the canonical JSON of all its other fields. */
export const recordOf = (row: Row): BookRecord => ({
  id: row.id,
  book: row.book,
  seq: row.seq,
  kind: row.kind,
  article: row.article,
  at: row.at,
  by: row.actor,
  client: row.client,
  subscription: row.subscription,
  testClock: row.test_clock,
  data: row.data,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/** Appends a record to its book, after all that waits there; the same id again changes nothing and gives what is stored. */
export async function appendRecord(trx: Knex.Transaction, { id = newId('rec'), ...given }: NewRecord): Promise<BookRecord> {
  await trx.raw(`select pg_advisory_xact_lock(hashtext('records'), hashtext(?))`, [given.book]);
  const known: Row | undefined = await trx('records').where({ id }).first();
  if (known) return recordOf(known);
  const last: { seq: number; hash: string } | undefined = await trx('records')
    .where({ book: given.book })
    .orderBy('seq', 'desc')
    .first('seq', 'hash');
  const { client = null, subscription = null, testClock = null } = given;
  const at = new Date(given.at).toISOString();
  const data = JSON.parse(JSON.stringify(given.data)) as Record<string, unknown>;
  const unsealed = {
    ...{ ...given, id, client, subscription, testClock, at, data },
    ...{ seq: (last?.seq ?? 0) + 1, previousHash: last?.hash ?? GENESIS },
  };
  const record: BookRecord = { ...unsealed, hash: rowHash(unsealed) };
  const { by, testClock: test_clock, previousHash: previous_hash, ...columns } = record;
  await trx('records').insert({ ...columns, actor: JSON.stringify(by), data: JSON.stringify(data), test_clock, previous_hash });
  return record;
}

export type RecordFilter = {
  book?: string | undefined;
  kind?: RecordKind | undefined;
  client?: string | undefined;
  /** Null: what is of no clock; a clock: what it sees, its own records and those of no clock. */
  testClock?: string | null | undefined;
};

/** The rows of these records, to be ordered or paged. */
export function recordRows(knex: Knex, { book, kind, client, testClock }: RecordFilter): Knex.QueryBuilder {
  const query = knex('records');
  if (book !== undefined) query.where({ book });
  if (kind !== undefined) query.where({ kind });
  if (client !== undefined) query.where({ client });
  if (testClock === null) query.whereNull('test_clock');
  else if (testClock !== undefined) query.where((seen) => seen.whereNull('test_clock').orWhere('test_clock', testClock));
  return query;
}

/** The records that pass these filters, in the order of their books. */
export async function recordsOf(knex: Knex, filter: RecordFilter): Promise<BookRecord[]> {
  const rows: Row[] = await recordRows(knex, filter).orderBy(['book', 'seq']);
  return rows.map(recordOf);
}
