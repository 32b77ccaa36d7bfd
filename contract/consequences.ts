/** A10: what a choice or a command would lead to, shown before it is made: it is decided on a copy of the contract, which then runs on for a while. */
import { type Moment, addMonths, instantOf, parisDay } from './calendar.ts';
import { cessation } from './cessation.ts';
import { isRefusal } from './clause.ts';
import type { Command, Refusal } from './commands.ts';
import { decide, decideAlone, fold } from './contract.ts';
import { decidersOf, wantsFourEyes } from './decisions.ts';
import type { Fact, PriceLine } from './facts.ts';
import { runUntil, supposed, unchanging } from './forecast.ts';
import type { Contract, Task } from './state.ts';
import { type SubscriptionView, viewOf } from './view.ts';

type Field = Exclude<keyof SubscriptionView, 'next'>;
export type Change = { field: Field; before: unknown; after: unknown };
export type Consequences = {
  /** What is recorded at once. */
  facts: Fact[];
  /** What the subscription then shows otherwise, the duties of that instant done. */
  changes: Change[];
  /** What would then come that would not have come otherwise, and what would no longer come. */
  foreseen: Fact[];
  avoided: Fact[];
  /** It would first wait for a second person (A10). */
  secondPerson: boolean;
};

/** Far enough to see a notice run out and the end that it brings, with its credit and its refund. */
const MONTHS = 2;
const AFTER_THE_END = 31;
const LONGEST = 14;

/** Until when both worlds are run: two months, or a month past the end that the subscription then has. */
function horizon(contract: Contract, at: Moment): Moment {
  const on = parisDay(at);
  const end = cessation(contract);
  const wanted = Math.max(addMonths(on, MONTHS), end && !contract.ended ? end.on + AFTER_THE_END : 0);
  return instantOf(Math.min(wanted, addMonths(on, LONGEST)) + 1);
}

/** What a fact says, whenever and by whom. */
const saying = ({ at: _at, by: _by, duty: _duty, ...said }: Fact): string => JSON.stringify(said);

/** The facts of one list that the other does not have. */
function lacking(facts: Fact[], others: Fact[]): Fact[] {
  const known = new Set(others.map(saying));
  return facts.filter((one) => one.type !== 'task.reminded' && !known.has(saying(one)));
}

function changes(before: Contract, after: Contract, at: Moment): Change[] {
  const [was, is] = [viewOf(before, at), viewOf(after, at)];
  const fields = (Object.keys(is) as (keyof SubscriptionView)[]).filter((field): field is Field => field !== 'next');
  return fields
    .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .map((field) => ({ field, before: was[field], after: is[field] }));
}

/** Both worlds side by side: with what was decided, and without. The means of payment is supposed to work in both. */
function compare(contract: Contract, facts: Fact[], at: Moment): Omit<Consequences, 'secondPerson'> {
  const world = supposed(unchanging(contract), 'pays');
  const without = runUntil(contract, world, at, at);
  const decided = runUntil(fold(contract, facts), world, at, at);
  const until = Math.max(horizon(without.contract, at), horizon(decided.contract, at));
  const otherwise = [...without.facts, ...runUntil(without.contract, world, until, at).facts];
  const then = [...decided.facts, ...runUntil(decided.contract, world, until, at).facts];
  return {
    facts,
    changes: changes(without.contract, decided.contract, at),
    foreseen: lacking(then, otherwise),
    avoided: lacking(otherwise, then),
  };
}

/** A10: what a person's command would lead to, once the second person has agreed where one is asked; or its refusal. Nothing changes. */
export function consequencesOfCommand(contract: Contract, command: Command, at: Moment): Consequences | Refusal {
  const facts = decideAlone(contract, command, at);
  return isRefusal(facts) ? facts : { ...compare(contract, facts, at), secondPerson: wantsFourEyes(contract, command) };
}

/** A10: what a choice of an open task would lead to, made by somebody who may; or why it cannot be made now. Nothing changes. */
export function consequencesOf(contract: Contract, task: Task, choice: string, at: Moment, price?: PriceLine): Consequences | Refusal {
  const by = { person: '', role: decidersOf(task)[0] ?? ('LEGAL' as const) };
  const input = { task: task.id, choice, reason: '', ...(price ? { price } : {}) };
  const facts = decide(contract, { type: 'decide', by, input }, at);
  return isRefusal(facts) ? facts : { ...compare(contract, facts, at), secondPerson: false };
}
