import type { Knex } from 'knex';
import type { TextId } from '../../contract/facts.ts';
import { newId } from './new-id.ts';

/** Keeps a text beside the journal, so that it can be erased without breaking the chain (E8.6b). The same id twice is the same text. */
export async function insertText(
  knex: Knex,
  text: { id?: string; subscription?: string | null; client: string | null; content: string },
): Promise<TextId> {
  const id = text.id ?? newId('txt');
  await knex('texts')
    .insert({ ...text, id })
    .onConflict('id')
    .ignore();
  return id;
}

/** The texts of these ids; an erased one is empty. */
export async function textsOf(knex: Knex, ids: readonly TextId[]): Promise<Map<TextId, string>> {
  if (ids.length === 0) return new Map();
  const rows: { id: string; content: string }[] = await knex('texts')
    .whereIn('id', [...ids])
    .select('id', 'content');
  return new Map(rows.map((row) => [row.id, row.content]));
}
