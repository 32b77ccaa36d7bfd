/** Entries in FEC format (LPF art. A47 A-1): 18 columns, tabs, CR/LF, decimal commas, days as AAAAMMJJ. And what is wrong with such a text. */
import type { Civil } from '../../contract/facts.ts';
import { latin } from './latin.ts';

export const FEC_COLUMNS = [
  ...['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate'],
  ...['EcritureLib', 'Debit', 'Credit', 'EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise'],
] as const;

/** A line of an entry; cents debit positive, credit negative. */
export type FecLine = {
  journal: { code: string; label: string };
  number: string;
  on: Civil;
  account: { number: string; label: string };
  auxiliary: { number: string; label: string } | null;
  piece: string;
  pieceOn: Civil;
  label: string;
  cents: number;
  letter: { code: string; on: Civil } | null;
  validOn: Civil;
};

const day = (civil: Civil): string => civil.replaceAll('-', '');
const amount = (cents: number): string => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
const text = (value: string): string =>
  latin(value)
    .replaceAll(/[\t\r\n|]+/g, ' ')
    .trim();

export const fecHead = `${FEC_COLUMNS.join('\t')}\r\n`;
export function fecRow({ journal, number, on, account, auxiliary, piece, pieceOn, label, cents, letter, validOn }: FecLine): string {
  const sums = cents < 0 ? [amount(0), amount(-cents)] : [amount(cents), amount(0)];
  const cells = [
    ...[journal.code, journal.label, number, day(on), account.number, account.label, auxiliary?.number ?? '', auxiliary?.label ?? ''],
    ...[piece, day(pieceOn), label, ...sums, letter?.code ?? '', letter ? day(letter.on) : '', day(validOn), '', ''],
  ];
  return `${cells.map(text).join('\t')}\r\n`;
}

type Cells = Record<(typeof FEC_COLUMNS)[number], string>;
const isDay = (value: string): boolean => {
  const iso = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`;
  return /^\d{8}$/.test(value) && new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso);
};
const centsOf = (value: string): number => Number(value.replace(',', ''));

/** What one line cannot be. */
const LINE: [holds: (cells: Cells) => boolean, fault: string][] = [
  [({ JournalCode, JournalLib }) => JournalCode !== '' && JournalLib !== '', 'the journal has no code or no name'],
  [({ EcritureNum }) => EcritureNum !== '', 'the entry has no number'],
  [({ CompteNum, CompteLib }) => /^\d{3}/.test(CompteNum) && CompteLib !== '', 'the account does not begin with three digits, or has no name'],
  [({ CompAuxNum, CompAuxLib }) => (CompAuxNum === '') === (CompAuxLib === ''), 'an auxiliary account goes with its name'],
  [({ EcritureDate, PieceDate, ValidDate }) => [EcritureDate, PieceDate, ValidDate].every(isDay), 'a day is not one of the calendar'],
  [({ PieceRef, EcritureLib }) => PieceRef !== '' && EcritureLib !== '', 'the piece or the label is missing'],
  [({ Debit, Credit }) => [Debit, Credit].every((sum) => /^\d+,\d\d$/.test(sum)), 'an amount is not digits, a comma and two digits'],
  [({ Debit, Credit }) => (centsOf(Debit) === 0) !== (centsOf(Credit) === 0), 'a line has either a debit or a credit'],
  [({ EcritureLet, DateLet }) => (EcritureLet === '') === (DateLet === '') && (DateLet === '' || isDay(DateLet)), 'a letter goes with its day'],
  [({ ValidDate, EcritureDate }) => ValidDate >= EcritureDate, 'it was validated before its own day'],
];

/** The digits at the end of a number: its place in the sequence of its journal. */
const placeOf = (number: string): number => Number(/\d+$/.exec(number)?.[0]);

/** What is wrong with a text in FEC format: of each line, then of each entry (balance, one day) and each journal (no gap, validated in order). */
export function fecFaults(content: string): string[] {
  const [head = '', ...lines] = content.split('\r\n');
  if (head !== FEC_COLUMNS.join('\t')) return ['line 1: the columns are not those of A47 A-1'];
  if (lines.pop() !== '') return ['the last line does not end with CR/LF'];
  const faults: string[] = [];
  const entries = new Map<string, { journal: string; place: number; cents: number; on: string; validOn: string; line: number }>();
  for (const [index, line] of lines.entries()) {
    const where = `line ${index + 2}`;
    const values = line.split('\t');
    if (values.length !== FEC_COLUMNS.length) {
      faults.push(`${where}: ${values.length} columns instead of ${FEC_COLUMNS.length}`);
      continue;
    }
    const cells = Object.fromEntries(FEC_COLUMNS.map((name, at) => [name, values[at] ?? ''])) as Cells;
    if (latin(line) !== line || /\n|\r/.test(line)) faults.push(`${where}: a character is not one of ISO 8859-15`);
    faults.push(...LINE.filter(([holds]) => !holds(cells)).map(([, fault]) => `${where}: ${fault}`));
    const key = `${cells.JournalCode} ${cells.EcritureNum}`;
    const entry = entries.get(key);
    const cents = centsOf(cells.Debit) - centsOf(cells.Credit);
    if (!entry) {
      const place = placeOf(cells.EcritureNum);
      entries.set(key, { journal: cells.JournalCode, place, cents, on: cells.EcritureDate, validOn: cells.ValidDate, line: index + 2 });
    } else {
      entry.cents += cents;
      if (entry.on !== cells.EcritureDate) faults.push(`${where}: entry ${key} has two days`);
    }
  }
  return [...faults, ...entryFaults([...entries])];
}

type Entry = { journal: string; place: number; cents: number; validOn: string };
function entryFaults(entries: [key: string, entry: Entry][]): string[] {
  const faults = entries.filter(([, { cents }]) => cents !== 0).map(([key, { cents }]) => `entry ${key} does not balance: ${cents} cents`);
  const journals = new Set(entries.map(([, { journal }]) => journal));
  return [
    ...faults,
    ...[...journals].flatMap((journal) =>
      sequenceFaults(
        journal,
        entries.flatMap(([, one]) => (one.journal === journal ? [one] : [])),
      ),
    ),
  ];
}

/** The first place of a journal at which its numbers or its days of validation break. */
function sequenceFaults(journal: string, its: Entry[]): string[] {
  const ordered = its.sort((a, b) => a.place - b.place);
  const gap = ordered.findIndex(({ place }, index) => place !== index + 1);
  const early = ordered.findIndex(({ validOn }, index) => validOn < (ordered[index - 1]?.validOn ?? ''));
  return [
    ...(gap < 0 ? [] : [`journal ${journal}: number ${gap + 1} is missing, or stands twice`]),
    ...(early < 0 ? [] : [`journal ${journal}: number ${early + 1} was validated before the one before it`]),
  ];
}
