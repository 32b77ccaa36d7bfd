import { expect } from 'vitest';
import { MONTHLY, YEARLY, scenario } from '../scenario.ts';

scenario(
  'S01',
  'a yearly subscription is open at once',
  ['E1.1', 'E2', 'E3.1a', 'E3.2a', 'E8.1a', 'E11.2a', 'E11.9a'],
  async ({ given, when, check }) => {
    check.done(await given.baselineA());
    await when.itIs('2027-01-04 10:31');
    await check.view({ state: 'ACTIVE', term: { number: 1, startsOn: '2027-01-04', endsOn: '2028-01-03' }, renewsOn: '2028-01-04' });
    await check.documents('F', [
      { kind: 'PRICE', issuedOn: '2027-01-04', dueOn: '2027-02-03', netCents: 58_800, vatCents: 11_760, grossCents: 70_560 },
    ]);
    await check.messages({ ACCEPTANCE_CONFIRMATION: ['2027-01-04'], INVOICE_ISSUED: ['2027-01-04'] });
  },
);

const fault = async (given: Parameters<Parameters<typeof scenario>[3]>[0]['given'], more: Parameters<typeof given.baselineA>[0], months = 12) =>
  given.baselineA(more, [{ ...YEARLY, months }, MONTHLY]);

for (const { what, more, months, article } of [
  { what: 'a natural person', more: { legalForm: 'natural person' }, article: 'E1.1' },
  { what: 'a trader in its own name', more: { legalForm: 'Auto-entrepreneur' }, article: 'E1.1' },
  { what: 'a box that is not ticked', more: { boxTicked: false }, article: 'E11.9a' },
  { what: 'a declaration that is missing', more: { declarations: [true, true, true, true, false] }, article: 'E11.2a' },
  { what: 'no means of payment', more: { means: null }, article: 'E5.5a' },
  { what: 'a bank transfer as means', more: { means: 'bank_transfer' }, article: 'E5.5a' },
  { what: 'a duration of 0 months', more: {}, months: 0, article: 'E8.1a' },
  { what: 'a duration of 61 months', more: {}, months: 61, article: 'E8.1a' },
  { what: 'a duration of 1.5 months', more: {}, months: 1.5, article: 'E8.1a' },
  { what: 'a start more than 60 months ahead', more: { startsOn: '2032-01-05' }, article: 'E8.1a' },
  { what: 'terms that are no longer current', more: { termsVersion: '0' }, article: 'E2' },
])
  scenario('S02', `${what} is refused`, [article], async ({ given, check }) => {
    check.refused(await fault(given, more, months), article);
  });

for (const months of [1, 60])
  scenario('S02', `a duration of ${months} months is accepted`, ['E8.1a'], async ({ given, check }) => {
    check.done(await fault(given, {}, months));
  });

scenario('S02', 'a start 60 months ahead is accepted', ['E8.1a'], async ({ given, check }) => {
  check.done(await fault(given, { startsOn: '2032-01-04' }));
});

scenario('S03', 'terms from the 31st do not drift', ['E8.1b'], async ({ given, when, check }) => {
  await given.subscription({ formula: 'monthly', at: '2027-01-31 11:00' });
  for (const [day, startsOn, endsOn] of [
    ['2027-01-31', '2027-01-31', '2027-02-27'],
    ['2027-02-28', '2027-02-28', '2027-03-30'],
    ['2027-03-31', '2027-03-31', '2027-04-29'],
    ['2027-04-30', '2027-04-30', '2027-05-30'],
  ] as const) {
    await when.itIs(day);
    const number = ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'].indexOf(day) + 1;
    await check.view({ term: { number, startsOn, endsOn } });
  }
});

scenario('S05', 'a later start waits', ['E8.1a'], async ({ given, when, check }) => {
  await given.baselineA({ startsOn: '2027-02-01' });
  await when.theDayEnds('2027-01-31');
  await check.state('PENDING');
  await check.documents('F', []);
  await when.itIs('2027-02-01');
  await check.view({ state: 'ACTIVE', term: { number: 1, startsOn: '2027-02-01', endsOn: '2028-01-31' } });
  await check.documents('F', [{ issuedOn: '2027-02-01', dueOn: '2027-03-03', grossCents: 70_560 }]);
});

scenario('S61', 'a new schedule prices the renewal, never the running term', ['E1.10', 'E5.1a', 'E5.1b'], async ({ given, when, check }) => {
  await given.baselineA();
  await given.schedule('2027-09-15', [{ ...YEARLY, netCents: 62_400 }, MONTHLY]);
  await given.schedule('2028-01-04T09:00:00Z', [{ ...YEARLY, netCents: 65_000 }, MONTHLY]);
  await when.theDayEnds('2027-12-31');
  await check.documents('F', [{ grossCents: 70_560 }]);
  await when.itIs('2028-01-04 13:00');
  await check.documents('F', [{ grossCents: 70_560 }, { issuedOn: '2028-01-04', netCents: 62_400, vatCents: 12_480, grossCents: 74_880 }]);
});

scenario('S62', 'the bracket of Contacts counts at renewal', ['E1.2a', 'E5.1a'], async ({ given, when, check }) => {
  await given.baselineA({ contacts: 280 }, [YEARLY, { ...YEARLY, contactsFrom: 301, netCents: 78_000 }, MONTHLY]);
  await given.contacts(350, '2027-06-01');
  await when.theDayEnds('2027-07-01');
  await check.documents('F', [{ grossCents: 70_560 }]);
  await when.itIs('2028-01-04');
  await check.documents('F', [{}, { netCents: 78_000, vatCents: 15_600, grossCents: 93_600 }]);
});

scenario('E5.1b', 'a formula that left the schedule renews, and its invoice waits for a person', ['E5.1b'], async ({ given, when, check }) => {
  await given.baselineA();
  await given.schedule('2027-09-15', [MONTHLY]);
  await when.itIs('2028-01-05');
  await check.view({ term: { number: 2, startsOn: '2028-01-04', endsOn: '2029-01-03' } });
  await check.documents('F', [{ grossCents: 70_560 }]);
  await check.tasks('PRICE_DECISION', ['2028-01-04']);
  expect((await check.facts()).some((one) => one.type === 'task.opened' && one.article === 'E5.1b')).toBe(true);
});
