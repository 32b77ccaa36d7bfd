/** CGUV 8.6 (a-b): the data is handed back on request until three months after C, then destroyed. */
import { type Day, addBankDays, civilOf, dayOf, instantOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, refuse, sendHour } from './clause.ts';
import type { Duty, ExportAnswer } from './duties.ts';
import { exportUntil } from './ending.ts';
import type { Fact } from './facts.ts';
import { parameter } from './parameters.ts';
import { isOverdue } from './receivables.ts';
import { afterHold, keepAccounts, retention } from './retention.ts';
import type { Contract, Export } from './state.ts';

const REMINDERS = [30, 7];

/** Exports that count for destruction: those delivered after C, or still to be delivered (E8.6b). */
const afterEnd = (contract: Contract): Export[] =>
  (contract.exports ?? []).filter((one) => contract.ended && (one.deliveredOn === undefined || one.deliveredOn > contract.ended.on));

const mustBeDoneByX = (contract: Contract): boolean => parameter(contract, 'reversibility.latestRequest') === 'WORK_DONE_BY_LAST_DAY';

/** E8.6b: the day on whose first instant the data is to be destroyed; undefined before the end, or while an export is to be delivered. */
function dueDay(contract: Contract): Day | undefined {
  if (!contract.ended) return undefined;
  const last = exportUntil(contract, contract.ended.on);
  const exports = afterEnd(contract);
  if (!mustBeDoneByX(contract) && exports.some((one) => one.deliveredOn === undefined)) return undefined;
  const newest = exports.findLast((one) => one.deliveredOn !== undefined); // the export that counts: the last one delivered after C
  if (!newest) return last + 1;
  if (newest.confirmedOn !== undefined) return Math.max(newest.confirmedOn, contract.ended.on) + 1;
  return Math.max(last, (newest.deliveredOn ?? 0) + parameter(contract, 'reversibility.verifyDays')) + 1;
}

/** E8.6b-c: the day of the destruction, which a legal hold moves. */
export function destructionDay(contract: Contract): Day | undefined {
  const day = dueDay(contract);
  return day === undefined ? undefined : afterHold(contract, day);
}

/** E8.6a-b: the last day of a delivered file: the one before the destruction; while the subscription runs, the end of the days to verify it. Undefined once it is destroyed. */
export function exportAvailableUntil(contract: Contract, deliveredOn: Day): Day | undefined {
  if (contract.state === 'DELETED') return undefined;
  const destroyed = destructionDay(contract);
  return destroyed === undefined ? deliveredOn + parameter(contract, 'reversibility.verifyDays') : destroyed - 1;
}

/** E8.6a-b: the last day on which the data can be asked for: X; later, once, while an export that was asked for by X is verified: a defective one is delivered again. */
function lastRequestDay(contract: Contract): Day | undefined {
  if (!contract.ended) return undefined;
  const last = exportUntil(contract, contract.ended.on);
  const again = contract.exports?.some((one) => one.requestedOn > last);
  return again || mustBeDoneByX(contract) ? last : Math.max(last, (dueDay(contract) ?? 0) - 1);
}

function pushReminder(contract: Contract, due: Duty[]): void {
  if (!contract.ended || afterEnd(contract).length > 0) return;
  const last = exportUntil(contract, contract.ended.on);
  const left = REMINDERS.find((days) => !contract.exportReminded?.includes(days));
  if (left !== undefined)
    due.push({
      id: `export/remind/${left}/${civilOf(contract.ended.on)}`,
      action: 'export.remind',
      due: sendHour(contract, last - left),
      article: 'E8.6a',
      ref: `${left}`,
    });
}

function pushExports(contract: Contract, due: Duty[]): void {
  for (const one of contract.exports ?? []) {
    if (one.deliveredOn !== undefined) continue;
    if (one.startedOn === undefined) due.push({ id: `export/${one.id}`, action: 'export.start', due: one.at, article: 'E8.6a', ref: one.id });
    else {
      const day = addBankDays(one.expectedOn ?? one.startedOn, 1);
      due.push({
        id: `export/${one.id}/ask/${civilOf(day)}`,
        action: 'export.ask-result',
        due: sendHour(contract, day),
        article: 'E8.6a',
        ref: one.id,
      });
    }
  }
}

function deliver(id: string, answer: ExportAnswer, at: number): Fact[] {
  if (answer.outcome === 'PENDING') {
    const expectedOn = civilOf(Math.max(dayOf(answer.expectedOn), parisDay(at))); // what is late is asked for again on the next bank day
    return [fact('export.started', 'E8.6a', at, { export: id, expectedOn })];
  }
  return [
    fact(
      'export.delivered',
      'E8.6a',
      at,
      { export: id, deliveredOn: civilOf(parisDay(at)), sha256: answer.sha256, counts: answer.counts },
      'outside',
    ),
  ];
}

const changeExport = (contract: Contract, id: string, more: Partial<Export>): void => {
  contract.exports = (contract.exports ?? []).map((one) => (one.id === id ? { ...one, ...more } : one));
};

export const reversibility: Clause = {
  duties(contract, due) {
    pushExports(contract, due);
    if (contract.state === 'ENDED') {
      pushReminder(contract, due);
      const day = destructionDay(contract);
      if (day !== undefined) due.push({ id: `destroy/${civilOf(day)}`, action: 'data.destroy', due: instantOf(day), article: 'E8.6b' });
    }
  },
  fulfil: {
    'export.start': (_contract, duty, answer, at) => deliver(duty.ref ?? '', answer, at),
    'export.ask-result': (_contract, duty, answer, at) => deliver(duty.ref ?? '', answer, at),
    'export.remind': (_contract, duty, _answer, at) => [fact('export.reminded', 'E8.6a', at, { daysLeft: Number(duty.ref) })],
    'data.destroy': (contract, _duty, answer, at) => {
      const { evidenceUntil, accountsUntil } = retention(contract);
      const backupsGoneBy = civilOf(parisDay(at) + parameter(contract, 'deletion.backupDays'));
      return [
        fact('subscription.deleted', 'E8.6b', at, {
          ...answer,
          backupsGoneBy,
          evidenceUntil: civilOf(evidenceUntil),
          accountsUntil: civilOf(accountsUntil),
        }),
      ];
    },
  },
  record: {
    'export.requested': (contract, requested) => {
      if (contract.deleted || contract.exports?.some((one) => one.id === requested.export)) return;
      contract.exports = [
        ...(contract.exports ?? []),
        { id: requested.export, requestedOn: dayOf(requested.requestedOn), at: momentOf(requested.at) },
      ];
    },
    'export.started': (contract, started) => {
      const on = parisDay(momentOf(started.at));
      changeExport(contract, started.export, { startedOn: on, ...(started.expectedOn ? { expectedOn: dayOf(started.expectedOn) } : {}) });
    },
    'export.delivered': (contract, delivered) => changeExport(contract, delivered.export, { deliveredOn: dayOf(delivered.deliveredOn) }),
    'export.confirmed': (contract, confirmed) => changeExport(contract, confirmed.export, { confirmedOn: dayOf(confirmed.confirmedOn) }),
    'export.reminded': (contract, reminded) => {
      contract.exportReminded = [...new Set([...(contract.exportReminded ?? []), reminded.daysLeft])];
    },
    'subscription.deleted': (contract, deleted) => {
      if (contract.deleted) return;
      contract.state = 'DELETED';
      if (!contract.bookYears?.length) keepAccounts(contract, contract.ended?.on ?? parisDay(momentOf(deleted.at))); // those of its year
      contract.deleted = { at: momentOf(deleted.at), evidenceUntil: dayOf(deleted.evidenceUntil), accountsUntil: dayOf(deleted.accountsUntil) };
      delete contract.exports;
      delete contract.exportReminded;
    },
  },
  decide: {
    'request-export': (contract, { input, by }, at) => {
      const on = parisDay(at);
      if (parameter(contract, 'reversibility.unpaidBlocks') && contract.receivables.some((one) => isOverdue(contract, one, on)))
        return refuse('E8.6a', 'unpaid', [{ command: 'pay-now' }]);
      const last = lastRequestDay(contract);
      if (contract.exports?.some((one) => one.deliveredOn === undefined)) return refuse('E8.6a', 'already-asked');
      if (last !== undefined && on > last) return refuse('E8.6a', 'too-late', [], { lastDay: civilOf(last) });
      return [fact('export.requested', 'E8.6a', at, { export: input.export, requestedOn: civilOf(on) }, by)];
    },
    'confirm-export': (contract, { input, by }, at) => {
      const one = contract.exports?.find((entry) => entry.id === input.export);
      if (!one) return refuse('E8.6b', 'no-such-export', [{ command: 'request-export' }]);
      if (one.deliveredOn === undefined) return refuse('E8.6b', 'not-delivered');
      if (one.confirmedOn !== undefined) return refuse('E8.6b', 'already-confirmed');
      if (contract.exports?.some((other) => other.at > one.at)) return refuse('E8.6b', 'newer-export', [{ command: 'confirm-export' }]);
      return [fact('export.confirmed', 'E8.6b', at, { export: input.export, confirmedOn: civilOf(parisDay(at)) }, by)];
    },
  },
};
