/** What the bank says of orders: credited or debited, rejected before, taken back after. Each is kept once, and becomes the news that a webhook would bring. */
import type { Knex } from 'knex';
import { civilOf, instantOf, dayOf, isoOf } from '../../contract/calendar.ts';
import type { Civil, Instant } from '../../contract/facts.ts';
import type { OutsideNews } from '../payments/port.ts';
import type { Booked, Unnamed } from './answers.ts';
import type { FileRow, OrderRow, ResultRow, ResultType } from './orders.ts';

/** A refusal or a return by the bank; `on` the day of the bank. */
export type Returned = { order: string; code: string; on: Civil };

const BANK_HOUR = 10 * 60;
/** The instant of what a bank did on a day, which is never ahead of us. */
const atBank = (on: Civil): Instant => isoOf(Math.min(instantOf(dayOf(on), BANK_HOUR), Date.now()));

const NEWS = { SETTLED: 'charge-settled', REJECTED: 'charge-rejected', REVERSED: 'charge-reversed' } as const;
/** The news of a result: none for a refund, on which no subscription waits. */
function newsOf({ id, type: order, subscription, payment }: OrderRow, { type, code, at }: ResultRow): OutsideNews[] {
  if (order === 'REFUND' || !payment) return [];
  const told = { id: `${id}/${type}`, at, clocked: false, subscription, client: null, payment };
  return [type === 'SETTLED' ? { ...told, type: NEWS[type] } : { ...told, type: NEWS[type], code: code ?? 'MS03' }];
}

async function keep(trx: Knex, order: OrderRow, type: ResultType, { code, at }: { code: string | null; at: Instant }): Promise<OutsideNews[]> {
  await trx('bank_results').insert({ bank_order: order.id, type, code, at }).onConflict(['bank_order', 'type']).ignore();
  const row: ResultRow = await trx('bank_results').where({ bank_order: order.id, type }).first();
  return newsOf(order, row);
}

/** The bank booked another sum than that of a file: nothing is kept of it. */
export type OtherSum = { cents: number; expectedCents: number };

const sumOf = (orders: readonly OrderRow[]): number => orders.reduce((sum, one) => sum + one.cents, 0);

/** The orders of a file, and those of them that were not rejected. */
async function inFile(knex: Knex, file: FileRow): Promise<{ orders: OrderRow[]; executed: OrderRow[] }> {
  const orders: OrderRow[] = await knex('bank_orders').where({ file: file.id }).orderBy('id').forUpdate();
  const rejected = await rejectedOf(knex, orders);
  return { orders, executed: orders.filter(({ id }) => !rejected.has(id)) };
}
async function rejectedOf(knex: Knex, orders: readonly OrderRow[]): Promise<Set<string>> {
  const ids = orders.map(({ id }) => id);
  return new Set(await knex('bank_results').where({ type: 'REJECTED' }).whereIn('bank_order', ids).pluck('bank_order'));
}

/**
 * The bank has booked a file on a day: all of its orders that it did not reject have settled. The news, again if it was said before.
 * `cents` is what it booked, null where it is not said: all orders, whose rejections it books apart, or those alone that it did not reject.
 */
export async function bookFile(knex: Knex, file: FileRow, { on, cents }: Omit<Booked, 'file'>): Promise<OutsideNews[] | OtherSum> {
  return knex.transaction(async (trx) => {
    const { orders, executed } = await inFile(trx, file);
    const expectedCents = sumOf(executed);
    if (cents !== null && cents !== expectedCents && cents !== sumOf(orders)) return { cents, expectedCents };
    await trx('bank_files').where({ id: file.id, booked_on: null }).update({ booked_on: on });
    const news: OutsideNews[] = [];
    for (const order of executed) news.push(...(await keep(trx, order, 'SETTLED', { code: null, at: atBank(on) })));
    return news;
  });
}

/** Money that the bank booked without saying of which file: by the orders that it names, else by its sum. Null where that does not tell one file from another: a person says it. */
export const bookUnnamed = (knex: Knex, entry: Unnamed): Promise<OutsideNews[] | null> =>
  entry.orders.length > 0 ? bookOrders(knex, entry) : bookBySum(knex, entry);

/** Orders of ours, each with its own sum and all with that of the entry, of which none was rejected. */
async function bookOrders(knex: Knex, { on, cents, credit, orders: named }: Unnamed): Promise<OutsideNews[] | null> {
  return knex.transaction(async (trx) => {
    const ids = named.map(({ order }) => order);
    const type = credit ? 'DEBIT' : 'REFUND';
    const orders: OrderRow[] = await trx('bank_orders').where({ type }).whereIn('id', ids).whereNotNull('file').orderBy('id').forUpdate();
    const sums = new Map(orders.map((one) => [one.id, one.cents]));
    const fits = named.every((one) => sums.has(one.order) && (one.cents === null || one.cents === sums.get(one.order)));
    if (!fits || ids.length !== orders.length || sumOf(orders) !== cents || (await rejectedOf(trx, orders)).size > 0) return null;
    const news: OutsideNews[] = [];
    for (const order of orders) news.push(...(await keep(trx, order, 'SETTLED', { code: null, at: atBank(on) })));
    const open = trx('bank_orders as o').whereNotExists(trx('bank_results').whereRaw('bank_order = o.id')).whereRaw('o.file = bank_files.id');
    const files = orders.flatMap(({ file }) => file ?? []);
    await trx('bank_files').whereIn('id', files).where({ booked_on: null }).whereNotExists(open).update({ booked_on: on });
    return news;
  });
}

/** How many days after its execution a file may be credited. */
const CREDITED_WITHIN = 7;

/** A credit of direct debits, where one file alone of these days has its sum, and as many debits as it says. */
async function bookBySum(knex: Knex, { on, cents, count }: Unnamed): Promise<OutsideNews[] | null> {
  const files: FileRow[] = await knex('bank_files')
    .where({ type: 'DEBIT' })
    .whereBetween('execute_on', [civilOf(dayOf(on) - CREDITED_WITHIN), on])
    .where((which) => which.where({ booked_on: null }).orWhere({ booked_on: on }));
  const fitting: FileRow[] = [];
  for (const file of files) {
    const { orders, executed } = await inFile(knex, file);
    const fits = (some: OrderRow[]): boolean => sumOf(some) === cents && (count === null || count === some.length);
    if (fits(orders) || fits(executed)) fitting.push(file);
  }
  const [file, ...others] = fitting;
  const news = file && others.length === 0 ? await bookFile(knex, file, { on, cents }) : null;
  return Array.isArray(news) ? news : null;
}

/** The bank refuses an order, or takes back what had settled. Null where we gave no such order, or not yet. */
export async function takeReturn(knex: Knex, { order: id, code, on }: Returned): Promise<OutsideNews[] | null> {
  return knex.transaction(async (trx) => {
    const order: OrderRow | undefined = await trx('bank_orders').where({ id }).whereNotNull('file').forUpdate().first();
    if (!order) return null;
    const settled = await trx('bank_results').where({ bank_order: id, type: 'SETTLED' }).first();
    return keep(trx, order, settled ? 'REVERSED' : 'REJECTED', { code, at: atBank(on) });
  });
}

/** The bank refuses a file whole. */
export async function refuseFile(knex: Knex, { file, code, on }: { file: string; code: string; on: Civil }): Promise<OutsideNews[] | null> {
  const orders: string[] = await knex('bank_orders').where({ file }).orderBy('id').pluck('id');
  const news: OutsideNews[] = [];
  for (const order of orders) news.push(...((await takeReturn(knex, { order, code, on })) ?? []));
  return orders.length > 0 ? news : null;
}
