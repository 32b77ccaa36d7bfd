/** CGUV 5.3, 5.5: what the client pays by itself, and money received in another way: which documents it pays. */
import { type Day, type Moment, dayOf, parisDay } from './calendar.ts';
import { type Clause, fact, isRefusal, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { OutsideEvent } from './events.ts';
import type { Allocation, Fact, FactOf } from './facts.ts';
import { parameter } from './parameters.ts';
import { allocate, findReceivable, inPayingOrder, openCents } from './receivables.ts';
import type { Contract, Receivable } from './state.ts';

/** Money that arrived: the day on which it was ordered. */
type Arrived = { orderedOn: Day } | undefined;

/** E8.2-iii (L.622-7): what proceedings froze is paid by money ordered before the judgment, or by what the officer pays on it by name. */
const isFree = (one: Receivable, arrived: Arrived): boolean => one.frozen === undefined || (arrived !== undefined && arrived.orderedOn <= one.frozen);

/** The documents that a payment may pay: those named, or all, without those whose presentation is under way; money that arrived pays these last. */
function payable(contract: Contract, ids: string[] | undefined, arrived: Arrived): Receivable[] | Refusal {
  const named = ids?.map((id) => findReceivable(contract, id));
  const chosen = named ?? contract.receivables.filter((one) => openCents(one) > 0 && isFree(one, arrived));
  if (chosen.some((one) => one === undefined || openCents(one) <= 0)) return refuse('E5.3f', 'not-open');
  const open = chosen.filter((one) => one !== undefined);
  const frozen = arrived ? undefined : open.find((one) => one.frozen !== undefined);
  if (frozen) return refuse('E8.2-iii', 'frozen', [], { document: frozen.number });
  if (arrived && open.length > 0) return ids ? open : inPayingOrder(open).sort((a, b) => Number(!!a.collecting) - Number(!!b.collecting));
  const pending = open.find((one) => one.collecting);
  if (pending && (ids || open.every((one) => one.collecting))) return refuse('E5.3f', 'presentation-pending', [], { document: pending.number });
  const free = open.filter((one) => !one.collecting);
  return free.length === 0 ? refuse('E5.3f', 'nothing-due') : ids ? free : inPayingOrder(free);
}

/** E5.3f: spreads an amount over what may be paid, or says why not. */
function spread(contract: Contract, ids: string[] | undefined, cents: number | undefined, arrived?: Arrived): Allocation[] | Refusal {
  const documents = payable(contract, ids, arrived);
  if (isRefusal(documents)) return documents;
  const open = documents.reduce((sum, one) => sum + openCents(one), 0);
  if (cents !== undefined && cents > open) return refuse('E5.3f', 'more-than-owed', [{ command: 'pay-now' }], { openCents: open });
  const { allocations } = allocate(documents, cents ?? open);
  const partial = allocations.some((part) => documents.some((one) => one.id === part.document && part.cents < openCents(one)));
  if (partial && !parameter(contract, 'payment.partialAccepted')) return refuse('E5.3f', 'partial-payment', [], { openCents: open });
  return allocations;
}

/** E5.5a: money received in another way, with the day it was ordered. */
function recorded(
  contract: Contract,
  payment: { allocations: Allocation[]; cents: number; orderedOn: string; means: string },
  at: Moment,
): FactOf<'payment.recorded'> {
  return fact('payment.recorded', 'E5.5a', at, { payment: `received-${contract.asked + 1}`, ...payment }, 'outside') as FactOf<'payment.recorded'>;
}

/** E5.3f: money that arrived cannot be refused: it pays what is open, and what exceeds that is kept in the client's favour. */
export function receivePayment(contract: Contract, event: Extract<OutsideEvent, { type: 'client-payment' }>, at: Moment): Fact[] {
  const named = event.invoice ? contract.receivables.filter((one) => one.id === event.invoice || one.number === event.invoice) : [];
  const arrived = { orderedOn: dayOf(event.orderedOn) };
  const others = inPayingOrder(contract.receivables.filter((one) => !named.includes(one) && isFree(one, arrived)));
  const { allocations } = allocate([...named, ...others], event.amountCents);
  return [recorded(contract, { allocations, cents: event.amountCents, orderedOn: event.orderedOn, means: event.means }, at)];
}

function payNow(contract: Contract, { input, by }: CommandOf<'pay-now'>, at: Moment): Fact[] | Refusal {
  const allocations = spread(contract, input.invoices, input.amountCents);
  if (isRefusal(allocations)) return allocations;
  if (allocations.length === 0) return refuse('E5.3f', 'nothing-due');
  const means = input.means ?? contract.means;
  return [fact('payment.requested', 'E5.3b', at, { payment: `now-${contract.asked + 1}`, allocations, means, onScreen: means.kind === 'CARD' }, by)];
}

export const paying: Clause = {
  decide: {
    'pay-now': payNow,
    'record-payment': (contract, { input, by }, at) => {
      if (dayOf(input.orderedOn) > parisDay(at)) return refuse('E5.5a', 'ordered-in-the-future');
      if (dayOf(input.orderedOn) < parisDay(contract.acceptedAt)) return refuse('E5.5a', 'before-acceptance');
      const allocations = spread(contract, input.invoice ? [input.invoice] : undefined, input.amountCents, { orderedOn: dayOf(input.orderedOn) });
      if (isRefusal(allocations)) return allocations;
      return [{ ...recorded(contract, { allocations, cents: input.amountCents, orderedOn: input.orderedOn, means: input.means }, at), by }];
    },
  },
};
