/** CGUV 8.4 (a), 8.6 (b): what the end of a subscription does on the sold platform, and how the destruction is believed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instantOf } from '../../contract/calendar.ts';
import type { Acceptance } from '../../contract/facts.ts';
import { platformAccounts } from '../../database/queries/accounts.ts';
import { verify } from '../../database/verify.ts';
import { aSubscription } from '../database/living.ts';
import { endNow } from './end-now.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround({ clocked: true });
});
afterAll(() => ground.close());

const clientOf = async (number: string): Promise<string> => (await ground.deps.knex('subscriptions').where({ number }).first('client')).client;
const holdings = (space: string): Promise<Record<string, number>> => ground.deps.platform.holdings(space);
const gone = async (space: string): Promise<boolean> => Object.values(await holdings(space)).every((count) => count === 0);
const deletedOf = (facts: { type: string }[]) => facts.find((one) => one.type === 'subscription.deleted');

/** An ended subscription whose destruction is due, its data on the platform. */
async function anEndedLife(more: Partial<Acceptance> = {}): Promise<string> {
  const number = await ground.aLife('card_ok', more);
  await endNow(ground, number);
  return number;
}
/** A second subscription of the same client, which runs. */
async function another(number: string, more: Partial<Acceptance> = {}): Promise<string> {
  const { client, contract } = await ground.deps.knex('subscriptions').where({ number }).first('client', 'contract');
  return aSubscription(ground.deps.knex, client, '2026-02-02T09:30:00.000Z', { means: contract.means, ...more });
}

describe('8.4 (a): at C + 1', () => {
  test('the accounts and keys of the client are closed', async () => {
    const number = await ground.aLife();
    await endNow(ground, number, 'access.close');
    const { facts } = await ground.perform(number, await ground.next(number));
    expect(facts).toMatchObject([{ type: 'access.revoked', accounts: 3, keys: 1, keptFor: null }]);
  });

  test('they stay open for another subscription of the client that runs', async () => {
    const number = await ground.aLife();
    const second = await another(number);
    await endNow(ground, number, 'access.close');
    const { facts } = await ground.perform(number, await ground.next(number));
    expect(facts).toMatchObject([{ type: 'access.revoked', accounts: 0, keys: 0, keptFor: second }]);
  });
});

describe('8.6 (b): a destruction', () => {
  test('is certified by what there was, once it is read back that nothing is left', async () => {
    const number = await anEndedLife();
    const duty = await ground.next(number);
    const { facts } = await ground.perform(number, duty);
    expect(deletedOf(facts)).toMatchObject({ destroyed: true, certificate: expect.stringMatching(/^DC-/), counts: { accounts: 3, files: 4 } });
    expect(await gone(await clientOf(number))).toBe(true);
    expect(await ground.perform(number, duty)).toMatchObject({ facts });
  });

  test('of which something is left is no destruction: no certificate, the duty stays, and the next try ends it', async () => {
    const number = await anEndedLife();
    const duty = await ground.next(number);
    const platform = { ...ground.deps.platform, holdings: async (space: string) => ({ ...(await holdings(space)), files: 1 }) };
    await expect(ground.perform(number, duty, { platform })).rejects.toThrow('1 files');
    expect(await ground.deps.knex('subscriptions').where({ number }).first('state')).toEqual({ state: 'ENDED' });
    expect(await ground.deps.knex('notices').where({ subscription: number, code: 'DELETION_CERTIFICATE' })).toEqual([]);
    const { facts } = await ground.perform(number, duty);
    expect(deletedOf(facts)).toMatchObject({ destroyed: true, counts: { accounts: 3 } });
  });

  test('cut off before it is read back, or before it is written down, is done again and counted as it was', async () => {
    const number = await anEndedLife();
    const duty = await ground.next(number);
    for (const point of ['destroy.before-reading-back', 'perform.before-commit']) {
      const failpoint = (name: string): void => {
        if (name === point) throw new Error('cut off');
      };
      await expect(ground.perform(number, duty, { failpoint })).rejects.toThrow('cut off');
    }
    const { facts } = await ground.perform(number, duty);
    expect(deletedOf(facts)).toMatchObject({ destroyed: true, counts: { accounts: 3, files: 4 } });
  });

  test.each`
    shared                 | left     | because
    ${'LAST_SUBSCRIPTION'} | ${false} | ${'the other subscription uses the same data'}
    ${'EACH'}              | ${true}  | ${'each has a space of its own'}
  `('under sharedData $shared, while another subscription runs, destroys $left: $because', async ({ shared, left }) => {
    const parameters = { 'reversibility.sharedData': shared };
    const number = await ground.aLife('card_ok', { parameters });
    const second = await another(number, { parameters });
    await endNow(ground, number);
    const client = await clientOf(number);
    const spaces = await platformAccounts(ground.deps.knex, client, instantOf(0));
    expect(spaces.map((one) => one.client)).toEqual(shared === 'EACH' ? [`${client}/${number}`, `${client}/${second}`] : [client]);
    const at = new Date(instantOf(21_000)).toISOString();
    for (const account of spaces) await ground.deps.platform.setAccess({ account, open: true, at });
    const { facts } = await ground.perform(number, await ground.next(number));
    expect(deletedOf(facts)).toMatchObject({ destroyed: left });
    expect(await Promise.all(spaces.map((one) => gone(one.client)))).toEqual(shared === 'EACH' ? [true, false] : [false]);
    expect(await ground.deps.knex('contact_counts').where({ client })).not.toEqual([]);
  });

  test('of personal data alone leaves accounting entries without words', async () => {
    const number = await anEndedLife({ parameters: { 'deletion.scope': 'PERSONAL_DATA' } });
    const { facts } = await ground.perform(number, await ground.next(number));
    expect(deletedOf(facts)).toMatchObject({ destroyed: true, counts: expect.not.objectContaining({ accountingEntries: expect.anything() }) });
    const left = await holdings(await clientOf(number));
    expect(left).toMatchObject({ contacts: 0, labelledEntries: 0, files: 0, accounts: 0 });
    expect(left['accountingEntries']).toBeGreaterThan(0);
  });
});

test('chains, books and documents hold after all this', async () => expect(await verify(ground.deps.knex)).toEqual([]));
