/** CGUV 5.3: the recovery indemnity, and the debit note that bills it with the late penalties (penalties.ts). */
import { type Day, type Moment, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, refuse } from './clause.ts';
import type { Duty } from './duties.ts';
import type { BilledArrears, Fact, FactOf } from './facts.ts';
import { parameter } from './parameters.ts';
import { lastPenaltyDay, penaltyCents, penaltyPeriods } from './penalties.ts';
import { allocate, baseOf, change, findReceivable, isAtRest, isOverdue, openCents } from './receivables.ts';
import { keepAccounts } from './retention.ts';
import { openTask } from './tasks.ts';
import type { Contract, Receivable, Waiver } from './state.ts';

/** E5.3e: 40 EUR once an invoice is late, never on fee invoices (unless ALL) nor on debit notes; once for a default notice, or not beside a rejection fee, where the terms say so. */
export function indemnityCents(contract: Contract, receivable: Receivable, until: Day): number {
  if (receivable.indemnityBilled || receivable.indemnityWaived || receivable.kind === 'PENALTIES') return 0;
  if (receivable.kind === 'REJECTION_FEE' && parameter(contract, 'accessories.onFeeInvoices') !== 'ALL') return 0;
  if (receivable.feeCharged && parameter(contract, 'accessories.cumulation') === 'FEE_ONLY') return 0;
  if (!receivable.firstOfCase && parameter(contract, 'recoveryIndemnity.per') === 'DEFAULT_CASE') return 0;
  return lateUntil(contract, receivable, until) ? parameter(contract, 'recoveryIndemnity.amount') : 0;
}

/** Whether something was still unpaid after the due date, seen on a day; not what LEGAL found not due as it stands (E8.3a). */
function lateUntil(contract: Contract, receivable: Receivable, seenOn: Day): boolean {
  if (receivable.dispute?.accepted) return false;
  const due = baseOf(contract, receivable);
  const until = lastPenaltyDay(receivable, seenOn);
  if (until <= due) return false;
  let inTime = 0;
  for (const [day, cents] of receivable.paid) if (day <= due) inTime += cents;
  return inTime < receivable.gross;
}

/** What of the penalty needs no bill any more. */
const settledPenalty = ({ penaltyBilled = 0, penaltyWaived = 0 }: Receivable): number => penaltyBilled + penaltyWaived;

/** What is accrued up to a day and neither billed nor waived yet. */
export function unbilled(contract: Contract, receivable: Receivable, until: Day): { penaltyCents: number; indemnityCents: number } {
  return {
    penaltyCents: Math.max(0, penaltyCents(contract, receivable, until) - settledPenalty(receivable)),
    indemnityCents: indemnityCents(contract, receivable, until),
  };
}

/** What a debit note bills of an invoice, and how its penalty was computed. */
function billedOf(contract: Contract, receivable: Receivable, until: Day): BilledArrears {
  const { id: invoice, penaltyBilled = 0, penaltyWaived = 0, gross, vat } = receivable;
  const owed = unbilled(contract, receivable, until);
  if (owed.penaltyCents === 0) return { invoice, ...owed };
  const periods = penaltyPeriods(contract, receivable, until);
  const exclVat = parameter(contract, 'latePenalty.base') === 'EXCL_VAT' && vat > 0 ? { exclVat: { netCents: gross - vat, grossCents: gross } } : {};
  const billed = penaltyBilled > 0 ? { billedCents: penaltyBilled } : {};
  const waived = penaltyWaived > 0 ? { waivedCents: penaltyWaived } : {};
  return { invoice, ...owed, penalty: { periods, rounding: parameter(contract, 'latePenalty.rounding'), ...exclVat, ...billed, ...waived } };
}

/** The day of the payment that made a receivable paid in full. */
function paidOn(receivable: Receivable): Day {
  let last = receivable.dueOn;
  for (const [day] of receivable.paid) last = Math.max(last, day);
  return last;
}

function hasUnbilled(contract: Contract, receivable: Receivable): boolean {
  const owed = unbilled(contract, receivable, paidOn(receivable));
  return owed.penaltyCents + owed.indemnityCents > 0;
}

/** Paid receivables leave the contract once nothing is left to bill on them. */
export function forgetSettled(contract: Contract): void {
  contract.receivables = contract.receivables.filter((one) => openCents(one) > 0 || hasUnbilled(contract, one));
}

const isSettled = (receivable: Receivable): boolean => openCents(receivable) <= 0 && receivable.settledAt !== undefined;

function debitNoteId(contract: Contract, on: Day): string {
  const count = contract.lastDebitNote?.on === on ? contract.lastDebitNote.count : 0;
  return count === 0 ? `D/${civilOf(on)}` : `D/${civilOf(on)}/${count + 1}`;
}

/** E5.3d: billed when the invoice is paid in full, one document per settlement day: at once if nothing overdue is left, else as that day ends. */
function settlementDebit(contract: Contract): Duty | undefined {
  const settled = contract.receivables.filter(isSettled);
  if (settled.length === 0) return undefined;
  const settledAt = Math.max(...settled.map((one) => one.settledAt as Moment));
  const day = parisDay(settledAt);
  const more = contract.receivables.some((one) => one.kind !== 'PENALTIES' && isOverdue(contract, one, day));
  const due = more ? Math.max(settledAt, instantOf(day + 1) - 60_000) : settledAt;
  return { id: `debit/${debitNoteId(contract, day)}`, action: 'debit-note.issue', due, article: 'E5.3d', ref: 'SETTLED' };
}

/** E5.3d: at cessation, what has accrued on what is still unpaid. */
function finalDebit(contract: Contract): Duty | undefined {
  if (!contract.ended || contract.accrued) return undefined;
  const accruing = contract.receivables.filter((one) => isAccruing(contract, one));
  if (accruing.length === 0 || accruing.some((one) => one.collecting)) return undefined; // its bank may say that it was paid in time
  return { id: `debit/end/${civilOf(contract.ended.on)}`, action: 'debit-note.issue', due: contract.ended.at, article: 'E5.3d', ref: 'ENDED' };
}

function isAccruing(contract: Contract, receivable: Receivable): boolean {
  if (!contract.ended || openCents(receivable) <= 0 || isAtRest(receivable)) return false;
  const owed = unbilled(contract, receivable, contract.ended.on);
  return owed.penaltyCents + owed.indemnityCents > 0;
}

/** A document can be credited again: what was left of it by then, or what opened again. */
const waiverKey = ({ id, reopenedOn, credited }: Receivable): string =>
  [id, ...(reopenedOn === undefined ? [] : [civilOf(reopenedOn)]), ...(credited === undefined ? [] : [credited])].join('/');

/** Of as much as was decided, whatever is open by then. */
const isOfSum = ({ cause, correction }: Waiver): boolean => cause === 'DISPROVED' || correction !== undefined;
/** What a correction is called: by its document and, where it is of a sum, its instant or its order. */
const waiverRef = ({ document, at, cause, correction }: Waiver): string => {
  if (correction) return `${document}/c${correction.nth}`;
  return cause === 'DISPROVED' ? `${document}/${isoOf(at)}` : document;
};

/** A12, E8.3a: once a payment is booked on the day it was ordered, or a dispute accepted, what a debit note billed beyond that is to be credited. */
export function correctBilled(contract: Contract, on: Moment): void {
  const at = Math.max(on, (contract.correctedAt ?? 0) + 1); // a correction is named by its instant
  for (const one of contract.receivables) {
    if (one.billedBy === undefined || one.billedTo === undefined) continue;
    const penalty = Math.max(0, (one.penaltyBilled ?? 0) - penaltyCents(contract, one, one.billedTo));
    const indemnity = one.indemnityBilled && !lateUntil(contract, one, one.billedTo) ? parameter(contract, 'recoveryIndemnity.amount') : 0;
    if (penalty + indemnity === 0) continue;
    change(contract, one.id, ({ penaltyBilled = 0 }) => ({
      penaltyBilled: penaltyBilled - penalty,
      ...(indemnity === 0 ? {} : { indemnityBilled: undefined }),
    }));
    const pending = contract.waivers?.find((entry) => entry.document === one.billedBy && entry.at === at && entry.cause === 'DISPROVED');
    const others = (contract.waivers ?? []).filter((entry) => entry !== pending);
    contract.correctedAt = at;
    contract.waivers = [...others, { document: one.billedBy, at, cents: penalty + indemnity + (pending?.cents ?? 0), cause: 'DISPROVED' }];
  }
}

type Correction = Pick<FactOf<'credit-note.issued'>, 'creditNote' | 'cause' | 'number' | 'netCents' | 'vatRate' | 'grossCents'>;
/** E5.3c: a correction is set against what is open on the document that it corrects; what was paid of it is paid back. */
function correct(contract: Contract, document: string, correction: Correction, at: Moment): Fact[] {
  const { creditNote, cause, number, netCents, vatRate, grossCents } = correction;
  const corrected = findReceivable(contract, document);
  const { allocations, left } = allocate(corrected ? [corrected] : [], grossCents);
  const refundBy = left > 0 ? civilOf(parisDay(at) + parameter(contract, 'refund.days')) : null;
  const issued = fact('credit-note.issued', 'E5.3c', at, {
    ...{ creditNote, cause, number, corrects: [document], issuedOn: civilOf(parisDay(at)) },
    ...{ netCents, vatRate, vatCents: grossCents - netCents, grossCents, allocations, refundCents: left, refundBy },
  });
  return refundBy ? [issued, openTask(contract, 'REFUND', 'E8.2b', at, { dueOn: refundBy, about: creditNote })] : [issued];
}

/** The correction that a credit note made; undefined when it was told before. */
export function closeWaiver(
  contract: Contract,
  { creditNote, allocations }: Pick<FactOf<'credit-note.issued'>, 'creditNote' | 'allocations'>,
): Waiver | undefined {
  const done = contract.waivers?.find((one) =>
    isOfSum(one) ? creditNote === `A/${waiverRef(one)}` : allocations.some((part) => part.document === one.document),
  );
  if (done) contract.waivers = contract.waivers?.filter((one) => one !== done) ?? [];
  return done;
}

/** E5.3c: an issued document never changes: what BILLING waived on it, or what fell with its ground, is corrected by a credit note of what is open. */
export function creditOf(contract: Contract, document: string, number: string, at: Moment): Fact[] {
  const ofSum = contract.waivers?.find((one) => isOfSum(one) && waiverRef(one) === document);
  if (ofSum) {
    const { document: billed, cents: grossCents = 0, cause, correction: { netCents, vatRate } = { netCents: grossCents, vatRate: 0 } } = ofSum;
    return correct(contract, billed, { creditNote: `A/${document}`, cause, number, netCents, vatRate, grossCents }, at);
  }
  const waived = findReceivable(contract, document);
  if (!waived) return [];
  const isUndone = contract.acceleration?.undoneAt !== undefined && contract.acceleration.done?.invoice === document;
  const { cents: grossCents = openCents(waived), cause = isUndone ? 'ACCELERATION_UNDONE' : 'WAIVED' } =
    contract.waivers?.find((one) => one.document === document) ?? {};
  const netCents = Math.round((grossCents * (waived.gross - waived.vat)) / waived.gross);
  const vatRate = Math.round((waived.vat * 10_000) / (waived.gross - waived.vat)) / 100;
  return correct(contract, document, { creditNote: `A/${waiverKey(waived)}`, cause, number, netCents, vatRate, grossCents }, at);
}

function pushOfSum(contract: Contract, waiver: Waiver, due: Duty[]): void {
  if (findReceivable(contract, waiver.document)?.collecting) return;
  due.push({ id: `credit/${waiverRef(waiver)}`, action: 'credit-note.issue', due: waiver.at, article: 'E5.3c', ref: waiverRef(waiver) });
}

/** A debit note that was waived whole is corrected no more. */
const forgiven = ({ billedBy: _, billedTo: __, ...one }: Receivable): Receivable => one;

export const arrears: Clause = {
  duties(contract, due) {
    const settlement = settlementDebit(contract);
    if (settlement) due.push(settlement);
    const final = finalDebit(contract);
    if (final) due.push(final);
    for (const waiver of contract.waivers ?? []) {
      const { document, at, cause } = waiver;
      const waived = findReceivable(contract, document);
      const prefix = cause === 'CORRECTED' ? 'credit/corrected' : 'credit';
      if (isOfSum(waiver)) pushOfSum(contract, waiver, due);
      else if (waived && !waived.collecting && openCents(waived) > 0)
        due.push({ id: `${prefix}/${waiverKey(waived)}`, action: 'credit-note.issue', due: at, article: 'E5.3c', ref: document });
    }
  },
  fulfil: {
    'debit-note.issue': (contract, duty, answer, at) => {
      const ended = duty.ref === 'ENDED' && contract.ended ? contract.ended : undefined;
      const on = parisDay(ended ? at : Math.min(at, duty.due));
      const billed = contract.receivables.filter((one) => (ended ? isAccruing(contract, one) : isSettled(one)));
      const items = billed.map((one) => billedOf(contract, one, ended ? ended.on : paidOn(one)));
      return [
        fact('debit-note.issued', 'E5.3d', at, {
          debitNote: debitNoteId(contract, on),
          number: answer.number,
          issuedOn: civilOf(on),
          dueOn: civilOf(on + parameter(contract, 'payment.termDays')),
          accruedTo: civilOf(ended ? ended.on : on),
          items,
          grossCents: items.reduce((sum, item) => sum + item.penaltyCents + item.indemnityCents, 0),
        }),
      ];
    },
  },
  record: {
    'debit-note.issued': (contract, issued) => {
      const on = dayOf(issued.issuedOn);
      const nth = Number(issued.debitNote.split('/')[2] ?? 1);
      if (contract.lastDebitNote?.on === on && nth <= contract.lastDebitNote.count) return; // told before
      const frozen = issued.items.map((item) => findReceivable(contract, item.invoice)?.frozen).find((day) => day !== undefined);
      for (const item of issued.items) {
        change(contract, item.invoice, ({ penaltyBilled = 0 }) => ({
          penaltyBilled: penaltyBilled + item.penaltyCents,
          billedBy: issued.debitNote,
          billedTo: dayOf(issued.accruedTo),
          ...(item.indemnityCents > 0 ? { indemnityBilled: true } : {}),
        }));
      }
      if (contract.ended && momentOf(issued.at) >= contract.ended.at && dayOf(issued.accruedTo) === contract.ended.on) contract.accrued = true;
      const count = contract.lastDebitNote?.on === on ? contract.lastDebitNote.count + 1 : 1;
      contract.lastDebitNote = { on, count };
      keepAccounts(contract, on);
      forgetSettled(contract);
      if (findReceivable(contract, issued.debitNote) || issued.grossCents <= 0) return;
      const dueOn = dayOf(issued.dueOn);
      const { debitNote, number, grossCents } = issued;
      const note: Receivable = {
        id: debitNote,
        number,
        kind: 'PENALTIES',
        term: contract.term.number,
        issuedOn: on,
        dueOn,
        gross: grossCents,
        vat: 0,
        paid: [],
        presentOn: dueOn,
        tries: 0,
        ...(frozen === undefined ? {} : { frozen }), // what is billed on a frozen debt was owed before the judgment too
      };
      contract.receivables = [...contract.receivables, note];
    },
    'accessory.waived': (contract, waived) => {
      change(contract, waived.invoice, (one) => {
        if (waived.what === 'PENALTY') {
          const accrued = unbilled(contract, one, parisDay(momentOf(waived.at))).penaltyCents; // nothing where it was told before
          return { penaltyWaived: (one.penaltyWaived ?? 0) + Math.min(waived.cents, accrued) };
        }
        return waived.what === 'INDEMNITY' ? { indemnityWaived: true } : { presentOn: undefined };
      });
      const document = waived.invoice;
      if (waived.what === 'FEE') contract.receivables = contract.receivables.map((one) => (one.billedBy === document ? forgiven(one) : one));
      const open = findReceivable(contract, document);
      const isNew = !contract.waivers?.some((one) => one.document === document);
      if (waived.what === 'FEE' && open && openCents(open) > 0 && isNew)
        contract.waivers = [...(contract.waivers ?? []), { document, at: momentOf(waived.at), cause: 'WAIVED' }];
      forgetSettled(contract);
    },
    'legal-rate.published': (contract, rate) => {
      const others = (contract.legalRates ?? []).filter(([day]) => day !== dayOf(rate.effectiveOn));
      contract.legalRates = [...others, [dayOf(rate.effectiveOn), rate.monthlyRate] as [Day, number]].sort(([a], [b]) => a - b);
      forgetSettled(contract); // a lower rate may leave nothing to bill
    },
  },
  decide: {
    waive: (contract, { input, by }, at) => {
      const receivable = findReceivable(contract, input.invoice);
      if (!receivable) return refuse('E5.3e', 'not-open');
      if (receivable.collecting) return refuse('E5.3e', 'presentation-pending', [], { payment: receivable.collecting });
      if (input.what === 'FEE' && receivable.kind !== 'REJECTION_FEE' && receivable.kind !== 'PENALTIES') return refuse('E5.3e', 'not-an-accessory');
      const owed = unbilled(contract, receivable, parisDay(at));
      const cents = input.what === 'FEE' ? openCents(receivable) : input.what === 'PENALTY' ? owed.penaltyCents : owed.indemnityCents;
      if (cents === 0) return refuse('E5.3e', 'nothing-due');
      return [fact('accessory.waived', 'E5.3e', at, { invoice: input.invoice, what: input.what, cents, reason: input.reason }, by)];
    },
  },
};
