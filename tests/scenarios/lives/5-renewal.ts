import { expect } from 'vitest';
import { scenario } from '../scenario.ts';

scenario('S48', 'denounced at the last moment', ['E8.1d', 'E8.1f'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-10-03T21:59:59Z');
  check.done(await when.client.asks('denounce', {}));
  await check.messages({ DENUNCIATION_ACK: ['2027-10-03'] });
  await check.view({ cessationOn: '2028-01-03', endCause: 'DENOUNCED_BY_CLIENT' });
  await when.itIs('2028-01-04');
  await check.state('ENDED');
  await check.documents('F', [{ issuedOn: '2027-01-04' }]);
});

scenario('S49', 'denounced one second later: the end of the next term', ['E8.1d'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-10-03T22:00:00Z');
  check.done(await when.client.asks('denounce', {}));
  await when.itIs('2028-01-04');
  await check.documents('F', [{}, { issuedOn: '2028-01-04', dueOn: '2028-02-03', grossCents: 70_560 }]);
  await check.view({
    state: 'ACTIVE',
    cessationOn: '2029-01-03',
    denunciation: { by: 'CLIENT', sentOn: '2027-10-04', term: 2, endsOn: '2029-01-03', withdrawUntil: '2028-10-03' },
  });
  await when.theDayEnds('2028-10-03');
  check.done(await when.client.asks('withdraw-denunciation', {}));
  await check.view({ cessationOn: null, renewsOn: '2029-01-04' });
});

scenario('S49', 'after its last sending day a withdrawal is for LEGAL to accept', ['E8.1d'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-09-01');
  await when.client.asks('denounce', {});
  await when.itIs('2027-10-04');
  check.done(await when.client.asks('withdraw-denunciation', {}));
  await check.view({ cessationOn: '2028-01-03' });
  check.done(await when.legal.decides('DENUNCIATION_WITHDRAWAL', 'ACCEPT'));
  await check.view({ cessationOn: null });
});

scenario('S50', 'two weeks for a monthly formula: in time', ['E8.1c'], async ({ given, when, check }) => {
  await given.baselineM();
  await when.itIs('2027-03-17');
  check.done(await when.client.asks('denounce', {}));
  await when.itIs('2027-04-01');
  await check.view({ state: 'ENDED', cessationOn: '2027-03-31' });
});

scenario('S50', 'two weeks for a monthly formula: a day late', ['E8.1c'], async ({ given, when, check }) => {
  await given.baselineM();
  await when.itIs('2027-03-18');
  check.done(await when.client.asks('denounce', {}));
  await when.itIs('2027-04-02');
  await check.view({ state: 'ACTIVE', cessationOn: '2027-04-30' });
  await when.itIs('2027-05-01');
  await check.state('ENDED');
});

scenario('S52', 'the Company denounces: sending counts', ['E8.1d'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-10-01');
  check.done(await when.legal.asks('denounce', {}));
  await check.deemed('COMPANY_DENUNCIATION', ['2027-10-05']);
  await check.view({ cessationOn: '2028-01-03', endCause: 'DENOUNCED_BY_COMPANY' });
});

scenario('S52', 'the Company denounces too late', ['E8.1d'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-10-04');
  check.refused(await when.legal.asks('denounce', {}), 'E8.1d');
});

scenario('S53', 'suspended at renewal: it renews all the same', ['E8.1b', 'E8.1g'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2028-01-05');
  await check.messages({ RENEWAL_REMINDER: ['2027-08-03'] });
  await check.tasks('RENEWAL_REVIEW', ['2027-09-19']);
  await check.view({ state: 'SUSPENDED', term: { number: 2, startsOn: '2028-01-04', endsOn: '2029-01-03' } });
  const price = (await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'PRICE');
  expect(price).toHaveLength(2);
  expect(price.at(-1)).toMatchObject({ issuedOn: '2028-01-04', dueOn: '2028-02-03', grossCents: 70_560 });
});

scenario('S54', 'denounced while suspended', ['E8.1d'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-09-01');
  check.done(await when.client.asks('denounce', {}));
  await when.theDayEnds('2028-01-03');
  await check.state('SUSPENDED');
  await when.itIs('2028-01-04');
  await check.view({ state: 'ENDED', exportUntil: '2028-04-03' });
  const price = (await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'PRICE');
  expect(price).toHaveLength(1);
});

scenario('S56', 'the renewal reminder', ['E8.1g'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-08-03 08:00');
  await check.messages({ RENEWAL_REMINDER: ['2027-08-03'] });
  await check.says('RENEWAL_REMINDER', { deadlines: ['2027-10-03'], netCents: 58_800 });
});

scenario('S56', 'a professional client gets none', ['E8.1g'], async ({ given, when, check }) => {
  await given.baselineA({ status: 'PROFESSIONAL' });
  await when.itIs('2028-01-05');
  await check.messages({ RENEWAL_REMINDER: [] });
});

scenario('S57', 'free exit from a renewal announced too late', ['E8.1g', 'E8.2b'], async ({ given, when, check }) => {
  await given.baselineM();
  await when.itIs('2027-03-02');
  await check.messages({ RENEWAL_REMINDER: ['2027-03-01'] });
  await check.says('RENEWAL_REMINDER', { deadlines: ['2027-03-17', '2027-04-16'] });
  await when.itIs('2027-04-02');
  check.done(await when.client.asks('pay-now', {}));
  await when.itIs('2027-04-10');
  check.done(await when.client.asks('free-exit', {}));
  await check.view({ cessationOn: '2027-04-10' });
  await when.itIs('2027-04-11');
  await check.documents('A', [{ netCents: 3_934, vatCents: 787, grossCents: 4_721 }]);
  await when.theDayEnds('2027-05-10');
  await check.messages({ REFUND_ISSUED: ['2027-05-10'] });
});

scenario('S57', 'free exit is refused in the term after', ['E8.1g'], async ({ given, when, check }) => {
  await given.baselineM();
  await when.itIs('2027-05-02');
  check.refused(await when.client.asks('free-exit', {}), 'E8.1g');
});

scenario('S58', 'from yearly to monthly on the last day but one', ['E8.1e'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2028-01-02T22:59:59Z');
  check.done(await when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } }));
  await when.itIs('2028-01-04');
  await check.documents('F', [{}, { issuedOn: '2028-01-04', dueOn: '2028-02-03', grossCents: 7_080 }]);
  await check.view({ term: { number: 2, startsOn: '2028-01-04', endsOn: '2028-02-03' }, lastDenunciationDay: '2028-01-20' });
});

scenario('S59', 'on the last day the choice is refused and offered for the next', ['E8.1e'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2028-01-03');
  check.refused(await when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } }), 'E8.1e');
  await when.itIs('2028-01-04');
  await check.messages({ FORMULA_CHOICE_REFUSED: ['2028-01-03'] });
  await check.documents('F', [{}, { issuedOn: '2028-01-04', grossCents: 70_560 }]);
  await check.view({ term: { number: 2, startsOn: '2028-01-04', endsOn: '2029-01-03' } });
});

scenario('E8.1e', 'the same duration is no other formula', ['E8.1e'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-06-01');
  check.refused(await when.client.asks('choose-formula', { formula: { code: 'yearly', months: 12 } }), 'E8.1e');
});

scenario('E8.1e', 'a late denunciation leaves the formula chosen for the next term standing', ['E8.1d', 'E8.1e'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-09-01');
  check.done(await when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } }));
  await when.itIs('2027-10-04');
  check.done(await when.client.asks('denounce', {}));
  await check.says('DENUNCIATION_ACK', { endsOn: '2028-02-03', inTime: false });
  await when.itIs('2028-01-04');
  await check.documents('F', [{}, { issuedOn: '2028-01-04', dueOn: '2028-02-03', grossCents: 7_080 }]);
  await check.view({ state: 'ACTIVE', cessationOn: '2028-02-03', term: { number: 2, startsOn: '2028-01-04', endsOn: '2028-02-03' } });
  await when.itIs('2028-02-04 00:00');
  await check.view({ state: 'ENDED', endCause: 'DENOUNCED_BY_CLIENT' });
});

scenario('E8.1f', 'denounced in time while a termination notice runs past the term: the earlier end wins', ['E8.1f', 'E8.2a'], async (actors) => {
  const { given, when, check } = actors;
  await given.subscription({ formula: 'half', at: '2027-01-04 10:30', means: 'card_declined' }, [{ formula: 'half', months: 6, netCents: 30_000 }]);
  await when.itIs('2027-06-15');
  check.done(await when.theyTerminate());
  await check.view({ cessationOn: '2027-07-18' });
  await when.itIs('2027-06-19 23:59');
  check.done(await when.client.asks('denounce', {}));
  await check.view({ cessationOn: '2027-07-03', endCause: 'DENOUNCED_BY_CLIENT' });
  await when.pays(36_000, '2027-07-10 09:00');
  await when.itIs('2027-07-20');
  await check.view({ state: 'ENDED', cessationOn: '2027-07-03' });
  await check.messages({ TERMINATION_WITHDRAWN: [], ENDED: ['2027-07-04'] });
});

scenario(
  'A12',
  'a letter of denunciation recorded after the renewal: LEGAL undoes it, and what it billed goes back',
  ['E8.1d', 'E8.1f', 'E8.2b', 'E8.6a'],
  async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2028-02-21'); // the renewal of 4 January was paid on the 3rd
    const letter = { code: 'CLIENT_DENUNCIATION', sentOn: '2027-10-01', channel: 'REGISTERED_LETTER', proof: 'LRAR 1A 000 000 0000 0' } as const;
    check.done(await when.support.asks('record-incoming-notice', letter));
    await check.tasks('LATE_DENUNCIATION', ['2028-02-21']);
    check.done(await when.legal.decides('LATE_DENUNCIATION', 'UNDO_RENEWAL'));
    await check.view({ state: 'ENDED', cessationOn: '2028-01-03', endCause: 'DENOUNCED_BY_CLIENT', exportUntil: '2028-05-21' });
    await check.documents('A', [{ issuedOn: '2028-02-21', netCents: 58_800, grossCents: 70_560 }]);
    await when.itIs('2028-03-23');
    await check.messages({ REFUND_ISSUED: ['2028-03-22'] });
  },
);
