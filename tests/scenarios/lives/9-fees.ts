import { scenario } from '../scenario.ts';

/** Baseline A, with the cards of S10: 1.50 %, published anew at 1.80 % from 2027-05-15. */
const CARDS = [
  ['2026-12-01 00:00', 1.5],
  ['2027-05-15 00:00', 1.8],
] as const;

scenario('S10', 'transaction fees, each at the rate of its instant', ['E5.1c'], async ({ given, when, check }) => {
  await given.baselineA();
  for (const [published, percent] of CARDS) await given.fees(published, [{ operation: 'CARD', percent }]);
  await given.outside({ type: 'contact-payment', at: '2027-05-10', data: { operation: 'CARD', cents: 10_000, id: 'op-1' } });
  await given.outside({ type: 'contact-payment', at: '2027-05-20', data: { operation: 'CARD', cents: 10_000, id: 'op-2' } });
  await when.theDayEnds('2027-05-31');
  await check.documents('F', [{ kind: 'PRICE' }]);
  await when.itIs('2027-06-01 00:00');
  const statement = { kind: 'STATEMENT', issuedOn: '2027-06-01', dueOn: '2027-07-01', netCents: 330, vatCents: 66, grossCents: 396 };
  await check.documents('F', [{ kind: 'PRICE' }, { ...statement, state: 'OPEN' }]);
  await when.itIs('2027-07-02');
  await check.documents('F', [{ kind: 'PRICE' }, { ...statement, state: 'PAID' }]);
  await check.messages({ INVOICE_ISSUED: ['2027-01-04', '2027-06-01'], PRE_DUE_REMINDER: ['2027-01-27', '2027-06-24'] });
});

scenario('S11', "Contacts' payments rejected: once per event, and not for an outage", ['E5.2c'], async ({ given, when, check }) => {
  await given.baselineA();
  for (const [at, id] of [
    ['2027-05-03', 'r-1'],
    ['2027-05-12', 'r-2'],
    ['2027-05-12', 'r-2'],
    ['2027-05-28', 'r-3'],
  ] as const)
    await given.outside({ type: 'contact-rejection', at, data: { operation: 'DEBIT', cents: 2_500, id } });
  await given.outside({ type: 'contact-rejection', at: '2027-05-29', data: { operation: 'DEBIT', cents: 2_500, id: 'r-4', cause: 'PROVIDER' } });
  await when.itIs('2027-06-02');
  await check.documents('F', [
    { kind: 'PRICE' },
    { kind: 'STATEMENT', issuedOn: '2027-06-01', dueOn: '2027-07-01', netCents: 12_000, vatCents: 0, grossCents: 12_000 },
  ]);
});

scenario(
  'E5.1c',
  'payments and rejections of one month are one statement, each with its own VAT',
  ['E5.1c', 'E5.2c'],
  async ({ given, when, check }) => {
    await given.baselineA();
    await given.fees('2027-01-01', [
      { operation: 'CARD', percent: 1.5, fixedCents: 25 },
      { operation: 'DEBIT', fixedCents: 30 },
    ]);
    await given.outside({ type: 'contact-payment', at: '2027-05-10', data: { operation: 'CARD', cents: 333, id: 'a' } });
    await given.outside({ type: 'contact-payment', at: '2027-05-11', data: { operation: 'DEBIT', cents: 5_000, id: 'b' } });
    await given.outside({ type: 'contact-payment', at: '2027-05-11', data: { operation: 'TRANSFER', cents: 5_000, id: 'c' } });
    await given.outside({ type: 'contact-rejection', at: '2027-05-14', data: { operation: 'DEBIT', cents: 5_000, id: 'd' } });
    await when.itIs('2027-06-02');
    // 333 c × 1.5 % = 4.995, half-up 5 c, + 25 c; a debit 30 c; a transfer has no line; VAT 20 % of 60 c, none of the rejection
    await check.documents('F', [{ kind: 'PRICE' }, { kind: 'STATEMENT', netCents: 4_060, vatCents: 12, grossCents: 4_072 }]);
  },
);

scenario('E5.1c', 'an operation of May told in June goes on the statement of July', ['E5.1c'], async ({ given, when, check }) => {
  await given.baselineA();
  await given.fees('2026-12-01', [{ operation: 'CARD', percent: 2 }]);
  await given.outside({ type: 'contact-payment', at: '2027-05-10', data: { cents: 10_000, id: 'a' } });
  await when.itIs('2027-06-03');
  await given.outside({ type: 'contact-payment', at: '2027-05-20', data: { cents: 50_000, id: 'b' } });
  await when.itIs('2027-07-02');
  await check.documents('F', [
    { kind: 'PRICE' },
    { kind: 'STATEMENT', issuedOn: '2027-06-01', netCents: 200 },
    { kind: 'STATEMENT', issuedOn: '2027-07-01', netCents: 1_000 },
  ]);
});

scenario('E5.1c', 'the last instant of May and the first of June are of two statements', ['E5.1c'], async ({ given, when, check }) => {
  await given.baselineA();
  await given.fees('2026-12-01', [{ operation: 'CARD', percent: 1 }]);
  await given.outside({ type: 'contact-payment', at: '2027-05-31T21:59:59.999Z', data: { cents: 10_000, id: 'a' } });
  await given.outside({ type: 'contact-payment', at: '2027-05-31T22:00:00Z', data: { cents: 20_000, id: 'b' } });
  await when.itIs('2027-07-02');
  await check.documents('F', [
    { kind: 'PRICE' },
    { kind: 'STATEMENT', issuedOn: '2027-06-01', netCents: 100 },
    { kind: 'STATEMENT', issuedOn: '2027-07-01', netCents: 200 },
  ]);
});

scenario('E5.1c', 'no statement where nothing happened, nor where it costs nothing', ['E5.1c'], async ({ given, when, check }) => {
  await given.baselineA();
  await given.outside({ type: 'contact-payment', at: '2027-05-10', data: { cents: 10_000, id: 'a' } });
  await when.itIs('2027-08-02');
  await check.documents('F', [{ kind: 'PRICE' }]);
});

scenario('E8.4a', 'the last statement follows the end on the 1st of the next month', ['E8.4a', 'E5.1c'], async ({ given, when, check }) => {
  await given.baselineM();
  await given.fees('2026-12-01', [{ operation: 'CARD', percent: 1 }]);
  await when.itIs('2027-03-10');
  check.done(await when.client.asks('denounce', {}));
  await given.outside({ type: 'contact-payment', at: '2027-03-31 23:59', data: { cents: 10_000, id: 'a' } });
  await when.itIs('2027-04-02');
  await check.state('ENDED');
  await check.documents('F', [{ kind: 'PRICE' }, { kind: 'STATEMENT', issuedOn: '2027-04-01', dueOn: '2027-05-01', grossCents: 120 }]);
  await when.itIs('2027-05-04');
  await check.documents('F', [
    { kind: 'PRICE', state: 'PAID' },
    { kind: 'STATEMENT', state: 'PAID' },
  ]);
});

scenario('E8.3a', 'an unpaid statement is notified and suspends like the Price', ['E8.3a', 'E5.1c', 'E5.5b'], async ({ given, when, check }) => {
  await given.baselineA();
  await given.fees('2026-12-01', [{ operation: 'CARD', percent: 1 }]);
  await when.itIs('2027-03-01');
  await when.registers('card_declined');
  await given.outside({ type: 'contact-payment', at: '2027-03-10', data: { cents: 1_000_000, id: 'a' } });
  await when.itIs('2027-05-02');
  // due Sat 2027-05-01: refused, a fee; COURTESY on the 2nd, DEFAULT_NOTICE Sun 2027-05-09, deemed Wed 2027-05-12, last cure day 2027-05-22
  await check.documents('F', [{ kind: 'PRICE' }, { kind: 'STATEMENT', state: 'OVERDUE' }, { kind: 'REJECTION_FEE', issuedOn: '2027-05-01' }]);
  await when.theDayEnds('2027-05-22');
  await check.messages({ COURTESY_REMINDER: ['2027-05-02'], DEFAULT_NOTICE: ['2027-05-09'] });
  await check.deemed('DEFAULT_NOTICE', ['2027-05-12']);
  await check.state('ACTIVE');
  await when.itIs('2027-05-23 00:00');
  await check.state('SUSPENDED');
});

scenario('S71', 'paid assistance: at the tariff of the termination day, once accepted', ['E8.6d'], async ({ given, when, check }) => {
  await given.baselineD();
  await given.tariff('2026-12-01 00:00', 9_000);
  await given.tariff('2027-05-01 00:00', 11_000);
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  check.refused(await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 3 }), 'E8.6d');
  await when.itIs('2027-05-10');
  check.done(await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 3 }));
  await when.itIs('2027-05-10 18:00');
  const before = (await check.facts()).filter((one) => one.type === 'invoice.issued').length;
  check.done(await when.client.asks('accept-quote', {}));
  await when.theDayEnds('2027-05-11');
  if ((await check.facts()).filter((one) => one.type === 'invoice.issued').length !== before) throw new Error('nothing is billed before the work');
  await when.itIs('2027-05-12 00:00');
  const invoiced = (await check.facts()).filter((one) => one.type === 'invoice.issued').at(-1);
  if (invoiced?.type !== 'invoice.issued') throw new Error('the assistance is not invoiced');
  check.same(invoiced, { kind: 'ASSISTANCE', issuedOn: '2027-05-12', dueOn: '2027-06-11', netCents: 27_000, vatCents: 5_400, grossCents: 32_400 });
});

scenario('S71', 'a quote that is not accepted is not billed; the last day to accept counts whole', ['E8.6d'], async ({ given, when, check }) => {
  await given.baselineD();
  await given.tariff('2026-12-01 00:00', 9_000);
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.itIs('2027-05-10');
  check.done(await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 1.5, validUntil: '2027-05-20' }));
  await when.itIs('2027-05-21 00:00');
  check.refused(await when.client.asks('accept-quote', {}), 'E8.6d');
  check.done(await when.billing.asks('quote-assistance', { quote: 'quo_2', hours: 1.5, validUntil: '2027-05-25' }));
  check.done(await when.billing.asks('quote-assistance', { quote: 'quo_3', hours: 2, validUntil: '2027-05-25' }));
  await when.itIs('2027-05-25 23:59');
  const [, , third] = (await check.seen()).quotes;
  check.done(await when.client.asks('refuse-quote', { quote: third?.quote ?? '' }));
  const [, second] = (await check.seen()).quotes;
  check.done(await when.client.asks('accept-quote', { quote: second?.quote ?? '' }));
  check.done(await when.billing.asks('record-assistance', {}));
  await check.view({ quotes: [{ state: 'EXPIRED' }, { state: 'INVOICED', workOn: '2027-05-25', netCents: 13_500 }, { state: 'REFUSED' }] as never });
});

scenario('E5.3f', 'what came in above what is owed pays what falls due next', ['E5.3f', 'E5.5a'], async ({ given, when, check }) => {
  await given.baselineM();
  await when.itIs('2027-03-20');
  check.done(await when.billing.asks('record-payment', { amountCents: 9_000, orderedOn: '2027-03-20', means: 'TRANSFER' }));
  await check.tasks('OVERPAYMENT', ['2027-03-20']);
  await when.itIs('2027-05-02');
  await check.documents('F', [{ state: 'PAID' }, { state: 'PAID', paidCents: 7_080 }, { issuedOn: '2027-05-01', paidCents: 0 }]);
  const charged = (await check.facts()).flatMap((one) => (one.type === 'payment.presented' ? [one.cents] : []));
  check.same(charged, [5_160]);
});
