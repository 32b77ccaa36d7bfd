import { expect } from 'vitest';
import { scenario } from '../scenario.ts';

const standard = { code: 'SECURITY_STANDARD_CHANGE', words: { standard: 'TLS 1.3 et certificats de 3072 bits' } } as const;
const assignment = { code: 'ASSIGNMENT_NOTICE', words: { assignee: 'Exemple Services SAS, RCS Paris' } } as const;

scenario('S68', 'a security standard published ahead reaches the client on its day', ['E3.2c'], async ({ given, when, check }) => {
  await given.baselineA();
  await given.announced({ ...standard, at: '2027-03-26 10:00', on: '2027-07-01' });
  await when.itIs('2027-03-26 09:59');
  await check.messages({ SECURITY_STANDARD_CHANGE: [] });
  await when.theDayEnds('2027-04-30');
  await check.messages({ SECURITY_STANDARD_CHANGE: ['2027-03-26'] });
  await check.deemed('SECURITY_STANDARD_CHANGE', ['2027-03-31']);
  await check.says('SECURITY_STANDARD_CHANGE', { deemedOn: '2027-03-31', effectiveOn: '2027-07-01' });
  await check.view({ announcements: [expect.objectContaining({ deemedReceivedOn: '2027-03-31', effectiveOn: '2027-07-01' })] });
});

for (const [announced, effective] of [
  ['2027-10-01', '2027-10-01'],
  ['2027-09-02', '2027-09-04'],
] as const)
  scenario('S79', `an assignment announced for ${announced} counts from ${effective}`, ['E11.4b', 'A10'], async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-09-01 10:00');
    await given.announced({ ...assignment, at: '2027-09-01 10:00', on: announced });
    await when.theDayEnds('2027-09-01');
    await check.messages({ ASSIGNMENT_NOTICE: ['2027-09-01'] });
    await check.deemed('ASSIGNMENT_NOTICE', ['2027-09-04']);
    await check.says('ASSIGNMENT_NOTICE', { announcedOn: announced, effectiveOn: effective });
    await check.view({ announcements: [expect.objectContaining({ announcedOn: announced, effectiveOn: effective })] });
  });

scenario('S81', 'a name and a service change, price and term do not', ['E1.13', 'E3.3', 'E4.4'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-05-05 10:00');
  const names = { before: 'asso.assoconnect.com', after: 'jardins.assoconnect.com' };
  await given.announced({ code: 'SERVICE_CHANGE', change: 'DOMAIN', words: names, at: '2027-05-05 10:00' });
  await when.itIs('2027-05-05 12:00');
  await check.says('SERVICE_CHANGE', { change: 'DOMAIN' });
  await given.announced({ code: 'SERVICE_CHANGE', change: 'SERVICE', words: { before: 'Billetterie', after: 'Adhésions' }, at: '2027-05-06 10:00' });
  await when.theDayEnds('2027-05-06');
  await check.says('SERVICE_CHANGE', { change: 'SERVICE' });
  await check.messages({ SERVICE_CHANGE: ['2027-05-05', '2027-05-06'] });
  await check.view({ renewsOn: '2028-01-04', term: { number: 1, startsOn: '2027-01-04', endsOn: '2028-01-03' } });
});

scenario(
  'S82',
  'another payment provider is told on the day of its terms, and asked to be acknowledged',
  ['E5.2b'],
  async ({ given, when, check }) => {
    await given.baselineA();
    await given.announced({ code: 'PSP_CHANGE', words: { provider: 'Exemple Paiements' }, at: '2027-06-15 00:00' });
    await when.theDayEnds('2027-06-14');
    await check.messages({ PSP_CHANGE: [] });
    await check.view({ toAcknowledge: null });
    await when.theDayEnds('2027-06-15');
    await check.messages({ PSP_CHANGE: ['2027-06-15'] });
    await check.says('PSP_CHANGE', { on: '2027-06-15', acknowledgement: 'ASK' });
    check.done(await when.client.asks('acknowledge-provider', {}));
    await check.view({ toAcknowledge: null });
  },
);

scenario('S74', 'a sub-processor is told thirty days ahead', ['E11.8e'], async ({ given, when, check }) => {
  await given.baselineA();
  await when.itIs('2027-08-02 12:00');
  await given.announced({
    code: 'SERVICE_CHANGE',
    change: 'SUBPROCESSOR',
    words: { after: 'Exemple Hébergement' },
    at: '2027-08-02 12:00',
    on: '2027-09-01',
  });
  await when.theDayEnds('2027-08-02');
  await check.messages({ SERVICE_CHANGE: ['2027-08-02'] });
  await check.says('SERVICE_CHANGE', { change: 'SUBPROCESSOR', on: '2027-09-01' });
});
