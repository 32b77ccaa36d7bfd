/** Entries in FEC format: what a real run writes has no fault, and each corruption has one. */
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeYear } from '../../database/books/closing.ts';
import { deferredOn } from '../../database/books/deferred.ts';
import { fecName, fecNote, fecText } from '../../database/books/fec.ts';
import { fecFaults } from '../../database/books/fec-format.ts';
import { latin, latinBytes } from '../../database/books/latin.ts';
import { LIVE } from '../../database/books/journals.ts';
import { validateEntries, waitingEntries } from '../../database/books/validate.ts';
import { verify } from '../../database/verify.ts';
import { freshDatabase } from '../setup/database.ts';
import { aClient, aSubscription, command, live, pays, refuses } from './living.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
let paid: string;
let content: string;
const billing = { person: 'usr_2', role: 'BILLING' } as const;
const whole = async (year: number): Promise<string> => {
  let text = '';
  for await (const part of fecText(knex, LIVE, year)) text += part;
  return text;
};
const validate = (on: string): Promise<number> => knex.transaction((trx) => validateEntries(trx, LIVE, on));

beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
  await aClient(knex, 'cli_1');
  await knex('clients').where({ id: 'cli_1' }).update({ legal_name: 'Les “Œuvres” d’Été\t№ 5 Łódź' });
  await aClient(knex, 'cli_clock', 'fr', 'clk_1');
  paid = await aSubscription(knex, 'cli_1');
  await live(knex, paid, '2027-12-31T00:00:00.000Z', pays);
  const unpaid = await aSubscription(knex, 'cli_1');
  await live(knex, unpaid, '2027-03-10T00:00:00.000Z', refuses);
  await live(knex, await aSubscription(knex, 'cli_clock'), '2027-03-10T00:00:00.000Z', pays);
  await validate('2027-12-31');
  content = await whole(2027);
});
afterAll(async () => database?.drop());

test('a year of real books has no fault, and holds nothing of a test clock', () => {
  expect(fecFaults(content)).toEqual([]);
  expect(content.split('\r\n').length).toBeGreaterThan(10);
  expect(content).not.toContain('cli_clock');
  expect(content).toContain(
    `VE\tVentes\tVE000001\t20270104\t411\tClients\tcli_1\tLes "Œuvres" d'Été ? 5 Lódz\tF2027-000001\t20270104\tFacture F2027-000001`,
  );
});

test('a document that is settled is lettered with the day that settled it, and no other', () => {
  const lines = content.split('\r\n').map((line) => line.split('\t'));
  const letters = lines.filter((cells) => cells[4] === '411' && cells[8] === 'F2027-000001').map((cells) => [cells[13], cells[14]]);
  expect(letters).toEqual([['F2027-000001', '20270203']]);
  const open = lines.filter((cells) => cells[4] === '411' && cells[8] === 'F2027-000002');
  expect(open.map((cells) => cells[13])).toEqual(['']);
});

test('what is numbered stays so: a later validation only adds, without gap', async () => {
  await command(
    knex,
    paid,
    '2027-12-31T10:00:00.000Z',
    { type: 'record-payment', by: billing, input: { amountCents: 100, orderedOn: '2027-06-01', means: 'TRANSFER' } },
    pays,
  );
  expect(await waitingEntries(knex, LIVE)).toBeGreaterThan(0);
  await validate('2027-12-31');
  expect(await waitingEntries(knex, LIVE)).toBe(0);
  const later = await whole(2027);
  expect(fecFaults(later)).toEqual([]);
  for (const line of content.split('\r\n')) expect(later).toContain(line.split('\t').slice(0, 13).join('\t'));
});

test('closing a year carries over what is to come, once; later entries for it go into the next one', async () => {
  const [line] = (await deferredOn(knex, LIVE, '2027-12-31')).filter((one) => one.subscription === paid);
  expect(line).toMatchObject({ from: '2027-01-04', to: '2028-01-03', netCents: 58_800, deferredCents: 58_800 - Math.round((58_800 * 362) / 365) });
  const closing = await closeYear(knex, { book: LIVE, year: 2027, on: '2028-01-10', by: 'usr_2' });
  const all = (await deferredOn(knex, LIVE, '2027-12-31')).reduce((sum, one) => sum + one.deferredCents, 0);
  expect(closing).toMatchObject({ year: 2027, deferredCents: all });
  const sums = await knex('ledger_entries as e')
    .join('ledger_transactions as t', 't.id', 'e.transaction')
    .where('e.account', '487')
    .groupBy('t.label', 't.booked_on')
    .orderBy('t.label')
    .select('t.label', 't.booked_on', knex.raw('sum(e.cents) as cents'));
  expect(sums).toEqual([
    { label: 'year.deferred', booked_on: '2027-12-31', cents: -all },
    { label: 'year.reopened', booked_on: '2028-01-01', cents: all },
  ]);
  expect(await closeYear(knex, { book: LIVE, year: 2027, on: '2028-01-11', by: 'usr_2' })).toBeNull();
  expect(await closeYear(knex, { book: LIVE, year: 2026, on: '2028-01-11', by: 'usr_2' })).toBeNull();
  const closed = await whole(2027);
  const late = { amountCents: 200, orderedOn: '2027-12-30', means: 'TRANSFER' } as const;
  await command(knex, paid, '2028-01-02T10:00:00.000Z', { type: 'record-payment', by: billing, input: late }, pays);
  await validate('2028-01-12');
  expect(await whole(2027)).toBe(closed);
  expect(fecFaults(closed)).toEqual([]);
  const next = await whole(2028);
  expect(fecFaults(next)).toEqual([]);
  expect(next).toMatch(/BQ\d+\t20280101\t512\t[^\r]*\t20271230\t[^\r]*\t2,00\t0,00/);
  expect(await verify(knex)).toEqual([]);
});

test('npm run verify finds a number that was lost', async () => {
  const trx = await knex.transaction();
  await trx.raw('set local session_replication_role = replica');
  await trx('ledger_numbers').where({ journal: 'VE', year: 2027, number: 1 }).delete();
  expect((await verify(trx)).map((one) => one.what).join()).toContain('journal VE of 2027 has');
  await trx.rollback();
});

describe('a corrupted file is found out', () => {
  const edit = (nth: number, column: number, change: (value: string) => string) => (text: string) =>
    text
      .split('\r\n')
      .map((line, at) =>
        at === nth
          ? line
              .split('\t')
              .map((cell, index) => (index === column ? change(cell) : cell))
              .join('\t')
          : line,
      )
      .join('\r\n');
  test.each`
    what                     | corrupt                                                                | fault
    ${'a decimal point'}     | ${edit(1, 11, (one) => one.replace(',', '.'))}                         | ${'an amount is not digits'}
    ${'another amount'}      | ${edit(1, 11, () => '1,00')}                                           | ${'does not balance'}
    ${'no such day'}         | ${edit(1, 3, () => '20270230')}                                        | ${'a day is not one of the calendar'}
    ${'a short account'}     | ${edit(1, 4, () => '41')}                                              | ${'three digits'}
    ${'debit and credit'}    | ${edit(1, 12, () => '1,00')}                                           | ${'either a debit or a credit'}
    ${'no validation'}       | ${edit(1, 15, () => '')}                                               | ${'a day is not one of the calendar'}
    ${'validated too early'} | ${edit(1, 15, () => '20260101')}                                       | ${'validated before its own day'}
    ${'a missing column'}    | ${(text: string) => text.replace('\tEcritureLet', '')}                 | ${'the columns are not'}
    ${'a short line'}        | ${(text: string) => text.replace(/\t\t\r\n$/, '\r\n')}                 | ${'columns instead of 18'}
    ${'a lost entry'}        | ${(text: string) => text.replace(/VE\t[^\r]*VE000001[^\r]*\r\n/g, '')} | ${'journal VE: number 1 is missing'}
    ${'a lost line'}         | ${(text: string) => text.replace(/VE\t[^\r]*VE000001[^\r]*\r\n/, '')}  | ${'does not balance'}
    ${'two days'}            | ${edit(2, 3, () => '20270105')}                                        | ${'has two days'}
    ${'a letter alone'}      | ${edit(1, 14, (one) => (one ? '' : '20270101'))}                       | ${'a letter goes with its day'}
    ${'a character beyond'}  | ${edit(1, 10, () => 'Łódź')}                                           | ${'ISO 8859-15'}
    ${'a plain line end'}    | ${(text: string) => text.replaceAll('\r\n', '\n')}                     | ${'the columns are not'}
  `('$what: $fault', ({ corrupt, fault }) => {
    expect(corrupt(content)).not.toBe(content);
    expect(fecFaults(corrupt(content)).join('\n')).toContain(fault);
  });
});

test('what ISO 8859-15 lacks is written with what it has', () => {
  expect(latin('L’œuvre — « 10 € » … Ștefan Łuk №')).toBe(`L'œuvre - « 10 € » ... Stefan Luk ?`);
  expect([...latinBytes('€œé')]).toEqual([0xa4, 0xbd, 0xe9]);
});

test('the file and its note bear the SIREN and the last day of the year', () => {
  expect(fecName(2027)).toBe('530775576FEC20271231.txt');
  expect(fecNote(2027)).toContain('Exercice du 01/01/2027 au 31/12/2027.');
});
