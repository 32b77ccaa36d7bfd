/** CGUV 8.3 (b): what a declaration reaches, what it needs, and how it falls with its ground. */
import { describe, expect, test } from 'vitest';
import { accelerated, instalmentsLeft } from '../../../contract/acceleration.ts';
import { dayOf, instantOf } from '../../../contract/calendar.ts';
import { fact, isRefusal } from '../../../contract/clause.ts';
import { decide, record } from '../../../contract/contract.ts';
import type { Contract, DefaultCase, Receivable } from '../../../contract/state.ts';
import { TWELVE, secondInstalmentRefused, theyAccelerate } from '../../scenarios/lives/7-debts.ts';
import { RECEIVERSHIP } from '../../scenarios/lives/8-insolvency.ts';
import { trace } from '../../scenarios/traced.ts';
import { contractOf, story } from './story.ts';

type Story = ReturnType<typeof story>;
const price = { netCents: 58_800, instalments: 12, termDays: 30, contacts: 280, schedule: 'fixture' };
const twelve = (more: Partial<Contract> = {}): Contract => ({ ...contractOf({ price }), ...more });
const endsOn = (day: string): Partial<Contract> => ({
  terminations: [{ notice: 'n', from: 'COMPANY', ground: 'NON_PAYMENT', cessationOn: dayOf(day) }],
});
const receivable = (id: string, dueOn: string, more: Partial<Receivable> = {}): Receivable => ({
  ...{ id, number: id, kind: 'INSTALMENT', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf(dueOn), gross: 5_880, vat: 980, paid: [], tries: 0 },
  ...more,
});
const factsOf = async <T extends string>({ check }: Story, type: T) => (await check.facts()).filter((one) => one.type === type);
const invoiced = async (actors: Story) =>
  (await factsOf(actors, 'invoice.issued')).flatMap((one) =>
    one.type === 'invoice.issued' && one.kind === 'ACCELERATED' ? [[one.issuedOn, one.grossCents]] : [],
  );
const presented = async (actors: Story, document: string) =>
  (await factsOf(actors, 'payment.presented')).flatMap((one) =>
    one.type === 'payment.presented' && one.allocations.some((part) => part.document === document) ? [one.presentedOn] : [],
  );

const accepted = (answer: { refused?: unknown }) => expect(answer.refused).toBeUndefined();

describe('E8.3b the instalments left', () => {
  test.each`
    issued | more                    | left                                     | because
    ${3}   | ${{}}                   | ${{ from: 4, to: 12, netCents: 44_100 }} | ${'all of the term'}
    ${12}  | ${{}}                   | ${undefined}                             | ${'all are invoiced'}
    ${3}   | ${endsOn('2027-04-03')} | ${undefined}                             | ${'C comes before the fourth'}
    ${3}   | ${endsOn('2027-04-04')} | ${{ from: 4, to: 4, netCents: 4_900 }}   | ${'C is its day'}
    ${3}   | ${endsOn('2028-02-10')} | ${{ from: 4, to: 12, netCents: 44_100 }} | ${'the days after E are free (8.2 a)'}
    ${0}   | ${{ price: null }}      | ${undefined}                             | ${'the price waits for a decision'}
  `('8.3 (b): $issued of twelve issued, $because: $left', ({ issued, more, left }) => {
    const contract = twelve(more);
    expect(instalmentsLeft({ ...contract, term: { ...contract.term, issued } })).toEqual(left);
  });

  test('8.3 (b): of the term declared on: its Price documents still ahead, neither those of a later term nor what proceedings froze', () => {
    const receivables = [
      receivable('due', '2027-04-01'),
      receivable('ahead', '2027-04-02'),
      receivable('frozen', '2027-04-02', { frozen: dayOf('2027-03-01') }),
      receivable('fee/1', '2027-04-02', { kind: 'REJECTION_FEE' }),
      receivable('next', '2027-04-02', { term: 2 }),
    ];
    const declared = { term: 1, on: dayOf('2027-04-01') };
    const reached = (contract: Contract) => {
      const { documents, instalments } = accelerated(contract, declared);
      return [documents.map((one) => one.id), instalments?.from];
    };
    const contract = twelve({ receivables });
    expect(reached(contract)).toEqual([['ahead'], 1]);
    expect(reached({ ...contract, term: { ...contract.term, number: 2, endsOn: dayOf('2029-01-03') } })).toEqual([['ahead'], undefined]);
  });
});

describe('E8.3b what a declaration needs', () => {
  const by = { person: 'LEGAL', role: 'LEGAL' } as const;
  const ask = (more: Partial<Contract>, input = {}) => {
    const contract = twelve({ state: 'ACTIVE', receivables: [receivable('T1/1', '2027-02-03'), receivable('T1/2', '2027-03-06')], ...more });
    return decide(contract, { type: 'declare-acceleration', by, input }, instantOf(dayOf('2027-03-28')));
  };
  const sending = (lastCureDay: string) => ({ notice: lastCureDay, channel: 'EMAIL' as const, deemedOn: 0, lastCureDay: dayOf(lastCureDay) });
  const notified = (invoice: string, ...days: string[]): DefaultCase => ({ id: invoice, invoices: [invoice], sent: days.map(sending) });
  const waiting = (code: 'ACCELERATION_NOTICE' | 'BREACH_NOTICE') => ({
    cases: [notified('T1/1', '2027-03-27')],
    notices: (['BREACH_NOTICE', code] as const).map((one) => ({
      notice: one,
      code: one,
      channel: 'EMAIL' as const,
      from: 'COMPANY' as const,
      about: {},
      due: 0,
    })),
  });
  test.each`
    more                                                                           | input                  | because
    ${{}}                                                                          | ${{}}                  | ${'no-default-notice'}
    ${{ cases: [notified('T1/1')] }}                                               | ${{}}                  | ${'no-default-notice'}
    ${{ cases: [notified('T0', '2027-03-01')] }}                                   | ${{}}                  | ${'no-default-notice'}
    ${{ cases: [notified('T1/1', '2027-03-28')] }}                                 | ${{}}                  | ${'cure-period-running'}
    ${{ cases: [notified('T1/1', '2027-03-30', '2027-03-27')] }}                   | ${{}}                  | ${undefined}
    ${{ cases: [notified('T1/1', '2027-03-30'), notified('T1/2', '2027-03-27')] }} | ${{}}                  | ${undefined}
    ${waiting('ACCELERATION_NOTICE')}                                              | ${{}}                  | ${'already-accelerated'}
    ${waiting('BREACH_NOTICE')}                                                    | ${{}}                  | ${undefined}
    ${waiting('BREACH_NOTICE')}                                                    | ${{ channel: 'HAND' }} | ${'signed-receipt-missing'}
  `('8.3 (b): on 2027-03-28 with $more and $input: $because', ({ more, input, because }) => {
    const answer = ask(more, input);
    if (isRefusal(answer)) trace(answer);
    expect(isRefusal(answer) ? answer.because : undefined).toBe(because);
    const offered: Record<string, string> = { 'no-default-notice': 'send-notice', 'signed-receipt-missing': 'declare-acceleration' };
    const command = offered[because];
    const [instead] = isRefusal(answer) ? answer.allowed : [];
    expect(command === undefined || instead?.command === command).toBe(true);
  });

  test('8.3 (b): it waits for a presentation of what was notified, is not possible after the end, and says from when it is', async () => {
    const early = story();
    await secondInstalmentRefused(early);
    await early.when.itIs('2027-03-27 23:59');
    const from = '2027-03-28';
    expect((await theyAccelerate(early)).refused).toMatchObject({ allowed: [{ command: 'declare-acceleration', from }], values: { from } });
    expect((await early.when.legal.asks('decline-acceleration', { reason: 'text' })).refused).toMatchObject({ because: 'cure-period-running' });
    await early.when.itIs('2027-03-28 09:00');
    await early.when.registers('sepa_ok');
    accepted(await early.when.client.asks('pay-now', { invoices: ['T1/2'] }));
    expect((await theyAccelerate(early)).refused).toMatchObject({ because: 'presentation-pending', values: { document: 'F2027-000002' } });
    const late = story();
    await secondInstalmentRefused(late);
    await late.when.itIs('2027-03-29 10:00');
    await late.when.theyTerminate(); // C = 2027-05-01
    await late.when.itIs('2027-05-02 10:00');
    expect((await theyAccelerate(late)).refused).toMatchObject({ because: 'not-running' });
  });

  const frozen = { kind: 'refused', article: 'E8.2-iii', because: 'frozen', allowed: [], values: { document: 'F2027-000002' } };
  test.each`
    judgmentOn      | refused      | because
    ${'2027-02-04'} | ${undefined} | ${'it was invoiced on the day of the judgment'}
    ${'2027-02-05'} | ${frozen}    | ${'it was invoiced before the judgment'}
    ${null}         | ${undefined} | ${'without a court nothing is frozen'}
  `('8.2 (iii), 8.3 (b): judgment of $judgmentOn, the notified instalment of 2027-02-04: $because', async ({ judgmentOn, refused }) => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-28 09:00');
    accepted(await actors.when.legal.asks('record-insolvency', { ...RECEIVERSHIP, court: judgmentOn !== null, judgmentOn }));
    const terminate = { ground: 'NON_PAYMENT', facts: 'text', channel: 'EMAIL' } as const;
    const answers = [await actors.when.legal.asks('terminate-for-cause', terminate), await theyAccelerate(actors)];
    expect(answers.map((one) => one.refused)).toEqual([refused, refused]);
  });

  test('8.3 (b): the notice goes by the channel and with the facts that LEGAL gives, else as the client is written to; declining names the case', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-28 10:00');
    accepted(await actors.when.legal.asks('decline-acceleration', { reason: 'text' }));
    expect(await factsOf(actors, 'acceleration.declined')).toMatchObject([{ invoices: ['T1/2'], reason: 'text' }]);
    accepted(await actors.when.legal.asks('declare-acceleration', { channel: 'REGISTERED_LETTER', facts: 'text' }));
    accepted(await actors.when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await actors.check.says('ACCELERATION_NOTICE', { facts: 'text' });
    expect(await factsOf(actors, 'notice.sent')).toContainEqual(
      expect.objectContaining({ code: 'ACCELERATION_NOTICE', channel: 'REGISTERED_LETTER', from: 'COMPANY' }),
    );
    const usual = story();
    await secondInstalmentRefused(usual);
    await usual.when.itIs('2027-03-28 10:00');
    accepted(await usual.when.legal.asks('declare-acceleration', {}));
    accepted(await usual.when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await usual.check.says('ACCELERATION_NOTICE', { facts: null });
    expect(await factsOf(usual, 'notice.sent')).toContainEqual(expect.objectContaining({ code: 'ACCELERATION_NOTICE', channel: 'EMAIL' }));
  });

  test('8.3 (b): what a withdrawn termination puts within reach again can be declared too', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-29 10:00');
    await actors.when.theyTerminate(); // C = 2027-05-01: the instalment of 2027-04-04 is the last
    await theyAccelerate(actors);
    await actors.when.itIs('2027-04-12 10:00');
    accepted(await actors.when.legal.asks('withdraw-termination', { reason: 'text' }));
    accepted(await theyAccelerate(actors));
    await actors.when.itIs('2027-06-01');
    expect(await invoiced(actors)).toEqual([
      ['2027-04-01', 5_880],
      ['2027-04-15', 8 * 5_880],
    ]);
  });
});

describe('E8.3b what falls due earlier', () => {
  test('8.3 (b): it is presented on its new day, recalled no more, and a means that was tried out is not tried again', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-04-12 10:00');
    await theyAccelerate(actors); // deemed received on the 15th
    await actors.when.itIs('2027-05-10');
    expect(await presented(actors, 'T1/4')).toEqual(['2027-04-15', '2027-04-20']); // it was due on 2027-05-04
    const recalled = (await factsOf(actors, 'invoice.reminded')).map((one) => (one.type === 'invoice.reminded' ? `${one.invoice} ${one.step}` : ''));
    expect(recalled).not.toContain('T1/4 PRE_DUE');
    const tried = story();
    const parameters = { 'collection.presentationDay': 'INVOICE_DATE' };
    await tried.given.subscription({ formula: 'yearly-12', at: '2027-01-04 10:30', means: 'card_declined', parameters }, [TWELVE]);
    await tried.when.itIs('2027-03-29 10:00');
    accepted(await theyAccelerate(tried));
    await tried.when.itIs('2027-04-03');
    expect(await presented(tried, 'T1/3')).toEqual(['2027-03-04', '2027-03-09']); // its due date has moved from the 3rd to the 1st
  });

  test('8.3 (b), E5.1b: where the price of the term waits for a decision, nothing is invoiced', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineM({ means: 'card_declined' });
    await given.schedule('2027-03-15', [{ formula: 'other', months: 3, netCents: 10_000 }]);
    await when.itIs('2027-04-26 10:00');
    check.done(await theyAccelerate(actors));
    await when.itIs('2027-04-30');
    expect(await factsOf(actors, 'debts.accelerated')).toMatchObject([{ on: '2027-04-29', documents: [], instalments: null }]);
    expect(await invoiced(actors)).toEqual([]);
  });
});

describe('A12, E8.3b a declaration that loses its ground', () => {
  /** Declared on 2027-03-29 for T1/2, deemed received on 2027-04-01; told until an instant. */
  const declared = async (until: string, more: object = {}): Promise<Story> => {
    const actors = story();
    await secondInstalmentRefused(actors, more);
    await actors.when.itIs('2027-03-29 10:00');
    await theyAccelerate(actors);
    await actors.when.itIs(until);
    return actors;
  };
  const paid = async ({ when, check }: Story, invoice: string, orderedOn: string, amountCents = 5_880) =>
    check.done(await when.billing.asks('record-payment', { amountCents, orderedOn, means: 'TRANSFER', invoice }));
  const undone = async (actors: Story) => (await factsOf(actors, 'acceleration.undone')).length;
  const third = async ({ see }: Story) => (await see.documents()).filter((one) => one.kind === 'INSTALMENT')[2];

  test('8.3 (b): known before its day, it falls at once', async () => {
    const actors = await declared('2027-03-30');
    await paid(actors, 'T1/2', '2027-03-27');
    await actors.when.itIs('2027-06-01');
    expect(await factsOf(actors, 'debts.accelerated')).toEqual([]);
    expect(await invoiced(actors)).toEqual([]);
  });

  test.each`
    at                    | presentedOn                     | because
    ${'2027-04-01 07:00'} | ${['2027-04-03', '2027-04-08']} | ${'it is due on the 3rd again'}
    ${'2027-04-01 12:00'} | ${['2027-04-01', '2027-04-06']} | ${'it was presented on the day declared, and is tried again'}
  `('8.3 (b): recorded at $at, the third instalment is presented on $presentedOn: $because', async ({ at, presentedOn }) => {
    const actors = await declared(at);
    expect(await third(actors)).toMatchObject({ dueOn: '2027-04-01' });
    await paid(actors, 'T1/2', '2027-03-27');
    expect(await third(actors)).toMatchObject({ dueOn: '2027-04-03' });
    expect(await factsOf(actors, 'acceleration.undone')).toMatchObject([{ documents: ['T1/3'] }]);
    await actors.when.itIs('2027-04-10');
    expect(await presented(actors, 'T1/3')).toEqual(presentedOn);
  });

  test('8.3 (b): what was paid of its invoice stays with a person to settle; what is at the bank is waited for', async () => {
    const part = await declared('2027-04-01 12:00');
    await paid(part, 'T1/A/2027-04-01', '2027-04-01', 100);
    await paid(part, 'T1/2', '2027-03-27');
    await part.when.itIs('2027-04-20');
    expect(await undone(part)).toBe(0);
    const whole = await declared('2027-04-01 12:00');
    await paid(whole, 'T1/A/2027-04-01', '2027-04-01', 52_920);
    await paid(whole, 'T1/2', '2027-03-27');
    await whole.when.itIs('2027-04-20');
    expect(await undone(whole)).toBe(0);
    const pending = await declared('2027-04-01 07:00');
    await pending.when.registers('sepa_am04:3');
    pending.check.done(await pending.when.client.asks('pay-now', { invoices: ['T1/A/2027-04-01'] }));
    await paid(pending, 'T1/2', '2027-03-27');
    await pending.when.itIs('2027-04-03');
    expect(await undone(pending)).toBe(0);
    await pending.when.itIs('2027-04-05');
    expect(await undone(pending)).toBe(1);
  });

  test('8.3 (b): where it invoiced nothing, only the due dates come back', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-29 10:00');
    await actors.when.legal.asks('record-insolvency', { ...RECEIVERSHIP, event: 'ACTIVITY_CEASED', court: false, judgmentOn: null });
    await actors.when.theyTerminate('INSOLVENCY'); // C = 2027-05-01
    await actors.when.itIs('2027-04-12 10:00');
    await theyAccelerate(actors); // T1/4 of 2027-04-04 is the last instalment before C
    await actors.when.itIs('2027-04-15 07:00');
    const fourth = async () => (await actors.see.documents()).filter((one) => one.kind === 'INSTALMENT')[3]?.dueOn;
    expect(await fourth()).toBe('2027-04-15');
    await paid(actors, 'T1/2', '2027-03-27');
    expect(await undone(actors)).toBe(1);
    expect(await fourth()).toBe('2027-05-04');
    await actors.check.documents('A', []);
    await actors.when.itIs('2027-05-10'); // presented on 2027-05-04, after C: its rejection bears a fee, with the number that follows
    await actors.check.tasks('FOUR_EYES', ['2027-03-29', '2027-04-12']);
    expect((await actors.see.documents()).filter((one) => one.kind === 'REJECTION_FEE' && one.issuedOn === '2027-05-04')).toHaveLength(1);
  });

  test.each`
    term | invoice      | issued | because
    ${1} | ${'T1/A/x'}  | ${3}   | ${'its instalments are to be invoiced again'}
    ${2} | ${'T1/A/x'}  | ${12}  | ${'another term runs'}
    ${1} | ${undefined} | ${12}  | ${'it had invoiced none'}
  `('8.3 (b): undone in term $term, $issued instalments are issued: $because', ({ term, invoice, issued }) => {
    const done = { moved: [], issuedBefore: 3, ...(invoice ? { invoice, to: 12 } : {}) };
    const acceleration = { notice: 'n', term: 1, invoices: [], lastCureDay: 0, on: 0, at: 0, done, undoneAt: 0 };
    const contract = twelve({ acceleration });
    const undone = fact('acceleration.undone', 'E8.3b', 0, { notice: 'n', documents: [] });
    expect(record({ ...contract, term: { ...contract.term, number: term, issued: 12 } }, undone)).toMatchObject({ term: { issued } });
  });

  test.each`
    document  | proved       | because
    ${'T1/2'} | ${true}      | ${'it was notified, and had not been paid'}
    ${'T1/3'} | ${undefined} | ${'it was not notified'}
  `('8.3 (b), 8.2 (b): days not used are credited on $document, proved $proved: $because', ({ document, proved }) => {
    const acceleration = { notice: 'n', term: 1, invoices: ['T1/2'], lastCureDay: 0, on: 0, at: 0 };
    const credited = fact('credit-note.issued', 'E8.2b', 0, {
      ...{ creditNote: 'A/T1/2027-05-08', cause: 'UNUSED_DAYS', number: 'A2027-000001', corrects: ['T1/1'], issuedOn: '2027-05-09' },
      ...{ netCents: 100, vatRate: 0, vatCents: 0, grossCents: 100, allocations: [{ document, cents: 100 }], refundCents: 0, refundBy: null },
    });
    expect(record(twelve({ acceleration }), credited).acceleration?.proved).toBe(proved);
  });

  test.each`
    second          | cents    | undoneAfter | because
    ${'2027-03-28'} | ${5_879} | ${1}        | ${'both were paid by the last cure day'}
    ${'2027-03-29'} | ${5_879} | ${0}        | ${'the second was paid a day late'}
    ${'2027-03-28'} | ${5_878} | ${0}        | ${'a cent of it is missing'}
  `('8.3 (b): two notified, the first paid in time, the second on $second: $because', async ({ second, cents, undoneAfter }) => {
    const actors = await twoNotified('2027-04-02');
    await paid(actors, 'T1/1', '2027-03-20');
    await paid(actors, 'T1/2', '2027-03-28', 1);
    await actors.when.itIs('2027-04-03');
    expect(await undone(actors)).toBe(0);
    await paid(actors, 'T1/2', second, cents);
    await paid(actors, 'T1/3', '2027-04-03');
    await actors.when.itIs('2027-04-04');
    await paid(actors, 'fee/T1/1-1', '2027-04-04', 4_000);
    expect(await undone(actors)).toBe(undoneAfter);
  });

  const judged = async ({ when, check }: Story, judgmentOn: string) =>
    check.done(await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn }));
  const disputes = async ({ when, check, see }: Story, nth: number) => {
    const invoice = (await see.documents()).filter((one) => one.kind === 'INSTALMENT')[nth - 1]?.number ?? '';
    check.done(await when.client.asks('open-complaint', { complaint: 'c1', text: 'text', invoice, documented: true }));
  };
  const regular = async (actors: Story) =>
    (await factsOf(actors, 'invoice.issued')).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'INSTALMENT' ? [one.issuedOn] : []));

  test.each`
    judgmentOn      | at                    | issued                      | undoneAfter | fourthOn        | because
    ${'2027-03-30'} | ${'2027-03-30 12:00'} | ${[]}                       | ${0}        | ${'2027-04-04'} | ${'known before its day, it falls at once'}
    ${'2027-03-26'} | ${'2027-04-05 12:00'} | ${[['2027-04-01', 52_920]]} | ${1}        | ${'2027-04-05'} | ${'the judgment came before its day'}
    ${'2027-04-01'} | ${'2027-04-05 12:00'} | ${[['2027-04-01', 52_920]]} | ${1}        | ${'2027-04-05'} | ${'a judgment counts from 00:00 of its day'}
    ${'2027-04-02'} | ${'2027-04-05 12:00'} | ${[['2027-04-01', 52_920]]} | ${0}        | ${undefined}    | ${'it had taken effect, and is frozen with the rest'}
  `('8.2 (iii), 8.3 (b): judgment of $judgmentOn recorded at $at: $because', async ({ judgmentOn, at, issued, undoneAfter, fourthOn }) => {
    const actors = await declared(at);
    await judged(actors, judgmentOn);
    await actors.when.itIs('2027-05-10');
    expect(await invoiced(actors)).toEqual(issued);
    expect(await undone(actors)).toBe(undoneAfter);
    expect((await regular(actors))[3]).toBe(fourthOn);
    expect(await factsOf(actors, 'suspension.applied')).toHaveLength(1); // that of 2027-03-28, for the second instalment
  });

  test.each`
    opened                | decided               | choice      | issued                      | undoneAfter | because
    ${'2027-03-30 10:00'} | ${'2027-03-31 10:00'} | ${'ACCEPT'} | ${[]}                       | ${0}        | ${'known before its day, it falls at once'}
    ${'2027-04-02 10:00'} | ${'2027-04-06 10:00'} | ${'ACCEPT'} | ${[['2027-04-01', 52_920]]} | ${1}        | ${'what was notified is not due as it stands'}
    ${'2027-04-02 10:00'} | ${'2027-04-06 10:00'} | ${'REJECT'} | ${[['2027-04-01', 52_920]]} | ${0}        | ${'what was notified was due'}
  `('8.3 (a-b): disputed at $opened, $choice at $decided: $because', async ({ opened, decided, choice, issued, undoneAfter }) => {
    const actors = await declared(opened);
    await disputes(actors, 2);
    await actors.when.itIs(decided);
    actors.check.done(await actors.when.legal.decides('DISPUTE', choice));
    await actors.when.itIs('2027-04-07');
    expect(await invoiced(actors)).toEqual(issued);
    expect(await undone(actors)).toBe(undoneAfter);
  });

  /** Both instalments are notified on 2027-03-15, last cure day 2027-03-28; declared on the 29th, it takes effect on 2027-04-01. */
  const twoNotified = async (until: string): Promise<Story> => {
    const actors = story();
    const parameters = { 'dunning.defaultNoticeDays': 40 };
    await actors.given.subscription({ formula: 'yearly-12', at: '2027-01-04 10:30', means: 'card_declined', parameters }, [TWELVE]);
    await actors.when.itIs('2027-03-29 10:00');
    actors.check.done(await theyAccelerate(actors));
    await actors.when.itIs(until);
    return actors;
  };

  test('8.3 (a-b): of two notified, the one that was due carries it alone, even once it is paid', async () => {
    const actors = await twoNotified('2027-04-02');
    await disputes(actors, 1);
    actors.check.done(await actors.when.legal.decides('DISPUTE', 'ACCEPT'));
    await actors.when.itIs('2027-04-03');
    expect(await undone(actors)).toBe(0);
    await paid(actors, 'T1/2', '2027-04-02');
    await actors.when.itIs('2027-04-04');
    await paid(actors, 'T1/3', '2027-04-04');
    await actors.when.itIs('2027-04-05');
    expect(await undone(actors)).toBe(0);
  });

  test('8.3 (a-b): of two notified, one credited as not due and the other paid in time, nothing carries it', async () => {
    const actors = await twoNotified('2027-04-02');
    await disputes(actors, 1);
    actors.check.done(await actors.when.legal.decides('DISPUTE', 'ACCEPT'));
    actors.check.done(await actors.when.billing.decides('DISPUTE_CORRECTION', 'CREDIT'));
    await actors.when.itIs('2027-04-03');
    await paid(actors, 'T1/2', '2027-03-28');
    await actors.when.itIs('2027-04-04');
    expect(await undone(actors)).toBe(1);
  });

  test.each`
    judgmentOn      | undoneAfter | because
    ${'2027-03-31'} | ${1}        | ${'nothing is made payable by a default that a judgment froze'}
    ${'2027-04-02'} | ${0}        | ${'it had taken effect'}
  `('8.2 (iii), 8.3 (b): of two notified one is paid late, the other frozen on $judgmentOn: $because', async ({ judgmentOn, undoneAfter }) => {
    const actors = await twoNotified('2027-04-03');
    await paid(actors, 'T1/1', '2027-03-30');
    await judged(actors, judgmentOn);
    await actors.when.itIs('2027-04-04');
    expect(await undone(actors)).toBe(undoneAfter);
  });

  test.each`
    terminatedAt          | because
    ${'2027-10-15 10:00'} | ${'C = 2027-11-18 credits 8,893 c: the second instalment whole, and part of the third'}
    ${'2027-11-15 10:00'} | ${'C = 2027-12-18 credits 3,094 c: part of the second instalment'}
  `('8.3 (b), 8.2 (b): credited for days not used, what carried it was not paid in time: $because', async ({ terminatedAt }) => {
    const actors = await declared('2027-09-01 10:00');
    const { when, check } = actors;
    check.done(await when.client.asks('notify-breach', { clause: '4.3', facts: 'text', evidence: 'text', channel: 'EMAIL' }));
    await when.itIs(terminatedAt);
    check.done(await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'text', channel: 'EMAIL' }));
    await when.itIs('2028-01-03');
    await check.state('ENDED');
    await paid(actors, 'fee/T1/2-1', '2028-01-03', 4_000);
    await when.itIs('2028-01-04');
    expect(await undone(actors)).toBe(0);
  });

  test.each`
    hardBounce         | issued                                              | because
    ${'VOID_AND_POST'} | ${[['2027-04-01', 52_920], ['2027-04-06', 47_040]]} | ${'it is void: the letter counts anew, without the instalment of the 4th'}
    ${'STANDS'}        | ${[['2027-04-01', 52_920]]}                         | ${'it stands'}
  `('8.3 (b), 11.1 (b): the e-mail comes back after its day, under $hardBounce: $issued: $because', async ({ hardBounce, issued }) => {
    const actors = await declared('2027-04-01 12:00', { parameters: { 'notice.hardBounce': hardBounce } });
    await actors.given.outside({ type: 'bounce', at: '2027-04-02 09:00' });
    await actors.when.itIs('2027-04-10');
    expect(await invoiced(actors)).toEqual(issued);
    expect(await undone(actors)).toBe(hardBounce === 'STANDS' ? 0 : 1);
  });

  test('8.3 (b), 11.1 (b): another notice that comes back leaves it alone', async () => {
    const actors = await declared('2027-04-01 12:00');
    await actors.when.theyTerminate();
    await actors.given.outside({ type: 'bounce', at: '2027-04-02 09:00' });
    await actors.when.itIs('2027-04-10');
    expect(await undone(actors)).toBe(0);
  });
});
