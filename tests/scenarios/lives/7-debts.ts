/** CGUV 8.3 (b-c): what is declared payable at once, and what may be claimed in damages. */
import { expect } from 'vitest';
import { type Actors, scenario } from '../scenario.ts';
import type { Line } from '../stage.ts';

export const TWELVE: Line = { formula: 'yearly-12', months: 12, netCents: 58_800, instalments: 12 };

/** S37: the first of twelve instalments is paid, the second refused on 2027-03-06; DEFAULT_NOTICE deemed 2027-03-17, last cure day 2027-03-27. */
export async function secondInstalmentRefused({ given, when }: Actors, more: object = {}): Promise<void> {
  await given.subscription({ formula: 'yearly-12', at: '2027-01-04 10:30', ...more }, [TWELVE]);
  await when.itIs('2027-02-10');
  await when.registers('card_declined');
}
/** LEGAL proposes, a second person approves. */
export async function theyAccelerate({ when }: Actors) {
  const proposed = await when.legal.asks('declare-acceleration', { channel: 'EMAIL' });
  return proposed.refused ? proposed : when.otherLegal.decides('FOUR_EYES', 'APPROVE');
}

scenario('S37', 'acceleration: the open invoices fall due and the instalments left are invoiced', ['E8.3b'], async (actors) => {
  const { when, check } = actors;
  await secondInstalmentRefused(actors);
  await when.itIs('2027-03-27 23:00');
  await check.messages({ DEFAULT_NOTICE: ['2027-03-14'] });
  await check.deemed('DEFAULT_NOTICE', ['2027-03-17']);
  check.refused(await theyAccelerate(actors), 'E8.3b');
  await when.itIs('2027-03-29 10:00');
  check.done(await theyAccelerate(actors));
  await check.messages({ ACCELERATION_NOTICE: ['2027-03-29'] });
  await check.deemed('ACCELERATION_NOTICE', ['2027-04-01']);
  await check.says('ACCELERATION_NOTICE', { dueOn: '2027-04-01', totalCents: 64_680, instalments: { count: 9, cents: 52_920 } });
  await when.theDayEnds('2027-03-31');
  await check.documents('F', [
    { kind: 'INSTALMENT' },
    { kind: 'INSTALMENT' },
    { kind: 'INSTALMENT', dueOn: '2027-04-03' },
    { kind: 'REJECTION_FEE' },
  ]);
  await when.itIs('2027-04-01 07:00');
  await check.documents('F', [
    { kind: 'INSTALMENT', state: 'PAID' },
    { kind: 'INSTALMENT', state: 'OVERDUE', grossCents: 5_880 },
    { kind: 'INSTALMENT', state: 'OPEN', dueOn: '2027-04-01', grossCents: 5_880 },
    { kind: 'REJECTION_FEE' },
    { kind: 'ACCELERATED', issuedOn: '2027-04-01', dueOn: '2027-04-01', netCents: 44_100, vatCents: 8_820, grossCents: 52_920 },
  ]);
  await when.theDayEnds('2027-12-31');
  await check.documents('F', [
    ...['INSTALMENT', 'INSTALMENT', 'INSTALMENT', 'REJECTION_FEE', 'ACCELERATED', 'REJECTION_FEE', 'REJECTION_FEE'].map((kind) => ({ kind })),
  ]);
});

scenario('S38', 'damages: what may be claimed at most, nothing counted twice, nothing billed', ['E8.3c'], async (actors) => {
  const { when, check } = actors;
  await secondInstalmentRefused(actors);
  await when.itIs('2027-03-29 10:00');
  check.done(await when.theyTerminate());
  await check.view({ cessationOn: '2027-05-01' });
  await when.itIs('2027-04-20');
  const claim = { facts: 'the subscription was terminated for non-payment', channel: 'EMAIL', vatRate: 20 } as const;
  check.refused(await when.legal.asks('claim-damages', { ...claim, uninvoicedCents: 39_201 }), 'E8.3c');
  const documents = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'INSTALMENT' ? [one.number] : []));
  check.refused(await when.legal.asks('claim-damages', { ...claim, documents: documents.slice(0, 1) }), 'E8.3c');
  check.refused(await when.legal.asks('claim-damages', { ...claim, documents: [...documents.slice(1), ...documents.slice(3)] }), 'E8.3c');
  check.done(await when.legal.asks('claim-damages', { ...claim, documents: documents.slice(1), uninvoicedCents: 39_200 }));
  await check.messages({ DAMAGES_CLAIM: [] });
  check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
  await check.messages({ DAMAGES_CLAIM: ['2027-04-20'] });
  await check.says('DAMAGES_CLAIM', { uninvoicedCents: 39_200, vatCents: 7_840, totalCents: 17_640 + 39_200 + 7_840 });
  check.refused(await when.legal.asks('claim-damages', { ...claim, documents: documents.slice(1, 2) }), 'E8.3c');
  check.refused(await when.legal.asks('claim-damages', { ...claim, uninvoicedCents: 1 }), 'E8.3c');
  await when.itIs('2027-12-31');
  expect((await check.facts()).filter((one) => one.type === 'invoice.issued' && one.kind === 'INSTALMENT')).toHaveLength(4);
});

scenario('E8.4a', 'a debt given up stays owed: money that comes in after all pays it', ['E8.4a'], async ({ given, when, check }) => {
  await given.baselineD();
  await when.itIs('2027-02-10 10:00');
  const number = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'PRICE' ? [one.number] : []))[0] ?? '';
  check.done(await when.billing.asks('write-off', { invoice: number, reason: 'the association has no assets left' }));
  await check.documents('F', [{ state: 'WRITTEN_OFF', paidCents: 0 }, { kind: 'REJECTION_FEE' }]);
  await when.itIs('2027-02-20');
  await check.messages({ DEFAULT_NOTICE: [] });
  check.done(await when.billing.asks('record-payment', { amountCents: 30_000, orderedOn: '2027-02-20', means: 'TRANSFER', invoice: number }));
  await check.documents('F', [{ state: 'WRITTEN_OFF', paidCents: 30_000 }, { kind: 'REJECTION_FEE' }]);
  check.done(await when.billing.asks('record-payment', { amountCents: 40_560, orderedOn: '2027-02-20', means: 'TRANSFER', invoice: number }));
  await check.documents('F', [{ state: 'PAID', paidCents: 70_560 }, { kind: 'REJECTION_FEE' }]);
});

scenario(
  'E5.3c',
  'an invoice that was wrong is corrected by credit notes, and the days not used are given back once',
  ['E5.3c', 'E8.2b'],
  async (actors) => {
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-04-10 10:00');
    const number = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' ? [one.number] : []))[0] ?? '';
    const correct = (netCents?: number) =>
      when.billing.asks('correct-invoice', { invoice: number, ...(netCents ? { netCents } : {}), reason: 'the contacts were counted twice' });
    check.refused(await correct(58_801), 'E5.3c');
    check.done(await correct(29_400));
    await check.documents('F', [{ state: 'PAID', grossCents: 70_560, paidCents: 70_560 }]);
    await check.documents('A', [{ grossCents: 35_280 }]);
    await check.tasks('REFUND', ['2027-04-10']);
    await when.itIs('2027-04-26 10:00');
    check.done(
      await when.client.asks('notify-breach', { clause: '4.3', facts: 'the service stopped', evidence: 'log of 20 April', channel: 'EMAIL' }),
    );
    await when.theDayEnds('2027-05-10');
    check.refused(await correct(29_401), 'E5.3c');
    await when.itIs('2027-05-31 10:00');
    check.done(await when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'nothing was remedied', channel: 'EMAIL' }));
    await when.theDayEnds('2027-08-02');
    await check.documents('A', [{ grossCents: 35_280 }, { grossCents: 17_785 }]); // half of the Price, for 184 of 365 days
    const released = (await check.facts()).flatMap((one) => (one.type === 'refund.released' ? [`${one.cents} ${one.at.slice(0, 10)}`] : []));
    expect(released).toEqual(['35280 2027-05-10', '17785 2027-08-02']);
  },
);
