/** CGUV 8.6 (c): what the law keeps is kept as long as it says, then purged; a legal hold keeps more, until its end. */
import { type Day, addMonths, civilOf, dayFrom, dayOf, instantOf, momentOf, parisDay, partsOf } from './calendar.ts';
import { type Clause, fact, refuse } from './clause.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';

/** E8.6c: the last day of the invoices and accounts of a financial year: ten years from its end, 31 December. */
export const accountsUntil = (contract: Contract, year: number): Day => dayFrom(year + parameter(contract, 'retention.accountingYears'), 12, 31);

/** E8.6c: evidence until five years after C; accounts until the last financial year that has a document, or that of C, has had its time. */
export function retention(contract: Contract): { evidenceUntil: Day; accountsUntil: Day } {
  const cessationOn = contract.ended?.on ?? 0;
  const evidenceUntil = addMonths(cessationOn, 12 * parameter(contract, 'retention.evidenceYears'));
  return { evidenceUntil, accountsUntil: accountsUntil(contract, contract.bookYears?.at(-1) ?? partsOf(cessationOn).year) };
}

/** A document was issued on a day: its financial year has accounts to keep. */
export function keepAccounts(contract: Contract, issuedOn: Day): void {
  contract.bookYears = [...new Set([...(contract.bookYears ?? []), partsOf(issuedOn).year])].sort((a, b) => a - b);
}

/** E8.6c: nothing is destroyed or purged before the day after the end of a legal hold. */
export const afterHold = (contract: Contract, day: Day): Day => Math.max(day, (contract.legalHold?.until ?? day - 1) + 1);

export const retaining: Clause = {
  duties(contract, due) {
    const { deleted, legalHold } = contract;
    if (legalHold)
      due.push({ id: `hold/lift/${civilOf(legalHold.until)}`, action: 'hold.lift', due: instantOf(legalHold.until + 1), article: 'E8.6c' });
    if (deleted && !deleted.evidencePurged) {
      const evidence = afterHold(contract, deleted.evidenceUntil + 1);
      due.push({ id: 'purge/evidence', action: 'evidence.purge', due: instantOf(evidence), article: 'E8.6c' });
    }
    for (const year of contract.bookYears ?? []) {
      const accounts = afterHold(contract, accountsUntil(contract, year) + 1);
      due.push({ id: `purge/accounts/${year}`, action: 'accounts.purge', due: instantOf(accounts), article: 'E8.6c', ref: String(year) });
    }
  },
  fulfil: {
    'hold.lift': (contract, _duty, _answer, at) => [
      fact('legal-hold.lifted', 'E8.6c', at, { until: civilOf(contract.legalHold?.until ?? parisDay(at)) }),
    ],
    'evidence.purge': (_contract, _duty, _answer, at) => [fact('evidence.purged', 'E8.6c', at, {})],
    'accounts.purge': (_contract, duty, _answer, at) => [fact('accounts.purged', 'E8.6c', at, { year: Number(duty.ref) })],
  },
  record: {
    'legal-hold.placed': (contract, placed) => {
      contract.legalHold = { until: dayOf(placed.until), basis: placed.basis, at: momentOf(placed.at) };
    },
    'legal-hold.lifted': (contract) => {
      delete contract.legalHold;
    },
    'evidence.purged': (contract) => {
      if (contract.deleted) contract.deleted = { ...contract.deleted, evidencePurged: true };
    },
    'accounts.purged': (contract, { year }) => {
      contract.bookYears = (contract.bookYears ?? []).filter((one) => one !== year);
    },
  },
  decide: {
    'legal-hold': (contract, { input, by }, at) => {
      if (contract.deleted?.evidencePurged && !contract.bookYears?.length) return refuse('E8.6c', 'nothing-left');
      if (!input.basis) return refuse('E8.6c', 'hold-needs-basis', [{ command: 'legal-hold' }]);
      if (!input.until) return refuse('E8.6c', 'hold-needs-end', [{ command: 'legal-hold' }]);
      if (dayOf(input.until) < parisDay(at)) return refuse('E8.6c', 'hold-is-over', [{ command: 'legal-hold', from: civilOf(parisDay(at)) }]);
      return [fact('legal-hold.placed', 'E8.6c', at, { basis: input.basis, until: input.until }, by)];
    },
  },
};
