/** What a life owes as it goes on: it never falls silent, it duns only while it runs and for what is owed, and each fee has its rejection. */
import { dayOf, momentOf, parisDay } from '../../../contract/calendar.ts';
import { baseOf, isAtRest, isPrincipal, openCents } from '../../../contract/receivables.ts';
import { type Rule, expect } from './rules.ts';

const awake: Rule = {
  title: 'something is always due until the last trace is purged',
  watch: () => ({
    changed: ({ after, due }) => expect(due.length > 0 || after.bookYears?.length === 0, () => `nothing is due in state ${after.state}`),
  }),
};

const DUNNING = new Set(['invoice.reminded', 'suspension.applied', 'term.renewed', 'renewal.announced']);
const running: Rule = {
  title: 'reminders, suspension, renewal and prices belong to a running subscription (E8.4a)',
  watch: () => ({
    changed: ({ before, facts, ...cause }) => {
      if (before.state === 'ACTIVE' || before.state === 'SUSPENDED') return;
      const decidedLate = cause.by === 'duty' && cause.duty.article === 'E5.1b';
      for (const one of facts) {
        expect(!DUNNING.has(one.type), () => `${one.type} in state ${before.state}`);
        if (one.type === 'invoice.issued')
          expect(
            ['REJECTION_FEE', 'STATEMENT', 'ASSISTANCE'].includes(one.kind) || decidedLate,
            () => `${one.invoice} is issued in state ${before.state}`,
          );
        if (one.type === 'notice.sent') expect(one.code !== 'DEFAULT_NOTICE', () => `${one.notice} leaves in state ${before.state}`);
      }
    },
  }),
};

const fees: Rule = {
  title: 'one fee for each rejected presentation of the Price that was announced or asked for, and no other (E5.5b)',
  watch: () => {
    const expected = new Set<string>();
    return {
      changed: ({ before, facts, books }) => {
        for (const one of facts) {
          if (one.type === 'payment.rejected') {
            const payment =
              before.payments.find((entry) => entry.id === one.payment) ??
              facts.find((entry) => entry.type === 'payment.presented' && entry.payment === one.payment);
            const cause = payment && 'cause' in payment ? payment.cause : undefined;
            const price = books.charges
              .get(one.payment)
              ?.allocations.some((part) => isPrincipal(books.documents.get(part.document) ?? { kind: 'PENALTIES' }));
            const allocated = books.charges.get(one.payment)?.allocations.map((part) => part.document) ?? [];
            const frozen = allocated.every((id) => before.receivables.find((entry) => entry.id === id)?.frozen !== undefined); // all of it under way at the judgment
            if (price && !frozen && (cause === 'ANNOUNCED' || cause === 'ASKED')) expected.add(`fee/${one.payment}`);
          }
          if (one.type === 'invoice.issued' && one.kind === 'REJECTION_FEE')
            expect(expected.delete(one.invoice), () => `${one.invoice} has no rejection`);
        }
      },
      over: ({ contract }) => {
        for (const fee of expected) expect(contract.fees?.some((one) => `fee/${one.payment}` === fee) === true, () => `${fee} is never invoiced`);
      },
    };
  },
};

/** Days after which a default that nothing holds must have been notified, and a notified one must have suspended, every delay and breakdown counted. */
const PATIENCE = 45;
const firm: Rule = {
  title: 'an unpaid Price that nothing holds is notified, and then suspends (E8.3a)',
  watch: (plan) => ({
    over: ({ contract, at }) => {
      if (plan.channel === 'HAND' || (contract.state !== 'ACTIVE' && contract.state !== 'SUSPENDED') || contract.heldUntil !== undefined) return;
      if (contract.deferred) return; // down for all of the patience

      for (const one of contract.receivables) {
        if (!isPrincipal(one) || openCents(one) <= 0 || isAtRest(one) || one.collecting || one.dispute || one.disputeEndedOn !== undefined) continue;
        const since = Math.max(baseOf(contract, one), one.waitUntil ?? 0);
        const waiting = contract.notices?.some((entry) => entry.code === 'DEFAULT_NOTICE');
        expect(
          one.notified !== undefined || waiting === true || parisDay(at) < since + PATIENCE,
          () => `${one.id} is unpaid since day ${since} and not notified`,
        );
      }
      for (const one of contract.cases ?? []) {
        const deemedOn = Math.min(...one.sent.map((sent) => sent.deemedOn));
        const open = one.invoices.some((id) =>
          contract.receivables.some(
            (entry) =>
              entry.id === id && openCents(entry) > 0 && !isAtRest(entry) && !entry.collecting && !entry.dispute && entry.waitUntil === undefined,
          ),
        );
        expect(
          !open || one.spared || contract.state === 'SUSPENDED' || parisDay(at) < deemedOn + PATIENCE,
          () => `${one.id} was received on day ${deemedOn} and has not suspended`,
        );
      }
    },
  }),
};

const paidTwice: Rule = {
  title: 'a document that is paid is not reminded, notified or presented any more',
  watch: () => ({
    changed: ({ before, facts, books }) => {
      for (const one of facts) {
        if (one.type === 'invoice.reminded')
          expect(
            before.receivables.some((entry) => entry.id === one.invoice && openCents(entry) > 0),
            () => `${one.invoice} is reminded and paid`,
          );
        if (one.type === 'notice.sent' && one.code === 'DEFAULT_NOTICE' && !one.about.replaces)
          for (const id of one.about.invoices ?? [])
            expect(
              books.openCents(id) > 0 && dayOf(books.documents.get(id)?.dueOn ?? '') < parisDay(momentOf(one.sentAt)),
              () => `${id} is notified and not overdue`,
            );
      }
    },
  }),
};

export const lifeRules: Rule[] = [awake, running, fees, firm, paidTwice];
