/** The acceptance scenarios of the coverage index are all told: as a life, or, where a life has no words for them, by a test that bears their number. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENTRIES } from '../../contract/entries.ts';
import { filesUnder } from '../../scripts/docs/mentions.ts';
import { COVERAGE } from '../scenarios/coverage.ts';
import { lives } from '../scenarios/scenario.ts';
import '../scenarios/lives/index.ts';

const titles = filesUnder('tests', /\.test\.ts$/).flatMap((file) => readFileSync(file, 'utf8').match(/['`]S\d\d\b/g) ?? []);
const told = new Set([...lives.map((one) => one.id), ...titles.map((one) => one.slice(1))]);

test('the coverage index has every entry', () => {
  expect(Object.keys(COVERAGE)).toEqual(ENTRIES.map((one) => one.id));
});

test('every scenario of the index is told', () => {
  const missing = [...new Set(Object.values(COVERAGE).flat())].filter((id) => !told.has(id));
  expect(missing.sort()).toEqual([]);
});

test('a life says which entries it proves, and knows no other', () => {
  const known = new Set(ENTRIES.map((one) => one.id));
  const strange = lives.flatMap(({ id, entries }) => entries.filter((one) => !known.has(one) && !/^A\d+$/.test(one)).map((one) => `${id}: ${one}`));
  expect(strange).toEqual([]);
});
