/** CGUV 3.2, 8.5, 10.1, 11: what is announced, asked for or known, and from when or until when it counts. */
import { dayOf, momentOf } from '../../contract/calendar.ts';
import { effectiveDay } from '../../contract/announcements.ts';
import { subprocessorMayStart } from '../../contract/announcing.ts';
import { nonSolicitationEnd } from '../../contract/client-rules.ts';
import { breachDeadline } from '../../contract/data-breach.ts';
import { contractOf, story } from '../contract/clauses/story.ts';
import { boundary, outcome } from './boundary.ts';

/** S68: published Friday 2027-03-26, received on Wednesday the 31st. */
boundary(
  'E3.2c',
  'security.noticeMonths',
  { before: ['2027-06-30', false], after: ['2027-07-01', true] },
  (day) => dayOf(day) >= effectiveDay(contractOf(), 'SECURITY_STANDARD_CHANGE', { deemedOn: dayOf('2027-03-31') }),
);
/** S67: notified on Wednesday 2027-05-05, received on the 11th. */
boundary(
  'E11.1c',
  'the day after deemed receipt',
  { before: ['2027-05-11', false], after: ['2027-05-12', true] },
  (day) => dayOf(day) >= effectiveDay(contractOf(), 'ADDRESS_CHANGE', { deemedOn: dayOf('2027-05-11') }),
);
/** S79: received on 2027-09-04. */
const effective = (announced: string) => effectiveDay(contractOf(), 'ASSIGNMENT_NOTICE', { deemedOn: dayOf('2027-09-04'), on: dayOf(announced) });
boundary(
  'E11.4b',
  'the later of announcement and receipt',
  { before: ['2027-09-04', true], after: ['2027-09-05', false] },
  (announced) => effective(announced) === dayOf('2027-09-04'),
);

/** S74: it starts on 2027-09-01. */
boundary(
  'E11.8e',
  'gdpr.subprocessorNoticeDays',
  { before: ['2027-08-02', null], after: ['2027-08-03', 'E11.8e'] },
  (told) => subprocessorMayStart(contractOf(), dayOf(told), dayOf('2027-09-01'))?.article ?? null,
);

/** S82: published for 2027-06-15. */
const PUBLICATION = 'the publication of the terms of the new provider';
boundary('E5.2b', PUBLICATION, { before: ['2027-06-14 23:59', null], after: ['2027-06-15 00:00', 'cmp_1'] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineA();
  await given.announced({ code: 'PSP_CHANGE', words: { provider: 'text' }, at: '2027-06-15 00:00' });
  await when.itIs(at);
  return (await see.view()).toAcknowledge;
});

/** S83: DOCUMENT_REQUEST of Wednesday 2027-06-09, received on the 12th. */
boundary('E11.2c', 'documents.responseDays', { before: ['2027-06-27 23:59', 0], after: ['2027-06-28 00:00', 1] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineA();
  await when.itIs('2027-06-09');
  await when.support.asks('request-documents', { documents: 'text' });
  await when.itIs(at);
  return (await see.tasks()).filter((one) => one.kind === 'DOCUMENTS').length;
});

/** S73: known at 2027-06-10T07:00Z. */
boundary(
  'E11.8f',
  'gdpr.breachNoticeHours',
  { before: ['2027-06-12T07:00:00.000Z', true], after: ['2027-06-12T07:00:00.001Z', false] },
  (at) => momentOf(at) <= breachDeadline(contractOf(), momentOf('2027-06-10T07:00:00.000Z')),
);

/** S31: C = 2027-04-03. */
const survives = (article: string) => async (day: string) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.itIs('2027-04-04');
  const until = (await see.view()).survival?.find((one) => one.article === article)?.until;
  return until !== undefined && until !== null && dayOf(day) <= dayOf(until);
};
boundary('E8.5', 'survival.confidentialityYears', { before: ['2032-04-03', true], after: ['2032-04-04', false] }, survives('7'));
boundary('E8.5', 'survival.nonSolicitationYears', { before: ['2028-04-03', true], after: ['2028-04-04', false] }, survives('11.3'));

/** S84: a trainer served the client until 2027-04-30. */
boundary(
  'E11.3',
  'survival.nonSolicitationYears',
  { before: ['2028-04-30', true], after: ['2028-05-01', false] },
  (day) => dayOf(day) <= nonSolicitationEnd(contractOf(), dayOf('2027-04-30')),
);

/** Terms that give ten days to correct: suspended on Wednesday 2027-06-09, received on the 12th. */
boundary('E11.2b', 'declarations.curePeriod', { before: ['2027-06-22 23:59', 'E11.2b'], after: ['2027-06-23 00:00', 'done'] }, async (at) => {
  const { given, when } = story();
  await given.baselineA({ parameters: { 'declarations.curePeriod': 10 } });
  await when.itIs('2027-06-09');
  await when.legal.asks('suspend-for-declarations', { facts: 'text', evidence: 'text' });
  await when.otherLegal.decides('FOUR_EYES', 'APPROVE');
  await when.itIs(at);
  return outcome(await when.legal.asks('terminate-for-cause', { ground: 'DECLARATIONS', facts: 'text', channel: 'EMAIL' }));
});

/** S43: the Service stops on 2027-06-30. */
boundary('E10.1b', 'the chosen day', { before: ['2027-06-30 23:59', 'ACTIVE'], after: ['2027-07-01 00:00', 'ENDED'] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineA();
  await when.itIs('2027-06-09');
  await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'text', receivedOn: '2027-06-07' });
  await when.legal.asks('exercise-ip-option', { option: 'STOP', cessationOn: '2027-06-30', reason: 'text' });
  await when.otherLegal.decides('FOUR_EYES', 'APPROVE');
  await when.itIs(at);
  return (await see.view()).state;
});
