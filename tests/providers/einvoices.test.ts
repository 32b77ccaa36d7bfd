/** What every adapter of the e-invoicing platform must do, on the one that the sandbox plays. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentPdf } from '../../mails/papers/document.ts';
import { embeddedEInvoices } from '../../providers/einvoice/embedded.ts';
import type { EInvoicePlatform, StatusNews, Submission } from '../../providers/einvoice/port.ts';
import { ProviderDown, ProviderRefused, ReplyLost } from '../../providers/request.ts';
import { startSandbox } from '../../providers/sandbox-server.ts';
import { InvalidSignature, sign } from '../../providers/webhook-signature.ts';
import { INVOICE } from '../mails/paper-samples.ts';
import { freshDatabase } from '../setup/database.ts';

const SECRET = 'a secret of the tests only';
let database: Awaited<ReturnType<typeof freshDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let platform: EInvoicePlatform;
let pdf: Buffer;
const told: { path: string; body: string; headers: Record<string, string | string[] | undefined> }[] = [];
const listener = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    told.push({ path: request.url ?? '', body, headers: request.headers });
    response.end('{}');
  });
});

beforeAll(async () => {
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const { port } = listener.address() as { port: number };
  database = await freshDatabase();
  const webhookUrl = `http://127.0.0.1:${port}/api/v1/webhooks/payments/sandbox`;
  sandbox = await startSandbox({ databaseUrl: database.url, folder: database.folder, secret: SECRET, webhookUrl });
  platform = embeddedEInvoices({ url: sandbox.url, secret: SECRET });
  pdf = await documentPdf(INVOICE);
}, 60_000);
afterAll(async () => {
  await sandbox?.stop();
  await database?.drop();
  listener.close();
});

const AT = '2027-01-04T09:30:00.000Z';
function aSubmission(more: Partial<Submission> = {}): Submission {
  const id = randomUUID().slice(0, 8);
  return { key: `F-${id}`, document: `F-${id}`, pdf, at: AT, clocked: true, client: `CLI-${id}`, subscription: `SUB-${id}`, ...more };
}
const until = async (submission: Submission, instant: string): Promise<string[]> =>
  (await platform.statuses({ documents: [submission.document], until: instant })).map(({ status }) => status);
const stored = (type: string, submission: Submission, data: object, at = AT): Promise<Response> =>
  fetch(`${sandbox.url}/sandbox-events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type, at, clocked: true, subscription: submission.subscription, client: submission.client, data }),
  });

describe('a document handed over', () => {
  test('goes its way, each status at its own instant', async () => {
    const one = aSubmission();
    await platform.submit(one);
    expect(await until(one, AT)).toEqual(['DEPOSITED']);
    expect(await until(one, '2027-01-04T09:31:00.000Z')).toEqual(['DEPOSITED', 'SENT']);
    expect(await until(one, '2027-01-06T09:29:59.999Z')).toEqual(['DEPOSITED', 'SENT', 'RECEIVED', 'MADE_AVAILABLE']);
    expect((await until(one, '2027-01-06T09:30:00.000Z')).at(-1)).toBe('APPROVED');
  });

  test('is one submission under one key, however often and however many at once', async () => {
    const one = aSubmission();
    const references = await Promise.all([platform.submit(one), platform.submit(one), platform.submit(one)]);
    expect(new Set(references.map(({ reference }) => reference)).size).toBe(1);
    expect(await until(one, AT)).toEqual(['DEPOSITED']);
    await expect(platform.submit({ ...one, pdf: Buffer.concat([pdf, Buffer.from(' ')]) })).rejects.toBeInstanceOf(ProviderRefused);
  });

  test('that is no Factur-X is not taken', async () => {
    await expect(platform.submit(aSubmission({ pdf: Buffer.from('%PDF-1.7 nothing else') }))).rejects.toThrow(/no factur-x\.xml/);
  });

  test.each`
    by            | status        | last
    ${'CLIENT'}   | ${'REFUSED'}  | ${['DEPOSITED', 'SENT', 'RECEIVED', 'MADE_AVAILABLE', 'REFUSED']}
    ${'PLATFORM'} | ${'REJECTED'} | ${['DEPOSITED', 'REJECTED']}
  `('is $status by $by, once, with its reason', async ({ by, status, last }) => {
    const one = aSubmission();
    await stored('einvoice-refusal', one, { reason: 'No order number', by });
    await platform.submit(one);
    const news = await platform.statuses({ documents: [one.document], until: '2027-02-01T00:00:00.000Z' });
    expect(news.map((each) => each.status)).toEqual(last);
    expect(news.at(-1)).toMatchObject({ status, reason: 'No order number', document: one.document });
    await platform.submit({ ...one, key: `${one.key}/2` });
    expect((await until(one, '2027-02-01T00:00:00.000Z')).filter((each) => each === status)).toHaveLength(1);
  });

  test('is delayed by days', async () => {
    const one = aSubmission();
    await stored('einvoice-delay', one, { days: 3 });
    await platform.submit(one);
    expect(await until(one, '2027-01-07T09:30:59.000Z')).toEqual(['DEPOSITED']);
    expect(await until(one, '2027-01-07T09:31:00.000Z')).toEqual(['DEPOSITED', 'SENT']);
  });
});

describe('a platform that fails', () => {
  test('an outage: down from its first instant, up at its end', async () => {
    const one = aSubmission();
    await stored('einvoice-outage', one, { until: '2027-01-04T12:00:00.000Z' });
    await expect(platform.submit(one)).rejects.toBeInstanceOf(ProviderDown);
    expect(await until(one, '2027-02-01T00:00:00.000Z')).toEqual([]);
    await platform.submit({ ...one, at: '2027-01-04T12:00:00.000Z' });
    expect(await until(one, '2027-01-04T12:00:00.000Z')).toEqual(['DEPOSITED']);
  });

  test('a lost reply: it was taken, and handing it over again is harmless', async () => {
    const one = aSubmission();
    await stored('einvoice-lost-reply', one, {});
    await expect(platform.submit(one)).rejects.toBeInstanceOf(ReplyLost);
    await platform.submit(one);
    expect(await until(one, AT)).toEqual(['DEPOSITED']);
  });
});

describe('webhooks', () => {
  test('a live status is told, signed, to the door of e-invoices', async () => {
    const one = aSubmission({ clocked: false, at: new Date().toISOString() });
    await platform.submit(one);
    await expect.poll(() => told.filter(({ body }) => body.includes(one.document)).length, { timeout: 10_000 }).toBe(1);
    const [event] = told.filter(({ body }) => body.includes(one.document));
    expect(event?.path).toBe('/api/v1/webhooks/einvoices/sandbox');
    const news: StatusNews = platform.verifyWebhook(event?.body ?? '', event?.headers ?? {});
    expect(news).toMatchObject({ document: one.document, status: 'DEPOSITED', reason: null });
  });

  test('a body that was changed is refused', () => {
    const headers = sign(SECRET, 'evt', Math.floor(Date.now() / 1000), '{}');
    expect(() => platform.verifyWebhook('{"status":"APPROVED"}', headers)).toThrow(InvalidSignature);
  });
});
