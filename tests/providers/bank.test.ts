/** The Company as its own collector: mandates, the files for its bank, and what the bank answers. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bank, bankPayments } from '../../providers/bank/bank.ts';
import { readAnswer } from '../../providers/bank/answers.ts';
import { decipher, encipher, keyOf } from '../../providers/bank/cipher.ts';
import { readIban } from '../../providers/bank/iban.ts';
import { type FileRow, ordersOf, waitingOrders } from '../../providers/bank/orders.ts';
import { painXml } from '../../providers/bank/pain.ts';
import { bookFile, bookUnnamed, refuseFile, takeReturn } from '../../providers/bank/results.ts';
import { freshDatabase } from '../setup/database.ts';
import { camt053Unnamed, camt054, pain002, pain002Block } from './bank-answers.ts';
import { debitContract, fresh } from './contract-of-payments.ts';
import { brokenRules } from './pain-schemas.ts';

const CREDITOR = {
  name: 'Éditeur d’essais',
  address: '1 rue des Essais, 75000 Paris',
  ics: 'FR72ZZZ123456',
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
};
const IBAN = 'FR14 2004 1010 0505 0001 3M02 606';
const MADE = '2026-02-04T07:00:00.000Z';
const BOOKED = { on: '2026-02-05', cents: null };
const key = randomBytes(32);
let database: Awaited<ReturnType<typeof freshDatabase>>;
let bank: Bank;
beforeAll(async () => {
  database = await freshDatabase();
  bank = bankPayments({ knex: database.knex, creditor: CREDITOR, key });
});
afterAll(() => database.drop());

async function signed(client: string, at = '2026-01-03T23:30:00.000Z'): Promise<string> {
  const row = { legal_name: client, legal_form: 'Association', registration: 'W751234567', seat: 'Paris', country: 'FR' };
  const person = { representative_name: 'Camille Exemple', representative_capacity: 'Présidente', email: 'bureau@essais.example' };
  const more = { language: 'fr', status: 'NON_PROFESSIONAL', notice_channel: 'EMAIL', test_clock: null };
  await database.knex('clients').insert({ id: client, ...row, ...person, ...more });
  const asked = {
    client,
    clocked: false,
    request: randomUUID(),
    holder: 'Club d’Œuvre & Cie «été»',
    iban: IBAN,
    language: 'fr' as const,
    by: 'usr',
    at,
  };
  const mandate = await bank.sign(asked);
  if ('refused' in mandate) throw new Error(mandate.refused.en);
  return mandate.reference;
}
async function debit(more: { at?: string; signedAt?: string } = {}) {
  const client = fresh('cli');
  const method = await signed(client, more.signedAt);
  const subscription = fresh('SUB');
  const charge = {
    key: `${subscription}/T1-1`,
    method,
    cents: 70_560,
    documents: ['F2026-000001'],
    at: more.at ?? MADE,
    clocked: false,
    subscription,
    payment: 'T1-1',
  };
  return { client, charge, answer: await bank.charge(charge) };
}
async function filed(type: 'DEBIT' | 'REFUND' = 'DEBIT', at = MADE): Promise<FileRow> {
  const file = await bank.makeFile({ type, at, by: 'usr' });
  if (!file) throw new Error('nothing waits');
  return file;
}
const orderIn = async (file: FileRow, subscription: string) =>
  (await ordersOf(database.knex, file.id)).find((one) => one.subscription === subscription)?.id ?? '';

debitContract('own bank', {
  provider: () => bank,
  token: async (_means, client) => signed(client, new Date().toISOString()),
  settle: async () => bookFile(database.knex, await filed('DEBIT', new Date().toISOString()), BOOKED),
  charges: async (subscription) => (await database.knex('bank_orders').where({ subscription }).pluck('id')).length,
  statement: async (subscription) => {
    const { id } = await database.knex('bank_orders').where({ subscription }).first('id');
    const xml = (await bank.fileXml(await filed('DEBIT', new Date().toISOString()))) ?? '';
    expect(await brokenRules('pain.008.001.08', xml)).toEqual([]);
    return new RegExp(`<EndToEndId>${id}<.*?<Ustrd>(.*?)</Ustrd>`, 's').exec(xml)?.[1]?.replaceAll('&apos;', "'");
  },
  afterSettlement: '2100-01-01T00:00:00.000Z',
});

describe('account numbers', () => {
  test.each([
    ['FR14 2004 1010 0505 0001 3M02 606', 'FR •••• 2606'],
    ['fr7630006000011234567890189', 'FR •••• 0189'],
    ['DE89370400440532013000', 'DE •••• 3000'],
  ])('%s is %s', (text, account) => expect(readIban(text)).toMatchObject({ account }));

  test.each([
    ['FR1420041010050500013M02607', /check digits/, /clé/],
    ['FR76300060000112345678901', /length/, /longueur/],
    ['1234', /two letters/, /deux lettres/],
    ['MA64011519000001205000534921', /No direct debit/, /Aucun prélèvement/],
    ['US64SVBKUS6S3300958879', /United States\) has no IBAN/, /États-Unis\) n'a pas d'IBAN/],
    ['ca12 3456', /Canada\) has no IBAN/, /Canada\) n'a pas d'IBAN/],
    ['ZZ1234', /two letters/, /deux lettres/],
    ['', /\w/, /\w/],
  ])('%j is refused, and says why', (text, en, fr) => {
    expect(readIban(text)).toEqual({ refused: { en: expect.stringMatching(en), fr: expect.stringMatching(fr) }, field: 'iban' });
  });

  test('lie enciphered, and open under their key alone', async () => {
    const reference = await signed(fresh('cli'));
    const { iban } = await database.knex('mandates').where({ reference }).first();
    expect(iban).not.toContain('2004');
    expect(decipher(key, iban)).toBe('FR1420041010050500013M02606');
    expect(() => decipher(randomBytes(32), iban)).toThrow(/./);
    expect(() => keyOf('short')).toThrow(/32 bytes/);
    expect(encipher(key, 'x')).not.toBe(encipher(key, 'x'));
  });
});

describe('mandates', () => {
  test.each([
    ['36 months after it was signed', '2029-01-04T09:00:00.000Z', 'PENDING'],
    ['a day more', '2029-01-05T09:00:00.000Z', 'REJECTED'],
  ])('stand %s: %s is %s', async (_what, at, outcome) => {
    expect((await debit({ at })).answer.outcome).toBe(outcome); // signed on 4 January 2026 in Paris
  });

  test('stand 36 months from their last debit', async () => {
    const { charge } = await debit();
    const next = (at: string, payment: string) => bank.charge({ ...charge, key: `${charge.subscription}/${payment}`, payment, at });
    expect(await next('2029-02-05T09:00:00.000Z', 'T9-1')).toEqual({ outcome: 'REJECTED', code: 'means_unusable' });
    expect(await next('2029-02-04T09:00:00.000Z', 'T9-2')).toMatchObject({ outcome: 'PENDING' });
    expect(await next('2032-02-04T09:00:00.000Z', 'T9-3')).toMatchObject({ outcome: 'PENDING' });
  });

  test('are of their own client, of real time, and the same request signs once', async () => {
    const client = fresh('cli');
    const token = await signed(client);
    expect(await bank.registerMethod({ token, client: 'another', clocked: false })).toHaveProperty('refused');
    expect(await bank.registerMethod({ token, client, clocked: true })).toHaveProperty('refused');
    const asked = { client, clocked: false, request: 'again', holder: 'H', iban: IBAN, language: 'en' as const, by: 'usr', at: MADE };
    expect(await bank.sign({ ...asked, iban: 'FR7630006000011234567890189' })).toEqual(await bank.sign(asked));
    expect(await bank.sign({ ...asked, clocked: true })).toHaveProperty('refused');
    expect(token.length).toBeLessThanOrEqual(35);
  });
});

describe('files', () => {
  test('hold all that waits, once, and are valid against their schema; the same bytes come again', async () => {
    await bank.makeFile({ type: 'DEBIT', at: MADE, by: 'usr' });
    const [one, other] = [await debit(), await debit()];
    const files = await Promise.all([1, 2].map(() => bank.makeFile({ type: 'DEBIT', at: MADE, by: 'usr' })));
    const file = files.find((each) => each) as FileRow;
    expect(files.filter((each) => each)).toHaveLength(1);
    expect(file).toMatchObject({ orders: 2, cents: 141_120, execute_on: '2026-02-05' });
    const xml = (await bank.fileXml(file)) ?? '';
    expect(await brokenRules('pain.008.001.08', xml)).toEqual([]);
    for (const text of ['<CtrlSum>1411.20</CtrlSum>', '<DtOfSgntr>2026-01-04</DtOfSgntr>', '<Nm>Editeur d&apos;essais</Nm>', one.charge.method])
      expect(xml).toContain(text);
    expect(xml).toContain(other.charge.method);
    expect(xml.match(/<Ustrd>Editeur d&apos;essais F2026-000001<\/Ustrd>/g)).toHaveLength(2);
    expect(await bank.fileXml(file)).toBe(xml);
    expect(await waitingOrders(database.knex, 'DEBIT')).toEqual({ orders: 0, cents: 0 });
    expect(await bank.makeFile({ type: 'DEBIT', at: MADE, by: 'usr' })).toBeNull();
  });

  test.each([
    ['a Thursday', '2026-04-02T07:00:00.000Z', '2026-04-07'], // Good Friday and Easter Monday are closed
    ['late in the evening, in Paris the next day', '2026-02-04T23:30:00.000Z', '2026-02-06'],
  ])('made on %s are executed on the next bank day', async (_what, at, day) => {
    await debit();
    expect((await filed('DEBIT', at)).execute_on).toBe(day);
  });

  test('give money back by transfer, once for a key', async () => {
    const { charge } = await debit();
    const refund = {
      key: `${charge.subscription}/refund/A`,
      method: charge.method,
      cents: 35_570,
      documents: ['A2026-000001'],
      at: MADE,
      subscription: charge.subscription,
    };
    const made = await bank.refund(refund);
    expect(await bank.refund(refund)).toEqual(made);
    await expect(bank.refund({ ...refund, cents: 1 })).rejects.toMatchObject({ status: 409 });
    const file = await filed('REFUND');
    const xml = (await bank.fileXml(file)) ?? '';
    expect(await brokenRules('pain.001.001.09', xml)).toEqual([]);
    expect(xml).toContain('355.70');
    expect(xml).toContain('<Ustrd>Editeur d&apos;essais A2026-000001</Ustrd>');
    const within = { from: '2026-02-04T00:00:00.000Z', until: '2026-02-05T00:00:00.000Z', clocked: false };
    const mine = async () => (await bank.movements(within)).filter((one) => one.key === refund.key);
    expect(await mine()).toMatchObject([{ type: 'REFUNDED', cents: 35_570 }]);
    expect(await takeReturn(database.knex, { order: await orderIn(file, charge.subscription), code: 'AC04', on: '2026-02-06' })).toEqual([]);
    expect(await mine()).toEqual([]);
  });

  test('of an order that was made before it had a text say subscription and payment: the same bytes again', async () => {
    const { charge } = await debit();
    await database.knex('bank_orders').where({ subscription: charge.subscription }).update({ statement: null });
    expect(await bank.fileXml(await filed())).toContain(`<Ustrd>Editeur d&apos;essais ${charge.subscription} T1-1</Ustrd>`);
  });

  test('cannot be made again once an account in them was destroyed', async () => {
    const { client } = await debit();
    const file = await filed();
    await database.knex('mandates').where({ client }).update({ iban: null });
    expect(await bank.fileXml(file)).toBeNull();
  });

  test('of one that is not in the SEPA characters still are', async () => {
    const order = {
      id: 'D1',
      cents: 1,
      holder: 'Ωmega & <b>"x"</b>',
      iban: 'DE89370400440532013000',
      mandate: { reference: 'M', signedAt: MADE },
      words: 'é€',
    };
    expect(
      await brokenRules('pain.008.001.08', painXml({ id: 'P8-1', type: 'DEBIT', madeAt: MADE, executeOn: '2026-02-05' }, CREDITOR, [order])),
    ).toEqual([]);
    const named = painXml({ id: 'P8-1', type: 'DEBIT', madeAt: MADE, executeOn: '2026-02-05' }, CREDITOR, [
      { ...order, holder: 'Œuvre « Été » & Ægir' },
    ]);
    expect(named).toContain('<Dbtr><Nm>OEuvre Ete AEgir</Nm></Dbtr>');
  });
});

describe('what the bank says', () => {
  test('a file that is booked has settled but for what was rejected; each result is told once, and moves its money', async () => {
    const [good, bad] = [await debit(), await debit()];
    const file = await filed();
    const rejected = await takeReturn(database.knex, { order: await orderIn(file, bad.charge.subscription), code: 'AM04', on: '2026-02-05' });
    expect(rejected).toMatchObject([{ type: 'charge-rejected', code: 'AM04', subscription: bad.charge.subscription, payment: 'T1-1' }]);
    const booked = await bookFile(database.knex, file, BOOKED);
    expect(booked).toMatchObject([{ type: 'charge-settled', subscription: good.charge.subscription, at: '2026-02-05T09:00:00.000Z' }]);
    expect(await bookFile(database.knex, file, BOOKED)).toEqual(booked);
    const { key: asked, method } = bad.charge;
    expect(await bank.lookUp({ key: asked, method })).toEqual({ outcome: 'REJECTED', code: 'AM04' });
    const order = await orderIn(file, good.charge.subscription);
    expect(await takeReturn(database.knex, { order, code: 'MD06', on: '2026-03-01' })).toMatchObject([{ type: 'charge-reversed', code: 'MD06' }]);
    const moved = await bank.movements({ from: '2026-02-01T00:00:00.000Z', until: '2026-04-01T00:00:00.000Z', clocked: false });
    expect(moved.filter((one) => one.subscription === good.charge.subscription).map(({ type, code }) => [type, code])).toEqual([
      ['SETTLED', null],
      ['REVERSED', 'MD06'],
    ]);
    expect(moved.filter((one) => one.subscription === bad.charge.subscription)).toEqual([]);
  });

  test('of an order that was not given to it is none of ours', async () => {
    const { charge } = await debit();
    const { id } = await database.knex('bank_orders').where({ subscription: charge.subscription }).first();
    expect(await takeReturn(database.knex, { order: id, code: 'AM04', on: '2026-02-05' })).toBeNull();
    expect(await takeReturn(database.knex, { order: 'D0', code: 'AM04', on: '2026-02-05' })).toBeNull();
    await filed();
  });

  test('a status report refuses orders, or a whole file for a technical fault', async () => {
    expect(
      readAnswer(
        pain002({
          file: 'P8-1',
          at: '2026-02-04T12:00:00',
          rejected: [
            ['D1', 'AC04'],
            ['D2', ''],
          ],
        }),
      ),
    ).toEqual({
      returned: [
        { order: 'D1', code: 'AC04', on: '2026-02-04' },
        { order: 'D2', code: 'MS03', on: '2026-02-04' },
      ],
      ...{ refused: [], booked: [], unnamed: [] },
    });
    const whole = readAnswer(pain002({ file: 'P8-1', at: '2026-02-04T12:00:00', rejected: [] }));
    expect(whole).toEqual({ returned: [], refused: [{ file: 'P8-1', code: 'FF01', on: '2026-02-04' }], booked: [], unnamed: [] });
    expect(readAnswer(pain002Block('P8-1', '2026-02-04T12:00:00'))).toEqual(whole);
    const { charge } = await debit();
    const file = await filed();
    expect(await refuseFile(database.knex, { file: file.id, code: 'FF01', on: '2026-02-05' })).toMatchObject([
      { type: 'charge-rejected', code: 'FF01', subscription: charge.subscription },
    ]);
    expect(await refuseFile(database.knex, { file: 'P8-0', code: 'FF01', on: '2026-02-05' })).toBeNull();
  });

  test('a notification books files and returns orders', () => {
    expect(readAnswer(camt054({ on: '2026-02-05', booked: ['P8-1'], returned: [['D1', 'MD01']] }))).toEqual({
      ...{ returned: [{ order: 'D1', code: 'MD01', on: '2026-02-05' }], refused: [] },
      ...{ booked: [{ file: 'P8-1', on: '2026-02-05', cents: null }], unnamed: [] },
    });
  });

  test.each([
    ['BOOK', 1],
    ['<Cd>BOOK</Cd>', 1],
    ['PDNG', 0],
    ['<Cd>PDNG</Cd>', 0],
    ['<Cd>INFO</Cd>', 0],
  ])('an entry of status %s counts as booked: %i', (status, count) => {
    const answer = readAnswer(camt054({ on: '2026-02-05', booked: ['P8-1'], returned: [['D1', 'AM04']], sum: '705.60', status }));
    const one = { file: 'P8-1', on: '2026-02-05', cents: 70_560 };
    expect(answer).toEqual({
      refused: [],
      unnamed: [],
      booked: count ? [one] : [],
      returned: count ? [{ order: 'D1', code: 'AM04', on: '2026-02-05' }] : [],
    });
  });

  test.each(['705.6', '705.60', '705', '705.605', '-705.60', 'NaN', ''])('the sum %j of an entry', (sum) => {
    const [one] = readAnswer(camt054({ on: '2026-02-05', booked: ['P8-1'], returned: [], sum }))?.booked ?? [];
    expect(one?.cents).toBe({ '705.6': 70_560, '705.60': 70_560, '705': 70_500 }[sum] ?? null);
  });

  /** What becomes of a statement that names no file: how many payments it settles, null where a person has to say it. */
  const placed = async (what: Parameters<typeof camt053Unnamed>[0]): Promise<number | null> => {
    const [one] = readAnswer(camt053Unnamed(what))?.unnamed ?? [];
    return one ? ((await bookUnnamed(database.knex, one))?.length ?? null) : 0;
  };
  const ON = '2026-02-05';
  const result = ({ key: asked, method }: { key: string; method: string }) => bank.lookUp({ key: asked, method });

  test('booked without the name of its file, debits are told by their orders, and theirs alone', async () => {
    const [one, other] = [await debit(), await debit()];
    const file = await filed();
    const orders = await Promise.all([one, other].map(({ charge }) => orderIn(file, charge.subscription)));
    const [first = '', second = ''] = orders;
    const both: [string, string][] = [
      [first, '705.60'],
      [second, '705.60'],
    ];
    expect(await placed({ on: ON, sum: '705.60', orders: both })).toBeNull(); // not their sum
    expect(await placed({ on: ON, sum: '705.60', orders: [[first, '705.59']] })).toBeNull();
    expect(await placed({ on: ON, sum: '705.60', orders: [[`D${'0'.repeat(30)}`, '705.60']] })).toBeNull();
    expect(await placed({ on: ON, sum: '705.60', orders: [[first, '705.60']], side: 'DBIT' })).toBeNull(); // money that leaves settles no debit
    const booked = async () => (await database.knex('bank_files').where({ id: file.id }).first('booked_on')).booked_on;
    expect(await placed({ on: ON, sum: '705.60', orders: [[first, '705.60']] })).toBe(1);
    expect(await booked()).toBeNull();
    expect(await placed({ on: ON, sum: '1411.20', orders: both })).toBe(2); // the first is told again
    expect([await booked(), await result(other.charge)]).toEqual([ON, { outcome: 'SETTLED' }]);
    const { charge } = await debit();
    const next = await filed();
    const rejected = await orderIn(next, charge.subscription);
    await takeReturn(database.knex, { order: rejected, code: 'AM04', on: ON });
    expect(await placed({ on: ON, sum: '705.60', orders: [[rejected, '705.60']] })).toBeNull();
  });

  test('or by their sum, where one file of these days alone has it', async () => {
    const dated = async (at: string) => {
      const { charge } = await debit({ at });
      return { charge, file: await filed('DEBIT', at) };
    };
    const { charge, file } = await dated('2026-03-09T09:00:00.000Z');
    expect(file.execute_on).toBe('2026-03-10');
    const credit = { on: '2026-03-10', sum: '705.60' };
    expect(await placed({ ...credit, family: 'RCDT' })).toBe(0); // a transfer of a client, perhaps
    expect(await placed({ ...credit, side: 'DBIT' })).toBe(0);
    expect(await placed({ ...credit, sum: '705.61' })).toBeNull();
    expect(await placed({ ...credit, count: '2' })).toBeNull();
    expect(await placed({ ...credit, on: '2026-03-09' })).toBeNull(); // before its execution
    expect(await placed({ ...credit, on: '2026-03-18' })).toBeNull(); // eight days after
    expect(await placed({ ...credit, on: '2026-03-17', count: '1' })).toBe(1);
    expect(await placed({ ...credit, on: '2026-03-17' })).toBe(1); // told again
    expect(await result(charge)).toEqual({ outcome: 'SETTLED' });
    const [two, three] = [await dated('2026-05-11T09:00:00.000Z'), await dated('2026-05-11T09:00:00.000Z')];
    expect(await placed({ on: '2026-05-12', sum: '705.60' })).toBeNull(); // either may be meant
    await bookFile(database.knex, two.file, { on: '2026-05-13', cents: null });
    expect(await placed({ on: '2026-05-12', sum: '705.60' })).toBe(1);
    expect(await result(three.charge)).toEqual({ outcome: 'SETTLED' });
  });

  test('a file is named by its one block as well', () => {
    const named = camt054({ on: ON, booked: ['P8-20260204-1'], returned: [] }).replace(
      '<MsgId>P8-20260204-1</MsgId>',
      '<PmtInfId>P8-20260204-1-1</PmtInfId>',
    );
    expect(readAnswer(named)).toMatchObject({ booked: [{ file: 'P8-20260204-1' }], unnamed: [] });
  });

  test('an order whose account was destroyed before its file keeps no other one out of it', async () => {
    const [kept, gone] = [await debit(), await debit()];
    await database.knex('mandates').where({ reference: gone.charge.method }).update({ iban: null });
    const file = await filed();
    expect((await ordersOf(database.knex, file.id)).map((one) => one.subscription)).toEqual([kept.charge.subscription]);
    expect(await bank.lookUp(gone.charge)).toEqual({ outcome: 'REJECTED', code: 'means_unusable' });
    expect(await bank.lookUp(kept.charge)).toMatchObject({ outcome: 'PENDING' });
  });

  test('a file is booked at its sum, or at that of what was not rejected, and at no other one', async () => {
    const [kept, rejected] = [await debit(), await debit()];
    const file = await filed();
    const book = (cents: number) => bookFile(database.knex, file, { on: '2026-02-05', cents });
    expect(await book(70_560)).toEqual({ cents: 70_560, expectedCents: 141_120 });
    const booked = () => database.knex('bank_files').where({ id: file.id }).first('booked_on');
    expect(await booked()).toEqual({ booked_on: null });
    await takeReturn(database.knex, { order: await orderIn(file, rejected.charge.subscription), code: 'AM04', on: '2026-02-05' });
    for (const cents of [70_560, 141_120])
      expect(await book(cents)).toMatchObject([{ type: 'charge-settled', subscription: kept.charge.subscription }]);
    expect(await book(70_561)).toEqual({ cents: 70_561, expectedCents: 70_560 });
    expect(await booked()).toEqual({ booked_on: '2026-02-05' });
  });

  test.each([
    '',
    'no XML',
    '<a/>',
    '<Document/>',
    '<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>',
    '<!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>',
  ])('%j is no answer of a bank', (xml) => expect(readAnswer(xml)).toBeNull());
});
