/** CGUV 8.3 (a): what disproves a suspension, what brings access back and what does not, when several debts, cases and reasons meet. */
import { describe, expect, test } from 'vitest';
import { TWELVE } from '../../scenarios/lives/7-debts.ts';
import { RECEIVERSHIP } from '../../scenarios/lives/8-insolvency.ts';
import type { Actors } from '../../scenarios/scenario.ts';
import { contractAt, story } from './story.ts';

const HANDED = { code: 'DEFAULT_NOTICE', channel: 'HAND', signedReceipt: 'text' } as const;
const COMPLAINT = { complaint: 'cpl_1', text: 'text', documented: true } as const;
const FOR_EMAILING = { facts: 'text', evidence: 'text', scope: 'ALL' } as const;

const liftedBy = async (check: Actors['check']) => (await check.facts()).flatMap((one) => (one.type === 'suspension.lifted' ? [one.because] : []));
const records = (when: Actors['when'], amountCents: number, orderedOn: string, invoice?: string) =>
  when.billing.asks('record-payment', { amountCents, orderedOn, means: 'TRANSFER', ...(invoice ? { invoice } : {}) });

/** Monthly from 2027-03-01, the card is refused: T1 and T2 are notified in one notice handed over on 2027-05-10, cured until the 20th, suspended on the 21st. */
async function oneCaseOfTwo({ given, when, check }: Actors, parameters: Record<string, unknown> = {}): Promise<void> {
  await given.baselineM({ means: 'card_declined', noticeChannel: 'HAND', parameters });
  await when.itIs('2027-05-10');
  check.done(await when.legal.asks('send-notice', HANDED));
}

describe('A12 what disproves a suspension', () => {
  test.each`
    first           | second          | because          | why
    ${'2027-05-20'} | ${'2027-05-20'} | ${['DISPROVED']} | ${'both were paid on the last cure day'}
    ${'2027-05-21'} | ${'2027-05-20'} | ${['SILENCE']}   | ${'the first was paid a day late, whatever is told of the second'}
    ${'2027-05-20'} | ${'2027-05-21'} | ${['SILENCE']}   | ${'the second was paid a day late'}
  `(
    '8.3 (a): of two invoices of one notice, the first ordered on $first, the second on $second: lifted by $because: $why',
    async ({ first, second, because }) => {
      const actors = story();
      const { when, check } = actors;
      await oneCaseOfTwo(actors);
      await when.itIs('2027-05-25');
      check.done(await records(when, 7_080, first, 'T1'));
      await check.state('SUSPENDED'); // the other one is not seen to be paid yet
      expect(await liftedBy(check)).toEqual([]);
      await when.itIs('2027-05-26');
      check.done(await records(when, 7_080, second, 'T2'));
      await when.itIs('2027-05-31');
      expect(await liftedBy(check)).toEqual(because);
    },
  );

  test.each`
    cents    | because
    ${7_080} | ${'DISPROVED'}
    ${7_079} | ${'SILENCE'}
  `('8.3 (a): $cents c of an invoice ordered by the last cure day and the rest a day later: lifted by $because', async ({ cents, because }) => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-26');
    await records(when, cents, '2027-04-22');
    if (cents < 7_080) await records(when, 7_080 - cents, '2027-04-23');
    await when.itIs('2027-04-30');
    expect(await liftedBy(check)).toEqual([because]);
  });

  test.each`
    event                                                                                       | state          | why
    ${(a: Actors) => records(a.when, 7_080, '2027-05-22', 'T2')}                                | ${'ACTIVE'}    | ${'what it rests on was paid in time, whatever the other case says'}
    ${(a: Actors) => records(a.when, 7_080, '2027-05-23', 'T2')}                                | ${'SUSPENDED'} | ${'it was paid a day late'}
    ${(a: Actors) => a.when.client.asks('open-complaint', { ...COMPLAINT, documented: false })} | ${'SUSPENDED'} | ${'a complaint without documents contests nothing'}
    ${(a: Actors) => a.when.itIs('2027-05-24 13:00')}                                           | ${'ACTIVE'}    | ${'its notice came back: it was void'}
  `('8.3 (a): suspended for the second of two cases, $state: $why', async ({ event, state, why }) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-24');
    check.done(await when.legal.asks('lift-suspension', { reason: 'text' })); // the case of T1 stays open
    await when.itIs('2027-05-20'); // the notice of T2 left on the 9th
    if (why.includes('void')) await given.outside({ type: 'bounce', at: '2027-05-24 13:00' });
    await when.itIs('2027-05-24');
    await check.state('SUSPENDED');
    await event(actors);
    await check.state(state);
  });

  test('8.3 (a): what is at the bank is not contested by a complaint without documents', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.registers('sepa_am04:9');
    check.done(await when.client.asks('pay-now', { invoices: ['T1'] }));
    await when.itIs('2027-03-03');
    await check.documents('F', [{ state: 'COLLECTING' }, {}]);
    check.done(await when.client.asks('open-complaint', { ...COMPLAINT, documented: false }));
    await check.state('SUSPENDED');
  });

  test.each`
    accepted | state          | why
    ${true}  | ${'ACTIVE'}    | ${'the invoice is not due as it stands'}
    ${false} | ${'SUSPENDED'} | ${'rejected, it suspends at 00:00 of the next day'}
  `('8.3 (a): a dispute recorded late lifts the suspension; decided, accepted $accepted: $state: $why', async ({ accepted, state }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-02');
    check.done(await when.support.asks('open-complaint', { ...COMPLAINT, invoice: 'T1', receivedOn: '2027-02-25' }));
    expect(await liftedBy(check)).toEqual(['DECISION']);
    await when.itIs('2027-03-05');
    check.done(await when.legal.asks('decide-dispute', { accepted, reason: 'text' }));
    await when.theDayEnds('2027-03-05');
    await check.state('ACTIVE');
    await when.itIs('2027-03-06 00:00');
    await check.state(state);
  });

  test.each`
    ordered         | because          | why
    ${'2027-02-25'} | ${['DISPROVED']} | ${'by the last cure day: neither the suspension nor the end stands'}
    ${'2027-02-26'} | ${['SILENCE']}   | ${'a day late: the suspension stood, and the two days for BILLING are long over'}
  `('A12: paid on $ordered, recorded after the end by termination: lifted $because: $why', async ({ ordered, because }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate(); // C = 2027-04-03
    await when.itIs('2027-04-10');
    await check.state('ENDED');
    check.done(await records(when, 70_560, ordered));
    await check.state('ACTIVE');
    const facts = await check.facts();
    expect(facts.flatMap((one) => (one.type === 'suspension.lifted' ? [one.because] : one.type === 'arrangement.needed' ? ['needed'] : []))).toEqual(
      because,
    );
  });

  const judged = ({ when }: Actors, judgmentOn: string) => when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn });
  const accepts = async ({ when }: Actors, invoice: string) => {
    await when.client.asks('open-complaint', { ...COMPLAINT, invoice });
    return when.legal.asks('decide-dispute', { accepted: true, reason: 'text' });
  };
  const backBy = async ({ check }: Actors) =>
    (await check.facts()).flatMap((one) => (one.type === 'suspension.lifted' ? [one.because] : one.type === 'arrangement.needed' ? ['needed'] : []));

  test.each`
    event                                     | because          | why
    ${(a: Actors) => accepts(a, 'T1')}        | ${['DECISION']}  | ${'the invoice is not due as it stands'}
    ${(a: Actors) => judged(a, '2027-02-27')} | ${['FROZEN']}    | ${'the judgment came after the suspension of the 26th'}
    ${(a: Actors) => judged(a, '2027-02-26')} | ${['DISPROVED']} | ${'the judgment counts from 00:00 of the 26th'}
  `('8.3 (a), A12: what it rested on falls after the end: back at once, lifted $because: $why', async ({ event, because }) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate(); // C = 2027-04-03
    await when.itIs('2027-04-10');
    await check.state('ENDED');
    check.done(await event(actors));
    await check.state('ACTIVE');
    expect(await backBy(actors)).toEqual(because);
  });

  test('8.3 (a), A12: what it did not rest on does not lift it: its own invoice was paid late', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.subscription({ formula: 'yearly-12', at: '2027-01-04 10:30', means: 'card_declined' }, [TWELVE]);
    await when.itIs('2027-03-01'); // suspended since 2027-02-26 for the first instalment
    await when.theyTerminate(); // C = 2027-04-03
    await when.itIs('2027-04-12');
    await records(when, 5_880, '2027-03-10', 'T1/1');
    await records(when, 5_880, '2027-04-03', 'T1/3');
    await check.state('ENDED'); // the second, due on 2027-03-06, was overdue at C
    check.done(await accepts(actors, 'T1/2'));
    await check.state('ACTIVE');
    expect(await backBy(actors)).toEqual(['SILENCE']);
  });

  test('8.2 (iii), A12: it comes back suspended for what was invoiced after the judgment', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-24');
    check.done(await when.legal.asks('lift-suspension', { reason: 'text' })); // that of T1, of 2027-03-01
    await when.itIs('2027-05-26'); // suspended since the 24th for T2, of 2027-04-01
    await when.theyTerminate(); // for T1: C = 2027-06-28
    await when.itIs('2027-06-30');
    await check.state('ENDED');
    check.done(await judged(actors, '2027-03-15'));
    await check.state('SUSPENDED');
    expect(await backBy(actors)).toEqual(['DECISION']); // that of LEGAL
  });

  test('A12: it comes back suspended with its subscription where another invoice fell due after the end', async () => {
    const { given, when, check } = story();
    const yearly = { formula: 'yearly', months: 12, netCents: 58_800, instalments: 12 };
    await given.subscription({ formula: 'yearly', at: '2027-01-04 10:30', means: 'card_declined' }, [yearly]);
    await when.itIs('2027-03-01');
    await when.theyTerminate(); // C = 2027-04-03
    await when.itIs('2027-04-12'); // the third instalment, of 2027-03-04, fell due on 2027-04-03
    check.done(await records(when, 11_760, '2027-04-03'));
    await check.state('SUSPENDED');
    await check.messages({ ARRANGEMENT_NEEDED: [] });
    await when.pays(5_880, '2027-04-13');
    await check.messages({ ARRANGEMENT_NEEDED: ['2027-04-13'] });
  });
});

describe('E8.3a-r full payment', () => {
  test.each`
    second  | why
    ${null} | ${'two working days after Monday 26 April'}
    ${'T2'} | ${'the next invoice, paid on the 27th, was not overdue'}
  `('8.3 (a): T1 is paid by transfer on Monday 2027-04-26: access is back at 00:00 of the 29th: $why', async ({ second }) => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-26');
    await records(when, 7_080, '2027-04-26', 'T1');
    await when.itIs('2027-04-27');
    if (second) await records(when, 7_080, '2027-04-27', second);
    await when.itIs('2027-04-28 23:59');
    await check.state('SUSPENDED');
    await when.itIs('2027-04-29 00:00');
    await check.state('ACTIVE');
  });

  test('8.3 (a): a fee that is paid in between is no principal: the two days count from the payment before', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(70_560, '2027-03-05'); // Friday: Saturday, Monday
    await when.pays(4_000, '2027-03-07'); // the fee, overdue since the 6th
    await when.itIs('2027-03-08 23:59');
    await check.state('SUSPENDED');
    await when.itIs('2027-03-09 00:00');
    await check.state('ACTIVE');
  });

  test('8.3 (a): the invoice paid on its own due date was not overdue, and the two days still count from the payment before', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-29');
    await records(when, 7_080, '2027-04-29', 'T1'); // Thursday: Friday, and Monday after 1 May
    await when.itIs('2027-05-01');
    await records(when, 7_080, '2027-05-01', 'T2');
    await when.itIs('2027-05-03 23:59');
    await check.state('SUSPENDED');
    await when.itIs('2027-05-04 00:00');
    await check.state('ACTIVE');
  });

  test('8.3 (a): NOTIFIED_ONLY: what was not notified starts no new days', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined', parameters: { 'reinstatement.requires': 'NOTIFIED_ONLY' } });
    await when.itIs('2027-05-03');
    await records(when, 7_080, '2027-05-03', 'T1'); // Monday: Tuesday, Wednesday; T2 is overdue, and not notified before the 9th
    await when.itIs('2027-05-04');
    await records(when, 100, '2027-05-04', 'T2');
    await when.itIs('2027-05-06 00:00');
    await check.state('ACTIVE');
  });

  test('8.3 (a): ALSO_ACCESSORIES: the two working days count from the fee that was paid last', async () => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'reinstatement.requires': 'ALSO_ACCESSORIES' } });
    await when.itIs('2027-03-10');
    await records(when, 70_560, '2027-03-10');
    await when.itIs('2027-03-11');
    await check.messages({ ARRANGEMENT_NEEDED: [] });
    const proposed = await when.client.asks('propose-arrangement', { text: 'text' }); // the principal is paid: it may be proposed, and waits for the fee
    expect(proposed.facts).toMatchObject([
      { type: 'arrangement.proposed', decideBy: '2027-03-13' },
      { kind: 'ARRANGEMENT', dueOn: '2027-03-13' },
    ]);
    await when.itIs('2027-03-14');
    await check.state('SUSPENDED');
    await records(when, 4_000, '2027-03-14'); // Sunday: Monday, Tuesday
    await when.itIs('2027-03-16 23:59');
    await check.state('SUSPENDED');
    await when.itIs('2027-03-17 00:00');
    await check.state('ACTIVE');
  });
});

describe('E8.3a-r the arrangement', () => {
  test.each`
    recordedAt            | needed            | reinstated        | because
    ${'2027-03-08 23:59'} | ${['2027-03-08']} | ${['2027-03-09']} | ${'a minute is left to propose one'}
    ${'2027-03-09 00:00'} | ${[]}             | ${['2027-03-09']} | ${'the two working days are over'}
    ${'2027-03-20 10:00'} | ${[]}             | ${['2027-03-20']} | ${'they are long over'}
  `('8.3 (a): ordered on Friday 2027-03-05 and recorded at $recordedAt, an arrangement is asked on $needed: $because', async (row) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs(row.recordedAt);
    await records(when, 70_560, '2027-03-05');
    await when.itIs('2027-03-21');
    await check.state('ACTIVE');
    await check.messages({ ARRANGEMENT_NEEDED: row.needed, REINSTATED: row.reinstated });
  });

  test('8.3 (a): accepted in advance, it lets access come back with the payment', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    const accepted = await when.billing.asks('accept-arrangement', { reason: 'text' });
    expect(accepted.facts).toMatchObject([{ type: 'arrangement.decided', accepted: true }]);
    await check.state('SUSPENDED');
    await when.pays(70_560, '2027-03-02');
    await check.state('ACTIVE');
    expect(await liftedBy(check)).toEqual(['ARRANGED']);
    await check.messages({ ARRANGEMENT_NEEDED: [] });
  });

  test('8.3 (a): accepted after another invoice fell due, it waits for that one to be paid', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.pays(7_080, '2027-05-01'); // T2 is due on that day
    await when.itIs('2027-05-03');
    check.done(await when.billing.decides('ARRANGEMENT', 'ACCEPT'));
    await check.state('SUSPENDED');
    await when.pays(7_080, '2027-05-04');
    await check.state('ACTIVE');
  });

  test('8.3 (a): proposed while BILLING may still decide, it leaves the question and its last day as they are', async () => {
    const { given, when, check, see } = story();
    await given.baselineD();
    await when.pays(70_560, '2027-03-05'); // Friday: Saturday, Monday
    await when.client.asks('open-audit', { about: 'aud_1' });
    await when.itIs('2027-03-07');
    const { facts } = await when.client.asks('propose-arrangement', { text: 'text' });
    expect(facts).toMatchObject([{ type: 'arrangement.proposed', decideBy: '2027-03-08' }]);
    expect(facts).toHaveLength(1);
    await when.itIs('2027-03-09 00:00');
    await check.state('ACTIVE');
    expect((await see.tasks()).filter((one) => one.state === 'OPEN').map((one) => one.kind)).toEqual(['AUDIT']);
  });

  test('8.3 (a): proposed after a refusal, BILLING is asked again, by the last of as many new working days', async () => {
    const { given, when } = story();
    await given.baselineD({ parameters: { 'reinstatement.silenceDays': 3 } });
    await when.pays(70_560, '2027-03-05');
    await when.billing.decides('ARRANGEMENT', 'REFUSE');
    await when.client.asks('open-audit', { about: 'aud_1' });
    await when.itIs('2027-03-18'); // Thursday: Friday, Saturday, Monday
    const { facts } = await when.client.asks('propose-arrangement', { text: 'text' });
    expect(facts).toMatchObject([{ decideBy: '2027-03-22' }, { type: 'task.opened', kind: 'ARRANGEMENT', dueOn: '2027-03-22' }]);
  });

  test('8.3 (a): none is proposed before what is overdue is paid, and none proposed or accepted without a suspension', async () => {
    const { given, when } = story();
    await given.baselineD();
    await when.itIs('2027-02-20');
    const none = { article: 'E8.3a-r', because: 'not-suspended' };
    expect((await when.client.asks('propose-arrangement', { text: 'text' })).refused).toMatchObject(none);
    expect((await when.billing.asks('accept-arrangement', { reason: 'text' })).refused).toMatchObject(none);
    await when.itIs('2027-03-01');
    expect((await when.client.asks('propose-arrangement', { text: 'text' })).refused).toMatchObject({
      ...{ article: 'E8.3a-r', because: 'overdue-first', allowed: [{ command: 'pay-now' }] },
    });
  });
});

describe('E8.3a several suspensions', () => {
  test('8.3 (a): lifted for e-mailing, it leaves what is asked and known of the other reason as it was', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-03');
    check.done(await when.legal.asks('suspend-for-emailing', FOR_EMAILING));
    await when.pays(70_560, '2027-03-05');
    await check.messages({ ARRANGEMENT_NEEDED: ['2027-03-05'] });
    expect((await contractAt(check)).suspensions?.map(({ reason, paidOn }) => [reason, paidOn !== undefined])).toEqual([
      ['PAYMENT', true],
      ['EMAILING', false],
    ]);
    check.done(await when.legal.asks('lift-suspension', { suspension: 'EMAILING', reason: 'text' }));
    await check.view({ state: 'SUSPENDED', suspensionReasons: ['PAYMENT'] });
    check.done(await when.billing.decides('ARRANGEMENT', 'ACCEPT'));
    await check.state('ACTIVE');
  });

  test('8.3 (a): lifted for e-mailing, the case of what is unpaid goes on and suspends', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-20');
    check.done(await when.legal.asks('suspend-for-emailing', FOR_EMAILING));
    check.done(await when.legal.asks('lift-suspension', { reason: 'text' }));
    await check.state('ACTIVE');
    await when.itIs('2027-02-26 00:00');
    await check.state('SUSPENDED');
  });

  test('8.3 (a): which of several LEGAL lifts is to be said, unless only one is by decision', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-02-20');
    await when.legal.asks('suspend-for-emailing', FOR_EMAILING);
    await when.legal.asks('suspend-for-declarations', { facts: 'text', evidence: 'text' });
    await when.otherLegal.decides('FOUR_EYES', 'APPROVE');
    expect((await when.legal.asks('lift-suspension', { reason: 'text' })).refused).toMatchObject({
      ...{ article: 'E8.2-ii-m', because: 'which-suspension', values: { reasons: 'EMAILING, DECLARATIONS' } },
    });
    await check.state('SUSPENDED');
  });

  test.each`
    lifted        | told              | why
    ${'PAYMENT'}  | ${[]}             | ${'there is nothing to tell any more'}
    ${'EMAILING'} | ${['2027-02-26']} | ${'the suspension for non-payment stands'}
  `('A12: suspended at 00:00 and lifted for $lifted at 07:00, told at 08:00 on $told: $why', async ({ lifted, told }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-26 07:00');
    check.done(await when.legal.asks('suspend-for-emailing', FOR_EMAILING)); // told at once
    await when.legal.asks('lift-suspension', { suspension: lifted, reason: 'text' });
    await when.itIs('2027-02-26 09:00');
    await check.messages({ SUSPENSION_NOTICE: ['2027-02-26', ...told] });
  });
});
