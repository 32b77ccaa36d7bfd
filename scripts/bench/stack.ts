/** The whole stack as `npm start` brings it up, in a folder of its own, and what is done in it: through the API as an outside program, with SQL to look behind it. */
import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { connect } from '../../database/connect.ts';
import { insertUser, openSession } from '../../database/queries/users.ts';
import { startInstance } from '../../tests/setup/instance.ts';
import { type Door, door } from '../demo/door.ts';
import type { Instance } from '../start/instance.ts';
import { seconds } from './report.ts';

export type Stack = {
  instance: Instance;
  knex: Knex;
  /** A program with every role of the Company. */
  company: Door;
  enter(more?: { testClock?: string }): Promise<Entered>;
  /** The number of a new subscription. */
  subscribe(entered: Entered, formula: 'yearly' | 'monthly'): Promise<string>;
  /** Pays all that is open, and throws unless the money came in. */
  payNow(entered: Entered, number: string): Promise<void>;
};
/** A client with a means of payment, and its own user. */
export type Entered = { client: string; paymentMethod: string; admin: Door };

const IDENTITY = {
  ...{ legalForm: 'Association loi 1901', registration: 'W000000000', seat: "1 rue de l'Exemple, 00000 Villefictive", country: 'FR' },
  ...{ representative: { name: 'Camille Exemple', capacity: 'Présidence' }, language: 'fr', contacts: 280 },
};
const ACCEPTANCE = { termsVersion: '2020-01', declarations: [true, true, true, true, true], boxTicked: true, boxWording: 'Lu et accepté.' };

let keys = 0;
const key = (): string => `bench/${++keys}`;

const ENDINGS = ['SIGINT', 'SIGTERM'] as const;

/** Starts the stack, does the work, and stops all of it, also when the bench is broken off. */
export async function withStack<T>(work: (stack: Stack) => Promise<T>): Promise<T> {
  const running = await startInstance();
  const leave = (): void => void running.stop().finally(() => process.exit(130));
  for (const signal of ENDINGS) process.once(signal, leave);
  try {
    const knex = connect(running.instance.database, { max: 20 });
    try {
      return await work(stackOf(running.instance, knex));
    } finally {
      await knex.destroy();
    }
  } finally {
    for (const signal of ENDINGS) process.off(signal, leave);
    await running.stop();
  }
}

function stackOf(instance: Instance, knex: Knex): Stack {
  const company = door(instance.api, instance.token ?? '');
  return {
    ...{ instance, knex, company },
    enter: async (more = {}) => {
      const name = randomBytes(6).toString('hex');
      const body = { ...IDENTITY, ...more, legalName: `Association ${name}`, email: `${name}@bench.example` };
      const client = String((await company.post('/clients', body, key())).id);
      const method = await company.post(`/clients/${client}/payment-methods`, { token: 'card_ok' }, key());
      return { client, paymentMethod: String(method.id), admin: await userOf(knex, instance.api, client) };
    },
    subscribe: async ({ client, paymentMethod, admin }, formula) => {
      const made = await admin.post('/subscriptions', { client, formula, paymentMethod, acceptance: ACCEPTANCE }, key());
      const invoices = made.invoices as unknown[];
      if (made.state !== 'ACTIVE' || invoices.length !== 1)
        throw new Error(`${String(made.number)} is ${String(made.state)}, with ${invoices.length} invoices`);
      return String(made.number);
    },
    payNow: async ({ admin }, number) => {
      const { facts } = await admin.post(`/subscriptions/${number}/pay-now`, {}, key());
      if (!(facts as { type: string }[]).some((one) => one.type === 'payment.settled')) throw new Error(`${number} is not paid`);
    },
  };
}

/** A user with a session but without a password: hashing one is not what is measured. */
async function userOf(knex: Knex, api: string, client: string): Promise<Door> {
  const token = randomBytes(16).toString('hex');
  const user = await insertUser(knex, { email: `${token}@bench.example`, passwordHash: 'none', roles: ['CLIENT_ADMIN'], client });
  await openSession(knex, token, user?.id ?? '', 1);
  return door(api, token);
}

/** Seconds of one bare transaction that writes one row to the same server. */
export async function bareInsert({ knex }: Pick<Stack, 'knex'>): Promise<number> {
  return seconds(() => knex.transaction((trx) => trx('texts').insert({ id: randomBytes(12).toString('hex'), content: 'bench' })));
}

/** Sends a test clock to an instant and waits until everything due on the way is done; throws after ten minutes. */
export async function goTo({ company, knex }: Pick<Stack, 'company' | 'knex'>, clock: string, to: string): Promise<void> {
  await company.post(`/test-clocks/${clock}/advance`, { to }, `bench/${clock}/${to}`);
  const behind = `select (count(*) = 0)::int as n from subscriptions s join clients c on c.id = s.client where c.test_clock = ? and s.clock_at < ?`;
  await untilCount({ knex }, 1, behind, [clock, to]);
}

/** Waits until a count by SQL reaches what is wanted; throws after ten minutes. */
export async function untilCount({ knex }: Pick<Stack, 'knex'>, wanted: number, sql: string, values: string[]): Promise<void> {
  for (const deadline = Date.now() + 600_000; Date.now() < deadline; ) {
    const { rows } = await knex.raw<{ rows: { n: number }[] }>(sql, values);
    if ((rows[0]?.n ?? 0) >= wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${wanted} rows did not come within ten minutes: ${sql}`);
}
