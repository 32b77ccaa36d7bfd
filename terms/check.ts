/** What a deployment's terms must hold before anything is executed under them: each fault one sentence that names the file and the place. */
import { isValidBIC, isValidIBAN } from 'ibantools';
import { validateCreditorID } from 'sepa';
import { z } from 'zod';
import { ENTRIES } from '../contract/entries.ts';
import { faultsOf } from '../contract/parameters.ts';
import { vatNumberFault } from '../contract/vat-numbers.ts';
import { sirenOf } from './siren.ts';
import { PLACEHOLDERS, type Placeholders, type WordedCode } from './placeholders.ts';

const PNG = '\x89PNG\r\n\x1a\n';
const LOGO_BYTES = 64 * 1024;
const Both = z.object({ fr: z.string().min(1), en: z.string().min(1) });
/** Who collects by its own bank: its SEPA creditor identifier (ICS) and its account, in capitals without spaces. */
const CreditorFile = z.strictObject({ ics: z.string(), iban: z.string(), bic: z.string() });
export const CompanyFile = z.strictObject({
  legalName: z.string().min(1),
  legalForm: Both,
  capitalCents: z.int().min(0),
  address: z.array(z.string().min(1)).min(1),
  country: z.string().regex(/^[A-Z]{2}$/, 'is a country code of two capitals'),
  register: z.string().min(1),
  vatNumber: z.string().min(1),
  email: z.email().optional(),
  /** VAT is due when a service is invoiced; without this option, when it is paid (CGI 269-2-c). */
  vatOnDebits: z.boolean().default(false),
  creditor: CreditorFile.optional(),
  /** Where e-invoices of the Company are at home, in the scheme 0225: its SIREN, unless it has an address of its own. */
  electronicAddress: z
    .string()
    .regex(/^[A-Za-z0-9+_/-]{1,125}$/, 'has letters, digits, + - _ / alone')
    .optional(),
  /** A picture in the folder, printed at the head of papers. */
  logo: z
    .string()
    .regex(/^[\w-]+\.png$/, 'is the name of a .png file in this folder')
    .optional(),
});
export const TermsFile = z.strictObject({
  version: z.string().min(1).max(60),
  publishedAt: z.iso.datetime(),
  parameters: z.record(z.string(), z.unknown()),
});
export const ScheduleFile = z.strictObject({
  publishedAt: z.iso.datetime(),
  lines: z
    .array(
      z.strictObject({
        formula: z.string().min(1).max(60),
        months: z.int().min(1),
        contactsFrom: z.int().min(0),
        netCents: z.int().min(0),
        instalments: z.int().min(1).default(1),
        termDays: z.int().min(0).nullable().default(null),
      }),
    )
    .min(1),
});
const Wording = z.strictObject({ subject: z.string().min(1), title: z.string().min(1), paragraphs: z.array(z.string().min(1)).min(1) });
export const NoticesFile = z.partialRecord(
  z.enum(Object.keys(PLACEHOLDERS) as [WordedCode, ...WordedCode[]]),
  z.strictObject({ fr: Wording.optional(), en: Wording.optional() }),
);
export type Wording = z.infer<typeof Wording>;
export type Notices = z.infer<typeof NoticesFile>;

/** The articles whose words a client must find in the text: those of entries that are text (A14), by their number. */
const TEXT_ARTICLES: string[] = [
  ...new Set(ENTRIES.filter(({ id, classes }) => classes.includes('TEXT') && id !== 'E0').map(({ id }) => /^E(\d+(?:\.\d+)?)/.exec(id)?.[1] ?? '')),
];

/** Articles that a text does not show: each has a line of its own that begins with its number, `7.1 …` or `## Article 2`. */
export function missingArticles(text: string): string[] {
  const shown = new Set(text.split('\n').flatMap((line) => /^(?:#+ *)?(?:Article +)?(\d+(?:\.\d+)?)\b/i.exec(line)?.[1] ?? []));
  return TEXT_ARTICLES.filter((article) => !shown.has(article));
}

/** Where several articles share a line: a reader does not find the second one. */
function sharedLines(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const [, first = '', chapter = ''] = /^((\d+)\.\d+) /.exec(line) ?? [];
    const second = first && new RegExp(`[.] (${chapter}\\.\\d+) \\p{Lu}`, 'u').exec(line)?.[1];
    return second ? [`text.md, line ${index + 1}: article ${second} begins inside article ${first}; give it a line of its own`] : [];
  });
}

export const textFaults = (text: string): string[] => [
  ...missingArticles(text).map((article) => `text.md: article ${article} is missing; begin a line with its number`),
  ...sharedLines(text),
];

/** E5.3c: an invoice of a French company bears its SIREN and the VAT number made of it; the address of e-invoices begins with it. */
export function companyFaults({ country, register, vatNumber, electronicAddress, creditor }: z.infer<typeof CompanyFile>): string[] {
  const faults = creditor ? creditorFaults(creditor) : [];
  if (country !== 'FR') return faults;
  const siren = sirenOf(register);
  if (!siren) return [...faults, 'company.json, register: no SIREN is in it; write it as "Paris 530 775 576"'];
  if (vatNumberFault(vatNumber) || !vatNumber.endsWith(siren))
    faults.push(`company.json, vatNumber: ${vatNumber} is not that of the SIREN ${siren}: FR, the key, the nine digits, without spaces`);
  if (electronicAddress && !electronicAddress.startsWith(siren)) faults.push(`company.json, electronicAddress: begins with the SIREN ${siren}`);
  return faults;
}

const creditorFaults = ({ ics, iban, bic }: z.infer<typeof CreditorFile>): string[] => [
  ...(validateCreditorID(ics) ? [] : [`company.json, creditor.ics: ${ics} is no SEPA creditor identifier; write it as FR72ZZZ123456`]),
  ...(isValidIBAN(iban) ? [] : [`company.json, creditor.iban: the check digits of ${iban} do not fit, or it has spaces`]),
  ...(isValidBIC(bic) ? [] : [`company.json, creditor.bic: ${bic} is no BIC of 8 or 11 characters`]),
];

/** A logo that every reader of PDF/A shows: a PNG of 8 bits a colour, not interlaced. */
export function logoFaults(file: string, png: Buffer | undefined): string[] {
  const where = `company.json, logo: ${file}`;
  if (!png) return [`${where} cannot be read`];
  if (png.length > LOGO_BYTES) return [`${where} is larger than ${LOGO_BYTES / 1024} KiB, and each paper holds it whole`];
  if (png.subarray(0, 8).toString('latin1') !== PNG) return [`${where} is not a PNG`];
  return png[24] === 8 && png[28] === 0 ? [] : [`${where} must have 8 bits a colour, and not be interlaced`];
}

export const parameterFaults = (parameters: Record<string, unknown>): string[] =>
  faultsOf(parameters).map((fault) => `terms.json, parameters: ${fault}`);

/** A formula has one duration, which the terms allow, and one price from a number of Contacts on. */
export function scheduleFaults({ lines }: z.infer<typeof ScheduleFile>, { min, max }: { min: number; max: number }): string[] {
  return lines.flatMap(({ formula, months, contactsFrom }, index) => {
    const where = `schedule.json, lines[${index}]`;
    const before = lines.slice(0, index).filter((one) => one.formula === formula);
    return [
      ...(months < min || months > max ? [`${where}.months: ${months} is not between ${min} and ${max} (term.minMonths, term.maxMonths)`] : []),
      ...(before.some((one) => one.months !== months) ? [`${where}.months: ${formula} already has another duration`] : []),
      ...(before.some((one) => one.contactsFrom === contactsFrom)
        ? [`${where}.contactsFrom: ${formula} already has a price from ${contactsFrom} Contacts`]
        : []),
    ];
  });
}

/** A wording of our own for a notice says all that the law or the contract wants said, and nothing that the message does not know. */
export function noticeFaults(notices: Notices): string[] {
  return Object.entries(notices).flatMap(([code, languages]) =>
    Object.entries(languages).flatMap(([language, wording]) => {
      const where = `notices.json, ${code}.${language}`;
      const { known, required }: Placeholders = PLACEHOLDERS[code as WordedCode];
      const used = [...JSON.stringify(wording).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      const body = (wording?.paragraphs ?? []).join('\n');
      return [
        ...[...new Set(used)]
          .filter((name) => !known.includes(name))
          .map((name) => `${where}: {${name}} is not known; this message knows ${known.join(', ')}`),
        ...required.filter((name) => !body.includes(`{${name}}`)).map((name) => `${where}.paragraphs: {${name}} is missing, and must be said`),
      ];
    }),
  );
}

/** The faults of a file against its form, each with the field. */
export const formFaults = (file: string, error: z.ZodError): string[] =>
  error.issues.map((issue) => `${file}${issue.path.length > 0 ? `, ${issue.path.join('.')}` : ''}: ${issue.message}`);
