/** The test tokens, and what each makes of a presentation. Pure: days and instants in, outcome and coming events out. */
import { type Day, type Moment, addBankDays, civilOf, instantOf, isoOf, parisDay } from '../../contract/calendar.ts';
import type { Civil, Instant, MeansKind } from '../../contract/facts.ts';

const NAMES = [
  'card_ok',
  'card_declined',
  'card_expired',
  'card_lost_reply',
  'card_down',
  'sepa_ok',
  'sepa_am04',
  'sepa_am04_once',
  'sepa_md06',
  'sepa_down',
] as const;
export type TokenName = (typeof NAMES)[number];
/** `days` is the number behind a SEPA token: calendar days from the presentation. */
export type Token = { name: TokenName; days?: number };

const SETTLEMENT_BANK_DAYS = 3;
const REJECTION_BANK_DAYS = 2;
const TAKEN_BACK_DAYS = 20;
const BANK_HOUR = 10 * 60;

/** Reads `sepa_md06:35`. A text says why a token is refused. */
export function readToken(text: string): Token | string {
  const [name = '', number, ...rest] = text.split(':');
  if (name === 'bank_transfer') return 'A bank transfer is no means of payment under E5.5a: register a card or a SEPA mandate.';
  const known = NAMES.find((each) => each === name);
  if (!known) return `This is no sandbox token: use one of ${NAMES.join(', ')}.`;
  if (number === undefined) return { name: known };
  const days = Number(number);
  if (rest.length > 0 || !/^\d{1,3}$/.test(number)) return `${text}: the number behind a token is a whole number of days, such as sepa_md06:35.`;
  if (kindOf(known) === 'CARD') return `${text}: a card answers at once, only a SEPA token takes a delay.`;
  return { name: known, days };
}

export const kindOf = (name: TokenName): MeansKind => (name.startsWith('card') ? 'CARD' : 'SEPA');

/** A card that the bank refuses is registered, but its first check fails. */
export const isVerified = (name: TokenName): boolean => name !== 'card_declined' && name !== 'card_expired';

export type ChargeAnswer = { outcome: 'SETTLED' } | { outcome: 'PENDING'; expectedOn: Civil } | { outcome: 'REJECTED'; code: string };
export type ComingEvent = { type: 'charge-settled' | 'charge-rejected' | 'charge-reversed'; at: Instant; code?: string };
export type Plan = { answer: ChargeAnswer; events: ComingEvent[] };

/** What becomes of a presentation at this instant. `first`: nothing was presented with this method for this subscription before. */
export function planOf(token: Token, at: Moment, first: boolean): Plan {
  const day = parisDay(at);
  const on = (event: Day): Instant => isoOf(Math.max(at, instantOf(event, BANK_HOUR)));
  const settles = (event: Day): Plan => ({
    answer: { outcome: 'PENDING', expectedOn: civilOf(event) },
    events: [{ type: 'charge-settled', at: on(event) }],
  });
  const rejects = (event: Day): Plan => ({
    answer: { outcome: 'PENDING', expectedOn: civilOf(event) },
    events: [{ type: 'charge-rejected', at: on(event), code: 'AM04' }],
  });
  const delay = (bankDays: number): Day => (token.days === undefined ? addBankDays(day, bankDays) : day + token.days);
  switch (token.name) {
    case 'card_ok':
    case 'card_lost_reply':
    case 'card_down':
      return { answer: { outcome: 'SETTLED' }, events: [] };
    case 'card_declined':
      return { answer: { outcome: 'REJECTED', code: 'card_declined' }, events: [] };
    case 'card_expired':
      return { answer: { outcome: 'REJECTED', code: 'card_expired' }, events: [] };
    case 'sepa_ok':
    case 'sepa_down':
      return settles(delay(SETTLEMENT_BANK_DAYS));
    case 'sepa_am04':
      return rejects(delay(REJECTION_BANK_DAYS));
    case 'sepa_am04_once':
      return first ? rejects(delay(REJECTION_BANK_DAYS)) : settles(addBankDays(day, SETTLEMENT_BANK_DAYS));
    case 'sepa_md06': {
      const back = day + (token.days ?? TAKEN_BACK_DAYS);
      const plan = settles(Math.min(addBankDays(day, SETTLEMENT_BANK_DAYS), back));
      return { ...plan, events: [...plan.events, { type: 'charge-reversed', at: on(back), code: 'MD06' }] };
    }
  }
}
