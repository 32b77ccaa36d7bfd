/** F10, F38: what acts outside (money back, a letter, an export, the destruction) is cut off before and after its commit, done again, and has one effect. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitOnce } from '../../activities/commit.ts';
import { isRefusal } from '../../contract/clause.ts';
import type { Command, CommandInput, CommandType } from '../../contract/commands.ts';
import { decide } from '../../contract/contract.ts';
import type { Action } from '../../contract/duties.ts';
import { verify } from '../../database/verify.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround({ clocked: true });
});
afterAll(() => ground.close());

async function asks<T extends CommandType>(number: string, at: string, type: T, input: CommandInput[T]): Promise<void> {
  const command = { type, by: { person: 'usr_1', role: 'CLIENT_ADMIN' }, input } as unknown as Command;
  await commitOnce(ground.deps.knex, { subscription: number, act: `command/${type}`, at: Date.parse(at) }, ({ contract }) => {
    const decided = decide(contract, command, Date.parse(at));
    if (isRefusal(decided)) throw new Error(`${type} is refused: ${decided.because}`);
    return decided;
  });
}

const MONTHLY = {
  formula: { code: 'monthly', months: 1 },
  price: { netCents: 5_900, instalments: 1, termDays: 30, contacts: 280, schedule: 'sch_1' },
};
/** A life on its way to a duty, and where the outside keeps what that duty does. */
const LIVES: { action: Action; table: string; whose: 'subscription' | 'client' | 'key'; begin: () => Promise<string> }[] = [
  {
    action: 'refund.release',
    table: 'sandbox.refunds',
    whose: 'subscription',
    begin: async () => {
      const number = await ground.aLife();
      await ground.perform(number, await ground.liveUntil(number, 'payment.present'));
      await asks(number, '2026-02-10T09:00:00Z', 'notify-breach', { clause: '4.3', facts: 'txt_1', evidence: 'txt_2', channel: 'EMAIL' });
      await ground.perform(number, await ground.liveUntil(number, 'notice.send'));
      await asks(number, '2026-04-20T09:00:00Z', 'terminate-for-cause', { ground: 'BREACH', facts: 'txt_3', channel: 'EMAIL' });
      return number;
    },
  },
  {
    action: 'notice.send',
    table: 'sandbox.letters',
    whose: 'key',
    begin: () => ground.aLife('card_declined', { noticeChannel: 'REGISTERED_LETTER' }),
  },
  {
    action: 'export.start',
    table: 'platform.exports',
    whose: 'subscription',
    begin: async () => {
      const number = await ground.aLife();
      await asks(number, '2026-01-06T09:00:00Z', 'request-export', { export: `exp_${number}` });
      return number;
    },
  },
  {
    action: 'data.destroy',
    table: 'platform.destructions',
    whose: 'client',
    begin: async () => {
      const number = await ground.aLife('card_ok', MONTHLY);
      await asks(number, '2026-01-06T09:00:00Z', 'denounce', {});
      return number;
    },
  },
];

test.each(LIVES.flatMap((life) => ['perform.before-commit', 'perform.after-commit'].map((point) => ({ ...life, point }))))(
  '$action cut off at $point',
  async ({ action, table, whose, begin, point }) => {
    const number = await begin();
    const duty = await ground.liveUntil(number, action);
    const failpoint = (name: string): void => {
      if (name === point) throw new Error(`cut off at ${name}`);
    };
    await expect(ground.perform(number, duty, { failpoint })).rejects.toThrow(`cut off at ${point}`);
    const done = await ground.perform(number, duty);
    expect(await ground.perform(number, duty)).toEqual(done);
    expect(await ground.deps.knex('journal').where({ subscription: number, act: duty.id })).toHaveLength(done.facts.length);
    const { client } = await ground.deps.knex('subscriptions').where({ number }).first('client');
    const effects = ground.deps.knex(table);
    const kept = await (whose === 'key'
      ? effects.where('key', 'like', `${number}/%`)
      : effects.where(whose, { subscription: number, client }[whose]));
    expect(kept.map((one) => /^Tacite A\d{4}-\d{6}$/.test(one.statement ?? ''))).toEqual([action === 'refund.release']); // what the account holder reads
  },
);

test('numbers, books, chains and contracts hold after all this', async () => {
  expect(await verify(ground.deps.knex)).toEqual([]);
});
