/** CGUV 8.2 (ii), 11.2: suspensions that wait for nothing, each cleared on its own, and what the gate of the product answers. */
import { describe, expect, test } from 'vitest';
import { accessOf, bestOf } from '../../../contract/access.ts';
import { civilOf } from '../../../contract/calendar.ts';
import { fold, open } from '../../../contract/contract.ts';
import type { Fact } from '../../../contract/facts.ts';
import { contractOf, story } from './story.ts';

const words = { facts: 'text', evidence: 'text' };

/** The contract that a story has led to. */
const contractIn = async ({ check }: ReturnType<typeof story>) => {
  const [accepted, ...facts] = (await check.facts()) as [Fact, ...Fact[]];
  return fold(open(accepted), facts);
};

describe('E8.2-ii-m unlawful e-mailing', () => {
  test.each`
    terms              | asked              | state          | access                | because
    ${'EMAILING_ONLY'} | ${undefined}       | ${'ACTIVE'}    | ${'emailing-blocked'} | ${'proportionate'}
    ${'EMAILING_ONLY'} | ${'ALL'}           | ${'SUSPENDED'} | ${'suspended'}        | ${'all Services on decision'}
    ${'ALL'}           | ${undefined}       | ${'SUSPENDED'} | ${'suspended'}        | ${'the terms say all'}
    ${'ALL'}           | ${'EMAILING_ONLY'} | ${'ACTIVE'}    | ${'emailing-blocked'} | ${'a lesser measure may be decided'}
  `('8.2 (ii): on terms of $terms LEGAL closes $asked: $state, $access: $because', async ({ terms, asked, state, access }) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA({ parameters: { 'suspension.emailingScope': terms } });
    await when.itIs('2027-06-09 15:00');
    check.done(await when.legal.asks('suspend-for-emailing', { ...words, ...(asked ? { scope: asked } : {}) }));
    await check.view({ state, suspensionReasons: ['EMAILING'] });
    expect(accessOf(await contractIn(actors))).toEqual({ access, reason: 'EMAILING', article: 'E8.2-ii-m', until: null });
    await check.messages({ SUSPENSION_NOTICE: ['2027-06-09'], BREACH_NOTICE: ['2027-06-09'] });
    await check.says('BREACH_NOTICE', { clause: '3.1', lastCureDay: '2027-07-12' });
  });

  test('8.2 (ii): e-mailing closed alone may be followed by everything; the same again is refused', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    check.done(await when.legal.asks('suspend-for-emailing', words));
    check.refused(await when.legal.asks('suspend-for-emailing', words), 'E8.2-ii-m');
    check.done(await when.legal.asks('suspend-for-emailing', { ...words, scope: 'ALL' }));
    await check.view({ state: 'SUSPENDED', suspensionReasons: ['EMAILING'] });
    check.refused(await when.legal.asks('suspend-for-emailing', words), 'E8.2-ii-m');
    await check.messages({ SUSPENSION_NOTICE: ['2027-06-09', '2027-06-09'] });
  });

  test('8.2 (ii), 11.2: beside a suspension for payment each is decided once, and none after the end', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineD();
    await when.itIs('2027-03-01');
    const again = { because: 'already-suspended', allowed: [{ command: 'lift-suspension' }] };
    check.done(await when.legal.asks('suspend-for-emailing', words));
    expect((await when.legal.asks('suspend-for-emailing', words)).refused).toMatchObject(again);
    await when.legal.asks('suspend-for-declarations', words);
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    expect((await when.legal.asks('suspend-for-declarations', words)).refused).toMatchObject(again);
    await check.view({ suspensionReasons: ['PAYMENT', 'EMAILING', 'DECLARATIONS'] });
    check.done(await when.client.asks('denounce', {}));
    await when.itIs('2028-01-05');
    expect((await when.legal.asks('suspend-for-emailing', words)).refused).toMatchObject({ article: 'E8.2-ii-m', because: 'not-running' });
    expect((await when.legal.asks('suspend-for-declarations', words)).refused).toMatchObject({ article: 'E11.2b', because: 'not-running' });
  });

  test('11.2: the days to correct run from the notice of this suspension, whatever is notified later', async () => {
    const actors = story();
    const { given, when } = actors;
    await given.baselineA({ parameters: { 'declarations.curePeriod': 10 } });
    await when.itIs('2027-06-09 15:00');
    await when.legal.asks('suspend-for-declarations', words);
    await when.otherLegal.decides('FOUR_EYES', 'APPROVE');
    const deemedOn = (await contractIn(actors)).suspensions?.[0]?.deemedOn;
    await when.itIs('2027-06-15');
    await when.legal.asks('notify-breach', { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' });
    expect((await contractIn(actors)).suspensions?.[0]?.deemedOn).toBe(deemedOn);
    expect(deemedOn && civilOf(deemedOn)).toBe('2027-06-12');
  });

  test.each`
    scope              | state       | services
    ${'EMAILING_ONLY'} | ${'ACTIVE'} | ${'EMAILING'}
    ${'ALL'}           | ${'ACTIVE'} | ${'ALL'}
  `('8.2 (ii): LEGAL lifts what closed $scope, and the client is told', async ({ scope, state, services }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.legal.asks('suspend-for-emailing', { ...words, scope });
    await when.itIs('2027-06-20');
    check.done(await when.legal.asks('lift-suspension', { reason: 'text' }));
    await check.view({ state, suspensionReasons: [] });
    await check.messages({ REINSTATED: ['2027-06-20'] });
    await check.says('REINSTATED', { services });
    check.refused(await when.legal.asks('lift-suspension', { reason: 'text' }), 'E8.3a');
  });

  test.each`
    at                    | done
    ${'2027-07-12 23:59'} | ${false}
    ${'2027-07-13 00:00'} | ${true}
  `('8.2 (ii): the breach notified with it opens termination at $at: $done', async ({ at, done }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.legal.asks('suspend-for-emailing', words);
    await when.itIs(at);
    const answer = await when.theyTerminate('BREACH');
    if (done) check.done(answer);
    else check.refused(answer, 'E8.2-ii');
  });

  test('8.2 (ii): a notice that comes back goes again by letter, and the suspension stands', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.legal.asks('suspend-for-emailing', words);
    await given.outside({ type: 'bounce', at: '2027-06-10 10:00' });
    await when.theDayEnds('2027-06-10');
    await check.view({ suspensionReasons: ['EMAILING'] });
    await check.messages({ SUSPENSION_NOTICE: ['2027-06-09', '2027-06-10'], BREACH_NOTICE: ['2027-06-09'] });
  });
});

describe('several reasons at once (A7, E8.3a-r)', () => {
  /** Baseline D on the day of its suspension, and everything else closed by LEGAL too. */
  const closed = async (actors: ReturnType<typeof story>, scope: 'ALL' | 'EMAILING_ONLY'): Promise<void> => {
    const { given, when, check } = actors;
    await given.baselineD();
    await when.itIs('2027-02-20');
    check.done(await when.legal.asks('suspend-for-emailing', { ...words, scope }));
    await when.itIs('2027-02-26');
    await check.view({ state: 'SUSPENDED', suspensionReasons: ['EMAILING', 'PAYMENT'] });
  };
  const pays = async ({ when, check }: ReturnType<typeof story>): Promise<void> => {
    await when.registers('card_ok');
    check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
  };

  test('8.3 (a): payment clears its own reason and no other; each is then lifted by whom it concerns', async () => {
    const actors = story();
    const { when, check } = actors;
    await closed(actors, 'ALL');
    expect(accessOf(await contractIn(actors))).toMatchObject({ access: 'suspended', reason: 'EMAILING' });
    await pays(actors);
    await check.view({ state: 'SUSPENDED', suspensionReasons: ['EMAILING'] });
    await check.messages({ REINSTATED: [] });
    check.done(await when.legal.asks('lift-suspension', { reason: 'text' }));
    await check.view({ state: 'ACTIVE', suspensionReasons: [] });
    await check.messages({ REINSTATED: ['2027-02-26'] });
  });

  test('8.3 (a): paid while e-mailing alone is closed: access opens, e-mailing stays blocked', async () => {
    const actors = story();
    const { check } = actors;
    await closed(actors, 'EMAILING_ONLY');
    expect(accessOf(await contractIn(actors))).toMatchObject({ access: 'suspended', reason: 'PAYMENT', article: 'E8.3a' });
    await pays(actors);
    await check.view({ state: 'ACTIVE', suspensionReasons: ['EMAILING'] });
    expect(accessOf(await contractIn(actors))).toMatchObject({ access: 'emailing-blocked', article: 'E8.2-ii-m' });
    await check.says('REINSTATED', { services: 'ALL_BUT_EMAILING' });
  });

  test('8.3 (a): unnamed, LEGAL lifts what no payment lifts; of two such, the one it names', async () => {
    const actors = story();
    const { when, check } = actors;
    await closed(actors, 'ALL');
    check.done(await when.legal.asks('suspend-for-declarations', words));
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await check.view({ suspensionReasons: ['EMAILING', 'PAYMENT', 'DECLARATIONS'] });
    check.refused(await when.legal.asks('lift-suspension', { reason: 'text' }), 'E8.2-ii-m');
    check.done(await when.legal.asks('lift-suspension', { reason: 'text', suspension: 'DECLARATIONS' }));
    await check.view({ suspensionReasons: ['EMAILING', 'PAYMENT'] });
    check.done(await when.legal.asks('lift-suspension', { reason: 'text' }));
    await check.view({ state: 'SUSPENDED', suspensionReasons: ['PAYMENT'] });
  });
});

describe('E11.2b false declaration', () => {
  test('11.2: LEGAL and a second person suspend at once; the first alone does nothing', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-06-09');
    const proposed = await when.legal.asks('suspend-for-declarations', words);
    expect(proposed.task).toBeDefined();
    await check.state('ACTIVE');
    check.refused(await when.legal.decides('FOUR_EYES', 'APPROVE'), 'E11.2b');
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await check.view({ state: 'SUSPENDED', suspensionReasons: ['DECLARATIONS'] });
    expect(accessOf(await contractIn(actors))).toEqual({ access: 'suspended', reason: 'DECLARATIONS', article: 'E11.2b', until: null });
    await check.messages({ SUSPENSION_NOTICE: ['2027-06-09'], BREACH_NOTICE: [] });
    check.refused(await when.legal.asks('suspend-for-declarations', words), 'E11.2b');
  });

  test.each`
    days  | suspended       | at                    | done     | because
    ${0}  | ${null}         | ${'2027-06-09 09:00'} | ${true}  | ${'a just cause by itself, without suspension or cure period'}
    ${10} | ${null}         | ${'2027-06-09 09:00'} | ${false} | ${'these terms give time to correct, which nothing has opened'}
    ${10} | ${'2027-06-09'} | ${'2027-06-22 23:59'} | ${false} | ${'received on 12 June, the ten days are not over'}
    ${10} | ${'2027-06-09'} | ${'2027-06-23 00:00'} | ${true}  | ${'ten full days have passed'}
  `('11.2: with $days days to correct, suspended $suspended, terminated at $at: $done: $because', async ({ days, suspended, at, done }) => {
    const { given, when, check } = story();
    await given.baselineA({ parameters: { 'declarations.curePeriod': days } });
    if (suspended) {
      await when.itIs(suspended);
      await when.legal.asks('suspend-for-declarations', words);
      check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    }
    await when.itIs(at);
    const answer = await when.theyTerminate('DECLARATIONS');
    if (done) check.done(answer);
    else check.refused(answer, 'E11.2b');
  });

  test('11.2, 8.2: it is no ground for the client, who is offered to denounce', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const answer = await when.client.asks('terminate-for-cause', { ground: 'DECLARATIONS', facts: 'text', channel: 'EMAIL' });
    check.refused(answer, 'E8.2a');
  });
});

describe('E3.1a the gate of the product', () => {
  test.each`
    at                    | access      | reason                   | article    | until
    ${'2027-01-31 23:59'} | ${'closed'} | ${'PENDING'}             | ${'E8.1a'} | ${'2027-02-01'}
    ${'2027-02-01 00:00'} | ${'open'}   | ${null}                  | ${'E3.1a'} | ${null}
    ${'2027-10-31 12:00'} | ${'open'}   | ${null}                  | ${'E3.1a'} | ${'2028-01-31'}
    ${'2028-01-31 23:59'} | ${'open'}   | ${null}                  | ${'E3.1a'} | ${'2028-01-31'}
    ${'2028-02-01 00:00'} | ${'closed'} | ${'DENOUNCED_BY_CLIENT'} | ${'E8.4a'} | ${null}
    ${'2028-06-01 00:00'} | ${'closed'} | ${'DENOUNCED_BY_CLIENT'} | ${'E8.4a'} | ${null}
  `('3.1, 8.4: starting 2027-02-01 and denounced, at $at: $access until $until', async ({ at, ...expected }) => {
    const actors = story();
    const { given, when } = actors;
    await given.baselineA({ startsOn: '2027-02-01' });
    if (at > '2027-10-30') {
      await when.itIs('2027-10-30');
      await when.client.asks('denounce', {});
    }
    await when.itIs(at);
    const { access, reason, article, until } = accessOf(await contractIn(actors));
    expect({ access, reason, article, until }).toEqual(expected);
  });

  test.each`
    at                    | access         | until
    ${'2027-02-25 23:59'} | ${'open'}      | ${null}
    ${'2027-02-26 00:00'} | ${'suspended'} | ${null}
    ${'2027-03-05 12:00'} | ${'suspended'} | ${'2027-03-09'}
  `('8.3 (a): baseline D, a transfer on 2027-03-05, at $at: $access until $until', async ({ at, access, until }) => {
    const actors = story();
    const { given, when } = actors;
    await given.baselineD();
    if (at > '2027-03-05') await when.pays(70_560, '2027-03-05 10:00');
    await when.itIs(at);
    expect(accessOf(await contractIn(actors))).toMatchObject({ access, until });
  });

  test.each`
    before   | paid     | access      | because
    ${true}  | ${false} | ${'open'}   | ${'no sum is due yet'}
    ${false} | ${false} | ${'closed'} | ${'these terms open access on payment'}
    ${false} | ${true}  | ${'open'}   | ${'the first invoice is paid'}
  `('3.1: access before payment $before, paid $paid: $access: $because', async ({ before, paid, access }) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA({ parameters: { 'access.beforePayment': before } });
    await when.itIs('2027-01-10');
    if (paid) check.done(await when.client.asks('pay-now', {}));
    expect(accessOf(await contractIn(actors))).toMatchObject({ access, article: 'E3.1a' });
  });

  test('8.4: of several subscriptions the best one answers; a client without any has no access', () => {
    const open = accessOf(contractOf());
    const blocked = { access: 'emailing-blocked', reason: 'EMAILING', article: 'E8.2-ii-m', until: null } as const;
    const suspended = { access: 'suspended', reason: 'PAYMENT', article: 'E8.3a', until: null } as const;
    expect(bestOf([suspended, blocked]).access).toBe('emailing-blocked');
    expect(bestOf([suspended, blocked, open]).access).toBe('open');
    expect(bestOf([])).toEqual({ access: 'closed', reason: 'NO_SUBSCRIPTION', article: 'E3.1a', until: null });
  });
});
