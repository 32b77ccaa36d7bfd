/** Old histories stay replayable: each recorded life goes through today's workflow step by step (record them anew by tests/histories/record.ts). */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { PATHS } from '../histories/paths.ts';

type Event = { eventType: string; [attributes: string]: unknown };
type Recorded = { events: Event[] };

const FOLDER = join(import.meta.dirname, '../histories');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const textOf = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const runsIn = (text: string): Recorded[] => JSON.parse(text) as Recorded[];
/** Several at once under one id would be one workflow to the replaying worker. */
const named = (runs: Recorded[]) => runs.map((run, index) => ({ workflowId: `sub-P${index}`, history: historyFromJSON(run) }));

beforeAll(() => {
  const nowhere = new DefaultLogger('ERROR', () => undefined); // the canaries fail on purpose
  Runtime.install({ logger: nowhere, telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });
});

/** What is wrong with each run; nothing where today's workflow takes the same steps. */
async function faultsIn(runs: Recorded[]): Promise<string[]> {
  const faults: string[] = [];
  const workflowBundle = { code: readFileSync(inject('workflowBundle'), 'utf8') };
  for await (const { error } of Worker.runReplayHistories({ workflowBundle }, named(runs))) if (error) faults.push(error.name);
  return faults;
}

test('each life path has its history', () => {
  expect(files.map((file) => file.replace('.json', '')).toSorted()).toEqual(PATHS.map(({ name }) => name).toSorted());
});

test('every history replays', async () => {
  const all = files.flatMap((file) => runsIn(textOf(file)));
  expect(await faultsIn(all)).toEqual([]);
  expect(all.length).toBeGreaterThan(files.length);
});

test('no history names a machine or a person', () => {
  for (const file of files) {
    const text = textOf(file);
    const payloads = [...text.matchAll(/"data":"([^"]+)"/g)].map(([, data = '']) => Buffer.from(data, 'base64').toString());
    for (const said of [text, ...payloads]) expect(said).not.toMatch(/@|127\.0\.0\.1|localhost|\/home\/|\/tmp\//);
  }
});

describe('a changed workflow is caught', () => {
  const [life] = runsIn(textOf('default-suspension-reinstatement.json'));
  const changed = (change: (events: Event[]) => Event[]): Recorded[] => [{ events: change(structuredClone(life?.events ?? [])) }];
  const firstOf = (events: Event[], type: string): number => events.findIndex((one) => one.eventType === `EVENT_TYPE_${type}`);

  test('an activity of another name', async () => {
    const runs = changed((events) => {
      const one = events[firstOf(events, 'ACTIVITY_TASK_SCHEDULED')];
      if (!one) throw new Error('nothing was performed in this life');
      (one['activityTaskScheduledEventAttributes'] as { activityType: { name: string } }).activityType.name = 'performed';
      return events;
    });
    expect(await faultsIn(runs)).toEqual(['DeterminismViolationError']);
  });

  test('search attributes that nobody sets any more', async () => {
    const runs = changed((events) => {
      const one = events[firstOf(events, 'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES')];
      if (!one) throw new Error('this life shows nothing in the console');
      one.eventType = 'EVENT_TYPE_TIMER_STARTED';
      const { workflowTaskCompletedEventId } = one['upsertWorkflowSearchAttributesEventAttributes'] as Record<string, string>;
      delete one['upsertWorkflowSearchAttributesEventAttributes'];
      one['timerStartedEventAttributes'] = { timerId: '99', startToFireTimeout: '10s', workflowTaskCompletedEventId };
      return events;
    });
    expect(await faultsIn(runs)).toEqual(['DeterminismViolationError']);
  });
});
