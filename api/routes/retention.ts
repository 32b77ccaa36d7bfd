import { z } from 'zod';
import { type Day, civilOf, parisDay } from '../../contract/calendar.ts';
import { parameter } from '../../contract/parameters.ts';
import { destructionDay } from '../../contract/reversibility.ts';
import { accountsUntil, afterHold, retention } from '../../contract/retention.ts';
import type { Contract } from '../../contract/state.ts';
import { type Held, documentsHeld, heldOf } from '../../database/queries/held.ts';
import { type SubscriptionRow, subscriptionsPage } from '../../database/queries/subscriptions.ts';
import type { App, Deps } from '../deps.ts';
import { ListQuery, Page } from '../schemas/common.ts';
import { ownOnly, READERS } from './seen.ts';

const Kept = z.object({
  what: z.enum(['DATA', 'BACKUPS', 'DOCUMENTS', 'IDENTITY', 'NOTICES', 'TEXTS', 'ADDRESS']),
  count: z.int(),
  capacity: z.enum(['CONTROLLER', 'PROCESSOR']).describe('As which the Company holds it (E11.8a)'),
  article: z.string(),
  why: z.string(),
  until: z.string().nullable().describe('The last day on which it is kept; null while nothing has ended'),
});
const RetentionBody = z.object({
  subscription: z.string(),
  client: z.string(),
  state: z.string(),
  legalHold: z.object({ until: z.string() }).nullable(),
  kept: z.array(Kept),
});
type Shown = z.infer<typeof RetentionBody>;

const WHY = {
  DATA: 'the client can ask for it back; then it is destroyed',
  BACKUPS: 'backups expire by themselves',
  DOCUMENTS: 'invoices and accounts: ten years from the end of their financial year',
  IDENTITY: 'the name and seat that the documents bear',
  NOTICES: 'messages as sent: evidence for five years after the end',
  TEXTS: 'what was said, decided and signed: evidence for five years after the end',
  ADDRESS: 'the address to which the evidence was sent',
} as const;

/** The last day of each kind, a legal hold counted in (E8.6b-c). */
function lastDays(contract: Contract): Record<Exclude<keyof typeof WHY, 'DOCUMENTS'>, Day | undefined> {
  const { ended, deleted } = contract;
  const destroyed = destructionDay(contract);
  const kept = ended ? retention(contract) : undefined;
  const last = (day: Day | undefined): Day | undefined => (day === undefined ? undefined : afterHold(contract, day + 1) - 1);
  const accounts = last(kept?.accountsUntil);
  const evidence = last(deleted?.evidenceUntil ?? kept?.evidenceUntil);
  return {
    DATA: destroyed === undefined ? undefined : destroyed - 1,
    BACKUPS: deleted && parisDay(deleted.at) + parameter(contract, 'deletion.backupDays'),
    ...{ IDENTITY: accounts, NOTICES: evidence, TEXTS: evidence, ADDRESS: evidence },
  };
}

type Documents = Awaited<ReturnType<typeof documentsHeld>>;
function shown({ number, client, contract }: SubscriptionRow, held: Held, documents: Documents): Shown {
  const days = lastDays(contract);
  const papers = documents.map(({ year, count }) => {
    const until = civilOf(afterHold(contract, accountsUntil(contract, year) + 1) - 1);
    return { what: 'DOCUMENTS' as const, count, capacity: 'CONTROLLER' as const, article: 'E8.6c', why: WHY.DOCUMENTS, until };
  });
  const kept = Object.entries({ ...held, DATA: contract.deleted ? 0 : 1 }).flatMap(([key, count]) => {
    const what = key as keyof typeof days;
    const day = days[what];
    const until = day === undefined ? null : civilOf(day);
    const processor = what === 'DATA' || what === 'BACKUPS';
    const article = processor ? 'E8.6b' : 'E8.6c';
    return count > 0 ? [{ what, count, capacity: processor ? ('PROCESSOR' as const) : ('CONTROLLER' as const), article, why: WHY[what], until }] : [];
  });
  const legalHold = contract.legalHold ? { until: civilOf(contract.legalHold.until) } : null;
  return { subscription: number, client, state: contract.state, legalHold, kept: [...papers, ...kept] };
}

/** What is kept of each subscription, why, and until when (E8.6c, E11.8a). */
export function retentionRoutes(app: App, { knex }: Deps): void {
  app.get(
    '/retention',
    {
      config: { roles: READERS },
      schema: {
        tags: ['exports'],
        summary: 'What is kept of each subscription, why and until when (E8.6b-c, E11.8a)',
        querystring: ListQuery,
        response: { 200: Page(RetentionBody) },
      },
    },
    async (request) => {
      const { rows, next } = await subscriptionsPage(knex, ownOnly(request, request.query), request.query);
      return { data: await Promise.all(rows.map(async (row) => shown(row, await heldOf(knex, row), await documentsHeld(knex, row.number)))), next };
    },
  );
}
