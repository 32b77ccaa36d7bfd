import { createHash } from 'node:crypto';
import { z } from 'zod';
import { audit } from '../../database/queries/audit.ts';
import { exportById, exportFile, type ExportRow, exportsPage } from '../../database/queries/exports.ts';
import { subscriptionByNumber } from '../../database/queries/subscriptions.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { notFound } from '../problem.ts';
import { FileOf, ListQuery, Page } from '../schemas/common.ts';
import { ExportBody } from '../schemas/documents.ts';
import { readAt } from '../subscription-view.ts';
import { maySee, ownOnly, READERS } from './seen.ts';

const NO_EXPORT = { en: 'There is no such export.', fr: "Cet export n'existe pas." };
const NO_FILE = { en: 'The file is not delivered yet, or no longer kept.', fr: "Le fichier n'est pas encore livré, ou n'est plus conservé." };
const delivered = new Set(['DELIVERED', 'CONFIRMED']);

const shown = (row: ExportRow): z.infer<typeof ExportBody> => ({
  id: row.id,
  subscription: row.subscription,
  client: row.client,
  state: row.state,
  requestedAt: row.requested_at,
  deliveredOn: row.delivered_on,
  confirmedOn: row.confirmed_on,
  sha256: row.sha256,
  counts: row.counts,
  file: delivered.has(row.state) ? `/api/v1/exports/${row.id}/file` : null,
});

/** Returns of the client's data (E8.6a). */
export function exportRoutes(app: App, { knex, platform }: Deps): void {
  const params = z.object({ id: z.string() });

  app.get(
    '/exports',
    {
      config: { roles: READERS },
      schema: { tags: ['exports'], summary: 'Exports (E8.6a)', querystring: ListQuery, response: { 200: Page(ExportBody) } },
    },
    async (request) => {
      const { rows, next } = await exportsPage(knex, ownOnly(request, request.query), request.query);
      return { data: rows.map(shown), next };
    },
  );
  app.get(
    '/exports/:id',
    { config: { roles: READERS }, schema: { tags: ['exports'], summary: 'An export', params, response: { 200: ExportBody } } },
    async (request) => {
      const row = await exportById(knex, request.params.id);
      if (!row || !maySee(personOf(request), row.client)) throw notFound(NO_EXPORT);
      return shown(row);
    },
  );
  app.get(
    '/exports/:id/file',
    {
      config: { roles: ['CLIENT_ADMIN', 'DPO'] },
      schema: { tags: ['exports'], summary: 'The ZIP of an export (E8.6a)', params, response: FileOf('application/zip') },
    },
    async (request, reply) => {
      const row = await exportById(knex, request.params.id);
      const person = personOf(request);
      if (!row || !maySee(person, row.client)) throw notFound(NO_EXPORT);
      const on = await subscriptionByNumber(knex, row.subscription);
      if (!delivered.has(row.state) || !on || on.state === 'DELETED') throw notFound(NO_FILE);
      const file = (await exportFile(knex, row.id)) ?? (await platform.exportFile(row.id, new Date(readAt(on)).toISOString()));
      if (createHash('sha256').update(file).digest('hex') !== row.sha256) throw new Error(`export ${row.id} is not the file that was delivered`);
      const { subscription, client } = row;
      await audit(knex, {
        person: person.id,
        role: person.roles.join(','),
        action: 'download-export',
        subscription,
        client,
        outcome: 'done',
        article: 'E8.6a',
      });
      return reply.type('application/zip').header('content-disposition', `attachment; filename="${subscription}-export.zip"`).send(file);
    },
  );
}
