/** A10, A11: whatever is done, due, refused or left to a person can be traced: to an entry of the contract, and to commands that there are. */
import type { Allowed, Refusal } from '../../contract/commands.ts';
import { COMMANDS } from '../../contract/commands.ts';
import type { Duty } from '../../contract/duties.ts';
import { ENTRIES } from '../../contract/entries.ts';
import type { Fact } from '../../contract/facts.ts';

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
