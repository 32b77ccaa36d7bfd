import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '../../contract/facts.ts';
import { postFact } from '../../database/ledger.ts';
import { takeNumber } from '../../database/numbering.ts';
import { intendPayment, reopenedBy } from '../../database/payments.ts';
import { documentPaper } from '../../database/queries/papers.ts';
import { verify } from '../../database/verify.ts';
import { type Bank, aClient, aSubscription, act, command, happened, live, pays, refuses } from './living.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
  await aClient(knex, 'cli_fr');
  await aClient(knex, 'cli_en', 'en');
});
afterAll(async () => database?.drop());
afterEach(async () => expect(await verify(knex)).toEqual([]));

const document = (subscription: string, id: string) => knex('documents').where({ subscription, id }).first();
const payment = (subscription: string, id: string) => knex('payments').where({ subscription, id }).first();
const balances = async (subscription: string): Promise<Record<string, number>> => {
  const rows = await knex('ledger_entries as e')
    .join('ledger_transactions as t', 't.id', 'e.transaction')
    .where('t.subscription', subscription)
    .groupBy('e.account')
    .orderBy('e.account')
    .select('e.account', knex.raw('sum(e.cents) as cents'));
  return Object.fromEntries(rows.map((row) => [row.account, row.cents]));
};
const client = { person: 'usr_1', role: 'CLIENT_ADMIN' } as const;
const billing = { person: 'usr_2', role: 'BILLING' } as const;
const legal = { person: 'usr_3', role: 'LEGAL' } as const;

describe('an invoice that is paid (S07)', () => {
  test('is a document with frozen identities, collected, paid, and booked twice over', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-01-20T00:00:00.000Z', pays);
    expect(await document(number, 'T1')).toMatchObject({
      number: 'F2027-000001',
      series: 'F',
      kind: 'PRICE',
      term: 1,
      issued_on: '2027-01-04',
      due_on: '2027-02-03',
      overdue_from: '2027-02-03',
      net_cents: 58800,
      vat_rate: 20,
      vat_cents: 11760,
      gross_cents: 70560,
      paid_cents: 0,
      state: 'OPEN',
      lines: [
        {
          label: 'Abonnement, formule de 12 mois, du 04/01/2027 au 03/01/2028',
          netCents: 58800,
          vatRate: 20,
          vatCents: 11760,
        },
      ],
      parties: {
        company: { vatNumber: 'FR57530775576' },
        client: {
          name: 'Association cli_fr',
          registration: 'W751234567',
        },
      },
    });
    await live(knex, number, '2027-02-04T00:00:00.000Z', pays);
    expect(await document(number, 'T1')).toMatchObject({ paid_cents: 70_560, state: 'PAID' });
    expect(await payment(number, 'T1-1')).toMatchObject({
      state: 'SETTLED',
      amount_cents: 70_560,
      means: 'CARD',
      method: 'pm_1',
      provider_key: `${number}/T1-1`,
    });
    expect(await balances(number)).toEqual({ '411': 0, '44571': -11_760, '4458': 0, '512': 70_560, '706': -58_800 });
    const { contract, ...row } = await knex('subscriptions').where({ number }).first();
    expect(row).toMatchObject({ client: 'cli_fr', state: 'ACTIVE', formula: 'yearly', term_ends_on: '2028-01-03', overdue_cents: 0 });
    expect(row).toMatchObject({ next_action: 'renewal.announce', next_article: 'E8.1g', next_due: '2027-08-03T06:00:00.000Z' });
    expect(contract.receivables).toEqual([]);
  });

  test('in English for a client who reads English; what was issued never changes', async () => {
    const number = await aSubscription(knex, 'cli_en', '2027-01-04T09:30:00.000Z', {
      price: { netCents: 58_800, instalments: 12, termDays: 30, contacts: 1, schedule: 'sch_2' },
    });
    await live(knex, number, '2027-02-05T00:00:00.000Z', pays);
    expect((await document(number, 'T1/2')).lines[0].label).toBe('Subscription, 12-month formula, 04/01/2027 to 03/01/2028, instalment 2 of 12');
    for (const change of ['vat_rate = 10', 'gross_cents = 1', `lines = '[]'`, `corrects = '{x}'`, 'term = 9'])
      await expect(knex.raw(`update documents set ${change} where subscription = ?`, [number])).rejects.toThrow('never changes');
    await expect(knex('documents').where({ subscription: number }).delete()).rejects.toThrow('never changes');
    await expect(knex.raw('truncate documents cascade')).rejects.toThrow('append-only');
    await knex('documents')
      .where({ subscription: number, id: 'T1/2' })
      .update({ pdf: Buffer.from('a'), pdf_hash: 'h1' });
    await expect(knex('documents').where({ subscription: number, id: 'T1/2' }).update({ pdf_hash: 'h2' })).rejects.toThrow('never changes');
  });
});

describe('a debit whose result comes later', () => {
  const pending: Bank = () => ({ outcome: 'PENDING', expectedOn: '2027-02-08' });

  test('is COLLECTING until the bank has answered, and its intention is met, not doubled', async () => {
    const number = await aSubscription(knex, 'cli_fr', '2027-01-04T09:30:00.000Z', { means: { method: 'pm_2', kind: 'SEPA' } });
    const intention = {
      subscription: number,
      client: 'cli_fr',
      payment: 'T1-1',
      allocations: [{ document: 'T1', cents: 70_560 }],
      means: { method: 'pm_2', kind: 'SEPA' as const },
      cause: 'ANNOUNCED' as const,
      at: '2027-02-03T07:00:00.000Z',
    };
    expect(await intendPayment(knex, intention)).toMatchObject({ met: false, intention: { state: 'PRESENTING' } });
    const again = await intendPayment(knex, { ...intention, at: '2027-02-03T07:05:00.000Z' });
    expect(again).toMatchObject({ met: true, intention: { createdAt: '2027-02-03T07:00:00.000Z' } });
    await live(knex, number, '2027-02-04T00:00:00.000Z', pending);
    expect(await document(number, 'T1')).toMatchObject({ state: 'COLLECTING', paid_cents: 0 });
    expect(await payment(number, 'T1-1')).toMatchObject({ state: 'PRESENTED', expected_on: '2027-02-08', created_at: '2027-02-03T07:00:00.000Z' });
    await happened(knex, number, { key: 'evt_1', at: '2027-02-08T10:00:00.000Z', type: 'charge-settled', payment: 'T1-1' }, pays);
    expect(await document(number, 'T1')).toMatchObject({ state: 'PAID', paid_cents: 70_560 });
  });

  test('taken back by the debtor, it opens again and counts as due that day; told twice it is taken back once (S17b)', async () => {
    const number = await aSubscription(knex, 'cli_fr', '2027-01-04T09:30:00.000Z', { means: { method: 'pm_2', kind: 'SEPA' } });
    await live(knex, number, '2027-02-04T00:00:00.000Z', pays);
    const reopened = await reopenedBy(knex, number, 'T1-1');
    expect(reopened).toEqual([
      expect.objectContaining({
        invoice: 'T1',
        kind: 'PRICE',
        term: 1,
        issuedOn: '2027-01-04',
        dueOn: '2027-02-03',
        grossCents: 70_560,
        vatCents: 11_760,
        cents: 70_560,
      }),
    ]);
    const back = { type: 'charge-reversed', payment: 'T1-1', code: 'MD06', reopened } as const;
    await happened(knex, number, { ...back, key: 'evt_1', at: '2027-03-10T09:00:00.000Z' }, pays);
    await happened(knex, number, { ...back, key: 'evt_2', at: '2027-03-10T09:05:00.000Z' }, pays);
    expect(await document(number, 'T1')).toMatchObject({ state: 'OPEN', paid_cents: 0, overdue_from: '2027-03-10' });
    expect(await payment(number, 'T1-1')).toMatchObject({ state: 'REFUNDED', rejection_code: 'MD06' });
    expect((await reopenedBy(knex, number, 'T1-1'))[0]?.cents).toBe(70_560);
    expect(await balances(number)).toEqual({ '411': 70_560, '44571': 0, '4458': -11_760, '512': 0, '706': -58_800 });
    await live(knex, number, '2027-03-11T08:00:00.000Z', pays);
    expect(await knex('subscriptions').where({ number }).first('overdue_cents')).toEqual({ overdue_cents: 70_560 });
  });

  test('failed at the provider, it moves the day that counts as due and owes no fee (S17a)', async () => {
    const number = await aSubscription(knex, 'cli_fr', '2027-01-04T09:30:00.000Z', { means: { method: 'pm_2', kind: 'SEPA' } });
    const fails: Bank = () => ({ outcome: 'FAILED', reason: 'provider-down' });
    await live(knex, number, '2027-02-03T20:00:00.000Z', fails);
    expect(await payment(number, 'T1-1')).toMatchObject({ state: 'FAILED', rejection_code: 'provider-down', amount_cents: 70_560, means: 'SEPA' });
    expect(await document(number, 'T1')).toMatchObject({ state: 'OPEN', overdue_from: '2027-02-04' });
    await live(knex, number, '2027-02-05T00:00:00.000Z', pays);
    expect(await payment(number, 'T1-2')).toMatchObject({ state: 'SETTLED' });
    expect(await knex('documents').where({ subscription: number }).pluck('kind')).toEqual(['PRICE']);
  });
});

describe('a default (baseline D)', () => {
  test('leaves a fee invoice, a default notice and a suspension; part payments lead to a debit note (S12)', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-02-20T08:00:00.000Z', refuses);
    expect(await document(number, 'fee/T1-1')).toMatchObject({
      kind: 'REJECTION_FEE',
      net_cents: 4000,
      vat_cents: 0,
      lines: [{ label: 'Frais forfaitaires de rejet de paiement' }],
    });
    expect(await payment(number, 'T1-2')).toMatchObject({ state: 'REJECTED', rejection_code: 'AM04', cause: 'RETRY' });
    expect(await knex('notices').where({ subscription: number, code: 'DEFAULT_NOTICE' }).first()).toMatchObject({
      formal: true,
      sender: 'COMPANY',
      state: 'SENT',
      deemed_received_on: '2027-02-15',
      language: 'fr',
    });
    const record = (amountCents: number, orderedOn: string) =>
      ({ type: 'record-payment', by: billing, input: { amountCents, orderedOn, means: 'TRANSFER', invoice: 'T1' } }) as const;
    await command(knex, number, '2027-02-20T10:00:00.000Z', record(30_000, '2027-02-20'), refuses);
    expect(await document(number, 'T1')).toMatchObject({ state: 'OPEN', paid_cents: 30_000 });
    await live(knex, number, '2027-03-19T00:00:00.000Z', refuses);
    expect(await knex('subscriptions').where({ number }).first('state')).toEqual({ state: 'SUSPENDED' });
    await command(knex, number, '2027-03-20T10:00:00.000Z', record(40_560, '2027-03-20'), refuses);
    await live(knex, number, '2027-03-21T00:00:00.000Z', refuses);
    const note = await document(number, 'D/2027-03-20');
    expect(note).toMatchObject({ series: 'D', kind: 'PENALTIES', gross_cents: 6430, vat_cents: 0, state: 'OPEN' });
    const f = (await document(number, 'T1')).number;
    expect(note.lines.map((line: { label: string; netCents: number }) => [line.label, line.netCents])).toEqual([
      [`Pénalités de retard sur la facture ${f}`, 2430],
      [`Indemnité forfaitaire de recouvrement, facture ${f}`, 4000],
    ]);
    const periods = [
      { from: '2027-02-04', to: '2027-02-20', baseCents: 70_560, monthlyRate: 3, days: 17, monthDays: 28, cents: 1285 },
      { from: '2027-02-21', to: '2027-03-03', baseCents: 40_560, monthlyRate: 3, days: 11, monthDays: 28, cents: 478 },
      { from: '2027-03-04', to: '2027-03-20', baseCents: 40_560, monthlyRate: 3, days: 17, monthDays: 31, cents: 667 },
    ];
    expect((await documentPaper(knex, note.number))?.lines).toMatchObject([{ penalty: { number: f, rounding: 'DOWN', periods } }, {}]);
    const vat = { '44571': -11_760, '4458': 0 };
    expect(await balances(number)).toEqual({ ...vat, '411': 10_430, '512': 70_560, '706': -58_800, '7088': -4000, '7631': -6430 });
    await command(
      knex,
      number,
      '2027-03-22T10:00:00.000Z',
      { type: 'waive', by: billing, input: { invoice: 'fee/T1-1', what: 'FEE', reason: 'txt_9' } },
      refuses,
    );
    expect(await document(number, 'fee/T1-1')).toMatchObject({ state: 'CREDITED', credited_cents: 4000, paid_cents: 0 });
    expect(await balances(number)).toMatchObject({ '411': 6430, '7088': 0 });
    await live(knex, number, '2027-03-25T00:00:00.000Z', refuses);
    expect(await knex('subscriptions').where({ number }).first('state')).toEqual({ state: 'ACTIVE' });
    expect(await knex('tasks').where({ subscription: number, kind: 'ARRANGEMENT' }).first()).toMatchObject({
      state: 'DECIDED',
      choice: null,
      decided_by: 'engine',
    });
  });

  test('a penalty waived before it is billed moves no money', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-02-20T08:00:00.000Z', refuses);
    const before = await balances(number);
    await command(
      knex,
      number,
      '2027-02-20T10:00:00.000Z',
      { type: 'waive', by: billing, input: { invoice: 'T1', what: 'PENALTY', reason: 'txt_9' } },
      refuses,
    );
    expect(await balances(number)).toEqual(before);
  });

  test('four eyes: a proposal waits as PROPOSED, the second person decides it', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-03-01T08:00:00.000Z', refuses);
    await command(
      knex,
      number,
      '2027-03-01T09:00:00.000Z',
      { type: 'terminate-for-cause', by: legal, input: { ground: 'NON_PAYMENT', facts: 'txt_2', channel: 'EMAIL' } },
      refuses,
    );
    const task = await knex('tasks').where({ subscription: number, kind: 'FOUR_EYES' }).first();
    expect(task).toMatchObject({ state: 'PROPOSED', proposed_by: 'usr_3', choices: ['APPROVE', 'REFUSE'], command: { type: 'terminate-for-cause' } });
    await command(
      knex,
      number,
      '2027-03-01T10:00:00.000Z',
      { type: 'decide', by: { person: 'usr_4', role: 'LEGAL' }, input: { task: task.id, choice: 'APPROVE', reason: 'txt_3' } },
      refuses,
    );
    expect(await knex('tasks').where({ id: task.id }).first()).toMatchObject({
      state: 'DECIDED',
      decided_by: 'usr_4',
      choice: 'APPROVE',
      reason: 'txt_3',
    });
    await live(knex, number, '2027-07-05T00:00:00.000Z', refuses);
    expect(await knex('subscriptions').where({ number }).first('state')).toEqual({ state: 'DELETED' });
  });

  test.each`
    orderedOn       | voided                                     | because
    ${'2027-02-10'} | ${['DEFAULT_NOTICE', 'SUSPENSION_NOTICE']} | ${'it was paid before the notice left'}
    ${'2027-02-11'} | ${['SUSPENSION_NOTICE']}                   | ${'the notice was due, the suspension was not'}
    ${'2027-02-26'} | ${[]}                                      | ${'the suspension was due as well'}
  `('A12: a payment ordered on $orderedOn and recorded later voids $voided: $because', async ({ orderedOn, voided }) => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-03-02T08:00:00.000Z', refuses);
    const input = { amountCents: 70_560, orderedOn, means: 'TRANSFER' } as const;
    await command(knex, number, '2027-03-02T09:00:00.000Z', { type: 'record-payment', by: billing, input }, refuses);
    await live(knex, number, '2027-03-02T09:00:01.000Z', refuses);
    const rows = await knex('notices').where({ subscription: number, state: 'VOID', void_because: 'DISPROVED' }).orderBy('code');
    expect(rows.map((row) => row.code)).toEqual(voided);
  });

  test('a notice handed over is received at once; a bounced one is void and goes again by letter', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-02-12T08:00:00.000Z', refuses);
    const sent = await knex('notices').where({ subscription: number, code: 'DEFAULT_NOTICE' }).first();
    await command(
      knex,
      number,
      '2027-02-12T10:00:00.000Z',
      { type: 'send-notice', by: legal, input: { code: 'DEFAULT_NOTICE', channel: 'HAND', signedReceipt: 'txt_5' } },
      refuses,
    );
    expect(await knex('notices').where({ subscription: number, channel: 'HAND' }).first()).toMatchObject({
      state: 'DEEMED_RECEIVED',
      deemed_received_on: '2027-02-12',
      receipt: 'txt_5',
    });
    await happened(
      knex,
      number,
      { key: 'evt_1', at: '2027-02-13T10:00:00.000Z', type: 'notice-bounced', notice: sent.id.slice(number.length + 1) },
      refuses,
    );
    expect(await knex('notices').where({ id: sent.id }).first()).toMatchObject({ state: 'VOID' });
    expect(await knex('notices').where({ subscription: number, channel: 'REGISTERED_LETTER' }).first()).toMatchObject({
      code: 'DEFAULT_NOTICE',
      state: 'SENT',
    });
  });

  test('a dispute is a complaint with its decision', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-02-24T08:00:00.000Z', refuses);
    await command(
      knex,
      number,
      '2027-02-24T10:00:00.000Z',
      { type: 'open-complaint', by: client, input: { complaint: 'cmp_1', text: 'txt_4', invoice: 'T1', documented: true } },
      refuses,
    );
    expect(await knex('complaints').where({ id: 'cmp_1' }).first()).toMatchObject({ state: 'OPEN', invoice: 'T1', text: 'txt_4', documented: true });
    await command(
      knex,
      number,
      '2027-03-02T10:00:00.000Z',
      { type: 'decide-dispute', by: legal, input: { complaint: 'cmp_1', accepted: false, reason: 'txt_6' } },
      refuses,
    );
    expect(await knex('complaints').where({ id: 'cmp_1' }).first()).toMatchObject({ state: 'DECIDED', decision: 'REJECTED', answer: 'txt_6' });
  });
});

describe('an end with a refund (S57)', () => {
  test('is a credit note, a refund, an export and a destruction, all in the rows and the books', async () => {
    const price = { netCents: 5900, instalments: 1, termDays: 30, contacts: 280, schedule: 'sch_1' };
    const number = await aSubscription(knex, 'cli_fr', '2027-03-01T09:00:00.000Z', { formula: { code: 'monthly', months: 1 }, price });
    await live(knex, number, '2027-04-02T00:00:00.000Z', pays);
    await command(knex, number, '2027-04-05T10:00:00.000Z', { type: 'pay-now', by: client, input: {} }, pays);
    const due = await document(number, 'T2');
    await command(knex, number, '2027-04-10T10:00:00.000Z', { type: 'free-exit', by: client, input: {} }, pays);
    await live(knex, number, '2027-04-12T00:00:00.000Z', pays);
    const credit = await knex('documents').where({ subscription: number, series: 'A' }).first();
    const days = Math.floor((credit.net_cents / due.net_cents) * 30);
    expect(credit).toMatchObject({
      kind: 'CREDIT',
      due_on: null,
      corrects: [due.number],
      state: 'OPEN',
      paid_cents: 0,
      lines: [{ label: `Jours non utilisés, sur facture ${due.number}` }],
    });
    expect(days).toBe(20);
    expect(await knex('tasks').where({ subscription: number, kind: 'REFUND' }).first()).toMatchObject({ state: 'OPEN' });
    await live(knex, number, '2027-05-11T00:00:00.000Z', pays);
    expect(await knex('documents').where({ number: credit.number }).first()).toMatchObject({ state: 'PAID', paid_cents: credit.gross_cents });
    expect(await balances(number)).toMatchObject({ '411': 0 });
    await command(knex, number, '2027-06-01T10:00:00.000Z', { type: 'request-export', by: client, input: { export: 'exp_1' } }, pays);
    expect(await knex('exports').where({ id: 'exp_1' }).first()).toMatchObject({
      state: 'DELIVERED',
      delivered_on: '2027-06-01',
      counts: { contacts: 280 },
    });
    await command(knex, number, '2027-06-02T10:00:00.000Z', { type: 'confirm-export', by: client, input: { export: 'exp_1' } }, pays);
    await live(knex, number, '2027-06-04T00:00:00.000Z', pays);
    expect(await knex('exports').where({ id: 'exp_1' }).first()).toMatchObject({ state: 'CONFIRMED', confirmed_on: '2027-06-02' });
    expect(await knex('subscriptions').where({ number }).first('state')).toEqual({ state: 'DELETED' });
  });

  test('money that exceeds what is open stands in the client favour until it is given back', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-01-05T00:00:00.000Z', pays);
    await happened(
      knex,
      number,
      { key: 'evt_1', at: '2027-01-10T10:00:00.000Z', type: 'client-payment', amountCents: 80_000, orderedOn: '2027-01-10', means: 'TRANSFER' },
      pays,
    );
    expect(await balances(number)).toMatchObject({ '411': -9440, '512': 80_000 });
    const task = await knex('tasks').where({ subscription: number, kind: 'OVERPAYMENT' }).first();
    await command(
      knex,
      number,
      '2027-01-11T10:00:00.000Z',
      { type: 'decide', by: billing, input: { task: task.id, choice: 'GIVEN_BACK', reason: 'txt_7' } },
      pays,
    );
    expect(await balances(number)).toMatchObject({ '411': 0, '512': 70_560 });
  });
});

describe('the ledger', () => {
  const entry = (transaction: number, account: string, cents: number) => ({ transaction, account, client: 'cli_fr', cents });
  const transaction = async (trx: Knex.Transaction, subscription: string): Promise<number> => {
    const [row] = await trx('ledger_transactions')
      .insert({ subscription, seq: 999, label: 'test', reference: 'x', booked_on: '2027-01-04' })
      .returning('id');
    return row.id;
  };

  test('refuses at commit a transaction that does not sum to zero', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    const unbalanced = knex.transaction(async (trx) => {
      const id = await transaction(trx, number);
      await trx('ledger_entries').insert([entry(id, '411', 100), entry(id, '512', -99)]);
    });
    await expect(unbalanced).rejects.toThrow('does not sum to zero');
    expect(await knex('ledger_transactions').where({ subscription: number })).toEqual([]);
  });

  test('refuses to book a fact twice, and any change of what is booked', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    await live(knex, number, '2027-01-05T00:00:00.000Z', pays);
    const { number: invoice } = await document(number, 'T1');
    const fact = {
      type: 'invoice.issued',
      at: '2027-01-04T09:30:00.000Z',
      by: 'engine',
      article: 'E5.3a',
      invoice: 'T1',
      number: invoice,
      kind: 'PRICE',
      term: 1,
      issuedOn: '2027-01-04',
      dueOn: '2027-02-03',
      netCents: 58_800,
      vatRate: 20,
      vatCents: 11_760,
      grossCents: 70_560,
      sendAt: '2027-01-04T09:30:00.000Z',
    } satisfies Fact;
    const { seq } = await knex('ledger_transactions').where({ subscription: number }).first('seq');
    await expect(knex.transaction((trx) => postFact(trx, { subscription: number, client: 'cli_fr', seq, fact }))).rejects.toMatchObject({
      code: '23505',
    });
    for (const table of ['ledger_entries', 'ledger_transactions'])
      for (const sql of [`update ${table} set id = id`, `delete from ${table}`, `truncate ${table} cascade`])
        await expect(knex.raw(sql)).rejects.toThrow('append-only');
  });

  test('an act that fails half way leaves nothing, not even its number', async () => {
    const number = await aSubscription(knex, 'cli_fr');
    const counters = await knex('counters').orderBy(['series', 'year']);
    const broken = act(knex, number, 'invoice/T1', async (_contract, trx) => {
      throw new Error(`stopped after ${await takeNumber(trx, 'F', 2027)}`);
    });
    await expect(broken).rejects.toThrow('stopped after F2027');
    expect(await knex('counters').orderBy(['series', 'year'])).toEqual(counters);
  });
});
