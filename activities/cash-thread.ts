/** One thread of a cash forecast: takes contracts as JSON texts, answers what they bring in. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Months, type Supposition, cashOf, mergeMonths } from '../contract/cash.ts';
import type { Contract } from '../contract/state.ts';

export type Row = { number: string; contract: string; contacts: number };
/** The months of a batch, and the subscriptions whose contract cannot be run. */
export type Counted = { months: Months; unread: string[] };

parentPort?.on('message', (batch: Row[]) => {
  const counted: Counted = { months: {}, unread: [] };
  for (const { number, contract, contacts } of batch) {
    try {
      mergeMonths(counted.months, cashOf({ contract: JSON.parse(contract) as Contract, contacts }, workerData as Supposition));
    } catch {
      counted.unread.push(number); // one unreadable contract takes no other with it
    }
  }
  parentPort?.postMessage(counted);
});
