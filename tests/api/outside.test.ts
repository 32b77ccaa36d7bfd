import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedPlatform } from '../../providers/platform/embedded.ts';
import { sign } from '../../providers/webhook-signature.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { aClient, type Answer, type Json, SECRET } from './door.ts';

let engine: Engine;
let admin: string;
beforeAll(async () => {
  engine = await openEngine();
  admin = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'ADMIN', 'AUDITOR']);
  const publishedAt = '2020-01-01T00:00:00Z';
  await engine.ask('POST', '/terms-versions', admin, { version: '2020', text: 'Conditions', publishedAt });
  await engine.ask('POST', '/price-schedules', admin, { publishedAt, lines: [{ formula: 'yearly', months: 12, netCents: 58800 }] });
});
afterAll(() => engine.close());

const acceptance = { termsVersion: '2020', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };

/** A client, on a test clock if an instant is given, with one subscription. */
async function aLife({
  at,
  token = 'card_ok',
}: {
  at?: string;
  token?: string;
} = {}): Promise<{ client: string; clock: string; number: string; own: string }> {
  const clock = at ? (await engine.ask('POST', '/test-clocks', admin, { at })).body.id : undefined;
  const client = (await engine.ask('POST', '/clients', admin, aClient({ testClock: clock }))).body.id;
  const own = await engine.userWith(['CLIENT_ADMIN'], client);
  const paymentMethod = (await engine.ask('POST', `/clients/${client}/payment-methods`, own, { token })).body.id;
  const made = await engine.ask('POST', '/subscriptions', own, { client, formula: 'yearly', paymentMethod, acceptance });
  return { client, clock, number: made.body.number, own };
}

async function goTo(clock: string, to: string): Promise<void> {
  const sent = await engine.ask('POST', `/test-clocks/${clock}/advance`, admin, { to });
  expect(sent.status).toBe(202);
  let clockBody: Json;
  for (const deadline = Date.now() + 20_000; Date.now() < deadline && clockBody?.status !== 'ready'; await sleep(20))
    clockBody = (await engine.ask('GET', `/test-clocks/${clock}`, admin)).body;
  expect(clockBody).toMatchObject({ status: 'ready', at: new Date(to).toISOString() });
}

describe('test clocks', () => {
  test('a clock goes forward through what is due, and only forward', async () => {
    const { clock, number, own } = await aLife({ at: '2027-01-04T09:30:00Z' });
    await goTo(clock, '2027-02-03T12:00:00Z');
    const [invoice] = (await engine.ask('GET', `/invoices?subscription=${number}`, own)).body.data;
    expect(invoice).toMatchObject({ issuedOn: '2027-01-04', dueOn: '2027-02-03', state: 'PAID' });
    const backwards = await engine.ask('POST', `/test-clocks/${clock}/advance`, admin, { to: '2027-01-10T00:00:00Z' });
    expect(backwards.status).toBe(422);
    expect((await engine.ask('POST', `/test-clocks/${clock}/advance`, admin, { to: '2027-02-03T12:00:00Z' })).status).toBe(202);
  });

  test('commands bear the instant of the clock; an invoice unpaid after its due date is OVERDUE on that calendar', async () => {
    const { clock, number, own } = await aLife({ at: '2027-01-04T09:30:00Z', token: 'card_declined' });
    await goTo(clock, '2027-02-04T12:00:00Z');
    const overdue = (await engine.ask('GET', `/invoices?subscription=${number}&state=OVERDUE`, own)).body.data;
    expect(overdue).toMatchObject([{ kind: 'PRICE', state: 'OVERDUE' }]);
    const { body } = await engine.ask('POST', `/subscriptions/${number}/denounce`, own, {});
    expect(body.facts[0].at).toBe('2027-02-04T12:00:00.000Z');
  });

  test('what is published for a clock, its clients alone see; they do not see the rest', async () => {
    const clock = (await engine.ask('POST', '/test-clocks', admin, { at: '2027-01-04T09:30:00Z' })).body.id;
    const own = { publishedAt: '2026-12-01T00:00:00Z', testClock: clock, lines: [{ formula: 'own', months: 12, netCents: 100 }] };
    expect((await engine.ask('POST', '/price-schedules', admin, own)).status).toBe(201);
    const codes = async (query: string) => (await engine.ask('GET', `/formulas${query}`, admin)).body.data.map((one: Json) => one.formula);
    expect(await codes(`?testClock=${clock}`)).toEqual(['own']);
    expect(await codes('')).toEqual(['yearly']);
  });

  test('E5.1b: a rise published after the last day to denounce names the subscriptions that it reaches', async () => {
    const { clock, number } = await aLife({ at: '2027-01-04T09:30:00Z' });
    const rise = (publishedAt: string) =>
      engine.ask('POST', '/price-schedules', admin, { publishedAt, testClock: clock, lines: [{ formula: 'yearly', months: 12, netCents: 62400 }] });
    expect((await rise('2027-09-15T08:00:00Z')).body.lateFor).toEqual([]);
    expect((await rise('2027-10-04T08:00:00Z')).body.lateFor).toEqual([number]);
  });
});

describe('sandbox events', () => {
  test('a payment stored beforehand is booked on its day', async () => {
    const { clock, number, own } = await aLife({ at: '2027-01-04T09:30:00Z', token: 'card_declined' });
    const event = {
      type: 'client-payment',
      at: '2027-02-25T22:30:00Z',
      subscription: number,
      data: { amountCents: 70560, orderedOn: '2027-02-25', means: 'virement' },
    };
    expect((await engine.ask('POST', '/sandbox/events', admin, event)).status).toBe(201);
    await goTo(clock, '2027-02-26T12:00:00Z');
    const payments = (await engine.ask('GET', `/payments?subscription=${number}&state=SETTLED`, own)).body.data;
    expect(payments).toMatchObject([{ amountCents: 70560, orderedOn: '2027-02-25', means: 'TRANSFER' }]);
    expect((await engine.ask('GET', `/access/${(await engine.ask('GET', `/subscriptions/${number}`, own)).body.client}`, own)).body.access).toBe(
      'open',
    );
  });

  test('what the provider failed to present is no payment (S17): it is listed only when asked for', async () => {
    const { clock, number, own } = await aLife({ at: '2027-01-04T09:30:00Z' });
    await goTo(clock, '2027-02-03T12:00:00Z');
    const states = async (query = '') =>
      (await engine.ask('GET', `/payments?subscription=${number}${query}`, own)).body.data.map((one: Json) => one.state);
    expect(await states()).toEqual(['SETTLED']);
    await engine.knex('payments').where({ subscription: number }).update({ state: 'FAILED' });
    expect(await states()).toEqual([]);
    expect(await states('&state=FAILED')).toEqual(['FAILED']);
  });

  test('news of a notice or a payment that nobody knows changes nothing, and does not hold the clock', async () => {
    const { clock, number } = await aLife({ at: '2027-01-04T09:30:00Z' });
    for (const event of [
      { type: 'bounce', notice: `${number}/unknown` },
      { type: 'read-receipt', notice: `${number}/unknown` },
      { type: 'debtor-refund', subscription: number, payment: 'unknown' },
    ])
      expect((await engine.ask('POST', '/sandbox/events', admin, { ...event, at: '2027-01-05T10:00:00Z' })).status, event.type).toBe(201);
    await goTo(clock, '2027-01-06T12:00:00Z');
  });

  test('E5.5b: a payment is taken back once, and a rejected one not at all', async () => {
    const reversals = async (token: string, refunds: string[]): Promise<string[]> => {
      const { clock, number, own } = await aLife({ at: '2027-01-04T09:30:00Z', token });
      await goTo(clock, '2027-02-03T12:00:00Z');
      const [{ id: payment }] = (await engine.ask('GET', `/payments?subscription=${number}`, own)).body.data;
      for (const at of refunds) await engine.ask('POST', '/sandbox/events', admin, { type: 'debtor-refund', at, payment });
      await goTo(clock, '2027-02-23T12:00:00Z');
      const { data } = (await engine.ask('GET', `/subscriptions/${number}/timeline`, own)).body;
      return data.filter((one: Json) => one.type === 'payment.reversed').map((one: Json) => one.at);
    };
    expect(await reversals('sepa_ok', ['2027-02-20T10:00:00Z', '2027-02-21T10:00:00Z'])).toEqual(['2027-02-20T10:00:00.000Z']);
    expect(await reversals('card_declined', ['2027-02-04T10:00:00Z'])).toEqual([]);
  });

  test('5.5 (b): a first presentation that the provider put off by a day bears the flat sum when its bank returns it', async () => {
    const { clock, number, own } = await aLife({ at: '2027-01-04T09:30:00Z', token: 'sepa_ok' });
    const store = (event: Json) => engine.ask('POST', '/sandbox/events', admin, { subscription: number, ...event });
    await store({ type: 'provider-outage', at: '2027-02-02T12:00:00Z', data: { until: '2027-02-04T00:00:00Z' } });
    await store({ type: 'debtor-refund', at: '2027-02-15T10:00:00Z', data: { code: 'AM04' } });
    for (const day of ['2027-02-03', '2027-02-04', '2027-02-15']) await goTo(clock, `${day}T12:00:00Z`);
    const { data: payments } = (await engine.ask('GET', `/payments?subscription=${number}`, own)).body;
    expect(payments).toMatchObject([{ id: `${number}/T1-2`, cause: 'ANNOUNCED', state: 'REFUNDED' }]);
    const { data: invoices } = (await engine.ask('GET', `/invoices?subscription=${number}`, own)).body;
    expect(invoices.filter((one: Json) => one.kind === 'REJECTION_FEE')).toMatchObject([{ grossCents: 4_000 }]);
  });

  test('an event of nobody known, or that lacks what it needs, is 422', async () => {
    const at = '2027-02-25T22:30:00Z';
    expect((await engine.ask('POST', '/sandbox/events', admin, { type: 'client-payment', at, subscription: 'S999999', data: {} })).status).toBe(422);
    const { number } = await aLife();
    for (const type of ['client-payment', 'provider-outage', 'export-delay', 'read-receipt', 'bounce', 'letter-tracking'])
      expect((await engine.ask('POST', '/sandbox/events', admin, { type, at, subscription: number, data: {} })).status, type).toBe(422);
  });
});

describe('notices (E11.1a)', () => {
  test.each`
    command                     | body
    ${'send-notice'}            | ${{ code: 'DEFAULT_NOTICE', channel: 'SMS' }}
    ${'notify-breach'}          | ${{ clause: '4.2', facts: 'Données de santé', evidence: 'Capture', channel: 'CLIENT_SPACE' }}
    ${'terminate-for-cause'}    | ${{ ground: 'NON_PAYMENT', facts: 'Impayé', channel: 'SMS' }}
    ${'record-incoming-notice'} | ${{ code: 'CLIENT_DENUNCIATION', sentOn: '2027-02-01', channel: 'PHONE', proof: 'Appel' }}
  `('$command by another channel is refused by the contract, and leaves a line', async ({ command, body }) => {
    const { number } = await aLife({ at: '2027-02-12T09:30:00Z' });
    const answer = await engine.ask('POST', `/subscriptions/${number}/${command}`, admin, body);
    expect(answer).toMatchObject({ status: 409, body: { article: 'E11.1a', because: 'channel-not-formal', allowed: [{ command }] } });
    const { data } = (await engine.ask('GET', `/audit-log?subscription=${number}&state=refused`, admin)).body;
    expect(data).toMatchObject([{ action: command, article: 'E11.1a' }]);
  });

  test('a registered letter that the carrier follows: presented, then signed for, which acknowledges it', async () => {
    const { clock, number } = await aLife({ at: '2027-01-04T09:30:00Z' });
    await engine.ask('POST', `/subscriptions/${number}/notify-breach`, admin, {
      ...{ clause: '4.2', facts: 'Données de santé', evidence: 'Capture', channel: 'REGISTERED_LETTER' },
    });
    await goTo(clock, '2027-01-05T12:00:00Z');
    const seen = async () =>
      (await engine.ask('GET', `/notices?subscription=${number}`, admin)).body.data.find((one: Json) => one.code === 'BREACH_NOTICE');
    const { id: notice } = await seen();
    for (const [event, at] of [
      ['PRESENTED', '2027-01-06T10:00:00Z'],
      ['RECEIVED', '2027-01-07T10:00:00Z'],
    ])
      expect((await engine.ask('POST', '/sandbox/events', admin, { type: 'letter-tracking', at, notice, data: { event } })).status).toBe(201);
    const none = await engine.ask('POST', '/sandbox/events', admin, {
      type: 'letter-tracking',
      at: '2027-01-07T10:00:00Z',
      notice,
      data: { event: 'LOST' },
    });
    expect(none.status).toBe(422);
    await goTo(clock, '2027-01-08T12:00:00Z');
    expect(await seen()).toMatchObject({ acknowledgedAt: '2027-01-07T10:00:00.000Z' });
    const { data } = (await engine.ask('GET', '/records?kind=LETTER_EVENT', admin)).body;
    expect(
      data
        .filter((one: Json) => one.subscription === number)
        .map((one: Json) => one.data.letter)
        .sort(),
    ).toEqual(['PRESENTED', 'RECEIVED']);
  });
});

describe('webhooks of the payment provider', () => {
  const send = async (news: Json, headers?: Record<string, string>): Promise<Answer> => {
    const body = JSON.stringify(news);
    const signed = headers ?? sign(SECRET, news.id, Math.floor(Date.now() / 1000), body);
    const response = await engine.app.inject({
      method: 'POST',
      url: '/api/v1/webhooks/payments/sandbox',
      headers: { 'content-type': 'application/json', ...signed },
      payload: body,
    });
    return { status: response.statusCode, body: response.json(), headers: response.headers, text: response.body };
  };
  const payment = (subscription: string): Json => ({
    ...{ id: randomUUID(), at: new Date().toISOString(), clocked: false, subscription, client: null, type: 'client-payment' },
    ...{ amountCents: 10_000, orderedOn: new Date().toISOString().slice(0, 10), means: 'virement' },
  });

  test('a signed event is told to its subscription, once', async () => {
    const { number, own } = await aLife();
    const news = payment(number);
    expect((await send(news)).body.taken).toBe('told');
    expect((await send(news)).body.taken).toBe('known');
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(20))
      if ((await engine.ask('GET', `/payments?subscription=${number}`, own)).body.data.length > 0) break;
    expect((await engine.ask('GET', `/payments?subscription=${number}`, own)).body.data).toMatchObject([{ amountCents: 10_000 }]);
  });

  test('a signature that does not fit is 401 and changes nothing', async () => {
    const { number } = await aLife();
    const news = payment(number);
    const forged = sign('another secret than ours', news.id, Math.floor(Date.now() / 1000), JSON.stringify(news));
    expect((await send(news, forged)).status).toBe(401);
    const old = sign(SECRET, news.id, Math.floor(Date.now() / 1000) - 3600, JSON.stringify(news));
    expect((await send(news, old)).status).toBe(401);
  });

  test('an event of no subscription that we know is kept, and answered 2xx', async () => {
    const news = payment('S999999');
    expect(await send(news)).toMatchObject({ status: 200, body: { taken: 'kept' } });
    const kept = (await engine.ask('GET', '/audit-log?state=kept', admin)).body.data;
    expect(kept.map((one: Json) => one.detail.id)).toContain(news.id);
  });

  test('another provider is not found', async () => {
    const response = await engine.app.inject({
      method: 'POST',
      url: '/api/v1/webhooks/payments/unknown',
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    });
    expect(response.statusCode).toBe(404);
  });
});

describe('health', () => {
  test('200 with every part, and 503 with the failing one named', async () => {
    const well = await engine.ask('GET', '/health');
    expect(well).toMatchObject({
      status: 200,
      body: { status: 'ok', parts: { database: 'ok', temporal: 'ok', worker: 'ok', mail: 'ok', payments: 'ok' } },
    });
    const { mail } = engine.deps.parts;
    engine.deps.parts.mail = () => Promise.reject(new Error('nobody listens'));
    const ill = await engine.ask('GET', '/health');
    engine.deps.parts.mail = mail;
    expect(ill).toMatchObject({ status: 503, body: { status: 'failed', parts: { database: 'ok', mail: 'failed: nobody listens' } } });
  });

  test('E6.2b: what needs a platform that does not answer is 503 and to ask again, not a fault of ours', async () => {
    const { number } = await aLife();
    const { platform } = engine.deps;
    const { listContent } = platform;
    platform.listContent = embeddedPlatform({ url: 'http://platform.invalid' }).listContent;
    const held = await engine.ask('POST', `/subscriptions/${number}/hold-content`, admin, {
      items: ['cnt-1'],
      ground: 'litige',
      evidence: 'courrier',
    });
    platform.listContent = listContent;
    expect([held.status, held.headers['retry-after']]).toEqual([503, '5']);
  });
});

describe('the sandbox on a test clock', () => {
  const pays = (subscription: string, at: string) => ({ type: 'client-payment', at, subscription, data: { amountCents: 70_560, means: 'TRANSFER' } });
  const invoiceOf = async (number: string): Promise<Json> => (await engine.ask('GET', `/invoices?subscription=${number}`, admin)).body.data[0];

  test('an event dated where the clock stands happens at once, and once; one that is ahead waits', async () => {
    const { clock, number } = await aLife({ at: '2027-01-04T09:30:00Z', token: 'card_declined' });
    await goTo(clock, '2027-02-02T22:30:00Z');
    expect((await engine.ask('POST', '/sandbox/events', admin, pays(number, '2027-02-02T22:30:00.001Z'))).status).toBe(201);
    expect(await invoiceOf(number)).toMatchObject({ paidCents: 0 });
    expect((await engine.ask('POST', '/sandbox/events', admin, pays(number, '2027-02-02T22:30:00Z'))).status).toBe(201);
    expect(await invoiceOf(number)).toMatchObject({ paidCents: 70_560, state: 'PAID' });
    await goTo(clock, '2027-02-04T22:30:00Z');
    const { data } = (await engine.ask('GET', `/payments?subscription=${number}`, admin)).body;
    expect(data.map((one: Json) => one.amountCents)).toEqual([70_560, 70_560]); // the second one, ahead, was told on the way
  });
});

describe('who reads what', () => {
  test('A10: what the Company decides inside is not told to the client, nor foretold', async () => {
    const { clock, number, own } = await aLife({ at: '2027-01-04T09:30:00Z', token: 'card_declined' });
    await goTo(clock, '2027-03-01T11:00:00Z');
    const proposal = { ground: 'NON_PAYMENT', facts: 'Facture impayée', channel: 'EMAIL' };
    expect((await engine.ask('POST', `/subscriptions/${number}/terminate-for-cause`, admin, proposal)).status).toBe(202);
    const read = async (by: string): Promise<string[]> => {
      const { body } = await engine.ask('GET', `/subscriptions/${number}/timeline?until=2027-12-31&assuming=fails`, by);
      return [...body.data, ...body.forecast].map((one: Json) => one.type);
    };
    expect((await read(admin)).filter((type) => type === 'task.opened').length).toBeGreaterThan(1);
    const theirs = await read(own);
    expect(theirs).toContain('suspension.applied');
    expect(theirs.filter((type) => type.startsWith('task.') || type === 'duty.deferred')).toEqual([]);
  });

  test('trust 9: a stored contract that cannot be read is named, and takes no other row with it', async () => {
    const [broken, sound] = [await aLife(), await aLife()];
    const { contract } = await engine.knex('subscriptions').where({ number: broken.number }).first('contract');
    await engine.knex('subscriptions').where({ number: broken.number }).update({ contract: '{}' });
    const page = await engine.ask('GET', '/subscriptions?limit=1000', admin);
    await engine
      .knex('subscriptions')
      .where({ number: broken.number })
      .update({ contract: JSON.stringify(contract) });
    expect([page.status, page.body.unreadable]).toEqual([200, [broken.number]]);
    expect(page.body.data.map((one: Json) => one.number)).toContain(sound.number);
    expect((await engine.ask('GET', '/subscriptions?limit=1000', admin)).body.unreadable).toEqual([]);
  });
});
