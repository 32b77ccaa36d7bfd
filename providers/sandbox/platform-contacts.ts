/** The Contacts of a client on the sold software, as its staff may be shown them (E7.2). */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Contact } from '../platform/port.ts';
import { inTransaction } from './database.ts';
import { instant } from './fault.ts';
import { Account, settle } from './platform-data.ts';
import type { World } from './platform.ts';

const Asked = z.object({ account: Account, at: instant, after: z.int().min(0), limit: z.int().min(1).max(500) });
type Row = { number: number; name: string; email: string; role: string; joined_on: string };

export function contactRoutes(app: FastifyInstance, world: World): void {
  app.post('/platform/contacts', (request): Promise<Contact[]> => {
    const { account, at, after, limit } = Asked.parse(request.body);
    return inTransaction(world.database, async (connection) => {
      await settle(connection, world.files, account, at);
      const sql = 'select number, name, email, role, joined_on from platform.members where client = $1 and number > $2 order by number limit $3';
      const { rows } = await connection.query<Row>(sql, [account.client, after, limit]);
      return rows.map(({ number, name, email, role, joined_on }) => ({ number, name, email, role, joinedOn: joined_on }));
    });
  });
}
