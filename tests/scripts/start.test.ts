import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { assertFree, freePort } from '../../scripts/embedded/child.ts';
import { publishBasics } from '../../scripts/seed.ts';
import { secretsOf } from '../../scripts/start/home.ts';
import { admitPeople, PEOPLE } from '../../scripts/start/people.ts';
import { isEmbedded, readSettings } from '../../scripts/start/settings.ts';
import { freshDatabase } from '../setup/database.ts';

const home = mkdtempSync(join(tmpdir(), 'tacite-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('without any variable, everything is embedded on port 3000', () => {
  expect(readSettings({})).toEqual({ TACITE_HOME: join(process.cwd(), '.tacite'), PORT: 3000, TACITE_DEMO: 'on' });
});

const STRIPE = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', TACITE_DEMO: 'off' };
const BANK = { BANK_KEY: Buffer.alloc(32).toString('base64'), TACITE_DEMO: 'off' };

test('Stripe takes the payments of an instance that is embedded otherwise, or of one with real providers', () => {
  expect(isEmbedded(readSettings(STRIPE))).toBe(true);
  expect(isEmbedded(readSettings({ ...STRIPE, STRIPE_SECRET_KEY: 'rk_live_1', PLATFORM_URL: 'https://saas.example' }))).toBe(false);
});

test.each`
  env                                                                                          | says
  ${{ PORT: 'eighty' }}                                                                        | ${/PORT/}
  ${{ TACITE_DEMO: 'maybe' }}                                                                  | ${/TACITE_DEMO/}
  ${{ DATABASE_URL: 'mysql://here' }}                                                          | ${/DATABASE_URL: must be an address such as postgres:/}
  ${{ TEMPORAL_ADDRESS: 'http://temporal' }}                                                   | ${/TEMPORAL_ADDRESS: must be host:port/}
  ${{ PAYMENTS_URL: 'https://bank.example' }}                                                  | ${/PLATFORM_URL: goes with PAYMENTS_URL/}
  ${{ PLATFORM_URL: 'https://saas.example' }}                                                  | ${/PLATFORM_URL: goes with PAYMENTS_URL, STRIPE_SECRET_KEY or BANK_KEY/}
  ${{ STRIPE_SECRET_KEY: 'pk_test_1' }}                                                        | ${/STRIPE_SECRET_KEY: must be a secret or restricted key/}
  ${{ STRIPE_SECRET_KEY: 'sk_test_1', TACITE_DEMO: 'off' }}                                    | ${/STRIPE_WEBHOOK_SECRET: goes with STRIPE_SECRET_KEY/}
  ${{ ...STRIPE, TACITE_DEMO: 'on' }}                                                          | ${/TACITE_DEMO: must be off with STRIPE_SECRET_KEY/}
  ${{ ...STRIPE, PAYMENTS_URL: 'https://bank.example', PLATFORM_URL: 'https://saas.example' }} | ${/PAYMENTS_URL: names one payment provider and STRIPE_SECRET_KEY another/}
  ${{ ...STRIPE, STRIPE_SECRET_KEY: 'sk_live_1' }}                                             | ${/PLATFORM_URL: is missing: with a live key/}
  ${{ BANK_KEY: 'short' }}                                                                     | ${/BANK_KEY: must be 32 bytes in base64/}
  ${{ ...BANK, TACITE_DEMO: 'on' }}                                                            | ${/TACITE_DEMO: must be off with STRIPE_SECRET_KEY or BANK_KEY/}
  ${{ ...BANK, ...STRIPE }}                                                                    | ${/BANK_KEY: lets the own bank take the payments/}
`('$env is refused, and the sentence names the variable', ({ env, says }) => {
  expect(() => readSettings(env)).toThrow(says);
});

test('a port that another program has is refused in one sentence', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await expect(assertFree(port)).rejects.toThrow(`Port ${port} is taken by another program`);
  server.close();
});

test('free ports differ, and are none that an outgoing connection could be sitting on', async () => {
  const ports = await Promise.all(Array.from({ length: 300 }, freePort));
  expect(new Set(ports).size).toBe(300);
  expect(Math.max(...ports)).toBeLessThan(32_768);
});

test('secrets are made once, and only their owner reads them', () => {
  const first = secretsOf(home, ['a@tacite.example']);
  expect(secretsOf(home, ['a@tacite.example'])).toEqual(first);
  expect(secretsOf(home, ['a@tacite.example', 'b@tacite.example']).passwords['a@tacite.example']).toBe(first.passwords['a@tacite.example']);
  expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')).token).toHaveLength(43);
});

test('people and prices are there once, however often the instance starts', async () => {
  const { knex, drop } = await freshDatabase();
  const secrets = secretsOf(
    home,
    PEOPLE.map(({ email }) => email),
  );
  for (let starts = 0; starts < 2; starts++) {
    await admitPeople(knex, secrets);
    await publishBasics(knex);
  }
  expect(await knex('users').pluck('email')).toHaveLength(PEOPLE.length + 1);
  expect(await knex('sessions')).toHaveLength(1);
  expect(await knex('price_schedules')).toHaveLength(1);
  expect(await knex('price_lines').orderBy('formula').pluck('net_cents')).toEqual([5_900, 58_800, 58_800]);
  const [terms] = await knex('terms_versions');
  for (let article = 1; article <= 12; article++) expect(terms.text).toContain(`## Article ${article}.`);
  await drop();
});
