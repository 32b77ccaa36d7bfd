/** The database and the Temporal server of a running instance, for scripts beside it. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Knex } from 'knex';
import { connect } from '../../database/connect.ts';
import type { Instance } from './instance.ts';
import { readSettings } from './settings.ts';

/** As DATABASE_URL and TEMPORAL_ADDRESS say, else as the instance of TACITE_HOME does. Throws one sentence when neither does. */
export async function reach(): Promise<{ knex: Knex; temporal: Client; close(): Promise<void> }> {
  const { TACITE_HOME, DATABASE_URL, TEMPORAL_ADDRESS } = readSettings(process.env);
  const file = join(TACITE_HOME, 'instance.json');
  const instance: Partial<Instance> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const database = DATABASE_URL ?? instance.database;
  const address = TEMPORAL_ADDRESS ?? instance.temporal;
  if (!database || !address) {
    throw new Error(`Nothing runs on ${relative('', TACITE_HOME)}: start it with npm start, or set DATABASE_URL and TEMPORAL_ADDRESS.`);
  }
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  const knex = connect(database, { max: 4 });
  return {
    knex,
    temporal: new Client({ connection }),
    close: async () => {
      await knex.destroy();
      await connection.close();
    },
  };
}
