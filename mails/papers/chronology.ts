/** A11: what happened to a subscription, in order and in words, each with its article, who did it, and its place in the journal. */
import { createTranslator } from 'use-intl/core';
import { articleText } from '../../contract/entries.ts';
import type { Actor, Article, Civil, Instant } from '../../contract/facts.ts';
import { facts as enFacts } from '../../words/en/facts.ts';
import { formulas as enFormulas, papers as enPapers } from '../../words/en/names.ts';
import { words as enWords } from '../../words/en/words.ts';
import { facts as frFacts } from '../../words/fr/facts.ts';
import { formulas as frFormulas, papers as frPapers } from '../../words/fr/names.ts';
import { words as frWords } from '../../words/fr/words.ts';
import { type Texts, teller, wordOf, type Written } from '../../words/sentences.ts';
import { type Company, logoOf } from '../company.ts';
import { type Language, listed, money, shortDay, spaced } from '../format.ts';
import { COLOUR, LEFT, WIDTH, letterhead, paper, table } from './paper.ts';

type Happened = { seq: number; type: string; at: Instant; by: Actor; article: Article; data: Record<string, unknown>; hash: string };
export type Chronology = { number: string; client: string; company: Company; facts: readonly Happened[]; language: Language; on: Civil };

const MESSAGES = {
  fr: { facts: frFacts, words: frWords, formulas: frFormulas, papers: frPapers },
  en: { facts: enFacts, words: enWords, formulas: enFormulas, papers: enPapers },
};
const WORDS = {
  fr: {
    title: 'Chronologie',
    of: (number: string, client: string) => `Abonnement ${number}, ${client}`,
    note: 'Heures de Paris. Chaque ligne est un fait du journal : son numéro et le début de son empreinte renvoient à journal.jsonl.',
    columns: ['Date', 'Ce qui s’est passé', 'Article', 'Par', 'Preuve'],
    engine: 'le logiciel',
    outside: 'banque, poste ou plateforme',
  },
  en: {
    title: 'Chronology',
    of: (number: string, client: string) => `Subscription ${number}, ${client}`,
    note: 'Times are those of Paris. Each line is a fact of the journal: its number and the beginning of its hash lead to journal.jsonl.',
    columns: ['Date', 'What happened', 'Article', 'By', 'Proof'],
    engine: 'the software',
    outside: 'bank, post or platform',
  },
};
/** A sentence that begins with the name of a notice begins with a capital too. */
const raised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
const WIDTHS = [0.15, 0.43, 0.09, 0.18, 0.15];
const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;
const PARIS_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The paper of a chronology. The same input is the same bytes. */
export function chronologyPdf({ number, client, company, facts, language, on }: Chronology): Promise<Buffer> {
  const words = WORDS[language];
  const t = createTranslator({ locale: LOCALES[language], messages: MESSAGES[language], timeZone: 'Europe/Paris' }) as unknown as Texts;
  const written = writtenIn(language);
  const { tell } = teller(t, written, facts);
  const by = (actor: Actor): string => (typeof actor === 'string' ? words[actor] : wordOf(t, 'role', actor.role));
  const rows = facts.map((fact) => [
    written.instant(fact.at),
    raised(spaced(tell(fact), language)),
    articleText(fact.article),
    by(fact.by),
    `${fact.seq} · ${fact.hash.slice(0, 8)}`,
  ]);
  const title = `${words.title} ${number}`;
  return paper({ title, author: company.legalName, language, on, footer: [words.of(number, client)], subset: 'PDF/A-2b' }, (sheet) => {
    letterhead(sheet, company.legalName, logoOf(company));
    sheet
      .font('title')
      .fontSize(18)
      .text(words.title, LEFT, sheet.y + 26, { width: WIDTH });
    sheet.font('text').fontSize(9.5).fillColor(COLOUR.muted).text(words.of(number, client), { width: WIDTH }).text(words.note, { width: WIDTH });
    sheet.y += 12;
    table(
      sheet,
      words.columns.map((column, index) => ({ title: column, width: WIDTHS[index] ?? 0 })),
      rows,
    );
  });
}

function writtenIn(language: Language): Written {
  const clock = new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });
  const day = (text: string): string => shortDay(text.length === 10 ? text : PARIS_DAY.format(new Date(text)), language);
  return {
    day,
    instant: (text) => `${day(text)}, ${clock.format(new Date(text))}`,
    money: (cents) => money(cents, language),
    list: (texts) => listed(texts, language),
  };
}
