/** What goes wrong outside a process: answers lost, events told too often, workers away, callers that come too late. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Fact } from '../../contract/facts.ts';
import { verify } from '../../database/verify.ts';
import { sign } from '../../providers/webhook-signature.ts';
import { command, outside, workflowId } from '../../workflows/messages.ts';
import { type Answer, type Json, SECRET, aClient } from '../api/door.ts';
import { realStage } from '../scenarios/real.ts';
import { actors } from '../scenarios/scenario.ts';
import type { Subscribing } from '../scenarios/stage.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { heldByWorkflow } from './held.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const countOf = (facts: Fact[], type: Fact['type']): number => facts.filter((one) => one.type === type).length;
const charges = async (number: string): Promise<Json[]> =>
  (await (await fetch(`${engine.sandboxUrl}/charges?subscription=${number}`)).json()) as Json[];

/** Baseline A or D on a test clock of its own. */
async function aLife(more: Partial<Subscribing> = {}) {
  const stage = await realStage(engine);
  const does = actors(stage);
  const { facts } = await does.given.baselineA(more);
  const [accepted] = facts;
  if (accepted?.type !== 'subscription.accepted') throw new Error('a life begins with its acceptance');
  return { ...does, number: accepted.number, client: accepted.client, facts: stage.facts };
}

test('F04: a card whose answer is lost is charged once, and its invoice is paid', async () => {
  const { number, when, facts, check } = await aLife({ means: 'card_lost_reply' });
  await when.itIs('2027-02-10');
  expect(await charges(number)).toMatchObject([{ payment: 'T1-1', cents: 70_560, outcome: 'SETTLED' }]);
  await check.documents('F', [{ state: 'PAID' }]);
  expect(countOf(await facts(), 'payment.settled')).toBe(1);
});

describe('S88: the workers are away while time passes', () => {
  test('what fell due is done afterwards, at its own instant, and nothing twice', async () => {
    const { when, check, number } = await aLife({ means: 'card_declined' });
    await when.itIs('2027-02-25 21:00');
    await engine.stopWorker();
    const arrived = when.itIs('2027-02-26 11:00');
    await new Promise((done) => setTimeout(done, 300));
    expect((await engine.ask('GET', `/subscriptions/${number}`, await engine.userWith(['SUPPORT']))).body.state).toBe('ACTIVE');
    await engine.startWorker();
    await arrived;
    await check.view({ state: 'SUSPENDED' });
    const suspended = (await check.facts()).filter((one) => one.type === 'suspension.applied');
    expect(suspended.map((one) => one.at)).toEqual(['2027-02-25T23:00:00.000Z']);
    await check.messages({ SUSPENSION_NOTICE: ['2027-02-26'] });
  });

  test('money that came in time while they were away keeps the access', async () => {
    const { when, given, check } = await aLife({ means: 'card_declined' });
    await when.itIs('2027-02-25 21:00');
    await engine.stopWorker();
    await given.outside({ type: 'client-payment', at: '2027-02-25T22:30:00Z', data: { amountCents: 70_560, means: 'TRANSFER' } });
    const arrived = when.itIs('2027-02-26 11:00');
    await engine.startWorker();
    await arrived;
    await check.state('ACTIVE');
    expect(countOf(await check.facts(), 'suspension.applied')).toBe(0);
  });

  test('a command is refused for now, and done once when it is given again with its key', async () => {
    const { client, number, facts } = await aLife();
    const token = await engine.userWith(['CLIENT_ADMIN'], client);
    const denounce = (): Promise<Answer> => engine.ask('POST', `/subscriptions/${number}/denounce`, token, {}, { 'idempotency-key': 'once' });
    await engine.stopWorker();
    engine.deps.patienceMs = 500;
    const away = await denounce();
    expect([away.status, away.headers['retry-after']]).toEqual([503, '5']);
    engine.deps.patienceMs = 20_000;
    await engine.startWorker();
    const done = await denounce();
    expect(done.status, done.text).toBe(200);
    expect((await denounce()).body).toEqual(done.body);
    expect(countOf(await facts(), 'denunciation.recorded')).toBe(1);
  });
});

describe('F05: the provider tells an event too often', () => {
  let company: string;
  const post = async (path: string, body: object, by = company): Promise<Json> => {
    const answer = await engine.ask('POST', path, by, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body;
  };
  beforeAll(async () => {
    company = await engine.userWith(['ADMIN', 'BILLING', 'SUPPORT', 'LEGAL']);
    await post('/terms-versions', { version: '1', text: 'Conditions', parameters: {}, publishedAt: '2026-01-01T00:00:00Z' });
    await post('/price-schedules', { publishedAt: '2026-01-01T00:00:00Z', lines: [{ formula: 'yearly', months: 12, netCents: 58_800 }] });
  });
  /** A live subscription that presents a SEPA debit at once: its result is to be told. */
  const aPendingDebit = async (): Promise<{ number: string; payment: string }> => {
    const { id: client } = await post('/clients', aClient());
    const own = await engine.userWith(['CLIENT_ADMIN'], client);
    const { id: paymentMethod } = await post(`/clients/${client}/payment-methods`, { token: 'sepa_ok' }, own);
    const acceptance = { termsVersion: '1', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };
    const { number } = await post('/subscriptions', { client, formula: 'yearly', paymentMethod, acceptance }, own);
    await post(`/subscriptions/${number}/pay-now`, {}, own);
    const { id: payment } = await engine.knex('payments').where({ subscription: number }).first('id');
    return { number, payment };
  };
  const tell = async (news: Json): Promise<number> => {
    const body = JSON.stringify(news);
    const headers = { 'content-type': 'application/json', ...sign(SECRET, news.id, Math.floor(Date.now() / 1000), body) };
    return (await engine.app.inject({ method: 'POST', url: '/api/v1/webhooks/payments/sandbox', headers, payload: body })).statusCode;
  };
  const journal = (number: string, type: Fact['type']): Promise<Json[]> => engine.knex('journal').where({ subscription: number, type }).select('seq');

  test('twenty times in parallel, and a signal past the door, have one effect', async () => {
    const { number, payment } = await aPendingDebit();
    const at = new Date().toISOString();
    const news = { id: `${number}/charge-settled`, at, clocked: false, subscription: number, client: null, type: 'charge-settled', payment };
    const answers = await Promise.all(Array.from({ length: 20 }, () => tell(news)));
    expect(answers.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(new Set([...answers, 200, 409])).toEqual(new Set([200, 409]));
    await Promise.all(['a', 'b', 'c'].map((other) => tell({ ...news, id: `${number}/${other}` })));
    await engine.temporal.workflow.getHandle(workflowId(number)).signal(outside, { key: news.id, at, type: 'charge-settled', payment });
    await expect.poll(() => journal(number, 'payment.settled'), { timeout: 10_000 }).toHaveLength(1);
    await expect.poll(async () => (await engine.knex('documents').where({ subscription: number }).first('state')).state).toBe('PAID');
  });

  test('money told twenty times under one id is received once', async () => {
    const { number } = await aPendingDebit();
    const at = new Date().toISOString();
    const event = { key: 'bank/1', at, type: 'client-payment', amountCents: 1_000, orderedOn: at.slice(0, 10), means: 'TRANSFER' } as const;
    const handle = engine.temporal.workflow.getHandle(workflowId(number));
    await Promise.all(Array.from({ length: 20 }, () => handle.signal(outside, event)));
    await expect.poll(() => journal(number, 'payment.recorded'), { timeout: 10_000 }).toHaveLength(1);
  });
});

test('after its life is over, a subscription answers a command, an event and a clock cleanly', async () => {
  const { number, client, when, check, facts } = await aLife({ means: 'card_declined' });
  await when.itIs('2027-03-01');
  check.done(await when.theyTerminate());
  await when.itIs('2038-02-01');
  const handle = engine.temporal.workflow.getHandle(workflowId(number));
  await expect.poll(async () => (await handle.describe()).status.name, { timeout: 10_000 }).toBe('COMPLETED');
  const lived = (await facts()).length;

  const legal = await engine.userWith(['LEGAL']);
  const refused = await engine.ask('POST', `/subscriptions/${number}/denounce`, legal, {});
  expect([refused.status, refused.body.article]).toEqual([409, 'E8.1f']);
  await expect(handle.executeUpdate(command, { args: [{ id: 'x', command: {} as never }] })).rejects.toBeInstanceOf(WorkflowNotFoundError);
  const late = { id: 'late/1', at: '2038-02-01T00:00:00.000Z', clocked: false, subscription: number, client, type: 'client-payment' };
  const body = JSON.stringify({ ...late, amountCents: 100, orderedOn: '2038-02-01', means: 'TRANSFER' });
  const headers = { 'content-type': 'application/json', ...sign(SECRET, 'late/1', Math.floor(Date.now() / 1000), body) };
  const kept = await engine.app.inject({ method: 'POST', url: '/api/v1/webhooks/payments/sandbox', headers, payload: body });
  expect([kept.statusCode, kept.json()]).toEqual([200, { taken: 'kept' }]);
  await expect(handle.signal(outside, { key: 'y', at: late.at, type: 'notice-bounced', notice: 'n' })).rejects.toBeInstanceOf(WorkflowNotFoundError);
  await when.itIs('2038-03-01');
  expect(await facts()).toHaveLength(lived);
});

test('numbers, books, chains and workflows hold after all this', async () => {
  const held = heldByWorkflow(engine);
  expect(await verify(engine.knex, { workflowContract: held })).toEqual([]);
});
