/** A11: every night the chains that grew are sealed together and the seal is stamped (RFC 3161). */
import type { Client } from '@temporalio/client';
import { rootOf, leafHash } from '../verifier/chain.mjs';
import { keepSeal, unsealedHeads } from '../database/seals.ts';
import type { Deps } from './deps.ts';
import { daily } from './schedules.ts';

/** So many chains under one stamp. */
const AT_ONCE = 4_096;

/** Seals what grew until now, and gives how many chains that were; nothing where no authority is set. Sealing a chain twice harms nobody. */
export async function sealChains({ knex, timestamps }: Deps): Promise<number> {
  if (!timestamps) return 0;
  const before = new Date().toISOString();
  for (let sealed = 0; ; ) {
    const leaves = await unsealedHeads(knex, { before, limit: AT_ONCE });
    if (leaves.length === 0) return sealed;
    const root = rootOf(leaves.map(leafHash)) as string;
    const stamp = await timestamps.stamp(root);
    await knex.transaction((trx) => keepSeal(trx, leaves, stamp));
    sealed += leaves.length;
  }
}

/** The schedule `seals`, made once: every night at two in Paris. */
export const scheduleSeals = (temporal: Client): Promise<void> =>
  daily(temporal, { id: 'seals', hour: 2, comment: 'A11: the heads of the chains are sealed and stamped' });
