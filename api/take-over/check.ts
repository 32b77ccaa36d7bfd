/** The dry run of a take-over: each line against the others, what is published, what is here already, and the contract itself. */
import type { Knex } from 'knex';
import { isRefusal } from '../../contract/clause.ts';
import { takeOverFacts } from '../../contract/take-over.ts';
import { acceptedTerms, formulasAt, type TermsVersion } from '../../database/queries/dated.ts';
import { type Fault, type HandedLine, type NewLine, broughtBefore, numbersInUse, requestOf } from '../../database/queries/take-overs.ts';

type Where = { testClock: string | null; takenOverOn: string; at: number };

/** Adds what is wrong beyond the cells; a line without a fault stays READY. */
export async function checkLines(knex: Knex, lines: NewLine[], { testClock, takenOverOn, at }: Where): Promise<NewLine[]> {
  const references = lines.map((one) => one.reference);
  const numbers = lines.flatMap((one) => one.input?.invoices.map((invoice) => invoice.number) ?? []);
  const known = {
    brought: await broughtBefore(knex, references, testClock),
    inUse: await numbersInUse(knex, numbers),
    formulas: (await formulasAt(knex, at, testClock)).lines,
    terms: await termsOf(knex, lines, testClock),
    twice: repeated(references),
    numbersTwice: repeated(numbers),
    clients: new Map<string, string>(),
    takenOverOn,
  };
  return lines.map((line) => {
    const faults = line.input ? [...line.faults, ...faultsOf(line, line.input, known)] : line.faults;
    return { ...line, faults, state: faults.length === 0 ? 'READY' : 'FAULTY' };
  });
}

type Known = {
  brought: Set<string>;
  inUse: Set<string>;
  formulas: { formula: string; months: number }[];
  terms: Map<string, TermsVersion>;
  twice: Set<string>;
  numbersTwice: Set<string>;
  clients: Map<string, string>;
  takenOverOn: string;
};
/** The numbers that Tacite itself gives: another system's must not look like them. */
const OURS = /^[FAD]\d{4}-\d{6}$/;

function faultsOf(line: NewLine, input: HandedLine, known: Known): Fault[] {
  const faults: Fault[] = [];
  const say = (because: string, article: string, column: string, values?: Fault['values']): unknown =>
    faults.push({ because, article, column, ...(values ? { values } : {}) });
  if (known.twice.has(line.reference)) say('reference-twice', 'E8.1a', 'reference');
  if (known.brought.has(line.reference)) say('already-taken-over', 'E8.1a', 'reference');
  const same = JSON.stringify(input.client);
  if (line.client_reference && (known.clients.get(line.client_reference) ?? same) !== same) say('client-contradicts', 'E1.1', 'clientReference');
  if (line.client_reference) known.clients.set(line.client_reference, known.clients.get(line.client_reference) ?? same);
  const formula = known.formulas.find((one) => one.formula === input.formula.code);
  if (!formula) say('unknown-formula', 'E5.1a', 'formula');
  else if (formula.months !== input.formula.months) say('formula-duration', 'E5.1a', 'months', { months: formula.months });
  const terms = known.terms.get(input.termsVersion);
  if (!terms) say('unknown-terms', 'E11.9a', 'termsVersion');
  for (const { number } of input.invoices) {
    if (OURS.test(number)) say('number-is-ours', 'E5.3a', 'invoices.number', { number });
    if (known.inUse.has(number) || known.numbersTwice.has(number)) say('number-in-use', 'E5.3a', 'invoices.number', { number });
  }
  const means = input.token ? { method: '', kind: 'CARD' as const } : null;
  const asked = { number: '', client: '', means, evidence: '', takenOverOn: known.takenOverOn, parameters: terms?.parameters ?? {} };
  const verdict = takeOverFacts(requestOf(input, asked));
  if (isRefusal(verdict)) faults.push({ because: verdict.because, article: verdict.article, ...(verdict.values ? { values: verdict.values } : {}) });
  return faults;
}

async function termsOf(knex: Knex, lines: NewLine[], testClock: string | null): Promise<Map<string, TermsVersion>> {
  const versions = new Set(lines.flatMap((one) => (one.input ? [one.input.termsVersion] : [])));
  const found = new Map<string, TermsVersion>();
  for (const version of versions) {
    const terms = await acceptedTerms(knex, version, testClock);
    if (terms) found.set(version, terms);
  }
  return found;
}

function repeated(texts: string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(texts.filter((text) => seen.has(text) || !seen.add(text)));
}
