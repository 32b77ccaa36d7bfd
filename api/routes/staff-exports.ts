import type { FastifyRequest } from 'fastify';
import type { Role } from '../../contract/facts.ts';
import { audit } from '../../database/queries/audit.ts';
import { clientsPage } from '../../database/queries/client-lists.ts';
import { documentsPage } from '../../database/queries/documents.ts';
import type { Page, Paging } from '../../database/queries/pages.ts';
import { paymentsPage } from '../../database/queries/payments.ts';
import { recordsPage } from '../../database/queries/records-page.ts';
import { subscriptionsPage } from '../../database/queries/subscriptions.ts';
import { confidentialCsv } from '../confidential.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { FileOf, ListQuery } from '../schemas/common.ts';
import { shownDocument } from '../shown-document.ts';

type Filters = { client?: string | undefined; subscription?: string | undefined; state?: string | undefined };
type Rows = Page<Record<string, unknown>>;
type List = { article: string; roles: readonly Role[]; page(deps: Deps, filters: Filters, paging: Paging): Promise<Rows> };

const MONEY: readonly Role[] = ['BILLING', 'LEGAL', 'ADMIN', 'AUDITOR'];
const FILES: readonly Role[] = ['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR'];
const shown = async <T>(page: Promise<Page<T>>, show: (row: T) => Record<string, unknown>): Promise<Rows> => {
  const { rows, next } = await page;
  return { rows: rows.map(show), next };
};
const documents = (series: 'F' | 'A' | 'D'): List => ({
  ...{ article: 'E5.3c', roles: MONEY },
  page: ({ knex }, filters, paging) => shown(documentsPage(knex, { ...filters, series }, paging), shownDocument),
});

/** What staff may take out, and who may (A9). */
const LISTS: Record<string, List> = {
  invoices: documents('F'),
  'credit-notes': documents('A'),
  'debit-notes': documents('D'),
  payments: {
    ...{ article: 'E5.5a', roles: MONEY },
    page: ({ knex }, filters, paging) => shown(paymentsPage(knex, filters, paging), ({ shown_state, ...row }) => ({ ...row, state: shown_state })),
  },
  subscriptions: {
    ...{ article: 'E8.1a', roles: FILES },
    page: ({ knex }, filters, paging) =>
      shown(subscriptionsPage(knex, filters, paging), ({ number, client, legal_name, state, formula, overdue_cents, accepted_at, contract }) => ({
        ...{
          number,
          client,
          legalName: legal_name,
          state,
          formula,
          term: contract.term.number,
          overdueCents: overdue_cents,
          acceptedAt: accepted_at,
        },
      })),
  },
  clients: {
    ...{ article: 'E1.1', roles: FILES },
    page: ({ knex }, _filters, paging) =>
      shown(clientsPage(knex, undefined, paging), ({ id, legal_name, legal_form, registration, seat, country, status, contacts }) => ({
        ...{ id, legalName: legal_name, legalForm: legal_form, registration, seat, country, status, contacts },
      })),
  },
  records: {
    ...{ article: 'A11', roles: FILES },
    page: ({ knex }, { client }, paging) =>
      shown(recordsPage(knex, { client, reader: null }, paging), ({ texts, data, ...row }) => ({
        ...row,
        data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, texts[String(value)] ?? value])),
      })),
  },
};
const PAGE = 1000;

/** E7.1: exports by staff are held to a role, logged, and marked as confidential. */
export function staffExportRoutes(app: App, deps: Deps): void {
  for (const [name, { article, roles, page }] of Object.entries(LISTS))
    app.get(
      `/staff-exports/${name}.csv`,
      {
        config: { roles, article: 'E7.1' },
        schema: {
          tags: ['staff exports'],
          summary: `Every ${name.replace('-', ' ').replace(/s$/, '')} of a filter as CSV, marked "Confidentiel" and logged (E7.1, ${article})`,
          querystring: ListQuery.pick({ client: true, subscription: true, state: true }),
          response: FileOf('text/csv'),
        },
      },
      async (request, reply) => {
        const rows: Record<string, unknown>[] = [];
        for (let cursor: string | undefined, more = true; more; ) {
          const found = await page(deps, request.query, { limit: PAGE, cursor });
          rows.push(...found.rows);
          cursor = found.next ?? undefined;
          more = found.next !== null;
        }
        await logged(request, { name, rows: rows.length, roles });
        const file = `attachment; filename="confidentiel-${name}.csv"`;
        return reply.type('text/csv; charset=utf-8').header('content-disposition', file).send(confidentialCsv(rows));
      },
    );

  async function logged(request: FastifyRequest, { name, rows, roles }: { name: string; rows: number; roles: readonly Role[] }): Promise<void> {
    const person = personOf(request);
    const { client = null, subscription = null, state } = request.query as Filters;
    const role = person.roles.find((one) => roles.includes(one)) ?? null;
    const note = { person: person.id, role, client, subscription, detail: { list: name, rows, ...(state ? { state } : {}) } };
    await audit(deps.knex, { ...note, action: 'staff-export', outcome: 'done', article: 'E7.1' });
  }
}
