/** A11: the heads of the chains are sealed together: one hash for many of them, stamped by an authority, so that no chain can be written anew behind its back. */
import type { Knex } from 'knex';
import type { Instant } from '../contract/facts.ts';
import { type Leaf, type Step, leafHash, pathOf, rootOf } from '../verifier/chain.mjs';

/** The chain of a subscription's journal, and that of a book of records. */
export const journalChain = (subscription: string): string => `journal/${subscription}`;
export const bookChain = (book: string): string => `book/${book}`;

/** A transaction that began before the last seal may commit after it: so far back is looked for what it did not have. */
const LATEST_COMMIT = '1 hour';

/** Chains that grew since they were last sealed, each with its last row written before an instant, in the order of their names. */
export async function unsealedHeads(knex: Knex, before: Instant): Promise<Leaf[]> {
  const { rows } = await knex.raw<{ rows: Leaf[] }>(
    `with since as (select coalesce(max(covers_before) - interval '${LATEST_COMMIT}', '-infinity') as at from seals),
     grown as (
       select 'journal/' || subscription as chain, max(seq) as seq from journal, since where recorded_at >= since.at and recorded_at < ? group by subscription
       union all
       select 'book/' || book, max(seq) from records, since where recorded_at >= since.at and recorded_at < ? group by book),
     heads as (
       select g.chain, g.seq, j.hash from grown g join journal j on g.chain = 'journal/' || j.subscription and j.seq = g.seq
       union all
       select g.chain, g.seq, r.hash from grown g join records r on g.chain = 'book/' || r.book and r.seq = g.seq)
     select chain, seq, hash from heads h where not exists (select 1 from seal_leaves l where l.chain = h.chain and l.seq = h.seq)
     order by chain`,
    [before, before],
  );
  return rows;
}

/** Keeps a seal with its stamp, and what it covers: rows written before an instant. All seals of one instant are kept in one transaction. */
export async function keepSeal(
  trx: Knex.Transaction,
  { leaves, stamp, before }: { leaves: Leaf[]; stamp: { token: Buffer; at: Instant; authority: string }; before: Instant },
): Promise<void> {
  const [seal] = await trx('seals')
    .insert({
      root: rootOf(leaves.map(leafHash)),
      leaves: leaves.length,
      covers_before: before,
      token: stamp.token,
      stamped_at: stamp.at,
      authority: stamp.authority,
    })
    .returning('id');
  await trx.raw(
    `insert into seal_leaves (seal, place, chain, seq, hash)
     select ?, l.place - 1, l.value->>'chain', (l.value->>'seq')::int, l.value->>'hash' from jsonb_array_elements(?::jsonb) with ordinality as l(value, place)`,
    [seal.id, JSON.stringify(leaves)],
  );
}

export type Seal = Leaf & { seal: number; at: Instant; authority: string; root: string; path: Step[]; token: Buffer };

/** The seals that cover a chain, oldest first, each with what leads from its row to the root. */
export async function sealsOf(knex: Knex, chain: string): Promise<Seal[]> {
  const rows = await knex('seal_leaves as l')
    .join('seals as s', 's.id', 'l.seal')
    .where('l.chain', chain)
    .orderBy('s.id')
    .select('s.*', 'l.place', 'l.seq', 'l.hash');
  return Promise.all(
    rows.map(async ({ id, root, token, stamped_at: at, authority, place, seq, hash }) => {
      const leaves = await leavesOf(knex, id);
      return { seal: id, chain, seq, hash, at, authority, root, token, path: pathOf(leaves.map(leafHash), place) };
    }),
  );
}

const leavesOf = (knex: Knex, seal: number): Promise<Leaf[]> => knex('seal_leaves').where({ seal }).orderBy('place').select('chain', 'seq', 'hash');

/** What is wrong with a seal: its leaves do not make its root, or a chain has another row where it was sealed. */
export async function sealFaults(knex: Knex): Promise<string[]> {
  const seals: { id: number; root: string }[] = await knex('seals').orderBy('id').select('id', 'root');
  const faults: string[] = [];
  for (const { id, root } of seals)
    if (rootOf((await leavesOf(knex, id)).map(leafHash)) !== root) faults.push(`seal ${id}: its leaves are not those that were sealed`);
  const { rows } = await knex.raw<{ rows: { seal: number; chain: string; seq: number }[] }>(
    `select l.seal, l.chain, l.seq from seal_leaves l
     left join journal j on l.chain = 'journal/' || j.subscription and j.seq = l.seq
     left join records r on l.chain = 'book/' || r.book and r.seq = l.seq
     where coalesce(j.hash, r.hash) is distinct from l.hash order by l.seal, l.place limit 100`,
  );
  return [...faults, ...rows.map(({ seal, chain, seq }) => `${chain}, row ${seq}: it is not the one that seal ${seal} covers`)];
}
