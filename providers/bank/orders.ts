/** What the bank is to do and what it said: orders, the files in which they go, and results. Cents, Paris civil days. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { addBankDays, civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { Civil, Instant } from '../../contract/facts.ts';
import { ProviderRefused } from '../request.ts';
import type { BankFile } from './pain.ts';

export type OrderType = 'DEBIT' | 'REFUND';
export type OrderRow = {
  id: string;
  key: string;
  type: OrderType;
  mandate: string;
  cents: number;
  subscription: string;
  payment: string | null;
  /** What the account holder reads; null for an order older than this, whose file says subscription and payment. */
  statement: string | null;
  asked_at: Instant;
  file: string | null;
};
export type ResultType = 'SETTLED' | 'REJECTED' | 'REVERSED';
export type ResultRow = { bank_order: string; type: ResultType; code: string | null; at: Instant };
export type FileRow = {
  id: string;
  type: OrderType;
  execute_on: Civil;
  made_at: Instant;
  made_by: string;
  orders: number;
  cents: number;
  sha256: string;
  booked_on: Civil | null;
};

/** The EndToEndId of a request: its bank speaks of it by this, on at most 35 characters. */
const endToEnd = (type: OrderType, key: string): string =>
  `${type === 'DEBIT' ? 'D' : 'R'}${createHash('sha256').update(key).digest('hex').slice(0, 30).toUpperCase()}`;

const isSame = (a: OrderRow, b: Omit<OrderRow, 'id' | 'statement' | 'asked_at' | 'file'>): boolean =>
  a.type === b.type && a.mandate === b.mandate && a.cents === b.cents && a.subscription === b.subscription && a.payment === b.payment;

/** Keeps an order once for its key. Throws ProviderRefused where the key was another order's. */
export async function keepOrder(knex: Knex, asked: Omit<OrderRow, 'id' | 'file'>): Promise<OrderRow> {
  if (!Number.isInteger(asked.cents) || asked.cents <= 0)
    throw new ProviderRefused(422, 'The sum of an order is a whole number of cents above zero.');
  await knex('bank_orders')
    .insert({ id: endToEnd(asked.type, asked.key), ...asked })
    .onConflict('key')
    .ignore();
  const row: OrderRow = await knex('bank_orders').where({ key: asked.key }).first();
  if (!isSame(row, asked)) throw new ProviderRefused(409, 'This key was used for another order: take a new key.');
  return row;
}

export const orderById = (knex: Knex, id: string): Promise<OrderRow | undefined> => knex('bank_orders').where({ id }).first();
export const orderOf = (knex: Knex, key: string): Promise<OrderRow | undefined> => knex('bank_orders').where({ key }).first();

/** What was said of an order up to an instant, the last first. */
export const resultsOf = (knex: Knex, order: string, until?: Instant): Promise<ResultRow[]> => {
  const query = knex('bank_results').where({ bank_order: order }).orderBy('at', 'desc');
  return until ? query.where('at', '<=', until) : query;
};

/** The last instant at which a mandate was used, or null. */
export async function lastUse(knex: Knex, mandate: string): Promise<Instant | null> {
  const row: { at: Instant } | undefined = await knex('bank_orders')
    .where({ mandate, type: 'DEBIT' })
    .orderBy('asked_at', 'desc')
    .first('asked_at as at');
  return row?.at ?? null;
}

/** An order on an account that was destroyed (E8.6b) goes into no file. */
const waiting = (knex: Knex, type: OrderType): Knex.QueryBuilder =>
  knex('bank_orders')
    .where({ type, file: null })
    .whereIn('mandate', knex('mandates').whereNotNull('iban').select('reference'))
    .whereNotExists(knex('bank_results').where({ bank_order: knex.ref('bank_orders.id') }));

/** How many orders wait for a file, and their sum. */
export async function waitingOrders(knex: Knex, type: OrderType): Promise<{ orders: number; cents: number }> {
  return waiting(knex, type).count({ orders: '*' }).select(knex.raw('coalesce(sum(cents), 0)::bigint as cents')).first();
}

/** All files, to be read page by page: `made_at` and `id` order them. */
export const files = (knex: Knex): Knex.QueryBuilder => knex('bank_files').select('*');
export const fileById = (knex: Knex, id: string): Promise<FileRow | undefined> => knex('bank_files').where({ id }).first();

export type OrderOfFile = OrderRow & {
  holder: string;
  iban: string | null;
  account: string;
  signed_at: Instant;
  result: ResultType | null;
  code: string | null;
};
/** The orders of a file with the accounts they concern and the last that the bank said, to be read page by page: `o.id` orders them. */
export const ordersIn = (knex: Knex, file: string): Knex.QueryBuilder =>
  knex('bank_orders as o')
    .join('mandates as m', 'm.reference', 'o.mandate')
    .joinRaw('left join lateral (select type, code from bank_results where bank_order = o.id order by at desc, type limit 1) r on true')
    .where('o.file', file)
    .select('o.*', 'm.holder', 'm.iban', 'm.account', 'm.signed_at', 'r.type as result', 'r.code');
/** All of them. */
export const ordersOf = async (knex: Knex, file: string): Promise<OrderOfFile[]> => ordersIn(knex, file).orderBy('o.id');

/** Files are made one after the other: two persons who ask at once make one file. */
const FILES = 4_180_016;

/**
 * Puts all that waits into one file, to be executed on the next bank day. `bytesOf` writes it. Null where nothing waits.
 * The file itself is not kept, since the same orders make the same bytes: its SHA-256 is.
 */
export async function makeFile(
  knex: Knex,
  { type, at, by }: { type: OrderType; at: Instant; by: string },
  bytesOf: (file: BankFile, orders: OrderOfFile[]) => string,
): Promise<FileRow | null> {
  return knex.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [FILES]);
    const day = parisDay(momentOf(at));
    const ids: string[] = await waiting(trx, type).forUpdate().orderBy('asked_at').pluck('id');
    if (ids.length === 0) return null;
    const prefix = `${type === 'DEBIT' ? 'P8' : 'P1'}-${civilOf(day).replaceAll('-', '')}-`;
    const before = await trx('bank_files').where('id', 'like', `${prefix}%`).count({ count: '*' }).first();
    const file = { id: `${prefix}${Number(before?.count ?? 0) + 1}`, type, execute_on: civilOf(addBankDays(day, 1)), made_at: at, made_by: by };
    const { cents } = await trx('bank_orders').whereIn('id', ids).select(trx.raw('sum(cents)::bigint as cents')).first();
    await trx('bank_files').insert({ ...file, orders: ids.length, cents, sha256: '' });
    await trx('bank_orders').whereIn('id', ids).update({ file: file.id });
    const bytes = bytesOf({ ...file, madeAt: at, executeOn: file.execute_on }, await ordersOf(trx, file.id));
    const [row] = await trx('bank_files')
      .where({ id: file.id })
      .update({ sha256: createHash('sha256').update(bytes).digest('hex') })
      .returning('*');
    return row;
  });
}
