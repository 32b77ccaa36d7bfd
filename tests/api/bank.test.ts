/** The whole engine paid by the Company's own bank: a mandate, its file, and what the bank answers. */
import { randomBytes } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bankPayments } from '../../providers/bank/bank.ts';
import { sepaText } from '../../providers/payments/statement.ts';
import { camt053Unnamed, camt054, pain002 } from '../providers/bank-answers.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { type Answer, aClient } from './door.ts';

const creditor = {
  name: 'Éditeur d’essais',
  address: '1 rue des Essais, 75000 Paris',
  ics: 'FR72ZZZ123456',
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
};
const IBAN = 'FR14 2004 1010 0505 0001 3M02 606';
let engine: Engine;
let admin: string;
let keeper: string;
beforeAll(async () => {
  engine = await openEngine({}, (knex) => {
    const bank = bankPayments({ knex, creditor, key: randomBytes(32) });
    return { bank, payments: bank };
  });
  admin = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'ADMIN']);
  keeper = await engine.userWith(['BILLING']);
  const publishedAt = '2020-01-01T00:00:00Z';
  await engine.ask('POST', '/terms-versions', admin, { version: '2020', text: 'Conditions', publishedAt });
  await engine.ask('POST', '/price-schedules', admin, { publishedAt, lines: [{ formula: 'yearly', months: 12, netCents: 58800 }] });
});
afterAll(() => engine.close());

const acceptance = { termsVersion: '2020', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };
const today = (): string => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Paris' }).format(new Date());

async function aPerson(): Promise<{ client: string; own: string }> {
  const client = (await engine.ask('POST', '/clients', admin, aClient())).body.id;
  return { client, own: await engine.userWith(['CLIENT_ADMIN'], client) };
}
const sign = (client: string, own: string, more: object = {}): Promise<Answer> =>
  engine.ask('POST', `/clients/${client}/mandates`, own, { iban: IBAN, holder: 'Association des Essais', accepted: true, ...more });

/** A subscription whose first invoice is an order for the bank. */
async function aDebit(): Promise<{ number: string; own: string; client: string }> {
  const { client, own } = await aPerson();
  const mandate = await sign(client, own);
  expect(mandate.status).toBe(201);
  const means = await engine.ask('POST', `/clients/${client}/payment-methods`, own, { token: mandate.body.reference });
  expect(means.body).toMatchObject({ kind: 'SEPA', label: 'IBAN FR •••• 2606' });
  const made = await engine.ask('POST', '/subscriptions', own, { client, formula: 'yearly', paymentMethod: means.body.id, acceptance });
  const number = made.body.number;
  expect((await engine.ask('POST', `/subscriptions/${number}/pay-now`, own, {})).status).toBe(200);
  await becomes(number, 'COLLECTING');
  const statements = () => engine.knex('bank_orders').where({ subscription: number }).pluck('statement');
  const { number: invoiced } = await invoice(number);
  await expect.poll(statements, { timeout: 15_000 }).toEqual([`${sepaText(creditor.name, 70)} ${invoiced}`]);
  return { number, own, client };
}
const invoice = async (number: string) => (await engine.ask('GET', `/invoices?subscription=${number}`, admin)).body.data[0];
async function becomes(number: string, state: string): Promise<void> {
  await expect.poll(async () => (await invoice(number))?.state, { timeout: 15_000 }).toBe(state);
}
const payments = async (number: string) => (await engine.ask('GET', `/payments?subscription=${number}`, admin)).body.data;

async function aFile(): Promise<{ id: string; orders: { id: string; subscription: string; result: string | null }[] }> {
  const made = await engine.ask('POST', '/bank/files', keeper, { type: 'DEBIT' });
  expect(made.status).toBe(201);
  return { id: made.body.id, orders: (await engine.ask('GET', `/bank/files/${made.body.id}/orders`, keeper)).body.data };
}
const answer = (xml: string): Promise<Answer> => engine.ask('POST', '/bank/answers', keeper, { contentBase64: Buffer.from(xml).toString('base64') });

test('a mandate is read before it is signed, by the client alone, and a wrong account number says why', async () => {
  const { client, own } = await aPerson();
  const before = (await engine.ask('GET', `/clients/${client}/mandates`, own)).body;
  expect(before.data).toEqual([]);
  for (const its of [creditor.name, creditor.address, creditor.ics]) expect(before.offered[0]).toContain(its);
  const wrong = await sign(client, own, { iban: 'FR14 2004 1010 0505 0001 3M02 607' });
  expect(wrong).toMatchObject({ status: 422, body: { article: 'E5.5a', detail: expect.stringMatching(/check digits/) } });
  expect(wrong.body.errors).toEqual([{ path: 'body/iban', message: wrong.body.detail }]);
  expect((await sign(client, own, { iban: 'US64SVBKUS6S3300958879' })).body.errors).toMatchObject([
    { message: expect.stringMatching(/has no IBAN/) },
  ]);
  expect((await sign(client, own, { accepted: false })).status).toBe(422);
  expect((await sign(client, admin)).status).toBe(403);
  expect((await sign(client, (await aPerson()).own)).status).toBe(404);
  const signed = await sign(client, own);
  expect(signed.body).toMatchObject({ account: 'FR •••• 2606', words: before.offered });
  expect(JSON.stringify((await engine.ask('GET', `/clients/${client}/mandates`, own)).body)).not.toContain('2004');
  const [kept, ...more] = (await engine.ask('GET', `/records?kind=MANDATE_SIGNED&client=${client}`, own)).body.data;
  expect(more).toEqual([]);
  expect(kept).toMatchObject({ article: 'E5.5a', by: { role: 'CLIENT_ADMIN' }, data: { reference: signed.body.reference } });
  expect(kept.texts[kept.data.text].split('\n')).toEqual([signed.body.reference, signed.body.holder, signed.body.account, ...before.offered]);
  const entry = async (body: object) => (await engine.ask('POST', `/clients/${client}/payment-method-entries`, own, body)).body.url;
  expect(await entry({ subscription: 'S000001' })).toMatch(/\/subscriptions\/S000001\/mandate$/);
  expect(await entry({})).toMatch(/\/subscriptions\/new\/mandate$/);
  expect((await engine.ask('GET', `/clients/${client}/payment-methods`, own)).body.entry).toBe('MANDATE');
});

test('a debit waits in a file, is booked by the bank, and is taken back: each told once', async () => {
  const { number } = await aDebit();
  const file = await aFile();
  expect(file.orders.map((one) => one.subscription)).toContain(number);
  const order = file.orders.find((one) => one.subscription === number)?.id ?? '';
  const xml = await engine.ask('GET', `/bank/files/${file.id}/xml`, keeper);
  const read = new XMLParser().parse(xml.text).Document.CstmrDrctDbtInitn;
  expect(read.GrpHdr.MsgId).toBe(file.id);
  const other = await answer(camt054({ on: today(), booked: [file.id], returned: [], sum: '0.01' }));
  expect(other.body).toMatchObject({ booked: 0, differing: [{ file: file.id, cents: 1 }] });
  expect((await invoice(number)).state).toBe('COLLECTING');
  expect((await answer(camt054({ on: today(), booked: [file.id], returned: [] }))).body).toEqual({
    ...{ booked: 1, returned: 0, unknown: [], differing: [], unplaced: [] },
  });
  await becomes(number, 'PAID');
  await answer(camt054({ on: today(), booked: [file.id], returned: [] }));
  expect(await payments(number)).toMatchObject([{ state: 'SETTLED' }]);
  const back = camt054({ on: today(), booked: [], returned: [[order, 'MD06']] });
  for (let told = 0; told < 2; told++) expect((await answer(back)).body).toMatchObject({ returned: 1 });
  await becomes(number, 'OPEN');
  expect(await payments(number)).toMatchObject([{ state: 'REFUNDED', rejectionCode: 'MD06' }]);
});

test('5.5 (b): booked, and returned days later for want of funds, it is a rejection all the same', async () => {
  const { number } = await aDebit();
  const file = await aFile();
  const order = file.orders.find((one) => one.subscription === number)?.id ?? '';
  expect((await engine.ask('POST', `/bank/files/${file.id}/bookings`, keeper, { on: today() })).status).toBe(200);
  await becomes(number, 'PAID');
  for (let told = 0; told < 2; told++)
    expect((await engine.ask('POST', `/bank/orders/${order}/returns`, keeper, { code: 'AM04', on: today() })).status).toBe(200);
  await becomes(number, 'OPEN');
  await expect.poll(async () => (await engine.ask('GET', `/invoices?subscription=${number}`, admin)).body.data.length, { timeout: 15_000 }).toBe(2);
  const { data } = (await engine.ask('GET', `/invoices?subscription=${number}`, admin)).body;
  expect(data[1]).toMatchObject({ kind: 'REJECTION_FEE', grossCents: 4_000 });
  const codes = () => engine.knex('notices').where({ subscription: number, code: 'PAYMENT_REJECTED' }).whereNotNull('sent_at');
  await expect.poll(async () => (await codes()).length, { timeout: 15_000 }).toBe(1);
});

test('a statement that names no file settles the debits that it names; what it does not tell apart is said', async () => {
  const { number } = await aDebit();
  const file = await aFile();
  const order = file.orders.find((one) => one.subscription === number)?.id ?? '';
  const sum = '705.60';
  const vague = await answer(camt053Unnamed({ on: today(), sum: '0.01' }));
  expect(vague.body).toMatchObject({ booked: 0, unplaced: [{ on: today(), cents: 1 }] });
  expect((await answer(camt053Unnamed({ on: today(), sum, orders: [[order, sum]] }))).body).toMatchObject({ booked: 1, unplaced: [] });
  await becomes(number, 'PAID');
});

test('a closed account is refused by a status report: nothing more is presented on its mandate', async () => {
  const { number } = await aDebit();
  const file = await aFile();
  const order = file.orders.find((one) => one.subscription === number)?.id ?? '';
  expect(
    (
      await answer(
        pain002({
          file: file.id,
          at: `${today()}T06:00:00`,
          rejected: [
            [order, 'AC04'],
            ['D0', 'AM04'],
          ],
        }),
      )
    ).body,
  ).toEqual({
    ...{ booked: 0, returned: 1, unknown: ['D0'], differing: [], unplaced: [] },
  });
  await becomes(number, 'OPEN');
  expect(await payments(number)).toMatchObject([{ state: 'REJECTED', rejectionCode: 'AC04' }]);
  expect((await engine.ask('POST', `/bank/files/${file.id}/bookings`, keeper, { on: today() })).body.bookedOn).toBe(today());
  expect(await payments(number)).toMatchObject([{ state: 'REJECTED' }]);
});

test('by hand: a return with its code; days ahead, unknown orders and empty files are refused', async () => {
  const nothing = await engine.ask('POST', '/bank/files', keeper, { type: 'DEBIT' });
  expect(nothing).toMatchObject({ status: 422, body: { detail: 'Nothing waits to be given to the bank.' } });
  const { number } = await aDebit();
  const file = await aFile();
  const order = file.orders.find((one) => one.subscription === number)?.id ?? '';
  expect((await engine.ask('POST', `/bank/orders/${order}/returns`, keeper, { code: 'AM04', on: '2100-01-01' })).status).toBe(422);
  expect((await engine.ask('POST', `/bank/orders/${order}/returns`, keeper, { code: 'broke', on: today() })).status).toBe(400);
  expect((await engine.ask('POST', '/bank/orders/D0/returns', keeper, { code: 'AM04', on: today() })).status).toBe(404);
  expect((await engine.ask('POST', `/bank/files/${file.id}/bookings`, keeper, { on: '2020-01-01' })).status).toBe(422);
  expect((await engine.ask('GET', '/bank/files/P8-0/xml', keeper)).status).toBe(404);
  expect((await answer('<html/>')).status).toBe(422);
  expect((await engine.ask('POST', `/bank/orders/${order}/returns`, keeper, { code: 'AM04', on: today() })).status).toBe(200);
  await becomes(number, 'OPEN');
  expect(await payments(number)).toMatchObject([{ state: 'REJECTED', rejectionCode: 'AM04' }]);
  const { data, waiting } = (await engine.ask('GET', '/bank/files', keeper)).body;
  expect(data[0]).toMatchObject({ id: file.id, type: 'DEBIT', bookedOn: null });
  expect(waiting.DEBIT).toEqual({ orders: 0, cents: 0 });
});

test('a refund that the bank gives back is a task for BILLING, once', async () => {
  const { number } = await aDebit();
  const { mandate: method } = await engine.knex('bank_orders').where({ subscription: number }).first();
  const what = { method, cents: 100, documents: ['A2026-000001'], at: new Date().toISOString(), subscription: number };
  await engine.deps.payments.refund({ key: `${number}/refund/A/T1`, ...what });
  const made = await engine.ask('POST', '/bank/files', keeper, { type: 'REFUND' });
  const [order] = (await engine.ask('GET', `/bank/files/${made.body.id}/orders?subscription=${number}`, keeper)).body.data;
  for (let told = 0; told < 2; told++)
    expect((await engine.ask('POST', `/bank/orders/${order.id}/returns`, keeper, { code: 'AC04', on: today() })).status).toBe(200);
  const tasks = () => engine.knex('tasks').where({ subscription: number, kind: 'MONEY_DIFFERS' });
  await expect.poll(async () => (await tasks()).length, { timeout: 15_000 }).toBe(1);
});
