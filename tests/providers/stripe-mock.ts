/** stripe-mock: says whether a request has the shape that Stripe's description of its API allows. It remembers nothing. */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/embedded/child.ts';
import { stripeMockProgram } from '../../scripts/setup/stripe-mock.mjs';

export async function startStripeMock(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const child = spawn(await stripeMockProgram(), ['-http-addr', `127.0.0.1:${port}`], { stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + 30_000;
  while (!(await fetch(url).catch(() => null))) {
    if (Date.now() > until) throw new Error('stripe-mock does not answer');
    await sleep(100);
  }
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
