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

test('a forecast of the clients of a test clock: asked for, computed, read month by month, taken away as CSV', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'BILLING'), '/cash');
  const whose = page.getByLabel(/^Whose contracts/);
  const option = whose.locator('option', { hasText: given.clientName });
  await whose.selectOption((await option.getAttribute('value')) ?? '');
  await page.getByLabel('Clients who pay late, %').fill('101');
  await page.getByRole('button', { name: 'Compute' }).click();
  await page.getByText('A number from 0 to 100.').waitFor();
  await page.getByLabel('Clients who pay late, %').fill('0');
  await page.getByRole('button', { name: 'Compute' }).click();
  await page.getByText('€705.60 come in over 12 months, €0.00 are invoiced').waitFor();
  await expectSound(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^tacite-\d{4}-\d{2}\.csv$/);
  expect(complaints).toEqual([]);
  await close();
});

test('on a phone, in French, it is as sound; who may not ask reads the last one', async () => {
  const { page, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR' });
  await signIn(page, userOf(instance, 'AUDITOR'), '/cash');
  await page.getByRole('heading', { name: /encaissés en 12 mois/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Calculer' }).count()).toBe(0);
  await expectSound(page);
  await close();
});
