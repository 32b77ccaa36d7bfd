/** What the Company must have published before anybody can subscribe: its terms and its prices, as this deployment has them. */
import type { Knex } from 'knex';
import { insertSchedule, insertTerms } from '../database/queries/publish.ts';
import { deployment } from '../terms/deployment.ts';

/** Publishes the first terms (E2) and the first price schedule (E1.10) where none exists yet. */
export async function publishBasics(knex: Knex): Promise<void> {
  const { version, text, parameters, publishedAt, schedule } = deployment();
  if (!(await knex('terms_versions').whereNull('test_clock').first('id')))
    await insertTerms(knex, { version, text, parameters, publishedAt, testClock: null });
  if (!(await knex('price_schedules').whereNull('test_clock').first('id'))) await insertSchedule(knex, schedule.publishedAt, null, schedule.lines);
}
