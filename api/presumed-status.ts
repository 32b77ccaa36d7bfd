import type { Knex } from 'knex';
import type { ClientStatus } from '../contract/facts.ts';
import { type Parameters, parameter } from '../contract/parameters.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { currentTerms } from '../database/queries/dated.ts';

/** E1.1: what a client is presumed to be that declares nothing, under the terms in force (`client.defaultStatus`). */
export async function presumedStatus(knex: Knex, testClock: string | null): Promise<ClientStatus> {
  const terms = await currentTerms(knex, { at: await contractNow(knex, testClock), testClock });
  return parameter({ parameters: (terms?.parameters ?? {}) as Parameters }, 'client.defaultStatus');
}
