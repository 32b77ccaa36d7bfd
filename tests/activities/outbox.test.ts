/** F38: each message leaves once; a mail server that refuses for good is no reason to stop, one that is away only delays. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { relayOnce } from '../../activities/outbox.ts';
import { startRelay } from '../../activities/relay.ts';
import { deliveriesOf } from '../../database/deliveries.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
beforeEach(async () => {
  ground = await openGround();
});
afterEach(() => ground.close());

/** Subscriptions whose first invoice is issued: a mail of each is to leave. */
async function invoiced(count: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let one = 0; one < count; one++) {
    const number = await ground.aLife();
    await ground.perform(number, await ground.liveUntil(number, 'invoice.issue'));
    numbers.push(number);
  }
  return numbers;
}
const states = () => ground.deps.knex('notices').distinct('state').pluck('state');

test('two relays at once send each message once', async () => {
  await invoiced(24);
  const sent = await Promise.all([relayOnce(ground.deps), relayOnce(ground.deps)]);
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(24);
  expect(Math.min(...sent)).toBeGreaterThan(0);
  expect(new Set(ground.mail.received.map((one) => one.messageId)).size).toBe(24);
  expect(ground.mail.received).toHaveLength(24);
  expect(await states()).toEqual(['SENT']);
});

test('what is recorded is what left: its bytes, their hash, one line in the journal', async () => {
  const [number = ''] = await invoiced(1);
  await relayOnce(ground.deps);
  const row = await ground.deps.knex('notices').where({ subscription: number }).first();
  expect(ground.mail.received).toEqual([{ to: row.recipient, messageId: row.message_id, sha256: row.document_hash }]);
  const [told] = await ground.deps.knex('journal').where({ subscription: number, type: 'message.sent' }).select('data');
  expect(told.data).toMatchObject({ code: 'INVOICE_ISSUED', documentHash: row.document_hash });
  const taken = { recipient: row.recipient, channel: 'EMAIL', state: 'ACCEPTED', at: row.sent_at, answer: { response: '250 taken', queueId: null } };
  expect(await deliveriesOf(ground.deps.knex, row.id)).toMatchObject([taken]);
});

test('E11.4b: once a contract is assigned, the successor writes by its own name', async () => {
  const [number = ''] = await invoiced(1);
  const { knex } = ground.deps;
  const { client, send_after } = await knex('notices').where({ subscription: number }).first();
  await knex('texts').insert({ id: 'txt_successor', client, content: 'Suites & Cie, SAS, Lyon' });
  const values = JSON.stringify({ assignee: 'txt_successor', effectiveOn: '2026-01-01' });
  const told = { code: 'ASSIGNMENT_NOTICE', formal: true, channel: 'EMAIL', sender: 'COMPANY', article: 'E11.4b', language: 'fr', state: 'SENT' };
  await knex('notices').insert({ id: `${number}/assigned`, subscription: number, client, ...told, values, send_after });
  await relayOnce(ground.deps);
  const row = await knex('notices').where({ subscription: number, formal: false }).first();
  expect(row.source.toString()).toContain('From: "Suites & Cie" <notifications@tacite.example>');
});

test('F38: cut off after the server took a mail, the relay sends the same bytes under the same id, and records one', async () => {
  const [number = ''] = await invoiced(1);
  const failpoint = (name: string): void => {
    if (name === 'mail.after-send') throw new Error('cut off');
  };
  await relayOnce({ ...ground.deps, failpoint });
  await ground.deps.knex('notices').update({ next_try: null }); // its next try has come
  await relayOnce(ground.deps);
  const [first, second, ...more] = ground.mail.received;
  expect(second).toEqual(first);
  expect(more).toEqual([]);
  expect(await ground.deps.knex('journal').where({ subscription: number, type: 'message.sent' })).toHaveLength(1);
});

test('E11.9b: an address that the server refuses for good voids its message, with the reason, and stops no other', async () => {
  const [first = ''] = await invoiced(1);
  ground.mail.answer('550 no such user');
  await relayOnce(ground.deps);
  ground.mail.answer(null);
  await invoiced(1);
  await relayOnce(ground.deps);
  const rows = await ground.deps.knex('notices').orderBy('subscription').select('subscription', 'state', 'last_error');
  expect(rows).toMatchObject([{ subscription: first, state: 'VOID', last_error: expect.stringContaining('550') }, { state: 'SENT' }]);
});

test('a server that cannot take a mail now gets it later', async () => {
  await invoiced(1);
  ground.mail.answer('451 try later');
  expect(await relayOnce(ground.deps)).toBe(0);
  const [row] = await ground.deps.knex('notices').select('state', 'next_try', 'last_error');
  expect(row).toMatchObject({ state: 'TO_SEND', last_error: expect.stringContaining('451') });
  expect(Date.parse(row.next_try)).toBeGreaterThan(Date.now() + 30_000);
  ground.mail.answer(null);
  expect(await relayOnce(ground.deps)).toBe(0);
  await ground.deps.knex('notices').update({ next_try: new Date().toISOString() });
  expect(await relayOnce(ground.deps)).toBe(1);
});

test('E11.1b: a formal notice refused for good by the mail server leaves as a registered letter', async () => {
  const number = await ground.aLife('card_declined');
  const duty = await ground.liveUntil(number, 'notice.send');
  ground.mail.answer('550 no such user');
  const { facts } = await ground.perform(number, duty);
  expect(facts).toMatchObject([
    { type: 'notice.sent', code: 'DEFAULT_NOTICE', channel: 'REGISTERED_LETTER' },
    { type: 'message.sent', code: 'DEFAULT_NOTICE', documentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  const again = await ground.perform(number, duty);
  expect(again.facts).toEqual(facts);
  const [row] = await ground.deps
    .knex('notices')
    .where({ subscription: number, formal: true })
    .select('id', 'channel', 'state', 'receipt', 'document_hash');
  expect(row).toMatchObject({ channel: 'REGISTERED_LETTER', state: 'SENT', receipt: expect.any(String) });
  const letters = await ground.deps.knex('sandbox.letters').select('pdf_hash', 'tracking');
  expect(await deliveriesOf(ground.deps.knex, row.id)).toMatchObject([
    { channel: 'EMAIL', state: 'REFUSED', answer: { response: '550 no such user' } },
    { channel: 'REGISTERED_LETTER', state: 'POSTED', tracking: row.receipt, sha256: row.document_hash },
  ]);
  expect(letters).toEqual([{ pdf_hash: row.document_hash, tracking: row.receipt }]);
});

test('a relay that runs by itself sends what comes, at once when it is woken, and stops cleanly', async () => {
  const relay = startRelay(() => relayOnce(ground.deps), { everyMs: 60_000, onError: (error) => expect.unreachable(error.message) });
  await invoiced(1);
  relay.wake();
  await expect.poll(() => ground.mail.received.length, { timeout: 10_000 }).toBe(1);
  await relay.stop();
  await invoiced(1);
  relay.wake();
  expect(await states()).toContain('TO_SEND');
});
