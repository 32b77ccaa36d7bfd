/** CGUV 5.3: what is at rest is not recalled before its due date. */
import { test } from 'vitest';
import { story } from './story.ts';

const COURT = {
  party: 'CLIENT',
  event: 'SAFEGUARD',
  court: true,
  judgmentOn: '2027-01-15',
  officer: null,
  officerEmail: null,
  evidence: 'txt_judgment',
} as const;

test('5.3 (b): an invoice of 2027-01-04 is recalled on 2027-01-27', async () => {
  const { given, when, check } = story();
  await given.baselineA();
  await when.itIs('2027-01-28');
  await check.messages({ PRE_DUE_REMINDER: ['2027-01-27'] });
});

test('8.2 (iii), A8: frozen by proceedings, it is not', async () => {
  const { given, when, check } = story();
  await given.baselineA();
  await when.itIs('2027-01-20');
  check.done(await when.legal.asks('record-insolvency', COURT));
  await when.itIs('2027-01-28');
  await check.messages({ PRE_DUE_REMINDER: [] });
});

test.each([
  ['ACCEPTED', []],
  ['REJECTED', ['2027-01-27']],
])('8.3 (a): disputed and %s, it is recalled on %j', async (choice, days) => {
  const { given, when, check } = story();
  await given.baselineA();
  await when.itIs('2027-01-10');
  check.done(await when.client.asks('open-complaint', { complaint: 'cpl_1', invoice: 'F2027-000001', documented: true, text: 'txt_why' }));
  await when.itIs('2027-01-12');
  check.done(await when.legal.asks('decide-dispute', { complaint: 'cpl_1', accepted: choice === 'ACCEPTED', reason: 'txt_because' }));
  await when.itIs('2027-01-28');
  await check.messages({ PRE_DUE_REMINDER: days });
});
