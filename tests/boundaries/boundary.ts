/** Both sides of a boundary day: the same life told twice, up to the last day before and to the first day after, and it must come out differently. */
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { BOUNDARIES } from '../../contract/boundaries.ts';
import { momentOf, parisDay } from '../../contract/calendar.ts';
import { when } from '../scenarios/scenario.ts';
import type { Answer } from '../scenarios/stage.ts';
import type { Engine } from '../setup/engine.ts';

/** A day, a Paris minute or an instant as scenarios write them (`2027-02-25 23:59`), or a number of months, days, Contacts. */
type Side = string | number;
type Sides<S extends Side> = { before: [S, unknown]; after: [S, unknown] };
type Shown = { entry: string; name: string; sides: Sides<Side>; place: 'contract' | 'doors'; tell: (side: never, engine: Engine) => unknown };

export const shown: Shown[] = [];

/** Next to each other: on one day or on two that follow each other; numbers differ by one. */
function adjacent(before: Side, after: Side): boolean {
  if (typeof before === 'number' || typeof after === 'number') return Math.abs(Number(after) - Number(before)) === 1;
  const [last, first] = [momentOf(when(before)), momentOf(when(after))];
  return last < first && parisDay(first) - parisDay(last) <= 1;
}

function show(one: Shown): void {
  const { entry, name, sides } = one;
  if (!BOUNDARIES.some((known) => known.entry === entry && known.name === name))
    throw new Error(`contract/boundaries.ts has no '${name}' of ${entry}`);
  if (!adjacent(sides.before[0], sides.after[0]))
    throw new Error(`${entry} ${name}: ${sides.before[0]} and ${sides.after[0]} are not next to each other`);
  if (isDeepStrictEqual(sides.before[1], sides.after[1])) throw new Error(`${entry} ${name}: both sides come out alike`);
  shown.push(one);
}

/** Shows a boundary on the pure contract: tells up to each side and returns what came out. Played by tests/contract/boundaries.test.ts. */
export function boundary<S extends Side>(entry: string, name: string, sides: Sides<S>, tell: (side: S) => unknown): void {
  show({ entry, name, sides, place: 'contract', tell: tell as Shown['tell'] });
}

/** Shows a boundary whose rule reads the database, through the API. Played by tests/scenarios/boundaries.test.ts. */
export function boundaryAtTheDoors<S extends Side>(entry: string, name: string, sides: Sides<S>, tell: (side: S, engine: Engine) => unknown): void {
  show({ entry, name, sides, place: 'doors', tell: tell as Shown['tell'] });
}

/** `done`, or the entry that refuses. */
export const outcome = (answer: Answer): string => answer.refused?.article ?? 'done';

/** Tells both sides of every boundary shown at a place. */
export function playBoundaries(place: Shown['place'], engine?: () => Engine): void {
  for (const one of shown.filter((entry) => entry.place === place)) {
    const { before, after } = one.sides;
    test(`${one.entry} ${one.name}: ${before[0]} ${JSON.stringify(before[1])}, ${after[0]} ${JSON.stringify(after[1])}`, async () => {
      for (const [side, expected] of [before, after]) expect(await one.tell(side as never, engine?.() as Engine)).toEqual(expected);
    });
  }
}
