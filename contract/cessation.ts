/** CGUV 8.4: the last day of the relationship, as far as the facts fix it. */
import type { Day } from './calendar.ts';
import type { EndCause } from './facts.ts';
import type { Contract, Termination } from './state.ts';

/** C and its cause: the earliest of a denunciation's term end, a termination's notice, a free exit, a renewal undone, a stop for a claim of 10.1; undefined while nothing ends the subscription. */
export function cessation(contract: Contract): { on: Day; cause: EndCause } | undefined {
  if (contract.ended) return contract.ended;
  const { denunciation, term, exitOn, ipStop, endedByLaw } = contract;
  const ends: { on: Day; cause: EndCause }[] = [];
  if (denunciation && isDenounced(contract))
    ends.push({ on: term.endsOn, cause: denunciation.from === 'CLIENT' ? 'DENOUNCED_BY_CLIENT' : 'DENOUNCED_BY_COMPANY' });
  for (const { from, cessationOn } of standingTerminations(contract))
    ends.push({ on: cessationOn, cause: from === 'CLIENT' ? 'TERMINATED_BY_CLIENT' : 'TERMINATED_BY_COMPANY' });
  if (contract.undone) ends.push({ on: contract.undone.on, cause: 'DENOUNCED_BY_CLIENT' });
  if (endedByLaw !== undefined) ends.push({ on: endedByLaw, cause: 'ENDED_BY_LAW' });
  if (exitOn !== undefined) ends.push({ on: exitOn, cause: 'FREE_EXIT' });
  if (ipStop) ends.push({ on: ipStop.on, cause: 'IP_OPTION' });
  return ends.sort((a, b) => a.on - b.on)[0];
}

export const cessationOf = (contract: Contract): Day | undefined => cessation(contract)?.on;

/** Whether a denunciation in time ends the running term (E8.1c-d). */
export const isDenounced = (contract: Contract): boolean => contract.denunciation?.term === contract.term.number;

/** E8.2a: terminations that were notified, and are neither contested nor withdrawn. */
export const standingTerminations = (contract: Contract): Termination[] =>
  contract.terminations?.filter((one) => !one.fallen && !one.contested) ?? [];

/** Whether a termination notice stands, so that the subscription does not renew (E8.1b). */
export const isUnderTermination = (contract: Contract): boolean => standingTerminations(contract).length > 0;
