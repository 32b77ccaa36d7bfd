/** The evidence file of a subscription (A11): its files, a manifest with the hash of each, and a timestamp over the manifest. */
import type { Knex } from 'knex';
import type { Whose } from '../../database/queries/dossier.ts';
import type { TimestampAuthority } from '../../providers/timestamps/port.ts';
import { sha256 } from '../../verifier/chain.mjs';
import { directory, type Entry, entryOf, fileHeader } from '../../verifier/zip.mjs';
import { contentsOf, type DossierFile } from './contents.ts';

export type Dossier = { zip: Buffer; manifest: { files: number; sha256: string; stampedAt: string | null } };

/** Makes the ZIP. Throws ProviderUnavailable or TimestampFaulty where an authority is set and does not stamp: nothing half-proved is handed out. */
export async function dossierOf(knex: Knex, whose: Whose, timestamps: TimestampAuthority | undefined): Promise<Dossier> {
  const zip = zipWriter();
  const listed: { name: string; bytes: number; sha256: string }[] = [];
  const add = (file: DossierFile): void => {
    zip.add(file);
    listed.push({ name: file.name, bytes: file.content.length, sha256: sha256(file.content) });
  };
  const trusted = timestamps ? await timestamps.trusted() : null;
  await knex.transaction(
    async (trx) => {
      for await (const file of contentsOf(trx, whose, trusted)) add(file);
    },
    { isolationLevel: 'repeatable read' },
  );
  const manifest = Buffer.from(
    `${JSON.stringify({ format: 'tacite-dossier/1', subscription: whose.number, client: whose.client, madeAt: new Date().toISOString(), files: listed }, null, 1)}\n`,
  );
  const stamp = timestamps ? await timestamps.stamp(sha256(manifest)) : null;
  zip.add({ name: 'manifest.json', content: manifest });
  if (stamp) zip.add({ name: 'manifest.tsr', content: stamp.token });
  return { zip: zip.end(), manifest: { files: listed.length, sha256: sha256(manifest), stampedAt: stamp?.at ?? null } };
}

function zipWriter(): { add: (file: DossierFile) => void; end: () => Buffer } {
  const parts: Buffer[] = [];
  const entries: (Entry & { offset: number })[] = [];
  let offset = 0;
  const put = (bytes: Buffer): void => {
    parts.push(bytes);
    offset += bytes.length;
  };
  return {
    add({ name, content }) {
      const entry = { ...entryOf(name, content), offset };
      entries.push(entry);
      put(fileHeader(entry));
      put(content);
    },
    end: () => Buffer.concat([...parts, directory(entries, offset)]),
  };
}
