/** CGUV 11.1: formal notices, by which channel they may go, and the day on which they count as received. */
import { type Day, addWorkingDays, civilOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, countNotice, fact, noticeId, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { Duty } from './duties.ts';
import type { Channel, Fact, FactOf, FormalCode, NoticeSubject, Party } from './facts.ts';
import { WHILE_SUSPENDED, denounceByCompany, isVoidForGood } from './denunciation.ts';
import { type Parameters, parameter } from './parameters.ts';
import type { Breach, Contract, NoticeDue, Told } from './state.ts';
import { askOfficer, awaitAnswer } from './insolvency.ts';
import { defaultSubject, formalChannel, suspensionNotice } from './suspension.ts';
import { withdrawal } from './termination.ts';

/** E11.1b: by hand on the spot, else the third working day after the sending day. */
export function deemedDay(contract: { parameters: Parameters }, channel: Channel, sentOn: Day): Day {
  if (channel === 'HAND' || parameter(contract, 'notice.periodStart') === 'SENDING') return sentOn;
  return addWorkingDays(sentOn, parameter(contract, 'notice.deemedWorkingDays'));
}

export const FORMAL_CHANNELS: readonly Channel[] = ['EMAIL', 'HAND', 'REGISTERED_LETTER'];

/** The notice that a duty is to send, as it would read if it left on a day. */
export function noticeOf(contract: Contract, duty: Duty, on: Day): NoticeDue | undefined {
  const { ref = '' } = duty;
  const waiting = contract.notices?.find((one) => one.notice === ref);
  if (waiting) return waiting;
  if (ref.startsWith(WHILE_SUSPENDED)) {
    const about = { term: contract.term.number };
    return { notice: ref, code: 'COMPANY_DENUNCIATION', channel: formalChannel(contract), from: 'COMPANY', about, due: duty.due };
  }
  if (!ref.startsWith('default/')) return undefined;
  const about = defaultSubject(contract, on);
  return { notice: ref, code: 'DEFAULT_NOTICE', channel: formalChannel(contract), from: 'COMPANY', about, due: duty.due };
}

/** The fact that a formal notice left, with its deemed receipt. */
export function sentNotice(
  contract: Contract,
  notice: { notice: string; code: FormalCode; channel: Channel; from: Party; about: NoticeSubject },
  sentAt: number,
  more: Partial<FactOf<'notice.sent'>> = {},
): FactOf<'notice.sent'> {
  const sentOn = parisDay(sentAt);
  const { notice: id, code, channel, from, about } = notice;
  const data = {
    notice: id,
    code,
    channel,
    from,
    sentAt: new Date(sentAt).toISOString(),
    sentOn: civilOf(sentOn),
    deemedOn: civilOf(deemedDay(contract, channel, sentOn)),
    about,
  };
  return { ...fact('notice.sent', ARTICLE[code], sentAt, data), ...more } as FactOf<'notice.sent'>;
}

export const ARTICLE: Record<FormalCode, string> = {
  DEFAULT_NOTICE: 'E8.3a',
  BREACH_NOTICE: 'E8.2-ii',
  TERMINATION_NOTICE: 'E8.2a',
  TERMINATION_WITHDRAWN: 'E8.2-i',
  ACCELERATION_NOTICE: 'E8.3b',
  ADMINISTRATOR_NOTICE: 'E8.2-iii',
  DAMAGES_CLAIM: 'E8.3c',
  COMPANY_DENUNCIATION: 'E8.1d',
  CLIENT_DENUNCIATION: 'E8.1f',
  SUSPENSION_NOTICE: 'E8.3a',
  SECURITY_STANDARD_CHANGE: 'E3.2c',
  ASSIGNMENT_NOTICE: 'E11.4b',
  ADDRESS_CHANGE: 'E11.1c',
  DOCUMENT_REQUEST: 'E11.2c',
  DATA_BREACH_NOTICE: 'E11.8f',
};

/** Notices remembered as they were said, and those that came back, so that one told of again is not answered by a second letter. */
const REMEMBERED = 16;

/** What the notice of a breach is about when it is sent again. */
const breachSubject = ({ id, notice, clause, facts, listing }: Breach): NoticeSubject => ({
  ...{ breach: id, clause, replaces: notice },
  ...(facts ? { facts } : {}),
  ...(listing ? { listing } : {}),
});

/** Whether what a notice said still holds, so that it is worth saying again. */
function stands({ cases, terminations, ipStop, breaches, suspensions, ...contract }: Contract, { code, notice }: Told): boolean | undefined {
  switch (code) {
    case 'DEFAULT_NOTICE':
      return cases?.some((one) => one.sent.some((sent) => sent.notice === notice));
    case 'TERMINATION_NOTICE':
      return ipStop?.notice === notice || terminations?.some((one) => one.notice === notice);
    case 'ACCELERATION_NOTICE':
      return contract.acceleration?.notice === notice;
    case 'COMPANY_DENUNCIATION':
      return contract.denunciation?.notice === notice;
    case 'BREACH_NOTICE':
      return breaches?.some((one) => one.notice === notice && !one.cured);
    case 'DOCUMENT_REQUEST':
      return contract.documentRequests?.some((one) => one.id === notice);
    case 'SUSPENSION_NOTICE':
      return suspensions?.some((one) => suspensionNotice(one) === notice);
    default:
      return true;
  }
}

/** E11.1b: what a returned e-mail said, to be said again by registered letter with new periods. */
function again(contract: Contract, notice: string): Pick<NoticeDue, 'code' | 'from' | 'about'> | undefined {
  const told = contract.told?.find((one) => one.notice === notice);
  if (!told || !stands(contract, told)) return undefined;
  const { code, from, about } = told;
  return { code, from, about: { ...about, replaces: about.replaces ?? notice } };
}

/** E8.3a: the default notice that a person sends: of what is overdue and not notified yet, else of an open case by one more channel. */
export function sendDefaultNotice(
  contract: Contract,
  { channel, signedReceipt }: Pick<CommandOf<'send-notice'>['input'], 'channel' | 'signedReceipt'>,
  by: CommandOf<'send-notice'>['by'],
  at: number,
): Fact[] | Refusal {
  const on = parisDay(at);
  const fresh = defaultSubject(contract, on);
  const open = fresh.invoices.length > 0 ? undefined : contract.cases?.find((one) => one.sent.every((sent) => sent.channel !== channel));
  const about = open ? { invoices: open.invoices, replaces: open.id } : fresh;
  if (about.invoices.length === 0) return refuse('E8.3a', 'nothing-overdue');
  const notice = noticeId(contract, `default/${about.invoices[0]}/${channel.toLowerCase()}/${civilOf(on)}`);
  const subject = { notice, code: 'DEFAULT_NOTICE' as const, channel, from: 'COMPANY' as const, about };
  if (channel !== 'HAND') return [fact('notice.decided', 'E11.1a', at, subject, by)];
  if (!signedReceipt) return refuse('E11.1a', 'signed-receipt-missing', [{ command: 'send-notice' }]);
  return [sentNotice(contract, subject, at, { by, receipt: signedReceipt })];
}

/** E8.2-ii: a breach whose notice was only handed over is notified by letter or e-mail too: the thirty days that open termination run from then. */
function sendBreachNotice(contract: Contract, { input, by }: CommandOf<'send-notice'>, at: number): Fact[] | Refusal {
  const handed = contract.breaches?.find((one) => one.from === 'COMPANY' && one.channel === 'HAND');
  if (!handed || input.channel === 'HAND') return refuse('E8.2-ii', 'own-command', [{ command: 'notify-breach' }]);
  const notice = noticeId(contract, `breach/company/${civilOf(parisDay(at))}`);
  const about = breachSubject(handed);
  return [fact('notice.decided', 'E8.2-ii', at, { notice, code: 'BREACH_NOTICE', channel: input.channel, from: 'COMPANY', about }, by)];
}

export const notices: Clause = {
  duties(contract, due) {
    for (const one of contract.notices ?? [])
      due.push({ id: `notice/${one.notice}`, action: 'notice.send', due: one.due, article: ARTICLE[one.code], ref: one.notice });
  },
  fulfil: {
    'notice.send': (contract, duty, answer, _at) => {
      const sentAt = momentOf(answer.sentAt);
      const notice = noticeOf(contract, duty, parisDay(sentAt));
      if (!notice) return [];
      const sent = sentNotice(contract, answer.channel ? { ...notice, channel: answer.channel } : notice, sentAt);
      if (notice.code === 'TERMINATION_WITHDRAWN') return [sent, ...withdrawal(contract, notice.about, sentAt)];
      if (notice.code === 'COMPANY_DENUNCIATION') return [denounceByCompany(contract, sentAt), sent]; // which the notice then bears, and voids if it bounces
      return notice.code === 'ADMINISTRATOR_NOTICE' ? [sent, ...awaitAnswer(contract, sent)] : [sent];
    },
  },
  record: {
    'notice.decided': (contract, { notice, code, channel, from, about, at }) => {
      if (contract.notices?.some((one) => one.notice === notice)) return;
      countNotice(contract, notice);
      contract.notices = [...(contract.notices ?? []), { notice, code, channel, from, about, due: momentOf(at) }];
    },
    'notice.sent': (contract, sent) => {
      contract.notices = (contract.notices ?? []).filter((one) => one.notice !== sent.notice);
      const { notice, code, from, about } = sent;
      if (sent.by !== 'engine') countNotice(contract, notice); // handed over: it was not decided before
      contract.told = [...(contract.told ?? []).filter((one) => one.notice !== notice), { notice, code, from, about }].slice(-REMEMBERED);
    },
    'notice.bounced': (contract, { notice, at }) => {
      if (parameter(contract, 'notice.hardBounce') === 'STANDS') return;
      const subject = isVoidForGood(contract, notice, parisDay(momentOf(at))) ? undefined : again(contract, notice);
      if (!subject || contract.bounced?.includes(notice)) return; // told before
      contract.bounced = [...(contract.bounced ?? []), notice].slice(-REMEMBERED);
      contract.notices = [...(contract.notices ?? []), { notice: `${notice}/letter`, channel: 'REGISTERED_LETTER', due: momentOf(at), ...subject }];
    },
  },
  decide: {
    'send-notice': (contract, command, at) => {
      if (!FORMAL_CHANNELS.includes(command.input.channel)) return refuse('E11.1a', 'channel-not-formal');
      if (contract.state !== 'ACTIVE' && contract.state !== 'SUSPENDED') return refuse('E11.1a', 'not-running');
      if (command.input.code === 'DEFAULT_NOTICE') return sendDefaultNotice(contract, command.input, command.by, at);
      if (command.input.code === 'BREACH_NOTICE') return sendBreachNotice(contract, command, at);
      if (command.input.code === 'ADMINISTRATOR_NOTICE') return askOfficer(contract, command, at);
      return refuse('E8.2a', 'own-command', [{ command: 'terminate-for-cause' }]);
    },
  },
};
