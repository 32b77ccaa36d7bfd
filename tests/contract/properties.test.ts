/** Rules that hold everywhere: random subscriptions, banks, people and orders, each life watched change by change. A failure prints its seed and path. */
import fc from 'fast-check';
import { test } from 'vitest';
import { lifeRules } from './random/life-rules.ts';
import { parameterSets, plans } from './random/plans.ts';
import { play } from './random/play.ts';
import { machineRules, watchAll } from './random/rules.ts';
import { timeRules } from './random/time-rules.ts';

/** PROPERTY_RUNS and PROPERTY_SEED look further than CI does. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 2_000);
const SEED = Number(process.env.PROPERTY_SEED ?? 20_270_104);
const TIMEOUT = 120_000 + RUNS * 100;

test(`under the default parameters every rule holds in ${RUNS} lives`, { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const rules = watchAll([...machineRules, ...timeRules, ...lifeRules], plan);
      rules.over(play(plan, rules));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

test(`under any parameters the machine works in ${RUNS / 4} lives`, { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(plans, parameterSets, (plan, parameters) => {
      const rules = watchAll(machineRules, plan);
      rules.over(play(plan, rules, parameters));
    }),
    { numRuns: RUNS / 4, seed: SEED },
  );
});
