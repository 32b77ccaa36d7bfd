import { MONTHLY, YEARLY, scenario } from '../scenario.ts';

scenario('S07', 'the card is charged on the due date', ['E5.3a', 'E5.3b', 'E5.5a'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.theDayEnds('2027-02-03');
  await check.messages({ INVOICE_ISSUED: ['2027-01-04'], PRE_DUE_REMINDER: ['2027-01-27'], PAYMENT_REJECTED: [], COURTESY_REMINDER: [] });
  await check.documents('F', [{ state: 'PAID', paidCents: 70_560 }]);
  await when.itIs('2027-04-01');
  await check.documents('D', []);
  await check.messages({ COURTESY_REMINDER: [], DEFAULT_NOTICE: [] });
});

scenario('S08', 'instalments as the schedule says', ['E5.3a'], async ({ given, when, check }) => {
  await given.baselineA({}, [{ ...YEARLY, instalments: 12 }, MONTHLY]);
  await when.itIs('2028-01-03');
  const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
  await check.documents(
    'F',
    months.map((month) => ({ kind: 'INSTALMENT', issuedOn: `2027-${month}-04`, netCents: 4_900, vatCents: 980, grossCents: 5_880, state: 'PAID' })),
  );
  await check.documents('F', [{ dueOn: '2027-02-03' }, ...months.slice(2).map(() => ({})), { dueOn: '2028-01-03' }]);
});

scenario('S12', 'part payments lower the penalty and cure nothing', ['E5.3d', 'E5.3e', 'E5.3f'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.pays(30_000, '2027-02-20');
  await when.itIs('2027-02-26 00:01');
  await check.view({ state: 'SUSPENDED' });
  await when.pays(40_560, '2027-03-20');
  await when.theDayEnds('2027-03-20');
  await check.documents('D', [{ issuedOn: '2027-03-20', grossCents: 6_430 }]);
});

scenario('S15', 'a debit due on a closing day goes on the next bank day and is not late', ['E5.5a'], async ({ given, when, check }) => {
  await given.subscription({ formula: 'yearly', at: '2027-02-25 10:00', means: 'sepa_ok' });
  await when.theDayEnds('2027-03-29');
  await check.documents('F', [{ dueOn: '2027-03-27', state: 'OPEN' }]);
  await when.theDayEnds('2027-03-30');
  await check.documents('F', [{ state: 'COLLECTING' }]);
  await when.itIs('2027-05-01');
  await check.documents('F', [{ state: 'PAID' }]);
  await check.documents('D', []);
  await check.messages({ COURTESY_REMINDER: [], DEFAULT_NOTICE: [], PAYMENT_REJECTED: [] });
});

scenario('S17', 'a provider that fails all day costs the client nothing', ['E5.5b'], async ({ given, when, check }) => {
  await given.baselineA({ means: 'sepa_down' });
  await when.theDayEnds('2027-02-03');
  await check.documents('F', [{ state: 'OPEN' }]);
  await when.theDayEnds('2027-02-04');
  await check.documents('F', [{ state: 'COLLECTING' }]);
  await when.itIs('2027-03-15');
  await check.documents('F', [{ state: 'PAID' }]);
  await check.documents('D', []);
  await check.messages({ PAYMENT_REJECTED: [], COURTESY_REMINDER: [] });
});

scenario('S17', 'a debtor refund reopens the invoice, without a fee', ['E5.5b', 'E5.3d'], async ({ given, when, check }) => {
  await given.baselineA({ means: 'sepa_md06:35' });
  await when.itIs('2027-03-09');
  await check.documents('F', [{ state: 'PAID' }]);
  await when.theDayEnds('2027-03-29');
  await check.messages({ COURTESY_REMINDER: ['2027-03-11'], DEFAULT_NOTICE: ['2027-03-18'], PAYMENT_REJECTED: [] });
  await check.deemed('DEFAULT_NOTICE', ['2027-03-22']);
  await check.says('DEFAULT_NOTICE', { lastCureDay: '2027-04-01' });
  await when.pays(70_560, '2027-03-30');
  await when.theDayEnds('2027-03-30');
  await check.documents('F', [{ state: 'PAID' }]);
  await check.documents('D', [{ issuedOn: '2027-03-30', grossCents: 5_365 }]);
  await when.itIs('2027-04-03');
  await check.state('ACTIVE');
});

scenario('S18', 'penalty, indemnity and fee add up', ['E5.3d', 'E5.3e', 'E5.5b'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.pays(70_560, '2027-03-15 10:00');
  await when.pays(4_000, '2027-03-15 15:00');
  await when.theDayEnds('2027-03-15');
  await check.documents('D', [{ issuedOn: '2027-03-15', grossCents: 6_974 }]);
});

scenario('S14', 'a refused card is told, charged for, and tried once more', ['E5.5b', 'E8.3a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.theDayEnds('2027-02-11');
  await check.messages({ PAYMENT_REJECTED: ['2027-02-03', '2027-02-08'], COURTESY_REMINDER: ['2027-02-04'], DEFAULT_NOTICE: ['2027-02-11'] });
  await check.documents('F', [
    { state: 'OVERDUE' },
    { kind: 'REJECTION_FEE', issuedOn: '2027-02-03', dueOn: '2027-03-05', netCents: 4_000, vatCents: 0, grossCents: 4_000 },
  ]);
  await check.deemed('DEFAULT_NOTICE', ['2027-02-15']);
  await check.says('DEFAULT_NOTICE', { lastCureDay: '2027-02-25', suspensionOn: '2027-02-26', documents: [{ openCents: 70_560 }] });
});

scenario('E5.5b', 'a part payment taken back leaves the invoice as late as it was', ['E5.3d', 'E5.3f', 'E5.5b'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-20');
  await when.registers('sepa_md06:10');
  check.done(await when.client.asks('pay-now', { amountCents: 30_000 }));
  await when.theDayEnds('2027-03-02');
  await check.documents('F', [{ state: 'OVERDUE', paidCents: 0 }, { kind: 'REJECTION_FEE' }]);
  await check.state('SUSPENDED');
  await when.pays(70_560, '2027-03-20');
  await when.theDayEnds('2027-03-20');
  await check.documents('D', [{ issuedOn: '2027-03-20', grossCents: 6_956 }]);
});

scenario('E5.3e', 'what BILLING waives on an issued document is corrected by a credit note', ['E5.3c', 'E5.3e'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-20');
  const fee = (await check.facts()).find((one) => one.type === 'invoice.issued' && one.kind === 'REJECTION_FEE');
  if (fee?.type !== 'invoice.issued') throw new Error('no fee was charged');
  const waive = { invoice: fee.number, what: 'FEE', reason: 'a gesture after an incident' } as const;
  check.done(await when.billing.asks('waive', waive));
  await check.documents('A', [{ issuedOn: '2027-02-20', netCents: 4_000, vatCents: 0, grossCents: 4_000 }]);
  await check.messages({ CREDIT_NOTE_ISSUED: ['2027-02-20'] });
  check.refused(await when.billing.asks('waive', waive), 'E5.3e');
  await when.pays(70_560, '2027-03-20');
  await check.documents('D', [{ issuedOn: '2027-03-20', grossCents: 7_277 }]); // at once: nothing else is overdue
  await when.theDayEnds('2027-04-30');
  await check.messages({ COURTESY_REMINDER: ['2027-02-04', '2027-04-20'] }); // the invoice, then the debit note: never the fee
});

scenario('E5.3e', 'an invoice that is late twice bears one indemnity', ['E5.3e', 'E5.5b'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-20');
  await when.registers('sepa_md06:30');
  check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
  await when.theDayEnds('2027-03-22');
  await when.pays(70_560, '2027-04-01');
  await when.theDayEnds('2027-04-01');
  await check.documents('D', [
    { issuedOn: '2027-02-24', grossCents: 5_285 },
    { issuedOn: '2027-04-01', grossCents: 682 },
  ]);
});
