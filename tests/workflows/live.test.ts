import { temporal } from '@temporalio/proto';
import { inject, test } from 'vitest';
import { instantOf, dayOf } from '../../contract/calendar.ts';
import { TASK_QUEUE, WORKFLOW_TYPE, workflowId } from '../../workflows/messages.ts';
import { freshNamespace } from '../setup/temporal.ts';
import { advanceTo, runsOf } from './time-travel.ts';
import { acceptance, bundleAt, now, pureWorld, startPureWorkers } from './world.ts';

test('proto', { timeout: 120_000 }, async () => {
  const ns = await freshNamespace();
  const world = pureWorld();
  const workers = await startPureWorkers(world, { ...ns, workflowBundle: bundleAt(inject('workflowBundle')) });
  const t0 = Date.now();
  const year = Number(now().slice(0, 4)) + 1;
  const accepted = acceptance('M1', 'monthly', now(), { startsOn: `${year}-01-31` });
  const contract = world.accept(accepted);
  await ns.client.workflow.start(WORKFLOW_TYPE, {
    workflowId: workflowId('M1'),
    taskQueue: TASK_QUEUE,
    args: [{ contract, folded: 1, answered: [] }],
  });
  await advanceTo(ns.client, workflowId('M1'), instantOf(dayOf(`${year + 1}-01-31`), 60));
  console.log('lived', Date.now() - t0);
  const runs = await runsOf(ns.client, workflowId('M1'));
  const H = temporal.api.history.v1;
  for (const e of runs.at(-1)?.history.events ?? []) console.log(H.HistoryEvent.encode(e).finish().length, JSON.stringify(e));
  const d = await ns.client.workflow.getHandle(workflowId('M1')).describe();
  console.log(d.historyLength, d.historySize);
  for (const e of runs.at(-1)?.history.events ?? [])
    console.log(Buffer.from(e.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data ?? []).toString());
  await workers.stop();
  await ns.close();
});
