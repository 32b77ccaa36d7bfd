import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../database/verify.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import type { Json } from './door.ts';

let engine: Engine;
let billing: string;
let clock: string;
const HEADS =
  'reference;clientReference;legalName;legalForm;registration;seat;country;representativeName;representativeCapacity;email;contacts;formula;months;netPrice;means;termsVersion;acceptedOn;firstTermOn;termStartsOn;denouncedBy;denouncedOn';
type Cells = { [head: string]: string };
const good: Cells = {
  ...{ reference: 'A1', clientReference: '', legalName: 'Association des Lilas', legalForm: 'Association loi 1901', registration: 'W751000001' },
  ...{ seat: '1 rue des Lilas, 75020 Paris', country: 'FR', representativeName: 'Camille Exemple', representativeCapacity: 'Présidente' },
  ...{ email: 'bureau@lilas.example', contacts: '280', formula: 'yearly', months: '12', netPrice: '588,00', means: 'card_ok', termsVersion: '1' },
  ...{ acceptedOn: '04/01/2026', firstTermOn: '04/01/2026', termStartsOn: '04/01/2027', denouncedBy: '', denouncedOn: '' },
};
const file = (...lines: Cells[]): string =>
  [
    HEADS,
    ...lines.map((line) =>
      HEADS.split(';')
        .map((head) => line[head] ?? '')
        .join(';'),
    ),
  ].join('\n');
const INVOICE_HEADS = 'reference;number;issuedOn;dueOn;open;vatRate';
const ask = async (method: string, path: string, body?: unknown, token = billing): Promise<Json> => {
  const answer = await engine.ask(method, path, token, body);
  if (answer.status >= 400) throw new Error(`${path}: ${answer.text}`);
  return answer.body;
};
const hand = (subscriptions: string, invoices = '', more: object = {}): Promise<Json> =>
  engine.ask('POST', '/take-overs', billing, { takenOverOn: '2027-03-01', subscriptions, invoices, testClock: clock, ...more });
const report = async (id: string): Promise<Json[]> => (await ask('GET', `/take-overs/${id}/lines`)).data;

beforeAll(async () => {
  engine = await openEngine();
  billing = await engine.userWith(['BILLING', 'ADMIN', 'SUPPORT', 'LEGAL']);
  clock = (await ask('POST', '/test-clocks', { at: '2027-03-10T09:00:00Z' })).id;
  await ask('POST', '/terms-versions', { version: '1', text: 'Conditions', publishedAt: '2025-12-01', testClock: clock });
  await ask('POST', '/legal-rates', { effectiveOn: '2027-01-01', latePenaltyMaxMonthlyRate: 0.9, source: 'Avis publié', testClock: clock });
  const lines = [
    { formula: 'yearly', months: 12, netCents: 58_800 },
    { formula: 'monthly', months: 1, netCents: 5_900 },
  ];
  await ask('POST', '/price-schedules', { publishedAt: '2025-12-01', testClock: clock, lines });
});
afterAll(() => engine.close());

describe('the dry run', () => {
  test('says of each line what is wrong, in the reader’s language, and makes nothing', async () => {
    const faulty = file(
      good,
      { ...good, reference: 'A2', netPrice: 'beaucoup', email: '' },
      { ...good, reference: 'A3', termStartsOn: '05/01/2027' },
      { ...good, reference: 'A4', termsVersion: '0', formula: 'weekly' },
      { ...good, reference: 'A1' },
      { ...good, reference: 'A7', denouncedBy: 'CLIENT' },
    );
    const { status, body } = await hand(faulty, `${INVOICE_HEADS}\nnobody;X1;04/01/2027;03/02/2027;705,60;20`);
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'CHECKED', ready: 0, faulty: 7, done: 0 });
    const lines = await report(body.id);
    expect(lines.map((one) => [one.line, one.faults.map((fault: Json) => [fault.column, fault.because])])).toEqual([
      [2, [['reference', 'reference-twice']]],
      [
        3,
        [
          ['email', 'cell-missing'],
          ['netPrice', 'not-an-amount'],
        ],
      ],
      [4, [[null, 'term-off-anchor']]],
      [
        5,
        [
          ['formula', 'unknown-formula'],
          ['termsVersion', 'unknown-terms'],
        ],
      ],
      [6, [['reference', 'reference-twice']]],
      [7, [['denouncedOn', 'denunciation-half']]],
      [8, [['invoices.reference', 'invoice-without-line']]],
    ]);
    const french = await engine.ask('GET', `/take-overs/${body.id}/lines`, billing, undefined, { 'accept-language': 'fr' });
    expect(french.body.data[1].faults[1].detail).toBe("« beaucoup » n'est pas un montant : écrivez 588.00 ou 588,00.");
    expect((await engine.ask('POST', `/take-overs/${body.id}/start`, billing, {})).status).toBe(409);
    expect(await engine.knex('clients').where({ email: 'bureau@lilas.example' })).toEqual([]);
  });

  test.each`
    subscriptions          | takenOverOn     | status | because
    ${'a;b\n1;2'}          | ${'2027-03-01'} | ${422} | ${'other columns'}
    ${'reference;"open\n'} | ${'2027-03-01'} | ${422} | ${'no CSV'}
    ${HEADS}               | ${'2027-03-01'} | ${422} | ${'no line'}
    ${file(good)}          | ${'2027-03-11'} | ${422} | ${'a day ahead'}
    ${file(good)}          | ${'2027-02-30'} | ${422} | ${'no day'}
  `('refused whole: $because', async ({ subscriptions, takenOverOn, status }) => {
    expect((await hand(subscriptions, '', { takenOverOn })).status).toBe(status);
  });

  test('a take-over that is cancelled leaves nothing that was handed in, and cannot be started', async () => {
    const { body } = await hand(file({ ...good, reference: 'C1' }));
    expect(await ask('POST', `/take-overs/${body.id}/cancel`, {})).toMatchObject({ state: 'CANCELLED' });
    expect(await engine.knex('take_over_lines').where({ take_over: body.id }).whereNotNull('input')).toEqual([]);
    expect((await engine.ask('POST', `/take-overs/${body.id}/start`, billing, {})).status).toBe(409);
  });
});

test('a portfolio goes on: clients, terms, open invoices and denunciations come in once, and catch up with their clock', async () => {
  const subscriptions = file(
    good,
    {
      ...good,
      reference: 'B1',
      clientReference: 'twins',
      legalName: 'Fédération des Deux',
      formula: 'monthly',
      months: '1',
      netPrice: '59,00',
      termStartsOn: '04/02/2027',
      firstTermOn: '04/01/2027',
    },
    { ...good, reference: 'B2', clientReference: 'twins', legalName: 'Fédération des Deux', denouncedBy: 'CLIENT', denouncedOn: '10/02/2027' },
    { ...good, reference: 'B3', means: 'bank_transfer' },
    { ...good, reference: 'B4', email: 'no' },
    { ...good, reference: 'B5', legalName: 'Fédération de Namur', country: 'BE' },
  );
  const { body } = await hand(subscriptions, `${INVOICE_HEADS}\nA1;2027-0815;04/01/2027;03/02/2027;705,60;20`);
  expect(body).toMatchObject({ ready: 5, faulty: 1, openCents: 70_560 });
  await ask('POST', `/take-overs/${body.id}/start`, { skipFaulty: true });
  for (;;) {
    const { state } = await ask('GET', `/take-overs/${body.id}`);
    if (state === 'DONE') break;
    await sleep(50);
  }
  const lines = await report(body.id);
  expect(lines.map((one) => [one.reference, one.state, one.faults.map((fault: Json) => fault.because)])).toEqual([
    ['A1', 'DONE', []],
    ['B1', 'DONE', []],
    ['B2', 'DONE', []],
    ['B3', 'FAILED', ['means-refused']],
    ['B4', 'FAULTY', ['not-an-email']],
    ['B5', 'DONE', []],
  ]);
  const [late, monthly, leaving] = lines;
  const tasks = async (line: Json) => (await ask('GET', `/tasks?subscription=${line.subscription}`)).data.map((one: Json) => one.kind);
  expect([await tasks(late), await tasks(lines.at(-1))]).toEqual([[], ['VAT_TREATMENT']]); // 5.4: of a client from abroad, as when it subscribes
  const known = await engine.knex('journal').where({ subscription: late.subscription, type: 'legal-rate.published' }).pluck('data');
  expect(known).toMatchObject([{ effectiveOn: '2027-01-01', monthlyRate: 0.9 }]); // 5.3 (d): published before it came
  expect(monthly.client).toBe(leaving.client);
  while ((await ask('GET', `/test-clocks/${clock}`)).status !== 'ready') await sleep(50);

  expect(await ask('GET', `/subscriptions/${monthly.subscription}`)).toMatchObject({ state: 'ACTIVE', term: { number: 3, startsOn: '2027-03-04' } });
  expect((await ask('GET', `/invoices?subscription=${monthly.subscription}`)).data).toMatchObject([{ issuedOn: '2027-03-04', grossCents: 7_080 }]);
  expect(await ask('GET', `/subscriptions/${leaving.subscription}`)).toMatchObject({ cessationOn: '2028-01-03', renewsOn: null });
  const invoices = (await ask('GET', `/invoices?subscription=${late.subscription}`)).data;
  expect(invoices).toMatchObject([{ number: '2027-0815', grossCents: 70_560, vatCents: 11_760, state: 'OVERDUE', lines: [{ vatRate: 20 }] }]);
  expect((await engine.ask('GET', '/invoices/2027-0815.pdf', billing)).status).toBe(404);
  const codes = (await ask('GET', `/notices?subscription=${late.subscription}`)).data.map((one: Json) => [one.code, one.sentAt.slice(0, 10)]);
  expect(codes).toEqual([
    ['COURTESY_REMINDER', '2027-03-02'],
    ['DEFAULT_NOTICE', '2027-03-09'],
  ]);
  const own = await engine.userWith(['CLIENT_ADMIN'], late.client);
  await ask('POST', `/clients/${late.client}/payment-methods`, { token: 'card_ok' }, own);
  await ask('POST', `/subscriptions/${late.subscription}/pay-now`, {}, own);
  expect((await ask('GET', `/invoices?subscription=${late.subscription}`)).data[0]).toMatchObject({ state: 'PAID', paidCents: 70_560 });

  expect(await engine.knex('take_over_lines').where({ take_over: body.id }).whereNotNull('input')).toEqual([]);
  expect(await verify(engine.knex)).toEqual([]);
  const again = await hand(file(good));
  expect((await report(again.body.id))[0].faults.map((fault: Json) => fault.because)).toContain('already-taken-over');
});
