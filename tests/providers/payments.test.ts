import { freePort } from '../../scripts/embedded/child.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ChargeRequest, PaymentProvider, RegisteredMethod } from '../../providers/payments/port.ts';
import { sandboxPayments } from '../../providers/payments/sandbox.ts';
import { ProviderRefused, ProviderUnavailable, ReplyLost, askJson } from '../../providers/request.ts';
import { startSandbox } from '../../providers/sandbox-server.ts';
import { sign } from '../../providers/webhook-signature.ts';
import { freshDatabase } from '../setup/database.ts';
import { type Means, faultOf, fresh, paymentContract } from './contract-of-payments.ts';
import { StripeFake } from './stripe-fake.ts';
import { stripeWorld } from './stripe-world.ts';

const SECRET = 'whsec_dGVzdCBzZWNyZXQgb2YgdGhlIHNhbmRib3g=';
const WEDNESDAY = '2027-02-03T07:00:00.000Z'; // 08:00 in Paris
let database: Awaited<ReturnType<typeof freshDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let provider: PaymentProvider;

beforeAll(async () => {
  database = await freshDatabase();
  sandbox = await startSandbox({ databaseUrl: database.url, folder: database.folder, secret: SECRET });
  provider = sandboxPayments({ url: sandbox.url, secret: SECRET });
}, 60_000);
afterAll(async () => {
  await sandbox?.stop();
  await database?.drop();
});

const TOKENS: Record<Means, string> = {
  ...{ card: 'card_ok', debit: 'sepa_ok', declined: 'card_declined', expired: 'card_expired' },
  ...{ 'lost reply': 'card_lost_reply', down: 'card_down' },
};
paymentContract('sandbox', {
  provider: () => provider,
  away: async () => sandboxPayments({ url: `http://127.0.0.1:${await freePort()}`, secret: SECRET }),
  token: (means) => TOKENS[means],
  told: async ({ key, at, subscription, payment }, what, { secret = SECRET, age = 0 } = {}) => {
    const told =
      what === 'settled'
        ? { type: 'charge-settled' }
        : 'rejected' in what
          ? { type: 'charge-rejected', code: what.rejected }
          : { type: 'charge-reversed', code: what.reversed };
    const id = `${key}/${told.type}`;
    const body = JSON.stringify({ id, at, clocked: false, subscription, client: null, payment, ...told });
    return { body, headers: sign(secret, id, Math.floor(Date.now() / 1000) - age, body) };
  },
  charges: async (subscription) => (await askJson(`${sandbox.url}/charges?subscription=${subscription}`, z.array(z.unknown()))).length,
  statement: async (subscription) =>
    (await askJson(`${sandbox.url}/charges?subscription=${subscription}`, z.array(z.object({ statement: z.string() })))).at(-1)?.statement,
  afterSettlement: '2100-01-01T00:00:00.000Z',
});

const stripe = new StripeFake();
beforeAll(() => stripe.start());
afterAll(() => stripe.stop());
paymentContract('Stripe', stripeWorld(stripe));

async function methodFor(token: string, client = fresh('cli')): Promise<RegisteredMethod> {
  const method = await provider.registerMethod({ token, client, clocked: true });
  if ('refused' in method) throw new Error(method.refused.en);
  return method;
}
async function chargeOf(token: string, more: Partial<ChargeRequest> = {}): Promise<ChargeRequest> {
  const { reference } = await methodFor(token);
  const subscription = fresh('SUB');
  return {
    key: `${subscription}/T1/1/charge`,
    method: reference,
    cents: 70_560,
    documents: ['F2027-000001'],
    at: WEDNESDAY,
    clocked: true,
    subscription,
    payment: 'T1/1',
    ...more,
  };
}
const newsOf = (charge: ChargeRequest, until: string) => provider.events({ subscription: charge.subscription, until });

describe('methods (E5.5a)', () => {
  test.each`
    token              | kind      | verified
    ${'card_ok'}       | ${'CARD'} | ${true}
    ${'card_declined'} | ${'CARD'} | ${false}
    ${'card_expired'}  | ${'CARD'} | ${false}
    ${'sepa_ok'}       | ${'SEPA'} | ${true}
    ${'sepa_md06:35'}  | ${'SEPA'} | ${true}
  `('$token is a $kind, verified: $verified', async ({ token, kind, verified }) => {
    expect(await methodFor(token)).toMatchObject({ kind, verified });
  });

  test.each(['sepa_md06:x', 'sepa_md06:1:2', 'card_ok:3'])('%s is refused with a reason', async (token) => {
    const answer = await provider.registerMethod({ token, client: 'cli', clocked: true });
    expect(answer).toEqual({ refused: { en: expect.stringMatching(/\w{3}/), fr: expect.stringMatching(/\w{3}/) } });
  });
});

describe('a charge', () => {
  test('sent twenty times at the same moment is one charge', async () => {
    const charge = await chargeOf('sepa_am04_once');
    const answers = await Promise.all(Array.from({ length: 20 }, () => provider.charge(charge)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await newsOf(charge, '2028-01-01T00:00:00.000Z')).toHaveLength(1);
  });

  test.each`
    token             | at                            | expectedOn      | type                 | when                          | because
    ${'sepa_ok'}      | ${WEDNESDAY}                  | ${'2027-02-08'} | ${'charge-settled'}  | ${'2027-02-08T09:00:00.000Z'} | ${'three bank days, a week-end between'}
    ${'sepa_ok'}      | ${'2027-03-25T07:00:00.000Z'} | ${'2027-04-01'} | ${'charge-settled'}  | ${'2027-04-01T08:00:00.000Z'} | ${'Good Friday and Easter Monday are closed, and summer time began'}
    ${'sepa_am04'}    | ${WEDNESDAY}                  | ${'2027-02-05'} | ${'charge-rejected'} | ${'2027-02-05T09:00:00.000Z'} | ${'two bank days'}
    ${'sepa_am04:4'}  | ${WEDNESDAY}                  | ${'2027-02-07'} | ${'charge-rejected'} | ${'2027-02-07T09:00:00.000Z'} | ${'four calendar days, as the token says'}
    ${'sepa_am04:0'}  | ${'2027-02-03T14:00:00.000Z'} | ${'2027-02-03'} | ${'charge-rejected'} | ${'2027-02-03T14:00:00.000Z'} | ${'never before the presentation'}
    ${'sepa_md06'}    | ${WEDNESDAY}                  | ${'2027-02-08'} | ${'charge-reversed'} | ${'2027-02-23T09:00:00.000Z'} | ${'twenty days from the presentation'}
    ${'sepa_md06:35'} | ${WEDNESDAY}                  | ${'2027-02-08'} | ${'charge-reversed'} | ${'2027-03-10T09:00:00.000Z'} | ${'thirty-five days from the presentation (S17)'}
  `('$token presented $at: $type $when, $because', async ({ token, at, expectedOn, type, when }) => {
    const charge = await chargeOf(token, { at });
    expect(await provider.charge(charge)).toEqual({ outcome: 'PENDING', expectedOn });
    const news = await newsOf(charge, when);
    expect(news.at(-1)).toMatchObject({ type, at: when, payment: 'T1/1', subscription: charge.subscription });
    const before = new Date(Date.parse(when) - 1).toISOString();
    expect(await newsOf(charge, before)).toHaveLength(news.length - 1);
  });

  test('with sepa_am04_once is rejected the first time only', async () => {
    const first = await chargeOf('sepa_am04_once');
    const again = { ...first, key: `${first.key}/2`, payment: 'T1/2', at: '2027-02-08T07:00:00.000Z' };
    await provider.charge(first);
    await provider.charge(again);
    const news = await newsOf(first, '2027-03-01T00:00:00.000Z');
    expect(news.map(({ type, at }) => [type, at.slice(0, 10)])).toEqual([
      ['charge-rejected', '2027-02-05'],
      ['charge-settled', '2027-02-11'],
    ]);
  });

  test('is looked up at an instant: pending before its result, settled from it on', async () => {
    const charge = await chargeOf('sepa_ok');
    const answer = await provider.charge(charge);
    expect(await provider.lookUp({ ...charge, at: '2027-02-08T08:59:59.999Z' })).toEqual(answer);
    expect(await provider.lookUp({ ...charge, at: '2027-02-08T09:00:00.000Z' })).toEqual({ outcome: 'SETTLED' });
  });
});

describe('faults', () => {
  test('card_down: three tries of each presentation fail, and leave nothing', async () => {
    const charge = await chargeOf('card_down');
    for (const presentation of [charge, { ...charge, key: `${charge.key}/2` }]) {
      for (let tries = 0; tries < 3; tries++) {
        const fault = await faultOf(provider.charge(presentation));
        expect(fault).toBeInstanceOf(ProviderUnavailable);
        expect(fault).not.toBeInstanceOf(ReplyLost);
      }
      expect(await provider.lookUp(presentation)).toBeNull();
      expect(await provider.charge(presentation)).toEqual({ outcome: 'SETTLED' });
    }
  });

  test('sepa_down: all of the first Paris day fails, the next one works', async () => {
    const charge = await chargeOf('sepa_down');
    for (const at of [WEDNESDAY, '2027-02-03T22:59:59.999Z'])
      expect(await faultOf(provider.charge({ ...charge, at }))).toBeInstanceOf(ProviderUnavailable);
    expect(await provider.charge({ ...charge, key: `${charge.key}/2`, at: '2027-02-03T23:00:00.000Z' })).toMatchObject({ outcome: 'PENDING' });
  });

  test('an unknown method is refused for good', async () => {
    const charge = await chargeOf('card_ok');
    expect(await faultOf(provider.charge({ ...charge, method: 'pm_unknown' }))).toBeInstanceOf(ProviderRefused);
  });
});

describe('stored outside events', () => {
  const store = (event: object) => askJson(`${sandbox.url}/sandbox-events`, z.object({ id: z.string() }), { clocked: true, ...event });

  test('provider-outage: charges of its subscription fail from its instant until its end', async () => {
    const charge = await chargeOf('sepa_ok');
    await store({ type: 'provider-outage', at: '2027-02-03T06:00:00Z', subscription: charge.subscription, data: { until: '2027-02-03T12:00:00Z' } });
    expect(await faultOf(provider.charge({ ...charge, at: '2027-02-03T11:59:59Z' }))).toBeInstanceOf(ProviderUnavailable);
    expect(await provider.charge(await chargeOf('card_ok'))).toEqual({ outcome: 'SETTLED' });
    expect(await provider.charge({ ...charge, at: '2027-02-03T12:00:00Z' })).toMatchObject({ outcome: 'PENDING' });
  });

  test('provider-outage until a day: that day works; until its own day: the whole day fails', async () => {
    const [one, other] = [await chargeOf('card_ok'), await chargeOf('card_ok')];
    await store({ type: 'provider-outage', at: '2027-02-02T23:00:00Z', subscription: one.subscription, data: { until: '2027-02-04' } });
    await store({ type: 'provider-outage', at: '2027-02-02T23:00:00Z', subscription: other.subscription, data: { until: '2027-02-03' } });
    for (const charge of [one, other]) {
      expect(await faultOf(provider.charge({ ...charge, at: '2027-02-03T22:59:59Z' }))).toBeInstanceOf(ProviderUnavailable);
      expect(await provider.charge({ ...charge, at: '2027-02-03T23:00:00Z' })).toEqual({ outcome: 'SETTLED' });
    }
  });

  test('client-payment, bounce and debtor-refund are told in order, until they are marked as delivered', async () => {
    const charge = await chargeOf('sepa_ok');
    await provider.charge(charge);
    const { subscription } = charge;
    await store({ type: 'debtor-refund', at: '2027-03-10T12:00:00Z', subscription });
    await store({ type: 'bounce', at: '2027-02-20T12:00:00Z', subscription, notice: 'DEFAULT_NOTICE/T1' });
    await store({ type: 'client-payment', at: '2027-03-05T23:30:00Z', subscription, data: { amountCents: 30_000 } });
    const news = await newsOf(charge, '2027-12-31T00:00:00Z');
    expect(news).toMatchObject([
      { type: 'charge-settled', payment: 'T1/1' },
      { type: 'notice-bounced', notice: 'DEFAULT_NOTICE/T1' },
      { type: 'client-payment', amountCents: 30_000, orderedOn: '2027-03-06' },
      { type: 'charge-reversed', payment: 'T1/1', code: 'MD06' },
    ]);
    await provider.delivered(news.slice(0, 2).map((one) => one.id));
    expect(await newsOf(charge, '2027-12-31T00:00:00Z')).toEqual(news.slice(2));
  });

  test('an event of a client is told to its subscriptions, and to no other client', async () => {
    const client = fresh('cli');
    await store({ type: 'client-payment', at: WEDNESDAY, client, data: { amountCents: 100 } });
    expect(await provider.events({ subscription: fresh('SUB'), client, until: WEDNESDAY })).toHaveLength(1);
    expect(await provider.events({ subscription: fresh('SUB'), client: fresh('cli'), until: WEDNESDAY })).toEqual([]);
  });

  test('what Tacite asks for is taken once', async () => {
    const subscription = fresh('SUB');
    await store({ type: 'issue-failure', at: WEDNESDAY, subscription });
    const take = (at: string) =>
      askJson(`${sandbox.url}/sandbox-events/take`, z.object({ event: z.unknown() }), { type: 'issue-failure', at, clocked: true, subscription });
    expect(await take('2027-02-03T06:59:59Z')).toEqual({ event: null });
    expect(await take(WEDNESDAY)).toMatchObject({ event: { type: 'issue-failure' } });
    expect(await take(WEDNESDAY)).toEqual({ event: null });
  });

  test.each([
    [{ type: 'client-payment', at: WEDNESDAY, data: { amountCents: 1 } }, 422],
    [{ type: 'client-payment', at: WEDNESDAY, subscription: 'S', data: {} }, 400],
    [{ type: 'bounce', at: WEDNESDAY }, 422],
    [{ type: 'sunshine', at: WEDNESDAY }, 400],
    [{ type: 'export-delay', at: '2027-02-03', data: { days: 1 } }, 400],
  ])('%j is refused with %i', async (event, status) => {
    expect(await faultOf(store(event))).toMatchObject({ status });
  });
});
