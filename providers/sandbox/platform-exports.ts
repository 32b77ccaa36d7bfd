/** Exports under way: made in the background, one after the other, and taken up again where a process died; sent whole or from a byte on. */
import { createReadStream } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { type Progress, writeArchive } from './archive.ts';
import { type Database, inTransaction, one } from './database.ts';
import { type Counts, countsOf } from './platform-data.ts';
import { Fault } from './fault.ts';
import type { PlatformFiles } from './platform-files.ts';

export type ExportRow = { id: string; client: string; asked_at: string; ready_at: string; counts: Counts; bytes: number; sha256: string | null };
type Made = Pick<ExportRow, 'counts' | 'bytes' | 'sha256'>;
type Building = { made: Promise<Made>; progress: Progress };

export function exportBuilder({ database, files }: { database: Database; files: PlatformFiles }) {
  const building = new Map<string, Building>();
  const start = (row: ExportRow): Building => {
    const job: Building = { made: Promise.resolve(row), progress: { bytes: 0, counts: {} } };
    job.made = build(database, files, row, (progress) => (job.progress = progress)).finally(() => building.delete(row.id));
    job.made.catch(() => undefined); // who waits hears of it; the next who asks begins again
    building.set(row.id, job);
    return job;
  };
  return {
    /** The export if it is made within so many milliseconds, else how far it is. */
    async within(row: ExportRow, patience: number): Promise<Made | Progress> {
      if (row.sha256) return row;
      const job = building.get(row.id) ?? start(row);
      const late = new Promise<null>((resolve) => setTimeout(resolve, patience, null).unref());
      return (await Promise.race([job.made, late])) ?? job.progress;
    },
  };
}

/** Seen at one moment: what changes meanwhile is in the next export. */
async function build(database: Database, files: PlatformFiles, row: ExportRow, tell: (progress: Progress) => void): Promise<Made> {
  const made = await inTransaction(database, async (connection) => {
    await connection.query('set transaction isolation level repeatable read');
    const asked = { export: row.id, client: row.client, at: row.asked_at, path: files.exportPath(row.id) };
    const { bytes, sha256 } = await writeArchive(connection, files, asked, tell);
    const counts = await countsOf(connection, row.client);
    await connection.query('update platform.exports set bytes = $2, sha256 = $3, counts = $4 where id = $1', [row.id, bytes, sha256, counts]);
    return { counts, bytes, sha256 };
  });
  const destroyed = await one(database, 'select from platform.clients where client = $1 and destroyed_at is not null', [row.client]);
  if (destroyed) await files.removeExport(row.id); // while it was being made: nothing of it may stay
  return made;
}

/** What is answered of an export at an instant. */
export function progressOf(row: ExportRow, made: Made | Progress, at: string) {
  const { bytes, counts } = made;
  if (row.ready_at > at || !('sha256' in made) || !made.sha256)
    return { outcome: 'PENDING', expectedOn: civilOf(parisDay(momentOf(row.ready_at > at ? row.ready_at : at))), progress: { bytes, counts } };
  return { outcome: 'READY', sha256: made.sha256, counts, bytes };
}

/** The file, whole or from a byte on (`Range: bytes=n-`). */
export function sendExport(request: FastifyRequest, reply: FastifyReply, { path, bytes }: { path: string; bytes: number }): FastifyReply {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= bytes) throw new Fault(416, `The file has ${bytes} bytes.`);
  void reply.type('application/zip').header('content-length', bytes - from);
  if (from > 0) void reply.code(206).header('content-range', `bytes ${from}-${bytes - 1}/${bytes}`);
  return reply.send(createReadStream(path, { start: from }));
}
