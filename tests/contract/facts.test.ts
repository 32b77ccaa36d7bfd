/** Facts that come twice, late, from another life, or in another order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addBankDays, civilOf, isoOf, parisDay } from '../../contract/calendar.ts';
import { isRefusal } from '../../contract/clause.ts';
import type { Command, CommandInput, CommandType } from '../../contract/commands.ts';
import { decide, duties, fulfil, nextDuty, open, receive, record } from '../../contract/contract.ts';
import type { PresentationAnswer } from '../../contract/duties.ts';
import type { OutsideEvent } from '../../contract/events.ts';
import type { Fact, FactType } from '../../contract/facts.ts';
import { type World, answerOf, forecast } from '../../contract/forecast.ts';
import { openCents } from '../../contract/receivables.ts';
import { nextFormula } from '../../contract/term.ts';
import type { Contract } from '../../contract/state.ts';
import { viewOf } from '../../contract/view.ts';
import { diceOf } from './random/dice.ts';
import { outsideOf } from './random/outside.ts';
import { plans } from './random/plans.ts';
import { type Life, play } from './random/play.ts';
import { seal } from './random/seal.ts';
import { KNOWN_FOR_EVER } from '../scenarios/traced.ts';

/** PROPERTY_RUNS and PROPERTY_SEED look further than CI does. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20_270_104);
const runs = (inCi: number): number => Number(process.env.PROPERTY_RUNS ?? inCi);
const DAY = 86_400_000;
const seeds = fc.nat(0x7fffffff);

/** The same value whatever the order of its keys. */
const canonical = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(canonical)
    : value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, canonical(one)]),
        )
      : value;
const textOf = (contract: Contract): string => JSON.stringify(canonical(contract));

/** Every contract of a life, from its acceptance to its last fact. */
function states(life: Life): Contract[] {
  const [accepted, ...facts] = life.facts as [Fact, ...Fact[]];
  const list = [open(accepted)];
  for (const one of facts) list.push(record(list.at(-1) as Contract, one));
  return list;
}

test('the contract is the fold of its facts: the journal alone gives it back', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const life = play(plan);
      expect(textOf(states(life).at(-1) as Contract)).toBe(textOf(life.contract));
    }),
    { numRuns: runs(300), seed: SEED },
  );
});

test('any fact told twice in a row changes nothing the second time', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(plans, (plan) => {
      play(plan, {
        changed: ({ before, facts }) => {
          let now = before;
          for (const one of facts) {
            now = record(now, one);
            const again = textOf(record(now, one));
            if (again !== textOf(now)) throw new Error(`${one.type} told twice: ${textOf(now)}\n${again}`);
          }
        },
      });
    }),
    { numRuns: runs(200), seed: SEED },
  );
});

/** Random lives end once, without corrections by a second party: there these too are known for ever. */
const KNOWN: readonly FactType[] = [
  ...KNOWN_FOR_EVER,
  ...(['subscription.ended', 'invoice.issued', 'credit-note.issued', 'export.confirmed', 'legal-rate.published'] as const),
];

test(`facts that are known for ever, told again at any later time, change nothing`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(plans, seeds, (plan, seed) => {
      const life = play(plan);
      const after = states(life);
      const dice = diceOf(`${seed}`);
      life.facts.forEach((one, index) => {
        if (!KNOWN.includes(one.type) || dice.below(3) > 0) return;
        const later = after[index + dice.below(after.length - index)] as Contract;
        const again = textOf(record(later, one));
        if (again !== textOf(later)) throw new Error(`${one.type} told again: ${textOf(later)}\n${again}`);
      });
    }),
    { numRuns: runs(300), seed: SEED },
  );
});

test('no fact of another life, in any order, makes record, duties or view throw, or a duty that is done stay', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(plans, plans, seeds, (plan, other, seed) => {
      const dice = diceOf(`${seed}`);
      const foreign = play({ ...other, tailDays: Math.min(other.tailDays, 200) }).facts.slice(1);
      const life = play({ ...plan, tailDays: 0 });
      const { world } = outsideOf(plan);
      let now = life.contract;
      for (let i = 0; i < 12 && foreign.length > 0; i++) {
        now = record(now, dice.pick(foreign) as Fact);
        seal(now);
        viewOf(now, life.at);
        const duty = dice.pick(duties(now));
        if (!duty) continue;
        const led = fulfil(now, duty, answerOf(world, now, duty, Math.max(duty.due, life.at)), Math.max(duty.due, life.at));
        const done = led.reduce(record, now);
        seal(done);
        if (led.length > 0 && duties(done).some((one) => one.id === duty.id)) throw new Error(`${duty.id} is performed and still due`);
      }
      expect(textOf(record(life.contract, { type: 'never.heard.of', at: isoOf(life.at), by: 'engine', article: 'E0' } as unknown as Fact))).toBe(
        textOf(life.contract),
      );
    }),
    { numRuns: runs(400), seed: SEED },
  );
});

/** The world that a forecast supposes: no number is known yet. */
const supposed = (contract: Contract, charged: PresentationAnswer): World => ({
  number: () => '',
  price: (now) => (nextFormula(now).code === contract.formula.code ? contract.price : null),
  vatRate: () => contract.term.vatRate ?? 20,
  operations: () => [],
  charge: () => charged,
  result: () => charged,
  export: (_id, at) => ({ outcome: 'PENDING', expectedOn: civilOf(addBankDays(parisDay(at), 2)) }),
  destroy: () => ({ destroyed: true, certificate: '', counts: {} }),
});

test('a forecast is what performing gives in the same world, after what the client is supposed to ask for now', { timeout: 60_000 }, () => {
  /** Numbers and certificates are the outside's: what they are called does not matter to what comes. */
  const plain = (facts: Fact[]): string[] => facts.map((one) => JSON.stringify({ ...one, number: undefined, certificate: undefined }));
  fc.assert(
    fc.property(plans, fc.constantFrom('pays' as const, 'fails' as const, 'denounces' as const), (plan, assuming) => {
      const { contract, at } = play({ ...plan, tailDays: 0 });
      const until = at + 300 * DAY;
      const world = supposed(contract, assuming === 'fails' ? { outcome: 'REJECTED', code: 'AM04' } : { outcome: 'SETTLED' });
      const foretold = forecast(contract, until, assuming, at);
      const asked = foretold.findIndex((one) => typeof one.by === 'string' || one.by.person !== 'forecast');
      const performed = foretold.slice(0, asked < 0 ? foretold.length : asked);
      let now = performed.reduce(record, contract);
      for (let duty = nextDuty(now); duty && duty.due <= until; duty = nextDuty(now)) {
        const moment = Math.max(duty.due, at);
        const facts = fulfil(now, duty, answerOf(world, now, duty, moment), moment);
        now = facts.reduce(record, now);
        performed.push(...facts);
      }
      expect(plain(foretold)).toEqual(plain(performed));
    }),
    { numRuns: runs(500), seed: SEED },
  );
});

type Act = { name: string; run(contract: Contract, at: number): Fact[] };
const told = (name: string, event: (contract: Contract, at: number) => OutsideEvent | null): Act => ({
  name,
  run: (contract, at) => {
    const made = event(contract, at);
    return made ? receive(contract, made, at) : [];
  },
});
const asked = <T extends CommandType>(name: T, role: string, input: CommandInput[T]): Act => ({
  name,
  run: (contract, at) => {
    const answer = decide(contract, { type: name, by: { person: role, role }, input } as unknown as Command, at);
    return isRefusal(answer) ? [] : answer;
  },
});
/** Money, the end of the term, the data, the terms and the legal rate have nothing to do with each other: at one instant their order does not matter. */
const INDEPENDENT: Act[] = [
  told('money', (contract, at) => {
    const [first] = contract.receivables.filter((one) => openCents(one) > 0);
    if (!first || contract.suspensions) return null; // who pays while suspended may be reinstated, which the end of the term looks at
    return {
      key: 'money',
      at: isoOf(at),
      type: 'client-payment',
      amountCents: openCents(first),
      orderedOn: isoOf(at).slice(0, 10),
      means: 'TRANSFER',
      invoice: first.id,
    };
  }),
  told('legal rate', (_contract, at) => ({ key: 'rate', at: isoOf(at), type: 'legal-rate', effectiveOn: '2020-01-01', monthlyRate: 2 })),
  asked('denounce', 'CLIENT_ADMIN', {}),
  asked('request-export', 'CLIENT_ADMIN', { export: 'exp_independent' }),
  asked('accept-terms', 'CLIENT_ADMIN', { termsVersion: 'next', parameters: {}, evidence: 'text' }),
  asked('hold-suspension', 'LEGAL', { until: '2099-01-01', reason: 'text' }),
];

test(`two of these at the same instant give one contract, whichever comes first: ${INDEPENDENT.map((one) => one.name).join(', ')}`, {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(plans, fc.subarray(INDEPENDENT, { minLength: 2, maxLength: 2 }), (plan, pair) => {
      const [one, two] = pair as [Act, Act];
      const { contract, at } = play({ ...plan, tailDays: 0 });
      const both = (first: Act, second: Act): string => {
        const once = first.run(contract, at).reduce(record, contract);
        return textOf(second.run(once, at).reduce(record, once));
      };
      expect(both(one, two)).toBe(both(two, one));
    }),
    { numRuns: runs(2000), seed: SEED },
  );
});

test('five years of a healthy monthly subscription leave nothing behind in the contract but the years of their papers', () => {
  const world = supposed(open(monthlyFor('2024-01-31')), { outcome: 'SETTLED' });
  let now = open(monthlyFor('2024-01-31'));
  const sizes: number[] = [];
  for (let term = 1; term <= 61; term++) {
    for (let duty = nextDuty(now); duty && now.term.number === term; duty = nextDuty(now))
      now = fulfil(now, duty, answerOf(world, now, duty, duty.due), duty.due).reduce(record, now);
    sizes.push(JSON.stringify({ ...now, bookYears: [] }).length);
  }
  expect(now.term.number).toBe(62);
  expect(now.bookYears).toEqual([2024, 2025, 2026, 2027, 2028, 2029]);
  expect(now.receivables).toHaveLength(2); // the invoice of the day, and the one due in some days at most
  expect(Math.max(...sizes.slice(12))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 12)) + 20); // years and numbers get a digit longer
  expect(Math.max(...sizes)).toBeLessThan(2_048);
});

const monthlyFor = (acceptedOn: string): Fact => ({
  type: 'subscription.accepted',
  at: `${acceptedOn}T09:00:00.000Z`,
  by: { person: 'client', role: 'CLIENT_ADMIN' },
  article: 'E11.9a',
  number: 'S000001',
  client: 'client',
  clientStatus: 'NON_PROFESSIONAL',
  noticeChannel: 'EMAIL',
  rules: 1,
  termsVersion: '1',
  parameters: {},
  formula: { code: 'monthly', months: 1 },
  price: { netCents: 5_900, instalments: 1, termDays: 30, contacts: 280, schedule: 'fixture' },
  means: { method: 'm0', kind: 'CARD' },
  acceptedOn,
  startsOn: acceptedOn,
  evidence: 'text',
});
