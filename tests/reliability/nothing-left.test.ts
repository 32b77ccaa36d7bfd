/** CGUV 8.6 (b-c), trust 8: a client says something of its own wherever it can; after the destruction, and after each purge, it is searched for everywhere. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { verify } from '../../database/verify.ts';
import { smtpMailer } from '../../providers/mail/smtp.ts';
import { askJson } from '../../providers/request.ts';
import type { Json } from '../api/door.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { heldByWorkflow } from './held.ts';
import { placesOf } from './search.ts';

const mark = (what: string): string => `q${what}${randomBytes(5).toString('hex')}`;
/** The client's name and address; what it and the Company write to one another; its users; its data on the platform. */
const MARKS = { name: mark('name'), words: mark('words'), user: mark('user'), data: mark('data') };
const DECLARATIONS = [true, true, true, true, true];

/** Where a name or an address may stay after the destruction: in documents until the purge of the accounts, in evidence until its own. */
const IN_ACCOUNTS = ['clients.legal_name', 'clients.registration', 'clients.seat', 'documents.parties'];
const IN_PAPERS = ['attachments.content', 'attachments.name'];
const IN_NOTICES = ['notices.body_html', 'notices.body_text', 'notices.source'];
const IN_EVIDENCE = [
  ...['clients.email', 'clients.representative_capacity', 'clients.representative_name', 'addresses.email', 'addresses.postal'],
  ...['inbox', ...IN_NOTICES, 'notices.recipient', 'deliveries.recipient', 'texts.content'],
];

let engine: Engine;
let company: string;
let other: string;
let clock: string;
let client: string;
let number: string;
const tokens = new Map<string, string>();

async function post(path: string, body: object, token = company): Promise<Json> {
  const answer = await engine.ask('POST', path, token, body, { 'idempotency-key': randomBytes(8).toString('hex') });
  expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
  return answer.body;
}
const get = async (path: string, token = company): Promise<Json> => (await engine.ask('GET', path, token)).body;
const say = (what: string): string => `${what}, ${MARKS.words}`;

async function goTo(to: string): Promise<void> {
  await post(`/test-clocks/${clock}/advance`, { to });
  for (const deadline = Date.now() + 120_000; (await get(`/test-clocks/${clock}`)).status !== 'ready'; await sleep(50))
    if (Date.now() > deadline) throw new Error(`the clock does not reach ${to}`);
}

/** What the API says is kept of it: in which capacity, and until when. */
async function keptNow(): Promise<Json> {
  const [{ kept }] = (await get(`/retention?subscription=${number}`)).data;
  return Object.fromEntries(kept.map(({ what, capacity, until }: Json) => [what, { capacity, until }]));
}

/** A mail of the same Company to somebody else. */
async function toAnother(): Promise<void> {
  const mailer = smtpMailer({ url: inject('smtpUrl'), from: 'notifications@tacite.example', secret: 'of the tests' });
  const words = { subject: 'Bonjour', text: 'Bonjour', html: '<p>Bonjour</p>', attachments: [], requestReceipt: false };
  const to = { key: mark('another'), fromName: 'AssoConnect', to: ['autre@ailleurs.example'], date: '2027-01-04T09:00:00.000Z' };
  await mailer.deliver(await mailer.compose({ ...to, ...words }));
  mailer.close();
}

const inboxSize = async (): Promise<number> => ((await (await fetch(`${inject('inboxUrl')}/api/email`)).json()) as Json[]).length;

/** The subjects of the mails that the inbox still has for one of its addresses. */
async function mailsToIt(): Promise<string[]> {
  const mails = (await (await fetch(`${inject('inboxUrl')}/api/email`)).json()) as Json[];
  const own = mails.filter(({ to }) => to.some(({ address }: Json) => address.endsWith(`@${MARKS.name}.example`)));
  return [...new Set<string>(own.map(({ subject }) => subject))];
}

/** A client whose every field bears a mark, with two users who sign in. */
async function aMarkedClient(): Promise<void> {
  clock = (await post('/test-clocks', { at: '2027-01-04T09:00:00Z' })).id;
  await post('/terms-versions', { version: '1', text: 'Conditions', parameters: {}, publishedAt: '2026-12-01T00:00:00Z', testClock: clock });
  await post('/price-schedules', {
    publishedAt: '2026-12-01T00:00:00Z',
    testClock: clock,
    lines: [{ formula: 'yearly', months: 12, netCents: 58_800 }],
  });
  const identity = {
    legalName: `Association ${MARKS.name}`,
    legalForm: 'association',
    registration: `W${MARKS.name}`,
    seat: `1 rue ${MARKS.name}\n75001 Paris`,
    country: 'FR',
    representative: { name: `Camille ${MARKS.name}`, capacity: `Présidente de ${MARKS.name}` },
    email: `bureau@${MARKS.name}.example`,
    language: 'fr',
    contacts: 12,
    testClock: clock,
  };
  client = (await post('/clients', identity)).id;
  for (const role of ['CLIENT_ADMIN', 'CLIENT_MEMBER']) {
    const email = `${role.toLowerCase()}@${MARKS.user}.example`;
    await post(`/clients/${client}/users`, { email, password: `une phrase ${MARKS.user}`, role });
    tokens.set(role, (await post('/sessions', { email, password: `une phrase ${MARKS.user}` }, '')).token);
  }
}

const admin = (): string => tokens.get('CLIENT_ADMIN') ?? '';

async function itSubscribes(): Promise<void> {
  const { id: paymentMethod } = await post(`/clients/${client}/payment-methods`, { token: 'card_declined' }, admin());
  const acceptance = { termsVersion: '1', declarations: DECLARATIONS, boxTicked: true, boxWording: say("J'accepte") };
  number = (await post('/subscriptions', { client, formula: 'yearly', paymentMethod, acceptance }, admin())).number;
}

/** What its members, its content and its files hold on the platform. */
async function itWorks(): Promise<void> {
  const account = { client, since: '2027-01-04T09:00:00.000Z', contacts: 12 };
  const at = '2027-01-10T09:00:00.000Z';
  const contacts = [{ name: `Membre ${MARKS.data}`, email: `membre@${MARKS.data}.example` }];
  const contents = [{ title: `Titre ${MARKS.data}`, body: `Corps ${MARKS.data}` }];
  await askJson(`${engine.sandboxUrl}/platform/work`, z.unknown(), { account, at, contacts, contents });
  const url = `${engine.sandboxUrl}/platform/clients/${client}/files/${MARKS.data}.txt?at=${at}`;
  const put = await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: `contenu ${MARKS.data}` });
  expect(put.status).toBe(204);
}

/** What is of the client as a whole: its new address, its registers, its papers. */
async function itIsHeardAsAClient(): Promise<void> {
  const on = `/clients/${client}`;
  const file = { name: say('décision.txt'), type: 'text/plain', contentBase64: Buffer.from(say('un jugement')).toString('base64') };
  await post(`${on}/record-instruction`, { text: say('une instruction') });
  await post(`${on}/change-address`, { email: `nouveau@${MARKS.name}.example`, postalAddress: `2 rue ${MARKS.name}, 75001 Paris` }, admin());
  await post(`${on}/request-documents`, { documents: say('des statuts'), channel: 'EMAIL' });
  await post(`${on}/provide-documents`, { text: say('les voici'), documents: [say('statuts.pdf')] }, admin());
  await post(`${on}/attach-court-decision`, {
    court: 'Tribunal de Paris',
    decidedOn: '2027-02-01',
    reference: 'RG 1',
    text: say('une ordonnance'),
    file,
  });
  await post(`${on}/open-audit`, { auditor: say('un cabinet'), competitor: false, scope: say('les sauvegardes') }, admin());
  await post(`${on}/register-domain`, { name: `www.${MARKS.name}.example`, owner: 'CLIENT' }, admin());
  await post(`${on}/hand-hardware`, { item: say('un terminal'), handedOn: '2027-02-01' });
  await post(`${on}/give-feedback`, { text: say('une idée') }, admin());
  await post(`${on}/request-assignment`, { operation: 'MERGER', deed: say('un traité'), effectiveOn: '2027-06-30', successor: successor() }, admin());
}

const successor = () => ({
  ...{ legalName: `Union ${MARKS.name}`, legalForm: 'association', registration: `W2${MARKS.name}`, seat: `3 rue ${MARKS.name}`, country: 'FR' },
  ...{ representative: { name: `Dominique ${MARKS.name}`, capacity: 'Président' }, email: `union@${MARKS.name}.example` },
});

/** Everything that can be said in words, by it and by the Company, while it is in default and on its way out. */
async function itIsWrittenAbout(): Promise<void> {
  const on = `/subscriptions/${number}`;
  await post(`${on}/open-complaint`, { text: say('une réclamation'), documents: [say('pièce.pdf')] }, tokens.get('CLIENT_MEMBER'));
  await post(`${on}/notify-breach`, { clause: '4.2', facts: say('des faits'), evidence: say('une preuve'), channel: 'REGISTERED_LETTER' });
  await goTo('2027-02-12T09:00:00Z');
  await post(`${on}/hold-suspension`, { until: '2027-03-01', reason: say('un report') });
  await post(`${on}/notify-breach`, { clause: '9', facts: say('un grief'), evidence: say('une pièce'), channel: 'EMAIL' }, admin());
  await itIsHeardAsAClient();
  await goTo('2027-03-03T09:00:00Z');
  await engine.ask('POST', `${on}/pay-now`, admin(), { amountCents: 1_000, invoices: [`F-${MARKS.words}`] });
  const { task } = await post(`${on}/terminate-for-cause`, { ground: 'NON_PAYMENT', facts: say('un impayé'), channel: 'EMAIL' });
  await post(`/tasks/${task}/decide`, { choice: 'APPROVE', reason: say('un dossier complet') }, other);
}

beforeAll(async () => {
  engine = await openEngine();
  company = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN']);
  other = await engine.userWith(['LEGAL']);
  await toAnother();
  await aMarkedClient();
  await itSubscribes();
  await goTo('2027-01-10T10:00:00Z');
  await itWorks();
  await post(`/subscriptions/${number}/request-export`, {}, admin());
  await goTo('2027-02-05T09:00:00Z');
  await itIsWrittenAbout();
  await goTo('2027-04-10T09:00:00Z');
  await post(`/subscriptions/${number}/request-export`, {}, admin());
}, 240_000);
afterAll(() => engine?.close());

test('while it lives it is found where it belongs, and the search finds it', async () => {
  expect(await get(`/subscriptions/${number}`)).toMatchObject({ state: 'ENDED' });
  const everywhere = await Promise.all(Object.values(MARKS).map((word) => placesOf(engine, word)));
  expect(everywhere).toEqual(everywhere.map(() => expect.arrayContaining([expect.any(String)])));
  expect(await placesOf(engine, MARKS.data)).toEqual(
    expect.arrayContaining(['platform.members.name', 'platform.contents.body', 'platform.files.name', expect.stringMatching(/^file platform/)]),
  );
});

test('8.6 (b): after the destruction nothing of its data is left, and its name only in what the law keeps', async () => {
  await goTo('2027-07-13T09:00:00Z');
  expect(await get(`/subscriptions/${number}`)).toMatchObject({ state: 'DELETED' });
  expect({ data: await placesOf(engine, MARKS.data), user: await placesOf(engine, MARKS.user) }).toEqual({ data: [], user: ['texts.content'] });
  expect([...IN_PAPERS, ...IN_NOTICES, 'texts.content']).toEqual(expect.arrayContaining(await placesOf(engine, MARKS.words)));
  expect([...IN_ACCOUNTS, ...IN_EVIDENCE]).toEqual(expect.arrayContaining(await placesOf(engine, MARKS.name)));
  expect(await mailsToIt()).toEqual(['Certificat de destruction de vos données']);
  expect(await inboxSize()).toBeGreaterThan(1); // those of another client are still there
  const evidence = { capacity: 'CONTROLLER', until: '2032-04-05' };
  const accounts = { capacity: 'CONTROLLER', until: '2037-12-31' };
  expect(await keptNow()).toEqual({
    ...{ BACKUPS: { capacity: 'PROCESSOR', until: '2027-08-05' }, DOCUMENTS: accounts, IDENTITY: accounts },
    ...{ NOTICES: evidence, TEXTS: evidence, ADDRESS: evidence },
  });
}, 120_000);

test('8.6 (c): five years after C its words are gone, its name is in its documents alone', async () => {
  await goTo('2032-04-05T21:00:00Z');
  expect(await placesOf(engine, MARKS.words)).not.toEqual([]);
  await goTo('2032-04-06T09:00:00Z');
  expect({ words: await placesOf(engine, MARKS.words), user: await placesOf(engine, MARKS.user) }).toEqual({ words: [], user: [] });
  expect(await placesOf(engine, MARKS.name)).toEqual(IN_ACCOUNTS);
  expect(Object.keys(await keptNow())).toEqual(['DOCUMENTS', 'IDENTITY']);
}, 120_000);

test('8.6 (c): ten years after the financial year there is nothing at all, and all still verifies', async () => {
  await goTo('2038-01-01T09:00:00Z');
  for (const word of Object.values(MARKS)) expect(await placesOf(engine, word)).toEqual([]);
  expect(await keptNow()).toEqual({});
  const { number: invoice } = await engine.knex('documents').where({ subscription: number }).first('number');
  expect((await engine.ask('GET', `/invoices/${invoice}.pdf`, company)).status).toBe(404);
  expect(await verify(engine.knex, { workflowContract: heldByWorkflow(engine) })).toEqual([]);
}, 120_000);

test('8.6 (c): a client that never subscribed is erased a year later, on its own clock, and not a day before', async () => {
  const own = (await post('/test-clocks', { at: '2027-01-04T09:00:00Z' })).id;
  const word = mark('lost');
  const lost = { legalName: word, legalForm: 'association', registration: word, seat: word, country: 'FR', email: `a@${word}.example` };
  const { id } = await post('/clients', { ...lost, representative: { name: word, capacity: word }, language: 'fr', contacts: 3, testClock: own });
  await post(`/clients/${id}/users`, { email: `u@${word}.example`, password: `une phrase ${word}`, role: 'CLIENT_ADMIN' });
  await post(`/test-clocks/${own}/advance`, { to: '2028-01-04T10:00:00Z' });
  expect(await placesOf(engine, word)).toContain('clients.legal_name');
  await post(`/test-clocks/${own}/advance`, { to: '2028-01-05T10:00:00Z' });
  expect(await placesOf(engine, word)).toEqual([]);
});
