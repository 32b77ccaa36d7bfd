/** CGUV 3.1, 8.3 (a), 8.4: why the product is closed and until when, under each value that the terms may give. */
import { describe, expect, test } from 'vitest';
import { accessOf } from '../../../contract/access.ts';
import { fold, open } from '../../../contract/contract.ts';
import type { Fact, Party } from '../../../contract/facts.ts';
import { MONTHLY } from '../../scenarios/scenario.ts';
import { contractOf, story } from './story.ts';

const accessIn = async ({ check }: ReturnType<typeof story>) => {
  const [accepted, ...facts] = (await check.facts()) as [Fact, ...Fact[]];
  return accessOf(fold(open(accepted), facts));
};
const told = { at: '2027-06-01T10:00:00.000Z', by: 'engine' as const };

describe('E8.4a closed with the notice of the Company', () => {
  const notified = (from: Party): Fact => ({
    ...{ ...told, type: 'notice.sent', article: 'E8.2a', notice: `termination/${from}`, code: 'TERMINATION_NOTICE', channel: 'EMAIL', from },
    ...{ about: { ground: 'INSOLVENCY' }, sentAt: told.at, sentOn: '2027-06-01', deemedOn: '2027-06-04' },
  });
  const open = { access: 'open', reason: null, article: 'E3.1a', until: '2027-07-04' };
  const closed = { access: 'closed', reason: 'TERMINATED_BY_COMPANY', article: 'E8.4a', until: '2027-07-04' };
  test.each`
    cutAt                  | from                     | access
    ${'C_PLUS_1_MIDNIGHT'} | ${['COMPANY']}           | ${open}
    ${'NOTICE'}            | ${['COMPANY']}           | ${closed}
    ${'NOTICE'}            | ${['CLIENT']}            | ${open}
    ${'NOTICE'}            | ${['CLIENT', 'COMPANY']} | ${closed}
    ${'NOTICE'}            | ${[]}                    | ${{ ...open, until: null }}
  `('8.4: access.cutAt $cutAt, notified by $from: $access', ({ cutAt, from, access }) => {
    expect(accessOf(fold(contractOf({}, { 'access.cutAt': cutAt }), from.map(notified)))).toEqual(access);
  });

  test('8.4: once it has ended, the end itself is the reason', () => {
    const ended: Fact = {
      ...told,
      type: 'subscription.ended',
      article: 'E8.4a',
      cause: 'FREE_EXIT',
      cessationOn: '2027-06-01',
      exportUntil: '2027-09-01',
      sendAt: told.at,
    };
    const contract = fold(contractOf({}, { 'access.cutAt': 'NOTICE' }), [notified('COMPANY'), ended]);
    expect(accessOf(contract)).toEqual({ access: 'closed', reason: 'FREE_EXIT', article: 'E8.4a', until: null });
  });
});

describe('E3.1a access before payment', () => {
  const parameters = { 'access.beforePayment': false };
  const closed = { access: 'closed', reason: 'BEFORE_PAYMENT', article: 'E3.1a', until: null };

  test('3.1: closed while the first invoice is not even made', () => {
    expect(accessOf(contractOf({}, parameters))).toEqual(closed);
  });

  test.each`
    paid     | access      | because
    ${5_879} | ${'closed'} | ${'a cent of the first instalment is missing'}
    ${5_880} | ${'open'}   | ${'the first instalment is paid, a second one and a fee are not'}
  `('3.1: $paid cents of the first of twelve instalments are paid: $access: $because', async ({ paid, access }) => {
    const actors = story();
    const { given, when } = actors;
    await given.baselineA({ means: 'card_declined', parameters }, [{ formula: 'yearly', months: 12, netCents: 58_800, instalments: 12 }]);
    await when.itIs('2027-02-06');
    await when.billing.asks('record-payment', { amountCents: paid, orderedOn: '2027-02-06', means: 'TRANSFER', invoice: 'T1/1' });
    expect((await accessIn(actors)).access).toBe(access);
  });

  test('3.1: a first term that was never paid opens nothing in the second; a second one without a price closes nothing', async () => {
    const actors = story();
    await actors.given.subscription({ formula: 'monthly', at: '2027-03-01 09:30', means: 'card_declined', parameters });
    await actors.when.itIs('2027-04-02');
    expect(await accessIn(actors)).toEqual(closed);
    const paid = story();
    await paid.given.subscription({ formula: 'gone', at: '2027-03-01 09:30', parameters }, [{ ...MONTHLY, formula: 'gone' }]);
    await paid.given.schedule('2027-03-20', [MONTHLY]);
    await paid.when.itIs('2027-04-02'); // paid on 31 March
    expect((await accessIn(paid)).access).toBe('open');
  });
});

describe('E8.3a several reasons', () => {
  test('8.3 (a): the day on which payment alone would open is not told while another reason closes the product', async () => {
    const actors = story();
    const { given, when } = actors;
    await given.baselineD();
    await when.itIs('2027-03-05');
    await when.pays(70_560, '2027-03-05');
    expect(await accessIn(actors)).toEqual({ access: 'suspended', reason: 'PAYMENT', article: 'E8.3a', until: '2027-03-09' });
    await when.legal.asks('suspend-for-emailing', { facts: 'text', evidence: 'text', scope: 'ALL' });
    expect(await accessIn(actors)).toEqual({ access: 'suspended', reason: 'PAYMENT', article: 'E8.3a', until: null });
  });
});
