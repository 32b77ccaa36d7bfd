import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parametersPage } from '../../scripts/docs.ts';

test('docs/parameters.md says what the code executes: run `npm run docs` after a change', () => {
  expect(readFileSync('docs/parameters.md', 'utf8')).toBe(parametersPage());
});
