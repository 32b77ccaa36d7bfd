/** A8, A10: BILLING gives a debt up as irrecoverable: it stays owed, but nothing is asked for it any more. */
import { forgetSettled } from './arrears.ts';
import { type Moment, dayOf, civilOf, parisDay } from './calendar.ts';
import { type Clause, fact, refuse } from './clause.ts';
import type { Refusal } from './commands.ts';
import type { Actor, Fact, TextId } from './facts.ts';
import { change, findReceivable, isOverdue, openCents } from './receivables.ts';
import type { Contract } from './state.ts';

/** A8: what is overdue, or frozen by proceedings, with no presentation under way. */
export function writeOff(contract: Contract, { invoice, reason }: { invoice: string; reason: TextId }, by: Actor, at: Moment): Fact[] | Refusal {
  const one = findReceivable(contract, invoice);
  if (!one || openCents(one) <= 0) return refuse('E8.4a', 'not-open');
  if (one.writtenOff !== undefined) return refuse('E8.4a', 'already-written-off');
  if (one.collecting) return refuse('E8.4a', 'presentation-pending', [], { payment: one.collecting });
  const on = parisDay(at);
  if (one.frozen === undefined && !isOverdue(contract, one, on)) return refuse('E8.4a', 'not-overdue');
  return [fact('debt.written-off', 'E8.4a', at, { document: one.id, cents: openCents(one), writtenOffOn: civilOf(on), reason }, by)];
}

export const writingOff: Clause = {
  record: {
    'debt.written-off': (contract, { document, writtenOffOn }) => {
      change(contract, document, () => ({ presentOn: undefined, writtenOff: dayOf(writtenOffOn) }));
      contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'OTHER_DEBT' || one.about !== document);
      forgetSettled(contract);
    },
  },
  decide: { 'write-off': (contract, { input, by }, at) => writeOff(contract, input, by, at) },
};
