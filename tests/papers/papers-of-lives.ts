/** Every document that the acceptance scenarios issue, as a paper: the facts of a life, with the lines that the database would write (E5.3c). */
import { slice } from '../../contract/money.ts';
import type { Fact, FactOf } from '../../contract/facts.ts';
import { contactRejectionLabel, creditLabel, operationsLabel } from '../../database/labels.ts';
import { arrearsLines, creditLines } from '../../database/projections/documents.ts';
import type { ClientIdentity, DocumentLine, DocumentPaper } from '../../mails/papers/document-words.ts';
import { pureStage } from '../scenarios/pure.ts';
import { actors, lives } from '../scenarios/scenario.ts';
import '../scenarios/lives/index.ts';

/** Those who buy: of France with and without SIREN, and of elsewhere. */
export const CLIENTS: ClientIdentity[] = [
  {
    ...{ id: 'cli_1', legalName: 'Association de démonstration « Les Exemples & Cie »', legalForm: 'Association loi 1901', country: 'FR' },
    ...{ registration: 'RNA W000000000', seat: '1 rue des Exemples\n75000 Paris', email: 'bureau@exemples.example' },
  },
  {
    ...{ id: 'cli_2', legalName: 'Fédération <fixture> & fils', legalForm: 'SAS', country: 'FR', vatNumber: 'FR12000000000' },
    ...{ registration: 'RCS Lyon 000 000 000', seat: 'Bâtiment B, 2 place des Essais, 69001 Lyon', email: 'compta@fixture.example' },
  },
  {
    ...{ id: 'cli_3', legalName: 'Verein Beispiel e. V.', legalForm: 'Eingetragener Verein', country: 'Allemagne' },
    ...{ registration: 'VR 0000', seat: 'Musterstraße 1, 10115 Berlin', email: 'post@verein.example' },
  },
];

type Issued = FactOf<'invoice.issued'> | FactOf<'credit-note.issued'> | FactOf<'debit-note.issued'>;
type Paper = Omit<DocumentPaper, 'client' | 'language'>;

/** The papers of one scenario after the other, each kind for each client in turn, in both languages. */
export async function papersOfLives(): Promise<{ life: string; paper: DocumentPaper }[]> {
  const all: { life: string; paper: DocumentPaper }[] = [];
  for (const { id, tell } of lives) {
    const stage = pureStage();
    await tell(actors(stage));
    const papers = papersOf(await stage.facts());
    papers.forEach((make) => {
      const client = CLIENTS[all.length % CLIENTS.length] ?? CLIENTS[0];
      const language = all.length % 2 ? 'en' : 'fr';
      if (client) all.push({ life: id, paper: { ...make(language), client, language } });
    });
  }
  return all;
}

function papersOf(facts: readonly Fact[]): ((language: 'fr' | 'en') => Paper)[] {
  const issued = facts.filter((one): one is Issued => ['invoice.issued', 'credit-note.issued', 'debit-note.issued'].includes(one.type));
  const keyOf = (one: Issued): string =>
    one.type === 'invoice.issued' ? one.invoice : one.type === 'debit-note.issued' ? one.debitNote : one.creditNote;
  const byKey = new Map(issued.map((one) => [keyOf(one), one]));
  return issued.map((one) => (language) => {
    const corrected = one.type === 'credit-note.issued' ? one.corrects.flatMap((key) => byKey.get(key) ?? []) : [];
    const lines = linesOf(one, corrected, language, (key) => byKey.get(key)?.number ?? key);
    const [vatCents, netCents] = [lines.reduce((sum, line) => sum + line.vatCents, 0), lines.reduce((sum, line) => sum + line.netCents, 0)];
    const corrects = { corrects: corrected.map(({ number }) => number) };
    const correctedOn = Object.fromEntries(corrected.map(({ number, issuedOn }) => [number, issuedOn]));
    const kind = one.type === 'invoice.issued' ? one.kind : one.type === 'debit-note.issued' ? ('PENALTIES' as const) : ('CREDIT' as const);
    const head = {
      number: one.number,
      series: one.number.charAt(0) as 'F' | 'A' | 'D',
      kind,
      subscription: 'S000001',
      term: 1,
      ...corrects,
      correctedOn,
    };
    const sums = { netCents, vatRate: Math.max(...lines.map((line) => line.vatRate)), vatCents, grossCents: netCents + vatCents };
    return { document: { ...head, ...sums, issuedOn: one.issuedOn, dueOn: 'dueOn' in one ? one.dueOn : null }, lines };
  });
}

function linesOf(one: Issued, corrected: Issued[], language: 'fr' | 'en', numberOf: (key: string) => string): DocumentLine[] {
  if (one.type === 'debit-note.issued') return one.items.flatMap((item) => arrearsLines(item, numberOf(item.invoice), language));
  if (one.type === 'credit-note.issued') {
    const [first] = corrected;
    const items = first?.type === 'invoice.issued' ? (first.items ?? []) : [];
    const mixed = items.some((item) => item.vatRate === 0) && items.some((item) => item.vatRate > 0);
    const rate = first?.type === 'invoice.issued' ? first.vatRate : one.vatRate;
    const untaxedCents = mixed ? one.netCents - Math.round((one.vatCents * 100) / rate) : 0;
    const label = creditLabel(
      one.cause,
      corrected.map(({ number }) => number),
      language,
    );
    return creditLines({ ...one, vatRate: one.vatCents === 0 ? 0 : rate, untaxedCents }, label);
  }
  if (!one.items) return [{ label: `${one.kind} ${one.invoice}`, netCents: one.netCents, vatRate: one.vatRate, vatCents: one.vatCents }];
  return one.items.flatMap((item) =>
    item.item === 'REJECTION'
      ? Array.from({ length: item.count }, (_, i) => ({
          label: contactRejectionLabel(undefined, language),
          netCents: item.netCents / item.count,
          vatRate: item.vatRate,
          vatCents: slice(item.vatCents, item.count, i + 1),
        }))
      : [{ label: operationsLabel(item, language), netCents: item.netCents, vatRate: item.vatRate, vatCents: item.vatCents }],
  );
}
