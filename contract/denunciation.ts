/** CGUV 8.1: either party may denounce the tacit renewal, two weeks ahead for terms under 12 months, three months ahead for longer ones. */
import { type Day, addMonths, addWorkingDays, civilOf, dayOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRefusal, isRunning, noticeId, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { Channel, Fact, FactOf, Party, TextId } from './facts.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';
import { hasOpenTask, openTask } from './tasks.ts';
import { termOf } from './term.ts';

/** E8.1c-d: the last day on which a denunciation for a term ending on E can be sent, until 24:00; `months` is the duration of that term. */
function lastDay(contract: Contract, endsOn: Day, months: number = contract.formula.months): Day {
  const end = parameter(contract, 'denunciation.anchor') === 'BACK_FROM_R' ? endsOn + 1 : endsOn;
  if (months < parameter(contract, 'denunciation.longFromMonths')) return end - 7 * parameter(contract, 'denunciation.shortTermWeeks');
  const notice = parameter(contract, 'denunciation.longTermMonths');
  let day = addMonths(end, -notice); // never late; a month that lacks the day number may leave room for a later one
  while (addMonths(day + 1, notice) <= end) day++;
  return day;
}

/** The last day on which a denunciation that must be received, or sent, by a day can be sent by post or e-mail (`denunciation.test`). */
export function lastSendingDay(contract: Contract, endsOn: Day, months: number = contract.formula.months): Day {
  let day = lastDay(contract, endsOn, months);
  if (parameter(contract, 'denunciation.test') === 'SENT') return day;
  const limit = day;
  while (addWorkingDays(day, parameter(contract, 'notice.deemedWorkingDays')) > limit) day--;
  return day;
}

/** The last sending day for the end of a term, the running one or a later one. */
export function lastDayFor(contract: Contract, term: number): Day {
  const { endsOn, months } = termOf(contract, term);
  return lastSendingDay(contract, endsOn, months);
}

export const lastDenunciationDay = (contract: Contract): Day => lastSendingDay(contract, contract.term.endsOn);

/** The last sending day for the end of the term before the running one; undefined in the first. */
export const lastDayBefore = ({ term, ...contract }: Contract): Day | undefined =>
  term.number === 1 ? undefined : lastSendingDay({ term, ...contract }, term.startsOn - 1, term.monthsBefore);

/** A12, E8.1d: a letter sent in time for the term before, and recorded after the renewal that it should have stopped. */
const isLate = (contract: Contract, sentOn: Day): boolean => sentOn <= (lastDayBefore(contract) ?? 0);

/** A12: the renewal never took place: C is the end of the term before. */
export const renewalUndone = (contract: Contract, reason: TextId, by: FactOf<'renewal.undone'>['by'], at: number): Fact =>
  fact('renewal.undone', 'E8.1d', at, { term: contract.term.number, endsOn: civilOf(contract.term.startsOn - 1), reason }, by);

/** E8.1d: what a denunciation sent on a day is worth: the running term, or where late the end of the next one. */
export function recorded(
  contract: Contract,
  party: Party,
  sentOn: Day,
  at: number,
  more: { proof: TextId | null; by: FactOf<'denunciation.recorded'>['by'] },
): Fact {
  const inTime = sentOn <= lastDenunciationDay(contract);
  const term = contract.term.number + (inTime ? 0 : 1);
  const { endsOn, months } = termOf(contract, term);
  return fact(
    'denunciation.recorded',
    months < parameter(contract, 'denunciation.longFromMonths') ? 'E8.1c' : 'E8.1d',
    at,
    { party, sentOn: civilOf(sentOn), inTime, term, endsOn: civilOf(endsOn), proof: more.proof },
    more.by,
  );
}

/** E8.1b (`renewal.whileSuspended`): the notice by which the Company denounces of itself a subscription that is suspended. */
export const WHILE_SUSPENDED = 'denunciation/suspended/';

/** E8.1d: the Company's denunciation counts from its sending. */
export const denounceByCompany = (contract: Contract, sentAt: number): Fact =>
  recorded(contract, 'COMPANY', parisDay(sentAt), sentAt, { proof: null, by: 'engine' });

/** E8.1d: a Company denunciation that comes back after the last sending day cannot be sent again: no paper may announce an end that does not come. */
export const isVoidForGood = (contract: Contract, notice: string, on: Day): boolean =>
  contract.denunciation?.notice === notice && on > lastDenunciationDay(contract) && parameter(contract, 'notice.hardBounce') === 'VOID_AND_POST';

function mayDenounce(contract: Contract, on: Day): Refusal | undefined {
  if (!isRunning(contract) && contract.state !== 'PENDING') return refuse('E8.1d', 'not-running');
  if (contract.exitOn !== undefined || contract.ipStop) return refuse('E8.1d', 'already-ending');
  const { denunciation, term } = contract;
  if (!denunciation) return undefined;
  if (denunciation.term === term.number) return refuse('E8.1d', 'already-denounced', [], { endsOn: civilOf(term.endsOn) });
  if (on > lastDenunciationDay(contract))
    return refuse('E8.1d', 'already-denounced', [], { endsOn: civilOf(termOf(contract, denunciation.term).endsOn) });
  return undefined;
}

function denounceAsClient(
  contract: Contract,
  sentOn: Day,
  at: number,
  more: { proof: TextId | null; by: FactOf<'denunciation.recorded'>['by'] },
): Fact[] | Refusal {
  const no = mayDenounce(contract, sentOn);
  if (no) return no;
  const late = sentOn > lastDenunciationDay(contract);
  if (late && parameter(contract, 'denunciation.late') === 'REFUSED')
    return refuse('E8.1d', 'too-late', [{ command: 'denounce', from: civilOf(contract.term.endsOn + 1) }], {
      lastDay: civilOf(lastDenunciationDay(contract)),
    });
  const denounced = recorded(contract, 'CLIENT', sentOn, at, more);
  if (more.proof !== null) return [denounced];
  const term = contract.term.number + (late ? 1 : 0);
  const notice = noticeId(contract, `denunciation/client/T${term}/${civilOf(sentOn)}`);
  return [
    denounced,
    fact('notice.decided', 'E8.1f', at, { notice, code: 'CLIENT_DENUNCIATION', channel: 'EMAIL', from: 'CLIENT', about: { term } }, more.by),
  ];
}

/** E8.1f: a letter counts from its sending; one that should have stopped the last renewal is put before LEGAL, and ends the running term meanwhile. */
function recordLetter(
  contract: Contract,
  sentOn: Day,
  at: number,
  more: { proof: TextId; by: FactOf<'denunciation.recorded'>['by'] },
): Fact[] | Refusal {
  if (!isLate(contract, sentOn) || hasOpenTask(contract, 'LATE_DENUNCIATION')) return denounceAsClient(contract, sentOn, at, more);
  const { denunciation: _, ...undenounced } = contract;
  const denounced = denounceAsClient(undenounced, sentOn, at, more);
  return isRefusal(denounced)
    ? denounced
    : [...denounced, openTask(contract, 'LATE_DENUNCIATION', 'E8.1d', at, { by: more.by, about: `T${contract.term.number}` })];
}

function denounceAsCompany(contract: Contract, { by }: CommandOf<'denounce'>, at: number): Fact[] | Refusal {
  const on = parisDay(at);
  const no = mayDenounce(contract, on);
  if (no) return no;
  const last = lastDenunciationDay(contract);
  if (on > last)
    return refuse(
      'E8.1d',
      'too-late',
      [{ command: 'denounce', from: civilOf(contract.term.endsOn + 1), until: civilOf(lastDayFor(contract, contract.term.number + 1)) }],
      { lastDay: civilOf(last) },
    );
  if (contract.notices?.some((one) => one.code === 'COMPANY_DENUNCIATION')) return refuse('E8.1d', 'already-denounced');
  const channel: Channel = contract.noticeChannel === 'HAND' ? 'REGISTERED_LETTER' : contract.noticeChannel;
  const notice = noticeId(contract, `denunciation/T${contract.term.number}/${civilOf(on)}`);
  return [
    fact(
      'notice.decided',
      'E8.1d',
      at,
      { notice, code: 'COMPANY_DENUNCIATION', channel, from: 'COMPANY', about: { term: contract.term.number } },
      by,
    ),
  ];
}

/** Until when the client may withdraw its denunciation without asking (`denunciation.withdrawUntil`). */
export function withdrawUntil(contract: Contract): Day | undefined {
  const own = contract.denunciation;
  if (!own || own.from !== 'CLIENT') return undefined;
  const mode = parameter(contract, 'denunciation.withdrawUntil');
  return mode === 'NEVER' ? own.sentOn - 1 : mode === 'E' ? termOf(contract, own.term).endsOn : lastDayFor(contract, own.term);
}

/** E8.1d: the client's own right, after its last day only if LEGAL accepts; LEGAL never uses it unasked. */
function withdraw(contract: Contract, { input, by }: CommandOf<'withdraw-denunciation'>, at: number): Fact[] | Refusal {
  const until = withdrawUntil(contract);
  if (!contract.denunciation) return refuse('E8.1d', 'not-denounced');
  if (until === undefined) return refuse('E8.1d', by.role === 'LEGAL' ? 'company-denunciation-stands' : 'not-yours');
  if (!isRunning(contract) && contract.state !== 'PENDING') return refuse('E8.1d', 'not-running');
  const asked = hasOpenTask(contract, 'DENUNCIATION_WITHDRAWAL');
  if (by.role === 'LEGAL' && !asked) return refuse('E8.1d', 'not-yours');
  if (by.role === 'LEGAL' || parisDay(at) <= until) return [fact('denunciation.withdrawn', 'E8.1d', at, { party: 'CLIENT' }, by)];
  if (asked) return refuse('E8.1d', 'already-asked');
  return [openTask(contract, 'DENUNCIATION_WITHDRAWAL', 'E8.1d', at, { by, dueOn: civilOf(contract.term.endsOn), about: input.reason ?? null })];
}

export const denunciation: Clause = {
  record: {
    'denunciation.recorded': (contract, { party, sentOn, inTime, term, proof: _ }) => {
      if (party === 'COMPANY' && !inTime) return;
      if (contract.denunciation?.from === 'COMPANY') return; // that end comes already, and is not the client's to withdraw
      contract.denunciation = { from: party, sentOn: dayOf(sentOn), term };
    },
    'denunciation.withdrawn': (contract, { party }) => {
      if (contract.denunciation?.from !== party) return;
      delete contract.denunciation;
      if (contract.tasks) contract.tasks = contract.tasks.filter((one) => one.kind !== 'DENUNCIATION_WITHDRAWAL' && one.kind !== 'LATE_DENUNCIATION');
    },
    'notice.bounced': (contract, { notice }) => {
      if (contract.denunciation?.notice === notice && parameter(contract, 'notice.hardBounce') === 'VOID_AND_POST') delete contract.denunciation;
    },
    'notice.sent': (contract, sent) => {
      if (sent.notice.startsWith(WHILE_SUSPENDED)) contract.term = { ...contract.term, reviewed: true };
      if (sent.code === 'COMPANY_DENUNCIATION' && contract.denunciation?.from === 'COMPANY')
        contract.denunciation = { ...contract.denunciation, notice: sent.notice };
    },
  },
  decide: {
    denounce: (contract, command, at) =>
      command.by.role === 'LEGAL'
        ? denounceAsCompany(contract, command, at)
        : denounceAsClient(contract, parisDay(at), at, { proof: null, by: command.by }),
    'record-incoming-notice': (contract, { input, by }, at) => {
      if (dayOf(input.sentOn) > parisDay(at)) return refuse('E8.1f', 'sent-in-the-future');
      if (dayOf(input.sentOn) < parisDay(contract.acceptedAt)) return refuse('E8.1f', 'before-acceptance');
      return recordLetter(contract, dayOf(input.sentOn), at, { proof: input.proof, by });
    },
    'withdraw-denunciation': withdraw,
  },
};
