/** F01, F04, F16: a duty is performed once, however often and from however many sides it is asked for, and wherever it is cut off. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitOnce } from '../../activities/commit.ts';
import { fact } from '../../contract/clause.ts';
import type { Action } from '../../contract/duties.ts';
import type { Fact } from '../../contract/facts.ts';
import { verify } from '../../database/verify.ts';
import type { PaymentProvider } from '../../providers/payments/port.ts';
import { ReplyLost } from '../../providers/request.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());

const journalOf = (number: string, act: string): Promise<unknown[]> => ground.deps.knex('journal').where({ subscription: number, act });
const AT_ONCE = Array.from({ length: 6 });

test.each<{ action: Action; token: string; facts: Fact['type'][] }>([
  { action: 'invoice.issue', token: 'card_ok', facts: ['invoice.issued'] },
  { action: 'payment.present', token: 'card_ok', facts: ['payment.presented', 'payment.settled'] },
  { action: 'payment.present', token: 'card_declined', facts: ['payment.presented', 'payment.rejected'] },
  { action: 'notice.send', token: 'card_declined', facts: ['notice.sent', 'message.sent'] },
])('$action with $token: again, and six times at once, gives the same facts', async ({ action, token, facts }) => {
  const number = await ground.aLife(token);
  const duty = await ground.liveUntil(number, action);
  const many = await Promise.all(AT_ONCE.map(() => ground.perform(number, duty)));
  const again = await ground.perform(number, duty);
  expect(again.facts.map((one) => one.type)).toEqual(facts);
  for (const one of many) expect(one).toEqual(again);
  expect(await journalOf(number, duty.id)).toHaveLength(facts.length);
});

test('six presentations at once of one invoice are one charge', async () => {
  const number = await ground.aLife();
  const duty = await ground.liveUntil(number, 'payment.present');
  await Promise.all(AT_ONCE.map(() => ground.perform(number, duty)));
  const [{ number: invoice }] = await ground.deps.knex('documents').where({ subscription: number }).select('number');
  expect(await ground.charges(number)).toMatchObject([{ statement: `Tacite ${invoice}` }]);
  expect(await ground.deps.knex('payments').where({ subscription: number }).select('state')).toEqual([{ state: 'SETTLED' }]);
});

test('an act is made once, though eight ask for it together', async () => {
  const number = await ground.aLife();
  const at = Date.parse('2026-01-06T10:00:00Z');
  let made = 0;
  const act = { subscription: number, act: 'command/once', at };
  const results = await Promise.all(
    Array.from({ length: 8 }, () =>
      commitOnce(ground.deps.knex, act, () => {
        made++;
        return [fact('payment-method.changed', 'E5.5a', at, { method: 'pm_9', kind: 'CARD', verified: true }, 'outside')];
      }),
    ),
  );
  expect(made).toBe(1);
  for (const one of results) expect(one).toEqual(results[0]);
});

test('a failure told of a duty that is in the journal is answered with what was done, and leaves nothing behind', async () => {
  const number = await ground.aLife();
  const duty = await ground.liveUntil(number, 'payment.present');
  const done = await ground.perform(number, duty);
  const failed = { subscription: number, act: `outside/${duty.id}/failed`, at: duty.due, unless: duty.id };
  expect(await commitOnce(ground.deps.knex, failed, () => expect.unreachable('it was done'))).toEqual(done);
  expect(await journalOf(number, failed.act)).toEqual([]);
});

test('an act without facts leaves nothing behind', async () => {
  const number = await ground.aLife();
  const before = await ground.deps.knex('journal').where({ subscription: number }).count();
  expect(await commitOnce(ground.deps.knex, { subscription: number, act: 'outside/nothing', at: 0 }, () => [])).toEqual({ facts: [], seq: 0 });
  expect(await ground.deps.knex('journal').where({ subscription: number }).count()).toEqual(before);
});

describe('cut off at a point and done again', () => {
  const CASES: { point: string; action: Action; token: string }[] = [
    ...['charge.before-provider', 'charge.after-provider', 'perform.before-commit', 'perform.after-commit'].map((point) => ({
      point,
      action: 'payment.present' as const,
      token: 'card_ok',
    })),
    ...['notice.before-send', 'notice.after-send'].map((point) => ({ point, action: 'notice.send' as const, token: 'card_declined' })),
  ];
  test.each(CASES)('$point', async ({ point, action, token }) => {
    const number = await ground.aLife(token);
    const duty = await ground.liveUntil(number, action);
    const charged = (await ground.charges(number)).length;
    const failpoint = (name: string): void => {
      if (name === point) throw new Error(`cut off at ${name}`);
    };
    await expect(ground.perform(number, duty, { failpoint })).rejects.toThrow(`cut off at ${point}`);
    const done = await ground.perform(number, duty);
    expect(await journalOf(number, duty.id)).toHaveLength(done.facts.length);
    expect((await ground.charges(number)).length - charged).toBe(action === 'payment.present' ? 1 : 0);
    expect(await ground.deps.knex('notices').where({ subscription: number, formal: true })).toHaveLength(action === 'notice.send' ? 1 : 0);
  });
});

test('F04: an answer that was lost is asked for, and nothing is charged again', async () => {
  const number = await ground.aLife();
  const duty = await ground.liveUntil(number, 'payment.present');
  let asked = 0;
  const losing: PaymentProvider = {
    ...ground.deps.payments,
    charge: async (request) => {
      asked++;
      await ground.deps.payments.charge(request);
      throw new ReplyLost('the answer is lost');
    },
  };
  const { facts } = await ground.perform(number, duty, { payments: losing });
  expect(facts.map((one) => one.type)).toEqual(['payment.presented', 'payment.settled']);
  expect(asked).toBe(1);
  expect(await ground.charges(number)).toHaveLength(1);
});

test('F04: while the provider cannot even be asked, the payment is UNKNOWN, and is looked up before it is presented again', async () => {
  const number = await ground.aLife();
  const duty = await ground.liveUntil(number, 'payment.present');
  const mute: PaymentProvider = {
    ...ground.deps.payments,
    charge: async (request) => {
      await ground.deps.payments.charge(request);
      throw new ReplyLost('the answer is lost');
    },
    lookUp: () => Promise.reject(new ReplyLost('it does not answer')),
  };
  await expect(ground.perform(number, duty, { payments: mute })).rejects.toThrow('it does not answer');
  expect(await ground.deps.knex('payments').where({ subscription: number }).select('state')).toEqual([{ state: 'UNKNOWN' }]);
  const asks: string[] = [];
  const heard: PaymentProvider = {
    ...ground.deps.payments,
    charge: (request) => {
      asks.push('charge');
      return ground.deps.payments.charge(request);
    },
    lookUp: (charge) => {
      asks.push('look up');
      return ground.deps.payments.lookUp(charge);
    },
  };
  await ground.perform(number, duty, { payments: heard });
  expect(asks).toEqual(['look up']);
  expect(await ground.charges(number)).toHaveLength(1);
});

test('numbers, books, chains and contracts hold after all this', async () => {
  expect(await verify(ground.deps.knex)).toEqual([]);
});

describe('notice.emailSentAt (E11.1b)', () => {
  test.each`
    parameters                                | days | because
    ${{}}                                     | ${1} | ${"the recipient's server accepted it a day later"}
    ${{ 'notice.emailSentAt': 'SUBMISSION' }} | ${0} | ${'it was handed over today'}
  `('11.1: under $parameters an e-mail accepted after a day was sent $days days from now: $because', async ({ parameters, days }) => {
    const number = await ground.aLife('card_declined', { parameters });
    const duty = await ground.liveUntil(number, 'notice.send');
    const { mailer } = ground.deps;
    const deliver: typeof mailer.deliver = async (mail) => ({
      ...(await mailer.deliver(mail)),
      acceptedAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const { facts } = await ground.perform(number, duty, { mailer: { ...mailer, deliver } });
    const [sent] = facts.flatMap((one) => (one.type === 'notice.sent' ? [one.sentAt] : []));
    expect(Math.abs(Math.round((Date.parse(sent ?? '') - Date.now()) / 86_400_000))).toBe(days);
  });
});
