/** CGUV 8.2, 8.4: what the other values of the terms do to a termination for non-payment. */
import { expect, test } from 'vitest';
import { story } from './story.ts';

test.each`
  value         | state       | because
  ${'WITHDRAW'} | ${'ACTIVE'} | ${'full payment withdraws the termination'}
  ${'MAINTAIN'} | ${'ENDED'}  | ${'it stands all the same'}
`('8.2 (i): paid during the notice, termination.curedDuringNotice $value: $state: $because', async ({ value, state }) => {
  const { given, when, check } = story();
  await given.baselineD({ parameters: { 'termination.curedDuringNotice': value } });
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.itIs('2027-03-20');
  await when.registers('card_ok');
  await when.client.asks('pay-now', { invoices: ['T1'] });
  await when.itIs('2027-04-04');
  await check.state(state);
});

test.each`
  value                   | refused      | because
  ${'INCLUDING_RENEWALS'} | ${undefined} | ${'the invoice of an earlier term counts'}
  ${'RUNNING_TERM_ONLY'}  | ${'E8.2-i'}  | ${'it is of a term that is over'}
`('8.2 (i): monthly, termination.debtScope $value, refused under $refused: $because', async ({ value, refused }) => {
  const { given, when } = story();
  await given.baselineM({ means: 'card_declined', parameters: { 'termination.debtScope': value } });
  await when.itIs('2027-04-23 12:00');
  expect((await when.theyTerminate()).refused?.article).toBe(refused);
});

test.each`
  value                       | cessation       | invoices | because
  ${'EXTEND_FREE_NO_RENEWAL'} | ${'2027-05-27'} | ${2}     | ${'nothing is owed for the days after E'}
  ${'END_AT_E'}               | ${'2027-04-30'} | ${2}     | ${'never beyond the term'}
  ${'RENEW_AND_INVOICE'}      | ${'2027-05-27'} | ${3}     | ${'the term renews and is invoiced'}
`('8.2: C beyond E, termination.beyondTerm $value: C = $cessation, $invoices invoices: $because', async ({ value, cessation, invoices }) => {
  const { given, when, check } = story();
  await given.baselineM({ means: 'card_declined', parameters: { 'termination.beyondTerm': value } });
  await when.itIs('2027-04-23 12:00');
  check.done(await when.theyTerminate()); // deemed received on 2027-04-27
  await when.itIs('2027-06-10');
  await check.view({ state: 'ENDED', cessationOn: cessation });
  expect((await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'PRICE')).toHaveLength(invoices);
});

test.each`
  value                     | reminders
  ${'COLLECT_NO_REMINDERS'} | ${['2027-04-01']}
  ${'FULL_DUNNING'}         | ${['2027-04-01', '2027-05-02']}
`('8.4 (a): debts.afterEnd $value: courtesy reminders on $reminders', async ({ value, reminders }) => {
  const { given, when, check } = story();
  await given.baselineM({ means: 'card_declined', parameters: { 'debts.afterEnd': value } });
  await when.itIs('2027-04-10');
  check.done(await when.client.asks('denounce', {})); // C = 2027-04-30; the invoice of April is due on 2027-05-01
  await when.itIs('2027-06-01');
  const sent = (await check.facts()).filter((one) => one.type === 'invoice.reminded' && one.step === 'COURTESY' && /^T\d/.test(one.invoice));
  expect(sent.map((one) => one.at.slice(0, 10))).toEqual(reminders);
});

test.each`
  value                     | invoices          | because
  ${'COLLECT_NO_REMINDERS'} | ${[]}             | ${'recovery is manual after the end'}
  ${'FULL_DUNNING'}         | ${[['T1', 'T2']]} | ${'it is still to be given, was asked for once, and leaves by e-mail'}
`('E8.4a, E11.1a: debts.afterEnd $value: a default notice by hand, not given before the end, lists $invoices after it: $because', async (row) => {
  const { given, when, check } = story();
  await given.baselineM({ means: 'card_declined', noticeChannel: 'HAND', parameters: { 'debts.afterEnd': row.value } });
  await when.itIs('2027-04-10');
  check.done(await when.client.asks('denounce', {})); // C = 2027-04-30
  await when.itIs('2027-05-10');
  await check.tasks('HAND_NOTICE', ['2027-04-08']);
  if (row.invoices.length > 0) check.done(await when.legal.decides('HAND_NOTICE', 'SEND_BY_EMAIL'));
  await when.itIs('2027-06-10');
  await check.tasks('HAND_NOTICE', ['2027-04-08']);
  const sent = (await check.facts()).filter((one) => one.type === 'notice.sent' && one.code === 'DEFAULT_NOTICE');
  expect(sent.map((one) => (one.type === 'notice.sent' ? one.about.invoices : []))).toEqual(row.invoices);
});
