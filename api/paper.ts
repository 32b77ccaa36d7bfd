import { keepPdf, storedPdf } from '../database/queries/papers.ts';
import type { Deps } from './deps.ts';

/** The PDF of an issued document: rendered once, then kept with its hash (E5.3c). */
export async function documentPdf({ knex, renderDocument }: Deps, number: string): Promise<Buffer> {
  return (await storedPdf(knex, number)) ?? keepPdf(knex, number, await renderDocument(number));
}
