/** The sold software: data per client, its export in usable formats, the end of its people's access, its destruction. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { civilOf, instantOf, isoOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { exportDelay } from './conditions.ts';
import { type Database, inTransaction, one } from './database.ts';
import { storeEvent } from './events.ts';
import { Fault, hashOf, instant } from './fault.ts';
import { contactRoutes } from './platform-contacts.ts';
import { contentRoutes } from './platform-content.ts';
import { type ExportRow, exportBuilder, progressOf, sendExport } from './platform-exports.ts';
import { Account, type Counts, OWN_NUMBERS, countsOf, insertContent, keepFile, settle } from './platform-data.ts';
import type { PlatformFiles } from './platform-files.ts';

const ExportBody = z.object({ export: z.string().min(1), account: Account, subscription: z.string(), at: instant, clocked: z.boolean() });
const AccessBody = z.object({ account: Account, open: z.boolean(), at: instant });
const DestructionBody = z.object({ account: Account, scope: z.enum(['ALL_DATA', 'PERSONAL_DATA']), at: instant, key: z.string().min(1) });
const At = z.object({ at: instant });
const READY_HOUR = 9 * 60;
export type World = { database: Database; files: PlatformFiles };

export function platformRoutes(app: FastifyInstance, world: World): void {
  exportRoutes(app, world);
  workRoutes(app, world);
  contentRoutes(app, world);
  contactRoutes(app, world);
  app.post('/platform/access', (request) => setAccess(world, AccessBody.parse(request.body)));
  app.post('/platform/destructions', (request) => destroy(world, DestructionBody.parse(request.body)));
  app.get<{ Querystring: { client?: string } }>('/platform/holdings', (request) => holdings(world, request.query.client ?? ''));
}

function exportRoutes(app: FastifyInstance, world: World): void {
  const builder = exportBuilder(world);
  app.post('/platform/exports', async (request) => {
    const body = ExportBody.parse(request.body);
    const row = await requestExport(world, body);
    return progressOf(row, await builder.within(row, 1_500), body.at);
  });
  app.get<{ Params: { id: string } }>('/platform/exports/:id', async (request) => {
    const row = await find(world.database, request.params.id);
    return progressOf(row, await builder.within(row, 0), At.parse(request.query).at);
  });
  app.get<{ Params: { id: string } }>('/platform/exports/:id/file', async (request, reply) => {
    const row = await find(world.database, request.params.id);
    if (row.ready_at > At.parse(request.query).at) throw new Fault(409, `This export is ready on ${civilOf(parisDay(momentOf(row.ready_at)))}.`);
    if (!row.sha256) throw new Fault(409, 'This export is still being made.');
    if (!world.files.exportExists(row.id)) throw new Fault(410, 'This export was destroyed with the data of its client.');
    return sendExport(request, reply, { path: world.files.exportPath(row.id), bytes: row.bytes });
  });
}

/** What a client does in the product: it enters Contacts, writes content, stores files. */
function workRoutes(app: FastifyInstance, { database, files }: World): void {
  const Entered = z.object({
    account: Account,
    at: instant,
    contacts: z.array(z.object({ name: z.string(), email: z.string() })).default([]),
    contents: z.array(z.object({ title: z.string(), body: z.string() })).default([]),
  });
  app.post('/platform/work', async (request) => {
    const { account, at, contacts, contents } = Entered.parse(request.body);
    return inTransaction(database, async (connection) => {
      await settle(connection, files, account, at);
      const on = parisDay(momentOf(at));
      const next = async (table: string): Promise<number> =>
        (
          await one<{ next: number }>(
            connection,
            `select greatest(max(number), ${OWN_NUMBERS}) + 1 as next from platform.${table} where client = $1`,
            [account.client],
          )
        )?.next ?? OWN_NUMBERS;
      let number = await next('members');
      for (const { name, email } of contacts)
        await connection.query(
          `insert into platform.members (client, number, name, email, phone, address, role, joined_on) values ($1, $2, $3, $4, '', '', 'adhérent', $5)`,
          [account.client, number++, name, email, civilOf(on)],
        );
      number = await next('contents');
      const ids: string[] = [];
      for (const { title, body } of contents)
        ids.push(await insertContent(connection, account.client, { number: number++, kind: 'ARTICLE', title, body, on }));
      return { contents: ids };
    });
  });
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.put<{ Params: { client: string; name: string }; Body: NodeJS.ReadableStream }>(
    '/platform/clients/:client/files/:name',
    { bodyLimit: 2 ** 31 },
    async (request, reply) => {
      const { client, name } = request.params;
      const { at } = At.parse(request.query);
      if (!(await one(database, 'select from platform.clients where client = $1 and destroyed_at is null', [client])))
        throw new Fault(404, 'This client has no space.');
      await keepFile(database, files, { client, name, on: parisDay(momentOf(at)) }, request.body as unknown as Parameters<PlatformFiles['put']>[2]);
      return reply.code(204).send();
    },
  );
}

async function find(database: Database, id: string): Promise<ExportRow> {
  const row = await one<ExportRow>(database, 'select * from platform.exports where id = $1', [id]);
  if (!row) throw new Fault(404, 'No export has this id.');
  return row;
}

/** Writes down an export that is asked for; the same id again is the same export. */
async function requestExport({ database, files }: World, { account, ...body }: z.infer<typeof ExportBody>): Promise<ExportRow> {
  return inTransaction(database, async (connection) => {
    const { client } = account;
    await connection.query('select pg_advisory_xact_lock(3, hashtext($1))', [client]);
    const known = await one<ExportRow>(connection, 'select * from platform.exports where id = $1', [body.export]);
    if (known && known.client !== client) throw new Fault(409, 'This id was used for the export of another client: take a new id.');
    if (known) return known;
    await settle(connection, files, account, body.at);
    const days = await exportDelay(connection, { ...body, client });
    const readyAt = days === 0 ? body.at : isoOf(instantOf(parisDay(momentOf(body.at)) + days, READY_HOUR));
    const sql = 'insert into platform.exports (id, client, subscription, asked_at, ready_at) values ($1, $2, $3, $4, $5) returning *';
    const row = await one<ExportRow>(connection, sql, [body.export, client, body.subscription, body.at, readyAt]);
    const { subscription, clocked } = body;
    const news = { type: 'export-ready', at: readyAt, clocked, subscription, data: { export: body.export } };
    if (days > 0) await storeEvent(connection, { ...news, id: `${body.export}/export-ready` });
    return row as ExportRow;
  });
}

/** E8.4a: closed, nobody of this client comes in any more, neither a person nor a program. */
async function setAccess({ database, files }: World, { account, open, at }: z.infer<typeof AccessBody>): Promise<{ accounts: number; keys: number }> {
  return inTransaction(database, async (connection) => {
    await settle(connection, files, account, at);
    const change = open ? 'null' : 'coalesce(revoked_at, $2)';
    await connection.query(`update platform.accounts set revoked_at = ${change} where client = $1 and $2::timestamptz is not null`, [
      account.client,
      at,
    ]);
    const row = await one<{ accounts: number; keys: number }>(
      connection,
      'select count(*)::int as accounts, count(api_key_hash)::int as keys from platform.accounts where client = $1 and revoked_at is not null',
      [account.client],
    );
    return row ?? { accounts: 0, keys: 0 };
  });
}

/** Destroys, and says what there was; whether anything is left is asked afterwards, of `holdings`. Again, it destroys again and says the same. */
async function destroy(
  { database, files }: World,
  { account, scope, at, key }: z.infer<typeof DestructionBody>,
): Promise<{ certificate: string; counts: Counts }> {
  const { client } = account;
  const exports = await inTransaction(database, async (connection) => {
    await connection.query('select pg_advisory_xact_lock(3, hashtext($1))', [client]);
    const known = await one<{ client: string }>(connection, 'select client from platform.destructions where key = $1', [key]);
    if (known && known.client !== client) throw new Fault(409, 'This key was used for the destruction of another client: take a new key.');
    if (!known) {
      await settle(connection, files, account, at);
      const { accountingEntries, ...personal } = await countsOf(connection, client);
      const counts: Counts = scope === 'ALL_DATA' ? { ...personal, accountingEntries: accountingEntries ?? 0 } : personal; // entries without their words stay
      const certificate = `DC-${hashOf(JSON.stringify([key, at, scope, counts])).slice(0, 32)}`;
      const sql = 'insert into platform.destructions (key, client, at, certificate, counts) values ($1, $2, $3, $4, $5)';
      await connection.query(sql, [key, client, at, certificate, counts]);
    }
    for (const table of ['members', 'contents', 'files', 'accounts'])
      await connection.query(`delete from platform.${table} where client = $1`, [client]);
    if (scope === 'ALL_DATA') await connection.query('delete from platform.entries where client = $1', [client]);
    else await connection.query(`update platform.entries set label = '' where client = $1`, [client]);
    await connection.query('update platform.clients set destroyed_at = coalesce(destroyed_at, $2) where client = $1', [client, at]);
    const { rows } = await connection.query<{ id: string }>('select id from platform.exports where client = $1', [client]);
    return rows;
  });
  await files.remove(client);
  for (const { id } of exports) await files.removeExport(id);
  const done = await one<{ certificate: string; counts: Counts }>(database, 'select certificate, counts from platform.destructions where key = $1', [
    key,
  ]);
  if (!done) throw new Fault(500, 'The destruction is not on record: ask again.');
  return done;
}

/** What there is of a client now: rows in the tables, files on the disk. */
async function holdings({ database, files }: World, client: string): Promise<Counts> {
  const { rows } = await database.query<{ id: string }>('select id from platform.exports where client = $1', [client]);
  const labelled = await one<{ count: number }>(database, `select count(*)::int as count from platform.entries where client = $1 and label <> ''`, [
    client,
  ]);
  return {
    ...(await countsOf(database, client)),
    labelledEntries: labelled?.count ?? 0,
    filesOnDisk: await files.count(client),
    exports: rows.filter(({ id }) => files.exportExists(id)).length,
  };
}
