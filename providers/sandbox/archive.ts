/** The export of a client's data (E8.6a): CSV and JSON of each kind, the original files, and a manifest that lets the client check it. Written as a stream. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Connection } from './database.ts';
import { momentOf, parisDay, partsOf } from '../../contract/calendar.ts';
import { type Counts, countsOf } from './platform-data.ts';
import type { PlatformFiles, Stored } from './platform-files.ts';

type Row = Record<string, string | number>;
type Kind = { name: string; key: string; table: string; columns: string[]; which?: string };
const KINDS: Kind[] = [
  { name: 'contacts', key: 'contacts', table: 'members', columns: ['number', 'name', 'email', 'phone', 'address', 'role', 'joined_on'] },
  {
    name: 'contents',
    key: 'contents',
    table: 'contents',
    columns: ['number', 'kind', 'title', 'body', 'published_on', 'state'],
    which: ` and state <> 'DELETED'`,
  },
  { name: 'accounting-entries', key: 'accountingEntries', table: 'entries', columns: ['number', 'booked_on', 'account', 'label', 'cents'] },
  { name: 'accounts', key: 'accounts', table: 'accounts', columns: ['number', 'name', 'email', 'role'] },
];
const PAGE = 1_000;

type Asked = { export: string; client: string; at: string; path: string };
/** What a long export has written so far. */
export type Progress = { bytes: number; counts: Counts };

/** Writes the ZIP of a client's data, seen at one moment, page by page; `tell` hears how far it is. */
export async function writeArchive(connection: Connection, files: PlatformFiles, asked: Asked, tell: (progress: Progress) => void): Promise<Stored> {
  const zip = await openZip(`${asked.path}.part`, asked.at);
  const listed: { path: string; bytes: number; sha256: string }[] = [];
  const counts: Counts = {};
  const add = async (path: string, content: AsyncIterable<Buffer>, compressed = true): Promise<void> => {
    listed.push({ path, ...(await zip.add(path, content, compressed)) });
    tell({ bytes: zip.written(), counts: { ...counts } });
  };
  for (const kind of KINDS) {
    const counting = async function* (): AsyncGenerator<Row[]> {
      for await (const rows of pagesOf(connection, kind, asked.client)) {
        counts[kind.key] = (counts[kind.key] ?? 0) + rows.length;
        tell({ bytes: zip.written(), counts: { ...counts } });
        yield rows;
      }
    };
    await add(`${kind.name}.csv`, csvOf(kind.columns, counting()));
    await add(`${kind.name}.json`, jsonOf(pagesOf(connection, kind, asked.client)));
  }
  const originals = await connection.query<{ name: string }>('select name from platform.files where client = $1 order by name', [asked.client]);
  for (const { name } of originals.rows) await add(`files/${name}`, files.read(asked.client, name), false);
  const manifest = {
    ...{ export: asked.export, client: asked.client, madeAt: asked.at, encoding: 'UTF-8' },
    csv: 'Separator ";", first line with the names of the columns. A text that a spreadsheet would run as a formula is preceded by an apostrophe; the JSON has it unchanged.',
    counts: await countsOf(connection, asked.client),
    files: listed,
  };
  await zip.add('manifest.json', oneChunk(`${JSON.stringify(manifest, null, 2)}\n`), true);
  await zip.end();
  await rename(`${asked.path}.part`, asked.path);
  return hashFile(asked.path);
}

async function* pagesOf(connection: Connection, { table, columns, which = '' }: Kind, client: string): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const sql = `select ${columns.join(', ')} from platform.${table} where client = $1 and number > $2${which} order by number limit ${PAGE}`;
    const { rows } = await connection.query<Row>(sql, [client, after]);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.['number']);
  }
}

async function* oneChunk(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** For a French spreadsheet: UTF-8 with its mark, semicolons, CRLF. What would be run as a formula is made a text (CSV injection). */
async function* csvOf(columns: string[], pages: AsyncIterable<Row[]>): AsyncGenerator<Buffer> {
  const cell = (value: string | number | undefined): string => {
    if (typeof value === 'number') return String(value);
    const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '');
    return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  yield Buffer.from(`\uFEFF${columns.join(';')}\r\n`);
  for await (const rows of pages) yield Buffer.from(rows.map((row) => `${columns.map((column) => cell(row[column])).join(';')}\r\n`).join(''));
}

async function* jsonOf(pages: AsyncIterable<Row[]>): AsyncGenerator<Buffer> {
  let before = '[';
  for await (const rows of pages) {
    yield Buffer.from(rows.map((row, index) => `${index === 0 ? before : ','}\n  ${JSON.stringify(row)}`).join(''));
    before = ',';
  }
  yield Buffer.from(before === '[' ? '[]\n' : '\n]\n');
}

/** A ZIP that grows on the disk: never more of it in memory than the disk has not taken yet. */
async function openZip(path: string, at: string) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const out = createWriteStream(path, { mode: 0o600 });
  const { year, month, dayOfMonth } = partsOf(parisDay(momentOf(at)));
  const mtime = new Date(year, month - 1, dayOfMonth);
  let written = 0;
  let failure: Error | null = null;
  out.on('error', (error) => (failure = error));
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    written += chunk.length;
    out.write(chunk);
  });
  const breathe = async (): Promise<void> => {
    if (failure) throw failure;
    if (out.writableNeedDrain) await once(out, 'drain');
  };
  return {
    written: () => written,
    async add(name: string, content: AsyncIterable<Buffer>, compressed: boolean): Promise<Stored> {
      const entry = compressed ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
      entry.mtime = mtime;
      zip.add(entry);
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of content) {
        hash.update(chunk);
        bytes += chunk.length;
        entry.push(new Uint8Array(chunk)); // a copy: fflate keeps what it is given
        await breathe();
      }
      entry.push(new Uint8Array(), true);
      await breathe();
      return { bytes, sha256: hash.digest('hex') };
    },
    async end(): Promise<void> {
      zip.end();
      out.end();
      await once(out, 'close');
      if (failure) throw failure;
    },
  };
}

async function hashFile(path: string): Promise<Stored> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}
