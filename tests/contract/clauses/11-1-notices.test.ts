/** CGUV 11.1: by which channels notices go, and when they count as received. */
import { describe, expect, test } from 'vitest';
import { addWorkingDays, civilOf, dayOf, isWorkingDay } from '../../../contract/calendar.ts';
import { deemedDay } from '../../../contract/notices.ts';
import { contractOf, story } from './story.ts';

describe('E11.1b deemed receipt', () => {
  test.each`
    sent            | deemed          | because
    ${'2027-02-11'} | ${'2027-02-15'} | ${'Thursday: Friday, Saturday, Monday'}
    ${'2027-02-12'} | ${'2027-02-16'} | ${'Friday: Saturday, Monday, Tuesday'}
    ${'2027-02-13'} | ${'2027-02-17'} | ${'Saturday'}
    ${'2027-03-14'} | ${'2027-03-17'} | ${'Sunday (S64)'}
    ${'2027-03-26'} | ${'2027-03-31'} | ${'Easter Monday (S64)'}
    ${'2027-04-30'} | ${'2027-05-05'} | ${'1 May a Saturday (S64)'}
    ${'2027-05-05'} | ${'2027-05-11'} | ${'Ascension, and 8 May a Saturday (S64)'}
    ${'2027-05-13'} | ${'2027-05-18'} | ${'Whit Monday (S34)'}
    ${'2027-07-13'} | ${'2027-07-17'} | ${'14 July'}
    ${'2027-12-23'} | ${'2027-12-28'} | ${'Christmas a Saturday'}
    ${'2027-12-30'} | ${'2028-01-04'} | ${'New Year a Saturday'}
    ${'2028-02-26'} | ${'2028-03-01'} | ${'over 29 February'}
  `('11.1: an e-mail or letter of $sent is received on $deemed: $because', ({ sent, deemed }) => {
    expect(civilOf(deemedDay(contractOf(), 'EMAIL', dayOf(sent)))).toBe(deemed);
    expect(civilOf(deemedDay(contractOf(), 'REGISTERED_LETTER', dayOf(sent)))).toBe(deemed);
    expect(civilOf(deemedDay(contractOf(), 'HAND', dayOf(sent)))).toBe(sent);
  });

  test('11.1: on any day of ten years three working days lie between sending and receipt', () => {
    for (let day = dayOf('2026-01-01'); day < dayOf('2036-01-01'); day++) {
      const deemed = deemedDay(contractOf(), 'EMAIL', day);
      const between = Array.from({ length: deemed - day }, (_, index) => day + index + 1).filter(isWorkingDay);
      if (between.length !== 3 || between.at(-1) !== deemed || deemed !== addWorkingDays(day, 3)) throw new Error(civilOf(day));
    }
  });

  test('11.1: a bounce voids the notice; the letter that follows opens new periods', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-11 09:00');
    await given.outside({ type: 'bounce', at: '2027-02-12 10:00' });
    await when.theDayEnds('2027-02-28');
    await check.messages({ DEFAULT_NOTICE: ['2027-02-11', '2027-02-12'] });
    await check.deemed('DEFAULT_NOTICE', ['2027-02-15', '2027-02-16']);
    await check.state('SUSPENDED');
    const applied = (await check.facts()).find((one) => one.type === 'suspension.applied');
    expect(applied?.at).toBe('2027-02-26T23:00:00.000Z');
  });
});

describe('E11.1a form of notices', () => {
  const handed = { code: 'DEFAULT_NOTICE', channel: 'HAND' } as const;
  test('11.1: by hand needs the signed receipt', async () => {
    const { given, when, check } = story();
    await given.baselineD({ noticeChannel: 'HAND' });
    await when.itIs('2027-02-12');
    check.refused(await when.legal.asks('send-notice', handed), 'E11.1a');
    await check.messages({ DEFAULT_NOTICE: [] });
    check.done(await when.legal.asks('send-notice', { ...handed, signedReceipt: 'text' }));
    await check.messages({ DEFAULT_NOTICE: ['2027-02-12'] });
    await check.deemed('DEFAULT_NOTICE', ['2027-02-12']);
  });

  test.each`
    day             | state
    ${'2027-02-22'} | ${'ACTIVE'}
    ${'2027-02-23'} | ${'SUSPENDED'}
  `('11.1, S65: handed over on 2027-02-12, the client is $state at the end of $day', async ({ day, state }) => {
    const { given, when, check } = story();
    await given.baselineD({ noticeChannel: 'HAND' });
    await when.itIs('2027-02-12');
    await when.legal.asks('send-notice', { ...handed, signedReceipt: 'text' });
    await when.theDayEnds(day);
    await check.state(state);
  });

  test.each`
    choice              | channel
    ${'SEND_BY_EMAIL'}  | ${'EMAIL'}
    ${'SEND_BY_LETTER'} | ${'REGISTERED_LETTER'}
  `('11.1: the task of a notice by hand, once decided $choice, is done and not asked again', async ({ choice, channel }) => {
    const { given, when, check } = story();
    await given.baselineD({ noticeChannel: 'HAND' });
    await when.itIs('2027-02-15');
    check.done(await when.legal.decides('HAND_NOTICE', choice));
    await when.theDayEnds('2027-03-31');
    await check.tasks('HAND_NOTICE', ['2027-02-11']);
    const sent = (await check.facts()).filter((one) => one.type === 'notice.sent' && one.code === 'DEFAULT_NOTICE');
    expect(sent).toMatchObject([{ channel, sentOn: '2027-02-15', about: { invoices: ['T1'] } }]);
  });

  test('11.1: while one default stands, the notice of the next default lists the next documents', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined', noticeChannel: 'HAND' });
    await when.itIs('2027-04-09');
    await when.legal.asks('send-notice', { ...handed, signedReceipt: 'text' });
    await when.itIs('2027-05-10');
    check.done(await when.legal.decides('HAND_NOTICE', 'SEND_BY_EMAIL'));
    const sent = (await check.facts()).filter((one) => one.type === 'notice.sent' && one.code === 'DEFAULT_NOTICE');
    expect(sent.map((one) => (one.type === 'notice.sent' ? one.about.invoices : []))).toEqual([['T1'], ['T2']]);
  });
});
