/** The database before the first process opens it: its schema, its people, what the Company publishes. */
import pg from 'pg';
import { connect } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import { publishBasics } from '../seed.ts';
import type { Secrets } from './home.ts';
import { FIRST_ADMIN, admitFirstAdmin, admitPeople } from './people.ts';

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing answers at its address: is it started?',
  ENOTFOUND: 'its host is not known: is the address right?',
  ETIMEDOUT: 'it does not answer in time: is the address right?',
  '28P01': 'it refuses the password.',
  '28000': 'it refuses this user.',
  '3D000': 'this database does not exist: create it first.',
  '53100': 'its disk is full: free some space, then start again.',
};

/** Migrates and fills what is empty. Throws one sentence when the database cannot be used. */
export async function prepareDatabase(url: string, secrets: Secrets, embedded: boolean): Promise<void> {
  const knex = connect(url, { max: 2 });
  try {
    await knock(url);
    await migrate(knex);
    await publishBasics(knex);
    if (embedded) await admitPeople(knex, secrets);
    else if (await admitFirstAdmin(knex, secrets)) console.log(`  The first account is ${FIRST_ADMIN}, password ${secrets.passwords[FIRST_ADMIN]}`);
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string };
    const { host, pathname } = new URL(url);
    throw new Error(`The database ${host}${pathname} cannot be used: ${REASONS[code] ?? message}`, { cause: error });
  } finally {
    await knex.destroy();
  }
}

/** Connects once, so that a database that does not answer is said in one sentence. */
async function knock(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}
