/** New subscriptions through the whole stack: one at a time, then many at once. */
import { startBareTemporal } from './bare-temporal.ts';
import { type Figure, manyAtOnce, percentile, progress, seconds } from './report.ts';
import { type Stack, bareInsert, withStack } from './stack.ts';

const ALONE = 20;
const TOGETHER = 160;
/** Activities that a new paid subscription asks of Temporal: invoice, command, payment. */
const ACTIVITIES = 3;

async function alone(stack: Stack): Promise<{ subscribe: number; pay: number }> {
  const entered = await manyAtOnce(ALONE, 4, () => stack.enter());
  const subscribe: number[] = [];
  const pay: number[] = [];
  for (const one of entered) {
    let number = '';
    subscribe.push(
      await seconds(async () => {
        number = await stack.subscribe(one, 'yearly');
      }),
    );
    pay.push(await seconds(() => stack.payNow(one, number)));
  }
  return { subscribe: percentile(subscribe, 0.5), pay: percentile(pay, 0.5) };
}

async function together(stack: Stack, atOnce: number): Promise<number> {
  const took = await seconds(() =>
    manyAtOnce(TOGETHER, atOnce, async () => {
      const entered = await stack.enter();
      await stack.payNow(entered, await stack.subscribe(entered, 'yearly'));
    }),
  );
  return TOGETHER / took;
}

export const subscribing = {
  name: 'subscribing',
  run: (): Promise<Figure[]> =>
    withStack(async (stack) => {
      const bare = await startBareTemporal(stack.instance.temporal);
      progress('warming up…');
      await together(stack, 8);
      await bare.run(1);
      progress(`${ALONE} new subscriptions, one at a time…`);
      const insert = percentile(await manyAtOnce(50, 1, () => bareInsert(stack)), 0.5);
      const workflow = percentile(await manyAtOnce(20, 1, () => seconds(() => bare.run(1))), 0.5);
      const { subscribe, pay } = await alone(stack);
      const figures: Figure[] = [
        {
          ...{ what: 'new subscription by API until ACTIVE with its invoice, p50', value: subscribe, unit: 's', goal: { most: 0.2 } },
          baseline: { what: 'bare Temporal, one activity', value: workflow },
        },
        {
          ...{ what: 'pay-now until PAID, p50', value: pay, unit: 's', goal: { most: 0.2 } },
          baseline: { what: 'bare SQL, one insert committed', value: insert },
        },
      ];
      for (const atOnce of [8, 32]) {
        progress(`${TOGETHER} new subscriptions, ${atOnce} at once…`);
        const rate = await together(stack, atOnce);
        const theirs = TOGETHER / (await seconds(() => manyAtOnce(TOGETHER, atOnce, () => bare.run(ACTIVITIES))));
        figures.push({
          ...{ what: `new subscriptions a second with client, means and pay-now, ${atOnce} at once`, value: rate, unit: '/s', goal: { least: 40 } },
          baseline: { what: `bare Temporal, ${ACTIVITIES} empty activities`, value: theirs },
        });
      }
      await bare.stop();
      return figures;
    }),
};
