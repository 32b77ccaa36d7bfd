/** Duties a second through the real workflow, its activities done in memory, against a bare workflow that does as many empty ones. */
import { addMonths, instantOf, parisDay } from '../../contract/calendar.ts';
import { rest } from '../../workflows/messages.ts';
import { startBareTemporal } from './bare-temporal.ts';
import { withPureStack } from './pure-stack.ts';
import { type Figure, manyAtOnce, progress, seconds } from './report.ts';

const SUBSCRIPTIONS = 60;
const AT_ONCE = 20;
const MONTHS = 6;

export const duties = {
  name: 'duties',
  run: async (): Promise<Figure[]> => {
    let performed = 0;
    const before = (): void => void performed++;
    return withPureStack(
      async (stack) => {
        const bareTemporal = await startBareTemporal(stack.address);
        const since = instantOf(addMonths(parisDay(Date.now()), -MONTHS), 600);
        /** Live subscriptions that have months to catch up on: every duty is due already, as on a day when a whole portfolio renews. */
        const real = async (from: number, count: number): Promise<number> => {
          performed = 0;
          const took = await seconds(() =>
            manyAtOnce(count, AT_ONCE, async (index) => {
              const handle = await stack.begin(`S${from + index}`, 'monthly', since);
              await handle.executeUpdate(rest);
            }),
          );
          return performed / took;
        };
        const bare = async (count: number, activities: number): Promise<number> => {
          const took = await seconds(() => manyAtOnce(count, AT_ONCE, () => bareTemporal.run(activities)));
          return (count * activities) / took;
        };
        progress('warming up…');
        await real(0, 20);
        const each = Math.round(performed / 20);
        await bare(20, each);
        const rounds: { ours: number; theirs: number }[] = [];
        for (let round = 1; round <= 3; round++) {
          progress(`round ${round} of 3: ${SUBSCRIPTIONS} subscriptions of ${each} duties, then as many bare workflows…`);
          const ours = await real(round * 1000, SUBSCRIPTIONS);
          rounds.push({ ours, theirs: await bare(SUBSCRIPTIONS, each) });
        }
        await bareTemporal.stop();
        const middle = rounds.sort((a, b) => a.ours / a.theirs - b.ours / b.theirs)[1];
        if (!middle) throw new Error('no round was run');
        const { ours, theirs } = middle;
        return [
          {
            what: 'duties a second through the workflow',
            value: ours,
            unit: '/s',
            baseline: { what: 'bare Temporal, empty activities', value: theirs },
          },
          { what: 'duties against bare Temporal', value: ours / theirs, unit: '', goal: { least: 0.6 } },
        ];
      },
      { before },
    );
  },
};
