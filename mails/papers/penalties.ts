/** CGUV 5.3 (d): how late penalties were computed, for who works them out again (Commercial Code L.441-10). */
import type { Civil, PenaltyPeriod } from '../../contract/facts.ts';
import { type Language, money, percent, spaced } from '../format.ts';
import type { DocumentLine, DocumentPaper } from './document-words.ts';
import { type Column, COLOUR, LEFT, type Sheet, WIDTH, room, table } from './paper.ts';

const WORDS = {
  fr: {
    title: 'Calcul des pénalités de retard',
    heads: ['Facture', 'Reste dû', 'Du', 'Au (inclus)', 'Durée', 'Taux mensuel', 'Pénalité'],
    months: (n: number) => `${n} mois`,
    days: (n: number, of: number) => `${n} ${n > 1 ? 'jours' : 'jour'} sur ${of}`,
    billed: 'déjà facturé',
    waived: 'remis',
    method: (rounded: string) =>
      `Pénalité = reste dû × taux mensuel × durée. Les mois se comptent de date à date à partir de l'échéance ; une durée de « 12 jours sur 31 » est de 12/31 de mois. Le cumul de chaque facture est arrondi ${rounded}, une ligne après l'autre.`,
    DOWN: 'au centime inférieur',
    HALF_UP: 'au centime le plus proche',
    exclVat: (net: string, gross: string, number: string) => `Facture ${number} : la pénalité porte sur la part hors TVA, soit ${net} sur ${gross}.`,
    interest: (sum: string, day: string, number: string) =>
      `Facture ${number} : à partir du ${day}, le reste dû comprend ${sum} de pénalités échues, qui en portent elles-mêmes.`,
  },
  en: {
    title: 'Calculation of the late penalties',
    heads: ['Invoice', 'Outstanding', 'From', 'To (incl.)', 'Duration', 'Monthly rate', 'Penalty'],
    months: (n: number) => `${n} ${n > 1 ? 'months' : 'month'}`,
    days: (n: number, of: number) => `${n} ${n > 1 ? 'days' : 'day'} of ${of}`,
    billed: 'billed before',
    waived: 'waived',
    method: (rounded: string) =>
      `Penalty = outstanding × monthly rate × duration. Months run from date to date, beginning with the due date; a duration of “12 days of 31” is 12/31 of a month. The running total of each invoice is rounded ${rounded}, line by line.`,
    DOWN: 'down to the cent',
    HALF_UP: 'to the nearest cent',
    exclVat: (net: string, gross: string, number: string) => `Invoice ${number}: the penalty is on the part excluding VAT, ${net} of ${gross}.`,
    interest: (sum: string, day: string, number: string) =>
      `Invoice ${number}: from ${day} on, what is outstanding includes ${sum} of penalties accrued, which bear penalties themselves.`,
  },
} satisfies Record<Language, object>;

const WIDTHS = [0.16, 0.14, 0.15, 0.13, 0.15, 0.13, 0.14];
const RIGHT = [1, 5, 6];
/** A day beside a sum stands off from it. */
const FROM = { index: 2, gap: 20 };

/** 04/02/2027, as on the lines of invoices. */
const written = (day: Civil): string => day.split('-').toReversed().join('/');

type Computed = DocumentLine & { penalty: NonNullable<DocumentLine['penalty']> };

/** Draws the periods of each invoice, and how to read them; nothing where the document says none. */
export function penalties(sheet: Sheet, { lines, language }: DocumentPaper): void {
  const computed = lines.filter((line): line is Computed => line.penalty !== undefined);
  if (computed.length === 0) return;
  const words = WORDS[language];
  const columns = words.heads.map(
    (title, index): Column => ({
      ...{ title, width: WIDTHS[index] ?? 0, right: RIGHT.includes(index) },
      ...(index === FROM.index ? { gap: FROM.gap } : {}),
    }),
  );
  room(sheet, 90);
  sheet.y += 4;
  sheet.font('bold').fontSize(10).fillColor(COLOUR.ink).text(words.title, LEFT, sheet.y, { width: WIDTH });
  sheet.y += 2;
  table(
    sheet,
    columns,
    computed.flatMap((line) => rowsOf(line, language)),
  );
  notes(sheet, [words.method(words[computed[0]?.penalty.rounding ?? 'DOWN']), ...computed.flatMap((line) => remarks(line, language))], language);
}

function rowsOf({ penalty: { number, periods, billedCents = 0, waivedCents = 0 } }: Computed, language: Language): string[][] {
  const words = WORDS[language];
  const row = (one: PenaltyPeriod, index: number): string[] => [
    index === 0 ? number : '',
    money(one.baseCents, language),
    ...[one.from, one.to].map(written),
    spaced('months' in one ? words.months(one.months) : words.days(one.days, one.monthDays), language),
    percent(one.monthlyRate, language),
    money(one.cents, language),
  ];
  const less = (label: string, cents: number): string[][] => (cents > 0 ? [[label, '', '', '', '', '', money(-cents, language)]] : []);
  return [...periods.map(row), ...less(words.billed, billedCents), ...less(words.waived, waivedCents)];
}

function remarks({ penalty: { number, exclVat, periods } }: Computed, language: Language): string[] {
  const words = WORDS[language];
  const part = exclVat ? [words.exclVat(money(exclVat.netCents, language), money(exclVat.grossCents, language), number)] : [];
  const last = periods.findLast((one) => one.interestCents !== undefined);
  return last ? [...part, words.interest(money(last.interestCents ?? 0, language), written(last.from), number)] : part;
}

function notes(sheet: Sheet, texts: string[], language: Language): void {
  sheet.y += 5;
  for (const text of texts) {
    const said = spaced(text, language);
    sheet.font('text').fontSize(8).fillColor(COLOUR.muted);
    room(sheet, sheet.heightOfString(said, { width: WIDTH, lineGap: 1.5 }));
    sheet.text(said, LEFT, sheet.y, { width: WIDTH, lineGap: 1.5 });
    sheet.y += 3;
  }
  sheet.y += 4;
}
