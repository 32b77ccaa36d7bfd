/** CGUV 5.1 (c), 5.2 (c): fees on the payments of Contacts, their rejections, and the statement that bills both. */
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf, isoOf, momentOf } from '../../../contract/calendar.ts';
import { fact } from '../../../contract/clause.ts';
import { duties, fulfil, receive, record } from '../../../contract/contract.ts';
import { feeCents, issueDay, itemsOf, statementOf, taxed } from '../../../contract/fees.ts';
import { contractOf, story } from './story.ts';

const at = (text: string): number => Date.parse(text);
const CARD = { operation: 'CARD' as const, percent: 1.5, fixedCents: 0 };

describe('E5.1c the fee of one operation', () => {
  test.each`
    cents     | percent   | fixedCents | fee    | because
    ${10_000} | ${1.5}    | ${0}       | ${150} | ${'S10'}
    ${333}    | ${1.5}    | ${0}       | ${5}   | ${'4.995 half-up'}
    ${300}    | ${1.5}    | ${0}       | ${5}   | ${'4.5 half-up'}
    ${299}    | ${1.5}    | ${0}       | ${4}   | ${'4.485'}
    ${1_000}  | ${1.2345} | ${25}      | ${37}  | ${'12.345, and the fixed sum'}
    ${0}      | ${1.5}    | ${25}      | ${25}  | ${'the fixed sum alone'}
  `('$cents c at $percent % + $fixedCents c: $fee c, $because', ({ cents, percent, fixedCents, fee }) => {
    expect(feeCents(cents, { operation: 'CARD', percent, fixedCents })).toBe(fee);
  });

  test('each bears the rate in force at its own instant', () => {
    const from = at('2027-05-14T22:00:00Z');
    const operation = (instant: string) => ({ type: 'PAYMENT' as const, operation: 'CARD' as const, cents: 10_000, at: at(instant) });
    const items = itemsOf(contractOf(), [operation('2027-05-14T21:59:59.999Z'), operation('2027-05-14T22:00:00Z')], (moment) => [
      { ...CARD, percent: moment < from ? 1.5 : 1.8 },
    ]);
    expect(items.map((one) => [one.percent, one.netCents])).toEqual([
      [1.5, 150],
      [1.8, 180],
    ]);
  });

  test('a line for each kind and rate, the rejections last and in one line; what costs nothing is left out', () => {
    const of = (type: 'PAYMENT' | 'REJECTION', operation: 'CARD' | 'TRANSFER' | 'DEBIT', cents: number) => ({ type, operation, cents, at: 0 });
    const operations = [
      ...[of('REJECTION', 'DEBIT', 5_000), of('PAYMENT', 'CARD', 10_000), of('REJECTION', 'CARD', 3_000)],
      ...[of('PAYMENT', 'TRANSFER', 20_000), of('PAYMENT', 'DEBIT', 9_000), of('PAYMENT', 'CARD', 20_000)],
    ];
    const lines = [CARD, { operation: 'TRANSFER' as const, percent: 0, fixedCents: 25 }];
    expect(itemsOf(contractOf(), operations, () => lines)).toEqual([
      { item: 'CARD', count: 2, volumeCents: 30_000, percent: 1.5, fixedCents: 0, netCents: 450 },
      { item: 'TRANSFER', count: 1, volumeCents: 20_000, percent: 0, fixedCents: 25, netCents: 25 },
      { item: 'REJECTION', count: 2, volumeCents: 8_000, netCents: 8_000 },
    ]);
  });

  test.each`
    statement      | issued
    ${'S/2027-05'} | ${'2027-06-01'}
    ${'S/2027-12'} | ${'2028-01-01'}
  `('the statement $statement is issued on $issued', ({ statement, issued }) => expect(issueDay(statement)).toBe(issued));

  test('thousands of operations at one rate are one line, each fee rounded by itself', () => {
    const operations = Array.from({ length: 5_000 }, () => ({ type: 'PAYMENT' as const, operation: 'CARD' as const, cents: 33, at: 0 }));
    expect(itemsOf(contractOf(), operations, () => [CARD])).toEqual([]); // 0.495 c each
    const [line] = itemsOf(contractOf(), operations, () => [{ ...CARD, percent: 2 }]); // 0.66 c, half-up 1 c
    expect(line).toMatchObject({ count: 5_000, volumeCents: 165_000, netCents: 5_000 });
  });
});

describe('E5.1c VAT of a statement', () => {
  const item = (netCents: number, more = {}) => ({ item: 'CARD' as const, count: 1, volumeCents: 0, netCents, ...more });
  test.each`
    parameters                            | nets          | rejections | vat            | because
    ${{}}                                 | ${[150, 180]} | ${0}       | ${[30, 36]}    | ${'S10'}
    ${{}}                                 | ${[1, 1, 1]}  | ${0}       | ${[0, 0, 1]}   | ${'0.6 of the whole rounds up once'}
    ${{}}                                 | ${[330]}      | ${12_000}  | ${[66, 0]}     | ${'no VAT on rejections'}
    ${{ 'rejectionFee.vat': 'STANDARD' }} | ${[330]}      | ${12_000}  | ${[66, 2_400]} | ${'unless the terms say so'}
  `('$nets c and $rejections c of rejections under $parameters: VAT $vat, $because', ({ parameters, nets, rejections, vat }) => {
    const items = [...nets.map((net: number) => item(net)), ...(rejections ? [item(rejections, { item: 'REJECTION', count: 3 })] : [])];
    expect(taxed(contractOf({}, parameters), items, 20).map((one) => one.vatCents)).toEqual(vat);
  });
});

describe('E5.1c which statement bills an operation', () => {
  const PER_OPERATION = { 'txFees.billing': 'PER_OPERATION' };
  const PER_EVENT = { 'contactRejectionFee.billing': 'PER_EVENT' };
  test.each`
    type           | happened                  | known                     | parameters       | statement      | issueOn
    ${'PAYMENT'}   | ${'2027-05-31T21:59:59Z'} | ${'2027-05-31T21:59:59Z'} | ${{}}            | ${'S/2027-05'} | ${'2027-06-01'}
    ${'PAYMENT'}   | ${'2027-05-31T22:00:00Z'} | ${'2027-05-31T22:00:00Z'} | ${{}}            | ${'S/2027-06'} | ${'2027-07-01'}
    ${'PAYMENT'}   | ${'2027-12-31T12:00:00Z'} | ${'2027-12-31T12:00:00Z'} | ${{}}            | ${'S/2027-12'} | ${'2028-01-01'}
    ${'PAYMENT'}   | ${'2027-05-20T12:00:00Z'} | ${'2027-06-03T12:00:00Z'} | ${{}}            | ${'S/2027-06'} | ${'2027-07-01'}
    ${'REJECTION'} | ${'2027-05-20T12:00:00Z'} | ${'2027-05-20T12:00:00Z'} | ${{}}            | ${'S/2027-05'} | ${'2027-06-01'}
    ${'PAYMENT'}   | ${'2027-05-20T12:00:00Z'} | ${'2027-05-20T12:00:00Z'} | ${PER_OPERATION} | ${'S/op/x'}    | ${'2027-05-20'}
    ${'REJECTION'} | ${'2027-05-20T12:00:00Z'} | ${'2027-05-20T12:00:00Z'} | ${PER_OPERATION} | ${'S/2027-05'} | ${'2027-06-01'}
    ${'REJECTION'} | ${'2027-05-20T12:00:00Z'} | ${'2027-05-20T12:00:00Z'} | ${PER_EVENT}     | ${'S/op/x'}    | ${'2027-05-20'}
    ${'PAYMENT'}   | ${'2027-05-20T12:00:00Z'} | ${'2027-05-20T12:00:00Z'} | ${PER_EVENT}     | ${'S/2027-05'} | ${'2027-06-01'}
  `('$type of $happened known $known under $parameters: $statement on $issueOn', ({ type, happened, known, parameters, statement, issueOn }) => {
    expect(statementOf(contractOf({}, parameters), { type, id: 'x', at: at(happened) }, at(known))).toEqual({ statement, issueOn });
  });
});

describe('E5.1c the statement', () => {
  const activity = (statement: string, issueOn: string) => ({ key: statement, at: isoOf(0), type: 'contact-activity' as const, statement, issueOn });
  const opened = (statement: string, nth: number, issueOn: string, told: string) =>
    fact('statement.opened', 'E5.1c', momentOf(told), { statement, nth, issueOn }, 'outside');

  test('5.1 (c): a month is opened once, and told twice it is one statement', () => {
    const first = receive(contractOf(), activity('S/2027-05', '2027-06-01'), instantOf(dayOf('2027-05-10')));
    expect(first).toMatchObject([{ type: 'statement.opened', statement: 'S/2027-05', nth: 1, issueOn: '2027-06-01' }]);
    const once = first.reduce(record, contractOf());
    expect(first.reduce(record, once)).toEqual(once);
    expect(receive(once, activity('S/2027-05', '2027-06-01'), instantOf(dayOf('2027-05-11')))).toEqual([]);
    expect(receive(once, activity('S/2027-06', '2027-07-01'), instantOf(dayOf('2027-06-11')))).toMatchObject([{ statement: 'S/2027-06', nth: 2 }]);
  });

  test.each`
    statement      | issueOn         | told                          | due                               | because
    ${'S/2027-05'} | ${'2027-06-01'} | ${'2027-05-10T10:00:00.000Z'} | ${instantOf(dayOf('2027-06-01'))} | ${'on the 1st'}
    ${'S/op/a'}    | ${'2027-05-10'} | ${'2027-05-10T10:00:00.000Z'} | ${Date.UTC(2027, 4, 10, 10)}      | ${'at once'}
  `('5.1 (c): $statement told at $told is issued $because', ({ statement, issueOn, told, due }) => {
    const contract = record(contractOf(), opened(statement, 1, issueOn, told));
    expect(duties(contract).filter((one) => one.action === 'statement.issue')).toEqual([
      { id: `statement/${statement}`, action: 'statement.issue', due, article: 'E5.1c', ref: statement },
    ]);
  });

  const CARDS = { item: 'CARD' as const, count: 2, volumeCents: 20_000, percent: 1.5, fixedCents: 0, netCents: 300 };
  const REJECTIONS = { item: 'REJECTION' as const, count: 1, volumeCents: 5_000, netCents: 4_000 };
  test.each`
    statement      | items                  | article    | vatRate | vatCents | sendAt                        | because
    ${'S/2027-05'} | ${[CARDS, REJECTIONS]} | ${'E5.1c'} | ${20}   | ${60}    | ${'2027-06-01T06:00:00.000Z'} | ${'VAT on the fees alone, sent at 08:00'}
    ${'S/2027-05'} | ${[REJECTIONS]}        | ${'E5.2c'} | ${0}    | ${0}     | ${'2027-06-01T06:00:00.000Z'} | ${'rejections bear none'}
    ${'S/op/a'}    | ${[CARDS]}             | ${'E5.1c'} | ${20}   | ${60}    | ${'2027-05-31T22:00:00.000Z'} | ${'one operation is sent at once'}
  `('5.1 (c), 5.2 (c): $statement of $items.length lines under $article: $because', ({ statement, items, article, vatRate, vatCents, sendAt }) => {
    const at = instantOf(dayOf('2027-06-01'));
    const contract = [opened('S/2027-04', 1, '2027-05-01', isoOf(at)), opened(statement, 2, '2027-06-01', isoOf(at))].reduce(record, contractOf());
    const duty = duties(contract).find((one) => one.ref === statement);
    if (!duty) throw new Error('nothing is due');
    const facts = fulfil(contract, duty, { number: 'F2027-000002', vatRate: 20, items }, at);
    const netCents = items.reduce((sum: number, one: { netCents: number }) => sum + one.netCents, 0);
    expect(facts).toMatchObject([
      {
        ...{ type: 'invoice.issued', article, invoice: statement, kind: 'STATEMENT', issuedOn: '2027-06-01', dueOn: '2027-07-01' },
        ...{ netCents, vatRate, vatCents, grossCents: netCents + vatCents, sendAt },
      },
    ]);
    const left = (after: typeof contract) => duties(after).flatMap((one) => (one.action === 'statement.issue' ? [one.ref] : []));
    expect(left(facts.reduce(record, contract))).toEqual(['S/2027-04']);
    const skipped = fulfil(contract, duty, { number: null, vatRate: 20, items: [] }, at);
    expect(skipped).toMatchObject([{ type: 'statement.skipped', statement }]);
    expect(left(skipped.reduce(record, contract))).toEqual(['S/2027-04']);
  });
});

describe('E5.1c, E5.2c billed at once where the terms say so', () => {
  test.each`
    parameter                        | value              | type                   | issued
    ${'txFees.billing'}              | ${'PER_OPERATION'} | ${'contact-payment'}   | ${['2027-05-10', '2027-05-20']}
    ${'txFees.billing'}              | ${'PER_OPERATION'} | ${'contact-rejection'} | ${['2027-06-01']}
    ${'contactRejectionFee.billing'} | ${'PER_EVENT'}     | ${'contact-rejection'} | ${['2027-05-10', '2027-05-20']}
    ${'contactRejectionFee.billing'} | ${'PER_EVENT'}     | ${'contact-payment'}   | ${['2027-06-01']}
  `('$parameter $value: $type invoiced on $issued', async ({ parameter, value, type, issued }) => {
    const { given, when, check } = story();
    await given.baselineA({ parameters: { [parameter]: value } });
    await given.fees('2026-12-01', [CARD]);
    await given.outside({ type, at: '2027-05-10', data: { cents: 10_000, id: 'a' } });
    await given.outside({ type, at: '2027-05-20', data: { cents: 10_000, id: 'b' } });
    await when.itIs('2027-06-02');
    await check.documents('F', [{ kind: 'PRICE' }, ...issued.map((issuedOn: string) => ({ kind: 'STATEMENT', issuedOn }))]);
  });
});

describe('E8.3a an unpaid statement', () => {
  test.each`
    triggers                 | notified          | asked             | state
    ${'PRICE, TX_STATEMENT'} | ${['2027-05-09']} | ${[]}             | ${'SUSPENDED'}
    ${'TX_STATEMENT'}        | ${['2027-05-09']} | ${[]}             | ${'SUSPENDED'}
    ${'PRICE'}               | ${[]}             | ${['2027-05-09']} | ${'ACTIVE'}
  `('with triggers $triggers: notified $notified, BILLING asked $asked, $state', async ({ triggers, notified, asked, state }) => {
    const { given, when, check } = story();
    await given.baselineA({ parameters: { 'suspension.triggers': triggers } });
    await given.fees('2026-12-01', [CARD]);
    await when.itIs('2027-03-01');
    await when.registers('card_declined');
    await given.outside({ type: 'contact-payment', at: '2027-03-10', data: { cents: 100_000, id: 'a' } });
    await when.itIs('2027-05-23 00:00');
    await check.messages({ COURTESY_REMINDER: ['2027-05-02'], DEFAULT_NOTICE: notified });
    await check.tasks('OTHER_DEBT', asked);
    await check.state(state);
  });

  test('bears penalty and indemnity, and cures nothing until it is paid too', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await given.fees('2026-12-01', [{ ...CARD, percent: 10 }]);
    await when.itIs('2027-03-01');
    await when.registers('card_declined');
    await given.outside({ type: 'contact-payment', at: '2027-03-10', data: { cents: 1_000_000, id: 'a' } });
    await when.pays(120_000, '2027-06-01');
    await when.theDayEnds('2027-06-01');
    await check.documents('D', [{ issuedOn: '2027-06-01', grossCents: 3_600 + 4_000 }]); // one month late: 3 %, and 40 EUR
  });
});
