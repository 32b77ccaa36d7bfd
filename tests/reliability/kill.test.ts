/** F01-F03, F16, F38: a worker that is killed at a named point, between any two steps of an act, and one that takes up its work. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Door, openDoor } from '../api/door.ts';
import { type MailServer, startMailServer } from '../activities/mail-server.ts';
import { realStage } from '../scenarios/real.ts';
import { actors } from '../scenarios/scenario.ts';
import { startWorkerProcess } from './worker-process.ts';

let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
});
afterAll(() => mail.stop());

test('proto', { timeout: 120_000 }, async () => {
  const t0 = Date.now();
  const lap = (what: string) => console.log(what, Date.now() - t0);
  const door: Door = await openDoor();
  lap('door');
  const worker = await startWorkerProcess({ door, smtpUrl: mail.url }, 'charge.after-provider');
  lap('worker');
  const { given, when } = actors(await realStage(door));
  await given.baselineA();
  lap('baseline');
  await when.itIs('2027-02-01');
  lap('eve');
  worker.arm();
  const arrived = when.itIs('2027-02-10');
  await worker.died();
  lap('died');
  const next = await startWorkerProcess({ door, smtpUrl: mail.url });
  lap('next');
  await arrived;
  lap('arrived');
  console.log(await (await fetch(`${door.sandboxUrl}/charges?subscription=S000001`)).json(), mail.received.length);
  await next.stop();
  await worker.stop();
  await door.close();
  lap('closed');
  expect(1).toBe(1);
});
