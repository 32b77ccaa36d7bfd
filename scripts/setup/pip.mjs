/** Packages of PyPI, each in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { run } from './say.mjs';

/** Puts a package alone into a folder. Throws a sentence where this machine has no pip. */
export async function pipInstall(sentence, name, folder) {
  const python = ['python3', 'python'].find((one) => spawnSync(one, ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0);
  if (!python) throw new Error(`${name} comes by pip, which is missing: install it (Debian, Ubuntu: apt-get install python3-pip).`);
  await run(sentence, python, ['-m', 'pip', 'install', '--target', folder, '--no-deps', '--quiet', '--disable-pip-version-check', name]);
}
