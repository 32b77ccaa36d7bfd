/** A campaign whose worker is killed between the telling of a client and its row: the next worker goes on, and each client is told once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../database/verify.ts';
import { type MailServer, startMailServer } from '../activities/mail-server.ts';
import { aClient, COMPANY_ROLES, type Door, type Json, openDoor } from '../api/door.ts';
import { startWorkerProcess } from './worker-process.ts';

const CLIENTS = 12;
let door: Door;
let mail: MailServer;
let all: string;
beforeAll(async () => {
  [door, mail] = await Promise.all([openDoor(), startMailServer()]);
  all = await door.userWith(COMPANY_ROLES.filter((role) => role !== 'AUDITOR'));
}, 120_000);
afterAll(async () => {
  await door.close();
  await mail.stop();
});

async function must(method: string, path: string, body?: unknown, token = all): Promise<Json> {
  const answer = await door.ask(method, path, token, body);
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.text}`);
  return answer.body;
}

async function aSubscriber(): Promise<void> {
  const client = (await must('POST', '/clients', aClient())).id;
  const admin = await door.userWith(['CLIENT_ADMIN'], client);
  const paymentMethod = (await must('POST', `/clients/${client}/payment-methods`, { token: 'card_ok' }, admin)).id;
  const acceptance = { termsVersion: '1', declarations: [true, true, true, true, true], boxTicked: true, boxWording: 'Lu' };
  await must('POST', '/subscriptions', { client, formula: 'yearly', paymentMethod, acceptance }, admin);
}

test('a worker killed at campaign.told: every client is told once all the same', async () => {
  await must('POST', '/price-schedules', { publishedAt: '2020-01-01', lines: [{ formula: 'yearly', months: 12, netCents: 58_800 }] });
  await must('POST', '/terms-versions', { version: '1', text: 'Conditions', publishedAt: '2020-01-01' });
  const worker = await startWorkerProcess({ door, smtpUrl: mail.url }, 'campaign.told');
  for (let i = 0; i < CLIENTS; i++) await aSubscriber();
  worker.arm();
  await must('POST', '/company/publish-security-standard', { standard: 'TLS 1.3' });
  await worker.died();
  await worker.stop();
  const next = await startWorkerProcess({ door, smtpUrl: mail.url });
  for (const deadline = Date.now() + 90_000; ; await sleep(200)) {
    const [campaign] = (await must('GET', '/campaigns')).data;
    if (campaign.state === 'DONE') break;
    if (Date.now() > deadline) throw new Error(`the campaign does not end: ${JSON.stringify(campaign.counts)}`);
  }
  await next.stop();
  const [campaign] = (await must('GET', '/campaigns')).data;
  expect(campaign.counts).toEqual({ recipients: CLIENTS, sent: CLIENTS, skipped: 0, failed: 0 });
  const made: { count: number }[] = await door
    .knex('journal')
    .where({ type: 'announcement.made' })
    .groupBy('subscription')
    .select(door.knex.raw('count(*)::int as count'));
  expect(made.map((one) => one.count)).toEqual(Array.from({ length: CLIENTS }, () => 1));
  const notices: { channel: string; state: string }[] = await door
    .knex('notices')
    .where({ code: 'SECURITY_STANDARD_CHANGE' })
    .select('channel', 'state');
  expect(notices).toEqual(Array.from({ length: CLIENTS }, () => ({ channel: 'EMAIL', state: 'SENT' })));
  expect(await verify(door.knex)).toEqual([]);
}, 240_000);
