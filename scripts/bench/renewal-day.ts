/** The day on which a whole portfolio renews, and the day on which it pays, on one test clock through the whole stack. */
import { startBareTemporal } from './bare-temporal.ts';
import { type Figure, manyAtOnce, progress, seconds } from './report.ts';
import { type Stack, bareInsert, goTo, untilCount, withStack } from './stack.ts';

const AT_ONCE = 16;
/** Subscriptions of one client. */
const EACH = 10;
const ISSUED = `select count(*)::int as n from documents d join clients c on c.id = d.client where c.test_clock = ? and d.issued_on = ?`;
const PAID = `${ISSUED} and d.state = 'PAID'`;
/** Accepted on 1 January: the second term begins on 1 February, and its invoice falls due on 3 March. */
const ACCEPTED = '2027-01-01T09:00:00.000Z';
const RENEWED = '2027-02-01';
const DUE = '2027-03-03';

/** Sends the clock on its way and waits for a number of rows: seconds. */
async function until(stack: Stack, clock: string, to: string, { count, sql }: { count: number; sql: string }): Promise<number> {
  return seconds(async () => {
    await stack.company.post(`/test-clocks/${clock}/advance`, { to }, `bench/${clock}/${to}`);
    await untilCount(stack, count, sql, [clock, RENEWED]);
  });
}

async function renewalDay(stack: Stack, count: number): Promise<Figure[]> {
  const clock = String((await stack.company.post('/test-clocks', { at: ACCEPTED }, `bench/clock/${count}`)).id);
  const go = (to: string): Promise<void> => goTo(stack, clock, to);
  progress(`${count} monthly subscriptions on one test clock…`);
  const clients = await manyAtOnce(count / EACH, AT_ONCE, () => stack.enter({ testClock: clock }));
  const subscribers = clients.flatMap((client) => Array.from({ length: EACH }, () => client));
  await manyAtOnce(count, AT_ONCE, (index) => stack.subscribe(subscribers[index] as (typeof clients)[number], 'monthly'));
  progress('until the eve of the renewal…');
  await go(`2027-01-31T22:59:59.000Z`);
  progress('renewal day…');
  const issued = count / (await until(stack, clock, `${RENEWED}T00:00:00.000Z`, { count, sql: ISSUED }));
  await go(`${RENEWED}T00:00:00.000Z`);
  const bare = await startBareTemporal(stack.instance.temporal);
  await bare.run(1);
  const theirs = count / (await seconds(() => manyAtOnce(count, 200, () => bare.run(1))));
  const inserts = count / (await seconds(() => manyAtOnce(count, AT_ONCE, () => bareInsert(stack))));
  await bare.stop();
  progress('until the eve of the due date…');
  await go('2027-03-02T22:59:59.000Z');
  progress('due date…');
  const paid = count / (await until(stack, clock, `${DUE}T08:00:00.000Z`, { count, sql: PAID }));
  return [
    {
      ...{ what: `renewal day of ${count} monthly subscriptions, invoices issued`, value: issued, unit: '/s', goal: { least: 45 } },
      baseline: { what: 'bare Temporal, one empty activity each', value: theirs },
    },
    {
      ...{ what: `their due date, invoices paid`, value: paid, unit: '/s', goal: { least: 45 } },
      baseline: { what: 'bare SQL, one insert committed each', value: inserts },
    },
  ];
}

export const renewals = {
  name: 'renewal-day',
  run: ({ large }: { large: boolean }): Promise<Figure[]> => withStack((stack) => renewalDay(stack, large ? 10_000 : 1_000)),
};
