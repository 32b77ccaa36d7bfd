/** A11: every night the chains that grew are sealed together and the seal is stamped (RFC 3161). */
import type { Client } from '@temporalio/client';
import { rootOf, leafHash } from '../verifier/chain.mjs';
import { keepSeal, unsealedHeads } from '../database/seals.ts';
import type { Deps } from './deps.ts';
import { daily } from './schedules.ts';

/** So many chains under one stamp. */
const AT_ONCE = 4_096;

/** Seals what grew until now, and gives how many chains that were; nothing where no authority is set. All or nothing: a run that breaks off is done again. */
export async function sealChains({ knex, timestamps }: Deps): Promise<number> {
  if (!timestamps) return 0;
  const before = new Date().toISOString();
  const heads = await unsealedHeads(knex, before);
  const seals: Parameters<typeof keepSeal>[1][] = [];
  for (let at = 0; at < heads.length; at += AT_ONCE) {
    const leaves = heads.slice(at, at + AT_ONCE);
    seals.push({ leaves, before, stamp: await timestamps.stamp(rootOf(leaves.map(leafHash)) as string) });
  }
  await knex.transaction(async (trx) => {
    for (const seal of seals) await keepSeal(trx, seal);
  });
  return heads.length;
}

/** The schedule `seals`, made once: every night at two in Paris. */
export const scheduleSeals = (temporal: Client): Promise<void> =>
  daily(temporal, { id: 'seals', hour: 2, comment: 'A11: the heads of the chains are sealed and stamped' });
