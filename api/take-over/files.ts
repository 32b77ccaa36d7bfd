/** The two CSV files of a take-over: one line a subscription with its client, one line an open invoice. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Civil, Party } from '../../contract/facts.ts';
import { vatWithin } from '../../contract/money.ts';
import type { OpenInvoice } from '../../contract/take-over.ts';
import type { Fault, HandedLine, NewLine } from '../../database/queries/take-overs.ts';
import { impossible } from '../problem.ts';
import { type Column, type Columns, day, email, euros, oneOf, percent, readRow, whole, words, yes } from './columns.ts';

const text = (most: number): Column<string> => ({ read: words(most) });
export const SUBSCRIPTION_COLUMNS = {
  reference: text(100),
  clientReference: { read: words(100), empty: '' },
  legalName: text(300),
  legalForm: text(100),
  registration: text(60),
  seat: text(500),
  country: text(60),
  representativeName: text(200),
  representativeCapacity: text(200),
  email: { read: email },
  language: { read: oneOf('fr', 'en'), empty: 'fr' as const },
  status: { read: oneOf('NON_PROFESSIONAL', 'PROFESSIONAL'), empty: 'NON_PROFESSIONAL' as const },
  noticeChannel: { read: oneOf('EMAIL', 'HAND', 'REGISTERED_LETTER'), empty: 'EMAIL' as const },
  contacts: { read: whole, empty: 0 },
  formula: text(60),
  months: { read: whole },
  netPrice: { read: euros },
  instalments: { read: whole, empty: 1 },
  means: { read: words(200), empty: '' },
  termsVersion: text(60),
  acceptedOn: { read: day },
  acceptanceProof: { read: words(500), empty: '' },
  firstTermOn: { read: day },
  termStartsOn: { read: day },
  announcedDeadline: { read: day, empty: null as Civil | null },
  denouncedBy: { read: oneOf<Party>('CLIENT', 'COMPANY'), empty: null as Party | null },
  denouncedOn: { read: day, empty: null as Civil | null },
} satisfies Columns;
export const INVOICE_COLUMNS = {
  reference: text(100),
  number: text(60),
  issuedOn: { read: day },
  dueOn: { read: day },
  open: { read: euros },
  vatRate: { read: percent },
  indemnityBilled: { read: yes, empty: false },
} satisfies Columns;

type Rows = Record<string, string>[];

/** The rows of a file by its heads; semicolons or commas. Throws a Problem that says what to change when it is no such file. */
function rowsOf(file: string, columns: Columns, name: string): Rows {
  const first = file.slice(0, file.indexOf('\n') + 1 || file.length);
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  let rows: Rows;
  try {
    rows = parse(file, {
      bom: true,
      columns: (heads: string[]) => heads.map((head) => head.trim()),
      delimiter,
      skip_empty_lines: true,
      relax_column_count_less: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw impossible({ en: `${name}: this is no CSV: ${error.message}.`, fr: `${name} : ce n'est pas un CSV (${error.message}).` });
  }
  const heads = new Set(Object.keys(rows[0] ?? {}));
  const missing = Object.entries(columns).flatMap(([head, column]) => (heads.has(head) || 'empty' in column ? [] : [head]));
  const unknown = [...heads].filter((head) => !(head in columns));
  if (rows.length > 0 && missing.length + unknown.length > 0)
    throw impossible({
      en: `${name}: the columns are ${Object.keys(columns).join(', ')}. Missing: ${missing.join(', ') || 'none'}; unknown: ${unknown.join(', ') || 'none'}.`,
      fr: `${name} : les colonnes sont ${Object.keys(columns).join(', ')}. Manquent : ${missing.join(', ') || 'aucune'} ; inconnues : ${unknown.join(', ') || 'aucune'}.`,
    });
  return rows;
}

type Invoices = Map<string, { invoices: OpenInvoice[]; faults: Fault[] }>;
function invoicesIn(file: string): Invoices {
  const found: Invoices = new Map();
  for (const row of rowsOf(file, INVOICE_COLUMNS, 'invoices')) {
    const { values, faults } = readRow(INVOICE_COLUMNS, row, 'E5.3a');
    const { number, issuedOn, dueOn, open, vatRate, indemnityBilled } = values;
    const reference = (row.reference ?? '').trim();
    const own = found.get(reference) ?? { invoices: [], faults: [] };
    if (faults.length === 0) own.invoices.push({ number, issuedOn, dueOn, openCents: open, vatCents: vatWithin(open, vatRate), indemnityBilled });
    own.faults.push(...faults.map((one) => ({ ...one, column: `invoices.${one.column}` })));
    found.set(reference, own);
  }
  return found;
}

/** Every line of a take-over with the faults of its own cells; invoices whose reference no line has are faulty lines after the last. */
export function linesIn(files: { subscriptions: string; invoices: string }): NewLine[] {
  const invoices = invoicesIn(files.invoices);
  const lines = rowsOf(files.subscriptions, SUBSCRIPTION_COLUMNS, 'subscriptions').map((row, i): NewLine => {
    const { values, faults } = readRow(SUBSCRIPTION_COLUMNS, row, 'E8.1a');
    const own = invoices.get(values.reference) ?? { invoices: [], faults: [] };
    invoices.delete(values.reference);
    const all = [...faults, ...own.faults, ...halfDenounced(values)];
    const input = all.length === 0 ? handed(values, own.invoices) : null;
    const reference = values.reference ?? '';
    return {
      line: i + 2,
      reference,
      client_reference: values.clientReference || null,
      input,
      faults: all,
      state: all.length === 0 ? 'READY' : 'FAULTY',
    };
  });
  const orphans = [...invoices.keys()].map((reference, i): NewLine => {
    const faults = [{ because: 'invoice-without-line', article: 'E5.3a', column: 'invoices.reference' }];
    return { line: lines.length + 2 + i, reference, client_reference: null, input: null, faults, state: 'FAULTY' };
  });
  return lines.length === 0 ? [] : [...lines, ...orphans];
}

/** E8.1d: who denounced and when are told together, or neither. */
function halfDenounced({ denouncedBy, denouncedOn }: Values): Fault[] {
  if ((denouncedBy === null) === (denouncedOn === null)) return [];
  return [{ because: 'denunciation-half', article: 'E8.1d', column: denouncedBy === null ? 'denouncedBy' : 'denouncedOn' }];
}

type Values = ReturnType<typeof readRow<typeof SUBSCRIPTION_COLUMNS>>['values'];
const handed = (one: Values, invoices: OpenInvoice[]): HandedLine => ({
  client: {
    ...{ legal_name: one.legalName, legal_form: one.legalForm, registration: one.registration, seat: one.seat, country: one.country },
    ...{ representative_name: one.representativeName, representative_capacity: one.representativeCapacity, email: one.email },
    ...{ language: one.language, status: one.status, notice_channel: one.noticeChannel, contacts: one.contacts },
  },
  formula: { code: one.formula, months: one.months },
  price: { netCents: one.netPrice, instalments: one.instalments },
  token: one.means || null,
  ...{
    termsVersion: one.termsVersion,
    acceptedOn: one.acceptedOn,
    anchoredOn: one.firstTermOn,
    termStartsOn: one.termStartsOn,
    proof: one.acceptanceProof,
  },
  announced: one.announcedDeadline,
  denounced: one.denouncedBy && one.denouncedOn ? { by: one.denouncedBy, sentOn: one.denouncedOn } : null,
  invoices,
});
