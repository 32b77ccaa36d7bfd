import type { Knex } from 'knex';
import * as spine from './migrations/001-spine.ts';
import * as records from './migrations/002-records.ts';
import * as campaigns from './migrations/003-campaigns.ts';
import * as claims from './migrations/004-claims.ts';
import * as content from './migrations/005-content.ts';
import * as fees from './migrations/006-fees.ts';
import * as retention from './migrations/007-retention.ts';
import * as tasks from './migrations/008-tasks.ts';
import * as cashForecasts from './migrations/009-cash-forecasts.ts';
import * as takeOvers from './migrations/010-take-overs.ts';
import * as einvoices from './migrations/011-einvoices.ts';
import * as books from './migrations/012-books.ts';
import * as deliveries from './migrations/014-deliveries.ts';
import * as seals from './migrations/015-seals.ts';
import * as bank from './migrations/016-bank.ts';
import * as bankStatements from './migrations/017-bank-statements.ts';

/** Names without extension, so that `.ts` and compiled files are the same migration. */
const MIGRATIONS: Record<string, Knex.Migration> = {
  '001-spine': spine,
  '002-records': records,
  '003-campaigns': campaigns,
  '004-claims': claims,
  '005-content': content,
  '006-fees': fees,
  '007-retention': retention,
  '008-tasks': tasks,
  '009-cash-forecasts': cashForecasts,
  '010-take-overs': takeOvers,
  '011-einvoices': einvoices,
  '012-books': books,
  '014-deliveries': deliveries,
  '015-seals': seals,
  '016-bank': bank,
  '017-bank-statements': bankStatements,
};

const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(MIGRATIONS),
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const migration = MIGRATIONS[name];
    if (!migration) throw new Error(`The database knows migration ${name}, this version does not: start a newer version.`);
    return migration;
  },
};

const ONE_AT_A_TIME = 7_824_231;

/** Brings the schema up to date, all or nothing. Processes that start together wait for one another; one that is killed half way leaves nothing behind. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.raw(`set local lock_timeout = '5min'`);
    await trx.raw('select pg_advisory_xact_lock(?)', [ONE_AT_A_TIME]);
    await trx.migrate.latest({ migrationSource });
  });
}
