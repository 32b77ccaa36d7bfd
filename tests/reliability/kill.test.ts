/** F01-F03, F16, F38: workers are killed one after the other, each between two other steps of an act; the next one takes up the work. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '../../contract/facts.ts';
import { verify } from '../../database/verify.ts';
import { type MailServer, startMailServer } from '../activities/mail-server.ts';
import { type Door, type Json, openDoor } from '../api/door.ts';
import { realStage } from '../scenarios/real.ts';
import { type Actors, actors, when as instantOf } from '../scenarios/scenario.ts';
import type { DocumentSeen } from '../scenarios/stage.ts';
import { heldByWorkflow } from './held.ts';
import { startWorkerProcess } from './worker-process.ts';

/** Where a worker dies, for a client of which means, on the way between which days. */
type Death = { point: string; means: string; from: string; until: string };
const PAYS = { means: 'card_ok', from: '2027-02-02', until: '2027-02-10' };
const IS_REMINDED = { means: 'card_ok', from: '2027-01-20', until: '2027-02-10' };
const IS_NOTIFIED = { means: 'card_declined', from: '2027-02-10', until: '2027-02-12' };
const PAYMENTS: Death[] = ['charge.before-provider', 'charge.after-provider', 'perform.before-commit', 'perform.after-commit'].map((point) => ({
  point,
  ...PAYS,
}));
const MESSAGES: Death[] = [
  { point: 'mail.before-send', ...IS_REMINDED },
  { point: 'mail.after-send', ...IS_REMINDED },
  { point: 'notice.before-send', ...IS_NOTIFIED },
  { point: 'notice.after-send', ...IS_NOTIFIED },
];
type Life = { door: Door; number: string; when: Actors['when']; documents(): Promise<DocumentSeen[]>; facts(): Promise<Fact[]> };

let mail: MailServer;
const worlds: Door[] = [];
const lives = new Map<string, Life>();
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  mail = await startMailServer();
  closing.unshift(() => mail.stop());
  await Promise.all([PAYMENTS, MESSAGES].map(inOneWorld));
}, 240_000);
afterAll(async () => {
  for (const close of closing) await close();
});

/** One worker dies after the other, each while it works for another subscription; the last one finishes everything. */
async function inOneWorld(deaths: Death[]): Promise<void> {
  const door = await openDoor();
  worlds.push(door);
  closing.unshift(() => door.close());
  for (const { point, means, from, until } of deaths) {
    const worker = await startWorkerProcess({ door, smtpUrl: mail.url }, point);
    const life = await begin(door, means);
    lives.set(point, life);
    await life.when.itIs(from);
    worker.arm();
    await aim(life, until);
    await worker.died();
    await worker.stop();
  }
  const last = await startWorkerProcess({ door, smtpUrl: mail.url });
  closing.unshift(() => last.stop());
  for (const { point, until } of deaths) await lifeOf(point).when.itIs(until);
}

async function begin(door: Door, means: string): Promise<Life> {
  const stage = await realStage(door);
  const { given, when } = actors(stage);
  const { facts } = await given.baselineA({ means });
  const accepted = facts[0];
  if (accepted?.type !== 'subscription.accepted') throw new Error('a life begins with its acceptance');
  return { door, number: accepted.number, when, documents: stage.documents, facts: stage.facts };
}

/** Sends the clock of a subscription to a day, without waiting for it. */
async function aim({ door, number }: Life, day: string): Promise<void> {
  const clock = await door.knex('subscriptions as s').join('clients as c', 'c.id', 's.client').where({ number }).first('c.test_clock as id');
  const { status } = await door.ask('POST', `/test-clocks/${clock.id}/advance`, await door.userWith(['ADMIN']), { to: instantOf(day) });
  expect(status).toBe(202);
}

function lifeOf(point: string): Life {
  const life = lives.get(point);
  if (!life) throw new Error(`no worker died at ${point}`);
  return life;
}
const charges = async ({ door, number }: Life): Promise<Json[]> =>
  (await (await fetch(`${door.sandboxUrl}/charges?subscription=${number}`)).json()) as Json[];
const countOf = (facts: Fact[], type: Fact['type']): number => facts.filter((one) => one.type === type).length;

describe.each([...PAYMENTS, ...MESSAGES].filter(({ means }) => means === 'card_ok'))('a worker killed at $point', ({ point }) => {
  test('charges once, issues one invoice, settles one payment', async () => {
    const life = lifeOf(point);
    expect(await charges(life)).toMatchObject([{ payment: 'T1-1', cents: 70_560, outcome: 'SETTLED' }]);
    expect(await life.documents()).toMatchObject([{ series: 'F', grossCents: 70_560, paidCents: 70_560, state: 'PAID' }]);
    const payments = await life.door.knex('payments').where({ subscription: life.number }).select('id', 'state');
    expect(payments).toEqual([{ id: 'T1-1', state: 'SETTLED' }]);
  });

  test('records each fact and each message once', async () => {
    const { door, number, facts } = lifeOf(point);
    const all = await facts();
    for (const type of ['invoice.issued', 'payment.presented', 'payment.settled'] as const) expect(countOf(all, type)).toBe(1);
    const notices = await door.knex('notices').where({ subscription: number }).orderBy('code').select('code', 'state');
    expect(notices).toEqual(['ACCEPTANCE_CONFIRMATION', 'INVOICE_ISSUED', 'PRE_DUE_REMINDER'].map((code) => ({ code, state: 'SENT' })));
    expect(countOf(all, 'message.sent')).toBe(3);
  });
});

test.each`
  point                   | code                  | times | because
  ${'mail.before-send'}   | ${'PRE_DUE_REMINDER'} | ${1}  | ${'nothing had left'}
  ${'mail.after-send'}    | ${'PRE_DUE_REMINDER'} | ${2}  | ${'nobody could know that it had left'}
  ${'notice.before-send'} | ${'DEFAULT_NOTICE'}   | ${1}  | ${'nothing had left'}
  ${'notice.after-send'}  | ${'DEFAULT_NOTICE'}   | ${2}  | ${'nobody could know that it had left'}
`('a worker killed at $point: the mail left $times times, the same bytes under the same id: $because', async ({ point, code, times }) => {
  const { door, number } = lifeOf(point);
  const row = await door.knex('notices').where({ subscription: number, code }).first('recipient', 'message_id', 'document_hash');
  const mails = mail.received.filter((one) => one.messageId === row.message_id && one.to === row.recipient);
  expect(mails.map((one) => one.sha256)).toEqual(Array.from({ length: times }, () => row.document_hash));
});

test.each(['notice.before-send', 'notice.after-send'])('a worker killed at %s: one default notice, of one day', async (point) => {
  const life = lifeOf(point);
  const sent = (await life.facts()).filter((one) => one.type === 'notice.sent');
  expect(sent).toMatchObject([{ code: 'DEFAULT_NOTICE', sentOn: '2027-02-11', deemedOn: '2027-02-15' }]);
  const formal = await life.door.knex('notices').where({ subscription: life.number, formal: true }).select('code');
  expect(formal).toEqual([{ code: 'DEFAULT_NOTICE' }]);
  const keys = (await charges(life)).map((one) => one.key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('numbers, books, chains and workflows hold after eight deaths', async () => {
  expect(worlds).toHaveLength(2);
  for (const door of worlds) {
    expect(await verify(door.knex, { workflowContract: heldByWorkflow(door) })).toEqual([]);
    const numbers = await door.knex('documents').where({ series: 'F' }).orderBy('number').pluck('number');
    expect(numbers).toEqual(numbers.map((_, index) => `F2027-${String(index + 1).padStart(6, '0')}`));
    expect(numbers.length).toBeGreaterThanOrEqual(4);
  }
});
