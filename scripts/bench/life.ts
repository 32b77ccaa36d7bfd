/** Five years of one monthly subscription through the whole stack, on a test clock. */
import { startBareTemporal } from './bare-temporal.ts';
import { type Figure, progress, seconds } from './report.ts';
import { goTo, withStack } from './stack.ts';

const FROM = '2027-01-01T09:00:00.000Z';
const TO = '2032-01-01T22:00:00.000Z';
const MONTHS = 60;

export const life = {
  name: 'life',
  run: (): Promise<Figure[]> =>
    withStack(async (stack) => {
      const clock = String((await stack.company.post('/test-clocks', { at: FROM }, 'bench/life')).id);
      const number = await stack.subscribe(await stack.enter({ testClock: clock }), 'monthly');
      progress(`${MONTHS} months of ${number}…`);
      const took = await seconds(() => goTo(stack, clock, TO));
      const { rows } = await stack.knex.raw<{ rows: { terms: number; acts: number }[] }>(
        `select count(*) filter (where type = 'term.renewed')::int as terms, count(distinct act)::int as acts from journal where subscription = ?`,
        [number],
      );
      const { terms = 0, acts = 0 } = rows[0] ?? {};
      if (terms !== MONTHS) throw new Error(`${number} renewed ${terms} times in ${MONTHS} months`);
      const bare = await startBareTemporal(stack.instance.temporal);
      await bare.run(1);
      const theirs = await seconds(() => bare.run(acts));
      await bare.stop();
      return [
        {
          ...{ what: `${MONTHS} months of one monthly subscription on a test clock`, value: took, unit: 's', goal: { most: 10 } },
          baseline: { what: `bare Temporal, ${acts} empty activities`, value: theirs },
        },
      ];
    }),
};
