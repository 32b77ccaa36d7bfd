/** CGUV 5.5: a means of payment whose bank has said that it no longer serves is presented no more; the client gives another, or BILLING keeps it. */
import { momentOf } from './calendar.ts';
import type { Clause } from './clause.ts';
import { rejectionCode } from './rejection-codes.ts';
import type { Contract } from './state.ts';

/** E5.5a: the stored means, where it does not serve. */
export const unusableMeans = (contract: Contract): Contract['unusable'] =>
  contract.unusable?.method === contract.means.method ? contract.unusable : undefined;

/** What a bank said of a method; nothing where the means is another by now, or is known not to serve. */
function hear(contract: Contract, method: string | undefined, code: string, at: string): void {
  const { mandate } = rejectionCode(code);
  if (mandate === 'KEEP' || method !== contract.means.method || unusableMeans(contract)) return;
  contract.unusable = { method, code, at: momentOf(at), ...(mandate === 'SUSPEND' ? { asks: true } : {}) };
}

export const meansOfPayment: Clause = {
  duties(contract, due) {
    const unusable = unusableMeans(contract);
    if (!unusable?.asks || contract.tasks?.some((one) => one.kind === 'MEANS' && one.about === unusable.method)) return;
    due.push({
      id: `task/means/${contract.tasksOpened + 1}`,
      action: 'task.open',
      due: unusable.at,
      article: 'E5.5b',
      ref: `MEANS:${unusable.method}`,
    });
  },
  record: {
    'payment.rejected': (contract, { payment, code, at }) => {
      const method = contract.payments.find((one) => one.id === payment)?.means.method;
      hear(contract, method, code, at);
    },
    'payment.reversed': (contract, { method, code, at }) => hear(contract, method, code, at),
    'payment-method.ended': (contract, { method, code, at }) => hear(contract, method, code, at),
    'payment-method.changed': forget,
    'contract.assigned': forget,
    'task.decided': (contract, { task, choice }) => {
      const decided = contract.tasks?.find((one) => one.id === task && one.kind === 'MEANS');
      if (!decided || decided.about !== contract.unusable?.method || !contract.unusable) return;
      const { asks: _, ...unusable } = contract.unusable;
      if (choice === 'KEEP_MEANS') delete contract.unusable;
      else contract.unusable = unusable;
    },
  },
};

/** Another means: what was asked of the one before is asked no more. */
function forget(contract: Contract): void {
  delete contract.unusable;
  contract.tasks = (contract.tasks ?? []).filter((one) => one.kind !== 'MEANS');
}
