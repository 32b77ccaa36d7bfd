/** The rules that hold in every life, whatever happens: how the machine behaves, then what the money says. */
import type { FactOf } from '../../../contract/facts.ts';
import { COMMANDS } from '../../../contract/commands.ts';
import { nextDuty } from '../../../contract/contract.ts';
import { ENTRIES } from '../../../contract/entries.ts';
import { vatOf } from '../../../contract/money.ts';
import { openCents } from '../../../contract/receivables.ts';
import type { Books } from './books.ts';
import type { Plan } from './plans.ts';
import type { Change, Life, Watcher } from './play.ts';
import { seal } from './seal.ts';

export type Rule = { title: string; watch(plan: Plan): Watcher & { over?(life: Life): void } };

export function expect(holds: boolean, what: () => string): void {
  if (!holds) throw new Error(what());
}

const articles = new Set([...ENTRIES.map((one) => one.id), 'A10']);
const MAX_STATE_BYTES = 8_192;
/** A document that nobody pays takes its place in the contract, with its default case, its fee and its task. */
const BYTES_PER_DOCUMENT = 500;
const FEW_DOCUMENTS = 10;

const once: Rule = {
  title: 'a duty that was performed is gone, bears its id in its facts, and its id never comes back (A11)',
  watch: () => {
    const done = new Set<string>();
    return {
      changed: ({ facts, due, at, ...cause }) => {
        if (cause.by === 'event' && cause.event.type === 'duty-failed') {
          const { duty } = cause.event;
          const waiting = due.find((one) => one.id === duty);
          expect(!waiting || waiting.due > at, () => `${duty} failed and is due again at once`);
        }
        if (cause.by !== 'duty') return;
        const { id } = cause.duty;
        expect(facts.length > 0 && facts.every((one) => one.duty === id), () => `${id} led to ${facts.length} facts`);
        expect(!due.some((one) => one.id === id), () => `${id} is performed and still due`);
        expect(!done.has(id), () => `${id} is performed twice: the journal would swallow the second`);
        done.add(id);
      },
    };
  },
};

const named: Rule = {
  title: 'every duty, fact and refusal names an entry of the contract',
  watch: () => ({
    changed: ({ facts, due }) => {
      for (const one of facts) expect(articles.has(one.article), () => `${one.type} cites ${one.article}`);
      for (const one of due) expect(articles.has(one.article), () => `${one.id} cites ${one.article}`);
    },
    refused: (refusal, command) => {
      expect(articles.has(refusal.article), () => `${command.type} is refused under ${refusal.article}`);
      for (const { command: other, from, until } of refusal.allowed) {
        expect(other in COMMANDS || other === 'payment-methods' || other === 'subscribe', () => `${other} is offered and does not exist`);
        for (const day of [from, until]) expect(day === undefined || /^\d{4}-\d\d-\d\d$/.test(day), () => `${command.type} offers ${day}`);
      }
    },
  }),
};

const pure: Rule = {
  title: 'nothing reaches into a contract or a fact it was given, and the next duty is the first of all',
  watch: () => ({
    opened: (contract) => seal(contract),
    changed: ({ facts, after, due }) => {
      seal(facts, 'facts');
      seal(after);
      expect(nextDuty(after)?.id === due[0]?.id, () => `the next duty is ${nextDuty(after)?.id}, the first is ${due[0]?.id}`);
      expect(new Set(due.map((one) => one.id)).size === due.length, () => `two duties have one id: ${due.map((one) => one.id).join(' ')}`);
      for (const one of due) expect(Number.isSafeInteger(one.due), () => `${one.id} is due at ${one.due}`);
    },
  }),
};

const small: Rule = {
  title: 'the contract stays small, and plain JSON',
  watch: () => ({
    changed: ({ after, count }) => {
      if (count % 8 > 0) return;
      const bytes = JSON.stringify(after).length;
      const many = Math.max(0, after.receivables.length - FEW_DOCUMENTS);
      expect(bytes < MAX_STATE_BYTES + many * BYTES_PER_DOCUMENT, () => `the contract weighs ${bytes} bytes: ${JSON.stringify(after)}`);
    },
    over: ({ contract }) => {
      const text = JSON.stringify(contract);
      expect(JSON.stringify(JSON.parse(text)) === text, () => 'the contract does not survive JSON');
    },
  }),
};

const whole = (cents: number): boolean => Number.isSafeInteger(cents);

/** VAT once per rate: of the whole, or of the lines of a statement that bear it (E5.2c). */
const vatOfAll = (one: FactOf<'credit-note.issued'> | FactOf<'invoice.issued'>): number => {
  const items = 'items' in one ? one.items?.filter((item) => item.vatRate > 0) : undefined;
  return vatOf(items ? items.reduce((sum, item) => sum + item.netCents, 0) : one.netCents, one.vatRate);
};

/** A statement may bear several rates: what is credited of it bears its share of the VAT, less than a cent from it. */
function bearsItsVat(books: Books, one: FactOf<'credit-note.issued'> | FactOf<'invoice.issued'>): boolean {
  const corrected = one.type === 'credit-note.issued' ? one.corrects.map((id) => books.documents.get(id)) : [];
  const statement = corrected.find((kept) => kept?.kind === 'STATEMENT');
  if (!statement) return one.vatCents === vatOfAll(one);
  return Math.abs(one.vatCents * statement.netCents - one.netCents * statement.vatCents) < statement.netCents;
}

const documents: Rule = {
  title: 'money is whole cents; D and A documents are never negative; an invoice is its net and the VAT of it (A6)',
  watch: () => ({
    changed: ({ books, facts }) => {
      for (const one of facts) {
        for (const [name, value] of Object.entries(one))
          if (name.endsWith('Cents')) expect(value === null || whole(value as number), () => `${one.type}.${name} is ${value}`);
        if (one.type === 'debit-note.issued')
          expect(one.grossCents > 0 && one.items.every((item) => item.penaltyCents >= 0), () => `${one.debitNote} is ${one.grossCents} c`);
        if (one.type === 'credit-note.issued' || one.type === 'invoice.issued') {
          expect(one.grossCents === one.netCents + one.vatCents, () => `${one.number} does not add up`);
          expect(bearsItsVat(books, one), () => `the VAT of ${one.number} is not that of its net`);
          expect(one.netCents >= 0, () => `${one.number} is negative`);
        }
      }
    },
  }),
};

const accounts: Rule = {
  title: 'what the contract holds open is what a second set of books holds open, to the cent',
  watch: () => {
    let givenBack = 0;
    return {
      changed: ({ before, after, books, facts }) => {
        const held = new Map(after.receivables.map((one) => [one.id, one]));
        for (const one of after.receivables)
          expect(openCents(one) === books.openCents(one.id), () => `${one.id}: ${openCents(one)} c open, the books say ${books.openCents(one.id)} c`);
        for (const { id, paidCents, grossCents } of books.documents.values())
          expect(held.has(id) || paidCents >= grossCents, () => `${id} left the contract with ${grossCents - paidCents} c unpaid`);
        if (facts.some((one) => one.type === 'task.decided' && one.choice === 'GIVEN_BACK')) givenBack += before.overpaid?.cents ?? 0;
        let excess = books.unallocatedCents;
        for (const { paidCents, grossCents } of books.documents.values()) excess += Math.max(0, paidCents - grossCents);
        const kept = givenBack + (after.overpaid?.cents ?? 0);
        expect(excess === kept, () => `${excess} c came too much, the contract knows of ${kept} c`);
      },
    };
  },
};

const charges: Rule = {
  title: 'a document is never charged twice, nor for more than is open on it (E5.5a)',
  watch: () => ({
    changed: ({ before, facts }) => {
      for (const one of facts) {
        if (one.type !== 'payment.presented' || before.payments.some((payment) => payment.id === one.payment && payment.presentedOn !== undefined))
          continue;
        expect(one.cents === one.allocations.reduce((sum, part) => sum + part.cents, 0), () => `${one.payment} is not the sum of its parts`);
        for (const { document, cents } of one.allocations) {
          const receivable = before.receivables.find((entry) => entry.id === document);
          const open = receivable ? openCents(receivable) : 0;
          expect(cents > 0 && cents <= open, () => `${one.payment} takes ${cents} c for ${document}, ${open} c are open`);
          const other = before.payments.find(
            (payment) =>
              payment.presentedOn !== undefined && payment.id !== one.payment && payment.allocations.some((part) => part.document === document),
          );
          expect(!other, () => `${one.payment} takes ${document} while ${other?.id} is under way`);
        }
      }
    },
  }),
};

export const machineRules: Rule[] = [once, named, pure, small, documents, accounts, charges];

/** One watcher of all rules; each failure says which rule it breaks. */
export function watchAll(rules: Rule[], plan: Plan): Watcher & { over(life: Life): void } {
  const watchers = rules.map((rule) => ({ rule, watcher: rule.watch(plan) }));
  const each = (run: (watcher: ReturnType<Rule['watch']>) => void): void => {
    for (const { rule, watcher } of watchers)
      try {
        run(watcher);
      } catch (error) {
        throw new Error(`${(error as Error).message}\nbreaks: ${rule.title}`, { cause: error });
      }
  };
  return {
    opened: (contract) => each((one) => one.opened?.(contract)),
    changed: (change: Change) => each((one) => one.changed?.(change)),
    refused: (refusal, command) => each((one) => one.refused?.(refusal, command)),
    over: (life) => each((one) => one.over?.(life)),
  };
}
