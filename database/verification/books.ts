import type { Knex } from 'knex';
import { GENESIS, breakOf } from '../../verifier/chain.mjs';
import { recordOf, recordRows } from '../records.ts';
import type { Finding } from '../verify.ts';

const PAGE = 500;

/** A11: every register is the one that was written, each record sealed by the one before. A book is read no further than where it breaks. */
export async function checkBooks(knex: Knex): Promise<Finding[]> {
  const books: { book: string }[] = await knex('records').distinct('book').orderBy('book');
  const findings: Finding[] = [];
  for (const { book } of books) {
    const what = await breakIn(knex, book);
    if (what) findings.push({ check: 'records', subscription: null, what: `book ${book}, ${what}` });
  }
  return findings;
}

async function breakIn(knex: Knex, book: string): Promise<string | undefined> {
  for (let before = { seq: 0, hash: GENESIS }; ; ) {
    const rows = await recordRows(knex, { book }).where('seq', '>', before.seq).orderBy('seq').limit(PAGE);
    for (const row of rows) {
      const record = recordOf(row);
      const broken = breakOf(record, before);
      if (broken) return `record ${before.seq + 1}: ${broken}`;
      before = record;
    }
    if (rows.length < PAGE) return undefined;
  }
}
