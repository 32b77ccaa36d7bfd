/** Live life on real timers, years in seconds: dates do not drift, histories stay small, and a new run forgets nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { nextDuty, open, record } from '../../contract/contract.ts';
import type { Fact } from '../../contract/facts.ts';
import { runUntil } from '../../contract/forecast.ts';
import { type SubscriptionInput, contractQuery, workflowId } from '../../workflows/messages.ts';
import { begin } from './calls.ts';
import { type Ground, openGround } from './ground.ts';
import { type History, advanceTo, runsOf } from './time-travel.ts';
import { answersOf } from './world.ts';

const now = isoOf(Date.now());
const year = Number(now.slice(0, 4)) + 1;
/** Anchored on a 31st, so that a term that forgets its anchor shows (A3). */
const MONTHLY = { number: 'M1', formula: 'monthly', startsOn: `${year}-01-31`, until: `${year + 5}-01-31`, terms: 60 };
const YEARLY = { number: 'Y1', formula: 'yearly', startsOn: `${year}-02-28`, until: `${year + 4}-02-28`, terms: 4 };

type Run = { history: History; input: SubscriptionInput };
let ground: Ground;
const runs = new Map<string, Run[]>();

beforeAll(async () => {
  ground = await openGround();
  for (const { number, formula, startsOn, until } of [MONTHLY, YEARLY]) {
    await begin(ground.client, ground.world, { number, formula, at: now, terms: { startsOn } });
    await advanceTo(ground.client, workflowId(number), instantOf(dayOf(until), 12 * 60));
    const all = await runsOf(ground.client, workflowId(number));
    runs.set(
      number,
      all.map(({ history }) => ({ history, input: inputOf(history) })),
    );
  }
}, 120_000);
afterAll(() => ground.stop());

/** What a run started from, as it was stored. */
function inputOf({ events }: History): SubscriptionInput {
  const bytes = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  return JSON.parse(Buffer.from(bytes ?? []).toString()) as SubscriptionInput;
}
/** What a run is made of, without what the skipping of time itself adds. */
const eventsOf = ({ history }: Run) => (history.events ?? []).filter((one) => !one.workflowExecutionTimeSkippingTransitionedEventAttributes);
const runsFor = (number: string): Run[] => runs.get(number) ?? [];
const renewedOn = (number: string): string[] => ground.world.factsOf(number).flatMap((one) => (one.type === 'term.renewed' ? [one.startsOn] : []));
const said = ({ type, at }: Fact): string => `${type} ${civilOf(parisDay(momentOf(at)))}`;

describe.each([MONTHLY, YEARLY])('$formula, $terms terms', ({ number, startsOn, until, terms }) => {
  test('each fact is of the day that the contract forecasts, within a minute of its instant', () => {
    const [accepted, ...lived] = ground.world.factsOf(number);
    if (accepted?.type !== 'subscription.accepted') throw new Error('a life begins with its acceptance');
    const settled = answersOf(() => ({ outcome: 'SETTLED' }));
    const { facts } = runUntil(open(accepted), settled, instantOf(dayOf(until), 12 * 60));
    expect(lived.map(said)).toEqual(facts.map(said));
    const late = lived.map((one, index) => momentOf(one.at) - momentOf(facts[index]?.at ?? now));
    expect(Math.max(...late)).toBeLessThan(60_000);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  });

  test('A3: each term begins on the day of the first, or on the last of a shorter month', () => {
    const [first = 0, month = 0, day = 0] = startsOn.split('-').map(Number);
    const step = number === MONTHLY.number ? 1 : 12;
    const expected = Array.from({ length: terms }, (_, index) => {
      const last = new Date(Date.UTC(first, month + (index + 1) * step, 0)); // the last day of that month
      return new Date(Math.min(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), day), last.getTime())).toISOString().slice(0, 10);
    });
    expect(renewedOn(number)).toEqual(expected);
  });

  test('a new run carries plain JSON of 8 kB at most, which is the fold of the journal', async () => {
    for (const { input } of runsFor(number)) expect(Buffer.byteLength(JSON.stringify(input))).toBeLessThanOrEqual(8_192);
    const [accepted, ...rest] = ground.world.factsOf(number);
    if (!accepted) throw new Error('nothing was lived');
    const held = await ground.client.workflow.getHandle(workflowId(number)).query(contractQuery);
    expect(held).toEqual(rest.reduce(record, open(accepted)));
  });

  test('search attributes and current details outlive the runs', async () => {
    const handle = ground.client.workflow.getHandle(workflowId(number));
    const due = nextDuty(ground.world.contractOf(number));
    const attributes = (await handle.describe()).typedSearchAttributes.getAll();
    expect(Object.fromEntries(attributes.map(({ key, value }) => [key.name, value]))).toMatchObject({
      TaciteState: 'ACTIVE',
      TaciteClient: 'cli_1',
      TaciteFormula: ground.world.contractOf(number).formula.code,
      TaciteNextDuty: due?.action,
      TaciteNextDue: new Date(due?.due ?? 0),
      TaciteArticle: due?.article,
      TaciteOverdue: false,
    });
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain(`**ACTIVE**, term ${terms + 1}`);
  });
});

test('a monthly month: 45 events and 10 actions at most, one new run, begun before the long sleep', () => {
  const months = runsFor(MONTHLY.number).slice(1, -1);
  const actions = (run: Run): number =>
    eventsOf(run).filter(
      (one) =>
        one.activityTaskScheduledEventAttributes ??
        one.timerStartedEventAttributes ??
        one.upsertWorkflowSearchAttributesEventAttributes ??
        one.workflowExecutionContinuedAsNewEventAttributes,
    ).length;
  expect(months).toHaveLength(MONTHLY.terms);
  expect(Math.max(...months.map((run) => eventsOf(run).length))).toBeLessThanOrEqual(45);
  expect(Math.max(...months.map(actions))).toBeLessThanOrEqual(10);
});

test('a yearly year: 60 events at most', () => {
  const years = Array.from({ length: YEARLY.terms - 2 }, (_, index) => {
    const ofTerm = runsFor(YEARLY.number).filter(({ input }) => input.contract.term.number === index + 2);
    return ofTerm.reduce((sum, run) => sum + eventsOf(run).length, 0);
  });
  expect(Math.max(...years)).toBeLessThanOrEqual(60);
});
