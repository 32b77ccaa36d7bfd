/** A11: the files of a dossier, one after the other. Rows are lines of JSON; what was sent, received and printed is given as it is. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { type JournalRow, readJournal } from '../../database/journal.ts';
import {
  type KeptMessage,
  type Whose,
  acceptedTerms,
  auditLines,
  bookedLines,
  keptAttachments,
  keptDocuments,
  keptMessages,
  keptTexts,
  personsOf,
} from '../../database/queries/dossier.ts';
import { documentByNumber } from '../../database/queries/documents.ts';
import { recordsOf } from '../../database/records.ts';
import { bookChain, journalChain, type Seal, sealsOf } from '../../database/seals.ts';
import { sellerOn } from '../../database/queries/sellers.ts';
import { chronologyPdf } from '../../mails/papers/chronology.ts';
import { pdfOf } from '../../mails/papers/print.ts';
import { shownDocument } from '../shown-document.ts';
import { README } from './readme.ts';

export type DossierFile = { name: string; content: Buffer };

const VERIFIER = join(import.meta.dirname, '../../verifier');
const VERIFIER_FILES = ['verify.mjs', 'dossier.mjs', 'chain.mjs', 'zip.mjs', 'timestamp.mjs', 'der.mjs'];

const text = (name: string, content: string): DossierFile => ({ name, content: Buffer.from(content) });
const lines = (name: string, rows: readonly unknown[]): DossierFile => text(name, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
/** A name that every file system takes. */
const safe = (name: string): string => name.replaceAll(/[^\w.-]+/g, '_').slice(-120);

/** Every file of the dossier but the manifest. `trusted`: the certificates of the authority that stamped the seals. */
export async function* contentsOf(knex: Knex, whose: Whose, trusted: string | null): AsyncGenerator<DossierFile> {
  const journal = await wholeJournal(knex, whose.number);
  const records = await recordsOf(knex, { book: whose.client });
  const audit = await auditLines(knex, whose);
  yield text('README.txt', README.en);
  yield text('LISEZMOI.txt', README.fr);
  yield { name: 'chronology.pdf', content: await chronology(knex, whose, journal) };
  yield lines('journal.jsonl', journal);
  yield lines('records.jsonl', records);
  yield lines(
    'texts.jsonl',
    (await keptTexts(knex, whose)).map(({ erased_at: erasedAt, ...kept }) => ({ ...kept, erasedAt })),
  );
  const acted = [...journal, ...records].flatMap(({ by }) => (typeof by === 'object' ? [by.person] : []));
  yield lines('persons.jsonl', await personsOf(knex, [...acted, ...audit.flatMap(({ person }) => person ?? [])]));
  yield lines('audit.jsonl', audit);
  yield lines('ledger.jsonl', await bookedLines(knex, whose));
  yield* terms(knex, whose);
  yield* documents(knex, whose);
  yield* messages(knex, whose);
  for await (const { record, name, content } of keptAttachments(knex, whose)) yield { name: `attachments/${safe(`${record}-${name}`)}`, content };
  yield* seals([...(await sealsOf(knex, journalChain(whose.number))), ...(await sealsOf(knex, bookChain(whose.client)))], trusted);
  for (const name of VERIFIER_FILES) yield { name: `verify/${name}`, content: await readFile(join(VERIFIER, name)) };
}

/** In the client's language, as its messages are. */
async function chronology(knex: Knex, { number, client }: Whose, journal: JournalRow[]): Promise<Buffer> {
  const { legal_name: name, language } = await knex('clients').where({ id: client }).first('legal_name', 'language');
  const on = civilOf(parisDay(momentOf(journal.at(-1)?.at ?? new Date().toISOString())));
  return chronologyPdf({ number, client: name, company: await sellerOn(knex, client, on), facts: journal, language, on });
}

async function wholeJournal(knex: Knex, number: string): Promise<JournalRow[]> {
  const rows: JournalRow[] = [];
  for (let after = 0; ; after = rows.length) {
    const page = await readJournal(knex, number, { after });
    rows.push(...page);
    if (page.length === 0) return rows;
  }
}

async function* terms(knex: Knex, whose: Whose): AsyncGenerator<DossierFile> {
  const versions = await acceptedTerms(knex, whose);
  for (const { version, text: words } of versions) yield text(`terms/${safe(version)}.md`, words);
  yield lines(
    'terms.jsonl',
    versions.map(({ version, hash, parameters, published_at: publishedAt }) => ({
      version,
      hash,
      publishedAt,
      parameters,
      file: `terms/${safe(version)}.md`,
    })),
  );
}

async function* documents(knex: Knex, whose: Whose): AsyncGenerator<DossierFile> {
  const rows = [];
  for (const { number, taken_over: takenOver, purged } of await keptDocuments(knex, whose)) {
    const file = takenOver || purged ? null : `documents/${number}.pdf`;
    if (file) yield { name: file, content: await pdfOf(knex, number) };
    const row = await documentByNumber(knex, number);
    if (row) rows.push({ ...shownDocument(row), takenOver, purged, file });
  }
  yield lines('documents.jsonl', rows);
}

async function* messages(knex: Knex, whose: Whose): AsyncGenerator<DossierFile> {
  const rows = [];
  for await (const { source, deliveries, ...row } of keptMessages(knex, whose)) {
    const file = source ? `messages/${safe(row.id)}.${row.channel === 'REGISTERED_LETTER' ? 'pdf' : 'eml'}` : null;
    if (file && source) yield { name: file, content: source };
    const went = [];
    for (const { source: letter, notice: _, ...delivery } of deliveries) {
      const copy = letter ? `messages/${safe(`${row.id}-${delivery.copy}`)}.pdf` : null;
      if (copy && letter) yield { name: copy, content: letter };
      went.push({ ...delivery, file: copy });
    }
    rows.push({ ...shownMessage(row), file, deliveries: went });
  }
  yield lines('messages.jsonl', rows);
}

const shownMessage = (row: Omit<KeptMessage, 'source' | 'deliveries'>) => ({
  ...{ id: row.id, code: row.code, formal: row.formal, article: row.article, channel: row.channel, sender: row.sender, recipient: row.recipient },
  ...{ subject: row.subject, state: row.state, voidBecause: row.void_because, sentAt: row.sent_at, deemedReceivedOn: row.deemed_received_on },
  ...{ acknowledgedAt: row.acknowledged_at, receipt: row.receipt, messageId: row.message_id, sha256: row.document_hash, erasedAt: row.erased_at },
});

function* seals(found: Seal[], trusted: string | null): Generator<DossierFile> {
  for (const { seal, token } of new Map(found.map((one) => [one.seal, one])).values()) yield { name: `seals/${seal}.tsr`, content: token };
  yield lines(
    'seals.jsonl',
    found.map(({ token: _, ...seal }) => ({ ...seal, file: `seals/${seal.seal}.tsr` })),
  );
  if (trusted) yield text('authority.pem', trusted);
}
