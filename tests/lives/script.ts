/** What a life is told to two stages: plain steps, dated, that either can follow without the other. */
import type { CommandInput, CommandType } from '../../contract/commands.ts';
import type { Instant, TaskKind } from '../../contract/facts.ts';
import type { FeeLine } from '../../contract/fees.ts';
import type { Announcing, Answer, Line, OutsideSeen, Person, Stage, Subscribing } from '../scenarios/stage.ts';

/** An act, by whom it is done where it is a person's. */
export type Act =
  | { outside: OutsideSeen }
  | { register: string }
  | { schedule: Line[] }
  | { contacts: number; from: string }
  | { fees: FeeLine[] }
  | { tariff: number }
  | { terms: string; parameters: Record<string, unknown> }
  | { announcing: Announcing }
  | { command: CommandType; person: Person; input: CommandInput[CommandType] }
  | { decide: TaskKind; person: Person; choice: string };
export type Step = { at: Instant; act: Act };
export type Script = { seed: string; lines: Line[]; subscribing: Subscribing; steps: Step[]; until: Instant };

/** Does one act on a stage. What is answered to a person is `done` or `refused`; everything else is done. */
export async function doAct(stage: Stage, { at, act }: Step): Promise<string> {
  if ('outside' in act) await stage.store(act.outside);
  else if ('register' in act) await stage.register(act.register);
  else if ('schedule' in act) await stage.schedule(at, act.schedule);
  else if ('fees' in act) await stage.fees(at, act.fees);
  else if ('tariff' in act) await stage.tariff(at, act.tariff);
  else if ('terms' in act) await stage.terms(at, act.terms, act.parameters);
  else if ('announcing' in act) await stage.announce(act.announcing);
  else if ('contacts' in act) await stage.contacts(act.contacts, act.from);
  else if ('decide' in act) return answered(await stage.decide(act.person, act.decide, act.choice));
  else return answered(await stage.give(act.person, act.command, act.input));
  return 'done';
}

const answered = (answer: Answer): string => (answer.refused ? `refused ${answer.refused.article ?? ''}`.trim() : 'done');

/** What bears its own date, whatever the clock shows when it is told: it needs no journey of its own, and journeys are most of what a life costs. */
export const isDated = (act: Act): boolean =>
  'outside' in act
    ? ['client-payment', 'export-delay', 'provider-outage'].includes(act.outside.type)
    : ['schedule', 'fees', 'tariff', 'terms', 'contacts', 'announcing'].some((what) => what in act);

/** Follows a script from beginning to end and returns what each act was answered. */
export async function follow(stage: Stage, { lines, subscribing, steps, until }: Script): Promise<string[]> {
  await stage.schedule('2020-01-01T00:00:00.000Z', lines);
  const answers = [answered(await stage.subscribe(subscribing))];
  for (const step of steps) {
    if (!isDated(step.act)) await stage.goTo(step.at);
    answers.push(await doAct(stage, step));
  }
  await stage.goTo(until);
  return answers;
}
