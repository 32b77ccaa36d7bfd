/** The validated entries of a financial year, line by line, in FEC format. */
import type { Knex } from 'knex';
import { civilOf } from '../../contract/calendar.ts';
import type { Civil } from '../../contract/facts.ts';
import { daysOfYear } from '../../contract/financial-year.ts';
import { type Books, accountLabel, numbersOf } from '../../terms/accounts.ts';
import { deployment } from '../../terms/deployment.ts';
import { sirenOf } from '../../terms/siren.ts';
import { written } from '../labels.ts';
import { fecHead, fecRow } from './fec-format.ts';
import type { Book, Label } from './journals.ts';
import { entryWords, pieceOf } from './words.ts';

type Row = {
  id: number;
  journal: string;
  number: number;
  entered_on: Civil;
  valid_on: Civil;
  label: Label;
  reference: string;
  subscription: string;
  booked_on: Civil;
  account: string;
  client: string;
  client_name: string;
  document: string | null;
  cents: number;
  lettered_on: Civil | null;
};

/** SIREN, FEC and the last day of the year (A47 A-1); a Company without one gives its register. */
export function fecName(year: number): string {
  const { company, books } = deployment();
  const siren = sirenOf(company.register) ?? company.register.replaceAll(/\W/g, '');
  return `${siren}FEC${civilOf(daysOfYear(year, books.yearStartsIn).to).replaceAll('-', '')}.txt`;
}

/** Header first, then a text for each page of lines. What is not validated has no number yet, and is left out. */
export async function* fecText(knex: Knex, book: Book, year: number): AsyncGenerator<string> {
  const { books } = deployment();
  yield fecHead;
  for (let last: Row | undefined; ; ) {
    const rows = await pageOf(knex, { book, year, clients: numbersOf(books, 'client') }, last);
    if (rows.length === 0) return;
    yield rows.map((row) => rowText(row, books)).join('');
    last = rows.at(-1);
  }
}

const PAGE = 2_000;
/** Lines in the order of validation. A document is lettered once its balance is nothing among the entries up to the end of the year. */
async function pageOf(knex: Knex, what: { book: Book; year: number; clients: string[] }, last: Row | undefined): Promise<Row[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `select n.journal, n.number, n.entered_on, n.valid_on, t.label, t.reference, t.subscription, t.booked_on, e.id, e.account, e.client, c.legal_name as client_name,
       e.document, e.cents, case when e.account = any(:clients) then l.lettered_on end as lettered_on
     from ledger_numbers n join ledger_transactions t on t.id = n.transaction join ledger_entries e on e.transaction = t.id join clients c on c.id = e.client
     left join lateral (
       select max(n2.entered_on) as lettered_on from ledger_entries e2 join ledger_numbers n2 on n2.transaction = e2.transaction
       where e2.document = e.document and e2.account = any(:clients) and n2.year <= :year having sum(e2.cents) = 0
     ) l on true
     where n.book = :book and n.year = :year and (n.valid_on, n.journal, n.number, e.id) > (:on::date, :journal, :number::int, :id::bigint)
     order by n.valid_on, n.journal, n.number, e.id limit ${PAGE}`,
    { ...what, on: last?.valid_on ?? '0001-01-01', journal: last?.journal ?? '', number: last?.number ?? 0, id: last?.id ?? 0 },
  );
  return rows;
}

function rowText(row: Row, books: Books): string {
  const { journal, label, client, document, lettered_on: on } = row;
  const named = Object.values(books.journals).find((one) => one.code === journal);
  const piece = pieceOf(row, document);
  const name = row.client_name || client;
  return fecRow({
    journal: { code: journal, label: named?.label.fr ?? journal },
    number: `${journal}${String(row.number).padStart(6, '0')}`,
    on: row.entered_on,
    account: { number: row.account, label: accountLabel(books, row.account).fr },
    auxiliary: numbersOf(books, 'client').includes(row.account) ? { number: client, label: name } : null,
    piece,
    pieceOn: row.booked_on,
    label: `${entryWords(label).fr} ${piece} ${name}`,
    cents: row.cents,
    letter: document && on ? { code: document, on } : null,
    validOn: row.valid_on,
  });
}

/** The note that goes with the file (BOI-CF-IOR-60-40-20). */
export function fecNote(year: number): string {
  const { books, company } = deployment();
  const { from, to } = daysOfYear(year, books.yearStartsIn);
  const journals = Object.values(books.journals).map(({ code, label }) => `  ${code} : ${label.fr}`);
  return [
    `${fecName(year)} : export d’écritures au format FEC (${company.legalName})`,
    `Exercice du ${written(from)} au ${written(to)}.`,
    'Fichier plat, séparé par des tabulations, lignes terminées par CR/LF, jeu de caractères ISO 8859-15, 18 colonnes (LPF, art. A47 A-1).',
    'Il contient les écritures de facturation et d’encaissement des abonnements. Il complète le FEC de la comptabilité générale et ne le remplace pas.',
    'Journaux :',
    ...journals,
    'EcritureNum : code du journal et rang dans ce journal pour l’exercice, sans rupture, attribué à la validation (ValidDate).',
    'EcritureDate : jour de l’opération ; le premier jour de l’exercice ouvert pour une opération d’un exercice déjà clos.',
    'CompAuxNum : identifiant du client. PieceRef : numéro du document, ou abonnement et référence du paiement.',
    'EcritureLet : numéro du document soldé. DateLet : jour de l’écriture qui l’a soldé. Montants en euros.',
    '',
  ].join('\r\n');
}
