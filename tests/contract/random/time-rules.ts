/** What the clauses promise about days, recomputed from the facts alone (default parameters). */
import { addMonths, dayOf, momentOf, parisDay } from '../../../contract/calendar.ts';
import type { Civil, FactOf } from '../../../contract/facts.ts';
import { slice, vatOf } from '../../../contract/money.ts';
import type { PriceLine } from '../../../contract/facts.ts';
import { type Rule, expect } from './rules.ts';

const dayAt = (instant: string): number => parisDay(momentOf(instant));
const later = (day: Civil, days: number): number => dayOf(day) + days;

type Sent = FactOf<'notice.sent'>;
/** Formal notices that left and did not bounce. */
function notices() {
  let sent: Sent[] = [];
  return {
    all: () => sent,
    keep: (fact: { type: string }) => {
      if (fact.type === 'notice.sent') sent = [...sent, fact as Sent];
      if (fact.type === 'notice.bounced') sent = sent.filter((one) => one.notice !== (fact as FactOf<'notice.bounced'>).notice);
    },
  };
}

const suspension: Rule = {
  title: 'no suspension before ten full days from the deemed receipt of its notice (E8.3a)',
  watch: () => {
    const { all, keep } = notices();
    return {
      changed: ({ facts }) => {
        for (const one of facts) {
          keep(one);
          if (one.type !== 'suspension.applied' || one.reason !== 'PAYMENT') continue; // the others wait for nothing
          const days = all().flatMap((sent) =>
            sent.code === 'DEFAULT_NOTICE' && (sent.notice === one.defaultCase || sent.about.replaces === one.defaultCase)
              ? [later(sent.deemedOn, 11)]
              : [],
          );
          expect(days.length > 0 && dayAt(one.at) >= Math.min(...days), () => `suspended at ${one.at} for ${one.defaultCase}`);
        }
      },
    };
  },
};

const termination: Rule = {
  title: 'no termination notice before the cure period of a notice by letter or e-mail is over (E8.2-i, E8.2-ii)',
  watch: () => {
    const { all, keep } = notices();
    return {
      changed: ({ facts }) => {
        for (const one of facts) {
          keep(one);
          if (one.type !== 'notice.decided' || one.code !== 'TERMINATION_NOTICE') continue;
          if (one.about.ground !== 'NON_PAYMENT' && one.about.ground !== 'BREACH') continue; // no other ground has a period to cure it in
          const breach = one.about.ground === 'BREACH';
          const days = all().flatMap((sent) => {
            if (sent.channel === 'HAND') return [];
            if (breach) return sent.code === 'BREACH_NOTICE' && sent.about.breach === one.about.breach ? [later(sent.deemedOn, 31)] : [];
            return sent.code === 'DEFAULT_NOTICE' && sent.about.invoices?.some((id) => one.about.invoices?.includes(id))
              ? [later(sent.deemedOn, 11)]
              : [];
          });
          expect(days.length > 0 && dayAt(one.at) >= Math.min(...days), () => `${one.notice} is decided at ${one.at}`);
          expect(one.channel !== 'HAND', () => `${one.notice} goes by hand`);
        }
      },
    };
  },
};

const cessation: Rule = {
  title: 'access ends the day after C, and a termination gives thirty full days from its deemed receipt (E8.2a, E8.4a)',
  watch: () => {
    const { all, keep } = notices();
    return {
      changed: ({ facts }) => {
        for (const one of facts) {
          keep(one);
          if (one.type !== 'subscription.ended') continue;
          expect(dayAt(one.at) > dayOf(one.cessationOn), () => `ended at ${one.at} with C = ${one.cessationOn}`);
          if (one.cause !== 'TERMINATED_BY_CLIENT' && one.cause !== 'TERMINATED_BY_COMPANY') continue;
          const days = all()
            .filter((sent) => sent.code === 'TERMINATION_NOTICE')
            .map((sent) => later(sent.deemedOn, 30));
          expect(days.includes(dayOf(one.cessationOn)), () => `C = ${one.cessationOn} is thirty days from no notice`);
        }
      },
    };
  },
};

const destruction: Rule = {
  title: 'no destruction before its day, nor before a requested export is delivered (E8.6b)',
  watch: () => {
    const asked = new Map<string, { delivered?: number; confirmed?: number }>();
    let ended: number | undefined;
    return {
      changed: ({ facts }) => {
        for (const one of facts) {
          if (one.type === 'export.requested') asked.set(one.export, {});
          if (one.type === 'export.delivered') asked.set(one.export, { delivered: dayOf(one.deliveredOn) });
          if (one.type === 'export.confirmed') asked.set(one.export, { ...asked.get(one.export), confirmed: dayOf(one.confirmedOn) });
          if (one.type === 'subscription.ended') ended = dayOf(one.cessationOn);
          if (one.type !== 'subscription.deleted') continue;
          const on = dayAt(one.at);
          expect(
            [...asked.values()].every((entry) => entry.delivered !== undefined),
            () => `destroyed at ${one.at} before a delivery`,
          );
          const newest = [...asked.values()].filter((entry) => (entry.delivered ?? 0) > (ended ?? 0)).at(-1);
          const last = addMonths(ended ?? Number.NaN, 3);
          const earliest = newest ? (newest.confirmed !== undefined ? newest.confirmed : Math.max(last, (newest.delivered ?? 0) + 30)) : last;
          expect(on > earliest, () => `destroyed at ${one.at}, C is day ${ended}`);
        }
      },
    };
  },
};

const terms: Rule = {
  title: 'terms follow each other without a gap and never drift from their anchor (A3)',
  watch: (plan) => {
    let anchor = plan.day + plan.startsIn;
    let months = plan.months;
    let count = 1;
    let term = 1;
    return {
      changed: ({ facts }) => {
        for (const one of facts) {
          if (one.type !== 'term.renewed') continue;
          const startsOn = addMonths(anchor, months * count);
          expect(dayOf(one.startsOn) === startsOn && one.term === ++term, () => `term ${one.term} starts on ${one.startsOn}`);
          if (one.formula.months !== months) [anchor, months, count] = [startsOn, one.formula.months, 0];
          count += 1;
          expect(later(one.endsOn, 1) === addMonths(anchor, months * count), () => `term ${one.term} ends on ${one.endsOn}`);
          expect(dayOf(one.anchoredOn) === anchor, () => `term ${one.term} is anchored on ${one.anchoredOn}`);
        }
      },
    };
  },
};

const invoices: Rule = {
  title: 'the invoices of a term are those of its price line, never more, and together its whole price (E5.3a, E5.1b)',
  watch: (plan) => {
    type Invoiced = { line: PriceLine | null; issued: number; net: number; gross: number; vat: number };
    const of = (line: PriceLine | null): Invoiced => ({ line, issued: 0, net: 0, gross: 0, vat: 0 });
    const first = { netCents: plan.netCents, instalments: plan.instalments, termDays: plan.termDays, contacts: 0, schedule: '' };
    const terms = new Map<number, Invoiced>([[1, of(first)]]);
    return {
      changed: ({ facts }) => {
        for (const one of facts) {
          if (one.type === 'term.renewed') terms.set(one.term, of(one.price));
          if (one.type === 'price.decided') {
            expect(terms.get(one.term)?.line === null, () => `the price of term ${one.term} is decided and it has one`);
            terms.set(one.term, of(one.price));
          }
          if (one.type !== 'invoice.issued' || ['REJECTION_FEE', 'STATEMENT', 'ASSISTANCE'].includes(one.kind)) continue;
          const term = terms.get(one.term);
          if (!term?.line || term.issued >= term.line.instalments) throw new Error(`${one.invoice} is one too many`);
          term.issued += 1;
          const net = slice(term.line.netCents, term.line.instalments, term.issued);
          expect(one.netCents === net, () => `${one.invoice} is ${one.netCents} c`);
          term.net += net;
          term.vat += vatOf(net, one.vatRate);
          term.gross += one.grossCents;
          if (term.issued < term.line.instalments) continue;
          expect(term.net === term.line.netCents && term.gross === term.net + term.vat, () => `term ${one.term} is invoiced ${term.net} c`);
        }
      },
    };
  },
};

export const timeRules: Rule[] = [suspension, termination, cessation, destruction, terms, invoices];
