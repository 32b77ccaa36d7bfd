/** A database for one test file. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { inject } from 'vitest';
import { connect } from '../../database/connect.ts';

export const TEMPLATE = 'tacite_template';

/** The address of another database of the same server. */
export function onServer(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** A migrated database of its own, with a pool on it, and a folder for files. `drop` closes the pool and removes both. */
export async function freshDatabase(): Promise<{ url: string; knex: Knex; folder: string; drop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'tacite-files-'));
  const server = inject('databaseUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = connect(server, { max: 1 });
  await admin.raw('create database ?? template ??', [name, TEMPLATE]);
  await admin.destroy();
  const url = onServer(server, name);
  const knex = connect(url);
  return {
    url,
    knex,
    folder,
    drop: async () => {
      rmSync(folder, { recursive: true, force: true });
      await knex.destroy();
      const closing = connect(server, { max: 1 });
      await closing.raw('drop database if exists ?? with (force)', [name]);
      await closing.destroy();
    },
  };
}
