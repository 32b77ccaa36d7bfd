/** CGUV 6.2: disputed Content is hidden or removed at once, without cure period; the subscription is untouched. */
import { momentOf } from './calendar.ts';
import { type Clause, fact, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { ContentAct, Fact, TextId } from './facts.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';

type Words = { items: string[]; listing: TextId; ground: TextId; evidence?: TextId };

/** E6.2a: nothing but these three acts is ever done to Content: it stays the Client's. Items that are hidden, or about to be. */
const isHeld = (contract: Contract, item: string): boolean => {
  const last = contract.contentOrders?.findLast((one) => one.items.includes(item))?.act;
  return last === undefined ? (contract.contentHolds?.includes(item) ?? false) : last === 'HOLD';
};

function order(
  contract: Contract,
  act: ContentAct,
  { items, listing, ground, evidence }: Words,
  by: CommandOf<'hold-content'>['by'],
  at: number,
): Fact[] {
  const id = `${act.toLowerCase()}-${(contract.contentOrdered ?? 0) + 1}`;
  return [fact('content.ordered', 'E6.2b', at, { order: id, act, items, listing, ground, ...(evidence ? { evidence } : {}) }, by)];
}

/** Items said of in another state than the act needs. */
const named = (items: string[]): Record<string, string> => ({ items: items.join(', ') });

export const content: Clause = {
  duties(contract, due) {
    for (const one of contract.contentOrders ?? [])
      due.push({ id: `content/${one.order}`, action: 'content.carry-out', due: one.at, article: 'E6.2b', ref: one.order });
  },
  fulfil: {
    'content.carry-out': (contract, duty, answer, at) => {
      const ordered = contract.contentOrders?.find((one) => one.order === duty.ref);
      return ordered ? [fact('content.carried-out', 'E6.2b', at, { order: ordered.order, act: ordered.act, items: answer.items })] : [];
    },
  },
  record: {
    'content.ordered': (contract, { order: id, act, items, at }) => {
      const nth = Number(id.split('-')[1]);
      if (nth <= (contract.contentOrdered ?? 0)) return; // told before
      contract.contentOrdered = nth;
      contract.contentOrders = [...(contract.contentOrders ?? []), { order: id, act, items, at: momentOf(at) }];
    },
    'content.carried-out': (contract, { order: id, act }) => {
      const done = contract.contentOrders?.find((one) => one.order === id);
      if (!done) return;
      contract.contentOrders = contract.contentOrders?.filter((one) => one !== done) ?? [];
      const others = (contract.contentHolds ?? []).filter((item) => !done.items.includes(item));
      contract.contentHolds = act === 'HOLD' ? [...others, ...done.items] : others;
    },
    'subscription.deleted': (contract) => {
      delete contract.contentHolds;
      delete contract.contentOrders;
    },
  },
  decide: {
    'hold-content': (contract, { input, by }, at): Fact[] | Refusal => {
      if (contract.state === 'DELETED') return refuse('E6.2b', 'deleted');
      const held = input.items.filter((item) => isHeld(contract, item));
      if (held.length > 0) return refuse('E6.2b', 'already-held', [{ command: 'release-content' }, { command: 'delete-content' }], named(held));
      return order(contract, 'HOLD', input, by, at);
    },
    'release-content': (contract, { input, by }, at) => {
      const free = input.items.filter((item) => !isHeld(contract, item));
      if (free.length > 0) return refuse('E6.2b', 'not-held', [{ command: 'hold-content' }], named(free));
      return order(contract, 'RELEASE', { ...input, ground: input.reason }, by, at);
    },
    'delete-content': (contract, { input, by }, at) => {
      if (contract.state === 'DELETED') return refuse('E6.2b', 'deleted');
      const free = parameter(contract, 'content.holdBeforeDelete') ? input.items.filter((item) => !isHeld(contract, item)) : [];
      if (free.length > 0) return refuse('E6.2b', 'hold-first', [{ command: 'hold-content' }], named(free));
      return order(contract, 'DELETE', input, by, at);
    },
  },
};
