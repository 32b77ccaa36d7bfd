/** How a clause family is written: what it makes due, what performing that leads to, how facts change the contract, which commands it decides. */
import { type Day, type Moment, addWorkingDays, instantOf, isWorkingDay, isoOf, minutesOf, parisDay } from './calendar.ts';
import type { Allowed, CommandOf, CommandType, Refusal } from './commands.ts';
import type { Action, AnswerTo, Duty } from './duties.ts';
import type { Actor, Article, Fact, FactData, FactOf, FactType } from './facts.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';

export type Clause = {
  /** Pushes what this clause makes due. Pure and total: no fact makes it throw. */
  duties?(contract: Contract, due: Duty[]): void;
  /** The facts that performing a duty leads to, given what the outside answered. They always discharge it. */
  fulfil?: { [A in Action]?: (contract: Contract, duty: Duty, answer: AnswerTo<A>, at: Moment) => Fact[] };
  /** Changes a copy of the contract: a handler replaces what it changes and never reaches into what it was given. */
  record?: { [T in FactType]?: (contract: Contract, fact: FactOf<T>) => void };
  decide?: { [T in CommandType]?: (contract: Contract, command: CommandOf<T>, at: Moment) => Fact[] | Refusal };
};

/** One fact of this instant, by the engine unless told otherwise. */
export function fact<T extends FactType>(type: T, article: Article, at: Moment, data: FactData[T], by: Actor = 'engine'): Fact {
  return { type, at: isoOf(at), by, article, ...data } as unknown as Fact;
}

/** A lawful "no" (style: a value, not a throw). */
export function refuse(article: Article, because: string, allowed: Allowed[] = [], values?: Record<string, string | number>): Refusal {
  return { kind: 'refused', article, because, allowed, ...(values ? { values } : {}) };
}
export const isRefusal = (value: unknown): value is Refusal => (value as Refusal | null)?.kind === 'refused';

/** A12: 08:00 in Paris of this day, when timer-driven messages and presentations leave. */
export const sendHour = (contract: Contract, day: Day): Moment => instantOf(day, minutesOf(parameter(contract, 'message.sendHour')));

/** When a message caused by a timer at this instant leaves: at once, or at the sending hour of the day if that is still ahead. */
export const sendingTime = (contract: Contract, at: Moment): Moment => Math.max(at, sendHour(contract, parisDay(at)));

/** A2: the last usable day, until 24:00, of a period of N days that an event opens. */
export function lastDayOf(contract: Contract, event: Day, days: number): Day {
  const last = event + days - (parameter(contract, 'period.firstDay') === 'INCLUDED' ? 1 : 0);
  return parameter(contract, 'period.rollover') === 'NEXT_WORKING_DAY' && !isWorkingDay(last) ? addWorkingDays(last, 1) : last;
}

/** E11.1b: the day from which a notice counts once its receipt is acknowledged: deemed receipt all the same, unless an earlier acknowledgement starts the period. */
export const acknowledgedOn = (contract: Contract, deemedOn: Day, on: Day): Day =>
  parameter(contract, 'notice.earlyAck') === 'STARTS_PERIOD' ? Math.min(deemedOn, on) : deemedOn;

/** The id of a notice that a person decides on: what it is about, and its order from the second one on. */
export const noticeId = (contract: Contract, about: string): string => (contract.noticesDecided ? `${about}/${contract.noticesDecided + 1}` : about);

/** Counts a notice by the order in its id: one that is told twice counts once. */
export function countNotice(contract: Contract, notice: string): void {
  contract.noticesDecided = Math.max(contract.noticesDecided ?? 0, Number(/\/(\d+)$/.exec(notice)?.[1] ?? 1));
}

/** The running subscription: open to duties that only a living contract has. */
export const isRunning = (contract: Contract): boolean => contract.state === 'ACTIVE' || contract.state === 'SUSPENDED';
