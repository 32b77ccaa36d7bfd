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
const shot = (name: string) => (process.env['SHOTS'] ? { path: `${process.env['SHOTS']}/${name}.png`, fullPage: true } : {});

test('5.3 (c): BILLING corrects a paid invoice by a credit note of a part, and is told when it is too much', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'BILLING'));
  await open(page, `/subscriptions/${given.number}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Correct an invoice' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct an invoice' });
  const send = () => dialog.getByRole('button', { name: 'Correct an invoice' }).click();
  await dialog.getByLabel('Document').selectOption({ index: 1 });
  await dialog.getByLabel('Amount, excl. VAT (€)').fill('588.01');
  await dialog.getByLabel('Reason').fill('Twice as many contacts were counted as there were');
  await send();
  await dialog.getByText(/more than what credit notes have left of the invoice: 588\.00 EUR excl\. VAT/).waitFor();
  await expectSound(page);
  await page.screenshot(shot('correction-refused'));
  await dialog.getByLabel('Amount, excl. VAT (€)').fill('100');
  await send();
  await dialog.getByText(/€120\.00 on F2027-\d+, of which €120\.00 to refund/).waitFor();
  await page.screenshot(shot('correction-done'));
  await open(page, `/subscriptions/${given.number}?tab=documents`);
  const note = page.getByRole('row').filter({ hasText: 'A2027-' });
  await note.getByText('To give back').waitFor();
  await page.screenshot(shot('correction-documents'));
  expect(complaints).toEqual([]);
  await close();
});

test('on a phone, in French, it is as sound', async () => {
  const { page, complaints, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR', scheme: 'dark' });
  await signIn(page, userOf(instance, 'BILLING'));
  await open(page, `/subscriptions/${given.number}`);
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Rectifier une facture' }).click();
  await page.getByRole('dialog', { name: 'Rectifier une facture' }).waitFor();
  await expectSound(page);
  await page.screenshot(shot('correction-phone'));
  expect(complaints).toEqual([]);
  await close();
});
