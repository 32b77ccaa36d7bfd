import { expect } from 'vitest';
import { scenario } from '../scenario.ts';

const words = { facts: 'mails sent in mass to people who had objected', evidence: 'complaints of 9 June 2027' };

scenario('S30', 'unlawful e-mailing: e-mailing alone is blocked at once', ['E8.2-ii-m', 'E3.1b'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-06-09 14:20');
  check.done(await when.legal.asks('suspend-for-emailing', words));
  await check.view({ state: 'ACTIVE', suspensionReasons: ['EMAILING'] });
  await when.theDayEnds('2027-06-09');
  await check.messages({ SUSPENSION_NOTICE: ['2027-06-09'], BREACH_NOTICE: ['2027-06-09'] });
  await check.deemed('SUSPENSION_NOTICE', ['2027-06-12']);
  await check.deemed('BREACH_NOTICE', ['2027-06-12']);
  await check.says('BREACH_NOTICE', { lastCureDay: '2027-07-12', clause: '3.1' });
  await when.itIs('2027-07-12');
  check.refused(await when.theyTerminate('BREACH'), 'E8.2-ii');
  await when.itIs('2027-07-13');
  check.done(await when.theyTerminate('BREACH'));
});

scenario('S30', 'all Services on decision; paying does not lift it', ['E8.2-ii-m', 'E8.3a-r'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-09');
  check.done(await when.legal.asks('suspend-for-emailing', { ...words, scope: 'ALL' }));
  await check.view({ state: 'SUSPENDED', suspensionReasons: ['EMAILING'] });
  await when.itIs('2027-02-26');
  await check.view({ suspensionReasons: ['EMAILING', 'PAYMENT'] });
  await when.registers('card_ok');
  check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
  await check.view({ state: 'SUSPENDED', suspensionReasons: ['EMAILING'] });
  check.done(await when.legal.asks('lift-suspension', { reason: 'the list of addresses was cleaned' }));
  await check.view({ state: 'ACTIVE', suspensionReasons: [] });
  await when.theDayEnds('2027-02-26');
  await check.messages({ REINSTATED: ['2027-02-26'] });
});

scenario('S35', 'a false declaration: suspended and terminated the same Wednesday', ['E11.2b', 'E8.2a'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-06-09');
  const proposed = await when.legal.asks('suspend-for-declarations', {
    facts: 'the registration number is that of another association',
    evidence: 'extract of the register',
  });
  expect(proposed.task).toBeDefined();
  await check.state('ACTIVE');
  check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
  await check.view({ state: 'SUSPENDED', suspensionReasons: ['DECLARATIONS'] });
  check.done(await when.theyTerminate('DECLARATIONS'));
  await when.theDayEnds('2027-06-09');
  await check.messages({ SUSPENSION_NOTICE: ['2027-06-09'], TERMINATION_NOTICE: ['2027-06-09'] });
  await check.deemed('TERMINATION_NOTICE', ['2027-06-12']);
  await check.view({ cessationOn: '2027-07-12' });
  await when.theDayEnds('2027-07-12');
  await check.state('SUSPENDED');
  await when.itIs('2027-07-13 00:00');
  await check.view({ state: 'ENDED', endCause: 'TERMINATED_BY_COMPANY', cessationOn: '2027-07-12' });
});

scenario(
  'S76',
  'content is hidden, then removed by two persons; the removal of another is demanded',
  ['E6.2b', 'E6.2c'],
  async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    const [, disputed = '', unlawful = ''] = await given.content();
    const ground = { listing: 'the photograph', ground: 'a photograph that a third party claims' };
    check.refused(await when.legal.asks('delete-content', { items: [disputed], ...ground }), 'E6.2b');
    check.done(await when.legal.asks('hold-content', { items: [disputed], ...ground, evidence: 'letter of 8 June 2027' }));
    await check.view({ state: 'ACTIVE', contentHolds: [disputed] });
    await when.itIs('2027-06-15');
    check.done(await when.legal.asks('delete-content', { items: [disputed], ...ground }));
    check.refused(await when.legal.decides('FOUR_EYES', 'APPROVE'), 'E6.2b');
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await check.view({ state: 'ACTIVE', contentHolds: [] });
    const done = (await check.facts()).findLast((one) => one.type === 'content.carried-out');
    expect(done).toMatchObject({ act: 'DELETE', items: [{ id: disputed }] });
    const demand = { items: [unlawful], listing: 'the page', facts: 'unlawful words', evidence: 'capture of 15 June', channel: 'EMAIL' as const };
    check.done(await when.legal.asks('demand-removal', demand));
    await when.theDayEnds('2027-06-15');
    await check.messages({ CONTENT_HOLD: ['2027-06-09', '2027-06-15'], BREACH_NOTICE: ['2027-06-15'] });
    await check.deemed('BREACH_NOTICE', ['2027-06-18']);
    await check.state('ACTIVE');
  },
);

scenario('S43', 'the Company stops the Service for a claim of a third party', ['E10.1a', 'E10.1b', 'E8.2b'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-06-10');
  check.done(await when.client.asks('open-ip-claim', { claim: 'claim', text: 'a third party claims a patent', receivedOn: '2027-06-09' }));
  await check.tasks('IP_CLAIM', ['2027-06-10']);
  check.done(
    await when.legal.asks('check-ip-claim', { duties: { NOTIFIED: true, CONTROL_GIVEN: true }, reason: 'told the next day, control given' }),
  );
  await when.itIs('2027-06-30');
  const reason = 'no other option is economically feasible';
  check.refused(await when.legal.asks('exercise-ip-option', { option: 'STOP', cessationOn: '2027-06-29', reason }), 'E10.1b');
  check.done(await when.legal.asks('exercise-ip-option', { option: 'STOP', cessationOn: '2027-06-30', reason }));
  check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
  await check.view({ state: 'ACTIVE', cessationOn: '2027-06-30', renewsOn: null });
  await when.itIs('2027-07-01 00:00');
  await check.view({ state: 'ENDED', endCause: 'IP_OPTION', exportUntil: '2027-09-30' });
  await check.documents('A', [{ netCents: 30_125, vatCents: 6_025, grossCents: 36_150 }]);
  await when.theDayEnds('2027-07-30');
  await check.messages({ TERMINATION_NOTICE: ['2027-06-30'], REFUND_ISSUED: ['2027-07-30'] });
  check.done(await when.legal.decides('IP_CLAIM', 'DEFENDED'));
});

scenario('S85', 'a complaint gets a number and an answer, and starts no cure period', ['E11.5a'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-06-09');
  check.done(await when.client.asks('open-complaint', { complaint: 'complaint', text: 'the statistics page is slow', documented: false }));
  const [complaint] = (await check.facts()).flatMap((one) => (one.type === 'complaint.opened' ? [one] : []));
  expect(complaint?.number).toMatch(/-R1$/);
  await check.tasks('COMPLAINT', ['2027-06-09']);
  check.done(await when.support.asks('answer-complaint', { complaint: complaint?.complaint ?? '', answer: 'it was mended this morning' }));
  await when.itIs('2027-09-01');
  await check.view({ state: 'ACTIVE', cessationOn: null });
  await check.messages({ BREACH_NOTICE: [] });
});

scenario(
  'S28',
  'a dispute that LEGAL accepts: the invoice is corrected, and nothing rests on it',
  ['E8.3a', 'E11.5a', 'E5.3c'],
  async ({ given, when, check }) => {
    await given.baselineD();
    await when.itIs('2027-02-24');
    const [invoice] = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'PRICE' ? [one.number] : []));
    check.done(
      await when.client.asks('open-complaint', { complaint: 'complaint', text: 'not the price agreed', documented: true, invoice: invoice ?? '' }),
    );
    check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
    await when.itIs('2027-03-10');
    await check.state('ACTIVE');
    await check.tasks('DISPUTE_CORRECTION', ['2027-02-24']);
    check.done(await when.billing.decides('DISPUTE_CORRECTION', 'CREDIT'));
    await check.documents('A', [{ kind: 'CREDIT', grossCents: 70_560 }]);
    await when.itIs('2027-04-01');
    await check.view({ state: 'ACTIVE', overdueCents: 4_000 });
    await check.documents('D', []);
  },
);
