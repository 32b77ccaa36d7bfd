/** What the workflow holds of a subscription between two duties, and the four things it does: take something in, have a duty done, move the clock, come to rest. */
import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { Activities, Committed } from '../activities/index.ts';
import { isoOf, momentOf } from '../contract/calendar.ts';
import { isRefusal } from '../contract/clause.ts';
import { NOT_DISCHARGED, decide, fold, nextDuty, receive } from '../contract/contract.ts';
import type { Duty } from '../contract/duties.ts';
import type { OutsideEvent } from '../contract/events.ts';
import type { Fact } from '../contract/facts.ts';
import type { Contract } from '../contract/state.ts';
import { summaryOf } from './console.ts';
import { type CommandOutcome, type CommandRequest, type SubscriptionInput, TASK_QUEUE } from './messages.ts';

/** Each queue has workers of its own: a slow mail server or a limited provider never holds up the rest. */
const retry = { initialInterval: '100ms', backoffCoefficient: 3, maximumAttempts: 6, maximumInterval: '10s' };
/** The work of a process that died is taken up by another after this time. */
const heartbeatTimeout = '8s';
const on = (taskQueue: string) => proxyActivities<Activities>({ taskQueue, startToCloseTimeout: '60s', heartbeatTimeout, retry });
const lasting = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  heartbeatTimeout,
  retry: { initialInterval: '200ms', maximumInterval: '15s' },
});
const QUEUES: { [prefix: string]: string } = {
  payment: 'payments',
  refund: 'payments',
  notice: 'mail',
  export: 'bulk',
  access: 'bulk',
  content: 'bulk',
  data: 'bulk',
};
const queueOf = (duty: Duty): string => QUEUES[duty.action.split('.')[0] ?? ''] ?? TASK_QUEUE;

/** Something to take in between two duties, with what came of it until the contract was at rest again. A pause only waits for that rest. */
export type Item = { done: boolean; facts: Fact[]; refusal?: CommandOutcome['refusal'] } & (
  | { request: CommandRequest }
  | { event: OutsideEvent; inStore?: true }
  | { pause: true }
);

/** Commands remembered, so that one repeated after a new run began is answered and not done again. */
const REMEMBERED = 16;

/** Facts after which the outside has something new in store: a presentation whose result is awaited, an export under way. */
const opensStore = (fact: Fact): boolean => (fact.type === 'payment.presented' && fact.expectedOn !== null) || fact.type === 'export.started';

export class Life {
  contract: Contract;
  readonly inbox: Item[] = [];
  /** Something is due, or came in, since the last rest. */
  restless = true;
  private answered: string[];
  private folded: number;
  private readonly clock: { at: number; target: number } | undefined;
  /** Taken in, and still collecting the facts that follow from it. */
  private watching: Item[] = [];
  /** What the outside has in store next on a test clock; null for nothing, undefined while it was not asked. */
  private outlook: OutsideEvent | null | undefined;

  constructor(input: SubscriptionInput) {
    this.contract = input.contract;
    this.answered = input.answered;
    this.folded = input.folded;
    this.clock = input.clock ? { ...input.clock } : undefined;
  }

  get clocked(): boolean {
    return this.clock !== undefined;
  }
  get isWatched(): boolean {
    return this.watching.length > 0;
  }
  /** The test clock has not reached its target. */
  get isTravelling(): boolean {
    return this.clock !== undefined && this.clock.at < this.clock.target;
  }

  /** Epoch milliseconds, of the test clock or of the workflow. */
  now(): number {
    return this.clock ? this.clock.at : Date.now();
  }

  /** A duty has fallen due. */
  isDue(): boolean {
    const duty = nextDuty(this.contract);
    return duty !== undefined && duty.due <= this.now();
  }

  /** What a new run starts from. */
  input(): SubscriptionInput {
    const { contract, answered, folded, clock } = this;
    return { contract, answered, folded, ...(clock ? { clock } : {}) };
  }

  /** What is to be taken in now. What fell due comes before what is asked or told after it, not before what was in store for that instant. */
  next(): Item | undefined {
    const [first] = this.inbox;
    return this.isDue() && !(first && 'inStore' in first) ? undefined : this.inbox.shift();
  }

  push(item: Item): Item {
    this.inbox.push(item);
    this.restless = true;
    return item;
  }

  /** A later target for the test clock. */
  aim(target: number): void {
    if (!this.clock || target <= this.clock.target) return;
    this.clock.target = target;
    this.outlook = undefined;
    this.restless = true;
  }

  /** The refusal of a command as the contract stands; undefined where it may go on: answered before, or to be decided after what comes first. */
  refusalOf({ id, command }: CommandRequest): CommandOutcome['refusal'] {
    if (this.answered.includes(id) || this.inbox.length > 0 || this.isDue()) return undefined;
    const decided = decide(this.contract, command, this.now());
    return isRefusal(decided) ? decided : undefined;
  }

  /** Takes one thing in: decided on the contract of this moment, committed, then folded. */
  async take(item: Item): Promise<void> {
    const at = this.now();
    this.watching.push(item);
    if ('pause' in item) return;
    if ('event' in item) {
      const { key, type } = item.event;
      const facts = receive(this.contract, item.event, at);
      this.fold(await this.save(`outside ${type}`, { act: `outside/${key}`, facts, at, ...(item.inStore ? { told: key } : {}) }));
      return;
    }
    const { id, command } = item.request;
    const decided = this.answered.includes(id) ? [] : decide(this.contract, command, at);
    if (isRefusal(decided)) {
      item.refusal = decided;
      return;
    }
    const committed = await this.save(`command ${command.type}`, { act: `command/${id}`, facts: decided, at });
    if (committed.seq <= this.folded) item.facts.push(...committed.facts);
    this.fold(committed);
    this.answered = [...this.answered.filter((one) => one !== id), id].slice(-REMEMBERED);
  }

  /** A duty of this id is due at this instant: performing it has not discharged it. */
  private isStillDue({ id }: Duty): boolean {
    const duty = nextDuty(this.contract);
    return duty?.id === id && duty.due <= this.now();
  }

  /** Has one duty done. What cannot be done now, or is done and stays, is a fact too: it waits for its next try (A10). */
  async act(duty: Duty): Promise<void> {
    const at = this.now();
    const { number } = this.contract;
    let reason = 'the outside did not answer';
    try {
      const performance = { subscription: number, duty, at, clocked: this.clocked };
      const done = await on(queueOf(duty)).perform.executeWithOptions({ summary: summaryOf(duty) }, [performance]);
      this.fold(done);
      if (done.facts.length > 0 && !this.isStillDue(duty)) return;
      reason = done.facts.length > 0 ? NOT_DISCHARGED : 'it led to no fact';
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
    }
    const tries = this.contract.deferred?.find((one) => one.duty === duty.id)?.tries ?? 0;
    const event: OutsideEvent = { type: 'duty-failed', key: `${duty.id}/failed/${at}/${tries}`, at: isoOf(at), duty: duty.id, reason };
    const failure = {
      act: `outside/${event.key}`,
      facts: receive(this.contract, event, at),
      at,
      ...(reason === NOT_DISCHARGED ? {} : { unless: duty.id }),
    };
    this.fold(await this.save('waits for its next try', failure)); // or was done, and its answer lost
  }

  /** Moves the test clock to what comes first: something in store outside, the next duty, or its target. */
  async travel(duty: Duty | undefined): Promise<void> {
    const { clock } = this;
    if (!clock) return;
    this.restless = true;
    if (this.outlook === undefined) {
      const whose = { subscription: this.contract.number, until: clock.target };
      this.outlook = await lasting.lookAhead.executeWithOptions({ summary: 'what is in store outside' }, [whose]);
    }
    const stop = Math.min(duty?.due ?? clock.target, clock.target);
    if (this.outlook && momentOf(this.outlook.at) <= stop) {
      clock.at = Math.max(clock.at, momentOf(this.outlook.at));
      this.push({ event: this.outlook, inStore: true, done: false, facts: [] });
      this.outlook = undefined;
    } else clock.at = stop;
  }

  /** Nothing is due at this instant: reads show it, and whoever waited is answered. */
  async rest(): Promise<void> {
    if (this.clock && (this.restless || this.isWatched)) {
      const where = { subscription: this.contract.number, at: this.clock.at };
      await lasting.standStill.executeWithOptions({ summary: 'the test clock stands still' }, [where]);
    }
    for (const item of this.watching) item.done = true;
    this.watching = [];
    this.restless = false;
  }

  /** Commits facts that were decided here. */
  private save(summary: string, what: { act: string; facts: Fact[]; at: number; told?: string; unless?: string }): Promise<Committed> {
    return lasting.commit.executeWithOptions({ summary }, [{ subscription: this.contract.number, clocked: this.clocked, ...what }]);
  }

  /** Folds what was committed, unless an earlier telling of the same act was folded already. */
  private fold({ facts, seq }: Committed): void {
    if (facts.some(opensStore) || this.outlook?.type === 'charge-reversed') this.outlook = undefined; // E5.5b: what opens again changes with each fact
    if (facts.length === 0 || seq <= this.folded) return;
    this.contract = fold(this.contract, facts);
    this.folded = seq + facts.length - 1;
    for (const item of this.watching) item.facts.push(...facts);
  }
}
