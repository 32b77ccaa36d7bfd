/** CGUV 5.3 (c): an invoice that was wrong is corrected by a credit note, paid or not, and never edited; nothing is credited twice, at the end either (8.2 (b)). */
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../contract/calendar.ts';
import { refuse } from '../../../contract/clause.ts';
import { decide } from '../../../contract/contract.ts';
import { correctedAfter, takeFromPrice } from '../../../contract/corrections.ts';
import type { Contract } from '../../../contract/state.ts';
import { contractAt, contractOf, story } from './story.ts';

const T1 = { kind: 'PRICE', term: 1, netCents: 58_800, grossCents: 70_560, vatRate: 20, creditedNetCents: 0, corrections: 0 } as const;
type Story = ReturnType<typeof story>;

const correct = ({ when }: Story, netCents?: number) =>
  when.billing.asks('correct-invoice', { invoice: 'T1', reason: 'text', ...(netCents === undefined ? {} : { netCents }) });
const credited = async ({ check }: Story) =>
  (await check.facts()).flatMap((one) =>
    one.type === 'credit-note.issued' ? [[one.creditNote, one.netCents, one.grossCents, one.refundCents]] : [],
  );

describe('E5.3c an invoice that is paid', () => {
  test.each`
    asked        | net          | gross     | because
    ${undefined} | ${58_800}    | ${70_560} | ${'all of it'}
    ${10_000}    | ${10_000}    | ${12_000} | ${'a part'}
    ${2}         | ${2}         | ${2}      | ${'two cents: their VAT rounds to nothing'}
    ${3}         | ${3}         | ${4}      | ${'three cents: it rounds to one'}
    ${58_800}    | ${58_800}    | ${70_560} | ${'its whole sum'}
    ${58_801}    | ${undefined} | ${0}      | ${'a cent more'}
    ${0}         | ${undefined} | ${0}      | ${'nothing'}
  `('5.3 (c): corrected by $asked c: $net c excl. VAT, $gross c incl.: $because', async ({ asked, net, gross }) => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-05-10');
    const answer = await correct(told, asked);
    expect(answer.refused).toEqual(net === undefined ? refuse('E5.3c', 'more-than-is-left', [], { correctableNetCents: 58_800 }) : undefined);
    expect(await credited(told)).toEqual(net === undefined ? [] : [['A/T1/c1', net, gross, gross]]);
    await told.when.theDayEnds('2027-06-09'); // thirty days
    const released = (await told.check.facts()).flatMap((one) => (one.type === 'refund.released' ? [`${one.cents} ${one.at.slice(0, 10)}`] : []));
    expect(released).toEqual(net === undefined ? [] : [`${gross} 2027-06-09`]);
  });

  test('5.3 (c): by parts, up to the invoice, and to nothing more', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-05-10');
    for (const cents of [10_001, 20_002]) told.check.done(await correct(told, cents));
    expect((await correct(told, 28_798)).refused).toEqual(refuse('E5.3c', 'more-than-is-left', [], { correctableNetCents: 28_797 }));
    told.check.done(await correct(told));
    expect(await credited(told)).toEqual([
      ['A/T1/c1', 10_001, 12_001, 12_001],
      ['A/T1/c2', 20_002, 24_002, 24_002],
      ['A/T1/c3', 28_797, 34_556, 34_556],
    ]);
    expect((await correct(told)).refused).toEqual(refuse('E5.3c', 'more-than-is-left', [], { correctableNetCents: 0 }));
  });

  test('5.3 (c), A6: of lines at several rates, the VAT is its share', () => {
    const input = {
      invoice: 'C1',
      document: { ...T1, kind: 'STATEMENT', netCents: 1_000, grossCents: 1_100 },
      netCents: 333,
      reason: 'text',
    } as const;
    const command = { type: 'correct-invoice', by: { person: 'billing', role: 'BILLING' }, input } as const;
    expect(decide(contractOf(), command, dayOf('2027-05-10') * 86_400_000)).toMatchObject([{ netCents: 333, cents: 366 }]);
  });

  test('5.3 (c): what another correction has changed meanwhile is read again first', async () => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-05-10');
    const contract = await contractAt(told.check);
    const ask = (corrections: number) =>
      decide(
        { ...contract, ...(corrections ? { corrections } : {}) },
        { type: 'correct-invoice', by: { person: 'billing', role: 'BILLING' }, input: { invoice: 'T1', document: T1, reason: 'text' } },
        Date.parse('2027-05-10T08:00:00Z'),
      );
    expect(ask(0)).toMatchObject([{ type: 'invoice.corrected', nth: 1 }]);
    expect(ask(1)).toEqual(refuse('E5.3c', 'correction-pending'));
  });
});

describe('E5.3c an invoice that is open', () => {
  test('5.3 (c): what is unpaid falls by as much; the rest stays due, and bears what it bore', async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-02-20');
    told.check.done(await correct(told, 58_000));
    expect(await credited(told)).toEqual([['A/T1/c1', 58_000, 69_600, 0]]);
    await told.check.view({ overdueCents: 960 });
    const { receivables } = await contractAt(told.check);
    expect(receivables.find((one) => one.id === 'T1')).toMatchObject({ credited: 69_600, notified: expect.any(String) });
  });

  test('5.3 (c), 8.3 (a): corrected whole before the last cure day is over, access stays open', async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-02-25 23:59');
    told.check.done(await correct(told));
    await told.when.itIs('2027-02-26 00:00');
    await told.check.view({ state: 'ACTIVE' });
  });

  test('5.3 (c): at the bank, it waits for its result', async () => {
    const told = story();
    await told.given.baselineA({ means: 'sepa_ok' });
    await told.when.itIs('2027-02-03 09:00');
    const collecting = (await contractAt(told.check)).receivables[0]?.collecting;
    expect(collecting).toBeDefined();
    expect((await correct(told)).refused).toEqual(refuse('E5.3c', 'presentation-pending', [], { payment: collecting ?? '' }));
  });

  test('8.3 (a): contested, LEGAL decides first', async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-02-24');
    await told.when.client.asks('open-complaint', { complaint: 'cpl_1', text: 'text', documented: true, invoice: 'T1' });
    expect((await correct(told)).refused).toEqual(refuse('E8.3a', 'dispute-decides', [{ command: 'decide-dispute' }]));
  });
});

describe('E8.2b what was corrected is not given back again with the days that are not used', () => {
  test.each`
    asked        | gross        | net       | because
    ${undefined} | ${undefined} | ${29_642} | ${'nothing was corrected: 58800 c x 184/365 rounded up'}
    ${58_800}    | ${70_560}    | ${0}      | ${'nothing is left of the Price'}
    ${29_400}    | ${35_280}    | ${14_821} | ${'half of it is left'}
  `('5.3 (c), 8.2 (b): $asked c corrected, then left for cause with C = 2027-07-03: $net c: $because', async ({ asked, gross, net }) => {
    const told = story();
    await told.given.baselineA();
    await told.when.itIs('2027-04-10');
    if (asked) told.check.done(await correct(told, asked));
    const corrected = asked ? [['A/T1/c1', asked, gross, gross]] : [];
    expect(await credited(told)).toEqual(corrected);
    await told.when.itIs('2027-04-26');
    await told.when.client.asks('notify-breach', { clause: '4.3', facts: 'text', evidence: 'text', channel: 'EMAIL' });
    await told.when.itIs('2027-05-31');
    told.check.done(await told.when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'text', channel: 'EMAIL' }));
    await told.when.theDayEnds('2027-07-20');
    const [note] = (await credited(told)).slice(corrected.length);
    expect(note?.[1] ?? 0).toBe(net);
  });

  const days = { from: dayOf('2027-03-04'), to: dayOf('2027-04-03'), netCents: 3_100 };
  test.each`
    cessationOn     | left     | because
    ${'2027-03-02'} | ${3_100} | ${'all its days are after C'}
    ${'2027-03-03'} | ${3_100} | ${'C is the day before'}
    ${'2027-03-04'} | ${3_000} | ${'its first day is used'}
    ${'2027-04-02'} | ${100}   | ${'one day is left'}
    ${'2027-04-03'} | ${0}     | ${'C is its last day'}
    ${'2027-06-01'} | ${0}     | ${'it is over'}
  `('5.3 (c): of an instalment of 31 days, C = $cessationOn, $left c: $because', ({ cessationOn, left }) => {
    expect(correctedAfter([days], dayOf(cessationOn), 'UP')).toBe(left);
    expect(correctedAfter([days, days], dayOf(cessationOn), 'HALF_UP')).toBe(2 * left);
  });
});

describe('E5.3c, E8.2b what a correction is told of', () => {
  const by = { person: 'billing', role: 'BILLING' } as const;
  const ask = (contract: Contract, document: object = {}, invoice = 'T1') =>
    decide(
      contract,
      { type: 'correct-invoice', by, input: { invoice, document: { ...T1, ...document }, reason: 'text' } },
      Date.parse('2027-05-10T08:00:00Z'),
    );
  const waived = (document: string) => ({ document, at: 0, cause: 'WAIVED' as const });

  test.each`
    waivers                         | refused                 | because
    ${[]}                           | ${undefined}            | ${'nothing is under way'}
    ${[waived('T2')]}               | ${undefined}            | ${'it is of another document'}
    ${[waived('T2'), waived('T1')]} | ${'correction-pending'} | ${'a credit note of it is about to leave'}
  `('5.3 (c): beside $waivers.length waivers, refused $refused: $because', ({ waivers, refused }) => {
    const answer = ask({ ...contractOf(), waivers });
    expect('because' in answer ? answer.because : undefined).toBe(refused);
  });

  const term = (number: number, from: string, to: string) => ({ number, startsOn: dayOf(from), endsOn: dayOf(to), issued: 1, vatRate: 20 });
  test.each`
    kind            | of   | running   | earlier   | because
    ${'PRICE'}      | ${2} | ${58_800} | ${0}      | ${'the Price of the running term'}
    ${'PRICE'}      | ${1} | ${0}      | ${58_800} | ${'the Price of the one before, which the end may reach back to'}
    ${'PRICE'}      | ${9} | ${0}      | ${0}      | ${'of a term that is long over'}
    ${'ASSISTANCE'} | ${2} | ${0}      | ${0}      | ${'no days of the term were sold by it'}
  `('5.3 (c): $kind of term $of: $running c off the running term, $earlier c off the one before: $because', ({ kind, of, running, earlier }) => {
    const contract = contractOf();
    const two: Contract = {
      ...contract,
      earlier: [{ ...term(1, '2027-01-04', '2028-01-03'), price: contract.price }],
      term: { ...contract.term, ...term(2, '2028-01-04', '2029-01-03') },
    };
    takeFromPrice(two, { document: 'X', at: 0, cause: 'CORRECTED', correction: { nth: 1, kind, term: of, netCents: 58_800, vatRate: 20 } }, 58_800);
    const off = (one: { corrected?: { netCents: number }[] } | undefined) => (one?.corrected ?? []).reduce((sum, { netCents }) => sum + netCents, 0);
    expect([off(two.term), off(two.earlier?.[0])]).toEqual([running, earlier]);
  });
});
