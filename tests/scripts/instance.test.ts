import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandOf } from '../../scripts/embedded/pids.ts';
import { startInstance } from '../setup/instance.ts';

let running: Awaited<ReturnType<typeof startInstance>>;
beforeAll(async () => {
  running = await startInstance();
}, 120_000);
afterAll(() => running.stop(), 30_000);

const run = promisify(execFile);
const get = (path: string) => fetch(`${running.instance.api}/api/v1${path}`, { headers: { authorization: `Bearer ${running.instance.token}` } });

test('every part answers, and its address is written down', async () => {
  const { web, console, inbox, processes } = running.instance;
  expect(await (await get('/health')).json()).toMatchObject({ status: 'ok' });
  for (const address of [web, console, `${inbox}/api/email`]) expect((await fetch(String(address))).status).toBe(200);
  expect(commandOf(processes.api)).toContain('api/server.ts');
  expect(commandOf(processes.worker)).toContain('activities/worker.ts');
});

test('one user of each Company role and a second LEGAL can sign in, and the token has every role', async () => {
  const { users = [], api } = running.instance;
  expect(users.map(({ role }) => role).toSorted()).toEqual(['ADMIN', 'AUDITOR', 'BILLING', 'DPO', 'LEGAL', 'LEGAL', 'SUPPORT']);
  for (const { email, password } of users) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${api}/api/v1/sessions`, { method: 'POST', headers, body: JSON.stringify({ email, password }) });
    expect(await answer.json()).toHaveProperty('token');
  }
  expect((await get('/tasks')).status).toBe(200);
});

test('a second start on the same folder says so in one sentence', async () => {
  const env = { ...process.env, TACITE_HOME: running.home, PORT: '0' };
  const second = run(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { env });
  await expect(second).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^Tacite is already running on .*\n$/) });
});

test('verify finds nothing to say of a new instance', async () => {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'scripts/verify.ts'], { env: { ...process.env, TACITE_HOME: running.home } });
  expect(stdout).toBe('0 subscriptions checked, 0 findings.\n');
});

test('a worker that is killed is replaced, and instance.json names the new one', async () => {
  const before = running.instance.processes.worker;
  process.kill(before, 'SIGKILL');
  const isReplaced = (): boolean =>
    running.read().processes.worker !== before && commandOf(running.read().processes.worker).includes('activities/worker.ts');
  for (let tries = 0; tries < 400 && !isReplaced(); tries++) await sleep(100); // its program is there a moment after its number
  expect(isReplaced()).toBe(true);
});

test('a stop ends every process, and the next start knows the same people', async () => {
  const home = running.home;
  const { worker, api } = running.read().processes;
  await running.stop({ keep: true });
  expect([commandOf(worker), commandOf(api)]).toEqual(['', '']);
  expect(existsSync(join(home, 'instance.json'))).toBe(false);
  const { token, users } = running.instance;
  running = await startInstance({ home });
  expect(running.instance).toMatchObject({ token, users });
});
