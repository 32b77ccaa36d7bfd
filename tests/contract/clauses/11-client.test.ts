/** CGUV 11.1 (c), 11.2 (c), 11.4 (a), 11.8 (f): what concerns the client as a whole, borne by one of its subscriptions. */
import { describe, expect, test } from 'vitest';
import { story } from './story.ts';

const given = story;
const running = async (parameters: Record<string, unknown> = {}) => {
  const told = given();
  await told.given.baselineA({ parameters });
  return told;
};

describe('E11.2c supporting documents', () => {
  test.each`
    at                    | opened            | because
    ${'2027-06-27 23:59'} | ${[]}             | ${'the last day to answer is usable to its end'}
    ${'2027-06-28 00:00'} | ${['2027-06-28']} | ${'fifteen days from deemed receipt have passed'}
  `('asked on 2027-06-09, at $at LEGAL has tasks $opened: $because', async ({ at, opened }) => {
    const { when, check } = await running();
    await when.itIs('2027-06-09');
    check.done(await when.support.asks('request-documents', { documents: 'statutes' }));
    await check.deemed('DOCUMENT_REQUEST', ['2027-06-12']);
    await check.says('DOCUMENT_REQUEST', { answerBy: '2027-06-27' });
    await when.itIs(at);
    await check.tasks('DOCUMENTS', opened);
    await check.state('ACTIVE');
  });

  test.each`
    days  | opened
    ${7}  | ${['2027-06-20']}
    ${30} | ${['2027-07-13']}
  `('documents.responseDays $days: late on $opened', async ({ days, opened }) => {
    const { when, check } = await running({ 'documents.responseDays': days });
    await when.itIs('2027-06-09');
    await when.support.asks('request-documents', { documents: 'statutes' });
    await when.itIs('2027-07-14');
    await check.tasks('DOCUMENTS', opened);
  });

  test('provided in time no task follows; provided late it closes the task', async () => {
    const { when, check, see } = await running();
    await when.itIs('2027-06-09');
    await when.support.asks('request-documents', { documents: 'statutes' });
    await when.itIs('2027-06-27 23:00');
    check.done(await when.client.asks('provide-documents', { text: 'statutes.pdf' }));
    await when.support.asks('request-documents', { documents: 'minutes' });
    await when.itIs('2027-07-20');
    expect((await see.tasks()).map((one) => one.state)).toEqual(['OPEN']);
    check.done(await when.support.asks('provide-documents', { text: 'minutes.pdf' }));
    expect((await see.tasks()).map((one) => one.state)).toEqual(['DECIDED']);
    check.refused(await when.client.asks('provide-documents', { text: 'again' }), 'E11.2c');
  });

  test('a request that comes back leaves again by letter, with a new time to answer', async () => {
    const { given: fixture, when, check } = await running();
    await when.itIs('2027-06-09');
    await when.support.asks('request-documents', { documents: 'statutes' });
    await fixture.outside({ type: 'bounce', at: '2027-06-10 09:00' });
    await when.itIs('2027-06-29');
    await check.deemed('DOCUMENT_REQUEST', ['2027-06-12', '2027-06-14']);
    await check.tasks('DOCUMENTS', []);
    await when.itIs('2027-06-30');
    await check.tasks('DOCUMENTS', ['2027-06-30']);
  });

  test('a channel that is not formal, or wants a signature, is refused', async () => {
    const { when, check } = await running();
    check.refused(await when.support.asks('request-documents', { documents: 'statutes', channel: 'HAND' }), 'E11.1a');
    check.refused(await when.support.asks('request-documents', { documents: 'statutes', channel: 'SMS' as 'EMAIL' }), 'E11.1a');
  });
});

describe('E11.1c change of address', () => {
  test('S67: notified on 2027-05-05, deemed 2027-05-11, it serves from the 12th', async () => {
    const { when, check } = await running();
    await when.itIs('2027-05-05');
    check.done(await when.client.asks('change-address', { postal: 'postal', email: 'email' }));
    await check.deemed('ADDRESS_CHANGE', ['2027-05-11']);
    await check.says('ADDRESS_CHANGE', { effectiveOn: '2027-05-12' });
  });

  test.each`
    sentOn          | channel                | article      | because
    ${'2027-05-03'} | ${'REGISTERED_LETTER'} | ${undefined} | ${'it came by post'}
    ${'2027-05-06'} | ${'REGISTERED_LETTER'} | ${'E11.1c'}  | ${'it cannot have been sent yet'}
    ${'2027-01-03'} | ${'REGISTERED_LETTER'} | ${'E11.1c'}  | ${'there was no contract yet'}
    ${'2027-05-03'} | ${'PHONE'}             | ${'E11.1a'}  | ${'a call is no notice'}
  `('recorded by SUPPORT on 2027-05-05, sent on $sentOn by $channel: $article, $because', async ({ sentOn, channel, article }) => {
    const { when, check } = await running();
    await when.itIs('2027-05-05');
    const posted = { sentOn, channel, proof: 'the envelope' };
    const answer = await when.support.asks('change-address', { postal: 'postal', email: 'email', posted });
    expect(answer.refused?.article).toBe(article);
    if (!article) await check.deemed('ADDRESS_CHANGE', ['2027-05-07']);
  });

  test('SUPPORT gives no notice in the name of a client without proof of it', async () => {
    const { when, check } = await running();
    check.refused(await when.support.asks('change-address', { postal: 'postal', email: 'email' }), 'E11.1c');
  });
});

describe('E11.8f data breach', () => {
  test.each`
    hours | deadline
    ${48} | ${'2027-06-12T07:00:00.000Z'}
    ${24} | ${'2027-06-11T07:00:00.000Z'}
  `('S73: known on 2027-06-10T07:00Z, told at once, at the latest $hours hours later', async ({ hours, deadline }) => {
    const { when, check } = await running({ 'gdpr.breachNoticeHours': hours });
    await when.itIs('2027-06-10T07:00:00Z');
    const knownAt = '2027-06-10T07:00:00.000Z';
    check.done(await when.dpo.asks('notify-data-breach', { dataBreach: 'rec_1', knownAt, facts: 'the facts' }));
    await check.messages({ DATA_BREACH_NOTICE: ['2027-06-10'] });
    await check.says('DATA_BREACH_NOTICE', { knownAt, deadlineAt: deadline });
  });

  test('what is known only later cannot be told now', async () => {
    const { when, check } = await running();
    await when.itIs('2027-06-10T07:00:00Z');
    const knownAt = '2027-06-10T07:00:01.000Z';
    check.refused(await when.dpo.asks('notify-data-breach', { dataBreach: 'rec_1', knownAt, facts: 'the facts' }), 'E11.8f');
  });
});

describe('E11.4a assignment by the client', () => {
  const successor = { assignment: 'rec_1', clientStatus: 'PROFESSIONAL' as const, means: { method: 'm2', kind: 'SEPA' as const }, evidence: 'text' };

  test('S78: the successor takes the same subscription, with its days and its debts, and its own means', async () => {
    const { when, check, see } = await running();
    const before = await see.view();
    await when.itIs('2027-07-01');
    check.done(await when.client.asks('request-assignment', { about: 'rec_1' }));
    await check.tasks('ASSIGNMENT', ['2027-07-01']);
    await when.itIs('2027-07-05');
    check.done(await when.legal.asks('approve-assignment', { assignment: 'rec_1', approved: true, reason: 'deed read' }));
    check.done(await when.client.asks('accept-assignment', successor));
    await check.view({ term: before.term, renewsOn: before.renewsOn, paymentMethod: 'm2', state: 'ACTIVE' });
  });

  test('nothing is decided that was not asked, nor twice', async () => {
    const { when, check } = await running();
    const decision = { assignment: 'rec_1', approved: true, reason: 'deed read' };
    check.refused(await when.legal.asks('approve-assignment', decision), 'E11.4a');
    await when.client.asks('request-assignment', { about: 'rec_1' });
    check.done(await when.legal.decides('ASSIGNMENT', 'REFUSE'));
    check.refused(await when.legal.asks('approve-assignment', decision), 'E11.4a');
  });
});
