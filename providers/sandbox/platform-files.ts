/** Where the embedded platform keeps bytes: the original files of each client, and the exports, below one folder. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault, hashOf } from './fault.ts';

export type Stored = { bytes: number; sha256: string };
export type PlatformFiles = {
  /** Keeps a file of a client, whole or not at all. */
  put(client: string, name: string, content: Readable | Buffer[]): Promise<Stored>;
  read(client: string, name: string): Readable;
  /** How many files of a client lie on the disk, whatever the tables say. */
  count(client: string): Promise<number>;
  remove(client: string): Promise<void>;
  exportPath(id: string): string;
  exportExists(id: string): boolean;
  removeExport(id: string): Promise<void>;
};

/** A name without folders, so that it stays where it belongs, on the disk and in the client's ZIP. */
function checked(name: string): string {
  if (!/^[^/\\\0]{1,200}$/.test(name) || /^\.+$/.test(name)) throw new Fault(422, 'A file has a plain name, without folders.');
  return name;
}

/** Ids come from outside: on the disk they are hashes. */
export function platformFiles(folder: string): PlatformFiles {
  const folderOf = (client: string): string => join(folder, 'clients', hashOf(client).slice(0, 40));
  const exportPath = (id: string): string => join(folder, 'exports', `${hashOf(id).slice(0, 40)}.zip`);
  return {
    async put(client, name, content) {
      const path = join(folderOf(client), checked(name));
      await mkdir(folderOf(client), { recursive: true, mode: 0o700 });
      const hash = createHash('sha256');
      const measured = async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk);
          yield chunk;
        }
      };
      await pipeline(Array.isArray(content) ? Readable.from(content) : content, measured, createWriteStream(`${path}.part`, { mode: 0o600 }));
      await rename(`${path}.part`, path);
      return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
    },
    read: (client, name) => createReadStream(join(folderOf(client), checked(name))),
    count: async (client) => (await readdir(folderOf(client)).catch(() => [])).length,
    remove: (client) => rm(folderOf(client), { recursive: true, force: true }),
    exportPath,
    exportExists: (id) => existsSync(exportPath(id)),
    removeExport: async (id) => {
      await rm(exportPath(id), { force: true });
      await rm(`${exportPath(id)}.part`, { force: true });
    },
  };
}
