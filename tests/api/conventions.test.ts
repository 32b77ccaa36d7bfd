import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { hashPassword } from '../../api/password.ts';
import { insertUser } from '../../database/queries/users.ts';
import { aClient, type Door, openDoor } from './door.ts';

let door: Door;
let admin: string;
beforeAll(async () => {
  door = await openDoor();
  admin = await door.userWith(['ADMIN']);
});
afterAll(() => door.close());

describe('problem+json (RFC 9457)', () => {
  test('an unknown address is 404 with type, title, status and detail, in the language asked for', async () => {
    const english = await door.ask('GET', '/nothing-here', admin);
    expect(english.status).toBe(404);
    expect(english.headers['content-type']).toContain('application/problem+json');
    expect(Object.keys(english.body).sort()).toEqual(['detail', 'status', 'title', 'type']);
    const french = await door.ask('GET', '/nothing-here', admin, undefined, { 'accept-language': 'fr-FR,fr;q=0.9' });
    expect(french.body.title).toBe('Introuvable');
  });

  test('a missing field is 400, a value that cannot be is 422, both name the field', async () => {
    const { legalName: _, ...without } = aClient();
    const missing = await door.ask('POST', '/clients', admin, without);
    expect(missing.status).toBe(400);
    expect(missing.body.errors[0].path).toBe('body/legalName');
    const negative = await door.ask('POST', '/clients', admin, aClient({ contacts: -1 }));
    expect(negative.status).toBe(422);
    expect(negative.body.errors[0].path).toBe('body/contacts');
  });

  test('a day that is not in the calendar is 422, one that is not written as a day 400', async () => {
    const at = (effectiveOn: string) => door.ask('POST', '/vat-rates', admin, { rate: 21, effectiveOn });
    expect((await at('2027-02-30')).status).toBe(422);
    expect((await at('30/02/2027')).status).toBe(400);
  });

  test('text that is not JSON is 400', async () => {
    const response = await door.app.inject({
      method: 'POST',
      url: '/api/v1/clients',
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      payload: '{"legalName":',
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().status).toBe(400);
  });

  test.each`
    path                             | status
    ${'/clients/%F0%28'}             | ${400}
    ${`/clients/${'x'.repeat(501)}`} | ${414}
  `('an address that no route can read is a problem too: $status', async ({ path, status }) => {
    const answer = await door.ask('GET', path, admin);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, detail: expect.any(String) });
  });

  test('what was not foreseen is 500, masked, with a reference', async () => {
    const broken = {
      ...door.deps,
      knex: (() => {
        throw new Error('the password is hunter2');
      }) as unknown as Door['knex'],
    };
    const app = await buildApp(broken);
    const response = await app.inject({ method: 'GET', url: '/api/v1/clients', headers: { authorization: 'Bearer x' } });
    await app.close();
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('hunter2');
    expect(response.json().detail).toMatch(/reference [0-9a-f-]{36}/);
  });
});

describe('Idempotency-Key', () => {
  test('the same key and body give the same answer and one client; another body 422', async () => {
    const headers = { 'idempotency-key': 'one-client' };
    const first = await door.ask('POST', '/clients', admin, aClient(), headers);
    const again = await door.ask('POST', '/clients', admin, aClient(), headers);
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    const { count } = (await door.knex('clients').count({ count: '*' }).first()) as { count: number };
    expect(count).toBe(1);
    const other = await door.ask('POST', '/clients', admin, aClient({ contacts: 5 }), headers);
    expect(other.status).toBe(422);
  });

  test('two persons may use the same key', async () => {
    const headers = { 'idempotency-key': 'one-client' };
    const other = await door.ask('POST', '/clients', await door.userWith(['SUPPORT']), aClient({ contacts: 5 }), headers);
    expect(other.status).toBe(201);
  });

  test.each`
    other                                  | because
    ${aClient({ contacts: 5 })}            | ${'a value differs'}
    ${aClient({ nobodyKnows: 'this' })}    | ${'a field that no schema knows is part of the body too'}
    ${aClient({ noticeChannel: 'EMAIL' })} | ${'what is filled in by default was not said before'}
  `('another body is 422: $because', async ({ other }) => {
    expect((await door.ask('POST', '/clients', admin, other, { 'idempotency-key': 'one-client' })).status).toBe(422);
  });

  test('twins in flight get the answer of the first, and it is made once', async () => {
    const headers = { 'idempotency-key': 'twins' };
    const twins = await Promise.all([1, 2, 3, 4].map(() => door.ask('POST', '/test-clocks', admin, { at: '2027-01-04T09:30:00Z' }, headers)));
    expect(twins.map((one) => one.status)).toEqual([201, 201, 201, 201]);
    expect(new Set(twins.map((one) => one.text)).size).toBe(1);
  });

  test('a twin whose first does not come to an end is 409 with Retry-After', async () => {
    const app = await buildApp({ ...door.deps, patienceMs: 150 });
    const headers = { authorization: `Bearer ${admin}`, 'idempotency-key': 'endless' };
    const ask = () => app.inject({ method: 'POST', url: '/api/v1/test-clocks', headers, payload: { at: '2027-01-04T09:30:00Z' } });
    await ask();
    await door.knex('idempotency_keys').where({ key: 'endless' }).update({ status: null, response: null });
    const twin = await ask();
    await app.close();
    expect([twin.statusCode, twin.headers['retry-after']]).toEqual([409, '1']);
  });

  test('a refusal stays the answer to its key', async () => {
    const headers = { 'idempotency-key': 'refused' };
    const first = await door.ask(
      'POST',
      '/clients/unknown/users',
      admin,
      { email: 'a@b.example', password: 'long enough', role: 'CLIENT_ADMIN' },
      headers,
    );
    const again = await door.ask(
      'POST',
      '/clients/unknown/users',
      admin,
      { email: 'a@b.example', password: 'long enough', role: 'CLIENT_ADMIN' },
      headers,
    );
    expect(first.status).toBe(404);
    expect(again.text).toBe(first.text);
  });
});

describe('sessions (E3.2a)', () => {
  const credentials = { email: 'legal@tests.example', password: 'une phrase secrète' };
  beforeAll(async () => {
    const passwordHash = await hashPassword(credentials.password);
    await insertUser(door.knex, { email: credentials.email, passwordHash, roles: ['LEGAL'], client: null });
  });

  test('the right password gives a token and an HttpOnly cookie; both act as that user', async () => {
    const session = await door.ask('POST', '/sessions', null, credentials);
    expect(session.status).toBe(201);
    const cookie = String(session.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect((await door.ask('GET', '/sessions/current', session.body.token)).body.roles).toEqual(['LEGAL']);
    const byCookie = await door.ask('GET', '/sessions/current', null, undefined, { cookie: cookie.split(';')[0] ?? '' });
    expect(byCookie.body.email).toBe(credentials.email);
  });

  test('a wrong password and an unknown e-mail get the same 401', async () => {
    const wrong = await door.ask('POST', '/sessions', null, { ...credentials, password: 'autre chose' });
    const unknown = await door.ask('POST', '/sessions', null, { ...credentials, email: 'nobody@tests.example' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.text).toBe(unknown.text);
  });

  test('neither token nor password is stored, also with an Idempotency-Key, whose answer is the same', async () => {
    const headers = { 'idempotency-key': 'signing-in' };
    const first = await door.ask('POST', '/sessions', null, credentials, headers);
    const again = await door.ask('POST', '/sessions', null, credentials, headers);
    expect(again.body).toEqual(first.body);
    const { rows } = await door.knex.raw(
      `select (select string_agg(s::text, ' ') from sessions s) || (select string_agg(k::text, ' ') from idempotency_keys k) as stored`,
    );
    expect(rows[0].stored).not.toContain(first.body.token);
    expect(rows[0].stored).not.toContain(credentials.password);
  });

  test('signed out, the token is worth nothing', async () => {
    const { body } = await door.ask('POST', '/sessions', null, credentials);
    expect((await door.ask('DELETE', '/sessions/current', body.token)).status).toBe(204);
    expect((await door.ask('GET', '/sessions/current', body.token)).status).toBe(401);
  });

  test.each`
    headers                                                         | status | because
    ${{ 'sec-fetch-site': 'cross-site' }}                           | ${403} | ${'the browser says another site sent it'}
    ${{ 'sec-fetch-site': 'same-site' }}                            | ${403} | ${'a sibling host is another site too'}
    ${{ 'sec-fetch-site': 'same-origin' }}                          | ${204} | ${'our own page sent it'}
    ${{ origin: 'https://evil.example', host: 'tacite.example' }}   | ${403} | ${'the origin is not ours'}
    ${{ origin: 'https://tacite.example', host: 'tacite.example' }} | ${204} | ${'the origin is ours'}
  `('CSRF: with $headers, $status: $because', async ({ headers, status }) => {
    const session = await door.ask('POST', '/sessions', null, credentials);
    const cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
    expect((await door.ask('DELETE', '/sessions/current', null, undefined, { cookie, ...headers })).status).toBe(status);
  });
});

describe('the web UI', () => {
  test('its files are served, every other page is its index, and the API stays the API', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tacite-web-'));
    mkdirSync(join(root, 'assets'));
    writeFileSync(join(root, 'index.html'), '<title>Tacite</title>');
    writeFileSync(join(root, 'assets', 'main-1.js'), 'export {};');
    const app = await buildApp({ ...door.deps, webRoot: root });
    const get = (url: string) => app.inject({ method: 'GET', url });
    expect((await get('/')).body).toContain('Tacite');
    expect((await get('/subscriptions/S000001')).body).toContain('Tacite');
    const script = await get('/assets/main-1.js');
    expect([script.statusCode, script.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await get('/assets/missing.js')).statusCode).toBe(404);
    expect((await get('/api/v1/missing')).headers['content-type']).toContain('problem+json');
    await app.close();
    rmSync(root, { recursive: true });
  });
});

describe('reading', () => {
  test('a value that cannot be stored is 422, not an error of ours', async () => {
    expect((await door.ask('POST', '/clients', admin, aClient({ legalName: 'A\u0000B' }))).status).toBe(422);
  });

  test('an ETag answers 304 to who already has it', async () => {
    const { body } = await door.ask('POST', '/test-clocks', admin, { at: '2027-01-04T09:30:00Z' });
    const first = await door.ask('GET', `/test-clocks/${body.id}`, admin);
    const again = await door.ask('GET', `/test-clocks/${body.id}`, admin, undefined, { 'if-none-match': String(first.headers.etag) });
    expect(first.status).toBe(200);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  test('pages follow one another without gap or double', async () => {
    for (let i = 0; i < 5; i++) await door.ask('POST', '/clients', admin, aClient());
    const whole = await door.ask('GET', '/clients', admin);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await door.ask('GET', `/clients?limit=2${cursor ? `&cursor=${cursor}` : ''}`, admin);
      seen.push(...body.data.map((one: { id: string }) => one.id));
      cursor = body.next;
    }
    expect(seen).toEqual(whole.body.data.map((one: { id: string }) => one.id));
  });

  test('a cursor of our own making only: another is 422', async () => {
    expect((await door.ask('GET', '/clients?cursor=nonsense', admin)).status).toBe(422);
  });

  test('the pages of the web UI load their own files only (CSP)', async () => {
    const { headers } = await door.ask('GET', '/health', null);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe");
  });
});
