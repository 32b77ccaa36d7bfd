/** CGUV 11.1 (c), 11.2 (c), 11.4 (a), 11.8 (f): what concerns the client as a whole, borne by one of its subscriptions. */
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf } from '../../../contract/calendar.ts';
import { refuse } from '../../../contract/clause.ts';
import { bearsFrenchVat, isOutsideTheUnion, mayObject, nonSolicitationEnd } from '../../../contract/client-rules.ts';
import { vatNumberFault } from '../../../contract/vat-numbers.ts';
import { contractAt, contractOf, story } from './story.ts';

const given = story;
const running = async (parameters: Record<string, unknown> = {}) => {
  const told = given();
  await told.given.baselineA({ parameters });
  return told;
};

describe('E11.4a which assignment is decided', () => {
  test('11.4: LEGAL decides the one that was asked, and leaves the others and other questions open', async () => {
    const { given, when, check, see } = story();
    await given.baselineA();
    await when.client.asks('open-audit', { about: 'aud_1' });
    await when.client.asks('request-assignment', { about: 'rec_1' });
    await when.client.asks('request-assignment', { about: 'rec_2' });
    const decision = { approved: true, reason: 'deed read' };
    for (const assignment of ['rec_9', 'aud_1'])
      expect((await when.legal.asks('approve-assignment', { assignment, ...decision })).refused).toMatchObject({ because: 'no-assignment' });
    check.done(await when.legal.asks('approve-assignment', { assignment: 'rec_1', ...decision }));
    check.refused(await when.legal.asks('approve-assignment', { assignment: 'rec_1', ...decision }), 'E11.4a');
    expect((await see.tasks()).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['AUDIT OPEN', 'ASSIGNMENT DECIDED', 'ASSIGNMENT OPEN']);
  });
});

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

  test('a request that was answered does not leave again when it comes back', async () => {
    const { given: fixture, when, check } = await running();
    await when.itIs('2027-06-09');
    await when.support.asks('request-documents', { documents: 'statutes' });
    await when.itIs('2027-06-11');
    check.done(await when.client.asks('provide-documents', { text: 'statutes.pdf' }));
    await fixture.outside({ type: 'bounce', at: '2027-06-12 09:00' });
    await when.itIs('2027-06-29');
    await check.deemed('DOCUMENT_REQUEST', ['2027-06-12']);
  });

  test('a channel that is not formal, or wants a signature, is refused', async () => {
    const { when } = await running();
    const asked = async (channel: string) =>
      (await when.support.asks('request-documents', { documents: 'statutes', channel: channel as 'EMAIL' })).refused;
    expect(await asked('HAND')).toEqual(refuse('E11.1a', 'signed-receipt-missing', [{ command: 'request-documents' }]));
    expect(await asked('SMS')).toEqual(refuse('E11.1a', 'channel-not-formal'));
  });

  test('each request has its own time and its own answer; by letter where SUPPORT chooses so', async () => {
    const { when, check, see } = await running();
    await when.itIs('2027-06-09');
    const first = await when.support.asks('request-documents', { documents: 'statutes', channel: 'REGISTERED_LETTER' });
    expect(first.facts[0]).toMatchObject({ article: 'E11.2c', notice: 'documents/2027-06-09', channel: 'REGISTERED_LETTER', from: 'COMPANY' });
    await when.itIs('2027-06-16');
    await when.support.asks('request-documents', { documents: 'minutes' });
    await when.itIs('2027-06-20');
    const provided = await when.client.asks('provide-documents', { request: 'documents/2027-06-16/2', text: 'minutes.pdf' });
    expect(provided.facts).toMatchObject([{ type: 'documents.provided', article: 'E11.2c', request: 'documents/2027-06-16/2', text: 'minutes.pdf' }]);
    const again = await when.client.asks('provide-documents', { request: 'documents/2027-06-16/2', text: 'minutes.pdf' });
    expect(again.refused).toEqual(refuse('E11.2c', 'nothing-requested'));
    await when.itIs('2027-07-10');
    await check.tasks('DOCUMENTS', ['2027-06-28']); // once, for the one that is late
    const opened = (await check.facts()).filter((one) => one.type === 'task.opened');
    expect(opened).toMatchObject([{ article: 'E11.2c', about: 'documents/2027-06-09' }]);
    expect((await see.tasks()).map((one) => one.state)).toEqual(['OPEN']);
    check.done(await when.client.asks('provide-documents', { text: 'statutes.pdf' })); // late, it closes its task
    expect((await see.tasks()).map((one) => one.state)).toEqual(['DECIDED']);
  });

  test('two requests side by side: one comes back, each is late on its own day, and an answer closes its own task', async () => {
    const { given: fixture, when, check, see } = await running();
    await when.itIs('2027-06-09');
    await when.support.asks('request-documents', { documents: 'statutes' });
    await when.itIs('2027-06-16');
    await when.support.asks('request-documents', { documents: 'minutes' });
    await fixture.outside({ type: 'bounce', at: '2027-06-17 09:00' }); // of the second one
    await when.itIs('2027-06-18');
    check.done(await when.client.asks('open-complaint', { complaint: 'cpl_1', text: 'text', documented: false }));
    await when.itIs('2027-07-20');
    await check.tasks('DOCUMENTS', ['2027-06-28', '2027-07-07']); // the letter of 17 June is received on the 21st, fifteen days: until 6 July
    const [late] = (await contractAt(check)).documentRequests ?? [];
    expect(late).toEqual({ id: 'documents/2027-06-09', documents: 'statutes', lastDay: dayOf('2027-06-27'), asked: true });
    check.done(await when.client.asks('provide-documents', { request: 'documents/2027-06-09', text: 'statutes.pdf' }));
    const states = (await see.tasks()).map(({ kind, state }) => `${kind} ${state}`);
    expect(states).toEqual(['COMPLAINT OPEN', 'DOCUMENTS DECIDED', 'DOCUMENTS OPEN']);
  });

  test('on terms that let a returned e-mail stand, the request stands and its time runs on', async () => {
    const { given: fixture, when, check } = await running({ 'notice.hardBounce': 'STANDS' });
    await when.itIs('2027-06-09');
    await when.support.asks('request-documents', { documents: 'statutes' });
    await fixture.outside({ type: 'bounce', at: '2027-06-10 09:00' });
    await when.itIs('2027-06-28');
    await check.tasks('DOCUMENTS', ['2027-06-28']);
  });

  test('nothing is asked for any more once the data is destroyed', async () => {
    const { when, check } = await running();
    await when.itIs('2027-09-01');
    await when.client.asks('denounce', {});
    await when.itIs('2028-03-30'); // received on 3 April; destroyed on the 4th
    await when.support.asks('request-documents', { documents: 'statutes' });
    await when.itIs('2028-06-01');
    await check.state('DELETED');
    await check.tasks('DOCUMENTS', []);
  });

  test.each`
    bounced               | sent | because
    ${'2028-04-03 23:00'} | ${2} | ${'it is still asked for: it leaves again by letter'}
    ${'2028-04-04 12:00'} | ${1} | ${'the contract was deleted that morning'}
  `('a request that comes back at $bounced was sent $sent times: $because', async ({ bounced, sent }) => {
    const { given: fixture, when, check } = await running();
    await when.itIs('2027-09-01');
    await when.client.asks('denounce', {});
    await when.itIs('2028-03-30');
    await when.support.asks('request-documents', { documents: 'statutes' });
    await fixture.outside({ type: 'bounce', at: bounced });
    await when.itIs('2028-06-01');
    const requests = (await check.facts()).filter((one) => one.type === 'notice.sent' && one.code === 'DOCUMENT_REQUEST');
    expect(requests).toHaveLength(sent);
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
    sentOn          | channel                | deemed          | refusal                                   | because
    ${'2027-05-03'} | ${'REGISTERED_LETTER'} | ${'2027-05-07'} | ${undefined}                              | ${'it came by post'}
    ${'2027-05-05'} | ${'HAND'}              | ${'2027-05-05'} | ${undefined}                              | ${'it was handed over today'}
    ${'2027-01-04'} | ${'EMAIL'}             | ${'2027-01-07'} | ${undefined}                              | ${'it was sent on the day of acceptance'}
    ${'2027-05-06'} | ${'REGISTERED_LETTER'} | ${undefined}    | ${refuse('E11.1c', 'sent-in-the-future')} | ${'it cannot have been sent yet'}
    ${'2027-01-03'} | ${'REGISTERED_LETTER'} | ${undefined}    | ${refuse('E11.1c', 'before-acceptance')}  | ${'there was no contract yet'}
    ${'2027-05-03'} | ${'PHONE'}             | ${undefined}    | ${refuse('E11.1a', 'channel-not-formal')} | ${'a call is no notice'}
  `('recorded by SUPPORT on 2027-05-05, sent on $sentOn by $channel: $because', async ({ sentOn, channel, deemed, refusal }) => {
    const { when, check } = await running();
    await when.itIs('2027-05-05');
    const posted = { sentOn, channel, proof: 'the envelope' };
    const answer = await when.support.asks('change-address', { postal: 'postal', email: 'email', posted });
    expect(answer.refused).toEqual(refusal);
    const sent = (await check.facts()).filter((one) => one.type === 'notice.sent');
    const words = { article: 'E11.1c', receipt: 'the envelope', about: { words: { postal: 'postal', email: 'email' } } };
    const told = {
      ...words,
      channel,
      from: 'CLIENT',
      sentOn,
      deemedOn: deemed,
      at: '2027-05-05T10:00:00.000Z',
      by: { person: 'SUPPORT', role: 'SUPPORT' },
    };
    expect(sent).toMatchObject(refusal ? [] : [told]);
  });

  test('the notice of a client is decided under its article, by that client, and named after its day', async () => {
    const { when } = await running();
    await when.itIs('2027-05-05');
    const { facts } = await when.client.asks('change-address', { postal: 'postal', email: 'email' });
    expect(facts[0]).toMatchObject({ type: 'notice.decided', article: 'E11.1c', notice: 'address/2027-05-05', channel: 'EMAIL', from: 'CLIENT' });
  });

  test('SUPPORT gives no notice in the name of a client without proof of it', async () => {
    const { when } = await running();
    const { refused } = await when.support.asks('change-address', { postal: 'postal', email: 'email' });
    expect(refused).toEqual(refuse('E11.1c', 'proof-missing', [{ command: 'change-address' }]));
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
    const { when } = await running();
    await when.itIs('2027-06-10T07:00:00Z');
    const knownAt = '2027-06-10T07:00:01.000Z';
    const { refused } = await when.dpo.asks('notify-data-breach', { dataBreach: 'rec_1', knownAt, facts: 'the facts' });
    expect(refused).toEqual(refuse('E11.8f', 'known-in-the-future'));
  });

  test('decided by the DPO under its article, it leaves by the channel of the client', async () => {
    const { given: fixture, when } = given();
    await fixture.baselineA({ noticeChannel: 'REGISTERED_LETTER' });
    await when.itIs('2027-06-10T07:00:00Z');
    const knownAt = '2027-06-10T07:00:00.000Z';
    const { facts } = await when.dpo.asks('notify-data-breach', { dataBreach: 'rec_1', knownAt, facts: 'the facts' });
    expect(facts[0]).toMatchObject({
      ...{ type: 'notice.decided', article: 'E11.8f', notice: 'data-breach/2027-06-10', channel: 'REGISTERED_LETTER', from: 'COMPANY' },
      ...{ by: { role: 'DPO' }, about: { dataBreach: 'rec_1', knownAt, facts: 'the facts' } },
    });
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

describe('E5.4, E11.3, E11.7, E11.8d the rules behind the registers', () => {
  test.each`
    years | lastDay
    ${1}  | ${'2028-05-13'}
    ${2}  | ${'2029-05-13'}
  `('11.3: who served on 2027-05-13 is not poached for $years years: until $lastDay', ({ years, lastDay }) => {
    expect(civilOf(nonSolicitationEnd(contractOf({}, { 'survival.nonSolicitationYears': years }), dayOf('2027-05-13')))).toBe(lastDay);
  });

  test.each`
    optOut            | legal    | client
    ${'MANUAL'}       | ${true}  | ${false}
    ${'SELF_SERVICE'} | ${true}  | ${true}
    ${'NONE'}         | ${false} | ${false}
  `('11.7: where the terms say $optOut, LEGAL may record an objection: $legal; the client itself: $client', ({ optOut, legal, client }) => {
    const terms = contractOf({}, { 'reference.optOut': optOut });
    expect([mayObject(terms, 'LEGAL'), mayObject(terms, 'CLIENT_ADMIN'), mayObject(terms, 'SUPPORT')]).toEqual([legal, client, false]);
  });

  test.each`
    country | outside
    ${'FR'} | ${false}
    ${'NO'} | ${false}
    ${'CH'} | ${true}
    ${'GB'} | ${true}
    ${'US'} | ${true}
  `('11.8 (d): data sent to $country leaves the Economic Area: $outside', ({ country, outside }) => {
    expect(isOutsideTheUnion(country)).toBe(outside);
  });

  test.each`
    territory    | french
    ${'FR'}      | ${true}
    ${' france'} | ${true}
    ${'mc'}      | ${true}
    ${'Monaco '} | ${true}
    ${'GP'}      | ${false}
    ${'BE'}      | ${false}
    ${''}        | ${false}
  `('5.4: "$territory" bears the rates of metropolitan France: $french', ({ territory, french }) => {
    expect(bearsFrenchVat(territory)).toBe(french);
  });

  test.each`
    text                  | fault      | because
    ${'FR40303265045'}    | ${null}    | ${'the key fits'}
    ${'FR41303265045'}    | ${'KEY'}   | ${'it does not'}
    ${'FR40303265054'}    | ${'KEY'}   | ${'two digits are exchanged'}
    ${'FRK7303265045'}    | ${null}    | ${'a key of the newer kind has letters'}
    ${'FRO7303265045'}    | ${'SHAPE'} | ${'but neither O nor I'}
    ${'FR4030326504'}     | ${'SHAPE'} | ${'a digit is missing'}
    ${'IE1234567WA'}      | ${null}    | ${'letters too'}
    ${'DE123456789'}      | ${null}    | ${'nine digits'}
    ${'DE12345678'}       | ${'SHAPE'} | ${'eight'}
    ${'DE1234567890'}     | ${'SHAPE'} | ${'ten'}
    ${'BE0123456789'}     | ${null}    | ${'ten digits'}
    ${'BE2123456789'}     | ${'SHAPE'} | ${'that begin with 0 or 1'}
    ${'EL123456789'}      | ${null}    | ${'Greece'}
    ${'GR123456789'}      | ${'STATE'} | ${'and not by its code'}
    ${'XI123456789'}      | ${null}    | ${'Northern Ireland'}
    ${'GB123'}            | ${'SHAPE'} | ${'too short'}
    ${'GBGD123'}          | ${null}    | ${'an authority'}
    ${'CHE123456789MWST'} | ${null}    | ${'Switzerland'}
    ${'XX99'}             | ${'STATE'} | ${'no State'}
    ${'4040303265045'}    | ${'STATE'} | ${'a State is letters'}
    ${' FR40303265045'}   | ${'STATE'} | ${'nothing stands before it'}
    ${'FR4A303265045'}    | ${null}    | ${'a key with a letter is not computed'}
    ${'FRA4303265045'}    | ${null}    | ${'before the figure or after it'}
    ${'FR 40303265045'}   | ${'SHAPE'} | ${'nor between'}
    ${''}                 | ${'STATE'} | ${'nothing at all'}
  `('5.4: "$text" as a VAT number: $fault: $because', ({ text, fault }) => expect(vatNumberFault(text)).toBe(fault));
});
