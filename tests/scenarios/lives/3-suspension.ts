import { scenario } from '../scenario.ts';

scenario('S20', 'suspended after ten full days, not a minute before', ['E8.3a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.theDayEnds('2027-02-25');
  await check.state('ACTIVE');
  await when.itIs('2027-02-25T23:00:00Z');
  await check.view({
    state: 'SUSPENDED',
    suspensionReasons: ['PAYMENT'],
    term: { number: 1, startsOn: '2027-01-04', endsOn: '2028-01-03' },
    renewsOn: '2028-01-04',
  });
  await check.messages({ SUSPENSION_NOTICE: [] });
  await when.itIs('2027-02-26 08:00');
  await check.messages({ SUSPENSION_NOTICE: ['2027-02-26'] });
});

scenario('S21', 'paid on day ten at 23:30, never suspended', ['E8.3a', 'E5.3d'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.pays(70_560, '2027-02-25T22:30:00Z', 'CARD');
  await when.itIs('2027-03-20');
  await check.state('ACTIVE');
  await check.messages({ SUSPENSION_NOTICE: [] });
  await check.documents('D', [{ issuedOn: '2027-02-25', grossCents: 5_663 }]);
});

scenario('S22', 'a payment recorded late undoes the suspension it disproves', ['E8.3a-r'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-02');
  await check.state('SUSPENDED');
  check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-02-25', means: 'TRANSFER' }));
  await check.state('ACTIVE');
  await when.theDayEnds('2027-03-02');
  await check.messages({ ARRANGEMENT_NEEDED: [], REINSTATED: ['2027-03-02'] });
  await check.documents('D', [{ issuedOn: '2027-03-02', grossCents: 1_663 + 4_000 }]);
});

scenario('S22', 'a payment ordered a day too late disproves nothing', ['E8.3a-r'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-01');
  check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-02-26', means: 'TRANSFER' }));
  await check.messages({ ARRANGEMENT_NEEDED: ['2027-03-01'] });
  await when.theDayEnds('2027-03-01');
  await check.state('SUSPENDED');
  await when.itIs('2027-03-02 00:00');
  await check.state('ACTIVE');
});

scenario('S23', 'reinstated by a means that works', ['E8.3a-r', 'E5.3d'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-05 07:00');
  await when.registers('card_ok');
  check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
  await check.state('ACTIVE');
  await when.theDayEnds('2027-03-05');
  await check.messages({ REINSTATED: ['2027-03-05'] });
  await check.documents('D', [{ issuedOn: '2027-03-05', grossCents: 6_253 }]);
});

scenario('S24', 'paid otherwise: silence reinstates after the second working day', ['E8.3a-r'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.pays(70_560, '2027-03-05');
  await check.state('SUSPENDED');
  await check.messages({ ARRANGEMENT_NEEDED: ['2027-03-05'] });
  await check.tasks('ARRANGEMENT', ['2027-03-05']);
  await when.theDayEnds('2027-03-08');
  await check.state('SUSPENDED');
  await when.itIs('2027-03-09 00:00');
  await check.state('ACTIVE');
});

scenario('S24', 'paid otherwise: BILLING accepts', ['E8.3a-r'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.pays(70_560, '2027-03-05');
  check.done(await when.billing.decides('ARRANGEMENT', 'ACCEPT'));
  await check.state('ACTIVE');
});

scenario('S24', 'paid otherwise: BILLING refuses', ['E8.3a-r'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.pays(70_560, '2027-03-05');
  check.done(await when.billing.decides('ARRANGEMENT', 'REFUSE'));
  await when.itIs('2027-03-20');
  await check.state('SUSPENDED');
});

scenario('S26', 'several unpaid invoices: each must be paid', ['E8.3a', 'E8.3a-r', 'E8.1b'], async ({ given, when, check }) => {
  await given.baselineM({ means: 'card_declined' });
  await when.itIs('2027-04-23 00:00');
  await check.state('SUSPENDED');
  await check.messages({ DEFAULT_NOTICE: ['2027-04-08'] });
  await check.deemed('DEFAULT_NOTICE', ['2027-04-12']);
  await when.itIs('2027-05-03 07:00');
  const principal = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'PRICE' ? [one] : []));
  await check.view({ state: 'SUSPENDED', term: { number: 3, startsOn: '2027-05-01', endsOn: '2027-05-31' } });
  await when.registers('card_ok');
  check.done(await when.client.asks('pay-now', { invoices: [principal[0]?.number ?? ''] }));
  await check.state('SUSPENDED');
  await when.itIs('2027-05-04 07:00');
  check.done(await when.client.asks('pay-now', { invoices: [principal[1]?.number ?? ''] }));
  await check.state('ACTIVE');
});

scenario('S27', 'what stays open while suspended', ['E8.3a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-10 07:00');
  await check.state('SUSPENDED');
  await when.registers('card_ok');
  check.done(await when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } }));
  check.done(await when.client.asks('cancel-formula-choice', {}));
  check.done(await when.client.asks('open-complaint', { complaint: 'complaint-1', text: 'a complaint about the service', documented: false }));
  check.done(await when.client.asks('request-export', { export: 'export-1' }));
  check.done(await when.client.asks('denounce', {}));
  check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
  await check.state('ACTIVE');
});

scenario('S28', 'a documented dispute holds the suspension until it is decided', ['E8.3a', 'E11.5a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-24');
  const number = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' ? [one.number] : []))[0] ?? '';
  check.done(
    await when.client.asks('open-complaint', { complaint: 'complaint-1', text: 'the invoice is contested', invoice: number, documented: true }),
  );
  await when.itIs('2027-03-02');
  await check.state('ACTIVE');
  check.done(await when.legal.decides('DISPUTE', 'REJECT'));
  await when.theDayEnds('2027-03-02');
  await check.state('ACTIVE');
  await when.itIs('2027-03-03 00:00');
  await check.state('SUSPENDED');
});

scenario('S28', 'a dispute opened after the last cure day holds nothing', ['E8.3a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-26 10:00');
  const number = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' ? [one.number] : []))[0] ?? '';
  check.done(
    await when.client.asks('open-complaint', { complaint: 'complaint-1', text: 'the invoice is contested', invoice: number, documented: true }),
  );
  await check.state('SUSPENDED');
});

scenario('E8.3a', 'a hold with a date and a reason keeps access open until it is over', ['E8.3a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-20');
  check.done(await when.billing.asks('hold-suspension', { until: '2027-03-10', reason: 'a payment plan is being agreed' }));
  await when.theDayEnds('2027-03-10');
  await check.state('ACTIVE');
  await when.itIs('2027-03-11 00:00');
  await check.state('SUSPENDED');
});

scenario('S88', 'an engine that was down loses and doubles nothing: paid', ['E8.3a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-25T20:00:00Z');
  await given.outside({ type: 'client-payment', at: '2027-02-25T22:30:00Z', data: { amountCents: 70_560 } });
  await when.itIs('2027-02-26T10:00:00Z');
  await check.state('ACTIVE');
  await check.messages({ SUSPENSION_NOTICE: [] });
});

scenario('S88', 'an engine that was down loses and doubles nothing: unpaid', ['E8.3a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-25T20:00:00Z');
  await when.itIs('2027-02-26T10:00:00Z');
  await check.state('SUSPENDED');
  await check.messages({ SUSPENSION_NOTICE: ['2027-02-26'] });
});
