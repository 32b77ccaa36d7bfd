/** The process that performs: workflows and database on `tacite`, and payments, mail and bulk work on queues of their own; the outbox relay beside them. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from '@temporalio/activity';
import { Client } from '@temporalio/client';
import { type ActivityInterceptors, NativeConnection, Runtime, Worker, type WorkflowBundleOption, bundleWorkflowCode } from '@temporalio/worker';
import { z } from 'zod';
import { connect } from '../database/connect.ts';
import { creditorOfTerms, sellerOfTerms } from '../database/parties.ts';
import { embeddedEInvoices } from '../providers/einvoice/embedded.ts';
import { exportStore } from '../providers/files/store.ts';
import { sandboxIssueFailures } from '../providers/issuing.ts';
import { letterCarrier } from '../providers/letters/carrier.ts';
import { printQueue } from '../providers/letters/print-queue.ts';
import { forgetMails } from '../providers/mail/inbox.ts';
import { MAIL_ENVIRONMENT, signingOf } from '../providers/mail/environment.ts';
import { smtpMailer } from '../providers/mail/smtp.ts';
import { chosenPayments } from '../providers/payments/chosen.ts';
import { timestampAuthority } from '../providers/timestamps/rfc3161.ts';
import { embeddedPlatform } from '../providers/platform/embedded.ts';
import { TASK_QUEUE, collectLater } from '../workflows/messages.ts';
import { CAMPAIGN_QUEUE } from '../workflows/messages/campaign.ts';
import { campaignActivities } from './campaigns.ts';
import type { Deps } from './deps.ts';
import { createActivities } from './index.ts';
import { ASK_MS, askDue, submitDue } from './einvoices.ts';
import { relayOnce } from './outbox.ts';
import { type Relay, startRelay } from './relay.ts';
import { reconcileActivities, scheduleBooks } from './reconcile.ts';
import { scheduleSeals } from './seal.ts';
import { scheduleRetention } from './sweep.ts';

/** Activities at once, by queue: payments are held back for the provider's sake, mails for the server's. */
const QUEUES = { [TASK_QUEUE]: 40, payments: 20, mail: 10, bulk: 4, [CAMPAIGN_QUEUE]: 20 };
const RELAY_MS = 500;
const EINVOICE_MS = 2_000;
/** What the console shows of who took a task. Every run repeats it, so it is short: the SDK's own would weigh an eighth of a sleeping subscription. */
export const VERSIONING = { useWorkerVersioning: false, version: { deploymentName: 'tacite', buildId: '0.1.0' } } as const;

/** An activity that takes long says that it is alive: the work of a process that died is then taken up within seconds, not after its whole time. */
const BEAT_MS = 1_500;
const beating = (context: Context): ActivityInterceptors => ({
  inbound: {
    execute: async (input, next) => {
      const timer = setInterval(() => context.heartbeat(), BEAT_MS);
      try {
        return await next(input);
      } finally {
        clearInterval(timer);
      }
    },
  },
});

export type Workers = { run(): Promise<void>; stop(): Promise<void> };

/** Workers for all queues on one connection. `bundle` is the prebuilt code of the workflows. */
export async function createWorkers(
  deps: Deps,
  { connection, namespace, bundle }: { connection: NativeConnection; namespace: string; bundle: WorkflowBundleOption },
): Promise<Workers> {
  let wake = (): void => undefined;
  const temporal = new Client({ connection, namespace });
  const activities = { ...createActivities(deps, () => wake()), ...campaignActivities(deps, temporal), ...reconcileActivities(deps, temporal) };
  const workers = await Promise.all(
    Object.entries(QUEUES).map(([taskQueue, maxConcurrentActivityTaskExecutions]) =>
      Worker.create({
        connection,
        namespace,
        taskQueue,
        activities,
        maxConcurrentActivityTaskExecutions,
        shutdownGraceTime: '10s',
        workerDeploymentOptions: VERSIONING,
        maxHeartbeatThrottleInterval: BEAT_MS,
        interceptors: { activity: [beating] },
        ...(taskQueue === TASK_QUEUE ? { workflowBundle: bundle, maxCachedWorkflows: 2_000 } : {}),
      }),
    ),
  );
  const relays = startRelays(deps);
  wake = () => relays.forEach((relay) => relay.wake());
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    run: async () => void (await running),
    stop: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      await Promise.all(relays.map((relay) => relay.stop()));
    },
  };
}

/** Mails, and what goes to the e-invoicing platform where there is one. */
function startRelays(deps: Deps): Relay[] {
  const says = (part: string) => (error: Error) => console.error(`${part}:`, error.message);
  const mails = startRelay(() => relayOnce(deps), { everyMs: RELAY_MS, onError: says('outbox') });
  if (!deps.einvoices) return [mails];
  const handed = startRelay(() => submitDue(deps), { everyMs: EINVOICE_MS, onError: says('e-invoices') });
  const asked = startRelay(() => askDue(deps), { everyMs: ASK_MS, onError: says('statuses of e-invoices') });
  return [mails, handed, { ...asked, wake: () => undefined }];
}

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  SMTP_URL: z.string().min(1),
  PAYMENTS_URL: z.url(),
  PLATFORM_URL: z.url(),
  /** The carrier of registered letters; without one a person posts them. */
  LETTERS_URL: z.string().optional(),
  EINVOICE_URL: z.string().optional(),
  /** The day from which what is issued goes through the e-invoicing platform. */
  EINVOICE_SINCE: z.string().optional(),
  /** Who stamps the seals (RFC 3161), and the file of the certificates that its signatures must lead to. */
  TIMESTAMP_URL: z.string().optional(),
  TIMESTAMP_CA: z.string().optional(),
  /** Whether the sandbox stands behind them. */
  TACITE_EMBEDDED: z.enum(['on', 'off']).default('off'),
  WEBHOOK_SECRET: z.string().min(16),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_URL: z.string().optional(),
  BANK_KEY: z.string().optional(),
  WEB_URL: z.string().default('http://127.0.0.1:3000'),
  ...MAIL_ENVIRONMENT,
  COMPANY_EMAIL: z.string().default('notifications@tacite.example'),
  /** The folder that holds the files of this instance. */
  TACITE_HOME: z.string().default('.tacite'),
  /** Where the embedded inbox answers. */
  INBOX_URL: z.string().optional(),
  /** The file of the workflows' code, built before; without it they are built at start. */
  WORKFLOW_BUNDLE: z.string().optional(),
  /** Tests: the named point at which this process kills itself, once. */
  TACITE_FAILPOINT: z.string().optional(),
  TACITE_FAILPOINT_FILE: z.string().optional(),
});

/** Ends the process at a named point the first time that it is reached; the file remembers that it was. */
function failpoint(env: z.infer<typeof Environment>): Pick<Deps, 'failpoint'> {
  const { TACITE_FAILPOINT: wanted, TACITE_FAILPOINT_FILE: file } = env;
  if (!wanted || !file) return {};
  return {
    failpoint: (name) => {
      if (name !== wanted || existsSync(file)) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, name);
      process.kill(process.pid, 'SIGKILL');
    },
  };
}

async function main(): Promise<void> {
  Runtime.install({ shutdownSignals: [] });
  const env = Environment.parse(process.env);
  const [connection, bundle] = await Promise.all([
    NativeConnection.connect({ address: env.TEMPORAL_ADDRESS }),
    env.WORKFLOW_BUNDLE
      ? { codePath: env.WORKFLOW_BUNDLE }
      : bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) }),
  ]);
  const temporal = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
  const knex = connect(env.DATABASE_URL, { max: 30 });
  const deps: Deps = {
    knex,
    payments: chosenPayments(env, { knex, creditor: creditorOfTerms(), seller: sellerOfTerms().legalName }),
    platform: embeddedPlatform({ url: env.PLATFORM_URL }),
    exports: exportStore(join(env.TACITE_HOME, 'exports')),
    collectLater: (what) => collectLater(temporal, what),
    forgetMails: async (mails) => (env.INBOX_URL ? forgetMails(env.INBOX_URL, mails) : undefined),
    mailer: smtpMailer({ url: env.SMTP_URL, from: env.MAIL_FROM, secret: env.WEBHOOK_SECRET, dkim: signingOf(env) }),
    letters: env.LETTERS_URL ? letterCarrier({ url: env.LETTERS_URL }) : printQueue(),
    ...(env.EINVOICE_URL
      ? {
          einvoices: {
            platform: embeddedEInvoices({ url: env.EINVOICE_URL, secret: env.WEBHOOK_SECRET }),
            since: env.EINVOICE_SINCE || '2000-01-01',
          },
        }
      : {}),
    timestamps: timestampAuthority({ url: env.TIMESTAMP_URL, ca: env.TIMESTAMP_CA }),
    ...(env.TACITE_EMBEDDED === 'on' ? { issueFails: sandboxIssueFailures(env.PAYMENTS_URL) } : {}),
    companyEmail: env.COMPANY_EMAIL,
    webUrl: env.WEB_URL,
    ...failpoint(env),
  };
  await scheduleRetention(temporal);
  await scheduleBooks(temporal);
  if (deps.timestamps) await scheduleSeals(temporal);
  const workers = await createWorkers(deps, { connection, namespace: env.TEMPORAL_NAMESPACE, bundle });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await workers.stop();
    deps.mailer.close();
    await deps.knex.destroy();
    await connection.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  console.log('worker ready');
  await workers.run();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
