/** A live subscription as the real engine leaves it, paid and asleep: what it weighs, what the console shows of it, and what it must not hold. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { WorkflowHandle } from '@temporalio/client';
import { workflowId } from '../../workflows/messages.ts';
import { type Json, aClient } from '../api/door.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { type History, runsOf } from './time-travel.ts';

const CLIENT = aClient();
let engine: Engine;
let handle: WorkflowHandle;
let histories: History[];

beforeAll(async () => {
  engine = await openEngine();
  const number = await aPaidSubscription();
  handle = engine.temporal.workflow.getHandle(workflowId(number));
  const runs = (): Promise<{ history: History }[]> => runsOf(engine.temporal, workflowId(number));
  await vi.waitFor(
    async () => {
      const all = await runs();
      expect([all.length, all.at(-1)?.history.events?.at(-1)?.timerStartedEventAttributes ? 'asleep' : 'at work']).toEqual([2, 'asleep']);
    },
    { timeout: 20_000, interval: 100 },
  );
  histories = (await runs()).map(({ history }) => history);
});
afterAll(() => engine.close());

async function aPaidSubscription(): Promise<string> {
  const token = await engine.userWith(['ADMIN', 'BILLING', 'SUPPORT', 'LEGAL']);
  const post = async (path: string, body: object, by = token): Promise<Json> => {
    const answer = await engine.ask('POST', path, by, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body;
  };
  await post('/terms-versions', { version: '1', text: 'Conditions', parameters: {}, publishedAt: '2026-01-01T00:00:00Z' });
  await post('/price-schedules', { publishedAt: '2026-01-01T00:00:00Z', lines: [{ formula: 'yearly', months: 12, netCents: 58_800 }] });
  const { id: client } = await post('/clients', CLIENT);
  const own = await engine.userWith(['CLIENT_ADMIN'], client);
  const { id: paymentMethod } = await post(`/clients/${client}/payment-methods`, { token: 'card_ok' }, own);
  const acceptance = { termsVersion: '1', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };
  const { number } = await post('/subscriptions', { client, formula: 'yearly', paymentMethod, acceptance }, own);
  await post(`/subscriptions/${number}/pay-now`, {}, own);
  return number;
}

test('it sleeps in a run of 8 events and 2 kB at most', async () => {
  const { historyLength, historySize } = await handle.describe();
  expect(historyLength).toBeLessThanOrEqual(8);
  expect(historySize).toBeLessThanOrEqual(2_048);
});

test('nothing personal is in its histories', () => {
  const told = histories.flatMap(({ events }) => events ?? []).map((event) => readable(event));
  const { legalName, email, seat, registration, representative } = CLIENT as Record<string, string> & { representative: Record<string, string> };
  for (const personal of [legalName, email, seat, registration, representative['name']])
    expect(told.filter((one) => one.includes(String(personal)))).toEqual([]);
  expect(told.some((one) => one.includes('"payment.settled"'))).toBe(true);
});

/** All texts in an event, with those that payloads hold as bytes. */
function readable(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(readable).join(' ');
  if (value !== null && typeof value === 'object') return Object.values(value).map(readable).join(' ');
  return String(value);
}
