import { inject, afterAll, beforeAll, expect, test } from 'vitest';
import { momentOf, instantOf, dayOf, civilOf, parisDay } from '../../contract/calendar.ts';
import { open } from '../../contract/contract.ts';
import { runUntil } from '../../contract/forecast.ts';
import { TASK_QUEUE, WORKFLOW_TYPE, workflowId } from '../../workflows/messages.ts';
import { freshNamespace } from '../setup/temporal.ts';
import { advanceTo, runsOf } from './time-travel.ts';
import { acceptance, answersOf, bundleAt, now, pureWorld, startPureWorkers } from './world.ts';

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
  await advanceTo(ns.client, workflowId('M1'), instantOf(dayOf(`${year + 5}-01-31`), 60));
  console.log('lived', Date.now() - t0);
  const expected = runUntil(
    open(accepted),
    answersOf(() => ({ outcome: 'SETTLED' })),
    instantOf(dayOf(`${year + 5}-01-31`), 60),
  ).facts;
  console.log(expected.length, world.factsOf('M1').length - 1);
  console.log(
    world
      .factsOf('M1')
      .slice(0, 20)
      .map((f) => `${f.type} ${f.at}`),
    world
      .factsOf('M1')
      .slice(-10)
      .map((f) => `${f.type} ${f.at}`),
  );
  console.log(expected.slice(0, 20).map((f) => `${f.type} ${f.at}`));
  const runs = await runsOf(ns.client, workflowId('M1'));
  console.log(runs.length, runs.map((r) => r.history.events?.length).join(' '));
  for (const i of [1, 2, 3, runs.length - 1])
    console.log(
      runs[i]?.history.events
        ?.map(
          (e) =>
            Object.keys(e)
              .find((k) => k.endsWith('Attributes'))
              ?.replace('EventAttributes', '') +
            (e.activityTaskScheduledEventAttributes ? ' ' + Buffer.from(e.userMetadata?.summary?.data ?? []) : '') +
            (e.timerStartedEventAttributes
              ? ' ' + Buffer.from(e.userMetadata?.summary?.data ?? []) + e.timerStartedEventAttributes.startToFireTimeout?.seconds
              : ''),
        )
        .join('\n'),
    );
  const d = await ns.client.workflow.getHandle(workflowId('M1')).describe();
  console.log(d.historyLength, d.historySize);
  console.log(Date.now() - t0);
  await workers.stop();
  await ns.close();
});
