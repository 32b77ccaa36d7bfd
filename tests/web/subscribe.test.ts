/** Subscribing, in its two halves: the Company records a client and opens its access; the client declares, accepts and subscribes itself. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, openBrowser, signIn, visit } from './browser.ts';
import { aClient, apiAs, apiOf, givePrices, type Opened, openInstance, userOf } from './instance.ts';

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
const PASSWORD = FIELDS.Password;

const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
};
const faultOf = (page: Page) => page.evaluate(() => document.activeElement?.closest('.mantine-TextInput-root')?.textContent);
const subscribe = (page: Page) => page.getByRole('button', { name: 'Subscribe', exact: true }).click();

test('the Company records a client on a test clock; what was made stays made; the client then subscribes itself with a token', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  const staff = userOf(instance, 'ADMIN');
  await signIn(page, staff, '/subscriptions');
  await page.getByRole('link', { name: 'New client' }).click();
  await page.getByRole('button', { name: 'Record the client' }).click();
  await page.getByText('Correct what is marked in red above.').waitFor();
  await expect.poll(() => faultOf(page)).toContain('Legal name');
  await expectSound(page);
  await page.getByLabel(/^Test clock/).fill('2027-01-04T10:30');
  for (const [label, text] of Object.entries(FIELDS)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel('E-mail to sign in with').fill(staff.email); // taken
  await page.getByRole('button', { name: 'Record the client' }).click();
  await page.getByRole('alert').waitFor();
  await expect.poll(() => faultOf(page)).toContain('This e-mail already has a user.');
  await expectSound(page);
  await shot(page, 'new-client');
  const email = `harmonie-${randomUUID()}@example.org`;
  await page.getByLabel('E-mail to sign in with').fill(email);
  await page.getByRole('button', { name: 'Record the client' }).click();
  await page.getByRole('heading', { level: 1, name: 'Harmonie municipale is recorded' }).waitFor();
  await page.getByText(email).waitFor();
  await expectSound(page);
  await shot(page, 'recorded');
  const recorded = await (await apiAs(instance, 'ADMIN'))<{ data: unknown[] }>('GET', '/clients?q=Harmonie%20municipale');
  expect(recorded.data).toHaveLength(1);
  expect(complaints).toEqual([]);
  await close();

  const own = await visit(browser, instance);
  await signIn(own.page, { email, password: PASSWORD, role: 'CLIENT_ADMIN' });
  await own.page.getByText('You have no subscription yet.').waitFor();
  await expectSound(own.page);
  await shot(own.page, 'none-yet');
  await subscribe(own.page);
  await own.page.getByText('W751234567').waitFor();
  const boxes = own.page.getByRole('checkbox');
  await expect.poll(() => boxes.count()).toBe(6);
  for (const box of await boxes.all()) expect(await box.isChecked()).toBe(false);
  await subscribe(own.page);
  await own.page.getByText('All five declarations are needed.').waitFor();
  await own.page.getByText('Tick the box to accept.').waitFor();
  await expect.poll(() => own.page.evaluate(() => document.activeElement?.textContent)).toContain('monthly'); // the first fault
  await expectSound(own.page);
  await shot(own.page, 'subscribing-faults');
  await own.page.getByRole('radio').filter({ hasText: 'Yearly' }).click();
  await own.page.getByLabel('Test token').selectOption('card_ok');
  for (const box of await boxes.all()) await box.check();
  await own.page.getByLabel(/^First day/).fill('2026-12-01');
  await subscribe(own.page);
  await own.page.getByRole('alert').waitFor();
  await expect.poll(() => faultOf(own.page)).toContain('First day');
  await own.page.getByRole('radio', { name: /card/i }).first().waitFor(); // the means was stored once, and stays
  await expectSound(own.page);
  await shot(own.page, 'subscribing-refused');
  await own.page.getByLabel(/^First day/).fill('');
  await subscribe(own.page);
  await own.page.getByRole('heading', { level: 1, name: 'Harmonie municipale' }).waitFor();
  await own.page.getByText('4 Jan 2027 to 3 Jan 2028').waitFor();
  expect(own.complaints).toEqual([]);
  await own.close();

  const [number] = new URL(own.page.url()).pathname.split('/').slice(-1);
  const api = await apiOf(instance, { email, password: PASSWORD, role: 'CLIENT_ADMIN' });
  const { data } = await api<{ data: { type: string; by: { role: string } }[] }>('GET', `/subscriptions/${number}/timeline`);
  expect(data.find((one) => one.type === 'subscription.accepted')?.by.role).toBe('CLIENT_ADMIN');
});

test('a means that the client has is chosen; on a phone, in French, by keyboard to the end', async () => {
  const { client, own } = await aClient(instance);
  await (await apiOf(instance, own))('POST', `/clients/${client}/payment-methods`, { token: 'sepa_ok' });
  const { page, complaints, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR' });
  await signIn(page, own, '/subscriptions');
  await page.getByRole('link', { name: 'Nouvel abonnement' }).click();
  await page.getByRole('radio', { name: /prélèvement/i }).waitFor();
  expect(await page.getByRole('radio', { name: /prélèvement/i }).isChecked()).toBe(true);
  await expectSound(page);
  await page.getByRole('radio', { name: /annuelle/i }).focus();
  await page.keyboard.press('Space');
  for (const box of await page.getByRole('checkbox').all()) {
    await box.focus();
    await page.keyboard.press('Space');
  }
  await shot(page, 'subscribing-phone');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/subscriptions\/S\d+$/);
  expect(complaints).toEqual([]);
  await close();
});

test('no page lets the Company subscribe for a client', async () => {
  const { page, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'ADMIN'), '/subscriptions/new');
  await page.waitForURL('**/subscriptions');
  expect(await page.getByRole('link', { name: 'New subscription' }).count()).toBe(0);
  await close();
});

test('the form of a new client is sound on a phone, in French; support records it, and makes no clock', async () => {
  const { page, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR', scheme: 'dark' });
  await signIn(page, userOf(instance, 'SUPPORT'), '/clients/new');
  await page.getByRole('heading', { level: 1, name: 'Nouveau client' }).waitFor();
  expect(await page.getByLabel(/^Horloge d’essai/).count()).toBe(0);
  await expectSound(page);
  await shot(page, 'new-client-phone');
  await close();
});
