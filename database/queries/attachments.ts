import type { Knex } from 'knex';
import type { RecordKind } from '../../contract/records.ts';

/** A document that goes with a record; the record holds its hash. */
export type Attachment = { record: string; client: string | null; name: string; type: string; content: Buffer; sha256: string };

/** Keeps it once. */
export async function insertAttachment(knex: Knex, attachment: Attachment): Promise<void> {
  await knex('attachments').insert(attachment).onConflict('record').ignore();
}

export const attachmentOf = async (knex: Knex, record: string): Promise<(Attachment & { kind: RecordKind }) | undefined> =>
  knex('attachments as a').join('records as r', 'r.id', 'a.record').where({ record }).first('a.*', 'r.kind');
