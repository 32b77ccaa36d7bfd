/** What people ask for in a random life: every command of A9, by those who may give it and by those who may not. */
import { BORNE, COMMANDS, type CommandType } from '../../contract/commands.ts';
import { decidersOf } from '../../contract/decisions.ts';
import type { Fact, MeansKind, Role } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { CHOICES } from '../../contract/tasks.ts';
import { ask } from '../contract/random/asks.ts';
import type { Dice } from '../contract/random/dice.ts';
import type { Act } from './script.ts';

/** All of them; `decide` is an act of its own, on the tasks that are open. */
const ASKED = (Object.keys(COMMANDS) as CommandType[]).filter((one) => one !== 'decide');
/** Commands that end a life, asked for less often: five years should have something in them. */
const ENDING: readonly CommandType[] = [
  ...(['denounce', 'free-exit', 'terminate-for-cause', 'record-incoming-notice'] as const),
  ...(['record-insolvency', 'record-end-by-law', 'exercise-ip-option'] as const),
];
const ROLES: Role[] = ['CLIENT_ADMIN', 'CLIENT_MEMBER', 'SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR'];

type Asking = { contract: Contract; facts: readonly Fact[]; at: number; dice: Dice; serial: number; firstKind: MeansKind };
type Input = Record<string, unknown>;

export function personAct(asking: Asking): Act | undefined {
  const { contract, at, dice, serial } = asking;
  const task = dice.once(3) ? dice.pick(contract.tasks ?? []) : undefined;
  if (task) {
    if (task.kind === 'PRICE_DECISION') return undefined; // every schedule of these lives has every formula
    const role = dice.once(20) ? dice.pick(ROLES) : dice.pick(decidersOf(task));
    return { decide: task.kind, person: personIn(role ?? 'LEGAL', dice), choice: dice.pick(CHOICES[task.kind]) ?? 'APPROVE' };
  }
  const wanted = dice.once(2) ? 'fitting' : (dice.pick(ASKED) ?? 'pay-now');
  const { type, by, input } = ask(contract, wanted, at, dice, serial);
  if (type === 'decide' || (ENDING.includes(type) && !dice.once(2))) return undefined;
  const person = dice.once(20) ? personIn(dice.pick(ROLES) ?? 'AUDITOR', dice) : { role: by.role, name: by.person };
  const command: Act = { command: type, person, input };
  if (!isForbidden(command) && !canBeSaid(asking, type, input as Input)) return undefined;
  return command;
}

const personIn = (role: Role, dice: Dice) => ({ role, name: `${role}-${1 + dice.below(2)}` });

/** A command by a role that may not give it: the doors refuse it, the contract never hears of it (A9). */
export const isForbidden = (act: Act): boolean => 'command' in act && !COMMANDS[act.command].roles.includes(act.person.role);

/** Whether the doors let it through to the contract, about what is there; what is named by itself is given the names of these lives. */
function canBeSaid({ contract, facts, firstKind }: Asking, type: CommandType, input: Input): boolean {
  const issued = type === 'correct-invoice' ? facts.flatMap((one) => (one.type === 'invoice.issued' ? [one.invoice] : [])) : [];
  const known = new Set([...contract.receivables.map((one) => one.id), ...issued]);
  if (type === 'correct-invoice' && !issued.includes(String(input.invoice))) return false; // a debit note is no invoice
  const named = [input.invoice, ...((input.invoices ?? (Array.isArray(input.documents) ? input.documents : [])) as unknown[])];
  if (named.some((one) => one !== undefined && !known.has(String(one)))) return false; // no such document
  if (contract.state === 'DELETED' && (BORNE as readonly CommandType[]).includes(type)) return false; // kept in the client's book alone
  if (((input.items ?? []) as string[]).some((item) => isRemoved(facts, item))) return false; // no such content any more
  if (type === 'accept-terms') input.termsVersion = '1'; // the current one: a stage knows it
  if (type === 'accept-assignment') return successorIsReady(facts, input);
  if (typeof input.means === 'object') input.means = { method: 'm1', kind: firstKind };
  return true;
}

const isRemoved = (facts: readonly Fact[], item: string): boolean =>
  facts.some((one) => one.type === 'content.carried-out' && one.act === 'DELETE' && one.items.some(({ id }) => id === item));

/** E11.4a: an assignment that LEGAL approved, and a means of payment registered since. */
function successorIsReady(facts: readonly Fact[], input: Input): boolean {
  const decided = facts.findLast((one) => one.type === 'assignment.decided');
  if (decided?.type !== 'assignment.decided' || !decided.approved) return false;
  const since = facts.slice(facts.indexOf(decided));
  const means = since.findLast((one) => one.type === 'payment-method.changed');
  if (means?.type !== 'payment-method.changed' || since.some((one) => one.type === 'contract.assigned')) return false;
  Object.assign(input, { assignment: decided.assignment, clientStatus: 'NON_PROFESSIONAL', means: { method: means.method, kind: means.kind } });
  return true;
}
