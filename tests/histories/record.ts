/**
 * Records one history per life path for the replay test, with a Temporal server of its own: `node --import tsx tests/histories/record.ts [path…]`.
 * To run after a change of the workflow that old histories cannot follow before a first release; after it, a change is gated by `patched()`, and
 * a release adds its own histories beside the old ones. Ids only, nothing personal, nothing of the machine.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode } from '@temporalio/worker';
import { momentOf } from '../../contract/calendar.ts';
import { startTemporal, temporalProgram } from '../../scripts/embedded/temporal.ts';
import { clock, happened, outside, workflowId } from '../../workflows/messages.ts';
import { begin, give } from '../workflows/calls.ts';
import { advanceTo, runsOf } from '../workflows/time-travel.ts';
import { type PureWorld, pureWorld, startPureWorkers } from '../workflows/world.ts';
import { PATHS, type Recording } from './paths.ts';

const PEOPLE = {
  client: { role: 'CLIENT_ADMIN', person: 'usr_1' },
  legal: { role: 'LEGAL', person: 'usr_2' },
  otherLegal: { role: 'LEGAL', person: 'usr_3' },
  billing: { role: 'BILLING', person: 'usr_4' },
} as const;
/** What is of the machine, or of no use to a replay. */
const DROPPED = new Set(['identity', 'requestId', 'stackTrace', 'taskId', 'workerVersion', 'historySizeBytes', 'prevAutoResetPoints']);

const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'tacite-record-'));
const temporal = await startTemporal({ binary: temporalProgram(), folder, memory: true, testMode: true });
const connection = await Connection.connect({ address: temporal.address });
const client = new Client({ connection });
const world = pureWorld({ bank: (asked) => PATHS[Number(asked.subscription.slice(1))]?.bank?.(asked) ?? { outcome: 'SETTLED' } });
const workflowBundle = await bundleWorkflowCode({ workflowsPath: resolve('workflows/index.ts') });
const workers = await startPureWorkers(world, { address: temporal.address, namespace: 'default', workflowBundle });
try {
  for (const [index, { name }] of PATHS.entries()) if (wanted.length === 0 || wanted.includes(name)) await record(index);
} finally {
  await workers.stop();
  await connection.close();
  await temporal.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function record(index: number): Promise<void> {
  const path = PATHS[index];
  if (!path) return;
  const number = `P${index}`;
  await path.tell(await recording(number, path, world));
  const runs = await runsOf(client, workflowId(number));
  const histories = runs.map(({ history }) => clean(JSON.parse(historyToJSON(history))));
  writeFileSync(join(import.meta.dirname, `${path.name}.json`), `[\n${histories.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
  console.log(`${path.name}: ${runs.map(({ history }) => history.events?.length).join(' + ')} events`);
}

async function recording(number: string, path: (typeof PATHS)[number], lived: PureWorld): Promise<Recording> {
  const live = 'live' in path;
  const at = live ? new Date().toISOString() : path.at;
  const handle = await begin(client, lived, { number, formula: path.formula, at, terms: path.terms ?? {}, ...(live ? {} : { until: at }) });
  let commands = 0;
  return {
    until: async (instant) => {
      if (live) return advanceTo(client, workflowId(number), momentOf(instant));
      await handle.signal(clock, instant);
      await settled(number, instant);
    },
    asks: async (person, type, input) => void (await give(handle, { id: `c${++commands}`, ...PEOPLE[person] }, type, input)),
    happened: async (event) => void (await handle.executeUpdate(happened, { args: [event] })),
    told: (event) => handle.signal(outside, event),
    store: (event) => lived.store(number, event),
    facts: () => lived.factsOf(number),
  };
}

/** The test clock of a subscription stands at an instant, or its workflow has ended on the way. */
async function settled(number: string, instant: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId(number));
  for (;;) {
    if (world.standsAt(number) >= momentOf(instant) || (await handle.describe()).status.name !== 'RUNNING') return;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A history without what is of the machine it was recorded on. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key]) => !DROPPED.has(key));
  const cleaned = Object.fromEntries(kept.map(([key, one]) => [key, clean(one)]));
  return cleaned['kind'] === 'TASK_QUEUE_KIND_STICKY' ? { ...cleaned, name: 'sticky' } : cleaned;
}
