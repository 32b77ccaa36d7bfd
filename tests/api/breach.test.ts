/** E6.2, E8.2-ii, E11.5: what people do about content and breaches through the API, and what it refuses. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../setup/engine.ts';
import { aClient, type Json } from './door.ts';

let engine: Engine;
let admin: string;
let legal: string;
let second: string;
beforeAll(async () => {
  engine = await openEngine();
  admin = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR']);
  legal = await engine.userWith(['LEGAL']);
  second = await engine.userWith(['LEGAL']);
  const since = '2020-01-01T00:00:00Z';
  await engine.ask('POST', '/terms-versions', admin, { version: '2020', text: 'Conditions', publishedAt: since });
  await engine.ask('POST', '/price-schedules', admin, { publishedAt: since, lines: [{ formula: 'yearly', months: 12, netCents: 58800 }] });
});
afterAll(() => engine.close());

const acceptance = { termsVersion: '2020', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };

/** A client with a running subscription, and its administrator's token. */
async function aSubscriber(): Promise<{ client: string; own: string; number: string }> {
  const client = (await engine.ask('POST', '/clients', admin, aClient())).body.id;
  const own = await engine.userWith(['CLIENT_ADMIN'], client);
  const method = (await engine.ask('POST', `/clients/${client}/payment-methods`, own, { token: 'card_ok' })).body.id;
  const made = await engine.ask('POST', '/subscriptions', own, { client, formula: 'yearly', paymentMethod: method, acceptance });
  expect(made.status, made.text).toBe(201);
  return { client, own, number: made.body.number };
}
const give = (number: string, command: string, token: string, body: object) => engine.ask('POST', `/subscriptions/${number}/${command}`, token, body);
const items = async (client: string, token: string, state = ''): Promise<Json[]> =>
  (await engine.ask('GET', `/content-items?client=${client}${state ? `&state=${state}` : ''}`, token)).body.data;

describe('S76: content (E6.2b)', () => {
  test('an item is hidden at once, removed by two persons, and its hash is kept', async () => {
    const { client, own, number } = await aSubscriber();
    const before = await items(client, own);
    expect(before.length).toBeGreaterThan(1);
    expect(before.every((one) => one.state === 'ONLINE' && one.title)).toBe(true);
    const { id, sha256, publishedOn } = before[1];
    const ground = 'Photographie revendiquée par un tiers';
    const held = await give(number, 'hold-content', legal, { items: [id], ground, evidence: 'Courrier' });
    expect(held.status, held.text).toBe(200);
    expect(await items(client, own, 'HELD')).toMatchObject([{ id, state: 'HELD', ground, subscription: number, sha256 }]);
    const asked = await give(number, 'delete-content', legal, { items: [id], ground: 'Contrefaçon reconnue' });
    expect(asked.status, asked.text).toBe(202);
    const approval = { choice: 'APPROVE', reason: 'Dossier complet et vérifié' };
    expect((await engine.ask('POST', `/tasks/${asked.body.task}/decide`, legal, approval)).status).toBe(409);
    const approved = await engine.ask('POST', `/tasks/${asked.body.task}/decide`, second, approval);
    expect(approved.status, approved.text).toBe(200);
    const [gone] = await items(client, own, 'DELETED');
    expect(gone).toMatchObject({ id, title: null, state: 'DELETED', ground: 'Contrefaçon reconnue', sha256, publishedOn });
    expect(await items(client, own)).toHaveLength(before.length);
    expect((await engine.ask('GET', `/subscriptions/${number}`, own)).body).toMatchObject({ state: 'ACTIVE', contentHolds: [] });
    const { data } = (await engine.ask('GET', `/notices?subscription=${number}&code=CONTENT_HOLD`, own)).body;
    expect(data).toHaveLength(2);
    const list = (await engine.ask('GET', `/content-items?subscription=${number}&state=DELETED`, admin)).body.data;
    expect(list).toMatchObject([{ id }]);
    expect((await engine.ask('GET', '/content-items?state=DELETED', admin)).body.data.map((one: Json) => one.client)).toContain(client);
  });

  test.each`
    command              | body                                                                         | who         | status | article
    ${'hold-content'}    | ${{ items: ['cnt-99'], ground: 'text', evidence: 'text' }}                   | ${'legal'}  | ${422} | ${'E6.2b'}
    ${'hold-content'}    | ${{ items: [], ground: 'text', evidence: 'text' }}                           | ${'legal'}  | ${422} | ${undefined}
    ${'hold-content'}    | ${{ items: ['known'], evidence: 'text' }}                                    | ${'legal'}  | ${400} | ${undefined}
    ${'hold-content'}    | ${{ items: ['known'], ground: 'text', evidence: 'text' }}                    | ${'client'} | ${403} | ${'E6.2b'}
    ${'delete-content'}  | ${{ items: ['known'], ground: 'text' }}                                      | ${'legal'}  | ${409} | ${'E6.2b'}
    ${'release-content'} | ${{ items: ['known'], reason: 'no longer disputed' }}                        | ${'legal'}  | ${409} | ${'E6.2b'}
    ${'demand-removal'}  | ${{ items: ['cnt-99'], facts: 'text', evidence: 'text' }}                    | ${'legal'}  | ${422} | ${'E6.2b'}
    ${'demand-removal'}  | ${{ facts: 'text', evidence: 'text', channel: 'HAND' }}                      | ${'legal'}  | ${409} | ${'E11.1a'}
    ${'notify-breach'}   | ${{ clause: '4.2', facts: 'f', evidence: 'e', channel: 'HAND' }}             | ${'legal'}  | ${409} | ${'E11.1a'}
    ${'notify-breach'}   | ${{ clause: 'Madame Exemple', facts: 'f', evidence: 'e', channel: 'EMAIL' }} | ${'legal'}  | ${422} | ${'E8.2-ii'}
    ${'notify-breach'}   | ${{ clause: '13.1', facts: 'f', evidence: 'e', channel: 'EMAIL' }}           | ${'legal'}  | ${422} | ${'E8.2-ii'}
  `('$command with $body by $who is $status under $article', async ({ command, body, who, status, article }) => {
    const { client, own, number } = await aSubscriber();
    const known = (await items(client, own)).map((one) => one.id);
    const named = body.items ? { ...body, items: body.items.map((one: string) => (one === 'known' ? known[0] : one)) } : body;
    const answer = await give(number, command, who === 'legal' ? legal : own, named);
    expect([answer.status, answer.body.article], answer.text).toEqual([status, article]);
  });

  test('a client reads its own content and no other', async () => {
    const one = await aSubscriber();
    const other = await aSubscriber();
    expect((await engine.ask('GET', `/content-items?client=${other.client}`, one.own)).status).toBe(404);
    expect((await engine.ask('GET', `/content-items?subscription=${other.number}`, one.own)).status).toBe(404);
    const own = (await engine.ask('GET', '/content-items', one.own)).body.data;
    expect(own.every((item: Json) => item.client === one.client)).toBe(true);
  });
});
