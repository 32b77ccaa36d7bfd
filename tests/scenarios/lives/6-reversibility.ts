import { scenario } from '../scenario.ts';

scenario('S69', 'data asked for on the last day', ['E1.3', 'E8.6a', 'E8.6b'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-10-03');
  await when.client.asks('denounce', {});
  await when.itIs('2028-04-03T21:50:00Z');
  await check.messages({ REVERSIBILITY_REMINDER: ['2028-03-04', '2028-03-27'], EXPORT_READY: [] });
  await given.outside({ type: 'export-delay', at: '2028-04-03 23:50', data: { days: 3 } });
  check.done(await when.client.asks('request-export', { export: 'export-1' }));
  await when.theDayEnds('2028-04-06');
  await check.messages({ EXPORT_READY: ['2028-04-06'] });
  await check.view({ destructionOn: '2028-05-07' });
  await when.theDayEnds('2028-05-06');
  await check.state('ENDED');
  await when.itIs('2028-05-07 00:00');
  await check.state('DELETED');
});

scenario('S69', 'data asked for a day too late', ['E8.6a', 'E8.6b'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-10-03');
  await when.client.asks('denounce', {});
  await when.itIs('2028-04-03 23:59');
  await check.state('ENDED');
  await when.itIs('2028-04-04 00:00');
  const answer = await when.client.asks('request-export', { export: 'export-1' });
  if (!answer.refused) throw new Error('a request on 2028-04-04 should be refused');
});

scenario('S72', 'nothing asked: destroyed, with what the law keeps', ['E1.4', 'E8.5', 'E8.6b', 'E8.6c'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.itIs('2027-07-03T22:00:00Z');
  await check.view({
    state: 'DELETED',
    deletedAt: '2027-07-03T22:00:00.000Z',
    retention: { evidenceUntil: '2032-04-03', accountsUntil: '2037-12-31', accounts: [{ year: 2027, until: '2037-12-31' }] },
  });
  await when.itIs('2027-07-05');
  await check.messages({ DELETION_CERTIFICATE: ['2027-07-04'] });
  await check.says('DELETION_CERTIFICATE', { backupsGoneBy: '2027-08-03' });
});

scenario('S89', 'a whole life', ['E8.1b', 'E8.1d', 'E8.6a', 'E8.6b', 'E8.6c'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2028-09-30');
  await check.messages({ RENEWAL_REMINDER: ['2027-08-03', '2028-08-03'] });
  await check.documents('F', [{ state: 'PAID' }, { issuedOn: '2028-01-04', grossCents: 70_560, state: 'PAID' }]);
  check.done(await when.client.asks('denounce', {}));
  await when.itIs('2029-01-04');
  await check.view({ state: 'ENDED', cessationOn: '2029-01-03' });
  await when.itIs('2029-02-01');
  await given.outside({ type: 'export-delay', at: '2029-02-01', data: { days: 2 } });
  check.done(await when.client.asks('request-export', { export: 'export-1' }));
  await when.itIs('2029-02-10');
  await check.messages({ EXPORT_READY: ['2029-02-03'] });
  const asked = (await check.facts()).flatMap((one) => (one.type === 'export.requested' ? [one.export] : []));
  check.done(await when.client.asks('confirm-export', { export: asked[0] ?? '' }));
  await when.theDayEnds('2029-02-10');
  await check.state('ENDED');
  await when.itIs('2029-02-11 00:00');
  const accounts = [
    { year: 2027, until: '2037-12-31' },
    { year: 2028, until: '2038-12-31' },
  ];
  await check.view({ state: 'DELETED', retention: { evidenceUntil: '2034-01-03', accountsUntil: '2038-12-31', accounts } });
});

scenario('E8.6b', 'a defective export is delivered again, after X too', ['E8.6a', 'E8.6b'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-10-03');
  await when.client.asks('denounce', {});
  await when.itIs('2028-03-20');
  check.done(await when.client.asks('request-export', { export: 'export-1' }));
  await when.theDayEnds('2028-04-10');
  await check.view({ state: 'ENDED', destructionOn: '2028-04-20' });
  check.done(await when.client.asks('request-export', { export: 'export-2' }));
  await when.itIs('2028-05-10');
  await check.state('ENDED');
  check.refused(await when.client.asks('request-export', { export: 'export-3' }), 'E8.6a'); // once: what is never confirmed must end some day
  await when.itIs('2028-06-01');
  await check.state('DELETED');
  const answer = await when.client.asks('request-export', { export: 'export-4' });
  if (!answer.refused) throw new Error('a request after the destruction should be refused');
});

scenario(
  'E8.6c',
  'a legal hold by two persons keeps the data, then the evidence, until its last day',
  ['E8.6b', 'E8.6c'],
  async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-10-03');
    await when.client.asks('denounce', {});
    await when.itIs('2028-02-01');
    check.refused(await when.dpo.asks('legal-hold', { until: '2028-06-30' }), 'E8.6c');
    check.done(await when.dpo.asks('legal-hold', { basis: 'Réquisition judiciaire', until: '2028-06-30' }));
    await check.view({ legalHold: null });
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await check.view({ destructionOn: '2028-07-01' });
    await when.theDayEnds('2028-06-30');
    await check.state('ENDED');
    await when.itIs('2028-07-01 00:00');
    await check.view({
      state: 'DELETED',
      legalHold: null,
      retention: { evidenceUntil: '2033-01-03', accountsUntil: '2037-12-31', accounts: [{ year: 2027, until: '2037-12-31' }] },
    });
    await when.itIs('2032-12-01');
    check.done(await when.dpo.asks('legal-hold', { basis: 'Litige en cours', until: '2033-03-31' }));
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await when.theDayEnds('2033-03-31');
    const purged = async (): Promise<string[]> => (await check.facts()).filter((one) => one.type.endsWith('.purged')).map((one) => one.type);
    if ((await purged()).length > 0) throw new Error('nothing is purged while it is held');
    await when.itIs('2033-04-01 00:00');
    if ((await purged()).join() !== 'evidence.purged') throw new Error('what was held is purged on the day after');
  },
);
