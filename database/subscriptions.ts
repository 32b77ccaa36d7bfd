import type { Knex } from 'knex';
import { type Moment, civilOf, isoOf, momentOf, parisDay } from '../contract/calendar.ts';
import type { Duty } from '../contract/duties.ts';
import type { FactOf } from '../contract/facts.ts';
import { isOverdue, openCents } from '../contract/receivables.ts';
import type { Contract } from '../contract/state.ts';
import { Subscription } from './models/subscription.ts';

export type NextDuty = Pick<Duty, 'id' | 'action' | 'due' | 'article'>;

/** What lists show of a contract, seen at an instant (epoch milliseconds). */
function summaryOf(contract: Contract, next: NextDuty | null, at: Moment): Partial<Subscription> {
  const overdue = contract.receivables.filter((one) => isOverdue(contract, one, parisDay(at)));
  return {
    contract,
    state: contract.state,
    formula: contract.formula.code,
    termEndsOn: civilOf(contract.term.endsOn),
    nextDuty: next?.id ?? null,
    nextAction: next?.action ?? null,
    nextArticle: next?.article ?? null,
    nextDue: next ? isoOf(next.due) : null,
    overdueCents: overdue.reduce((sum, one) => sum + openCents(one), 0),
  };
}

/** A fresh subscription number: letters and digits only, so that it goes into workflow ids and links. A number may stay unused. */
export async function nextSubscriptionNumber(trx: Knex): Promise<string> {
  const { rows } = await trx.raw<{ rows: { n: number }[] }>(`select nextval('subscription_numbers') as n`);
  return `S${String(rows[0]?.n).padStart(6, '0')}`;
}

/** Writes the row of a subscription, before its journal: from its acceptance (E11.9a) and the contract that this opens. */
export async function createSubscription(
  trx: Knex.Transaction,
  accepted: FactOf<'subscription.accepted'>,
  contract: Contract,
  next: NextDuty | null = null,
): Promise<void> {
  const { number, client, at } = accepted;
  await Subscription.query(trx).insert({ number, client, acceptedAt: at, ...summaryOf(contract, next, momentOf(at)) });
}

/** The contract as stored, with its client and the client's language; its row is locked to the end of the transaction. */
export async function lockContract(trx: Knex.Transaction, number: string): Promise<{ contract: Contract; client: string; language: 'fr' | 'en' }> {
  const row = await trx('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .where('s.number', number)
    .forUpdate('s')
    .first('s.contract', 's.client', 'c.language');
  if (!row) throw new Error(`subscription ${number} is not stored`);
  return row;
}

/** Stores the contract as folded up to an instant (epoch milliseconds), with what is due next. */
export async function storeContract(trx: Knex.Transaction, number: string, contract: Contract, next: NextDuty | null, at: Moment): Promise<void> {
  const changed = await Subscription.query(trx)
    .findById(number)
    .patch(summaryOf(contract, next, at));
  if (changed !== 1) throw new Error(`subscription ${number} is not stored`);
}
