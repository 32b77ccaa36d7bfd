import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../setup/engine.ts';
import { aClient, type Json } from './door.ts';

let engine: Engine;
let billing: string;
let clock: string;
const AT = '2027-01-04T09:30:00Z';
const numbers: string[] = [];
const ask = async (path: string, body: unknown, token = billing): Promise<Json> => {
  const answer = await engine.ask('POST', path, token, body);
  if (answer.status >= 400) throw new Error(`${path}: ${answer.text}`);
  return answer.body;
};

beforeAll(async () => {
  engine = await openEngine();
  billing = await engine.userWith(['BILLING', 'ADMIN', 'SUPPORT', 'LEGAL']);
  clock = (await ask('/test-clocks', { at: AT })).id;
  await ask('/terms-versions', { version: '1', text: 'Conditions', publishedAt: '2026-12-01', testClock: clock });
  await ask('/price-schedules', { publishedAt: '2026-12-01', testClock: clock, lines: [{ formula: 'yearly', months: 12, netCents: 58_800 }] });
  for (let i = 0; i < 3; i++) {
    const { id } = await ask('/clients', aClient({ testClock: clock }));
    const own = await engine.userWith(['CLIENT_ADMIN'], id);
    const method = (await ask(`/clients/${id}/payment-methods`, { token: 'card_ok' }, own)).id;
    const acceptance = { termsVersion: '1', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };
    numbers.push((await ask('/subscriptions', { client: id, formula: 'yearly', paymentMethod: method, acceptance }, own)).number);
  }
});
afterAll(() => engine.close());

async function forecast(assumptions: Json): Promise<Json> {
  const { id, state } = await ask('/cash-forecasts', { ...assumptions, testClock: clock });
  expect(state).toBe('RUNNING');
  for (;;) {
    const { body } = await engine.ask('GET', `/cash-forecasts/${id}`, billing);
    if (body.state !== 'RUNNING') return body;
    await sleep(50);
  }
}
const month = (done: Json, name: string): Json => done.months.find((one: Json) => one.month === name);

test('every contract of the clock is run forward over calendar months, under supposed prices, and nothing is changed by it', async () => {
  const before = await engine.knex('journal').count({ count: '*' }).first();
  const prices = { effectiveOn: '2028-01-01', lines: [{ formula: 'yearly', netCents: 62_400 }] };
  const done = await forecast({ months: 14, prices });
  expect(done).toMatchObject({ state: 'DONE', done: 3, total: 3, unread: [], from: '2027-01-04T09:30:00.000Z' });
  expect(done.months).toHaveLength(14);
  expect(month(done, '2027-02')).toMatchObject({ cashCents: 3 * 70_560, invoicedCents: 0 });
  expect(month(done, '2028-01')).toMatchObject({ renewals: 3, invoicedCents: 3 * 74_880 });
  expect(await engine.knex('journal').count({ count: '*' }).first()).toEqual(before);
});

test.each`
  prices                                                                                         | because
  ${{ effectiveOn: '2027-01-03', lines: [{ formula: 'yearly', netCents: 1 }] }}                  | ${'start today or later'}
  ${{ effectiveOn: '2027-01-04', lines: [{ formula: 'weekly', netCents: 1 }] }}                  | ${'weekly is not sold: yearly is'}
  ${{ effectiveOn: '2027-01-04', lines: [{ formula: 'yearly', netCents: 1 }, { formula: 'yearly', netCents: 2, contactsFrom: 0 }] }} | ${'two prices'}
  ${{ effectiveOn: '2027-01-04', lines: [{ formula: 'yearly', netCents: 1, instalments: 13 }] }} | ${'one a month'}
`('5.1 (a): supposed prices that cannot be are refused: $because', async ({ prices, because }) => {
  const { status, body } = await engine.ask('POST', '/cash-forecasts', billing, { prices, testClock: clock });
  expect([status, body.detail]).toEqual([422, expect.stringContaining(because)]);
});

test('one contract that cannot be run is named and takes no other with it', async () => {
  const [broken] = numbers;
  const { contract } = await engine.knex('subscriptions').where({ number: broken }).first('contract');
  await engine
    .knex('subscriptions')
    .where({ number: broken })
    .update({ contract: JSON.stringify({}) });
  const done = await forecast({});
  expect(done).toMatchObject({ state: 'DONE', unread: [broken] });
  expect(month(done, '2027-02').cashCents).toBe(2 * 70_560);
  await engine
    .knex('subscriptions')
    .where({ number: broken })
    .update({ contract: JSON.stringify(contract) });
});

test.each`
  body                                                    | what
  ${{ latePercent: 60, failingPercent: 41 }}              | ${'shares above 100 %'}
  ${{ months: 61 }}                                       | ${'more months than a term can have'}
  ${{ prices: { effectiveOn: '2028-01-01', lines: [] } }} | ${'a schedule without lines'}
`('refused: $what', async ({ body }) => {
  expect((await engine.ask('POST', '/cash-forecasts', billing, body)).status).toBe(422);
});
test('an unknown test clock is impossible, an unknown forecast is not found', async () => {
  expect((await engine.ask('POST', '/cash-forecasts', billing, { testClock: 'none' })).status).toBe(422);
  expect((await engine.ask('GET', '/cash-forecasts/none', billing)).status).toBe(404);
});
