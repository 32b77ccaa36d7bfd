/** The content of a client on the sold software, item by item: what is online, hidden, or gone (E6.2b). */
import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { ContentItem, RemovedContent } from '../platform/port.ts';
import { inTransaction } from './database.ts';
import { Fault, hashOf, instant } from './fault.ts';
import { Account, settle } from './platform-data.ts';
import type { World } from './platform.ts';

const Asked = z.object({ account: Account, items: z.array(z.string()), at: instant });
type Asked = z.infer<typeof Asked>;
type Row = { id: string; title: string; body: string; published_on: string; state: ContentItem['state'] | 'DELETED'; sha256: string; bytes: number };

export function contentRoutes(app: FastifyInstance, world: World): void {
  const door = (path: string, act: (connection: PoolClient, asked: Asked) => Promise<unknown>) =>
    app.post(`/platform/contents${path}`, (request) => {
      const asked = Asked.parse(request.body);
      return inTransaction(world.database, async (connection) => {
        await settle(connection, world.files, asked.account, asked.at);
        return act(connection, asked);
      });
    });
  door('', listed);
  door('/hold', (connection, asked) => set(connection, asked, 'HELD'));
  door('/release', (connection, asked) => set(connection, asked, 'ONLINE'));
  door('/delete', remove);
}

const UNKNOWN = 'No content of this client has one of these ids.';

async function listed(connection: PoolClient, { account }: Asked): Promise<ContentItem[]> {
  const sql = `select * from platform.contents where client = $1 and state <> 'DELETED' order by number`;
  const { rows } = await connection.query<Row>(sql, [account.client]);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    publishedOn: row.published_on,
    state: row.state as ContentItem['state'],
    ...measured(row),
  }));
}

const measured = ({ title, body }: Row): { sha256: string; bytes: number } => {
  const content = Buffer.from(`${title}\n${body}`);
  return { sha256: hashOf(content), bytes: content.length };
};

async function set(connection: PoolClient, asked: Asked, state: ContentItem['state']): Promise<ContentItem[]> {
  const sql = `update platform.contents set state = $3 where client = $1 and id = any($2) and state <> 'DELETED'`;
  const { rowCount } = await connection.query(sql, [asked.account.client, asked.items, state]);
  if (rowCount !== asked.items.length) throw new Fault(404, UNKNOWN);
  return listed(connection, asked);
}

/** The words go, their hash and measure stay; removing again answers the same. */
async function remove(connection: PoolClient, { account, items }: Asked): Promise<RemovedContent[]> {
  const select = 'select * from platform.contents where client = $1 and id = any($2) order by number';
  const found = await connection.query<Row>(select, [account.client, items]);
  if (found.rows.length !== items.length) throw new Fault(404, UNKNOWN);
  for (const row of found.rows.filter((one) => one.state !== 'DELETED')) {
    const { sha256, bytes } = measured(row);
    const sql = `update platform.contents set state = 'DELETED', title = '', body = '', sha256 = $2, bytes = $3 where id = $1`;
    await connection.query(sql, [row.id, sha256, bytes]);
  }
  const gone = await connection.query<Row>(select, [account.client, items]);
  return gone.rows.map(({ id, sha256, bytes, published_on }) => ({ id, sha256, bytes, publishedOn: published_on }));
}
