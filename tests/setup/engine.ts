/** The whole engine in one test process: API, worker, sandbox world and inbox, on a database and a namespace of their own. */
import { readFileSync } from 'node:fs';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import type { Deps } from '../../activities/deps.ts';
import { type Workers, createWorkers } from '../../activities/worker.ts';
import { sandboxIssueFailures } from '../../providers/issuing.ts';
import { letterCarrier } from '../../providers/letters/carrier.ts';
import { collectLater } from '../../workflows/messages.ts';
import { forgetMails } from '../../providers/mail/inbox.ts';
import { smtpMailer } from '../../providers/mail/smtp.ts';
import { type Door, openDoor, SECRET } from '../api/door.ts';

export type Engine = Door & { deps: Door['deps']; stopWorker(): Promise<void>; startWorker(): Promise<void> };

/** Opens an engine; the worker can be stopped and started again on the way. `ofApi`: what the API has that is not embedded, its payments those of the worker too. */
export async function openEngine(more: Partial<Deps> = {}, ofApi: Parameters<typeof openDoor>[0] = {}): Promise<Engine> {
  const door = await openDoor(more.payments ? { payments: more.payments } : ofApi);
  const deps: Deps = {
    knex: door.knex,
    payments: door.deps.payments,
    platform: door.deps.platform,
    exports: door.deps.exports,
    collectLater: (what) => collectLater(door.temporal, what),
    forgetMails: (mails) => forgetMails(inject('inboxUrl'), mails),
    mailer: smtpMailer({ url: inject('smtpUrl'), from: 'notifications@tacite.example', secret: SECRET }),
    letters: letterCarrier({ url: door.sandboxUrl }),
    ...(door.deps.einvoices ? { einvoices: { platform: door.deps.einvoices, since: '2000-01-01' } } : {}),
    timestamps: door.deps.timestamps,
    issueFails: sandboxIssueFailures(door.sandboxUrl),
    companyEmail: 'notifications@tacite.example',
    webUrl: 'http://127.0.0.1:3000',
    ...more,
  };
  quiet();
  const connection = await NativeConnection.connect({ address: door.address });
  const bundle = { code: readFileSync(inject('workflowBundle'), 'utf8') };
  let workers: Workers | undefined;
  const startWorker = async (): Promise<void> => {
    workers = await createWorkers(deps, { connection, namespace: door.namespace, bundle });
  };
  const stopWorker = async (): Promise<void> => {
    await workers?.stop();
    workers = undefined;
  };
  await startWorker();
  return {
    ...door,
    startWorker,
    stopWorker,
    close: async () => {
      await stopWorker();
      deps.mailer.close();
      await connection.close();
      await door.close();
    },
  };
}

let quieted = false;
/** Failing activities are part of these tests: only what a worker itself cannot cope with is printed. */
function quiet(): void {
  if (!quieted) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quieted = true;
}
