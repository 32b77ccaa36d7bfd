/** A worker in a process of its own, as an instance runs it, which ends itself by SIGKILL at a named point when it is told to. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { launch } from '../../scripts/embedded/child.ts';
import { type Door, SECRET } from '../api/door.ts';

export type WorkerProcess = {
  pid: number;
  /** From now on the named point is the last that the process reaches. */
  arm(): void;
  /** Resolves when the process has ended itself at its point; rejects when it ended otherwise or does not within the time. */
  died(withinMs?: number): Promise<void>;
  stop(): Promise<void>;
};
type World = { door: Door; smtpUrl: string };

/** Starts one and waits until it takes work. */
export async function startWorkerProcess({ door, smtpUrl }: World, failpoint = 'none'): Promise<WorkerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'tacite-worker-'));
  const spent = join(folder, 'spent');
  const log = join(folder, 'worker.log');
  writeFileSync(spent, 'not armed yet');
  const child = await launch({
    name: 'The worker',
    command: process.execPath,
    args: ['--import', 'tsx', 'activities/worker.ts'],
    log,
    env: {
      ...process.env,
      DATABASE_URL: door.databaseUrl,
      TEMPORAL_ADDRESS: door.address,
      TEMPORAL_NAMESPACE: door.namespace,
      SMTP_URL: smtpUrl,
      PAYMENTS_URL: door.sandboxUrl,
      PLATFORM_URL: door.sandboxUrl,
      LETTERS_URL: door.sandboxUrl,
      WEBHOOK_SECRET: SECRET,
      TACITE_HOME: door.folder,
      WORKFLOW_BUNDLE: inject('workflowBundle'),
      TACITE_FAILPOINT: failpoint,
      TACITE_FAILPOINT_FILE: spent,
    },
  });
  const said = (): string => readFileSync(log, 'utf8');
  for (const deadline = Date.now() + 60_000; !said().includes('worker ready'); await sleep(50))
    if (child.hasEnded() || Date.now() > deadline) throw new Error(`The worker did not start:\n${said()}`);
  return {
    pid: child.pid,
    arm: () => rmSync(spent),
    died: async (withinMs = 30_000) => {
      await Promise.race([child.ended, sleep(withinMs, undefined, { ref: false })]);
      const at = existsSync(spent) ? readFileSync(spent, 'utf8') : 'nowhere';
      if (!child.hasEnded() || at !== failpoint) throw new Error(`The worker was to die at ${failpoint}, and did at ${at}:\n${said()}`);
    },
    stop: async () => {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
