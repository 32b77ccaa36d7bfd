/** Where exports are kept for their time (E8.6a): files below one folder that worker and API share. What is there is whole, or is no longer given. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export type ExportStore = {
  /** Takes a file in from where an earlier try broke off; true once its bytes are those of this hash. One that differs is thrown away. */
  take(
    id: string,
    sha256: string,
    from: (byte: number) => Promise<AsyncIterable<Uint8Array>>,
    tell?: (bytes: number) => Promise<void>,
  ): Promise<boolean>;
  /** The length of a file, if its bytes are those of this hash; null where it is missing or damaged. */
  sound(id: string, sha256: string): Promise<number | null>;
  read(id: string, range?: { start: number; end: number }): Readable;
  remove(id: string): Promise<void>;
  list(): Promise<string[]>;
};

const TELL_EVERY = 8 * 1024 * 1024;
const NAME = /^[\w-]{1,100}$/;

export function exportStore(folder: string): ExportStore {
  const found = new Map<string, { mark: string; sha256: string }>();
  const pathOf = (id: string): string => {
    if (!NAME.test(id)) throw new Error('an export is kept under its id alone');
    return join(folder, `${id}.zip`);
  };
  const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;
  const hashOf = async (path: string): Promise<string> => {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  };
  const remove = async (id: string): Promise<void> => {
    for (const path of [pathOf(id), `${pathOf(id)}.part`]) await rm(path, { force: true });
    found.delete(id);
  };
  return {
    async take(id, sha256, from, tell = async () => undefined) {
      const part = `${pathOf(id)}.part`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      let bytes = await sizeOf(part);
      let told = bytes;
      const out = createWriteStream(part, { flags: 'a', mode: 0o600 });
      try {
        for await (const chunk of await from(bytes)) {
          await new Promise<void>((done, failed) => out.write(chunk, (error) => (error ? failed(error) : done())));
          bytes += chunk.length;
          if (bytes - told >= TELL_EVERY) await tell((told = bytes));
        }
      } finally {
        await new Promise<void>((done) => out.end(() => done()));
      }
      if ((await hashOf(part)) !== sha256) {
        await remove(id);
        return false;
      }
      await rename(part, pathOf(id));
      await tell(bytes);
      return true;
    },
    async sound(id, sha256) {
      const is = await stat(pathOf(id)).catch(() => null);
      if (!is) return null;
      const mark = `${is.size} ${is.mtimeMs} ${is.ino}`;
      if (found.get(id)?.mark !== mark) found.set(id, { mark, sha256: await hashOf(pathOf(id)) });
      return found.get(id)?.sha256 === sha256 ? is.size : null;
    },
    read: (id, range) => createReadStream(pathOf(id), range ?? {}),
    remove,
    list: async () => (await readdir(folder).catch(() => [])).map((name) => name.replace(/\.zip(\.part)?$/, '')),
  };
}
