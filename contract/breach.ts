/** CGUV 8.2 (ii): a breach other than non-payment, notified by either party, to be remedied within thirty days. */
import { type Day, civilOf, dayOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRunning, lastDayOf, noticeId, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { Fact } from './facts.ts';
import { FORMAL_CHANNELS } from './notices.ts';
import { parameter } from './parameters.ts';
import type { Breach, Contract } from './state.ts';
import { openTask } from './tasks.ts';

/** The party in breach declares the cure; with `breach` absent, of the first one that it has not declared cured yet. */
function breachAgainst(contract: Contract, command: CommandOf<'declare-cured'>): Breach | undefined {
  const notifier = command.by.role === 'CLIENT_ADMIN' ? 'COMPANY' : 'CLIENT';
  const against = contract.breaches?.filter((one) => one.from === notifier && (!command.input.breach || one.id === command.input.breach));
  return against?.find((one) => one.declaredOn === undefined) ?? against?.[0];
}

function declareCured(contract: Contract, command: CommandOf<'declare-cured'>, at: number): Fact[] | Refusal {
  const breach = breachAgainst(contract, command);
  if (!breach) return refuse('E8.2-ii', 'no-breach-notice');
  if (breach.declaredOn !== undefined) return refuse('E8.2-ii', 'already-declared');
  const party = breach.from === 'COMPANY' ? ('CLIENT' as const) : ('COMPANY' as const);
  const on: Day = parisDay(at);
  const declared = fact(
    'breach.cure-declared',
    'E8.2-ii',
    at,
    { breach: breach.id, party, declaredOn: civilOf(on), evidence: command.input.evidence },
    command.by,
  );
  if (party === 'COMPANY') return [declared];
  return [declared, openTask(contract, 'CURE', 'E8.2-ii', at, { about: breach.id })];
}

/** LEGAL's reasoned word on a cure; during the notice a cure that it accepts withdraws the termination (`breach.curedDuringNotice`). */
export function decideCure(contract: Contract, command: CommandOf<'decide-cure'>, at: number): Fact[] | Refusal {
  const { input, by } = command;
  const declared = contract.breaches?.filter((one) => (!input.breach || one.id === input.breach) && one.declaredOn !== undefined);
  const breach = declared?.find((one) => one.cured === undefined) ?? declared?.[0];
  if (!breach) return refuse('E8.2-ii', 'cure-not-declared');
  const task = contract.tasks?.find((one) => one.kind === 'CURE' && one.about === breach.id);
  const facts = [fact('breach.cure-decided', 'E8.2-ii', at, { breach: breach.id, cured: input.cured, reason: input.reason }, by)];
  if (task) facts.push(fact('task.decided', 'E8.2-ii', at, { task: task.id, choice: input.cured ? 'CURED' : 'NOT_CURED', reason: input.reason }, by));
  const termination = contract.terminations?.find((one) => one.breach === breach.id && one.from === 'COMPANY');
  if (!input.cured || !termination || !isRunning(contract)) return facts;
  const about = { replaces: termination.notice, because: 'DECISION' as const };
  const told = { notice: `withdrawn/${termination.notice}`, code: 'TERMINATION_WITHDRAWN', channel: 'EMAIL', from: 'COMPANY', about } as const;
  return [
    ...facts,
    fact('termination.withdrawn', 'E8.2-ii', at, { notice: termination.notice, because: 'DECISION' }, by),
    fact('notice.decided', 'E8.2-ii', at, told, by),
  ];
}

export const breach: Clause = {
  record: {
    'notice.sent': (contract, sent) => {
      if (sent.code !== 'BREACH_NOTICE') return;
      const { replaces, clause = '', facts } = sent.about;
      const deemedOn = dayOf(sent.deemedOn);
      const lastCureDay = lastDayOf(contract, deemedOn, parameter(contract, 'breach.cureDays'));
      const others = (contract.breaches ?? []).filter((one) => one.id !== sent.notice && one.id !== replaces);
      const { notice: id, from, channel } = sent;
      contract.breaches = [...others, { id, from, clause, ...(facts ? { facts } : {}), channel, deemedOn, lastCureDay }];
    },
    'notice.bounced': (contract, { notice }) => {
      if (parameter(contract, 'notice.hardBounce') === 'VOID_AND_POST')
        contract.breaches = (contract.breaches ?? []).filter((one) => one.id !== notice);
    },
    'breach.cure-declared': (contract, declared) => {
      contract.breaches = (contract.breaches ?? []).map((one) =>
        one.id === declared.breach ? { ...one, declaredOn: dayOf(declared.declaredOn) } : one,
      );
    },
    'breach.cure-decided': (contract, decided) => {
      contract.breaches = (contract.breaches ?? []).map((one) => (one.id === decided.breach ? { ...one, cured: decided.cured } : one));
    },
  },
  decide: {
    'notify-breach': (contract, { input, by }, at) => {
      if (!isRunning(contract)) return refuse('E8.2-ii', 'not-running');
      if (!FORMAL_CHANNELS.includes(input.channel)) return refuse('E11.1a', 'channel-not-formal');
      const from = by.role === 'CLIENT_ADMIN' ? ('CLIENT' as const) : ('COMPANY' as const);
      const channel = from === 'CLIENT' ? 'EMAIL' : input.channel;
      if (channel === 'HAND') return refuse('E11.1a', 'signed-receipt-missing', [{ command: 'notify-breach' }]);
      const notice = noticeId(contract, `breach/${from.toLowerCase()}/${civilOf(parisDay(at))}`);
      const { clause, facts, evidence } = input;
      return [
        fact(
          'notice.decided',
          'E8.2-ii',
          at,
          { notice, code: 'BREACH_NOTICE', channel, from, about: { clause, facts, evidence, breach: notice } },
          by,
        ),
      ];
    },
    'declare-cured': declareCured,
    'decide-cure': decideCure,
  },
};
