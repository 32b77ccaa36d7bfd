import type { Moment } from '../contract/calendar.ts';
import type { Contract } from '../contract/state.ts';
import { viewOf } from '../contract/view.ts';

type AccessState = 'open' | 'emailing-blocked' | 'suspended' | 'closed';
export type Access = { access: AccessState; reason: string | null; article: string | null; until: string | null };

const RANK: AccessState[] = ['open', 'emailing-blocked', 'suspended', 'closed'];

/** E3.1a, A7: the product is reachable only while ACTIVE; e-mailing alone may be blocked. `until` is the day on which that state ends by itself. */
export function accessOf(contract: Contract, at: Moment): Access {
  const view = viewOf(contract, at);
  const why = view.suspensionReasons[0] ?? null;
  switch (contract.state) {
    case 'ACTIVE':
      if (view.suspensionReasons.includes('EMAILING')) return { access: 'emailing-blocked', reason: 'EMAILING', article: 'E8.2-ii-m', until: null };
      return { access: 'open', reason: null, article: 'E3.1a', until: view.cessationOn };
    case 'SUSPENDED':
      return {
        access: 'suspended',
        reason: why,
        article: why === 'EMAILING' ? 'E8.2-ii-m' : why === 'DECLARATIONS' ? 'E11.2b' : 'E8.3a',
        until: view.cessationOn,
      };
    case 'PENDING':
      return { access: 'closed', reason: 'PENDING', article: 'E8.1a', until: view.term.startsOn };
    default:
      return { access: 'closed', reason: view.endCause ?? contract.state, article: 'E8.4a', until: null };
  }
}

/** The best of several; a client without any subscription has no access. */
export const bestOf = (all: readonly Access[]): Access =>
  [...all].sort((a, b) => RANK.indexOf(a.access) - RANK.indexOf(b.access))[0] ?? {
    access: 'closed',
    reason: 'NO_SUBSCRIPTION',
    article: 'E3.1a',
    until: null,
  };
