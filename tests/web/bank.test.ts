/** An instance of the Company's own bank: the client signs a mandate, BILLING makes a file and says what the bank did with it. */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordsOf } from '../mails/read-pdf.ts';
import { startInstance } from '../setup/instance.ts';
import { expectSound, openBrowser, signIn, visit } from './browser.ts';
import { apiAs, apiOf, givePrices, type Opened, type User, userOf } from './instance.ts';

const creditor = { ics: 'FR72ZZZ123456', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
let running: Awaited<ReturnType<typeof startInstance>>;
let instance: Opened;
let terms: string;
let browser: Browser;
beforeAll(async () => {
  terms = mkdtempSync(join(tmpdir(), 'tacite-terms-'));
  cpSync('terms/assoconnect', terms, { recursive: true });
  const company = join(terms, 'company.json');
  writeFileSync(company, JSON.stringify({ ...JSON.parse(readFileSync(company, 'utf8')), creditor }));
  running = await startInstance({ env: { TACITE_TERMS: terms, BANK_KEY: randomBytes(32).toString('base64') } });
  instance = { url: running.instance.web, users: running.instance.users ?? [] };
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
  rmSync(terms, { recursive: true });
});

/** A client on real time that gave its first mandate by the API, and has subscribed; and its administrator. */
async function aSubscription(): Promise<{ number: string; own: User }> {
  const admin = await apiAs(instance, 'ADMIN');
  await givePrices(admin);
  const identity = {
    legalName: 'Association des Essais',
    legalForm: 'Association loi 1901',
    registration: 'W751234567',
    seat: '1 rue des Essais, Paris',
  };
  const person = { representative: { name: 'Fixture', capacity: 'Présidente' }, email: 'fixture@example.org' };
  const { id: client } = await admin<{ id: string }>('POST', '/clients', { ...identity, ...person, country: 'FR', language: 'fr', contacts: 10 });
  const own = { email: 'bureau@example.org', password: 'a long secret', role: 'CLIENT_ADMIN' };
  await admin('POST', `/clients/${client}/users`, own);
  const api = await apiOf(instance, own);
  const given = { iban: creditor.iban, holder: 'Association des Essais', accepted: true };
  const { reference } = await api<{ reference: string }>('POST', `/clients/${client}/mandates`, given);
  const { id: paymentMethod } = await api<{ id: string }>('POST', `/clients/${client}/payment-methods`, { token: reference });
  const { version } = await api<{ version: string }>('GET', '/terms-versions/current');
  const acceptance = { termsVersion: version, declarations: [true, true, true, true, true], boxTicked: true, boxWording: 'I accept.' };
  const { number } = await api<{ number: string }>('POST', '/subscriptions', { client, formula: 'yearly', paymentMethod, acceptance });
  return { number, own };
}

test('a mandate is signed on a phone; its debit is filed, taken, booked, and taken back', async () => {
  const { number, own } = await aSubscription();
  const phone = await visit(browser, instance, { size: 'phone', locale: 'fr-FR' });
  await signIn(phone.page, own, `/subscriptions/${number}/mandate`);
  await phone.page.getByText(creditor.ics).waitFor();
  await phone.page.getByLabel(/^IBAN/).fill('FR14 2004 1010 0505 0001 3M02 607');
  await phone.page.getByLabel(/^J’ai lu/).check();
  await phone.page.getByRole('button', { name: 'Signer le mandat' }).click();
  await phone.page.getByText('La clé de cet IBAN ne convient pas').waitFor();
  await expectSound(phone.page);
  if (process.env['SHOTS']) await phone.page.screenshot({ path: `${process.env['SHOTS']}/mandate-phone.png`, fullPage: true });
  await phone.page.getByLabel(/^IBAN/).fill('FR14 2004 1010 0505 0001 3M02 606');
  await phone.page.getByRole('button', { name: 'Signer le mandat' }).click();
  await phone.page.getByText('IBAN FR •••• 2606').first().waitFor();

  const api = await apiOf(instance, own);
  await api('POST', `/subscriptions/${number}/pay-now`, {});
  const billing = await apiAs(instance, 'BILLING');
  const waiting = async () => (await billing<{ waiting: { DEBIT: { orders: number } } }>('GET', '/bank/files')).waiting.DEBIT.orders;
  await expect.poll(waiting, { timeout: 15_000 }).toBe(1);

  const [invoice] = (await api<{ data: { number: string }[] }>('GET', `/invoices?subscription=${number}`)).data;
  const paper = await phone.page.request.get(`/api/v1/invoices/${invoice?.number}.pdf`);
  expect(wordsOf(await paper.body())).toMatch(/\(RUM\) TAC-[0-9a-f]{31} .*\(ICS\) FR72ZZZ123456/);
  await phone.close();

  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'BILLING'), '/books');
  await page.getByRole('link', { name: 'Bank files' }).click();
  await page.getByText('One debit waits: €705.60.').waitFor();
  await page.getByRole('button', { name: 'Make the file' }).click();
  const taken = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download P8-/ }).click();
  expect((await taken).suggestedFilename()).toMatch(/^P8-\d{8}-1\.xml$/);
  await expectSound(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/bank.png`, fullPage: true });
  await page.getByRole('button', { name: /^Say booked/ }).click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^1 order/ }).click();
  await page.getByRole('cell', { name: /^executed/ }).waitFor();
  await page.getByLabel(/^Number of the subscription/).fill('S999999');
  await page.getByText('This subscription is not in this file.').waitFor();
  await page.getByLabel(/^Number of the subscription/).fill(number);
  await page.getByRole('button', { name: /^Rejection or return/ }).click();
  await page.getByLabel(/^Code of the bank/).fill('md06');
  await expectSound(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/bank-orders.png`, fullPage: true });
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByText('taken back').waitFor();
  expect(complaints).toEqual([]);
  await close();
  const paid = async () => (await api<{ data: { state: string; rejectionCode: string }[] }>('GET', `/payments?subscription=${number}`)).data[0];
  await expect.poll(paid, { timeout: 15_000 }).toMatchObject({ state: 'REFUNDED', rejectionCode: 'MD06' });
});
