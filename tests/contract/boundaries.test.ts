/** Each boundary day of the contract, on both sides; and none is left out. */
import { expect, test } from 'vitest';
import { BOUNDARIES } from '../../contract/boundaries.ts';
import { playBoundaries, shown } from '../boundaries/boundary.ts';
import '../boundaries/index.ts';

playBoundaries('contract');

test('every boundary day of the contract is shown on both sides, here or at the doors', () => {
  const seen = new Set(shown.map(({ entry, name }) => `${entry}: ${name}`));
  const missing = BOUNDARIES.map(({ entry, name }) => `${entry}: ${name}`).filter((one) => !seen.has(one));
  expect(missing).toEqual([]);
});
