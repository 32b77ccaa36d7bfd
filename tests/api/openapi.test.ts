import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { type Door, type Json, openDoor } from './door.ts';

let door: Door;
let description: Json;
beforeAll(async () => {
  door = await openDoor();
  description = (await door.ask('GET', '/openapi.json', null)).body;
});
afterAll(() => door.close());

const operations = (): { path: string; method: string; operation: Json }[] =>
  Object.entries<Record<string, Json>>(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test('it is OpenAPI 3.1 and describes every door of api.md', () => {
  expect(description.openapi).toBe('3.1.0');
  const has = (method: string, path: string) => expect(description.paths[`/api/v1${path}`]?.[method], `${method} ${path}`).toBeDefined();
  for (const path of [
    '/clients',
    '/clients/{id}/users',
    '/clients/{id}/payment-methods',
    '/price-schedules',
    '/vat-rates',
    '/legal-rates',
    '/terms-versions',
  ])
    has('post', path);
  for (const path of [
    '/test-clocks',
    '/test-clocks/{id}/advance',
    '/subscriptions',
    '/tasks/{id}/decide',
    '/webhooks/mail',
    '/webhooks/payments/{provider}',
    '/sandbox/events',
  ])
    has('post', path);
  for (const list of ['/invoices', '/credit-notes', '/debit-notes', '/payments', '/notices', '/tasks', '/exports', '/complaints', '/formulas'])
    has('get', list);
  for (const path of [
    '/invoices/{number}.pdf',
    '/access/{client}',
    '/subscriptions/{number}/timeline',
    '/health',
    '/clients/{id}',
    '/test-clocks/{id}',
  ])
    has('get', path);
  has('patch', '/clients/{id}');
  has('post', '/sessions');
});

test('every door says what it answers, well or not', () => {
  for (const { path, method, operation } of operations()) {
    const answers = Object.keys(operation.responses);
    expect(
      answers.some((status) => status.startsWith('2')),
      `${method} ${path}`,
    ).toBe(true);
    expect(answers, `${method} ${path}`).toContain('4XX');
  }
  expect(Object.keys(description.paths['/api/v1/invoices/{number}.pdf'].get.responses['200'].content)).toEqual(['application/pdf']);
});

test('the pages of the web UI are no part of it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tacite-web-'));
  writeFileSync(join(root, 'index.html'), '<title>Tacite</title>');
  const app = await buildApp({ ...door.deps, webRoot: root });
  const { paths } = (await app.inject({ url: '/api/v1/openapi.json' })).json();
  await app.close();
  rmSync(root, { recursive: true });
  expect(Object.keys(paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual([]);
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
  for (const reference of references) {
    const found = reference.split('/').reduce((node, key) => node?.[key], description);
    expect(found, reference).toBeDefined();
  }
});

test('every parameter of a path is described, and nothing else is called one', () => {
  for (const { path, method, operation } of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted((a, b) => a.localeCompare(b));
    const described = (operation.parameters ?? [])
      .filter((one: Json) => one.in === 'path')
      .map((one: Json) => one.name as string)
      .toSorted((a: string, b: string) => a.localeCompare(b));
    expect(described, `${method} ${path}`).toEqual(inPath);
  }
});

test('every body has an example, which its own door understands', async () => {
  const everybody = await door.userWith(['ADMIN', 'SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'CLIENT_ADMIN']);
  for (const { path, method, operation } of operations()) {
    const media = operation.requestBody?.content?.['application/json'];
    if (!media) continue;
    const { example } = media;
    expect(example, `${method} ${path}`).toBeDefined();
    const answer = await door.ask(method.toUpperCase(), path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, 'unknown'), everybody, example);
    expect(answer.status, `${method} ${path}: ${answer.text}`).not.toBe(400);
  }
});

test('every door says who may come in', () => {
  for (const { path, method, operation } of operations())
    expect(operation['x-roles']?.length > 0 || operation.security?.length === 0, `${method} ${path}`).toBe(true);
});
