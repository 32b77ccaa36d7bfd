/** What the Company does in a random life: it publishes prices, fees, tariffs and terms, counts contacts, announces. */
import { civilOf, instantOf, isoOf, parisDay } from '../../contract/calendar.ts';
import type { Parameters } from '../../contract/parameters.ts';
import type { Dice } from '../contract/random/dice.ts';
import type { Announcing, Line } from '../scenarios/stage.ts';
import type { Act } from './script.ts';

/** Values that terms may give to parameters (A13): a life under them is another one. */
const VALUES: Parameters[] = [
  ...[{ 'default.cureDays': 15 }, { 'collection.autoRetries': 2 }, { 'collection.presentationDay': 'INVOICE_DATE' as const }],
  ...[
    { 'suspension.timing': 'FROM_DEEMED_RECEIPT' as const },
    { 'notice.hardBounce': 'STANDS' as const },
    { 'notice.periodStart': 'SENDING' as const },
  ],
  ...[
    { 'payment.allocation': 'INTEREST_FIRST' as const },
    { 'latePenalty.rounding': 'HALF_UP' as const },
    { 'latePenalty.base': 'EXCL_VAT' as const },
  ],
  ...[{ 'txFees.billing': 'PER_OPERATION' as const }, { 'psp.changeAck': 'REQUIRE' as const }, { 'rejectionFee.vat': 'STANDARD' as const }],
  ...[
    { 'period.rollover': 'NEXT_WORKING_DAY' as const },
    { 'months.endOfMonth': 'CLAMP_AND_DRIFT' as const },
    { 'period.firstDay': 'INCLUDED' as const },
  ],
];
/** Mostly the defaults; now and then some other values. */
export const parametersOf = (dice: Dice): Parameters =>
  dice.once(3) ? Object.assign({}, ...Array.from({ length: 1 + dice.below(3) }, () => dice.pick(VALUES))) : {};

export function linesOf(dice: Dice): Line[] {
  const yearly = 10_000 + dice.below(80_000);
  const instalments = dice.once(3) ? 12 : 1;
  return [
    { formula: 'monthly', months: 1, netCents: 1_000 + dice.below(9_000) },
    { formula: 'half', months: 6, netCents: 5_000 + dice.below(40_000), ...(dice.once(3) ? { instalments: 3 } : {}) },
    { formula: 'yearly', months: 12, netCents: yearly, instalments, ...(dice.once(4) ? { termDays: dice.below(61) } : {}) },
    { formula: 'yearly', months: 12, netCents: yearly + 19_200, instalments, contactsFrom: 301 },
    { formula: 'five-years', months: 60, netCents: 5 * yearly, instalments: dice.once(2) ? 5 : 1 },
  ];
}

/** Published some days later, on days that its conditions allow; what they do not allow is asked of no contract. */
function announcing(at: number, dice: Dice, serial: number): Announcing {
  const on = parisDay(at) + 1 + dice.below(30);
  const published = { at: isoOf(instantOf(on, dice.below(1_440))) };
  const far = civilOf(on + 120 + dice.below(90));
  const known: Announcing[] = [
    { ...published, code: 'SECURITY_STANDARD_CHANGE', words: { standard: 'TLS 1.3' }, ...(dice.once(2) ? { on: far } : {}) },
    { ...published, code: 'ASSIGNMENT_NOTICE', words: { assignee: 'Exemple Services SAS' }, on: dice.once(2) ? far : civilOf(on) },
    { ...published, code: 'ADDRESS_CHANGE', words: { postal: '1 rue des Essais\n75001 Paris', email: 'avis@essais.example' } },
    { ...published, code: 'PSP_CHANGE', words: { provider: `Prestataire ${serial}` }, on: civilOf(on) },
    { ...published, code: 'SERVICE_CHANGE', change: 'SERVICE', words: { before: 'Billetterie', after: 'Adhésions' } },
    { ...published, code: 'SERVICE_CHANGE', change: 'SUBPROCESSOR', words: { after: 'Exemple Hébergement' }, on: far },
  ];
  return dice.pick(known) as Announcing;
}

export function companyAct({ at, dice, serial }: { at: number; dice: Dice; serial: number }): Act {
  switch (dice.below(6)) {
    case 0:
      return { contacts: 100 + dice.below(400), from: civilOf(parisDay(at) + dice.below(60)) };
    case 1:
      return {
        fees: (['CARD', 'TRANSFER', 'DEBIT'] as const).map((operation) => ({ operation, percent: dice.below(30) / 10, fixedCents: dice.below(40) })),
      };
    case 2:
      return { tariff: 5_000 + dice.below(9_000) };
    case 3:
      return { terms: `v${serial}`, parameters: parametersOf(dice) };
    case 4:
      return { announcing: announcing(at, dice, serial) };
    default:
      return { schedule: linesOf(dice) };
  }
}
