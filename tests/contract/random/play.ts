/** Plays a plan on the contract as the workflow does: one thing at a time, each duty at its own instant or late, and shows every change to a watcher. */
import { type Moment, civilOf, instantOf, isoOf, parisDay } from '../../../contract/calendar.ts';
import { isRefusal } from '../../../contract/clause.ts';
import type { Command, Refusal } from '../../../contract/commands.ts';
import { decide, duties, fulfil, open, receive, record } from '../../../contract/contract.ts';
import type { Duty } from '../../../contract/duties.ts';
import type { OutsideEvent } from '../../../contract/events.ts';
import type { Fact } from '../../../contract/facts.ts';
import { answerOf } from '../../../contract/forecast.ts';
import type { Contract } from '../../../contract/state.ts';
import { ask } from './asks.ts';
import { Books } from './books.ts';
import { diceOf } from './dice.ts';
import { outsideOf } from './outside.ts';
import type { Plan, Step } from './plans.ts';
import { tell } from './tells.ts';

/** One change of the contract and what caused it. */
export type Change = { before: Contract; after: Contract; facts: Fact[]; due: Duty[]; at: Moment; books: Books; count: number } & (
  | { by: 'duty'; duty: Duty }
  | { by: 'command'; command: Command }
  | { by: 'event'; event: OutsideEvent }
);
export type Watcher = { opened?(contract: Contract): void; changed?(change: Change): void; refused?(refusal: Refusal, command: Command): void };
export type Life = { contract: Contract; at: Moment; facts: Fact[]; events: OutsideEvent[]; books: Books; changes: number };

const LONGEST = 3_000;

/** The fact that opens the subscription of a plan. */
export function accepted(plan: Plan, parameters: Record<string, unknown> = {}): Fact {
  return {
    type: 'subscription.accepted',
    at: isoOf(instantOf(plan.day, plan.minutes)),
    by: { person: 'client', role: 'CLIENT_ADMIN' },
    article: 'E11.9a',
    number: 'S000001',
    client: 'client',
    clientStatus: plan.status,
    noticeChannel: plan.channel,
    rules: 1,
    termsVersion: '1',
    parameters,
    formula: { code: 'chosen', months: plan.months },
    price: { netCents: plan.netCents, instalments: plan.instalments, termDays: plan.termDays, contacts: 280, schedule: 'fixture' },
    means: { method: 'm0', kind: plan.means },
    acceptedOn: civilOf(plan.day),
    startsOn: civilOf(plan.day + plan.startsIn),
    evidence: 'text',
  };
}

export function play(plan: Plan, watcher: Watcher = {}, parameters: Record<string, unknown> = {}): Life {
  const outside = outsideOf(plan);
  const opening = accepted(plan, parameters);
  const life: Life = { contract: open(opening), at: instantOf(plan.day, plan.minutes), facts: [opening], events: [], books: new Books(), changes: 0 };
  let due = duties(life.contract);
  watcher.opened?.(life.contract);

  const change = (
    facts: Fact[],
    cause: { by: 'duty'; duty: Duty } | { by: 'command'; command: Command } | { by: 'event'; event: OutsideEvent },
  ): void => {
    if (++life.changes > LONGEST) throw new Error(`this life does not come to rest: ${due[0]?.id}`);
    const before = life.contract;
    life.contract = facts.reduce(record, before);
    life.facts.push(...facts);
    for (const fact of facts) life.books.keep(fact);
    due = duties(life.contract);
    watcher.changed?.({ before, after: life.contract, facts, due, at: life.at, books: life.books, count: life.changes, ...cause });
  };
  const hear = (event: OutsideEvent): void => {
    life.events.push(event);
    change(receive(life.contract, event, life.at), { by: 'event', event });
  };
  const perform = (duty: Duty): void => {
    const tries = life.contract.deferred?.find((one) => one.duty === duty.id)?.tries ?? 0;
    const failed = (reason: string): void =>
      hear({ type: 'duty-failed', key: `${duty.id}/${life.at}/${tries}`, at: isoOf(life.at), duty: duty.id, reason });
    if (outside.isDown(duty, tries)) return failed('down');
    const answer = answerOf(outside.world, life.contract, duty, life.at);
    change(fulfil(life.contract, duty, answer, life.at), { by: 'duty', duty });
  };
  const goTo = (until: Moment, asleep = false): void => {
    for (;;) {
      const duty = asleep ? undefined : due[0];
      const told = outside.next(Math.min(until, duty?.due ?? until));
      if (told) {
        life.at = Math.max(life.at, told.at);
        hear(told.event);
      } else if (duty && duty.due <= until) {
        life.at = Math.max(life.at, duty.due);
        perform(duty);
      } else break;
    }
    life.at = Math.max(life.at, until);
  };
  const targetOf = ({ wait }: Step): Moment => {
    if ('minutes' in wait) return life.at + wait.minutes * 60_000;
    return Math.max(life.at, (due[0]?.due ?? life.at) + { BEFORE: -1, AT: 0, AFTER: 1 }[wait.untilNext]);
  };

  plan.steps.forEach((step, serial) => {
    const asleep = 'asleep' in step.wait;
    goTo(targetOf(step), asleep);
    const dice = diceOf(`${step.dice}`);
    const { act } = step;
    if (act && 'told' in act) hear(tell(act.told, { ...life, dice, serial }));
    else if (act) {
      const command = ask(life.contract, act.command, life.at, dice, serial);
      const decided = decide(life.contract, command, life.at);
      if (isRefusal(decided)) watcher.refused?.(decided, command);
      else change(decided, { by: 'command', command });
    }
    goTo(life.at);
  });
  goTo(instantOf(parisDay(life.at) + plan.tailDays));
  return life;
}
