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
const PAYS = { means: 'card_ok', from: '2027-02-02', until: '2027-02-10' };
const IS_REMINDED = { means: 'card_ok', from: '2027-01-20', until: '2027-02-10' };
const IS_NOTIFIED = { means: 'card_declined', from: '2027-02-10', until: '2027-02-12' };
const CASES = [
  { point: 'charge.before-provider', ...PAYS },
  { point: 'charge.after-provider', ...PAYS },
  { point: 'perform.before-commit', ...PAYS },
  { point: 'perform.after-commit', ...PAYS },
  { point: 'mail.before-send', ...IS_REMINDED },
  { point: 'mail.after-send', ...IS_REMINDED },
  { point: 'notice.before-send', ...IS_NOTIFIED },
  { point: 'notice.after-send', ...IS_NOTIFIED },
];
type Life = { number: string; when: Actors['when']; documents(): Promise<DocumentSeen[]>; facts(): Promise<Fact[]> };

let door: Door;
let mail: MailServer;
const lives = new Map<string, Life>();

beforeAll(async () => {
  [door, mail] = await Promise.all([openDoor(), startMailServer()]);
  for (const { point, means, from, until } of CASES) {
    const worker = await startWorkerProcess({ door, smtpUrl: mail.url }, point);
    const life = await begin(means);
    lives.set(point, life);
    await life.when.itIs(from);
    worker.arm();
    await aim(life.number, until);
    await worker.died();
    await worker.stop();
  }
  last = await startWorkerProcess({ door, smtpUrl: mail.url });
  for (const { point, until } of CASES) await lifeOf(point).when.itIs(until);
}, 240_000);
let last: Awaited<ReturnType<typeof startWorkerProcess>> | undefined;
afterAll(async () => {
  await last?.stop();
  await door.close();
  await mail.stop();
});

async function begin(means: string): Promise<Life> {
  const stage = await realStage(door);
  const { given, when } = actors(stage);
  const { facts } = await given.baselineA({ means });
  const accepted = facts[0];
  if (accepted?.type !== 'subscription.accepted') throw new Error('a life begins with its acceptance');
  return { number: accepted.number, when, documents: stage.documents, facts: stage.facts };
}

/** Sends the clock of a subscription to a day, without waiting for it. */
async function aim(number: string, day: string): Promise<void> {
  const clock = await door.knex('subscriptions as s').join('clients as c', 'c.id', 's.client').where({ number }).first('c.test_clock as id');
  const { status } = await door.ask('POST', `/test-clocks/${clock.id}/advance`, await door.userWith(['ADMIN']), { to: instantOf(day) });
  expect(status).toBe(202);
}

function lifeOf(point: string): Life {
  const life = lives.get(point);
  if (!life) throw new Error(`no worker died at ${point}`);
  return life;
}
const charges = async (number: string): Promise<Json[]> =>
  (await (await fetch(`${door.sandboxUrl}/charges?subscription=${number}`)).json()) as Json[];
const mailsOf = async (number: string, code: string) => {
  const row = await door.knex('notices').where({ subscription: number, code }).first('message_id', 'document_hash');
  return { hash: row.document_hash, mails: mail.received.filter((one) => one.messageId === row.message_id) };
};

describe.each(CASES.filter(({ means }) => means === 'card_ok'))('a worker killed at $point', ({ point }) => {
  test('charges once, issues one invoice, settles one payment', async () => {
    const { number, documents } = lifeOf(point);
    expect(await charges(number)).toMatchObject([{ payment: 'T1-1', cents: 70_560, outcome: 'SETTLED' }]);
    expect(await documents()).toMatchObject([{ series: 'F', grossCents: 70_560, paidCents: 70_560, state: 'PAID' }]);
    expect(await door.knex('payments').where({ subscription: number }).select('id', 'state')).toEqual([{ id: 'T1-1', state: 'SETTLED' }]);
  });
  test('records each fact and each message once', async () => {
    const { number, facts } = lifeOf(point);
    const count = (type: string, all: Fact[]): number => all.filter((one) => one.type === type).length;
    const all = await facts();
    expect(['invoice.issued', 'payment.presented', 'payment.settled'].map((type) => count(type, all))).toEqual([1, 1, 1]);
    const notices = await door.knex('notices').where({ subscription: number }).orderBy('code').select('code', 'state');
    expect(notices).toEqual(['ACCEPTANCE_CONFIRMATION', 'INVOICE_ISSUED', 'PRE_DUE_REMINDER'].map((code) => ({ code, state: 'SENT' })));
    expect(count('message.sent', all)).toBe(3);
  });
});

test.each`
  point                   | code                  | times | because
  ${'mail.before-send'}   | ${'PRE_DUE_REMINDER'} | ${1}  | ${'nothing had left'}
  ${'mail.after-send'}    | ${'PRE_DUE_REMINDER'} | ${2}  | ${'nobody could know that it had left'}
  ${'notice.before-send'} | ${'DEFAULT_NOTICE'}   | ${1}  | ${'nothing had left'}
  ${'notice.after-send'}  | ${'DEFAULT_NOTICE'}   | ${2}  | ${'nobody could know that it had left'}
`('a worker killed at $point: the mail left $times times, the same bytes under the same id: $because', async ({ point, code, times }) => {
  const { hash, mails } = await mailsOf(lifeOf(point).number, code);
  expect(mails.map((one) => one.sha256)).toEqual(Array.from({ length: times }, () => hash));
});

test.each(['notice.before-send', 'notice.after-send'])('a worker killed at %s: one default notice, of one day', async (point) => {
  const { number, facts } = lifeOf(point);
  const sent = (await facts()).filter((one) => one.type === 'notice.sent');
  expect(sent).toMatchObject([{ code: 'DEFAULT_NOTICE', sentOn: '2027-02-11', deemedOn: '2027-02-15' }]);
  expect(await door.knex('notices').where({ subscription: number, formal: true }).select('code')).toEqual([{ code: 'DEFAULT_NOTICE' }]);
  const keys = (await charges(number)).map((one) => one.key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('numbers, books, chains and workflows hold after eight deaths', async () => {
  expect(await verify(door.knex, { workflowContract: heldByWorkflow(door) })).toEqual([]);
  const numbers = await door.knex('documents').where({ series: 'F' }).orderBy('number').pluck('number');
  expect(numbers).toEqual(numbers.map((_, index) => `F2027-${String(index + 1).padStart(6, '0')}`));
  expect(numbers.length).toBeGreaterThanOrEqual(CASES.length);
});
