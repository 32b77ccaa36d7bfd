/** CGUV 11.1: by which channels notices go, and when they count as received. */
import { describe, expect, test } from 'vitest';
import { addWorkingDays, civilOf, dayOf, isWorkingDay } from '../../../contract/calendar.ts';
import { refuse } from '../../../contract/clause.ts';
import { duties, fulfil, open, record } from '../../../contract/contract.ts';
import { deemedDay, noticeOf } from '../../../contract/notices.ts';
import { secondInstalmentRefused } from '../../scenarios/lives/7-debts.ts';
import { RECEIVERSHIP } from '../../scenarios/lives/8-insolvency.ts';
import { contractAt, contractOf, story } from './story.ts';

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

  test('11.1: on terms whose periods run from sending, a notice counts from the day it leaves', () => {
    const terms = { parameters: { 'notice.periodStart': 'SENDING' as const } };
    expect(civilOf(deemedDay(terms, 'EMAIL', dayOf('2027-02-11')))).toBe('2027-02-11');
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

describe('E11.1b a permanent bounce', () => {
  const breach = { clause: '4.2', facts: 'the facts of the breach', evidence: 'text', channel: 'EMAIL' } as const;
  const letters = async (check: ReturnType<typeof story>['check']) =>
    (await check.facts()).flatMap((one) =>
      one.type === 'notice.sent' && one.channel === 'REGISTERED_LETTER' ? [`${one.code} ${one.sentOn} ${one.about.facts ?? ''}`.trim()] : [],
    );

  test('11.1, 8.2: a termination notice that bounces is void; the letter says the same facts and C counts from its own receipt', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await check.view({ cessationOn: '2027-04-03' });
    await given.outside({ type: 'bounce', at: '2027-03-02 10:00' });
    await when.itIs('2027-03-02');
    expect(await letters(check)).toEqual(['TERMINATION_NOTICE 2027-03-02 the facts of the ground']);
    await check.deemed('TERMINATION_NOTICE', ['2027-03-04', '2027-03-05']);
    await check.view({ cessationOn: '2027-04-04' });
    await when.theDayEnds('2027-04-04');
    await check.state('SUSPENDED');
    await when.itIs('2027-04-05 00:00');
    await check.view({ state: 'ENDED', endCause: 'TERMINATED_BY_COMPANY' });
  });

  test('11.1, 8.2: a breach notice that bounces is notified again with its facts, and its thirty days begin anew', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-13');
    check.done(await when.legal.asks('notify-breach', breach));
    await given.outside({ type: 'bounce', at: '2027-05-14 10:00' }); // Friday: Saturday, Tuesday, Wednesday
    await when.itIs('2027-06-18');
    expect(await letters(check)).toEqual(['BREACH_NOTICE 2027-05-14 the facts of the breach']);
    check.refused(await when.theyTerminate('BREACH'), 'E8.2-ii');
    await when.itIs('2027-06-19 00:00');
    check.done(await when.theyTerminate('BREACH'));
  });

  test('11.1, 8.1: a denunciation by the Company that bounces counts from its letter; too late, none leaves and LEGAL is told', async () => {
    for (const [bounced, state, sent, told] of [
      ['2027-10-03 10:00', 'ENDED', ['COMPANY_DENUNCIATION 2027-10-03'], []],
      ['2027-10-04 10:00', 'ACTIVE', [], ['2027-10-04']],
    ] as const) {
      const { given, when, check } = story();
      await given.baselineA();
      await when.itIs('2027-10-01');
      check.done(await when.legal.asks('denounce', {}));
      await given.outside({ type: 'bounce', at: bounced });
      await when.itIs('2028-01-04');
      expect(await letters(check)).toEqual(sent);
      await check.tasks('VOID_DENUNCIATION', [...told]);
      await check.state(state);
    }
  });

  test('11.1, 8.3: a default notice known to be void after the suspension gives access back until its letter has run out', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-11 09:00');
    await given.outside({ type: 'bounce', at: '2027-03-02 10:00' }); // Tuesday: Friday the 5th, then ten full days
    await when.itIs('2027-03-02 09:59');
    await check.state('SUSPENDED');
    await when.itIs('2027-03-02 10:00');
    await check.state('ACTIVE');
    check.refused(await when.theyTerminate(), 'E8.2-i');
    await when.theDayEnds('2027-03-15');
    await check.state('ACTIVE');
    await when.itIs('2027-03-16 00:00');
    await check.state('SUSPENDED');
    await when.itIs('2027-03-20');
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-03-15', means: 'TRANSFER' }));
    const lifted = (await check.facts()).flatMap((one) => (one.type === 'suspension.lifted' ? [[one.at, one.because, one.duty]] : []));
    expect(lifted.map(([at, because]) => [at, because])).toEqual([
      ['2027-03-02T09:00:00.000Z', 'DISPROVED'],
      ['2027-03-20T11:00:00.000Z', 'DISPROVED'],
    ]);
    expect(new Set(lifted.map(([, , duty]) => duty)).size).toBe(2);
    await check.messages({ SUSPENSION_NOTICE: ['2027-02-26', '2027-03-16'], REINSTATED: ['2027-03-02', '2027-03-20'] });
  });

  test('11.1: notices that open no period go by letter too, and are withdrawn once', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-26 09:00');
    for (const at of ['2027-02-26 10:00', '2027-02-26 11:00']) await given.outside({ type: 'bounce', at }); // told twice, sent again once
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await when.itIs('2027-03-20');
    await when.registers('card_ok');
    check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
    await given.outside({ type: 'bounce', at: '2027-03-20 13:00' });
    await when.itIs('2027-03-21');
    expect(await letters(check)).toEqual(['SUSPENSION_NOTICE 2027-02-26', 'TERMINATION_WITHDRAWN 2027-03-20']);
    expect((await check.facts()).filter((one) => one.type === 'termination.withdrawn')).toHaveLength(1);
    await check.view({ state: 'ACTIVE', cessationOn: null });
  });
});

type Told = ReturnType<typeof story>;
const words = { facts: 'the facts', evidence: 'text' } as const;
/** How each kind of notice comes to leave by e-mail. */
const leaves: Record<string, (told: Told) => Promise<unknown>> = {
  DEFAULT_NOTICE: async ({ given, when }) => {
    await given.baselineD();
    await when.itIs('2027-02-11 08:00');
  },
  SUSPENSION_NOTICE: async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    check.done(await when.legal.asks('suspend-for-declarations', words));
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
  },
  TERMINATION_NOTICE: async ({ given, when, check }) => {
    await given.baselineM({ means: 'card_declined' }); // two invoices in default: the notice names the first
    await when.itIs('2027-05-20');
    check.done(await when.theyTerminate());
  },
  TERMINATION_WITHDRAWN: async ({ given, when, check }) => {
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.done(await when.theyTerminate());
    check.done(await when.legal.asks('withdraw-termination', { reason: 'text' }));
  },
  BREACH_NOTICE: async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    check.done(await when.legal.asks('demand-removal', { ...words, items: ['cnt_1'], listing: 'the page', channel: 'EMAIL' }));
  },
  COMPANY_DENUNCIATION: async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    check.done(await when.legal.asks('denounce', {}));
  },
  ACCELERATION_NOTICE: async (told) => {
    await secondInstalmentRefused(told);
    await told.when.itIs('2027-03-29 10:00');
    told.check.done(await told.when.legal.asks('declare-acceleration', { facts: 'the facts' }));
    told.check.done(await told.when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
  },
  DAMAGES_CLAIM: async (told) => {
    await secondInstalmentRefused(told);
    await told.when.itIs('2027-03-29 10:00');
    told.check.done(await told.when.legal.asks('claim-damages', { documents: ['T1/2'], facts: 'the facts', channel: 'EMAIL' }));
    told.check.done(await told.when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
  },
  ADMINISTRATOR_NOTICE: async (told) => {
    await told.given.baselineA();
    await told.when.itIs('2027-05-24');
    told.check.done(await told.when.legal.asks('record-insolvency', { ...RECEIVERSHIP, officerEmail: 'officer@example.org' }));
    told.check.done(await told.when.legal.asks('send-notice', { code: 'ADMINISTRATOR_NOTICE', channel: 'EMAIL' }));
  },
  ASSIGNMENT_NOTICE: async ({ given, when }) => {
    await given.baselineA();
    await given.announced({ at: '2027-06-09 10:00', code: 'ASSIGNMENT_NOTICE', words: { assignee: 'the assignee' }, on: '2027-10-01' });
    await when.itIs('2027-06-09 10:00');
  },
  DOCUMENT_REQUEST: async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    check.done(await when.support.asks('request-documents', { documents: 'the statutes' }));
  },
  DATA_BREACH_NOTICE: async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-06-09 12:00');
    check.done(await when.dpo.asks('notify-data-breach', { dataBreach: 'rec_1', knownAt: '2027-06-09T08:00:00.000Z', facts: 'the facts' }));
  },
  ADDRESS_CHANGE: async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-06-09');
    check.done(await when.client.asks('change-address', { postal: 'the street', email: 'the box' }));
  },
};

describe('E11.1b what comes back is said again, word for word', () => {
  const sentOf = async ({ check }: Told, code: string) =>
    (await check.facts()).flatMap((one) => (one.type === 'notice.sent' && one.code === code ? [one] : []));
  /** The last notice sent comes back an hour later, twice. */
  const comesBack = async ({ given, when }: Told, sentAt: string): Promise<void> => {
    const at = (minutes: number): string => new Date(Date.parse(sentAt) + minutes * 60_000).toISOString();
    for (const minutes of [60, 65]) await given.outside({ type: 'bounce', at: at(minutes) });
    await when.itIs(at(70));
  };

  test.each(Object.keys(leaves))(
    '11.1 (b): %s goes again by registered letter, the same day, from the same party and with the same words',
    async (code) => {
      const told = story();
      await leaves[code]?.(told);
      const [first, ...others] = await sentOf(told, code);
      expect([first?.channel, others]).toEqual(['EMAIL', []]);
      await comesBack(told, first?.sentAt ?? '');
      const [, letter, ...more] = await sentOf(told, code);
      expect(letter).toMatchObject({ channel: 'REGISTERED_LETTER', from: first?.from, sentOn: first?.sentOn, about: first?.about });
      expect(letter?.about.replaces).toBe(first?.about.replaces ?? first?.notice);
      expect(letter?.notice).toBe(`${first?.notice}/letter`);
      expect(more).toEqual([]);
      const said = (await told.see.messages()).filter((one) => one.code === code).map((one) => one.values);
      expect(said).toHaveLength(2);
      expect(said[1]).toEqual(said[0]); // sent the same day, it even names the same days
    },
  );

  test('11.1 (b): on terms that let a returned e-mail stand, nothing is sent again and its period runs on', async () => {
    const told = story();
    await told.given.baselineD({ parameters: { 'notice.hardBounce': 'STANDS' } });
    await told.when.itIs('2027-02-11 08:00');
    await comesBack(told, '2027-02-11T07:00:00.000Z');
    await told.when.itIs('2027-02-26 08:00');
    await told.check.messages({ DEFAULT_NOTICE: ['2027-02-11'], SUSPENSION_NOTICE: ['2027-02-26'] });
  });

  test.each`
    code                     | fallen                                                                                                                                          | because
    ${'DEFAULT_NOTICE'}      | ${({ when }: Told) => when.pays(70_560, '2027-02-11 08:30')}                                                                                    | ${'all that it lists is paid'}
    ${'SUSPENSION_NOTICE'}   | ${({ when }: Told) => when.legal.asks('lift-suspension', { reason: 'text' })}                                                                   | ${'LEGAL lifted it'}
    ${'TERMINATION_NOTICE'}  | ${({ when }: Told) => when.legal.asks('withdraw-termination', { reason: 'text' })}                                                              | ${'it was withdrawn'}
    ${'ACCELERATION_NOTICE'} | ${({ when }: Told) => when.billing.asks('record-payment', { amountCents: 5_880, orderedOn: '2027-03-20', means: 'TRANSFER', invoice: 'T1/2' })} | ${'the default was cured in time'}
  `('11.1 (b): a $code that comes back is not said again: $because', async ({ code, fallen }) => {
    const told = story();
    await leaves[code as string]?.(told);
    const [first] = await sentOf(told, code as string);
    await fallen(told);
    await comesBack(told, first?.sentAt ?? '');
    expect(await sentOf(told, code as string)).toHaveLength(1);
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

  test('11.1: what was handed over bears the receipt, and who handed it', async () => {
    const { given, when, check } = story();
    await given.baselineD({ noticeChannel: 'HAND' });
    await when.itIs('2027-02-12');
    await when.legal.asks('send-notice', { ...handed, signedReceipt: 'the receipt' });
    const [sent] = (await check.facts()).filter((one) => one.type === 'notice.sent');
    expect(sent).toMatchObject({ article: 'E8.3a', by: { role: 'LEGAL' }, receipt: 'the receipt', from: 'COMPANY', about: { invoices: ['T1'] } });
  });

  test('11.1: a notice that LEGAL decides is told at once, under the article of its form, with its own name', async () => {
    const { given, when } = story();
    await given.baselineD({ noticeChannel: 'HAND' });
    await when.itIs('2027-02-12');
    const asked = await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: 'EMAIL' });
    expect(asked.facts).toMatchObject([
      { type: 'notice.decided', article: 'E11.1a', notice: 'default/T1/email/2027-02-12', by: { role: 'LEGAL' } },
      { type: 'notice.sent', notice: 'default/T1/email/2027-02-12', from: 'COMPANY', by: 'engine' },
    ]);
    await when.itIs('2027-02-13');
    const again = await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: 'REGISTERED_LETTER' }); // the same default, by one more channel
    expect(again.facts[0]).toMatchObject({ notice: 'default/T1/registered_letter/2027-02-13/2', about: { replaces: 'default/T1/email/2027-02-12' } });
  });

  test.each`
    life           | input                                                 | refusal
    ${'baselineA'} | ${{ code: 'DEFAULT_NOTICE', channel: 'SMS' }}         | ${refuse('E11.1a', 'channel-not-formal')}
    ${'baselineA'} | ${{ code: 'DEFAULT_NOTICE', channel: 'EMAIL' }}       | ${refuse('E8.3a', 'nothing-overdue')}
    ${'baselineD'} | ${{ code: 'DEFAULT_NOTICE', channel: 'EMAIL' }}       | ${refuse('E8.3a', 'nothing-overdue')}
    ${'baselineD'} | ${{ code: 'DEFAULT_NOTICE', channel: 'HAND' }}        | ${refuse('E11.1a', 'signed-receipt-missing', [{ command: 'send-notice' }])}
    ${'baselineA'} | ${{ code: 'TERMINATION_NOTICE', channel: 'EMAIL' }}   | ${refuse('E8.2a', 'own-command', [{ command: 'terminate-for-cause' }])}
    ${'baselineA'} | ${{ code: 'BREACH_NOTICE', channel: 'EMAIL' }}        | ${refuse('E8.2-ii', 'own-command', [{ command: 'notify-breach' }])}
    ${'baselineA'} | ${{ code: 'ADMINISTRATOR_NOTICE', channel: 'EMAIL' }} | ${refuse('E8.2-iii', 'no-court', [{ command: 'record-insolvency' }])}
    ${'pending'}   | ${{ code: 'TERMINATION_NOTICE', channel: 'EMAIL' }}   | ${refuse('E11.1a', 'not-running')}
    ${'ended'}     | ${{ code: 'TERMINATION_NOTICE', channel: 'EMAIL' }}   | ${refuse('E11.1a', 'not-running')}
    ${'suspended'} | ${{ code: 'TERMINATION_NOTICE', channel: 'EMAIL' }}   | ${refuse('E8.2a', 'own-command', [{ command: 'terminate-for-cause' }])}
  `('11.1: $life: LEGAL asks $input.code by $input.channel: $refusal.because', async ({ life, input, refusal }) => {
    const { given, when } = story();
    if (life === 'pending') await given.baselineA({ startsOn: '2028-01-01' });
    else if (life === 'baselineA' || life === 'ended') await given.baselineA();
    else await given.baselineD();
    await when.itIs(life === 'suspended' ? '2027-02-27' : '2027-02-12'); // notified on the 11th by e-mail: nothing else is overdue
    if (life === 'ended') await when.client.asks('denounce', {});
    if (life === 'ended') await when.itIs('2028-01-05');
    expect((await when.legal.asks('send-notice', input)).refused).toEqual(refusal);
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

  test('11.1: a bounce that is told again after its letter has left is not answered by a second letter', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-26 09:00');
    await given.outside({ type: 'bounce', at: '2027-02-26 10:00' });
    await when.itIs('2027-02-27');
    const [accepted, ...facts] = await check.facts();
    const bounced = facts.find((one) => one.type === 'notice.bounced');
    if (!accepted || !bounced) throw new Error('nothing came back');
    const contract = [...facts, { ...bounced, at: '2027-02-27T11:00:00.000Z' }].reduce(record, open(accepted));
    expect(duties(contract).filter((one) => one.action === 'notice.send')).toEqual([]);
  });
});

describe('E11.1b what comes back is said again only while it holds', () => {
  const breach = { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' } as const;
  /** The notices of a code that are answered by a letter when each of those sent comes back by itself. */
  const saidAgain = async (check: ReturnType<typeof story>['check'], code: string): Promise<boolean[]> => {
    const facts = await check.facts();
    const contract = await contractAt(check);
    const at = facts.at(-1)?.at ?? '';
    return facts.flatMap((one) => {
      if (one.type !== 'notice.sent' || one.code !== code) return [];
      const after = record(contract, { type: 'notice.bounced', at, by: 'outside', article: 'E11.1b', notice: one.notice });
      const letter = after.notices?.find((entry) => entry.notice === `${one.notice}/letter`);
      if (letter) expect(letter).toMatchObject({ code, channel: 'REGISTERED_LETTER', about: { replaces: one.about.replaces ?? one.notice } });
      return [letter !== undefined];
    });
  };

  test('11.1, 8.3 (a): a default notice, while anything of its own case is unpaid, by whatever channel it went', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-09');
    check.done(await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: 'REGISTERED_LETTER' }));
    await when.itIs('2027-05-10'); // the invoice of April was notified on the 9th
    expect(await saidAgain(check, 'DEFAULT_NOTICE')).toEqual([true, true, true]);
    await when.pays(7_080, '2027-05-11'); // the invoice of March
    expect(await saidAgain(check, 'DEFAULT_NOTICE')).toEqual([false, false, true]);
  });

  test('11.1, 8.2: a termination notice, while it is not withdrawn', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-01');
    check.done(await when.client.asks('notify-breach', breach));
    await when.itIs('2027-03-10');
    check.done(await when.theyTerminate());
    check.done(await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'text', channel: 'EMAIL' }));
    expect(await saidAgain(check, 'TERMINATION_NOTICE')).toEqual([true, true]);
    await when.pays(70_560, '2027-03-11'); // the Company's own falls
    expect(await saidAgain(check, 'TERMINATION_NOTICE')).toEqual([false, true]);
  });

  test('11.1, 8.2 (ii): the notice of a breach, while it is not cured', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-02-01');
    check.done(await when.legal.asks('notify-breach', breach));
    check.done(await when.legal.asks('notify-breach', { ...breach, clause: '3.1' }));
    expect(await saidAgain(check, 'BREACH_NOTICE')).toEqual([true, true]);
    const [first] = (await contractAt(check)).breaches ?? [];
    check.done(await when.client.asks('declare-cured', { breach: first?.id ?? '', evidence: 'text' }));
    check.done(await when.legal.decides('CURE', 'CURED'));
    expect(await saidAgain(check, 'BREACH_NOTICE')).toEqual([false, true]);
  });

  test('11.1, 8.3 (a): that of a suspension, while it stands', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.done(await when.legal.asks('suspend-for-emailing', { facts: 'text', evidence: 'text' }));
    expect(await saidAgain(check, 'SUSPENSION_NOTICE')).toEqual([true, true]);
    check.done(await when.legal.asks('lift-suspension', { suspension: 'PAYMENT', reason: 'text' }));
    expect(await saidAgain(check, 'SUSPENSION_NOTICE')).toEqual([false, true]);
  });
});

describe('E11.1a what leaves', () => {
  test('11.1: a notice that nobody waits for any more does not leave', () => {
    const duty = { id: 'notice/termination/1', action: 'notice.send', due: 0, article: 'E8.2a', ref: 'termination/1' } as const;
    expect(noticeOf(contractOf(), duty, dayOf('2027-02-11'))).toBeUndefined();
    expect(fulfil(contractOf(), duty, { sentAt: '2027-02-11T07:00:00.000Z' }, 0)).toEqual([]);
  });

  test('11.1: where an e-mail cannot leave and a letter goes instead, it is the letter that counts', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-11 07:59');
    const contract = await contractAt(check);
    const duty = duties(contract).find((one) => one.action === 'notice.send');
    const answer = { sentAt: '2027-02-12T07:00:00.000Z', channel: 'REGISTERED_LETTER' as const };
    expect(duty && fulfil(contract, duty, answer, 0)).toMatchObject([
      {
        type: 'notice.sent',
        code: 'DEFAULT_NOTICE',
        channel: 'REGISTERED_LETTER',
        sentOn: '2027-02-12',
        deemedOn: '2027-02-16',
        about: { invoices: ['T1'] },
      },
    ]);
  });

  test('11.1: an open case goes once by each channel', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-12');
    const asks = (channel: 'EMAIL' | 'HAND') => when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel, signedReceipt: 'text' });
    check.done(await asks('HAND'));
    for (const channel of ['HAND', 'EMAIL'] as const)
      expect((await asks(channel)).refused).toMatchObject({ article: 'E8.3a', because: 'nothing-overdue' });
  });

  test('A11: a decided notice bears its order from the second one on, told once or twice', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-03-01');
    for (const clause of ['4.2', '3.1', '6.2'])
      check.done(await when.legal.asks('notify-breach', { clause, facts: 'text', evidence: 'text', channel: 'EMAIL' }));
    expect((await contractAt(check)).breaches?.map((one) => one.notice)).toEqual(
      ['', '/2', '/3'].map((order) => `breach/company/2027-03-01${order}`),
    );
  });

  test('8.1: the Company’s own denunciation of a suspended subscription names its term', async () => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'renewal.whileSuspended': 'COMPANY_DENOUNCES' } });
    await when.itIs('2027-10-01');
    const sent = (await check.facts()).filter((one) => one.type === 'notice.sent' && one.code === 'COMPANY_DENUNCIATION');
    expect(sent).toMatchObject([{ about: { term: 1 } }]);
  });
});
