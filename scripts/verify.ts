/** `npm run verify`: says what does not hold, and exits with 1 if anything does not. */
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Knex } from 'knex';
import { nextDuty } from '../contract/contract.ts';
import type { Contract } from '../contract/state.ts';
import { verify } from '../database/verify.ts';
import { contractQuery, workflowId } from '../workflows/messages.ts';
import { reach } from './start/reach.ts';

const { knex, temporal, close } = await reach();
try {
  const findings = await verify(knex, { workflowContract });
  for (const { check, subscription, what } of findings) console.log(`${check}${subscription ? ` ${subscription}` : ''}: ${what}`);
  const checked = await knex('subscriptions').count({ n: '*' }).first();
  console.log(`${String(checked?.n)} subscriptions checked, ${findings.length} findings.`);
  process.exitCode = findings.length > 0 ? 1 : 0;
} finally {
  await close();
}

/** The contract as its workflow holds it; null when the workflow is missing. A life that is over needs none. */
async function workflowContract(number: string): Promise<Contract | null> {
  try {
    return await temporal.workflow.getHandle(workflowId(number)).query(contractQuery);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return finished(knex, number);
    throw error;
  }
}

async function finished(db: Knex, number: string): Promise<Contract | null> {
  const { contract } = await db('subscriptions').where({ number }).first('contract');
  return nextDuty(contract) ? null : contract;
}
