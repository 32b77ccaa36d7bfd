/** A world in memory for the workflow: its activities fulfil duties by the contract alone, as the pure scenarios do, and keep a journal. */
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Activities, Committed } from '../../activities/index.ts';
import { VERSIONING } from '../../activities/worker.ts';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { fulfil, open, record } from '../../contract/contract.ts';
import type { Duty, PresentationAnswer } from '../../contract/duties.ts';
import type { OutsideEvent } from '../../contract/events.ts';
import type { Acceptance, Fact, FactOf, PriceLine } from '../../contract/facts.ts';
import { type World, answerOf } from '../../contract/forecast.ts';
import type { Contract } from '../../contract/state.ts';

const price = (netCents: number): PriceLine => ({ netCents, instalments: 1, termDays: 30, contacts: 280, schedule: 'fixture' });
const FORMULAS: { [code: string]: { months: number; price: PriceLine } } = {
  yearly: { months: 12, price: price(58_800) },
  monthly: { months: 1, price: price(5_900) },
};
type Life = { contract: Contract; facts: Fact[]; acts: Map<string, Committed>; store: OutsideEvent[]; presented: number; standsAt: number };

/** What the bank says to the nth presentation of a subscription; an error is a provider that is not there. */
export type Bank = (asked: { subscription: string; nth: number; at: number }) => PresentationAnswer | Error;
const pays: Bank = () => ({ outcome: 'SETTLED' });

/** Answers to every duty; numbers are counted per world. */
export function answersOf(charge: (at: number) => PresentationAnswer): World {
  const last = { F: 0, A: 0, D: 0 };
  const ready = { outcome: 'READY', sha256: 'f'.repeat(64), counts: { contacts: 12 } } as const;
  return {
    number: (series, on) => `${series}${civilOf(on).slice(0, 4)}-${String(++last[series]).padStart(6, '0')}`,
    price: ({ formulaChoice, formula }) => FORMULAS[(formulaChoice ?? formula).code]?.price ?? null,
    vatRate: () => 20,
    operations: () => [],
    charge: (_presentation, at) => charge(at),
    result: (_payment, at) => ({ outcome: 'PENDING', expectedOn: civilOf(parisDay(at) + 1) }),
    export: () => ready,
    destroy: () => ({ destroyed: true, certificate: 'CERT-1', counts: { contacts: 12 } }),
  };
}

/** The acceptance of a subscription at an instant (RFC 3339). */
export function acceptance(number: string, formula: string, at: string, more: Partial<Acceptance> = {}): FactOf<'subscription.accepted'> {
  const day = civilOf(parisDay(momentOf(at)));
  const offer = FORMULAS[formula];
  if (!offer) throw new Error(`no formula is called ${formula}`);
  return {
    ...{ type: 'subscription.accepted', at, by: { person: 'usr_1', role: 'CLIENT_ADMIN' }, article: 'E11.9a', number, client: 'cli_1' },
    ...{ clientStatus: 'NON_PROFESSIONAL', noticeChannel: 'EMAIL', rules: 1, termsVersion: '1', parameters: {} },
    ...{ formula: { code: formula, months: offer.months }, price: offer.price, means: { method: 'pm_1', kind: 'CARD' } },
    ...{ acceptedOn: day, startsOn: day, evidence: 'txt_1', ...more },
  };
}

export type PureWorld = ReturnType<typeof pureWorld>;

/** Called with a duty; what it throws, the activity throws. */
type Hook = (duty: Duty) => void | Promise<void>;

/** A world with a bank. `spoil` puts a fault into its activities. `before` is called with every duty about to be performed, `after` with every one that is committed and not answered yet. */
export function pureWorld({
  bank = pays,
  before = () => undefined,
  after = () => undefined,
  spoil = (whole) => whole,
}: {
  bank?: Bank;
  before?: Hook;
  after?: Hook;
  spoil?: (whole: Activities) => Activities;
} = {}) {
  const lives = new Map<string, Life>();
  const lifeOf = (number: string): Life => {
    const life = lives.get(number);
    if (!life) throw new Error(`${number} was not accepted`);
    return life;
  };
  /** As the database does: an act is committed once, a second telling gets the facts of the first. */
  const once = (number: string, act: string, make: (contract: Contract) => Fact[], unless = act): Committed => {
    const life = lifeOf(number);
    const known = life.acts.get(act) ?? life.acts.get(unless);
    if (known) return known;
    const facts = make(life.contract);
    if (facts.length === 0) return { facts, seq: 0 };
    const done = { facts, seq: life.facts.length + 1 };
    life.contract = facts.reduce(record, life.contract);
    life.facts.push(...facts);
    life.acts.set(act, done);
    return done;
  };
  const numbers = answersOf(() => ({ outcome: 'SETTLED' }));
  const answersFor = (subscription: string): World => ({
    ...numbers,
    charge: (_presentation, at) => {
      const answer = bank({ subscription, nth: ++lifeOf(subscription).presented, at });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const activities: Activities = {
    perform: async ({ subscription, duty, at }) => {
      await before(duty);
      const done = once(subscription, duty.id, (contract) => fulfil(contract, duty, answerOf(answersFor(subscription), contract, duty, at), at));
      await after(duty);
      return done;
    },
    commit: async ({ subscription, act, facts, told, unless }) => {
      const life = lifeOf(subscription);
      if (told) life.store = life.store.filter((event) => event.key !== told);
      return once(subscription, act, () => facts, unless);
    },
    lookAhead: async ({ subscription, until }) => {
      const [first] = lifeOf(subscription).store.toSorted((a, b) => momentOf(a.at) - momentOf(b.at));
      return first && momentOf(first.at) <= until ? first : null;
    },
    standStill: async ({ subscription, at }) => void (lifeOf(subscription).standsAt = at),
  };
  return {
    activities: spoil(activities),
    /** Opens a life and returns its contract. */
    accept: (fact: FactOf<'subscription.accepted'>): Contract => {
      const contract = open(fact);
      lives.set(fact.number, { contract, facts: [fact], acts: new Map(), store: [], presented: 0, standsAt: 0 });
      return contract;
    },
    factsOf: (number: string): Fact[] => lifeOf(number).facts,
    /** Where the test clock of a subscription came to stand, in epoch milliseconds. */
    standsAt: (number: string): number => lifeOf(number).standsAt,
    contractOf: (number: string): Contract => lifeOf(number).contract,
    /** Something that the outside will tell on its day, on a test clock. */
    store: (number: string, event: OutsideEvent): void => void lifeOf(number).store.push(event),
  };
}

/** Workers for every queue of a namespace, with the activities of a world. */
export async function startPureWorkers(
  { activities }: Pick<PureWorld, 'activities'>,
  { address, namespace, workflowBundle }: { address: string; namespace: string; workflowBundle: WorkflowBundleOption },
): Promise<{ stop(): Promise<void> }> {
  quiet();
  const connection = await NativeConnection.connect({ address });
  const shared = { connection, namespace, activities, workerDeploymentOptions: VERSIONING };
  const workers = await Promise.all([
    Worker.create({ ...shared, taskQueue: 'tacite', workflowBundle }),
    ...['payments', 'mail', 'bulk'].map((taskQueue) => Worker.create({ ...shared, taskQueue })),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    stop: async () => {
      for (const worker of workers) worker.shutdown();
      await running;
      await connection.close();
    },
  };
}

let quieted = false;
/** Failing activities are part of these tests. */
export function quiet(): void {
  if (!quieted) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quieted = true;
}
