/** E11.1a, E11.1b: without a carrier a person posts the letters; the notice is sent on the day of posting, and waits until then. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LetterWaits } from '../../activities/formal.ts';
import { tellLetter } from '../../api/letter-events.ts';
import type { Deps as ApiDeps } from '../../api/deps.ts';
import { letterCopy, lettersPage } from '../../database/letters.ts';
import { settledClock } from '../../database/queries/clocks.ts';
import { recordsOf } from '../../database/records.ts';
import { outsideEvent } from '../../database/queries/provider-events.ts';
import { printQueue } from '../../providers/letters/print-queue.ts';
import { report } from '../../providers/sandbox/reports.ts';
import { aClient, aSubscription } from '../database/living.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
const told: unknown[] = [];
let api: ApiDeps;
beforeAll(async () => {
  ground = await openGround();
  const temporal = { workflow: { getHandle: () => ({ signal: async (_: unknown, event: unknown) => void told.push(event) }) } };
  api = { knex: ground.deps.knex, temporal } as unknown as ApiDeps;
});
afterAll(() => ground.close());

const BY = { person: 'usr_1', role: 'SUPPORT' as const };
const DAY = 86_400_000;
const day = (ago: number): string => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);
/** A default notice whose e-mail is refused, so that its letter waits for a person. */
async function aLetter() {
  const number = await ground.aLife('card_declined');
  const duty = await ground.liveUntil(number, 'notice.send');
  const send = () => ground.perform(number, duty, { letters: printQueue() });
  ground.mail.answer('550 no such user');
  await expect(send()).rejects.toBeInstanceOf(LetterWaits);
  ground.mail.answer(null);
  const { rows } = await lettersPage(ground.deps.knex, { state: 'TO_POST' }, { limit: 50 });
  const waiting = rows.find((row) => row.subscription === number);
  if (!waiting) throw new Error('no letter waits');
  const find = async () => {
    const letter = await letterCopy(ground.deps.knex, waiting);
    if (!letter) throw new Error('the letter is gone');
    return letter;
  };
  return { number, send, find, tell: async (news: Parameters<typeof tellLetter>[2]) => tellLetter(api, await find(), news, BY) };
}

test('the letter waits, the same bytes at each try; posted, the notice is sent on that day with its number', async () => {
  const { number, send, find, tell } = await aLetter();
  const { sha256, source, at } = await find();
  expect(source?.subarray(0, 5).toString()).toBe('%PDF-');
  await expect(send()).rejects.toBeInstanceOf(LetterWaits);
  expect((await find()).sha256).toBe(sha256);
  await tell({
    event: 'POSTED',
    on: day(2),
    tracking: '1A 234 567 8901 2',
    scan: { name: 'preuve.pdf', type: 'application/pdf', contentBase64: 'JVBERi0=' },
  });
  const { facts } = await send();
  expect(facts[0]).toMatchObject({ type: 'notice.sent', channel: 'REGISTERED_LETTER', sentOn: day(2) });
  expect(Date.parse(at)).toBeLessThan(Date.parse((await find()).at));
  const row = await ground.deps.knex('notices').where({ subscription: number, formal: true }).first();
  expect(row).toMatchObject({ state: 'SENT', receipt: '1A 234 567 8901 2', document_hash: sha256 });
});

test('what the post says is recorded with its slip; one that is signed for is an acknowledgement', async () => {
  const { send, find, tell } = await aLetter();
  await tell({ event: 'POSTED', on: day(3), tracking: '1A 1' });
  await send();
  await tell({ event: 'PRESENTED', on: day(2) });
  told.length = 0;
  await tell({ event: 'RECEIVED', on: day(1), scan: { name: 'avis.png', type: 'image/png', contentBase64: 'iVBORw==' } });
  const letter = await find();
  expect(letter.state).toBe('RECEIVED');
  expect(told).toMatchObject([{ type: 'notice-acknowledged', notice: letter.notice.slice(letter.subscription.length + 1) }]);
  const records = await recordsOf(ground.deps.knex, { kind: 'LETTER_EVENT', client: letter.client });
  expect(records.map(({ data }) => data['letter'])).toEqual(['POSTED', 'PRESENTED', 'RECEIVED']);
  expect(await ground.deps.knex('attachments').where({ record: records[2]?.id }).first('name')).toEqual({ name: 'avis.png' });
});

test('what a carrier tells is recorded as what a person enters is; the same news again once, and none that cannot follow', async () => {
  const { knex } = ground.deps;
  const { number, send, find, tell } = await aLetter();
  const at = `${day(1)}T09:00:00.000Z`;
  const { notice, client } = await find();
  const news = { at, clocked: false, subscription: number, client: null, type: 'letter-tracked', notice } as const;
  const hear = (id: string, event: 'PRESENTED' | 'RECEIVED' | 'RETURNED', copy?: number) =>
    outsideEvent(knex, { ...news, id, event, ...(copy ? { copy } : {}) }, report);
  expect(await hear('evt_0', 'PRESENTED')).toBeNull(); // it waits to be posted
  await tell({ event: 'POSTED', on: day(2), tracking: '1A 1' });
  await send();
  expect(await hear('evt_1', 'PRESENTED', 2)).toBeNull(); // it has one copy
  expect(await hear('evt_1', 'PRESENTED')).toEqual({ subscription: number, event: null });
  const received = { subscription: number, event: { key: 'evt_2', at, type: 'notice-acknowledged', notice: notice.slice(number.length + 1) } };
  expect(await hear('evt_2', 'RECEIVED')).toEqual(received);
  expect(await hear('evt_2', 'RECEIVED')).toEqual(received);
  expect(await hear('evt_3', 'RETURNED')).toBeNull(); // signed for, it does not come back
  expect((await find()).state).toBe('RECEIVED');
  const records = await recordsOf(knex, { kind: 'LETTER_EVENT', client });
  expect(records.map(({ data, by }) => [data['letter'], data['on'], typeof by])).toEqual([
    ['POSTED', day(2), 'object'],
    ['PRESENTED', day(1), 'string'],
    ['RECEIVED', day(1), 'string'],
  ]);
});

test.each`
  news                                                       | because
  ${{ event: 'POSTED', on: day(1) }}                         | ${'it has no number'}
  ${{ event: 'POSTED', on: day(-1), tracking: '1A 1' }}      | ${'that day has not come'}
  ${{ event: 'POSTED', on: '2020-01-01', tracking: '1A 1' }} | ${'it was not written by then'}
  ${{ event: 'RECEIVED', on: day(1) }}                       | ${'it was not posted'}
`('$news.event is refused: $because', async ({ news }) => {
  const { find, tell } = await aLetter();
  await expect(tell(news)).rejects.toMatchObject({ status: 422 });
  expect((await find()).state).toBe('TO_POST');
});

test('two copies are sent when both were posted, on the later day', async () => {
  const { knex } = ground.deps;
  const number = await ground.aLife('card_declined');
  const duty = await ground.liveUntil(number, 'notice.send');
  const { client } = await knex('subscriptions').where({ number }).first('client');
  const second = { notice: `${number}/address`, client, postal: '2 rue Neuve\n75002 Paris', email: 'nouveau@jardins.example' };
  await knex('addresses').insert({ ...second, notified_at: '2026-01-06T00:00:00Z', effective_on: '2099-01-01' });
  const send = () => ground.perform(number, duty, { letters: printQueue() });
  ground.mail.answer('550 no such user');
  await expect(send()).rejects.toBeInstanceOf(LetterWaits);
  const post = async (copy: number, on: string): Promise<void> => {
    const notice = (await knex('notices').where({ subscription: number, formal: true }).first('id')).id;
    const letter = await letterCopy(knex, { notice, copy });
    if (letter) await tellLetter(api, letter, { event: 'POSTED', on, tracking: `1A ${copy}` }, BY);
  };
  await post(1, day(4));
  await expect(send()).rejects.toBeInstanceOf(LetterWaits);
  await post(2, day(1));
  expect((await send()).facts[0]).toMatchObject({ type: 'notice.sent', sentOn: day(1) });
  ground.mail.answer(null);
});

test('a letter that waits for a person does not hold a test clock; a message that is to leave does', async () => {
  const { knex } = ground.deps;
  const client = await aClient(knex, 'cli_clock', 'fr', 'clock_letters');
  const number = await aSubscription(knex, client, '2027-01-04T09:30:00.000Z');
  const target = '2027-02-14T14:00:00.000Z';
  await knex('test_clocks').where({ id: 'clock_letters' }).update({ target });
  await knex('subscriptions').where({ number }).update({ clock_at: target });
  await knex('notices').where({ subscription: number }).update({ state: 'SENT' });
  const row = {
    id: `${number}/n`,
    subscription: number,
    client,
    code: 'DEFAULT_NOTICE',
    formal: true,
    channel: 'REGISTERED_LETTER',
    sender: 'COMPANY',
  };
  await knex('notices').insert({ ...row, article: 'E8.3a', language: 'fr', values: '{}', send_after: '2027-02-14T13:00:00Z', state: 'TO_SEND' });
  const at = async () => (await settledClock(knex, 'clock_letters'))?.at;
  expect(await at()).not.toBe(target);
  await knex('deliveries').insert({ notice: row.id, channel: 'REGISTERED_LETTER', copy: 1, state: 'TO_POST', at: '2027-02-14T13:00:00Z' });
  expect(await at()).toBe(target);
});
