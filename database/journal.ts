import type { Knex } from 'knex';
import type { Fact } from '../contract/facts.ts';
import { GENESIS, breakOf, rowHash } from '../verifier/chain.mjs';
import { JournalEntry } from './models/journal-entry.ts';
import { Subscription } from './models/subscription.ts';

/** A fact with its place in the journal of its subscription, counted from 1. */
export type Recorded = { fact: Fact; seq: number };
/** What the hash of a row is computed from; all but the hash itself. */
type Sealed = Pick<JournalEntry, 'subscription' | 'seq' | 'act' | 'part' | 'type' | 'at' | 'actor' | 'article' | 'duty' | 'data' | 'previousHash'>;
export type JournalRow = Omit<Sealed, 'actor'> & Pick<JournalEntry, 'hash'> & { by: Fact['by'] };

const PAGE = 500;

/** A row as it is sealed (A11): its hash is over the canonical JSON of {subscription, seq, act, part, type, at, by, article, duty, data, previousHash}. */
export function sealedRow({ actor, subscription, seq, act, part, type, at, article, duty, data, previousHash }: Sealed): Omit<JournalRow, 'hash'> {
  return { subscription, seq, act, part, type, at, by: actor, article, duty, data, previousHash };
}

/** Columns of a fact. Throws where its instant is not RFC 3339 in UTC with milliseconds, since it would come back as another text. */
function columnsOf({ type, at, by, article, duty, ...data }: Fact): Pick<Sealed, 'type' | 'at' | 'actor' | 'article' | 'duty' | 'data'> {
  if (new Date(at).toISOString() !== at) throw new Error(`${type} is at ${at}: an instant is written ${new Date(at).toISOString()}`);
  return { type, at, actor: by, article, duty: duty ?? null, data };
}

/** The fact of a journal row, as it was appended. */
export function factOf({ type, at, actor, article, duty, data }: Pick<Sealed, 'type' | 'at' | 'actor' | 'article' | 'duty' | 'data'>): Fact {
  return { type, at, by: actor, article, ...(duty === null ? {} : { duty }), ...data } as unknown as Fact;
}

/**
 * Appends the facts of one act (a duty, command or outside event) to the journal of a subscription, whose row it locks (A11).
 * The same act a second time is refused by PostgreSQL: ask `factsOfAct` first, under the same lock.
 */
export async function append(trx: Knex.Transaction, subscription: string, act: string, facts: Fact[]): Promise<Recorded[]> {
  const locked = await Subscription.query(trx).findById(subscription).select('number').forUpdate();
  if (!locked) throw new Error(`subscription ${subscription} does not exist: create it before its journal`);
  const last = await JournalEntry.query(trx).where({ subscription }).orderBy('seq', 'desc').limit(1).select('seq', 'hash').first();
  let previousHash = last?.hash ?? GENESIS;
  const rows = facts.map((fact, part) => {
    const row = { ...columnsOf(fact), subscription, seq: (last?.seq ?? 0) + part + 1, act, part, previousHash };
    previousHash = rowHash(sealedRow(row));
    return { ...row, hash: previousHash };
  });
  if (rows.length > 0) await trx('journal').insert(rows.map(toSql));
  return facts.map((fact, part) => ({ fact, seq: (last?.seq ?? 0) + part + 1 }));
}

const toSql = ({ actor, data, previousHash, ...row }: Sealed & { hash: string }): object => ({
  ...row,
  actor: JSON.stringify(actor),
  data: JSON.stringify(data),
  previous_hash: previousHash,
});

/** The facts that an act led to, in order; null when it is not in the journal. */
export async function factsOfAct(knex: Knex, subscription: string, act: string): Promise<Fact[] | null> {
  const rows = await JournalEntry.query(knex).where({ subscription, act }).orderBy('part');
  return rows.length === 0 ? null : rows.map(factOf);
}

/** The journal of a subscription in order, from the row behind `after` (0: the first), at most `limit` rows. */
export async function readJournal(
  knex: Knex,
  subscription: string,
  { after = 0, limit = PAGE }: { after?: number; limit?: number } = {},
): Promise<JournalRow[]> {
  const rows = await JournalEntry.query(knex).where({ subscription }).where('seq', '>', after).orderBy('seq').limit(limit);
  return rows.map((row) => ({ ...sealedRow(row), hash: row.hash }));
}

/** Every row of a journal in order, a page in memory at a time. */
export async function* walkJournal(knex: Knex, subscription: string): AsyncGenerator<JournalEntry> {
  for (let after = 0; ; ) {
    const rows = await JournalEntry.query(knex).where({ subscription }).where('seq', '>', after).orderBy('seq').limit(PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.seq;
  }
}

export type ChainResult = { ok: true; length: number } | { ok: false; seq: number; why: string };

/** What is wrong with a row, given the one before; undefined when it continues the chain. */
export const journalBreak = (row: JournalEntry, before: { seq: number; hash: string }): string | undefined =>
  breakOf({ ...sealedRow(row), hash: row.hash }, before);

/** Checks that every row of a journal is the one that was appended, in its place. `seq` is where it first is not. */
export async function verifyChain(knex: Knex, subscription: string): Promise<ChainResult> {
  let before = { seq: 0, hash: GENESIS };
  for await (const row of walkJournal(knex, subscription)) {
    const why = journalBreak(row, before);
    if (why) return { ok: false, seq: before.seq + 1, why };
    before = row;
  }
  return { ok: true, length: before.seq };
}
