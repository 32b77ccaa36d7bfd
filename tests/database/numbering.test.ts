import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeNumber } from '../../database/numbering.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
});
afterAll(async () => database?.drop());

const take = (series: 'F' | 'A' | 'D', year: number) => knex.transaction((trx) => takeNumber(trx, series, year));

test('A6: each series counts by itself, each year anew', async () => {
  expect(await take('F', 2027)).toBe('F2027-000001');
  expect(await take('F', 2027)).toBe('F2027-000002');
  expect(await take('A', 2027)).toBe('A2027-000001');
  expect(await take('F', 2028)).toBe('F2028-000001');
});

test('A6: twenty at once, every third rolled back, leave no gap and no double', async () => {
  const tries = Array.from({ length: 20 }, async (_, i) => {
    const trx = await knex.transaction();
    const number = await takeNumber(trx, 'D', 2027);
    await new Promise((done) => setTimeout(done, (i * 7) % 11));
    if (i % 3 === 0) {
      await trx.rollback();
      return null;
    }
    await trx.commit();
    return number;
  });
  const taken = (await Promise.all(tries)).filter((number) => number !== null).sort();
  expect(taken).toEqual(Array.from({ length: 13 }, (_, i) => `D2027-${String(i + 1).padStart(6, '0')}`));
  expect(await take('D', 2027)).toBe('D2027-000014');
});

test('A6: a number is not given to a second transaction before the first has ended', async () => {
  const first = await knex.transaction();
  expect(await takeNumber(first, 'F', 2030)).toBe('F2030-000001');
  let second: string | undefined;
  const waiting = take('F', 2030).then((number) => (second = number));
  await new Promise((done) => setTimeout(done, 100));
  expect(second).toBeUndefined();
  await first.rollback();
  await waiting;
  expect(second).toBe('F2030-000001');
});
