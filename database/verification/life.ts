import { addMonths, dayOf, instantOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { lastDayOf } from '../../contract/clause.ts';
import type { EndCause, Fact, FactOf } from '../../contract/facts.ts';
import { parameter } from '../../contract/parameters.ts';
import type { Contract } from '../../contract/state.ts';
import { lastCureDay } from '../../contract/suspension.ts';

/** What a walk through a journal keeps in order to judge what comes later. */
export type Seen = {
  sent: FactOf<'notice.sent'>[];
  bounced: Set<string>;
  denounced: FactOf<'denunciation.recorded'>[];
  ended?: FactOf<'subscription.ended'>;
  /** Exports delivered after the end, and whether the client confirmed one (E8.6b). */
  delivered: Set<string>;
  confirmed: boolean;
  exitOn?: string;
  /** The last day that an option under 10.1 (d) fixed. */
  stopOn?: string;
};
export const nothingSeen = (): Seen => ({ sent: [], bounced: new Set(), denounced: [], delivered: new Set(), confirmed: false });

const standing = (seen: Seen, code: string): FactOf<'notice.sent'>[] => seen.sent.filter((one) => one.code === code && !seen.bounced.has(one.notice));

/** E8.3a: a payment suspension rests on a default notice whose cure days are over. */
function suspensionFault(contract: Contract, seen: Seen, { reason, defaultCase, at }: FactOf<'suspension.applied'>): string | undefined {
  if (reason !== 'PAYMENT') return undefined;
  const today = parisDay(momentOf(at));
  const early = parameter(contract, 'suspension.timing') === 'FROM_DEEMED_RECEIPT';
  const notices = standing(seen, 'DEFAULT_NOTICE').filter((one) => one.notice === defaultCase || one.about.replaces === defaultCase);
  if (notices.length === 0) return `suspended at ${at} without a default notice on record`;
  const ripe = notices.some(({ deemedOn }) => (early ? dayOf(deemedOn) <= today : lastCureDay(contract, dayOf(deemedOn)) < today));
  return ripe ? undefined : `suspended at ${at}, before the cure days were over`;
}

/** What must be on record for each cause of an end. */
const GROUNDS: Record<EndCause, (contract: Contract, seen: Seen, ended: FactOf<'subscription.ended'>) => boolean> = {
  DENOUNCED_BY_CLIENT: (_contract, seen, { cessationOn }) => seen.denounced.some((one) => one.party === 'CLIENT' && one.endsOn === cessationOn),
  DENOUNCED_BY_COMPANY: (_contract, seen, { cessationOn }) =>
    seen.denounced.some((one) => one.party === 'COMPANY' && one.endsOn === cessationOn) && standing(seen, 'COMPANY_DENUNCIATION').length > 0,
  TERMINATED_BY_CLIENT: (contract, seen, ended) => isNotified(contract, seen, ended, 'CLIENT'),
  TERMINATED_BY_COMPANY: (contract, seen, ended) => isNotified(contract, seen, ended, 'COMPANY'),
  IP_OPTION: (_contract, seen, { cessationOn }) => seen.stopOn === cessationOn,
  FREE_EXIT: (_contract, seen, { cessationOn }) => seen.exitOn === cessationOn,
  ENDED_BY_LAW: (_contract, seen, { cessationOn }) =>
    standing(seen, 'ADMINISTRATOR_NOTICE').some((one) => addMonths(dayOf(one.deemedOn), 1) <= dayOf(cessationOn)),
};

/** E8.2a: a termination notice of this party, whose notice days are over by the last day. */
function isNotified(contract: Contract, seen: Seen, { cessationOn }: FactOf<'subscription.ended'>, from: 'CLIENT' | 'COMPANY'): boolean {
  const days = parameter(contract, 'termination.noticeDays');
  const isOver = (deemedOn: string): boolean => lastDayOf(contract, dayOf(deemedOn), days) <= dayOf(cessationOn);
  return standing(seen, 'TERMINATION_NOTICE').some((one) => one.from === from && isOver(one.deemedOn));
}

function endFault(contract: Contract, seen: Seen, ended: FactOf<'subscription.ended'>): string | undefined {
  if (momentOf(ended.at) < instantOf(dayOf(ended.cessationOn) + 1)) return `ended at ${ended.at}, before its last day ${ended.cessationOn} was over`;
  return GROUNDS[ended.cause](contract, seen, ended) ? undefined : `ended (${ended.cause}) on ${ended.cessationOn} without what this needs on record`;
}

/** E8.6b, E8.6c: destroyed after the reversibility, or after the client confirmed its export; never while the law holds it. */
function destructionFault(contract: Contract, { ended, confirmed }: Seen, at: string): string | undefined {
  if (contract.legalHold) return `destroyed at ${at}, under a legal hold`;
  if (!ended) return `destroyed at ${at} without an end on record`;
  const last = addMonths(dayOf(ended.cessationOn), parameter(contract, 'reversibility.months'));
  return confirmed || momentOf(at) >= instantOf(last + 1) ? undefined : `destroyed at ${at}, within the ${ended.exportUntil} reversibility`;
}

/** Notes a fact, and says what it lacks: no suspension, end or destruction before its day or without its notice (invariant 4). */
export function judge(contract: Contract, seen: Seen, fact: Fact): string | undefined {
  switch (fact.type) {
    case 'notice.sent':
      seen.sent.push(fact);
      return undefined;
    case 'notice.bounced':
      if (parameter(contract, 'notice.hardBounce') !== 'STANDS') seen.bounced.add(fact.notice);
      return undefined;
    case 'denunciation.recorded':
      seen.denounced.push(fact);
      return undefined;
    case 'renewal.undone': {
      const last = seen.denounced.at(-1); // the letter that came late counts for the end that it was sent for
      if (last) seen.denounced.push({ ...last, endsOn: fact.endsOn });
      return undefined;
    }
    case 'ip-option.exercised':
      if (fact.cessationOn) seen.stopOn = fact.cessationOn;
      return undefined;
    case 'exit.taken':
      seen.exitOn = fact.cessationOn;
      return undefined;
    case 'export.delivered':
      if (seen.ended) seen.delivered.add(fact.export);
      return undefined;
    case 'export.confirmed':
      seen.confirmed ||= seen.delivered.has(fact.export);
      return undefined;
    case 'suspension.applied':
      return suspensionFault(contract, seen, fact);
    case 'subscription.ended':
      seen.ended = fact;
      return endFault(contract, seen, fact);
    case 'subscription.deleted':
      return destructionFault(contract, seen, fact.at);
    default:
      return undefined;
  }
}
