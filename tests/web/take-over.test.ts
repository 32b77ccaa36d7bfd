import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, openBrowser, signIn, visit } from './browser.ts';
import { type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
});
afterAll(() => browser.close());

const HEADS =
  'reference;legalName;legalForm;registration;seat;country;representativeName;representativeCapacity;email;formula;months;netPrice;means;termsVersion;acceptedOn;firstTermOn;termStartsOn';
const file = (...lines: string[]) => ({ name: 'subscriptions.csv', mimeType: 'text/csv', buffer: Buffer.from([HEADS, ...lines].join('\n')) });

test('two files are checked line by line; what is wrong is said beside the line, and forgetting leaves nothing', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'ADMIN'), '/take-over');
  await page.getByRole('button', { name: 'Check' }).click();
  expect(await page.getByText('Needed.').count()).toBe(2);
  await page.getByLabel('First day here').fill('2026-11-02');
  const line =
    'A1;Les Lilas;association;W1;Paris;FR;Camille Exemple;Présidente;bureau@lilas.example;nothing;12;588;card_ok;none;2026-01-04;2026-01-04;2026-01-04';
  await page.locator('input[type=file]').first().setInputFiles(file(line));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('This version of the terms is not published.').waitFor();
  await expectSound(page);
  expect(await page.getByRole('button', { name: /Bring in/ }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Forget it' }).click();
  await page.getByRole('heading', { name: /Cancelled/ }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('on a phone, in French, the report is as readable', async () => {
  const { page, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR' });
  await signIn(page, userOf(instance, 'BILLING'), '/take-over');
  await page.getByText('Cette version des conditions n').first().waitFor();
  await expectSound(page);
  await close();
});
