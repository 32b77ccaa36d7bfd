/** The terms of a deployment: ours, another SaaS's, and what is wrong with faulty ones. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accountLabel, numbersOf } from '../../terms/accounts.ts';
import { type Deployment, readDeployment, termsFolder } from '../../terms/deployment.ts';
import { missingArticles } from '../../terms/check.ts';
import { png } from '../papers/png.ts';
import { story } from './clauses/story.ts';

const OTHER = join(import.meta.dirname, '..', 'terms', 'other');
const terms = (folder: string): Deployment => {
  const read = readDeployment(folder);
  if (!read.terms) throw new Error(read.faults.join('\n'));
  return read.terms;
};

test('ours can be executed, and is what runs unless another folder is named', () => {
  expect(terms(termsFolder({})).company.legalName).toBe('AssoConnect');
  expect(termsFolder({ TACITE_TERMS: OTHER })).toBe(OTHER);
});

test('books are ours where a folder says nothing, and its own where it does', () => {
  const [ours, other] = [terms(termsFolder({})).books, terms(OTHER).books];
  expect([ours.accounts.client, ours.accounts.income.PRICE, ours.journals.sales.code, ours.yearStartsIn]).toEqual(['411', '706', 'VE', 1]);
  expect([other.accounts.client, other.accounts.bank, other.accounts.income.PRICE, other.journals.sales.code]).toEqual([
    '411100',
    '512',
    '706100',
    'VT',
  ]);
  expect(numbersOf(other, 'client')).toEqual(['411100', '411']);
  expect(accountLabel(other, '411100').en).toBe('Subscribers');
});

test("another SaaS's terms carry a whole default, to the destruction of the data, on their own delays", async () => {
  const { parameters, schedule } = terms(OTHER);
  const { given, when, check } = story();
  const lines = schedule.lines.map(({ formula, months, netCents }) => ({ formula, months, netCents, termDays: 15 }));
  await given.subscription({ formula: 'team', at: '2027-01-04 10:30', means: 'card_declined', parameters }, lines);
  await check.documents('F', [{ issuedOn: '2027-01-04', dueOn: '2027-01-19', netCents: 30_000 }]);
  await when.itIs('2027-01-24 12:00');
  await check.messages({ DEFAULT_NOTICE: ['2027-01-24'] }); // due + 5
  await check.deemed('DEFAULT_NOTICE', ['2027-01-27']);
  await check.says('DEFAULT_NOTICE', { lastCureDay: '2027-02-16', suspensionOn: '2027-02-17' });
  await when.theDayEnds('2027-02-16');
  await check.state('ACTIVE');
  await when.itIs('2027-02-17 00:00');
  await check.state('SUSPENDED');
  check.done(await when.legal.asks('terminate-for-cause', { ground: 'NON_PAYMENT', facts: 'text', channel: 'EMAIL' })); // nobody else must agree
  await check.deemed('TERMINATION_NOTICE', ['2027-02-20']);
  await check.view({ cessationOn: '2027-03-07', exportUntil: '2027-04-07' });
  await when.itIs('2027-03-08 00:00');
  await check.state('ENDED');
  await when.itIs('2027-04-08 00:00');
  await check.state('DELETED');
});

describe('its own words', () => {
  beforeAll(() => {
    vi.resetModules();
    vi.stubEnv('TACITE_TERMS', OTHER);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });
  const message = {
    ...{ code: 'DEFAULT_NOTICE' as const, article: 'E8.3a', subscription: 'S000001', client: { legalName: 'Association fixture' } },
    links: { space: 'http://localhost' },
    values: {
      documents: [{ number: 'F2027-000001', dueOn: '2027-01-19', openCents: 36_000 }],
      ...{ sentOn: '2027-01-24', deemedOn: '2027-01-27', lastCureDay: '2027-02-16', suspensionOn: '2027-02-17', terminationFrom: '2027-02-17' },
    },
  };
  test('a notice says what its wording says, with days, sums and documents; the other language keeps ours; the Company is its own', {
    timeout: 60_000,
  }, async () => {
    const { renderMessage } = await import('../../mails/render.ts');
    const fr = await renderMessage({ ...message, language: 'fr' });
    expect(fr.subject).toBe('À payer avant le mardi 16 février 2027');
    for (const part of ['F2027-000001', '360,00', 'mercredi 17 février 2027', 'Exemple Logiciels', 'RCS Lyon 000 000 000'])
      expect(fr.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(part);
    const en = await renderMessage({ ...message, language: 'en' });
    expect(en.subject).toContain('Formal notice to pay');
    expect(en.text).toContain('Exemple Logiciels');
  });
});

describe('what is wrong is said with its file and its place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacite-terms-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const faultsWith = (file: string, change: (text: string) => string): string[] => {
    cpSync(OTHER, folder, { recursive: true });
    const picture = png(4, 4);
    writeFileSync(join(folder, 'interlaced.png'), Buffer.concat([picture.subarray(0, 28), Buffer.from([1]), picture.subarray(29)]));
    writeFileSync(join(folder, 'text.png'), 'no picture');
    writeFileSync(join(folder, 'large.png'), Buffer.alloc(64 * 1024 + 1));
    writeFileSync(join(folder, file), change(readFileSync(join(OTHER, file), 'utf8')));
    return readDeployment(folder).faults;
  };
  const json =
    (change: (value: any) => void) =>
    (text: string): string => {
      // oxlint-disable-line typescript/no-explicit-any
      const value = JSON.parse(text);
      change(value);
      return JSON.stringify(value);
    };

  test.each`
    file               | change                                                                  | fault
    ${'terms.json'}    | ${json((one) => (one.parameters['default.cureDays'] = 2.5))}            | ${'terms.json, parameters: default.cureDays is a whole number (calendar days)'}
    ${'terms.json'}    | ${json((one) => (one.parameters['calendar.timezone'] = 'Europe/Rome'))} | ${'terms.json, parameters: calendar.timezone is executed as Europe/Paris, not as Europe/Rome'}
    ${'terms.json'}    | ${() => '{'}                                                            | ${/^terms\.json: it is not JSON/}
    ${'company.json'}  | ${json((one) => delete one.vatNumber)}                                  | ${/^company\.json, vatNumber: /}
    ${'company.json'}  | ${json((one) => (one.vatNumber = 'FR13000000000'))}                     | ${/^company\.json, vatNumber: FR13000000000 is not that of the SIREN 000000000/}
    ${'company.json'}  | ${json((one) => (one.vatNumber = 'FR57530775576'))}                     | ${/^company\.json, vatNumber: FR57530775576 is not/}
    ${'company.json'}  | ${json((one) => (one.register = 'Lyon 000 000 001'))}                   | ${'company.json, register: no SIREN is in it; write it as "Paris 530 775 576"'}
    ${'company.json'}  | ${json((one) => (one.electronicAddress = '530775576'))}                 | ${'company.json, electronicAddress: begins with the SIREN 000000000'}
    ${'company.json'}  | ${json((one) => (one.electronicAddress = '000000000 A'))}               | ${/^company\.json, electronicAddress: /}
    ${'company.json'}  | ${json((one) => (one.logo = 'missing.png'))}                            | ${'company.json, logo: missing.png cannot be read'}
    ${'company.json'}  | ${json((one) => (one.logo = '../logo.png'))}                            | ${/^company\.json, logo: is the name of a \.png file/}
    ${'company.json'}  | ${json((one) => (one.logo = 'interlaced.png'))}                         | ${'company.json, logo: interlaced.png must have 8 bits a colour, and not be interlaced'}
    ${'company.json'}  | ${json((one) => (one.logo = 'text.png'))}                               | ${'company.json, logo: text.png is not a PNG'}
    ${'company.json'}  | ${json((one) => (one.logo = 'large.png'))}                              | ${/large\.png is larger than 64 KiB/}
    ${'schedule.json'} | ${json((one) => (one.lines[0].months = 61))}                            | ${'schedule.json, lines[0].months: 61 is not between 1 and 60 (term.minMonths, term.maxMonths)'}
    ${'schedule.json'} | ${json((one) => one.lines.push(one.lines[0]))}                          | ${'schedule.json, lines[1].contactsFrom: team already has a price from 0 Contacts'}
    ${'text.md'}       | ${(text: string) => text.replace(/^7\.1 .*$/m, '')}                     | ${'text.md: article 7.1 is missing; begin a line with its number'}
    ${'text.md'}       | ${(text: string) => text.replace('\n1.8 ', ' 1.8 ')}                    | ${/^text\.md, line 12: article 1\.8 begins inside article 1\.7/}
    ${'notices.json'}  | ${json((one) => one.DEFAULT_NOTICE.fr.paragraphs.splice(2, 2))}         | ${'notices.json, DEFAULT_NOTICE.fr.paragraphs: {lastCureDay} is missing, and must be said'}
    ${'notices.json'}  | ${json((one) => one.DEFAULT_NOTICE.fr.paragraphs.push('{price}'))}      | ${/^notices\.json, DEFAULT_NOTICE\.fr: \{price\} is not known/}
    ${'notices.json'}  | ${json((one) => (one.INVOICE = {}))}                                    | ${/^notices\.json/}
    ${'accounts.json'} | ${json((one) => (one.accounts.client = '41'))}                          | ${'accounts.json, accounts.client: begins with three digits, then digits or capitals'}
    ${'accounts.json'} | ${json((one) => (one.accounts.bank = '411100'))}                        | ${'accounts.json, accounts.bank: 411100 stands for client already'}
    ${'accounts.json'} | ${json((one) => (one.accounts.deferred = '706'))}                       | ${'accounts.json, accounts.income: 706 stands for deferred already'}
    ${'accounts.json'} | ${json((one) => one.former.client.push('512'))}                         | ${'accounts.json, accounts.bank: 512 stands for client already'}
    ${'accounts.json'} | ${json((one) => delete one.labels['706100'])}                           | ${'accounts.json, labels: 706100 has no name'}
    ${'accounts.json'} | ${json((one) => (one.journals.sales.code = 'BQ'))}                      | ${'accounts.json, journals.bank: BQ is the code of sales already'}
    ${'accounts.json'} | ${json((one) => (one.yearStartsIn = 13))}                               | ${/^accounts\.json, yearStartsIn: /}
  `('$file: $fault', ({ file, change, fault }) => {
    const faults = faultsWith(file, change);
    expect(
      faults.some((one) => (fault instanceof RegExp ? fault.test(one) : one === fault)),
      faults.join('\n'),
    ).toBe(true);
  });

  test('a logo is read with its hash', () => {
    cpSync(OTHER, folder, { recursive: true });
    writeFileSync(join(folder, 'logo.png'), png(4, 4));
    writeFileSync(join(folder, 'company.json'), json((one) => (one.logo = 'logo.png'))(readFileSync(join(OTHER, 'company.json'), 'utf8')));
    const { company, logo } = terms(folder);
    expect(logo?.png.equals(png(4, 4))).toBe(true);
    expect(company.logo).toBe(logo?.sha256);
  });

  test('every article that is text only must be there', () => {
    expect(missingArticles('')).toEqual(expect.arrayContaining(['1.2', '2', '7.1', '9.2', '11.10']));
    expect(missingArticles(readFileSync(join(OTHER, 'text.md'), 'utf8'))).toEqual([]);
  });
});
