/** stripe-mock, which knows the shape of every request to Stripe: built once from its Go module, for the tests of that adapter. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './say.mjs';

const MODULE = 'github.com/stripe/stripe-mock@v0.203.0';
const FOLDER = resolve('.tacite/tools/stripe-mock');
const PROGRAM = join(FOLDER, 'stripe-mock');

/** The path of the program, built when it is missing; root on Debian or Ubuntu gets Go for it. Throws what to do where it cannot be. */
export async function stripeMockProgram() {
  if (existsSync(PROGRAM)) return PROGRAM;
  if (!hasGo() && process.getuid?.() === 0 && existsSync('/etc/debian_version')) await installGo();
  if (!hasGo()) throw new Error('The tests of the Stripe adapter need stripe-mock, which is built by Go: install Go 1.21 or later.');
  await run('Building stripe-mock (once)', 'go', ['install', MODULE], { GOBIN: FOLDER, GOFLAGS: '-mod=mod' });
  return PROGRAM;
}

const hasGo = () => spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;

async function installGo() {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('Reading the list of system packages', 'apt-get', ['update', '-qq'], quiet);
  await run('Installing Go for stripe-mock (once)', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'golang-go'], quiet);
}
