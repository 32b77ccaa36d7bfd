import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandOf } from '../../scripts/embedded/pids.ts';
import { sentenceOf } from '../../scripts/setup/say.mjs';

test.each`
  code        | says
  ${'ENOSPC'} | ${'The disk is full: free some space, then start again.'}
  ${'EACCES'} | ${'This user may not write /srv/home: choose another folder with TACITE_HOME'}
  ${'EROFS'}  | ${'This user may not write /srv/home: choose another folder with TACITE_HOME'}
  ${'EEXIST'} | ${'/srv/home is in the way: it is no folder.'}
`('$code is one sentence that says what to do', ({ code, says }) => {
  const error = Object.assign(new Error(`${code}: something, mkdir '/srv/home'`), { code, path: '/srv/home' });
  expect(sentenceOf(error)).toContain(says);
});

test('an installation that is ended takes its program with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacite-setup-'));
  const file = join(folder, 'pid');
  const say = join(import.meta.dirname, '../../scripts/setup/say.mjs');
  const code = `import { run } from '${say}'; await run('Waiting', 'sh', ['-c', 'echo $$ > ${file}; exec sleep 600']);`;
  const setup = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
  const pid = () => Number(existsSync(file) && readFileSync(file, 'utf8'));
  await expect.poll(() => commandOf(pid()), { timeout: 10_000 }).toContain('sleep 600');
  setup.kill('SIGTERM');
  expect(await once(setup, 'exit')).toEqual([1, null]);
  expect(commandOf(pid())).toBe('');
  rmSync(folder, { recursive: true });
});
