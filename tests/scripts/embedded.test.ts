import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../database/connect.ts';
import { launch, untilReady } from '../../scripts/embedded/child.ts';
import { commandOf } from '../../scripts/embedded/pids.ts';
import { startPostgres } from '../../scripts/embedded/postgres.ts';
import { keepRunning } from '../../scripts/start/part.ts';

const folder = mkdtempSync(join(tmpdir(), 'tacite-embedded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && commandOf(pid) !== ''; tries++) await sleep(50);
  return commandOf(pid) === '';
}

test('PostgreSQL keeps its data over a stop, and over a kill of its process', async () => {
  const options = { folder: join(folder, 'postgres') };
  const first = await startPostgres(options);
  const knex = connect(first.url, { max: 1 });
  await knex.raw('create table kept (n integer)');
  await knex.destroy();
  await first.stop();
  expect(await gone(first.child.pid)).toBe(true);

  const second = await startPostgres(options);
  process.kill(second.child.pid, 'SIGKILL');
  await second.child.ended;
  expect(existsSync(join(options.folder, 'data', 'postmaster.pid'))).toBe(true);

  const third = await startPostgres(options);
  const again = connect(third.url, { max: 1 });
  expect(await again('kept')).toEqual([]);
  await again.destroy();
  await third.stop();
});

test('a mark left by a crash, whose process id now belongs to another program, does not keep PostgreSQL from starting', async () => {
  const options = { folder: join(folder, 'postgres') };
  writeFileSync(join(options.folder, 'data', 'postmaster.pid'), `${process.pid}\n`);
  const postgres = await startPostgres(options);
  await postgres.stop();
  expect(existsSync(join(options.folder, 'data', 'postmaster.pid'))).toBe(false);
});

test('a program ends with the process that launched it, even when that one is killed', async () => {
  const code = `
    const { launch } = await import('${join(import.meta.dirname, '../../scripts/embedded/child.ts')}');
    const child = await launch({ name: 'Sleep', command: 'sleep', args: ['600'], log: '${join(folder, 'sleep.log')}' });
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(String(line));
  expect(commandOf(pid)).toContain('sleep 600');
  parent.kill('SIGKILL');
  expect(await gone(pid)).toBe(true);
});

test('a program that ignores the request to end is ended at the deadline', async () => {
  const stubborn = `process.on('SIGTERM', () => {}); console.log('on'); setInterval(() => {}, 1000);`;
  const log = join(folder, 'stubborn.log');
  const child = await launch({ name: 'Stubborn', command: process.execPath, args: ['-e', stubborn], log });
  await untilReady(child, async () => readFileSync(log, 'utf8').includes('on'));
  await child.stop(300);
  expect(child.hasEnded()).toBe(true);
  expect(await gone(child.pid)).toBe(true);
});

test('a program that ends while starting is reported with the end of its log', async () => {
  const child = await launch({ name: 'The clerk', command: '/bin/sh', args: ['-c', 'echo no ink left; exit 3'], log: join(folder, 'clerk.log') });
  await expect(untilReady(child, async () => false)).rejects.toThrow(/^The clerk ended while starting\.[^]*no ink left$/);
});

test('a part that is killed runs again, as another process', async () => {
  const start = () => launch({ name: 'Sleep', command: 'sleep', args: ['600'], log: join(folder, 'part.log') });
  let restarts = 0;
  const part = await keepRunning({ start, patience: 1000 }, () => (restarts += 1));
  const before = part.pid();
  process.kill(before, 'SIGKILL');
  for (let tries = 0; tries < 100 && restarts === 0; tries++) await sleep(50);
  expect(restarts).toBe(1);
  expect(part.pid()).not.toBe(before);
  await part.stop();
  expect(await gone(part.pid())).toBe(true);
});
