/** A5: campaigns through the doors: each client once, by one of its subscriptions, with its own dates, whatever happens on the way. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeAnew } from '../../scripts/start/anew.ts';
import { workflowId } from '../../workflows/messages.ts';
import { aClient, COMPANY_ROLES, type Json } from '../api/door.ts';
import { type Engine, openEngine } from '../setup/engine.ts';

let engine: Engine;
let all: string;
beforeAll(async () => {
  engine = await openEngine();
  all = await engine.userWith(COMPANY_ROLES.filter((role) => role !== 'AUDITOR'));
  await must('POST', '/price-schedules', { publishedAt: '2020-01-01', lines: [{ formula: 'yearly', months: 12, netCents: 58_800 }] });
  await must('POST', '/terms-versions', { version: '1', text: 'Conditions', publishedAt: '2020-01-01' });
}, 120_000);
afterAll(() => engine.close());

async function must(method: string, path: string, body?: unknown, token = all): Promise<Json> {
  const answer = await engine.ask(method, path, token, body);
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.text}`);
  return answer.body;
}
const aClock = async (at: string): Promise<string> => (await must('POST', '/test-clocks', { at })).id;
const enter = async (testClock?: string, more: Record<string, unknown> = {}): Promise<string> =>
  (await must('POST', '/clients', aClient({ ...(testClock ? { testClock } : {}), ...more }))).id;
const acceptance = { termsVersion: '1', declarations: [true, true, true, true, true], boxTicked: true, boxWording: 'Lu' };

/** A client with so many subscriptions. */
async function aSubscriber(
  testClock?: string,
  { count = 1, ...more }: { count?: number } & Record<string, unknown> = {},
): Promise<{ client: string; numbers: string[] }> {
  const client = await enter(testClock, more);
  const admin = await engine.userWith(['CLIENT_ADMIN'], client);
  const paymentMethod = (await must('POST', `/clients/${client}/payment-methods`, { token: 'card_ok' }, admin)).id;
  const numbers: string[] = [];
  for (let i = 0; i < count; i++)
    numbers.push((await must('POST', '/subscriptions', { client, formula: 'yearly', paymentMethod, acceptance }, admin)).number);
  return { client, numbers };
}
const reach = async (clock: string, to: string): Promise<void> => {
  await must('POST', `/test-clocks/${clock}/advance`, { to });
  await until(async () => (await must('GET', `/test-clocks/${clock}`)).status === 'ready');
};
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await holds()); await sleep(50)) if (Date.now() > deadline) throw new Error('it did not come');
}
const campaignsOf = async (clock: string): Promise<Json[]> => (await must('GET', `/campaigns?testClock=${clock}`)).data;
const recipientsOf = async (id: string): Promise<Json[]> => (await must('GET', `/campaigns/${id}/recipients`)).data;
const noticesOf = async (client: string, code: string): Promise<Json[]> =>
  (await must('GET', `/notices?client=${client}&code=${code}`)).data.filter((one: Json) => one.code === code);
const standard = { standard: 'TLS 1.3' };

describe('on a test clock', () => {
  test('each client once, by its oldest subscription; who has none is skipped with its reason, and other clocks hear nothing', async () => {
    const [clock, other] = [await aClock('2027-03-26T09:00:00Z'), await aClock('2027-03-26T09:00:00Z')];
    const two = await aSubscriber(clock, { count: 2 });
    const none = await enter(clock);
    const elsewhere = await aSubscriber(other);
    await must('POST', '/company/publish-security-standard', { ...standard, testClock: clock });
    const [campaign] = await campaignsOf(clock);
    expect(campaign).toMatchObject({ state: 'DONE', counts: { recipients: 2, sent: 1, skipped: 1, failed: 0 } });
    const recipients = await recipientsOf(campaign.id);
    expect(recipients.find((one) => one.client === none)).toMatchObject({ state: 'SKIPPED', reason: 'NO_SUBSCRIPTION', subscription: null });
    expect(recipients.find((one) => one.client === two.client)).toMatchObject({
      ...{ state: 'SENT', subscription: two.numbers[0], channel: 'EMAIL', deemedReceivedOn: '2027-03-31', effectiveOn: '2027-07-01' },
    });
    expect(await noticesOf(two.client, 'SECURITY_STANDARD_CHANGE')).toHaveLength(1);
    expect(await noticesOf(elsewhere.client, 'SECURITY_STANDARD_CHANGE')).toEqual([]);
    expect((await must('GET', `/campaigns/${campaign.id}`)).messages).toEqual([
      { channel: 'EMAIL', state: 'SENT', count: 1, firstDeemedOn: '2027-03-31', lastDeemedOn: '2027-03-31' },
    ]);
  });

  test('published ahead, it waits for its day, and reaches each client at that instant, once, also those who subscribe meanwhile', async () => {
    const clock = await aClock('2027-01-04T09:00:00Z');
    const early = await aSubscriber(clock, { count: 2 });
    await must('POST', '/company/change-psp', { provider: 'Exemple', publishedAt: '2027-06-15', testClock: clock });
    expect((await campaignsOf(clock))[0]).toMatchObject({ state: 'SCHEDULED', counts: { recipients: 0 } });
    await reach(clock, '2027-06-14T21:59:59Z');
    const later = await aSubscriber(clock);
    expect(await noticesOf(early.client, 'PSP_CHANGE')).toEqual([]);
    await reach(clock, '2027-12-31T00:00:00Z');
    const after = await aSubscriber(clock);
    expect((await campaignsOf(clock))[0]).toMatchObject({ state: 'DONE', counts: { recipients: 2, sent: 2, skipped: 0, failed: 0 } });
    for (const { client } of [early, later])
      expect((await noticesOf(client, 'PSP_CHANGE')).map((one) => one.sentAt)).toEqual(['2027-06-14T22:00:00.000Z']);
    expect(await noticesOf(after.client, 'PSP_CHANGE')).toEqual([]);
  });

  test('cancelled before its day, it tells nobody', async () => {
    const clock = await aClock('2027-01-04T09:00:00Z');
    const { client } = await aSubscriber(clock);
    await must('POST', '/company/change-psp', { provider: 'Exemple', publishedAt: '2027-02-01', testClock: clock });
    const [{ id }] = await campaignsOf(clock);
    expect(await must('POST', `/campaigns/${id}/cancel`)).toMatchObject({ state: 'CANCELLED' });
    await reach(clock, '2027-03-01T00:00:00Z');
    expect(await noticesOf(client, 'PSP_CHANGE')).toEqual([]);
    expect((await engine.ask('POST', `/campaigns/${id}/cancel`, all)).status).toBe(409);
  });

  test('the same Idempotency-Key is the same campaign', async () => {
    const clock = await aClock('2027-03-26T09:00:00Z');
    const { client } = await aSubscriber(clock);
    const ask = () =>
      engine.ask('POST', '/company/publish-security-standard', all, { ...standard, testClock: clock }, { 'idempotency-key': `std-${clock}` });
    expect((await ask()).body).toEqual((await ask()).body);
    expect(await campaignsOf(clock)).toHaveLength(1);
    expect(await noticesOf(client, 'SECURITY_STANDARD_CHANGE')).toHaveLength(1);
  });
});

test.each`
  on              | to
  ${'2027-05-04'} | ${'notifications@tacite.example'}
  ${'2027-05-11'} | ${'notifications@tacite.example, avis@nouvelle.example'}
  ${'2027-05-12'} | ${'avis@nouvelle.example'}
`('E11.1c: the Company announces another address on 2027-05-05; what the client notifies on $on goes to $to', async ({ on, to }) => {
  const clock = await aClock('2027-05-04T07:00:00Z');
  const { client, numbers } = await aSubscriber(clock);
  const body = { postal: '1 rue Neuve, 75001 Paris', email: 'avis@nouvelle.example', publishedAt: '2027-05-05T08:00:00Z', testClock: clock };
  await must('POST', '/company/change-company-address', body);
  await reach(clock, `${on}T08:30:00Z`);
  const admin = await engine.userWith(['CLIENT_ADMIN'], client);
  const breach = { clause: '4.3', facts: 'Les faits', evidence: 'Les preuves', channel: 'EMAIL' };
  await must('POST', `/subscriptions/${numbers[0]}/notify-breach`, breach, admin);
  expect((await noticesOf(client, 'BREACH_NOTICE'))[0].to).toBe(to);
});

describe('what is refused, with its article', () => {
  test.each`
    command                        | body                                                                              | status | article
    ${'publish-security-standard'} | ${{ ...standard, effectiveOn: '2027-06-30' }}                                     | ${409} | ${'E3.2c'}
    ${'publish-security-standard'} | ${{ ...standard, effectiveOn: '2027-07-01' }}                                     | ${200} | ${null}
    ${'publish-security-standard'} | ${{ ...standard, effectiveOn: '2027-07-01', publishedAt: '2027-03-01' }}          | ${200} | ${null}
    ${'publish-security-standard'} | ${{ ...standard, effectiveOn: '2027-07-01', publishedAt: '2027-03-27' }}          | ${409} | ${'E3.2c'}
    ${'record-service-change'}     | ${{ before: 'A', after: 'B', equalOrGreater: false, reason: 'assez long motif' }} | ${409} | ${'E4.4'}
    ${'record-service-change'}     | ${{ before: 'A', after: 'B', equalOrGreater: true, reason: 'court' }}             | ${422} | ${'A10'}
    ${'register-subprocessor'}     | ${{ name: 'X', country: 'FR', purpose: 'Y', startsOn: '2027-04-24' }}             | ${409} | ${'E11.8e'}
    ${'register-subprocessor'}     | ${{ name: 'X', country: 'FR', purpose: 'Y', startsOn: '2027-04-25' }}             | ${200} | ${null}
    ${'assign-contracts'}          | ${{ assignee: 'Z', effectiveOn: '2027-03-25' }}                                   | ${409} | ${'E11.4b'}
    ${'assign-contracts'}          | ${{ assignee: 'Z', effectiveOn: '2027-03-26' }}                                   | ${202} | ${null}
  `('on 2027-03-26, $command $body: $status $article', async ({ command, body, status, article }) => {
    const testClock = await aClock('2027-03-26T09:00:00Z');
    const answer = await engine.ask('POST', `/company/${command}`, all, { ...body, testClock });
    expect([answer.status, answer.body.article ?? null]).toEqual([status, article]);
  });

  test('E3.3: a name of the client is never renamed, one of the Company is, and the register shows both', async () => {
    const clock = await aClock('2027-05-05T09:00:00Z');
    const { client } = await aSubscriber(clock);
    const admin = await engine.userWith(['CLIENT_ADMIN'], client);
    await must('POST', `/clients/${client}/register-domain`, { name: 'www.jardins.example', owner: 'CLIENT' }, admin);
    const rename = (before: string) =>
      engine.ask('POST', '/company/rename-company-domain', all, { client, before, after: 'jardins.assoconnect.com', testClock: clock });
    expect((await rename('www.jardins.example')).body).toMatchObject({ status: 409, article: 'E3.3', because: 'name-of-the-client' });
    expect((await rename('asso.assoconnect.com')).status).toBe(200);
    expect((await noticesOf(client, 'SERVICE_CHANGE'))[0]).toMatchObject({ state: 'SENT', values: { change: 'DOMAIN' } });
    const { data } = await must('GET', `/records?client=${client}&kind=DOMAIN`);
    expect(data.map((one: Json) => one.texts[one.data.name]).sort()).toEqual(['jardins.assoconnect.com', 'www.jardins.example']);
  });

  test('E11.4b: the proposer cannot agree; a second person of LEGAL can, and only then is anybody told', async () => {
    const clock = await aClock('2027-09-01T09:00:00Z');
    const { client } = await aSubscriber(clock);
    const [first, second] = [await engine.userWith(['LEGAL']), await engine.userWith(['LEGAL'])];
    const { task } = await must('POST', '/company/assign-contracts', { assignee: 'Exemple SAS', effectiveOn: '2027-10-01', testClock: clock }, first);
    const decide = (token: string) => engine.ask('POST', `/tasks/${task}/decide`, token, { choice: 'APPROVE', reason: 'relu et conforme' });
    expect((await decide(first)).body).toMatchObject({ status: 409, because: 'same-person', article: 'E11.4b' });
    expect(await noticesOf(client, 'ASSIGNMENT_NOTICE')).toEqual([]);
    expect((await decide(second)).status).toBe(200);
    expect(await noticesOf(client, 'ASSIGNMENT_NOTICE')).toHaveLength(1);
    expect((await decide(await engine.userWith(['LEGAL']))).status).toBe(409);
    expect(await noticesOf(client, 'ASSIGNMENT_NOTICE')).toHaveLength(1);
  });

  test('A13: news of a schedule is told, changes no price, and a dry run writes nothing', async () => {
    const clock = await aClock('2027-03-26T09:00:00Z');
    const { client, numbers } = await aSubscriber(clock);
    await enter(clock);
    const { id } = await must('POST', '/price-schedules', {
      publishedAt: '2027-03-25',
      testClock: clock,
      lines: [{ formula: 'yearly', months: 12, netCents: 60_000 }],
    });
    const before = await must('GET', `/subscriptions/${numbers[0]}`);
    const body = { schedule: id, testClock: clock };
    const dry = await engine.ask('POST', '/campaigns', all, { subject: 'price-schedule', body, dryRun: true });
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({ recipients: 1, skipped: { NO_SUBSCRIPTION: 1 }, channels: { EMAIL: 1 } });
    expect(dry.body.texts.map((one: Json) => one.subject)).toEqual(['Un nouveau barème est publié', 'A new price schedule is published']);
    expect(await campaignsOf(clock)).toEqual([]);
    expect((await engine.ask('POST', '/campaigns', all, { subject: 'price-schedule', body })).status).toBe(201);
    expect(await noticesOf(client, 'SERVICE_CHANGE')).toHaveLength(1);
    expect(await must('GET', `/subscriptions/${numbers[0]}`)).toEqual(before);
  });

  test('A9: a role announces its own subjects only', async () => {
    const dpo = await engine.userWith(['DPO']);
    const body = { provider: 'Exemple', testClock: await aClock('2027-03-26T09:00:00Z') };
    expect((await engine.ask('POST', '/company/change-psp', dpo, body)).status).toBe(403);
    expect((await engine.ask('POST', '/campaigns', dpo, { subject: 'change-psp', body })).status).toBe(403);
  });
});

describe('live', () => {
  test('paused, its worker stopped, resumed: each is told once; one that is stuck holds up nobody, fails, and is told when it is tried again', async () => {
    const subscribers: { client: string; numbers: string[] }[] = [];
    for (let i = 0; i < 40; i++) subscribers.push(await aSubscriber());
    const stuck = subscribers[7]?.numbers[0] ?? '';
    await engine.temporal.workflow.getHandle(workflowId(stuck)).terminate('lost, for the test');
    await must('POST', '/company/record-service-change', { before: 'A', after: 'B', equalOrGreater: true, reason: 'mêmes fonctions' });
    const id: string = (await must('GET', '/campaigns?limit=1')).data[0].id;
    const campaign = () => must('GET', `/campaigns/${id}`);
    await until(async () => (await campaign()).state === 'RUNNING');
    expect(await must('POST', `/campaigns/${id}/pause`)).toMatchObject({ state: 'PAUSED' });
    const isStill = async (): Promise<boolean> => {
      const { counts } = await campaign();
      await sleep(2_000);
      return (await campaign()).counts.sent === counts.sent;
    };
    await until(isStill); // those in flight have ended
    expect((await campaign()).counts.sent).toBeLessThan(39);
    expect(await isStill()).toBe(true);
    await engine.stopWorker();
    await engine.startWorker();
    expect(await must('POST', `/campaigns/${id}/resume`)).toMatchObject({ state: 'RUNNING' });
    await until(async () => (await campaign()).counts.sent === 39);
    await until(async () => (await campaign()).state === 'DONE');
    expect((await campaign()).counts).toEqual({ recipients: 40, sent: 39, skipped: 0, failed: 1 });
    expect(await recipientsOf(`${id}`)).toContainEqual(expect.objectContaining({ subscription: stuck, state: 'FAILED', tries: 3 }));
    await makeAnew(engine);
    expect((await must('POST', `/campaigns/${id}/retry`)).state).toBe('RUNNING');
    await until(async () => (await campaign()).state === 'DONE');
    expect((await campaign()).counts).toEqual({ recipients: 40, sent: 40, skipped: 0, failed: 0 });
    expect((await engine.ask('POST', `/campaigns/${id}/retry`, all)).status).toBe(409);
    for (const { client } of subscribers)
      expect(
        (await noticesOf(client, 'SERVICE_CHANGE')).filter((one) => one.id.endsWith(id)),
        client,
      ).toHaveLength(1);
  }, 180_000);
});
