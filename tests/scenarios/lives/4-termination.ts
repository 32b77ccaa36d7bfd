import { expect } from 'vitest';
import { scenario } from '../scenario.ts';

scenario('S31', 'terminated for non-payment, ended, destroyed', ['E8.2-i', 'E8.2c', 'E8.4a', 'E8.6b'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-01');
  check.done(await when.theyTerminate());
  await check.messages({ TERMINATION_NOTICE: ['2027-03-01'] });
  await check.deemed('TERMINATION_NOTICE', ['2027-03-04']);
  await check.view({ cessationOn: '2027-04-03' });
  await when.theDayEnds('2027-04-03');
  await check.state('SUSPENDED');
  await when.itIs('2027-04-03T22:00:00Z');
  await check.view({ state: 'ENDED', endCause: 'TERMINATED_BY_COMPANY', exportUntil: '2027-07-03', destructionOn: '2027-07-04' });
  await check.documents('A', []);
  await when.theDayEnds('2027-07-03');
  await check.state('ENDED');
  await when.itIs('2027-07-04 00:00');
  await check.state('DELETED');
});

scenario('S32', 'termination is refused while the cure period runs', ['E8.2-i', 'E8.2a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-25');
  const answer = await when.theyTerminate();
  check.refused(answer, 'E8.2-i');
  await when.itIs('2027-02-26');
  check.done(await when.theyTerminate());
});

scenario('S32', 'a notice of termination in the letter of default itself is refused', ['E8.2a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-11 09:00');
  check.refused(await when.theyTerminate(), 'E8.2-i');
});

scenario('S33', 'paid during the notice: the termination is withdrawn', ['E8.2-i'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.itIs('2027-03-20');
  await when.registers('card_ok');
  check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
  await check.view({ state: 'ACTIVE', terminationNotice: null, cessationOn: null });
  await when.theDayEnds('2027-03-20');
  await check.messages({ TERMINATION_WITHDRAWN: ['2027-03-20'] });
  await check.documents('D', [{ issuedOn: '2027-03-20', grossCents: 7_277 }]);
});

scenario('S33', 'paid on the last day of the notice', ['E8.2-i'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.itIs('2027-04-03 23:50');
  await when.registers('card_ok');
  check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
  await when.itIs('2027-04-05');
  await check.state('ACTIVE');
});

scenario('S33', 'paid the day after: the end stands', ['E8.2-i', 'E8.4a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.pays(70_560, '2027-04-04 09:00');
  await check.state('ENDED');
  await when.itIs('2027-04-10');
  await check.state('ENDED');
  await check.messages({ TERMINATION_WITHDRAWN: [] });
});

scenario('A12', 'a payment ordered before the end and recorded after it brings the subscription back', ['E8.2-i'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.itIs('2027-04-06');
  await check.state('ENDED');
  check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-04-03', means: 'TRANSFER' }));
  await check.view({ state: 'SUSPENDED', cessationOn: null }); // as it was: a transfer secures no later invoice
  await check.messages({ ARRANGEMENT_NEEDED: ['2027-04-06'] });
  await when.itIs('2027-04-06 23:59'); // the second working day after Saturday the 3rd is over at midnight
  await check.state('SUSPENDED');
  await when.itIs('2027-04-07 00:00');
  await check.state('ACTIVE');
});

scenario('S39', 'the Company in breach: the client leaves and is refunded', ['E8.2-ii', 'E8.2b'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-04-26');
  check.done(
    await when.client.asks('notify-breach', {
      clause: '4.3',
      facts: 'the service has been down for a week',
      evidence: 'screenshots',
      channel: 'EMAIL',
    }),
  );
  await check.deemed('BREACH_NOTICE', ['2027-04-29']);
  await when.itIs('2027-05-29');
  check.refused(
    await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'not remedied in thirty days', channel: 'EMAIL' }),
    'E8.2-ii',
  );
  await when.itIs('2027-05-31');
  check.done(await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'not remedied in thirty days', channel: 'EMAIL' }));
  await check.deemed('TERMINATION_NOTICE', ['2027-06-03']);
  await check.view({ cessationOn: '2027-07-03' });
  await when.itIs('2027-07-04');
  await check.view({ state: 'ENDED', endCause: 'TERMINATED_BY_CLIENT' });
  await check.documents('A', [{ kind: 'CREDIT', netCents: 29_642, vatCents: 5_928, grossCents: 35_570 }]);
  await when.theDayEnds('2027-08-01');
  await check.messages({ REFUND_ISSUED: [] });
  await when.theDayEnds('2027-08-02');
  await check.messages({ REFUND_ISSUED: ['2027-08-02'] });
});

scenario(
  'E8.2b',
  'the bank takes the Price back before it is paid back: the credit pays what opens again',
  ['E8.2b', 'E5.5b'],
  async ({ given, when, check }) => {
    await given.baselineA({ means: 'sepa_md06:160' });
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', {
      clause: '4.3',
      facts: 'the service has been down for a week',
      evidence: 'screenshots',
      channel: 'EMAIL',
    });
    await when.itIs('2027-05-31');
    check.done(await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'not remedied in thirty days', channel: 'EMAIL' }));
    await when.theDayEnds('2027-07-12'); // 160 days after the debit of 2027-02-03 is the 13th
    await check.documents('F', [{ state: 'PAID' }]);
    await check.tasks('REFUND', ['2027-07-04']);
    await when.theDayEnds('2027-07-13');
    await check.documents('F', [{ state: 'OPEN', grossCents: 70_560 }]);
    await when.theDayEnds('2027-07-14');
    await check.view({ overdueCents: 34_990 });
    await when.theDayEnds('2027-08-31');
    await check.messages({ REFUND_ISSUED: [] });
  },
);

scenario('S34', 'a breach cured on day thirty bars the termination', ['E3.1b', 'E4.2', 'E8.2-ii'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-05-13');
  check.done(await when.legal.asks('notify-breach', { clause: '4.2', facts: 'health data was found', evidence: 'the records', channel: 'EMAIL' }));
  await check.deemed('BREACH_NOTICE', ['2027-05-18']);
  await when.itIs('2027-06-17');
  check.done(await when.client.asks('declare-cured', { evidence: 'the data was removed' }));
  check.done(await when.legal.decides('CURE', 'CURED'));
  await when.itIs('2027-06-18');
  check.refused(await when.theyTerminate('BREACH'), 'E8.2-ii');
});

scenario('S34', 'a breach not cured ends the subscription', ['E3.1b', 'E4.2', 'E8.2-ii'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-05-13');
  await when.legal.asks('notify-breach', { clause: '4.2', facts: 'health data was found', evidence: 'the records', channel: 'EMAIL' });
  await when.itIs('2027-06-17');
  check.refused(await when.theyTerminate('BREACH'), 'E8.2-ii');
  await when.itIs('2027-06-18');
  check.done(await when.theyTerminate('BREACH'));
  await check.deemed('TERMINATION_NOTICE', ['2027-06-22']);
  await check.view({ cessationOn: '2027-07-22' });
});

scenario('S41', 'a termination contested as cured waits for a reasoned decision', ['E8.2-ii'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-04-26');
  await when.client.asks('notify-breach', {
    clause: '4.3',
    facts: 'the service has been down for a week',
    evidence: 'screenshots',
    channel: 'EMAIL',
  });
  await when.itIs('2027-05-29');
  check.done(await when.legal.asks('declare-cured', { evidence: 'the service is up again' }));
  await when.itIs('2027-05-31');
  check.done(await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'not remedied in thirty days', channel: 'EMAIL' }));
  await check.view({ state: 'ACTIVE', cessationOn: null });
  check.done(await when.legal.decides('CONTESTED_TERMINATION', 'GIVE_IN'));
  await check.view({ cessationOn: '2027-07-03' });
});

scenario('S42', 'without a ground, denunciation is offered', ['E8.2a'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-05-10');
  const answer = await when.client.asks('terminate-for-cause', { ground: 'NON_PAYMENT', facts: 'no longer needed', channel: 'EMAIL' });
  check.refused(answer, 'E8.2a');
  const offered = answer.refused?.allowed.find((one) => one.command === 'denounce');
  if (offered?.until !== '2027-10-03') throw new Error(`denunciation should be offered until 2027-10-03, not ${offered?.until}`);
});

scenario('S65', 'by hand: received on the spot, not enough for a termination', ['E8.2a', 'E11.1a', 'E11.1b'], async ({ given, when, check }) => {
  await given.baselineD({ noticeChannel: 'HAND' });
  await when.itIs('2027-02-12');
  await check.tasks('HAND_NOTICE', ['2027-02-11']);
  check.refused(await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: 'HAND' }), 'E11.1a');
  check.done(await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: 'HAND', signedReceipt: 'signed by the president' }));
  await check.deemed('DEFAULT_NOTICE', ['2027-02-12']);
  await when.theDayEnds('2027-02-22');
  await check.state('ACTIVE');
  await when.itIs('2027-02-23 00:00');
  await check.state('SUSPENDED');
  check.refused(await when.theyTerminate(), 'E8.2a');
  check.done(await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: 'EMAIL' }));
  check.refused(await when.theyTerminate(), 'E8.2-i');
  await when.itIs('2027-03-09');
  check.done(await when.theyTerminate());
});

for (const [sent, deemed] of [
  ['2027-03-26', '2027-03-31'],
  ['2027-04-30', '2027-05-05'],
  ['2027-05-05', '2027-05-11'],
  ['2027-03-14', '2027-03-17'],
] as const)
  scenario('S64', `an e-mail of ${sent} is deemed received on ${deemed}`, ['E11.1b'], async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs(`${sent} 12:00`);
    check.done(await when.legal.asks('notify-breach', { clause: '4.2', facts: 'health data was found', evidence: 'the records', channel: 'EMAIL' }));
    await given.outside({ type: 'read-receipt', at: `${sent} 13:00` });
    await when.theDayEnds(sent);
    await check.deemed('BREACH_NOTICE', [deemed]);
    expect((await check.facts()).some((one) => one.type === 'notice.acknowledged')).toBe(true);
  });

scenario('E11.1b', 'a notice that bounces is void and goes by registered letter with new periods', ['E11.1b'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-12');
  await given.outside({ type: 'bounce', at: '2027-02-12 13:00' });
  await when.theDayEnds('2027-02-25');
  await check.messages({ DEFAULT_NOTICE: ['2027-02-11', '2027-02-12'] });
  await when.itIs('2027-02-26');
  await check.state('ACTIVE');
  await when.theDayEnds('2027-02-26');
  await check.state('ACTIVE');
  await when.itIs('2027-02-27 00:00');
  await check.state('SUSPENDED');
});

scenario('S66', 'a termination notice that bounces is void; C counts from the letter', ['E11.1b', 'E8.2a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-01');
  check.done(await when.theyTerminate());
  await check.view({ cessationOn: '2027-04-03' });
  await given.outside({ type: 'bounce', at: '2027-03-02 10:00' });
  await when.theDayEnds('2027-03-02');
  await check.messages({ TERMINATION_NOTICE: ['2027-03-01', '2027-03-02'] });
  await check.view({ cessationOn: '2027-04-04' });
  await when.theDayEnds('2027-04-04');
  await check.state('SUSPENDED');
  await when.itIs('2027-04-05 00:00');
  await check.state('ENDED');
});

scenario(
  'S66',
  'a denunciation by the Company that comes back too late is void, and LEGAL is told',
  ['E11.1b', 'E8.1d'],
  async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-10-03');
    check.done(await when.legal.asks('denounce', {}));
    await check.view({ cessationOn: '2028-01-03' });
    await given.outside({ type: 'bounce', at: '2027-10-04 10:00' });
    await when.theDayEnds('2027-10-04');
    await check.view({ cessationOn: null });
    await check.messages({ COMPANY_DENUNCIATION: ['2027-10-03'] });
    await check.tasks('VOID_DENUNCIATION', ['2027-10-04']);
    check.done(await when.legal.decides('VOID_DENUNCIATION', 'LET_RENEW'));
    await when.itIs('2028-01-05');
    await check.view({ state: 'ACTIVE', term: { number: 2, startsOn: '2028-01-04', endsOn: '2029-01-03' } });
  },
);

scenario('S66', 'a suspension whose notice was void is undone until the letter has run out', ['E11.1b', 'E8.3a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-11 09:00');
  await given.outside({ type: 'bounce', at: '2027-03-02 10:00' });
  await when.itIs('2027-03-02 09:00');
  await check.state('SUSPENDED');
  await when.theDayEnds('2027-03-02');
  await check.state('ACTIVE');
  await when.theDayEnds('2027-03-15');
  await check.state('ACTIVE');
  await when.itIs('2027-03-16 00:00');
  await check.state('SUSPENDED');
});
