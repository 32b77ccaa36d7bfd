import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { append } from '../../database/journal.ts';
import { appendRecord } from '../../database/records.ts';
import { type Finding, verify } from '../../database/verify.ts';
import { aClient, aSubscription, act, live, pays, refuses } from './living.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
let paid: string;
let unpaid: string;
beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
  await aClient(knex, 'cli_1');
  paid = await aSubscription(knex, 'cli_1');
  unpaid = await aSubscription(knex, 'cli_1');
  await live(knex, paid, '2027-03-10T00:00:00.000Z', pays);
  await live(knex, unpaid, '2027-03-10T00:00:00.000Z', refuses);
  for (const book of ['company', 'company', 'cli_1'])
    await knex.transaction((trx) => appendRecord(trx, { ...aRecord, book, client: book === 'company' ? null : book }));
});
afterAll(async () => database?.drop());

const aRecord = {
  kind: 'INSTRUCTION',
  article: 'E11.8c',
  at: '2027-01-05T09:00:00.000Z',
  by: { person: 'usr_1', role: 'DPO' },
  data: { text: 'txt_1' },
} as const;

/** What is found when a change has been made behind the back of the software; the change is taken back. */
async function foundAfter(sql: string, values: (string | number)[] = []): Promise<Finding[]> {
  const trx = await knex.transaction();
  try {
    await trx.raw('set local session_replication_role = replica'); // no trigger
    await trx.raw(sql, values);
    return await verify(trx);
  } finally {
    await trx.rollback();
  }
}

test('a sound database is a clean bill', async () => {
  expect(await verify(knex)).toEqual([]);
});

test.each`
  check          | what                             | sql
  ${'chain'}     | ${'an edited fact'}              | ${`update journal set data = data || '{"grossCents": 1}' where subscription = :paid and type = 'invoice.issued'`}
  ${'chain'}     | ${'a journal that was lost'}     | ${'delete from journal where subscription = :paid'}
  ${'records'}   | ${'an edited record'}            | ${`update records set data = '{"text": "txt_2"}' where book = 'cli_1'`}
  ${'records'}   | ${'a record given another day'}  | ${`update records set at = at + interval '1 day' where book = 'company' and seq = 2`}
  ${'records'}   | ${'a record that was lost'}      | ${`delete from records where book = 'company' and seq = 1`}
  ${'contract'}  | ${'a contract set by hand'}      | ${`update subscriptions set contract = jsonb_set(contract, '{state}', '"ENDED"') where number = :paid`}
  ${'contract'}  | ${'the last fact cut off'}       | ${'delete from journal where subscription = :paid and seq = (select max(seq) from journal where subscription = :paid)'}
  ${'documents'} | ${'a document without a fact'}   | ${`update documents set id = 'T9' where subscription = :paid and id = 'T1'`}
  ${'documents'} | ${'another amount'}              | ${`update documents set gross_cents = 1 where subscription = :paid`}
  ${'numbers'}   | ${'a number that was lost'}      | ${`delete from documents where number = 'F2027-000001'`}
  ${'numbers'}   | ${'a number taken for nothing'}  | ${`update counters set last = last + 1 where series = 'F'`}
  ${'ledger'}    | ${'an entry that was lost'}      | ${`delete from ledger_entries where id = (select min(id) from ledger_entries)`}
  ${'ledger'}    | ${'an entry on another account'} | ${`update ledger_entries set account = '701' where account = '512'`}
  ${'payments'}  | ${'a payment of another amount'} | ${`update payments set allocations = '[{"document":"T1","cents":1}]' where subscription = :paid`}
  ${'payments'}  | ${'paid beyond the amount'}      | ${`update documents set paid_cents = gross_cents + 1 where subscription = :paid`}
`('$what is found ($check)', async ({ check, sql }) => {
  const found = await foundAfter(sql.replaceAll(':paid', `'${paid}'`));
  expect(found.map((finding) => finding.check)).toContain(check);
});

test('invariant 4: a suspension without its notice, or before its day, is found', async () => {
  const none = await foundAfter(`delete from journal where false`);
  expect(none).toEqual([]);
  const number = await aSubscription(knex, 'cli_1');
  await live(knex, number, '2027-02-12T00:00:00.000Z', refuses);
  const suspend = (id: string, at: string, defaultCase: string) =>
    act(knex, number, id, async () => [{ type: 'suspension.applied', at, by: 'engine', article: 'E8.3a', reason: 'PAYMENT', defaultCase }]);
  await suspend('hand/1', '2027-02-13T23:00:00.000Z', 'default/none');
  const { contract } = await knex('subscriptions').where({ number }).first('contract');
  await suspend('hand/2', '2027-02-24T23:00:00.000Z', contract.cases[0].id);
  const found = (await verify(knex)).filter((finding) => finding.check === 'notices');
  expect(found).toEqual([
    { check: 'notices', subscription: number, what: expect.stringContaining('without a default notice') },
    { check: 'notices', subscription: number, what: expect.stringContaining('before the cure days were over') },
  ]);
});

test('invariant 4: an end without its notice, and a destruction before its day, are found', async () => {
  const number = await aSubscription(knex, 'cli_1');
  await act(knex, number, 'hand/1', async () => [
    {
      type: 'subscription.ended',
      at: '2027-04-03T22:00:00.000Z',
      by: 'engine',
      article: 'E8.4a',
      cause: 'TERMINATED_BY_COMPANY',
      cessationOn: '2027-04-03',
      exportUntil: '2027-07-03',
      sendAt: '2027-04-04T06:00:00.000Z',
    },
    {
      type: 'subscription.deleted',
      at: '2027-07-03T21:59:59.999Z',
      by: 'engine',
      article: 'E8.6b',
      destroyed: true,
      certificate: 'c',
      counts: {},
      backupsGoneBy: '2027-08-03',
      evidenceUntil: '2032-04-03',
      accountsUntil: '2037-12-31',
    },
  ]);
  const found = (await verify(knex)).filter((finding) => finding.subscription === number);
  expect(found.map((finding) => finding.what)).toEqual([expect.stringContaining('TERMINATED_BY_COMPANY'), expect.stringContaining('destroyed')]);
});

test('invariant 2: an invoice issued twice is found', async () => {
  const issued = await knex('journal').where({ subscription: paid, type: 'invoice.issued' }).first();
  const trx = await knex.transaction();
  await append(trx, paid, 'hand/again', [{ type: 'invoice.issued', at: issued.at, by: 'engine', article: 'E5.3a', ...issued.data }]);
  const found = await verify(trx);
  await trx.rollback();
  expect(found).toContainEqual({ check: 'documents', subscription: paid, what: 'T1 was issued twice' });
});

test('invariant 6: a workflow that is missing or holds something else is found; one that catches up is not', async () => {
  const { contract } = await knex('subscriptions').where({ number: paid }).first('contract');
  const of = async (workflowContract: (number: string) => Promise<typeof contract>) =>
    (await verify(knex, { workflowContract })).filter((finding) => finding.check === 'workflow' && finding.subscription === paid);
  expect(await of(async () => null)).toEqual([{ check: 'workflow', subscription: paid, what: expect.stringContaining('missing') }]);
  expect(await of(async () => ({ ...contract, state: 'ENDED' }))).toEqual([
    { check: 'workflow', subscription: paid, what: expect.stringContaining('another contract') },
  ]);
  let asked = 0;
  expect(await of(async (number) => (number === paid && asked++ === 0 ? null : contract))).toEqual([]);
});

test('A11: a register is only ever added to, and the same record twice is one', async () => {
  const once = await knex.transaction((trx) => appendRecord(trx, { ...aRecord, id: 'rec_once', book: 'cli_1', client: 'cli_1' }));
  expect(await knex.transaction((trx) => appendRecord(trx, { ...aRecord, id: 'rec_once', book: 'cli_1', client: 'cli_1' }))).toEqual(once);
  for (const sql of ['update records set seq = seq', 'delete from records', 'truncate records cascade'])
    await expect(knex.raw(sql)).rejects.toThrow('append-only');
});
