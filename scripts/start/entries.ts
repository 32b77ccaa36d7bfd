/** Our own processes: the sandbox of the outside world, the worker and the API, each an operating system process that says when it is ready. */
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, launch, untilReady } from '../embedded/child.ts';

export type Entry = {
  name: string;
  /** From the project's folder: `activities/worker.ts`. */
  file: string;
  /** The line that it prints when it is ready begins so. */
  ready: string;
  env: Record<string, string>;
  /** Where its log goes. */
  home: string;
};

const LONGEST_LOG = 20 * 1024 * 1024;

/** Starts one of our processes and waits for its word. Throws with the end of its log when it does not come. */
export async function startEntry({ name, file, ready, env, home }: Entry): Promise<Child> {
  const log = join(home, 'logs', `${ready.split(' ')[0]}.log`);
  const from = sizeOf(log);
  const child = await launch({ name, command: process.execPath, args: ['--import', 'tsx', file], env: { ...process.env, ...env }, log });
  await untilReady(child, async () => readFileSync(log).subarray(from).toString().includes(ready));
  return child;
}

/** The length of the log so far; one that has grown long is put aside first. */
function sizeOf(log: string): number {
  if (!existsSync(log)) return 0;
  const { size } = statSync(log);
  if (size < LONGEST_LOG) return size;
  renameSync(log, `${log}.old`);
  return 0;
}
