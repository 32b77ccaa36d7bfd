/** `npm run lives -- --count 500 --seed 1 --together 6`: the random lives of seeds 1 to 500, purely and through Temporal (docs/proof.md). */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureTemporal } from './setup/temporal.mjs';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, together: { type: 'string', default: '6' } },
});
await ensureTemporal();
/** Go collects its garbage less often: the server of hundreds of lives has memory and wants time. */
const GOGC = '400';
const env = { GOGC, ...process.env, LIVES_COUNT: values.count, LIVES_SEED: values.seed, LIVES_TOGETHER: values.together };
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'real', 'tests/lives'], { env, stdio: 'inherit' });
process.exitCode = status ?? 1;
