import { keepPdf, storedPdf } from '../database/queries/documents.ts';
import { printDocument } from '../mails/papers/print.ts';
import type { Deps } from './deps.ts';

/** The PDF of an issued document: printed once, then kept with its hash (E5.3c). */
export async function pdfOf({ knex }: Pick<Deps, 'knex'>, number: string): Promise<Buffer> {
  return (await storedPdf(knex, number)) ?? keepPdf(knex, number, await printDocument(knex, number));
}
