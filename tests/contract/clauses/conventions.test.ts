/** A2, A3, A12: the conventions that every entry uses, on both sides of each limit. */
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf, instantOf, isoOf } from '../../../contract/calendar.ts';
import { lastDayOf } from '../../../contract/clause.ts';
import { articleNamed, articleText } from '../../../contract/entries.ts';
import { isCompanyRole } from '../../../contract/facts.ts';
import { faultsOf } from '../../../contract/parameters.ts';
import { OWN_KINDS, PUBLIC_KINDS } from '../../../contract/records.ts';
import { MONTHLY, YEARLY } from '../../scenarios/scenario.ts';
import { contractOf, story } from './story.ts';

describe('A2 periods of N days', () => {
  test.each`
    event           | days  | parameters                                   | last            | because
    ${'2027-02-15'} | ${10} | ${{}}                                        | ${'2027-02-25'} | ${'the day of the event is not counted'}
    ${'2027-02-18'} | ${10} | ${{}}                                        | ${'2027-02-28'} | ${'a Sunday is not moved'}
    ${'2027-03-19'} | ${10} | ${{}}                                        | ${'2027-03-29'} | ${'nor is Easter Monday'}
    ${'2028-02-19'} | ${10} | ${{}}                                        | ${'2028-02-29'} | ${'29 February is a day'}
    ${'2027-02-15'} | ${10} | ${{ 'period.firstDay': 'INCLUDED' }}         | ${'2027-02-24'} | ${'counted from the event itself'}
    ${'2027-02-18'} | ${10} | ${{ 'period.rollover': 'NEXT_WORKING_DAY' }} | ${'2027-03-01'} | ${'moved past the Sunday'}
    ${'2027-02-17'} | ${10} | ${{ 'period.rollover': 'NEXT_WORKING_DAY' }} | ${'2027-02-27'} | ${'a Saturday is a working day'}
    ${'2027-03-18'} | ${10} | ${{ 'period.rollover': 'NEXT_WORKING_DAY' }} | ${'2027-03-30'} | ${'moved past Easter Sunday and Monday'}
  `('A2: $days days from $event under $parameters end on $last: $because', ({ event, days, parameters, last }) => {
    expect(civilOf(lastDayOf(contractOf({}, parameters), dayOf(event), days))).toBe(last);
  });
});

describe('A3 terms computed from their anchor', () => {
  test.each`
    at              | months | ends
    ${'2027-01-31'} | ${1}   | ${['2027-02-27', '2027-03-30', '2027-04-29', '2027-05-30', '2027-06-29']}
    ${'2027-12-30'} | ${1}   | ${['2028-01-29', '2028-02-28', '2028-03-29', '2028-04-29', '2028-05-29']}
    ${'2028-02-29'} | ${12}  | ${['2029-02-27', '2030-02-27', '2031-02-27', '2032-02-28', '2033-02-27']}
    ${'2027-08-31'} | ${6}   | ${['2028-02-28', '2028-08-30', '2029-02-27', '2029-08-30', '2030-02-27']}
  `('A3: $months months accepted on $at end on $ends', async ({ at, months, ends }) => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'any', at }, [{ formula: 'any', months, netCents: 5_900 }]);
    for (const [index, endsOn] of (ends as string[]).entries()) {
      await check.view({ term: expect.objectContaining({ number: index + 1, endsOn }) });
      await when.itIs(`${civilOf(dayOf(endsOn) + 1)} 00:00`);
    }
  });
});

describe('A12 order at the same midnight, and the day that a payment counts from', () => {
  test('A12: renewal and its invoice come before the suspension of the same midnight; messages wait for the morning', async () => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'two', at: '2027-01-05 10:00', means: 'card_declined', status: 'PROFESSIONAL' }, [
      { formula: 'two', months: 2, netCents: 5_900, termDays: 36 },
    ]);
    await when.itIs('2027-03-05 00:00');
    const facts = await check.facts();
    const midnight = facts.filter((one) => one.at === '2027-03-04T23:00:00.000Z').map((one) => one.type);
    expect(midnight).toEqual(['term.renewed', 'invoice.issued', 'suspension.applied']);
    await check.messages({ RENEWED: [], INVOICE_ISSUED: ['2027-01-05', '2027-02-10'], SUSPENSION_NOTICE: [] });
    await when.itIs('2027-03-05 07:59');
    await check.messages({ RENEWED: [], SUSPENSION_NOTICE: [] });
    await when.itIs('2027-03-05 08:00');
    await check.messages({ RENEWED: ['2027-03-05'], INVOICE_ISSUED: ['2027-01-05', '2027-02-10', '2027-03-05'], SUSPENSION_NOTICE: ['2027-03-05'] });
  });

  test.each`
    orderedOn       | because        | asked
    ${'2027-02-25'} | ${'DISPROVED'} | ${0}
    ${'2027-02-26'} | ${'SILENCE'}   | ${0}
  `('A12: ordered on $orderedOn and recorded on 2027-03-02, a transfer lifts the suspension: $because', async ({ orderedOn, because, asked }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-02');
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn, means: 'TRANSFER' }));
    await when.itIs('2027-03-12');
    const facts = await check.facts();
    expect(facts.flatMap((one) => (one.type === 'suspension.lifted' ? [one.because] : []))).toEqual([because]);
    expect(facts.filter((one) => one.type === 'arrangement.needed')).toHaveLength(asked);
  });

  test('A12: a second debt paid later does not disprove the suspension that the first one earned', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.pays(7_080, '2027-05-03');
    await when.pays(7_080, '2027-05-04');
    await check.messages({ ARRANGEMENT_NEEDED: ['2027-05-04'], REINSTATED: [] });
    await check.state('SUSPENDED');
    await when.itIs('2027-05-07 00:00'); // Ascension is the 6th: the second working day after the 4th is the 7th
    await check.state('SUSPENDED');
    await when.itIs('2027-05-08 00:00');
    await check.state('ACTIVE');
  });

  test.each`
    clicked                       | state
    ${'2027-10-03T21:59:59.999Z'} | ${'ENDED'}
    ${'2027-10-03T22:00:00.000Z'} | ${'ACTIVE'}
  `('A12: denounced at $clicked, the subscription is $state at 00:00 of R', async ({ clicked, state }) => {
    const { given, when, check } = story();
    await given.baselineA({}, [YEARLY, MONTHLY]);
    await when.itIs(clicked);
    check.done(await when.client.asks('denounce', {}));
    await when.itIs('2028-01-04 00:00');
    await check.state(state);
  });
});

describe('A13 the values that a version of the terms may give', () => {
  test.each`
    values                                            | faults
    ${{}}                                             | ${0}
    ${{ 'payment.termDays': 45 }}                     | ${0}
    ${{ 'payment.termDays': 30.5 }}                   | ${1}
    ${{ 'payment.termDays': -1 }}                     | ${1}
    ${{ 'payment.termDays': '30' }}                   | ${1}
    ${{ 'latePenalty.monthlyRate': 0.75 }}            | ${0}
    ${{ 'latePenalty.legalMaxMonthlyRate': null }}    | ${0}
    ${{ 'reversibility.price': 500 }}                 | ${1}
    ${{ 'terms.atRenewal': 'KEEP_ACCEPTED_VERSION' }} | ${0}
    ${{ 'terms.atRenewal': 'ASK_NEW_ACCEPTANCE' }}    | ${1}
    ${{ 'message.sendHour': '24:00' }}                | ${1}
    ${{ 'no.such': 1, 'term.minMonths': 2.5 }}        | ${2}
  `('A13: $values has $faults faults', ({ values, faults }) => expect(faultsOf(values)).toHaveLength(faults));

  test.each`
    values                                              | fault
    ${{ 'no.such': 1 }}                                 | ${'no.such is not a parameter of the contract'}
    ${{ 'psp.changeAck': 'PERHAPS' }}                   | ${'psp.changeAck is executed as ASK or REQUIRE or NONE, not as PERHAPS'}
    ${{ 'payment.termDays': '30' }}                     | ${'payment.termDays is a number (calendar days)'}
    ${{ 'latePenalty.legalMaxMonthlyRate': 'none' }}    | ${'latePenalty.legalMaxMonthlyRate is a number (% per month, dated)'}
    ${{ 'notice.ackRequired': 1 }}                      | ${'notice.ackRequired is a boolean (boolean)'}
    ${{ 'payment.termDays': -1 }}                       | ${'payment.termDays cannot be negative (calendar days)'}
    ${{ 'vat.standardRate': Number.POSITIVE_INFINITY }} | ${'vat.standardRate cannot be negative (%)'}
    ${{ 'payment.termDays': 30.5 }}                     | ${'payment.termDays is a whole number (calendar days)'}
    ${{ 'fourEyes.commands': 'legalHold, denounce' }}   | ${'fourEyes.commands lists terminateForCause (Company), declareAcceleration, claimDamages, suspendForDeclarations, deleteContent, exerciseIpOption, assignContracts, legalHold; not denounce'}
    ${{ 'message.sendHour': '8:00' }}                   | ${'message.sendHour is a clock time HH:MM'}
    ${{ 'message.sendHour': '08:60' }}                  | ${'message.sendHour is a clock time HH:MM'}
    ${{ 'message.sendHour': '08:000' }}                 | ${'message.sendHour is a clock time HH:MM'}
  `('A13: $fault', ({ values, fault }) => expect(faultsOf(values)).toEqual([fault]));

  test.each`
    values
    ${{ 'fourEyes.commands': '' }}
    ${{ 'fourEyes.commands': 'legalHold, claimDamages' }}
    ${{ 'payment.termDays': 0 }}
    ${{ 'vat.standardRate': 5.5 }}
    ${{ 'message.sendHour': '23:59' }}
    ${{ 'message.sendHour': '00:00' }}
    ${{ 'latePenalty.legalMaxMonthlyRate': 0.9 }}
  `('A13: $values can be executed', ({ values }) => expect(faultsOf(values)).toEqual([]));

  test.each`
    accepted              | suspended       | because
    ${'2027-02-11 07:59'} | ${'2027-03-08'} | ${'before the notice: its period is the new one'}
    ${'2027-02-11 08:01'} | ${'2027-02-26'} | ${'after it: a period already running never changes'}
  `('A13: new terms with twenty cure days accepted at $accepted, suspended on $suspended: $because', async ({ accepted, suspended }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs(accepted);
    check.done(await when.client.asks('accept-terms', { termsVersion: '2', parameters: { 'default.cureDays': 20 }, evidence: 'text' }));
    await when.itIs('2027-03-31');
    const applied = (await check.facts()).flatMap((one) => (one.type === 'suspension.applied' ? [one.at] : []));
    expect(applied).toEqual([isoOf(instantOf(dayOf(suspended)))]);
  });
});

describe('B how an entry is cited', () => {
  test.each`
    text              | article      | because
    ${'4.2'}          | ${'4.2'}     | ${'the article'}
    ${'12'}           | ${'12'}      | ${'an article without parts'}
    ${'3'}            | ${'3'}       | ${'a whole article'}
    ${'11.10'}        | ${'11.10'}   | ${'two digits after the point'}
    ${' Article 4.2'} | ${'4.2'}     | ${'as people write it'}
    ${'art.4.2 '}     | ${'4.2'}     | ${'shortened'}
    ${'Art. 4.2'}     | ${'4.2'}     | ${'with a space'}
    ${'E5.3d'}        | ${'5.3'}     | ${'by its entry'}
    ${'8.3(a)'}       | ${'8.3'}     | ${'with its paragraph'}
    ${'8.2 (ii)'}     | ${'8.2'}     | ${'with a space before it'}
    ${'8.2-ii-m'}     | ${'8.2'}     | ${'an entry with parts'}
    ${'4.9'}          | ${undefined} | ${'there is no such article'}
    ${'1.16'}         | ${undefined} | ${'though there is an article 1.1'}
    ${'4.2!'}         | ${undefined} | ${'something else follows'}
    ${'see 4.2'}      | ${undefined} | ${'something else comes first'}
    ${'soon'}         | ${undefined} | ${'no number'}
  `('"$text" names the article $article: $because', ({ text, article }) => expect(articleNamed(text)).toBe(article));

  test.each`
    entry          | cited
    ${'E8.3a'}     | ${'8.3 (a)'}
    ${'E8.3a-r'}   | ${'8.3 (a)'}
    ${'E8.3c'}     | ${'8.3 (c)'}
    ${'E8.2-i'}    | ${'8.2 (i)'}
    ${'E8.2-ii-m'} | ${'8.2 (ii)'}
    ${'E8.2-iii'}  | ${'8.2 (iii)'}
    ${'E8.1d'}     | ${'8.1'}
    ${'E11.9a'}    | ${'11.9'}
    ${'E11.10'}    | ${'11.10'}
    ${'4.2'}       | ${'4.2'}
    ${'E12'}       | ${'12'}
    ${'A12'}       | ${'A12'}
    ${'8.3a'}      | ${'8.3 (a)'}
    ${'E8.3'}      | ${'8.3'}
    ${'E8.3-c'}    | ${'8.3'}
    ${'E5.1a-i'}   | ${'5.1'}
  `('$entry is cited as $cited', ({ entry, cited }) => expect(articleText(entry)).toBe(cited));
});

test.each`
  role               | company
  ${'CLIENT_ADMIN'}  | ${false}
  ${'CLIENT_MEMBER'} | ${false}
  ${'SUPPORT'}       | ${true}
  ${'AUDITOR'}       | ${true}
`('A9: $role is a role of the Company: $company', ({ role, company }) => expect(isCompanyRole(role)).toBe(company));

test.each`
  kind               | own      | open     | because
  ${'DOMAIN'}        | ${true}  | ${false} | ${'it is of one client'}
  ${'FORCE_MAJEURE'} | ${true}  | ${true}  | ${'it is of every client'}
  ${'TRAINING'}      | ${false} | ${false} | ${'it is of the Company'}
`('A14: a client reads $kind of its own book $own, of the book of the Company $open: $because', ({ kind, own, open }) => {
  expect([OWN_KINDS.includes(kind), PUBLIC_KINDS.includes(kind)]).toEqual([own, open]);
});
