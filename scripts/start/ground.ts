/** What the API and the worker stand on: a database, Temporal and a mail server, embedded or those that the settings name. */
import { join } from 'node:path';
import { freePort } from '../embedded/child.ts';
import { startInbox } from '../embedded/inbox.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { prepareTemporal, startTemporal, temporalProgram } from '../embedded/temporal.ts';
import { keepRunning, type Part } from './part.ts';
import type { Settings } from './settings.ts';

export type Ground = {
  database: string;
  temporal: { address: string; console: string | null };
  mail: { smtp: string; inbox: string | null };
  /** The embedded ones, to be stopped. */
  parts: Part[];
};

/** PostgreSQL writes what it holds before it ends. */
const PATIENCE_MS = 5_000;

/** Starts what is embedded, all at once, and waits until it answers. Those that run are in `parts` even when another fails. */
export async function layGround(settings: Settings, parts: Part[]): Promise<Ground> {
  const [database, temporal, mail] = await Promise.all([databaseOf(settings, parts), temporalOf(settings, parts), mailOf(settings, parts)]);
  return { database, temporal, mail, parts };
}

async function databaseOf({ TACITE_HOME, DATABASE_URL, POSTGRES_PORT }: Settings, parts: Part[]): Promise<string> {
  if (DATABASE_URL) return DATABASE_URL;
  const port = POSTGRES_PORT || (await freePort());
  let url = '';
  const start = async () => {
    const postgres = await startPostgres({ folder: join(TACITE_HOME, 'postgres'), port });
    url = postgres.url;
    return postgres.child;
  };
  parts.push(await keepRunning({ start, patience: PATIENCE_MS }));
  return url;
}

async function temporalOf(
  { TACITE_HOME, TEMPORAL_ADDRESS, CONSOLE_URL, TEMPORAL_PORT, CONSOLE_PORT }: Settings,
  parts: Part[],
): Promise<Ground['temporal']> {
  if (TEMPORAL_ADDRESS) {
    await prepareTemporal(TEMPORAL_ADDRESS);
    return { address: TEMPORAL_ADDRESS, console: CONSOLE_URL ?? null };
  }
  const ports = { server: TEMPORAL_PORT || (await freePort()), console: CONSOLE_PORT || (await freePort()) };
  const found = { address: '', console: '' };
  const start = async () => {
    const temporal = await startTemporal({ binary: temporalProgram(), folder: join(TACITE_HOME, 'temporal'), ports });
    Object.assign(found, { address: temporal.address, console: temporal.console });
    return temporal.child;
  };
  parts.push(await keepRunning({ start, patience: PATIENCE_MS }));
  return found;
}

async function mailOf({ TACITE_HOME, SMTP_URL, INBOX_URL, SMTP_PORT, INBOX_PORT }: Settings, parts: Part[]): Promise<Ground['mail']> {
  if (SMTP_URL) return { smtp: SMTP_URL, inbox: INBOX_URL ?? null };
  const ports = { smtpPort: SMTP_PORT || (await freePort()), webPort: INBOX_PORT || (await freePort()) };
  const found = { smtp: '', inbox: '' };
  const start = async () => {
    const inbox = await startInbox({ folder: join(TACITE_HOME, 'inbox'), keep: true, ...ports });
    Object.assign(found, { smtp: inbox.smtpUrl, inbox: inbox.webUrl });
    return inbox.child;
  };
  parts.push(await keepRunning({ start, patience: PATIENCE_MS }));
  return found;
}
