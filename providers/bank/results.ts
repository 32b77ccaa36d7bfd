/** What the bank says of orders: credited or debited, rejected before, taken back after. Each is kept once, and becomes the news that a webhook would bring. */
import type { Knex } from 'knex';
import { instantOf, dayOf, isoOf } from '../../contract/calendar.ts';
import type { Civil, Instant } from '../../contract/facts.ts';
import type { OutsideNews } from '../payments/port.ts';
import type { Booked } from './answers.ts';
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

/**
 * The bank has booked a file on a day: all of its orders that it did not reject have settled. The news, again if it was said before.
 * `cents` is what it booked, null where it is not said: all orders, whose rejections it books apart, or those alone that it did not reject.
 */
export async function bookFile(knex: Knex, file: FileRow, { on, cents }: Omit<Booked, 'file'>): Promise<OutsideNews[] | OtherSum> {
  return knex.transaction(async (trx) => {
    const orders: OrderRow[] = await trx('bank_orders').where({ file: file.id }).forUpdate();
    const rejected: string[] = await trx('bank_results')
      .where({ type: 'REJECTED' })
      .whereIn(
        'bank_order',
        orders.map(({ id }) => id),
      )
      .pluck('bank_order');
    const executed = orders.filter(({ id }) => !rejected.includes(id));
    const expectedCents = sumOf(executed);
    if (cents !== null && cents !== expectedCents && cents !== sumOf(orders)) return { cents, expectedCents };
    await trx('bank_files').where({ id: file.id, booked_on: null }).update({ booked_on: on });
    const news: OutsideNews[] = [];
    for (const order of executed) news.push(...(await keep(trx, order, 'SETTLED', { code: null, at: atBank(on) })));
    return news;
  });
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
