/** The folder that holds the state of an instance: one start at a time, its secrets, and the address book that other programs read. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf } from '../embedded/pids.ts';

const NEEDED_BYTES = 300 * 1024 * 1024;

/** Takes the folder for this process until it exits; one that is being stopped is waited for. Throws one sentence when another start has it, or the disk is full. */
export async function takeHome(home: string): Promise<void> {
  mkdirSync(home, { recursive: true, mode: 0o711 }); // PostgreSQL's own account passes through it
  mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize < NEEDED_BYTES) throw new Error(`The disk of ${home} is full: free 300 MB, then start again.`);
  const lock = lockOf(home);
  for (let tries = 0; !mark(lock); tries++) {
    const [holder, doing] = readFileSync(lock, 'utf8').split(' ');
    if (!runs(Number(holder))) rmSync(lock, { force: true });
    else if (doing !== STOPPING || tries > 100) {
      throw new Error(`Tacite is already running on ${home} (process ${holder}): stop it, or choose another folder with TACITE_HOME=<folder>.`);
    } else await sleep(200);
  }
  process.once('exit', () => rmSync(lock, { force: true }));
}

/** Tells a start that comes now to wait for the end of this one. */
export function leaveHome(home: string): void {
  writeFileSync(lockOf(home), `${process.pid} ${STOPPING}`);
}

const STOPPING = 'stopping';
const lockOf = (home: string): string => join(home, 'lock');
const runs = (pid: number): boolean => pid !== process.pid && /scripts.(setup|start)/.test(commandOf(pid));

function mark(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** What only this instance knows: passwords by e-mail, the token of programs, the key that signs. */
export type Secrets = { signing: string; token: string; passwords: Record<string, string> };

/** The secrets of this folder, made on the first start and kept readable by their owner alone. */
export function secretsOf(home: string, emails: readonly string[]): Secrets {
  const file = join(home, 'secrets.json');
  const kept: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const word = (bytes: number) => randomBytes(bytes).toString('base64url');
  const secrets = {
    signing: kept.signing ?? word(32),
    token: kept.token ?? word(32),
    passwords: Object.fromEntries(emails.map((email) => [email, kept.passwords?.[email] ?? word(12)])),
  };
  writeJson(file, secrets);
  return secrets;
}

/** Writes a file that its owner alone reads, whole or not at all. */
export function writeJson(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
