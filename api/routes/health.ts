import { z } from 'zod';
import type { App, Deps } from '../deps.ts';
import { health } from '../health.ts';

const HealthBody = z.object({
  status: z.enum(['ok', 'failed']),
  parts: z.object({ database: z.string(), temporal: z.string(), worker: z.string(), mail: z.string(), payments: z.string() }),
});

/** Whether all parts answer: 200, or 503 with the failing part named. */
export function healthRoutes(app: App, deps: Deps): void {
  app.get(
    '/health',
    {
      config: { roles: 'everybody' },
      schema: { tags: ['health'], summary: 'Whether all parts answer', response: { 200: HealthBody, 503: HealthBody } },
    },
    async (_request, reply) => {
      const found = await health(deps);
      return reply.code(found.status === 'ok' ? 200 : 503).send(found);
    },
  );
}
