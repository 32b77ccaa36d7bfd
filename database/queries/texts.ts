import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { TextId } from '../../contract/facts.ts';
import { textId } from '../../verifier/chain.mjs';

export type SealedText = { id: TextId; salt: string; content: string };

/** A text with its id, which seals its words: SHA-256 over a salt drawn for it, and the words. */
export function sealed(content: string): SealedText {
  const salt = randomBytes(16).toString('hex');
  return { id: textId(salt, content), salt, content };
}

type Whose = { subscription?: string | null; client: string | null };

/** Keeps a text beside the journal, so that it can be erased without breaking the chain (E8.6b). Gives its id. */
export async function insertText(knex: Knex, { content, ...whose }: Whose & { content: string }): Promise<TextId> {
  return keepText(knex, { ...sealed(content), ...whose });
}

/** Keeps a text that already has its id. */
export async function keepText(knex: Knex, text: SealedText & Whose): Promise<TextId> {
  await knex('texts').insert(text);
  return text.id;
}

/** The texts of these ids; an erased one is empty. */
export async function textsOf(knex: Knex, ids: readonly TextId[]): Promise<Map<TextId, string>> {
  if (ids.length === 0) return new Map();
  const rows: { id: string; content: string }[] = await knex('texts')
    .whereIn('id', [...ids])
    .select('id', 'content');
  return new Map(rows.map((row) => [row.id, row.content]));
}
