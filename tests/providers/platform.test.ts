import { createHash, randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedLetters } from '../../providers/letters/embedded.ts';
import { sandboxPayments } from '../../providers/payments/sandbox.ts';
import { embeddedPlatform } from '../../providers/platform/embedded.ts';
import type { Platform } from '../../providers/platform/port.ts';
import { askJson } from '../../providers/request.ts';
import { startSandbox } from '../../providers/sandbox-server.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let platform: Platform;

beforeAll(async () => {
  database = await freshDatabase();
  sandbox = await startSandbox({ databaseUrl: database.url, secret: 'x' });
  platform = embeddedPlatform({ url: sandbox.url });
}, 60_000);
afterAll(async () => {
  await sandbox?.stop();
  await database?.drop();
});

const asked = (at = '2027-07-01T08:00:00.000Z') => {
  const id = randomUUID().slice(0, 8);
  return { export: `EXP-${id}`, client: `CLI-${id}`, subscription: `SUB-${id}`, at, clocked: true };
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('8.6: an export is a ZIP whose manifest tells the truth about its files', async () => {
  const request = asked();
  const answer = await platform.startExport(request);
  if (answer.outcome !== 'READY') throw new Error('not ready');
  const zip = await platform.exportFile(request.export, request.at);
  expect(sha256(zip)).toBe(answer.sha256);
  const files = unzipSync(zip);
  const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));
  expect(manifest.counts).toEqual(answer.counts);
  expect(manifest.files).toHaveLength(Object.keys(files).length - 1);
  for (const { path, sha256: hash, bytes } of manifest.files) expect([sha256(files[path] as Uint8Array), files[path]?.length]).toEqual([hash, bytes]);
  const contacts = JSON.parse(strFromU8(files['contacts.json'] as Uint8Array));
  expect(contacts).toHaveLength(answer.counts['contacts'] as number);
  expect(strFromU8(files['contacts.csv'] as Uint8Array).split('\r\n')).toHaveLength(contacts.length + 2);
  expect(strFromU8(files['contents.csv'] as Uint8Array)).toContain('"Page d\'exemple « Accueil », sans contenu réel."');
  expect(
    JSON.parse(strFromU8(files['accounting-entries.json'] as Uint8Array)).reduce((sum: number, row: { cents: number }) => sum + row.cents, 0),
  ).toBe(0);
});

test('8.6: the same export asked again is the same bytes; for another client it is refused', async () => {
  const request = asked();
  const first = await platform.startExport(request);
  expect(await platform.startExport({ ...request, at: '2027-07-09T08:00:00.000Z' })).toEqual(first);
  await expect(platform.startExport({ ...request, client: 'another' })).rejects.toMatchObject({ status: 409 });
});

test('8.6: with an export-delay it is ready at 09:00 of its day, and the news waits there (S69)', async () => {
  const request = asked('2028-04-03T21:50:00.000Z');
  const delay = { type: 'export-delay', at: '2028-01-01T00:00:00Z', clocked: true, subscription: request.subscription, data: { days: 3 } };
  await askJson(`${sandbox.url}/sandbox-events`, z.unknown(), delay);
  expect(await askJson(`${sandbox.url}/export-delay?subscription=${request.subscription}&at=${request.at}`, z.unknown())).toEqual({ days: 3 });
  expect(await platform.startExport(request)).toEqual({ outcome: 'PENDING', expectedOn: '2028-04-06' });
  await expect(platform.exportFile(request.export, '2028-04-06T06:59:59.999Z')).rejects.toMatchObject({ status: 409 });
  const ready = await platform.exportState(request.export, '2028-04-06T07:00:00.000Z');
  expect(ready).toMatchObject({ outcome: 'READY' });
  const news = await sandboxPayments({ url: sandbox.url, secret: 'x' }).events({ subscription: request.subscription, until: '2028-05-01T00:00:00Z' });
  expect(news).toMatchObject([{ type: 'export-ready', at: '2028-04-06T07:00:00.000Z', export: request.export }]);
  expect(await platform.exportState('EXP-unknown', request.at)).toBeNull();
});

test('8.6: a destruction leaves nothing of this client, neither data nor exports, and all of another', async () => {
  const [mine, other] = [asked(), asked()];
  const before = await platform.startExport(mine);
  const others = await platform.startExport(other);
  const destruction = { client: mine.client, at: '2027-10-01T08:00:00.000Z', key: `${mine.subscription}/data.destroy` };
  const done = await platform.destroy(destruction);
  expect(done).toMatchObject({ destroyed: true, counts: before.outcome === 'READY' ? before.counts : {} });
  expect(await platform.destroy(destruction)).toEqual(done);
  await expect(platform.destroy({ ...destruction, client: other.client })).rejects.toMatchObject({ status: 409 });
  await expect(platform.exportFile(mine.export, mine.at)).rejects.toMatchObject({ status: 410 });
  const after = await platform.startExport({ ...mine, export: `${mine.export}-2` });
  expect(after).toMatchObject({ outcome: 'READY', counts: { contacts: 0, contents: 0, accountingEntries: 0, files: 0 } });
  expect(await platform.startExport({ ...other, export: `${other.export}-2` })).toMatchObject({
    counts: others.outcome === 'READY' ? others.counts : {},
  });
});

test('11.1: a registered letter posted twice is one letter; a posted letter is a PDF', async () => {
  const letters = embeddedLetters({ url: sandbox.url });
  const letter = {
    key: asked().export,
    recipient: 'Association fictive\n1 rue des Exemples\n75000 Paris',
    pdf: Buffer.from('%PDF-1.7 …'),
    at: '2027-06-07T06:00:00.000Z',
  };
  const posted = await letters.post(letter);
  expect(posted).toEqual({ tracking: expect.stringMatching(/^ZZ \d{11}$/), postedAt: letter.at });
  expect(await letters.post(letter)).toEqual(posted);
  await expect(letters.post({ ...letter, pdf: Buffer.from('%PDF-1.7 other') })).rejects.toMatchObject({ status: 409 });
  await expect(letters.post({ ...letter, key: asked().export, pdf: Buffer.from('text') })).rejects.toMatchObject({ status: 422 });
});
