/** CGUV 6.2: content is hidden or removed at once, with its reasons and without touching the subscription; its removal may be demanded. */
import { describe, expect, test } from 'vitest';
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
