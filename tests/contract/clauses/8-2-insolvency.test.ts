/** CGUV 8.2 (iii): what may follow from an insolvency and what may not, in the words of each refusal; what a judgment freezes, on both sides of its day. */
import { describe, expect, test } from 'vitest';
import { civilOf } from '../../../contract/calendar.ts';
import { fold, open, receive } from '../../../contract/contract.ts';
import type { Fact, InsolvencyRecord } from '../../../contract/facts.ts';
import { answerBy, insolvencyOf, officerOf } from '../../../contract/insolvency.ts';
import { RECEIVERSHIP, receivership } from '../../scenarios/lives/8-insolvency.ts';
import { contractOf, story } from './story.ts';

const leave = { ground: 'INSOLVENCY', facts: 'text', channel: 'EMAIL' } as const;
const ask = (channel: 'EMAIL' | 'REGISTERED_LETTER' | 'HAND') => ({ code: 'ADMINISTRATOR_NOTICE', channel }) as const;
const contractIn = async ({ check }: ReturnType<typeof story>) => {
  const [accepted, ...facts] = (await check.facts()) as [Fact, ...Fact[]];
  return fold(open(accepted), facts);
};
/** In receivership, the officer asked by letter on 2027-06-07 and its month over on 2027-07-10. */
const asked = async (instant = '2027-06-07 10:00') => {
  const actors = story();
  await receivership(actors);
  await actors.when.itIs('2027-06-07 10:00');
  await actors.when.legal.asks('send-notice', ask('REGISTERED_LETTER'));
  await actors.when.itIs(instant);
  return actors;
};

describe('E8.2-iii what is recorded', () => {
  test.each`
    court    | judgmentOn      | because
    ${true}  | ${null}         | ${'judgment-date-missing'}
    ${false} | ${null}         | ${undefined}
    ${true}  | ${'2027-05-25'} | ${'judgment-in-the-future'}
    ${true}  | ${'2027-05-24'} | ${undefined}
  `('8.2 (iii): under court $court, judgment of $judgmentOn, recorded on 2027-05-24: $because', async ({ court, judgmentOn, because }) => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-05-24');
    expect((await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, court, judgmentOn })).refused?.because).toBe(because);
  });

  test('8.2 (iii): of several records of a party the first judgment, court once it is one, and the officer last named', () => {
    const told = { at: '2027-06-01T10:00:00.000Z', by: 'engine', article: 'E8.2-iii', type: 'insolvency.recorded' } as const;
    const record = (more: Partial<InsolvencyRecord>): Fact => ({ ...told, ...RECEIVERSHIP, officer: null, ...more });
    const one = (...records: Partial<InsolvencyRecord>[]) => insolvencyOf(fold(contractOf(), records.map(record)), 'CLIENT');
    expect(one({ judgmentOn: null, court: false })).toEqual({ party: 'CLIENT', event: 'RECEIVERSHIP', court: false });
    const both = fold(contractOf(), [
      record({ officer: 'A' }),
      record({ judgmentOn: '2027-05-10', court: false, officerEmail: 'a@a.fr' }),
      record({ party: 'COMPANY' }),
    ]);
    expect(both.insolvencies).toHaveLength(2);
    expect(insolvencyOf(both, 'COMPANY')).toMatchObject({ party: 'COMPANY' });
    const client = insolvencyOf(both, 'CLIENT');
    expect(client && officerOf(client)).toEqual({ judgmentOn: '2027-05-10', officer: 'A', officerEmail: 'a@a.fr' });
    expect(client?.court).toBe(true);
    expect(officerOf({ party: 'CLIENT', event: 'RECEIVERSHIP', court: false })).toEqual({});
  });

  test('8.2 (iii): told by another subscription it counts the same, but not where all is destroyed', () => {
    const event = { type: 'insolvency', key: 'k', at: '2027-06-01T10:00:00.000Z', record: RECEIVERSHIP } as const;
    const now = Date.parse(event.at);
    expect(receive(contractOf(), event, now)).toMatchObject([{ type: 'insolvency.recorded', by: 'outside', judgmentOn: '2027-05-20' }]);
    expect(receive({ ...contractOf(), state: 'DELETED' }, event, now)).toEqual([]);
  });
});

describe('E8.2-iii the officer', () => {
  test('8.2 (iii): asked only under court, by letter, or by e-mail where its address is known, and while it has not answered', async () => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-05-24');
    const none = { article: 'E8.2-iii', because: 'no-court', allowed: [{ command: 'record-insolvency' }] };
    expect((await when.legal.asks('send-notice', ask('EMAIL'))).refused).toMatchObject(none);
    expect((await when.legal.asks('record-end-by-law', {})).refused).toMatchObject(none);
    await when.legal.asks('record-insolvency', RECEIVERSHIP);
    const again = [{ command: 'send-notice' }];
    expect((await when.legal.asks('send-notice', ask('HAND'))).refused).toMatchObject({ because: 'signed-receipt-missing', allowed: again });
    expect((await when.legal.asks('send-notice', ask('EMAIL'))).refused).toMatchObject({ because: 'officer-email-missing', allowed: again });
    expect((await when.legal.asks('record-end-by-law', {})).refused).toMatchObject({ because: 'no-administrator-notice', allowed: again });
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, officerEmail: 'officer@example.org' });
    const sent = (await when.legal.asks('send-notice', ask('EMAIL'))).facts;
    expect(sent).toMatchObject([
      { type: 'notice.decided', notice: 'administrator/2027-05-24', from: 'COMPANY', about: { officerEmail: 'officer@example.org' } },
      { type: 'notice.sent' },
      { type: 'task.opened', kind: 'OFFICER_ANSWER', dueOn: '2027-06-27' },
    ]);
    await when.legal.decides('OFFICER_ANSWER', 'CONTINUES');
    expect((await when.legal.asks('send-notice', ask('REGISTERED_LETTER'))).refused).toMatchObject({ because: 'officer-answered' });
  });

  test('8.2 (iii): a notice to the Client asks the officer nothing', async () => {
    const actors = story();
    const { when } = actors;
    await receivership(actors);
    await when.legal.asks('notify-breach', { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' });
    await when.itIs('2027-07-31');
    expect((await when.legal.asks('record-end-by-law', {})).refused).toMatchObject({ because: 'no-administrator-notice' });
  });

  test('8.2 (iii): the month runs from the first notice that stands, and one question is open', async () => {
    const actors = await asked('2027-06-14 10:00');
    const { given, when, check } = actors;
    await when.legal.asks('send-notice', ask('REGISTERED_LETTER'));
    await check.tasks('OFFICER_ANSWER', ['2027-06-07']);
    const until = async (): Promise<string> => civilOf(answerBy(insolvencyOf(await contractIn(actors), 'CLIENT') ?? ({} as never)) ?? 0);
    expect(await until()).toBe('2027-07-10');
    await given.outside({ type: 'bounce', at: '2027-06-15' }); // the second one comes back, and goes again
    await when.itIs('2027-06-16');
    expect(await until()).toBe('2027-07-10');
  });

  test('8.2 (iii): silent since the letter received on 2027-06-10, it is not ended by law in the last minute of its month, and is in the first one after', async () => {
    const { when, check } = await asked('2027-07-10 23:59');
    expect((await when.legal.asks('record-end-by-law', {})).refused).toMatchObject({
      ...{ because: 'month-running', values: { from: '2027-07-11' } },
      allowed: [{ command: 'record-end-by-law', from: '2027-07-11' }],
    });
    await when.itIs('2027-07-11 00:00');
    check.done(await when.legal.asks('record-end-by-law', {}));
    await check.view({ state: 'ENDED', cessationOn: '2027-07-10' });
    expect((await when.legal.asks('record-end-by-law', {})).refused).toMatchObject({ because: 'not-running' });
  });

  test.each`
    answer         | basis                   | terminates             | byLaw                  | because
    ${null}        | ${undefined}            | ${'sole-ground'}       | ${'month-running'}     | ${'its month is running'}
    ${null}        | ${'OFFICER_RENOUNCED'}  | ${undefined}           | ${'month-running'}     | ${'it renounced, as LEGAL says'}
    ${null}        | ${'JUDGE_DECISION'}     | ${undefined}           | ${'month-running'}     | ${'the judge decided'}
    ${'CONTINUES'} | ${undefined}            | ${'officer-continues'} | ${'officer-continues'} | ${'it continues'}
    ${'CONTINUES'} | ${'OFFICER_RENOUNCED'}  | ${'officer-continues'} | ${'officer-continues'} | ${'whatever is said'}
    ${'CONTINUES'} | ${'JUDGE_DECISION'}     | ${undefined}           | ${'officer-continues'} | ${'a judge may decide all the same'}
    ${'RENOUNCES'} | ${undefined}            | ${undefined}           | ${'officer-answered'}  | ${'it renounces'}
    ${'RENOUNCES'} | ${'OFFICER_UNANSWERED'} | ${'sole-ground'}       | ${'officer-answered'}  | ${'it did answer'}
  `('8.2 (iii): answered $answer, on $basis: terminated $terminates, by law $byLaw: $because', async ({ answer, basis, terminates, byLaw }) => {
    const { when } = await asked('2027-06-20');
    if (answer) await when.legal.decides('OFFICER_ANSWER', answer);
    const ended = (await when.legal.asks('record-end-by-law', {})).refused;
    expect(ended?.because).toBe(byLaw);
    expect(ended?.allowed).toEqual(answer ? [{ command: 'terminate-for-cause' }] : [{ command: 'record-end-by-law', from: '2027-07-11' }]);
    const { refused } = await when.legal.asks('terminate-for-cause', { ...leave, ...(basis ? { basis } : {}) });
    expect(refused?.because).toBe(terminates);
    expect(refused?.allowed ?? []).toEqual(terminates === 'sole-ground' ? [{ command: 'record-end-by-law', from: '2027-07-11' }] : []);
  });

  test('8.2 (iii): no insolvency, no ground; under court the officer is to be asked first; the client’s own right needs neither', async () => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-05-24');
    expect((await when.legal.asks('terminate-for-cause', leave)).refused).toMatchObject({
      because: 'no-insolvency',
      allowed: [{ command: 'record-insolvency' }],
    });
    await when.legal.asks('record-insolvency', RECEIVERSHIP);
    expect((await when.legal.asks('terminate-for-cause', leave)).refused).toMatchObject({
      because: 'sole-ground',
      allowed: [{ command: 'send-notice' }],
    });
    expect((await when.client.asks('terminate-for-cause', leave)).refused).toBeUndefined();
  });
});

describe('E8.2-iii what the client terminates on', () => {
  const recorded = { ...RECEIVERSHIP, judgmentOn: '2027-05-20' };
  test.each`
    record                   | tasks             | because
    ${['COMPANY']}           | ${[]}             | ${'it is on record'}
    ${['CLIENT', 'COMPANY']} | ${[]}             | ${'that of the Company too'}
    ${['CLIENT']}            | ${['2027-05-24']} | ${'its own gives it no ground'}
    ${[]}                    | ${['2027-05-24']} | ${'the Company could stop it by recording nothing'}
  `('8.2 (iii): with $record on record it terminates, and LEGAL is asked on $tasks: $because', async ({ record, tasks }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-24 10:00');
    for (const party of record) check.done(await when.legal.asks('record-insolvency', { ...recorded, party }));
    check.done(await when.client.asks('terminate-for-cause', leave));
    await check.tasks('INSOLVENCY_GROUND', tasks);
    await check.view({ cessationOn: '2027-06-26' });
    if (tasks.length === 0) return;
    check.done(await when.legal.decides('INSOLVENCY_GROUND', 'NOT_INSOLVENT'));
    await check.messages({ TERMINATION_WITHDRAWN: ['2027-05-24'] });
    await check.view({ cessationOn: null, state: 'ACTIVE' });
  });
});

describe('E8.2-iii what is frozen', () => {
  test.each`
    judgmentOn      | frozen
    ${'2027-04-05'} | ${false}
    ${'2027-04-06'} | ${true}
  `('8.2 (iii): the invoice of 2027-04-05 under a judgment of $judgmentOn: frozen $frozen', async ({ judgmentOn, frozen }) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.subscription({ formula: 'yearly', at: '2027-04-05 09:00', means: 'sepa_ok' });
    await when.itIs('2027-05-04 10:00');
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn });
    const one = (await contractIn(actors)).receivables.find(({ id }) => id === 'T1');
    expect(one?.frozen !== undefined).toBe(frozen);
    await check.tasks('DECLARE_CLAIM', frozen ? ['2027-05-04'] : []);
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn, officerEmail: 'officer@example.org' });
    await check.tasks('DECLARE_CLAIM', frozen ? ['2027-05-04'] : []); // nothing more to declare
  });

  test.each`
    judgmentOn      | because
    ${'2027-02-26'} | ${'DISPROVED'}
    ${'2027-02-27'} | ${'FROZEN'}
  `('8.2 (iii): suspended on 2027-02-26, judgment of $judgmentOn: lifted, $because', async ({ judgmentOn, because }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-05');
    const { facts } = await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn });
    expect(facts.find((one) => one.type === 'suspension.lifted')).toMatchObject({ because });
    await check.state('ACTIVE');
  });

  test.each`
    judgmentOn      | left                          | why
    ${'2027-03-19'} | ${['AUDIT', 'DECLARE_CLAIM']} | ${'the fee of 3 February is frozen, and not to be decided on'}
    ${'2027-02-03'} | ${['AUDIT', 'DECLARE_CLAIM']} | ${'what was presented on the day of the judgment was frozen: its fee falls'}
    ${'2027-01-04'} | ${['OTHER_DEBT', 'AUDIT']}    | ${'invoiced on the day of the judgment, all runs normally'}
  `('8.2 (iii): a judgment of $judgmentOn leaves open $left: $why', async ({ judgmentOn, left }) => {
    const { given, when, see } = story();
    await given.baselineD();
    await when.itIs('2027-03-20'); // the fee, due on 5 March, is asked about on the 13th
    await when.client.asks('open-audit', { about: 'aud_1' });
    const open = async () => (await see.tasks()).filter((one) => one.state === 'OPEN').map((one) => one.kind);
    expect(await open()).toEqual(['OTHER_DEBT', 'AUDIT']);
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn });
    expect(await open()).toEqual(left);
  });

  test('8.2 (iii): what LEGAL found not due is still to be corrected: the claim depends on it', async () => {
    const { given, when, see } = story();
    await given.baselineD();
    await when.itIs('2027-02-20');
    await when.client.asks('open-complaint', { complaint: 'cpl_1', invoice: 'T1', text: 'text', documented: true });
    await when.legal.decides('DISPUTE', 'ACCEPT');
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn: '2027-02-19' });
    const open = (await see.tasks()).filter((one) => one.state === 'OPEN').map((one) => one.kind);
    expect(open).toEqual(['DISPUTE_CORRECTION', 'DECLARE_CLAIM']);
  });
});

describe('E8.2-iii the suspension', () => {
  /** Monthly from 2027-03-01, the card is refused; the judgment of 20 March freezes the invoice of March alone. */
  const MARCH = { ...RECEIVERSHIP, judgmentOn: '2027-03-20' };

  test('8.2 (iii): resting on what is frozen it is lifted, and comes for a later invoice by its own notice', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-05-15'); // suspended since 23 April; the invoice of April was notified on 9 May, cured until the 22nd
    await when.legal.asks('record-insolvency', MARCH);
    await check.state('ACTIVE');
    await when.itIs('2027-05-22 23:59');
    await check.state('ACTIVE');
    await when.itIs('2027-05-23 00:00');
    await check.state('SUSPENDED');
  });

  test('8.2 (iii): resting on a later invoice too it stays, whatever else was notified since', async () => {
    const { given, when, check } = story();
    const handed = { code: 'DEFAULT_NOTICE', channel: 'HAND', signedReceipt: 'text' } as const;
    await given.baselineM({ means: 'card_declined', noticeChannel: 'HAND' });
    await when.itIs('2027-05-10');
    await when.legal.asks('send-notice', handed); // the invoices of March and April
    await when.itIs('2027-06-10');
    await when.legal.asks('send-notice', handed); // that of May
    await when.itIs('2027-06-12');
    await when.legal.asks('record-insolvency', MARCH);
    await check.state('SUSPENDED');
  });

  test('8.2 (iii): insolvency of the Company lifts none', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.pays(70_560, '2027-03-05'); // nothing is owed; an arrangement is awaited
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, party: 'COMPANY', judgmentOn: '2027-03-04' });
    await check.state('SUSPENDED');
  });
});

describe('E8.2-iii the notice to the officer', () => {
  test.each`
    bounce             | until           | why
    ${'VOID_AND_POST'} | ${'2027-07-11'} | ${'void, it was never received: the letter of 8 June was, on the 11th'}
    ${'STANDS'}        | ${'2027-07-10'} | ${'these terms let the e-mail of 7 June stand'}
  `('11.1: under $bounce, an e-mail to the officer that comes back gives it until $until: $why', async ({ bounce, until }) => {
    const actors = story();
    const { given, when } = actors;
    await receivership(actors, { parameters: { 'notice.hardBounce': bounce } });
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, officerEmail: 'officer@example.org' });
    await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, party: 'COMPANY' });
    await when.itIs('2027-06-07 10:00');
    await when.legal.asks('send-notice', ask('EMAIL'));
    await given.outside({ type: 'bounce', at: '2027-06-08 10:00' });
    await when.itIs('2027-06-09');
    const contract = await contractIn(actors);
    expect(civilOf(answerBy(insolvencyOf(contract, 'CLIENT') ?? ({} as never)) ?? 0)).toBe(until);
    await when.legal.decides('OFFICER_ANSWER', 'RENOUNCES');
    const { insolvencies = [] } = await contractIn(actors);
    expect(insolvencies.map(({ party, answer, asked: sent }) => [party, answer, sent?.length])).toEqual([
      ['CLIENT', 'RENOUNCES', 1],
      ['COMPANY', undefined, undefined],
    ]);
  });
});
