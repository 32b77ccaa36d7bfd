import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, openBrowser, signIn, visit } from './browser.ts';
import { apiAs, givePrices, type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
  await givePrices(await apiAs(instance, 'BILLING'));
});
afterAll(() => browser.close());

const FIELDS = {
  'Legal name': 'Harmonie municipale',
  'Legal form': 'Association loi 1901',
  'Registration number': 'W751234567',
  Seat: '1 place de la Mairie, 92310 Sèvres',
  Representative: 'Fixture',
  'Acting as': 'Présidente',
  'Notification e-mail': 'harmonie@example.org',
  'Number of contacts': '280',
  Password: 'a long secret',
};

async function fill(page: Page, userEmail: string): Promise<void> {
  for (const [label, text] of Object.entries({ ...FIELDS, 'E-mail to sign in with': userEmail }))
    await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('radio').filter({ hasText: 'Yearly' }).click();
  await page.getByLabel('Which means').selectOption('card_ok');
}
const subscribe = (page: Page) => page.getByRole('button', { name: 'Subscribe', exact: true }).click();

test('11.2, 11.9: five statements and a box that nobody ticked before; each fault beside its field', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'ADMIN'), '/subscriptions/new');
  const boxes = page.getByRole('checkbox');
  expect(await boxes.count()).toBe(6);
  for (const box of await boxes.all()) expect(await box.isChecked()).toBe(false);
  await expectSound(page);
  await subscribe(page);
  await page.getByText('All five declarations are needed.').waitFor();
  await page.getByText('Tick the box to accept.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.closest('.mantine-TextInput-root')?.textContent)).toContain('Legal name');
  await expectSound(page);
  expect(complaints).toEqual([]);
  await close();
});

test('on a test clock, from the first field to the file; what the API refuses is corrected without starting again', async () => {
  const { page, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'ADMIN'), '/subscriptions/new');
  await page.getByRole('switch', { name: 'Run on a test clock' }).check();
  await page.getByLabel(/^Starting at/).fill('2027-01-04T10:30');
  await page.getByRole('button', { name: 'Set the clock' }).click();
  await page.getByText('Simulated time: 4 Jan 2027, 10:30').waitFor();
  await fill(page, userOf(instance, 'ADMIN').email); // taken
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await subscribe(page);
  await page.getByRole('alert').waitFor();
  await expectSound(page);
  await page.getByLabel('E-mail to sign in with').fill('harmonie.admin@example.org');
  await subscribe(page);
  await page.getByRole('heading', { level: 1, name: 'Harmonie municipale' }).waitFor();
  await page.getByText('4 Jan 2027 to 3 Jan 2028').waitFor();
  await page.getByText('Simulated time: 4 Jan 2027, 10:30').waitFor();
  await close();
});

test('the form is sound on a phone, in French', async () => {
  const { page, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR' });
  await signIn(page, userOf(instance, 'ADMIN'), '/subscriptions/new');
  await expectSound(page);
  await close();
});
