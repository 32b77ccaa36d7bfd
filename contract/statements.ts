/** CGUV 5.1 (c), 5.2 (c), 8.4: what the operations of a month cost is invoiced on the 1st of the next one, after the end of the subscription too. */
import { civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, sendingTime } from './clause.ts';
import type { OutsideEvent } from './events.ts';
import type { Fact } from './facts.ts';
import { type StatementItem, taxed } from './fees.ts';
import { parameter } from './parameters.ts';
import type { Contract } from './state.ts';

const sumOf = <K extends string>(items: Record<K, number>[], key: K): number => items.reduce((sum, one) => sum + one[key], 0);

/** E5.1c: a month, or one operation, has something to bill; told again it changes nothing. */
export function reportActivity(contract: Contract, { statement, issueOn }: Extract<OutsideEvent, { type: 'contact-activity' }>, at: number): Fact[] {
  const { opened = 0, due = [] } = contract.statements ?? {};
  if (due.some((one) => one.id === statement)) return [];
  return [fact('statement.opened', 'E5.1c', at, { statement, nth: opened + 1, issueOn }, 'outside')];
}

/** Takes a statement off those still to be issued; false when it is none of them: it was told before. */
export function closeStatement(contract: Contract, id: string): boolean {
  const { statements } = contract;
  if (!statements?.due.some((one) => one.id === id)) return false;
  contract.statements = { ...statements, due: statements.due.filter((one) => one.id !== id) };
  return true;
}

/** E5.1c: the fees bear VAT at the rate of the invoice date; due after the payment term. Caused by a timer it leaves at the sending hour, by one operation at once. */
function issue(contract: Contract, id: string, answer: { number: string; vatRate: number; items: StatementItem[] }, at: number): Fact {
  const items = taxed(contract, answer.items, answer.vatRate);
  const issuedOn = parisDay(at);
  const netCents = sumOf(items, 'netCents');
  const vatCents = sumOf(items, 'vatCents');
  return fact('invoice.issued', items.some((one) => one.item !== 'REJECTION') ? 'E5.1c' : 'E5.2c', at, {
    ...{ invoice: id, number: answer.number, kind: 'STATEMENT', term: contract.term.number, issuedOn: civilOf(issuedOn) },
    dueOn: civilOf(issuedOn + parameter(contract, 'payment.termDays')),
    ...{ netCents, vatRate: Math.max(...items.map((one) => one.vatRate)), vatCents, grossCents: netCents + vatCents, items },
    sendAt: isoOf(id.startsWith('S/op/') ? at : sendingTime(contract, at)),
  });
}

export const statements: Clause = {
  duties(contract, due) {
    for (const { id, at } of contract.statements?.due ?? [])
      due.push({ id: `statement/${id}`, action: 'statement.issue', due: at, article: 'E5.1c', ref: id });
  },
  fulfil: {
    'statement.issue': (contract, duty, { number, vatRate, items }, at) => {
      const statement = duty.ref ?? '';
      if (number === null) return [fact('statement.skipped', 'E5.1c', at, { statement })];
      return [issue(contract, statement, { number, vatRate, items }, at)];
    },
  },
  record: {
    'statement.opened': (contract, { statement: id, nth, issueOn, at }) => {
      const { opened = 0, due = [] } = contract.statements ?? {};
      if (nth <= opened) return; // told before
      contract.statements = {
        opened: nth,
        due: [...due, { id, at: Math.max(instantOf(dayOf(issueOn)), id.startsWith('S/op/') ? momentOf(at) : 0) }],
      };
    },
    'statement.skipped': (contract, { statement }) => void closeStatement(contract, statement),
  },
};
