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
import { aClient, apiAs, apiOf, givePrices, type Opened, userOf } from './instance.ts';

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

test('a client signs a mandate on the way to its subscription, on a phone; its debit is filed, taken, booked, and taken back', async () => {
  await givePrices(await apiAs(instance, 'ADMIN'));
  const { own } = await aClient(instance);
  const phone = await visit(browser, instance, { size: 'phone', locale: 'fr-FR' });
  await signIn(phone.page, own, '/subscriptions/new');
  await phone.page.getByRole('radio').filter({ hasText: 'Annuelle' }).click();
  if (process.env['SHOTS']) await phone.page.screenshot({ path: `${process.env['SHOTS']}/mandate-before-phone.png`, fullPage: true });
  await phone.page.getByRole('button', { name: 'Lire et signer le mandat' }).click();
  await phone.page.getByText(creditor.ics).waitFor();
  await phone.page.getByLabel(/^IBAN/).fill('FR14 2004 1010 0505 0001 3M02 607');
  await phone.page.getByLabel(/^J’ai lu/).check();
  await phone.page.getByRole('button', { name: 'Signer le mandat' }).click();
  const iban = phone.page.getByLabel(/^IBAN/);
  await phone.page.getByText('La clé de cet IBAN ne convient pas').waitFor();
  expect([await iban.getAttribute('aria-invalid'), await phone.page.getByRole('alert').count()]).toEqual(['true', 0]);
  const described = await iban.evaluate((field) =>
    field
      .getAttribute('aria-describedby')
      ?.split(' ')
      .map((id) => document.getElementById(id)?.textContent),
  );
  expect(described?.join(' ')).toContain('La clé de cet IBAN');
  await expect.poll(() => iban.evaluate((field) => field === document.activeElement)).toBe(true);
  await expectSound(phone.page);
  if (process.env['SHOTS']) await phone.page.screenshot({ path: `${process.env['SHOTS']}/mandate-phone.png`, fullPage: true });
  await phone.page.getByLabel(/^IBAN/).fill('FR14 2004 1010 0505 0001 3M02 606');
  await phone.page.getByRole('button', { name: 'Signer le mandat' }).click();
  await phone.page.getByRole('radio', { name: /IBAN FR •••• 2606/ }).waitFor();
  expect(await phone.page.getByRole('radio', { name: /IBAN FR •••• 2606/ }).isChecked()).toBe(true);
  expect(await phone.page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toMatch(/2004|2606/);
  await expectSound(phone.page);
  if (process.env['SHOTS']) await phone.page.screenshot({ path: `${process.env['SHOTS']}/mandate-signed-phone.png`, fullPage: true });
  for (const box of await phone.page.getByRole('checkbox').all()) await box.check();
  await phone.page.getByRole('button', { name: 'Souscrire' }).click();
  await phone.page.waitForURL(/\/subscriptions\/S\d+$/);
  const number = new URL(phone.page.url()).pathname.split('/').at(-1) ?? '';

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
