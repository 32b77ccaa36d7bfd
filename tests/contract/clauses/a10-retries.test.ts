/** A10, A11: what cannot be done is tried again and told to a person in the end; what the outside tells twice, or of nothing known, changes nothing. */
import { describe, expect, test } from 'vitest';
import { momentOf } from '../../../contract/calendar.ts';
import { duties, fold, fulfil, nextDuty, receive } from '../../../contract/contract.ts';
import type { Duty } from '../../../contract/duties.ts';
import type { OutsideEvent } from '../../../contract/events.ts';
import { runUntil, supposed, unchanging } from '../../../contract/forecast.ts';
import type { Contract } from '../../../contract/state.ts';
import { when } from '../../scenarios/scenario.ts';
import { contractOf } from './story.ts';

const MINUTE = 60_000;
const at = (text: string): number => momentOf(when(text));
/** Baseline A, whose client pays or not, at an instant. */
const lived = (until: string, assuming: 'pays' | 'fails' = 'pays', more: Parameters<typeof contractOf>[0] = {}): Contract =>
  runUntil(contractOf(more), supposed(unchanging(contractOf(more)), assuming), at(until)).contract;
const next = (contract: Contract): Duty => {
  const duty = nextDuty(contract);
  if (!duty) throw new Error('nothing is due');
  return duty;
};
const failed = (contract: Contract, duty: string, now: number) =>
  receive(contract, { type: 'duty-failed', key: `${now}`, at: when('2027-01-04'), duty, reason: 'text' }, now);

describe('A10 a duty that could not be done', () => {
  test('A10: tried again after 1, 4, 16, 64 and 256 minutes, then every six hours; after a day one task asks a person', () => {
    let contract = lived('2027-02-01');
    const { id, due } = next(contract);
    expect(id).toBe('present/T1-1');
    contract = lived('2027-08-01');
    const duty = next(contract);
    expect(duty.id).toBe('announce/T1');
    const waits: number[] = [];
    const tasks: number[] = [];
    for (let now = duty.due; waits.length < 11; now = next(contract).due) {
      const facts = failed(contract, duty.id, now);
      contract = fold(contract, facts);
      expect(next(contract).id).toBe(duty.id);
      waits.push((next(contract).due - now) / MINUTE);
      tasks.push(facts.filter((one) => one.type === 'task.opened' && one.kind === 'STUCK_DUTY' && one.about === duty.id).length);
    }
    expect(due).toBe(at('2027-02-03 08:00'));
    expect(waits).toEqual([1, 4, 16, 64, 256, 360, 360, 360, 360, 360, 360]);
    expect(tasks).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]); // three times six hours on top of 341 minutes are short of a day, four are not
    expect(contract.deferred).toHaveLength(1);
  });

  test('A10: done after all, it waits for nothing any more', () => {
    const contract = lived('2027-08-01');
    const duty = next(contract);
    const waiting = fold(contract, failed(contract, duty.id, duty.due));
    expect(waiting.deferred).toMatchObject([{ duty: duty.id, tries: 1, since: duty.due }]);
    expect(fold(waiting, fulfil(waiting, duty, { price: null }, duty.due + MINUTE)).deferred).toBeUndefined();
  });

  test.each`
    decided | until | why
    ${5}    | ${5}  | ${'a person has acted on something: it may help'}
    ${30}   | ${16} | ${'it has been tried since'}
  `('A10: failed three times and to be tried after 16 minutes, a decision after $decided makes it due after $until: $why', ({ decided, until }) => {
    let contract = lived('2027-08-01');
    const duty = next(contract);
    for (const _ of [1, 2, 3]) contract = fold(contract, failed(contract, duty.id, duty.due));
    const by = { person: 'legal', role: 'LEGAL' as const };
    const at = new Date(duty.due + decided * MINUTE).toISOString();
    const after = fold(contract, [{ type: 'task.decided', at, by, article: 'A10', task: 'another', choice: 'DONE', reason: 'text' }]);
    expect((next(after).due - duty.due) / MINUTE).toBe(until);
  });

  test('A10: a duty that is no longer due is not tried again', () => {
    expect(failed(lived('2027-08-01'), 'announce/T7', at('2027-08-03'))).toEqual([]);
  });

  test.each`
    time       | outcome                  | because
    ${'08:00'} | ${'duty.deferred'}       | ${'the day is young'}
    ${'23:59'} | ${'presentation.failed'} | ${'the provider failed all day: the next one is tried'}
  `('5.5: a presentation that fails at $time: $because', ({ time, outcome }) => {
    const contract = lived('2027-02-03 07:59');
    const duty = next(contract);
    expect(failed(contract, duty.id, at(`2027-02-03 ${time}`)).map((one) => one.type)).toEqual([outcome]);
  });
});

describe('A11 what the outside tells', () => {
  const waiting = (): Contract => {
    const contract = lived('2027-02-03 07:59', 'pays', { means: { method: 'm1', kind: 'SEPA' } });
    const duty = next(contract);
    return fold(contract, fulfil(contract, duty, { outcome: 'PENDING', expectedOn: '2027-02-08' }, duty.due));
  };
  const now = at('2027-02-05 23:30');
  const base = { key: 'k', at: when('2027-02-05') };
  const event = (type: string, payment: string): OutsideEvent => ({ ...base, type, payment, code: 'AM04', reopened: [] }) as unknown as OutsideEvent;

  test.each`
    told                 | payment   | facts
    ${'charge-settled'}  | ${'T1-1'} | ${['payment.settled 2027-02-05']}
    ${'charge-settled'}  | ${'T9-1'} | ${[]}
    ${'charge-rejected'} | ${'T1-1'} | ${['payment.rejected 2027-02-05']}
    ${'charge-rejected'} | ${'T9-1'} | ${[]}
    ${'charge-reversed'} | ${'T1-1'} | ${['payment.settled 2027-02-05', 'payment.reversed 2027-02-05']}
    ${'charge-reversed'} | ${'T9-1'} | ${['payment.reversed 2027-02-05']}
  `('A11: $told of $payment while T1-1 is presented: $facts', ({ told, payment, facts }) => {
    const led = receive(waiting(), event(told, payment), now);
    const days = led.map(
      (one) => `${one.type} ${'settledOn' in one ? one.settledOn : 'rejectedOn' in one ? one.rejectedOn : 'reversedOn' in one ? one.reversedOn : ''}`,
    );
    expect(days).toEqual(facts);
    expect(led.every((one) => one.by === 'outside')).toBe(true);
  });

  test('A11: told again, the result of a charge is none', () => {
    const contract = waiting();
    const settled = fold(contract, receive(contract, event('charge-settled', 'T1-1'), now));
    expect(receive(settled, event('charge-settled', 'T1-1'), now)).toEqual([]);
    expect(receive(settled, event('charge-rejected', 'T1-1'), now)).toEqual([]);
  });

  test('A11: an export is ready once, and only one that was asked for', () => {
    const ready = (id: string): OutsideEvent => ({ ...base, type: 'export-ready', export: id, sha256: 'f', counts: {} });
    const by = { person: 'client', role: 'CLIENT_ADMIN' as const };
    const asked = fold(contractOf(), [
      { type: 'export.requested', at: when('2027-02-04'), by, article: 'E8.6a', export: 'exp_1', requestedOn: '2027-02-04' },
    ]);
    expect(receive(asked, ready('exp_2'), now)).toEqual([]);
    const delivered = receive(asked, ready('exp_1'), now);
    expect(delivered).toMatchObject([{ type: 'export.delivered', export: 'exp_1', deliveredOn: '2027-02-05', sha256: 'f', by: 'outside' }]);
    expect(receive(fold(asked, delivered), ready('exp_1'), now)).toEqual([]);
  });

  test('A11: an empty list leaves the contract', () => {
    const contract = lived('2027-04-01', 'fails');
    expect(contract.cases).toHaveLength(1);
    const paid = {
      type: 'client-payment',
      key: 'k',
      at: when('2027-04-01'),
      amountCents: 200_000,
      orderedOn: '2027-04-01',
      means: 'TRANSFER',
    } as const;
    const after = fold(contract, receive(contract, paid, at('2027-04-01')));
    const lists = Object.entries(after).filter(([, value]) => Array.isArray(value) && value.length === 0);
    expect(lists.map(([key]) => key)).toEqual(['announced', 'payments']); // which every contract has
    expect(duties(after).length).toBeGreaterThan(0);
  });
});
