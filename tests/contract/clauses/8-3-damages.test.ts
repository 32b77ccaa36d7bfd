/** CGUV 8.3 (c): what may be claimed in damages at most, when, and nothing twice. */
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf } from '../../../contract/calendar.ts';
import { isRefusal } from '../../../contract/clause.ts';
import { decideAlone } from '../../../contract/contract.ts';
import { damagesCeiling } from '../../../contract/damages.ts';
import type { DamagesClaim } from '../../../contract/facts.ts';
import type { Contract, DefaultCase, Receivable, Termination } from '../../../contract/state.ts';
import { secondInstalmentRefused } from '../../scenarios/lives/7-debts.ts';
import { trace } from '../../scenarios/traced.ts';
import { contractOf, story } from './story.ts';

const ON = dayOf('2027-04-20');
const price = { netCents: 58_800, instalments: 12, termDays: 30, contacts: 280, schedule: 'fixture' };
const receivable = (id: string, dueOn: string, more: Partial<Receivable> = {}): Receivable => ({
  ...{ id, number: `F-${id}`, kind: 'INSTALMENT', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf(dueOn), gross: 5_880, vat: 980, paid: [] },
  ...{ tries: 2, ...more },
});
const by = (from: 'CLIENT' | 'COMPANY'): Termination => ({ notice: from, from, ground: 'NON_PAYMENT', cessationOn: dayOf('2027-05-01') });
/** Four of twelve instalments issued; one unpaid, one paid in part; a fee; the Company has terminated for 2027-05-01. */
function contractWith(more: Partial<Contract> = {}): Contract {
  const contract = contractOf({ price });
  const receivables = [
    receivable('T1/3', '2027-04-03', { paid: [[dayOf('2027-04-03'), 1_880]] }),
    receivable('T1/2', '2027-03-06'),
    receivable('fee/T1/2-1', '2027-04-05', { kind: 'REJECTION_FEE', gross: 4_000, vat: 0 }),
    receivable('settled', '2027-03-06', { paid: [[dayOf('2027-03-10'), 5_880]] }),
    receivable('frozen', '2027-03-06', { frozen: dayOf('2027-03-01') }),
    receivable('given-up', '2027-03-06', { writtenOff: dayOf('2027-03-10') }),
  ];
  return { ...contract, term: { ...contract.term, issued: 4 }, receivables, terminations: [by('COMPANY')], ...more };
}
const claimed = (more: Partial<DamagesClaim>): NonNullable<Contract['damages']>[number] => ({
  ...{ notice: 'd', documents: [], unpaidCents: 0, uninvoicedCents: 0, vatRate: 0, vatCents: 0, accessoriesCents: 0, totalCents: 1, ...more },
});

describe('E8.3c what may be claimed at most', () => {
  // penalties to 20 April: 44/30 of 3 % on 5880, 17/30 on 4000, 15/30 on the fee; an indemnity for each instalment; the fee
  const accessoriesCents = 258 + 68 + 60 + 2 * 4_000 + 4_000;
  test('8.3 (c): unpaid documents, the eight instalments after C, and the accessories of what is unpaid', () => {
    expect(damagesCeiling(contractWith(), ON)).toEqual({
      on: '2027-04-20',
      cessationOn: '2027-05-01',
      unpaid: [
        { document: 'T1/2', number: 'F-T1/2', dueOn: '2027-03-06', openCents: 5_880, claimed: false },
        { document: 'T1/3', number: 'F-T1/3', dueOn: '2027-04-03', openCents: 4_000, claimed: false },
      ],
      unpaidCents: 9_880,
      uninvoiced: { instalments: 8, netCents: 39_200 },
      accessoriesCents,
      totalCents: 9_880 + 39_200 + accessoriesCents,
    });
  });

  test('8.3 (c): less what was claimed before, never below zero', () => {
    const first = claimed({ documents: ['T1/2'], uninvoicedCents: 39_000, accessoriesCents: 12_000 });
    const second = claimed({ documents: ['T1/1'], uninvoicedCents: 100, accessoriesCents: 200 });
    const { unpaid, unpaidCents, ...rest } = damagesCeiling(contractWith({ damages: [first, second] }), ON);
    expect(unpaid.map((one) => one.claimed)).toEqual([true, false]);
    expect([unpaidCents, rest.uninvoiced, rest.accessoriesCents]).toEqual([4_000, { instalments: 8, netCents: 100 }, accessoriesCents - 12_200]);
    const all = claimed({ uninvoicedCents: 50_000, accessoriesCents: 50_000 });
    expect(damagesCeiling(contractWith({ damages: [all] }), ON)).toMatchObject({ uninvoiced: { netCents: 0 }, accessoriesCents: 0 });
  });

  test.each`
    more                                                                          | lost | because
    ${{ terminations: [by('CLIENT')] }}                                           | ${0} | ${'the client left for cause'}
    ${{ terminations: [] }}                                                       | ${0} | ${'nothing ends the subscription'}
    ${{ price: null }}                                                            | ${0} | ${'the price waits for a decision'}
    ${{ terminations: [{ ...by('COMPANY'), cessationOn: dayOf('2027-05-04') }] }} | ${7} | ${'the fifth falls on C, and is invoiced'}
  `('8.3 (c): $lost instalments are lost: $because', ({ more, lost }) => {
    expect(damagesCeiling(contractWith(more), ON).uninvoiced).toEqual({ instalments: lost, netCents: lost * 4_900 });
  });

  test('8.3 (b-c): instalments that a declaration invoiced are unpaid documents, not lost ones', () => {
    const { term } = contractWith();
    expect(damagesCeiling(contractWith({ term: { ...term, issued: 12 } }), ON).uninvoiced).toEqual({ instalments: 0, netCents: 0 });
  });
});

describe('E8.3c a claim', () => {
  const LEGAL = { person: 'LEGAL', role: 'LEGAL' } as const;
  const ask = (more: Partial<Contract>, input: object) => {
    const command = { type: 'claim-damages', by: LEGAL, input: { facts: 'text', ...input } } as const;
    return decideAlone(contractWith(more), command, instantOf(ON));
  };
  const waiting = (code: 'DAMAGES_CLAIM' | 'BREACH_NOTICE') => ({
    notices: (['BREACH_NOTICE', code] as const).map((one) => ({
      notice: one,
      code: one,
      channel: 'EMAIL' as const,
      from: 'COMPANY' as const,
      about: {},
      due: 0,
    })),
  });
  const before = { damages: [claimed({ documents: ['T1/2'] })] };
  test.each`
    more                        | input                                       | because                     | values
    ${{}}                       | ${{ documents: ['T1/2', 'T1/3'] }}          | ${undefined}                | ${undefined}
    ${before}                   | ${{ documents: ['T1/3'] }}                  | ${undefined}                | ${undefined}
    ${before}                   | ${{ documents: ['T1/3', 'T1/2'] }}          | ${'counted-twice'}          | ${{ document: 'F-T1/2' }}
    ${{}}                       | ${{ documents: ['T1/2', 'T1/3', 'T1/3'] }}  | ${'counted-twice'}          | ${{ document: 'F-T1/3' }}
    ${{}}                       | ${{ documents: ['T1/2', 'settled'] }}       | ${'not-open'}               | ${undefined}
    ${{}}                       | ${{ documents: ['fee/T1/2-1'] }}            | ${'not-open'}               | ${undefined}
    ${{}}                       | ${{ accessoriesCents: 12_386 }}             | ${undefined}                | ${undefined}
    ${{}}                       | ${{ accessoriesCents: 12_387 }}             | ${'above-ceiling'}          | ${{ ceilingCents: 12_386 }}
    ${{}}                       | ${{ uninvoicedCents: 39_200, vatRate: 20 }} | ${undefined}                | ${undefined}
    ${{}}                       | ${{ uninvoicedCents: 39_201, vatRate: 20 }} | ${'above-ceiling'}          | ${{ ceilingCents: 39_200 }}
    ${{}}                       | ${{ uninvoicedCents: 1 }}                   | ${'vat-not-chosen'}         | ${undefined}
    ${{}}                       | ${{}}                                       | ${'nothing-claimed'}        | ${undefined}
    ${waiting('DAMAGES_CLAIM')} | ${{ documents: ['T1/2'] }}                  | ${'counted-twice'}          | ${undefined}
    ${waiting('BREACH_NOTICE')} | ${{ documents: ['T1/2'] }}                  | ${undefined}                | ${undefined}
    ${{}}                       | ${{ documents: ['T1/2'], channel: 'HAND' }} | ${'signed-receipt-missing'} | ${undefined}
  `('8.3 (c): $input: $because', ({ more, input, because, values }) => {
    const answer = ask(more, input);
    if (isRefusal(answer)) trace(answer);
    expect(isRefusal(answer) ? [answer.because, answer.values] : [undefined, undefined]).toEqual([because, values]);
    const offered = isRefusal(answer) && because === 'signed-receipt-missing' ? answer.allowed : [{ command: 'claim-damages' }];
    expect(offered).toEqual([{ command: 'claim-damages' }]);
  });

  test('8.3 (c): it adds up, with the VAT chosen on the instalments alone, and goes by the channel chosen, else by that of the client', () => {
    const input = { documents: ['T1/2'], uninvoicedCents: 1_000, vatRate: 20, accessoriesCents: 386 };
    expect(ask({}, input)).toMatchObject([
      {
        channel: 'EMAIL',
        about: { facts: 'text', damages: { documents: ['T1/2'], unpaidCents: 5_880, vatRate: 20, vatCents: 200, totalCents: 5_880 + 1_200 + 386 } },
      },
    ]);
    expect(ask({ noticeChannel: 'REGISTERED_LETTER' }, { accessoriesCents: 1 })).toMatchObject([
      { channel: 'REGISTERED_LETTER', about: { damages: { vatRate: 0, totalCents: 1 } } },
    ]);
    expect(ask({ noticeChannel: 'REGISTERED_LETTER' }, { accessoriesCents: 1, channel: 'EMAIL' })).toMatchObject([{ channel: 'EMAIL' }]);
  });

  const sending = (lastCureDay: string) => ({ notice: lastCureDay, channel: 'EMAIL' as const, deemedOn: 0, lastCureDay: dayOf(lastCureDay) });
  const notified = (invoice: string, ...days: string[]): DefaultCase => ({ id: invoice, invoices: [invoice], sent: days.map(sending) });
  const standing = (...cases: DefaultCase[]) => ({ terminations: [], cases });
  const ended = (cause: 'TERMINATED_BY_COMPANY' | 'DENOUNCED_BY_CLIENT', ...receivables: Receivable[]) => ({
    ...{ terminations: [], state: 'ENDED' as const, ended: { on: dayOf('2027-04-10'), at: 0, cause } },
    receivables: [...receivables, receivable('T1/2', '2027-03-06')],
  });
  test.each`
    more                                                                                 | may      | because
    ${{ terminations: [] }}                                                              | ${false} | ${'nobody is in default'}
    ${{ terminations: [by('CLIENT')] }}                                                  | ${false} | ${'it is the client that leaves'}
    ${{ terminations: [by('CLIENT'), by('COMPANY')] }}                                   | ${true}  | ${'the Company has terminated too'}
    ${standing(notified('T1/2', '2027-04-19'))}                                          | ${true}  | ${'the last cure day is over'}
    ${standing(notified('T1/2', '2027-04-20'))}                                          | ${false} | ${'it is the last cure day'}
    ${standing(notified('T1/2', '2027-04-20', '2027-04-19'))}                            | ${true}  | ${'one sending is enough'}
    ${standing(notified('T1/3', '2027-04-20'), notified('T1/2', '2027-04-19'))}          | ${true}  | ${'one default is enough'}
    ${standing(notified('T1/1', '2027-04-19'))}                                          | ${false} | ${'what was notified is paid'}
    ${ended('TERMINATED_BY_COMPANY')}                                                    | ${true}  | ${'the default led to the end'}
    ${ended('DENOUNCED_BY_CLIENT')}                                                      | ${false} | ${'nothing unpaid was notified'}
    ${ended('DENOUNCED_BY_CLIENT', receivable('T1/3', '2027-04-03', { notified: 'n' }))} | ${true}  | ${'something unpaid was'}
    ${ended('DENOUNCED_BY_CLIENT', receivable('T1/3', '2027-04-20', { notified: 'n' }))} | ${false} | ${'that is not overdue'}
  `('8.3 (c): claimed $may: $because', ({ more, may }) => {
    const answer = ask(more, { documents: ['T1/2'] });
    expect(isRefusal(answer) ? answer.because : undefined).toBe(may ? undefined : 'no-default');
  });

  test('8.3 (c), 11.1 (b): a claim that comes back and is sent by letter is not claimed twice', async () => {
    const { given, when, check } = story();
    const claim = async (uninvoicedCents: number) => {
      const asked = await when.legal.asks('claim-damages', { facts: 'text', vatRate: 0, uninvoicedCents });
      return asked.refused ?? (await when.otherLegal.decides('FOUR_EYES', 'APPROVE')).refused;
    };
    await secondInstalmentRefused({ given, when } as never);
    await when.itIs('2027-03-29 10:00');
    await when.theyTerminate();
    expect(await claim(20_000)).toBeUndefined();
    expect(await claim(10_000)).toBeUndefined();
    await given.outside({ type: 'bounce', at: '2027-03-30 09:00' });
    await when.itIs('2027-03-31');
    await check.messages({ DAMAGES_CLAIM: ['2027-03-29', '2027-03-29', '2027-03-30'] });
    await check.says('DAMAGES_CLAIM', { facts: 'text', uninvoicedCents: 10_000 });
    expect(await claim(9_201)).toMatchObject({ because: 'above-ceiling', values: { ceilingCents: 9_200 } });
    expect(await claim(9_200)).toBeUndefined();
  });
});
