/** CGUV 8.2: termination for just cause: a notice, thirty days, never without its ground and its cure period run out. */
import { type Day, civilOf, dayOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRefusal, isRunning, lastDayOf, noticeId, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import { lastDenunciationDay } from './denunciation.ts';
import { freezingJudgment, insolvencyGround, insolvencyOf } from './insolvency.ts';
import type { Actor, Article, Channel, Fact, NoticeSubject, Party, TerminationGround } from './facts.ts';
import { parameter } from './parameters.ts';
import { isOverdue, isPrincipal } from './receivables.ts';
import type { Breach, Contract, DefaultCase, Termination } from './state.ts';
import { noDefault, unpaidOf } from './suspension.ts';
import { openTask } from './tasks.ts';

/** E8.2a: the channels that the text wants for the notice that precedes a termination. */
const carries = (contract: Contract, channel: Channel): boolean =>
  channel !== 'HAND' || parameter(contract, 'termination.noticeChannels') === 'ANY_FORMAL';

/** E11.1b (`notice.ackRequired`): an e-mail whose receipt nobody acknowledged may open no termination. */
const isAcknowledged = (contract: Contract, { channel, acknowledged }: { channel: Channel; acknowledged?: true }): boolean =>
  channel !== 'EMAIL' || acknowledged === true || !parameter(contract, 'notice.ackRequired');

/** Whether something that a notice lists is still to be paid. */
const stillUnpaid = (contract: Contract, { invoices = [] }: Pick<NoticeSubject, 'invoices'>): boolean => unpaidOf(contract, { invoices }).length > 0;

type Opening = { from: Day; about: NoticeSubject & { ground: TerminationGround } };

/** The entry of each ground. */
const GROUND_UNDER: Record<TerminationGround, Article> = {
  NON_PAYMENT: 'E8.2-i',
  BREACH: 'E8.2-ii',
  DECLARATIONS: 'E11.2b',
  IP_OPTION: 'E10.1b',
  INSOLVENCY: 'E8.2-iii',
};

/** E8.2-i: debts of earlier terms of the same subscription count, unless the terms look at the running one alone (`termination.debtScope`). */
const isInScope = (contract: Contract, one: DefaultCase): boolean =>
  parameter(contract, 'termination.debtScope') === 'INCLUDING_RENEWALS' || unpaidOf(contract, one).some(({ term }) => term === contract.term.number);

/** E8.2-i: when a case opens termination for non-payment: ten full days after deemed receipt of a notice that supports it. */
function unpaid(contract: Contract, { sent, invoices }: DefaultCase): Opening | Refusal {
  const carried = sent.filter(({ channel }) => carries(contract, channel));
  if (carried.length === 0) return refuse('E8.2a', 'only-handed-over', [{ command: 'send-notice' }]);
  const days = carried.filter((one) => isAcknowledged(contract, one)).map((one) => one.lastCureDay + 1);
  if (days.length === 0) return refuse('E11.1b', 'not-acknowledged', [{ command: 'send-notice' }]);
  return { from: Math.min(...days), about: { ground: 'NON_PAYMENT', invoices } };
}

/** E8.2-i: the notified principal must still be unpaid, and no presentation of it under way. */
function nonPayment(contract: Contract): Opening | Refusal {
  const cases = (contract.cases ?? []).filter((one) => one.sent.length > 0 && isInScope(contract, one));
  const first = earliest(cases.map((one) => unpaid(contract, one))) ?? noDefault(contract, 'E8.2-i');
  if (isRefusal(first)) return first;
  const pending = unpaidOf(contract, { invoices: [], ...first.about }).find((one) => one.collecting);
  return pending ? refuse('E8.2-i', 'presentation-pending', [], { document: pending.id }) : first;
}

/** E8.2-ii: whether the cure that was declared stands in the way: declared in time, or late where a late cure bars that party, unless LEGAL found it none. */
function isBarred(contract: Contract, breach: Breach): boolean {
  if (breach.declaredOn === undefined || breach.cured === false) return false;
  if (breach.declaredOn <= breach.lastCureDay) return true;
  const mode = parameter(contract, 'breach.lateCure');
  return mode === 'BARS_BOTH' || (mode === 'BARS_COMPANY_ONLY' && breach.from === 'COMPANY');
}

/** E8.2-ii: thirty days after deemed receipt, not cured. A cure bars the Company; against the Client the Company only contests (`breach.cureDispute`). */
function uncured(contract: Contract, breach: Breach): Opening | Refusal {
  const about = { ground: 'BREACH' as const, breach: breach.id, clause: breach.clause };
  if (isNotified(contract, breach.from, about)) return refuse('E8.2a', 'already-ending');
  if (!carries(contract, breach.channel)) return refuse('E8.2a', 'only-handed-over', [{ command: 'send-notice' }]);
  if (!isAcknowledged(contract, breach)) return refuse('E11.1b', 'not-acknowledged', [{ command: 'notify-breach' }]);
  if (breach.from === 'COMPANY' && isBarred(contract, breach))
    return breach.cured ? refuse('E8.2-ii', 'cured') : refuse('E8.2-ii', 'cure-undecided', [{ command: 'decide-cure' }]);
  return { from: breach.lastCureDay + 1, about };
}

/** E11.2b: a just cause by itself; where the terms give time to correct (`declarations.curePeriod`), it runs from receipt of the notice of suspension. */
function falseDeclaration(contract: Contract): Opening | Refusal {
  const about = { ground: 'DECLARATIONS' as const };
  const days = parameter(contract, 'declarations.curePeriod');
  if (days === 0) return { from: 0, about };
  const deemedOn = contract.suspensions?.find((one) => one.reason === 'DECLARATIONS')?.deemedOn;
  if (deemedOn === undefined) return refuse('E11.2b', 'declarations-not-notified', [{ command: 'suspend-for-declarations' }]);
  return { from: lastDayOf(contract, deemedOn, days) + 1, about };
}

/** Of several grounds, the one that opens first. */
function earliest(found: (Opening | Refusal)[]): Opening | Refusal | undefined {
  const openings = found.filter((one): one is Opening => !isRefusal(one)).sort((a, b) => a.from - b.from);
  return openings[0] ?? found[0];
}

/** E8.2a: whether a party has a termination on this ground already, sent or about to be. */
function isNotified(contract: Contract, from: Party, { ground: kind, breach }: NoticeSubject): boolean {
  const leaving = contract.notices?.map((one) => ({ from: one.from, ...one.about })) ?? [];
  return [...(contract.terminations ?? []), ...leaving].some((one) => one.from === from && one.ground === kind && one.breach === breach);
}

function ground(contract: Contract, { input }: CommandOf<'terminate-for-cause'>, from: Party): Opening | Refusal {
  const last = civilOf(lastDenunciationDay(contract));
  const offer = refuse('E8.2a', 'no-ground', [{ command: 'denounce', until: last }], { endsOn: civilOf(contract.term.endsOn), lastDay: last });
  const about = { ground: 'INSOLVENCY' as const, ...(input.basis ? { basis: input.basis } : {}) };
  switch (input.ground) {
    case 'NON_PAYMENT':
      return from === 'CLIENT' ? offer : nonPayment(contract);
    case 'DECLARATIONS':
      return from === 'CLIENT' ? offer : falseDeclaration(contract);
    case 'INSOLVENCY':
      return insolvencyGround(contract, from, input.basis) ?? { from: 0, about };
    case 'BREACH': {
      const breaches = (contract.breaches ?? []).filter((one) => one.from === from && (!input.breach || one.id === input.breach));
      const none = from === 'CLIENT' ? offer : refuse('E8.2-ii', 'no-breach-notice', [{ command: 'notify-breach' }]);
      return earliest(breaches.map((one) => uncured(contract, one))) ?? none;
    }
    default:
      return offer; // whatever else it may be for, there is no termination in mid-term without a just cause
  }
}

/** E8.2a: whether a termination may be sent now; the subject of its notice, or the refusal. A second ground may be notified beside the first. */
function mayTerminate(contract: Contract, command: CommandOf<'terminate-for-cause'>, from: Party, at: number): NoticeSubject | Refusal {
  if (!isRunning(contract)) return refuse('E8.2a', 'not-running');
  if (command.input.channel === 'HAND') return refuse('E8.2a', 'channel-not-enough', [{ command: 'terminate-for-cause' }]);
  const found = ground(contract, command, from);
  if (isRefusal(found)) return found;
  if (isNotified(contract, from, found.about)) return refuse('E8.2a', 'already-ending');
  const day = civilOf(found.from);
  if (parisDay(at) < found.from)
    return refuse(GROUND_UNDER[found.about.ground], 'cure-period-running', [{ command: 'terminate-for-cause', from: day }], { from: day });
  return { ...found.about, facts: command.input.facts };
}

/** The decided notice of a termination; contested where the Company says that it has cured (E8.2-ii). */
function decideTermination(contract: Contract, command: CommandOf<'terminate-for-cause'>, at: number): Fact[] | Refusal {
  const from = command.by.role === 'CLIENT_ADMIN' ? 'CLIENT' : 'COMPANY';
  const about = mayTerminate(contract, command, from, at);
  if (isRefusal(about)) return about;
  const notice = noticeId(contract, `termination/${from.toLowerCase()}/${civilOf(parisDay(at))}`);
  const decided = fact(
    'notice.decided',
    'E8.2a',
    at,
    { notice, code: 'TERMINATION_NOTICE', channel: command.input.channel, from, about },
    command.by,
  );
  if (from === 'CLIENT' && about.ground === 'INSOLVENCY' && !insolvencyOf(contract, 'COMPANY'))
    return [decided, openTask(contract, 'INSOLVENCY_GROUND', 'E8.2-iii', at, { by: command.by, about: notice })]; // what it says of the Company is on no record
  const breach = contract.breaches?.find((one) => one.id === about.breach);
  if (!breach || !isBarred(contract, breach) || parameter(contract, 'breach.cureDispute') === 'CLIENT_PREVAILS') return [decided];
  return [
    decided,
    fact('termination.contested', 'E8.2-ii', at, { breach: breach.id, notice }),
    openTask(contract, 'CONTESTED_TERMINATION', 'E8.2-ii', at, { about: notice }),
  ];
}

/** E8.2-i: the facts that follow the notice of withdrawal; an ended subscription comes back when its end is disproved (A12). */
export function withdrawal(contract: Contract, { replaces: notice }: NoticeSubject, at: number): Fact[] {
  const termination = contract.terminations?.find((one) => one.notice === notice);
  if (!termination?.fallen) return []; // withdrawn before: its notice is only sent again
  const withdrawn = fact('termination.withdrawn', 'E8.2-i', at, { notice: termination.notice, because: termination.fallen });
  return contract.state === 'ENDED' ? [fact('subscription.restored', 'E8.2-i', at, { because: 'DISPROVED' }), withdrawn] : [withdrawn];
}

/** A notice that was about to leave falls when nothing that it is about is still to be paid. */
function dropPaidNotices(contract: Contract): void {
  if (contract.notices) contract.notices = contract.notices.filter(({ about }) => about.ground !== 'NON_PAYMENT' || stillUnpaid(contract, about));
}

/** Whether a termination for non-payment can still fall: it has not yet, and nothing else ended the subscription before. */
const mayFall = ({ ended, state }: Contract, { ground: kind, fallen, cessationOn }: Termination): boolean =>
  kind === 'NON_PAYMENT' && !fallen && state !== 'DELETED' && (!ended || (ended.cause === 'TERMINATED_BY_COMPANY' && ended.on === cessationOn));

/** E8.2-i: full payment of the overdue principal, dated before the end of C, withdraws a termination for non-payment. */
function reviewTerminations(contract: Contract, at: number, because: 'PAID' | 'DECISION' = 'PAID'): void {
  dropPaidNotices(contract);
  for (const one of contract.terminations?.filter((termination) => isPaidUp(contract, termination, at)) ?? [])
    withdraw(contract, one, contract.state === 'ENDED' && because === 'PAID' ? 'DISPROVED' : because, at);
}

function isPaidUp(contract: Contract, termination: Termination, at: number): boolean {
  const { latePaidOn = 0 } = contract;
  const { cessationOn } = termination;
  if (!mayFall(contract, termination) || latePaidOn > cessationOn || parameter(contract, 'termination.curedDuringNotice') === 'MAINTAIN')
    return false;
  const on = Math.min(parisDay(at), cessationOn);
  return !contract.receivables.some((one) => isPrincipal(one) && isOverdue(contract, one, on));
}

/** Puts a termination in the place of those that are gone. */
const replace = (contract: Contract, gone: (one: Termination) => boolean, ...come: Termination[]): void => {
  contract.terminations = [...(contract.terminations ?? []).filter((one) => !gone(one)), ...come];
};

/** The termination falls; the notice that says so is on its way. */
function withdraw(contract: Contract, termination: Termination, because: NonNullable<Termination['fallen']>, at: number): void {
  const { notice } = termination;
  replace(contract, (one) => one.notice === notice, { ...termination, fallen: because });
  const about = { replaces: notice, because };
  const told = { notice: `withdrawn/${notice}`, code: 'TERMINATION_WITHDRAWN', channel: 'EMAIL', from: 'COMPANY', about, due: at } as const;
  contract.notices = [...(contract.notices ?? []), told];
}

/** E8.2-iii (L.622-21): a termination for debts that a judgment froze before it took effect falls with them. */
function fallOfFrozen(contract: Contract, at: number): void {
  const judgment = freezingJudgment(contract);
  if (judgment === undefined) return;
  dropPaidNotices(contract);
  const frozen = contract.terminations?.filter((one) => mayFall(contract, one) && one.cessationOn >= judgment && !stillUnpaid(contract, one));
  for (const one of frozen ?? []) withdraw(contract, one, 'FROZEN', at);
}

/** E8.2a: C: thirty days after deemed receipt; not beyond the term where the terms say so (`termination.beyondTerm`). */
export function noticeEnd(contract: Contract, deemedOn: Day): Day {
  const end = lastDayOf(contract, deemedOn, parameter(contract, 'termination.noticeDays'));
  return parameter(contract, 'termination.beyondTerm') === 'END_AT_E' ? Math.max(deemedOn, Math.min(end, contract.term.endsOn)) : end;
}

function recordTermination(contract: Contract, sent: { notice: string; from: 'CLIENT' | 'COMPANY'; deemedOn: string; about: NoticeSubject }): void {
  const { ground: kind, breach, replaces, invoices } = sent.about;
  if (!kind || kind === 'IP_OPTION') return; // which has its day without a notice period
  const isThis = (one: Termination): boolean => one.notice === sent.notice || one.notice === replaces;
  const contested = contract.terminations?.some((one) => isThis(one) && one.contested);
  const cessationOn = noticeEnd(contract, dayOf(sent.deemedOn));
  const termination: Termination = {
    notice: sent.notice,
    from: sent.from,
    ground: kind,
    ...(breach ? { breach } : {}),
    ...(invoices ? { invoices } : {}),
    cessationOn,
    ...(contested ? { contested: true } : {}),
  };
  replace(contract, isThis, termination);
}

/** E8.2a: the Company gives up a termination of its own, the earliest unless one is named; the client is told. */
function withdrawByDecision(contract: Contract, { input, by }: CommandOf<'withdraw-termination'>, at: number): Fact[] | Refusal {
  if (!isRunning(contract)) return refuse('E8.2a', 'not-running');
  const own = contract.terminations?.filter((one) => one.from === 'COMPANY' && !one.fallen && (!input.notice || one.notice === input.notice)) ?? [];
  const [termination] = own.sort((a, b) => a.cessationOn - b.cessationOn);
  if (!termination) return refuse('E8.2a', 'no-termination', [{ command: 'terminate-for-cause' }]);
  return withdrawnByDecision(termination.notice, 'E8.2a', by, at);
}

/** The facts of a withdrawal that a person decided: it counts at once, and its notice follows. */
export function withdrawnByDecision(notice: string, article: Article, by: Actor, at: number): Fact[] {
  const about = { replaces: notice, because: 'DECISION' as const };
  const told = { notice: `withdrawn/${notice}`, code: 'TERMINATION_WITHDRAWN', channel: 'EMAIL', from: 'COMPANY', about } as const;
  return [fact('termination.withdrawn', article, at, { notice, because: 'DECISION' }, by), fact('notice.decided', article, at, told, by)];
}

export const termination: Clause = {
  record: {
    'notice.sent': recordTermination,
    'notice.acknowledged': (contract, { notice, at }) => {
      const end = noticeEnd(contract, parisDay(momentOf(at)));
      if (parameter(contract, 'notice.earlyAck') === 'STARTS_PERIOD' && contract.terminations && !contract.ended)
        contract.terminations = contract.terminations.map((one) =>
          one.notice === notice ? { ...one, cessationOn: Math.min(one.cessationOn, end) } : one,
        );
    },
    'notice.bounced': (contract, { notice }) => {
      if (contract.state !== 'ENDED' && parameter(contract, 'notice.hardBounce') === 'VOID_AND_POST')
        replace(contract, (one) => one.notice === notice && !one.contested);
    },
    'termination.contested': (contract, { notice, breach }) =>
      replace(contract, (one) => one.notice === notice, { notice, breach, from: 'CLIENT', ground: 'BREACH', cessationOn: 0, contested: true }),
    'termination.withdrawn': (contract, { notice }) => {
      replace(contract, (one) => one.notice === notice);
      if (contract.notices) contract.notices = contract.notices.filter((one) => one.notice !== notice && one.about.replaces !== notice);
    },
    'insolvency.recorded': (contract, { at }) => fallOfFrozen(contract, momentOf(at)),
    'payment.settled': (contract, { at }) => reviewTerminations(contract, momentOf(at)),
    'payment.recorded': (contract, { at }) => reviewTerminations(contract, momentOf(at)),
    'credit-note.issued': (contract, { at }) => reviewTerminations(contract, momentOf(at)),
    'dispute.decided': (contract, { accepted, at }) => accepted && reviewTerminations(contract, momentOf(at), 'DECISION'),
  },
  decide: { 'terminate-for-cause': decideTermination, 'withdraw-termination': withdrawByDecision },
};
