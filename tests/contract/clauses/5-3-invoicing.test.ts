/** CGUV 5.3 (a-b): which invoice comes next, when it leaves, and what is recalled before its due date. */
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf } from '../../../contract/calendar.ts';
import { duties } from '../../../contract/contract.ts';
import { instalmentDay, nextInvoice } from '../../../contract/invoicing.ts';
import type { Contract, Receivable } from '../../../contract/state.ts';
import { MONTHLY, YEARLY } from '../../scenarios/scenario.ts';
import { contractOf, story } from './story.ts';

const price = { netCents: 58_800, instalments: 12, termDays: 30, contacts: 280, schedule: 'fixture' };
const endsOn = (day: string): Partial<Contract> => ({
  terminations: [{ notice: 'n', from: 'COMPANY', ground: 'NON_PAYMENT', cessationOn: dayOf(day) }],
});

describe('E5.3a, A3 the days of the instalments', () => {
  test.each`
    endOfMonth             | days
    ${'CLAMP_FROM_ANCHOR'} | ${['2027-04-30', '2027-05-31', '2027-06-30']}
    ${'CLAMP_AND_DRIFT'}   | ${['2027-04-30', '2027-05-30', '2027-06-30']}
  `('5.3 (a): a second term of three months, first begun on a 31st, under $endOfMonth: $days', ({ endOfMonth, days }) => {
    const formula = { code: 'quarterly', months: 3 };
    const contract = contractOf({ formula, startsOn: '2027-01-31', price: { ...price, instalments: 3 } }, { 'months.endOfMonth': endOfMonth });
    contract.term = { ...contract.term, number: 2, startsOn: dayOf('2027-04-30') };
    expect([1, 2, 3].map((n) => civilOf(instalmentDay(contract, n)))).toEqual(days);
  });
});

describe('E5.3a the next invoice', () => {
  const fifth = { id: 'T1/5', on: dayOf('2027-05-04'), n: 5 };
  test.each`
    issued | more                    | next         | because
    ${4}   | ${{}}                   | ${fifth}     | ${'the fifth instalment'}
    ${12}  | ${{}}                   | ${undefined} | ${'all are issued'}
    ${4}   | ${endsOn('2027-05-04')} | ${fifth}     | ${'it falls on C'}
    ${4}   | ${endsOn('2027-05-03')} | ${undefined} | ${'it falls after C (8.2 c)'}
    ${4}   | ${{ price: null }}      | ${undefined} | ${'the price waits for a decision'}
    ${4}   | ${{ state: 'ENDED' }}   | ${undefined} | ${'the subscription has ended'}
    ${4}   | ${{ state: 'PENDING' }} | ${undefined} | ${'it has not begun'}
  `('5.3 (a): $issued of twelve issued, $because', ({ issued, more, next }) => {
    const contract = { ...contractOf({ price }), state: 'ACTIVE' as const, ...more };
    expect(nextInvoice({ ...contract, term: { ...contract.term, issued } })).toEqual(next);
  });

  test.each`
    startsOn        | sentAt                        | because
    ${undefined}    | ${'2027-01-04T02:00:00.000Z'} | ${'caused by the acceptance, at once'}
    ${'2027-01-10'} | ${'2027-01-10T07:00:00.000Z'} | ${'begun by the calendar, at the sending hour'}
  `('A12: accepted at 03:00 for $startsOn, the first invoice leaves at $sentAt: $because', async ({ startsOn, sentAt }) => {
    const { given, when, see } = story();
    const chosen = startsOn ? { startsOn, parameters: { 'term.startsOn': 'CHOSEN_DAY' } } : {};
    await given.subscription({ formula: 'yearly', at: '2027-01-04 03:00', ...chosen }, [{ ...YEARLY, instalments: 12 }]);
    await when.itIs('2027-02-10 00:00');
    const sent = (await see.messages()).filter((one) => one.code === 'INVOICE_ISSUED').map((one) => one.sentAt);
    expect(sent[0]).toBe(sentAt);
    expect(sent[1]).toBe(startsOn ? undefined : '2027-02-04T07:00:00.000Z');
  });
});

describe('E5.3b what is recalled before its due date', () => {
  const invoice = (more: Partial<Receivable>): Contract => ({
    ...{ ...contractOf(), state: 'ACTIVE', term: { ...contractOf().term, issued: 1 } },
    receivables: [
      {
        ...{ id: 'T1', number: 'F1', kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03') },
        ...{ gross: 100, vat: 0, paid: [], tries: 0, ...more },
      },
    ],
  });
  test.each`
    more                                      | recalled | because
    ${{}}                                     | ${1}     | ${'it is unpaid'}
    ${{ preDue: true }}                       | ${0}     | ${'it was recalled already'}
    ${{ tries: 1 }}                           | ${0}     | ${'it was presented already'}
    ${{ collecting: 'p' }}                    | ${0}     | ${'it is at the bank'}
    ${{ kind: 'PENALTIES' }}                  | ${0}     | ${'a debit note is not recalled'}
    ${{ paid: [[dayOf('2027-01-10'), 100]] }} | ${0}     | ${'it is paid'}
    ${{ paid: [[dayOf('2027-01-10'), 99]] }}  | ${1}     | ${'a cent is missing'}
    ${{ issuedOn: dayOf('2027-01-27') }}      | ${0}     | ${'it is announced that day'}
    ${{ issuedOn: dayOf('2027-01-26') }}      | ${1}     | ${'it was announced the day before'}
  `('5.3 (b): recalled $recalled times: $because', ({ more, recalled }) => {
    expect(duties(invoice(more)).filter((one) => one.action === 'invoice.remind' && one.id.endsWith('pre-due'))).toHaveLength(recalled);
  });

  test('8.4 (a): reminders stop at C', async () => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'monthly', at: '2027-03-01 09:30' }, [{ ...MONTHLY, termDays: 45 }]);
    await when.itIs('2027-03-02');
    check.done(await when.client.asks('denounce', {})); // E = 2027-03-31, before the reminder of 2027-04-08
    await when.itIs('2027-04-20');
    await check.messages({ PRE_DUE_REMINDER: [] });
    await check.documents('F', [{ dueOn: '2027-04-15', state: 'PAID' }]);
  });
});
