/** The doors of the books: years, validation, FEC, closing, deferred income, ageing; and every list as CSV. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fecFaults } from '../../database/books/fec-format.ts';
import { aClient, aSubscription, live, pays, refuses } from '../database/living.ts';
import { type Door, openDoor } from './door.ts';

let door: Door;
let billing: string;
let auditor: string;
const get = (path: string, headers: Record<string, string> = {}) => door.ask('GET', path, auditor, undefined, headers);
beforeAll(async () => {
  door = await openDoor();
  [billing, auditor] = [await door.userWith(['BILLING']), await door.userWith(['AUDITOR'])];
  await aClient(door.knex, 'cli_1', 'fr', 'clk_1');
  await door.knex('clients').where({ id: 'cli_1' }).update({ legal_name: '=HYPERLINK("x"); l’été' });
  await aClient(door.knex, 'cli_2');
  const paid = await aSubscription(door.knex, 'cli_1');
  await live(door.knex, paid, '2027-02-10T00:00:00.000Z', pays);
  await live(door.knex, await aSubscription(door.knex, 'cli_1'), '2027-03-10T00:00:00.000Z', refuses);
  await live(door.knex, await aSubscription(door.knex, 'cli_2'), '2027-01-05T00:00:00.000Z', pays);
  await door.knex('test_clocks').where({ id: 'clk_1' }).update({ at: '2027-03-10T00:00:00Z', target: '2027-03-10T00:00:00Z' });
  await door.knex('subscriptions').where({ client: 'cli_1' }).update({ clock_at: '2027-03-10T00:00:00Z' });
});
afterAll(() => door.close());

test('entries wait, are validated, and come out in FEC format with their note', async () => {
  const before = (await get('/books/years?testClock=clk_1')).body;
  expect(before).toMatchObject({ data: [{ year: 2027, entries: 0, over: false, closedAt: null, file: '530775576FEC20271231.txt' }] });
  expect(before.waiting).toBeGreaterThan(3);
  expect((await door.ask('POST', '/books/validations', auditor, { testClock: 'clk_1' })).status).toBe(403);
  const done = await door.ask('POST', '/books/validations', billing, { testClock: 'clk_1' });
  expect(done).toMatchObject({ status: 201, body: { validated: before.waiting } });
  const file = await get('/books/years/2027/fec?testClock=clk_1');
  expect(file.headers).toMatchObject({
    'content-type': 'text/plain; charset=iso-8859-15',
    'content-disposition': 'attachment; filename="530775576FEC20271231.txt"',
  });
  const text = Buffer.from(file.text, 'latin1').toString('latin1');
  expect(text.split('\r\n').length).toBeGreaterThan(8);
  expect(text).not.toContain('cli_2');
  expect((await get('/books/years/2027/fec-note')).text).toContain('Exercice du 01/01/2027 au 31/12/2027');
  expect(fecFaults((await get('/books/years/2030/fec')).text)).toEqual([]);
  const validated = (await get('/ledger-entries?client=cli_1&account=411')).body.data[0];
  expect(validated).toMatchObject({ journal: 'VE', number: 1, account: '411', accountLabel: 'Customers', label: 'Invoice', debitCents: 70_560 });
});

test('a year that is not over is not closed; one that is, once', async () => {
  const close = (year: number) => door.ask('POST', '/books/closings', billing, { year, testClock: 'clk_1' });
  expect((await close(2027)).status).toBe(422);
  expect(await close(2026)).toMatchObject({ status: 201, body: { year: 2026, deferredCents: 0 } });
  expect((await close(2026)).status).toBe(422);
  expect((await door.ask('POST', '/books/closings', billing, { year: 2026, testClock: 'no' })).status).toBe(422);
});

test('deferred income and ages on a day, with their sums', async () => {
  const deferred = (await get('/books/deferred-income?testClock=clk_1&on=2027-03-09')).body;
  expect(deferred.data.map((one: { netCents: number }) => one.netCents)).toEqual([58_800, 58_800]);
  expect(deferred.totalCents).toBe(2 * (58_800 - Math.round((58_800 * 65) / 365)));
  const ages = async (on: string) => (await get(`/books/ageing?testClock=clk_1&on=${on}`)).body;
  expect(await ages('2027-02-03')).toMatchObject({ total: { notDueCents: 74_560, upTo30Cents: 0, totalCents: 74_560 } }); // due that day, and a fee
  expect((await ages('2027-02-04')).total).toMatchObject({ upTo30Cents: 70_560 });
  expect((await ages('2027-03-05')).total).toMatchObject({ upTo30Cents: 70_560, upTo60Cents: 0 });
  expect((await ages('2027-03-06')).total).toMatchObject({ upTo30Cents: 4_000, upTo60Cents: 70_560 });
  expect((await ages('2027-01-03')).data).toEqual([]);
});

test('the account of a client: its own, on a day, as list, file and paper', async () => {
  const own = await door.userWith(['CLIENT_ADMIN'], 'cli_1');
  const { body } = await door.ask('GET', '/clients/cli_1/account-statement?on=2027-02-04', own, undefined, { 'accept-language': 'fr' });
  expect(body.data.map((line: { label: string; balanceCents: number }) => [line.label, line.balanceCents])).toEqual([
    ['Facture', 70_560],
    ['Facture', 141_120],
    ['Encaissement', 70_560],
    ['Facture', 74_560],
  ]);
  expect(body).toMatchObject({ on: '2027-02-04', balanceCents: 74_560 });
  expect((await door.ask('GET', '/clients/cli_1/account-statement', own)).body.on).toBe('2027-03-10');
  expect((await door.ask('GET', '/clients/cli_2/account-statement', own)).status).toBe(404);
  const pdf = await door.ask('GET', '/clients/cli_1/account-statement.pdf?language=en', own);
  expect([pdf.headers['content-type'], pdf.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
  expect((await get('/clients/cli_1/account-statement?format=csv')).text.split('\r\n')[0]).toContain('on,label,piece,debit,credit,balance');
});

describe('every list is a CSV file too', () => {
  test.each([
    'invoices',
    'credit-notes',
    'debit-notes',
    'payments',
    'notices',
    'tasks',
    'exports',
    'complaints',
    'content-items',
    'clients',
    'subscriptions',
    'ledger-entries',
    'books/ageing',
    'books/deferred-income',
    'books/years',
  ])('%s', async (list) => {
    const { status, headers, text } = await get(`/${list}`, { accept: 'text/csv' });
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers['content-disposition']).toBe(`attachment; filename="tacite-${list.split('/').at(-1)}.csv"`);
    expect(text.startsWith('\ufeff')).toBe(true);
    const { body } = await get(`/${list}`);
    expect(text.trimEnd().split('\r\n').length).toBe(1 + body.data.length);
  });

  test('in the language of who asks, with the same filters, and no formula runs', async () => {
    const french = (await get('/clients?format=csv', { 'accept-language': 'fr' })).text;
    expect(french).toContain(`"'=HYPERLINK(""x""); l’été"`);
    const invoices = (await get('/invoices?client=cli_2', { accept: 'text/csv', 'accept-language': 'fr' })).text.trimEnd().split('\r\n');
    expect(invoices).toHaveLength(2);
    expect(invoices[0]).toContain(';gross');
    expect(invoices[1]).toContain(';705,60');
    expect((await get('/invoices?client=cli_2&format=csv')).text).toContain(',705.60');
    expect((await get('/invoices?format=xml')).status).toBe(422);
    expect((await get('/invoices?cursor=x&format=csv')).status).toBe(422);
  });

  test('longer than a page, it is whole', async () => {
    await door.knex.raw(`insert into audit_log (person, action, outcome) select 'p', 'a' || n, 'done' from generate_series(1, 2500) n`);
    expect((await get('/audit-log?format=csv')).text.trimEnd().split('\r\n').length).toBeGreaterThan(2_500);
  });
});
