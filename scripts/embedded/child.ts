/** Starts and stops the programs that Tacite is made of, each tied to this process so that none outlives it. */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

type Program = {
  /** For messages: "PostgreSQL", "The worker". */
  name: string;
  command: string;
  args: string[];
  /** A file that receives all that the program prints. */
  log: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  account?: { uid: number; gid: number };
  /** What ends it cleanly: TERM unless it says otherwise. */
  stopSignal?: 'TERM' | 'INT';
};
export type Child = {
  name: string;
  pid: number;
  log: string;
  /** Resolves when the program has ended, whatever ended it. */
  ended: Promise<void>;
  hasEnded(): boolean;
  /** Asks it to end, and after the deadline (milliseconds) ends it by its id. */
  stop(deadline?: number): Promise<void>;
};

// Runs the program until it ends by itself or descriptor 3 closes, which also happens when the process at its other end is killed.
const GUARD = `
"$@" 3<&- 4>&- & child=$!
echo $child >&4
exec 4>&-
{
  read -r _ <&3
  kill -$STOP_SIGNAL $child
  for try in $(seq 150); do kill -0 $child || exit; sleep 0.1; done
  kill -KILL $child
} >/dev/null 2>&1 & watch=$!
exec 3<&-
wait $child
kill $watch 2>/dev/null`;

/** Starts a program. It may still fail while it starts: see `untilReady`. */
export async function launch(program: Program): Promise<Child> {
  const log = openSync(program.log, 'a');
  const guard = spawn('/bin/sh', ['-c', GUARD, program.name, program.command, ...program.args], {
    cwd: program.cwd ?? process.cwd(),
    env: { ...(program.env ?? process.env), STOP_SIGNAL: program.stopSignal ?? 'TERM' },
    detached: true, // Ctrl-C reaches this process alone, which then stops the others in order
    stdio: ['ignore', log, log, 'pipe', 'pipe'],
    ...program.account,
  });
  closeSync(log);
  let over = false;
  const ended = new Promise<void>((resolve) => {
    guard.once('exit', () => {
      over = true;
      resolve();
    });
  });
  const tie = guard.stdio[3] as Writable;
  tie.on('error', () => tie.destroy()); // its other end is gone: the program has ended
  const pid = Number(await textOf(guard.stdio[4] as Readable));
  const stop = async (deadline = 10_000) => {
    tie.destroy();
    const timer = setTimeout(() => endByPid(pid), deadline);
    await ended;
    clearTimeout(timer);
  };
  return { name: program.name, pid, log: program.log, ended, hasEnded: () => over, stop };
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const part of stream) text += String(part);
  return text;
}

/** Ends a process at once by its id; one that has ended already is no error. */
export function endByPid(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until a child answers. Throws with the end of its log when it ends first or takes longer than `seconds`. */
export async function untilReady(child: Child, answers: () => Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await answers())) {
    if (child.hasEnded()) throw new Error(`${child.name} ended while starting. ${endOfLog(child.log)}`);
    if (Date.now() > deadline) {
      await child.stop();
      throw new Error(`${child.name} did not answer within ${seconds} seconds. ${endOfLog(child.log)}`);
    }
    await sleep(50);
  }
}

function endOfLog(log: string): string {
  const text = readFileSync(log, 'utf8').trimEnd();
  if (text.includes('No space left on device')) return 'The disk is full: free some space, then start again.';
  return `Its log, ${log}, ends with:\n${text.split('\n').slice(-12).join('\n')}`;
}

const given = new Set<number>();

/**
 * A port on 127.0.0.1 that nothing listens on now, and that nobody here was given before. It is below those that systems give to outgoing
 * connections: one of them could else sit on it before its program does, or while that starts again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (given.has(port)) continue;
    given.add(port);
    const isFree = await listenOnce(port).then(
      () => true,
      () => false,
    );
    if (isFree) return port;
  }
}

/** Throws one sentence when something listens on this port already. */
export async function assertFree(port: number): Promise<void> {
  await listenOnce(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new Error(`Port ${port} is taken by another program: stop it, or choose another with PORT=<number>.`);
    if (error.code === 'EACCES') throw new Error(`Port ${port} is reserved for the administrator: choose one above 1023 with PORT=<number>.`);
    throw error;
  });
}

function listenOnce(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
