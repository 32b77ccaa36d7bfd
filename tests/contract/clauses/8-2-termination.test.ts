/** CGUV 8.2: termination for just cause, never a day too early, and what is refunded. */
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../contract/calendar.ts';
import { refundNetCents } from '../../../contract/ending.ts';
import { MONTHLY, YEARLY } from '../../scenarios/scenario.ts';
import { contractAt, contractOf, story } from './story.ts';

const breach = { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' } as const;
const leave = { ground: 'BREACH', facts: 'text', channel: 'EMAIL' } as const;

describe('E8.2-i non-payment', () => {
  test.each`
    sent                   | article
    ${'HAND'}              | ${'E8.2a'}
    ${'EMAIL'}             | ${undefined}
    ${'REGISTERED_LETTER'} | ${undefined}
  `('8.2: a default notice sent again by $sent: refused under $article', async ({ sent, article }) => {
    const { given, when, check } = story();
    await given.baselineD({ noticeChannel: 'HAND' });
    await when.itIs('2027-02-12');
    await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: 'HAND', signedReceipt: 'text' });
    if (sent !== 'HAND') check.done(await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: sent }));
    await when.itIs('2027-02-26 12:00'); // sent again on the 12th, deemed the 16th: its last cure day is the 26th
    check.refused(await when.theyTerminate(), article ?? 'E8.2-i');
    await when.itIs('2027-02-27 00:00');
    const answer = await when.theyTerminate();
    expect(answer.refused?.article).toBe(article);
  });

  test('8.2 (i): a cent less withdraws nothing', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await when.pays(70_559, '2027-03-20');
    await check.view({ cessationOn: '2027-04-03' });
    await check.messages({ TERMINATION_WITHDRAWN: [] });
  });
});

describe('E8.2-i paid late and recorded later (A12)', () => {
  /** Two instalments of the same yearly formula, terminated on the first: C = 2027-04-03, the second is due on the 5th. */
  const two = async ({ given, when, check }: ReturnType<typeof story>): Promise<void> => {
    await given.baselineA({ means: 'card_declined' }, [{ ...YEARLY, instalments: 6 }]);
    await when.itIs('2027-03-01');
    check.done(await when.theyTerminate());
    await check.view({ cessationOn: '2027-04-03' });
    await when.itIs('2027-04-06 12:00');
    await check.state('ENDED');
  };
  test.each`
    first                   | second                  | state          | because
    ${[11_760, '04-03']}    | ${null}                 | ${'SUSPENDED'} | ${'all that was overdue at C was paid by C; the next instalment is overdue'}
    ${[11_760, '04-04']}    | ${null}                 | ${'ENDED'}     | ${'a day late'}
    ${[1, '04-04']}         | ${[11_759, '04-03']}    | ${'ENDED'}     | ${'a cent was missing at C, whatever is recorded first'}
    ${[11_759, '04-03']}    | ${[1, '04-04']}         | ${'ENDED'}     | ${'and whatever is recorded last'}
    ${[4_000, 'fee 04-05']} | ${[11_760, '04-03']}    | ${'SUSPENDED'} | ${'a fee paid after C proves nothing about the Price'}
    ${[11_760, '04-04']}    | ${[4_000, 'fee 04-03']} | ${'ENDED'}     | ${'nor does a fee paid before C'}
  `('8.2 (i): after C, $first then $second are recorded: $state: $because', async ({ first, second, state }) => {
    const actors = story();
    await two(actors);
    const { when, check } = actors;
    for (const one of [first, second]) {
      if (!one) continue;
      const [cents, day] = one as [number, string];
      const orderedOn = `2027-${day.slice(-5)}`;
      const invoice = day.startsWith('fee') ? 'fee/T1/1-1' : 'T1/1';
      check.done(await when.billing.asks('record-payment', { amountCents: cents, orderedOn, means: 'TRANSFER', invoice }));
    }
    await check.state(state);
  });

  test('8.2, 8.6: a subscription that came back and ends again reminds of its data again', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await when.itIs('2027-06-28');
    await check.messages({ REVERSIBILITY_REMINDER: ['2027-06-03', '2027-06-26'] });
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-04-03', means: 'TRANSFER' }));
    await check.state('ACTIVE');
    check.done(await when.client.asks('denounce', {}));
    await when.itIs('2028-04-03');
    await check.messages({ REVERSIBILITY_REMINDER: ['2027-06-03', '2027-06-26', '2028-03-04', '2028-03-27'] });
  });
});

describe('A12 a subscription that comes back', () => {
  test.each`
    orderedOn       | recordedOn      | state          | because
    ${'2027-02-25'} | ${'2027-04-05'} | ${'ACTIVE'}    | ${'it should never have been suspended'}
    ${'2027-02-26'} | ${'2027-04-05'} | ${'ACTIVE'}    | ${'the two working days of silence are long over'}
    ${'2027-04-03'} | ${'2027-04-05'} | ${'SUSPENDED'} | ${'nothing secures the next invoices yet'}
  `('A12: paid on $orderedOn and recorded on $recordedOn it is $state: $because', async ({ orderedOn, recordedOn, state }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await when.itIs(recordedOn);
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn, means: 'TRANSFER' }));
    await check.view({ state, cessationOn: null });
  });

  test('A12: suspended for its declarations too, it comes back suspended for them', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.legal.asks('suspend-for-declarations', { facts: 'text', evidence: 'text' });
    await when.otherLegal.decides('FOUR_EYES', 'APPROVE');
    await when.theyTerminate();
    await when.itIs('2027-04-05');
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-02-25', means: 'TRANSFER' }));
    await check.view({ state: 'SUSPENDED', suspensionReasons: ['DECLARATIONS'] });
  });

  test('A12: the formula chosen before the end counts again', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } });
    await when.theyTerminate();
    await when.itIs('2027-04-05');
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-04-03', means: 'TRANSFER' }));
    await check.view({ formulaChoice: { code: 'monthly', months: 1 } });
  });
});

describe('E8.2a mechanics', () => {
  test.each`
    sent            | deemed          | cessation
    ${'2027-03-01'} | ${'2027-03-04'} | ${'2027-04-03'}
    ${'2027-03-26'} | ${'2027-03-31'} | ${'2027-04-30'}
    ${'2027-05-05'} | ${'2027-05-11'} | ${'2027-06-10'}
    ${'2027-12-30'} | ${'2028-01-04'} | ${'2028-02-03'}
  `('8.2: sent $sent, received $deemed, C = $cessation, open until its last minute', async ({ sent, deemed, cessation }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs(sent);
    check.done(await when.theyTerminate());
    await check.deemed('TERMINATION_NOTICE', [deemed]);
    await check.view({ cessationOn: cessation });
    await when.theDayEnds(cessation);
    await check.state('SUSPENDED');
    const next = new Date(Date.parse(`${cessation}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    await when.itIs(`${next} 00:00`);
    await check.view({ state: 'ENDED', endCause: 'TERMINATED_BY_COMPANY', cessationOn: cessation });
  });

  test('8.2: a notice that runs past E bars renewal; nothing is invoiced for the days after E', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-12-20');
    check.done(await when.theyTerminate());
    await check.view({ cessationOn: '2028-01-22', term: expect.objectContaining({ endsOn: '2028-01-03' }) });
    await when.itIs('2028-01-23 00:00');
    await check.view({ state: 'ENDED', term: expect.objectContaining({ number: 1 }) });
    const invoices = (await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'PRICE');
    expect(invoices).toHaveLength(1);
  });

  test('8.2: withdrawn after E, the renewal takes place at once, its term counted from R', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-12-20');
    await when.theyTerminate();
    await when.itIs('2028-01-10 12:00');
    await when.registers('card_ok');
    check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
    await check.view({ state: 'ACTIVE', cessationOn: null, term: { number: 2, startsOn: '2028-01-04', endsOn: '2029-01-03' } });
    const last = (await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'PRICE').at(-1);
    expect(last).toMatchObject({ issuedOn: '2028-01-10', dueOn: '2028-02-09' });
  });

  test('8.2: with a denunciation too, the earlier end wins', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-09-01');
    await when.client.asks('denounce', {});
    await when.itIs('2027-12-20');
    await when.theyTerminate();
    await check.view({ cessationOn: '2028-01-03', endCause: 'DENOUNCED_BY_CLIENT' });
  });

  test.each`
    listed                                         | alone
    ${'terminateForCause (Company)'}               | ${false}
    ${'claimDamages, terminateForCause (Company)'} | ${false}
    ${'claimDamages'}                              | ${true}
    ${''}                                          | ${true}
  `('A10: where the terms ask four eyes for "$listed", LEGAL terminates alone: $alone', async ({ listed, alone }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'fourEyes.commands': listed } });
    await when.itIs('2027-03-01');
    const answer = await when.legal.asks('terminate-for-cause', { ground: 'NON_PAYMENT', facts: 'text', channel: 'EMAIL' });
    expect(answer.task === undefined).toBe(alone);
    await check.messages({ TERMINATION_NOTICE: alone ? ['2027-03-01'] : [] });
  });

  test('8.2: the second person must be another, and a proposal is decided on the contract of that day', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-26');
    const proposed = await when.legal.asks('terminate-for-cause', { ground: 'NON_PAYMENT', facts: 'text', channel: 'EMAIL' });
    check.done(proposed);
    expect(proposed.task).toBeDefined();
    check.refused(await when.legal.decides('FOUR_EYES', 'APPROVE'), 'E8.2a');
    await when.pays(70_560, '2027-02-27');
    check.refused(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'), 'E8.2-i');
    await check.messages({ TERMINATION_NOTICE: [] });
  });
});

describe('E8.2-ii other breach', () => {
  test.each`
    from        | at                    | done
    ${'client'} | ${'2027-05-29 23:59'} | ${false}
    ${'client'} | ${'2027-05-30 00:00'} | ${true}
    ${'legal'}  | ${'2027-05-29 23:59'} | ${false}
    ${'legal'}  | ${'2027-05-30 00:00'} | ${true}
  `('8.2 (ii): a breach notified by $from on 2027-04-26, terminated at $at, possible $done', async ({ from, at, done }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-04-26');
    check.done(await (from === 'client' ? when.client : when.legal).asks('notify-breach', breach));
    await check.deemed('BREACH_NOTICE', ['2027-04-29']);
    await when.itIs(at);
    const answer = from === 'client' ? await when.client.asks('terminate-for-cause', leave) : await when.theyTerminate('BREACH');
    if (done) check.done(answer);
    else check.refused(answer, 'E8.2-ii');
  });

  test.each`
    by          | cured                 | bars     | because
    ${'legal'}  | ${'2027-05-29 23:59'} | ${true}  | ${'contested: it waits for LEGAL'}
    ${'legal'}  | ${'2027-05-30 00:00'} | ${false} | ${'a late cure by the Company bars nobody'}
    ${'client'} | ${'2027-05-29 23:59'} | ${true}  | ${'in time'}
    ${'client'} | ${'2027-05-30 00:00'} | ${true}  | ${'a late cure before the notice bars the Company too'}
  `('8.2 (ii): the party in breach ($by) declares the cure at $cured, barred $bars: $because', async ({ by, cured, bars }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-04-26');
    await (by === 'legal' ? when.client : when.legal).asks('notify-breach', breach);
    await when.itIs(cured);
    check.done(await (by === 'legal' ? when.legal : when.client).asks('declare-cured', { evidence: 'text' }));
    await when.itIs('2027-05-31');
    if (by === 'client') {
      check.done(await when.legal.decides('CURE', 'CURED'));
      check.refused(await when.theyTerminate('BREACH'), 'E8.2-ii');
    } else check.done(await when.client.asks('terminate-for-cause', leave));
    await check.view({ cessationOn: bars ? null : '2027-07-03' });
  });

  test.each`
    choice              | cessation
    ${'GIVE_IN'}        | ${'2027-07-03'}
    ${'MAINTAIN_CURED'} | ${null}
  `('8.2 (ii): a contested termination that LEGAL decides $choice ends on $cessation', async ({ choice, cessation }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', breach);
    await when.itIs('2027-05-29');
    await when.legal.asks('declare-cured', { evidence: 'text' });
    await when.itIs('2027-05-31');
    await when.client.asks('terminate-for-cause', leave);
    await check.view({ cessationOn: null, terminationNotice: expect.objectContaining({ contested: true }) });
    await when.itIs('2027-06-10');
    check.done(await when.legal.decides('CONTESTED_TERMINATION', choice));
    await check.view({ cessationOn: cessation });
    await when.itIs('2027-07-04');
    await check.state(cessation ? 'ENDED' : 'ACTIVE');
  });
});

describe('E8.2-ii several breaches, and who decides on a cure', () => {
  test('8.2 (ii): the Company cannot bar the client by finding its own cure good: the termination is recorded and contested', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', breach);
    await when.itIs('2027-05-29');
    check.done(await when.legal.asks('declare-cured', { evidence: 'text' }));
    check.done(await when.legal.asks('decide-cure', { cured: true, reason: 'text' }));
    await when.itIs('2027-05-31');
    check.done(await when.client.asks('terminate-for-cause', leave));
    await check.view({ cessationOn: null, terminationNotice: expect.objectContaining({ contested: true }) });
    await check.tasks('CONTESTED_TERMINATION', ['2027-05-31']);
  });

  test('8.2 (ii): a contested termination that LEGAL finds not cured ends, and the question is closed', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', breach);
    await when.itIs('2027-05-29');
    await when.legal.asks('declare-cured', { evidence: 'text' });
    await when.itIs('2027-05-31');
    await when.client.asks('terminate-for-cause', leave);
    check.done(await when.legal.asks('decide-cure', { cured: false, reason: 'text' }));
    await check.view({ cessationOn: '2027-07-03' });
    check.refused(await when.legal.decides('CONTESTED_TERMINATION', 'MAINTAIN_CURED'), 'A10');
    await when.itIs('2027-07-04');
    await check.view({ state: 'ENDED', endCause: 'TERMINATED_BY_CLIENT' });
  });

  test.each(['decide-cure', 'decide'] as const)(
    '8.2 (ii): of two contested terminations, LEGAL decides on one by %s: the other stays contested',
    async (way) => {
      const { given, when, check, see } = story();
      await given.baselineA();
      await when.itIs('2027-04-26');
      await when.client.asks('notify-breach', breach);
      await when.client.asks('notify-breach', { ...breach, clause: '4.3' });
      const [first, second] = (await contractAt(check)).breaches?.map(({ id }) => id) ?? [];
      await when.itIs('2027-05-29');
      for (const id of [first, second]) check.done(await when.legal.asks('declare-cured', { breach: id ?? '', evidence: 'text' }));
      await when.itIs('2027-05-31');
      for (const id of [first, second]) check.done(await when.client.asks('terminate-for-cause', { ...leave, breach: id ?? '' }));
      const open = async () => (await see.tasks()).filter((one) => one.kind === 'CONTESTED_TERMINATION' && one.state === 'OPEN').map(({ id }) => id);
      const [one, other] = await open();
      if (way === 'decide-cure') check.done(await when.legal.asks('decide-cure', { breach: second ?? '', cured: false, reason: 'text' }));
      else check.done(await when.legal.asks('decide', { task: other ?? '', choice: 'GIVE_IN', reason: 'text' }));
      expect((await contractAt(check)).tasks?.filter(({ kind }) => kind === 'CONTESTED_TERMINATION').map(({ id }) => id)).toEqual([one]);
      const standing = (await contractAt(check)).terminations ?? [];
      expect(standing.map((entry) => [entry.breach, entry.contested ?? false])).toEqual([
        [first, true],
        [second, false],
      ]);
    },
  );

  test('8.2 (ii): LEGAL decides on the cure of the breach that it was asked about', async () => {
    const { given, when, check, see } = story();
    await given.baselineA();
    await when.itIs('2027-04-26');
    for (const clause of ['4.2', '3.1']) await when.legal.asks('notify-breach', { ...breach, clause });
    const [first, second] = (await contractAt(check)).breaches?.map(({ id }) => id) ?? [];
    await when.itIs('2027-05-10');
    for (const id of [first, second]) check.done(await when.client.asks('declare-cured', { breach: id ?? '', evidence: 'text' }));
    const [, task] = (await see.tasks()).filter((one) => one.kind === 'CURE');
    check.done(await when.legal.asks('decide', { task: task?.id ?? '', choice: 'CURED', reason: 'text' }));
    expect((await contractAt(check)).breaches?.map(({ id, cured }) => [id, cured])).toEqual([
      [first, undefined],
      [second, true],
    ]);
  });

  test('8.2 (ii): a cure that LEGAL accepts during the notice withdraws the termination, and the client is told', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-04-26');
    await when.legal.asks('notify-breach', breach);
    await when.itIs('2027-05-31');
    check.done(await when.theyTerminate('BREACH'));
    await check.view({ cessationOn: '2027-07-03' });
    await when.itIs('2027-06-15');
    check.done(await when.client.asks('declare-cured', { evidence: 'text' }));
    await check.view({ cessationOn: '2027-07-03' }); // by default it stands
    check.done(await when.legal.decides('CURE', 'CURED'));
    await check.view({ state: 'ACTIVE', cessationOn: null });
    await check.messages({ TERMINATION_WITHDRAWN: ['2027-06-15'] });
    await check.says('TERMINATION_WITHDRAWN', { because: 'DECISION' });
  });

  test('8.2 (ii): of two breaches the one that is not cured opens the termination, each cure is declared and decided by itself', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-04-26');
    check.done(await when.legal.asks('notify-breach', breach));
    await when.itIs('2027-04-27');
    check.done(await when.legal.asks('notify-breach', { ...breach, clause: '3.1' }));
    await when.itIs('2027-05-10');
    check.done(await when.client.asks('declare-cured', { evidence: 'text' }));
    await when.itIs('2027-05-11');
    check.done(await when.client.asks('declare-cured', { evidence: 'text' }));
    check.done(await when.legal.asks('decide-cure', { cured: true, reason: 'text' }));
    check.done(await when.legal.asks('decide-cure', { cured: false, reason: 'text' }));
    const cures = (await check.facts()).flatMap((one) => (one.type === 'breach.cure-decided' ? [one.cured] : []));
    expect(cures).toEqual([true, false]);
    await when.itIs('2027-05-30 23:59'); // the second letter is received on 30 April
    check.refused(await when.theyTerminate('BREACH'), 'E8.2-ii');
    await when.itIs('2027-05-31 00:00');
    check.done(await when.theyTerminate('BREACH'));
    const [notice] = (await check.facts()).flatMap((one) => (one.type === 'notice.sent' && one.code === 'TERMINATION_NOTICE' ? [one.about] : []));
    expect(notice).toMatchObject({ clause: '3.1' });
  });
});

describe('E8.2b refund', () => {
  test.each`
    cessation       | cents    | because
    ${'2027-01-04'} | ${58639} | ${'364 of 365 days'}
    ${'2027-06-30'} | ${30125} | ${'187 of 365 days'}
    ${'2027-07-03'} | ${29642} | ${'S39: 184 of 365 days'}
    ${'2027-10-10'} | ${13694} | ${'S47: 85 of 365 days, rounded up'}
    ${'2028-01-02'} | ${162}   | ${'one day: 161.1'}
    ${'2028-01-03'} | ${0}     | ${'the last day of the term'}
    ${'2028-01-20'} | ${0}     | ${'after it'}
  `('8.2 (b): C = $cessation credits $cents c excl. VAT: $because', ({ cessation, cents }) => {
    const contract = contractOf();
    expect(refundNetCents({ ...contract, term: { ...contract.term, issued: 1 } }, dayOf(cessation))).toBe(cents);
  });

  test.each`
    issued | cents    | because
    ${12}  | ${29642} | ${'all instalments invoiced'}
    ${7}   | ${5142}  | ${'five of 4900 c lapse first'}
    ${6}   | ${242}   | ${'six lapse'}
    ${5}   | ${0}     | ${'seven lapse: more than the credit'}
  `('8.2 (b): C = 2027-07-03 with $issued of 12 instalments invoiced credits $cents c: $because', ({ issued, cents }) => {
    const contract = contractOf({ price: { netCents: 58_800, instalments: 12, termDays: 30, contacts: 280, schedule: 'fixture' } });
    expect(refundNetCents({ ...contract, term: { ...contract.term, issued } }, dayOf('2027-07-03'))).toBe(cents);
  });

  test.each`
    at                    | released
    ${'2027-05-10 07:59'} | ${[]}
    ${'2027-05-10 08:00'} | ${['2027-05-10']}
  `('8.2 (b): at $at, thirty days from C, the refund is released: $released', async ({ at, released }) => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'monthly', at: '2027-03-01 09:30' }, [MONTHLY]);
    await when.itIs('2027-04-02');
    await when.client.asks('pay-now', {});
    await when.itIs('2027-04-10');
    await when.client.asks('free-exit', {});
    await when.itIs(at);
    await check.messages({ REFUND_ISSUED: released });
    await check.documents('A', [{ issuedOn: '2027-04-11', netCents: 3_934, vatCents: 787 }]);
  });

  test('8.2 (b): the credit is set against what is unpaid; only the excess is paid back', async () => {
    const { given, when, check } = story();
    await given.baselineM();
    await when.itIs('2027-04-10');
    await when.client.asks('free-exit', {});
    await when.itIs('2027-05-20');
    const note = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [one] : []));
    expect(note).toMatchObject([{ grossCents: 4_721, refundCents: 0, allocations: [{ document: 'T2', cents: 4_721 }] }]);
    await check.messages({ REFUND_ISSUED: [] });
    await check.documents('F', [{ state: 'PAID' }, { state: 'PAID' }]);
    const charged = (await check.facts()).flatMap((one) => (one.type === 'payment.presented' ? [one.cents] : []));
    expect(charged).toEqual([7_080, 7_080 - 4_721]);
  });

  test.each`
    used                      | because
    ${['card_ok', 'sepa_ok']} | ${'the card that paid, although a mandate was stored since'}
    ${['sepa_ok', 'card_ok']} | ${'the account that was debited'}
  `('8.2 (b): what is paid back goes to the means used: $because', async ({ used: [first, then] }) => {
    const { given, when, check } = story();
    await given.baselineM({ means: first });
    await when.itIs('2027-04-01 09:00');
    check.done(await when.client.asks('pay-now', { invoices: ['T2'] }));
    await when.itIs('2027-04-08');
    await when.registers(then);
    check.done(await when.client.asks('free-exit', {}));
    await when.itIs('2027-05-09');
    const released = (await check.facts()).flatMap((one) => (one.type === 'refund.released' ? [one.method] : []));
    expect(released).toEqual(['m1']);
  });

  test('8.2 (b): what has accrued at C is billed first and set off with the rest; nothing accrues after C on what the credit pays', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(50_000, '2027-02-20');
    await when.itIs('2027-04-26');
    check.done(await when.client.asks('notify-breach', breach));
    await when.itIs('2027-05-31');
    check.done(await when.client.asks('terminate-for-cause', leave));
    await when.itIs('2027-07-04');
    await check.view({ state: 'ENDED', endCause: 'TERMINATED_BY_CLIENT' });
    // 3 % of 70560 c x 17/28 and of 20560 c x (5 - 17/28): 3994 c; of the fee 4000 c x (3 + 28/30): 472 c; one indemnity
    await check.documents('D', [{ issuedOn: '2027-07-04', grossCents: 3_994 + 472 + 4_000, state: 'PAID' }]);
    const [note] = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [one] : []));
    expect(note).toMatchObject({ grossCents: 35_570, refundCents: 35_570 - 20_560 - 4_000 - 8_466, refundBy: '2027-08-02' });
    expect(note?.allocations).toEqual([
      { document: 'T1', cents: 20_560 },
      { document: 'fee/T1-1', cents: 4_000 },
      { document: 'D/2027-07-04', cents: 8_466 },
    ]);
    await when.theDayEnds('2027-08-02');
    await check.messages({ REFUND_ISSUED: ['2027-08-02'] });
    await check.documents('D', [{ state: 'PAID' }]);
  });

  test.each`
    means            | issued          | paid               | because
    ${'sepa_am04:5'} | ${'2027-04-05'} | ${[['T1', 6_845]]} | ${'its debit came back: the oldest price is unpaid'}
    ${'sepa_ok'}     | ${'2027-04-05'} | ${[['T2', 6_845]]} | ${'its debit was paid: the next price is unpaid'}
    ${'card_ok'}     | ${'2027-04-02'} | ${[['T2', 6_845]]} | ${'nothing is under way'}
  `('8.2 (b): C = 2027-04-01 while $means is presented for the first month: set off on $issued: $paid: $because', async ({ means, issued, paid }) => {
    const { given, when, check } = story();
    await given.baselineM({ means });
    await when.itIs('2027-04-01');
    check.done(await when.client.asks('free-exit', {}));
    await when.theDayEnds('2027-04-05');
    const notes = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [one] : []));
    expect(notes).toMatchObject([{ issuedOn: issued, grossCents: 6_845, refundCents: 0 }]);
    expect(notes[0]?.allocations.map((part) => [part.document, part.cents])).toEqual(paid);
  });
});

describe('E8.2a several grounds', () => {
  /** Baseline D terminated for non-payment on 2027-07-01 (C = 2027-08-04), with a breach notified on 2027-05-13 and not cured. */
  const both = async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineD();
    await when.itIs('2027-05-13');
    check.done(await when.legal.asks('notify-breach', breach));
    await when.itIs('2027-07-01');
    check.done(await when.theyTerminate());
    check.done(await when.theyTerminate('BREACH'));
    return actors;
  };

  test('8.2: the same ground is notified once, a second one may be notified beside it', async () => {
    const { when, check } = await both();
    check.refused(await when.theyTerminate(), 'E8.2a');
    check.refused(await when.theyTerminate('BREACH'), 'E8.2a');
    await check.messages({ TERMINATION_NOTICE: ['2027-07-01', '2027-07-01'] });
  });

  test('8.2 (i): payment withdraws the termination for non-payment only: the other one ends the subscription', async () => {
    const { when, check } = await both();
    await when.itIs('2027-07-10');
    await when.registers('card_ok');
    check.done(await when.client.asks('pay-now', {}));
    await check.messages({ TERMINATION_WITHDRAWN: ['2027-07-10'] });
    await check.view({ cessationOn: '2027-08-04', terminationNotice: { ground: 'BREACH' } as never });
    await when.itIs('2027-08-05');
    await check.view({ state: 'ENDED', endCause: 'TERMINATED_BY_COMPANY' });
  });

  test('8.2: each party may terminate on its own ground: the earlier end wins', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-05-13');
    check.done(await when.client.asks('notify-breach', breach));
    await when.itIs('2027-07-01');
    check.done(await when.client.asks('terminate-for-cause', leave));
    check.done(await when.theyTerminate());
    await when.itIs('2027-09-01');
    await check.view({ state: 'ENDED', cessationOn: '2027-08-04', endCause: 'TERMINATED_BY_CLIENT' });
  });
});
