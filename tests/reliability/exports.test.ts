/** CGUV 8.6 (a): a large export in live life: flat memory, a worker killed on the way, a download that breaks off, a damaged file. */
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { exportStore } from '../../providers/files/store.ts';
import { askJson } from '../../providers/request.ts';
import { type Door, type Json, aClient, openDoor } from '../api/door.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { startWorkerProcess } from './worker-process.ts';

const MEGABYTE = 1024 * 1024;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A live subscription whose client keeps a file of so many megabytes on the platform. */
async function aLargeClient(door: Door, megabytes: number): Promise<{ number: string; own: string }> {
  const company = await door.userWith(['ADMIN', 'SUPPORT']);
  const post = async (path: string, body: object, by = company): Promise<Json> => {
    const answer = await door.ask('POST', path, by, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body;
  };
  await post('/terms-versions', { version: '1', text: 'Conditions', parameters: {}, publishedAt: '2026-01-01T00:00:00Z' });
  await post('/price-schedules', { publishedAt: '2026-01-01T00:00:00Z', lines: [{ formula: 'yearly', months: 12, netCents: 58_800 }] });
  const { id: client } = await post('/clients', aClient());
  const own = await door.userWith(['CLIENT_ADMIN'], client);
  const { id: paymentMethod } = await post(`/clients/${client}/payment-methods`, { token: 'card_ok' }, own);
  const acceptance = { termsVersion: '1', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };
  const { number } = await post('/subscriptions', { client, formula: 'yearly', paymentMethod, acceptance }, own);
  const at = new Date().toISOString();
  await askJson(`${door.sandboxUrl}/platform/work`, z.unknown(), { account: { client, since: at, contacts: 280 }, at });
  const chunk = randomBytes(MEGABYTE);
  const body = Readable.toWeb(Readable.from(Array.from({ length: megabytes }, () => chunk))) as ReadableStream;
  const url = `${door.sandboxUrl}/platform/clients/${client}/files/archives.bin?at=${at}`;
  const put = await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body, duplex: 'half' } as RequestInit);
  expect(put.status).toBe(204);
  return { number, own };
}

const exportOf = async (door: Door, number: string, token: string): Promise<Json> =>
  (await door.ask('GET', `/exports?subscription=${number}`, token)).body.data[0];
const delivered = async (door: Door, number: string, token: string): Promise<Json> => {
  await expect.poll(async () => (await exportOf(door, number, token)).state, { timeout: 60_000, interval: 50 }).toBe('DELIVERED');
  return exportOf(door, number, token);
};

describe('two hundred megabytes', () => {
  let engine: Engine;
  let number: string;
  let own: string;
  let asked: Json;
  beforeAll(async () => {
    engine = await openEngine();
    ({ number, own } = await aLargeClient(engine, 200));
  }, 120_000);
  afterAll(() => engine?.close());

  test('are handed back while other commands are answered, their progress shown, the memory flat', async () => {
    const before = process.memoryUsage().rss;
    let highest = before;
    const watching = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
    await engine.ask('POST', `/subscriptions/${number}/request-export`, own, {});
    const meanwhile = await engine.ask('POST', `/subscriptions/${number}/open-complaint`, own, { text: 'une question' });
    expect(meanwhile.status).toBe(200);
    const seen: Json[] = [];
    while ((asked = await exportOf(engine, number, own)).state !== 'DELIVERED') {
      if (asked.progress) seen.push(asked.progress);
      await new Promise((done) => setTimeout(done, 50));
    }
    clearInterval(watching);
    expect(seen.at(-1)).toMatchObject({ bytes: expect.any(Number), counts: expect.objectContaining({ contacts: 280 }) });
    expect(asked).toMatchObject({ counts: { contacts: 280, files: 4 }, bytes: expect.any(Number), progress: null });
    expect(asked.bytes).toBeGreaterThan(200 * MEGABYTE);
    expect((highest - before) / MEGABYTE).toBeLessThan(150); // platform, worker and API in this one process
  }, 120_000);

  test('are downloaded in pieces: a broken download goes on where it was', async () => {
    const file = (headers: Record<string, string> = {}) =>
      engine.app.inject({ method: 'GET', url: asked.file, headers: { authorization: `Bearer ${own}`, ...headers } });
    const first = await file({ range: 'bytes=0-999' });
    expect([first.statusCode, first.headers['content-range'], first.rawPayload.length]).toEqual([206, `bytes 0-999/${asked.bytes}`, 1000]);
    expect(first.headers).toMatchObject({ etag: `"${asked.sha256}"`, 'accept-ranges': 'bytes' });
    const rest = await file({ range: 'bytes=1000-', 'if-range': `"${asked.sha256}"` });
    expect(rest.statusCode).toBe(206);
    expect(sha256(Buffer.concat([first.rawPayload, rest.rawPayload]))).toBe(asked.sha256);
    expect((await file({ range: 'bytes=-5' })).headers['content-range']).toBe(`bytes ${asked.bytes - 5}-${asked.bytes - 1}/${asked.bytes}`);
    expect((await file({ range: `bytes=${asked.bytes}-` })).statusCode).toBe(416);
    expect((await file({ 'if-none-match': `"${asked.sha256}"` })).statusCode).toBe(304);
  }, 60_000);

  test('of which a byte was lost are not given, but fetched again', async () => {
    const path = join(engine.folder, 'exports', `${asked.id}.zip`);
    appendFileSync(path, 'x');
    const file = () => engine.ask('GET', asked.file.replace('/api/v1', ''), own, undefined, { range: 'bytes=0-9' });
    const damaged = await file();
    expect([damaged.status, damaged.headers['retry-after']]).toEqual([503, '60']);
    await expect.poll(async () => (await file()).status, { timeout: 30_000, interval: 200 }).toBe(206);
    expect(statSync(path).size).toBe(asked.bytes);
  }, 60_000);
});

test('a worker killed while it takes an export in: the next one goes on, and it is delivered whole, once', async () => {
  const door = await openDoor();
  const smtpUrl = inject('smtpUrl');
  const first = await startWorkerProcess({ door, smtpUrl }, 'export.taking');
  const { number, own } = await aLargeClient(door, 40);
  first.arm();
  await door.ask('POST', `/subscriptions/${number}/request-export`, own, {});
  await first.died();
  await first.stop();
  const [part] = readdirSync(join(door.folder, 'exports'));
  expect(part).toMatch(/\.zip\.part$/);
  const next = await startWorkerProcess({ door, smtpUrl });
  const one = await delivered(door, number, own);
  expect(readdirSync(join(door.folder, 'exports'))).toEqual([`${one.id}.zip`]);
  const stale = { authorization: `Bearer ${own}`, range: 'bytes=1000-', 'if-range': '"of another file"' };
  const file = await door.app.inject({ method: 'GET', url: one.file, headers: stale });
  expect([file.statusCode, sha256(file.rawPayload)]).toEqual([200, one.sha256]);
  expect(await door.knex('journal').where({ subscription: number, type: 'export.delivered' })).toHaveLength(1);
  await next.stop();
  await door.close();
}, 120_000);

describe('the keeping of exports', () => {
  const folder = join(process.env.TMPDIR ?? '/tmp', `tacite-store-${randomBytes(6).toString('hex')}`);
  const store = exportStore(folder);
  const bytes = randomBytes(100_000);
  const hash = sha256(bytes);
  const from = (start: number[], until?: number) => async (byte: number) => {
    start.push(byte);
    return Readable.from([bytes.subarray(byte, until)]);
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('what an earlier try copied is not copied again', async () => {
    const begun: number[] = [];
    const cut = async (byte: number) => {
      begun.push(byte);
      return Readable.from(
        (async function* () {
          yield bytes.subarray(0, 60_000);
          throw new Error('cut off');
        })(),
      );
    };
    await expect(store.take('exp_1', hash, cut)).rejects.toThrow('cut off');
    expect(await store.sound('exp_1', hash)).toBeNull();
    expect(await store.take('exp_1', hash, from(begun))).toBe(true);
    expect(begun).toEqual([0, 60_000]);
    expect(await store.sound('exp_1', hash)).toBe(bytes.length);
  });

  test('what is not what was announced is thrown away, and begun anew', async () => {
    const begun: number[] = [];
    expect(await store.take('exp_2', hash, from(begun, 99_999))).toBe(false);
    expect(await store.list()).toEqual(['exp_1']);
    expect(await store.take('exp_2', hash, from(begun))).toBe(true);
    expect(begun).toEqual([0, 0]);
  });

  test('an id is a name, never a path', () => expect(() => store.read('../secrets')).toThrow('under its id'));
});
