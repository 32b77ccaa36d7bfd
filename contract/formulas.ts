/** CGUV 8.1: whatever its commitment, the client may choose a formula of another duration until the last day but one of its term. */
import { forgetSettled } from './arrears.ts';
import { type Day, civilOf, momentOf, parisDay } from './calendar.ts';
import { isDenounced, isUnderTermination } from './cessation.ts';
import { type Clause, fact, isRunning, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import { lastDenunciationDay } from './denunciation.ts';
import type { Fact, FactOf, Formula } from './facts.ts';
import { parameter } from './parameters.ts';
import { keepFormerRate } from './penalties.ts';
import type { Contract, Task } from './state.ts';
import { hasOpenTask, openTask } from './tasks.ts';
import { termOf } from './term.ts';

/** The last day of the running term on which a choice is accepted, until 24:00. */
export const lastChoiceDay = (contract: Contract): Day => contract.term.endsOn - parameter(contract, 'formulaChange.minDaysBefore');

function replacing(contract: Contract, { input }: CommandOf<'choose-formula'>): Refusal | undefined {
  const own = contract.denunciation;
  if (!own) return undefined;
  if (own.from === 'COMPANY') return refuse('E8.1e', 'company-denounced');
  if (!input.replacesDenunciation)
    return refuse('E8.1e', 'own-denunciation-pending', [{ command: 'choose-formula', until: civilOf(lastChoiceDay(contract)) }]);
  return undefined;
}

/** E8.1e: whether LEGAL must accept that a choice replaces the client's denunciation: after the last day to send one. */
const asksLegal = (contract: Contract, on: Day): boolean => isDenounced(contract) && on > lastDenunciationDay(contract);

/** E8.1e: a choice made too late, for the next expiry. */
function refusedChoice(contract: Contract, formula: Formula, by: FactOf<'formula-choice.refused'>['by'], at: number): Fact {
  const { endsOn } = termOf(contract, contract.term.number + 1);
  const until = civilOf(endsOn - parameter(contract, 'formulaChange.minDaysBefore'));
  return fact('formula-choice.refused', 'E8.1e', at, { formula, from: civilOf(contract.term.endsOn + 1), until, nextOn: civilOf(endsOn + 1) }, by);
}

/** E8.1e: what becomes of a choice that waited for a person: it came too late (`formulaChange.lateRequest`), or replaces a denunciation that the client may no longer withdraw by itself. */
export function waitingChoice(
  contract: Contract,
  { command }: Task,
  accepted: boolean,
  { by, at }: { by: FactOf<'formula.chosen'>['by']; at: number },
): Fact[] {
  const { formula, replacesDenunciation = false } = (command?.input ?? {}) as CommandOf<'choose-formula'>['input'];
  if (!accepted) return [refusedChoice(contract, formula, by, at)];
  return [fact('formula.chosen', 'E8.1e', at, { formula, from: civilOf(contract.term.endsOn + 1), replacesDenunciation }, by)];
}

function choose(contract: Contract, command: CommandOf<'choose-formula'>, at: number): Fact[] | Refusal {
  const { input, by } = command;
  const on = parisDay(at);
  if (!isRunning(contract) && contract.state !== 'PENDING') return refuse('E8.1e', 'not-running');
  if (isUnderTermination(contract) || contract.exitOn !== undefined || contract.ipStop) return refuse('E8.1e', 'already-ending');
  if (input.formula.months === contract.formula.months) return refuse('E8.1e', 'same-duration', [], { months: contract.formula.months });
  const no = replacing(contract, command);
  if (no) return no;
  const { formula } = input;
  const next = civilOf(contract.term.endsOn + 1);
  const asked = { type: command.type, by, input: { ...input } };
  if (on > lastChoiceDay(contract)) {
    if (parameter(contract, 'formulaChange.lateRequest') !== 'ASK_BILLING') return [refusedChoice(contract, formula, by, at)];
    if (hasOpenTask(contract, 'LATE_FORMULA_CHOICE')) return refuse('E8.1e', 'already-asked');
    return [openTask(contract, 'LATE_FORMULA_CHOICE', 'E8.1e', at, { by, command: asked, dueOn: civilOf(contract.term.endsOn) })];
  }
  if (asksLegal(contract, on)) {
    if (hasOpenTask(contract, 'DENUNCIATION_WITHDRAWAL')) return refuse('E8.1e', 'already-asked');
    return [openTask(contract, 'DENUNCIATION_WITHDRAWAL', 'E8.1e', at, { by, command: asked, dueOn: civilOf(contract.term.endsOn) })];
  }
  return [fact('formula.chosen', 'E8.1e', at, { formula, from: next, replacesDenunciation: input.replacesDenunciation ?? false }, by)];
}

export const formulas: Clause = {
  record: {
    'formula.chosen': (contract, chosen) => {
      contract.formulaChoice = chosen.formula;
      if (chosen.replacesDenunciation) delete contract.denunciation;
    },
    'formula-choice.cancelled': (contract) => {
      delete contract.formulaChoice;
    },
    'terms.accepted': (contract, { termsVersion, parameters, at }) => {
      const rate = parameter(contract, 'latePenalty.monthlyRate');
      contract.terms = termsVersion;
      contract.parameters = parameters;
      keepFormerRate(contract, parisDay(momentOf(at)), rate);
      forgetSettled(contract); // under other terms there may be nothing to bill
    },
  },
  decide: {
    'choose-formula': choose,
    'cancel-formula-choice': (contract, { by }, at) => {
      if (!contract.formulaChoice) return refuse('E8.1e', 'nothing-chosen', [{ command: 'choose-formula', until: civilOf(lastChoiceDay(contract)) }]);
      if (parisDay(at) > lastChoiceDay(contract)) return refuse('E8.1e', 'too-late', [], { lastDay: civilOf(lastChoiceDay(contract)) });
      return [fact('formula-choice.cancelled', 'E8.1e', at, {}, by)];
    },
    'accept-terms': (contract, { input, by }, at) => {
      if (input.termsVersion === contract.terms) return refuse('E11.9a', 'already-accepted');
      if (contract.state === 'ENDED') return refuse('E11.9a', 'not-running');
      return [fact('terms.accepted', 'E11.9a', at, input, by)];
    },
  },
};
