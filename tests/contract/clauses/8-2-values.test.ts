/** CGUV 8.2, 8.4: what the other values of the terms do to a termination for non-payment. */
import { expect, test } from 'vitest';
import { dayOf, instantOf } from '../../../contract/calendar.ts';
import { fact } from '../../../contract/clause.ts';
import { record } from '../../../contract/contract.ts';
import type { Contract, Task } from '../../../contract/state.ts';
import { contractOf, story } from './story.ts';

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
  value                     | asked | because
  ${'COLLECT_NO_REMINDERS'} | ${0}  | ${'recovery is manual after the end'}
  ${'FULL_DUNNING'}         | ${1}  | ${'it is still to be given, and asked for once'}
`('8.4 (a): debts.afterEnd $value: of a default notice by hand asked for before the end, $asked task stays: $because', ({ value, asked }) => {
  const at = instantOf(dayOf('2027-04-30'));
  const task = {
    id: 't1',
    kind: 'HAND_NOTICE',
    about: 'DEFAULT_NOTICE',
    openedAt: at,
    dueOn: dayOf('2027-05-03'),
    article: 'E11.1a',
  } as unknown as Task;
  const other = { ...task, id: 't2', about: 'TERMINATION_NOTICE' };
  const before: Contract = { ...contractOf({}, { 'debts.afterEnd': value }), tasks: [task, other] };
  const ended = { cessationOn: '2027-04-30', cause: 'DENOUNCED_BY_CLIENT', exportUntil: '2027-07-30', sendAt: '2027-04-30T09:00:00.000Z' } as const;
  const after = record(before, fact('subscription.ended', 'E8.4a', at, ended));
  expect((after.tasks ?? []).map((one) => one.id)).toEqual(asked === 1 ? ['t1'] : []);
});
