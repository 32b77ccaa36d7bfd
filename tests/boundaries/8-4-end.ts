/** CGUV 8.4 to 8.6: the end of access, what survives it, the data handed back, destroyed and kept. */
import { civilOf, dayOf, partsOf } from '../../contract/calendar.ts';
import { retention } from '../../contract/retention.ts';
import { contractOf, story } from '../contract/clauses/story.ts';
import { boundary, outcome } from './boundary.ts';

/** Baseline A denounced: C = 2028-01-03, X = 2028-04-03. */
const denounced = async () => {
  const actors = story();
  await actors.given.baselineA();
  await actors.when.itIs('2027-10-03');
  await actors.when.client.asks('denounce', {});
  return actors;
};
const stateAt = async (at: string) => {
  const { when, see } = await denounced();
  await when.itIs(at);
  return (await see.view()).state;
};
boundary('E8.4a', 'the day after C', { before: ['2028-01-03 23:59', 'ACTIVE'], after: ['2028-01-04 00:00', 'ENDED'] }, stateAt);
boundary('E8.6b', 'the day after the last day to ask', { before: ['2028-04-03 23:59', 'ENDED'], after: ['2028-04-04 00:00', 'DELETED'] }, stateAt);
boundary('E8.6a', 'reversibility.months', { before: ['2028-04-03 23:59', 'done'], after: ['2028-04-04 00:00', 'E8.6a'] }, async (at) => {
  const { when } = await denounced();
  await when.itIs(at);
  return outcome(await when.client.asks('request-export', { export: 'exp_1' }));
});

/** An export asked for on the last day and delivered at once. */
const exported = async () => {
  const actors = await denounced();
  await actors.when.itIs('2028-04-03');
  await actors.when.client.asks('request-export', { export: 'exp_1' });
  return actors;
};
boundary('E8.6b', 'reversibility.verifyDays', { before: ['2028-05-03 23:59', 'ENDED'], after: ['2028-05-04 00:00', 'DELETED'] }, async (at) => {
  const { when, see } = await exported();
  await when.itIs(at);
  return (await see.view()).state;
});
boundary('E8.6b', 'the day after confirmation', { before: ['2028-04-20 23:59', 'ENDED'], after: ['2028-04-21 00:00', 'DELETED'] }, async (at) => {
  const { when, see } = await exported();
  await when.itIs('2028-04-20');
  await when.client.asks('confirm-export', { export: 'exp_1' });
  await when.itIs(at);
  return (await see.view()).state;
});

/** Destroyed on 2028-04-04. */
boundary('E8.6b', 'deletion.backupDays', { before: ['2028-05-04', true], after: ['2028-05-05', false] }, async (day) => {
  const { when, see } = await denounced();
  await when.itIs('2028-04-05');
  const gone = (await see.facts()).flatMap((one) => (one.type === 'subscription.deleted' ? [one.backupsGoneBy] : []));
  return dayOf(day) <= dayOf(gone[0] ?? '');
});

/** What is purged by an instant: evidence until 2033-01-03, invoices of 2027 until 2037-12-31. */
const purged = async (at: string) => {
  const { when, see } = await denounced();
  await when.itIs(at);
  return (await see.facts()).filter((one) => one.type === 'evidence.purged' || one.type === 'accounts.purged').length;
};
boundary('E8.6c', 'retention.evidenceYears', { before: ['2033-01-03 23:59', 0], after: ['2033-01-04 00:00', 1] }, purged);
boundary('E8.6c', 'retention.accountingYears', { before: ['2037-12-31 23:59', 1], after: ['2038-01-01 00:00', 2] }, purged);
boundary('E8.6c', 'retention.accountingYears', { before: ['2027-12-31', '2037-12-31'], after: ['2028-01-01', '2038-12-31'] }, (lastDocument) => {
  const ended = { on: dayOf('2028-01-03'), at: 0, cause: 'DENOUNCED_BY_CLIENT' } as const;
  return civilOf(retention({ ...contractOf(), ended, bookYears: [partsOf(dayOf(lastDocument)).year] }).accountsUntil);
});
