/** The boundary days whose rule reads the database, through the API. */
import { afterAll, beforeAll } from 'vitest';
import { playBoundaries } from '../boundaries/boundary.ts';
import '../boundaries/index.ts';
import { type Engine, openEngine } from '../setup/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

playBoundaries('doors', () => engine);
