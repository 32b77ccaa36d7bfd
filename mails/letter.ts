/** What a message says, before it takes a form: the same blocks make the HTML, the text and the paper. `**` sets words in bold. */
import { articleText } from '../contract/entries.ts';
import type { Channel, Civil, Instant, Party, TextId } from '../contract/facts.ts';
import type { MessageCode, MessageValues } from '../contract/messages.ts';
import type { Company } from './company.ts';
import { type Language, formulaName, listed, longDay, money, parisTime, percent, shortDay } from './format.ts';

export type Row = [label: string, value: string];
export type Block =
  | { kind: 'p'; text: string }
  | { kind: 'rows'; rows: Row[] }
  /** What must not be missed: one or more days or sums, in a frame. */
  | { kind: 'box'; rows: Row[]; note?: string }
  | { kind: 'table'; head: string[]; rows: string[][]; total?: Row }
  | { kind: 'list'; items: string[] }
  /** Words of a person, kept as they were written. */
  | { kind: 'quote'; text: string }
  | { kind: 'button'; label: string; url: string };

export type Letter = { subject: string; title: string; blocks: Block[] };

export type Recipient = { legalName: string; representative?: { name: string; capacity: string }; address?: string[] };
/** Pages of the client space. Without a page of its own a matter is found in `space`. */
export type Links = { space: string; pay?: string; means?: string; denounce?: string; export?: string; acknowledge?: string };

export type Delivery = { channel: Channel; sender: Party; sentOn?: Civil; deemedOn?: Civil };
/** Everything that a message is written with, besides its values. */
export type Context = {
  language: Language;
  subscription: string;
  client: Recipient;
  company: Company;
  delivery: Delivery;
  links: Links;
  /** The words of a text that lies beside the journal; a sentence saying so once it was erased. */
  textOf(id: TextId): string;
};

/** The writer of one language, with what it needs at hand. */
export type Say = Context & {
  day(day: Civil): string;
  short(day: Civil): string;
  eur(cents: number): string;
  rate(percent: number): string;
  time(at: Instant): string;
  all(items: readonly string[]): string;
  article(entry: string): string;
  months(count: number): string;
  /** A formula of the schedule by its name, or by its code where it has none. */
  formula(code: string): string;
};
export type Writer<C extends MessageCode> = Record<Language, (values: MessageValues[C], say: Say) => Letter>;

export function sayer(context: Context): Say {
  const { language } = context;
  return {
    ...context,
    day: (day) => longDay(day, language),
    short: (day) => shortDay(day, language),
    eur: (cents) => money(cents, language),
    rate: (rate) => percent(rate, language),
    time: (at) => parisTime(at, language),
    all: (items) => listed(items, language),
    article: articleText,
    formula: (code) => formulaName(code, language),
    months: (count) => (language === 'fr' ? `${count} mois` : `${count} month${count === 1 ? '' : 's'}`),
  };
}

export const p = (text: string): Block => ({ kind: 'p', text });
export const rows = (...pairs: Row[]): Block => ({ kind: 'rows', rows: pairs });
export const box = (pairs: Row[], note?: string): Block => ({ kind: 'box', rows: pairs, ...(note ? { note } : {}) });
export const list = (...items: string[]): Block => ({ kind: 'list', items });
export const quote = (text: string): Block => ({ kind: 'quote', text });
export const button = (label: string, url: string): Block => ({ kind: 'button', label, url });
/** The facts that a person stated, in their own words. */
export const stated = (id: TextId | null, intro: string, say: Say): Block[] => (id === null ? [] : [p(intro), quote(say.textOf(id))]);
/** Blocks that are there only in some cases. */
export const when = (condition: boolean, ...blocks: Block[]): Block[] => (condition ? blocks : []);
