/** Lets several starts in one clone prepare it one after the other. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

const FILE = '.tacite/setup.lock';

/** Runs the work while no other setup of this clone does. */
export async function alone(work) {
  mkdirSync('.tacite', { recursive: true });
  for (let tries = 0; !taken(); tries++) {
    if (!holderLives()) rmSync(FILE, { force: true });
    else if (tries === 0) say('Another start is preparing this folder; waiting for it…');
    await sleep(200);
  }
  const release = () => rmSync(FILE, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function taken() {
  try {
    writeFileSync(FILE, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(FILE, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
