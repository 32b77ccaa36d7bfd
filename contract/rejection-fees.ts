/** CGUV 5.5 (b): the flat sum for a rejected payment falls with a presentation that should not have been. */
import type { Day, Moment } from './calendar.ts';
import { openCents } from './receivables.ts';
import type { Contract } from './state.ts';

/** E5.5b, A12: what is open of the fees for presentations of these documents, rejected from a day on, is credited. Those that the client asked for itself stay. */
export function dropFees(contract: Contract, documents: string[], from: Day, at: Moment): void {
  const { waivers = [] } = contract;
  const fallen = contract.receivables.filter(
    (one) =>
      documents.some((id) => one.id.startsWith(`fee/${id}-`)) &&
      one.issuedOn >= from &&
      openCents(one) > 0 &&
      !waivers.some(({ document }) => document === one.id),
  );
  contract.waivers = [...waivers, ...fallen.map(({ id: document }) => ({ document, at, cause: 'CORRECTED' as const }))];
}
