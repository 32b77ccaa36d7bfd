/** CGUV 5.5: what each answer of a bank does to the next presentation, to the means, and to the flat sum. */
import { describe, expect, test } from 'vitest';
import { civilOf, parisDay } from '../../../contract/calendar.ts';
import { fact } from '../../../contract/clause.ts';
import { decide, duties, fold, receive } from '../../../contract/contract.ts';
import { messagesOf } from '../../../contract/letters.ts';
import { unusableMeans } from '../../../contract/means.ts';
import { REJECTION_CODES } from '../../../contract/rejection-codes.ts';
import type { Contract, Task } from '../../../contract/state.ts';
import { contractOf } from './story.ts';

const at = (instant: string): number => Date.parse(instant);
const WEDNESDAY = at('2027-02-03T07:00:00Z');
const FRIDAY = at('2027-02-05T09:00:00Z');
const means = { method: 'm1', kind: 'SEPA' as const };

/** Baseline A by debit, presented on the due date and not answered yet. */
function presented(parameters: Record<string, unknown> = {}): Contract {
  const sums = { netCents: 58_800, vatRate: 20, vatCents: 11_760, grossCents: 70_560, sendAt: '2027-01-04T09:30:00.000Z' };
  const allocations = [{ document: 'T1', cents: 70_560 }];
  return fold(contractOf({ means }, parameters), [
    fact('invoice.issued', 'E5.3a', at('2027-01-04T09:30:00Z'), {
      ...{ invoice: 'T1', number: 'F2027-000001', kind: 'PRICE', term: 1, issuedOn: '2027-01-04', dueOn: '2027-02-03' },
      ...sums,
    }),
    fact('payment.presented', 'E5.5a', WEDNESDAY, {
      ...{ payment: 'T1-1', allocations, cents: 70_560, means, presentedOn: '2027-02-03', cause: 'ANNOUNCED', expectedOn: '2027-02-08' },
    }),
  ]);
}
const hear = (contract: Contract, event: object, now = FRIDAY): Contract =>
  fold(contract, receive(contract, { key: 'k', at: new Date(now).toISOString(), ...event } as Parameters<typeof receive>[1], now));
const rejected = (code: string): Contract => hear(presented(), { type: 'charge-rejected', payment: 'T1-1', code });
const presentations = (contract: Contract): string[] =>
  duties(contract)
    .filter((one) => one.action === 'payment.present')
    .map((one) => `${one.ref} ${civilOf(parisDay(one.due))}`);
const asks = (contract: Contract): unknown[] => duties(contract).flatMap((one) => (one.action === 'task.open' ? [one.ref] : []));
const payNow = (contract: Contract, input: object) =>
  decide(contract, { type: 'pay-now', by: { person: 'client', role: 'CLIENT_ADMIN' }, input }, FRIDAY);

describe('E5.5b', () => {
  test.each`
    code      | again                  | serves   | asked           | fee
    ${'AM04'} | ${['T1-2 2027-02-10']} | ${true}  | ${[]}           | ${true}
    ${'MS03'} | ${['T1-2 2027-02-10']} | ${true}  | ${[]}           | ${true}
    ${'MS02'} | ${[]}                  | ${false} | ${['MEANS:m1']} | ${true}
    ${'AG01'} | ${[]}                  | ${false} | ${['MEANS:m1']} | ${true}
    ${'MD06'} | ${[]}                  | ${true}  | ${[]}           | ${false}
    ${'MD01'} | ${[]}                  | ${false} | ${[]}           | ${false}
    ${'AC01'} | ${[]}                  | ${false} | ${[]}           | ${false}
    ${'AC04'} | ${[]}                  | ${false} | ${[]}           | ${true}
    ${'AC06'} | ${[]}                  | ${false} | ${[]}           | ${true}
    ${'MD07'} | ${[]}                  | ${false} | ${[]}           | ${false}
    ${'FF01'} | ${['T1-2 2027-02-10']} | ${true}  | ${[]}           | ${false}
    ${'ZZ99'} | ${['T1-2 2027-02-10']} | ${true}  | ${[]}           | ${true}
  `('5.5 (b): $code: presented again $again, still serves: $serves, asked: $asked, 40 EUR: $fee', ({ code, again, serves, asked, fee }) => {
    const contract = rejected(code);
    expect(presentations(contract)).toEqual(again);
    expect(unusableMeans(contract) === undefined).toBe(serves);
    expect(asks(contract)).toEqual(asked);
    expect((contract.fees ?? []).length > 0).toBe(fee);
  });

  test('5.5 (a): a means that no longer serves is not presented, nor paid with; another one pays what is open', () => {
    const closed = rejected('AC04');
    expect(payNow(closed, {})).toMatchObject({ kind: 'refused', article: 'E5.5a', because: 'means-unusable' });
    expect(payNow(closed, { means: { method: 'm2', kind: 'CARD' } })).toMatchObject([{ type: 'payment.requested' }]);
    const changed = hear(closed, { type: 'method-changed', means: { method: 'm2', kind: 'CARD' }, verified: true });
    expect(unusableMeans(changed)).toBeUndefined();
    expect(payNow(changed, {})).toMatchObject([{ type: 'payment.requested', means: { method: 'm2' } }]);
  });

  test('5.5 (b): what is in doubt waits for BILLING: kept, it serves again; given up, it does not', () => {
    const doubted = rejected('MS02');
    const task = fact('task.opened', 'E5.5b', FRIDAY, { task: 't1', kind: 'MEANS', choices: [], dueOn: '2027-02-09', command: null, about: 'm1' });
    const asked = fold(doubted, [task]);
    expect(asks(asked)).toEqual([]);
    const after = (choice: string) => fold(asked, [fact('task.decided', 'A10', FRIDAY, { task: 't1', choice, reason: 'txt' })]);
    expect(unusableMeans(after('KEEP_MEANS'))).toBeUndefined();
    expect(payNow(after('KEEP_MEANS'), {})).toMatchObject([{ type: 'payment.requested' }]);
    expect(unusableMeans(after('GIVE_UP_MEANS'))).toEqual({ method: 'm1', code: 'MS02', at: FRIDAY });
    expect(asks(after('GIVE_UP_MEANS'))).toEqual([]);
    const changed = hear(asked, { type: 'method-changed', means: { method: 'm2', kind: 'CARD' }, verified: true });
    expect(changed.tasks).toBeUndefined();
  });

  test.each`
    code      | method       | serves   | because
    ${'MD06'} | ${'m1'}      | ${true}  | ${'a refund within eight weeks needs no reason, and the mandate stands'}
    ${'MD01'} | ${'m1'}      | ${false} | ${'there was no mandate'}
    ${'MD01'} | ${'m0'}      | ${true}  | ${'it was another means, which the client has replaced since'}
    ${'MD01'} | ${undefined} | ${true}  | ${'an older telling did not say which'}
  `('5.5 (b): taken back as $code on $method: $because', ({ code, method, serves }) => {
    const settled = hear(presented(), { type: 'charge-settled', payment: 'T1-1' });
    const late = at('2028-02-20T10:00:00Z'); // within 13 months
    const back = hear(settled, { type: 'charge-reversed', payment: 'T1-1', code, reopened: [], ...(method ? { method } : {}) }, late);
    expect(unusableMeans(back) === undefined).toBe(serves);
    expect(back.fees).toBeUndefined();
  });

  const T1 = { invoice: 'T1', number: 'F2027-000001', kind: 'PRICE', term: 1, issuedOn: '2027-01-04', dueOn: '2027-02-03' } as const;
  const reopened = [{ ...T1, grossCents: 70_560, vatCents: 11_760, cents: 70_560 }];
  test.each`
    payment              | cause          | code      | again                             | fees         | because
    ${'T1-1'}            | ${'ANNOUNCED'} | ${'AM04'} | ${['T1-2027-02-10-2 2027-02-15']} | ${['T1-1']}  | ${'a return is a rejection: it may pass the second time'}
    ${'T1-2'}            | ${'ANNOUNCED'} | ${'AM04'} | ${['T1-2027-02-10-2 2027-02-15']} | ${['T1-2']}  | ${'the provider was down on the day before: it was the first all the same'}
    ${'T1-2'}            | ${'RETRY'}     | ${'AM04'} | ${[]}                             | ${[]}        | ${'the software had tried again: one retry, and no fee for it'}
    ${'T1-3'}            | ${'RETRY'}     | ${'AM04'} | ${[]}                             | ${[]}        | ${'the same, after a day on which the provider was down'}
    ${'now-1'}           | ${'ASKED'}     | ${'AM04'} | ${[]}                             | ${['now-1']} | ${'the client had asked for it'}
    ${'now-1'}           | ${'ON_SCREEN'} | ${'AM04'} | ${[]}                             | ${[]}        | ${'a card given on screen bears none'}
    ${'T1-1'}            | ${undefined}   | ${'AM04'} | ${['T1-2027-02-10-2 2027-02-15']} | ${['T1-1']}  | ${'an older telling does not say why: its id does'}
    ${'T1-2'}            | ${undefined}   | ${'AM04'} | ${[]}                             | ${[]}        | ${'the same: taken for a retry'}
    ${'T1-2027-01-20-2'} | ${undefined}   | ${'AM04'} | ${[]}                             | ${[]}        | ${'the same, of an invoice that had opened again'}
    ${'now-1'}           | ${undefined}   | ${'AM04'} | ${[]}                             | ${['now-1']} | ${'the same, asked for by the client'}
    ${'T1-1'}            | ${'ANNOUNCED'} | ${'AC04'} | ${[]}                             | ${['T1-1']}  | ${'its account is closed'}
    ${'T1-1'}            | ${'ANNOUNCED'} | ${'MD06'} | ${[]}                             | ${[]}        | ${'the client took it back'}
    ${'T1-1'}            | ${'ANNOUNCED'} | ${'FF01'} | ${['T1-2027-02-10-2 2027-02-15']} | ${[]}        | ${'a fault of a machine'}
  `('5.5 (b): booked, then returned as $code on $payment ($cause): presented again $again, 40 EUR for $fees: $because', (row) => {
    const { payment, cause, code, again, fees } = row;
    const settled = hear(presented(), { type: 'charge-settled', payment: 'T1-1' });
    const day = at('2027-02-10T10:00:00Z');
    const event = { type: 'charge-reversed', payment, code, reopened, method: 'm1', ...(cause ? { cause } : {}) } as const;
    const back = hear(settled, event, day);
    expect(presentations(back)).toEqual(again);
    expect((back.fees ?? []).map((one) => one.payment)).toEqual(fees);
    expect(back.receivables[0]?.feeCharged).toBe(fees.length > 0 ? true : undefined);
    const told = (from: Contract) => messagesOf(from, from, receive(from, { key: 'k', at: new Date(day).toISOString(), ...event }, day));
    const said = { numbers: ['F2027-000001'], cents: 70_560, code, rejectedOn: '2027-02-10', retryOn: again.length > 0 ? '2027-02-15' : null };
    const expected = { code: 'PAYMENT_REJECTED', values: { ...said, feeCents: fees.length > 0 ? 4_000 : 0 } };
    expect(told(settled)).toMatchObject(code === 'MD06' ? [] : [expected]);
    expect(told(back)).toEqual([]);
    const twice = hear(back, event, day);
    expect([presentations(twice), twice.fees]).toEqual([again, back.fees]);
  });

  test.each`
    parameters                         | again | fees | because
    ${{ 'collection.autoRetries': 0 }} | ${0}  | ${1} | ${'these terms try once'}
    ${{ 'rejectionFee.amount': 0 }}    | ${1}  | ${0} | ${'these terms ask nothing for it'}
  `('5.5 (b): returned under $parameters: $again presentations, $fees fees: $because', ({ parameters, again, fees }) => {
    const settled = hear(presented(parameters), { type: 'charge-settled', payment: 'T1-1' });
    const back = hear(settled, { type: 'charge-reversed', payment: 'T1-1', code: 'AM04', reopened, method: 'm1' }, at('2027-02-10T10:00:00Z'));
    expect([presentations(back).length, back.fees?.length ?? 0]).toEqual([again, fees]);
  });

  test('5.5 (a): a means that the provider has removed is told once, and only while it is the stored one', () => {
    const contract = presented();
    const gone = { key: 'k', at: '2027-02-05T09:00:00.000Z', type: 'method-ended', code: 'means_unusable' } as const;
    const facts = receive(contract, { ...gone, method: 'm1' }, FRIDAY);
    expect(facts).toMatchObject([{ type: 'payment-method.ended', article: 'E5.5a', method: 'm1' }]);
    expect(receive(fold(contract, facts), { ...gone, method: 'm1' }, FRIDAY)).toEqual([]);
    expect(receive(contract, { ...gone, method: 'm0' }, FRIDAY)).toEqual([]);
  });

  test('5.5 (b): faults that are not the bank’s bear no fee even where every rejection does (`rejectionFee.chargeable`)', () => {
    const every = presented({ 'rejectionFee.chargeable': 'EVERY_REJECTION' });
    const fees = (code: string) => hear(every, { type: 'charge-rejected', payment: 'T1-1', code }).fees?.length ?? 0;
    expect([fees('AM04'), fees('FF01')]).toEqual([1, 0]);
  });
});

test.each(Object.entries(REJECTION_CODES))('%s: a means that is in doubt or ended is not presented again', (_code, { mandate, retry }) => {
  expect(mandate !== 'KEEP' && retry).toBe(false);
});

describe('E5.5b BILLING is asked about a means once', () => {
  const task = (id: string, kind: Task['kind'], about: string): Task => ({ id, kind, about, dueOn: parisDay(FRIDAY) });
  const OTHER = task('t1', 'COMPLAINT', 'm1');
  test.each`
    tasks                                 | asked           | because
    ${[OTHER]}                            | ${['MEANS:m1']} | ${'another task is of something else'}
    ${[task('t2', 'MEANS', 'm0')]}        | ${['MEANS:m1']} | ${'it was of another means'}
    ${[OTHER, task('t2', 'MEANS', 'm1')]} | ${[]}           | ${'it is asked already'}
  `('5.5 (b): beside $tasks.length tasks, asked $asked: $because', ({ tasks, asked }) => {
    expect(asks({ ...rejected('MS02'), tasks })).toEqual(asked);
  });

  test('5.5 (b): each task has a name of its own', () => {
    const ids = duties({ ...rejected('MS02'), tasksOpened: 4 }).flatMap((one) => (one.action === 'task.open' ? [one.id] : []));
    expect(ids).toEqual(['task/means/5']);
  });

  test.each`
    decided                      | serves   | because
    ${task('t2', 'MEANS', 'm1')} | ${true}  | ${'it is kept'}
    ${task('t2', 'MEANS', 'm0')} | ${false} | ${'it was of another means'}
    ${{ ...OTHER, id: 't2' }}    | ${false} | ${'it was about something else'}
  `('5.5 (b): KEEP_MEANS decided: serves $serves: $because', ({ decided, serves }) => {
    const answer = fact('task.decided', 'A10', FRIDAY, { task: 't2', choice: 'KEEP_MEANS', reason: 'text' });
    expect(unusableMeans(fold({ ...rejected('MS02'), tasks: [decided] }, [answer])) === undefined).toBe(serves);
  });

  test('5.5 (a): what was heard of a means that is no longer stored hinders nothing', () => {
    const contract = { ...contractOf({ means }), unusable: { method: 'm0', code: 'MS02', at: FRIDAY, asks: true as const } };
    expect(unusableMeans(contract)).toBeUndefined();
    expect(asks(contract)).toEqual([]);
  });
});
