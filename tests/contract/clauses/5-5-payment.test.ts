/** CGUV 5.5: the day on which the stored means is presented, what a rejection costs, and when it is presented again. */
import { describe, expect, test } from 'vitest';
import { receivedBy } from '../../../contract/paying.ts';
import { story } from './story.ts';

const presentations = async (check: ReturnType<typeof story>['check']) =>
  (await check.facts()).flatMap((one) => (one.type === 'payment.presented' ? [`${one.cause} ${one.presentedOn}`] : []));
const fees = async (check: ReturnType<typeof story>['check']) =>
  (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'REJECTION_FEE' ? [one.issuedOn] : []));

describe('E5.5a presentation day', () => {
  test.each`
    accepted        | due             | card            | debit
    ${'2027-01-04'} | ${'2027-02-03'} | ${'2027-02-03'} | ${'2027-02-03'}
    ${'2027-02-24'} | ${'2027-03-26'} | ${'2027-03-26'} | ${'2027-03-30'}
    ${'2027-02-25'} | ${'2027-03-27'} | ${'2027-03-27'} | ${'2027-03-30'}
    ${'2027-02-28'} | ${'2027-03-30'} | ${'2027-03-30'} | ${'2027-03-30'}
    ${'2027-04-01'} | ${'2027-05-01'} | ${'2027-05-01'} | ${'2027-05-03'}
    ${'2027-04-06'} | ${'2027-05-06'} | ${'2027-05-06'} | ${'2027-05-06'}
    ${'2027-11-25'} | ${'2027-12-25'} | ${'2027-12-25'} | ${'2027-12-27'}
    ${'2027-12-02'} | ${'2028-01-01'} | ${'2028-01-01'} | ${'2028-01-03'}
    ${'2028-01-30'} | ${'2028-02-29'} | ${'2028-02-29'} | ${'2028-02-29'}
  `('5.5: due $due, a card is presented on $card and a debit on $debit', async ({ accepted, due, card, debit }) => {
    for (const [means, day] of [
      ['card_ok', card],
      ['sepa_ok', debit],
    ]) {
      const { given, when, check } = story();
      await given.subscription({ formula: 'yearly', at: accepted, means });
      await when.itIs(`${day} 07:59`);
      expect(await presentations(check)).toEqual([]);
      await when.itIs(`${day} 08:00`);
      await check.documents('F', [{ dueOn: due, state: means === 'card_ok' ? 'PAID' : 'COLLECTING' }]);
      await when.itIs('2028-05-01');
      await check.documents('D', []);
      await check.messages({ COURTESY_REMINDER: [], DEFAULT_NOTICE: [] });
    }
  });
});

describe('E5.5b rejections', () => {
  test.each`
    means              | presented                                       | fee
    ${'card_declined'} | ${['ANNOUNCED 2027-02-03', 'RETRY 2027-02-08']} | ${['2027-02-03']}
    ${'sepa_am04:2'}   | ${['ANNOUNCED 2027-02-03', 'RETRY 2027-02-10']} | ${['2027-02-05']}
    ${'sepa_am04:3'}   | ${['ANNOUNCED 2027-02-03', 'RETRY 2027-02-11']} | ${['2027-02-06']}
    ${'sepa_am04:5'}   | ${['ANNOUNCED 2027-02-03', 'RETRY 2027-02-15']} | ${['2027-02-08']}
  `('5.5: with $means: $presented, one fee dated $fee', async ({ means, presented, fee }) => {
    const { given, when, check } = story();
    await given.baselineA({ means });
    await when.itIs('2027-03-04');
    expect(await presentations(check)).toEqual(presented);
    expect(await fees(check)).toEqual(fee);
    await check.documents('F', [{ kind: 'PRICE' }, { kind: 'REJECTION_FEE', netCents: 4_000, vatCents: 0, grossCents: 4_000 }]);
  });

  test('5.5: a card refused on screen costs nothing, a debit asked by the client costs the fee', async () => {
    for (const [token, kind, expected] of [
      ['card_declined', 'CARD', []],
      ['sepa_am04:2', 'SEPA', ['2027-01-12']],
    ] as const) {
      const { given, when, check } = story();
      await given.baselineA();
      await when.itIs('2027-01-10');
      await when.registers(token);
      check.done(await when.client.asks('pay-now', { means: { method: 'm2', kind } }));
      await when.itIs('2027-01-20');
      expect(await fees(check)).toEqual(expected);
    }
  });

  test('5.5: the collection of a fee invoice never bears a fee', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-20');
    const rejected = (await check.facts())
      .filter((one) => one.type === 'payment.rejected')
      .map((one) => (one.type === 'payment.rejected' ? one.payment : ''));
    expect(rejected).toEqual(['T1-1', 'T1-2', 'fee/T1-1-1', 'fee/T1-1-2']);
    expect(await fees(check)).toEqual(['2027-02-03']);
  });

  test.each`
    until                 | tried                     | late  | because
    ${'2027-02-03 12:00'} | ${'ANNOUNCED 2027-02-03'} | ${[]} | ${'the provider is back the same day'}
    ${'2027-02-04 03:00'} | ${'ANNOUNCED 2027-02-04'} | ${[]} | ${'down all day: presented on the next one, which replaces the due date'}
  `('5.5: provider down until $until: $tried: $because', async ({ until, tried }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await given.outside({
      type: 'provider-outage',
      at: '2027-02-03 07:00',
      data: { until: new Date(`${until.replace(' ', 'T')}:00+01:00`).toISOString() },
    });
    await when.itIs('2027-03-01');
    expect(await presentations(check)).toEqual([tried]);
    expect(await fees(check)).toEqual([]);
    await check.documents('D', []);
    await check.documents('F', [{ state: 'PAID' }]);
    await check.messages({ PAYMENT_REJECTED: [], COURTESY_REMINDER: [] });
  });
});

test.each`
  words                | way
  ${'virement'}        | ${'TRANSFER'}
  ${'BANK_TRANSFER'}   | ${'TRANSFER'}
  ${'wire'}            | ${'TRANSFER'}
  ${'Chèque n° 12'}    | ${'CHEQUE'}
  ${'check'}           | ${'CHEQUE'}
  ${'espèces'}         | ${'CASH'}
  ${'Cash'}            | ${'CASH'}
  ${'carte bancaire'}  | ${'CARD'}
  ${'CARD'}            | ${'CARD'}
  ${'prélèvement'}     | ${'DEBIT'}
  ${'SEPA'}            | ${'DEBIT'}
  ${'direct debit'}    | ${'DEBIT'}
  ${'Camille Exemple'} | ${'OTHER'}
`('E5.5a: money that came by "$words" is $way, and no word of it is kept', ({ words, way }) => {
  expect(receivedBy(words)).toBe(way);
});
