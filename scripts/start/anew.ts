/** The journal is enough (A11): from it, workflows that are missing are started anew and stored contracts that were spoilt are mended. */
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Knex } from 'knex';
import { momentOf } from '../../contract/calendar.ts';
import { nextDuty, open, record } from '../../contract/contract.ts';
import type { Contract } from '../../contract/state.ts';
import { factOf, walkJournal } from '../../database/journal.ts';
import { canonicalJson } from '../../verifier/chain.mjs';
import { lockContract, storeContract } from '../../database/subscriptions.ts';
import { attributesOf } from '../../workflows/console.ts';
import { type SubscriptionInput, TASK_QUEUE, WORKFLOW_TYPE, workflowId } from '../../workflows/messages.ts';

type World = { knex: Knex; temporal: Client };
type Row = { number: string; at: string | null; target: string | null };
/** `faults`: what could not be done, one sentence a subscription. */
export type Anew = { living: number; started: number; mended: number; faults: string[] };

/** How many of the last commands a workflow remembers. */
const REMEMBERED = 16;
const AT_ONCE = 16;

/** Goes through every living subscription. What runs and is sound is left as it is, and one that is beyond repair stops no other. */
export async function makeAnew(world: World): Promise<Anew> {
  const rows: Row[] = await world
    .knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .leftJoin('test_clocks as t', 't.id', 'c.test_clock')
    .whereNot((over) => over.where('s.state', 'DELETED').whereNull('s.next_due'))
    .orderBy('s.number')
    .select('s.number', 's.clock_at as at', 't.target');
  const done: Anew = { living: rows.length, started: 0, mended: 0, faults: [] };
  const left = rows.values();
  const lane = async () => {
    for (const row of left)
      try {
        const { input, mended } = await recall(world.knex, row);
        if (mended) done.mended += 1;
        if (await revive(world.temporal, row, input)) done.started += 1;
      } catch (error) {
        done.faults.push(`${row.number}: ${(error as Error).message}`);
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return done;
}

/** What the workflow of a subscription would hold: the fold of its journal, and the last commands answered. The stored contract is made equal to it. */
async function recall(knex: Knex, { number, at }: Row): Promise<{ input: SubscriptionInput; mended: boolean }> {
  return knex.transaction(async (trx) => {
    const { contract: stored } = await lockContract(trx, number);
    const input = await inputOf(trx, number);
    const mended = canonicalJson(input.contract) !== canonicalJson(stored);
    if (mended) await storeContract(trx, number, input.contract, nextDuty(input.contract) ?? null, at ? momentOf(at) : Date.now());
    return { input, mended };
  });
}

async function inputOf(knex: Knex, number: string): Promise<SubscriptionInput> {
  let contract: Contract | null = null;
  let folded = 0;
  const answered = new Set<string>();
  for await (const row of walkJournal(knex, number)) {
    const fact = factOf(row);
    if (!contract && fact.type !== 'subscription.accepted') break;
    contract = contract ? record(contract, fact) : open(fact);
    folded = row.seq;
    if (row.act.startsWith('command/')) answered.add(row.act.slice('command/'.length));
  }
  if (!contract) throw new Error('its journal does not begin with an acceptance; npm run verify says more');
  return { contract, folded, answered: [...answered].slice(-REMEMBERED) };
}

/** Starts the workflow of one subscription; false when it runs already. */
async function revive(temporal: Client, { number, at, target }: Row, input: SubscriptionInput): Promise<boolean> {
  const clock = target ? { at: momentOf(at ?? target), target: momentOf(target) } : undefined;
  try {
    await temporal.workflow.start(WORKFLOW_TYPE, {
      workflowId: workflowId(number),
      taskQueue: TASK_QUEUE,
      args: [clock ? { ...input, clock } : input],
      typedSearchAttributes: attributesOf(input.contract, clock?.at ?? Date.now()),
      staticSummary: `${number} ${input.contract.formula.code}`,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
