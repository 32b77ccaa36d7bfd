/** The API of one test file: its own database and Temporal namespace, users of every role, and a sandbox of the outside world. */
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { buildApp } from '../../api/app.ts';
import type { Deps } from '../../api/deps.ts';
import type { Role } from '../../contract/facts.ts';
import { insertUser, openSession } from '../../database/queries/users.ts';
import { exportStore } from '../../providers/files/store.ts';
import { embeddedEInvoices } from '../../providers/einvoice/embedded.ts';
import { sandboxPayments } from '../../providers/payments/sandbox.ts';
import { embeddedPlatform } from '../../providers/platform/embedded.ts';
import { timestampAuthority } from '../../providers/timestamps/rfc3161.ts';
import { startSandbox } from '../../providers/sandbox-server.ts';
import { freshDatabase } from '../setup/database.ts';
import { freshNamespace } from '../setup/temporal.ts';

export const SECRET = 'a secret of the tests only';
export const COMPANY_ROLES: Role[] = ['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR'];

/** What JSON an answer holds is the test's to say. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;
export type Answer = { status: number; body: Json; headers: LightMyRequestResponse['headers']; text: string };
export type Door = {
  app: FastifyInstance;
  deps: Deps;
  knex: Knex;
  temporal: Client;
  address: string;
  namespace: string;
  sandboxUrl: string;
  databaseUrl: string;
  /** Where the files of this world lie. */
  folder: string;
  /** The token of a new user with these roles. */
  userWith(roles: Role[], client?: string | null): Promise<string>;
  ask(method: string, path: string, token?: string | null, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
};

/** `more`: in the place of the embedded ones; what stands on the database is made of it. */
export async function openDoor(more: Partial<Deps> | ((knex: Knex) => Partial<Deps>) = {}): Promise<Door> {
  const { url, knex, folder, drop } = await freshDatabase();
  const temporal = await freshNamespace();
  const sandbox = await startSandbox({ databaseUrl: url, folder: join(folder, 'platform'), secret: SECRET });
  const deps: Deps = {
    knex,
    temporal: temporal.client,
    payments: sandboxPayments({ url: sandbox.url, secret: SECRET }),
    exports: exportStore(join(folder, 'exports')),
    einvoices: embeddedEInvoices({ url: sandbox.url, secret: SECRET }),
    platform: embeddedPlatform({ url: sandbox.url }),
    timestamps: timestampAuthority({ url: `${sandbox.url}/timestamps`, ca: undefined }),
    secret: SECRET,
    sandboxUrl: sandbox.url,
    parts: { mail: async () => undefined, payments: async () => undefined },
    ...(typeof more === 'function' ? more(knex) : more),
  };
  const app = await buildApp(deps);
  await app.ready();
  return {
    ...{
      app,
      deps,
      knex,
      temporal: temporal.client,
      address: temporal.address,
      namespace: temporal.namespace,
      sandboxUrl: sandbox.url,
      databaseUrl: url,
      folder,
    },
    userWith: async (roles, client = null) => {
      const person = await insertUser(knex, { email: `${randomBytes(6).toString('hex')}@tests.example`, passwordHash: 'none', roles, client });
      const token = randomBytes(16).toString('hex');
      await openSession(knex, token, person?.id ?? '', 1);
      return token;
    },
    ask: (method, path, token, body, headers = {}) => ask(app, method, path, token, body, headers),
    close: async () => {
      await app.close();
      await sandbox.stop();
      await temporal.close();
      await drop();
    },
  };
}

async function ask(
  app: FastifyInstance,
  method: string,
  path: string,
  token?: string | null,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const options: InjectOptions = {
    method: method as 'GET',
    url: `/api/v1${path}`,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
  };
  if (body !== undefined) options.payload = body as object;
  const response = await app.inject(options);
  const json = /json/.test(String(response.headers['content-type'] ?? ''));
  return { status: response.statusCode, body: json && response.body !== '' ? response.json() : null, headers: response.headers, text: response.body };
}

/** A body that a client may be entered with. */
export const aClient = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  legalName: 'Association des Essais',
  legalForm: 'Association loi 1901',
  registration: 'W751234567',
  seat: '1 rue des Essais, 75001 Paris',
  country: 'FR',
  representative: { name: 'Camille Exemple', capacity: 'Présidente' },
  email: 'bureau@essais.example',
  language: 'fr',
  contacts: 280,
  ...more,
});
