import type { Knex } from 'knex';

/** A document that goes with a record; the record holds its hash. */
export type Attachment = { record: string; client: string | null; name: string; type: string; content: Buffer; sha256: string };

/** Keeps it once. */
export async function insertAttachment(knex: Knex, attachment: Attachment): Promise<void> {
  await knex('attachments').insert(attachment).onConflict('record').ignore();
}

export const attachmentOf = async (knex: Knex, record: string): Promise<Attachment | undefined> => knex('attachments').where({ record }).first();
