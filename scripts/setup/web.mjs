/** The web UI, built by Vite into dist/web. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './say.mjs';

const BUILT = resolve('dist/web');
const STAMP = join(BUILT, '.sources');

/** Builds the web UI when its sources are not those of the last build. */
export async function ensureWeb() {
  const sources = hashOf('web');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  const fresh = `${BUILT}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const vite = ['node_modules/vite/bin/vite.js', 'build', 'web', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'error'];
  await run('Building the web pages', process.execPath, vite, { NODE_ENV: 'production' });
  writeFileSync(join(fresh, '.sources'), sources);
  rmSync(BUILT, { recursive: true, force: true });
  renameSync(fresh, BUILT);
}

function hashOf(folder) {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}
