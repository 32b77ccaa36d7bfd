/** A part of the instance that is started again when it ends unasked. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../embedded/child.ts';

export type Part = { pid(): number; stop(): Promise<void> };
/** A start of the part, and how long it may take to end when it is asked to, in milliseconds. */
export type Recipe = { start: () => Promise<Child>; patience: number };

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** A part that ran this long starts again without delay. */
const STEADY = 60_000;

/** Starts a part and keeps it running. `onRestart` is told each new process; the first start throws when it fails. */
export async function keepRunning({ start, patience }: Recipe, onRestart: () => void = () => undefined): Promise<Part> {
  let stopping = false;
  let pause = FIRST_PAUSE;
  let child = await start();

  async function watch(): Promise<void> {
    while (!stopping) {
      const began = Date.now();
      await child.ended;
      if (stopping) return;
      pause = Date.now() - began > STEADY ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      console.error(`${child.name} ended unexpectedly; it starts again in ${pause / 1000} s. Its log: ${child.log}`);
      await sleep(pause);
      if (!stopping) await again();
    }
  }
  async function again(): Promise<void> {
    try {
      child = await start();
      onRestart();
    } catch (error) {
      console.error((error as Error).message);
    }
  }
  const watching = watch();
  return {
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      await child.stop(patience);
      await Promise.race([watching, sleep(100)]);
    },
  };
}
