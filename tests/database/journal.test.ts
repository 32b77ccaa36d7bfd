import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '../../contract/facts.ts';
import { append, factsOfAct, readJournal, sealedRow, verifyChain } from '../../database/journal.ts';
import { rowHash } from '../../verifier/chain.mjs';
import { JournalEntry } from '../../database/models/journal-entry.ts';
import { aClient, aSubscription } from './living.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
  await aClient(knex, 'cli_1');
});
afterAll(async () => database?.drop());

const reminder = (invoice: string, more: Partial<Fact> = {}): Fact =>
  ({ type: 'invoice.reminded', at: '2027-01-27T07:00:00.000Z', by: 'engine', article: 'E5.3b', invoice, step: 'PRE_DUE', ...more }) as Fact;
const appended = (number: string, act: string, facts: Fact[]) => knex.transaction((trx) => append(trx, number, act, facts));
/** What only the owner of the database can do, and the chain must tell. */
const tamper = (sql: string, values: (string | number)[]) =>
  knex.transaction(async (trx) => {
    await trx.raw('alter table journal disable trigger user');
    await trx.raw(sql, values);
    await trx.raw('alter table journal enable trigger user');
  });

describe('A11: the journal', () => {
  test('gives back the facts of an act as they were appended, and null for one it does not have', async () => {
    const number = await aSubscription(knex, 'cli_1');
    const facts: Fact[] = [
      reminder('T1', { duty: 'remind/T1/pre-due' }),
      {
        type: 'payment.recorded',
        at: '2027-02-25T22:30:00.000Z',
        by: { person: 'usr_2', role: 'BILLING' },
        article: 'E5.5a',
        payment: 'received-1',
        allocations: [{ document: 'T1', cents: 70_560 }],
        cents: 70_560,
        orderedOn: '2027-02-25',
        means: 'TRANSFER',
      },
    ];
    expect(await appended(number, 'act/1', facts)).toEqual([
      { fact: facts[0], seq: 2 },
      { fact: facts[1], seq: 3 },
    ]);
    expect(await factsOfAct(knex, number, 'act/1')).toEqual(facts);
    expect(await factsOfAct(knex, number, 'act/2')).toBeNull();
  });

  test('is read in order, page by page, each row with the hash of the one before', async () => {
    const number = await aSubscription(knex, 'cli_1');
    await appended(number, 'act/1', [reminder('T1'), reminder('T2'), reminder('T3')]);
    const first = await readJournal(knex, number, { limit: 2 });
    const rest = await readJournal(knex, number, { after: 2, limit: 10 });
    expect([...first, ...rest].map((row) => [row.seq, row.act, row.type])).toEqual([
      [1, 'accept', 'subscription.accepted'],
      [2, 'act/1', 'invoice.reminded'],
      [3, 'act/1', 'invoice.reminded'],
      [4, 'act/1', 'invoice.reminded'],
    ]);
    expect(first[0]?.previousHash).toBe('0'.repeat(64));
    expect(rest[0]?.previousHash).toBe(first[1]?.hash);
    expect(rest[0]).toMatchObject({ by: 'engine', article: 'E5.3b', at: '2027-01-27T07:00:00.000Z', data: { invoice: 'T2', step: 'PRE_DUE' } });
    expect(await verifyChain(knex, number)).toEqual({ ok: true, length: 4 });
  });

  test('refuses the same act a second time', async () => {
    const number = await aSubscription(knex, 'cli_1');
    await appended(number, 'act/1', [reminder('T1')]);
    await expect(appended(number, 'act/1', [reminder('T1')])).rejects.toMatchObject({ code: '23505' });
    expect(await verifyChain(knex, number)).toEqual({ ok: true, length: 2 });
  });

  test('refuses an instant that would be read back as another text, and a subscription that does not exist', async () => {
    const number = await aSubscription(knex, 'cli_1');
    await expect(appended(number, 'act/1', [reminder('T1', { at: '2027-01-27T07:00:00Z' })])).rejects.toThrow('2027-01-27T07:00:00.000Z');
    await expect(appended('S999999', 'act/1', [reminder('T1')])).rejects.toThrow('does not exist');
  });

  test('keeps one sequence while many append at once', async () => {
    const number = await aSubscription(knex, 'cli_1');
    await Promise.all(Array.from({ length: 20 }, (_, i) => appended(number, `act/${i}`, [reminder(`T${i}`), reminder(`T${i}/2`)])));
    expect(await verifyChain(knex, number)).toEqual({ ok: true, length: 41 });
  });

  test.each`
    change                   | sql
    ${'update'}              | ${"update journal set article = 'E1.1'"}
    ${'an update of no row'} | ${"update journal set article = 'E1.1' where false"}
    ${'delete'}              | ${'delete from journal'}
    ${'truncate'}            | ${'truncate journal'}
  `('PostgreSQL itself refuses $change', async ({ sql }) => {
    await expect(knex.raw(sql)).rejects.toThrow('append-only');
  });

  test.each`
    what                  | sql                                                                                          | why
    ${'an edited amount'} | ${`update journal set data = data || '{"invoice":"T9"}' where subscription = ? and seq = 3`} | ${'hash'}
    ${'another author'}   | ${`update journal set actor = '"outside"' where subscription = ? and seq = 3`}               | ${'hash'}
    ${'another duty'}     | ${`update journal set duty = 'x' where subscription = ? and seq = 3`}                        | ${'hash'}
    ${'a later instant'}  | ${`update journal set at = at + interval '1 ms' where subscription = ? and seq = 3`}         | ${'hash'}
    ${'a missing row'}    | ${'delete from journal where subscription = ? and seq = 3'}                                  | ${'missing'}
  `('with triggers off, $what breaks the chain at its place', async ({ sql, why }) => {
    const number = await aSubscription(knex, 'cli_1');
    await appended(number, 'act/1', [reminder('T1'), reminder('T2'), reminder('T3')]);
    await tamper(sql, [number]);
    expect(await verifyChain(knex, number)).toEqual({ ok: false, seq: 3, why: expect.stringContaining(why) });
  });

  test('a row sealed anew after an edit breaks the chain at the next one', async () => {
    const number = await aSubscription(knex, 'cli_1');
    await appended(number, 'act/1', [reminder('T1'), reminder('T2')]);
    const row = await JournalEntry.query(knex).findById([number, 2]).throwIfNotFound();
    const data = { ...row.data, invoice: 'T9' };
    const forged = rowHash({ ...sealedRow(row), data });
    await tamper('update journal set data = ?::jsonb, hash = ? where subscription = ? and seq = 2', [JSON.stringify(data), forged, number]);
    expect(await verifyChain(knex, number)).toEqual({ ok: false, seq: 3, why: expect.stringContaining('point back') });
  });
});
