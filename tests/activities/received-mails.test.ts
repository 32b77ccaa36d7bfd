/** E11.1b, E11.9b: what comes back proves something of the notice that it quotes, or is put before SUPPORT; everything is archived once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveriesOf } from '../../database/deliveries.ts';
import { takeMail } from '../../database/received-mails.ts';
import { sweep } from '../../database/retention.ts';
import { recordsOf } from '../../database/records.ts';
import { type Incoming, readMail } from '../../providers/mail/incoming.ts';
import { report } from '../../providers/sandbox/reports.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());

const AT = '2026-03-01T10:00:00.000Z';
type Sent = { id: string; subscription: string; client: string; messageId: string; to: string[] };
/** A formal notice that left, to one address, or to two while a change of address is notified. */
async function aNotice({ overlap = false } = {}): Promise<Sent> {
  const number = await ground.aLife('card_declined');
  const { knex } = ground.deps;
  const { client } = await knex('subscriptions').where({ number }).first('client');
  await knex('clients')
    .where({ id: client })
    .update({ email: `bureau@${client.replace('_', '')}.example` });
  const second = { notice: `${number}/address`, client, postal: '2 rue Neuve, 75002 Paris', email: `nouveau@${client.replace('_', '')}.example` };
  const duty = await ground.liveUntil(number, 'notice.send');
  if (overlap) await knex('addresses').insert({ ...second, notified_at: '2026-01-06T00:00:00Z', effective_on: '2099-01-01' });
  await ground.perform(number, duty);
  const row = await knex('notices').where({ subscription: number, formal: true }).first();
  return { id: row.id, subscription: number, client, messageId: row.message_id, to: row.recipient.split(', ') };
}
const mailFor = (sent: Sent, kind: 'BOUNCE' | 'READ', to = sent.to): Promise<Incoming> =>
  report({ id: `${sent.id}/${kind}/${to}`, kind, at: AT, messageId: sent.messageId, to });
const states = async ({ id }: Sent): Promise<string[]> => (await deliveriesOf(ground.deps.knex, id)).map(({ state }) => state);
const take = (mail: Incoming) => takeMail(ground.deps.knex, mail, { at: AT });
const filed = async (sha256: string) =>
  (await recordsOf(ground.deps.knex, { kind: 'EMAIL_RECEIVED' })).filter(({ data }) => data['sha256'] === sha256);
const own = ({ id, subscription }: Sent): string => id.slice(subscription.length + 1);

test('a bounce of the only address is told, and archived once with its bytes however often it comes', async () => {
  const sent = await aNotice();
  const mail = await mailFor(sent, 'BOUNCE');
  const heard = { subscription: sent.subscription, event: { key: `mail/${mail.sha256}`, at: AT, type: 'notice-bounced', notice: own(sent) } };
  expect(await take(mail)).toEqual(heard);
  expect(await take(mail)).toEqual(heard); // the first telling may have been lost
  expect(await states(sent)).toEqual(['RETURNED']);
  const [record, ...more] = await filed(mail.sha256);
  expect(more).toEqual([]);
  expect(record).toMatchObject({
    book: sent.client,
    subscription: sent.subscription,
    at: AT,
    by: 'outside',
    data: { mail: 'BOUNCE', notice: sent.id },
  });
  expect((await ground.deps.knex('attachments').where({ record: record?.id }).first()).content).toEqual(mail.raw);
});

test('E11.1c: a notice to two addresses stands until it came back from both', async () => {
  const sent = await aNotice({ overlap: true });
  expect(sent.to).toHaveLength(2);
  expect(await take(await mailFor(sent, 'BOUNCE', sent.to.slice(0, 1)))).toBeNull();
  expect(await states(sent)).toEqual(['RETURNED', 'ACCEPTED']);
  expect(await take(await mailFor(sent, 'BOUNCE', sent.to.slice(1)))).toMatchObject({ event: { type: 'notice-bounced' } });
  expect(await states(sent)).toEqual(['RETURNED', 'RETURNED']);
});

test('a read receipt is told; a bounce of a mail that was read is put before SUPPORT', async () => {
  const sent = await aNotice();
  expect(await take(await mailFor(sent, 'READ', ['president@ailleurs.example']))).toMatchObject({
    event: { type: 'notice-acknowledged', notice: own(sent) },
  });
  expect(await states(sent)).toEqual(['READ']);
  const bounce = await mailFor(sent, 'BOUNCE');
  expect(await take(bounce)).toBeNull();
  expect(await states(sent)).toEqual(['READ']);
  expect(await filed(bounce.sha256)).toMatchObject([{ book: 'company', client: null, data: { doubt: 'CONTRADICTED' } }]);
});

test('a delay and a delivery are kept, and tell nothing', async () => {
  const sent = await aNotice();
  const as = async (action: string): Promise<Incoming> => {
    const { raw } = await mailFor(sent, 'BOUNCE');
    return readMail(Buffer.from(raw.toString().replace('Action: failed', `Action: ${action}`)));
  };
  for (const [action, state] of [
    ['delayed', 'DELAYED'],
    ['delivered', 'DELIVERED'],
    ['delayed', 'DELIVERED'],
  ] as const) {
    expect(await take(await as(action))).toBeNull();
    expect(await states(sent)).toEqual([state]);
  }
});

test.each`
  forged                                     | doubt                | because
  ${{ messageId: 'guessed@tacite.example' }} | ${'UNKNOWN_MESSAGE'} | ${'it quotes no message of ours'}
  ${{ to: ['autre@ailleurs.example'] }}      | ${'OTHER_RECIPIENT'} | ${'we did not write to that address'}
`('a bounce is not believed where $because', async ({ forged, doubt }) => {
  const sent = await aNotice();
  const mail = await report({ id: `forged/${doubt}`, kind: 'BOUNCE', at: AT, messageId: sent.messageId, to: sent.to, ...forged });
  expect(await take(mail)).toBeNull();
  expect(await states(sent)).toEqual(['ACCEPTED']);
  expect(await filed(mail.sha256)).toMatchObject([{ book: 'company', data: { mail: 'BOUNCE', doubt } }]);
});

test('what a person answers goes into the file of its client, by what it quotes or by who writes', async () => {
  const sent = await aNotice();
  const letter = (more: string) => readMail(Buffer.from(`From: ${more}\r\nDate: Sun, 1 Mar 2026 10:00:00 +0100\r\n\r\nBonjour ${sent.id}`));
  const quoting = await letter(`Quelqu'un <x@ailleurs.example>\r\nIn-Reply-To: <${sent.messageId}>`);
  const known = await letter(`Bureau <${sent.to[0]?.toUpperCase()}>`);
  const stranger = await letter('x@ailleurs.example');
  for (const mail of [quoting, known, stranger]) expect(await take(mail)).toBeNull();
  expect(await filed(quoting.sha256)).toMatchObject([
    { book: sent.client, subscription: sent.subscription, data: { mail: 'REPLY', notice: sent.id } },
  ]);
  expect(await filed(known.sha256)).toMatchObject([{ book: sent.client, data: { mail: 'REPLY' } }]);
  expect(await filed(stranger.sha256)).toMatchObject([{ book: 'company', client: null }]);
});

test('E8.6c: a mail that was given to no client is erased after a year, its record stays; that of a client stays whole', async () => {
  const sent = await aNotice();
  const stranger = await readMail(Buffer.from('From: y@ailleurs.example\r\n\r\nBonjour'));
  const own = await mailFor(sent, 'READ');
  for (const mail of [stranger, own]) await take(mail);
  const kept = async (sha256: string): Promise<unknown> => {
    const row = await ground.deps
      .knex('attachments')
      .where({ record: `mail_${sha256}` })
      .first();
    const [record] = await filed(sha256);
    const text = await ground.deps.knex('texts').where({ id: record?.data['headers'] }).first();
    return [row !== undefined, text.content !== ''];
  };
  const DAY = 86_400_000;
  await sweep(ground.deps.knex, { testClock: null, at: Date.now() + 364 * DAY });
  expect(await kept(stranger.sha256)).toEqual([true, true]);
  await sweep(ground.deps.knex, { testClock: null, at: Date.now() + 367 * DAY });
  expect(await kept(stranger.sha256)).toEqual([false, false]);
  expect(await kept(own.sha256)).toEqual([true, true]);
  expect(await filed(stranger.sha256)).toHaveLength(1);
});
