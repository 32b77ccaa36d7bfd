/** The instance under test, and what a test needs to be true in it: made through its API, as an outside program would. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';

export type User = { email: string; password: string; role: string };
export type Opened = { url: string; users: User[] };

export const openInstance = async (): Promise<Opened> => inject('web');

/** The first user of a role. */
export function userOf({ users }: Opened, role: string): User {
  const user = users.find((one) => one.role === role);
  if (!user) throw new Error(`the instance has no user with the role ${role}`);
  return user;
}

type Json = Record<string, unknown>;
export type Ask = <T = Json>(method: string, path: string, body?: Json) => Promise<T>;

/** The API as a user of this role sees it. */
export const apiAs = (instance: Opened, role: string): Promise<Ask> => apiOf(instance, userOf(instance, role));

/** The API as this user sees it. */
export async function apiOf(instance: Opened, { email, password }: User): Promise<Ask> {
  const { token } = await ask<{ token: string }>(instance, null, 'POST', '/sessions', { email, password });
  return (method, path, body) => ask(instance, token, method, path, body);
}

async function ask<T>({ url }: Opened, token: string | null, method: string, path: string, body?: Json): Promise<T> {
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}) };
  const response = await fetch(`${url}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer as T;
}

export type Given = { number: string; clientName: string; admin: User; clock: string };

/** A client that has not subscribed yet, and its administrator; on a test clock where one is given. */
export async function aClient(instance: Opened, more: { legalName?: string; testClock?: string } = {}): Promise<{ client: string; own: User }> {
  const api = await apiAs(instance, 'ADMIN');
  const { id: client } = await api<{ id: string }>('POST', '/clients', { ...IDENTITY, ...more });
  const own = { email: `${client}@example.org`, password: 'a long secret', role: 'CLIENT_ADMIN' };
  await api('POST', `/clients/${client}/users`, own);
  return { client, own };
}

/** Baseline A on a test clock: yearly, accepted on 4 January 2027, paid with this token; then time goes on until `until`. */
export async function givenASubscription(instance: Opened, { token, until }: { token: string; until?: string }): Promise<Given> {
  const api = await apiAs(instance, 'ADMIN');
  const clientName = `Association ${randomUUID().slice(0, 8)}`;
  const clock = await aClock(api);
  const { client, own: admin } = await aClient(instance, { legalName: clientName, testClock: clock });
  const { id: paymentMethod } = await api<{ id: string }>('POST', `/clients/${client}/payment-methods`, { token });
  const { version } = await api<{ version: string }>('GET', `/terms-versions/current?testClock=${clock}`);
  const acceptance = { termsVersion: version, declarations: [true, true, true, true, true], boxTicked: true, boxWording: 'I accept.' };
  const { number } = await api<{ number: string }>('POST', '/subscriptions', { client, formula: 'yearly', paymentMethod, acceptance });
  if (until) await advance(api, clock, until);
  return { number, clientName, admin, clock };
}

const IDENTITY = {
  legalName: 'Association des Essais',
  legalForm: 'Association loi 1901',
  registration: 'W751234567',
  seat: '12 rue des Lilas, 75020 Paris',
  country: 'FR',
  representative: { name: 'Fixture', capacity: 'Présidente' },
  email: 'fixture@example.org',
  language: 'fr',
  contacts: 280,
};

/** A test clock at the acceptance of baseline A, with its price schedule. */
export async function aClock(api: Ask): Promise<string> {
  const { id } = await api<{ id: string }>('POST', '/test-clocks', { at: '2027-01-04T09:30:00Z' });
  await givePrices(api, id);
  return id;
}
export const givePrices = (api: Ask, testClock?: string): Promise<Json> =>
  api('POST', '/price-schedules', {
    publishedAt: '2026-11-01T00:00:00Z',
    ...(testClock ? { testClock } : {}),
    lines: [
      { formula: 'yearly', months: 12, contactsFrom: 0, netCents: 58800 },
      { formula: 'monthly', months: 1, contactsFrom: 0, netCents: 5900 },
    ],
  });

async function advance(api: Ask, clock: string, to: string): Promise<void> {
  await api('POST', `/test-clocks/${clock}/advance`, { to });
  for (let at = await api('GET', `/test-clocks/${clock}`); at.status !== 'ready'; at = await api('GET', `/test-clocks/${clock}`)) await sleep(200);
}
