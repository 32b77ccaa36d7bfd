/** The pages of docs/ that are made from code, and what they must show. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENTRIES } from '../../contract/entries.ts';
import { rulesOf } from '../../scripts/docs/clauses.ts';
import { PAGES } from '../../scripts/docs.ts';

test.each(Object.keys(PAGES))('%s says what the code executes: run `npm run docs` after a change', (file) => {
  expect(readFileSync(file, 'utf8')).toBe(PAGES[file]?.());
});

test('every entry that is more than text has a rule', () => {
  const bare = ENTRIES.filter(({ id, classes }) => classes.some((one) => one !== 'TEXT') && rulesOf(id).size === 0).map(({ id }) => id);
  expect(bare).toEqual([]);
});
