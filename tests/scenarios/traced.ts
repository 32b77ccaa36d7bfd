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
