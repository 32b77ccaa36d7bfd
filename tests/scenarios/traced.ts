/** A10, A11: whatever is done, due, refused or left to a person can be traced: to an entry of the contract, and to commands that there are. */
import type { Allowed, Refusal } from '../../contract/commands.ts';
import { COMMANDS } from '../../contract/commands.ts';
import type { Duty } from '../../contract/duties.ts';
import { ENTRIES } from '../../contract/entries.ts';
import type { Fact, FactType } from '../../contract/facts.ts';

/** A1 to A14 are the conventions that every entry uses. */
const isEntry = (id: string): boolean => /^A\d+$/.test(id) || ENTRIES.some((one) => one.id === id);
/** Commands, and what can be done at other doors than those of a subscription. */
const doors = new Set<string>([
  ...Object.keys(COMMANDS),
  ...['publish-security-standard', 'record-service-change', 'assign-contracts', 'register-subprocessor'],
  ...['payment-methods', 'subscribe', 'approve-transfer'],
]);

const isOffer = ({ command, from, until }: Allowed): boolean =>
  doors.has(command) && [from, until].every((day) => day === undefined || /^\d{4}-\d\d-\d\d$/.test(day));

/** Throws where one of them cannot be. */
export function trace(...all: (Fact | Duty | Refusal)[]): void {
  for (const one of all) {
    const traced =
      isEntry(one.article) && (!('because' in one && 'allowed' in one) || (/^[a-z][a-z-]+$/.test(one.because) && one.allowed.every(isOffer)));
    if (!traced) throw new Error(`no entry, no reason or no such command: ${JSON.stringify(one)}`);
  }
}

/** A11, A6: no duty is done twice under one name, no fact leaves a name empty, and the numbers of a series follow each other. */
export function effects() {
  const done = new Set<string>();
  const last: Record<string, number> = { F: 0, A: 0, D: 0 };
  const next = (number: string): boolean => Number(number.split('-')[1]) === ++(last[number.slice(0, 1)] as number);
  const crowd = { at: '', duties: 0 };
  return (duty: string | undefined, facts: Fact[]): void => {
    const at = facts[0]?.at ?? crowd.at;
    Object.assign(crowd, at === crowd.at ? { duties: crowd.duties + 1 } : { at, duties: 0 });
    if (crowd.duties > 500) throw new Error(`${duty} is one of 500 duties at ${at}: they never end`);
    if (duty !== undefined && (duty === '' || done.has(duty))) throw new Error(`${duty} is done twice`);
    if (duty !== undefined) done.add(duty);
    for (const one of facts) {
      if (Object.values(one).includes('')) throw new Error(`a name is empty: ${JSON.stringify(one)}`);
      if ('number' in one && one.type.endsWith('.issued') && !next(one.number)) throw new Error(`${one.number} does not follow`);
    }
  };
}

/**
 * Facts that change nothing when they are told again at any later time: the contract still knows them by their number or their state. The others are of
 * things that can happen again under the same words (a denunciation, a choice of formula, a proposal, a notice, a presentation), or whose object has left the
 * contract (a case, a settled charge): the engine tells those apart by their act in the journal, which is committed once.
 */
export const KNOWN_FOR_EVER: readonly FactType[] = [
  ...(['subscription.accepted', 'subscription.started', 'subscription.deleted', 'exit.taken', 'term.renewed'] as const),
  ...(['payment.requested', 'statement.opened', 'statement.skipped', 'refund.released', 'refund.set-off'] as const),
  ...(['debts.accelerated', 'acceleration.declined', 'debt.written-off', 'suspension.held', 'dispute.decided'] as const),
  ...(['notice.acknowledged', 'announcement.acknowledged', 'instruction.flagged'] as const),
  ...(['formula-choice.refused', 'complaint.answered', 'content.carried-out', 'task.reminded'] as const),
  ...(['ip-claim.opened', 'ip-claim.checked', 'end-by-law.recorded', 'documents.provided'] as const),
  ...(['assistance.quoted', 'assistance.accepted', 'assistance.refused', 'assistance.done', 'assignment.decided'] as const),
  ...(['export.requested', 'evidence.purged', 'accounts.purged'] as const),
];

/** Whether a fact is known for ever, and no later one has taken its place: another check of the same claim, or a debt that was paid all the same and opened again. */
export const isKnownForEver = (one: Fact, later: readonly Fact[]): boolean =>
  KNOWN_FOR_EVER.includes(one.type) &&
  !later.some(
    (other) =>
      (one.type === 'ip-claim.checked' && other.type === one.type && other.claim === one.claim) ||
      (one.type === 'debt.written-off' && other.type === 'payment.reversed' && other.reopened.some(({ invoice }) => invoice === one.document)),
  );
