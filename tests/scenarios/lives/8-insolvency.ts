/** CGUV 8.2 (iii): the receivership of a client, and the liquidation of the Company. */
import { expect } from 'vitest';
import type { InsolvencyRecord } from '../../../contract/facts.ts';
import { type Actors, scenario } from '../scenario.ts';

export const RECEIVERSHIP: InsolvencyRecord = {
  ...{ party: 'CLIENT', event: 'RECEIVERSHIP', court: true, judgmentOn: '2027-05-20' },
  ...{ officer: 'Étude Exemple\n1 place de la Loi\n75000 Paris', officerEmail: null, evidence: 'the notice in the official journal' },
};

/** S44: yearly from 2027-04-05, the card is refused; the judgment of 2027-05-20 is recorded on 2027-05-24. */
export async function receivership({ given, when, check }: Actors, more: object = {}): Promise<void> {
  await given.subscription({ formula: 'yearly', at: '2027-04-05 09:00', means: 'card_declined', ...more });
  await when.itIs('2027-05-24 10:00');
  check.done(await when.legal.asks('record-insolvency', RECEIVERSHIP));
}

scenario('S44', 'receivership: what was owed is frozen, and declared to the cent', ['E8.2-iii'], async (actors) => {
  const { when, check } = actors;
  await receivership(actors);
  await check.messages({ DEFAULT_NOTICE: ['2027-05-13'] });
  await check.documents('F', [
    { kind: 'PRICE', state: 'FROZEN', grossCents: 70_560 },
    { kind: 'REJECTION_FEE', state: 'FROZEN', issuedOn: '2027-05-05' },
  ]);
  await check.tasks('DECLARE_CLAIM', ['2027-05-24']);
  const opened = (await check.facts()).find((one) => one.type === 'task.opened' && one.kind === 'DECLARE_CLAIM');
  expect(opened?.type === 'task.opened' ? opened.claim : undefined).toMatchObject({
    items: [{ cents: 70_560 }, { what: 'PENALTY', cents: 955 }, { what: 'INDEMNITY', cents: 4_000 }, { what: 'REJECTION_FEE', cents: 4_000 }],
    totalCents: 79_515,
  });
  check.refused(
    await when.legal.asks('terminate-for-cause', { ground: 'INSOLVENCY', facts: 'the judgment of 20 May 2027', channel: 'EMAIL' }),
    'E8.2-iii',
  );
  await when.itIs('2027-12-31');
  await check.view({ state: 'ACTIVE', accruedPenaltyCents: 955, insolvency: { event: 'RECEIVERSHIP', frozenCents: 79_515 } as never });
  await check.messages({ SUSPENSION_NOTICE: [], DEFAULT_NOTICE: ['2027-05-13'] });
  await check.documents('D', []);
});

scenario('S45', 'the officer is silent for a month: the contract ends by law', ['E8.2-iii'], async (actors) => {
  const { when, check } = actors;
  await receivership(actors);
  await when.itIs('2027-06-07 10:00');
  check.done(await when.legal.asks('send-notice', { code: 'ADMINISTRATOR_NOTICE', channel: 'REGISTERED_LETTER' }));
  await check.deemed('ADMINISTRATOR_NOTICE', ['2027-06-10']);
  await check.says('ADMINISTRATOR_NOTICE', { answerBy: '2027-07-10' });
  await check.view({ insolvency: { answerBy: '2027-07-10', endByLawFrom: '2027-07-11' } as never });
  await when.theDayEnds('2027-07-10');
  check.refused(await when.legal.asks('record-end-by-law', {}), 'E8.2-iii');
  await when.itIs('2027-07-11 09:00');
  check.done(await when.legal.asks('record-end-by-law', { evidence: 'no answer was received' }));
  await check.view({ state: 'ENDED', cessationOn: '2027-07-10', endCause: 'ENDED_BY_LAW', exportUntil: '2027-10-10' });
  await check.documents('A', []);
});

scenario('S45', 'the officer continues: the contract goes on', ['E8.2-iii'], async (actors) => {
  const { when, check } = actors;
  await receivership(actors);
  await when.itIs('2027-06-07 10:00');
  check.done(await when.legal.asks('send-notice', { code: 'ADMINISTRATOR_NOTICE', channel: 'REGISTERED_LETTER' }));
  await when.itIs('2027-06-20');
  check.done(await when.legal.decides('OFFICER_ANSWER', 'CONTINUES'));
  await when.itIs('2027-07-11');
  check.refused(await when.legal.asks('record-end-by-law', {}), 'E8.2-iii');
  await check.view({ state: 'ACTIVE', cessationOn: null, insolvency: { answer: 'CONTINUES', endByLawFrom: null } as never });
});

scenario(
  'S47',
  'liquidation of the Company: the client leaves, the refund waits for a person',
  ['E8.2-iii', 'E8.2b'],
  async ({ given, when, check }) => {
    await given.baselineA();
    await when.itIs('2027-09-07 10:00');
    check.done(await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, party: 'COMPANY', event: 'LIQUIDATION', judgmentOn: '2027-09-01' }));
    check.done(await when.client.asks('terminate-for-cause', { ground: 'INSOLVENCY', facts: 'liquidation of 1 September 2027', channel: 'EMAIL' }));
    await check.deemed('TERMINATION_NOTICE', ['2027-09-10']);
    await check.view({ cessationOn: '2027-10-10' });
    await when.itIs('2027-12-31');
    await check.documents('A', [{ netCents: 13_694, vatCents: 2_739, grossCents: 16_433 }]);
    await check.messages({ REFUND_ISSUED: [] });
    await check.tasks('REFUND', ['2027-10-11']);
    check.done(await when.billing.decides('REFUND', 'RELEASE'));
    await check.messages({ REFUND_ISSUED: ['2027-12-31'] });
  },
);
