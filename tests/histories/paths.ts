/** The life paths of which a history is kept, each lived by the real workflow in a world in memory. */
import { addBankDays, civilOf, isoOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { CommandInput, CommandType } from '../../contract/commands.ts';
import type { OutsideEvent } from '../../contract/events.ts';
import type { Acceptance, Fact, ReopenedInvoice } from '../../contract/facts.ts';
import type { Bank } from '../workflows/world.ts';

type Person = 'client' | 'legal' | 'otherLegal' | 'billing';
/** A life while it is recorded. Instants are RFC 3339. */
export type Recording = {
  /** Everything due up to an instant is done. */
  until(instant: string): Promise<void>;
  asks<T extends CommandType>(person: Person, type: T, input: CommandInput[T]): Promise<void>;
  /** Something that happened outside and is readable when this returns. */
  happened(event: OutsideEvent): Promise<void>;
  /** Something told without waiting. */
  told(event: OutsideEvent): Promise<void>;
  /** Something that the outside has in store, on a test clock. */
  store(event: OutsideEvent): void;
  facts(): Fact[];
};
type Path = { name: string; formula: 'yearly' | 'monthly'; terms?: Partial<Acceptance>; bank?: Bank; tell(life: Recording): Promise<void> } & (
  | { at: string }
  | { live: true }
);

const AT = '2027-01-04T09:30:00.000Z';
const declines: Bank = () => ({ outcome: 'REJECTED', code: 'card_declined' });
const isDebited: Bank = ({ at }) => ({ outcome: 'PENDING', expectedOn: civilOf(addBankDays(parisDay(at), 3)) });
const isDownAtFirst: Bank = ({ nth }) => (nth <= 8 ? new Error('the provider does not answer') : { outcome: 'SETTLED' });
/** So many days from now, for lives on the real clock. */
const inDays = (days: number): string => isoOf(Date.now() + days * 86_400_000);
const event = (key: string, at: string): { key: string; at: string } => ({ key, at });

async function terminate(life: Recording): Promise<void> {
  await life.asks('legal', 'terminate-for-cause', { ground: 'NON_PAYMENT', facts: 'txt_2', channel: 'EMAIL' });
  const task = life.facts().find((one) => one.type === 'task.opened' && one.kind === 'FOUR_EYES');
  if (task?.type !== 'task.opened') throw new Error('four eyes were not asked');
  await life.asks('otherLegal', 'decide', { task: task.task, choice: 'APPROVE', reason: 'txt_3' });
}

/** The first invoice, as it opens again when its payment is taken back. */
function reopened(life: Recording): ReopenedInvoice[] {
  const issued = life.facts().find((one) => one.type === 'invoice.issued');
  if (issued?.type !== 'invoice.issued') throw new Error('no invoice was issued');
  const { invoice, number, kind, term, issuedOn, dueOn, grossCents, vatCents } = issued;
  return [{ invoice, number, kind, term, issuedOn, dueOn, grossCents, vatCents, cents: grossCents }];
}

export const PATHS: Path[] = [
  { name: 'healthy-yearly', formula: 'yearly', live: true, tell: (life) => life.until(inDays(800)) },
  { name: 'monthly-renewed', formula: 'monthly', live: true, tell: (life) => life.until(inDays(100)) },
  {
    name: 'default-suspension-reinstatement',
    formula: 'yearly',
    at: AT,
    bank: ({ at }) => (at < momentOf('2027-03-05T00:00:00Z') ? { outcome: 'REJECTED', code: 'card_declined' } : { outcome: 'SETTLED' }),
    tell: async (life) => {
      await life.until('2027-03-05T06:00:00Z');
      const means = { method: 'pm_2', kind: 'CARD' } as const;
      await life.happened({ ...event('method/pm_2', '2027-03-05T06:00:00.000Z'), type: 'method-changed', means, verified: true });
      await life.asks('client', 'pay-now', {});
      await life.until('2027-03-10T11:00:00Z');
    },
  },
  {
    name: 'termination-end-destruction',
    formula: 'yearly',
    at: AT,
    bank: declines,
    tell: async (life) => {
      await life.until('2027-03-01T11:00:00Z');
      await terminate(life);
      await life.until('2038-01-02T11:00:00Z');
    },
  },
  {
    name: 'denunciation',
    formula: 'yearly',
    live: true,
    tell: async (life) => {
      await life.until(inDays(250));
      await life.asks('client', 'denounce', {});
      await life.until(inDays(475));
    },
  },
  {
    name: 'export',
    formula: 'yearly',
    at: AT,
    tell: async (life) => {
      await life.until('2027-09-01T11:00:00Z');
      await life.asks('client', 'denounce', {});
      await life.until('2028-02-01T11:00:00Z');
      await life.asks('client', 'request-export', { export: 'exp_1' });
      await life.asks('client', 'confirm-export', { export: 'exp_1' });
      await life.until('2028-03-10T11:00:00Z');
    },
  },
  {
    name: 'free-exit',
    formula: 'monthly',
    at: '2027-03-01T08:30:00.000Z',
    tell: async (life) => {
      await life.until('2027-04-02T10:00:00Z');
      await life.asks('client', 'pay-now', {});
      await life.until('2027-04-10T10:00:00Z');
      await life.asks('client', 'free-exit', {});
      await life.until('2027-05-15T10:00:00Z');
    },
  },
  {
    name: 'sepa-reversal',
    formula: 'yearly',
    at: AT,
    bank: isDebited,
    tell: async (life) => {
      const payment = 'T1-1';
      life.store({ ...event('bank/1', '2027-02-08T09:00:00.000Z'), type: 'charge-settled', payment });
      await life.until('2027-02-10T11:00:00Z');
      life.store({ ...event('bank/2', '2027-02-23T09:00:00.000Z'), type: 'charge-reversed', payment, code: 'MD06', reopened: reopened(life) });
      await life.until('2027-02-24T11:00:00Z');
    },
  },
  {
    name: 'provider-down',
    formula: 'yearly',
    live: true,
    bank: isDownAtFirst,
    tell: async (life) => {
      await life.until(inDays(29));
      await life.told({ ...event('rate/1', inDays(0)), type: 'legal-rate', effectiveOn: '2027-01-01', monthlyRate: 0.9 });
      await life.until(inDays(40));
    },
  },
  {
    name: 'client-termination-refund',
    formula: 'yearly',
    at: AT,
    tell: async (life) => {
      await life.until('2027-04-26T08:00:00Z');
      await life.asks('client', 'notify-breach', { clause: '4.3', facts: 'txt_2', evidence: 'txt_3', channel: 'EMAIL' });
      await life.until('2027-05-31T08:00:00Z');
      await life.asks('client', 'terminate-for-cause', { ground: 'BREACH', facts: 'txt_4', channel: 'EMAIL' });
      await life.until('2027-09-01T08:00:00Z');
    },
  },
  {
    name: 'formula-change',
    formula: 'yearly',
    live: true,
    tell: async (life) => {
      await life.until(inDays(200));
      await life.asks('client', 'choose-formula', { formula: { code: 'monthly', months: 1 } });
      await life.until(inDays(420));
    },
  },
  {
    name: 'later-start',
    formula: 'yearly',
    at: AT,
    terms: { startsOn: '2027-03-01' },
    tell: (life) => life.until('2027-05-01T08:00:00Z'),
  },
  {
    name: 'instalments',
    formula: 'yearly',
    at: AT,
    terms: { price: { netCents: 58_800, instalments: 12, termDays: 30, contacts: 280, schedule: 'fixture' } },
    tell: (life) => life.until('2027-06-01T08:00:00Z'),
  },
  {
    name: 'arrangement',
    formula: 'yearly',
    at: AT,
    bank: declines,
    tell: async (life) => {
      await life.until('2027-03-05T08:00:00Z');
      await life.asks('billing', 'record-payment', { amountCents: 70_560, orderedOn: '2027-03-05', means: 'TRANSFER' });
      await life.asks('client', 'propose-arrangement', { text: 'txt_2' });
      await life.asks('billing', 'accept-arrangement', { accepted: true, reason: 'txt_3' });
      await life.until('2027-03-15T08:00:00Z');
    },
  },
  {
    name: 'dispute-held',
    formula: 'yearly',
    at: AT,
    bank: declines,
    tell: async (life) => {
      await life.until('2027-02-24T08:00:00Z');
      await life.asks('client', 'open-complaint', { complaint: 'cpl_1', text: 'txt_2', invoice: 'T1', documented: true });
      await life.until('2027-03-02T08:00:00Z');
      await life.asks('legal', 'decide-dispute', { complaint: 'cpl_1', accepted: false, reason: 'txt_3' });
      await life.until('2027-03-10T08:00:00Z');
    },
  },
  {
    name: 'termination-withdrawn',
    formula: 'yearly',
    at: AT,
    bank: declines,
    tell: async (life) => {
      await life.until('2027-03-01T11:00:00Z');
      await terminate(life);
      await life.until('2027-03-10T11:00:00Z');
      await life.asks('billing', 'record-payment', { amountCents: 70_560, orderedOn: '2027-03-10', means: 'TRANSFER' });
      await life.until('2027-05-01T11:00:00Z');
    },
  },
  {
    name: 'notice-by-hand',
    formula: 'yearly',
    at: AT,
    terms: { noticeChannel: 'HAND' },
    bank: declines,
    tell: async (life) => {
      await life.until('2027-02-11T10:00:00Z');
      await life.asks('legal', 'send-notice', { code: 'DEFAULT_NOTICE', channel: 'HAND', signedReceipt: 'txt_2' });
      await life.until('2027-03-05T10:00:00Z');
    },
  },
  {
    name: 'renewal-while-suspended',
    formula: 'yearly',
    at: AT,
    bank: declines,
    tell: (life) => life.until('2028-03-01T08:00:00Z'),
  },
];
