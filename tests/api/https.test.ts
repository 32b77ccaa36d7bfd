import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { hashPassword } from '../../api/password.ts';
import { insertUser } from '../../database/queries/users.ts';
import { readSettings } from '../../scripts/start/settings.ts';
import { type Door, openDoor } from './door.ts';

const PERSON = { email: 'https@tests.example', password: 'une phrase secrète' };
let door: Door;
let secure: FastifyInstance;
let local: FastifyInstance;
beforeAll(async () => {
  door = await openDoor();
  await insertUser(door.knex, { email: PERSON.email, passwordHash: await hashPassword(PERSON.password), roles: ['ADMIN'], client: null });
  const webRoot = mkdtempSync(join(tmpdir(), 'tacite-web-'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Tacite</title>');
  secure = await buildApp({ ...door.deps, webRoot, webUrl: 'https://tacite.example' });
  local = await buildApp({ ...door.deps, webRoot, webUrl: 'http://127.0.0.1:3000' });
});
afterAll(async () => {
  await Promise.all([secure.close(), local.close()]);
  await door.close();
});

const BY_TLS = { 'x-forwarded-proto': 'https' };
const PLAINLY = { 'x-forwarded-proto': 'http' };
const signIn = { method: 'POST', url: '/api/v1/sessions', payload: PERSON } as const;

describe('E3.2c: behind TLS nothing weaker than HTTPS is taken', () => {
  test.each`
    method    | url                     | status | why
    ${'GET'}  | ${'/subscriptions?q=a'} | ${308} | ${'a page is redirected'}
    ${'HEAD'} | ${'/'}                  | ${308} | ${'so is its head'}
    ${'POST'} | ${'/subscriptions'}     | ${426} | ${'no page is posted to'}
    ${'GET'}  | ${'/api/v1/formulas'}   | ${426} | ${'the API is refused'}
    ${'POST'} | ${'/api/v1/sessions'}   | ${426} | ${'a password sent plainly opens nothing'}
    ${'GET'}  | ${'/api/v1/health'}     | ${426} | ${'nor is health told through the proxy'}
  `('plain $method $url: $status, $why', async ({ method, url, status }) => {
    for (const headers of url.includes('health') ? [PLAINLY] : [PLAINLY, {}]) {
      const answer = await secure.inject({ method, url, headers, ...(method === 'POST' ? { payload: PERSON } : {}) });
      const problem = status === 426 ? answer.json() : { article: null };
      const told = { status: answer.statusCode, location: answer.headers.location, article: problem.article };
      expect(told).toEqual(
        status === 308 ? { status, location: `https://tacite.example${url}`, article: null } : { status, location: undefined, article: 'E3.2c' },
      );
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('a redirect never leaves the address of the Company', async () => {
    const answer = await secure.inject({ url: '//elsewhere.example/path', headers: { ...PLAINLY, host: 'elsewhere.example' } });
    expect(answer.headers.location).toBe('https://tacite.example/elsewhere.example/path');
  });

  test('by HTTPS: let in, told to stay, and the cookie is Secure', async () => {
    const answer = await secure.inject({ ...signIn, headers: BY_TLS });
    expect(answer.statusCode, answer.body).toBe(201);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(answer.headers['set-cookie']).toMatch(/; HttpOnly; Secure; SameSite=Lax/);
    expect((await secure.inject({ url: '/subscriptions', headers: BY_TLS })).statusCode).toBe(200);
  });

  test('straight from this machine the health of the API is told, to no other machine', async () => {
    const from = (remoteAddress: string) => secure.inject({ url: '/api/v1/health', remoteAddress });
    expect((await from('127.0.0.1')).statusCode).not.toBe(426);
    expect((await from('192.0.2.7')).statusCode).toBe(426);
  });

  test("on one's own machine plain requests work, and ask no browser for HTTPS", async () => {
    const answer = await local.inject(signIn);
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['strict-transport-security']).toBeUndefined();
    expect(answer.headers['set-cookie']).not.toContain('Secure');
    expect((await local.inject({ url: '/subscriptions' })).statusCode).toBe(200);
  });

  test.each`
    env                                                          | read
    ${{ WEB_URL: 'https://tacite.example', TACITE_DEMO: 'off' }} | ${'https://tacite.example'}
    ${{ WEB_URL: 'http://127.0.0.1:3000' }}                      | ${'http://127.0.0.1:3000'}
  `('an operator may set $env', ({ env, read }) => {
    expect(readSettings(env).WEB_URL).toBe(read);
  });

  test.each`
    env                                      | fault
    ${{ WEB_URL: 'https://tacite.example' }} | ${/TACITE_DEMO: must be off/}
    ${{ WEB_URL: 'tacite.example' }}         | ${/WEB_URL: must be an address/}
  `('an operator may not set $env', ({ env, fault }) => {
    expect(() => readSettings(env)).toThrow(fault);
  });
});
