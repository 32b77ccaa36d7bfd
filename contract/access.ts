/** CGUV 3.1, 8.3 (a), 8.2 (ii), 11.2, 8.4: whether the product is open, and why not: what the sold software asks. */
import { civilOf, parisDay } from './calendar.ts';
import { cessationOf, standingTerminations } from './cessation.ts';
import { isRunning } from './clause.ts';
import type { Article, Civil } from './facts.ts';
import { parameter } from './parameters.ts';
import { openCents } from './receivables.ts';
import { liftOf } from './reinstatement.ts';
import type { Contract } from './state.ts';
import { SUSPENDED_UNDER, closesProduct } from './suspension.ts';

export type AccessState = 'open' | 'emailing-blocked' | 'suspended' | 'closed';
/** `until` is the day on which that state ends by itself: the last open day, or the first one on which access comes. */
export type Access = { access: AccessState; reason: string | null; article: Article | null; until: Civil | null };

const RANK: AccessState[] = ['open', 'emailing-blocked', 'suspended', 'closed'];
const dayOrNull = (day: number | undefined): Civil | null => (day === undefined ? null : civilOf(day));

/** E3.1a: where the terms open access on payment only, the first invoice must be paid, in whatever term (`access.beforePayment`). */
const waitsForPayment = (contract: Contract): boolean =>
  !parameter(contract, 'access.beforePayment') &&
  ((contract.term.number === 1 && contract.term.issued === 0) || contract.receivables.some((one) => /^T1(\/1)?$/.test(one.id) && openCents(one) > 0));

function suspended(contract: Contract): Access {
  const closing = (contract.suspensions ?? []).filter(closesProduct);
  const reason = closing[0]?.reason ?? 'PAYMENT';
  const [lift] = closing.length === 1 ? closing.map((one) => liftOf(contract, one)?.due) : []; // several clear each on its own
  return {
    ...{ access: 'suspended', reason, article: SUSPENDED_UNDER[reason] },
    until: lift === undefined ? dayOrNull(cessationOf(contract)) : civilOf(parisDay(lift)),
  };
}

/** E8.4a: where the terms close access with the Company's termination notice, not after the last day (`access.cutAt`). */
const isCutByNotice = (contract: Contract): boolean =>
  isRunning(contract) && parameter(contract, 'access.cutAt') === 'NOTICE' && standingTerminations(contract).some((one) => one.from === 'COMPANY');

/** E3.1a, A7: the product is reachable only while ACTIVE; e-mailing alone may be blocked. */
export function accessOf(contract: Contract): Access {
  const until = dayOrNull(cessationOf(contract));
  if (isCutByNotice(contract)) return { access: 'closed', reason: 'TERMINATED_BY_COMPANY', article: 'E8.4a', until };
  switch (contract.state) {
    case 'ACTIVE':
      if (waitsForPayment(contract)) return { access: 'closed', reason: 'BEFORE_PAYMENT', article: 'E3.1a', until };
      if (contract.suspensions)
        // e-mailing alone: any other closes everything
        return { access: 'emailing-blocked', reason: 'EMAILING', article: SUSPENDED_UNDER.EMAILING, until };
      return { access: 'open', reason: null, article: 'E3.1a', until };
    case 'SUSPENDED':
      return suspended(contract);
    case 'PENDING':
      return { access: 'closed', reason: 'PENDING', article: 'E8.1a', until: civilOf(contract.term.startsOn) };
    case 'ENDED':
    case 'DELETED':
      return { access: 'closed', reason: contract.ended?.cause ?? contract.state, article: 'E8.4a', until: null };
  }
}

/** The best of several; a client without any subscription has no access. */
export const bestOf = <A extends Access>(all: readonly A[]): Access =>
  [...all].sort((a, b) => RANK.indexOf(a.access) - RANK.indexOf(b.access))[0] ?? {
    access: 'closed',
    reason: 'NO_SUBSCRIPTION',
    article: 'E3.1a',
    until: null,
  };
