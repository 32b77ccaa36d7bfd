/** VAT on receipts and on debits (CGI 269-2-c): each document by the mode in which it was issued, to the cent. */
import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../database/verify.ts';
import { deployment } from '../../terms/deployment.ts';
import { reopenedBy } from '../../database/payments.ts';
import { aClient, aSubscription, act, command, happened, live, pays, refuses } from './living.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
  await aClient(knex, 'cli_fr');
});
afterAll(async () => database?.drop());
afterEach(async () => {
  deployment().company.vatOnDebits = false;
  expect(await verify(knex)).toEqual([]);
});

const billing = { person: 'usr_2', role: 'BILLING' } as const;
const client = { person: 'usr_1', role: 'CLIENT_ADMIN' } as const;
/** VAT that waits and VAT owed, in cents owed to the State. */
async function vat(subscription: string, document?: string): Promise<[waiting: number, owed: number]> {
  const sum = async (account: string): Promise<number> => {
    const query = knex('ledger_entries as e')
      .join('ledger_transactions as t', 't.id', 'e.transaction')
      .where({ 't.subscription': subscription, 'e.account': account });
    if (document) query.join('documents as d', 'd.number', 'e.document').where('d.id', document);
    return 0 - Number((await query.sum('cents as cents').first())?.cents ?? 0);
  };
  return [await sum('4458'), await sum('44571')];
}
const record = (amountCents: number, orderedOn: string) =>
  ({ type: 'record-payment', by: billing, input: { amountCents, orderedOn, means: 'TRANSFER', invoice: 'T1' } }) as const;

describe('on receipts', () => {
  test('VAT waits, comes with each payment to the cent, and goes back with the money', async () => {
    const price = { netCents: 9_998, instalments: 1, termDays: 30, contacts: 1, schedule: 'sch_1' };
    const number = await aSubscription(knex, 'cli_fr', '2027-01-04T09:30:00.000Z', { price });
    await live(knex, number, '2027-01-05T00:00:00.000Z', refuses);
    expect(await vat(number)).toEqual([2_000, 0]); // 99.98 + 20.00 (19.996 half-up)
    await command(knex, number, '2027-01-06T10:00:00.000Z', record(3_333, '2027-01-06'), refuses);
    expect(await vat(number)).toEqual([1_444, 556]); // 2000 × 8665 / 11998 = 1444.41
    await command(knex, number, '2027-01-07T10:00:00.000Z', record(3_333, '2027-01-07'), refuses);
    expect(await vat(number)).toEqual([889, 1_111]); // 888.81
    await command(knex, number, '2027-01-08T10:00:00.000Z', record(5_332, '2027-01-08'), refuses);
    expect(await vat(number)).toEqual([0, 2_000]);
  });

  test('a debit that comes back takes its VAT back with it; a document without VAT moves none', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-02-04T00:00:00.000Z', pays);
    expect(await vat(number)).toEqual([0, 11_760]);
    const reopened = await reopenedBy(knex, number, 'T1-1');
    const news = { key: 'r1', at: '2027-02-20T10:00:00.000Z', type: 'charge-reversed', payment: 'T1-1', code: 'MD06', reopened } as const;
    await happened(knex, number, news, refuses);
    expect(await vat(number, 'T1')).toEqual([11_760, 0]);
    expect(await vat(number)).toEqual([11_760, 0]);
  });

  test('a credit note: what it sets off and what goes back, each as the money goes', async () => {
    const price = { netCents: 5_900, instalments: 1, termDays: 30, contacts: 280, schedule: 'sch_1' };
    const number = await aSubscription(knex, 'cli_fr', '2027-03-01T09:00:00.000Z', { formula: { code: 'monthly', months: 1 }, price });
    await live(knex, number, '2027-04-02T00:00:00.000Z', pays);
    await command(knex, number, '2027-04-05T10:00:00.000Z', { type: 'pay-now', by: client, input: {} }, pays);
    await command(knex, number, '2027-04-10T10:00:00.000Z', { type: 'free-exit', by: client, input: {} }, pays);
    await live(knex, number, '2027-04-12T00:00:00.000Z', pays);
    const note = await knex('documents').where({ subscription: number, series: 'A' }).first();
    expect(note.vat_cents).toBeGreaterThan(0);
    expect(await vat(number, note.id)).toEqual([-note.vat_cents, 0]);
    await live(knex, number, '2027-05-11T00:00:00.000Z', pays); // paid back
    expect(await vat(number, note.id)).toEqual([0, -note.vat_cents]);
  });

  test('what is given up waits on: its VAT was never received (A8)', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-01-05T00:00:00.000Z', refuses);
    await act(knex, number, 'hand/1', async () => [
      {
        type: 'debt.written-off',
        at: '2027-01-06T10:00:00.000Z',
        by: billing,
        article: 'E8.6c',
        document: 'T1',
        cents: 70_560,
        writtenOffOn: '2027-01-06',
        reason: 'txt_1',
      },
    ]);
    expect(await vat(number)).toEqual([11_760, 0]);
    await command(knex, number, '2027-01-08T10:00:00.000Z', record(35_280, '2027-01-08'), refuses);
    expect(await vat(number)).toEqual([5_880, 5_880]);
  });
});

describe('on debits', () => {
  test('VAT is owed at once; a changed option leaves what was issued as it is, and its credit note follows it', async () => {
    deployment().company.vatOnDebits = true;
    const price = { netCents: 5_900, instalments: 1, termDays: 30, contacts: 280, schedule: 'sch_1' };
    const number = await aSubscription(knex, 'cli_fr', '2027-03-01T09:00:00.000Z', { formula: { code: 'monthly', months: 1 }, price });
    await live(knex, number, '2027-04-02T00:00:00.000Z', pays);
    await command(knex, number, '2027-04-05T10:00:00.000Z', { type: 'pay-now', by: client, input: {} }, pays);
    expect(await vat(number)).toEqual([0, 12_940]); // T1 and T2
    deployment().company.vatOnDebits = false;
    await command(knex, number, '2027-04-10T10:00:00.000Z', { type: 'free-exit', by: client, input: {} }, pays);
    await live(knex, number, '2027-04-12T00:00:00.000Z', pays);
    const note = await knex('documents').where({ subscription: number, series: 'A' }).first();
    expect(await vat(number, note.id)).toEqual([0, -note.vat_cents]);
    await live(knex, number, '2027-05-11T00:00:00.000Z', pays);
    expect(await vat(number, note.id)).toEqual([0, -note.vat_cents]);
  });
});
