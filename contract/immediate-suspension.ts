/** CGUV 8.2 (ii), 11.2: suspensions that wait for nothing: unlawful e-mailing, false declarations. Only LEGAL lifts them. */
import { civilOf, dayOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRunning, noticeId, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { EmailingScope, Fact } from './facts.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';
import { formalChannel, SUSPENDED_UNDER, suspensionNotice } from './suspension.ts';

type Suspending = CommandOf<'suspend-for-emailing'> | CommandOf<'suspend-for-declarations'>;

/** The suspension, and the formal notice that tells of it at once. */
function suspend(contract: Contract, reason: 'EMAILING' | 'DECLARATIONS', { input, by }: Suspending, at: number, scope?: EmailingScope): Fact[] {
  const article = SUSPENDED_UNDER[reason];
  const { facts, evidence } = input;
  const notice = noticeId(contract, `suspension/${reason}/${civilOf(parisDay(at))}`);
  const told = { notice, code: 'SUSPENSION_NOTICE', channel: formalChannel(contract), from: 'COMPANY', about: { reason, facts } } as const;
  return [
    fact('suspension.applied', article, at, { reason, defaultCase: null, ...(scope ? { scope } : {}), facts, evidence, notice }, by),
    fact('notice.decided', article, at, told, by),
  ];
}

/** E3.1b (ii), E8.2-ii-m: unlawful e-mailing; as soon as the Company knows: e-mailing alone, or all Services on decision; the breach is notified the same day. */
function forEmailing(contract: Contract, command: CommandOf<'suspend-for-emailing'>, at: number): Fact[] | Refusal {
  if (!isRunning(contract)) return refuse('E8.2-ii-m', 'not-running');
  const scope = command.input.scope ?? parameter(contract, 'suspension.emailingScope');
  const standing = contract.suspensions?.find((one) => one.reason === 'EMAILING');
  if (standing && (standing.scope === 'ALL' || standing.scope === scope))
    return refuse('E8.2-ii-m', 'already-suspended', [{ command: 'lift-suspension' }]);
  const { facts, evidence } = command.input;
  const breach = noticeId(contract, `breach/company/${civilOf(parisDay(at))}`);
  const about = { clause: '3.1', facts, evidence, breach };
  const told = { notice: breach, code: 'BREACH_NOTICE', channel: formalChannel(contract), from: 'COMPANY', about } as const;
  return [...suspend(contract, 'EMAILING', command, at, scope), fact('notice.decided', 'E8.2-ii', at, told, command.by)];
}

/** E11.2b: immediate. */
function forDeclarations(contract: Contract, command: CommandOf<'suspend-for-declarations'>, at: number): Fact[] | Refusal {
  if (!isRunning(contract)) return refuse('E11.2b', 'not-running');
  if (contract.suspensions?.some((one) => one.reason === 'DECLARATIONS'))
    return refuse('E11.2b', 'already-suspended', [{ command: 'lift-suspension' }]);
  return suspend(contract, 'DECLARATIONS', command, at);
}

export const immediateSuspension: Clause = {
  record: {
    'notice.sent': (contract, sent) => {
      if (!contract.suspensions) return;
      const told = [sent.notice, sent.about.replaces];
      contract.suspensions = contract.suspensions.map((one) =>
        told.includes(suspensionNotice(one)) ? { ...one, deemedOn: dayOf(sent.deemedOn) } : one,
      );
    },
  },
  decide: {
    'suspend-for-emailing': forEmailing,
    'suspend-for-declarations': forDeclarations,
  },
};
