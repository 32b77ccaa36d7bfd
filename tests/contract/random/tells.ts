/** What the outside tells at random, besides what it owes: money by transfer, a new means of payment, a debit taken back, a bounce, a rate, the same thing again. */
import { type Moment, civilOf, isoOf, parisDay } from '../../../contract/calendar.ts';
import type { OutsideEvent } from '../../../contract/events.ts';
import type { Fact, ReopenedInvoice } from '../../../contract/facts.ts';
import { issueDay } from '../../../contract/fees.ts';
import { openCents } from '../../../contract/receivables.ts';
import type { Contract } from '../../../contract/state.ts';
import type { Dice } from './dice.ts';
import type { Books } from './books.ts';
import type { Told } from './plans.ts';

export type Telling = { contract: Contract; books: Books; facts: Fact[]; events: OutsideEvent[]; at: Moment; dice: Dice; serial: number };

const key = ({ serial, at }: Telling) => ({ key: `told/${serial}`, at: isoOf(at) });

function payment(one: Telling): OutsideEvent {
  const { contract, dice, at } = one;
  const open = contract.receivables.reduce((sum, entry) => sum + Math.max(0, openCents(entry)), 0);
  const amountCents = dice.once(2) ? Math.max(1, open) : 1 + dice.below(Math.max(1, Math.round(open * 1.3)));
  const invoice = dice.once(3) ? dice.pick(contract.receivables)?.id : undefined;
  const orderedOn = civilOf(parisDay(at) - (dice.once(2) ? dice.below(25) : 0));
  return { ...key(one), type: 'client-payment', amountCents, orderedOn, means: 'TRANSFER', ...(invoice ? { invoice } : {}) };
}

/** A settled debit is taken back: the documents it paid are open again, as far as nothing else paid them. */
function reversal(one: Telling): OutsideEvent {
  const { books, dice } = one;
  const settled = [...books.charges.values()].filter((charge) => charge.state === 'SETTLED');
  const charge = dice.pick(settled);
  const reopened = (charge?.allocations ?? []).flatMap((part): ReopenedInvoice[] => {
    const document = books.documents.get(part.document);
    if (!document) return [];
    const { id: invoice, number, kind, term, issuedOn, dueOn, grossCents, vatCents } = document;
    return [{ invoice, number, kind, term, issuedOn, dueOn, grossCents, vatCents, cents: grossCents - document.paidCents + part.cents }];
  });
  return { ...key(one), type: 'charge-reversed', payment: charge?.payment ?? 'T77-1', code: 'MD06', reopened };
}

export function tell(told: Told, one: Telling): OutsideEvent {
  const { facts, events, at, dice, serial } = one;
  switch (told) {
    case 'payment':
      return payment(one);
    case 'method':
      return {
        ...key(one),
        type: 'method-changed',
        means: { method: `m${serial}`, kind: dice.pick(['CARD', 'SEPA'] as const) ?? 'CARD' },
        verified: dice.once(2),
      };
    case 'reversal':
      return reversal(one);
    case 'bounce': {
      const sent = facts.filter((fact) => fact.type === 'notice.sent' && fact.channel === 'EMAIL');
      const last = dice.once(2) ? sent.at(-1) : dice.pick(sent);
      return { ...key(one), type: 'notice-bounced', notice: last?.type === 'notice.sent' ? last.notice : 'default/T1/none' };
    }
    case 'legal-rate':
      return { ...key(one), type: 'legal-rate', effectiveOn: civilOf(parisDay(at) - 40 + dice.below(80)), monthlyRate: dice.below(9) / 2 };
    case 'announcement': {
      const code =
        dice.pick(['SECURITY_STANDARD_CHANGE', 'ASSIGNMENT_NOTICE', 'ADDRESS_CHANGE', 'PSP_CHANGE', 'SERVICE_CHANGE'] as const) ?? 'PSP_CHANGE';
      const on = dice.once(2) ? civilOf(parisDay(at) - 5 + dice.below(200)) : null;
      const by = { person: 'company', role: 'ADMIN' } as const;
      return { ...key(one), type: 'announcement', by, article: 'E4.4', announcement: `cmp_${serial}`, code, words: { standard: 'text' }, on };
    }
    case 'activity': {
      const on = parisDay(at);
      const each = dice.once(4);
      const month = civilOf(on).slice(0, 7);
      const statement = each ? `S/op/${serial}` : `S/${month}`;
      return { ...key(one), key: `activity/${statement}`, type: 'contact-activity', statement, issueOn: each ? civilOf(on) : issueDay(statement) };
    }
    case 'again': {
      const known = events.filter((event) => event.type === 'charge-settled' || event.type === 'charge-rejected' || event.type === 'export-ready');
      return dice.pick(known) ?? { ...key(one), type: 'duty-failed', duty: 'nothing/T1', reason: 'no such duty' };
    }
    case 'unknown':
      return dice.pick<OutsideEvent>([
        { ...key(one), type: 'charge-settled', payment: 'T88-1' },
        { ...key(one), type: 'charge-rejected', payment: 'now-77', code: 'AM04' },
        { ...key(one), type: 'notice-bounced', notice: 'breach/company/2020-01-01/1' },
        { ...key(one), type: 'export-ready', export: 'exp_unknown', sha256: 'e'.repeat(64), counts: {} },
      ]) as OutsideEvent;
  }
}
