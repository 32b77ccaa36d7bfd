/** F30, A11: workflows that Temporal lost and contracts that were spoilt are made anew from the journal, wherever their test clocks stood. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../database/verify.ts';
import { makeAnew } from '../../scripts/start/anew.ts';
import { workflowId } from '../../workflows/messages.ts';
import { realStage } from '../scenarios/real.ts';
import { actors } from '../scenarios/scenario.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { heldByWorkflow } from './held.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

async function aLife() {
  const stage = await realStage(engine);
  const does = actors(stage);
  const [accepted] = (await does.given.baselineA({ means: 'card_declined' })).facts;
  if (accepted?.type !== 'subscription.accepted') throw new Error('a life begins with its acceptance');
  return { ...does, number: accepted.number, facts: stage.facts };
}
/** As if Temporal's own database were gone. */
async function lose(number: string): Promise<void> {
  await engine.temporal.workflow.getHandle(workflowId(number)).terminate();
  const workflowExecution = { workflowId: workflowId(number) };
  await engine.temporal.workflowService.deleteWorkflowExecution({ namespace: engine.namespace, workflowExecution });
}
const stored = (number: string): Promise<unknown> =>
  engine.knex('subscriptions').where({ number }).first('contract', 'state', 'next_duty', 'next_due', 'overdue_cents');

test('one lost on its way, one whose contract was spoilt, one beyond repair: the first two live as their twin does', async () => {
  const [twin, lost, spoilt, hopeless] = await Promise.all([aLife(), aLife(), aLife(), aLife()]);
  await Promise.all([twin, lost, spoilt, hopeless].map(({ when }) => when.itIs('2027-02-12')));
  const before = await stored(lost.number);
  await engine.stopWorker();
  const onTheWay = lost.when.itIs('2027-03-01');
  await lose(lost.number);
  await engine.knex('subscriptions').where({ number: spoilt.number }).update({ contract: '{}', state: 'ENDED' });
  await engine.knex.transaction(async (trx) => {
    await trx.raw('set local session_replication_role = replica'); // no trigger
    await trx('journal').where({ subscription: hopeless.number, seq: 1 }).delete();
  });

  const done = await makeAnew(engine);
  expect(done).toEqual({ living: 4, started: 1, mended: 1, faults: [expect.stringContaining(`${hopeless.number}: its journal does not begin`)] });
  expect(await stored(lost.number)).toEqual(before);
  expect(await stored(spoilt.number)).toMatchObject({ state: 'ACTIVE' });

  await engine.startWorker();
  await onTheWay;
  await Promise.all([twin, spoilt].map(({ when }) => when.itIs('2027-03-01')));
  const lived = async (life: typeof twin) => (await life.facts()).map(({ type, at }) => `${at} ${type}`);
  expect(await lived(lost)).toEqual(await lived(twin));
  expect(await lived(spoilt)).toEqual(await lived(twin));
  expect(await makeAnew(engine)).toMatchObject({ started: 0, mended: 0 });
});

test('what was found wrong is of the one beyond repair alone, and a workflow that does not answer is one finding', async () => {
  const held = heldByWorkflow(engine);
  const findings = await verify(engine.knex, { workflowContract: held });
  expect(new Set(findings.map(({ subscription }) => subscription)).size).toBe(1);
  const mute = await verify(engine.knex, { workflowContract: () => Promise.reject(new Error('no worker')) });
  expect(mute.filter(({ check }) => check === 'workflow').map(({ what }) => what)).toEqual(
    Array.from({ length: 4 }, () => 'the workflow does not answer: no worker'),
  );
});
