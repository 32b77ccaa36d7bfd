/** E11.1a: registered letters: what is to be printed and posted, and what the post says of each copy afterwards. */
import type { Knex } from 'knex';
import type { Instant } from '../contract/facts.ts';
import type { Delivery, DeliveryState } from './deliveries.ts';
import { type Page, type Paging, page } from './queries/pages.ts';

const LETTER = { channel: 'REGISTERED_LETTER' } as const;
export type LetterCopy = { copy: number; recipient: string; pdf: Buffer; state: DeliveryState; at: Instant; tracking: string | null };

/** The copies of a letter as they were made, the first to be posted first; none before. */
export const copiesOf = (knex: Knex, notice: string): Promise<LetterCopy[]> =>
  knex('deliveries')
    .where({ notice, ...LETTER })
    .orderBy('copy')
    .select('copy', 'recipient', 'source as pdf', 'state', 'at', 'tracking');

/** Keeps the copies of a letter before they are posted: they are not made again. */
export async function keepCopies(
  knex: Knex,
  { notice, at }: { notice: string; at: Instant },
  copies: readonly { recipient: string; pdf: Buffer; sha256: string }[],
): Promise<void> {
  const rows = copies.map(({ recipient, pdf, sha256 }, index) => ({
    ...{ notice, ...LETTER, copy: index + 1, recipient, state: 'TO_POST', at, source: pdf, sha256 },
  }));
  await knex('deliveries').insert(rows).onConflict(['notice', 'channel', 'copy']).ignore();
}

export const LETTER_EVENTS = ['POSTED', 'PRESENTED', 'RECEIVED', 'REFUSED', 'UNCLAIMED', 'RETURNED'] as const;
export type LetterEvent = (typeof LETTER_EVENTS)[number];
/** From which states each news may come: a letter that was signed for is not returned. */
export const BEFORE: Record<LetterEvent, readonly DeliveryState[]> = {
  POSTED: ['TO_POST'],
  PRESENTED: ['POSTED'],
  RECEIVED: ['POSTED', 'PRESENTED'],
  REFUSED: ['POSTED', 'PRESENTED'],
  UNCLAIMED: ['POSTED', 'PRESENTED'],
  RETURNED: ['POSTED', 'PRESENTED', 'REFUSED', 'UNCLAIMED'],
};

export type Which = { notice: string; copy: number };
/** What became of a copy. False where it was not in one of these states: another was faster. */
export async function moveLetter(
  knex: Knex,
  which: Which,
  { from, ...now }: { from: readonly DeliveryState[]; state: DeliveryState; at: Instant; tracking?: string },
): Promise<boolean> {
  return (
    (await knex('deliveries')
      .where({ ...which, ...LETTER })
      .whereIn('state', [...from])
      .update(now)) === 1
  );
}

export type LetterRow = Omit<Delivery, 'answer' | 'channel'> & { code: string; client: string; clientName: string; subscription: string };
const letters = (knex: Knex): Knex.QueryBuilder =>
  knex('deliveries as d')
    .join('notices as n', 'n.id', 'd.notice')
    .join('clients as c', 'c.id', 'n.client')
    .where('d.channel', LETTER.channel)
    .select('d.notice', 'd.copy', 'd.recipient', 'd.state', 'd.at', 'd.tracking', 'd.sha256')
    .select('n.code', 'n.client', 'n.subscription', 'c.legal_name as clientName');

/** Copies of letters, those that wait the longest first. */
export async function lettersPage(knex: Knex, { state }: { state?: DeliveryState | undefined }, paging: Paging): Promise<Page<LetterRow>> {
  const query = letters(knex);
  if (state) query.where('d.state', state);
  const keys = [
    ['d.at', 'timestamptz'],
    ['d.notice', 'text'],
    ['d.copy', 'integer'],
  ] as const;
  return page(knex, query, keys, 'asc', paging);
}

export const letterCopy = (
  knex: Knex,
  { notice, copy }: Which,
): Promise<(LetterRow & { source: Buffer | null; testClock: string | null }) | undefined> =>
  letters(knex).where({ 'd.notice': notice, 'd.copy': copy }).select('d.source', 'c.test_clock as testClock').first();
