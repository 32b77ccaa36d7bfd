import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, openBrowser, signIn, visit } from './browser.ts';
import { type Given, givenASubscription, type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
let given: Given;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
  given = await givenASubscription(instance, { token: 'card_ok' });
});
afterAll(() => browser.close());

test('the books of a test clock: validated, taken away, aged, compared with the provider', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'BILLING'), '/books');
  const whose = page.getByLabel(/^Whose books/);
  await whose.selectOption((await whose.locator('option', { hasText: given.clientName }).getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'Validate now' }).click();
  await page.getByText('No entry waits for its validation.').waitFor();
  await page.getByRole('heading', { name: /^Deferred income: €/ }).waitFor();
  await page.getByRole('link', { name: given.clientName }).waitFor();
  const fec = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /^FEC format/ })
    .first()
    .click();
  expect((await fec).suggestedFilename()).toMatch(/^530775576FEC\d{8}\.txt$/);
  await page.getByRole('button', { name: 'Compare now' }).click();
  await page.getByRole('table', { name: 'Comparison with the payment provider' }).getByRole('button').first().click();
  await page.getByText('both books say the same').waitFor();
  const list = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Invoices', exact: true }).click();
  expect((await list).suggestedFilename()).toBe('tacite-invoices.csv');
  await expectSound(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/books.png`, fullPage: true });
  expect(complaints).toEqual([]);
  await close();
});

test('on a phone, in French, who only reads finds no button that writes', async () => {
  const { page, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR' });
  await signIn(page, userOf(instance, 'AUDITOR'), '/books');
  await page.getByRole('heading', { name: 'Balance âgée' }).waitFor();
  for (const name of ['Valider maintenant', 'Rapprocher maintenant']) expect(await page.getByRole('button', { name }).count()).toBe(0);
  await expectSound(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/books-phone.png`, fullPage: true });
  await close();
});
