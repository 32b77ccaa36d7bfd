/** E5.3c: the doors of e-invoicing: statuses on the document, signed events, the task of a refusal, the monthly totals. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sign } from '../../providers/webhook-signature.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { aClient, type Json, SECRET } from './door.ts';

let engine: Engine;
let admin: string;
let billing: string;
beforeAll(async () => {
  engine = await openEngine();
  admin = await engine.userWith(['SUPPORT', 'ADMIN', 'AUDITOR']);
  billing = await engine.userWith(['BILLING']);
  const publishedAt = '2020-01-01T00:00:00Z';
  await engine.ask('POST', '/terms-versions', admin, { version: '2020', text: 'Conditions', publishedAt });
  await engine.ask('POST', '/price-schedules', admin, { publishedAt, lines: [{ formula: 'yearly', months: 12, netCents: 58800 }] });
});
afterAll(() => engine.close());

const acceptance = { termsVersion: '2020', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };
/** A client with one subscription; `ahead` is stored for it before. */
async function aLife(registration: string, ahead: object[] = []): Promise<{ clock: string; number: string; own: string; client: string }> {
  const at = '2027-01-04T09:30:00Z';
  const clock = (await engine.ask('POST', '/test-clocks', admin, { at })).body.id;
  const client = (await engine.ask('POST', '/clients', admin, { ...aClient({ testClock: clock }), registration })).body.id;
  for (const event of ahead) expect((await engine.ask('POST', '/sandbox/events', admin, { ...event, at, client })).status).toBe(201);
  const own = await engine.userWith(['CLIENT_ADMIN'], client);
  const paymentMethod = (await engine.ask('POST', `/clients/${client}/payment-methods`, own, { token: 'card_ok' })).body.id;
  const made = await engine.ask('POST', '/subscriptions', own, { client, formula: 'yearly', paymentMethod, acceptance });
  return { clock, number: made.body.number, own, client };
}
async function goTo(clock: string, to: string): Promise<void> {
  await engine.ask('POST', `/test-clocks/${clock}/advance`, admin, { to });
  let body: Json;
  for (
    const deadline = Date.now() + 20_000;
    Date.now() < deadline && !(body?.status === 'ready' && body.at === new Date(to).toISOString());
    await sleep(20)
  )
    body = (await engine.ask('GET', `/test-clocks/${clock}`, admin)).body;
}
const invoice = async (number: string): Promise<Json> => (await engine.ask('GET', `/invoices?subscription=${number}`, billing)).body.data[0];

describe('on a test clock', () => {
  test('the platform answers in the time of the clock', async () => {
    const { clock, number } = await aLife('RCS Lyon 000 000 000');
    await goTo(clock, '2027-01-04T10:00:00Z');
    const { einvoice } = await invoice(number);
    expect(einvoice).toMatchObject({ route: 'PLATFORM', submittedAt: '2027-01-04T09:30:00.000Z', problem: null, status: 'RECEIVED' });
    await goTo(clock, '2027-01-07T00:00:00Z');
    expect((await invoice(number)).einvoice.statuses.map((one: Json) => [one.status, one.at])).toEqual([
      ['DEPOSITED', '2027-01-04T09:30:00.000Z'],
      ['SENT', '2027-01-04T09:31:00.000Z'],
      ['RECEIVED', '2027-01-04T09:40:00.000Z'],
      ['MADE_AVAILABLE', '2027-01-04T10:30:00.000Z'],
      ['APPROVED', '2027-01-06T09:30:00.000Z'],
    ]);
  });

  test('an outage delays; a refusal is a task, which BILLING decides', async () => {
    const { clock, number, client } = await aLife('RCS Lyon 000 000 000', [
      { type: 'einvoice-outage', data: { until: '2027-01-05T00:00:00Z' } },
      { type: 'einvoice-refusal', data: { reason: 'Numéro de commande absent' } },
    ]);
    await goTo(clock, '2027-01-04T12:00:00Z');
    const first = await invoice(number);
    expect(first.einvoice).toMatchObject({ submittedAt: null, status: null, problem: 'The e-invoicing platform is down.' });
    await goTo(clock, '2027-01-05T12:00:00Z');
    await goTo(clock, '2027-01-08T00:00:00Z');
    expect((await invoice(number)).einvoice).toMatchObject({ problem: null, status: 'REFUSED' });
    const [task] = (await engine.ask('GET', `/tasks?client=${client}&state=OPEN`, billing)).body.data;
    expect(task).toMatchObject({ kind: 'EINVOICE', about: first.number, subscription: null, dueOn: '2027-01-13' });
    const detail = (await engine.ask('GET', `/tasks/${task.id}`, billing)).body;
    expect(detail).toMatchObject({
      deciders: ['BILLING'],
      consequences: {},
      facts: { document: first.number, einvoice: 'REFUSED', reason: 'Numéro de commande absent' },
      title: { fr: 'Une facture électronique refusée' },
    });
    const decide = (token: string, choice: string, reason = 'Le client a donné son adresse.') =>
      engine.ask('POST', `/tasks/${task.id}/decide`, token, { choice, reason });
    expect((await decide(await engine.userWith(['LEGAL']), 'RESUBMIT')).status).toBe(403);
    expect((await decide(billing, 'APPROVE')).body).toMatchObject({ because: 'not-a-choice' });
    expect((await decide(billing, 'RESUBMIT', 'court')).status).toBe(422);
    expect((await decide(billing, 'RESUBMIT')).status).toBe(200);
    expect((await decide(billing, 'CORRECTED')).body).toMatchObject({ because: 'task-decided' });
    await goTo(clock, '2027-01-12T00:00:00Z');
    expect((await invoice(number)).einvoice.statuses.at(-1)).toMatchObject({ status: 'APPROVED' });
  });

  test('a client without SIREN is reported', async () => {
    const { clock, number } = await aLife('W751234567');
    await goTo(clock, '2027-01-04T10:00:00Z');
    expect((await invoice(number)).einvoice).toMatchObject({ route: 'REPORTING', submittedAt: null, status: null, statuses: [] });
  });
});

test('signed statuses come in once; forged ones do not', async () => {
  const { number, clock } = await aLife('RCS Lyon 000 000 000');
  await goTo(clock, '2027-01-04T09:35:00Z');
  const { number: document } = await invoice(number);
  const body = JSON.stringify({ id: 'evt_signed', document, status: 'APPROVED', reason: null, at: '2027-01-04T09:34:00.000Z' });
  const send = (headers: Record<string, string>, platform = 'sandbox') =>
    engine.app.inject({
      method: 'POST',
      url: `/api/v1/webhooks/einvoices/${platform}`,
      headers: { 'content-type': 'application/json', ...headers },
      payload: body,
    });
  const signed = sign(SECRET, 'evt_signed', Math.floor(Date.now() / 1000), body);
  expect((await send(signed)).json()).toEqual({ taken: 'kept' });
  expect((await send(signed)).json()).toEqual({ taken: 'known' });
  expect((await send(sign('another secret than ours', 'evt_signed', Math.floor(Date.now() / 1000), body))).statusCode).toBe(401);
  expect((await send(signed, 'other')).statusCode).toBe(404);
});

test.each`
  month          | status
  ${'2027-01'}   | ${200}
  ${'2027-13'}   | ${422}
  ${"2027-1'--"} | ${422}
`('e-reporting of $month is $status', async ({ month, status }) => {
  const answer = await engine.ask('GET', `/e-reporting/${encodeURIComponent(month)}.csv`, billing);
  expect(answer.status).toBe(status);
  expect(answer.text.startsWith('\ufeffConfidentiel')).toBe(status === 200);
});
