import { createHash, randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { letterCarrier } from '../../providers/letters/carrier.ts';
import { sandboxPayments } from '../../providers/payments/sandbox.ts';
import { embeddedPlatform } from '../../providers/platform/embedded.ts';
import type { Account, Platform } from '../../providers/platform/port.ts';
import { askJson } from '../../providers/request.ts';
import { startSandbox } from '../../providers/sandbox-server.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let platform: Platform;

beforeAll(async () => {
  database = await freshDatabase();
  sandbox = await startSandbox({ databaseUrl: database.url, folder: database.folder, secret: 'x' });
  platform = embeddedPlatform({ url: sandbox.url });
}, 60_000);
afterAll(async () => {
  await sandbox?.stop();
  await database?.drop();
});

const SINCE = '2027-01-04T09:30:00.000Z';
const asked = (at = '2027-07-01T08:00:00.000Z') => {
  const id = randomUUID().slice(0, 8);
  const account: Account = { client: `CLI-${id}`, since: SINCE, contacts: 28 };
  return { export: `EXP-${id}`, account, subscription: `SUB-${id}`, at, clocked: true };
};
type Asked = ReturnType<typeof asked>;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const fileOf = async ({ export: id, at }: Asked, from = 0): Promise<Buffer> => {
  const chunks = [];
  for await (const chunk of await platform.exportFile(id, at, from)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const ready = async (request: Asked) => {
  const answer = await platform.startExport(request);
  if (answer.outcome !== 'READY') throw new Error('not ready');
  return answer;
};
const work = (body: object): Promise<{ contents: string[] }> =>
  askJson(`${sandbox.url}/platform/work`, z.object({ contents: z.array(z.string()) }), body);
const putFile = (client: string, name: string, content: string): Promise<Response> =>
  fetch(`${sandbox.url}/platform/clients/${client}/files/${encodeURIComponent(name)}?at=${SINCE}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
  });

describe('8.6 (a): an export', () => {
  test('is a ZIP whose manifest tells the truth about its files', async () => {
    const request = asked();
    const answer = await ready(request);
    const zip = await fileOf(request);
    expect([sha256(zip), zip.length]).toEqual([answer.sha256, answer.bytes]);
    const files = unzipSync(zip);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));
    expect(manifest.counts).toEqual(answer.counts);
    expect(answer.counts).toEqual({ contacts: 28, contents: 9, accountingEntries: 56, files: 3, accounts: 3 });
    expect(manifest.files).toHaveLength(Object.keys(files).length - 1);
    for (const { path, sha256: hash, bytes } of manifest.files)
      expect([sha256(files[path] as Uint8Array), files[path]?.length]).toEqual([hash, bytes]);
    const contacts = JSON.parse(strFromU8(files['contacts.json'] as Uint8Array));
    expect(contacts).toHaveLength(28);
    expect(Object.keys(files).filter((path) => path.startsWith('files/'))).toEqual(['files/logo.svg', 'files/rapport-2027.txt', 'files/statuts.txt']);
    const entries: { cents: number }[] = JSON.parse(strFromU8(files['accounting-entries.json'] as Uint8Array));
    expect(entries.reduce((sum, row) => sum + row.cents, 0)).toBe(0);
  });

  test('opens in a French spreadsheet, and runs nothing there', async () => {
    const request = asked();
    const formula = '=HYPERLINK("http://ailleurs.invalid";"x")';
    await work({
      account: request.account,
      at: request.at,
      contacts: [{ name: formula, email: '@somme' }],
      contents: [{ title: '-1', body: 'a;b\n"c"' }],
    });
    await ready(request);
    const files = unzipSync(await fileOf(request));
    const csv = Buffer.from(files['contacts.csv'] as Uint8Array);
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csv.toString()).toContain(`"'=HYPERLINK(""http://ailleurs.invalid"";""x"")";'@somme;`);
    expect(strFromU8(files['contents.csv'] as Uint8Array)).toContain(`;'-1;"a;b\n""c""";`);
    expect(strFromU8(files['accounting-entries.csv'] as Uint8Array)).toContain(';-2500\r\n');
    expect(JSON.parse(strFromU8(files['contacts.json'] as Uint8Array)).at(-1)).toMatchObject({ name: formula, email: '@somme' });
  });

  test('asked again is the same bytes, also from a byte on; for another client it is refused', async () => {
    const request = asked();
    const first = await ready(request);
    const whole = await fileOf(request);
    expect(await platform.startExport({ ...request, at: '2027-07-09T08:00:00.000Z' })).toEqual(first);
    expect(await fileOf(request, 100)).toEqual(whole.subarray(100));
    await expect(platform.startExport({ ...request, account: asked().account })).rejects.toMatchObject({ status: 409 });
  });

  test('with an export-delay is ready at 09:00 of its day, and the news waits there (S69)', async () => {
    const request = asked('2028-04-03T21:50:00.000Z');
    const delay = { type: 'export-delay', at: '2028-01-01T00:00:00Z', clocked: true, subscription: request.subscription, data: { days: 3 } };
    await askJson(`${sandbox.url}/sandbox-events`, z.unknown(), delay);
    expect(await platform.startExport(request)).toMatchObject({ outcome: 'PENDING', expectedOn: '2028-04-06' });
    await expect(platform.exportFile(request.export, '2028-04-06T06:59:59.999Z', 0)).rejects.toMatchObject({ status: 409 });
    expect(await platform.exportState(request.export, '2028-04-06T07:00:00.000Z')).toMatchObject({ outcome: 'READY' });
    const news = await sandboxPayments({ url: sandbox.url, secret: 'x' }).events({
      subscription: request.subscription,
      until: '2028-05-01T00:00:00Z',
    });
    expect(news).toMatchObject([{ type: 'export-ready', at: '2028-04-06T07:00:00.000Z', export: request.export }]);
    expect(await platform.exportState('EXP-unknown', request.at)).toBeNull();
  });
});

describe("1.2, 1.3: a client's data", () => {
  test.each`
    contacts | at              | counts
    ${28}    | ${'2027-01-04'} | ${{ contacts: 28, contents: 4, files: 3 }}
    ${40}    | ${'2027-02-03'} | ${{ contacts: 40, contents: 4, files: 3 }}
    ${40}    | ${'2027-02-04'} | ${{ contacts: 40, contents: 5, files: 3 }}
    ${5}     | ${'2028-01-03'} | ${{ contacts: 5, contents: 15, files: 3 }}
    ${5}     | ${'2028-01-04'} | ${{ contacts: 5, contents: 16, files: 4 }}
  `('grows with its time and its $contacts Contacts: on $at $counts', async ({ contacts, at, counts }) => {
    const client = `CLI-${randomUUID()}`;
    for (const [declared, day] of [
      [28, '2027-01-04'],
      [contacts, at],
    ])
      await platform.setAccess({ account: { client, since: SINCE, contacts: declared }, open: true, at: `${day}T12:00:00.000Z` });
    expect(await platform.holdings(client)).toMatchObject(counts);
  });

  test('8.4 (a): its people and keys are closed, once, and can be let in again', async () => {
    const { account, at } = asked();
    const close = (open: boolean) => platform.setAccess({ account, open, at });
    expect(await close(false)).toEqual({ accounts: 3, keys: 1 });
    expect(await close(false)).toEqual({ accounts: 3, keys: 1 });
    expect(await close(true)).toEqual({ accounts: 0, keys: 0 });
  });

  test('a file with a path for a name is refused', async () => {
    const { account, at } = asked();
    await platform.setAccess({ account, open: true, at });
    expect((await putFile(account.client, '../../ailleurs', 'x')).status).toBe(422);
    expect((await putFile(account.client, 'à moi.txt', 'x')).status).toBe(204);
    expect((await putFile('nobody', 'à moi.txt', 'x')).status).toBe(404);
  });
});

const NOTHING = { contacts: 0, contents: 0, accountingEntries: 0, labelledEntries: 0, files: 0, filesOnDisk: 0, accounts: 0, exports: 0 };

describe('8.6 (b): a destruction', () => {
  const destruction = ({ account, subscription }: Asked, scope: 'ALL_DATA' | 'PERSONAL_DATA' = 'ALL_DATA') =>
    ({ account, scope, at: '2027-10-01T08:00:00.000Z', key: `${subscription}/destroy` }) as const;

  test('leaves nothing of this client, neither data nor exports, and all of another; again it says the same', async () => {
    const [mine, other] = [asked(), asked()];
    await ready(mine);
    await ready(other);
    const done = await platform.destroy(destruction(mine));
    expect(done).toMatchObject({ counts: { contacts: 28, contents: 12, files: 3 } });
    expect(await platform.holdings(mine.account.client)).toEqual(NOTHING);
    expect(await platform.holdings(other.account.client)).toMatchObject({ contacts: 28, filesOnDisk: 3, exports: 1 });
    expect(await platform.destroy(destruction(mine))).toEqual(done);
    await expect(platform.destroy({ ...destruction(mine), account: other.account })).rejects.toMatchObject({ status: 409 });
    await expect(platform.exportFile(mine.export, mine.at, 0)).rejects.toMatchObject({ status: 410 });
    expect(await ready({ ...mine, export: `${mine.export}-2` })).toMatchObject({ counts: { contacts: 0, contents: 0 } });
  });

  test('of personal data alone keeps the accounting entries without their words', async () => {
    const mine = asked();
    await ready(mine);
    await platform.destroy(destruction(mine, 'PERSONAL_DATA'));
    expect(await platform.holdings(mine.account.client)).toEqual({ ...NOTHING, accountingEntries: 56 });
  });

  test('does not keep a client that comes back from having data anew', async () => {
    const mine = asked();
    await ready(mine);
    await platform.destroy(destruction(mine));
    const back = { ...mine.account, since: '2028-03-01T10:00:00.000Z', contacts: 3 };
    await platform.setAccess({ account: back, open: true, at: back.since });
    expect(await platform.holdings(back.client)).toMatchObject({ contacts: 3, contents: 4 });
  });
});

test('11.1: a registered letter posted twice is one letter; a posted letter is a PDF', async () => {
  const letters = letterCarrier({ url: sandbox.url });
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

describe('6.2 (b): content item by item', () => {
  test('is hidden, shown again and removed; each asked twice does it once', async () => {
    const { account, at } = asked();
    const [first, second] = await platform.listContent(account, at);
    if (!first || !second) throw new Error('this client has no content');
    const hold = { account, items: [second.id], at };
    expect(await platform.holdContent(hold)).toEqual(await platform.holdContent(hold));
    expect((await platform.listContent(account, at)).map((one) => one.state).slice(0, 2)).toEqual(['ONLINE', 'HELD']);
    expect((await platform.releaseContent(hold)).every((one) => one.state === 'ONLINE')).toBe(true);
    const removed = await platform.deleteContent(hold);
    expect(removed).toEqual([{ id: second.id, sha256: second.sha256, bytes: second.bytes, publishedOn: second.publishedOn }]);
    expect(await platform.deleteContent({ ...hold, at: '2027-08-01T08:00:00.000Z' })).toEqual(removed);
    expect((await platform.listContent(account, at)).map((one) => one.id)).not.toContain(second.id);
  });

  test('one unknown item refuses the whole, and nothing is half done', async () => {
    const { account, at } = asked();
    const [first] = await platform.listContent(account, at);
    for (const act of ['holdContent', 'releaseContent', 'deleteContent'] as const)
      await expect(platform[act]({ account, items: [first?.id ?? '', 'cnt_none'], at })).rejects.toMatchObject({ status: 404 });
    expect((await platform.listContent(account, at))[0]).toEqual(first);
  });

  test('another client cannot touch it', async () => {
    const { account, at } = asked();
    const other = asked().account;
    const [item] = await platform.listContent(account, at);
    await expect(platform.deleteContent({ account: other, items: [item?.id ?? ''], at })).rejects.toMatchObject({ status: 404 });
  });
});
