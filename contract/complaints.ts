/** CGUV 11.5, 8.3 (a): complaints, numbered and answered; on an invoice, with documents, a complaint is a dispute that LEGAL decides. */
import { type Day, civilOf, dayOf, momentOf, parisDay } from './calendar.ts';
import { correctBilled } from './arrears.ts';
import { type Clause, fact, refuse } from './clause.ts';
import { changed } from './changed.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { Fact } from './facts.ts';
import { change, findReceivable, openCents } from './receivables.ts';
import type { Contract, Task } from './state.ts';
import { openTask } from './tasks.ts';

/** The document that a complaint disputes: named, with documents, still to be paid, and not disputed before. */
function disputedBy(contract: Contract, { invoice, documented }: { invoice?: string; documented: boolean }) {
  const receivable = invoice && documented ? findReceivable(contract, invoice) : undefined;
  return receivable && !receivable.dispute && openCents(receivable) > 0 ? receivable : undefined;
}

/** E11.5a: by the client, or by SUPPORT for one that came by another way, on the day it came. */
function openComplaint(contract: Contract, { input, by }: CommandOf<'open-complaint'>, at: number): Fact[] | Refusal {
  const today = parisDay(at);
  const on: Day = by.role === 'SUPPORT' && input.receivedOn ? dayOf(input.receivedOn) : today;
  if (on > today) return refuse('E11.5a', 'received-in-the-future');
  if (on < parisDay(contract.acceptedAt)) return refuse('E11.5a', 'before-acceptance');
  const { complaint, documented, text, invoice = null } = input;
  const number = `${contract.number}-R${(contract.complained ?? 0) + 1}`;
  const opened = fact('complaint.opened', 'E11.5a', at, { complaint, number, invoice, documented, openedOn: civilOf(on), text }, by);
  if (!disputedBy(contract, input)) return [opened, openTask(contract, 'COMPLAINT', 'E11.5a', at, { about: complaint })];
  return [opened, openTask(contract, 'DISPUTE', 'E8.3a', at, { task: `dispute-${complaint}`, about: complaint })];
}

function answerComplaint(contract: Contract, { input, by }: CommandOf<'answer-complaint'>, at: number): Fact[] | Refusal {
  const { complaint, answer } = input;
  if (!contract.complaints?.some((one) => one.id === complaint)) return refuse('E11.5a', 'no-complaint');
  const task = contract.tasks?.find((one) => one.about === complaint && (one.kind === 'COMPLAINT' || one.kind === 'DISPUTE'));
  if (task?.kind === 'DISPUTE') return refuse('E8.3a', 'dispute-decides', [{ command: 'decide-dispute' }]);
  const answered = fact('complaint.answered', 'E11.5a', at, { complaint, answer }, by);
  return task ? [answered, fact('task.decided', 'E11.5a', at, { task: task.id, choice: 'ANSWER', reason: answer }, by)] : [answered];
}

/** LEGAL's word on a dispute is the answer to the complaint; accepted, the document is not due as it stands, and BILLING corrects it. */
function decideDispute(contract: Contract, { input, by }: CommandOf<'decide-dispute'>, at: number): Fact[] | Refusal {
  const task = contract.tasks?.find((one) => one.kind === 'DISPUTE' && (!input.complaint || one.about === input.complaint));
  if (!task?.about) return refuse('E8.3a', 'no-dispute');
  const decidedOn = civilOf(parisDay(at));
  const { accepted, reason } = input;
  const facts = [
    fact('dispute.decided', 'E8.3a', at, { complaint: task.about, accepted, decidedOn, reason }, by),
    fact('task.decided', 'E8.3a', at, { task: task.id, choice: accepted ? 'ACCEPT' : 'REJECT', reason }, by),
  ];
  const disputed = contract.receivables.find((one) => one.dispute?.complaint === task.about);
  return accepted && disputed ? [...facts, openTask(contract, 'DISPUTE_CORRECTION', 'E8.3a', at, { about: disputed.id })] : facts;
}

/** BILLING credits the document in whole or in part, what was paid of it too (E5.3c), or maintains it. What is left of it counts as due from that day. */
export function correctDispute(contract: Contract, task: Task, { input, by }: CommandOf<'decide'>, at: number): Fact[] | Refusal {
  const receivable = findReceivable(contract, task.about ?? '');
  const open = receivable ? openCents(receivable) : 0;
  if (receivable?.collecting) return refuse('E8.3a', 'presentation-pending', [], { payment: receivable.collecting });
  const cents = input.choice === 'MAINTAIN_INVOICE' ? 0 : (input.cents ?? open);
  if (input.choice === 'CREDIT' && open === 0) return refuse('E8.3a', 'not-open');
  const correctableCents = receivable ? receivable.gross - (receivable.credited ?? 0) : 0;
  if (cents > correctableCents) return refuse('E5.3c', 'more-than-invoiced', [], { correctableCents });
  return [fact('dispute.corrected', 'E8.3a', at, { invoice: task.about ?? '', cents, correctedOn: civilOf(parisDay(at)), reason: input.reason }, by)];
}

export const complaints: Clause = {
  record: {
    'complaint.opened': (contract, opened) => {
      if (contract.complaints?.some((one) => one.id === opened.complaint)) return;
      contract.complained = (contract.complained ?? 0) + 1;
      contract.complaints = [...(contract.complaints ?? []), { id: opened.complaint, number: opened.number }];
      const { invoice, documented } = opened;
      const disputed = disputedBy(contract, { documented, ...(invoice ? { invoice } : {}) });
      if (disputed) change(contract, disputed.id, () => ({ dispute: { complaint: opened.complaint, openedOn: dayOf(opened.openedOn) } }));
    },
    'complaint.answered': (contract, { complaint }) => {
      contract.complaints = (contract.complaints ?? []).filter((one) => one.id !== complaint);
    },
    'dispute.decided': (contract, { complaint, accepted, decidedOn, at }) => {
      contract.complaints = (contract.complaints ?? []).filter((one) => one.id !== complaint);
      contract.receivables = contract.receivables.map((one) => {
        if (one.dispute?.complaint !== complaint) return one;
        if (!accepted) return changed(one, { dispute: undefined, disputeEndedOn: dayOf(decidedOn) });
        return changed(one, { presentOn: undefined, dispute: { ...one.dispute, accepted: true } }); // it is not presented until it is corrected
      });
      correctBilled(contract, momentOf(at));
    },
    'dispute.corrected': (contract, { invoice, cents, correctedOn, at }) => {
      const on = dayOf(correctedOn);
      const corrected = findReceivable(contract, invoice);
      if (!corrected?.dispute?.accepted) return;
      const left = openCents(corrected) - cents;
      if (left > 0)
        change(contract, invoice, (one) => ({
          ...{ dispute: undefined, notified: undefined, courtesy: undefined },
          ...{ base: Math.max(on, one.dueOn), presentOn: Math.max(on + 1, one.dueOn), tries: Math.max(1, one.tries) },
        })); // credited whole, it rests until its credit note
      const others = (contract.waivers ?? []).filter((one) => one.document !== invoice || one.cause !== 'CORRECTED');
      if (cents > 0) contract.waivers = [...others, { document: invoice, at: momentOf(at), cents, cause: 'CORRECTED' }];
    },
  },
  decide: { 'open-complaint': openComplaint, 'answer-complaint': answerComplaint, 'decide-dispute': decideDispute },
};
