import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, open, openBrowser, signIn, visit } from './browser.ts';
import { type Given, givenASubscription, type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
let given: Given;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
  given = await givenASubscription(instance, { token: 'card_ok', until: '2027-02-05T10:00:00Z' });
});
afterAll(() => browser.close());

test('5.3: the account of a client, line by line with its balance, up to a day, on paper and as a list', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'BILLING'));
  await open(page, `/subscriptions/${given.number}?tab=documents`);
  await page.getByRole('link', { name: 'Statement of account' }).click();
  await page.getByText(given.clientName).waitFor();
  const table = page.getByRole('table', { name: 'Statement of account' });
  await table.waitFor();
  const balances = () => table.locator('td[data-column="balance"]').allInnerTexts();
  expect(await balances()).toEqual(['€705.60', '€0.00']);
  await page.getByText('Balance owed: €0.00').waitFor();
  await expectSound(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/account.png`, fullPage: true });
  expect(await page.getByRole('link', { name: 'Statement as PDF' }).getAttribute('href')).toMatch(/account-statement\.pdf$/);
  const list = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Statement as CSV' }).click();
  expect((await list).suggestedFilename()).toMatch(/\.csv$/);
  await page.getByLabel(/^Up to/).fill('2027-02-02');
  await page.getByText('Balance owed: €705.60').waitFor();
  expect(await balances()).toEqual(['€705.60']);
  expect(await page.getByRole('link', { name: 'Statement as PDF' }).getAttribute('href')).toContain('on=2027-02-02');
  expect(complaints).toEqual([]);
  await close();
});

test('on a phone, in French, the client reads its own account', async () => {
  const { page, complaints, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR', scheme: 'dark' });
  await signIn(page, given.admin);
  await open(page, `/subscriptions/${given.number}?tab=documents`);
  await page.getByRole('link', { name: 'Relevé de compte' }).click();
  await page.getByText(/Encaissement/).waitFor();
  await page.getByText(/du 4 janv\. 2027 au 5 févr\. 2027/).waitFor();
  await expectSound(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/account-phone.png`, fullPage: true });
  expect(complaints).toEqual([]);
  await close();
});
