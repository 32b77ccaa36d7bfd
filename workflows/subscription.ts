/** One subscription for as long as it lives: waits until the next duty is due or something happens, has it done, folds the facts, asks again. */
import { ActivityFailure, ApplicationFailure, allHandlersFinished, condition, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities, Committed } from '../activities/index.ts';
import { isoOf, momentOf } from '../contract/calendar.ts';
import { isRefusal } from '../contract/clause.ts';
import { decide, nextDuty, receive, record } from '../contract/contract.ts';
import type { Duty } from '../contract/duties.ts';
import type { OutsideEvent } from '../contract/events.ts';
import type { Fact } from '../contract/facts.ts';
import { continueLife, show, summaryOf } from './console.ts';
import {
  type CommandOutcome,
  type CommandRequest,
  type SubscriptionInput,
  clock as clockSignal,
  command as commandUpdate,
  contractQuery,
  happened,
  outside,
  rest,
} from './messages.ts';

/** Each queue has workers of its own: a slow mail server or a limited provider never holds up the rest. */
const retry = { initialInterval: '100ms', backoffCoefficient: 3, maximumAttempts: 4, maximumInterval: '10s' };
/** The work of a process that died is taken up by another after this time. */
const heartbeatTimeout = '8s';
const on = (taskQueue: string) => proxyActivities<Activities>({ taskQueue, startToCloseTimeout: '60s', heartbeatTimeout, retry });
const lasting = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  heartbeatTimeout,
  retry: { initialInterval: '200ms', maximumInterval: '15s' },
});
const QUEUES: { [prefix: string]: string } = { payment: 'payments', refund: 'payments', notice: 'mail', export: 'bulk', data: 'bulk' };
const queueOf = (duty: Duty): string => QUEUES[duty.action.split('.')[0] ?? ''] ?? 'tacite';

/** Something to take in between two duties, with what came of it until the contract was at rest again. */
type Item = { done: boolean; facts: Fact[]; refusal?: CommandOutcome['refusal'] } & (
  | { request: CommandRequest }
  | { event: OutsideEvent; inStore?: true }
);

const REMEMBERED = 16;
const LONGEST_RUN = 300;

export async function subscription(input: SubscriptionInput): Promise<void> {
  let contract = input.contract;
  let { answered, folded } = input;
  const clock = input.clock ? { ...input.clock } : undefined;
  const inbox: Item[] = [];
  let watching: Item[] = [];
  let outlook: OutsideEvent | null | undefined;
  let restless = true;
  const { number } = contract;
  const clocked = clock !== undefined;
  const now = (): number => (clock ? clock.at : Date.now());
  /** Folds what was committed, unless an earlier telling of the same act was folded already. */
  const fold = ({ facts, seq }: Committed): void => {
    if (facts.some(opensStore)) outlook = undefined;
    if (facts.length === 0 || seq <= folded) return;
    contract = facts.reduce(record, contract);
    folded = seq + facts.length - 1;
    for (const item of watching) item.facts.push(...facts);
  };
  const push = (item: Item): Item => {
    inbox.push(item);
    restless = true;
    return item;
  };

  setHandler(contractQuery, () => contract, { description: 'The contract as this workflow holds it' });
  setHandler(outside, (event) => void push({ event, done: false, facts: [] }), { description: 'Something that happened outside' });
  setHandler(
    clockSignal,
    (to) => {
      if (!clock || momentOf(to) <= clock.target) return;
      clock.target = momentOf(to);
      outlook = undefined;
      restless = true;
    },
    { description: 'Moves the test clock forward' },
  );
  setHandler(rest, () => condition(() => !restless), { description: 'Returns when nothing is due any more at this instant' });
  setHandler(
    happened,
    async (event) => {
      const item = push({ event, done: false, facts: [] });
      await condition(() => item.done);
      return item.facts;
    },
    { description: 'Something that happened outside, to be readable when this returns' },
  );
  setHandler(
    commandUpdate,
    async (request) => {
      const item = push({ request, done: false, facts: [] });
      await condition(() => item.done);
      if (item.refusal) throw refused(item.refusal);
      return outcomeOf(item);
    },
    {
      description: 'A command: refused with its article, or answered with its facts',
      validator: ({ id, command }) => {
        if (answered.includes(id) || inbox.length > 0) return;
        const decided = decide(contract, command, now());
        if (isRefusal(decided)) throw refused(decided);
      },
    },
  );

  /** Commits facts that were decided here. */
  const save = (summary: string, what: { act: string; facts: Fact[]; at: number; told?: string }): Promise<Committed> =>
    lasting.commit.executeWithOptions({ summary }, [{ subscription: number, clocked, ...what }]);

  /** Takes one thing in: decided on the contract of this moment, committed, then folded. */
  const take = async (item: Item): Promise<void> => {
    const at = now();
    watching.push(item);
    if ('event' in item) {
      const { key } = item.event;
      const facts = receive(contract, item.event, at);
      fold(await save(`outside ${item.event.type}`, { act: `outside/${key}`, facts, at, ...(item.inStore ? { told: key } : {}) }));
      return;
    }
    const { id, command } = item.request;
    const act = `command/${id}`;
    const decided = answered.includes(id) ? [] : decide(contract, command, at);
    if (isRefusal(decided)) {
      item.refusal = decided;
      return;
    }
    const committed = await save(`command ${command.type}`, { act, facts: decided, at });
    if (committed.seq <= folded) item.facts.push(...committed.facts);
    fold(committed);
    answered = [...answered.filter((one) => one !== id), id].slice(-REMEMBERED);
  };

  /** Has one duty done. What cannot be done now is a fact too: it waits for its next try (A10). */
  const act = async (duty: Duty): Promise<void> => {
    const at = now();
    let reason = 'the outside did not answer';
    try {
      const done = await on(queueOf(duty)).perform.executeWithOptions({ summary: summaryOf(duty) }, [{ subscription: number, duty, at, clocked }]);
      if (done.facts.length > 0) return fold(done);
      reason = 'it led to no fact';
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
    }
    const tries = contract.deferred?.find((one) => one.duty === duty.id)?.tries ?? 0;
    const event: OutsideEvent = { type: 'duty-failed', key: `${duty.id}/failed/${at}/${tries}`, at: isoOf(at), duty: duty.id, reason };
    fold(await save('waits for its next try', { act: `outside/${event.key}`, facts: receive(contract, event, at), at }));
  };

  /** Moves the test clock to what comes first: something in store outside, the next duty, or its target. */
  const travel = async (clock: { at: number; target: number }, duty: Duty | undefined): Promise<void> => {
    restless = true;
    outlook ??=
      outlook === undefined
        ? await lasting.lookAhead.executeWithOptions({ summary: 'what is in store outside' }, [{ subscription: number, until: clock.target }])
        : null;
    const stop = Math.min(duty?.due ?? clock.target, clock.target);
    if (outlook && momentOf(outlook.at) <= stop) {
      clock.at = Math.max(clock.at, momentOf(outlook.at));
      push({ event: outlook, inStore: true, done: false, facts: [] });
      outlook = undefined;
    } else clock.at = stop;
  };

  const settle = (): void => {
    for (const item of watching) item.done = true;
    watching = [];
    restless = false;
  };

  for (;;) {
    const item = inbox.shift();
    const duty = nextDuty(contract);
    if (item) await take(item);
    else if (duty && duty.due <= now()) await act(duty);
    else if (watching.length === 0 && clock && clock.at < clock.target) await travel(clock, duty);
    else {
      const asleep = !restless && watching.length === 0;
      if (!asleep && clock)
        await lasting.standStill.executeWithOptions({ summary: 'the test clock stands still' }, [{ subscription: number, at: clock.at }]);
      settle();
      if (inbox.length > 0 || (clock && clock.at < clock.target)) continue;
      if (!duty && contract.deleted) return;
      const due = clock ? undefined : duty?.due;
      const tired = workflowInfo().historyLength > LONGEST_RUN || isLongSleep(due);
      if (tired) await condition(allHandlersFinished);
      if (inbox.length > 0 || restless) continue;
      if (tired) await continueLife({ contract, answered, folded, ...(clock ? { clock } : {}) });
      show(contract, now());
      const stirred = () => restless || inbox.length > 0;
      if (due === undefined) await condition(stirred);
      else if (due > now()) await condition(stirred, due - now(), { summary: duty ? summaryOf(duty) : '' });
      restless = true;
      continue;
    }
    if (workflowInfo().historyLength > LONGEST_RUN && watching.length === 0 && inbox.length === 0) {
      await condition(allHandlersFinished);
      if (inbox.length === 0) await continueLife({ contract, answered, folded, ...(clock ? { clock } : {}) });
    }
  }

  /** Live: a sleep longer than a quarter of the term is slept in a fresh run, so that it weighs next to nothing. */
  function isLongSleep(due: number | undefined): boolean {
    if (clocked || workflowInfo().historyLength < 12) return false;
    const quarter = ((contract.term.endsOn - contract.term.startsOn) / 4) * 86_400_000;
    return due === undefined || due - Date.now() > quarter;
  }
}

const refused = (refusal: NonNullable<CommandOutcome['refusal']>): ApplicationFailure =>
  ApplicationFailure.create({ message: `${refusal.article}: ${refusal.because}`, type: 'Refused', nonRetryable: true, details: [refusal] });

/** S59: a choice that is refused, and told by a message of its own, is an accepted update that answers with the refusal. */
function outcomeOf(item: Item): CommandOutcome {
  const task = item.facts.find((one) => one.type === 'task.opened' && one.kind === 'FOUR_EYES');
  const declined = item.facts.find((one) => one.type === 'formula-choice.refused');
  return {
    facts: item.facts,
    ...(task?.type === 'task.opened' ? { task: task.task } : {}),
    ...(declined?.type === 'formula-choice.refused'
      ? { refusal: { kind: 'refused', article: 'E8.1e', because: 'too-late', allowed: [{ command: 'choose-formula', from: declined.nextOn }] } }
      : {}),
  };
}

/** Facts after which the outside has something new in store: a presentation whose result is awaited, an export under way. */
const opensStore = (fact: Fact): boolean => (fact.type === 'payment.presented' && fact.expectedOn !== null) || fact.type === 'export.started';
