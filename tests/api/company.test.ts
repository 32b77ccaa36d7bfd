import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Door, openDoor } from './door.ts';

let door: Door;
let admin: string;
beforeAll(async () => {
  door = await openDoor();
  admin = await door.userWith(['BILLING', 'LEGAL', 'ADMIN']);
});
afterAll(() => door.close());

const aClock = async (at: string): Promise<string> => (await door.ask('POST', '/test-clocks', admin, { at })).body.id;
const line = (more: Record<string, unknown> = {}) => ({ formula: 'yearly', months: 12, contactsFrom: 0, netCents: 58800, ...more });
const publish = (lines: unknown[], more: Record<string, unknown> = {}): Promise<Answer> =>
  door.ask('POST', '/price-schedules', admin, { publishedAt: '2026-12-01T00:00:00Z', lines, ...more });

describe('the price schedule (E5.1a)', () => {
  test.each`
    lines                                                 | status | article      | because
    ${[line(), line({ contactsFrom: 301, netCents: 1 })]} | ${201} | ${undefined} | ${'brackets of one formula'}
    ${[line(), line({ netCents: 62400 })]}                | ${422} | ${'E5.1a'}   | ${'two prices for the same number of Contacts'}
    ${[line(), line({ contactsFrom: 301, months: 1 })]}   | ${422} | ${'E5.1a'}   | ${'two durations under one name'}
    ${[line({ instalments: 12 })]}                        | ${201} | ${undefined} | ${'one instalment a month'}
    ${[line({ instalments: 13 })]}                        | ${422} | ${'E5.3a'}   | ${'more instalments than months'}
  `('$status: $because', async ({ lines, status, article }) => {
    const answer = await publish(lines, { testClock: await aClock('2027-01-04T09:30:00Z') });
    expect([answer.status, answer.body.article], answer.text).toEqual([status, article]);
  });

  test.each`
    publishedAt                    | status | instant
    ${'2026-12-01T09:00:00+01:00'} | ${201} | ${'2026-12-01T08:00:00.000Z'}
    ${'2026-12-01'}                | ${201} | ${'2026-11-30T23:00:00.000Z'}
    ${'2027-07-01'}                | ${201} | ${'2027-06-30T22:00:00.000Z'}
    ${'2026-12-32'}                | ${400} | ${undefined}
    ${'December'}                  | ${400} | ${undefined}
  `('publishedAt $publishedAt: $status, a day alone is its 00:00 in Paris', async ({ publishedAt, status, instant }) => {
    const answer = await publish([line()], { publishedAt, testClock: await aClock('2027-01-04T09:30:00Z') });
    expect(answer.status, answer.text).toBe(status);
    expect(answer.body.publishedAt).toBe(instant);
  });
});

describe("a clock's own publications and the Company's", () => {
  const priceOn = async (clock: string): Promise<number> => (await door.ask('GET', `/formulas?testClock=${clock}`, admin)).body.data[0].netCents;
  const versionOn = async (clock: string): Promise<string> =>
    (await door.ask('GET', `/terms-versions/current?testClock=${clock}`, admin)).body.version;

  test('what the clock publishes for later leaves the present as the Company published it; no other clock sees it', async () => {
    await publish([line()], { publishedAt: '2020-01-01T00:00:00Z' });
    await door.ask('POST', '/terms-versions', admin, { version: 'company', text: 'Conditions', publishedAt: '2020-01-01' });
    const before = await aClock('2027-09-14T10:00:00Z');
    const after = await aClock('2027-09-15T10:00:00Z');
    for (const testClock of [before, after]) {
      await publish([line({ netCents: 62400 })], { publishedAt: '2027-09-15T08:00:00Z', testClock });
      await door.ask('POST', '/terms-versions', admin, { version: 'own', text: 'Nouvelles', publishedAt: '2027-09-15T08:00:00Z', testClock });
    }
    expect([await priceOn(before), await versionOn(before)]).toEqual([58800, 'company']);
    expect([await priceOn(after), await versionOn(after)]).toEqual([62400, 'own']);
    const other = await aClock('2027-09-15T10:00:00Z');
    expect([await priceOn(other), await versionOn(other)]).toEqual([58800, 'company']);
  });

  test('what the Company publishes later does not reach a clock that has its own', async () => {
    const clock = await aClock('2027-09-15T10:00:00Z');
    await publish([line({ netCents: 100 })], { publishedAt: '2021-01-01T00:00:00Z', testClock: clock });
    await publish([line({ netCents: 99900 })], { publishedAt: '2022-01-01T00:00:00Z' });
    expect(await priceOn(clock)).toBe(100);
  });
});
