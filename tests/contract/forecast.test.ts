/** The contract run forward: what is supposed of the client, of what the Company publishes, and of the outside; each answer that a duty asks for. */
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf, instantOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { Duty } from '../../contract/duties.ts';
import type { Fact } from '../../contract/facts.ts';
import { type Assumption, answerOf, forecast, runUntil, supposed, unchanging } from '../../contract/forecast.ts';
import type { Contract, Receivable } from '../../contract/state.ts';
import { contractOf } from './clauses/story.ts';

const ACCEPTED = momentOf('2027-01-04T09:30:00.000Z');
const instant = (day: string): number => instantOf(dayOf(day), 720);
const on = (one: Fact): string => civilOf(parisDay(momentOf(one.at)));
/** The facts of some kinds, by their days. */
const seen = (facts: Fact[], ...types: Fact['type'][]): string[] =>
  facts.filter((one) => types.includes(one.type)).map((one) => `${on(one)} ${one.type}`);
const receivable = (id: string, more: Partial<Receivable> = {}): Receivable => ({
  ...{ id, number: id, kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03'), gross: 70_560, vat: 11_760, paid: [] },
  ...{ tries: 2, ...more },
});
/** Baseline A seen on a day, with its invoice in some state. */
const owing = (...receivables: Receivable[]): Contract => {
  const contract = contractOf();
  return { ...contract, receivables, term: { ...contract.term, issued: 1, vatRate: 20 } };
};

describe('what the client is supposed to do first', () => {
  test.each`
    assuming       | first                                          | because
    ${'pays'}      | ${['payment.requested']}                       | ${'it pays what is overdue at once'}
    ${'late'}      | ${['payment.requested']}                       | ${'so does who pays late'}
    ${'denounces'} | ${['denunciation.recorded', 'notice.decided']} | ${'it leaves, and what it owes is collected'}
    ${'fails'}     | ${[]}                                          | ${'nothing is paid'}
  `('$assuming, on the day after the due date, first $first: $because', ({ assuming, first }) => {
    const facts = forecast(owing(receivable('T1')), instant('2027-02-04'), assuming as Assumption, instant('2027-02-04'));
    const own = facts.filter((one) => typeof one.by !== 'string' && one.by.person === 'forecast');
    expect(own.map((one) => one.type)).toEqual(first);
    expect(own.every((one) => typeof one.by !== 'string' && one.by.role === 'CLIENT_ADMIN')).toBe(true);
  });

  test('nothing is asked for on the due date itself, nor what is at the bank; the rest is', () => {
    expect(seen(forecast(owing(receivable('T1')), instant('2027-02-03'), 'pays', instant('2027-02-03')), 'payment.requested')).toEqual([]);
    const both = owing(receivable('T1'), receivable('T2', { collecting: 'now-9' }));
    const [asked] = forecast(both, instant('2027-02-04'), 'pays', instant('2027-02-04'));
    expect(asked).toMatchObject({ type: 'payment.requested', allocations: [{ document: 'T1', cents: 70_560 }] });
  });

  test('who cannot denounce any more goes on all the same', () => {
    const denounced: Contract = { ...contractOf(), denunciation: { from: 'CLIENT', sentOn: dayOf('2027-01-05'), term: 1 } };
    const facts = forecast(denounced, instant('2028-01-04'), 'denounces', instant('2027-01-06'));
    expect(facts.some((one) => one.type === 'denunciation.recorded')).toBe(false);
    expect(seen(facts, 'subscription.ended')).toEqual(['2028-01-04 subscription.ended']);
  });
});

describe('a whole life foretold', () => {
  test('A denounced: invoiced, collected, ended, reminded of its data, destroyed; no number and no certificate is foretold', () => {
    const facts = forecast(contractOf(), instant('2028-05-01'), 'denounces', ACCEPTED);
    const types = ['invoice.issued', 'payment.settled', 'subscription.ended', 'access.revoked', 'export.reminded', 'subscription.deleted'] as const;
    expect(seen(facts, ...types)).toEqual([
      '2027-01-04 invoice.issued',
      '2027-02-03 payment.settled',
      '2028-01-04 subscription.ended',
      '2028-01-04 access.revoked',
      '2028-03-04 export.reminded',
      '2028-03-27 export.reminded',
      '2028-04-04 subscription.deleted',
    ]);
    expect(facts.find((one) => one.type === 'invoice.issued')).toMatchObject({ number: '', grossCents: 70_560 });
    expect(facts.find((one) => one.type === 'subscription.deleted')).toMatchObject({ destroyed: true, certificate: '', counts: {} });
  });

  test('an export that is asked for is foretold two bank days later, and asked about on the third', () => {
    const asked: Contract = { ...contractOf(), exports: [{ id: 'exp_1', requestedOn: dayOf('2027-03-05'), at: instant('2027-03-05') }] };
    const facts = forecast(asked, instant('2027-03-05'), 'fails', instant('2027-03-05')); // Friday
    expect(facts.filter((one) => one.type === 'export.started')).toMatchObject([{ expectedOn: '2027-03-09' }]);
  });

  test('what Contacts will pay is not supposed: a statement that falls due bills nothing', () => {
    const open: Contract = { ...contractOf(), statements: { opened: 1, due: [{ id: '2027-02', at: instant('2027-03-01') }] } };
    const facts = forecast(open, instant('2027-03-01'), 'fails', instant('2027-03-01'));
    expect(facts.some((one) => one.type === 'invoice.issued' && one.kind === 'STATEMENT')).toBe(false);
  });

  test('until an instant and with it, from an instant and not before', () => {
    const due = instantOf(dayOf('2027-02-03'), 480);
    const presented = (until: number) => seen(forecast(contractOf(), until, 'pays', ACCEPTED), 'payment.presented');
    expect(presented(due - 1)).toEqual([]);
    expect(presented(due)).toEqual(['2027-02-03 payment.presented']);
    const { facts, contract } = runUntil(contractOf(), supposed(unchanging(contractOf()), 'pays'), instant('2027-02-04'), instant('2027-02-04'));
    expect(new Set(facts.map(on))).toEqual(new Set(['2027-02-04']));
    expect(contract.term.issued).toBe(1);
  });
});

describe('the market of today', () => {
  test('a renewal in the formula that runs costs what it costs; in another one no price is known, and its invoice waits', () => {
    const contract = owing();
    expect(unchanging(contract).price(contract, 0)).toEqual(contract.price);
    const chosen: Contract = { ...contract, formulaChoice: { code: 'monthly', months: 1 } };
    expect(unchanging(chosen).price(chosen, 0)).toBeNull();
    expect(unchanging(contract).vatRate(0)).toBe(20);
    expect(unchanging(contractOf({}, { 'vat.standardRate': 19 })).vatRate(0)).toBe(19);
    const { term } = contract;
    expect(unchanging({ ...contract, term: { ...term, vatRate: 8.5 } }).vatRate(0)).toBe(8.5);
  });
});

describe('what a duty is answered', () => {
  const duty = (action: Duty['action'], ref?: string): Duty => ({ id: 'd', action, due: 0, article: 'A10', ...(ref ? { ref } : {}) });
  const world = {
    ...supposed(unchanging(contractOf()), 'pays'),
    number: (series: string, day: number) => `${series} ${civilOf(day)}`,
    result: (payment: string) => ({ outcome: 'REJECTED', code: payment }) as const,
    export: (id: string) => ({ outcome: 'READY', sha256: id, counts: {} }) as const,
    operations: (_contract: Contract, statement: string) => [{ statement }] as never,
  };
  test.each`
    action                  | ref          | answer
    ${'credit-note.issue'}  | ${'T1'}      | ${{ number: 'A 2027-01-04' }}
    ${'acceleration.undo'}  | ${'T1/A'}    | ${{ number: 'A 2027-01-04' }}
    ${'acceleration.undo'}  | ${undefined} | ${{ number: null }}
    ${'debit-note.issue'}   | ${'SETTLED'} | ${{ number: 'D 2027-01-04' }}
    ${'statement.issue'}    | ${'2027-01'} | ${{ number: 'F 2027-01-04', vatRate: 20, items: [{ statement: '2027-01' }] }}
    ${'payment.ask-result'} | ${'now-1'}   | ${{ outcome: 'REJECTED', code: 'now-1' }}
    ${'export.start'}       | ${'exp_1'}   | ${{ outcome: 'READY', sha256: 'exp_1', counts: {} }}
    ${'export.ask-result'}  | ${'exp_1'}   | ${{ outcome: 'READY', sha256: 'exp_1', counts: {} }}
    ${'refund.release'}     | ${'A/T1'}    | ${{ reference: 'refund/A/T1' }}
    ${'access.close'}       | ${undefined} | ${{ accounts: 0, keys: 0, keptFor: null }}
    ${'notice.send'}        | ${'n'}       | ${{ sentAt: '2027-01-04T09:30:00.000Z' }}
    ${'hold.lift'}          | ${undefined} | ${null}
    ${'subscription.start'} | ${undefined} | ${null}
  `('$action of $ref is answered $answer', ({ action, ref, answer }) => {
    expect(answerOf(world, contractOf(), duty(action, ref), ACCEPTED)).toEqual(answer);
  });

  test('what is taken off line is what was ordered, of this order alone, online since the acceptance', () => {
    const order = (id: string, ...items: string[]) => ({ order: id, act: 'HOLD', items, listing: 'text', ground: 'text', at: 0 }) as never;
    const contract: Contract = { ...contractOf(), contentOrders: [order('o1', 'a'), order('o2', 'b', 'c')] };
    const item = (id: string) => ({ id, sha256: '', bytes: 0, publishedOn: '2027-01-04' });
    expect(answerOf(world, contract, duty('content.carry-out', 'o2'), ACCEPTED)).toEqual({ items: [item('b'), item('c')] });
    expect(answerOf(world, contract, duty('content.carry-out', 'o3'), ACCEPTED)).toEqual({ items: [] });
    expect(answerOf(world, contractOf(), duty('content.carry-out', 'o1'), ACCEPTED)).toEqual({ items: [] });
  });

  test('a duty that its facts leave due stops the run rather than hang it', () => {
    const ended = { on: dayOf('2027-01-04'), at: ACCEPTED, cause: 'FREE_EXIT' } as const;
    const impossible: Contract = { ...contractOf(), state: 'ENDED', ended, deleted: { at: ACCEPTED, evidenceUntil: 0, accountsUntil: 0 } };
    expect(() => runUntil(impossible, world, instant('2027-04-05'))).toThrow('destroy/2027-04-05 is not discharged by its facts');
  });
});
