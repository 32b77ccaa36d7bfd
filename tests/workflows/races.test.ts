/** Commands that meet each other, a run's end, or a provider that is not there: each is answered once, and no two that exclude each other both pass. */
import { type WorkflowHandle, WorkflowUpdateFailedError, WithStartWorkflowOperation } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoOf, momentOf } from '../../contract/calendar.ts';
import type { Fact } from '../../contract/facts.ts';
import { TASK_QUEUE, WORKFLOW_TYPE, contractQuery, rest, workflowId } from '../../workflows/messages.ts';
import { begin, give } from './calls.ts';
import { type Ground, openGround } from './ground.ts';
import { runsOf } from './time-travel.ts';
import { acceptance } from './world.ts';

const now = (): string => isoOf(Date.now());
const countOf = (facts: Fact[], type: Fact['type']): number => facts.filter((one) => one.type === type).length;

let ground: Ground;
let isDown = false;
let isCutOff = false;
beforeAll(async () => {
  ground = await openGround({
    before: ({ action }) => {
      if (isDown && action === 'payment.present') throw new Error('the provider does not answer');
    },
    after: ({ action }) => {
      if (isCutOff && action === 'payment.present') throw new Error('the answer is lost');
    },
  });
});
afterAll(() => ground.stop());

const aYear = (number: string): Promise<WorkflowHandle> => begin(ground.client, ground.world, { number, formula: 'yearly', at: now() });

/** The refusal of each command that was not done. */
function refusalsIn(settled: PromiseSettledResult<unknown>[]): string[] {
  return settled.flatMap((one) => {
    if (one.status === 'fulfilled') return [];
    const { cause } = one.reason as WorkflowUpdateFailedError;
    return [cause instanceof ApplicationFailure ? `${cause.type} ${cause.message}` : String(one.reason)];
  });
}

test('8.1 (d): of two denunciations at once, one passes', async () => {
  const handle = await aYear('R1');
  const both = await Promise.allSettled(['a', 'b'].map((id) => give(handle, { id }, 'denounce', {})));
  expect(refusalsIn(both)).toEqual([expect.stringMatching(/^Refused E8\.1/)]);
  expect(countOf(ground.world.factsOf('R1'), 'denunciation.recorded')).toBe(1);
});

test('5.3 (b): of two payments of everything at once, one is made', async () => {
  const handle = await aYear('R2');
  await handle.executeUpdate(rest);
  const both = await Promise.allSettled(['a', 'b'].map((id) => give(handle, { id }, 'pay-now', {})));
  expect(refusalsIn(both)).toHaveLength(1);
  expect(countOf(ground.world.factsOf('R2'), 'payment.settled')).toBe(1);
  expect((await handle.query(contractQuery)).receivables).toEqual([]);
});

test('what fell due comes before a command that is given after it', async () => {
  const handle = await aYear('R8');
  const { facts } = await give(handle, { id: 'pay' }, 'pay-now', {});
  expect(facts.map((one) => one.type)).toEqual(['payment.requested', 'payment.presented', 'payment.settled']);
});

test('a refused command adds no event', async () => {
  const handle = await aYear('R3');
  await handle.executeUpdate(rest);
  const before = (await handle.describe()).historyLength;
  const refused = await Promise.allSettled(['a', 'b', 'c'].map((id) => give(handle, { id }, 'withdraw-denunciation', {})));
  expect(refusalsIn(refused)).toHaveLength(3);
  expect((await handle.describe()).historyLength).toBe(before);
});

test('a command repeated after the run was renewed gets its first facts, and is not done twice', async () => {
  const handle = await aYear('R4');
  await give(handle, { id: 'pay' }, 'pay-now', {});
  const first = await give(handle, { id: 'end' }, 'denounce', {});
  const { runId } = await handle.describe();
  expect(runId).not.toBe((handle as { firstExecutionRunId?: string }).firstExecutionRunId);
  const again = await give(handle, { id: 'end' }, 'denounce', {});
  expect(again.facts.map((one) => one.type)).toEqual(['denunciation.recorded', 'notice.decided']);
  expect(first.facts.slice(0, again.facts.length)).toEqual(again.facts);
  expect(countOf(ground.world.factsOf('R4'), 'denunciation.recorded')).toBe(1);
});

test('commands given at once after each other are all answered, whatever runs end between them', async () => {
  const handle = await aYear('R5');
  await give(handle, { id: 'pay' }, 'pay-now', {});
  for (let turn = 0; turn < 12; turn++) {
    const formula = { code: 'monthly', months: 1 };
    await give(handle, { id: `choose-${turn}` }, 'choose-formula', { formula });
    await give(handle, { id: `cancel-${turn}` }, 'cancel-formula-choice', {});
  }
  expect(countOf(ground.world.factsOf('R5'), 'formula.chosen')).toBe(12);
  expect((await handle.query(contractQuery)).formulaChoice).toBeUndefined();
});

test('A10: while the provider does not answer, a command is answered, and the duty waits for its next try', async () => {
  const handle = await aYear('R6');
  await handle.executeUpdate(rest);
  isDown = true;
  try {
    const [paid, denounced] = await Promise.all([give(handle, { id: 'pay' }, 'pay-now', {}), give(handle, { id: 'end' }, 'denounce', {})]);
    expect(countOf(paid.facts, 'presentation.failed') + countOf(paid.facts, 'duty.deferred')).toBe(1);
    expect(countOf(denounced.facts, 'denunciation.recorded')).toBe(1);
  } finally {
    isDown = false;
  }
});

test('A10: a duty that was done is not deferred because every answer was lost: its facts are taken in', async () => {
  const handle = await aYear('R9');
  await handle.executeUpdate(rest);
  isCutOff = true;
  try {
    const { facts } = await give(handle, { id: 'pay' }, 'pay-now', {});
    expect(facts.map((one) => one.type)).toEqual(['payment.requested', 'payment.presented', 'payment.settled']);
  } finally {
    isCutOff = false;
  }
  expect(await handle.query(contractQuery)).toEqual(ground.world.contractOf('R9'));
  expect(countOf(ground.world.factsOf('R9'), 'duty.deferred') + countOf(ground.world.factsOf('R9'), 'presentation.failed')).toBe(0);
});

test('a workflow that has years to catch up on lets nobody wait for the end of it, and keeps its runs short', async () => {
  const at = '2017-01-04T09:30:00.000Z';
  const contract = ground.world.accept(acceptance('R7', 'monthly', at));
  const startWorkflowOperation = new WithStartWorkflowOperation(WORKFLOW_TYPE, {
    workflowId: workflowId('R7'),
    taskQueue: TASK_QUEUE,
    args: [{ contract, folded: 1, answered: [], clock: { at: momentOf(at), target: momentOf('2020-01-04T09:30:00.000Z') } }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  await ground.client.workflow.executeUpdateWithStart(rest, { startWorkflowOperation, args: [] });
  await expect.poll(() => countOf(ground.world.factsOf('R7'), 'term.renewed'), { timeout: 30_000 }).toBe(36);
  const runs = await runsOf(ground.client, workflowId('R7'));
  expect(Math.max(...runs.map(({ history }) => history.events?.length ?? 0))).toBeLessThanOrEqual(400);
});
