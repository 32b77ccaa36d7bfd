/** CGUV 8.2 (ii): breaches notified by hand, and what the terms say of cures that are disputed or come during the notice. */
import { describe, expect, test } from 'vitest';
import { articleNamed } from '../../../contract/entries.ts';
import { dayOf } from '../../../contract/calendar.ts';
import { refuse } from '../../../contract/clause.ts';
import { contractAt, story } from './story.ts';

const breach = { clause: '4.2', facts: 'text', evidence: 'text' } as const;
const leave = { ground: 'BREACH', facts: 'text', channel: 'EMAIL' } as const;

describe('E8.2-ii by hand (E11.1a)', () => {
  test('11.1: handed over without its signed receipt, it is refused; with it, it is received on the spot', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    check.refused(await when.legal.asks('notify-breach', { ...breach, channel: 'HAND' }), 'E11.1a');
    check.done(await when.legal.asks('notify-breach', { ...breach, channel: 'HAND', signedReceipt: 'text' }));
    await check.messages({ BREACH_NOTICE: ['2027-05-13'] });
    await check.deemed('BREACH_NOTICE', ['2027-05-13']);
  });

  test.each`
    channels                 | again      | at                    | article      | because
    ${'REGISTERED_OR_EMAIL'} | ${null}    | ${'2027-06-20 12:00'} | ${'E8.2a'}   | ${'only handed over'}
    ${'ANY_FORMAL'}          | ${null}    | ${'2027-06-12 23:59'} | ${'E8.2-ii'} | ${'the last cure day is 12 June'}
    ${'ANY_FORMAL'}          | ${null}    | ${'2027-06-13 00:00'} | ${undefined} | ${'these terms take any formal notice'}
    ${'REGISTERED_OR_EMAIL'} | ${'EMAIL'} | ${'2027-06-20 23:59'} | ${'E8.2-ii'} | ${'e-mailed on 18 May, received on the 21st: its last cure day is 20 June'}
    ${'REGISTERED_OR_EMAIL'} | ${'EMAIL'} | ${'2027-06-21 00:00'} | ${undefined} | ${'thirty full days since the e-mail was received'}
  `(
    '8.2: on terms of $channels, handed over on 2027-05-13 and sent again by $again, terminated at $at: $article: $because',
    async ({ channels, again, at, article }) => {
      const { given, when, check } = story();
      await given.baselineA({ parameters: { 'termination.noticeChannels': channels } });
      await when.itIs('2027-05-13');
      check.done(await when.legal.asks('notify-breach', { ...breach, channel: 'HAND', signedReceipt: 'text' }));
      if (again) {
        await when.itIs('2027-05-18'); // Tuesday after Whit Monday
        check.refused(await when.legal.asks('send-notice', { code: 'BREACH_NOTICE', channel: 'HAND', signedReceipt: 'text' }), 'E8.2-ii');
        check.done(await when.legal.asks('send-notice', { code: 'BREACH_NOTICE', channel: again }));
        await check.deemed('BREACH_NOTICE', ['2027-05-13', '2027-05-21']);
      }
      await when.itIs(at);
      expect((await when.theyTerminate('BREACH')).refused?.article).toBe(article);
    },
  );

  test('8.2: a cure declared before the notice is sent again stays declared', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    await when.legal.asks('notify-breach', { ...breach, channel: 'HAND', signedReceipt: 'text' });
    check.done(await when.client.asks('declare-cured', { evidence: 'text' }));
    check.done(await when.legal.asks('send-notice', { code: 'BREACH_NOTICE', channel: 'EMAIL' }));
    await when.itIs('2027-08-01');
    check.refused(await when.theyTerminate('BREACH'), 'E8.2-ii');
  });

  test('8.2, A11: two breaches handed over on one day are two notices, and the cure of one that is sent again stays to be decided', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    const handed = { channel: 'HAND', signedReceipt: 'text' } as const;
    await when.legal.asks('notify-breach', { ...breach, ...handed });
    await when.legal.asks('notify-breach', { ...breach, ...handed, clause: '3.1' });
    await when.client.asks('declare-cured', { evidence: 'text' });
    check.done(await when.legal.asks('send-notice', { code: 'BREACH_NOTICE', channel: 'EMAIL' }));
    expect((await check.facts()).filter((one) => one.type === 'notice.sent').map((one) => one.notice)).toEqual([
      'breach/company/2027-05-13',
      'breach/company/2027-05-13/2',
      'breach/company/2027-05-13/3',
    ]);
    expect((await contractAt(check)).breaches).toMatchObject([
      { id: 'breach/company/2027-05-13/2', clause: '3.1', channel: 'HAND' },
      { id: 'breach/company/2027-05-13', clause: '4.2', channel: 'EMAIL', notice: 'breach/company/2027-05-13/3' },
    ]);
    check.done(await when.legal.decides('CURE', 'NOT_CURED'));
    expect((await contractAt(check)).breaches).toMatchObject([{ clause: '3.1' }, { clause: '4.2', cured: false }]);
  });

  test('8.2: what was e-mailed has its own command to be notified anew', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    check.refused(await when.legal.asks('send-notice', { code: 'BREACH_NOTICE', channel: 'EMAIL' }), 'E8.2-ii');
    await when.legal.asks('notify-breach', { ...breach, channel: 'EMAIL' });
    check.refused(await when.legal.asks('send-notice', { code: 'BREACH_NOTICE', channel: 'REGISTERED_LETTER' }), 'E8.2-ii');
  });
});

describe('E8.2-ii what a notice of breach says, and why one is refused', () => {
  const remove = { items: ['cnt_1'], listing: 'the page', facts: 'text', evidence: 'text' } as const;

  test.each`
    by          | command             | article      | notice                         | from         | channel
    ${'legal'}  | ${'notify-breach'}  | ${'E8.2-ii'} | ${'breach/company/2027-05-13'} | ${'COMPANY'} | ${'REGISTERED_LETTER'}
    ${'client'} | ${'notify-breach'}  | ${'E8.2-ii'} | ${'breach/client/2027-05-13'}  | ${'CLIENT'}  | ${'EMAIL'}
    ${'legal'}  | ${'demand-removal'} | ${'E6.2c'}   | ${'breach/company/2027-05-13'} | ${'COMPANY'} | ${'REGISTERED_LETTER'}
  `('8.2 (ii): $command by $by, who chose a letter, leaves from $from by $channel', async ({ by, command, article, notice, from, channel }) => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    const what = command === 'demand-removal' ? { ...remove, items: [...remove.items] } : breach;
    const asked = await (by === 'client' ? when.client : when.legal).asks(command, { ...what, channel: 'REGISTERED_LETTER' } as never);
    const clause = command === 'demand-removal' ? { clause: '6.2', items: ['cnt_1'], listing: 'the page' } : { clause: '4.2' };
    expect(asked.facts[0]).toMatchObject({ type: 'notice.decided', article, notice, from, channel });
    expect(asked.facts[0]).toMatchObject({ code: 'BREACH_NOTICE', about: { ...clause, facts: 'text', evidence: 'text', breach: notice } });
  });

  test('8.2 (ii): what is known of a breach: its clause, words, days, and what each party said of the cure', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    await when.legal.asks('demand-removal', { ...remove, items: [...remove.items], channel: 'HAND', signedReceipt: 'the receipt' });
    const [sent] = (await check.facts()).filter((one) => one.type === 'notice.sent');
    expect(sent).toMatchObject({ by: { role: 'LEGAL' }, receipt: 'the receipt' });
    await when.client.asks('declare-cured', { evidence: 'the proof' });
    await when.legal.decides('CURE', 'NOT_CURED');
    const kept = { from: 'COMPANY', clause: '6.2', facts: 'text', listing: 'the page', declaredOn: dayOf('2027-05-13'), cured: false };
    expect((await contractAt(check)).breaches).toEqual([
      {
        ...kept,
        id: 'breach/company/2027-05-13',
        notice: 'breach/company/2027-05-13',
        channel: 'HAND',
        deemedOn: dayOf('2027-05-13'),
        lastCureDay: dayOf('2027-06-12'),
      },
    ]);
    const again = await when.legal.asks('send-notice', { code: 'BREACH_NOTICE', channel: 'EMAIL' });
    expect(again.facts[0]).toMatchObject({
      article: 'E8.2-ii',
      notice: 'breach/company/2027-05-13/2',
      about: { clause: '6.2', listing: 'the page' },
    });
    expect((await contractAt(check)).breaches).toMatchObject([
      { ...kept, id: 'breach/company/2027-05-13', channel: 'EMAIL', deemedOn: dayOf('2027-05-18') },
    ]); // over Whit Monday
  });

  test.each`
    by          | command             | input                                             | refusal
    ${'legal'}  | ${'notify-breach'}  | ${{ ...breach, channel: 'SMS' }}                  | ${refuse('E11.1a', 'channel-not-formal')}
    ${'legal'}  | ${'notify-breach'}  | ${{ ...breach, channel: 'HAND' }}                 | ${refuse('E11.1a', 'signed-receipt-missing', [{ command: 'notify-breach' }])}
    ${'legal'}  | ${'demand-removal'} | ${{ facts: 'f', evidence: 'e', channel: 'HAND' }} | ${refuse('E11.1a', 'signed-receipt-missing', [{ command: 'demand-removal' }])}
    ${'legal'}  | ${'declare-cured'}  | ${{ evidence: 'text' }}                           | ${refuse('E8.2-ii', 'no-breach-notice')}
    ${'legal'}  | ${'decide-cure'}    | ${{ cured: true, reason: 'text' }}                | ${refuse('E8.2-ii', 'cure-not-declared')}
    ${'client'} | ${'declare-cured'}  | ${{ evidence: 'text', breach: 'none' }}           | ${refuse('E8.2-ii', 'no-breach-notice')}
  `('8.2 (ii): $command by $by is refused: $refusal.because', async ({ by, command, input, refusal }) => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    await when.legal.asks('notify-breach', { ...breach, channel: 'EMAIL' });
    expect((await (by === 'client' ? when.client : when.legal).asks(command, input)).refused).toEqual(refusal);
  });

  test('8.2 (ii): a cure is declared once; before the start and after the end nothing is notified', async () => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    await when.legal.asks('notify-breach', { ...breach, channel: 'EMAIL' });
    const declared = await when.client.asks('declare-cured', { evidence: 'the proof' });
    expect(declared.facts).toMatchObject([
      {
        type: 'breach.cure-declared',
        article: 'E8.2-ii',
        party: 'CLIENT',
        declaredOn: '2027-05-13',
        evidence: 'the proof',
        by: { role: 'CLIENT_ADMIN' },
      },
      { type: 'task.opened', kind: 'CURE', article: 'E8.2-ii', about: 'breach/company/2027-05-13' },
    ]);
    expect((await when.client.asks('declare-cured', { evidence: 'text' })).refused).toEqual(refuse('E8.2-ii', 'already-declared'));
    await when.client.asks('denounce', {});
    await when.itIs('2028-01-05');
    const late = await when.legal.asks('notify-breach', { ...breach, channel: 'EMAIL' });
    expect(late.refused).toEqual(refuse('E8.2-ii', 'not-running'));
  });

  test('8.2 (ii): a cure by the Company is recorded; nobody has to decide on it', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    await when.client.asks('notify-breach', { ...breach, channel: 'EMAIL' });
    const declared = await when.legal.asks('declare-cured', { evidence: 'the proof' });
    expect(declared.facts).toMatchObject([{ type: 'breach.cure-declared', party: 'COMPANY' }]);
    await check.tasks('CURE', []);
  });
});

describe('E8.2-ii two breaches side by side', () => {
  const two = async () => {
    const told = story();
    await told.given.baselineA();
    for (const [day, clause] of [
      ['2027-05-10', '4.2'],
      ['2027-05-11', '6.2'],
    ] as const) {
      await told.when.itIs(day);
      told.check.done(await told.when.legal.asks('notify-breach', { ...breach, clause, channel: 'EMAIL' }));
    }
    const [first, second] = (await contractAt(told.check)).breaches ?? [];
    return { ...told, first: first?.id ?? '', second: second?.id ?? '' };
  };

  test('8.2 (ii): each is declared and decided by itself, the one named or the first that waits', async () => {
    const { when, check, see, first, second } = await two();
    expect((await when.client.asks('declare-cured', { evidence: 'text', breach: second })).facts[0]).toMatchObject({ breach: second });
    expect((await when.client.asks('declare-cured', { evidence: 'text' })).facts[0]).toMatchObject({ breach: first });
    const named = await when.legal.asks('decide-cure', { breach: second, cured: false, reason: 'text' });
    expect(named.facts).toMatchObject([
      { breach: second, cured: false },
      { type: 'task.decided', choice: 'NOT_CURED' },
    ]);
    expect((await see.tasks()).map((one) => one.state).sort()).toEqual(['DECIDED', 'OPEN']);
    const left = await when.legal.asks('decide-cure', { cured: true, reason: 'text' });
    expect(left.facts).toMatchObject([
      { breach: first, cured: true },
      { type: 'task.decided', choice: 'CURED' },
    ]);
    await check.tasks('CURE', ['2027-05-11', '2027-05-11']);
  });

  test('8.2 (ii): a cure accepted of one breach leaves the termination for the other', async () => {
    const { when, check, first, second } = await two();
    await when.itIs('2027-06-20');
    const named = { ...leave, breach: first };
    await when.legal.asks('terminate-for-cause', named);
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await check.view({ cessationOn: '2027-07-23' }); // e-mailed on 20 June, received on the 23rd, thirty days
    await when.client.asks('declare-cured', { evidence: 'text', breach: second });
    check.done(await when.legal.asks('decide-cure', { breach: second, cured: true, reason: 'text' }));
    await check.view({ cessationOn: '2027-07-23' });
    await when.client.asks('declare-cured', { evidence: 'text', breach: first });
    check.done(await when.legal.asks('decide-cure', { breach: first, cured: true, reason: 'text' }));
    await check.view({ cessationOn: null });
  });

  test.each`
    hardBounce         | days                            | lastCureDay     | because
    ${'VOID_AND_POST'} | ${['2027-05-13', '2027-05-15']} | ${'2027-06-14'} | ${'the letter of 12 May counts, received on the 15th'}
    ${'STANDS'}        | ${['2027-05-13']}               | ${'2027-06-12'} | ${'the e-mail stands'}
  `('8.2 (ii), 11.1: an e-mail that comes back, under $hardBounce: $because', async ({ hardBounce, days, lastCureDay }) => {
    const { given, when, check } = story();
    await given.baselineA({ parameters: { 'notice.hardBounce': hardBounce } });
    await when.itIs('2027-05-10');
    await when.legal.asks('notify-breach', { ...breach, channel: 'EMAIL' });
    await given.outside({ type: 'bounce', at: '2027-05-12 09:00' });
    await when.itIs('2027-05-20');
    await check.deemed('BREACH_NOTICE', days);
    expect((await contractAt(check)).breaches).toMatchObject([{ clause: '4.2', lastCureDay: dayOf(lastCureDay) }]);
  });
});

describe('E8.2-ii what the terms say of a disputed or late cure', () => {
  test.each`
    mode                 | cessation
    ${'LEGAL_DECIDES'}   | ${null}
    ${'CLIENT_PREVAILS'} | ${'2027-07-03'}
  `('8.2 (ii): a termination that the Company contests as cured, under $mode, ends on $cessation', async ({ mode, cessation }) => {
    const { given, when, check } = story();
    await given.baselineA({ parameters: { 'breach.cureDispute': mode } });
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', { ...breach, channel: 'EMAIL' });
    await when.itIs('2027-05-29');
    await when.legal.asks('declare-cured', { evidence: 'text' });
    await when.itIs('2027-05-31');
    check.done(await when.client.asks('terminate-for-cause', leave));
    await check.view({ cessationOn: cessation });
    await check.tasks('CONTESTED_TERMINATION', cessation ? [] : ['2027-05-31']);
  });

  test.each`
    mode               | decided        | cessation       | because
    ${'LEGAL_DECIDES'} | ${null}        | ${'2027-07-03'} | ${'by default it stands'}
    ${'LEGAL_DECIDES'} | ${'CURED'}     | ${null}         | ${'LEGAL accepts'}
    ${'LEGAL_DECIDES'} | ${'NOT_CURED'} | ${'2027-07-03'} | ${'LEGAL does not'}
    ${'MAINTAIN'}      | ${'CURED'}     | ${'2027-07-03'} | ${'these terms maintain it whatever is cured'}
    ${'WITHDRAW'}      | ${null}        | ${null}         | ${'these terms withdraw it once a cure is declared'}
  `('8.2 (ii): under $mode a cure during the notice, decided $decided: ends on $cessation: $because', async ({ mode, decided, cessation }) => {
    const { given, when, check } = story();
    await given.baselineA({ parameters: { 'breach.curedDuringNotice': mode } });
    await when.itIs('2027-04-26');
    await when.legal.asks('notify-breach', { ...breach, channel: 'EMAIL' });
    await when.itIs('2027-05-31');
    check.done(await when.theyTerminate('BREACH'));
    await when.itIs('2027-07-03 23:50'); // the last day of the notice
    check.done(await when.client.asks('declare-cured', { evidence: 'text' }));
    if (decided) check.done(await when.legal.decides('CURE', decided));
    await check.view({ cessationOn: cessation });
    await check.messages({ TERMINATION_WITHDRAWN: cessation ? [] : ['2027-07-03'] });
    await when.itIs('2027-07-04 00:00');
    await check.state(cessation ? 'ENDED' : 'ACTIVE');
  });
});

test.each`
  words                 | article
  ${'4.2'}              | ${'4.2'}
  ${'E4.2'}             | ${'4.2'}
  ${'article 8.3 (a)'}  | ${'8.3'}
  ${'Art. 8.2-ii'}      | ${'8.2'}
  ${'E8.2-ii-m'}        | ${'8.2'}
  ${' 9 '}              | ${'9'}
  ${'12'}               | ${'12'}
  ${'1.15'}             | ${'1.15'}
  ${'4.5'}              | ${undefined}
  ${'13'}               | ${undefined}
  ${'4.2 Jean Exemple'} | ${undefined}
  ${'the price'}        | ${undefined}
  ${''}                 | ${undefined}
`('E8.2-ii: a breach named by "$words" is one of article $article', ({ words, article }) => {
  expect(articleNamed(words)).toBe(article);
});
