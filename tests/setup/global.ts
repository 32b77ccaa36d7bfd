/** One PostgreSQL, one Temporal server, one inbox and one workflow bundle for a whole test run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { connect } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import { startInbox } from '../../scripts/embedded/inbox.ts';
import { startPostgres } from '../../scripts/embedded/postgres.ts';
import { startTemporal, temporalProgram } from '../../scripts/embedded/temporal.ts';
import { TEMPLATE, onServer } from './database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The database `tacite` of the run's server; its own databases each test file makes with `freshDatabase`. */
    databaseUrl: string;
    temporalAddress: string;
    smtpUrl: string;
    /** Lists every mail under `/api/email`. */
    inboxUrl: string;
    /** The file of the prebuilt workflows: `{ workflowBundle: { codePath } }`. */
    workflowBundle: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'tacite-tests-'));
  const [postgres, temporal, inbox, bundle] = await Promise.all([
    startPostgres({ folder: join(folder, 'postgres'), durable: false }),
    startTemporal({ binary: temporalProgram(), folder: join(folder, 'temporal'), memory: true, testMode: true }),
    startInbox({ folder: join(folder, 'inbox') }),
    bundleWorkflowCode({ workflowsPath: resolve('workflows/index.ts'), logger: SILENT }),
  ]);
  await makeTemplate(postgres.url);
  const workflowBundle = join(folder, 'workflows.js');
  writeFileSync(workflowBundle, bundle.code);
  project.provide('databaseUrl', postgres.url);
  project.provide('temporalAddress', temporal.address);
  project.provide('smtpUrl', inbox.smtpUrl);
  project.provide('inboxUrl', inbox.webUrl);
  project.provide('workflowBundle', workflowBundle);
  return async () => {
    await Promise.all([postgres.stop(), temporal.stop(), inbox.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
}

/** A migrated database to copy: a copy takes milliseconds, the migrations do not. */
async function makeTemplate(url: string): Promise<void> {
  const admin = connect(url, { max: 1 });
  await admin.raw('create database ??', [TEMPLATE]);
  await admin.destroy();
  const template = connect(onServer(url, TEMPLATE), { max: 1 });
  await migrate(template);
  await template.destroy();
}

const nothing = (): void => undefined;
const SILENT = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: console.warn, error: console.error };
