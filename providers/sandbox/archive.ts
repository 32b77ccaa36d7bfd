/** The export of a client's data (E8.6a): CSV and JSON of each kind, the original files, and a manifest that lets the client check it. */
import { type Zippable, zipSync } from 'fflate';
import type { PoolClient } from 'pg';
import { momentOf, parisDay, partsOf } from '../../contract/calendar.ts';
import { hashOf } from './fault.ts';
import { countsOf } from './platform-data.ts';

type Row = Record<string, string | number>;
const KINDS = [
  ['contacts', 'select number, name, email, role, joined_on from platform.members where client = $1 order by number'],
  ['contents', 'select number, title, body, published_on from platform.contents where client = $1 order by number'],
  ['accounting-entries', 'select number, booked_on, account, label, cents from platform.entries where client = $1 order by number'],
] as const;

/** The same data at the same instant gives the same bytes. */
export async function buildArchive(connection: PoolClient, asked: { export: string; client: string; at: string }) {
  const files: Record<string, Buffer> = {};
  for (const [kind, sql] of KINDS) {
    const { rows, fields } = await connection.query<Row>(sql, [asked.client]);
    files[`${kind}.csv`] = Buffer.from(
      csvOf(
        fields.map((field) => field.name),
        rows,
      ),
    );
    files[`${kind}.json`] = Buffer.from(`${JSON.stringify(rows, null, 2)}\n`);
  }
  const originals = await connection.query<{ name: string; bytes: Buffer }>(
    'select name, bytes from platform.files where client = $1 order by name',
    [asked.client],
  );
  for (const { name, bytes } of originals.rows) files[`files/${name}`] = bytes;
  const counts = await countsOf(connection, asked.client);
  const listed = Object.entries(files).map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: hashOf(bytes) }));
  const manifest = { export: asked.export, client: asked.client, madeAt: asked.at, encoding: 'UTF-8', counts, files: listed };
  files['manifest.json'] = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const { year, month, dayOfMonth } = partsOf(parisDay(momentOf(asked.at)));
  const dated = Object.entries(files).map(([path, bytes]) => [path, [bytes, { mtime: new Date(year, month - 1, dayOfMonth) }]]);
  return { zip: Buffer.from(zipSync(Object.fromEntries(dated) as Zippable)), counts };
}

/** RFC 4180, with a header line. */
function csvOf(columns: string[], rows: Row[]): string {
  const cell = (value: string | number | undefined): string => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns.map(cell).join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
}
