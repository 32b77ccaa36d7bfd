/** CGUV 8.2: termination for just cause: a notice, thirty days, never without its ground and its cure period run out. */
import { type Day, civilOf, dayOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRefusal, isRunning, lastDayOf, noticeId, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import { lastDenunciationDay } from './denunciation.ts';
import { freezingJudgment, insolvencyGround, insolvencyOf } from './insolvency.ts';
import type { Actor, Article, Channel, Fact, NoticeSubject, Party, TerminationGround } from './facts.ts';
import { parameter } from './parameters.ts';
import { findReceivable, isOverdue, isOwed, isPrincipal } from './receivables.ts';
import type { Breach, Contract, DefaultCase, Termination } from './state.ts';
import { openTask } from './tasks.ts';

/** E8.2a: the channels that the text wants for the notice that precedes a termination. */
const carries = (contract: Contract, channel: Channel): boolean =>
  channel !== 'HAND' || parameter(contract, 'termination.noticeChannels') === 'ANY_FORMAL';

/** E11.1b (`notice.ackRequired`): an e-mail whose receipt nobody acknowledged may open no termination. */
const isAcknowledged = (contract: Contract, { channel, acknowledged }: { channel: Channel; acknowledged?: true }): boolean =>
  channel !== 'EMAIL' || acknowledged === true || !parameter(contract, 'notice.ackRequired');

/** Whether something that a notice lists is still to be paid. */
const stillUnpaid = (contract: Contract, { invoices = [] }: Pick<NoticeSubject, 'invoices'>): boolean =>
  invoices.some((id) => {
    const receivable = findReceivable(contract, id);
    return receivable !== undefined && isOwed(receivable);
  });

type Opening = { from: Day; about: NoticeSubject & { ground: TerminationGround } };

/** The entry of each ground. */
const GROUND_UNDER: Record<TerminationGround, Article> = {
  NON_PAYMENT: 'E8.2-i',
  BREACH: 'E8.2-ii',
  DECLARATIONS: 'E11.2b',
  IP_OPTION: 'E10.1b',
  INSOLVENCY: 'E8.2-iii',
};

/** E8.2-i: when a case opens termination for non-payment. */
function openingOf(contract: Contract, one: DefaultCase): Day | undefined {
  const days = one.sent.filter((sent) => carries(contract, sent.channel) && isAcknowledged(contract, sent)).map((sent) => sent.lastCureDay + 1);
  return days.length > 0 ? Math.min(...days) : undefined;
}

/** E8.2-i: debts of earlier terms of the same subscription count, unless the terms look at the running one alone (`termination.debtScope`). */
const isInScope = (contract: Contract, { invoices }: DefaultCase): boolean =>
  parameter(contract, 'termination.debtScope') === 'INCLUDING_RENEWALS' ||
  invoices.some((id) => findReceivable(contract, id)?.term === contract.term.number);

/** E8.2-i: the notified principal must still be unpaid, ten full days after deemed receipt of the notice. */
export function nonPayment(contract: Contract): Opening | Refusal {
  const cases = (contract.cases ?? []).filter((one) => one.sent.length > 0 && stillUnpaid(contract, one) && isInScope(contract, one));
  if (cases.length === 0) return refuse('E8.2-i', 'no-default-notice', [{ command: 'send-notice' }]);
  const openings = cases.flatMap((one) => {
    const from = openingOf(contract, one);
    return from === undefined ? [] : [{ from, about: { ground: 'NON_PAYMENT' as const, invoices: one.invoices } }];
  });
  const first = openings.sort((a, b) => a.from - b.from)[0];
  if (!first && cases.some((one) => one.sent.some((sent) => !isAcknowledged(contract, sent))))
    return refuse('E11.1b', 'not-acknowledged', [{ command: 'send-notice' }]);
  if (!first) return refuse('E8.2a', 'only-handed-over', [{ command: 'send-notice' }]);
  const pending = first.about.invoices.find((id) => findReceivable(contract, id)?.collecting);
  return pending ? refuse('E8.2-i', 'presentation-pending', [], { document: pending }) : first;
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
  if (!carries(contract, breach.channel)) return refuse('E8.2a', 'only-handed-over', [{ command: 'send-notice' }]);
  if (!isAcknowledged(contract, breach)) return refuse('E11.1b', 'not-acknowledged', [{ command: 'notify-breach' }]);
  if (breach.from === 'COMPANY' && isBarred(contract, breach))
    return breach.cured ? refuse('E8.2-ii', 'cured') : refuse('E8.2-ii', 'cure-undecided', [{ command: 'decide-cure' }]);
  return { from: breach.lastCureDay + 1, about: { ground: 'BREACH', breach: breach.id, clause: breach.clause } };
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
  const sent = contract.terminations?.filter((one) => !one.fallen) ?? [];
  const leaving = contract.notices?.filter((one) => one.code === 'TERMINATION_NOTICE').map((one) => ({ from: one.from, ...one.about })) ?? [];
  return [...sent, ...leaving].some((one) => one.from === from && one.ground === kind && one.breach === breach);
}

function ground(contract: Contract, { input, by }: CommandOf<'terminate-for-cause'>): Opening | Refusal {
  const client = by.role === 'CLIENT_ADMIN';
  const last = lastDenunciationDay(contract);
  const offer = refuse('E8.2a', 'no-ground', [{ command: 'denounce', until: civilOf(last) }], {
    endsOn: civilOf(contract.term.endsOn),
    lastDay: civilOf(last),
  });
  if (input.ground === 'NON_PAYMENT') return client ? offer : nonPayment(contract);
  if (input.ground === 'DECLARATIONS') return client ? offer : falseDeclaration(contract);
  if (input.ground === 'INSOLVENCY')
    return (
      insolvencyGround(contract, client ? 'CLIENT' : 'COMPANY', input.basis) ?? {
        from: 0,
        about: { ground: 'INSOLVENCY', ...(input.basis ? { basis: input.basis } : {}) },
      }
    );
  if (input.ground !== 'BREACH') return offer;
  const own = contract.breaches?.filter((one) => one.from === (client ? 'CLIENT' : 'COMPANY') && (!input.breach || one.id === input.breach));
  const free = own?.filter((one) => !isNotified(contract, one.from, { ground: 'BREACH', breach: one.id }));
  if (own?.length && free?.length === 0) return refuse('E8.2a', 'already-ending');
  const found = earliest((free ?? []).map((one) => uncured(contract, one)));
  return found ?? (client ? offer : refuse('E8.2-ii', 'no-breach-notice', [{ command: 'notify-breach' }]));
}

/** E8.2a: whether a termination may be sent now; the subject of its notice, or the refusal. A second ground may be notified beside the first. */
function mayTerminate(contract: Contract, command: CommandOf<'terminate-for-cause'>, at: number): NoticeSubject | Refusal {
  if (!isRunning(contract)) return refuse('E8.2a', 'not-running');
  if (command.input.channel === 'HAND') return refuse('E8.2a', 'channel-not-enough', [{ command: 'terminate-for-cause' }]);
  const found = ground(contract, command);
  if (isRefusal(found)) return found;
  if (isNotified(contract, command.by.role === 'CLIENT_ADMIN' ? 'CLIENT' : 'COMPANY', found.about)) return refuse('E8.2a', 'already-ending');
  if (parisDay(at) < found.from)
    return refuse(GROUND_UNDER[found.about.ground], 'cure-period-running', [{ command: 'terminate-for-cause', from: civilOf(found.from) }], {
      from: civilOf(found.from),
    });
  return { ...found.about, facts: command.input.facts };
}

/** The decided notice of a termination; contested where the Company says that it has cured (E8.2-ii). */
function decideTermination(contract: Contract, command: CommandOf<'terminate-for-cause'>, at: number): Fact[] | Refusal {
  const about = mayTerminate(contract, command, at);
  if (isRefusal(about)) return about;
  const from = command.by.role === 'CLIENT_ADMIN' ? ('CLIENT' as const) : ('COMPANY' as const);
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
  const prevails = from === 'COMPANY' || parameter(contract, 'breach.cureDispute') === 'CLIENT_PREVAILS';
  if (prevails || !breach || !isBarred(contract, breach)) return [decided];
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
  if (contract.notices)
    contract.notices = contract.notices.filter(
      (one) => one.code !== 'TERMINATION_NOTICE' || one.about.ground !== 'NON_PAYMENT' || stillUnpaid(contract, one.about),
    );
}

/** E8.2-i: full payment of the overdue principal, dated before the end of C, withdraws a termination for non-payment. */
function reviewTerminations(contract: Contract, at: number, because: 'PAID' | 'DECISION' = 'PAID'): void {
  dropPaidNotices(contract);
  for (const one of contract.terminations ?? [])
    if (isPaidUp(contract, one, at)) withdraw(contract, one, contract.state === 'ENDED' && because === 'PAID' ? 'DISPROVED' : because, at);
}

function isPaidUp(contract: Contract, { ground: kind, fallen, cessationOn }: Termination, at: number): boolean {
  const { ended, state, latePaidOn = 0 } = contract;
  if (kind === 'NON_PAYMENT' && parameter(contract, 'termination.curedDuringNotice') === 'MAINTAIN') return false;
  if (kind !== 'NON_PAYMENT' || fallen || state === 'DELETED' || latePaidOn > cessationOn) return false;
  if (ended && (ended.cause !== 'TERMINATED_BY_COMPANY' || ended.on !== cessationOn)) return false; // something else ended it before
  const on = Math.min(parisDay(at), cessationOn);
  return !contract.receivables.some((one) => isPrincipal(one) && isOverdue(contract, one, on));
}

/** The termination falls; the notice that says so is on its way. */
function withdraw(contract: Contract, { notice }: Termination, because: NonNullable<Termination['fallen']>, at: number): void {
  contract.terminations = contract.terminations?.map((one) => (one.notice === notice ? { ...one, fallen: because } : one)) ?? [];
  const about = { replaces: notice, because };
  const told = { notice: `withdrawn/${notice}`, code: 'TERMINATION_WITHDRAWN', channel: 'EMAIL', from: 'COMPANY', about, due: at } as const;
  contract.notices = [...(contract.notices ?? []), told];
}

/** E8.2-iii (L.622-21): a termination for debts that a judgment froze before it took effect falls with them. */
function fallOfFrozen(contract: Contract, at: number): void {
  const judgment = freezingJudgment(contract);
  if (judgment === undefined) return;
  dropPaidNotices(contract);
  for (const one of contract.terminations ?? []) {
    const { ended } = contract;
    if (one.ground !== 'NON_PAYMENT' || one.fallen || one.cessationOn < judgment || stillUnpaid(contract, one)) continue;
    if (ended && (ended.cause !== 'TERMINATED_BY_COMPANY' || ended.on !== one.cessationOn)) continue;
    if (contract.state !== 'DELETED') withdraw(contract, one, 'FROZEN', at);
  }
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
  contract.terminations = [...(contract.terminations ?? []).filter((one) => !isThis(one)), termination];
}

const forget = (contract: Contract, gone: (one: Termination) => boolean): void => {
  contract.terminations = (contract.terminations ?? []).filter((one) => !gone(one));
};

/** E8.2a: the Company gives up a termination of its own, sent or about to be; the client is told. */
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
    'notice.sent': (contract, sent) => {
      if (sent.code === 'TERMINATION_NOTICE') recordTermination(contract, sent);
    },
    'notice.acknowledged': (contract, { notice, at }) => {
      const end = lastDayOf(contract, parisDay(momentOf(at)), parameter(contract, 'termination.noticeDays'));
      if (parameter(contract, 'notice.earlyAck') === 'STARTS_PERIOD' && contract.terminations && !contract.ended)
        contract.terminations = contract.terminations.map((one) =>
          one.notice === notice && end < one.cessationOn ? { ...one, cessationOn: end } : one,
        );
    },
    'notice.bounced': (contract, { notice }) => {
      if (contract.state !== 'ENDED' && parameter(contract, 'notice.hardBounce') === 'VOID_AND_POST')
        forget(contract, (one) => one.notice === notice && !one.contested);
    },
    'termination.contested': (contract, { notice, breach }) => {
      forget(contract, (one) => one.notice === notice);
      const contested: Termination = { notice, breach, from: 'CLIENT', ground: 'BREACH', cessationOn: 0, contested: true };
      contract.terminations = [...(contract.terminations ?? []), contested];
    },
    'termination.withdrawn': (contract, { notice }) => {
      forget(contract, (one) => one.notice === notice);
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
