import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Message } from '../../contract/messages.ts';
import { dueMessages, dueMessagesOf, markFailed, markSent, queueMessages } from '../../database/outbox.ts';
import { aClient, aSubscription, live, pays } from './living.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
let number: string;
beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
  await aClient(knex, 'cli_1');
  await aClient(knex, 'cli_clock', 'en', 'clock_1');
});
afterAll(async () => database?.drop());
beforeEach(async () => {
  await knex('notices').delete();
  number = await aSubscription(knex, 'cli_1');
});

const NOW = '2027-02-04T07:00:00.000Z';
const reminder = (notice: string, sendAfter = NOW): Message => ({
  notice,
  code: 'COURTESY_REMINDER',
  article: 'E8.3a',
  sender: 'COMPANY',
  channel: 'EMAIL',
  sendAfter,
  attachments: ['F2027-000001'],
  values: {
    number: 'F2027-000001',
    kind: 'PRICE',
    dueOn: '2027-02-03',
    openCents: 70560,
  },
});
const formal = (notice: string): Message => ({
  notice,
  code: 'SUSPENSION_NOTICE',
  article: 'E8.3a',
  sender: 'COMPANY',
  channel: 'EMAIL',
  sendAfter: NOW,
  attachments: [],
  values: {
    reason: 'PAYMENT',
    scope: 'ALL',
    facts: null,
    sentOn: '2027-02-26',
    deemedOn: '2027-03-03',
    since: '2027-02-26',
    documents: [],
    openCents: 70560,
  },
});
const queue = (messages: Message[], subscription = number, client = 'cli_1') =>
  knex.transaction((trx) => queueMessages(trx, { number: subscription, client, language: 'fr' }, messages));
const ids = (messages: { id: string }[]): string[] => messages.map((message) => message.id);
const bytes = {
  recipient: 'a@example.org',
  subject: 'Rappel',
  bodyText: 'Bonjour',
  bodyHtml: '<p>Bonjour</p>',
  source: Buffer.from('From: x'),
  documentHash: 'ab12',
  messageId: '<1@x>',
  sentAt: NOW,
};

test('A11: the same message queued twice is one row, as it was first written', async () => {
  await queue([reminder('remind/T1/courtesy')]);
  await queue([{ ...reminder('remind/T1/courtesy'), sendAfter: '2030-01-01T00:00:00.000Z' }, reminder('remind/T2/courtesy')]);
  const rows = await knex('notices').orderBy('id');
  expect(ids(rows)).toEqual([`${number}/remind/T1/courtesy`, `${number}/remind/T2/courtesy`]);
  expect(rows[0]).toMatchObject({
    state: 'TO_SEND',
    send_after: NOW,
    formal: false,
    language: 'fr',
    attachments: ['F2027-000001'],
    values: { openCents: 70_560 },
  });
});

test('A5: what is due leaves once, oldest first; a formal notice, a later message and one on a test clock do not', async () => {
  const other = await aSubscription(knex, 'cli_clock');
  await queue([reminder('b'), reminder('a', '2027-02-04T06:00:00.000Z'), formal('f'), reminder('later', '2027-02-04T07:00:00.001Z')]);
  await queue([reminder('c')], other, 'cli_clock');
  const taken = await dueMessages(knex, NOW, 10);
  expect(ids(taken)).toEqual([`${number}/a`, `${number}/b`]);
  expect(taken[0]).toMatchObject({ code: 'COURTESY_REMINDER', sendAfter: '2027-02-04T06:00:00.000Z', tries: 1, values: { number: 'F2027-000001' } });
  expect(await dueMessages(knex, NOW, 10)).toEqual([]);
});

test('several senders at once never take the same message; one that died lets go of it', async () => {
  await queue(Array.from({ length: 40 }, (_, i) => reminder(`m${String(i).padStart(2, '0')}`)));
  const taken = await Promise.all(Array.from({ length: 8 }, () => dueMessages(knex, NOW, 5)));
  expect(taken.every((some) => some.length <= 5)).toBe(true);
  expect(new Set(taken.flatMap(ids)).size).toBe(taken.flat().length);
  const later = '2027-02-04T07:03:00.000Z';
  expect(await dueMessages(knex, later, 100)).toHaveLength(40);
});

test('on a test clock, what is due up to an instant, in order, also when it failed before', async () => {
  const other = await aSubscription(knex, 'cli_clock');
  await queue(
    [reminder('b'), reminder('a', '2027-02-01T06:00:00.000Z'), reminder('later', '2027-03-01T06:00:00.000Z'), formal('f')],
    other,
    'cli_clock',
  );
  await markFailed(knex, `${other}/a`, { error: 'connection refused', nextTry: '2027-02-04T08:00:00.000Z' });
  expect(ids(await knex.transaction((trx) => dueMessagesOf(trx, other, NOW)))).toEqual([`${other}/a`, `${other}/b`]);
});

test('E11.1a: what left is kept with its bytes; a second sending changes nothing', async () => {
  await queue([reminder('a')]);
  const id = `${number}/a`;
  expect(await markSent(knex, id, bytes)).toBe(true);
  expect(await markSent(knex, id, { ...bytes, subject: 'Autre', messageId: '<2@x>' })).toBe(false);
  expect(await knex('notices').where({ id }).first()).toMatchObject({
    state: 'SENT',
    subject: 'Rappel',
    message_id: '<1@x>',
    document_hash: 'ab12',
    source: Buffer.from('From: x'),
    sent_at: NOW,
  });
  await markFailed(knex, id, { error: 'late', nextTry: NOW });
  expect(await knex('notices').where({ id }).first()).toMatchObject({ state: 'SENT', last_error: null });
});

test('a message that could not leave waits for its next try, with the reason', async () => {
  await queue([reminder('a')]);
  await dueMessages(knex, NOW, 1);
  await markFailed(knex, `${number}/a`, { error: '451 greylisted', nextTry: '2027-02-04T07:10:00.000Z' });
  expect(await dueMessages(knex, '2027-02-04T07:09:59.000Z', 1)).toEqual([]);
  expect(await dueMessages(knex, '2027-02-04T07:10:00.000Z', 1)).toMatchObject([{ tries: 2, lastError: '451 greylisted' }]);
});

test('a message names documents by their numbers, also those that the contract has forgotten', async () => {
  await live(knex, number, '2027-01-05T00:00:00.000Z', pays);
  const { number: invoice } = await knex('documents').where({ subscription: number, id: 'T1' }).first('number');
  const values = { number: 'A2027-000001', corrects: ['T1'], grossCents: 35_570, refundCents: 35_570, refundBy: '2027-08-02' };
  await queue([{ ...formal('credit'), code: 'CREDIT_NOTE_ISSUED', values, attachments: ['A2027-000001'] }]);
  const { values: said } = await knex('notices')
    .where({ id: `${number}/credit` })
    .first('values');
  expect(said).toEqual({ ...values, corrects: [invoice] });
});
