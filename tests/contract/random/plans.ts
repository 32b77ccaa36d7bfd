/** What a random life starts from and what happens in it: small, plain values that fast-check can shrink. */
import fc from 'fast-check';
import { type Day, dayOf } from '../../../contract/calendar.ts';
import { COMMANDS, type CommandType } from '../../../contract/commands.ts';
import type { Channel, ClientStatus, MeansKind } from '../../../contract/facts.ts';
import { PARAMETERS } from '../../../contract/parameters.ts';

export type Told = 'payment' | 'method' | 'reversal' | 'bounce' | 'legal-rate' | 'announcement' | 'activity' | 'again' | 'unknown';
/** How time passes before something happens: so many minutes, or until around the next duty; asleep, no duty is performed on the way. */
export type Wait = { minutes: number; asleep?: true } | { untilNext: 'BEFORE' | 'AT' | 'AFTER' };
export type Step = { wait: Wait; act: { command: CommandType | 'fitting' } | { told: Told } | null; dice: number };
export type Plan = {
  day: Day;
  minutes: number;
  startsIn: number;
  months: number;
  instalments: number;
  netCents: number;
  termDays: number;
  status: ClientStatus;
  channel: Channel;
  means: MeansKind;
  /** How the bank, the mail server and the schedule behave: everything outside is computed from it. */
  salt: number;
  /** How often a presentation is refused, from 0 never to 3 always. */
  refuses: number;
  steps: Step[];
  tailDays: number;
};

const EDGES = [
  '2024-02-29',
  '2028-02-29',
  '2027-01-31',
  '2027-03-31',
  '2027-05-31',
  '2026-10-31',
  '2027-12-31',
  '2027-11-30',
  '2027-03-28',
  '2027-10-31',
];
const day = fc.oneof(fc.constantFrom(...EDGES.map(dayOf)), fc.integer({ min: dayOf('2024-01-01'), max: dayOf('2032-12-31') }));
const months = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(1, 12) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 60 }) });
const DAY = 1440;

const wait: fc.Arbitrary<Wait> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ untilNext: fc.constantFrom('BEFORE', 'AT', 'AFTER') }) },
  { weight: 3, arbitrary: fc.record({ minutes: fc.integer({ min: 0, max: 12 * DAY }) }) },
  { weight: 1, arbitrary: fc.record({ minutes: fc.integer({ min: 0, max: 200 * DAY }) }) },
  { weight: 1, arbitrary: fc.constant({ minutes: 0 }) },
  { weight: 1, arbitrary: fc.record({ minutes: fc.integer({ min: 1, max: 40 * DAY }), asleep: fc.constant(true as const) }) },
);
const command = fc.constantFrom(...(Object.keys(COMMANDS) as CommandType[]));
const told = fc.constantFrom<Told[]>(
  'payment',
  'payment',
  'payment',
  'method',
  'reversal',
  'bounce',
  'legal-rate',
  'announcement',
  'activity',
  'again',
  'unknown',
);
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ command }) },
  { weight: 4, arbitrary: fc.constant({ command: 'fitting' as const }) },
  { weight: 4, arbitrary: fc.record({ told }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const step: fc.Arbitrary<Step> = fc.record({ wait, act, dice: fc.nat(0x7fffffff) });

/** Any subscription, any bank, any people. */
export const plans: fc.Arbitrary<Plan> = months.chain((length) =>
  fc.record({
    day,
    minutes: fc.oneof(fc.integer({ min: 0, max: DAY - 1 }), fc.constantFrom(0, 120, 150, 180, 479, 480, DAY - 1)),
    startsIn: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) }),
    months: fc.constant(length),
    instalments: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: length }) }),
    netCents: fc.oneof(fc.constantFrom(58_800, 5_900), fc.integer({ min: 1, max: 1_000_000 })),
    termDays: fc.oneof(fc.constant(30), fc.integer({ min: 0, max: 60 })),
    status: fc.constantFrom<ClientStatus[]>('NON_PROFESSIONAL', 'PROFESSIONAL'),
    channel: fc.constantFrom<Channel[]>('EMAIL', 'EMAIL', 'REGISTERED_LETTER', 'HAND'),
    means: fc.constantFrom<MeansKind[]>('CARD', 'SEPA'),
    salt: fc.nat(0xffffff),
    refuses: fc.integer({ min: 0, max: 3 }),
    steps: fc.array(step, { maxLength: 16 }),
    tailDays: fc.constantFrom(0, 60, 200, 700),
  }),
);

/** A value for a parameter that is executed otherwise than by default: one of those listed, or another number or hour. */
const parameterValues = Object.entries(PARAMETERS).flatMap(([name, row]) => {
  const { values, default: usual } = row as { values?: readonly unknown[]; default: unknown };
  if (name === 'rejectionFee.onAccessoryDocuments') return []; // fees on fees grow without end
  if (name === 'message.sendHour') return [fc.record({ name: fc.constant(name), value: fc.constantFrom('00:00', '08:00', '23:59') })];
  if (name === 'fourEyes.commands')
    return [fc.record({ name: fc.constant(name), value: fc.subarray(String(usual).split(', ')).map((list) => list.join(', ')) })];
  if (values) return [fc.record({ name: fc.constant(name), value: fc.constantFrom<unknown[]>(...values) })];
  if (typeof usual === 'boolean') return [fc.record({ name: fc.constant(name), value: fc.boolean() })];
  if (name.startsWith('term.')) return [];
  const top = typeof usual === 'number' ? Math.max(2, Math.min(usual * 2, 40)) : 3;
  return [fc.record({ name: fc.constant(name), value: fc.integer({ min: 0, max: top }) })];
});
export const parameterSets: fc.Arbitrary<Record<string, unknown>> = fc
  .array(fc.oneof(...parameterValues), { maxLength: 12 })
  .map((list) => Object.fromEntries(list.map(({ name, value }) => [name, value])));
