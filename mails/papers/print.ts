/** Papers from what is stored: an issued document with its frozen data, an accepted version of the terms. */
import type { Knex } from 'knex';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { documentPaper, keepPdf, storedPdf } from '../../database/queries/papers.ts';
import type { Language } from '../format.ts';
import { documentPdf } from './document.ts';
import { termsPdf } from './terms.ts';

/** The PDF of an issued document: rendered once, then kept with its hash (E5.3c). Throws where the number is unknown, or its paper purged. */
export async function pdfOf(knex: Knex, number: string): Promise<Buffer> {
  const stored = await storedPdf(knex, number);
  if (stored) return stored;
  const paper = await documentPaper(knex, number);
  if (!paper) throw new Error(`document ${number} is not stored`);
  return keepPdf(knex, number, await documentPdf(paper));
}

const KEPT = 8;
/** The terms printed last, by what is on them: every new client is sent the same paper. */
const printed = new Map<string, Promise<Buffer>>();

/** E8.6c: whether there is still a paper of a document: not once its years are over. */
export const isKept = async (knex: Knex, number: string): Promise<boolean> =>
  (await storedPdf(knex, number)) !== null || (await documentPaper(knex, number)) !== undefined;

/** The PDF of a version of the terms, as accepted by clients of this test clock (null: of no clock). */
export async function printTerms(
  knex: Knex,
  { version, testClock, language }: { version: string; testClock: string | null; language: Language },
): Promise<Buffer> {
  const row = await knex('terms_versions')
    .where({ version })
    .whereRaw('(test_clock = ? or test_clock is null)', [testClock])
    .orderByRaw('test_clock nulls last')
    .first();
  const publishedOn = civilOf(parisDay(momentOf(row.published_at)));
  const key = [row.id, row.hash, publishedOn, language].join(' ');
  const paper = printed.get(key) ?? termsPdf({ version, text: row.text, hash: row.hash, language, publishedOn });
  printed.delete(key);
  printed.set(key, paper);
  if (printed.size > KEPT) for (const oldest of [...printed.keys()].slice(0, -KEPT)) printed.delete(oldest);
  return paper;
}
