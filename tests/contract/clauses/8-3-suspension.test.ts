/** CGUV 8.3 (a): from which day a case suspends, whom it waits for, and what is refused meanwhile, when several notices, documents and cases meet. */
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf, instantOf, momentOf } from '../../../contract/calendar.ts';
import { duties, fold, receive } from '../../../contract/contract.ts';
import type { FactOf } from '../../../contract/facts.ts';
import { paidDefaults } from '../../../contract/suspension.ts';
import type { Actors } from '../../scenarios/scenario.ts';
import { contractAt, story } from './story.ts';

const HANDED = { code: 'DEFAULT_NOTICE', channel: 'HAND', signedReceipt: 'text' } as const;
const COMPLAINT = { complaint: 'cpl_1', text: 'text', documented: true } as const;
const COMMAND = { 'suspension.mode': 'COMMAND' };
const appliedOn = async (check: Actors['check']) =>
  (await check.facts()).flatMap((one) => (one.type === 'suspension.applied' ? [civilOf(dayOf(one.at.slice(0, 10)) + 1)] : [])); // 00:00 in Paris is the evening before
const questions = async ({ see }: Actors) =>
  (await see.tasks()).filter((one) => one.kind === 'SUSPENSION').map((one) => `${one.openedOn} ${one.state}`);

/** Monthly from 2027-03-01, the card is refused: T1 and T2 are notified in one notice handed over on 2027-05-10, cured until the 20th. */
async function oneCaseOfTwo({ given, when, check }: Actors, parameters: Record<string, unknown> = {}): Promise<void> {
  await given.baselineM({ means: 'card_declined', noticeChannel: 'HAND', parameters });
  await when.itIs('2027-05-10');
  check.done(await when.legal.asks('send-notice', HANDED));
}

/** Monthly, on terms that leave suspension to a person: T1 is disputed and held, T2 is notified on 2027-05-09, cured until the 22nd; T1's dispute is rejected on the 25th. */
async function twoCases(actors: Actors): Promise<void> {
  const { given, when, check } = actors;
  await given.baselineM({ means: 'card_declined', parameters: COMMAND });
  await when.itIs('2027-04-20');
  check.done(await when.client.asks('open-complaint', { ...COMPLAINT, invoice: 'T1' }));
  await when.itIs('2027-05-25');
  expect(await questions(actors)).toEqual(['2027-05-23 OPEN']);
  check.done(await when.legal.decides('DISPUTE', 'REJECT'));
}

describe('E8.3a the day', () => {
  test.each`
    timing                   | second                                                      | suspended       | why
    ${'AFTER_CURE_DAYS'}     | ${null}                                                     | ${'2027-02-26'} | ${'ten full days after the receipt of 15 February'}
    ${'AFTER_CURE_DAYS'}     | ${HANDED}                                                   | ${'2027-02-23'} | ${'handed over on the 12th, that receipt is the first'}
    ${'AFTER_CURE_DAYS'}     | ${{ code: 'DEFAULT_NOTICE', channel: 'REGISTERED_LETTER' }} | ${'2027-02-26'} | ${'a letter received on the 16th moves nothing'}
    ${'FROM_DEEMED_RECEIPT'} | ${null}                                                     | ${'2027-02-15'} | ${'these terms wait for the receipt alone'}
    ${'FROM_DEEMED_RECEIPT'} | ${{ code: 'DEFAULT_NOTICE', channel: 'REGISTERED_LETTER' }} | ${'2027-02-15'} | ${'the first receipt counts'}
  `(
    '8.3 (a): $timing, notified on 2027-02-11 and again on the 12th by $second: suspended on $suspended: $why',
    async ({ timing, second, suspended }) => {
      const { given, when, check } = story();
      await given.baselineD({ parameters: { 'suspension.timing': timing } });
      await when.itIs('2027-02-12');
      if (second) check.done(await when.legal.asks('send-notice', second));
      await when.itIs('2027-03-31');
      expect(await appliedOn(check)).toEqual([suspended]);
    },
  );

  test.each`
    accepted        | read            | suspended       | why
    ${'2027-02-12'} | ${'2027-02-13'} | ${'2027-02-26'} | ${'the ten days that run are not changed by the terms of the next day, nor by the reading'}
    ${null}         | ${'2027-02-13'} | ${'2027-02-24'} | ${'read early, its ten days run from then'}
  `(
    'A13, 11.1: terms with twenty days accepted on $accepted, the notice read on $read: suspended on $suspended: $why',
    async ({ accepted, read, suspended }) => {
      const { given, when, check } = story();
      await given.baselineD({ parameters: { 'notice.earlyAck': 'STARTS_PERIOD' } });
      await when.itIs('2027-02-12');
      if (accepted)
        check.done(await when.client.asks('accept-terms', { termsVersion: '2', parameters: { 'default.cureDays': 20 }, evidence: 'text' }));
      await given.outside({ type: 'read-receipt', at: `${read} 10:00` });
      await when.itIs('2027-03-31');
      expect(await appliedOn(check)).toEqual([suspended]);
    },
  );

  test('11.1: the acknowledgement of one notice is not that of another', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-08 12:00');
    await given.outside({ type: 'read-receipt', at: '2027-05-10 10:00' }); // of the notice of 8 April
    await when.itIs('2027-05-11');
    const { cases = [] } = await contractAt(check);
    expect(cases.map(({ sent }) => sent.map(({ acknowledged }) => acknowledged))).toEqual([[true], [undefined]]);
  });
});

describe('E8.3a suspension.mode', () => {
  test('8.3 (a): COMMAND: on one of several documents it may be used from the day of the first that is ripe', async () => {
    const actors = story();
    const { when, check } = actors;
    await oneCaseOfTwo(actors, COMMAND);
    await when.itIs('2027-05-15');
    check.done(await when.client.asks('open-complaint', { ...COMPLAINT, invoice: 'T1' }));
    await when.itIs('2027-05-20 23:59');
    expect((await when.billing.asks('suspend', { reason: 'text' })).refused).toMatchObject({
      ...{ because: 'cure-period-running', allowed: [{ command: 'suspend', from: '2027-05-21' }], values: { from: '2027-05-21' } },
    });
    await when.itIs('2027-05-25');
    check.done(await when.legal.decides('DISPUTE', 'REJECT')); // T1 would suspend from the 26th
    check.done(await when.billing.asks('suspend', { reason: 'text' }));
    await check.state('SUSPENDED');
  });

  test('8.3 (a): COMMAND: a person is asked of each case once, and suspends on the one that is ripe first', async () => {
    const actors = story();
    const { when, check } = actors;
    await twoCases(actors);
    const second = (await contractAt(check)).cases?.[1]?.id;
    check.done(await when.billing.asks('suspend', { reason: 'text' }));
    expect((await check.facts()).at(-2)).toMatchObject({ type: 'suspension.applied', defaultCase: second });
    expect((await contractAt(check)).tasks?.map((one) => one.kind)).toEqual(['OTHER_DEBT']); // that question is answered
    check.refused(await when.legal.decides('SUSPENSION', 'SUSPEND'), 'A10');
  });

  test('8.3 (a): COMMAND: the question of a case lapses with its payment, that of another stays, and so does each while e-mailing is suspended', async () => {
    const actors = story();
    const { when, check } = actors;
    await twoCases(actors);
    await when.itIs('2027-05-26');
    expect(await questions(actors)).toEqual(['2027-05-23 OPEN', '2027-05-26 OPEN']);
    check.done(await when.legal.asks('suspend-for-emailing', { facts: 'text', evidence: 'text' }));
    const open = async () => (await contractAt(check)).tasks?.flatMap((one) => (one.kind === 'SUSPENSION' ? [one.about] : []));
    const [first, second] = (await contractAt(check)).cases?.map(({ id }) => id) ?? [];
    expect(await open()).toEqual([second, first]);
    await when.billing.asks('record-payment', { amountCents: 7_080, orderedOn: '2027-05-26', means: 'TRANSFER', invoice: 'T1' });
    expect(await open()).toEqual([second]);
  });

  test('8.3 (a): COMMAND: nobody is asked while a dispute holds the case', async () => {
    const actors = story();
    const { given, when } = actors;
    await given.baselineD({ parameters: COMMAND });
    await when.itIs('2027-02-25');
    await when.client.asks('open-complaint', { ...COMPLAINT, invoice: 'T1' });
    expect((await when.billing.asks('suspend', { reason: 'text' })).refused).toMatchObject({ because: 'nothing-overdue' });
    await when.itIs('2027-04-01');
    expect(await questions(actors)).toEqual([]);
  });
});

describe('E8.3a what is refused', () => {
  const hold = (until: string) => ({ until, reason: 'text' });
  test.each`
    at              | parameters | command              | input                 | because                 | allowed
    ${'2027-02-20'} | ${{}}      | ${'suspend'}         | ${{ reason: 'text' }} | ${'suspends-by-itself'} | ${['hold-suspension']}
    ${'2027-03-01'} | ${{}}      | ${'suspend'}         | ${{ reason: 'text' }} | ${'already-suspended'}  | ${['lift-suspension']}
    ${'2027-03-01'} | ${{}}      | ${'hold-suspension'} | ${hold('2027-03-10')} | ${'already-suspended'}  | ${['lift-suspension']}
    ${'2027-02-20'} | ${{}}      | ${'hold-suspension'} | ${hold('2027-02-19')} | ${'day-is-past'}        | ${[]}
    ${'2027-02-20'} | ${{}}      | ${'hold-suspension'} | ${hold('2027-02-20')} | ${undefined}            | ${[]}
    ${'2027-05-01'} | ${COMMAND} | ${'suspend'}         | ${{ reason: 'text' }} | ${'not-running'}        | ${[]}
    ${'2027-05-01'} | ${COMMAND} | ${'hold-suspension'} | ${hold('2027-05-10')} | ${'not-running'}        | ${[]}
  `('8.3 (a): on $at, $command $input is refused: $because', async ({ at, parameters, command, input, because, allowed }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters });
    if (because === 'not-running') {
      await when.itIs('2027-02-27');
      check.done(await when.theyTerminate()); // C = 2027-04-01
    }
    await when.itIs(at);
    const { refused } = await when.billing.asks(command as 'suspend', input);
    expect([refused?.article, refused?.because, refused?.allowed.map((one) => one.command) ?? []]).toEqual([because && 'E8.3a', because, allowed]);
  });

  test('8.3 (a): PAY_ONLY closes the space to the client, who is told how to pay, and not to SUPPORT', async () => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'suspension.clientSpace': 'PAY_ONLY' } });
    await when.itIs('2027-02-27');
    expect((await when.client.asks('open-complaint', COMPLAINT)).refused).toMatchObject({
      ...{ because: 'pay-only', allowed: [{ command: 'pay-now' }, { command: 'payment-methods' }] },
    });
    check.done(await when.support.asks('open-complaint', COMPLAINT));
  });
});

describe('E8.3a the notice', () => {
  test('11.1: the question of a notice by hand stays while anything overdue is left to notify', async () => {
    const { given, when, check } = story();
    await given.baselineD({ noticeChannel: 'HAND' });
    await when.itIs('2027-02-12');
    await when.pays(70_559, '2027-02-13');
    check.done(await when.legal.decides('HAND_NOTICE', 'SEND_BY_EMAIL'));
    await check.messages({ DEFAULT_NOTICE: ['2027-02-13'] });
  });

  test('11.1: a second sending is of the case that was sent before, and leaves another case as it is', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-05-10'); // the invoices of March and April, each in a case of its own
    check.done(await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: 'REGISTERED_LETTER' }));
    const channels = async () => (await contractAt(check)).cases?.map(({ invoices, sent }) => [...invoices, ...sent.map(({ channel }) => channel)]);
    const letter = 'REGISTERED_LETTER';
    expect(await channels()).toEqual([
      ['T1', 'EMAIL', letter],
      ['T2', 'EMAIL'],
    ]);
    check.done(await when.legal.asks('send-notice', { code: 'DEFAULT_NOTICE', channel: letter }));
    expect(await channels()).toEqual([
      ['T1', 'EMAIL', letter],
      ['T2', 'EMAIL', letter],
    ]);
  });

  test.each`
    cents     | left
    ${70_559} | ${1}
    ${70_560} | ${0}
  `('A12: decided on and not sent yet when $cents c come in, $left notice is to leave', async ({ cents, left }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-10');
    const at = momentOf('2027-02-10T12:00:00.000Z');
    const decided: FactOf<'notice.decided'> = {
      ...({ type: 'notice.decided', at: '2027-02-10T12:00:00.000Z', by: 'engine', article: 'E11.1a' } as const),
      ...({ notice: 'default/T1/email/2027-02-10', code: 'DEFAULT_NOTICE', channel: 'EMAIL', from: 'COMPANY', about: { invoices: ['T1'] } } as const),
    };
    const paid = { type: 'client-payment', key: 'k', at: decided.at, amountCents: cents, orderedOn: '2027-02-10', means: 'TRANSFER' } as const;
    const waiting = fold(await contractAt(check), [decided]);
    const contract = fold(waiting, receive(waiting, paid, at));
    expect(duties(contract).filter((one) => one.action === 'notice.send' && one.due <= at)).toHaveLength(left);
  });

  test('11.1: a suspension by decision that is told after another notice comes back goes again by letter', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-03-01');
    await when.legal.asks('notify-breach', { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' });
    await when.legal.asks('suspend-for-declarations', { facts: 'text', evidence: 'text' });
    await when.otherLegal.decides('FOUR_EYES', 'APPROVE');
    await given.outside({ type: 'bounce', at: '2027-03-02' });
    await when.itIs('2027-03-02');
    await check.messages({ SUSPENSION_NOTICE: ['2027-03-01', '2027-03-02'] });
  });

  test.each`
    per               | indemnities
    ${'LATE_INVOICE'} | ${8_000}
    ${'DEFAULT_CASE'} | ${4_000}
  `('5.3: indemnity per $per: two invoices of one notice bear $indemnities c', async ({ per, indemnities }) => {
    const actors = story();
    const { when, check } = actors;
    await oneCaseOfTwo(actors, { 'recoveryIndemnity.per': per });
    await when.pays(14_160, '2027-05-25');
    await when.theDayEnds('2027-05-25');
    // 7 080 at 3 %: a month and 25 days of 31 since 31 March (383.69), 24 days of 31 since 1 May (164.43)
    await check.documents('D', [{ grossCents: 383 + 164 + indemnities }]);
  });
});

describe('E8.1b HOLD_INVOICE', () => {
  test.each`
    formula                                                                          | status                | issued          | why
    ${{ formula: 'yearly', months: 12, netCents: 58_800, instalments: 12 }}          | ${'NON_PROFESSIONAL'} | ${'2027-03-04'} | ${'the term began before the suspension'}
    ${{ formula: 'two', months: 2, netCents: 11_800, instalments: 2, termDays: 36 }} | ${'PROFESSIONAL'}     | ${'2027-04-05'} | ${'the term began on the day of the suspension'}
  `('8.1: suspended, the instalment of $issued is issued: $why', async ({ formula, status, issued }) => {
    const { given, when, check } = story();
    const parameters = { 'renewal.whileSuspended': 'HOLD_INVOICE' };
    const at = formula.months === 2 ? '2027-01-05 10:00' : '2027-01-04 10:30';
    await given.subscription({ formula: formula.formula, at, means: 'card_declined', status, parameters }, [formula]);
    await when.itIs('2027-04-10');
    expect(await appliedOn(check)).toEqual([formula.months === 2 ? '2027-03-05' : '2027-02-26']);
    const days = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind !== 'REJECTION_FEE' ? [one.issuedOn] : []));
    expect(days).toContain(issued);
  });
});

describe('A12 the notices that a payment disproves', () => {
  const days = (list: { paidOn: number }[]) => list.map(({ paidOn }) => civilOf(paidOn));
  test('A12: a default notice is disproved by the day on which the last of its documents was paid in full', async () => {
    const actors = story();
    const { when, check } = actors;
    await oneCaseOfTwo(actors);
    await when.itIs('2027-05-12');
    await when.billing.asks('record-payment', { amountCents: 3_000, orderedOn: '2027-05-11', means: 'TRANSFER', invoice: 'T1' });
    const contract = await contractAt(check);
    const paid = (first: number, second: number, on: string) =>
      days(
        paidDefaults(
          contract,
          [
            { document: 'T2', cents: second },
            { document: 'T1', cents: first },
          ],
          dayOf(on),
        ),
      );
    expect(paid(4_080, 7_080, '2027-05-10')).toEqual(['2027-05-11']);
    expect(paid(4_080, 7_080, '2027-05-12')).toEqual(['2027-05-12']);
    expect(paid(4_079, 7_080, '2027-05-12')).toEqual([]);
    expect(paid(4_080, 7_079, '2027-05-12')).toEqual([]);
    expect(paidDefaults(contract, [{ document: 'T1', cents: 4_080 }], dayOf('2027-05-12'))).toEqual([]);
    expect(paidDefaults({ ...contract, receivables: [] }, [], instantOf(0))).toEqual([]);
  });

  test('A12: nothing notified, nothing is disproved', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-01-10');
    expect(paidDefaults(await contractAt(check), [{ document: 'T1', cents: 70_560 }], dayOf('2027-01-10'))).toEqual([]);
  });
});
