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

/** The last day and the duration of the running term, or of the next one: counted from the anchor, or from its own first day (A3, `months.endOfMonth`). */
export function termOf(contract: Contract, number: number): { endsOn: Day; months: number } {
  const { term } = contract;
  if (number === term.number) return { endsOn: term.endsOn, months: contract.formula.months };
  const { formula, anchor, first } = following(contract);
  const drifts = parameter(contract, 'months.endOfMonth') === 'CLAMP_AND_DRIFT';
  const endsOn = drifts ? addMonths(term.endsOn + 1, formula.months) : addMonths(anchor, (number - first + 1) * formula.months);
  return { endsOn: endsOn - 1, months: formula.months };
}
