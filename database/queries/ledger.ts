import type { Knex } from 'knex';
import type { Civil } from '../../contract/facts.ts';
import type { Label } from '../books/journals.ts';
import { type Page, type Paging, page } from './pages.ts';

/** A line of the ledger; its journal and number once it is validated. */
export type LedgerRow = {
  id: number;
  transaction: number;
  journal: string | null;
  number: number | null;
  booked_on: Civil;
  entered_on: Civil | null;
  valid_on: Civil | null;
  account: string;
  client: string;
  subscription: string;
  label: Label;
  reference: string;
  document: string | null;
  cents: number;
};
export type LedgerFilters = {
  subscription?: string | undefined;
  client?: string | undefined;
  account?: string | undefined;
  document?: string | undefined;
  from?: Civil | undefined;
  until?: Civil | undefined;
};

/** Lines of the ledger, in the order in which they were booked. */
export async function ledgerPage(
  knex: Knex,
  { subscription, client, account, document, from, until }: LedgerFilters,
  paging: Paging,
): Promise<Page<LedgerRow>> {
  const query = knex('ledger_entries as e')
    .join('ledger_transactions as t', 't.id', 'e.transaction')
    .leftJoin('ledger_numbers as n', 'n.transaction', 't.id')
    .select('e.id', 'e.transaction', 'n.journal', 'n.number', 't.booked_on', 'n.entered_on', 'n.valid_on', 'e.account', 'e.client')
    .select('t.subscription', 't.label', 't.reference', 'e.document', 'e.cents');
  if (subscription) query.where('t.subscription', subscription);
  if (client) query.where('e.client', client);
  if (account) query.where('e.account', account);
  if (document) query.where('e.document', document);
  if (from) query.where('t.booked_on', '>=', from);
  if (until) query.where('t.booked_on', '<=', until);
  return page(knex, query, [['e.id', 'bigint']], 'asc', paging);
}
