/** The process of the API: reads its environment, connects, listens, and closes cleanly on SIGTERM or SIGINT. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { connect } from '../database/connect.ts';
import { creditorOfTerms, sellerOfTerms } from '../database/parties.ts';
import { behindUrl, chosenBank, chosenPayments } from '../providers/payments/chosen.ts';
import { embeddedEInvoices } from '../providers/einvoice/embedded.ts';
import { exportStore } from '../providers/files/store.ts';
import { timestampAuthority } from '../providers/timestamps/rfc3161.ts';
import { embeddedPlatform } from '../providers/platform/embedded.ts';
import { buildApp } from './app.ts';
import { resumeCampaigns } from './campaigns.ts';
import { resumeClocks } from './clock-signals.ts';
import type { Deps } from './deps.ts';
import { reachable } from './health.ts';
import { startReading } from './incoming-mail.ts';

const MAILBOX_MS = 60_000;

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  PAYMENTS_URL: z.url(),
  PLATFORM_URL: z.url(),
  EINVOICE_URL: z.url().optional(),
  TACITE_HOME: z.string().default('.tacite'),
  WEBHOOK_SECRET: z.string().min(16),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_URL: z.url().optional(),
  BANK_KEY: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  WEB_ROOT: z.string().optional(),
  WEB_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url().optional(),
  CONSOLE_URL: z.url().optional(),
  TIMESTAMP_URL: z.url().optional(),
  TIMESTAMP_CA: z.string().optional(),
  TACITE_EMBEDDED: z.enum(['on', 'off']).default('off'),
  /** Our mailbox, and the secret of the server that pushes its mails: what comes back to MAIL_FROM. */
  IMAP_URL: z.url({ protocol: /^imaps?$/ }).optional(),
  MAIL_WEBHOOK_SECRET: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('warn'),
  TRUST_PROXY: z.stringbool().default(false),
});
type Environment = z.infer<typeof Environment>;

function readEnvironment(): Environment {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (read.success) return read.data;
  console.error(z.prettifyError(read.error));
  process.exit(1);
}

function depsFrom(env: Environment, connection: Connection): Deps {
  const { PAYMENTS_URL: url, WEBHOOK_SECRET: secret, SMTP_URL: smtp, STRIPE_SECRET_KEY: stripe, STRIPE_URL = 'https://api.stripe.com' } = env;
  const knex = connect(env.DATABASE_URL, { max: 20 });
  const creditor = creditorOfTerms();
  const bank = stripe ? undefined : chosenBank(env, { knex, creditor });
  const webRoot = env.WEB_ROOT ? resolve(env.WEB_ROOT) : undefined;
  return {
    knex,
    temporal: new Client({ connection, namespace: env.TEMPORAL_NAMESPACE }),
    payments: bank ?? chosenPayments(env, { knex, creditor, seller: sellerOfTerms().legalName }),
    ...(bank ? { bank } : {}),
    ...((stripe || bank) && env.TACITE_EMBEDDED === 'on' ? { outside: behindUrl(env) } : {}),
    ...(env.EINVOICE_URL ? { einvoices: embeddedEInvoices({ url: env.EINVOICE_URL, secret }) } : {}),
    platform: embeddedPlatform({ url: env.PLATFORM_URL }),
    exports: exportStore(join(env.TACITE_HOME, 'exports')),
    timestamps: timestampAuthority({ url: env.TIMESTAMP_URL, ca: env.TIMESTAMP_CA }),
    secret,
    parts: { mail: () => reachable(smtp), payments: bank ? async () => undefined : () => reachable(stripe ? STRIPE_URL : url) },
    ...(webRoot && existsSync(webRoot) ? { webRoot } : {}),
    ...(env.WEB_URL ? { webUrl: env.WEB_URL } : {}),
    ...(env.MAIL_WEBHOOK_SECRET ? { mailSecret: env.MAIL_WEBHOOK_SECRET } : {}),
    ...(env.CONSOLE_URL ? { consoleUrl: env.CONSOLE_URL } : {}),
    ...(env.TACITE_EMBEDDED === 'on' ? { sandboxUrl: url } : {}),
    logger: { level: env.LOG_LEVEL },
    trustProxy: env.TRUST_PROXY,
  };
}

const env = readEnvironment();
const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS });
const deps = depsFrom(env, connection);
const app = await buildApp(deps);
await app.listen({ host: env.HOST, port: env.PORT });
console.log('api ready');
resumeClocks(deps).catch((error: unknown) => app.log.error(error, 'test clocks could not be told their targets'));
resumeCampaigns(deps).catch((error: unknown) => app.log.error(error, 'campaigns could not be resumed'));

const onError = (error: Error): void => app.log.error(error, 'the mailbox could not be read');
const reading = env.IMAP_URL ? startReading(deps, { url: env.IMAP_URL, everyMs: MAILBOX_MS, onError }) : undefined;

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  reading?.stop();
  await app.close();
  await deps.knex.destroy();
  await connection.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close());
