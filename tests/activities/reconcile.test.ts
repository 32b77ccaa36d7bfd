/** E5.5a: the provider's books of a day against ours, on the whole engine: what is told anew, what a person gets, what is left alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MoneyFinding } from '../../database/reconciliations.ts';
import { verify } from '../../database/verify.ts';
import { realStage } from '../scenarios/real.ts';
import { actors } from '../scenarios/scenario.ts';
import { type Engine, openEngine } from '../setup/engine.ts';

let engine: Engine;
let billing: string;
beforeAll(async () => {
  engine = await openEngine();
  billing = await engine.userWith(['BILLING']);
});
afterAll(() => engine.close());

/** A subscription of its own clock, with its number. */
async function living(means: string) {
  const stage = await realStage(engine);
  const { given, when } = actors(stage);
  await given.baselineA({ means });
  const { number, client } = await engine.knex('subscriptions').orderBy('accepted_at').orderBy('number', 'desc').first('number', 'client');
  const { test_clock: clock } = await engine.knex('clients').where({ id: client }).first('test_clock');
  return { stage, when, number: number as string, clock: clock as string };
}

/** Compares a day, and answers its report. */
async function reconciled(clock: string, day: string): Promise<{ compared: number; repaired: number; findings: MoneyFinding[] }> {
  const { n } = (await engine.knex('reconciliations').where({ book: clock, day }).count({ n: '*' }).first()) as { n: number };
  if (n > 0) await engine.knex('reconciliations').where({ book: clock, day }).delete();
  expect(await engine.ask('POST', '/reconciliations', billing, { testClock: clock, day })).toMatchObject({ status: 202, body: { day } });
  for (let look = 0; look < 200; look++) {
    const row = await engine.knex('reconciliations').where({ book: clock, day }).first();
    if (row) return row;
    await sleep(50);
  }
  throw new Error('no report');
}
const payment = (number: string, id = 'T1-1') => engine.knex('payments').where({ subscription: number, id }).first();
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 200 && !(await holds()); look++) await sleep(50);
  expect(await holds()).toBe(true);
}

test('a day on which both say the same has no finding; a day to come is refused', async () => {
  const { when, clock } = await living('card_ok');
  await when.itIs('2027-02-05 12:00');
  expect(await reconciled(clock, '2027-02-03')).toMatchObject({ compared: 1, repaired: 0, findings: [] });
  expect(await reconciled(clock, '2027-02-02')).toMatchObject({ compared: 0, findings: [] });
  expect((await engine.ask('POST', '/reconciliations', billing, { testClock: clock, day: '2027-02-05' })).status).toBe(422);
  const { body } = await engine.ask('GET', `/reconciliations?testClock=${clock}`, billing);
  expect(body.data.map((one: { day: string; findings: number }) => [one.day, one.findings])).toEqual([
    ['2027-02-03', 0],
    ['2027-02-02', 0],
  ]);
});

describe('news that was lost', () => {
  test.each`
    means            | lost                 | on              | before         | after
    ${'sepa_ok'}     | ${'charge-settled'}  | ${'2027-02-08'} | ${'PRESENTED'} | ${'SETTLED'}
    ${'sepa_am04'}   | ${'charge-rejected'} | ${'2027-02-05'} | ${'PRESENTED'} | ${'REJECTED'}
    ${'sepa_md06:9'} | ${'charge-reversed'} | ${'2027-02-12'} | ${'SETTLED'}   | ${'REFUNDED'}
  `('$means: $lost of $on is told again, and $before becomes $after', async ({ means, lost, on, before, after }) => {
    const { when, number, clock } = await living(means);
    await when.itIs('2027-02-04 12:00');
    await engine.knex.raw(`update sandbox.events set delivered_at = now() where subscription = ? and type = ?`, [number, lost]);
    await when.itIs(`${on} 23:00`);
    expect((await payment(number)).state).toBe(before);
    await when.itIs(`${nextDay(on)} 06:00`);
    const report = await reconciled(clock, on);
    expect(report).toMatchObject({
      repaired: 1,
      findings: [{ kind: 'OTHER_STATE', subscription: number, payment: 'T1-1', ours: { state: before }, done: 'TOLD' }],
    });
    await until(async () => (await payment(number)).state === after);
    expect(await reconciled(clock, on)).toMatchObject({ repaired: 0, findings: [] });
  });
});
const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

test('what cannot be told is a finding and a task for BILLING: unknown there, missing here, another amount', async () => {
  const { when, number, clock } = await living('card_ok');
  await when.itIs('2027-02-05 12:00');
  const { knex } = engine;
  await knex.raw(`update sandbox.charges set cents = 70561 where subscription = ?`, [number]);
  const [amount] = (await reconciled(clock, '2027-02-03')).findings;
  expect(amount).toMatchObject({ kind: 'OTHER_AMOUNT', ours: { state: 'SETTLED', cents: 70_560 }, theirs: { cents: 70_561 }, done: 'TASK' });
  await until(async () => (await knex('tasks').where({ subscription: number, kind: 'MONEY_DIFFERS', state: 'OPEN' })).length === 1);
  await knex.raw(`update sandbox.charges set key = key || '-other' where subscription = ?`, [number]);
  const kinds = (await reconciled(clock, '2027-02-03')).findings.map((one) => [one.kind, one.ours?.cents ?? null, one.theirs?.cents ?? null]);
  expect(kinds).toEqual([
    ['MISSING_HERE', null, 70_561],
    ['UNKNOWN_AT_PROVIDER', 70_560, null],
  ]);
  expect(await knex('tasks').where({ subscription: number, kind: 'MONEY_DIFFERS' })).toHaveLength(1); // one at a time
  const csv = await engine.ask('GET', `/reconciliations/2027-02-03?testClock=${clock}&format=csv`, billing);
  expect(csv.text).toContain('kind,subscription,payment,ours.state,ours,theirs.state,theirs,done');
  expect(csv.text).toContain(`UNKNOWN_AT_PROVIDER,${number},T1-1,SETTLED,705.60,,,`);
});

test('a document that the provider has failed to take is a task from the third time on, not before (E5.5b)', async () => {
  const { stage, when, number, clock } = await living('card_ok');
  await stage.store({ type: 'provider-outage', at: '2027-02-02T22:30:00Z', data: { until: '2027-02-07' } });
  await when.itIs('2027-02-06 12:00');
  for (const day of ['2027-02-03', '2027-02-04']) expect((await reconciled(clock, day)).findings).toEqual([]);
  const [found] = (await reconciled(clock, '2027-02-05')).findings;
  expect(found).toMatchObject({ kind: 'PRESENTATION_FAILS', subscription: number, ours: { state: 'FAILED', cents: 70_560 }, done: 'TASK' });
  await until(async () => (await engine.knex('tasks').where({ subscription: number, kind: 'MONEY_DIFFERS', state: 'OPEN' })).length === 1);
  await when.itIs('2027-02-08 12:00');
  expect((await reconciled(clock, '2027-02-07')).findings).toEqual([]);
});

test('a refund that is due and was not made shows each day until it is', async () => {
  const { stage, when, number, clock } = await living('card_ok');
  await when.itIs('2027-03-01 12:00');
  await stage.give({ role: 'CLIENT_ADMIN' }, 'notify-breach', { clause: '4.3', facts: 'text', evidence: 'text', channel: 'EMAIL' });
  const contract = { refunds: [{ creditNote: 'A/T1/2027-02-20', cents: 100, by: 20_877 }] }; // 2027-02-28
  await engine.knex.raw(`update subscriptions set contract = contract || ?::jsonb where number = ?`, [JSON.stringify(contract), number]);
  const t1 = await engine.knex('documents').where({ subscription: number, id: 'T1' }).first();
  await engine.knex.raw(
    `insert into documents (number, series, kind, id, subscription, client, issued_on, net_cents, vat_rate, vat_cents, gross_cents, lines, parties, state, issued_at)
     values ('A2027-999999', 'A', 'CREDIT', 'A/T1/2027-02-20', ?, ?, '2027-02-20', 100, 0, 0, 100, '[]', '{}', 'OPEN', now())`,
    [number, t1.client],
  );
  expect((await reconciled(clock, '2027-02-27')).findings).toEqual([]);
  const [owed] = (await reconciled(clock, '2027-02-28')).findings;
  expect(owed).toEqual({
    kind: 'REFUND_OWED',
    subscription: number,
    payment: 'A2027-999999',
    ours: { state: 'OWED', cents: 100 },
    theirs: null,
    done: null,
  });
});

test('the nightly workflow validates entries and compares yesterday, in live life', async () => {
  await engine.temporal.workflow.execute('books', { workflowId: 'books', taskQueue: 'tacite' });
  const { body } = await engine.ask('GET', '/reconciliations', billing);
  expect(body.data).toMatchObject([{ compared: 0, findings: 0 }]);
  expect((await verify(engine.knex)).filter((one) => one.check === 'chain')).toEqual([]);
});
