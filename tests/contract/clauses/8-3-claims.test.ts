/** CGUV 8.3 (b-c), 8.2 (iii): sums made payable at once, damages, insolvency, and debts given up. */
import { describe, expect, test } from 'vitest';
import { YEARLY } from '../../scenarios/scenario.ts';
import { secondInstalmentRefused, theyAccelerate, TWELVE } from '../../scenarios/lives/7-debts.ts';
import { RECEIVERSHIP, receivership } from '../../scenarios/lives/8-insolvency.ts';
import { story } from './story.ts';

type Story = ReturnType<typeof story>;
const accelerated = async ({ check }: Story) =>
  (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'ACCELERATED' ? [[one.issuedOn, one.grossCents]] : []));

describe('E8.3b immediate payability', () => {
  test.each`
    at                    | refused      | because
    ${'2027-03-27 23:59'} | ${'E8.3b'}   | ${'the last cure day is not over'}
    ${'2027-03-28 00:00'} | ${undefined} | ${'the day after the last cure day'}
  `('8.3 (b): declared at $at, refused under $refused: $because', async ({ at, refused }) => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs(at);
    expect((await theyAccelerate(actors)).refused?.article).toBe(refused);
  });

  test.each`
    dueOn               | on              | because
    ${'DEEMED_RECEIPT'} | ${'2027-04-01'} | ${'the third working day after sending'}
    ${'SENDING'}        | ${'2027-03-29'} | ${'at once'}
  `('8.3 (b): due on $dueOn: invoiced on $on: $because', async ({ dueOn, on }) => {
    const actors = story();
    await secondInstalmentRefused(actors, { parameters: { 'acceleration.dueOn': dueOn } });
    await actors.when.itIs('2027-03-29 10:00');
    await theyAccelerate(actors);
    await actors.when.itIs('2027-04-02');
    expect(await accelerated(actors)).toEqual([[on, 52_920]]);
  });

  test('8.3 (b): what a termination puts after C is not made payable (8.2 (c))', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-29 10:00');
    await actors.when.theyTerminate(); // C = 2027-05-01: the instalment of 2027-04-04 is the last
    await theyAccelerate(actors);
    await actors.when.itIs('2027-06-01');
    expect(await accelerated(actors)).toEqual([['2027-04-01', 5_880]]);
  });

  test.each`
    orderedOn       | undone   | because
    ${'2027-03-27'} | ${true}  | ${'the default was cured on its last day'}
    ${'2027-03-28'} | ${false} | ${'a day late'}
  `('8.3 (b), A12: paid on $orderedOn and recorded after it took effect, undone $undone: $because', async ({ orderedOn, undone }) => {
    const actors = story();
    const { when, check } = actors;
    await secondInstalmentRefused(actors);
    await when.itIs('2027-03-29 10:00');
    await theyAccelerate(actors);
    await when.itIs('2027-04-01 06:00');
    check.done(await when.billing.asks('record-payment', { amountCents: 5_880, orderedOn, means: 'TRANSFER', invoice: 'T1/2' }));
    await when.itIs('2027-04-01 07:00');
    const credited = (await check.facts()).filter((one) => one.type === 'credit-note.issued' && one.cause === 'ACCELERATION_UNDONE');
    expect(credited).toHaveLength(undone ? 1 : 0);
    await when.itIs('2027-06-01');
    const regular = (await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'INSTALMENT').length;
    expect(regular).toBe(undone ? 5 : 3); // the instalments go on from 2027-04-04
  });

  test('8.3 (b), 11.1 (b): a notice that comes back is void: the letter counts anew', async () => {
    const actors = story();
    const { given, when } = actors;
    await secondInstalmentRefused(actors);
    await when.itIs('2027-03-29 10:00');
    await theyAccelerate(actors);
    await given.outside({ type: 'bounce', at: '2027-03-30 09:00' });
    await when.itIs('2027-04-03');
    expect(await accelerated(actors)).toEqual([['2027-04-02', 52_920]]); // posted on the 30th, deemed received on the 2nd
  });

  test('8.3 (b): declining is recorded and waives nothing', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-28');
    actors.check.done(await actors.when.legal.asks('decline-acceleration', { reason: 'text' }));
    actors.check.done(await theyAccelerate(actors));
  });

  test('8.3 (b): everything of a term is declared once; two persons are needed', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-29 10:00');
    actors.check.done(await actors.when.legal.asks('declare-acceleration', {}));
    actors.check.refused(await actors.when.legal.decides('FOUR_EYES', 'APPROVE'), 'E8.3b');
    actors.check.done(await actors.when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    actors.check.refused(await theyAccelerate(actors), 'E8.3b');
  });
});

describe('E8.3c damages', () => {
  test('8.3 (c): off, they are not claimed here', async () => {
    const actors = story();
    await secondInstalmentRefused(actors, { parameters: { 'damages.mode': 'OFF' } });
    await actors.when.itIs('2027-03-29');
    actors.check.refused(await actors.when.legal.asks('claim-damages', { facts: 'text', documents: ['T1/2'] }), 'E8.3c');
  });

  test.each`
    input                                      | refused      | because
    ${{ uninvoicedCents: 39_200 }}             | ${'E8.3c'}   | ${'VAT is chosen by hand'}
    ${{ uninvoicedCents: 39_200, vatRate: 0 }} | ${undefined} | ${'eight instalments, at most'}
    ${{ uninvoicedCents: 39_201, vatRate: 0 }} | ${'E8.3c'}   | ${'a cent was invoiced already'}
    ${{ documents: ['T1/2', 'T1/2'] }}         | ${'E8.3c'}   | ${'named twice'}
    ${{ accessoriesCents: 1_000_000 }}         | ${'E8.3c'}   | ${'above what has accrued'}
    ${{}}                                      | ${'E8.3c'}   | ${'nothing is claimed'}
  `('8.3 (c): $input claimed, refused under $refused: $because', async ({ input, refused }) => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-29');
    await actors.when.theyTerminate();
    const answer = await actors.when.legal.asks('claim-damages', { facts: 'text', ...input });
    expect(answer.refused?.article).toBe(refused);
  });
});

describe('E8.2-iii insolvency', () => {
  test('8.2 (iii): the end of activity ends the contract the normal way, with thirty days', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-24');
    check.refused(await when.theyTerminate('INSOLVENCY'), 'E8.2-iii');
    check.done(await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, event: 'ACTIVITY_CEASED', court: false, judgmentOn: null }));
    check.done(await when.theyTerminate('INSOLVENCY'));
    await check.view({ cessationOn: '2027-06-26' });
  });

  test.each`
    block    | basis                  | refused       | because
    ${true}  | ${undefined}           | ${'E8.2-iii'} | ${'the proceedings alone end nothing'}
    ${true}  | ${'JUDGE_DECISION'}    | ${undefined}  | ${'the judge decided'}
    ${true}  | ${'OFFICER_RENOUNCED'} | ${undefined}  | ${'the officer renounced'}
    ${false} | ${undefined}           | ${undefined}  | ${'terms without the guard'}
  `('8.2 (iii): sole ground barred $block, basis $basis: refused under $refused: $because', async ({ block, basis, refused }) => {
    const actors = story();
    await receivership(actors, { parameters: { 'insolvency.blockSoleGround': block } });
    const input = { ground: 'INSOLVENCY', facts: 'text', channel: 'EMAIL', ...(basis ? { basis } : {}) } as const;
    expect((await actors.when.legal.asks('terminate-for-cause', input)).refused?.article).toBe(refused);
  });

  test.each`
    freeze   | suspended      | invoice
    ${true}  | ${[]}          | ${'FROZEN'}
    ${false} | ${['PAYMENT']} | ${'OVERDUE'}
  `('8.2 (iii): prior debts frozen $freeze: on 2027-05-29 suspended for $suspended', async ({ freeze, suspended, invoice }) => {
    const actors = story();
    await receivership(actors, { parameters: { 'insolvency.freezePriorDebts': freeze } });
    await actors.when.itIs('2027-05-29 12:00');
    await actors.check.view({ suspensionReasons: suspended });
    await actors.check.documents('F', [{ state: invoice }, {}]);
  });

  test.each`
    judgmentOn      | frozen   | because
    ${'2027-04-05'} | ${false} | ${'issued on the day of the judgment'}
    ${'2027-04-06'} | ${true}  | ${'issued the day before it'}
  `('8.2 (iii): an invoice of 2027-04-05 and a judgment of $judgmentOn: frozen $frozen: $because', async ({ judgmentOn, frozen }) => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'yearly', at: '2027-04-05 09:00', means: 'card_declined' });
    await when.itIs('2027-04-20');
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn });
    await check.documents('F', [{ state: frozen ? 'FROZEN' : 'OPEN' }]);
  });

  test('8.2 (iii), A12: a judgment recorded late lifts the suspension and the termination that it disproves', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate(); // C = 2027-04-03
    await when.itIs('2027-03-10');
    check.done(await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn: '2027-02-20' }));
    await check.view({ state: 'ACTIVE', cessationOn: null, terminationNotice: null });
    await check.messages({ TERMINATION_WITHDRAWN: ['2027-03-10'] });
    await when.itIs('2027-12-31');
    await check.state('ACTIVE');
  });

  test('8.2 (iii): what is frozen is not paid by the client, but by money ordered before the judgment, and by the officer by name', async () => {
    const actors = story();
    const { when, check } = actors;
    await receivership(actors);
    check.refused(await when.client.asks('pay-now', { invoices: ['T1'] }), 'E8.2-iii');
    check.done(await when.billing.asks('record-payment', { amountCents: 100, orderedOn: '2027-05-20', means: 'TRANSFER' }));
    await check.documents('F', [{ state: 'FROZEN', paidCents: 0 }, { paidCents: 0 }]);
    await check.tasks('OVERPAYMENT', ['2027-05-24']); // what came in after the judgment pays nothing frozen
    check.done(await when.billing.asks('record-payment', { amountCents: 100, orderedOn: '2027-05-19', means: 'TRANSFER' }));
    check.done(await when.billing.asks('record-payment', { amountCents: 100, orderedOn: '2027-05-24', means: 'TRANSFER', invoice: 'T1' }));
    await check.documents('F', [{ state: 'FROZEN', paidCents: 200 }, {}]);
  });

  test('8.2 (iii): later invoices run normally', async () => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'yearly-12', at: '2027-04-05 09:00', means: 'card_declined' }, [TWELVE]);
    await when.itIs('2027-05-24');
    await when.legal.asks('record-insolvency', RECEIVERSHIP);
    await when.itIs('2027-07-30'); // the instalment of 2027-06-05 falls due on 2027-07-05
    await check.messages({ DEFAULT_NOTICE: ['2027-05-13', '2027-07-13'] });
    // declared: the instalments of April and May, 14 days of 31 on the first, its indemnity, and the fee
    await check.view({ suspensionReasons: ['PAYMENT'], insolvency: { frozenCents: 5_880 + 79 + 4_000 + 5_880 + 4_000 } as never });
  });

  test('8.2 (iii): the end by law reaches back before a renewal: the term that began after C is credited whole', async () => {
    const { given, when, check } = story();
    await given.baselineM();
    await when.itIs('2027-03-10');
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn: '2027-03-09' });
    check.done(await when.legal.asks('send-notice', { code: 'ADMINISTRATOR_NOTICE', channel: 'REGISTERED_LETTER' })); // deemed 2027-03-13
    await when.itIs('2027-05-10'); // renewed on 2027-04-01 and 2027-05-01
    check.done(await when.legal.asks('record-end-by-law', {}));
    await check.view({ state: 'ENDED', cessationOn: '2027-04-13' });
    await check.documents('A', [{ grossCents: 7_080 }]); // the term of 2027-05-01; that of 2027-04-01 contains C
  });
});

describe('A8 written off', () => {
  test('A8: given up, a debt is neither presented nor reminded of, bears no more penalty, and still pays when money comes', async () => {
    const { given, when, check } = story();
    await given.baselineA({ means: 'card_declined' });
    await when.itIs('2027-02-03 12:00');
    check.refused(await when.billing.asks('write-off', { invoice: 'T1', reason: 'text' }), 'E8.4a'); // due, not overdue
    await when.itIs('2027-02-06 12:00');
    check.done(await when.billing.asks('write-off', { invoice: 'T1', reason: 'text' }));
    await when.itIs('2027-03-30');
    await check.documents('F', [{ state: 'WRITTEN_OFF' }, { kind: 'REJECTION_FEE' }]);
    await check.messages({ DEFAULT_NOTICE: [] });
    await check.view({ accruedPenaltyCents: 226 + 96 }); // three days of 28 on the invoice; 25 of 31 on the fee of 40 EUR
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-03-30', means: 'TRANSFER', invoice: 'T1' }));
    await check.documents('F', [{ state: 'PAID' }, {}]);
  });

  test('A8: what is paid, at the bank or given up already is not given up; what proceedings froze can be', async () => {
    const monthly = story();
    await monthly.given.baselineM({ means: 'card_declined' });
    await monthly.when.itIs('2027-05-03');
    const giveUp = async ({ when }: Story, invoice: string) => (await when.billing.asks('write-off', { invoice, reason: 'text' })).refused?.because;
    await monthly.when.billing.asks('record-payment', { amountCents: 7_080, orderedOn: '2027-05-03', means: 'TRANSFER', invoice: 'T1' });
    expect(await giveUp(monthly, 'T1')).toBe('not-open');
    expect(await giveUp(monthly, 'T9')).toBe('not-open');
    expect(await giveUp(monthly, 'T3')).toBe('not-overdue');
    expect(await giveUp(monthly, 'T2')).toBeUndefined();
    expect(await giveUp(monthly, 'T2')).toBe('already-written-off');
    const debit = story();
    await debit.given.baselineA({ means: 'sepa_am04' });
    await debit.when.itIs('2027-02-04');
    expect(await giveUp(debit, 'T1')).toBe('presentation-pending');
    const frozen = story();
    await receivership(frozen);
    expect(await giveUp(frozen, 'T1')).toBeUndefined();
    await frozen.check.documents('F', [{ state: 'WRITTEN_OFF' }, { state: 'FROZEN' }]);
  });

  test('A8, 8.3 (a): the task of a debt that is given up is done; those of other debts are not', async () => {
    const { given, when, check, see } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-06-09');
    const open = async () => (await see.tasks()).flatMap(({ kind, openedOn, state }) => (state === 'OPEN' ? [`${kind} ${openedOn}`] : []));
    const before = await open();
    expect(before).toEqual(expect.arrayContaining(['OTHER_DEBT 2027-05-08', 'OTHER_DEBT 2027-06-08']));
    check.done(await when.billing.asks('write-off', { invoice: 'fee/T1-1', reason: 'text' }));
    expect(await open()).toEqual(before.filter((one) => one !== 'OTHER_DEBT 2027-05-08'));
  });
});

describe('E8.2a withdrawn by decision', () => {
  test('8.2: LEGAL gives its termination up; the client is told and the subscription goes on', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.refused(await when.legal.asks('withdraw-termination', { reason: 'text' }), 'E8.2a');
    await when.theyTerminate();
    check.done(await when.legal.asks('withdraw-termination', { reason: 'text' }));
    await check.messages({ TERMINATION_WITHDRAWN: ['2027-03-01'] });
    await when.itIs('2027-06-01');
    await check.view({ state: 'SUSPENDED', cessationOn: null });
  });
});

describe('E8.2b a termination given in after a renewal', () => {
  test('8.2 (b): the term that holds C is cut, the later one credited whole: a credit note for each', async () => {
    const { given, when, check } = story();
    await given.baselineM({ at: '2027-03-01 09:30' });
    await when.itIs('2027-03-02');
    await when.client.asks('notify-breach', { clause: '4.3', facts: 'text', evidence: 'text', channel: 'EMAIL' }); // deemed 2027-03-05, cure until 2027-04-04
    await when.itIs('2027-04-03');
    await when.legal.asks('declare-cured', { evidence: 'text' });
    await when.itIs('2027-04-05');
    check.done(await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'text', channel: 'EMAIL' })); // deemed 2027-04-08, C = 2027-05-08
    await when.itIs('2027-06-03'); // renewed on 2027-05-01 and 2027-06-01
    check.done(await when.legal.decides('CONTESTED_TERMINATION', 'GIVE_IN'));
    await when.itIs('2027-06-04');
    await check.view({ state: 'ENDED', cessationOn: '2027-05-08' });
    await check.documents('A', [{ netCents: 4_378 }, { netCents: 5_900 }]); // 23 of 31 days of May, rounded up; all of June
  });
});

test('8.2 (c): terms that do not let the Company keep the Price refund it as the client would be', async () => {
  const { given, when, check } = story();
  await given.baselineA({ parameters: { 'termination.companyKeepsPrice': false } }, [YEARLY]);
  await when.itIs('2027-05-13');
  await when.legal.asks('notify-breach', { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' });
  await when.itIs('2027-06-18');
  check.done(await when.theyTerminate('BREACH')); // C = 2027-07-22
  await when.itIs('2027-07-24');
  await check.documents('A', [{ netCents: 26_581 }]); // 165 of 365 days, rounded up
});
