/** CGUV 8.1: why a denunciation or its withdrawal is refused, in the words and values of the refusal; and the other values that terms may give. */
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf, momentOf } from '../../../contract/calendar.ts';
import { cessationOf } from '../../../contract/cessation.ts';
import { isRefusal } from '../../../contract/clause.ts';
import { decide, duties, fold, fulfil } from '../../../contract/contract.ts';
import { lastSendingDay } from '../../../contract/denunciation.ts';
import type { Fact } from '../../../contract/facts.ts';
import { MONTHLY, YEARLY, when } from '../../scenarios/scenario.ts';
import { contractOf, story } from './story.ts';

/** Baseline A, at an instant. */
const at = async (instant: string, more: Parameters<ReturnType<typeof story>['given']['baselineA']>[0] = {}) => {
  const actors = story();
  await actors.given.baselineA(more);
  await actors.when.itIs(instant);
  return actors;
};
const letter = (sentOn: string) => ({ code: 'CLIENT_DENUNCIATION', sentOn, channel: 'REGISTERED_LETTER', proof: 'text' }) as const;

describe('E8.1c-d the article of a denunciation', () => {
  test.each`
    months | article
    ${1}   | ${'E8.1c'}
    ${11}  | ${'E8.1c'}
    ${12}  | ${'E8.1d'}
    ${60}  | ${'E8.1d'}
  `('8.1: of a term of $months months it is recorded under $article', async ({ months, article }) => {
    const { given, when, see } = story();
    await given.subscription({ formula: 'any', at: '2027-01-04' }, [{ formula: 'any', months, netCents: 5_900 }]);
    await when.client.asks('denounce', {});
    expect((await see.facts()).find((one) => one.type === 'denunciation.recorded')?.article).toBe(article);
  });
});

describe('E8.1d the last sending day', () => {
  test.each`
    endsOn          | last            | because
    ${'2028-01-03'} | ${'2027-09-29'} | ${'sent on a Wednesday, received on Saturday the 2nd; sent on Thursday, on Monday the 4th'}
    ${'2028-01-05'} | ${'2027-10-01'} | ${'sent on a Friday, received on Tuesday the 5th, the last day itself'}
  `('8.1: to be received three months before $endsOn it is sent by $last: $because', ({ endsOn, last }) => {
    expect(civilOf(lastSendingDay(contractOf({}, { 'denunciation.test': 'DEEMED_RECEIVED' }), dayOf(endsOn)))).toBe(last);
  });
});

describe('E8.1d refused', () => {
  test('8.1: a second denunciation of the same end says that end', async () => {
    const { when } = await at('2027-09-01');
    await when.client.asks('denounce', {});
    const again = { article: 'E8.1d', because: 'already-denounced', allowed: [], values: { endsOn: '2028-01-03' } };
    expect((await when.client.asks('denounce', {})).refused).toMatchObject(again);
    expect((await when.legal.asks('denounce', {})).refused).toMatchObject(again);
  });

  test('8.1: a late one that stands for the next end is not sent again after the last day, and is in time for that end', async () => {
    const { when, check } = await at('2027-10-04');
    await when.client.asks('denounce', {});
    expect((await when.client.asks('denounce', {})).refused).toMatchObject({ because: 'already-denounced', values: { endsOn: '2029-01-03' } });
    await check.view({ cessationOn: null, denunciation: expect.objectContaining({ endsOn: '2029-01-03' }) });
  });

  test.each`
    sentOn          | because                | ends
    ${'2027-10-03'} | ${undefined}           | ${'2028-01-03'}
    ${'2027-10-04'} | ${'already-denounced'} | ${null}
  `('8.1: clicked too late, then a letter of $sentOn is found: C = $ends', async ({ sentOn, because, ends }) => {
    const { when, check } = await at('2027-10-10');
    await when.client.asks('denounce', {});
    expect((await when.support.asks('record-incoming-notice', letter(sentOn))).refused?.because).toBe(because);
    await check.view({ cessationOn: ends });
  });

  test('8.1: the Company, too late, is told the last day and when it may again', async () => {
    const { when } = await at('2027-10-04');
    expect((await when.legal.asks('denounce', {})).refused).toMatchObject({
      article: 'E8.1d',
      because: 'too-late',
      values: { lastDay: '2027-10-03' },
      allowed: [{ command: 'denounce', from: '2028-01-04', until: '2028-10-03' }],
    });
  });

  test('8.1: where terms refuse a late denunciation of the client, it is told the same', async () => {
    const { when, check } = await at('2027-10-04', { parameters: { 'denunciation.late': 'REFUSED' } });
    expect((await when.client.asks('denounce', {})).refused).toMatchObject({
      article: 'E8.1d',
      because: 'too-late',
      values: { lastDay: '2027-10-03' },
      allowed: [{ command: 'denounce', from: '2028-01-04' }],
    });
    await check.view({ cessationOn: null });
  });

  test('8.1: on the last day it is in time under these terms too', async () => {
    const { when, check } = await at('2027-10-03 23:59', { parameters: { 'denunciation.late': 'REFUSED' } });
    check.done(await when.client.asks('denounce', {}));
    await check.view({ cessationOn: '2028-01-03' });
  });

  test('8.1: what has ended cannot be denounced, what has not begun can', async () => {
    const { when } = await at('2027-10-03');
    await when.client.asks('denounce', {});
    await when.itIs('2028-01-05');
    for (const one of [when.client, when.legal])
      expect((await one.asks('denounce', {})).refused).toMatchObject({ article: 'E8.1d', because: 'not-running' });
    expect((await when.client.asks('withdraw-denunciation', {})).refused).toMatchObject({ article: 'E8.1d', because: 'not-running' });
    const pending = await at('2027-01-10', { startsOn: '2027-02-01' });
    pending.check.done(await pending.when.client.asks('denounce', {}));
    pending.check.done(await pending.when.client.asks('withdraw-denunciation', {}));
    await pending.check.view({ state: 'PENDING', cessationOn: null });
  });

  test('8.1: a free exit leaves nothing to denounce', async () => {
    const { given, when } = story();
    await given.subscription({ formula: 'monthly', at: '2027-03-01 09:30' }, [MONTHLY, YEARLY]);
    await when.itIs('2027-04-10');
    await when.client.asks('free-exit', {});
    expect((await when.client.asks('denounce', {})).refused).toMatchObject({ article: 'E8.1d', because: 'already-ending' });
  });

  test.each`
    sentOn          | because
    ${'2027-09-02'} | ${'sent-in-the-future'}
    ${'2027-09-01'} | ${undefined}
    ${'2027-01-04'} | ${undefined}
    ${'2027-01-03'} | ${'before-acceptance'}
  `('8.1: a letter of $sentOn recorded on 2027-09-01: $because', async ({ sentOn, because }) => {
    const { when } = await at('2027-09-01');
    const { refused } = await when.support.asks('record-incoming-notice', letter(sentOn));
    expect(refused?.because).toBe(because);
    expect(refused?.article).toBe(because && 'E8.1f');
  });
});

describe('E8.1d the notice of a denunciation', () => {
  test.each`
    channel                | goes
    ${'EMAIL'}             | ${'EMAIL'}
    ${'REGISTERED_LETTER'} | ${'REGISTERED_LETTER'}
    ${'HAND'}              | ${'REGISTERED_LETTER'}
  `('8.1, 11.1: to a client whose notices go by $channel the Company denounces by $goes', async ({ channel, goes }) => {
    const { when, see } = await at('2027-09-01', { noticeChannel: channel });
    await when.legal.asks('denounce', {});
    const [sent] = (await see.facts()).flatMap((one) => (one.type === 'notice.sent' ? [one] : []));
    expect(sent).toMatchObject({ code: 'COMPANY_DENUNCIATION', channel: goes, from: 'COMPANY', about: { term: 1 } });
    expect(sent?.notice).toBe('denunciation/T1/2027-09-01');
    expect((await see.facts()).find((one) => one.type === 'denunciation.recorded')).toMatchObject({ by: 'engine', party: 'COMPANY', proof: null });
  });

  test.each`
    clicked         | term | notice
    ${'2027-10-03'} | ${1} | ${'denunciation/client/T1/2027-10-03'}
    ${'2027-10-04'} | ${2} | ${'denunciation/client/T2/2027-10-04'}
  `('8.1, 11.1: clicked on $clicked, the client’s denunciation leaves as an e-mail about term $term', async ({ clicked, term, notice }) => {
    const { when, see } = await at(clicked);
    await when.client.asks('denounce', {});
    const [sent] = (await see.facts()).flatMap((one) => (one.type === 'notice.sent' ? [one] : []));
    expect(sent).toMatchObject({ notice, code: 'CLIENT_DENUNCIATION', channel: 'EMAIL', from: 'CLIENT', about: { term } });
  });

  test('8.1: a letter that SUPPORT records is a notice already, and none is sent for it', async () => {
    const { when, see } = await at('2027-09-01');
    await when.support.asks('record-incoming-notice', letter('2027-08-30'));
    expect((await see.facts()).some((one) => one.type === 'notice.sent')).toBe(false);
    const [recorded] = (await see.facts()).flatMap((one) => (one.type === 'denunciation.recorded' ? [one] : []));
    expect(recorded).toMatchObject({ party: 'CLIENT', sentOn: '2027-08-30', proof: 'text', by: { role: 'SUPPORT' } });
  });

  const company = { person: 'LEGAL', role: 'LEGAL' as const };
  const denouncedAt = (instant: string) => {
    const before = contractOf();
    const decided = decide(before, { type: 'denounce', by: company, input: {} }, momentOf(when(instant)));
    if (isRefusal(decided)) throw new Error(decided.because);
    return fold(before, decided);
  };

  test('8.1: the Company does not denounce again while its letter is about to leave', () => {
    const again = decide(denouncedAt('2027-09-01'), { type: 'denounce', by: company, input: {} }, momentOf(when('2027-09-02')));
    expect(again).toMatchObject({ article: 'E8.1d', because: 'already-denounced' });
  });

  test('8.1: another notice that is about to leave does not stand in its way', () => {
    const [command, at] = [{ type: 'denounce', by: company, input: {} } as const, momentOf(when('2027-09-02'))];
    const breach = { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' } as const;
    const notified = decide(contractOf(), { type: 'notify-breach', by: company, input: breach }, at);
    expect(isRefusal(notified)).toBe(false);
    expect(decide(fold(contractOf(), notified as Fact[]), command, at)).toMatchObject([{ type: 'notice.decided', code: 'COMPANY_DENUNCIATION' }]);
  });

  test.each`
    accepted              | cessation
    ${'2027-10-03 23:59'} | ${'2028-01-03'}
    ${'2027-10-04 00:00'} | ${undefined}
  `('8.1: decided on the last day, and accepted by the server of the client at $accepted: C = $cessation', ({ accepted, cessation }) => {
    const leaving = denouncedAt('2027-10-03 23:58');
    const [duty] = duties(leaving).filter((one) => one.action === 'notice.send');
    if (!duty) throw new Error('no notice is due');
    const sent = fold(leaving, fulfil(leaving, duty, { sentAt: when(accepted) }, momentOf(when(accepted))));
    const end = cessationOf(sent);
    expect(end === undefined ? end : civilOf(end)).toBe(cessation);
    expect(sent.denunciation?.notice).toBe(cessation && 'denunciation/T1/2027-10-03');
  });

  test.each`
    hardBounce         | cessation
    ${'VOID_AND_POST'} | ${null}
    ${'STANDS'}        | ${'2028-01-03'}
  `('8.1, 11.1: under $hardBounce, a denunciation of the Company that comes back too late to be sent again: C = $cessation', async (row) => {
    const { given, when, check } = await at('2027-10-03', { parameters: { 'notice.hardBounce': row.hardBounce } });
    await when.legal.asks('denounce', {});
    await given.outside({ type: 'bounce', at: '2027-10-05' });
    await when.itIs('2027-10-05');
    await check.view({ cessationOn: row.cessation });
    await check.tasks('VOID_DENUNCIATION', row.cessation ? [] : ['2027-10-05']);
  });

  test('11.1: the return of another notice leaves the denunciation of the Company standing', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-10');
    await when.legal.asks('denounce', {});
    await when.itIs('2027-02-11 09:00');
    await given.outside({ type: 'bounce', at: '2027-02-12' }); // of the default notice
    await when.itIs('2027-02-13');
    await check.view({ cessationOn: '2028-01-03', endCause: 'DENOUNCED_BY_COMPANY' });
  });

  test('11.1: the return of another notice after the last day asks nothing about a denunciation', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-17');
    await given.outside({ type: 'bounce', at: '2027-04-18' }); // of the default notice of the 8th; the last day was the 16th
    await when.itIs('2027-04-19');
    await check.tasks('VOID_DENUNCIATION', []);
  });
});

describe('E8.1d the withdrawal', () => {
  test('8.1: nothing to withdraw, or not one’s own to withdraw', async () => {
    const { when } = await at('2027-09-01');
    expect((await when.client.asks('withdraw-denunciation', {})).refused).toMatchObject({ article: 'E8.1d', because: 'not-denounced' });
    await when.client.asks('denounce', {});
    expect((await when.legal.asks('withdraw-denunciation', {})).refused).toMatchObject({ article: 'E8.1d', because: 'not-yours' });
    const other = await at('2027-09-01');
    await other.when.legal.asks('denounce', {});
    expect((await other.when.client.asks('withdraw-denunciation', {})).refused).toMatchObject({ because: 'not-yours' });
    expect((await other.when.legal.asks('withdraw-denunciation', {})).refused).toMatchObject({ because: 'company-denunciation-stands' });
  });

  test('8.1: after the last day it is asked of LEGAL once, with the end as its last day', async () => {
    const { when, see } = await at('2027-09-01');
    await when.client.asks('denounce', {});
    await when.itIs('2027-10-04');
    await when.client.asks('withdraw-denunciation', { reason: 'text' });
    const [asked] = (await see.facts()).flatMap((one) => (one.type === 'task.opened' ? [one] : []));
    expect(asked).toMatchObject({
      kind: 'DENUNCIATION_WITHDRAWAL',
      article: 'E8.1d',
      about: 'text',
      dueOn: '2028-01-03',
      by: { role: 'CLIENT_ADMIN' },
    });
    expect((await when.client.asks('withdraw-denunciation', {})).refused).toMatchObject({ article: 'E8.1d', because: 'already-asked' });
  });

  test('8.1: withdrawn with the leave of LEGAL, its question is closed and no other', async () => {
    const { given, when, check, see } = story();
    await given.baselineA({ means: 'sepa_ok' });
    await when.client.asks('denounce', {});
    await when.itIs('2027-10-04');
    await when.client.asks('open-audit', { about: 'text' });
    await when.client.asks('withdraw-denunciation', {});
    check.done(await when.legal.decides('DENUNCIATION_WITHDRAWAL', 'ACCEPT'));
    const open = (await see.tasks()).map(({ kind, state }) => `${kind} ${state}`);
    expect(open).toEqual(['AUDIT OPEN', 'DENUNCIATION_WITHDRAWAL DECIDED']);
  });

  test('8.1: the withdrawal of its own denunciation, told again, leaves the one of the Company', () => {
    const [on, at] = ['2027-09-01', '2027-09-01T10:00:00.000Z'];
    const told = { type: 'denunciation.withdrawn', at, by: 'engine', article: 'E8.1d', party: 'CLIENT' } as const;
    const denounced = (party: 'CLIENT' | 'COMPANY') =>
      ({
        type: 'denunciation.recorded',
        at,
        by: 'engine',
        article: 'E8.1d',
        party,
        sentOn: on,
        inTime: true,
        term: 1,
        endsOn: '2028-01-03',
        proof: null,
      }) as const;
    const after = fold(contractOf(), [denounced('CLIENT'), told, told]);
    expect(cessationOf(after)).toBeUndefined();
    expect(cessationOf(fold(after, [denounced('COMPANY'), told]))).toBe(dayOf('2028-01-03'));
  });

  test.each`
    until                 | withdrawn             | cessation       | because
    ${'NEVER'}            | ${'2027-09-01 12:01'} | ${'2028-01-03'} | ${'not even on the day'}
    ${'E'}                | ${'2028-01-03 23:59'} | ${null}         | ${'until the last minute of E'}
    ${'LAST_SENDING_DAY'} | ${'2028-01-03 23:59'} | ${'2028-01-03'} | ${'only until the last sending day'}
  `('8.1: with $until, withdrawn at $withdrawn, C = $cessation: $because', async ({ until, withdrawn, cessation }) => {
    const { when, check } = await at('2027-09-01', { parameters: { 'denunciation.withdrawUntil': until } });
    await when.client.asks('denounce', {});
    await when.itIs(withdrawn);
    await when.client.asks('withdraw-denunciation', {});
    await check.view({ cessationOn: cessation });
  });
});

test.each`
  terminated | endsOn          | exportUntil     | because
  ${false}   | ${'2028-01-03'} | ${'2028-04-03'} | ${'the end of the term'}
  ${true}    | ${'2027-04-03'} | ${'2027-07-03'} | ${'the termination ends it before (8.2): the earlier end wins'}
`(
  '8.1 (f): denounced on 2027-03-10, the client is told $endsOn and export until $exportUntil: $because',
  async ({ terminated, endsOn, exportUntil }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    if (terminated) await when.theyTerminate();
    await when.itIs('2027-03-10');
    check.done(await when.client.asks('denounce', {}));
    await check.says('DENUNCIATION_ACK', { endsOn, exportUntil });
  },
);
