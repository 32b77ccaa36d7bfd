import type { Knex } from 'knex';
import { open, record } from '../contract/contract.ts';
import type { Fact } from '../contract/facts.ts';
import type { Contract } from '../contract/state.ts';
import { GENESIS, canonicalJson } from '../verifier/chain.mjs';
import { factOf, journalBreak, walkJournal } from './journal.ts';
import { sealFaults } from './seals.ts';
import { Document } from './models/document.ts';
import { Subscription } from './models/subscription.ts';
import { checkAccounts } from './verification/accounts.ts';
import { checkBooks } from './verification/books.ts';
import { judge, nothingSeen } from './verification/life.ts';

/** Something that does not hold. `check` says which kind of invariant; `subscription` is null for what concerns a whole series or the books. */
export type Finding = {
  check: 'chain' | 'records' | 'seals' | 'contract' | 'workflow' | 'documents' | 'notices' | 'numbers' | 'ledger' | 'payments';
  subscription: string | null;
  what: string;
};
export type Outside = { workflowContract?: (number: string) => Promise<Contract | null> };

const PAGE = 200;
const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/**
 * Checks what must hold whatever happens: journal chains, registers, numbers, books, documents, contracts as the fold of their journal, notices before
 * what they allow, and, where it can be asked, the workflow's contract. An empty list is a clean bill. Reads only; a page of subscriptions in memory.
 */
export async function verify(knex: Knex, { workflowContract }: Outside = {}): Promise<Finding[]> {
  const seals = (await sealFaults(knex)).map((what): Finding => ({ check: 'seals', subscription: null, what }));
  const findings = [...(await checkAccounts(knex)), ...(await checkBooks(knex)), ...seals];
  const doubtful: string[] = [];
  for (let after = ''; ; ) {
    const page = await Subscription.query(knex).select('number').where('number', '>', after).orderBy('number').limit(PAGE);
    for (const { number } of page) {
      findings.push(...(await checkSubscription(knex, number).catch((error: Error) => beyond(number, error))));
      if (workflowContract && (await workflowFault(knex, number, workflowContract))) doubtful.push(number);
    }
    const last = page.at(-1);
    if (!last) return workflowContract ? [...findings, ...(await confirmed(knex, doubtful, workflowContract))] : findings;
    after = last.number;
  }
}

/** What cannot even be read is a finding of its own, and stops no other check. */
const beyond = (subscription: string, { message }: Error): Finding[] => [
  { check: 'contract', subscription, what: `the journal cannot be folded: ${message}` },
];

/** One subscription, seen at one moment. */
async function checkSubscription(knex: Knex, number: string): Promise<Finding[]> {
  return knex.transaction(
    async (trx) => {
      const { contract: stored } = await Subscription.query(trx).findById(number).select('contract').throwIfNotFound();
      const { contract, issued, findings } = await walk(trx, number);
      if (!same(contract, stored))
        findings.push({ check: 'contract', subscription: number, what: 'the stored contract is not the fold of the journal' });
      return [...findings, ...(await checkDocuments(trx, number, issued))];
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

type Issued = { number: string; grossCents: number };
type Walk = { contract: Contract | null; issued: Map<string, Issued>; findings: Finding[] };

/** Folds a journal, checking its chain and what each fact needs before it. Stops where the chain breaks. */
async function walk(knex: Knex, number: string): Promise<Walk> {
  const found: Walk = { contract: null, issued: new Map(), findings: [] };
  const seen = nothingSeen();
  const say = (check: Finding['check'], what: string): unknown => found.findings.push({ check, subscription: number, what });
  let before = { seq: 0, hash: GENESIS };
  for await (const row of walkJournal(knex, number)) {
    const broken = journalBreak(row, before);
    if (broken) {
      say('chain', `journal row ${before.seq + 1}: ${broken}`);
      return found;
    }
    const fact = factOf(row);
    found.contract = found.contract ? record(found.contract, fact) : opened(fact);
    if (!found.contract) {
      say('chain', 'the journal does not begin with an acceptance');
      return found;
    }
    const fault = judge(found.contract, seen, fact);
    if (fault) say('notices', fault);
    for (const document of issuedBy(fact)) {
      if (found.issued.has(document.id)) say('documents', `${document.id} was issued twice`);
      found.issued.set(document.id, document);
    }
    before = row;
  }
  if (before.seq === 0) say('chain', 'the journal is empty');
  return found;
}

const opened = (fact: Fact): Contract | null => (fact.type === 'subscription.accepted' ? open(fact) : null);

/** The documents that a fact issues or brings, by their natural keys. */
function issuedBy(fact: Fact): (Issued & { id: string })[] {
  if (fact.type === 'invoice.issued') return [{ id: fact.invoice, number: fact.number, grossCents: fact.grossCents }];
  if (fact.type === 'debit-note.issued') return [{ id: fact.debitNote, number: fact.number, grossCents: fact.grossCents }];
  if (fact.type === 'credit-note.issued') return [{ id: fact.creditNote, number: fact.number, grossCents: fact.grossCents }];
  if (fact.type === 'subscription.taken-over') return fact.invoices.map(({ invoice: id, number, grossCents }) => ({ id, number, grossCents }));
  return [];
}

/** Each document of the journal stands in the books as it was issued, and no other does (invariant 2). */
async function checkDocuments(knex: Knex, number: string, issued: Map<string, Issued>): Promise<Finding[]> {
  const findings: Finding[] = [];
  const rows = await Document.query(knex).select('id', 'number', 'gross_cents').where({ subscription: number });
  const say = (what: string): unknown => findings.push({ check: 'documents', subscription: number, what });
  for (const row of rows) {
    const fact = issued.get(row.id);
    if (!fact) say(`document ${row.number} is not in the journal`);
    else if (fact.number !== row.number || fact.grossCents !== row.grossCents) say(`document ${row.number} differs from its fact`);
    issued.delete(row.id);
  }
  for (const { number: missing } of issued.values()) say(`document ${missing} is in the journal but not stored`);
  return findings;
}

type Ask = NonNullable<Outside['workflowContract']>;

/** Invariant 6, for one subscription: what is wrong now. */
async function workflowFault(knex: Knex, number: string, ask: Ask): Promise<string | undefined> {
  let held: Contract | null;
  try {
    held = await ask(number);
  } catch (error) {
    return `the workflow does not answer: ${(error as Error).message}`;
  }
  if (!held) return 'the workflow is missing: npm run rebuild';
  const { contract: stored } = await Subscription.query(knex).findById(number).select('contract').throwIfNotFound();
  return same(held, stored) ? undefined : 'the workflow holds another contract than the database';
}

/** A workflow at work may be a fact ahead or behind for a moment: what differed is looked at again, twice. */
async function confirmed(knex: Knex, doubtful: string[], ask: Ask): Promise<Finding[]> {
  let findings: Finding[] = doubtful.map((number) => ({ check: 'workflow', subscription: number, what: '' }));
  for (let look = 0; look < 2 && findings.length > 0; look++) {
    await new Promise((done) => setTimeout(done, 400));
    const seen = [];
    for (const finding of findings) seen.push({ ...finding, what: await workflowFault(knex, finding.subscription ?? '', ask) });
    findings = seen.flatMap(({ what, ...rest }) => (what ? [{ ...rest, what }] : []));
  }
  return findings;
}
