/** CGUV 8.3 (a): the chain from a missed due date to suspension and back, day by day. */
import { describe, expect, test } from 'vitest';
import { fact } from '../../../contract/clause.ts';
import { duties, fold, open } from '../../../contract/contract.ts';
import type { Fact } from '../../../contract/facts.ts';
import { story } from './story.ts';

describe('E8.3a the chain', () => {
  test.each`
    at                    | courtesy          | notice            | suspended
    ${'2027-02-04 07:59'} | ${[]}             | ${[]}             | ${[]}
    ${'2027-02-04 08:00'} | ${['2027-02-04']} | ${[]}             | ${[]}
    ${'2027-02-11 07:59'} | ${['2027-02-04']} | ${[]}             | ${[]}
    ${'2027-02-11 08:00'} | ${['2027-02-04']} | ${['2027-02-11']} | ${[]}
    ${'2027-02-25 23:59'} | ${['2027-02-04']} | ${['2027-02-11']} | ${[]}
    ${'2027-02-26 00:00'} | ${['2027-02-04']} | ${['2027-02-11']} | ${['PAYMENT']}
  `('8.3 (a): at $at, reminded $courtesy, notified $notice, suspended $suspended', async ({ at, courtesy, notice, suspended }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs(at);
    await check.messages({ COURTESY_REMINDER: courtesy, DEFAULT_NOTICE: notice });
    await check.view({ suspensionReasons: suspended, state: suspended.length > 0 ? 'SUSPENDED' : 'ACTIVE' });
  });

  test.each`
    cents     | at                    | state          | because
    ${70_560} | ${'2027-02-25 23:59'} | ${'ACTIVE'}    | ${'paid on the last cure day'}
    ${70_559} | ${'2027-02-25 23:59'} | ${'SUSPENDED'} | ${'a cent is missing'}
    ${70_560} | ${'2027-02-26 00:01'} | ${'SUSPENDED'} | ${'a minute late, and no means that works'}
  `('8.3 (a): $cents c paid at $at: $state: $because', async ({ cents, at, state }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(cents, at);
    await when.itIs('2027-02-26 12:00');
    await check.state(state);
  });

  test.each`
    told                       | due                                 | because
    ${'default/T1/2027-02-02'} | ${['notice/default/T1/2027-02-03']} | ${'another one left'}
    ${'default/T1/2027-02-03'} | ${[]}                               | ${'it left before the document came back'}
  `('8.3 (a), A12: told of $told first, $due are due: $because', async ({ told, due }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-10');
    const [accepted, ...facts] = (await check.facts()) as [Fact, ...Fact[]];
    const sent = { notice: told, code: 'DEFAULT_NOTICE', channel: 'EMAIL', from: 'COMPANY', sentOn: '2027-02-11', deemedOn: '2027-02-14' } as const;
    const left = fact('notice.sent', 'E8.3a', 0, { ...sent, sentAt: '2027-02-11T07:00:00Z', about: { invoices: ['T1'] } });
    const contract = fold(open(accepted), [left, ...facts]);
    expect(duties(contract).flatMap((one) => (one.id.startsWith('notice/default') ? [one.id] : []))).toEqual(due);
  });

  test('8.3 (a): a step that meets a pending presentation is taken the day after its result', async () => {
    const { given, when, check } = story();
    await given.baselineA({ means: 'sepa_am04:9' });
    await when.itIs('2027-03-31');
    await check.messages({ COURTESY_REMINDER: ['2027-02-13', '2027-03-25'], DEFAULT_NOTICE: ['2027-02-13'] });
  });

  test.each`
    until           | suspended
    ${'2027-02-25'} | ${'2027-02-25T23:00:00.000Z'}
    ${'2027-02-26'} | ${'2027-02-26T23:00:00.000Z'}
    ${'2027-03-10'} | ${'2027-03-10T23:00:00.000Z'}
  `('8.3 (a): held until $until, suspended at $suspended', async ({ until, suspended }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-20');
    check.done(await when.billing.asks('hold-suspension', { until, reason: 'text' }));
    await when.itIs('2027-03-31');
    expect((await check.facts()).flatMap((one) => (one.type === 'suspension.applied' ? [one.at] : []))).toEqual([suspended]);
  });

  test.each`
    opened                | documented | decided         | suspended                     | because
    ${'2027-02-25 23:59'} | ${true}    | ${'2027-03-02'} | ${'2027-03-02T23:00:00.000Z'} | ${'held, then rejected'}
    ${'2027-02-25 23:59'} | ${false}   | ${null}         | ${'2027-02-25T23:00:00.000Z'} | ${'without documents nothing is held'}
    ${'2027-02-26 00:01'} | ${true}    | ${null}         | ${'2027-02-25T23:00:00.000Z'} | ${'opened a day late'}
    ${'2027-02-25 23:59'} | ${true}    | ${null}         | ${null}                       | ${'held until LEGAL decides'}
  `(
    '8.3 (a): disputed at $opened (documents: $documented), decided $decided, suspended at $suspended: $because',
    async ({ opened, documented, decided, suspended }) => {
      const { given, when, check } = story();
      await given.baselineD();
      await when.itIs(opened);
      await when.client.asks('open-complaint', { complaint: 'cpl_1', invoice: 'T1', text: 'text', documented });
      if (decided) {
        await when.itIs(decided);
        check.done(await when.legal.asks('decide-dispute', { accepted: false, reason: 'text' }));
      }
      await when.itIs('2027-05-01');
      expect((await check.facts()).flatMap((one) => (one.type === 'suspension.applied' ? [one.at] : []))).toEqual(suspended ? [suspended] : []);
    },
  );

  test('8.3 (a): a second complaint does not lose what the first one holds, and each dispute is decided once', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-25');
    const complain = (complaint: string) => when.client.asks('open-complaint', { complaint, invoice: 'T1', text: 'text', documented: true });
    check.done(await complain('cpl_1'));
    await when.itIs('2027-02-27');
    await check.state('ACTIVE');
    check.done(await complain('cpl_2'));
    await check.state('ACTIVE');
    await check.tasks('DISPUTE', ['2027-02-25']);
    await when.itIs('2027-03-02');
    check.done(await when.legal.asks('decide-dispute', { accepted: true, reason: 'text' }));
    check.refused(await when.legal.asks('decide-dispute', { accepted: false, reason: 'text' }), 'E8.3a');
    await when.itIs('2027-05-01');
    await check.state('ACTIVE');
  });

  test.each`
    accepted | presented                       | because
    ${true}  | ${['2027-02-03']}               | ${'found not due as it stands, it is not presented until it is corrected'}
    ${false} | ${['2027-02-03', '2027-02-10']} | ${'it is due'}
  `(
    '8.3 (a), 5.5 (b): a debit under way when its dispute is decided (accepted: $accepted) is presented on $presented: $because',
    async ({ accepted, presented }) => {
      const { given, when, check } = story();
      await given.baselineA({ means: 'sepa_am04' });
      await when.itIs('2027-02-03 12:00');
      await when.client.asks('open-complaint', { complaint: 'cpl_1', invoice: 'T1', text: 'text', documented: true });
      await when.itIs('2027-02-04');
      check.done(await when.legal.asks('decide-dispute', { accepted, reason: 'text' }));
      await when.itIs('2027-02-20');
      const days = (await check.facts()).flatMap((one) => (one.type === 'payment.presented' ? [one.presentedOn] : []));
      expect(days).toEqual(presented);
    },
  );

  test('8.3 (a), 11.5: a dispute whose invoice was paid is still answered, and a paid invoice can still be complained of', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-20');
    await when.client.asks('open-complaint', { complaint: 'cpl_1', invoice: 'T1', text: 'text', documented: true });
    await when.pays(70_560, '2027-02-22');
    check.done(await when.client.asks('open-complaint', { complaint: 'cpl_2', invoice: 'T1', text: 'text', documented: true }));
    await check.tasks('DISPUTE', ['2027-02-20']);
    check.done(await when.legal.decides('DISPUTE', 'REJECT'));
    expect((await check.facts()).filter((one) => one.type === 'dispute.decided')).toMatchObject([{ complaint: 'cpl_1', accepted: false }]);
  });

  test.each`
    choice             | left
    ${'WAIVE'}         | ${'PAID'}
    ${'LEAVE'}         | ${'OVERDUE'}
    ${'PRESENT_AGAIN'} | ${'PAID'}
  `('8.3 (a): a fee that stays unpaid does not suspend; BILLING decides $choice: $left', async ({ choice, left }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(70_560, '2027-02-20');
    await when.itIs('2027-03-15');
    await check.state('ACTIVE');
    await check.tasks('OTHER_DEBT', ['2027-03-13']);
    await when.registers('card_ok');
    check.done(await when.billing.decides('OTHER_DEBT', choice));
    await when.itIs('2027-03-17');
    await check.documents('F', [
      { kind: 'PRICE', state: 'PAID' },
      { kind: 'REJECTION_FEE', state: left },
    ]);
    await check.state('ACTIVE');
  });
});

describe('E8.3a a suspension lifted by decision', () => {
  test('8.3 (a): it does not come back for the same notice, which still supports a termination', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await check.state('SUSPENDED');
    check.done(await when.legal.asks('lift-suspension', { reason: 'text' }));
    await check.state('ACTIVE');
    await when.itIs('2027-06-01');
    await check.state('ACTIVE');
    check.done(await when.theyTerminate());
  });
});

describe('E8.3a-r reinstatement', () => {
  test.each`
    paid                  | reinstated                    | because
    ${'2027-03-05 09:00'} | ${'2027-03-08T23:00:00.000Z'} | ${'Friday: Saturday, Monday'}
    ${'2027-03-04 23:59'} | ${'2027-03-06T23:00:00.000Z'} | ${'Thursday: Friday, Saturday'}
    ${'2027-03-06 09:00'} | ${'2027-03-09T23:00:00.000Z'} | ${'Saturday: Monday, Tuesday'}
    ${'2027-03-26 09:00'} | ${'2027-03-30T22:00:00.000Z'} | ${'before Easter: Saturday, Tuesday'}
    ${'2027-05-05 09:00'} | ${'2027-05-10T22:00:00.000Z'} | ${'before Ascension and 8 May: Friday, Monday'}
  `('8.3 (a): paid by transfer at $paid and nobody decides, reinstated at $reinstated: $because', async ({ paid, reinstated }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(70_560, paid);
    await check.state('SUSPENDED');
    await when.itIs('2027-06-30');
    const lifted = (await check.facts()).flatMap((one) => (one.type === 'suspension.lifted' ? [[one.at, one.because]] : []));
    expect(lifted).toEqual([[reinstated, 'SILENCE']]);
  });

  test.each`
    accepted | state
    ${true}  | ${'ACTIVE'}
    ${false} | ${'SUSPENDED'}
  `('8.3 (a): BILLING decides the arrangement, accepted $accepted: $state, then and later', async ({ accepted, state }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(70_560, '2027-03-05 09:00');
    check.done(await when.billing.asks('accept-arrangement', { accepted, reason: 'text' }));
    await check.state(state);
    await when.itIs('2027-03-20');
    await check.state(state);
  });

  test('8.3 (a): refused once, a new proposal has two working days of its own', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(70_560, '2027-03-05 09:00');
    await when.billing.asks('accept-arrangement', { accepted: false, reason: 'text' });
    await when.itIs('2027-03-18'); // Thursday: Friday, Saturday
    check.done(await when.client.asks('propose-arrangement', { text: 'text' }));
    await when.itIs('2027-03-20 23:59');
    await check.state('SUSPENDED');
    await when.itIs('2027-03-21 00:00');
    await check.state('ACTIVE');
  });

  test('8.3 (a): a debt that falls due before the arrangement is decided must be paid too, and the two days count from then', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.pays(7_080, '2027-05-01 09:00'); // all that is overdue on that day
    await check.messages({ ARRANGEMENT_NEEDED: ['2027-05-01'] });
    await when.itIs('2027-05-10');
    await check.state('SUSPENDED'); // the second invoice has been overdue since 2 May
    await when.pays(7_080, '2027-05-11 09:00'); // Tuesday: Wednesday, Thursday
    await check.state('SUSPENDED');
    await when.itIs('2027-05-13 23:59');
    await check.state('SUSPENDED');
    await when.itIs('2027-05-14 00:00');
    await check.state('ACTIVE');
  });

  test.each`
    token              | state
    ${'card_ok'}       | ${'ACTIVE'}
    ${'card_declined'} | ${'SUSPENDED'}
  `('8.3 (a): paid by transfer, then a new means $token is stored: $state', async ({ token, state }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(70_560, '2027-03-05 09:00');
    await when.registers(token);
    await check.state(state);
  });
});
