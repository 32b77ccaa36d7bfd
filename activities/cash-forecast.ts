/** The cash forecast of a portfolio: contracts read page by page, run forward on as many threads as there are cores. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Supposition, inOrder, mergeMonths, monthsFrom } from '../contract/cash.ts';
import { instantOf, momentOf, parisDay } from '../contract/calendar.ts';
import { cashForecastById, contractPages, finishForecast, noteProgress, publishedFor } from '../database/queries/cash-forecasts.ts';
import type { Counted, Row } from './cash-thread.ts';
import type { Deps } from './deps.ts';

const THREAD = new URL('./cash-thread.ts', import.meta.url);
/** A thread has none of the loaders of its process: it registers the one for TypeScript first. */
const START = "import('tsx/esm/api').then(({ register }) => { register(); return import(process.argv[2]); })";

/** Runs every page forward; `onDone` hears how many contracts each page held. */
export async function countCash(pages: AsyncIterable<Row[]>, supposition: Supposition, onDone: (count: number) => unknown): Promise<Counted> {
  const all: Counted = { months: {}, unread: [] };
  const iterator = pages[Symbol.asyncIterator]();
  const hand = async (): Promise<void> => {
    const thread = new Worker(START, { eval: true, argv: [THREAD.href], workerData: supposition });
    try {
      for (let page = await iterator.next(); !page.done; page = await iterator.next()) {
        thread.postMessage(page.value);
        const [counted] = (await once(thread, 'message')) as [Counted];
        mergeMonths(all.months, counted.months);
        all.unread.push(...counted.unread);
        await onDone(page.value.length);
      }
    } finally {
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, hand));
  return all;
}

/** Computes a forecast that was asked for, and stores it. Run twice, it gives the same. */
export async function forecastCash({ knex }: Pick<Deps, 'knex'>, id: string): Promise<void> {
  const asked = await cashForecastById(knex, id);
  if (!asked || asked.state !== 'RUNNING') return;
  const { assumptions, from_at, test_clock: testClock } = asked;
  const from = momentOf(from_at);
  const { end, names } = monthsFrom(parisDay(from), assumptions.months);
  const published = await publishedFor(knex, { testClock, supposed: assumptions.prices ?? null });
  let done = 0;
  const supposition = { from, until: instantOf(end) - 1, published, shares: assumptions };
  const { months, unread } = await countCash(contractPages(knex, testClock), supposition, (count) => noteProgress(knex, id, (done += count)));
  await finishForecast(knex, id, { months: inOrder(months, names), unread });
}
