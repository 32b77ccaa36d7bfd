/** Section C: the values that another deployment may give to the parameters of A, 8.1 and 11.1, each beside the default. */
import { describe, expect, test } from 'vitest';
import { story } from './story.ts';

const under = (parameters: Record<string, unknown>) => ({ parameters });
const BREACH = { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' } as const;
const LEAVE = { ground: 'BREACH', facts: 'text', channel: 'EMAIL' } as const;

describe('months.endOfMonth (A3)', () => {
  test.each`
    value                  | second          | third
    ${'CLAMP_FROM_ANCHOR'} | ${'2027-03-30'} | ${'2027-04-29'}
    ${'CLAMP_AND_DRIFT'}   | ${'2027-03-27'} | ${'2027-04-27'}
  `('A3: with $value the monthly terms from 31 January end on $second and $third', async ({ value, second, third }) => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'monthly', at: '2027-01-31 10:00', ...under({ 'months.endOfMonth': value }) });
    await when.itIs('2027-03-01');
    await check.view({ term: { number: 2, startsOn: '2027-02-28', endsOn: second } });
    await when.itIs('2027-03-31');
    await check.view({ term: expect.objectContaining({ endsOn: third }) });
  });

  test.each`
    value                  | endsOn
    ${'CLAMP_FROM_ANCHOR'} | ${'2027-03-30'}
    ${'CLAMP_AND_DRIFT'}   | ${'2027-03-27'}
  `('A3, 8.1: with $value a denunciation in time ends the running term where it ends, on $endsOn', async ({ value, endsOn }) => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'monthly', at: '2027-01-31 10:00', ...under({ 'months.endOfMonth': value }) });
    await when.itIs('2027-03-01');
    await when.client.asks('denounce', {});
    await check.view({ cessationOn: endsOn, denunciation: expect.objectContaining({ term: 2, endsOn }) });
  });

  test.each`
    value                  | issued
    ${'CLAMP_FROM_ANCHOR'} | ${['2027-01-31', '2027-02-28', '2027-03-31']}
    ${'CLAMP_AND_DRIFT'}   | ${['2027-01-31', '2027-02-28', '2027-03-31']}
  `('A3: with $value the instalments of the first term are counted from its first day', async ({ value, issued }) => {
    const { given, when, check } = story();
    const yearly = { formula: 'yearly', months: 12, netCents: 58_800, instalments: 12 };
    await given.subscription({ formula: 'yearly', at: '2027-01-31 10:00', ...under({ 'months.endOfMonth': value }) }, [yearly]);
    await when.itIs('2027-04-01');
    await check.documents(
      'F',
      issued.map((issuedOn: string) => ({ issuedOn })),
    );
  });
});

describe('denunciation.test (E8.1d)', () => {
  test.each`
    value                | at                    | endsOn          | because
    ${'SENT'}            | ${'2027-10-03 23:59'} | ${'2028-01-03'} | ${'the sending counts'}
    ${'DEEMED_RECEIVED'} | ${'2027-09-29 23:59'} | ${'2028-01-03'} | ${'received on Saturday 2 October'}
    ${'DEEMED_RECEIVED'} | ${'2027-09-30 00:00'} | ${'2029-01-03'} | ${'received on Monday 4 October, too late'}
    ${'DEEMED_RECEIVED'} | ${'2027-10-03 12:00'} | ${'2029-01-03'} | ${'it would have to be received that day'}
  `('8.1 (d): by $value, denounced at $at it ends on $endsOn: $because', async ({ value, at, endsOn }) => {
    const { given, when, check } = story();
    await given.baselineA(under({ 'denunciation.test': value }));
    await when.itIs(at);
    check.done(await when.client.asks('denounce', {}));
    await check.view({ denunciation: expect.objectContaining({ endsOn }) });
  });
});

describe('notice.ackRequired (E11.1b)', () => {
  test.each`
    required | acknowledged | done
    ${false} | ${false}     | ${true}
    ${true}  | ${false}     | ${false}
    ${true}  | ${true}      | ${true}
  `('11.1: required $required, acknowledged $acknowledged: a termination is possible, $done', async ({ required, acknowledged, done }) => {
    const { given, when, check } = story();
    await given.baselineD(under({ 'notice.ackRequired': required }));
    await when.itIs('2027-02-12');
    if (acknowledged) await given.outside({ type: 'read-receipt', at: '2027-02-12 13:00' });
    await when.itIs('2027-03-01');
    const answer = await when.theyTerminate();
    if (done) check.done(answer);
    else check.refused(answer, 'E11.1b');
  });

  test('11.1: a registered letter needs no acknowledgement', async () => {
    const { given, when, check } = story();
    await given.baselineD({ noticeChannel: 'REGISTERED_LETTER', ...under({ 'notice.ackRequired': true }) });
    await when.itIs('2027-03-01');
    check.done(await when.theyTerminate());
  });
});

describe('notice.earlyAck (E11.1b)', () => {
  test.each`
    value              | suspended       | because
    ${'EVIDENCE_ONLY'} | ${'2027-02-26'} | ${'deemed received on Monday 15 February'}
    ${'STARTS_PERIOD'} | ${'2027-02-23'} | ${'acknowledged on Friday 12 February'}
  `('11.1: with $value a default acknowledged at once suspends on $suspended: $because', async ({ value, suspended }) => {
    const { given, when, check } = story();
    await given.baselineD(under({ 'notice.earlyAck': value }));
    await when.itIs('2027-02-11 12:00');
    await given.outside({ type: 'read-receipt', at: '2027-02-12 09:00' });
    await when.itIs('2027-03-31');
    const applied = (await check.facts()).flatMap((one) => (one.type === 'suspension.applied' ? [one.at.slice(0, 10)] : []));
    expect(applied).toEqual([new Date(Date.parse(suspended) - 86_400_000).toISOString().slice(0, 10)]); // 00:00 in Paris is the evening before in UTC
  });

  test.each`
    value              | cessation
    ${'EVIDENCE_ONLY'} | ${'2027-07-03'}
    ${'STARTS_PERIOD'} | ${'2027-07-01'}
  `('11.1: with $value a termination read the next day ends on $cessation', async ({ value, cessation }) => {
    const { given, when, check } = story();
    await given.baselineA(under({ 'notice.earlyAck': value }));
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', BREACH);
    await when.itIs('2027-05-31');
    check.done(await when.client.asks('terminate-for-cause', LEAVE));
    await given.outside({ type: 'read-receipt', at: '2027-06-01 09:00' });
    await when.itIs('2027-06-02');
    await check.view({ cessationOn: cessation });
  });

  test.each`
    value              | from
    ${'EVIDENCE_ONLY'} | ${'2027-05-30'}
    ${'STARTS_PERIOD'} | ${'2027-05-28'}
  `('11.1: with $value a breach read the next day opens termination from $from', async ({ value, from }) => {
    const { given, when, check } = story();
    await given.baselineA(under({ 'notice.earlyAck': value }));
    await when.itIs('2027-04-26');
    await when.client.asks('notify-breach', BREACH);
    await given.outside({ type: 'read-receipt', at: '2027-04-27 09:00' });
    await when.theDayEnds(new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10));
    check.refused(await when.client.asks('terminate-for-cause', LEAVE), 'E8.2-ii');
    await when.itIs(`${from} 00:00`);
    check.done(await when.client.asks('terminate-for-cause', LEAVE));
  });
});

describe('term.startsOn (E8.1a)', () => {
  test.each`
    value               | startsOn        | refused
    ${'ACCEPTANCE_DAY'} | ${undefined}    | ${false}
    ${'ACCEPTANCE_DAY'} | ${'2027-02-01'} | ${false}
    ${'CHOSEN_DAY'}     | ${undefined}    | ${true}
    ${'CHOSEN_DAY'}     | ${'2027-02-01'} | ${false}
  `('8.1: with $value and startsOn $startsOn, refused $refused', async ({ value, startsOn, refused }) => {
    const { given, check } = story();
    const answer = await given.baselineA({ ...(startsOn ? { startsOn } : {}), ...under({ 'term.startsOn': value }) });
    if (refused) check.refused(answer, 'E8.1a');
    else check.done(answer);
  });
});

describe('renewal.whileSuspended (E8.1b)', () => {
  test('8.1: HOLD_INVOICE renews, and invoices only when access comes back, dated that day', async () => {
    const { given, when, check } = story();
    await given.baselineD(under({ 'renewal.whileSuspended': 'HOLD_INVOICE' }));
    await when.itIs('2028-02-01');
    await check.view({ state: 'SUSPENDED', term: expect.objectContaining({ number: 2 }) });
    await check.documents('F', [{ issuedOn: '2027-01-04' }, { kind: 'REJECTION_FEE' }]);
    await when.registers('card_ok');
    await when.client.asks('pay-now', {});
    await check.state('ACTIVE');
    await check.documents('F', [
      { issuedOn: '2027-01-04' },
      { kind: 'REJECTION_FEE' },
      { issuedOn: '2028-02-01', dueOn: '2028-03-02', netCents: 58_800 },
    ]);
  });

  test('8.1: HOLD_INVOICE holds nothing where access is open', async () => {
    const { given, when, check } = story();
    await given.baselineA(under({ 'renewal.whileSuspended': 'HOLD_INVOICE' }));
    await when.itIs('2028-01-04 12:00');
    await check.documents('F', [{ issuedOn: '2027-01-04' }, { issuedOn: '2028-01-04' }]);
  });

  test.each`
    value                  | denounced         | ends            | because
    ${'RENEW'}             | ${[]}             | ${null}         | ${'LEGAL is asked, and silence renews'}
    ${'COMPANY_DENOUNCES'} | ${['2027-09-19']} | ${'2028-01-03'} | ${'fourteen days before the last sending day'}
  `('8.1: with $value a suspended subscription is denounced on $denounced: $because', async ({ value, denounced, ends }) => {
    const { given, when, check } = story();
    await given.baselineD(under({ 'renewal.whileSuspended': value }));
    await when.itIs('2027-12-01');
    await check.messages({ COMPANY_DENUNCIATION: denounced });
    await check.tasks('RENEWAL_REVIEW', ends ? [] : ['2027-09-19']);
    await check.view({ cessationOn: ends });
  });

  test('8.1, 11.1: COMPANY_DENOUNCES sends a denunciation that comes back by letter, and not by e-mail again', async () => {
    const { given, when, check } = story();
    await given.baselineD(under({ 'renewal.whileSuspended': 'COMPANY_DENOUNCES' }));
    await when.itIs('2027-09-20');
    await given.outside({ type: 'bounce', at: '2027-09-21' });
    await when.itIs('2027-10-20');
    await check.messages({ COMPANY_DENUNCIATION: ['2027-09-19', '2027-09-21'] });
    await check.view({ cessationOn: '2028-01-03' });
  });

  test('8.1: COMPANY_DENOUNCES leaves alone what was paid before', async () => {
    const { given, when, check } = story();
    await given.baselineD(under({ 'renewal.whileSuspended': 'COMPANY_DENOUNCES' }));
    await when.itIs('2027-09-01');
    await when.registers('card_ok');
    await when.client.asks('pay-now', {});
    await when.itIs('2028-01-05');
    await check.messages({ COMPANY_DENUNCIATION: [] });
    await check.view({ term: expect.objectContaining({ number: 2 }) });
  });
});

describe('formulaChange.lateRequest (E8.1e)', () => {
  const monthly = { formula: { code: 'monthly', months: 1 } };
  test.each`
    choice       | formula
    ${'ACCEPT'}  | ${'monthly'}
    ${'REFUSE'}  | ${'yearly'}
    ${undefined} | ${'yearly'}
  `('8.1 (e): asked on E under ASK_BILLING and decided $choice, the next term is $formula', async ({ choice, formula }) => {
    const { given, when, check } = story();
    await given.baselineA(under({ 'formulaChange.lateRequest': 'ASK_BILLING' }));
    await when.itIs('2028-01-03 10:00');
    check.done(await when.client.asks('choose-formula', monthly));
    await check.tasks('LATE_FORMULA_CHOICE', ['2028-01-03']);
    check.refused(await when.client.asks('choose-formula', monthly), 'E8.1e');
    if (choice) check.done(await when.billing.decides('LATE_FORMULA_CHOICE', choice));
    await when.itIs('2028-01-04 12:00');
    await check.view({ formula: expect.objectContaining({ code: formula }) });
    check.refused(await when.billing.decides('LATE_FORMULA_CHOICE', 'ACCEPT'), 'A10');
  });

  test('8.1 (e): in time nobody is asked', async () => {
    const { given, when, check } = story();
    await given.baselineA(under({ 'formulaChange.lateRequest': 'ASK_BILLING' }));
    await when.itIs('2028-01-02 23:59');
    check.done(await when.client.asks('choose-formula', monthly));
    await check.tasks('LATE_FORMULA_CHOICE', []);
  });
});
