/** A10: the facts that a task shows to those who decide: days, amounts, numbers and ids, out of the contract of today. */
import { type Day, civilOf } from './calendar.ts';
import { claimOf } from './claim.ts';
import { lastDayBefore, lastDenunciationDay } from './denunciation.ts';
import type { TaskKind } from './facts.ts';
import { answerBy, insolvencyOf } from './insolvency.ts';
import { inPayingOrder, openCents } from './receivables.ts';
import type { Breach, Contract, Receivable, Task } from './state.ts';
import { paymentSuspension } from './suspension.ts';
import { nextFormula, termOf } from './term.ts';

export type TaskFacts = Record<string, unknown>;
type Facts = (contract: Contract, task: Task) => TaskFacts;

const day = (value: Day | undefined): string | null => (value === undefined ? null : civilOf(value));
const documentFacts = ({ number, kind, dueOn, gross, ...one }: Receivable): TaskFacts => ({
  number,
  kind,
  dueOn: civilOf(dueOn),
  grossCents: gross,
  openCents: openCents({ number, kind, dueOn, gross, ...one }),
});
const unpaid = (contract: Contract): TaskFacts[] =>
  inPayingOrder(
    contract,
    contract.receivables.filter((one) => openCents(one) > 0),
  ).map(documentFacts);
const breachFacts = (breach: Breach | undefined): TaskFacts =>
  breach
    ? {
        ...{ notifiedBy: breach.from, clause: breach.clause, facts: breach.facts ?? null, deemedReceivedOn: civilOf(breach.deemedOn) },
        ...{ lastCureDay: civilOf(breach.lastCureDay), declaredCuredOn: day(breach.declaredOn) },
      }
    : {};
const breachOf = (contract: Contract, id: string | undefined) => contract.breaches?.find((one) => one.id === id);
const suspended = (contract: Contract): TaskFacts => {
  const suspension = paymentSuspension(contract);
  return { suspendedSince: day(suspension?.since), paidInFullOn: day(suspension?.paidOn), documents: unpaid(contract) };
};

/** The formula that waits for a decision, where one does. */
const chosenIn = ({ command }: Task): TaskFacts => {
  const { formula } = (command?.input ?? {}) as { formula?: { code: string; months: number } };
  return formula ? { formula: formula.code, months: formula.months } : {};
};

const FACTS: Record<TaskKind, Facts> = {
  HAND_NOTICE: (contract) => ({ documents: unpaid(contract) }),
  ARRANGEMENT: (contract) => ({ ...suspended(contract), paymentMethod: contract.means.method }),
  RENEWAL_REVIEW: (contract) => ({
    ...suspended(contract),
    ...{
      endsOn: civilOf(contract.term.endsOn),
      renewsOn: civilOf(contract.term.endsOn + 1),
      lastDenunciationDay: civilOf(lastDenunciationDay(contract)),
    },
  }),
  PRICE_DECISION: (contract, { about }) => {
    const { code, months } = contract.formula;
    return { term: Number(about?.slice(1)), formula: code, months, endsOn: civilOf(termOf(contract, Number(about?.slice(1))).endsOn) };
  },
  DISPUTE: (contract, { about }) => {
    const disputed = contract.receivables.find((one) => one.dispute?.complaint === about);
    return { complaint: about ?? null, openedOn: day(disputed?.dispute?.openedOn), documents: disputed ? [documentFacts(disputed)] : [] };
  },
  CURE: (contract, { about }) => breachFacts(breachOf(contract, about)),
  CONTESTED_TERMINATION: (contract, { about }) => {
    const contested = contract.terminations?.find((one) => one.notice === about);
    return { notice: about ?? null, ...breachFacts(breachOf(contract, contested?.breach)) };
  },
  INSOLVENCY_GROUND: (contract, { about }) => ({
    notice: about ?? null,
    endsOn: day(contract.terminations?.find((one) => one.notice === about)?.cessationOn),
  }),
  FOUR_EYES: (contract) => ({ state: contract.state, endsOn: civilOf(contract.term.endsOn), documents: unpaid(contract) }),
  REFUND: ({ refunds }, { about }) => {
    const refund = refunds?.find((one) => one.creditNote === about);
    return { creditNote: refund?.creditNote ?? null, refundCents: refund?.cents ?? 0, refundBy: day(refund?.by) };
  },
  OTHER_DEBT: (contract, { about }) => ({ documents: contract.receivables.filter((one) => one.id === about).map(documentFacts) }),
  EXCESS_TAKEN_BACK: (contract, { about }) => ({ payment: about ?? null, owedCents: Math.max(0, -(contract.overpaid?.cents ?? 0)) }),
  MEANS: (contract) => ({ paymentMethod: contract.means.method, code: contract.unusable?.code ?? null, documents: unpaid(contract) }),
  MONEY_DIFFERS: (contract, { about }) => ({ payment: about ?? null, documents: unpaid(contract) }),
  OVERPAYMENT: (contract) => ({ overpaidCents: contract.overpaid?.cents ?? 0, documents: unpaid(contract) }),
  DENUNCIATION_WITHDRAWAL: (contract, task) => ({
    ...chosenIn(task),
    ...{ reason: task.about ?? null, sentOn: day(contract.denunciation?.sentOn), endsOn: civilOf(contract.term.endsOn) },
    lastDenunciationDay: civilOf(lastDenunciationDay(contract)),
  }),
  VOID_DENUNCIATION: (contract, { about }) => ({
    ...{ notice: about ?? null, lastDenunciationDay: civilOf(lastDenunciationDay(contract)), renewsOn: civilOf(contract.term.endsOn + 1) },
    formula: nextFormula(contract).code,
  }),
  DOCUMENTS: (contract, { about }) => {
    const request = contract.documentRequests?.find((one) => one.id === about);
    return { notice: about ?? null, documents: request?.documents ?? null, answerBy: day(request?.lastDay) };
  },
  VAT_TREATMENT: (contract, { about }) => ({ record: about ?? null, endsOn: civilOf(contract.term.endsOn), documents: unpaid(contract) }),
  ACCOUNT_MISUSE: (_contract, { about }) => ({ record: about ?? null }),
  AUDIT: (_contract, { about }) => ({ record: about ?? null }),
  ASSIGNMENT: (contract, { about }) => ({ record: about ?? null, documents: unpaid(contract) }),
  LATE_FORMULA_CHOICE: (contract, task) => ({ ...chosenIn(task), endsOn: civilOf(contract.term.endsOn) }),
  LATE_DENUNCIATION: (contract) => ({
    ...{
      sentOn: day(contract.denunciation?.sentOn),
      lastDenunciationDay: day(lastDayBefore(contract)),
      endedOn: civilOf(contract.term.startsOn - 1),
    },
    ...{
      term: contract.term.number,
      endsOn: civilOf(contract.term.endsOn),
      termNetCents: contract.price?.netCents ?? null,
      documents: unpaid(contract),
    },
  }),
  SUSPENSION: (contract) => ({ documents: unpaid(contract) }),
  COMPLAINT: (contract, { about }) => ({ complaint: about ?? null, number: contract.complaints?.find((one) => one.id === about)?.number ?? null }),
  DISPUTE_CORRECTION: (contract, { about }) => ({ documents: contract.receivables.filter((one) => one.id === about).map(documentFacts) }),
  IP_CLAIM: (contract, { about }) => {
    const claim = contract.ipClaims?.find((one) => one.id === about);
    return { claim: about ?? null, receivedOn: day(claim?.receivedOn), duties: claim?.duties ?? {} };
  },
  DECLARE_CLAIM: (contract, { about }) => ({ judgmentOn: about ?? null, ...claimOf(contract) }),
  OFFICER_ANSWER: (contract) => {
    const one = insolvencyOf(contract, 'CLIENT');
    return { judgmentOn: day(one?.judgmentOn), answerBy: day(one && answerBy(one)), officer: one?.officer ?? null };
  },
  STUCK_DUTY: (contract, { about }) => {
    const stuck = contract.deferred?.find((one) => one.duty === about);
    return { duty: about ?? null, since: stuck ? new Date(stuck.since).toISOString() : null, tries: stuck?.tries ?? 0 };
  },
};

/** What those who decide are shown beside the task. */
export const factsOfTask = (contract: Contract, task: Task): TaskFacts => FACTS[task.kind](contract, task);
