/** What the first visit of the web UI loads: the scripts that its page names and all that these import at once, gzipped. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './report.ts';

const ROOT = 'dist/web';

/** A script and, through its static imports, every script that must be there before it runs. */
function withImports(file: string, found: Map<string, string>): Map<string, string> {
  if (found.has(file)) return found;
  const code = readFileSync(file, 'utf8');
  found.set(file, code);
  for (const [, path = ''] of code.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) withImports(join(dirname(file), path), found);
  return found;
}

export const web = {
  name: 'web',
  run: async (): Promise<Figure[]> => {
    if (!existsSync(ROOT)) throw new Error('The web pages are not built: run `npm start` once, which builds them.');
    const page = readFileSync(join(ROOT, 'index.html'), 'utf8');
    const scripts = new Map<string, string>();
    for (const [, path = ''] of page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) withImports(join(ROOT, path), scripts);
    const bytes = [...scripts.values()].reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0);
    return [{ what: `web UI first load, ${scripts.size} scripts, gzipped`, value: bytes / 1024, unit: 'KB', goal: { most: 250 } }];
  },
};
