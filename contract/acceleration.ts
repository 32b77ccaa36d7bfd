/** CGUV 8.3 (b): the sums due for the Services declared immediately payable once a notified default has stood its cure days. */
import { type Day, type Moment, civilOf, dayOf, instantOf, momentOf, parisDay } from './calendar.ts';
import { cessationOf } from './cessation.ts';
import { type Clause, fact, isRefusal, isRunning, noticeId, refuse, sendingTime } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { Duty } from './duties.ts';
import type { Fact, FactOf } from './facts.ts';
import { creditOf } from './arrears.ts';
import { instalmentDay, invoice } from './invoicing.ts';
import { slice } from './money.ts';
import { parameter } from './parameters.ts';
import { change, findReceivable, isPrincipal, openCents } from './receivables.ts';
import { dropFees } from './rejection-fees.ts';
import type { Acceleration, Contract, DefaultCase, Receivable } from './state.ts';
import { formalChannel, noDefault, unpaidOf } from './suspension.ts';

/** Instalments by their order, the first and the last. */
type Instalments = { from: number; to: number; netCents: number };

/** E8.3b, E8.2c: the instalments of the running term that are not invoiced yet and that a day of cessation does not put out of reach. */
export function instalmentsLeft({ term, price, ...contract }: Contract): Instalments | undefined {
  if (!price) return undefined;
  const end = cessationOf({ ...contract, term, price }) ?? term.endsOn;
  const from = term.issued + 1;
  let to = term.issued;
  let netCents = 0;
  while (to < price.instalments && instalmentDay({ ...contract, term, price }, to + 1) <= end)
    netCents += slice(price.netCents, price.instalments, ++to);
  return to < from ? undefined : { from, to, netCents };
}

/** E8.3b: what falls due with the declaration: open Price documents whose due date is still ahead. */
const stillAhead = (contract: Contract, term: number, on: Day): Receivable[] =>
  contract.receivables.filter((one) => isPrincipal(one) && one.term <= term && one.dueOn > on && one.frozen === undefined);

/** What an acceleration makes due on its day. */
export function accelerated(contract: Contract, { term, on }: Pick<Acceleration, 'term' | 'on'>) {
  return { documents: stillAhead(contract, term, on), instalments: term === contract.term.number ? instalmentsLeft(contract) : undefined };
}

/** Whether an acceleration that is about to take effect has something to invoice. */
export const accelerationInvoices = (contract: Contract): boolean =>
  contract.acceleration !== undefined && accelerated(contract, contract.acceleration).instalments !== undefined;

type Ready = { from: Day; case: DefaultCase };

/** E8.3b: a notified default that still stands, from the day after its last cure day; by any formal channel. */
function ready(contract: Contract): Ready | Refusal {
  const open = (contract.cases ?? []).filter((one) => one.sent.length > 0 && unpaidOf(contract, one).length > 0);
  const [first] = open
    .map((one): Ready => ({ case: one, from: Math.min(...one.sent.map((sent) => sent.lastCureDay)) + 1 }))
    .sort((a, b) => a.from - b.from);
  if (!first) return noDefault(contract, 'E8.3b');
  const pending = unpaidOf(contract, first.case).find((one) => one.collecting);
  return pending ? refuse('E8.3b', 'presentation-pending', [], { document: pending.number }) : first;
}

/** E8.3b: refused before the day after the last cure day. */
function mayAccelerate(contract: Contract, at: Moment): Ready | Refusal {
  if (!isRunning(contract)) return refuse('E8.3b', 'not-running');
  const found = ready(contract);
  if (isRefusal(found) || parisDay(at) >= found.from) return found;
  const from = civilOf(found.from);
  return refuse('E8.3b', 'cure-period-running', [{ command: 'declare-acceleration', from }], { from });
}

function declare(contract: Contract, { input, by }: CommandOf<'declare-acceleration'>, at: Moment): Fact[] | Refusal {
  const found = mayAccelerate(contract, at);
  if (isRefusal(found)) return found;
  const { acceleration, term } = contract;
  const waits = contract.notices?.some((one) => one.code === 'ACCELERATION_NOTICE');
  if (waits || (acceleration?.term === term.number && !(acceleration.done && instalmentsLeft(contract))))
    return refuse('E8.3b', 'already-accelerated');
  const channel = input.channel ?? formalChannel(contract);
  if (channel === 'HAND') return refuse('E11.1a', 'signed-receipt-missing', [{ command: 'declare-acceleration' }]);
  const about = { invoices: found.case.invoices, term: term.number, ...(input.facts ? { facts: input.facts } : {}) };
  const notice = noticeId(contract, `acceleration/T${term.number}/${civilOf(parisDay(at))}`);
  return [fact('notice.decided', 'E8.3b', at, { notice, code: 'ACCELERATION_NOTICE', channel, from: 'COMPANY', about }, by)];
}

/** E8.3b: its day is that of deemed receipt, or of sending (`acceleration.dueOn`). */
export const accelerationDay = (contract: Contract, { sentOn, deemedOn }: { sentOn: Day; deemedOn: Day }): Day =>
  parameter(contract, 'acceleration.dueOn') === 'SENDING' ? sentOn : deemedOn;

const invoiceId = ({ term, on }: Acceleration): string => `T${term}/A/${civilOf(on)}`;

/** E8.3b: on its day the open invoices fall due, and the instalments left are invoiced at once. */
function accelerate(contract: Contract, acceleration: Acceleration, answer: { number: string | null; vatRate: number }, at: Moment): Fact[] {
  const { documents, instalments } = accelerated(contract, acceleration);
  const on = civilOf(acceleration.on);
  const facts = [
    fact('debts.accelerated', 'E8.3b', at, {
      ...{ notice: acceleration.notice, term: acceleration.term, on, documents: documents.map((one) => one.id) },
      instalments: instalments ? { from: instalments.from, to: instalments.to } : null,
    }),
  ];
  if (!instalments || answer.number === null) return facts;
  const what = { id: invoiceId(acceleration), kind: 'ACCELERATED' as const, netCents: instalments.netCents, termDays: 0, dueOn: acceleration.on };
  return [...facts, invoice(contract, what, { number: answer.number, vatRate: answer.vatRate }, { at, sendAt: sendingTime(contract, at) })];
}

/** Whether a document still carries a declaration: not where LEGAL found it not due (E8.3a), nor where a judgment came first: it makes nothing payable (E8.2-iii). */
const carries = ({ on }: Acceleration, one: Receivable): boolean => !one.dispute?.accepted && (one.frozen === undefined || one.frozen >= on);

/** A12: whether a notified default still carries the declaration, or was proved by something paid too late; a judgment that came first lets neither count. */
function review(contract: Contract, at: Moment): void {
  const { acceleration } = contract;
  if (!acceleration) return;
  const late = acceleration.invoices.flatMap((id) => {
    const one = findReceivable(contract, id); // paid where it is gone, and seen below when it was
    const inTime = one?.paid.reduce((sum, [day, cents]) => sum + (day <= acceleration.lastCureDay ? cents : 0), 0) ?? 0;
    return one && inTime < one.gross ? [one] : [];
  });
  const proved = acceleration.proved || late.some((one) => openCents(one) <= 0);
  const barred = late.some((one) => one.frozen !== undefined);
  if (proved) contract.acceleration = { ...acceleration, proved };
  if (!late.some((one) => carries(acceleration, one)) && (barred || !proved)) undo(contract, acceleration, at);
}

/** E8.2b: what the credit of the days not used is set against had not been paid. */
function proveByCredit(contract: Contract, { cause, allocations }: FactOf<'credit-note.issued'>): void {
  const { acceleration } = contract;
  if (acceleration && cause === 'UNUSED_DAYS' && allocations.some(({ document }) => acceleration.invoices.includes(document)))
    contract.acceleration = { ...acceleration, proved: true };
}

/** What was declared without ground falls: at once before its day, later by a credit note. */
function undo(contract: Contract, acceleration: Acceleration, at: Moment): void {
  if (acceleration.done) contract.acceleration = { ...acceleration, undoneAt: acceleration.undoneAt ?? at };
  else delete contract.acceleration;
}

/** A declaration that fell is undone while nothing was paid on what it invoiced; what was paid stays with a person to settle. */
function undoDuty(contract: Contract, acceleration: Acceleration): Duty | undefined {
  if (acceleration.undoneAt === undefined) return undefined;
  const id = acceleration.done?.invoice;
  const issued = id ? findReceivable(contract, id) : undefined;
  if (id && (!issued || issued.collecting || issued.paid.length > 0)) return undefined;
  return {
    ...{ id: `undo/${acceleration.notice}/${civilOf(acceleration.on)}`, action: 'acceleration.undo', due: acceleration.undoneAt },
    ...{ article: 'E8.3b', ...(id ? { ref: id } : {}) },
  };
}

/** What fell due earlier is due on its own day again; the rejections of what was presented meanwhile bear no fee. */
function recordUndone(contract: Contract, { at }: FactOf<'acceleration.undone'>): void {
  const { acceleration } = contract;
  if (!acceleration?.done) return;
  const presented = acceleration.done.moved.map(([id]) => id);
  dropFees(contract, [...presented, acceleration.done.invoice ?? []].flat(), acceleration.on, momentOf(at));
  for (const [id, dueOn] of acceleration.done.moved) change(contract, id, (one) => (one.tries > 0 ? { dueOn } : { dueOn, presentOn: dueOn }));
  if (acceleration.done.invoice && acceleration.term === contract.term.number)
    contract.term = { ...contract.term, issued: acceleration.done.issuedBefore };
  delete contract.acceleration;
}

export const acceleration: Clause = {
  duties(contract, due) {
    const one = contract.acceleration;
    if (!one) return;
    if (!one.done)
      due.push({
        ...{ id: `accelerate/${one.notice}`, action: 'debts.accelerate', due: Math.max(instantOf(one.on), one.at) },
        ...{ article: 'E8.3b', ref: one.notice },
      });
    const undone = undoDuty(contract, one);
    if (undone) due.push(undone);
  },
  fulfil: {
    'debts.accelerate': (contract, _duty, answer, at) => (contract.acceleration ? accelerate(contract, contract.acceleration, answer, at) : []),
    'acceleration.undo': (contract, duty, answer, at) => {
      const { acceleration } = contract;
      if (!acceleration?.done) return [];
      const undone = fact('acceleration.undone', 'E8.3b', at, { notice: acceleration.notice, documents: acceleration.done.moved.map(([id]) => id) });
      return duty.ref && answer.number !== null ? [...creditOf(contract, duty.ref, answer.number, at), undone] : [undone];
    },
  },
  record: {
    'notice.sent': (contract, sent) => {
      if (sent.code !== 'ACCELERATION_NOTICE') return;
      const { invoices = [], term = contract.term.number } = sent.about;
      const days = (contract.cases ?? []).flatMap((one) => one.sent); // the earliest is of the case declared on (`ready`)
      const on = accelerationDay(contract, { sentOn: dayOf(sent.sentOn), deemedOn: dayOf(sent.deemedOn) });
      const lastCureDay = Math.min(dayOf(sent.sentOn), ...days.map((one) => one.lastCureDay));
      contract.acceleration = { notice: sent.notice, term, invoices, lastCureDay, on, at: momentOf(sent.sentAt) };
    },
    'notice.bounced': (contract, { notice, at }) => {
      const { acceleration } = contract;
      if (acceleration?.notice === notice && parameter(contract, 'notice.hardBounce') === 'VOID_AND_POST') undo(contract, acceleration, momentOf(at));
    },
    'debts.accelerated': (contract, { notice, on, documents, instalments }) => {
      const one = contract.acceleration;
      if (one?.notice !== notice || one.done) return; // told before
      const moved = documents.flatMap((id): [string, Day][] => {
        const receivable = findReceivable(contract, id);
        return receivable ? [[id, receivable.dueOn]] : [];
      });
      for (const [id] of moved)
        change(contract, id, ({ presentOn }) => ({ dueOn: dayOf(on), preDue: true, ...(presentOn === undefined ? {} : { presentOn: dayOf(on) }) }));
      const issuedBefore = contract.term.issued;
      contract.acceleration = { ...one, done: { moved, issuedBefore, ...(instalments ? { invoice: invoiceId(one), to: instalments.to } : {}) } };
    },
    'acceleration.undone': recordUndone,
    'payment.settled': (contract, { at }) => review(contract, momentOf(at)),
    'payment.recorded': (contract, { at }) => review(contract, momentOf(at)),
    'insolvency.recorded': (contract, { at }) => review(contract, momentOf(at)),
    'dispute.decided': (contract, { at }) => review(contract, momentOf(at)),
    'credit-note.issued': proveByCredit,
  },
  decide: {
    'declare-acceleration': declare,
    'decline-acceleration': (contract, { input, by }, at) => {
      const found = mayAccelerate(contract, at);
      if (isRefusal(found)) return found;
      return [fact('acceleration.declined', 'E8.3b', at, { invoices: found.case.invoices, reason: input.reason }, by)];
    },
  },
};
