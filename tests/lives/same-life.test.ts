/** Random lives of five years, purely and through Temporal, PostgreSQL and the sandbox: the same facts, contract and books. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../database/verify.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { disagreements } from './agreement.ts';
import { sameLife } from './same.ts';
import { Tally } from './tally.ts';

/** One that once differed: its debit note is issued while the reversal of its debit lies in store (E5.3e, E5.5b). */
const DIFFERED = ['151'];
/** `npm run lives -- --count 500 --seed 1` lives those of seeds 1 to 500. */
const COUNT = Number(process.env.LIVES_COUNT ?? 0);
const FIRST = Number(process.env.LIVES_SEED ?? 1);
const SEEDS = COUNT > 0 ? Array.from({ length: COUNT }, (_, index) => String(FIRST + index)) : DIFFERED;
const TOGETHER = Number(process.env.LIVES_TOGETHER ?? 3);
const began = Date.now();

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
  Object.assign(engine.deps, { patienceMs: 120_000 }); // on a machine that does much else
});
afterAll(() => engine.close());

test(`lives are the same on both sides: ${SEEDS.length}, from seed ${SEEDS[0]}`, { timeout: 60_000 + SEEDS.length * 120_000 }, async () => {
  const waiting = [...SEEDS];
  const found: string[] = [];
  const tally = new Tally();
  let lived = 0;
  const inTurn = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const { difference, facts } = await sameLife(seed, engine, tally).catch((error: Error) => ({
        difference: `life ${seed}: ${error.stack}`,
        facts: 0,
      }));
      if (difference) found.push(difference);
      lived += 1;
      if (COUNT > 0)
        process.stdout.write(
          `${Math.round((Date.now() - began) / 1_000)} s, ${lived} of ${COUNT}: ${difference ?? `life ${seed}, ${facts} facts, the same`}\n`,
        );
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, inTurn));
  if (COUNT > 0) process.stdout.write(`\n${tally}\n`);
  expect(found).toEqual([]);
});

test('after all these lives: provider, ledger, FEC export and documents agree to the cent', { timeout: 600_000 }, async () => {
  const clocks: string[] = await engine.knex('test_clocks').pluck('id');
  const found: string[] = [];
  for (const clock of clocks) found.push(...(await disagreements(engine.knex, engine.deps.payments, clock)));
  expect(found).toEqual([]);
});

test('after all these lives: chains, numbers, ledger and stored contracts agree', async () => {
  expect(await verify(engine.knex)).toEqual([]);
});
