/** CGUV 8.3 (a): a missed due date, reminded, notified and left ten full days, suspends access. */
import { type Day, civilOf, dayOf, instantOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRunning, lastDayOf, refuse, sendHour, acknowledgedOn } from './clause.ts';
import type { Command, CommandOf, CommandType, Refusal } from './commands.ts';
import type { Duty } from './duties.ts';
import type { Allocation, Article, Channel, Fact, NoticeSubject, SuspensionReason } from './facts.ts';
import { parameter } from './parameters.ts';
import { baseOf, change, findReceivable, inPayingOrder, isAtRest, isOverdue, isOwed, openCents, triggersSuspension } from './receivables.ts';
import type { Contract, DefaultCase, NoticeDue, Receivable, Suspension } from './state.ts';
import { hasOpenTask } from './tasks.ts';

/** The last day on which a default notice received on a day can be cured, until 24:00 (E8.3a). */
export const lastCureDay = (contract: Contract, deemedOn: Day): Day => lastDayOf(contract, deemedOn, parameter(contract, 'default.cureDays'));

/** The id of the notice that tells of a suspension. */
export const suspensionNotice = ({ reason, case: defaultCase, since, notice }: Suspension): string =>
  notice ?? `suspension/${reason}/${defaultCase}/${civilOf(since)}`;

/** The entry under which each reason suspends. */
export const SUSPENDED_UNDER: Record<SuspensionReason, Article> = { PAYMENT: 'E8.3a', EMAILING: 'E8.2-ii-m', DECLARATIONS: 'E11.2b' };

/** Whether a suspension closes the product; e-mailing alone may be closed (E8.2-ii-m). */
export const closesProduct = ({ scope }: Suspension): boolean => scope !== 'EMAILING_ONLY';

export const paymentSuspension = (contract: Contract) => contract.suspensions?.find((one) => one.reason === 'PAYMENT');

/** E8.1b (`renewal.whileSuspended`): the Price of a term that began while access was suspended for payment is not invoiced until it comes back. */
export const holdsInvoice = (contract: Contract, termStartsOn: Day): boolean => {
  const suspended = paymentSuspension(contract);
  return suspended !== undefined && suspended.since < termStartsOn && parameter(contract, 'renewal.whileSuspended') === 'HOLD_INVOICE';
};

/** A step counted in days from the due date comes when the document is overdue at the earliest; it waits while a presentation is pending, and then for the day after its result. */
function stepDay(contract: Contract, receivable: Receivable, days: number): Day | undefined {
  if (receivable.collecting || isAtRest(receivable) || !isOwed(receivable)) return undefined;
  return Math.max(baseOf(contract, receivable) + Math.max(1, days), receivable.waitUntil ?? 0);
}

/** Documents of a case that still keep it open: those unpaid, save what LEGAL found not due as it stands, and what proceedings froze. */
export const unpaidOf = (contract: Contract, one: Pick<DefaultCase, 'invoices'>): Receivable[] =>
  one.invoices.flatMap((id) => {
    const receivable = findReceivable(contract, id);
    return receivable && isOwed(receivable) ? [receivable] : [];
  });

/** E8.3a: the day on whose first instant a case suspends, or undefined while it may not. */
export function suspensionDay(contract: Contract, one: DefaultCase): Day | undefined {
  const unpaid = unpaidOf(contract, one);
  if (one.sent.length === 0 || one.spared) return undefined;
  const cure = Math.min(...one.sent.map((sent) => sent.lastCureDay));
  const deemedOn = Math.min(...one.sent.map((sent) => sent.deemedOn));
  const from = parameter(contract, 'suspension.timing') === 'FROM_DEEMED_RECEIPT' ? deemedOn : cure + 1;
  const days = unpaid.flatMap((receivable) => {
    const held = receivable.dispute && receivable.dispute.openedOn <= cure && parameter(contract, 'suspension.disputeHolds');
    if (held || receivable.collecting) return [];
    const afterDispute = receivable.disputeEndedOn === undefined ? 0 : receivable.disputeEndedOn + 1;
    return [Math.max(from, receivable.waitUntil ?? 0, afterDispute)];
  });
  if (days.length === 0) return undefined;
  return Math.max(Math.min(...days), contract.heldUntil === undefined ? 0 : contract.heldUntil + 1);
}

/** Why no default opens anything: what was notified is frozen (E8.2-iii), or nothing that is unpaid was. */
export function noDefault(contract: Contract, article: Article): Refusal {
  const frozen = contract.receivables.find((one) => one.notified && one.frozen !== undefined);
  if (frozen) return refuse('E8.2-iii', 'frozen', [], { document: frozen.number });
  return refuse(article, 'no-default-notice', [{ command: 'send-notice' }]);
}

/** The documents that a default notice sent on a day lists: every principal then overdue and not notified yet. */
const toNotify = (contract: Contract, on: Day): Receivable[] =>
  contract.receivables.filter(
    (one) => triggersSuspension(contract, one) && !one.notified && !one.collecting && !isAtRest(one) && isOverdue(contract, one, on),
  );

function pushReminders(contract: Contract, due: Duty[]): void {
  for (const receivable of contract.receivables) {
    const courtesy = receivable.courtesy ? undefined : stepDay(contract, receivable, parameter(contract, 'dunning.courtesyDays'));
    if (courtesy !== undefined)
      due.push({
        id: `remind/${receivable.id}/courtesy/${civilOf(courtesy)}`,
        action: 'invoice.remind',
        due: sendHour(contract, courtesy),
        article: 'E8.3a',
        ref: receivable.id,
      });
    const notice = stepDay(contract, receivable, parameter(contract, 'dunning.defaultNoticeDays'));
    if (notice === undefined || receivable.notified) continue;
    if (triggersSuspension(contract, receivable)) pushDefaultNotice(contract, receivable, notice, due);
    else if (!receivable.asked && receivable.presentOn === undefined)
      due.push({
        id: `task/other-debt/${receivable.id}/${civilOf(baseOf(contract, receivable))}`,
        action: 'task.open',
        due: sendHour(contract, notice),
        article: 'E8.3a',
        ref: `OTHER_DEBT:${receivable.id}`,
      });
  }
}

function pushDefaultNotice(contract: Contract, receivable: Receivable, day: Day, due: Duty[]): void {
  if (contract.notices?.some((one) => one.about.invoices?.includes(receivable.id))) return; // it is about to leave
  const id = `default/${receivable.id}/${civilOf(baseOf(contract, receivable))}`;
  if (contract.cases?.some((one) => one.sent.some(({ notice }) => notice === id))) return; // it left: the document came back late (A12)
  const at = sendHour(contract, day);
  if (contract.noticeChannel !== 'HAND') due.push({ id: `notice/${id}`, action: 'notice.send', due: at, article: 'E8.3a', ref: id });
  else if (!hasOpenTask(contract, 'HAND_NOTICE'))
    due.push({ id: `task/hand/${id}/${civilOf(day)}`, action: 'task.open', due: at, article: 'E11.1a', ref: 'HAND_NOTICE:DEFAULT_NOTICE' });
}

/** E8.3a: what a default notice sent now is about. */
export const defaultSubject = (contract: Contract, on: Day): { invoices: string[] } => ({
  invoices: inPayingOrder(contract, toNotify(contract, on)).map((one) => one.id),
});

/** Adds a sending to its case: a new case, or one more channel of the case that lists the same documents. */
function recordDefaultNotice(contract: Contract, notice: string, sent: { channel: Channel; deemedOn: Day }, about: NoticeSubject): void {
  const ids = about.invoices ?? [];
  const again = about.replaces;
  const entry = { notice, ...sent, lastCureDay: lastCureDay(contract, sent.deemedOn) }; // a period that runs never changes (A13)
  if (contract.cases?.some((one) => one.sent.some((before) => before.notice === notice))) return;
  if (again && contract.cases?.some((one) => one.id === again)) {
    contract.cases = contract.cases.map((one) => (one.id === again ? { ...one, sent: [...one.sent, entry] } : one));
    return;
  }
  for (const id of ids) change(contract, id, () => ({ notified: notice, ...(id === ids[0] ? { firstOfCase: true } : {}) }));
  contract.cases = [...(contract.cases ?? []), { id: notice, invoices: ids, sent: [entry] }];
}

/** E11.1a: the task of a notice by hand is done once nothing overdue is left to notify. */
function closeHandTask(contract: Contract, on: Day): void {
  if (!contract.receivables.some((one) => triggersSuspension(contract, one) && !one.notified && isOverdue(contract, one, on)))
    contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'HAND_NOTICE');
}

/** A10: what to do about a debt is not asked once it is paid, or frozen (E8.2-iii). */
function closeDebtTasks(contract: Contract): void {
  const asksFor = contract.receivables.filter((one) => openCents(one) > 0 && one.frozen === undefined).map(({ id }) => id);
  if (contract.tasks) contract.tasks = contract.tasks.filter((one) => one.kind !== 'OTHER_DEBT' || asksFor.includes(one.about ?? ''));
}

/** Seen on a day: cases whose documents are all paid are closed, and a notice that was about to leave names only what is still open. */
export function closeCuredCases(contract: Contract, on: Day): void {
  closeHandTask(contract, on);
  closeDebtTasks(contract);
  if (contract.notices)
    contract.notices = contract.notices.flatMap((one) => {
      if (one.code !== 'DEFAULT_NOTICE') return [one];
      const invoices = unpaidOf(contract, { invoices: one.about.invoices ?? [] }).map((receivable) => receivable.id);
      return invoices.length > 0 ? [{ ...one, about: { ...one.about, invoices } }] : [];
    });
  if (!contract.cases) return;
  const open = contract.cases.filter((one) => unpaidOf(contract, one).length > 0);
  if (contract.tasks) contract.tasks = contract.tasks.filter((one) => one.kind !== 'SUSPENSION' || open.some(({ id }) => id === one.about));
  contract.cases = open;
}

/** A12: the default notices all of whose documents a payment shows to have been paid, and the day by which they were. */
export function paidDefaults(contract: Contract, allocations: Allocation[], orderedOn: Day): { notice: string; paidOn: Day }[] {
  return (contract.cases ?? []).flatMap((one) => {
    const days = one.invoices.map((id) => {
      const receivable = findReceivable(contract, id);
      const part = allocations.find(({ document }) => document === id);
      const paid: [Day, number][] = [...(receivable?.paid ?? []), ...(part ? [[orderedOn, part.cents] as [Day, number]] : [])];
      const whole = receivable !== undefined && paid.reduce((sum, [, cents]) => sum + cents, 0) >= receivable.gross;
      return whole ? Math.max(...paid.map(([day]) => day)) : Number.POSITIVE_INFINITY;
    });
    const paidOn = Math.max(...days);
    return Number.isFinite(paidOn) ? one.sent.map(({ notice }) => ({ notice, paidOn })) : [];
  });
}

/** E8.3a: where the terms leave it to a person (`suspension.mode`), LEGAL or BILLING is asked once the case may suspend; silence suspends nothing. */
function pushQuestion(contract: Contract, { id, asked }: DefaultCase, day: Day, due: Duty[]): void {
  if (!asked)
    due.push({
      id: `task/suspend/${id}/${civilOf(day)}`,
      action: 'task.open',
      due: sendHour(contract, day),
      article: 'E8.3a',
      ref: `SUSPENSION:${id}`,
    });
}

/** E8.3a: the person who may suspend does so, on a case whose cure days are over. */
function suspend(contract: Contract, { by }: CommandOf<'suspend'>, at: number): Fact[] | Refusal {
  if (!isRunning(contract)) return refuse('E8.3a', 'not-running');
  if (paymentSuspension(contract)) return refuse('E8.3a', 'already-suspended', [{ command: 'lift-suspension' }]);
  if (parameter(contract, 'suspension.mode') === 'AUTOMATIC') return refuse('E8.3a', 'suspends-by-itself', [{ command: 'hold-suspension' }]);
  const ripe = (contract.cases ?? [])
    .flatMap((one) => {
      const day = suspensionDay(contract, one);
      return day === undefined ? [] : [{ id: one.id, day }];
    })
    .sort((a, b) => a.day - b.day)[0];
  if (!ripe) return refuse('E8.3a', 'nothing-overdue');
  const from = civilOf(ripe.day);
  if (parisDay(at) < ripe.day) return refuse('E8.3a', 'cure-period-running', [{ command: 'suspend', from }], { from });
  return [fact('suspension.applied', 'E8.3a', at, { reason: 'PAYMENT', defaultCase: ripe.id }, by)];
}

/** What a client suspended for non-payment cannot do where the terms leave it payment only; what the law and the text keep open stays open. */
const CLOSED_TO_DEBTORS: readonly CommandType[] = ['choose-formula', 'cancel-formula-choice', 'withdraw-denunciation', 'open-complaint'];

/** E8.3a: the client space while suspended for non-payment (`suspension.clientSpace`). */
export function payOnly(contract: Contract, { type, by }: Command): Refusal | undefined {
  if (!paymentSuspension(contract) || parameter(contract, 'suspension.clientSpace') === 'OPEN') return undefined;
  if (!by.role.startsWith('CLIENT') || !CLOSED_TO_DEBTORS.includes(type)) return undefined;
  return refuse('E8.3a', 'pay-only', [{ command: 'pay-now' }, { command: 'payment-methods' }]);
}

export const suspension: Clause = {
  duties(contract, due) {
    if (!isRunning(contract)) {
      // E8.4a: after the end recovery is manual, unless the terms let the reminders go on
      if (contract.state === 'ENDED' && parameter(contract, 'debts.afterEnd') === 'FULL_DUNNING') pushReminders(contract, due);
      return;
    }
    pushReminders(contract, due);
    if (paymentSuspension(contract)) return;
    for (const one of contract.cases ?? []) {
      const day = suspensionDay(contract, one);
      if (day === undefined) continue;
      if (parameter(contract, 'suspension.mode') === 'COMMAND') pushQuestion(contract, one, day, due);
      else due.push({ id: `suspend/${one.id}/${civilOf(day)}`, action: 'suspension.apply', due: instantOf(day), article: 'E8.3a', ref: one.id });
    }
  },
  fulfil: {
    'suspension.apply': (_contract, duty, _answer, at) => [
      fact('suspension.applied', 'E8.3a', at, { reason: 'PAYMENT', defaultCase: duty.ref ?? null }),
    ],
  },
  record: {
    'notice.sent': (contract, sent) => {
      if (sent.code !== 'DEFAULT_NOTICE') return;
      recordDefaultNotice(contract, sent.notice, { channel: sent.channel, deemedOn: dayOf(sent.deemedOn) }, sent.about);
      closeHandTask(contract, dayOf(sent.sentOn));
    },
    'notice.acknowledged': (contract, { notice, at }) => {
      contract.cases = (contract.cases ?? []).map((one) => ({
        ...one,
        sent: one.sent.map((sent) => {
          if (sent.notice !== notice) return sent;
          const deemedOn = acknowledgedOn(contract, sent.deemedOn, parisDay(momentOf(at)));
          return { ...sent, acknowledged: true, ...(deemedOn < sent.deemedOn ? { deemedOn, lastCureDay: lastCureDay(contract, deemedOn) } : {}) };
        }),
      }));
    },
    'notice.bounced': (contract, { notice }) => {
      if (!contract.cases || parameter(contract, 'notice.hardBounce') === 'STANDS') return;
      contract.cases = contract.cases.map((one) => ({ ...one, sent: one.sent.filter((sent) => sent.notice !== notice) }));
    },
    'suspension.applied': (contract, applied) => {
      const { reason, scope, notice } = applied;
      if (reason === 'PAYMENT' && contract.tasks) contract.tasks = contract.tasks.filter((one) => one.kind !== 'SUSPENSION');
      const standing = contract.suspensions?.find((one) => one.reason === reason);
      if (standing && standing.scope === scope) return;
      const at = momentOf(applied.at);
      const since = parisDay(at);
      const suspended: Suspension = {
        ...{ reason, since, at },
        ...(applied.defaultCase ? { case: applied.defaultCase } : {}),
        ...(scope ? { scope } : {}),
        ...(notice ? { notice } : {}),
      };
      contract.suspensions = [...(contract.suspensions ?? []).filter((one) => one !== standing), suspended];
      if (closesProduct(suspended)) contract.state = 'SUSPENDED';
      if (notice) return; // a person decided on it with the suspension
      const about = { reason };
      const due: NoticeDue = {
        notice: suspensionNotice(suspended),
        code: 'SUSPENSION_NOTICE',
        channel: formalChannel(contract),
        from: 'COMPANY',
        about,
        due: typeof applied.by === 'string' ? sendHour(contract, since) : at, // what a person decides leaves at once (A12)
      };
      contract.notices = [...(contract.notices ?? []), due];
    },
    'task.opened': (contract, { kind, about }) => {
      if (kind === 'SUSPENSION') contract.cases = (contract.cases ?? []).map((one) => (one.id === about ? { ...one, asked: true } : one));
    },
    'suspension.held': (contract, held) => {
      contract.heldUntil = dayOf(held.until);
    },
  },
  decide: {
    suspend,
    'hold-suspension': (contract, { input, by }, at) => {
      if (paymentSuspension(contract)) return refuse('E8.3a', 'already-suspended', [{ command: 'lift-suspension' }]);
      if (!isRunning(contract)) return refuse('E8.3a', 'not-running');
      if (dayOf(input.until) < parisDay(at)) return refuse('E8.3a', 'day-is-past');
      return [fact('suspension.held', 'E8.3a', at, { until: input.until, reason: input.reason }, by)];
    },
  },
};

/** The channel of a formal notice that the software sends by itself: by hand needs a person, so e-mail goes then. */
export const formalChannel = (contract: Contract): Channel => (contract.noticeChannel === 'HAND' ? 'EMAIL' : contract.noticeChannel);
