/** A Chromium for the tests in a real browser. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, say } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MISSING = 'No Chromium here: the tests in a browser need one; install it, or give its path in CHROMIUM.';

/** Finds a Chromium and leaves its path in CHROMIUM; root on Debian or Ubuntu gets it installed. */
export async function ensureChromium() {
  if (process.env.CHROMIUM) return;
  if (!found() && process.getuid?.() === 0 && existsSync('/etc/debian_version')) await install();
  const path = found();
  if (path) process.env.CHROMIUM = path;
  else say(MISSING);
}

function found() {
  const places = (process.env.PATH ?? '').split(':').flatMap((folder) => NAMES.map((name) => `${folder}/${name}`));
  return places.find((path) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0);
}

async function install() {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('Reading the list of system packages', 'apt-get', ['update', '-qq'], quiet);
    await run(
      'Installing Chromium for the tests in a browser (once)',
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      quiet,
    );
  } catch (error) {
    say(error.message);
  }
}
