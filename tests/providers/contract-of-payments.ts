/** What every payment provider does, whoever it is: the same tests for each adapter. What takes cards passes those of cards too, what signs webhooks those of webhooks. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Civil } from '../../contract/facts.ts';
import type { ChargeRequest, OutsideNews, PaymentProvider, RegisteredMethod } from '../../providers/payments/port.ts';
import { ProviderRefused, ProviderUnavailable, ReplyLost } from '../../providers/request.ts';
import { InvalidSignature } from '../../providers/webhook-signature.ts';

export type Means = 'card' | 'debit' | 'declined' | 'expired' | 'lost reply' | 'down';
export type Signed = { body: string; headers: Record<string, string> };
export type Told = 'settled' | { rejected: string } | { reversed: string };
/** One provider of direct debits and the outside behind it. */
export type DebitWorld = {
  provider: () => PaymentProvider;
  /** What a client of ours has in hand after giving such a means. */
  token: (means: Means, client: string) => string | Promise<string>;
  /** The bank answers a debit. */
  settle: (charge: ChargeRequest) => Promise<unknown>;
  /** How many charges the provider has of a subscription, and what the account holder reads of the last one. */
  charges: (subscription: string) => Promise<number>;
  statement: (subscription: string) => Promise<string | undefined>;
  /** The instant from which a settled debit is known as such. */
  afterSettlement: string;
};
/** One that takes cards too, and tells what happens by webhooks. */
export type World = Omit<DebitWorld, 'settle'> & {
  /** The same adapter where nothing listens. */
  away: () => Promise<PaymentProvider>;
  /** The webhook that tells what the bank says of a debit. `secret`, `age` in seconds: signed by another, or long ago. */
  told: (charge: ChargeRequest, what: Told, more?: { secret?: string; age?: number }) => Promise<Signed>;
};

export const fresh = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 8)}`;
export const faultOf = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('it succeeded'),
    (error: Error) => error,
  );

async function methodFor(
  { provider, token }: Pick<DebitWorld, 'provider' | 'token'>,
  means: Means,
  client = fresh('cli'),
): Promise<RegisteredMethod> {
  const method = await provider().registerMethod({ token: await token(means, client), client, clocked: false });
  if ('refused' in method) throw new Error(method.refused.en);
  return method;
}
async function chargeOf(world: Pick<DebitWorld, 'provider' | 'token'>, means: Means, more: Partial<ChargeRequest> = {}): Promise<ChargeRequest> {
  const { reference } = await methodFor(world, means);
  const subscription = fresh('SUB');
  const whose = { key: `${subscription}/T1-1`, method: reference, subscription, payment: 'T1-1' };
  return { ...whose, cents: 70_560, documents: ['F2026-000001'], at: new Date().toISOString(), clocked: false, ...more };
}

/** Of every provider: direct debits and refunds. */
export function debitContract(name: string, world: DebitWorld): void {
  const provider = (): PaymentProvider => world.provider();

  describe(`${name}: debits (E5.5a)`, () => {
    test('a mandate is registered as SEPA, with a label that names no number', async () => {
      const method = await methodFor(world, 'debit');
      expect(method).toMatchObject({ kind: 'SEPA', verified: true, reference: expect.stringMatching(/./) });
      expect(method.label.replaceAll(/\D/g, '').length).toBeLessThan(8);
    });

    test.each(['bank_transfer', 'cheque', '4242424242424242', ''])('%j is refused, in both languages', async (token) => {
      const answer = await provider().registerMethod({ token, client: 'cli', clocked: false });
      expect(answer).toEqual({ refused: { en: expect.stringMatching(/\w{3}/), fr: expect.stringMatching(/\w{3}/) } });
      expect(JSON.stringify(answer)).not.toContain('4242');
    });

    test('a debit is pending until the bank has answered; a charge that was never made is not known', async () => {
      const charge = await chargeOf(world, 'debit');
      const answer = await provider().charge(charge);
      expect(answer).toMatchObject({ outcome: 'PENDING', expectedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
      expect((answer as { expectedOn: Civil }).expectedOn > charge.at.slice(0, 10)).toBe(true);
      const { key, method } = charge;
      expect(await provider().lookUp({ key, method })).toEqual(answer);
      await world.settle(charge);
      expect(await provider().lookUp({ key, method, at: world.afterSettlement })).toEqual({ outcome: 'SETTLED' });
      expect(await provider().lookUp({ key: `${key}/unknown`, method })).toBeNull();
    });

    test('a debit asked for twenty times at the same moment is one, and the same key is no other sum', async () => {
      const charge = await chargeOf(world, 'debit');
      const answers = await Promise.all(Array.from({ length: 20 }, () => provider().charge(charge)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await world.charges(charge.subscription)).toBe(1);
      expect(await faultOf(provider().charge({ ...charge, cents: 1 }))).toMatchObject({ status: 409 });
    });

    test.each([
      ['a debit of one document', ['F2026-000001'], /^[A-Z].* F2026-000001$/i],
      ['a debit of three', ['F2026-000001', 'F2026-000002', 'D2026-000001'], /^[A-Z].* F2026-000001\b/i],
      ['a debit of forty', Array.from({ length: 40 }, (_, i) => `F2026-${String(i + 1).padStart(6, '0')}`), /^[A-Z].* F2026-000001\b/i],
    ])('%s names the seller and its number on the statement, in SEPA characters', async (_what, documents, text) => {
      const charge = await chargeOf(world, 'debit', { documents });
      expect((await provider().charge(charge)).outcome).toBe('PENDING');
      const read = await world.statement(charge.subscription);
      expect(read).toMatch(text);
      expect(read).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]{5,140}$/);
    });

    test('a malformed sum is refused for good', async () => {
      expect(await faultOf(provider().charge(await chargeOf(world, 'debit', { cents: 1.5 })))).toBeInstanceOf(ProviderRefused);
    });
  });
}

/** Of providers that take cards too, and tell by signed webhooks. */
export function paymentContract(name: string, world: World): void {
  const provider = (): PaymentProvider => world.provider();
  debitContract(name, { ...world, settle: (charge) => world.told(charge, 'settled') });
  const hear = async ({ body, headers }: Signed): Promise<OutsideNews | null> => provider().verifyWebhook(body, headers);

  test(`${name}: a card is registered as such, with a label that names no number (E5.5a)`, async () => {
    const method = await methodFor(world, 'card');
    expect(method).toMatchObject({ kind: 'CARD', verified: true, reference: expect.stringMatching(/./) });
    expect(method.label.replaceAll(/\D/g, '').length).toBeLessThan(8);
  });

  describe(`${name}: a charge`, () => {
    test('on a card settles at once, and once: the same key has the same answer, and no other sum', async () => {
      const charge = await chargeOf(world, 'card');
      expect(await provider().charge(charge)).toEqual({ outcome: 'SETTLED' });
      expect(await provider().charge({ ...charge, at: new Date().toISOString() })).toEqual({ outcome: 'SETTLED' });
      expect(await world.charges(charge.subscription)).toBe(1);
      expect(await faultOf(provider().charge({ ...charge, cents: 1 }))).toMatchObject({ status: 409 });
    });

    test('sent twenty times at the same moment is one charge', async () => {
      const charge = await chargeOf(world, 'card');
      const answers = await Promise.all(Array.from({ length: 20 }, () => provider().charge(charge)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await world.charges(charge.subscription)).toBe(1);
    });

    test.each([
      ['declined', 'card_declined'],
      ['expired', 'card_expired'],
    ] as const)('on a card that is %s is rejected as %s, and looked up so', async (means, code) => {
      const charge = await chargeOf(world, means);
      expect(await provider().charge(charge)).toEqual({ outcome: 'REJECTED', code });
      expect(await provider().lookUp(charge)).toEqual({ outcome: 'REJECTED', code });
    });
  });

  describe(`${name}: faults`, () => {
    test('a lost reply: the look-up knows, a second asking charges nothing more', async () => {
      const charge = await chargeOf(world, 'lost reply');
      const fault = await faultOf(provider().charge(charge));
      expect(fault instanceof ReplyLost || fault.message === 'it succeeded').toBe(true); // a library that asks again by itself may hear it
      expect(await provider().lookUp(charge)).toEqual({ outcome: 'SETTLED' });
      expect(await provider().charge(charge)).toEqual({ outcome: 'SETTLED' });
      expect(await world.charges(charge.subscription)).toBe(1);
    });

    test('a provider that says no three times charges nothing, and then pays', async () => {
      const charge = await chargeOf(world, 'down');
      for (let tries = 0; tries < 3; tries++) expect(await faultOf(provider().charge(charge))).toBeInstanceOf(ProviderUnavailable);
      expect(await provider().lookUp(charge)).toBeNull();
      expect(await provider().charge(charge)).toEqual({ outcome: 'SETTLED' });
    });

    test('a provider that does not listen is unavailable: nothing was done', async () => {
      const fault = await faultOf((await world.away()).charge(await chargeOf(world, 'card')));
      expect(fault).toBeInstanceOf(ProviderUnavailable);
      expect(fault).not.toBeInstanceOf(ReplyLost);
    });
  });

  test(`${name}: a refund is made once for its key, and for no other sum`, async () => {
    const charge = await chargeOf(world, 'card');
    await provider().charge(charge);
    const { method, subscription, at } = charge;
    const refund = { key: `${subscription}/refund/A`, method, cents: 35_570, documents: ['A2026-000001'], at, subscription };
    const first = await provider().refund(refund);
    expect(first.reference).toMatch(/./);
    expect(await provider().refund(refund)).toEqual(first);
    expect(await faultOf(provider().refund({ ...refund, cents: 1 }))).toMatchObject({ status: 409 });
  });

  describe(`${name}: webhooks`, () => {
    test.each([
      ['settled', 'settled', { type: 'charge-settled' }],
      ['AM04', { rejected: 'AM04' }, { type: 'charge-rejected', code: 'AM04' }],
      ['MD06, a refund that the debtor asked for within 8 weeks', { reversed: 'MD06' }, { type: 'charge-reversed', code: 'MD06' }],
      ['MD01, no mandate, within 13 months', { reversed: 'MD01' }, { type: 'charge-reversed', code: 'MD01' }],
    ] as const)('%s is told of its payment, and a second telling has the same id', async (_what, told, expected) => {
      const charge = await chargeOf(world, 'debit');
      await provider().charge(charge);
      const { subscription, payment } = charge;
      const news = await hear(await world.told(charge, told));
      expect(news).toMatchObject({ ...expected, subscription, payment, clocked: false });
      expect((await hear(await world.told(charge, told)))?.id).toBe(news?.id);
    });

    test.each([
      ['an altered body', (one: Signed): Signed => ({ ...one, body: one.body.replace('eur', 'usd').replace('T1-1', 'T9-9') }), {}],
      ['another secret', (one: Signed) => one, { secret: 'whsec_YW5vdGhlciBzZWNyZXQ=' }],
      ['no signature', ({ body }: Signed): Signed => ({ body, headers: {} }), {}],
      ['a signature older than five minutes', (one: Signed) => one, { age: 301 }],
    ])('%s is refused', async (_what, spoil, more) => {
      const charge = await chargeOf(world, 'debit');
      await provider().charge(charge);
      const spoilt = spoil(await world.told(charge, 'settled', more));
      expect(await faultOf(hear(spoilt))).toBeInstanceOf(InvalidSignature);
    });

    test('a signature of five minutes ago, less a little, is taken', async () => {
      const charge = await chargeOf(world, 'debit');
      await provider().charge(charge);
      expect(await hear(await world.told(charge, 'settled', { age: 290 }))).toMatchObject({ type: 'charge-settled' });
    });
  });
}
