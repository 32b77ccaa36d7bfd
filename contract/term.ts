/** CGUV 8.1: the days of the running term and of the next one, under the formula that the client chose for it (A3). */
import { type Day, addMonths } from './calendar.ts';
import type { Formula } from './facts.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';

/** The formula under which the next term runs: the one chosen, else the same. */
export const nextFormula = (contract: Contract): Formula => contract.formulaChoice ?? contract.formula;

/** Under which formula, and since which day and term, the terms after the running one are counted. */
export function following(contract: Contract): { formula: Formula; anchor: Day; first: number } {
  const { term, formulaChoice } = contract;
  return formulaChoice
    ? { formula: formulaChoice, anchor: term.endsOn + 1, first: term.number + 1 }
    : { formula: contract.formula, anchor: term.anchor, first: term.first };
}

/** The last day and the duration of a term, the running one or a later one. */
export function termOf(contract: Contract, number: number): { endsOn: Day; months: number } {
  const { term, formula } = contract;
  if (number === term.number) return { endsOn: term.endsOn, months: formula.months };
  const { formula: next, anchor, first } = number > term.number ? following(contract) : { formula, ...term };
  if (number > term.number && parameter(contract, 'months.endOfMonth') === 'CLAMP_AND_DRIFT') return drifted(contract, number, next.months);
  return { endsOn: addMonths(anchor, (number - first + 1) * next.months) - 1, months: next.months };
}

/** A3 (`months.endOfMonth`): each term counted from the first day of the one before, so that a day lost in a short month stays lost. */
function drifted({ term }: Contract, number: number, months: number): { endsOn: Day; months: number } {
  let startsOn = term.endsOn + 1;
  for (let n = term.number + 1; n < number; n++) startsOn = addMonths(startsOn, months);
  return { endsOn: addMonths(startsOn, months) - 1, months };
}
