import type { Knex } from 'knex';
import { type Moment, civilOf, isoOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { isRefusal } from '../../contract/clause.ts';
import type { Command } from '../../contract/commands.ts';
import { decide, fulfil, nextDuty, open, receive, record } from '../../contract/contract.ts';
import type { Duty, PresentationAnswer } from '../../contract/duties.ts';
import type { OutsideEvent } from '../../contract/events.ts';
import type { Acceptance, Fact, FactOf } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { append, factsOfAct } from '../../database/journal.ts';
import { postFact } from '../../database/ledger.ts';
import { takeNumber } from '../../database/numbering.ts';
import { project } from '../../database/projections.ts';
import { createSubscription, lockContract, nextSubscriptionNumber, storeContract } from '../../database/subscriptions.ts';

/** What the bank answers to a presentation. */
export type Bank = (duty: Duty) => PresentationAnswer;
export const pays: Bank = () => ({ outcome: 'SETTLED' });
export const refuses: Bank = () => ({ outcome: 'REJECTED', code: 'AM04' });

const PRICE = { netCents: 58_800, instalments: 1, termDays: 30, contacts: 280, schedule: 'sch_1' };

export async function aClient(knex: Knex, id: string, language: 'fr' | 'en' = 'fr', testClock: string | null = null): Promise<string> {
  if (testClock) await knex('test_clocks').insert({ id: testClock, at: '2027-01-01T00:00:00Z', target: '2027-01-01T00:00:00Z' });
  await knex('clients').insert({
    id,
    legal_name: `Association ${id}`,
    legal_form: 'association',
    registration: 'W751234567',
    seat: '1 rue de la Paix, 75002 Paris',
    country: 'FR',
    representative_name: 'Camille Martin',
    representative_capacity: 'Présidente',
    email: `${id}@example.org`,
    language,
    test_clock: testClock,
    status: 'NON_PROFESSIONAL',
    notice_channel: 'EMAIL',
  });
  return id;
}

/** A yearly subscription accepted at an instant, stored with its journal. */
export async function aSubscription(knex: Knex, client: string, at = '2027-01-04T09:30:00.000Z', more: Partial<Acceptance> = {}): Promise<string> {
  return knex.transaction(async (trx) => {
    const day = civilOf(parisDay(momentOf(at)));
    const accepted: FactOf<'subscription.accepted'> = {
      type: 'subscription.accepted',
      at,
      by: {
        person: 'usr_1',
        role: 'CLIENT_ADMIN',
      },
      article: 'E11.9a',
      number: await nextSubscriptionNumber(trx),
      client,
      clientStatus: 'NON_PROFESSIONAL',
      noticeChannel: 'EMAIL',
      rules: 1,
      termsVersion: '2026-12',
      parameters: {},
      formula: {
        code: 'yearly',
        months: 12,
      },
      price: PRICE,
      means: {
        method: 'pm_1',
        kind: 'CARD',
      },
      acceptedOn: day,
      startsOn: day,
      evidence: 'txt_1',
      ...more,
    };
    const contract = open(accepted);
    await createSubscription(trx, accepted, contract, nextDuty(contract) ?? null);
    const rows = await append(trx, accepted.number, 'accept', [accepted]);
    await project(trx, { number: accepted.number, client }, null, contract, rows);
    return accepted.number;
  });
}

/** One act in one transaction, as an activity writes it; an act already in the journal is not done twice. */
export async function act(
  knex: Knex,
  number: string,
  id: string,
  make: (contract: Contract, trx: Knex.Transaction) => Promise<Fact[]>,
): Promise<Fact[]> {
  return knex.transaction(async (trx) => {
    const { contract: before, client } = await lockContract(trx, number);
    const known = await factsOfAct(trx, number, id);
    if (known) return known;
    const facts = await make(before, trx);
    const after = facts.reduce(record, before);
    const rows = await append(trx, number, id, facts);
    await project(trx, { number, client }, before, after, rows);
    for (const { fact, seq } of rows) await postFact(trx, { subscription: number, client, seq, fact });
    const at = Math.max(0, ...facts.map((fact) => momentOf(fact.at)));
    await storeContract(trx, number, after, nextDuty(after) ?? null, at);
    return facts;
  });
}

async function answer(trx: Knex.Transaction, duty: Duty, bank: Bank, at: Moment): Promise<never> {
  const year = Number(civilOf(parisDay(at)).slice(0, 4));
  const answers: { [action: string]: () => unknown } = {
    'invoice.issue': async () => ({ number: await takeNumber(trx, 'F', year), vatRate: 20 }),
    'term.renew': async () => ({ number: await takeNumber(trx, 'F', year), price: PRICE, vatRate: 20 }),
    'renewal.announce': () => ({ price: PRICE }),
    'debit-note.issue': async () => ({ number: await takeNumber(trx, 'D', year) }),
    'credit-note.issue': async () => ({ number: await takeNumber(trx, 'A', year) }),
    'payment.present': () => bank(duty),
    'payment.ask-result': () => bank(duty),
    'notice.send': () => ({ sentAt: isoOf(at) }),
    'refund.release': () => ({ reference: 'ref_1' }),
    'export.start': () => ({ outcome: 'READY', sha256: 'ab'.repeat(32), counts: { contacts: 280 } }),
    'data.destroy': () => ({ destroyed: true, certificate: 'crt_1', counts: { contacts: 280 } }),
  };
  return (await answers[duty.action]?.()) as never;
}

/** Every duty due up to an instant, each at its own. */
export async function live(knex: Knex, number: string, until: string, bank: Bank): Promise<void> {
  for (let at = 0; ; ) {
    const { contract } = await knex('subscriptions').where({ number }).first('contract');
    const duty = nextDuty(contract);
    if (!duty || duty.due > momentOf(until)) return;
    at = Math.max(at, duty.due, contract.acceptedAt);
    await act(knex, number, duty.id, async (before, trx) => fulfil(before, duty, await answer(trx, duty, bank, at), at));
  }
}

/** A person's command, and what it makes due at once. */
export async function command(knex: Knex, number: string, at: string, given: Command, bank: Bank): Promise<Fact[]> {
  const facts = await act(knex, number, `command/${given.type}/${at}`, async (contract) => {
    const decided = decide(contract, given, momentOf(at));
    if (isRefusal(decided)) throw new Error(`${given.type} is refused: ${decided.because} (${decided.article})`);
    return decided;
  });
  await live(knex, number, at, bank);
  return facts;
}

/** Something that happened outside, and what it makes due at once. */
export async function happened(knex: Knex, number: string, event: OutsideEvent, bank: Bank): Promise<void> {
  await act(knex, number, `event/${event.key}`, async (contract) => receive(contract, event, momentOf(event.at)));
  await live(knex, number, event.at, bank);
}
