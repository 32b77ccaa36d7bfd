import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BORNE, COMMANDS } from '../../contract/commands.ts';
import type { Role } from '../../contract/facts.ts';
import { aClient, COMPANY_ROLES, type Door, type Json, openDoor } from './door.ts';

const ROLES: Role[] = [...COMPANY_ROLES, 'CLIENT_ADMIN', 'CLIENT_MEMBER'];
type Operation = { method: string; path: string; roles: Role[] | null };

let door: Door;
let operations: Operation[];
let client: string;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  door = await openDoor();
  client = (await door.ask('POST', '/clients', await door.userWith(['ADMIN']), aClient())).body.id;
  for (const role of ROLES) tokens.set(role, await door.userWith([role], role.startsWith('CLIENT') ? client : null));
  const { paths } = (await door.ask('GET', '/openapi.json', null)).body;
  operations = Object.entries<Record<string, Json>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      roles: operation['x-roles'] ?? null,
    })),
  );
});
afterAll(() => door.close());

const closed = (): Operation[] => operations.filter((one) => one.roles !== null && one.path !== '/sessions/current');
const at = (path: string): string => path.replaceAll(/\{\w+\}/g, 'unknown');

describe('every door, every role (A9)', () => {
  test('nobody comes in without a session but where everybody may', async () => {
    expect(operations.filter((one) => one.roles === null).map((one) => `${one.method} ${one.path}`)).toEqual([
      'GET /health',
      'POST /sessions',
      'POST /webhooks/mail',
      'POST /webhooks/payments/{provider}',
      'POST /webhooks/einvoices/{platform}',
    ]);
    for (const { method, path } of closed()) expect((await door.ask(method, at(path))).status, `${method} ${path}`).toBe(401);
  });

  test('a wrong role is 403 and leaves a line in the audit log; a right one is let in', async () => {
    for (const { method, path, roles } of closed())
      for (const role of ROLES) {
        const body = method === 'GET' ? undefined : {};
        const { status } = await door.ask(method, at(path), tokens.get(role), body);
        const verdict = status === 401 || status === 403 ? status : 'let in';
        expect(verdict, `${role} ${method} ${path}`).toBe(roles?.includes(role) ? 'let in' : 403);
      }
    const forbidden = closed().reduce((sum, { roles }) => sum + ROLES.filter((role) => !roles?.includes(role)).length, 0);
    const { count } = (await door.knex('audit_log').where({ outcome: 'forbidden' }).count({ count: '*' }).first()) as { count: number };
    expect(count).toBe(forbidden);
  }, 60_000);

  test.each`
    path                            | of
    ${'/subscriptions/S1/denounce'} | ${{ subscription: 'S1' }}
    ${'/clients/cli_1/users'}       | ${{ client: 'cli_1' }}
  `('S75: the line of a refused $path is found under $of', async ({ path, of }) => {
    await door.ask('POST', path, tokens.get('AUDITOR'), {});
    const [filter] = Object.entries<string>(of).map(([name, value]) => `${name}=${value}`);
    const { data } = (await door.ask('GET', `/audit-log?state=forbidden&${filter}`, tokens.get('AUDITOR'))).body;
    expect(data).toEqual([expect.objectContaining({ ...of, role: 'AUDITOR', outcome: 'forbidden' })]);
  });

  test('commands are let in by the roles of the contract', () => {
    for (const [type, { roles }] of Object.entries(COMMANDS).filter(([name]) => !(BORNE as readonly string[]).includes(name))) {
      const path = type === 'decide' ? '/tasks/{id}/decide' : `/subscriptions/{number}/${type}`;
      expect(operations.find((one) => one.path === path)?.roles, path).toEqual(roles);
    }
  });

  test('AUDITOR reads all and writes nothing', () => {
    const written = closed().filter((one) => one.method !== 'GET' && one.roles?.includes('AUDITOR'));
    expect(written).toEqual([]);
  });
});

describe('another client does not exist for a client (trust 7)', () => {
  test.each`
    method     | path                            | body
    ${'GET'}   | ${'/clients/X'}                 | ${undefined}
    ${'PATCH'} | ${'/clients/X'}                 | ${{ contacts: 5, from: '2027-01-01' }}
    ${'GET'}   | ${'/clients/X/users'}           | ${undefined}
    ${'POST'}  | ${'/clients/X/users'}           | ${{ email: 'x@y.example', password: 'long enough', role: 'CLIENT_ADMIN' }}
    ${'POST'}  | ${'/clients/X/payment-methods'} | ${{ token: 'card_ok' }}
    ${'GET'}   | ${'/clients/X/payment-methods'} | ${undefined}
    ${'GET'}   | ${'/access/X'}                  | ${undefined}
    ${'GET'}   | ${'/invoices?client=X'}         | ${undefined}
    ${'GET'}   | ${'/payments?client=X'}         | ${undefined}
    ${'GET'}   | ${'/notices?client=X'}          | ${undefined}
    ${'GET'}   | ${'/exports?client=X'}          | ${undefined}
    ${'GET'}   | ${'/complaints?client=X'}       | ${undefined}
    ${'GET'}   | ${'/subscriptions?client=X'}    | ${undefined}
    ${'GET'}   | ${'/formulas?client=X'}         | ${undefined}
  `('$method $path is 404 to the CLIENT_ADMIN of another', async ({ method, path, body }) => {
    const other = (await door.ask('POST', '/clients', tokens.get('ADMIN'), aClient())).body.id;
    const theirs = await door.ask(method, path.replace('X', other), tokens.get('CLIENT_ADMIN'), body);
    expect(theirs.status).toBe(404);
    const own = await door.ask(method, path.replace('X', client), tokens.get('CLIENT_ADMIN'), body);
    expect(own.status).toBeLessThan(300);
  });
});
