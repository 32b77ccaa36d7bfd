/** Rules that hold everywhere: random subscriptions, banks, people and orders, each life watched change by change. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parameterSets, plans } from './random/plans.ts';
import { play } from './random/play.ts';
import { machineRules, watchAll } from './random/rules.ts';
import { timeRules } from './random/time-rules.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 6000);
const SEED = Number(process.env.PROPERTY_SEED ?? 20_270_104);

test(`every rule holds in ${RUNS} lives under the default parameters`, { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const rules = watchAll([...machineRules, ...timeRules], plan);
      rules.over(play(plan, rules));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
