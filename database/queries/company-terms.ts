/** What the Company publishes beside its terms: fees on online payments, the hour of assistance, the provider's terms (E5.1c, E5.2, E8.6d). Each is a dated row that never changes. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { FeeLine } from '../../contract/fees.ts';
import type { Instant } from '../../contract/facts.ts';
import { type Clocked, inForce, visible } from './dated.ts';
import { newId } from './new-id.ts';

export type Published = { id: string; publishedAt: Instant; testClock: string | null };
type Dated = { publishedAt: Instant; testClock: string | null };
type Row = { id: string; published_at: Instant; test_clock: string | null };
const published = (row: Row): Published => ({ id: row.id, publishedAt: row.published_at, testClock: row.test_clock });

export type FeeSchedule = Published & { lines: FeeLine[] };
export async function insertFeeSchedule(knex: Knex, { publishedAt, testClock }: Dated, lines: FeeLine[]): Promise<FeeSchedule> {
  const id = newId('fs');
  await knex('fee_schedules').insert({ id, published_at: publishedAt, test_clock: testClock, lines: JSON.stringify(lines) });
  return { id, publishedAt, testClock, lines };
}

/** E5.1c: the fee schedules that these clients see, the last published first. */
export async function feeSchedules(knex: Knex, testClock: string | null): Promise<FeeSchedule[]> {
  const rows: (Row & { lines: FeeLine[] })[] = await visible(knex, 'fee_schedules', testClock).orderBy([
    { column: 'published_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  return rows.map((row) => ({ ...published(row), lines: row.lines }));
}

/** E5.1c: the lines in force at an instant (epoch milliseconds); none while no schedule is published. */
export async function feeLinesAt(knex: Knex, at: number, testClock: string | null): Promise<FeeLine[]> {
  const row: { lines: FeeLine[] } | undefined = await inForce(knex, 'fee_schedules', { on: new Date(at), testClock }).first('lines');
  return row?.lines ?? [];
}

export type Tariff = Published & { hourlyCents: number };
const tariff = (row: Row & { hourly_cents: number }): Tariff => ({ ...published(row), hourlyCents: row.hourly_cents });

export async function insertTariff(knex: Knex, { publishedAt, testClock }: Dated, hourlyCents: number): Promise<Tariff> {
  const id = newId('at');
  await knex('assistance_tariffs').insert({ id, published_at: publishedAt, test_clock: testClock, hourly_cents: hourlyCents });
  return { id, publishedAt, testClock, hourlyCents };
}

export const tariffs = async (knex: Knex, testClock: string | null): Promise<Tariff[]> =>
  (await visible(knex, 'assistance_tariffs', testClock).orderBy('published_at', 'desc')).map(tariff);

/** E8.6d: the tariff in force at an instant (epoch milliseconds). */
export async function tariffAt(knex: Knex, at: number, testClock: string | null): Promise<Tariff | null> {
  const row = await inForce(knex, 'assistance_tariffs', { on: new Date(at), testClock }).first();
  return row ? tariff(row) : null;
}

export type ProviderTerms = Published & { provider: string; version: string; text: string; hash: string };
export type NewProviderTerms = Dated & { provider: string; version: string; text: string };
const providerTerms = (row: Row & { provider: string; version: string; text: string; hash: string }): ProviderTerms => {
  const { provider, version, text, hash } = row;
  return { ...published(row), provider, version, text, hash };
};

/** E5.2a-b: publishes a provider's terms with the SHA-256 of their text; undefined when this clock (or the Company) has that version already. */
export async function insertProviderTerms(
  knex: Knex,
  { provider, version, text, publishedAt, testClock }: NewProviderTerms,
): Promise<ProviderTerms | undefined> {
  const hash = createHash('sha256').update(text).digest('hex');
  const [row] = await knex('provider_terms')
    .insert({ id: newId('pt'), provider, version, text, hash, published_at: publishedAt, test_clock: testClock })
    .onConflict(knex.raw(`(provider, version, coalesce(test_clock, ''))`))
    .ignore()
    .returning('*');
  return row && providerTerms(row);
}

/** E5.2b: the provider's terms that bind at an instant (epoch milliseconds): from their publication on. */
export async function providerTermsAt(knex: Knex, { at, testClock }: { at: number } & Clocked): Promise<ProviderTerms | null> {
  const row = await inForce(knex, 'provider_terms', { on: new Date(at), testClock }).first();
  return row ? providerTerms(row) : null;
}
