/** CGUV 8.6 (d): further help after the end: quoted at the tariff of the last day, accepted, done, billed; and why a step is refused. */
import { describe, expect, test } from 'vitest';
import { quoteCents } from '../../../contract/assistance.ts';
import { refuse } from '../../../contract/clause.ts';
import { contractAt, story } from './story.ts';

/** Baseline D terminated: C = 2027-04-03; the hour is at 90.00. On Monday 2027-05-10. */
async function ended() {
  const told = story();
  await told.given.baselineD();
  await told.given.tariff('2026-12-01 00:00', 9_000);
  await told.when.itIs('2027-03-01');
  await told.when.theyTerminate();
  await told.when.itIs('2027-05-10');
  return told;
}

describe('E8.6d the quote', () => {
  test.each`
    hours   | hourly    | cents
    ${3}    | ${9_000}  | ${27_000}
    ${1.25} | ${9_000}  | ${11_250}
    ${0.01} | ${9_050}  | ${91}
    ${0.33} | ${10_000} | ${3_300}
  `('8.6 (d): $hours hours at $hourly are $cents, half-up to the cent', ({ hours, hourly, cents }) => {
    expect(quoteCents(hours, hourly)).toBe(cents);
  });

  test('8.6 (d): it says hours, tariff, sum and until when; thirty days where nothing else is said', async () => {
    const { when, check } = await ended();
    const quoted = await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 1.5 });
    const kept = { quote: 'quo_1', hours: 1.5, hourlyCents: 9_000, netCents: 13_500, validUntil: '2027-06-09', workOn: null };
    expect(quoted.facts).toMatchObject([{ type: 'assistance.quoted', article: 'E8.6d', tariff: 'fixture', ...kept, by: { role: 'BILLING' } }]);
    expect((await check.seen()).quotes).toEqual([{ ...kept, state: 'OPEN' }]);
    await when.itIs('2027-06-09 23:59');
    expect((await check.seen()).quotes).toMatchObject([{ state: 'OPEN' }]);
    await when.itIs('2027-06-10 00:00');
    expect((await check.seen()).quotes).toMatchObject([{ state: 'EXPIRED' }]);
    expect((await when.client.asks('accept-quote', {})).refused).toEqual(
      refuse('E8.6d', 'quote-expired', [{ command: 'quote-assistance' }], { validUntil: '2027-06-09' }),
    );
  });

  test.each`
    more                                                  | workOn          | because
    ${{}}                                                 | ${'2027-05-12'} | ${'two working days after Monday'}
    ${{ workOn: '2027-05-20' }}                           | ${'2027-05-20'} | ${'the day that the quote names'}
    ${{ workOn: '2027-05-10', validUntil: '2027-05-10' }} | ${'2027-05-10'} | ${'today, both'}
  `('8.6 (d): accepted at once with $more, the work is on $workOn: $because', async ({ more, workOn }) => {
    const { when, check } = await ended();
    await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 3, ...more });
    const accepted = await when.client.asks('accept-quote', {});
    expect(accepted.facts[0]).toMatchObject({ type: 'assistance.accepted', article: 'E8.6d', quote: 'quo_1', workOn, by: { role: 'CLIENT_ADMIN' } });
    await when.itIs(`${workOn} 18:00`);
    const invoiced = (await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'ASSISTANCE');
    expect(invoiced).toMatchObject([
      { invoice: 'Q/quo_1', article: 'E8.6d', term: 1, issuedOn: workOn, netCents: 27_000, vatCents: 5_400, grossCents: 32_400 },
    ]);
    expect(invoiced.map((one) => one.duty)).toEqual(['invoice/Q/quo_1']);
    await when.itIs('2027-05-29');
    expect((await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'ASSISTANCE')).toHaveLength(1);
    const before = await contractAt(check);
    expect(before.quotes).toMatchObject([{ state: 'INVOICED' }]);
  });

  test('8.6 (d): done before its day, it is billed that day; refused, never', async () => {
    const { when, check } = await ended();
    for (const quote of ['quo_1', 'quo_2']) await when.billing.asks('quote-assistance', { quote, hours: 3, workOn: '2027-05-31' });
    expect((await when.client.asks('accept-quote', {})).refused).toEqual(refuse('E8.6d', 'which-quote'));
    const refused = await when.client.asks('refuse-quote', { quote: 'quo_2' });
    expect(refused.facts).toMatchObject([{ type: 'assistance.refused', article: 'E8.6d', quote: 'quo_2' }]);
    await when.client.asks('accept-quote', {});
    await when.itIs('2027-05-20');
    const done = await when.billing.asks('record-assistance', {});
    expect(done.facts[0]).toMatchObject({ type: 'assistance.done', article: 'E8.6d', quote: 'quo_1', doneOn: '2027-05-20' });
    await when.itIs('2027-06-30');
    expect((await check.seen()).quotes.map((one) => one.state)).toEqual(['INVOICED', 'REFUSED']);
    const invoiced = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'ASSISTANCE' ? [one.issuedOn] : []));
    expect(invoiced).toEqual(['2027-05-20']);
    const settled = refuse('E8.6d', 'quote-is-settled', [{ command: 'quote-assistance' }]);
    for (const command of ['accept-quote', 'refuse-quote', 'record-assistance'] as const)
      expect((await (command === 'record-assistance' ? when.billing : when.client).asks(command, { quote: 'quo_2' })).refused).toEqual(settled);
  });

  test('8.6 (d): a step without its quote, or a quote for a day that is past, says why', async () => {
    const { when } = await ended();
    const none = refuse('E8.6d', 'no-such-quote', [{ command: 'quote-assistance' }]);
    expect((await when.client.asks('accept-quote', {})).refused).toEqual(none);
    expect((await when.client.asks('refuse-quote', { quote: 'quo_9' })).refused).toEqual(none);
    expect((await when.billing.asks('record-assistance', {})).refused).toEqual(none);
    for (const more of [{ validUntil: '2027-05-09' }, { workOn: '2027-05-09' }])
      expect((await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 3, ...more })).refused).toEqual(refuse('E8.6d', 'day-is-past'));
  });

  test('8.6 (d): before the end nothing is quoted; without a tariff of the last day, neither', async () => {
    const { given, when } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    expect((await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 3 })).refused).toEqual(refuse('E8.6d', 'not-ended'));
    await given.tariff('2027-04-04 00:00', 9_000); // a day late
    await when.itIs('2027-05-10');
    expect((await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 3 })).refused).toEqual(
      refuse('E8.6d', 'no-tariff', [], { cessationOn: '2027-04-03' }),
    );
  });
});
