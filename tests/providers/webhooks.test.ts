import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { OutsideNews } from '../../providers/payments/port.ts';
import { sandboxPayments } from '../../providers/payments/sandbox.ts';
import { askJson } from '../../providers/request.ts';
import { startSandbox } from '../../providers/sandbox-server.ts';
import { freshDatabase } from '../setup/database.ts';

const SECRET = 'a secret of the test';
const subscription = `SUB-${Date.now()}`;
const received: { news: OutsideNews; tries: number }[] = [];
let tries = 0;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;

/** Refuses each event once, so that it must be told again. */
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const news = await sandboxPayments({ url: '', secret: SECRET }).verifyWebhook(Buffer.concat(chunks).toString(), request.headers);
    if (news?.subscription === subscription) tries++;
    if (news?.subscription === subscription && tries === 1) return void response.writeHead(500).end();
    if (news) received.push({ news, tries });
    response.writeHead(204).end();
  });
});

beforeAll(async () => {
  database = await freshDatabase();
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  sandbox = await startSandbox({ databaseUrl: database.url, folder: database.folder, secret: SECRET, webhookUrl });
}, 60_000);
afterAll(async () => {
  await sandbox?.stop();
  receiver.close();
  await database?.drop();
});

test('a live event is told when it is due, signed, again until it is taken, and then no more', async () => {
  const due = new Date(Date.now() + 400).toISOString();
  const event = { type: 'client-payment', at: due, clocked: false, subscription, data: { amountCents: 500, means: 'CHEQUE' } };
  await askJson(`${sandbox.url}/sandbox-events`, z.unknown(), event);
  await askJson(`${sandbox.url}/sandbox-events`, z.unknown(), { ...event, at: new Date(Date.now() + 3_600_000).toISOString() });
  await askJson(`${sandbox.url}/sandbox-events`, z.unknown(), { ...event, clocked: true });
  await expect.poll(() => received.length, { timeout: 8000 }).toBe(1);
  expect(received[0]).toMatchObject({ tries: 2, news: { type: 'client-payment', amountCents: 500, means: 'CHEQUE', at: due } });
  await new Promise((done) => setTimeout(done, 600));
  expect(received).toHaveLength(1);
}, 15_000);
