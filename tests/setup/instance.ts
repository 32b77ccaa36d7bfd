/** A whole instance as `npm start` makes it, in a folder of its own, for tests from outside. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '../../scripts/start/instance.ts';

type Running = {
  instance: Instance;
  /** instance.json as it is now. */
  read(): Instance;
  home: string;
  pid: number;
  /** Stops it and removes its folder, unless that is to be kept for another start. */
  stop(how?: { keep?: boolean }): Promise<void>;
};

const PATIENCE_MS = 90_000;

/** Starts one and waits until it has written its instance.json. `home` continues an earlier one; `env` sets more. */
export async function startInstance({ home, env = {} }: { home?: string; env?: Record<string, string> } = {}): Promise<Running> {
  const folder = home ?? mkdtempSync(join(tmpdir(), 'tacite-instance-'));
  const more = { TACITE_HOME: folder, PORT: '0', TACITE_DEMO: 'off', ...env };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: { ...process.env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text));
  const file = join(folder, 'instance.json');
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (const deadline = Date.now() + PATIENCE_MS; !existsSync(file); await sleep(50)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The instance did not start:\n${printed}`);
  }
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as Instance;
  return {
    instance: read(),
    read,
    home: folder,
    pid: child.pid ?? 0,
    stop: async ({ keep = false } = {}) => {
      child.kill('SIGTERM');
      await ended;
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}
