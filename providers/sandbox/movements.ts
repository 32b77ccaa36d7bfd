/** The bank's own books: what moved between two instants. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Movement } from '../payments/port.ts';
import type { Database } from './database.ts';
import { instant } from './fault.ts';

const Within = z.object({ from: instant, until: instant, clocked: z.stringbool() });

/** A charge settles at once, or by its event; what a debtor takes back had settled by then, and comes back once. A refund is made when it is asked for. */
const MOVED = `
with settled as (
  select c.key, c.subscription, c.payment, c.cents, c.clocked, c.at as made_at, coalesce(e.at, c.at) as at from sandbox.charges c
  left join sandbox.events e on e.id = c.key || '/charge-settled' where c.outcome = 'SETTLED' or e.id is not null
), back as (
  select distinct on (s.key) s.key, s.subscription, s.payment, s.cents, s.clocked, e.at, coalesce(e.code, e.data->>'code', 'MD06') as code
  from sandbox.events e join settled s on s.made_at <= e.at and s.subscription = e.subscription and s.payment = coalesce(e.payment,
    (select c.payment from sandbox.charges c where c.subscription = e.subscription and c.at <= e.at and c.outcome <> 'REJECTED' order by c.at desc limit 1))
  where e.type in ('charge-reversed', 'debtor-refund') order by s.key, e.at
)
select * from (
  select 'SETTLED' as type, s.key, s.subscription, s.payment, s.cents, least(s.at, b.at) as at, s.clocked, null as code from settled s left join back b on b.key = s.key
  union all select 'REVERSED', key, subscription, payment, cents, at, clocked, code from back
  union all select 'REFUNDED', r.key, r.subscription, null, r.cents, r.at, coalesce((select bool_or(c.clocked) from sandbox.charges c where c.subscription = r.subscription), false), null
    from sandbox.refunds r
) moved where at >= $1 and at < $2 and clocked = $3 order by at, key`;

export function movementRoutes(app: FastifyInstance, database: Database): void {
  app.get('/movements', async (request): Promise<Movement[]> => {
    const { from, until, clocked } = Within.parse(request.query);
    const { rows } = await database.query<Omit<Movement, 'id'>>(MOVED, [from, until, clocked]);
    return rows.map(({ type, key, subscription, payment, cents, at, code }) => ({
      ...{ id: `${key}/${type}`, type, key, subscription, payment, cents, at, code },
    }));
  });
}
