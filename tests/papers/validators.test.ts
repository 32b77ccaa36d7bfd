/** E5.3c: what Mustang and veraPDF say of our papers: of one of each kind, or with PAPERS=all of every document that the scenarios issue. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentPaper } from '../../mails/papers/document-words.ts';
import { documentPdf } from '../../mails/papers/document.ts';
import { VALIDATORS, hasJava } from '../../scripts/setup/validators.mjs';
import { CREDIT, DEBIT, FEE, INVOICE } from '../mails/paper-samples.ts';
import { SPECIAL } from './special-papers.ts';
import { papersOfLives } from './papers-of-lives.ts';
import { type Verdict, isClean, judge } from './validators.ts';

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

test.skipIf(!isHere)(
  'E5.3c: every paper is a Factur-X of the profile EN 16931 in PDF/A-3b, and keeps the French rules',
  { timeout: 1_800_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'papers-'));
    try {
      const made = await papers();
      for (const [name, paper] of made) writeFileSync(join(folder, `${name}.pdf`), await documentPdf(paper));
      const verdicts = judge(folder);
      if (everything) console.table(table(verdicts));
      expect(verdicts).toHaveLength(made.length);
      expect(verdicts.filter((one) => !isClean(one))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test.skipIf(!isHere)(
  'the programs are listened to: a total that is wrong, and a file that is no PDF/A, are found',
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'papers-'));
    try {
      const wrong = { ...INVOICE, document: { ...INVOICE.document, grossCents: INVOICE.document.grossCents + 100 } };
      writeFileSync(join(folder, 'total.pdf'), await documentPdf(wrong));
      const spoilt = (await documentPdf(INVOICE)).toString('latin1').replace('<pdfaid:part>3', '<pdfaid:part>9');
      writeFileSync(join(folder, 'spoilt.pdf'), spoilt, 'latin1');
      const verdicts = judge(folder);
      expect(verdicts.map(({ file }) => file).sort()).toEqual(['spoilt.pdf', 'total.pdf']);
      expect(verdicts.filter(isClean)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
