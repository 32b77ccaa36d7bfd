/** CGUV 6.2: content is hidden or removed at once, with its reasons and without touching the subscription; its removal may be demanded. */
import { describe, expect, test } from 'vitest';
import { refuse } from '../../../contract/clause.ts';
import { decide, duties, fold, open } from '../../../contract/contract.ts';
import { story } from './story.ts';

const words = { listing: 'text', ground: 'text', evidence: 'text' };
const hold = (...items: string[]) => ({ items, ...words });

describe('E6.2b disputed content', () => {
  test('6.2: hidden at once, the client told the same instant, the subscription untouched', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09 15:00');
    check.done(await when.legal.asks('hold-content', hold('cnt-2')));
    await check.view({ state: 'ACTIVE', suspensionReasons: [], contentHolds: ['cnt-2'], cessationOn: null });
    await check.messages({ CONTENT_HOLD: ['2027-06-09'], BREACH_NOTICE: [], SUSPENSION_NOTICE: [] });
    const facts = (await check.facts()).filter((one) => one.type.startsWith('content.'));
    expect(facts.map((one) => [one.type, one.at])).toEqual([
      ['content.ordered', '2027-06-09T13:00:00.000Z'],
      ['content.carried-out', '2027-06-09T13:00:00.000Z'],
    ]);
  });

  test.each`
    before   | held     | article      | because
    ${true}  | ${false} | ${'E6.2b'}   | ${'a hold comes first'}
    ${true}  | ${true}  | ${undefined} | ${'it was hidden before'}
    ${false} | ${false} | ${undefined} | ${'these terms ask no hold'}
  `('6.2: on terms that ask a hold before $before, hidden $held, removed: $article: $because', async ({ before, held, article }) => {
    const { given, when, check } = story();
    await given.baselineA({ parameters: { 'content.holdBeforeDelete': before } });
    await when.itIs('2027-06-09');
    if (held) await when.legal.asks('hold-content', hold('cnt-2'));
    const asked = await when.legal.asks('delete-content', { items: ['cnt-2'], listing: 'text', ground: 'text' });
    expect(asked.refused?.article).toBe(article);
    if (article) return;
    expect(asked.task).toBeDefined(); // four eyes
    check.refused(await when.legal.decides('FOUR_EYES', 'APPROVE'), 'E6.2b');
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await check.view({ contentHolds: [], state: 'ACTIVE' });
    const done = (await check.facts()).findLast((one) => one.type === 'content.carried-out');
    expect(done).toMatchObject({ act: 'DELETE', items: [{ id: 'cnt-2' }] });
    await check.messages({ CONTENT_HOLD: held ? ['2027-06-09', '2027-06-09'] : ['2027-06-09'] });
  });

  test('6.2: one of several items that was not hidden stops the whole removal', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.legal.asks('hold-content', hold('cnt-1'));
    check.refused(await when.legal.asks('delete-content', { items: ['cnt-1', 'cnt-2'], listing: 'text', ground: 'text' }), 'E6.2b');
    await check.view({ contentHolds: ['cnt-1'] });
  });

  test('6.2: a hold is released by a reasoned decision, and can be ordered again; twice the same is refused', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    check.refused(await when.legal.asks('release-content', { items: ['cnt-2'], listing: 'text', reason: 'text' }), 'E6.2b');
    check.done(await when.legal.asks('hold-content', hold('cnt-1', 'cnt-2')));
    check.refused(await when.legal.asks('hold-content', hold('cnt-2', 'cnt-3')), 'E6.2b');
    check.done(await when.legal.asks('release-content', { items: ['cnt-2'], listing: 'text', reason: 'text' }));
    await check.view({ contentHolds: ['cnt-1'] });
    await check.says('CONTENT_HOLD', { act: 'RELEASE', items: ['cnt-2'] });
    check.done(await when.legal.asks('hold-content', hold('cnt-2')));
    await check.view({ contentHolds: ['cnt-1', 'cnt-2'] });
  });

  test.each`
    at                    | article      | because
    ${'2027-01-20 12:00'} | ${undefined} | ${'PENDING: what is online may be hidden'}
    ${'2028-03-01 12:00'} | ${undefined} | ${'ENDED: the data is still there'}
    ${'2028-06-01 12:00'} | ${'E6.2b'}   | ${'DELETED: nothing is left'}
  `('6.2: starting 2027-02-01 and ending 2028-01-31, at $at: $article: $because', async ({ at, article }) => {
    const { given, when, check } = story();
    await given.baselineA({ startsOn: '2027-02-01' });
    if (at > '2028') {
      await when.itIs('2027-10-01');
      await when.client.asks('denounce', {});
    }
    await when.itIs(at);
    const answer = await when.legal.asks('hold-content', hold('cnt-2'));
    expect(answer.refused?.article).toBe(article);
    await check.view({ contentHolds: article ? [] : ['cnt-2'] });
  });
});

describe('E6.2b why an order is refused, and what each order says', () => {
  test('6.2: the refusal names the items and what can be done instead', async () => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const items = (...names: string[]) => ({ items: names, listing: 'text' });
    const release = { ...items('cnt-2', 'cnt-3'), reason: 'text' };
    expect((await when.legal.asks('release-content', release)).refused).toEqual(
      refuse('E6.2b', 'not-held', [{ command: 'hold-content' }], { items: 'cnt-2, cnt-3' }),
    );
    await when.legal.asks('hold-content', hold('cnt-2'));
    expect((await when.legal.asks('hold-content', hold('cnt-2', 'cnt-3'))).refused).toEqual(
      refuse('E6.2b', 'already-held', [{ command: 'release-content' }, { command: 'delete-content' }], { items: 'cnt-2' }),
    );
    expect((await when.legal.asks('release-content', release)).refused).toMatchObject({ values: { items: 'cnt-3' } });
    expect((await when.legal.asks('delete-content', { ...items('cnt-2', 'cnt-3'), ground: 'text' })).refused).toEqual(
      refuse('E6.2b', 'hold-first', [{ command: 'hold-content' }], { items: 'cnt-3' }),
    );
  });

  test('6.2: each order has its number, its ground and its evidence; what was ordered last counts before it is carried out', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.legal.asks('hold-content', hold('cnt-1', 'cnt-2'));
    await when.legal.asks('release-content', { items: ['cnt-2'], listing: 'the list', reason: 'the reason' });
    const ordered = (await check.facts()).filter((one) => one.type === 'content.ordered');
    expect(ordered).toMatchObject([
      {
        article: 'E6.2b',
        order: 'hold-1',
        act: 'HOLD',
        items: ['cnt-1', 'cnt-2'],
        listing: 'text',
        ground: 'text',
        evidence: 'text',
        by: { role: 'LEGAL' },
      },
      { article: 'E6.2b', order: 'release-2', act: 'RELEASE', items: ['cnt-2'], listing: 'the list', ground: 'the reason' },
    ]);
    const [accepted, ...facts] = (await check.facts()).filter((one) => one.type !== 'content.carried-out');
    if (!accepted) throw new Error('nobody has subscribed');
    const waiting = fold(open(accepted), facts); // the platform has answered nothing yet
    const legal = { person: 'LEGAL', role: 'LEGAL' } as const;
    const holds = (item: string) => decide(waiting, { type: 'hold-content', by: legal, input: hold(item) }, Date.parse('2027-06-09T12:00:00Z'));
    expect(holds('cnt-1')).toMatchObject({ because: 'already-held' });
    expect(holds('cnt-2')).toMatchObject([{ order: 'hold-3' }]);
    expect(duties(waiting).filter((one) => one.action === 'content.carry-out')).toMatchObject([
      { id: 'content/hold-1', article: 'E6.2b', ref: 'hold-1', due: Date.parse('2027-06-09T10:00:00Z') },
      { id: 'content/release-2', article: 'E6.2b', ref: 'release-2' },
    ]);
    expect(fold(waiting, ordered)).toEqual(waiting); // told twice
  });

  test('6.2: once all is shown again nothing is held, and once the data is destroyed nothing is ordered', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-09-01');
    await when.legal.asks('hold-content', hold('cnt-1'));
    await when.client.asks('denounce', {});
    await when.itIs('2028-05-01');
    await check.view({ state: 'DELETED', contentHolds: [] });
    const answers = [
      await when.legal.asks('hold-content', hold('cnt-1')),
      await when.legal.asks('delete-content', { items: ['cnt-1'], listing: 'text', ground: 'text' }),
    ];
    for (const { refused } of answers) expect(refused).toMatchObject({ article: 'E6.2b' });
  });
});

describe('E6.2c demand for removal', () => {
  test.each`
    at                    | article      | because
    ${'2027-07-12 23:59'} | ${'E8.2-ii'} | ${'received on 12 June, its last cure day is 12 July'}
    ${'2027-07-13 00:00'} | ${undefined} | ${'not removed in thirty days: a just cause'}
  `('6.2: demanded on 2027-06-09, terminated at $at: $article: $because', async ({ at, article }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const words = { facts: 'text', evidence: 'text', channel: 'EMAIL' as const };
    check.done(await when.legal.asks('demand-removal', { items: ['cnt-3'], listing: 'text', ...words }));
    await check.messages({ BREACH_NOTICE: ['2027-06-09'], CONTENT_HOLD: [] });
    await check.says('BREACH_NOTICE', { clause: '6.2', listing: 'text', lastCureDay: '2027-07-12' });
    const sent = (await check.facts()).find((one) => one.type === 'notice.sent');
    expect(sent).toMatchObject({ code: 'BREACH_NOTICE', about: { items: ['cnt-3'], clause: '6.2' } });
    await when.itIs(at);
    expect((await when.theyTerminate('BREACH')).refused?.article).toBe(article);
  });

  test('6.2: handed over, it wants its signed receipt', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const words = { facts: 'text', evidence: 'text', channel: 'HAND' as const };
    check.refused(await when.legal.asks('demand-removal', words), 'E11.1a');
    check.done(await when.legal.asks('demand-removal', { ...words, signedReceipt: 'text' }));
    await check.deemed('BREACH_NOTICE', ['2027-06-09']);
  });
});
