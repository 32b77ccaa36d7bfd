/** What the outside answers to a duty: asked before the transaction, or in it for what must be taken under its lock (numbers, prices). */
import { accelerationInvoices } from '../contract/acceleration.ts';
import { type Moment, civilOf, isoOf, parisDay } from '../contract/calendar.ts';
import { pendingOf, presentationOf } from '../contract/collection.ts';
import { refundMethod } from '../contract/ending.ts';
import type { Answers, Duty, PresentationAnswer } from '../contract/duties.ts';
import type { PriceLine } from '../contract/facts.ts';
import { parameter } from '../contract/parameters.ts';
import { invoicedAtRenewal } from '../contract/renewal.ts';
import { nextFormula } from '../contract/term.ts';
import type { Contract } from '../contract/state.ts';
import { statementItems } from '../database/contact-operations.ts';
import { takeNumber } from '../database/numbering.ts';
import { intendPayment, noteProvider } from '../database/payments.ts';
import { providerKey } from '../database/projections/payments.ts';
import { contactsOn, priceLine, vatRate } from '../database/queries/dated.ts';
import { ReplyLost } from '../providers/request.ts';
import type { Locked } from './commit.ts';
import type { Deps } from './deps.ts';
import { carryOut, closeAccess, destroyData, exportResult, forgetLastMails, openAccess, startExport } from './platform.ts';

type Answer = Answers[keyof Answers] | null;
/** A duty with the subscription it belongs to and the instant at which it is performed. */
export type Performance = { subscription: string; duty: Duty; at: Moment; clocked: boolean };
type Known = { contract: Contract; client: string; testClock: string | null };

/** The price of a formula at an instant, for the Contacts of that day (E5.1a-b). */
async function priceOf(
  locked: { trx: Locked['trx']; contract: Contract; client: string },
  at: Moment,
  testClock: string | null,
): Promise<PriceLine | null> {
  const { trx, contract, client } = locked;
  const contacts = await contactsOn(trx, client, civilOf(parisDay(at)));
  return priceLine(trx, { formula: nextFormula(contract).code, contacts, at, termDays: parameter(contract, 'payment.termDays'), testClock });
}

const year = (at: Moment): number => Number(civilOf(parisDay(at)).slice(0, 4));

/** What is learnt from the database, under the lock of the subscription. */
export async function answerInside(locked: Locked, { duty, at }: Performance, testClock: string | null): Promise<Answer> {
  const { trx, contract } = locked;
  const rate = () => vatRate(trx, { on: civilOf(parisDay(at)), testClock, standard: parameter(contract, 'vat.standardRate') });
  switch (duty.action) {
    case 'term.renew': {
      const price = await priceOf(locked, duty.due, testClock);
      const invoiced = invoicedAtRenewal(contract, price);
      return { price, number: invoiced ? await takeNumber(trx, 'F', year(at)) : null, vatRate: await rate() };
    }
    case 'renewal.announce':
      return { price: await priceOf(locked, at, testClock) };
    case 'invoice.issue':
      return { number: await takeNumber(trx, 'F', year(at)), vatRate: await rate() };
    case 'statement.issue': {
      const items = await statementItems(trx, { contract, statement: duty.ref ?? '', testClock });
      return { number: items.length > 0 ? await takeNumber(trx, 'F', year(at)) : null, vatRate: await rate(), items };
    }
    case 'debts.accelerate':
      return { number: accelerationInvoices(contract) ? await takeNumber(trx, 'F', year(at)) : null, vatRate: await rate() };
    case 'acceleration.undo':
      return { number: duty.ref ? await takeNumber(trx, 'A', year(at)) : null };
    case 'debit-note.issue':
      return { number: await takeNumber(trx, 'D', year(at)) };
    case 'credit-note.issue':
      return { number: await takeNumber(trx, 'A', year(at)) };
    default:
      return null;
  }
}

/** What is asked of payment provider and platform, no transaction open. */
export async function answerOutside(deps: Deps, performance: Performance, known: Known): Promise<Answer> {
  const { duty } = performance;
  switch (duty.action) {
    case 'payment.present':
      return charge(deps, performance, known);
    case 'payment.ask-result':
      return askResult(deps, performance, known);
    case 'refund.release':
      return refund(deps, performance, known);
    case 'export.start':
      return startExport(deps, performance);
    case 'export.ask-result':
      return exportResult(deps, performance);
    case 'access.close':
      return closeAccess(deps, performance);
    case 'access.open':
      return openAccess(deps, performance);
    case 'content.carry-out':
      return carryOut(deps, performance, known);
    case 'data.destroy':
      return destroyData(deps, performance, known);
    case 'evidence.purge':
    case 'accounts.purge':
      return forgetLastMails(deps, known.client);
    default:
      return null;
  }
}

/** The provider's reference of a method of ours. */
async function referenceOf({ knex }: Deps, method: string | undefined): Promise<string> {
  const row: { provider_reference: string } | undefined = await knex('payment_methods')
    .where({ id: method ?? '' })
    .first('provider_reference');
  return row?.provider_reference ?? '';
}

async function askResult(deps: Deps, { subscription, duty, at }: Performance, { contract }: Known): Promise<PresentationAnswer> {
  const method = await referenceOf(deps, pendingOf(contract, duty)?.means.method);
  const found = await deps.payments.lookUp({ key: providerKey(subscription, duty.ref ?? ''), method, at: isoOf(at) });
  return found ?? { outcome: 'PENDING', expectedOn: civilOf(parisDay(at) + 1) };
}

/**
 * The intention is committed before the provider is called. One that stands already, or whose answer was lost, is asked for before anything is tried
 * again: a provider forgets the key of a charge sooner than we do.
 */
async function charge(deps: Deps, { subscription, duty, at, clocked }: Performance, { contract, client }: Known): Promise<PresentationAnswer | null> {
  const pending = pendingOf(contract, duty);
  const presentation = presentationOf(contract, duty);
  if (!pending || !presentation) return null;
  const { id: payment, allocations, means, cause } = pending;
  const { intention, met } = await intendPayment(deps.knex, { subscription, client, payment, allocations, means, cause, at: isoOf(at) });
  const key = intention.providerKey;
  const method = await referenceOf(deps, means.method);
  const lookUp = () => deps.payments.lookUp({ key, method, at: isoOf(at) });
  if (met) {
    const found = await lookUp();
    if (found) return found;
  }
  deps.failpoint?.('charge.before-provider');
  try {
    const answer = await deps.payments.charge({
      key,
      method,
      cents: presentation.cents,
      documents: presentation.numbers,
      at: isoOf(at),
      clocked,
      subscription,
      payment,
    });
    deps.failpoint?.('charge.after-provider');
    return answer;
  } catch (error) {
    if (error instanceof ReplyLost) {
      await noteProvider(deps.knex, key, { state: 'UNKNOWN' });
      const found = await lookUp();
      if (found) return found;
    }
    throw error;
  }
}

async function refund(deps: Deps, { subscription, duty, at }: Performance, { contract }: Known): Promise<Answers['refund.release']> {
  const key = `${subscription}/refund/${duty.ref}`;
  const documents: string[] = await deps.knex('documents').where({ subscription, id: duty.ref }).pluck('number');
  return deps.payments.refund({
    key,
    documents,
    method: await referenceOf(deps, refundMethod(contract)),
    cents: contract.refunds?.find((one) => one.creditNote === duty.ref)?.cents ?? 0,
    at: isoOf(at),
    subscription,
  });
}
