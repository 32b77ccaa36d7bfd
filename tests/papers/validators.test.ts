/** E5.3c: what Mustang and veraPDF say of our papers: of one of each kind, or with PAPERS=all of every document that the scenarios issue. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMAL_CODES } from '../../contract/messages.ts';
import type { DocumentPaper } from '../../mails/papers/document-words.ts';
import { documentPdf } from '../../mails/papers/document.ts';
import { letterPdf } from '../../mails/papers/letter.ts';
import { termsPdf } from '../../mails/papers/terms.ts';
import { VALIDATORS, hasJava } from '../../scripts/setup/validators.mjs';
import { CREDIT, DEBIT, FEE, INVOICE, TERMS_TEXT } from '../mails/paper-samples.ts';
import { SPECIAL } from './special-papers.ts';
import { papersOfLives } from './papers-of-lives.ts';
import { sample } from '../mails/samples.ts';
import { type Verdict, isClean, judge, veraPdf } from './validators.ts';

const isHere = hasJava() && Object.values(VALIDATORS).every((file) => existsSync(file));
const everything = process.env['PAPERS'] === 'all';

async function papers(): Promise<[name: string, paper: DocumentPaper][]> {
  const samples = Object.entries({ INVOICE, CREDIT, DEBIT, FEE, ...SPECIAL });
  if (!everything) return samples;
  const lived = await papersOfLives();
  return [...samples, ...lived.map(({ life, paper }, index): [string, DocumentPaper] => [`${life} ${index} ${paper.document.kind}`, paper])];
}

/** Of each kind: how many, and how many are clean by each program. */
function table(verdicts: Verdict[]): Record<string, Record<string, number>> {
  const kinds = [...new Set(verdicts.map(kindOf))].sort();
  return Object.fromEntries(
    kinds.map((kind) => {
      const own = verdicts.filter((one) => kindOf(one) === kind);
      const count = (is: (one: Verdict) => boolean): number => own.filter(is).length;
      const mustang = count((one) => one.pdf === 'valid' && one.xml === 'valid');
      return [
        kind,
        { papers: own.length, EN16931: mustang, 'PDF/A-3b': count((one) => one.verapdf === 'PASS'), French: count((one) => one.broken.length === 0) },
      ];
    }),
  );
}
const kindOf = ({ file }: Verdict): string =>
  file
    .replace(/\.pdf$/, '')
    .split(' ')
    .at(-1) ?? file;

/** A total that is wrong by 1 EUR, and a file that is no PDF/A: what the programs must find. */
async function spoilt(): Promise<Record<string, Buffer>> {
  const { document } = INVOICE;
  const noArchive = (await documentPdf({ ...INVOICE, language: 'en' })).toString('latin1').replace('<pdfaid:part>3', '<pdfaid:part>9');
  return {
    'spoilt total.pdf': await documentPdf({ ...INVOICE, document: { ...document, grossCents: document.grossCents + 100 } }),
    'spoilt archive.pdf': Buffer.from(noArchive, 'latin1'),
  };
}

describe.skipIf(!isHere)('Mustang and veraPDF', () => {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'));
  let made: string[] = [];
  let verdicts: Verdict[] = [];
  beforeAll(async () => {
    const all = await papers();
    made = all.map(([name]) => `${name}.pdf`);
    for (const [name, paper] of all) writeFileSync(join(folder, `${name}.pdf`), await documentPdf(paper));
    for (const [file, bytes] of Object.entries(await spoilt())) writeFileSync(join(folder, file), bytes);
    verdicts = judge(folder);
  }, 1_800_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('E5.3c: every paper is a Factur-X of the profile EN 16931 in PDF/A-3b, and keeps the French rules', () => {
    const ours = verdicts.filter(({ file }) => made.includes(file));
    if (everything) console.table(table(ours));
    expect(ours).toHaveLength(made.length);
    expect(ours.filter((one) => !isClean(one))).toEqual([]);
  });

  test('they are listened to: a total that is wrong is found, and a file that is no PDF/A', () => {
    const found = (file: string): Verdict | undefined => verdicts.find((one) => one.file === file);
    expect(found('spoilt total.pdf')).toMatchObject({ xml: 'invalid' });
    expect(found('spoilt archive.pdf')).toMatchObject({ verapdf: 'FAIL' });
  });

  test('11.1: formal notices by letter, and the terms, are PDF/A-2b', { timeout: 300_000 }, async () => {
    const notices = FORMAL_CODES.map((code, index) => sample(code, index % 2 ? 'en' : 'fr'));
    const letters = await Promise.all(notices.map((message) => letterPdf({ ...message, on: '2027-02-11' })));
    const terms = await termsPdf({ version: '2026-12', text: TERMS_TEXT, hash: 'a3f1'.repeat(16), language: 'fr', publishedOn: '2026-12-01' });
    const apart = mkdtempSync(join(tmpdir(), 'letters-'));
    const files = [...letters, terms].map((pdf, index) => {
      const file = join(apart, `${index}.pdf`);
      writeFileSync(file, pdf);
      return file;
    });
    const archival = veraPdf(files, '2b');
    rmSync(apart, { recursive: true, force: true });
    expect(archival.size).toBe(files.length);
    expect([...archival.values()].filter((verdict) => verdict !== 'PASS')).toEqual([]);
  });
});
