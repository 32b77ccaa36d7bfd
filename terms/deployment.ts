/** The terms that this deployment executes: parameters, text, wordings, identity and prices, out of one folder. Ours unless TACITE_TERMS names another. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { PARAMETERS } from '../contract/parameters.ts';
import { AccountsFile, bookFaults, type Books } from './accounts.ts';
import {
  companyFaults,
  CompanyFile,
  formFaults,
  logoFaults,
  noticeFaults,
  type Notices,
  NoticesFile,
  parameterFaults,
  ScheduleFile,
  scheduleFaults,
  TermsFile,
  textFaults,
} from './check.ts';

/** The identity printed on papers (E0); `logo` is the SHA-256 of its picture. */
export type Company = Omit<z.infer<typeof CompanyFile>, 'creditor'>;
/** The picture at the head of papers. */
export type Logo = { sha256: string; png: Buffer };
export type Deployment = z.infer<typeof TermsFile> & {
  text: string;
  company: Company;
  /** Where the Company collects by its own bank. */
  creditor?: z.infer<typeof CompanyFile>['creditor'];
  logo?: Logo;
  schedule: z.infer<typeof ScheduleFile>;
  notices: Notices;
  books: Books;
};

const OURS = join(import.meta.dirname, 'assoconnect');
export const termsFolder = (env: NodeJS.ProcessEnv = process.env): string => (env.TACITE_TERMS ? resolve(env.TACITE_TERMS) : OURS);

type Read<T> = { value: T; faults: [] } | { value: undefined; faults: string[] };

function read<T extends z.ZodType>(folder: string, file: string, form: T): Read<z.infer<T>> {
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch {
    return { value: undefined, faults: [`${file}: it cannot be read`] };
  }
  try {
    const parsed = form.safeParse(JSON.parse(text));
    return parsed.success ? { value: parsed.data, faults: [] } : { value: undefined, faults: formFaults(file, parsed.error) };
  } catch (error) {
    return { value: undefined, faults: [`${file}: it is not JSON: ${(error as Error).message}`] };
  }
}

function readText(folder: string): Read<string> {
  try {
    return { value: readFileSync(join(folder, 'text.md'), 'utf8'), faults: [] };
  } catch {
    return { value: undefined, faults: ['text.md: it cannot be read'] };
  }
}

/** `accounts.json` may be left out: the books are ours then. */
const readBooks = (folder: string): Read<Books> =>
  existsSync(join(folder, 'accounts.json')) ? read(folder, 'accounts.json', AccountsFile) : { value: AccountsFile.parse({}), faults: [] };

function readLogo(folder: string, file: string | undefined): { logo?: Logo; faults: string[] } {
  if (file === undefined) return { faults: [] };
  let png: Buffer | undefined;
  try {
    png = readFileSync(join(folder, file));
  } catch {
    return { faults: logoFaults(file, undefined) };
  }
  return { logo: { sha256: createHash('sha256').update(png).digest('hex'), png }, faults: logoFaults(file, png) };
}

/** The duration that these parameters allow. */
const durations = (parameters: Record<string, unknown>) => ({
  min: Number(parameters['term.minMonths'] ?? PARAMETERS['term.minMonths'].default),
  max: Number(parameters['term.maxMonths'] ?? PARAMETERS['term.maxMonths'].default),
});

/** Reads and checks a folder: the terms, or all that is wrong with them. */
export function readDeployment(folder: string): { terms: Deployment; faults: [] } | { terms: undefined; faults: string[] } {
  const [terms, company, schedule, notices, books, text] = [
    read(folder, 'terms.json', TermsFile),
    read(folder, 'company.json', CompanyFile),
    read(folder, 'schedule.json', ScheduleFile),
    read(folder, 'notices.json', NoticesFile),
    readBooks(folder),
    readText(folder),
  ];
  const { logo, faults: ofLogo } = readLogo(folder, company.value?.logo);
  const faults = [
    ...[terms, company, schedule, notices, books, text].flatMap((one) => one.faults),
    ...ofLogo,
    ...(company.value ? companyFaults(company.value) : []),
    ...(terms.value ? parameterFaults(terms.value.parameters) : []),
    ...(text.value === undefined ? [] : textFaults(text.value)),
    ...(schedule.value && terms.value ? scheduleFaults(schedule.value, durations(terms.value.parameters)) : []),
    ...(notices.value ? noticeFaults(notices.value) : []),
    ...(books.value ? bookFaults(books.value) : []),
  ];
  if (faults.length > 0 || !terms.value || !company.value || !schedule.value || !notices.value || !books.value || text.value === undefined)
    return { terms: undefined, faults };
  const { logo: _, creditor, ...identity } = company.value;
  const held = { ...terms.value, text: text.value, schedule: schedule.value, notices: notices.value, books: books.value };
  return {
    terms: { ...held, company: logo ? { ...identity, logo: logo.sha256 } : identity, ...(logo ? { logo } : {}), ...(creditor ? { creditor } : {}) },
    faults: [],
  };
}

let loaded: Deployment | undefined;
/** The terms of this process, read once. Throws one line for each fault. */
export function deployment(): Deployment {
  if (loaded) return loaded;
  const folder = termsFolder();
  const { terms, faults } = readDeployment(folder);
  if (!terms) throw new Error(`The terms in ${folder} cannot be executed:\n${faults.map((fault) => `  ${fault}.`).join('\n')}`);
  loaded = terms;
  return loaded;
}
