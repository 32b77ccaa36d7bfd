/** E11.1a: what a carrier tells of the registered letters that it carries, kept as what a person enters of one is. */
import type { Knex } from 'knex';
import { civilOf, momentOf, parisDay } from '../contract/calendar.ts';
import type { OutsideEvent } from '../contract/events.ts';
import type { Instant } from '../contract/facts.ts';
import { BEFORE, type LetterEvent, moveLetter, type Which } from './letters.ts';
import { appendRecord } from './records.ts';

type Tracking = { id: string; at: Instant; notice: string; event: LetterEvent; copy?: number };
type Copy = Which & { client: string; testClock: string | null };

/**
 * Records the news of each copy that was at a point where it may come; one that is signed for acknowledges the notice (E11.1b). Null where it may come of none. The same news again
 * is recorded once and gives the same, so that a telling that was lost is made good.
 */
export async function takeTracking(
  knex: Knex,
  subscription: string,
  news: Tracking,
): Promise<{ subscription: string; event: OutsideEvent | null } | null> {
  const { id: key, at, notice, event } = news;
  const taken = await knex.transaction(async (trx) => {
    const copies = await copiesMeant(trx, `${subscription}/${notice}`, news);
    const kept: boolean[] = [];
    for (const copy of copies) kept.push(await keep(trx, subscription, copy, news));
    return kept.includes(true);
  });
  if (!taken) return null;
  return { subscription, event: event === 'RECEIVED' ? { key, at, type: 'notice-acknowledged', notice } : null };
}

/** One copy, or all of them: a letter has one for each address that is served (E11.1c). */
const copiesMeant = (trx: Knex.Transaction, notice: string, { copy }: Tracking): Promise<Copy[]> =>
  trx('deliveries as d')
    .join('notices as n', 'n.id', 'd.notice')
    .join('clients as c', 'c.id', 'n.client')
    .where({ 'd.notice': notice, 'd.channel': 'REGISTERED_LETTER', ...(copy ? { 'd.copy': copy } : {}) })
    .orderBy('d.copy')
    .select('d.notice', 'd.copy', 'n.client', 'c.test_clock as testClock');

/** Whether the news is on record of this copy, now or already. */
async function keep(trx: Knex.Transaction, subscription: string, { client, testClock, ...which }: Copy, news: Tracking): Promise<boolean> {
  const { at, event } = news;
  const id = `letter_${news.id}_${which.copy}`;
  if (await trx('records').where({ id }).first('id')) return true;
  if (!(await moveLetter(trx, which, { from: BEFORE[event], state: event, at }))) return false;
  const data = { ...which, letter: event, on: civilOf(parisDay(momentOf(at))) };
  const kind = 'LETTER_EVENT' as const;
  await appendRecord(trx, { id, book: client, kind, article: 'E11.1a', at, by: 'outside', data, client, subscription, testClock });
  return true;
}
