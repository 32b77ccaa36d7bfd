/** CGUV 8.2 (iii): the other party ceases its activity or is insolvent; what a judgment freezes, and how the contract may still end. */
import { type Day, type Moment, addMonths, civilOf, dayOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRunning, noticeId, refuse } from './clause.ts';
import { changed } from './changed.ts';
import type { CommandOf, Refusal } from './commands.ts';
import { claimOf } from './claim.ts';
import type { Actor, Fact, FactOf, InsolvencyRecord, NoticeSubject, Party } from './facts.ts';
import { parameter } from './parameters.ts';
import { dropFees } from './rejection-fees.ts';
import type { Contract, Insolvency } from './state.ts';
import { closeCuredCases, paymentSuspension } from './suspension.ts';
import { openTask } from './tasks.ts';

export const insolvencyOf = (contract: Contract, party: Party): Insolvency | undefined => contract.insolvencies?.find((one) => one.party === party);

/** E8.2-iii: what the guards of the Commercial Code apply to: proceedings of the Client under court. */
const underCourt = (contract: Contract): (Insolvency & { judgmentOn: Day }) | undefined => {
  const one = insolvencyOf(contract, 'CLIENT');
  return one?.court && one.judgmentOn !== undefined ? { ...one, judgmentOn: one.judgmentOn } : undefined;
};

/** E8.2-iii: the judgment whose earlier debts are frozen. */
export const freezingJudgment = (contract: Contract): Day | undefined =>
  contract.insolvencies && parameter(contract, 'insolvency.freezePriorDebts') ? underCourt(contract)?.judgmentOn : undefined;

/** L.622-13: the last day of the month given to the officer, from the first notice that stands. */
export function answerBy({ asked = [] }: Insolvency): Day | undefined {
  return asked.length === 0 ? undefined : addMonths(Math.min(...asked.map((one) => one.deemedOn)), 1);
}

/** E8.2-iii: whether insolvency of the other party may end the subscription, with the basis that proceedings under court want. */
export function insolvencyGround(contract: Contract, from: Party, basis: string | undefined): Refusal | undefined {
  if (from === 'CLIENT') return undefined; // the Client's right runs the normal way; the refund is a claim that a person handles
  const one = insolvencyOf(contract, 'CLIENT');
  if (!one) return refuse('E8.2-iii', 'no-insolvency', [{ command: 'record-insolvency' }]);
  if (!one.court || !parameter(contract, 'insolvency.blockSoleGround') || basis === 'JUDGE_DECISION') return undefined;
  if (one.answer === 'CONTINUES') return refuse('E8.2-iii', 'officer-continues');
  if (basis === 'OFFICER_RENOUNCED' || (basis === undefined && one.answer === 'RENOUNCES')) return undefined;
  const until = answerBy(one);
  if (until === undefined) return refuse('E8.2-iii', 'sole-ground', [{ command: 'send-notice' }]);
  return refuse('E8.2-iii', 'sole-ground', [{ command: 'record-end-by-law', from: civilOf(until + 1) }]);
}

/** What follows at once from an insolvency made known: the freeze lifts a suspension, and the claim is to be declared. */
function recorded(contract: Contract, data: InsolvencyRecord, at: Moment, by: Actor, apply: (contract: Contract, facts: Fact[]) => Contract): Fact[] {
  const told = fact('insolvency.recorded', 'E8.2-iii', at, data, by);
  const after = apply(contract, [told]);
  const judgment = freezingJudgment(after);
  const facts = [told];
  if (judgment === undefined) return facts;
  const suspension = paymentSuspension(after);
  if (suspension && !after.cases?.some((one) => one.id === suspension.case))
    facts.push(
      fact('suspension.lifted', 'E8.2-iii', at, {
        reason: 'PAYMENT',
        because: suspension.since >= judgment ? 'DISPROVED' : 'FROZEN',
        text: null,
      }),
    );
  const claim = claimOf(after);
  if (claim.totalCents !== claimOf(contract).totalCents)
    facts.push(openTask(contract, 'DECLARE_CLAIM', 'E8.2-iii', at, { dueOn: civilOf(addMonths(judgment, 2)), about: civilOf(judgment), claim }));
  return facts;
}

/** E8.2-iii: the same, told by another subscription of the client. */
export function receiveInsolvency(
  contract: Contract,
  data: InsolvencyRecord,
  at: Moment,
  apply: (contract: Contract, facts: Fact[]) => Contract,
): Fact[] {
  return contract.state === 'DELETED' ? [] : recorded(contract, data, at, 'outside', apply);
}

/** E8.2-iii: invoices issued before the judgment are frozen: they bear penalties until the day before it, and nothing is done about them; what was done from its day on falls. */
function freeze(contract: Contract, at: Moment): void {
  const judgment = freezingJudgment(contract);
  if (judgment === undefined) return;
  contract.receivables = contract.receivables.map((one) =>
    one.issuedOn < judgment ? changed(one, { presentOn: undefined, frozen: judgment - 1 }) : one,
  );
  const frozen = contract.receivables.flatMap((one) => (one.frozen === undefined ? [] : [one.id]));
  dropFees(contract, frozen, judgment, at);
  closeCuredCases(contract, parisDay(at));
}

/** To whom a notice to the officer goes, and in which proceedings. */
export const officerOf = ({ judgmentOn, officer, officerEmail }: Insolvency): NoticeSubject => ({
  ...(judgmentOn === undefined ? {} : { judgmentOn: civilOf(judgmentOn) }),
  ...(officer ? { officer } : {}),
  ...(officerEmail ? { officerEmail } : {}),
});

/** E8.2-iii, E11.1a: the officer is asked whether the contract goes on. */
export function askOfficer(contract: Contract, { input, by }: CommandOf<'send-notice'>, at: Moment): Fact[] | Refusal {
  const one = underCourt(contract);
  if (!one) return refuse('E8.2-iii', 'no-court', [{ command: 'record-insolvency' }]);
  if (one.answer) return refuse('E8.2-iii', 'officer-answered');
  if (input.channel === 'HAND') return refuse('E11.1a', 'signed-receipt-missing', [{ command: 'send-notice' }]);
  if (input.channel === 'EMAIL' && one.officer && !one.officerEmail) return refuse('E8.2-iii', 'officer-email-missing', [{ command: 'send-notice' }]);
  const notice = noticeId(contract, `administrator/${civilOf(parisDay(at))}`);
  return [
    fact(
      'notice.decided',
      'E8.2-iii',
      at,
      { notice, code: 'ADMINISTRATOR_NOTICE', channel: input.channel, from: 'COMPANY', about: officerOf(one) },
      by,
    ),
  ];
}

/** E8.2-iii: the answer is awaited from the day on which the officer is asked. */
export function awaitAnswer(contract: Contract, { deemedOn, at }: FactOf<'notice.sent'>): Fact[] {
  if (contract.tasks?.some((one) => one.kind === 'OFFICER_ANSWER')) return [];
  return [openTask(contract, 'OFFICER_ANSWER', 'E8.2-iii', momentOf(at), { dueOn: civilOf(addMonths(dayOf(deemedOn), 1)) })];
}

function endByLaw(contract: Contract, { input, by }: CommandOf<'record-end-by-law'>, at: Moment): Fact[] | Refusal {
  if (!isRunning(contract)) return refuse('E8.2-iii', 'not-running');
  const one = underCourt(contract);
  if (!one) return refuse('E8.2-iii', 'no-court', [{ command: 'record-insolvency' }]);
  if (one.answer)
    return refuse('E8.2-iii', one.answer === 'CONTINUES' ? 'officer-continues' : 'officer-answered', [{ command: 'terminate-for-cause' }]);
  const until = answerBy(one);
  if (until === undefined) return refuse('E8.2-iii', 'no-administrator-notice', [{ command: 'send-notice' }]);
  if (parisDay(at) <= until) {
    const from = civilOf(until + 1);
    return refuse('E8.2-iii', 'month-running', [{ command: 'record-end-by-law', from }], { from });
  }
  return [fact('end-by-law.recorded', 'E8.2-iii', at, { cessationOn: civilOf(until), evidence: input.evidence ?? null }, by)];
}

/** Changes what is known of the Client's insolvency. */
function change(contract: Contract, how: (one: Insolvency) => Insolvency): void {
  if (contract.insolvencies) contract.insolvencies = contract.insolvencies.map((one) => (one.party === 'CLIENT' ? how(one) : one));
}

const askedWithout = ({ asked = [] }: Insolvency, notice: string) => asked.filter((one) => one.notice !== notice);

/** The insolvency clause; `apply` folds facts, so that what the judgment freezes is known when the rest is decided. */
export const insolvencyWith = (apply: (contract: Contract, facts: Fact[]) => Contract): Clause => ({
  record: {
    'insolvency.recorded': (contract, told) => {
      const { party, event, court, officer, officerEmail } = told;
      const before = insolvencyOf(contract, party);
      const days = [before?.judgmentOn, told.judgmentOn === null ? undefined : dayOf(told.judgmentOn)].filter((day) => day !== undefined);
      const one: Insolvency = {
        ...before,
        ...{ party, event, court: court || (before?.court ?? false) },
        ...(days.length > 0 ? { judgmentOn: Math.min(...days) } : {}),
        ...(officer ? { officer } : {}),
        ...(officerEmail ? { officerEmail } : {}),
      };
      contract.insolvencies = [...(contract.insolvencies ?? []).filter((other) => other.party !== party), one];
      freeze(contract, momentOf(told.at));
    },
    'notice.sent': (contract, sent) => {
      if (sent.code !== 'ADMINISTRATOR_NOTICE') return;
      const { notice, deemedOn } = sent;
      change(contract, (one) => ({ ...one, asked: [...askedWithout(one, notice), { notice, deemedOn: dayOf(deemedOn) }] }));
    },
    'notice.bounced': (contract, { notice }) => {
      if (parameter(contract, 'notice.hardBounce') === 'STANDS') return;
      change(contract, (one) => ({ ...one, asked: askedWithout(one, notice) }));
    },
    'officer.answered': (contract, { answer }) => {
      change(contract, (one) => ({ ...one, answer }));
    },
    'end-by-law.recorded': (contract, { cessationOn }) => {
      contract.endedByLaw = dayOf(cessationOn);
    },
    'payment.reversed': (contract, { at }) => freeze(contract, momentOf(at)), // what opens again was owed before the judgment
  },
  decide: {
    'record-insolvency': (contract, { input, by }, at) => {
      if (input.court && input.judgmentOn === null) return refuse('E8.2-iii', 'judgment-date-missing');
      if (input.judgmentOn !== null && dayOf(input.judgmentOn) > parisDay(at)) return refuse('E8.2-iii', 'judgment-in-the-future');
      return recorded(contract, input, at, by, apply);
    },
    'record-end-by-law': endByLaw,
  },
});
