/** The one way in: `node scripts/setup.mjs start|test|bench|verify|rebuild|papers`. Installs what is missing, then runs it. Needs nothing but Node. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './setup/chromium.mjs';
import { alone } from './setup/lock.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { sentenceOf } from './setup/say.mjs';
import { ensureTemporal } from './setup/temporal.mjs';
import { ensureValidators, hasJava } from './setup/validators.mjs';
import { ensureWeb } from './setup/web.mjs';

const NODE = '20.20.0';
const COMMANDS = ['start', 'test', 'bench', 'verify', 'rebuild', 'papers'];
const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command = '', ...args] = process.argv.slice(2);

try {
  if (process.versions.node.localeCompare(NODE, 'en', { numeric: true }) < 0) {
    throw new Error(`Tacite needs Node ${NODE} or later, and this is ${process.version}: install a newer one from your system or from nodejs.org.`);
  }
  if (!COMMANDS.includes(command)) throw new Error(`"${command}" is not a command; choose one of: ${COMMANDS.join(', ')}.`);
  process.chdir(project);
  await alone(prepare);
  if (command === 'test') process.exitCode = await runTests();
  else await runScript();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

async function prepare() {
  const needsTemporal = ['start', 'test', 'bench'].includes(command);
  await Promise.all([ensurePackages(), needsTemporal && ensureTemporal()]);
  if (['start', 'test'].includes(command)) await ensureWeb();
  if (command === 'test' && testsPages()) await ensureChromium();
  if (command === 'papers' || (command === 'test' && hasJava())) await ensureValidators();
}

/** Whether these tests open a browser: all of them do, unless files or projects are named and none is of the web. */
function testsPages() {
  const named = args.filter((word) => !word.startsWith('--') || word.startsWith('--project'));
  return named.length === 0 || named.some((word) => word.includes('web'));
}

async function runScript() {
  const script = join(project, 'scripts', `${command}.ts`);
  if (!existsSync(script)) throw new Error(`scripts/${command}.ts is missing: is this clone complete?`);
  const { register } = await import('tsx/esm/api');
  register();
  process.argv.splice(1, 2, script);
  await import(script);
}

/** Runs vitest as a process of its own, gives it the signals that we get, and answers its exit code. */
function runTests() {
  const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
  return new Promise((resolve) => vitest.once('exit', (code) => resolve(code ?? 1)));
}
