/** A file that goes with a record: its bytes beside it, their hash in it. */
import { createHash } from 'node:crypto';
import { insertAttachment } from '../database/queries/attachments.ts';
import type { ClientRow } from '../database/queries/clients.ts';
import type { BookRecord } from '../database/records.ts';
import { impossible } from './problem.ts';
import type { Asked } from './wide-command.ts';

const NO_FILE = { en: 'The file is empty or is not base64.', fr: "Le fichier est vide ou n'est pas en base64." };

export type AttachedFile = { name: string; type: string; content: Buffer; sha256: string };

/** The bytes of a file as it was sent, with their hash; refused where there are none. */
export function fileOf({ article }: { article: string }, file: { name: string; type: string; contentBase64: string }): AttachedFile {
  const content = Buffer.from(file.contentBase64, 'base64');
  if (content.length === 0) throw impossible(NO_FILE, article);
  return { name: file.name, type: file.type, content, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Keeps the file of a record. */
export const keepFile = ({ deps, client }: Asked<unknown, ClientRow>, { id }: BookRecord, file: AttachedFile): Promise<void> =>
  insertAttachment(deps.knex, { record: id, client: client.id, ...file });
