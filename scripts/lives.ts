/** `npm run lives -- --count 500 --seed 1 --together 3`: random lives, purely and through Temporal (docs/proof.md). */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ensureTemporal } from './setup/temporal.mjs';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, together: { type: 'string', default: '3' } },
});
await ensureTemporal();
const env = { ...process.env, LIVES_COUNT: values.count, LIVES_SEED: values.seed, LIVES_TOGETHER: values.together };
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'real', 'tests/lives'], { env, stdio: 'inherit' });
process.exitCode = status ?? 1;
