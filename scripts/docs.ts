/** Writes the pages of docs/ that are made from code. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PARAMETERS } from '../contract/parameters.ts';
import { clausesPage } from './docs/clauses.ts';

/** `docs/parameters.md`: every parameter with its entry, unit, default and the values that are executed. */
function parametersPage(): string {
  const rows = Object.entries(PARAMETERS).map(([name, row]) => {
    const values = 'values' in row ? row.values.map(String).join(', ') : '';
    return `| \`${name}\` | ${row.default === null ? 'none known' : String(row.default)} | ${row.unit} | ${values} | ${row.entry} |`;
  });
  return [
    '# Parameters',
    '',
    'Every delay, rate and amount of the contract. A version of the terms may set others; a subscription keeps those it accepted (A13). Made from `contract/parameters.ts` by `npm run docs`.',
    '',
    '| name | default | unit | executed values | entry |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Each page with what makes it. */
export const PAGES: Record<string, () => string> = { 'docs/parameters.md': parametersPage, 'docs/clauses.md': clausesPage };

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const [file, page] of Object.entries(PAGES)) writeFileSync(file, page());
