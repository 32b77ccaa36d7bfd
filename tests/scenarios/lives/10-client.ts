import { scenario } from '../scenario.ts';

scenario('S67', 'a new address serves from the day after the deemed receipt of its notice', ['E11.1c'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-05-05');
  check.done(await when.client.asks('change-address', { postal: '3 rue Neuve, 75011 Paris', email: 'nouveau@essais.example' }));
  await when.theDayEnds('2027-05-05');
  await check.messages({ ADDRESS_CHANGE: ['2027-05-05'] });
  await check.deemed('ADDRESS_CHANGE', ['2027-05-11']);
  await check.says('ADDRESS_CHANGE', { effectiveOn: '2027-05-12' });
});

scenario('S73', 'a data breach is notified at once, with its deadline', ['E11.8f'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-06-10T07:00:00Z');
  const knownAt = '2027-06-10T07:00:00.000Z';
  check.done(await when.dpo.asks('notify-data-breach', { dataBreach: 'rec_1', knownAt, facts: 'Accès non autorisé à un export' }));
  await when.itIs('2027-06-10T08:00:00Z');
  await check.messages({ DATA_BREACH_NOTICE: ['2027-06-10'] });
  await check.says('DATA_BREACH_NOTICE', { knownAt, deadlineAt: '2027-06-12T07:00:00.000Z' });
});

scenario('S83', 'supporting documents that do not come are a task for LEGAL, and nothing else', ['E11.2c'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-06-09');
  check.done(await when.support.asks('request-documents', { documents: 'Statuts à jour' }));
  await when.theDayEnds('2027-06-09');
  await check.deemed('DOCUMENT_REQUEST', ['2027-06-12']);
  await check.says('DOCUMENT_REQUEST', { answerBy: '2027-06-27' });
  await when.theDayEnds('2027-06-27');
  await check.tasks('DOCUMENTS', []);
  await when.itIs('2027-06-28 00:00');
  await check.tasks('DOCUMENTS', ['2027-06-28']);
  await when.itIs('2027-07-31');
  await check.state('ACTIVE');
});

scenario('S83', 'documents that come on the last day close the request', ['E11.2c'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-06-09');
  await when.support.asks('request-documents', { documents: 'Statuts à jour' });
  await when.itIs('2027-06-27 23:00');
  check.done(await when.client.asks('provide-documents', { text: 'Statuts du 12 mars 2026' }));
  await when.itIs('2027-07-31');
  await check.tasks('DOCUMENTS', []);
});
