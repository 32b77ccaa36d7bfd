import { z } from 'zod';
import { parisDay } from '../../contract/calendar.ts';
import { damagesCeiling } from '../../contract/damages.ts';
import { liabilityCap } from '../../database/queries/liability-cap.ts';
import type { App, Deps } from '../deps.ts';
import { CapBody, DamagesBody } from '../schemas/claims.ts';
import { Day } from '../schemas/common.ts';
import { readAt } from '../subscription-view.ts';
import { seenClient } from './seen.ts';
import { seenSubscription } from './subscriptions.ts';

/** What LEGAL reads before it claims, and before it answers a claim (8.3 (c), 9.2). */
export function claimRoutes(app: App, deps: Deps): void {
  app.get(
    '/subscriptions/:number/damages',
    {
      config: { roles: ['LEGAL', 'AUDITOR'], article: 'E8.3c' },
      schema: {
        tags: ['subscriptions'],
        summary: 'What may be claimed in damages at most, before it is claimed (E8.3c)',
        params: z.object({ number: z.string() }),
        response: { 200: DamagesBody },
      },
    },
    async (request) => {
      const row = await seenSubscription(deps, request, request.params.number);
      const { unpaid, ...ceiling } = damagesCeiling(row.contract, parisDay(readAt(row)));
      return { subscription: row.number, ...ceiling, unpaid: unpaid.map(({ document: _, ...one }) => one) };
    },
  );

  app.get(
    '/clients/:id/liability-cap',
    {
      config: { roles: ['LEGAL', 'AUDITOR'], article: 'E9.2b' },
      schema: {
        tags: ['clients'],
        summary: 'The Price paid in the twelve months before a day: the cap of the Company’s liability (E9.2b)',
        params: z.object({ id: z.string() }),
        querystring: z.object({ on: Day.describe('The day of the breach or damage, which does not count itself') }),
        response: { 200: CapBody },
      },
    },
    async (request) => {
      const client = await seenClient(deps.knex, request, request.params.id);
      const cap = await liabilityCap(deps.knex, client.id, request.query.on);
      const total = (lines: { countedCents: number }[]): number => lines.reduce((sum, one) => sum + one.countedCents, 0);
      return { client: client.id, on: request.query.on, capCents: Math.max(0, total(cap.payments) - total(cap.refunds)), ...cap };
    },
  );
}
