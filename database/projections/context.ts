import type { Knex } from 'knex';
import type { FactOf, FactType } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';

/** One act being written: whose it is, and the contract before and after it. */
export type Writing = {
  trx: Knex.Transaction;
  number: string;
  client: string;
  before: Contract | null;
  after: Contract;
  /** Natural keys of the documents whose state is to be set when all facts are written. */
  touched: Set<string>;
};
/** Writes the rows that one type of fact leads to. */
export type Writer<T extends FactType> = (writing: Writing, fact: FactOf<T>) => Promise<void>;
export type Writers = { [T in FactType]?: Writer<T> };

/** A row that a fact speaks of must exist: otherwise an earlier fact was not written. */
export function expectOne(changed: number, what: string): void {
  if (changed !== 1) throw new Error(`${what} is not stored: the journal and the rows differ`);
}
