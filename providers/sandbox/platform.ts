/** The sold software: data per client, its export in usable formats, its destruction with a certificate. */
import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { civilOf, instantOf, isoOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { ExportAnswer } from '../../contract/duties.ts';
import { exportDelay } from './conditions.ts';
import { type Database, inTransaction, one } from './database.ts';
import { storeEvent } from './events.ts';
import { buildArchive } from './archive.ts';
import { Fault, hashOf, instant } from './fault.ts';
import { TABLES_OF_CLIENT, countsOf, seed } from './platform-data.ts';

const ExportBody = z.object({ export: z.string().min(1), client: z.string().min(1), subscription: z.string(), at: instant, clocked: z.boolean() });
const DestructionBody = z.object({ client: z.string().min(1), at: instant, key: z.string().min(1) });
const At = z.object({ at: instant });
const READY_HOUR = 9 * 60;

type ExportRow = { id: string; client: string; ready_at: string; zip: Buffer | null; sha256: string; counts: Record<string, number> };
type DestructionRow = { client: string; destroyed: boolean; certificate: string; counts: Record<string, number> };

export function platformRoutes(app: FastifyInstance, database: Database): void {
  app.post('/platform/exports', async (request) => {
    const body = ExportBody.parse(request.body);
    return answerOf(await inTransaction(database, (connection) => makeExport(connection, body)), body.at);
  });
  app.get<{ Params: { id: string } }>('/platform/exports/:id', async (request) =>
    answerOf(await find(database, request.params.id), At.parse(request.query).at),
  );
  app.get<{ Params: { id: string } }>('/platform/exports/:id/file', async (request, reply) => {
    const row = await find(database, request.params.id);
    if (row.ready_at > At.parse(request.query).at) throw new Fault(409, `This export is ready on ${civilOf(parisDay(momentOf(row.ready_at)))}.`);
    if (!row.zip) throw new Fault(410, 'This export was destroyed with the data of its client.');
    return reply.type('application/zip').send(row.zip);
  });
  app.post('/platform/destructions', async (request) => {
    const body = DestructionBody.parse(request.body);
    await inTransaction(database, (connection) => destroy(connection, body));
    return verifyDestruction(database, body);
  });
}

async function find(database: Database, id: string): Promise<ExportRow> {
  const row = await one<ExportRow>(database, 'select * from platform.exports where id = $1', [id]);
  if (!row) throw new Fault(404, 'No export has this id.');
  return row;
}

function answerOf(row: ExportRow, at: string): ExportAnswer {
  if (row.ready_at > at) return { outcome: 'PENDING', expectedOn: civilOf(parisDay(momentOf(row.ready_at))) };
  return { outcome: 'READY', sha256: row.sha256, counts: row.counts };
}

async function makeExport(connection: PoolClient, body: z.infer<typeof ExportBody>): Promise<ExportRow> {
  await connection.query('select pg_advisory_xact_lock(3, hashtext($1))', [body.client]);
  const known = await one<ExportRow>(connection, 'select * from platform.exports where id = $1', [body.export]);
  if (known && known.client !== body.client) throw new Fault(409, 'This id was used for the export of another client: take a new id.');
  if (known) return known;
  await seed(connection, body.client, body.at);
  const { zip, counts } = await buildArchive(connection, body);
  const days = await exportDelay(connection, body);
  const readyAt = days === 0 ? body.at : isoOf(instantOf(parisDay(momentOf(body.at)) + days, READY_HOUR));
  const row: ExportRow = { id: body.export, client: body.client, ready_at: readyAt, zip, sha256: hashOf(zip), counts };
  await connection.query(
    'insert into platform.exports (id, client, subscription, ready_at, zip, sha256, counts) values ($1, $2, $3, $4, $5, $6, $7)',
    [row.id, row.client, body.subscription, readyAt, zip, row.sha256, counts],
  );
  const { subscription, clocked } = body;
  const news = { type: 'export-ready', at: readyAt, clocked, subscription, data: { export: row.id, sha256: row.sha256, counts } };
  if (days > 0) await storeEvent(connection, { ...news, id: `${row.id}/export-ready` });
  return row;
}

async function destroy(connection: PoolClient, { client, at, key }: z.infer<typeof DestructionBody>): Promise<void> {
  await connection.query('select pg_advisory_xact_lock(3, hashtext($1))', [client]);
  const known = await one<DestructionRow>(connection, 'select client from platform.destructions where key = $1', [key]);
  if (known && known.client !== client) throw new Fault(409, 'This key was used for the destruction of another client: take a new key.');
  if (known) return;
  await seed(connection, client, at);
  const counts = await countsOf(connection, client);
  for (const table of TABLES_OF_CLIENT) await connection.query(`delete from platform.${table} where client = $1`, [client]);
  await connection.query('update platform.exports set zip = null where client = $1', [client]);
  await connection.query('update platform.clients set destroyed_at = $2 where client = $1', [client, at]);
  const certificate = `DC-${hashOf(JSON.stringify([key, at, counts])).slice(0, 32)}`;
  await connection.query('insert into platform.destructions (key, client, at, destroyed, certificate, counts) values ($1, $2, $3, true, $4, $5)', [
    key,
    client,
    at,
    certificate,
    counts,
  ]);
}

/** Reads back after the commit: `destroyed` says what is so, not what was ordered. */
async function verifyDestruction(database: Database, { client, key }: z.infer<typeof DestructionBody>) {
  const row = await one<DestructionRow>(database, 'select * from platform.destructions where key = $1', [key]);
  const left = Object.values(await countsOf(database, client)).reduce((sum, count) => sum + count, 0);
  const files = await one<{ count: number }>(database, 'select count(*)::int as count from platform.exports where client = $1 and zip is not null', [
    client,
  ]);
  if (!row) throw new Fault(500, 'The destruction is not on record: ask again.');
  return { destroyed: left === 0 && files?.count === 0, certificate: row.certificate, counts: row.counts };
}
