import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertProviderTerms, feeLinesAt, tariffAt } from '../../database/queries/company-terms.ts';
import { type Door, openDoor } from './door.ts';

let door: Door;
let admin: string;
beforeAll(async () => {
  door = await openDoor();
  admin = await door.userWith(['BILLING', 'ADMIN']);
});
afterAll(() => door.close());

const aClock = async (): Promise<string> => (await door.ask('POST', '/test-clocks', admin, { at: '2027-05-01T10:00:00Z' })).body.id;

describe('the fee schedule (E5.1c)', () => {
  test.each`
    lines                                                                       | status
    ${[{ operation: 'CARD', percent: 1.5 }]}                                    | ${201}
    ${[{ operation: 'CARD', percent: 1.5 }, { operation: 'CARD', percent: 2 }]} | ${422}
    ${[{ operation: 'CHEQUE', percent: 1.5 }]}                                  | ${422}
    ${[{ operation: 'CARD', percent: -1 }]}                                     | ${422}
    ${[]}                                                                       | ${422}
  `('$lines: $status', async ({ lines, status }) => {
    const testClock = await aClock();
    expect((await door.ask('POST', '/fee-schedules', admin, { publishedAt: '2026-12-01', testClock, lines })).status).toBe(status);
  });

  test('a schedule is in force from its publication until the next one, for its clock alone', async () => {
    const testClock = await aClock();
    for (const [publishedAt, percent] of [
      ['2026-12-01', 1.5],
      ['2027-05-15', 1.8],
    ])
      await door.ask('POST', '/fee-schedules', admin, { publishedAt, testClock, lines: [{ operation: 'CARD', percent }] });
    const on = async (at: string, clock: string | null) => (await feeLinesAt(door.knex, Date.parse(at), clock)).map((line) => line.percent);
    expect(await on('2027-05-14T21:59:59Z', testClock)).toEqual([1.5]);
    expect(await on('2027-05-14T22:00:00Z', testClock)).toEqual([1.8]);
    expect(await on('2027-05-20T00:00:00Z', null)).toEqual([]);
    const { data } = (await door.ask('GET', `/fee-schedules?testClock=${testClock}`, admin)).body;
    expect(data.map((one: { lines: { percent: number }[] }) => one.lines[0]?.percent)).toEqual([1.8, 1.5]);
  });
});

test('the assistance tariff is in force from its publication (E8.6d)', async () => {
  const testClock = await aClock();
  for (const [publishedAt, hourlyCents] of [
    ['2026-12-01', 9_000],
    ['2027-05-01', 11_000],
  ])
    expect((await door.ask('POST', '/assistance-tariffs', admin, { publishedAt, testClock, hourlyCents })).status).toBe(201);
  const on = async (at: string) => (await tariffAt(door.knex, Date.parse(at), testClock))?.hourlyCents;
  expect([await on('2027-04-30T21:59:59Z'), await on('2027-04-30T22:00:00Z')]).toEqual([9_000, 11_000]);
  expect((await door.ask('GET', `/assistance-tariffs?testClock=${testClock}`, admin)).body.data).toHaveLength(2);
});

test("the provider's terms bind from their publication (E5.2b)", async () => {
  const testClock = await aClock();
  expect((await door.ask('GET', `/provider-terms/current?testClock=${testClock}`, admin)).status).toBe(404);
  const terms = { provider: 'Prestataire', text: 'Conditions du prestataire', testClock };
  expect(await insertProviderTerms(door.knex, { ...terms, version: '1', publishedAt: '2027-01-01T00:00:00.000Z' })).toBeDefined();
  expect(await insertProviderTerms(door.knex, { ...terms, version: '1', publishedAt: '2027-02-01T00:00:00.000Z' })).toBeUndefined();
  await insertProviderTerms(door.knex, { ...terms, version: '2', publishedAt: '2027-06-14T22:00:00.000Z' });
  const { version, hash } = (await door.ask('GET', `/provider-terms/current?testClock=${testClock}`, admin)).body;
  expect([version, hash.length]).toEqual(['1', 64]);
});
