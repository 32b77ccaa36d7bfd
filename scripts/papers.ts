/** `npm run papers`: every document that the scenarios issue, as a Factur-X, before Mustang and veraPDF (docs/papers.md). */
import { spawnSync } from 'node:child_process';

const env = { ...process.env, PAPERS: 'all' };
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'contract', 'tests/papers/validators.test.ts'], { env, stdio: 'inherit' });
process.exitCode = status ?? 1;
