import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { civilOf, dayOf, parisDay } from '../../contract/calendar.ts';
import { exportAvailableUntil } from '../../contract/reversibility.ts';
import type { Contract } from '../../contract/state.ts';
import { audit } from '../../database/queries/audit.ts';
import { exportById, type ExportRow, exportsPage } from '../../database/queries/exports.ts';
import { subscriptionByNumber, type SubscriptionRow } from '../../database/queries/subscriptions.ts';
import { collectLater } from '../../workflows/messages.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { notFound, Problem } from '../problem.ts';
import { FileOf, ListQuery, Page } from '../schemas/common.ts';
import { ExportBody } from '../schemas/documents.ts';
import { readAt } from '../subscription-view.ts';
import { maySee, ownOnly, READERS } from './seen.ts';

const NO_EXPORT = { en: 'There is no such export.', fr: "Cet export n'existe pas." };
const NO_FILE = { en: 'The file is not delivered yet, or no longer kept.', fr: "Le fichier n'est pas encore livré, ou n'est plus conservé." };
const AGAIN = {
  en: 'The file that we keep is damaged: it is being fetched again. Ask again in a minute.',
  fr: 'Le fichier conservé est endommagé : il est repris à la source. Redemandez dans une minute.',
};
const delivered = new Set(['DELIVERED', 'CONFIRMED']);

/** The last day on which the file of an export is given; null while there is none, and once there is none any more. */
function availableUntil(contract: Contract, row: ExportRow): string | null {
  const until = row.delivered_on ? exportAvailableUntil(contract, dayOf(row.delivered_on)) : undefined;
  return until === undefined ? null : civilOf(until);
}

const shown = (row: ExportRow, contract: Contract): z.infer<typeof ExportBody> => ({
  id: row.id,
  subscription: row.subscription,
  client: row.client,
  state: row.state,
  requestedAt: row.requested_at,
  deliveredOn: row.delivered_on,
  confirmedOn: row.confirmed_on,
  sha256: row.sha256,
  counts: row.counts,
  bytes: row.bytes,
  progress: delivered.has(row.state) ? null : row.progress,
  availableUntil: availableUntil(contract, row),
  file: delivered.has(row.state) ? `/api/v1/exports/${row.id}/file` : null,
});

/** Returns of the client's data (E8.6a). */
export function exportRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  const params = z.object({ id: z.string() });
  const found = async (request: FastifyRequest, id: string): Promise<{ row: ExportRow; on: SubscriptionRow }> => {
    const row = await exportById(knex, id);
    const on = row && maySee(personOf(request), row.client) ? await subscriptionByNumber(knex, row.subscription) : undefined;
    if (!row || !on) throw notFound(NO_EXPORT);
    return { row, on };
  };

  app.get(
    '/exports',
    {
      config: { roles: READERS },
      schema: { tags: ['exports'], summary: 'Exports (E8.6a)', querystring: ListQuery, response: { 200: Page(ExportBody) } },
    },
    async (request) => {
      const { rows, next } = await exportsPage(knex, ownOnly(request, request.query), request.query);
      const contracts = new Map<string, Contract>();
      for (const { number, contract } of await knex('subscriptions')
        .whereIn(
          'number',
          rows.map((row) => row.subscription),
        )
        .select('number', 'contract'))
        contracts.set(number, contract);
      return { data: rows.map((row) => shown(row, contracts.get(row.subscription) as Contract)), next };
    },
  );
  app.get(
    '/exports/:id',
    { config: { roles: READERS }, schema: { tags: ['exports'], summary: 'An export', params, response: { 200: ExportBody } } },
    async (request) => {
      const { row, on } = await found(request, request.params.id);
      return shown(row, on.contract);
    },
  );
  app.get(
    '/exports/:id/file',
    {
      config: { roles: ['CLIENT_ADMIN', 'DPO'] },
      schema: {
        tags: ['exports'],
        summary: 'The ZIP of an export (E8.6a): whole, or from a byte on, so that a broken download goes on (Range, If-Range)',
        params,
        response: FileOf('application/zip'),
      },
    },
    async (request, reply) => {
      const { row, on } = await found(request, request.params.id);
      const until = availableUntil(on.contract, row);
      if (!delivered.has(row.state) || !row.sha256 || !until || parisDay(readAt(on)) > dayOf(until)) throw notFound(NO_FILE);
      const bytes = await deps.exports.sound(row.id, row.sha256);
      if (bytes === null) {
        await collectLater(deps.temporal, { export: row.id, subscription: row.subscription });
        throw new Problem(503, AGAIN, {}, { 'retry-after': '60' });
      }
      const person = personOf(request);
      const who = { person: person.id, role: person.roles.join(','), subscription: row.subscription, client: row.client };
      await audit(knex, { ...who, action: 'download-export', outcome: 'done', article: 'E8.6a' });
      return send(deps, request, reply, { row, bytes });
    },
  );
}

/** RFC 9110: one range of bytes, under the hash as a strong ETag; anything else is answered by the whole. */
function send({ exports }: Deps, request: FastifyRequest, reply: FastifyReply, { row, bytes }: { row: ExportRow; bytes: number }): FastifyReply {
  const etag = `"${row.sha256}"`;
  const name = `${row.subscription}-export.zip`;
  void reply
    .type('application/zip')
    .headers({ etag, 'accept-ranges': 'bytes', 'cache-control': 'private, no-cache', 'content-disposition': `attachment; filename="${name}"` });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  const { range } = request.headers;
  const asked = (request.headers['if-range'] ?? etag) === etag ? /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(range ?? '') : null;
  if (!asked) return reply.header('content-length', bytes).send(exports.read(row.id));
  const start = asked[3] === undefined ? Number(asked[1]) : Math.max(0, bytes - Number(asked[3]));
  const end = Math.min(bytes - 1, asked[2] ? Number(asked[2]) : bytes - 1);
  if (start > end) return reply.code(416).header('content-range', `bytes */${bytes}`).send();
  return reply
    .code(206)
    .headers({ 'content-range': `bytes ${start}-${end}/${bytes}`, 'content-length': end - start + 1 })
    .send(exports.read(row.id, { start, end }));
}
