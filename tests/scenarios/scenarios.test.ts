import { afterAll, beforeAll } from 'vitest';
import { type Engine, openEngine } from '../setup/engine.ts';
import './lives/index.ts';
import { realStage } from './real.ts';
import { playAll } from './scenario.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

playAll(() => realStage(engine), 60_000);
