/** Facts enter the journal, the rows, the ledger, the outbox and the stored contract in one transaction, once. */
import type { Knex } from 'knex';
import type { Moment } from '../contract/calendar.ts';
import { fold, nextDuty } from '../contract/contract.ts';
import type { Fact } from '../contract/facts.ts';
import { messagesOf } from '../contract/letters.ts';
import type { Contract } from '../contract/state.ts';
import { append, factsOfAct } from '../database/journal.ts';
import { postFact } from '../database/ledger.ts';
import { queueMessages } from '../database/outbox.ts';
import { project } from '../database/projections.ts';
import { lockContract, storeContract } from '../database/subscriptions.ts';

/** Facts in the journal, and the place of the first of them. */
export type Committed = { facts: Fact[]; seq: number };

/** What stands when the subscription is locked: its contract and its client, who is written to in this language. */
export type Locked = { trx: Knex.Transaction; number: string; client: string; language: 'fr' | 'en'; contract: Contract };

/** `unless`: another act that leaves no room for this one, a duty that was done after all. If the journal has that one, its facts are the answer. */
export type Act = { subscription: string; act: string; at: Moment; unless?: string };

/**
 * Does an act once: if the journal has it, its facts are returned and nothing is written. Otherwise `make` is asked for the facts, with the
 * subscription locked, and they are committed with all that follows from them.
 */
export async function commitOnce(knex: Knex, act: Act, make: (locked: Locked) => Promise<Fact[]> | Fact[]): Promise<Committed> {
  return knex.transaction(async (trx) => {
    const locked = { trx, number: act.subscription, ...(await lockContract(trx, act.subscription)) };
    const known = (await committed(trx, act.subscription, act.act)) ?? (act.unless && (await committed(trx, act.subscription, act.unless)));
    if (known) return known;
    const facts = await make(locked);
    return { facts, seq: facts.length > 0 ? await write(locked, act.act, facts, act.at) : 0 };
  });
}

/** What the journal has of an act. */
export async function committed(knex: Knex, subscription: string, act: string): Promise<Committed | null> {
  const facts = await factsOfAct(knex, subscription, act);
  if (!facts) return null;
  const { seq } = await knex('journal').where({ subscription, act, part: 0 }).first('seq');
  return { facts, seq };
}

async function write({ trx, number, client, language, contract }: Locked, act: string, facts: Fact[], at: Moment): Promise<number> {
  const after = fold(contract, facts);
  const rows = await append(trx, number, act, facts);
  await project(trx, { number, client }, contract, after, rows);
  for (const { fact, seq } of rows) await postFact(trx, { subscription: number, client, seq, fact });
  await queueMessages(trx, { number, client, language }, messagesOf(contract, contract, facts));
  await storeContract(trx, number, after, nextDuty(after) ?? null, at);
  return rows[0]?.seq ?? 0;
}
