import type { Knex } from 'knex';
import type { Fact } from '../../contract/facts.ts';
import { canonicalJson } from '../../verifier/chain.mjs';
import { factOf, type JournalRow, readJournal } from '../journal.ts';

/** The journal rows of facts that were just appended, in their order. Looks from the first row of their earliest instant on. */
export async function rowsOf(knex: Knex, subscription: string, facts: readonly Fact[]): Promise<JournalRow[]> {
  const earliest = facts.map((one) => one.at).sort()[0];
  if (!earliest) return [];
  const first: { seq: number } | undefined = await knex('journal').where({ subscription }).where('at', '>=', earliest).orderBy('seq').first('seq');
  const rows = first ? await readJournal(knex, subscription, { after: first.seq - 1, limit: 5000 }) : [];
  const wanted = new Set(facts.map((one) => canonicalJson(one)));
  return rows.filter((row) => wanted.has(canonicalJson(factOf({ ...row, actor: row.by }))));
}
