/** CGUV 11.4 (a), 3.2 (b), 5.4, 11.8 (c): what a client tells or asks as a whole, and the legal person that takes its place. */
import { type Clause, fact, refuse } from './clause.ts';
import type { CommandOf } from './commands.ts';
import type { Fact, TaskKind } from './facts.ts';
import type { Contract } from './state.ts';
import { openTask } from './tasks.ts';

/** What a client tells or asks is a task for who must act on it. */
const asksFor =
  (kind: TaskKind, article: string) =>
  (
    contract: Contract,
    { input, by }: CommandOf<'report-unauthorised-use' | 'record-tax-identity' | 'open-audit' | 'request-assignment'>,
    at: number,
  ): Fact[] => [openTask(contract, kind, article, at, { about: input.about, by })];

export const succession: Clause = {
  record: {
    'assignment.decided': (contract, { assignment }) => {
      contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'ASSIGNMENT' || one.about !== assignment);
    },
    'contract.assigned': (contract, { clientStatus, means }) => {
      contract.clientStatus = clientStatus;
      contract.means = means;
    },
  },
  decide: {
    'report-unauthorised-use': asksFor('ACCOUNT_MISUSE', 'E3.2b'),
    'record-tax-identity': asksFor('VAT_TREATMENT', 'E5.4'),
    'flag-instruction': (_contract, { input, by }, at) => [fact('instruction.flagged', 'E11.8c', at, input, by)],
    'open-audit': asksFor('AUDIT', 'E11.8c'),
    'request-assignment': asksFor('ASSIGNMENT', 'E11.4a'),
    'approve-assignment': (contract, { input, by }, at) => {
      if (!contract.tasks?.some((one) => one.kind === 'ASSIGNMENT' && one.about === input.assignment)) return refuse('E11.4a', 'no-assignment');
      return [fact('assignment.decided', 'E11.4a', at, input, by)];
    },
    'accept-assignment': (_contract, { input, by }, at) => [fact('contract.assigned', 'E11.4a', at, input, by)],
  },
};
