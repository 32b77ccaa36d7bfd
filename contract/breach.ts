/** CGUV 8.2 (ii): a breach other than non-payment, notified by either party, to be remedied within thirty days. */
import { type Day, civilOf, dayOf, parisDay, momentOf } from './calendar.ts';
import { type Clause, fact, isRunning, lastDayOf, noticeId, refuse, acknowledgedOn } from './clause.ts';
import { COMMANDS, type CommandOf, type Refusal } from './commands.ts';
import type { Fact } from './facts.ts';
import { FORMAL_CHANNELS, sentNotice } from './notices.ts';
import { parameter } from './parameters.ts';
import type { Breach, Contract } from './state.ts';
import { openTask } from './tasks.ts';
import { withdrawnByDecision } from './termination.ts';

/** E6.2c: the demand to remove unlawful content or activity is the notice of a breach, with its items. */
type Notifying = CommandOf<'notify-breach'> | CommandOf<'demand-removal'>;

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
  const withdrawn = parameter(contract, 'breach.curedDuringNotice') === 'WITHDRAW' ? withdrawal(contract, breach, command.by, at) : [];
  return [declared, openTask(contract, 'CURE', 'E8.2-ii', at, { about: breach.id }), ...withdrawn];
}

/** The Company's termination for this breach falls, and the client is told; nothing where none stands. */
function withdrawal(contract: Contract, breach: Breach, by: CommandOf<'decide-cure'>['by'], at: number): Fact[] {
  const termination = contract.terminations?.find((one) => one.breach === breach.id && one.from === 'COMPANY');
  if (!termination || !isRunning(contract)) return [];
  return withdrawnByDecision(termination.notice, 'E8.2-ii', by, at);
}

/** LEGAL's reasoned word on a cure; during the notice a cure that it accepts withdraws the termination, unless the terms maintain it (`breach.curedDuringNotice`). */
export function decideCure(contract: Contract, command: CommandOf<'decide-cure'>, at: number): Fact[] | Refusal {
  const { input, by } = command;
  const declared = contract.breaches?.filter((one) => (!input.breach || one.id === input.breach) && one.declaredOn !== undefined);
  const breach = declared?.find((one) => one.cured === undefined) ?? declared?.[0];
  if (!breach) return refuse('E8.2-ii', 'cure-not-declared');
  const task = contract.tasks?.find((one) => one.kind === 'CURE' && one.about === breach.id);
  const facts = [fact('breach.cure-decided', 'E8.2-ii', at, { breach: breach.id, cured: input.cured, reason: input.reason }, by)];
  if (task) facts.push(fact('task.decided', 'E8.2-ii', at, { task: task.id, choice: input.cured ? 'CURED' : 'NOT_CURED', reason: input.reason }, by));
  if (!input.cured || parameter(contract, 'breach.curedDuringNotice') === 'MAINTAIN') return facts;
  return [...facts, ...withdrawal(contract, breach, by, at)];
}

/** E3.1b, E4.2, E8.2-ii: no violation is sanctioned in silence: either party notifies the other; handed over, the notice is received on the spot (E11.1a). */
function notifyBreach(contract: Contract, { type, input, by }: Notifying, at: number): Fact[] | Refusal {
  if (!isRunning(contract)) return refuse('E8.2-ii', 'not-running');
  if (!FORMAL_CHANNELS.includes(input.channel)) return refuse('E11.1a', 'channel-not-formal');
  const from = by.role === 'CLIENT_ADMIN' ? ('CLIENT' as const) : ('COMPANY' as const);
  const channel = from === 'CLIENT' ? 'EMAIL' : input.channel; // posted in the client space, it leaves as an e-mail
  const notice = noticeId(contract, `breach/${from.toLowerCase()}/${civilOf(parisDay(at))}`);
  const { facts, evidence, signedReceipt } = input;
  const { items, listing, clause } = { items: undefined, listing: undefined, clause: '6.2', ...input };
  const about = { clause, facts, evidence, breach: notice, ...(items ? { items } : {}), ...(listing ? { listing } : {}) };
  const subject = { notice, code: 'BREACH_NOTICE' as const, channel, from, about };
  if (channel !== 'HAND') return [fact('notice.decided', COMMANDS[type].article, at, subject, by)];
  if (!signedReceipt) return refuse('E11.1a', 'signed-receipt-missing', [{ command: type }]);
  return [sentNotice(contract, subject, at, { by, receipt: signedReceipt })];
}

export const breach: Clause = {
  record: {
    'notice.sent': (contract, sent) => {
      if (sent.code !== 'BREACH_NOTICE') return;
      const { notice, from, channel } = sent;
      const { breach: id = notice, clause = '', facts, listing } = sent.about;
      const deemedOn = dayOf(sent.deemedOn);
      const lastCureDay = lastDayOf(contract, deemedOn, parameter(contract, 'breach.cureDays'));
      const others = (contract.breaches ?? []).filter((one) => one.id !== id);
      const { declaredOn, cured } = contract.breaches?.find((one) => one.id === id) ?? {};
      const told = { id, notice, from, clause, ...(facts ? { facts } : {}), ...(listing ? { listing } : {}), channel, deemedOn, lastCureDay };
      const cure = { ...(declaredOn === undefined ? {} : { declaredOn }), ...(cured === undefined ? {} : { cured }) };
      contract.breaches = [...others, { ...told, ...cure }];
    },
    'notice.acknowledged': (contract, { notice, at }) => {
      contract.breaches = (contract.breaches ?? []).map((one) => {
        if (one.notice !== notice) return one;
        const deemedOn = acknowledgedOn(contract, one.deemedOn, parisDay(momentOf(at)));
        const earlier = { deemedOn, lastCureDay: lastDayOf(contract, deemedOn, parameter(contract, 'breach.cureDays')) };
        return { ...one, acknowledged: true, ...(deemedOn < one.deemedOn ? earlier : {}) };
      });
    },
    'notice.bounced': (contract, { notice }) => {
      if (parameter(contract, 'notice.hardBounce') === 'VOID_AND_POST')
        contract.breaches = (contract.breaches ?? []).filter((one) => one.notice !== notice);
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
    'notify-breach': notifyBreach,
    'demand-removal': notifyBreach,
    'declare-cured': declareCured,
    'decide-cure': decideCure,
  },
};
