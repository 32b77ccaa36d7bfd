/** CGUV 8.2: the grounds, the notice, the refund. */
import { dayOf } from '../../contract/calendar.ts';
import { refundNetCents } from '../../contract/ending.ts';
import { contractOf, story } from '../contract/clauses/story.ts';
import { RECEIVERSHIP, receivership } from '../scenarios/lives/8-insolvency.ts';
import { YEARLY } from '../scenarios/scenario.ts';
import { boundary, outcome } from './boundary.ts';

const breach = { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' } as const;
const leave = { ground: 'BREACH', facts: 'text', channel: 'EMAIL' } as const;

boundary('E8.2-i', 'default.cureDays', { before: ['2027-02-25 23:59', 'E8.2-i'], after: ['2027-02-26 00:00', 'done'] }, async (at) => {
  const { given, when } = story();
  await given.baselineD();
  await when.itIs(at);
  return outcome(await when.theyTerminate());
});
boundary('E8.2-i', 'paid by C', { before: ['2027-04-03 23:59', 'ACTIVE'], after: ['2027-04-04 00:01', 'ENDED'] }, async (paid) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.itIs('2027-03-01');
  await when.theyTerminate();
  await when.itIs(paid);
  await when.registers('card_ok');
  await when.client.asks('pay-now', { amountCents: 70_560 });
  await when.itIs('2027-04-10');
  return (await see.view()).state;
});

/** S39: the client's breach notice of 2027-04-26 is received on the 29th, its last cure day is 2027-05-29. */
const notified = async () => {
  const actors = story();
  await actors.given.baselineA();
  await actors.when.itIs('2027-04-26');
  await actors.when.client.asks('notify-breach', breach);
  return actors;
};
boundary('E8.2-ii', 'breach.cureDays', { before: ['2027-05-29 23:59', 'E8.2-ii'], after: ['2027-05-30 00:00', 'done'] }, async (at) => {
  const { when } = await notified();
  await when.itIs(at);
  return outcome(await when.client.asks('terminate-for-cause', leave));
});
boundary('E8.2-ii', 'cured in time', { before: ['2027-05-29 23:59', null], after: ['2027-05-30 00:00', '2027-07-03'] }, async (cured) => {
  const { when, see } = await notified();
  await when.itIs(cured);
  await when.legal.asks('declare-cured', { evidence: 'text' });
  await when.itIs('2027-05-31');
  await when.client.asks('terminate-for-cause', leave);
  return (await see.view()).cessationOn;
});

const terminated = async () => {
  const actors = story();
  await actors.given.baselineD();
  await actors.when.itIs('2027-03-01');
  await actors.when.theyTerminate();
  return actors;
};
/** Received on Thursday 2027-03-04: thirty full days. */
for (const name of ['termination.noticeDays', 'the last day of access'])
  boundary('E8.2a', name, { before: ['2027-04-03 23:59', 'SUSPENDED'], after: ['2027-04-04 00:00', 'ENDED'] }, async (at) => {
    const { when, see } = await terminated();
    await when.itIs(at);
    return (await see.view()).state;
  });

boundary('E8.2b', 'the days after C', { before: ['2028-01-02', 162], after: ['2028-01-03', 0] }, (cessation) => {
  const contract = contractOf();
  return refundNetCents({ ...contract, term: { ...contract.term, issued: 1 } }, dayOf(cessation));
});
boundary('E8.2b', 'refund.days', { before: ['2027-08-01 23:59', 0], after: ['2027-08-02 08:00', 1] }, async (at) => {
  const { when, see } = await notified();
  await when.itIs('2027-05-31');
  await when.client.asks('terminate-for-cause', leave);
  await when.itIs('2027-07-04');
  await when.client.asks('pay-now', {});
  await when.itIs(at);
  return (await see.messages()).filter((one) => one.code === 'REFUND_ISSUED').length;
});

/** The instalment of a day is invoiced if access still lasts on it: C = 2027-04-03 when the notice leaves on 2027-03-01, 2027-04-04 a day later. */
boundary('E8.2c', 'instalments after C', { before: ['2027-03-01', 3], after: ['2027-03-02', 4] }, async (sent) => {
  const { given, when, see } = story();
  await given.baselineA({ means: 'card_declined' }, [{ ...YEARLY, instalments: 12 }]);
  await when.itIs(sent);
  await when.theyTerminate();
  await when.itIs('2027-05-01');
  return (await see.documents()).filter((one) => one.kind === 'INSTALMENT').length;
});

/** The invoice of 2027-04-05 is frozen by a judgment of a later day. */
boundary('E8.2-iii', 'the judgment', { before: ['2027-04-05', 'OVERDUE'], after: ['2027-04-06', 'FROZEN'] }, async (judgmentOn) => {
  const { given, when, see } = story();
  await given.subscription({ formula: 'yearly', at: '2027-04-05 09:00', means: 'card_declined' });
  await when.itIs('2027-05-24 10:00');
  await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, judgmentOn });
  return (await see.documents()).find((one) => one.kind === 'PRICE')?.state;
});
/** ADMINISTRATOR_NOTICE received on Thursday 2027-06-10. */
boundary(
  'E8.2-iii',
  'the month of the administrator',
  { before: ['2027-07-10 23:59', 'E8.2-iii'], after: ['2027-07-11 00:00', 'done'] },
  async (at) => {
    const actors = story();
    await receivership(actors);
    const { when } = actors;
    await when.itIs('2027-06-07 10:00');
    await when.legal.asks('send-notice', { code: 'ADMINISTRATOR_NOTICE', channel: 'REGISTERED_LETTER' });
    await when.itIs(at);
    return outcome(await when.legal.asks('record-end-by-law', { evidence: 'text' }));
  },
);
