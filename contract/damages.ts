/** CGUV 8.3 (c): damages as a lump sum: what may be claimed at most, and a claim that counts nothing twice. */
import { instalmentDay } from './invoicing.ts';
import { unbilled } from './arrears.ts';
import { type Day, type Moment, civilOf, parisDay } from './calendar.ts';
import { cessation, standingTerminations } from './cessation.ts';
import { type Clause, fact, isRefusal, noticeId, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { DamagesClaim, Fact } from './facts.ts';
import { slice, vatOf } from './money.ts';
import { parameter } from './parameters.ts';
import { inPayingOrder, isAtRest, isOverdue, isPrincipal, openCents } from './receivables.ts';
import type { Contract, Receivable } from './state.ts';
import { formalChannel, unpaidOf } from './suspension.ts';

/** E8.3c (ii): the instalments of the term that a termination by the Company leaves without invoice, excl. VAT. */
function lostInstalments(contract: Contract): { count: number; netCents: number } {
  const { price, term } = contract;
  const end = cessation(contract);
  let count = 0;
  let netCents = 0;
  if (!price || end?.cause !== 'TERMINATED_BY_COMPANY') return { count, netCents };
  for (let n = term.issued + 1; n <= price.instalments; n++) {
    if (instalmentDay(contract, n) <= end.on) continue;
    count += 1;
    netCents += slice(price.netCents, price.instalments, n);
  }
  return { count, netCents };
}

const claimed = (contract: Contract, what: 'uninvoicedCents' | 'accessoriesCents'): number =>
  (contract.damages ?? []).reduce((sum, one) => sum + one[what], 0);
const isClaimed = (contract: Contract, { id }: Receivable): boolean => contract.damages?.some((one) => one.documents.includes(id)) ?? false;

/** E8.3c: what may be claimed at most on a day: (i) unpaid documents, (ii) instalments not invoiced after C, and the accessories, less what was claimed before. */
export function damagesCeiling(contract: Contract, on: Day) {
  const open = inPayingOrder(
    contract,
    contract.receivables.filter((one) => openCents(one) > 0 && !isAtRest(one)),
  );
  const unpaid = open.filter(isPrincipal).map((one) => ({
    ...{ document: one.id, number: one.number, dueOn: civilOf(one.dueOn), openCents: openCents(one), claimed: isClaimed(contract, one) },
  }));
  const lost = lostInstalments(contract);
  const others = open.filter((one) => !isPrincipal(one)).reduce((sum, one) => sum + openCents(one), 0);
  const accrued = open.map((one) => unbilled(contract, one, on)).reduce((sum, one) => sum + one.penaltyCents + one.indemnityCents, others);
  const unpaidCents = unpaid.reduce((sum, one) => sum + (one.claimed ? 0 : one.openCents), 0);
  const uninvoiced = { instalments: lost.count, netCents: Math.max(0, lost.netCents - claimed(contract, 'uninvoicedCents')) };
  const accessoriesCents = Math.max(0, accrued - claimed(contract, 'accessoriesCents'));
  const end = cessation(contract);
  return {
    ...{ on: civilOf(on), cessationOn: end ? civilOf(end.on) : null, unpaid, unpaidCents, uninvoiced, accessoriesCents },
    totalCents: unpaidCents + uninvoiced.netCents + accessoriesCents,
  };
}

/** E8.3: a notified default that stood its cure days, or an end that it led to. */
function isInDefault(contract: Contract, on: Day): boolean {
  const { ended } = contract;
  if (ended?.cause === 'TERMINATED_BY_COMPANY' || standingTerminations(contract).some((one) => one.from === 'COMPANY')) return true;
  if (ended) return contract.receivables.some((one) => one.notified !== undefined && isOverdue(contract, one, on));
  const notified = (contract.cases ?? []).filter((one) => unpaidOf(contract, one).length > 0);
  return notified.some((one) => one.sent.some((sent) => sent.lastCureDay < on));
}

/** E8.3c: documents named once, unpaid and not claimed before; amounts within what is left to claim. */
function whatIsClaimed(contract: Contract, { input }: CommandOf<'claim-damages'>, on: Day): DamagesClaim | Refusal {
  const { unpaid, uninvoiced, accessoriesCents: accessories } = damagesCeiling(contract, on);
  const { documents = [], uninvoicedCents = 0, accessoriesCents = 0, vatRate } = input;
  const chosen = documents.map((id) => unpaid.find((one) => one.document === id));
  if (!chosen.every((one) => one !== undefined)) return refuse('E8.3c', 'not-open');
  const twice = chosen.find((one, i) => one.claimed || chosen.indexOf(one) !== i);
  if (twice) return refuse('E8.3c', 'counted-twice', [], { document: twice.number });
  if (uninvoicedCents > uninvoiced.netCents) return refuse('E8.3c', 'above-ceiling', [], { ceilingCents: uninvoiced.netCents });
  if (accessoriesCents > accessories) return refuse('E8.3c', 'above-ceiling', [], { ceilingCents: accessories });
  if (uninvoicedCents > 0 && vatRate === undefined) return refuse('E8.3c', 'vat-not-chosen');
  const vatCents = vatOf(uninvoicedCents, vatRate ?? 0);
  const unpaidCents = chosen.reduce((sum, one) => sum + one.openCents, 0);
  const totalCents = unpaidCents + uninvoicedCents + vatCents + accessoriesCents;
  if (totalCents === 0) return refuse('E8.3c', 'nothing-claimed');
  return { documents, unpaidCents, uninvoicedCents, vatRate: vatRate ?? 0, vatCents, accessoriesCents, totalCents };
}

function claimDamages(contract: Contract, command: CommandOf<'claim-damages'>, at: Moment): Fact[] | Refusal {
  const { input, by } = command;
  if (parameter(contract, 'damages.mode') === 'OFF') return refuse('E8.3c', 'damages-off');
  if (contract.notices?.some((one) => one.code === 'DAMAGES_CLAIM')) return refuse('E8.3c', 'counted-twice');
  const on = parisDay(at);
  if (!isInDefault(contract, on)) return refuse('E8.3c', 'no-default');
  const claim = whatIsClaimed(contract, command, on);
  if (isRefusal(claim)) return claim;
  const channel = input.channel ?? formalChannel(contract);
  if (channel === 'HAND') return refuse('E11.1a', 'signed-receipt-missing', [{ command: 'claim-damages' }]);
  const notice = noticeId(contract, `damages/${civilOf(on)}`);
  const about = { facts: input.facts, damages: claim };
  return [fact('notice.decided', 'E8.3c', at, { notice, code: 'DAMAGES_CLAIM', channel, from: 'COMPANY', about }, by)];
}

export const damages: Clause = {
  record: {
    'notice.sent': (contract, { notice, about }) => {
      if (!about.damages) return;
      const others = (contract.damages ?? []).filter((one) => one.notice !== notice && one.notice !== about.replaces); // sent again, not claimed again
      contract.damages = [...others, { notice, ...about.damages }];
    },
  },
  decide: { 'claim-damages': claimDamages },
};
