import { describe, expect, test } from 'vitest';
import { civilOf, dayOf, instantOf, isoOf } from '../../../contract/calendar.ts';
import { isRefusal } from '../../../contract/clause.ts';
import { decide, duties, fold, open } from '../../../contract/contract.ts';
import type { Fact } from '../../../contract/facts.ts';
import { forecast } from '../../../contract/forecast.ts';
import { messagesOf } from '../../../contract/letters.ts';
import type { Contract } from '../../../contract/state.ts';
import { type OpenInvoice, type TakeOverRequest, takeOverFacts } from '../../../contract/take-over.ts';

const invoice = (more: Partial<OpenInvoice> = {}): OpenInvoice => ({
  ...{ number: '2027-0815', issuedOn: '2027-01-04', dueOn: '2027-02-03', openCents: 70_560, vatCents: 11_760, indemnityBilled: false },
  ...more,
});
const request = (more: Partial<TakeOverRequest> = {}): TakeOverRequest => ({
  number: 'S000001',
  client: {
    ...{ id: 'cli_1', legalName: 'Association des Lilas', legalForm: 'association', registration: 'W751000001', seat: '1 rue des Lilas, Paris' },
    ...{ country: 'FR', representative: { name: 'Camille Exemple', capacity: 'Présidente' }, status: 'NON_PROFESSIONAL', noticeChannel: 'EMAIL' },
  },
  ...{ termsVersion: '1', parameters: {}, formula: { code: 'yearly', months: 12 }, evidence: 'txt_1' },
  price: { netCents: 58_800, instalments: 1, termDays: 30, contacts: 280, schedule: 'taken-over' },
  means: { method: 'm1', kind: 'CARD' },
  ...{ acceptedOn: '2026-01-04', anchoredOn: '2026-01-04', termStartsOn: '2027-01-04', takenOverOn: '2027-03-01' },
  ...{ announced: null, denounced: null, invoices: [] },
  ...more,
});
const factsOf = (more: Partial<TakeOverRequest> = {}): Fact[] => {
  const facts = takeOverFacts(request(more));
  if (isRefusal(facts)) throw new Error(facts.because);
  return facts;
};
const contractOf = (more: Partial<TakeOverRequest> = {}): Contract => {
  const [accepted, ...rest] = factsOf(more);
  return fold(open(accepted as Fact), rest);
};
const seen = (contract: Contract, until: string, assuming: 'pays' | 'fails' = 'pays'): string[] =>
  forecast(contract, instantOf(dayOf(until)), assuming).flatMap((one) => {
    const on = civilOf(Math.floor((Date.parse(one.at) + 3_600_000) / 86_400_000));
    if (one.type === 'invoice.issued') return [`${on} invoice ${one.grossCents}`];
    if (one.type === 'term.renewed') return [`${on} term ${one.term}`];
    if (one.type === 'payment.presented') return [`${on} presented ${one.cents}`];
    if (one.type === 'invoice.reminded') return [`${on} ${one.step}`];
    if (one.type === 'notice.sent') return [`${on} ${one.code}`];
    if (one.type === 'suspension.applied') return [`${on} suspended`];
    return one.type === 'subscription.ended' ? [`${one.cessationOn} ended`] : [];
  });

describe('8.1: a contract taken over goes on where it stood', () => {
  test('a paid term: the next thing is its reminder, then its renewal and invoice', () => {
    const contract = contractOf();
    expect(contract).toMatchObject({
      state: 'ACTIVE',
      term: { number: 2, startsOn: dayOf('2027-01-04'), endsOn: dayOf('2028-01-03'), first: 1, issued: 1 },
    });
    expect(seen(contract, '2028-02-05')).toEqual([
      '2028-01-04 term 3',
      '2028-01-04 invoice 70560',
      '2028-01-27 PRE_DUE',
      '2028-02-03 presented 70560',
    ]);
    expect(duties(contract)[0]).toMatchObject({ action: 'renewal.announce', due: Date.parse('2027-08-03T06:00:00Z') });
  });

  test.each`
    price                  | because                        | values
    ${{ netCents: 0 }}     | ${'price-of-nothing'}          | ${undefined}
    ${{ instalments: 0 }}  | ${'instalments-beyond-months'} | ${{ months: 12 }}
    ${{ instalments: 13 }} | ${'instalments-beyond-months'} | ${{ months: 12 }}
    ${{ instalments: 12 }} | ${undefined}                   | ${undefined}
    ${{ netCents: 1 }}     | ${undefined}                   | ${undefined}
  `('5.1 (a), 5.3 (a): handed over with $price: $because', ({ price, because, values }) => {
    const told = takeOverFacts(request({ price: { ...request().price, ...price } }));
    expect(isRefusal(told) ? [told.because, told.values] : [undefined, undefined]).toEqual([because, values]);
  });

  test.each`
    dueOn           | expected                                                                            | because
    ${'2027-03-01'} | ${['2027-03-01 presented 70560', '2027-03-01 invoice 4000', '2027-03-02 COURTESY']} | ${'it falls due here, and is presented here'}
    ${'2027-02-28'} | ${['2027-03-02 COURTESY', '2027-03-09 DEFAULT_NOTICE', '2027-03-23 suspended']}     | ${'it counts as due from the take-over on'}
  `('8.3 (a): an invoice due on $dueOn: $because', ({ dueOn, expected }) => {
    const story = seen(contractOf({ invoices: [invoice({ dueOn })] }), '2027-03-24', 'fails');
    expect(story.slice(0, expected.length)).toEqual(expected);
  });

  test('5.3 (d): no penalty is asked for the days before the take-over', () => {
    const contract = contractOf({ invoices: [invoice()] });
    const by = { person: 'usr_1', role: 'BILLING' as const };
    const paid = decide(
      contract,
      { type: 'record-payment', by, input: { amountCents: 70_560, orderedOn: '2027-03-31', means: 'TRANSFER' } },
      instantOf(dayOf('2027-03-31')),
    );
    if (isRefusal(paid)) throw new Error(paid.because);
    const note = forecast(fold(contract, paid), instantOf(dayOf('2027-04-02')), 'fails').find((one) => one.type === 'debit-note.issued');
    expect(note).toMatchObject({ grossCents: Math.floor((70_560 * 0.03 * 30) / 31) + 4_000 });
  });
  test('5.3 (e): an indemnity that was billed before is not billed again', () => {
    const contract = contractOf({ invoices: [invoice({ indemnityBilled: true })] });
    const by = { person: 'usr_1', role: 'BILLING' as const };
    const paid = decide(
      contract,
      { type: 'record-payment', by, input: { amountCents: 70_560, orderedOn: '2027-03-31', means: 'TRANSFER' } },
      instantOf(dayOf('2027-03-31')),
    );
    if (isRefusal(paid)) throw new Error(paid.because);
    const note = forecast(fold(contract, paid), instantOf(dayOf('2027-04-02')), 'fails').find((one) => one.type === 'debit-note.issued');
    expect(note).toMatchObject({ grossCents: Math.floor((70_560 * 0.03 * 30) / 31) });
  });

  test.each`
    announced       | free     | because
    ${'2027-03-17'} | ${false} | ${'the deadline was announced in its window'}
    ${null}         | ${true}  | ${'no announcement is known'}
  `('8.1 (g): after the renewal of a monthly term the client is free to leave: $free, since $because', ({ announced, free }) => {
    const monthly = { formula: { code: 'monthly', months: 1 }, price: { ...request().price, netCents: 5_900 }, anchoredOn: '2027-03-01' };
    const contract = contractOf({ ...monthly, acceptedOn: '2027-03-01', termStartsOn: '2027-03-01', takenOverOn: '2027-03-20', announced });
    const [renewal] = duties(contract).filter((one) => one.action === 'term.renew');
    const facts = forecast(contract, renewal?.due ?? 0, 'pays');
    expect(fold(contract, facts).term.exitFree === true).toBe(free);
  });

  test.each`
    instalments | issued | because
    ${12}       | ${2}   | ${'those of 4 January and 4 February'}
    ${1}        | ${1}   | ${'the whole term'}
  `('5.3 (a): of $instalments instalments the other system issued $issued: $because', ({ instalments, issued }) => {
    expect(contractOf({ price: { ...request().price, instalments } }).term.issued).toBe(issued);
  });
  test.each`
    takenOverOn     | issued
    ${'2027-03-04'} | ${2}
    ${'2027-03-05'} | ${3}
  `('5.3 (a): taken over on $takenOverOn, $issued instalments are the other system’s', ({ takenOverOn, issued }) => {
    expect(contractOf({ price: { ...request().price, instalments: 12 }, takenOverOn }).term.issued).toBe(issued);
  });

  test('8.1 (d): a denunciation that came before is kept for its end', () => {
    const contract = contractOf({ denounced: { by: 'CLIENT', sentOn: '2027-02-10' } });
    expect(seen(contract, '2028-01-05')).toEqual(['2028-01-03 ended']);
  });
  test('no confirmation of the acceptance: it was given long ago', () => {
    expect(factsOf().map((one) => [one.type, one.at])).toEqual([
      ['subscription.accepted', isoOf(instantOf(dayOf('2026-01-04')))],
      ['subscription.taken-over', isoOf(instantOf(dayOf('2027-03-01')))],
    ]);
  });
});

describe('what a refusal says, and what is not told again', () => {
  test.each`
    more                                                     | values
    ${{ formula: { code: 'x', months: 61 } }}                | ${{ months: 61, min: 1, max: 60 }}
    ${{ formula: { code: 'x', months: 0 } }}                 | ${{ months: 0, min: 1, max: 60 }}
    ${{ formula: { code: 'x', months: 1.5 } }}               | ${{ months: 1.5, min: 1, max: 60 }}
    ${{ acceptedOn: '2026-01-05' }}                          | ${{ anchoredOn: '2026-01-04' }}
    ${{ termStartsOn: '2027-01-05' }}                        | ${{ termStartsOn: '2027-01-05', expected: '2027-01-04' }}
    ${{ takenOverOn: '2027-01-03' }}                         | ${{ termStartsOn: '2027-01-04', takenOverOn: '2027-01-03' }}
    ${{ takenOverOn: '2028-01-05' }}                         | ${{ endsOn: '2028-01-03', takenOverOn: '2028-01-05' }}
    ${{ invoices: [invoice(), invoice()] }}                  | ${{ number: '2027-0815' }}
    ${{ invoices: [invoice({ issuedOn: '2027-03-01' })] }}   | ${{ number: '2027-0815', takenOverOn: '2027-03-01' }}
    ${{ invoices: [invoice({ issuedOn: '2026-01-03' })] }}   | ${{ number: '2027-0815' }}
    ${{ invoices: [invoice({ dueOn: '2027-01-03' })] }}      | ${{ number: '2027-0815' }}
    ${{ invoices: [invoice({ openCents: 0 })] }}             | ${{ number: '2027-0815' }}
    ${{ denounced: { by: 'CLIENT', sentOn: '2027-03-01' } }} | ${{ takenOverOn: '2027-03-01' }}
  `('$values', ({ more, values }) => {
    expect(takeOverFacts(request(more))).toMatchObject({ values, allowed: [] });
  });

  test.each`
    more
    ${{ formula: { code: 'x', months: 60 }, termStartsOn: '2026-01-04' }}
    ${{ acceptedOn: '2026-01-04' }}
    ${{ invoices: [invoice({ issuedOn: '2027-02-28', dueOn: '2027-02-28' })] }}
    ${{ invoices: [invoice({ issuedOn: '2026-01-04', openCents: 1 })] }}
    ${{ denounced: { by: 'CLIENT', sentOn: '2027-02-28' } }}
  `('taken over: $more', ({ more }) => {
    expect(isRefusal(takeOverFacts(request(more)))).toBe(false);
  });

  test('a means of payment is registered first', () => {
    expect(takeOverFacts(request({ means: null }))).toMatchObject({ because: 'no-means', allowed: [{ command: 'payment-methods' }] });
  });

  test('A5: nothing is confirmed to the client: the other system did', () => {
    const facts = factsOf({ denounced: { by: 'CLIENT', sentOn: '2027-02-10' } });
    const codes = messagesOf(null, open(facts[0] as Fact), facts).map((one) => one.code);
    expect(codes).toEqual(['DENUNCIATION_ACK']);
  });

  test('5.3: an invoice left open keeps its number, its days and what is open; its term is the one in which it was issued', () => {
    const earlier = invoice({ number: '2026-0001', issuedOn: '2027-01-03', indemnityBilled: true });
    const [, taken] = factsOf({ invoices: [invoice(), earlier] });
    expect(taken).toMatchObject({
      ...{ type: 'subscription.taken-over', article: 'E8.1a', takenOverOn: '2027-03-01', announced: null },
      term: { number: 2, startsOn: '2027-01-04', endsOn: '2028-01-03', anchoredOn: '2026-01-04', issued: 1 },
      invoices: [
        {
          invoice: 'taken/1',
          number: '2027-0815',
          kind: 'PRICE',
          term: 2,
          issuedOn: '2027-01-04',
          dueOn: '2027-02-03',
          grossCents: 70_560,
          cents: 70_560,
        },
        { invoice: 'taken/2', number: '2026-0001', kind: 'PRICE', term: 1, vatCents: 11_760, indemnified: true },
      ],
    });
    expect(factsOf({ price: { ...request().price, instalments: 12 }, invoices: [invoice()] })[1]).toMatchObject({
      invoices: [{ kind: 'INSTALMENT' }],
    });
  });
});

describe('what contradicts itself or the terms is refused', () => {
  test.each`
    more                                                             | because                        | article
    ${{ formula: { code: 'x', months: 61 } }}                        | ${'duration'}                  | ${'E8.1a'}
    ${{ acceptedOn: '2026-01-05' }}                                  | ${'accepted-after-start'}      | ${'E8.1a'}
    ${{ termStartsOn: '2027-01-05' }}                                | ${'term-off-anchor'}           | ${'E8.1a'}
    ${{ takenOverOn: '2027-01-03' }}                                 | ${'term-ahead'}                | ${'E8.1a'}
    ${{ takenOverOn: '2028-01-05' }}                                 | ${'term-over'}                 | ${'E8.1a'}
    ${{ means: null }}                                               | ${'no-means'}                  | ${'E5.5a'}
    ${{ client: { ...request().client, legalForm: 'particulier' } }} | ${'natural-person'}            | ${'E1.1'}
    ${{ invoices: [invoice(), invoice()] }}                          | ${'invoice-twice'}             | ${'E5.3a'}
    ${{ invoices: [invoice({ issuedOn: '2027-03-01' })] }}           | ${'invoice-is-ours'}           | ${'E5.3a'}
    ${{ invoices: [invoice({ issuedOn: '2026-01-03' })] }}           | ${'invoice-before-acceptance'} | ${'E5.3a'}
    ${{ invoices: [invoice({ dueOn: '2027-01-03' })] }}              | ${'due-before-issue'}          | ${'E5.3b'}
    ${{ invoices: [invoice({ openCents: 0 })] }}                     | ${'nothing-open'}              | ${'E5.3f'}
    ${{ denounced: { by: 'CLIENT', sentOn: '2027-03-01' } }}         | ${'denounced-later'}           | ${'E8.1d'}
    ${{ denounced: { by: 'CLIENT', sentOn: '2026-01-03' } }}         | ${'before-acceptance'}         | ${'E8.1d'}
    ${{ denounced: { by: 'CLIENT', sentOn: '2026-10-03' } }}         | ${'denounced-term-before'}     | ${'E8.1d'}
    ${{ announced: '2027-01-03' }}                                   | ${'announced-outside-term'}    | ${'E8.1g'}
    ${{ announced: '2028-01-04' }}                                   | ${'announced-outside-term'}    | ${'E8.1g'}
  `('$because', ({ more, because, article }) => {
    expect(takeOverFacts(request(more))).toMatchObject({ kind: 'refused', because, article });
  });
  test.each([
    { denounced: { by: 'CLIENT', sentOn: '2026-10-04' } as const },
    { denounced: { by: 'CLIENT', sentOn: '2027-02-28' } as const },
    { announced: '2027-01-04' },
    { announced: '2028-01-03' },
  ])('8.1 (d), (g): %j agrees with the term', (more) => expect(isRefusal(takeOverFacts(request(more)))).toBe(false));
  test.each`
    takenOverOn     | because
    ${'2027-01-04'} | ${'its first day: the invoice is ours'}
    ${'2028-01-04'} | ${'the day after its last: the renewal is ours'}
  `('taken over on $takenOverOn, $because', ({ takenOverOn }) => {
    expect(isRefusal(takeOverFacts(request({ takenOverOn })))).toBe(false);
    expect(seen(contractOf({ takenOverOn }), takenOverOn).some((line) => line === `${takenOverOn} invoice 70560`)).toBe(true);
  });
});
