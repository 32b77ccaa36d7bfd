/** CGUV 8.2 (iii): the claim to declare in insolvency proceedings, item by item. */
import { unbilled } from './arrears.ts';
import type { ClaimItem } from './facts.ts';
import { inPayingOrder, openCents } from './receivables.ts';
import type { Contract } from './state.ts';

/** E8.2-iii (L.622-24): what was owed the day before the judgment: documents, penalties accrued, indemnities accrued. */
export function claimOf(contract: Contract): { items: ClaimItem[]; totalCents: number } {
  const frozen = inPayingOrder(
    contract,
    contract.receivables.filter((one) => one.frozen !== undefined),
  );
  const items = frozen.flatMap((one): ClaimItem[] => {
    const { penaltyCents, indemnityCents } = unbilled(contract, one, one.frozen ?? 0);
    const { number: document } = one;
    return [
      { document, what: one.kind, cents: openCents(one) },
      { document, what: 'PENALTY' as const, cents: penaltyCents },
      { document, what: 'INDEMNITY' as const, cents: indemnityCents },
    ].filter((item) => item.cents > 0);
  });
  return { items, totalCents: items.reduce((sum, item) => sum + item.cents, 0) };
}
