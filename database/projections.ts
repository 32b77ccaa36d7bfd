import type { Knex } from 'knex';
import type { FactType } from '../contract/facts.ts';
import type { Contract } from '../contract/state.ts';
import type { Recorded } from './journal.ts';
import { contentWriters } from './projections/content.ts';
import type { Writer, Writers, Writing } from './projections/context.ts';
import { documentWriters, settleStates } from './projections/documents.ts';
import { disprovingWriters, noticeWriters } from './projections/notices.ts';
import { paymentWriters } from './projections/payments.ts';
import { closePointless, requestWriters } from './projections/requests.ts';

const WRITERS: Writers = { ...documentWriters, ...paymentWriters, ...noticeWriters, ...requestWriters, ...contentWriters };

/**
 * Writes the rows that the facts of one act lead to: documents, payments, tasks, complaints, exports, and the state of notices.
 * `before` is null for the act that creates the subscription. Formal notices are queued before they are written as sent.
 */
export async function project(
  trx: Knex.Transaction,
  { number, client }: { number: string; client: string },
  before: Contract | null,
  after: Contract,
  rows: Recorded[],
): Promise<void> {
  const writing: Writing = { trx, number, client, before, after, touched: new Set() };
  for (const { fact } of rows)
    for (const writers of [WRITERS, disprovingWriters]) await (writers[fact.type] as Writer<FactType> | undefined)?.(writing, fact);
  await settleStates(writing);
  const last = rows.at(-1);
  if (last) await closePointless(writing, last.fact.at);
}
