/** What a subscription weighs in Temporal, lived live over years of skipped time: events, actions, bytes, and the state that each run hands on. */
import proto from '@temporalio/proto';
import { addMonths, instantOf, parisDay } from '../../contract/calendar.ts';
import { type History, advanceTo, runsOf } from '../../tests/workflows/time-travel.ts';
import type { Bank } from '../../tests/workflows/world.ts';
import { workflowId } from '../../workflows/messages.ts';
import { type PureStack, withPureStack } from './pure-stack.ts';
import { type Figure, progress } from './report.ts';

type Events = NonNullable<History['events']>;
type Run = { events: Events; input: number; skippedBytes: number };
const YEARS = 3;
/** Days after a renewal on which a healthy subscription has nothing to do for long. */
const ASLEEP = { yearly: 60, monthly: 5 };
/** What Temporal's price list counts: starts, activities, timers, messages, attribute changes. */
const ACTIONS = [
  'workflowExecutionStartedEventAttributes',
  'activityTaskScheduledEventAttributes',
  'timerStartedEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'workflowExecutionUpdateAcceptedEventAttributes',
  'upsertWorkflowSearchAttributesEventAttributes',
] as const;

const bytesOf = (events: Events): number =>
  events.reduce((sum, event) => sum + proto.temporal.api.history.v1.HistoryEvent.encode(event).finish().length, 0);

/** A run as live life would have it: the skipping of time adds events, and words to the first one. */
function withoutSkips(events: Events): Events {
  return events.flatMap((event) => {
    if (event.workflowExecutionTimeSkippingTransitionedEventAttributes) return [];
    const { timeSkippingConfig: _, timeSkippingStatePropagation: __, ...started } = event.workflowExecutionStartedEventAttributes ?? {};
    return [event.workflowExecutionStartedEventAttributes ? { ...event, workflowExecutionStartedEventAttributes: started } : event];
  });
}

/** The runs so far, as live life would have them, and how many bytes more the server holds of each. */
async function runs({ client }: PureStack, number: string): Promise<Run[]> {
  const all = await runsOf(client, workflowId(number));
  return all.map(({ history }) => {
    const events = withoutSkips(history.events ?? []);
    const input = events[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data?.length ?? 0;
    return { events, input, skippedBytes: bytesOf(history.events ?? []) - bytesOf(events) };
  });
}

const actionsIn = (all: Run[]): number => all.flatMap(({ events }) => events).filter((event) => ACTIONS.some((kind) => event[kind])).length;
const eventsIn = (all: Run[]): number => all.reduce((sum, { events }) => sum + events.length, 0);

type Life = { eventsAYear: number; actionsAYear: number; longest: number; carried: number; asleep: { events: number; bytes: number } };

/** Lives several years and looks at all but the first, which begins with the acceptance; then at the run that sleeps. */
async function live(stack: PureStack, number: string, formula: 'yearly' | 'monthly'): Promise<Life> {
  const now = Date.now();
  const handle = await stack.begin(number, formula, now);
  const after = (months: number, days = 0): number => instantOf(addMonths(parisDay(now), months) + days);
  await advanceTo(stack.client, workflowId(number), after(12, 1));
  const first = await runs(stack, number);
  await advanceTo(stack.client, workflowId(number), after(12 * YEARS, 1));
  const all = await runs(stack, number);
  await advanceTo(stack.client, workflowId(number), after(12 * YEARS, ASLEEP[formula]));
  const sleeping = (await runs(stack, number)).at(-1);
  const { historySize = 0 } = await handle.describe();
  return {
    eventsAYear: (eventsIn(all) - eventsIn(first)) / (YEARS - 1),
    actionsAYear: (actionsIn(all) - actionsIn(first)) / (YEARS - 1),
    longest: Math.max(...all.map(({ events }) => events.length)),
    carried: Math.max(...all.map(({ input }) => input)),
    asleep: { events: sleeping?.events.length ?? 0, bytes: historySize - (sleeping?.skippedBytes ?? 0) },
  };
}

/** Nothing is ever paid: reminders, default notice, suspension, penalties, term after term. */
const neverPays: Bank = () => ({ outcome: 'REJECTED', code: 'AM04' });

export const history = {
  name: 'history',
  run: async (): Promise<Figure[]> => {
    progress(`a yearly and a monthly subscription live ${YEARS} years…`);
    const [yearly, monthly] = await withPureStack(async (stack) => [await live(stack, 'Y1', 'yearly'), await live(stack, 'M1', 'monthly')]);
    progress('two that never pay do the same…');
    const bad = await withPureStack(async (stack) => [await live(stack, 'Y2', 'yearly'), await live(stack, 'M2', 'monthly')], { bank: neverPays });
    if (!yearly || !monthly) throw new Error('a life is missing');
    const healthy = [yearly, monthly];
    const lives = [...healthy, ...bad];
    const largest = (of: Life[], what: (life: Life) => number): number => Math.max(...of.map(what));
    return [
      { what: 'history events of a healthy yearly subscription-year', value: yearly.eventsAYear, unit: 'events', goal: { most: 60 } },
      { what: 'history events of a healthy monthly month, live', value: monthly.eventsAYear / 12, unit: 'events', goal: { most: 45 } },
      { what: 'Temporal actions of a healthy monthly month, live', value: monthly.actionsAYear / 12, unit: 'actions', goal: { most: 10 } },
      {
        what: 'longest run of healthy and of never paying lives',
        value: largest(lives, (life) => life.longest),
        unit: 'events',
        goal: { most: 400 },
      },
      { what: 'a sleeping healthy subscription', value: largest(healthy, (life) => life.asleep.events), unit: 'events', goal: { most: 8 } },
      {
        what: 'a sleeping healthy subscription, its history',
        value: largest(healthy, (life) => life.asleep.bytes),
        unit: 'bytes',
        goal: { most: 2048 },
      },
      { what: 'state carried to a new run, healthy lives', value: largest(healthy, (life) => life.carried), unit: 'bytes', goal: { most: 8192 } },
      {
        what: `the same of lives that paid nothing for ${YEARS} years`,
        value: largest(bad, (life) => life.carried),
        unit: 'bytes',
        goal: { most: 8192 },
      },
    ];
  },
};
