import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, openBrowser, signIn, visit } from './browser.ts';
import { type Given, givenASubscription, type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
let late: Given;
let fine: Given;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
  late = await givenASubscription(instance, { token: 'card_declined', until: '2027-02-20T10:00:00Z' });
  fine = await givenASubscription(instance, { token: 'card_ok' });
});
afterAll(() => browser.close());

test('a row says who, in which state, what comes next and when, under which article, and what is late', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'SUPPORT'));
  const row = page.getByRole('row').filter({ hasText: late.clientName });
  await row.waitFor();
  for (const words of [late.number, 'Active', 'Yearly', '3 Jan 2028', 'Suspension', '26 Feb 2027', '€705.60'])
    expect(await row.innerText()).toContain(words);
  expect(await row.getByRole('button', { name: 'Article 8.3 (a)' }).count()).toBe(1);
  await expectSound(page);
  expect(complaints).toEqual([]);
  await close();
});

test('search and state live in the address; nothing found says what to do', async () => {
  const { page, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'SUPPORT'));
  await page.getByRole('link', { name: late.clientName }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(late.clientName);
  await page.waitForURL(/q=/);
  await page.getByRole('link', { name: fine.clientName }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('link', { name: late.clientName }).waitFor();
  await page.getByRole('button', { name: 'Ended', exact: true }).click();
  await page.waitForURL(/state=ENDED/);
  await page.getByText('No subscription matches.').waitFor();
  await expectSound(page);
  await page.getByRole('button', { name: 'Show them all' }).click();
  await page.getByRole('link', { name: fine.clientName }).waitFor();
  await close();
});

test('j and k go from row to row, Enter opens', async () => {
  const { page, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'SUPPORT'));
  await page.getByRole('link', { name: late.clientName }).waitFor();
  const names = await page.locator('a[data-row]').allInnerTexts();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(names[0]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: names[0] ?? '' }).waitFor();
  await close();
});

test('the CSV holds what the filter shows, as a French spreadsheet wants it', async () => {
  const { page, close } = await visit(browser, instance, { locale: 'fr-FR' });
  await signIn(page, userOf(instance, 'SUPPORT'), `/subscriptions?q=${encodeURIComponent(late.clientName)}`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exporter la liste en CSV' }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  const line = `${late.number};${late.clientName};Actif;annuelle;2028-01-03;Suspension;2027-02-26;8.3 (a);705,60`;
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv.slice(1).split('\r\n').slice(1)).toEqual([line, '']);
  await close();
});

test('on a phone each row is a card, whole, and still a table to a screen reader', async () => {
  const { page, close } = await visit(browser, instance, { size: 'phone', scheme: 'dark' });
  await signIn(page, userOf(instance, 'SUPPORT'));
  const row = page.getByRole('row').filter({ hasText: late.clientName });
  await row.waitFor();
  expect((await row.boundingBox())?.height).toBeGreaterThan(150);
  expect(await row.getByRole('cell').count()).toBe(7);
  await expectSound(page);
  await close();
});
