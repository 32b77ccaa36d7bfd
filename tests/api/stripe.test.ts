/** The whole engine paid by Stripe: what its answers and webhooks do to invoices, told twice and out of order. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stripePayments } from '../../providers/payments/stripe.ts';
import { type Behaviour, StripeFake } from '../providers/stripe-fake.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { type Answer, aClient } from './door.ts';

const fake = new StripeFake();
let engine: Engine;
let admin: string;
beforeAll(async () => {
  await fake.start();
  engine = await openEngine({
    payments: stripePayments({ secretKey: fake.secretKey, webhookSecret: fake.webhookSecret, seller: 'Tacite', url: fake.url }),
  });
  admin = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'ADMIN']);
  const publishedAt = '2020-01-01T00:00:00Z';
  await engine.ask('POST', '/terms-versions', admin, { version: '2020', text: 'Conditions', publishedAt });
  await engine.ask('POST', '/price-schedules', admin, { publishedAt, lines: [{ formula: 'yearly', months: 12, netCents: 58800 }] });
});
afterAll(async () => {
  await engine.close();
  fake.stop();
});

const acceptance = { termsVersion: '2020', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };

async function aLife(kind: 'card' | 'sepa_debit', behaviour: Behaviour = 'ok'): Promise<{ number: string; own: string }> {
  const client = (await engine.ask('POST', '/clients', admin, aClient())).body.id;
  const own = await engine.userWith(['CLIENT_ADMIN'], client);
  const means = await engine.ask('POST', `/clients/${client}/payment-methods`, own, { token: fake.entered(client, kind, behaviour) });
  expect(means.status).toBe(201);
  const made = await engine.ask('POST', '/subscriptions', own, { client, formula: 'yearly', paymentMethod: means.body.id, acceptance });
  return { number: made.body.number, own };
}
const invoice = async (number: string) => (await engine.ask('GET', `/invoices?subscription=${number}`, admin)).body.data[0];
const payments = async (number: string) => (await engine.ask('GET', `/payments?subscription=${number}`, admin)).body.data;
async function becomes(number: string, state: string): Promise<void> {
  await expect.poll(async () => (await invoice(number))?.state, { timeout: 15_000 }).toBe(state);
}
const keyOf = (number: string): string => fake.intents.find((one) => one['metadata'].subscription === number)?.['metadata'].key ?? '';
async function hear(type: string, object: object): Promise<Answer> {
  const { body, headers } = fake.signed(type, object);
  const response = await engine.app.inject({
    method: 'POST',
    url: '/api/v1/webhooks/payments/stripe',
    headers: { ...headers, 'content-type': 'application/json' },
    payload: body,
  });
  return { status: response.statusCode, body: response.json(), headers: response.headers, text: response.body };
}

test('a card pays at once; a lost reply pays once', async () => {
  for (const behaviour of ['ok', 'vague'] as const) {
    const { number, own } = await aLife('card', behaviour);
    expect((await engine.ask('POST', `/subscriptions/${number}/pay-now`, own, {})).status).toBe(200);
    await becomes(number, 'PAID');
    expect(fake.intents.filter((one) => one['metadata'].subscription === number)).toHaveLength(1);
  }
});

test('a debit is collected, settles by a webhook told twice, and is taken back by events in any order, once', async () => {
  const { number, own } = await aLife('sepa_debit');
  await engine.ask('POST', `/subscriptions/${number}/pay-now`, own, {});
  await becomes(number, 'COLLECTING');
  const key = keyOf(number);
  const settled = fake.answer(key);
  expect((await hear('payment_intent.succeeded', settled)).body).toEqual({ taken: 'told' });
  await becomes(number, 'PAID');
  expect((await hear('payment_intent.succeeded', settled)).body).toEqual({ taken: 'known' });
  const dispute = fake.dispute(key);
  expect((await hear('charge.dispute.funds_withdrawn', dispute)).body).toEqual({ taken: 'told' });
  await becomes(number, 'OPEN');
  for (const type of ['charge.dispute.created', 'charge.dispute.closed']) expect((await hear(type, dispute)).body).toEqual({ taken: 'known' });
  expect((await hear('payment_intent.processing', settled)).body).toEqual({ taken: 'kept' });
  expect(await payments(number)).toMatchObject([{ state: 'REFUNDED', rejectionCode: 'MD06' }]);
});

test('a debit that is rejected says so with the code of its bank', async () => {
  const { number, own } = await aLife('sepa_debit');
  await engine.ask('POST', `/subscriptions/${number}/pay-now`, own, {});
  await becomes(number, 'COLLECTING');
  const key = keyOf(number);
  await hear('payment_intent.payment_failed', fake.answer(key, 'insufficient_funds'));
  await becomes(number, 'OPEN');
  expect(await payments(number)).toMatchObject([{ state: 'REJECTED', rejectionCode: 'AM04' }]);
});

test('a closed account, or a mandate that Stripe ends: nothing is presented on it, the client is told why, and another means pays (E5.5a)', async () => {
  const closed = await aLife('sepa_debit');
  await engine.ask('POST', `/subscriptions/${closed.number}/pay-now`, closed.own, {});
  await becomes(closed.number, 'COLLECTING');
  await hear('payment_intent.payment_failed', fake.answer(keyOf(closed.number), 'account_closed'));
  const revoked = await aLife('sepa_debit');
  const { provider_reference: reference } = await engine
    .knex('payment_methods as m')
    .join('subscriptions as s', 's.client', 'm.client')
    .where('s.number', revoked.number)
    .first('provider_reference');
  const mandate = { id: reference.split('/')[2], object: 'mandate', status: 'inactive' };
  expect((await hear('mandate.updated', mandate)).body).toEqual({ taken: 'told' });
  for (const [{ number, own }, code] of [
    [closed, 'AC04'],
    [revoked, 'means_unusable'],
  ] as const) {
    const view = async () => (await engine.ask('GET', `/subscriptions/${number}`, own)).body;
    await expect.poll(async () => (await view()).paymentMethodRefused, { timeout: 15_000 }).toBe(code);
    const answer = await engine.ask('POST', `/subscriptions/${number}/pay-now`, own, {});
    expect(answer).toMatchObject({ status: 409, body: { article: 'E5.5a', because: 'means-unusable' } });
    const { client } = await view();
    await engine.ask('POST', `/clients/${client}/payment-methods`, own, { token: fake.entered(client, 'card') });
    expect((await view()).paymentMethodRefused).toBeNull();
    await engine.ask('POST', `/subscriptions/${number}/pay-now`, own, {});
    await becomes(number, 'PAID');
  }
  const [refused] = await payments(closed.number);
  expect(refused).toMatchObject({ rejectionCode: 'AC04', rejectionReason: { en: 'account closed', fr: 'compte clôturé' } });
});

test('a means is given on Stripe’s page: stored once, by its webhook or on the way back, and never a card number (E5.5a)', async () => {
  const { number, own } = await aLife('card', { decline: 'lost_card' });
  const { client } = (await engine.ask('GET', `/subscriptions/${number}`, own)).body;
  const methods = async () => (await engine.ask('GET', `/clients/${client}/payment-methods`, own)).body;
  expect(await methods()).toMatchObject({ entry: 'HOSTED', data: [{ label: 'Visa •••• 4242' }] });
  const opened = await engine.ask('POST', `/clients/${client}/payment-method-entries`, own, { subscription: number });
  expect(opened).toMatchObject({ status: 201, body: { url: expect.stringMatching(/^https:\/\/checkout\.example\//) } });
  const asked = new URLSearchParams(fake.requests.findLast((one) => one.method === 'POST' && one.path.includes('/checkout/'))?.body);
  expect(asked.get('success_url')).toMatch(new RegExp(`/subscriptions/${number}\\?means=\\{CHECKOUT_SESSION_ID\\}$`));
  expect(asked.get('client_reference_id')).toBe(client);
  const session = fake.finished();
  expect((await hear('checkout.session.completed', session)).body).toEqual({ taken: 'told' });
  const back = await engine.ask('POST', `/clients/${client}/payment-methods`, own, { token: session['id'] });
  expect(back).toMatchObject({ status: 201, body: { default: true } });
  expect((await methods()).data).toHaveLength(2);
  expect((await engine.ask('GET', `/subscriptions/${number}`, own)).body.paymentMethod).toBe(back.body.id);
  await engine.ask('POST', `/subscriptions/${number}/pay-now`, own, {});
  await becomes(number, 'PAID');
});

test('whoever has no subscription yet comes back to subscribing, and nobody to an address that was sent (E5.5a)', async () => {
  const client = (await engine.ask('POST', '/clients', admin, aClient())).body.id;
  const own = await engine.userWith(['CLIENT_ADMIN'], client);
  const backs = async (body: object) => {
    const answer = await engine.ask('POST', `/clients/${client}/payment-method-entries`, own, body);
    expect(answer.status).toBe(201);
    const asked = new URLSearchParams(fake.requests.findLast((one) => one.method === 'POST' && one.path.includes('/checkout/'))?.body);
    return [asked.get('success_url'), asked.get('cancel_url')].map((url) => new URL(url ?? ''));
  };
  const [done, left] = await backs({ back: 'https://elsewhere.example/' });
  expect(`${done?.pathname}${done?.search}`).toBe('/subscriptions/new?means={CHECKOUT_SESSION_ID}');
  expect(left?.pathname).toBe('/subscriptions/new');
  for (const subscription of ['//elsewhere.example', '..%2f..', 'https://elsewhere.example/', '/\\elsewhere.example'])
    for (const url of await backs({ subscription })) expect(url.host).toBe(done?.host);
});

test.each(['4242424242424242', '4242 4242 4242 4242', '5555-5555-5555-4444', '378282246310005', '4222222222222'])(
  'the card number %s is refused before anything of it is kept',
  async (card) => {
    const client = (await engine.ask('POST', '/clients', admin, aClient())).body.id;
    const before = fake.requests.length;
    const key = { 'idempotency-key': `card ${card.length}`, 'accept-language': 'fr' };
    for (const body of [{ token: card }, { token: 'cs_1', card: { number: card } }]) {
      const answer = await engine.ask('POST', `/clients/${client}/payment-methods`, admin, body, key);
      expect(answer).toMatchObject({ status: 422, body: { article: 'E5.5a', detail: expect.stringContaining('numéro de carte') } });
      expect(answer.text).not.toContain(card);
    }
    expect(fake.requests).toHaveLength(before);
    expect(await engine.knex('idempotency_keys').where('key', key['idempotency-key'])).toEqual([]);
    for (const table of ['audit_log', 'payment_methods', 'idempotency_keys', 'texts'])
      expect(await engine.knex(`${table} as t`).whereRaw('t::text like ?', [`%${card}%`]), table).toEqual([]);
  },
);
test('what only looks like a card number is taken for what it is: a token that nobody knows', async () => {
  const client = (await engine.ask('POST', '/clients', admin, aClient())).body.id;
  for (const token of ['4242424242424241', 'cs_4242424242424242x'])
    expect((await engine.ask('POST', `/clients/${client}/payment-methods`, admin, { token })).body.detail).toContain('no result');
});

test('a webhook that Stripe did not sign is 401, and the sandbox tells nothing here', async () => {
  const { body } = fake.signed('payment_intent.succeeded', {});
  const post = (provider: string) =>
    engine.app.inject({
      method: 'POST',
      url: `/api/v1/webhooks/payments/${provider}`,
      headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=00' },
      payload: body,
    });
  expect((await post('stripe')).statusCode).toBe(401);
  expect((await post('sandbox')).statusCode).toBe(404);
});

test('a client on a test clock is told why it cannot give a means here', async () => {
  const clock = (await engine.ask('POST', '/test-clocks', admin, { at: '2027-01-04T09:30:00Z' })).body.id;
  const client = (await engine.ask('POST', '/clients', admin, aClient({ testClock: clock }))).body.id;
  const answer = await engine.ask(
    'POST',
    `/clients/${client}/payment-methods`,
    admin,
    { token: fake.entered(client, 'card') },
    { 'accept-language': 'fr' },
  );
  expect(answer).toMatchObject({ status: 422, body: { article: 'E5.5a', detail: expect.stringContaining('horloge de test') } });
});
