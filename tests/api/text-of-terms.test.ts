/** S06: what a client accepted is whole in its space and downloadable, for as long as the subscription is kept; nothing can be added to it (11.10). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTRIES } from '../../contract/entries.ts';
import { wordsOf } from '../mails/read-pdf.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { aClient, type Json } from './door.ts';

const TEXT = readFileSync('terms/assoconnect/text.md', 'utf8').trim();
const acceptance = { termsVersion: '2026', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };

let engine: Engine;
let admin: string;
let own: string;
let number: string;
let withClause: Json;
beforeAll(async () => {
  engine = await openEngine();
  admin = await engine.userWith(['SUPPORT', 'BILLING', 'ADMIN']);
  const publishedAt = '2020-01-01T00:00:00Z';
  await engine.ask('POST', '/terms-versions', admin, { version: '2026', text: TEXT, publishedAt });
  await engine.ask('POST', '/price-schedules', admin, { publishedAt, lines: [{ formula: 'yearly', months: 12, netCents: 58_800 }] });
  const { id } = (await engine.ask('POST', '/clients', admin, aClient())).body;
  own = await engine.userWith(['CLIENT_ADMIN'], id);
  const method = (await engine.ask('POST', `/clients/${id}/payment-methods`, own, { token: 'card_ok' })).body.id;
  const body = { client: id, formula: 'yearly', paymentMethod: method, acceptance };
  withClause = await engine.ask('POST', '/subscriptions', own, { ...body, specialClause: 'Résiliation libre à tout moment' });
  number = (await engine.ask('POST', '/subscriptions', own, body)).body.number;
});
afterAll(() => engine.close());

const shown = async (token = own): Promise<Json> => (await engine.ask('GET', `/subscriptions/${number}/terms`, token)).body;
/** The articles of the entries that are text, as the text numbers them. */
const articles = [...new Set(ENTRIES.filter((one) => one.classes.includes('TEXT')).map((one) => /^E(\d+(?:\.\d+)?)/.exec(one.id)?.[1] ?? ''))].filter(
  (article) => article.includes('.'),
);

describe('S06: the accepted version', () => {
  test('is shown word for word, with its hash', async () => {
    expect(await shown()).toMatchObject({ version: '2026', text: TEXT, hash: createHash('sha256').update(TEXT).digest('hex') });
  });

  test.each(articles)('has article %s, on the screen and in the PDF', async (article) => {
    const pattern = new RegExp(`(^|\\s)${article.replace('.', '\\.')}\\s+\\S`);
    expect((await shown()).text).toMatch(pattern);
    const pdf = await engine.app.inject({ url: `/api/v1/subscriptions/${number}/terms.pdf`, headers: { authorization: `Bearer ${own}` } });
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(wordsOf(pdf.rawPayload)).toMatch(pattern);
  });

  test('stays what it was when another version is published', async () => {
    await engine.ask('POST', '/terms-versions', admin, { version: '2027', text: 'Autres conditions', publishedAt: '2020-02-01T00:00:00Z' });
    expect(await shown()).toMatchObject({ version: '2026', text: TEXT });
  });
});

describe('S06, 11.10: no special clause', () => {
  test('words sent beside what is asked for are refused and kept nowhere', async () => {
    expect([withClause.status, withClause.body.article]).toEqual([422, 'E11.10']);
    const texts = await engine.knex('texts').where({ subscription: number }).select('content');
    expect(JSON.stringify(texts)).not.toContain('Résiliation libre');
  });

  test('a promise of a staff member in an answer to a complaint changes nothing of the contract', async () => {
    const before = (await engine.ask('GET', `/subscriptions/${number}`, own)).body;
    const complaint = await engine.ask('POST', `/subscriptions/${number}/open-complaint`, own, { text: 'Je voudrais une clause de sortie libre' });
    expect(complaint.status, complaint.text).toBe(200);
    const after = (await engine.ask('GET', `/subscriptions/${number}`, own)).body;
    expect({ ...after, at: before.at }).toEqual(before);
    expect((await engine.ask('POST', `/subscriptions/${number}/free-exit`, own, {})).status).toBe(409);
  });
});
