/** CGUV 8.3 (a): what the terms may say otherwise of suspension and reinstatement: each value is executed. */
import { describe, expect, test } from 'vitest';
import { story } from './story.ts';

describe('E8.3a suspension.mode', () => {
  test.each`
    at                    | article      | because
    ${'2027-02-25 23:59'} | ${'E8.3a'}   | ${'the last cure day is not over'}
    ${'2027-02-26 00:00'} | ${undefined} | ${'ten full days have passed'}
    ${'2027-05-01 12:00'} | ${undefined} | ${'the right is not used up by silence'}
  `('8.3 (a): COMMAND: BILLING suspends at $at: $article: $because', async ({ at, article }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'suspension.mode': 'COMMAND' } });
    await when.itIs(at);
    await check.state('ACTIVE');
    const answer = await when.billing.asks('suspend', { reason: 'text' });
    expect(answer.refused?.article).toBe(article);
    await check.view({ state: article ? 'ACTIVE' : 'SUSPENDED', suspensionReasons: article ? [] : ['PAYMENT'] });
    await check.messages({ SUSPENSION_NOTICE: article ? [] : [at.slice(0, 10)] });
  });

  test('8.3 (a): COMMAND: a person is asked, and silence suspends nothing', async () => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'suspension.mode': 'COMMAND' } });
    await when.itIs('2027-03-20');
    await check.state('ACTIVE');
    await check.tasks('SUSPENSION', ['2027-02-26']);
    check.done(await when.legal.decides('SUSPENSION', 'SUSPEND'));
    await check.state('SUSPENDED');
    check.refused(await when.billing.asks('suspend', { reason: 'text' }), 'E8.3a');
  });

  test('8.3 (a): COMMAND: the question lapses once all is paid', async () => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'suspension.mode': 'COMMAND' } });
    await when.pays(70_560, '2027-03-01');
    check.refused(await when.legal.decides('SUSPENSION', 'SUSPEND'), 'A10');
    check.refused(await when.billing.asks('suspend', { reason: 'text' }), 'E8.3a');
    await check.state('ACTIVE');
  });

  test('8.3 (a): AUTOMATIC: it comes by itself, and cannot be anticipated', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-25');
    check.refused(await when.legal.asks('suspend', { reason: 'text' }), 'E8.3a');
  });
});

describe('E8.3a suspension.clientSpace', () => {
  test.each`
    space         | command             | article      | because
    ${'OPEN'}     | ${'choose-formula'} | ${undefined} | ${'the client space stays open'}
    ${'OPEN'}     | ${'open-complaint'} | ${undefined} | ${'the client space stays open'}
    ${'PAY_ONLY'} | ${'choose-formula'} | ${'E8.3a'}   | ${'payment only'}
    ${'PAY_ONLY'} | ${'open-complaint'} | ${'E8.3a'}   | ${'payment only'}
    ${'PAY_ONLY'} | ${'pay-now'}        | ${undefined} | ${'it must be possible to pay'}
    ${'PAY_ONLY'} | ${'denounce'}       | ${undefined} | ${'always reachable (8.1)'}
    ${'PAY_ONLY'} | ${'request-export'} | ${undefined} | ${'unpaid invoices never block it (8.6)'}
    ${'PAY_ONLY'} | ${'notify-breach'}  | ${undefined} | ${'a notice is a right of each party (11.1)'}
  `('8.3 (a): $space, suspended, the client asks $command: $article: $because', async ({ space, command, article }) => {
    const inputs: Record<string, object> = {
      'choose-formula': { formula: { code: 'monthly', months: 1 } },
      'open-complaint': { complaint: 'cpl_1', text: 'text', documented: false },
      'request-export': { export: 'exp_1' },
      'notify-breach': { clause: '4.3', facts: 'text', evidence: 'text', channel: 'EMAIL' },
    };
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'suspension.clientSpace': space } });
    await when.itIs('2027-02-27');
    await check.state('SUSPENDED');
    const answer = await when.client.asks(command as 'denounce', inputs[command as string] ?? {});
    expect(answer.refused?.article).toBe(article);
  });
});

describe('E8.3a-r reinstatement', () => {
  test.each`
    requires                   | paid      | state          | because
    ${'ALL_OVERDUE_PRINCIPAL'} | ${70_560} | ${'ACTIVE'}    | ${'the principal is paid; the fee blocks nothing'}
    ${'ALL_OVERDUE_PRINCIPAL'} | ${70_559} | ${'SUSPENDED'} | ${'a cent is missing'}
    ${'ALSO_ACCESSORIES'}      | ${70_560} | ${'SUSPENDED'} | ${'the rejection fee is overdue since 6 March'}
    ${'ALSO_ACCESSORIES'}      | ${74_560} | ${'ACTIVE'}    | ${'the fee is paid too'}
    ${'NOTIFIED_ONLY'}         | ${70_560} | ${'ACTIVE'}    | ${'what was notified is paid'}
    ${'NOTIFIED_ONLY'}         | ${70_559} | ${'SUSPENDED'} | ${'a cent of what was notified is missing'}
  `('8.3 (a): where the terms require $requires, $paid c paid on 2027-03-10: $state: $because', async ({ requires, paid, state }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'reinstatement.requires': requires } });
    await when.itIs('2027-03-10');
    await when.registers('card_ok');
    check.done(await when.client.asks('pay-now', { amountCents: paid }));
    await check.state(state);
  });

  test.each`
    requires                   | state          | because
    ${'ALL_OVERDUE_PRINCIPAL'} | ${'SUSPENDED'} | ${'the second invoice is overdue since 2 May'}
    ${'NOTIFIED_ONLY'}         | ${'ACTIVE'}    | ${'only the first was notified'}
  `('8.3 (a): monthly, the first invoice paid on 2027-05-03 under $requires: $state: $because', async ({ requires, state }) => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined', parameters: { 'reinstatement.requires': requires } });
    await when.itIs('2027-05-03');
    await when.registers('card_ok');
    check.done(await when.client.asks('pay-now', { invoices: ['T1'] }));
    await check.state(state);
  });

  test.each`
    arrangement        | means         | at                    | state          | because
    ${'WORKING_MEANS'} | ${'card'}     | ${'2027-03-05 13:00'} | ${'ACTIVE'}    | ${'a card that has just worked is accepted in advance'}
    ${'WORKING_MEANS'} | ${'transfer'} | ${'2027-03-08 23:59'} | ${'SUSPENDED'} | ${'BILLING may still decide'}
    ${'WORKING_MEANS'} | ${'transfer'} | ${'2027-03-09 00:00'} | ${'ACTIVE'}    | ${'silence reinstates'}
    ${'ALWAYS_ASK'}    | ${'card'}     | ${'2027-03-08 23:59'} | ${'SUSPENDED'} | ${'asked whatever the means'}
    ${'ALWAYS_ASK'}    | ${'card'}     | ${'2027-03-09 00:00'} | ${'ACTIVE'}    | ${'silence reinstates'}
    ${'NONE'}          | ${'transfer'} | ${'2027-03-05 13:00'} | ${'ACTIVE'}    | ${'these terms ask for none'}
  `(
    '8.3 (a): arrangement $arrangement, paid by $means on Friday 2027-03-05, at $at: $state: $because',
    async ({ arrangement, means, at, state, because }) => {
      const { given, when, check } = story();
      await given.baselineD({ parameters: { 'reinstatement.arrangement': arrangement } });
      if (means === 'transfer') await when.pays(70_560, '2027-03-05 12:00');
      else {
        await when.itIs('2027-03-05 12:00');
        await when.registers('card_ok');
        check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
      }
      await when.itIs(at);
      await check.state(state);
      const lifted = (await check.facts()).flatMap((one) => (one.type === 'suspension.lifted' ? [one.because] : []));
      expect(lifted).toEqual(state === 'SUSPENDED' ? [] : [because.startsWith('silence') ? 'SILENCE' : 'PAID']);
    },
  );

  test.each`
    days | at                    | state
    ${0} | ${'2027-03-05 23:59'} | ${'SUSPENDED'}
    ${0} | ${'2027-03-06 00:00'} | ${'ACTIVE'}
    ${5} | ${'2027-03-11 23:59'} | ${'SUSPENDED'}
    ${5} | ${'2027-03-12 00:00'} | ${'ACTIVE'}
  `('8.3 (a): $days working days of silence from Friday 2027-03-05, at $at: $state', async ({ days, at, state }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'reinstatement.silenceDays': days } });
    await when.pays(70_560, '2027-03-05 12:00');
    await when.itIs(at);
    await check.state(state);
  });
});
