/** An embedded Temporal server with its console, from the `temporal` program. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../workflows/messages.ts';
import { type Child, freePort, launch, untilReady } from './child.ts';

type Options = {
  /** The `temporal` program: see `temporalProgram`. */
  binary: string;
  /** Holds its log and, unless in memory, its workflows. */
  folder: string;
  memory?: boolean;
  ports?: { server?: number; console?: number };
  /** Lets tests skip time workflow by workflow, in milliseconds instead of a second a skip. */
  testMode?: boolean;
};
export type Temporal = { address: string; console: string; child: Child; stop(): Promise<void> };

const KINDS = { KEYWORD: 'Keyword', DATETIME: 'Datetime', BOOL: 'Bool' } as const;
/** As temporal.api.enums.v1.IndexedValueType numbers them. */
const INDEXED = { KEYWORD: 2, BOOL: 5, DATETIME: 6 } as const;
/** Forced to disk now and then, not at each step: a crash of the machine may cost the last seconds, and the journal has those. */
const DATABASE = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'];
const FOR_TESTS = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="1ms"',
  'history.timerProcessorMaxPollRPS=2000',
  'history.transferProcessorMaxPollRPS=2000',
  'history.visibilityProcessorMaxPollRPS=2000',
  'history.workflowIdReuseMinimalInterval="0s"',
];

/** Where the `temporal` program is: as the setup found it, in the project's tools, or on the PATH. */
export function temporalProgram(): string {
  const own = resolve('.tacite/tools/bin/temporal');
  return process.env.TEMPORAL_BINARY ?? (existsSync(own) ? own : 'temporal');
}

/** Starts a Temporal server on 127.0.0.1 and waits until its namespace `default` knows our search attributes. */
export async function startTemporal({ binary, folder, memory = false, ports = {}, testMode = false }: Options): Promise<Temporal> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const server = ports.server ?? (await freePort());
  const console = ports.console ?? (await freePort());
  const attributes = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, kind]) => ['--search-attribute', `${name}=${KINDS[kind]}`]);
  const child = await launch({
    name: 'The Temporal server',
    command: binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(server), '--ui-port', String(console)],
      ...['--namespace', 'default', '--log-level', 'error', ...attributes],
      ...(memory ? [] : ['--db-filename', join(folder, 'temporal.db'), ...DATABASE]),
      ...(testMode ? FOR_TESTS.flatMap((value) => ['--dynamic-config-value', value]) : []),
    ],
    log: join(folder, 'server.log'),
  });
  const address = `127.0.0.1:${server}`;
  await untilReady(child, () => knowsAttributes(address));
  return { address, console: `http://127.0.0.1:${console}`, child, stop: () => child.stop() };
}

/** Registers our search attributes in a namespace of a running server. Throws one sentence when it does not answer. */
export async function prepareTemporal(address: string, namespace = 'default'): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 }).catch(() => {
    throw new Error(`No Temporal server answers at ${address}: start it, or correct TEMPORAL_ADDRESS.`);
  });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return;
    const searchAttributes = Object.fromEntries(missing.map(([name, kind]) => [name, INDEXED[kind]]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } finally {
    await connection.close();
  }
}

/** True when the server at this address answers and has all our search attributes. */
async function knowsAttributes(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 500 }).catch(() => null);
  if (!connection) return false;
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    return Object.keys(SEARCH_ATTRIBUTES).every((name) => name in (customAttributes ?? {}));
  } catch {
    return false; // the namespace is being made
  } finally {
    await connection.close();
  }
}
