/** The npm packages, as package-lock.json names them. */
import { existsSync, readFileSync } from 'node:fs';
import { run } from './say.mjs';

const INSTALLED = 'node_modules/.package-lock.json';

/** Installs the packages when one of them is missing or of another version. */
export async function ensurePackages() {
  if (areInstalled()) return;
  await run('Installing the packages (once, about a minute)', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** npm writes its list of what is in node_modules last, so that a cut installation has none. */
function areInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const present = JSON.parse(readFileSync(INSTALLED, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || optional || present[path]?.version === version);
}
