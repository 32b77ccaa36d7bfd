/** What each test of the activities stands on: a database, the sandbox and a mail server, without Temporal: the test performs the duties itself. */
import { join } from 'node:path';
import { perform } from '../../activities/perform.ts';
import type { Committed } from '../../activities/commit.ts';
import type { Deps } from '../../activities/deps.ts';
import { nextDuty } from '../../contract/contract.ts';
import type { Action, Duty } from '../../contract/duties.ts';
import type { Acceptance } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { letterCarrier } from '../../providers/letters/carrier.ts';
import { embeddedEInvoices } from '../../providers/einvoice/embedded.ts';
import { smtpMailer } from '../../providers/mail/smtp.ts';
import { exportStore } from '../../providers/files/store.ts';
import { sandboxPayments } from '../../providers/payments/sandbox.ts';
import { embeddedPlatform } from '../../providers/platform/embedded.ts';
import { startSandbox } from '../../providers/sandbox-server.ts';
import type { Json } from '../api/door.ts';
import { aClient, aSubscription } from '../database/living.ts';
import { freshDatabase } from '../setup/database.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const SECRET = 'a secret of the tests only';
/** In the past, so that live messages are due at once. */
const ACCEPTED_AT = '2026-01-05T09:30:00.000Z';

export type Ground = {
  deps: Deps;
  mail: MailServer;
  /** A yearly subscription of a new client with a means of payment of the sandbox. */
  aLife(token?: string, more?: Partial<Acceptance>): Promise<string>;
  /** The next duty of a subscription. */
  next(number: string): Promise<Duty>;
  /** Performs a duty at the instant it is due. */
  perform(number: string, duty: Duty, more?: Partial<Deps>): Promise<Committed>;
  /** Performs every duty until one of this kind is next. */
  liveUntil(number: string, action: Action): Promise<Duty>;
  /** What the bank has of a subscription. */
  charges(number: string): Promise<Json[]>;
  close(): Promise<void>;
};

/** `clocked`: as on a test clock, where notices bear the instant of their duty and not today's. */
export async function openGround({ clocked = false } = {}): Promise<Ground> {
  const { url, knex, folder, drop } = await freshDatabase();
  const [sandbox, mail] = await Promise.all([
    startSandbox({ databaseUrl: url, folder: join(folder, 'platform'), secret: SECRET }),
    startMailServer(),
  ]);
  const deps: Deps = {
    knex,
    payments: sandboxPayments({ url: sandbox.url, secret: SECRET }),
    exports: exportStore(join(folder, 'exports')),
    einvoices: { platform: embeddedEInvoices({ url: sandbox.url, secret: SECRET }), since: '2000-01-01' },
    platform: embeddedPlatform({ url: sandbox.url }),
    collectLater: async () => undefined,
    forgetMails: async () => undefined,
    mailer: smtpMailer({ url: mail.url, from: 'notifications@tacite.example', secret: SECRET }),
    letters: letterCarrier({ url: sandbox.url }),
    companyEmail: 'notifications@tacite.example',
    webUrl: 'http://127.0.0.1:3000',
  };
  let clients = 0;
  const next = async (number: string): Promise<Duty> => {
    const { contract } = (await knex('subscriptions').where({ number }).first('contract')) as { contract: Contract };
    const duty = nextDuty(contract);
    if (!duty) throw new Error(`nothing is due on ${number}`);
    return duty;
  };
  const performOne: Ground['perform'] = (subscription, duty, more = {}) =>
    perform({ ...deps, ...more }, { subscription, duty, at: duty.due, clocked });
  return {
    deps,
    mail,
    aLife: async (token = 'card_ok', more = {}) => {
      const client = await aClient(knex, `cli_${++clients}`);
      const method = await deps.payments.registerMethod({ token, client, clocked });
      if ('refused' in method) throw new Error(method.refused.en);
      const { reference, kind, label, verified } = method;
      const row = { id: `pm_${clients}`, client, kind, provider: 'sandbox', provider_reference: reference, label, verified };
      await knex('payment_methods').insert(row);
      return aSubscription(knex, client, ACCEPTED_AT, { means: { method: row.id, kind }, ...more });
    },
    next,
    perform: performOne,
    liveUntil: async (number, action) => {
      for (;;) {
        const duty = await next(number);
        if (duty.action === action) return duty;
        await performOne(number, duty);
      }
    },
    charges: async (number) => (await (await fetch(`${sandbox.url}/charges?subscription=${number}`)).json()) as Json[],
    close: async () => {
      deps.mailer.close();
      await mail.stop();
      await sandbox.stop();
      await drop();
    },
  };
}
