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
