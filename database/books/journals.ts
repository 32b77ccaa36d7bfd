import type { FactType } from '../../contract/facts.ts';
import type { JournalName } from '../../terms/accounts.ts';

/** What a transaction is booked for: a fact, or the end of a financial year. */
export type Label = FactType | 'year.deferred' | 'year.reopened';

/** The journal of each kind of transaction; all else is an adjustment. */
const OF: { [L in Label]?: JournalName } = {
  'invoice.issued': 'sales',
  'debit-note.issued': 'sales',
  'credit-note.issued': 'sales',
  'payment.settled': 'bank',
  'payment.recorded': 'bank',
  'payment.reversed': 'bank',
  'refund.released': 'bank',
  'task.decided': 'bank',
};
export const labelsOf = (name: JournalName): string[] => Object.keys(OF).filter((label) => OF[label as Label] === name);

/** The book of what a client owes: '' in live life, else its test clock, whose years and numbers are its own. */
export type Book = string;
export const LIVE: Book = '';
