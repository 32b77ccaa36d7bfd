import { z } from 'zod';
import { auditPage } from '../../database/queries/audit.ts';
import type { App, Deps } from '../deps.ts';
import { ListQuery, Page } from '../schemas/common.ts';

const AuditBody = z.object({
  id: z.int(),
  at: z.string(),
  contractAt: z.string().nullable(),
  person: z.string().nullable(),
  role: z.string().nullable(),
  action: z.string(),
  subscription: z.string().nullable(),
  client: z.string().nullable(),
  outcome: z.string(),
  article: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

/** Who asked what, and every refusal (A10, E7.2). */
export function auditRoutes(app: App, { knex }: Deps): void {
  app.get(
    '/audit-log',
    {
      config: { roles: ['AUDITOR', 'LEGAL', 'DPO', 'ADMIN'] },
      schema: { tags: ['audit'], summary: 'Who asked what; `state=` filters by outcome', querystring: ListQuery, response: { 200: Page(AuditBody) } },
    },
    async (request) => {
      const { rows, next } = await auditPage(knex, request.query, request.query);
      return { data: rows.map(({ contract_at, ...row }) => ({ ...row, contractAt: contract_at })), next };
    },
  );
}
