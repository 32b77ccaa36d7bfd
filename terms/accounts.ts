/** The books of a deployment: the accounts that Tacite books on, its journals, and the month in which its financial year begins. */
import { z } from 'zod';

const Both = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });
type Both = z.infer<typeof Both>;
const Account = z.string().regex(/^\d{3}[0-9A-Z]{0,17}$/, 'begins with three digits, then digits or capitals');

/** Accounts whose balance the software reads back: each stands for one thing alone. Numbers of the plan comptable général (ANC 2014-03). */
const ALONE = {
  client: '411',
  bank: '512',
  vat: '44571',
  /** VAT on receipts, until the money is there (CGI 269-2-c). */
  vatWaiting: '4458',
  /** What was invoiced for days after the end of the financial year. */
  deferred: '487',
  /** Opening balance: what was taken over. */
  opening: '890',
  /** Debts given up as irrecoverable, and money that comes in on one after all (A8). */
  writtenOff: '654',
  recovered: '7714',
};
/** What the net amount of each kind of document is credited to. A recharged rejection is an ancillary income; what is owed for lateness is a financial one. */
const INCOME = { PRICE: '706', INSTALMENT: '706', ACCELERATED: '706', STATEMENT: '706', ASSISTANCE: '706', REJECTION_FEE: '7088', PENALTIES: '7631' };
export type Alone = keyof typeof ALONE;

const LABELS: Record<string, Both> = {
  '411': { fr: 'Clients', en: 'Customers' },
  '512': { fr: 'Banques', en: 'Banks' },
  '44571': { fr: 'TVA collectée', en: 'VAT collected' },
  '4458': { fr: 'TVA en attente d’encaissement', en: 'VAT awaiting receipt' },
  '487': { fr: 'Produits constatés d’avance', en: 'Deferred income' },
  '890': { fr: 'Bilan d’ouverture', en: 'Opening balance' },
  '654': { fr: 'Pertes sur créances irrécouvrables', en: 'Bad debts written off' },
  '7714': { fr: 'Rentrées sur créances amorties', en: 'Bad debts recovered' },
  '706': { fr: 'Prestations de services', en: 'Services' },
  '7088': { fr: 'Autres produits d’activités annexes', en: 'Other ancillary income' },
  '7631': { fr: 'Revenus des créances commerciales', en: 'Interest on trade receivables' },
};

const JOURNALS = {
  sales: { code: 'VE', label: { fr: 'Ventes', en: 'Sales' } },
  bank: { code: 'BQ', label: { fr: 'Banque', en: 'Bank' } },
  adjustments: { code: 'OD', label: { fr: 'Opérations diverses', en: 'Adjustments' } },
};
export type JournalName = keyof typeof JOURNALS;

const withDefaults = <T extends Record<string, string>>(accounts: T): Record<keyof T, z.ZodDefault<typeof Account>> =>
  Object.fromEntries(Object.entries(accounts).map(([role, number]) => [role, Account.default(number)])) as Record<
    keyof T,
    z.ZodDefault<typeof Account>
  >;
const Journal = z.strictObject({ code: z.string().regex(/^[A-Z0-9]{1,6}$/, 'is one to six capitals or digits'), label: Both });
const Income = z.strictObject(withDefaults(INCOME));

/** `accounts.json`; what it leaves out is ours. */
export const AccountsFile = z.strictObject({
  accounts: z.strictObject({ ...withDefaults(ALONE), income: Income.prefault({}) }).prefault({}),
  /** Numbers that were booked on before: their balances go on to count. */
  former: z.partialRecord(z.enum(Object.keys(ALONE) as [Alone, ...Alone[]]), z.array(Account)).default({}),
  labels: z.record(Account, Both).default({}),
  journals: z
    .strictObject({
      sales: Journal.default(JOURNALS.sales),
      bank: Journal.default(JOURNALS.bank),
      adjustments: Journal.default(JOURNALS.adjustments),
    })
    .prefault({}),
  yearStartsIn: z.int().min(1).max(12).default(1),
});
export type Books = z.infer<typeof AccountsFile>;
export type Accounts = Books['accounts'];

/** The number of an account and those that it had before. */
export const numbersOf = ({ accounts, former }: Books, role: Alone): string[] => [accounts[role], ...(former[role] ?? [])];

/** The name of an account in both languages; one that is booked on no more has its number. */
export const accountLabel = ({ labels }: Books, account: string): Both => labels[account] ?? LABELS[account] ?? { fr: account, en: account };

/** No number stands for two things that are read back, each has a name, and each journal its code. */
export function bookFaults(books: Books): string[] {
  const { accounts, labels, journals } = books;
  const roles = Object.keys(ALONE) as Alone[];
  const used = [
    ...roles.flatMap((role) => numbersOf(books, role).map((number) => [role as string, number] as const)),
    ...[...new Set(Object.values(accounts.income))].map((number) => ['income', number] as const),
  ];
  const codes = Object.entries(journals).map(([name, { code }]) => [name, code] as const);
  const doubles = <T extends readonly (readonly [string, string])[]>(
    pairs: T,
    say: (name: string, value: string, first: string) => string,
  ): string[] =>
    pairs.flatMap(([name, value], index) => {
      const first = pairs.slice(0, index).find((one) => one[1] === value);
      return first ? [say(name, value, first[0])] : [];
    });
  const named = [...new Set(used.map(([, number]) => number))];
  return [
    ...doubles(used, (name, number, first) => `accounts.json, accounts.${name}: ${number} stands for ${first} already`),
    ...doubles(codes, (name, code, first) => `accounts.json, journals.${name}: ${code} is the code of ${first} already`),
    ...named.filter((number) => !labels[number] && !LABELS[number]).map((number) => `accounts.json, labels: ${number} has no name`),
  ];
}
