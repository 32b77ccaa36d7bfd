import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** The bytes of a document's PDF, once it was rendered. */
export async function storedPdf(knex: Knex, number: string): Promise<Buffer | null> {
  const row: { pdf: Buffer | null } | undefined = await knex('documents').where({ number }).first('pdf');
  return row?.pdf ?? null;
}

/** Keeps the first rendering with its SHA-256, and gives back what is kept. */
export async function keepPdf(knex: Knex, number: string, pdf: Buffer): Promise<Buffer> {
  const pdf_hash = createHash('sha256').update(pdf).digest('hex');
  const kept = await knex('documents').where({ number }).whereNull('pdf_hash').update({ pdf, pdf_hash });
  return kept === 1 ? pdf : ((await storedPdf(knex, number)) ?? pdf);
}
