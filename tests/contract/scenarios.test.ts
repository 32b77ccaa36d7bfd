import '../scenarios/lives/index.ts';
import { pureStage } from '../scenarios/pure.ts';
import { playAll } from '../scenarios/scenario.ts';

playAll(pureStage, { timeout: 30_000 });
