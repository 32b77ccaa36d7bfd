/** `npm run rebuild`: starts every missing workflow from the journal. What runs is left as it is, so it can be run at any time. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { momentOf } from '../contract/calendar.ts';
import { open, record } from '../contract/contract.ts';
import type { Contract } from '../contract/state.ts';
import { factOf, walkJournal } from '../database/journal.ts';
import { attributesOf } from '../workflows/console.ts';
import { type SubscriptionInput, TASK_QUEUE, WORKFLOW_TYPE, workflowId } from '../workflows/messages.ts';
import { reach } from './start/reach.ts';

/** How many of the last commands a workflow remembers. */
const REMEMBERED = 16;
const AT_ONCE = 16;
type Row = { number: string; at: string | null; target: string | null };

const { knex, temporal, close } = await reach();
try {
  const rows: Row[] = await knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .leftJoin('test_clocks as t', 't.id', 'c.test_clock')
    .whereNot((over) => over.where('s.state', 'DELETED').whereNull('s.next_due'))
    .orderBy('s.number')
    .select('s.number', 's.clock_at as at', 't.target');
  let started = 0;
  const left = rows.values();
  const lane = async () => {
    for (const row of left) if (await revive(row)) started += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  console.log(`${rows.length} living subscriptions, ${started} workflows started from the journal.`);
} finally {
  await close();
}

/** Starts the workflow of one subscription; false when it runs already. */
async function revive({ number, at, target }: Row): Promise<boolean> {
  const input = await inputOf(number);
  if (!input) throw new Error(`The journal of ${number} does not begin with its acceptance: npm run verify says more.`);
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

/** What the workflow would hold: the fold of the journal, and the last commands answered. */
async function inputOf(number: string): Promise<SubscriptionInput | null> {
  let contract: Contract | null = null;
  let folded = 0;
  const answered = new Set<string>();
  for await (const row of walkJournal(knex, number)) {
    const fact = factOf(row);
    contract = contract ? record(contract, fact) : open(fact);
    folded = row.seq;
    if (row.act.startsWith('command/')) answered.add(row.act.slice('command/'.length));
  }
  return contract && { contract, folded, answered: [...answered].slice(-REMEMBERED) };
}
