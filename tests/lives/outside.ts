/** What happens outside in a random life: money, post, the payments of Contacts, an outage, an export that takes its time. */
import { isoOf } from '../../contract/calendar.ts';
import type { Fact } from '../../contract/facts.ts';
import { openCents } from '../../contract/receivables.ts';
import type { Contract } from '../../contract/state.ts';
import type { Dice } from '../contract/random/dice.ts';
import type { Act } from './script.ts';

const HOUR = 3_600_000;
type Told = { contract: Contract; facts: readonly Fact[]; at: number; dice: Dice; serial: number };

export function outsideAct({ contract, facts, at, dice, serial }: Told): Act | undefined {
  const when = isoOf(at);
  const notice = facts.findLast((one) => one.type === 'notice.sent');
  const presented = facts.some((one) => one.type === 'payment.presented');
  switch (dice.below(14)) {
    case 0:
      return notice?.type === 'notice.sent' && notice.channel === 'EMAIL' ? { outside: { type: 'bounce', at: when } } : undefined;
    case 1:
      return notice && { outside: { type: 'read-receipt', at: when } };
    case 2:
      return presented ? { outside: { type: 'debtor-refund', at: when } } : undefined;
    case 3:
      return { outside: { type: 'export-delay', at: when, data: { days: dice.below(12) } } };
    case 4:
      return { outside: { type: 'provider-outage', at: when, data: { until: isoOf(at + (1 + dice.below(120)) * HOUR) } } };
    case 5:
    case 6: {
      const type = dice.once(3) ? ('contact-rejection' as const) : ('contact-payment' as const);
      const cause = type === 'contact-rejection' && dice.once(4) ? { cause: 'PROVIDER' } : {};
      const operation = dice.pick(['CARD', 'TRANSFER', 'DEBIT'] as const);
      return { outside: { type, at: when, data: { id: `op-${serial}`, operation, cents: 1 + dice.below(20_000), ...cause } } };
    }
    default: {
      const open = contract.receivables.reduce((sum, one) => sum + Math.max(0, openCents(one)), 0);
      if (open === 0 && !dice.once(6)) return undefined;
      const amountCents = dice.once(2) ? Math.max(1, open) : 1 + dice.below(Math.max(1, Math.round(open * 1.3)));
      return { outside: { type: 'client-payment', at: when, data: { amountCents, means: 'TRANSFER' } } };
    }
  }
}
