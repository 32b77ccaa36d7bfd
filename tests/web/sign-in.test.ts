import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, open, openBrowser, signIn, visit } from './browser.ts';
import { type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a wrong password is said; the right one leads where one was going; signing out ends it', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  const legal = userOf(instance, 'LEGAL');
  await page.goto('/decisions');
  await page.waitForURL('**/sign-in?to=*');
  await expectSound(page);
  await page.getByLabel(/^E-mail/).fill(legal.email);
  await page
    .getByLabel(/^Password/)
    .first()
    .fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
  await expectSound(page);
  await page
    .getByLabel(/^Password/)
    .first()
    .fill(legal.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/decisions');
  await page.getByRole('button', { name: `Account: ${legal.email}` }).click();
  await page.getByText('Legal', { exact: true }).waitFor();
  await expectSound(page);
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await page.goto('/subscriptions');
  await page.waitForURL('**/sign-in?to=*');
  expect(complaints).toEqual([]);
  await close();
});

test('it speaks the language of the browser until another is chosen, and keeps the choice', async () => {
  const { page, close } = await visit(browser, instance, { locale: 'fr-FR' });
  await open(page, '/sign-in');
  await page.getByRole('heading', { name: 'Connexion' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await close();
});

test('dark mode follows the system, and is dark before the first paint', async () => {
  const { page, close } = await visit(browser, instance, { scheme: 'dark' });
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'dark');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectSound(page);
  await page.getByRole('button', { name: 'Dark mode' }).click();
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('light');
  await close();
});

test('what a role cannot do is absent', async () => {
  const { page, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'AUDITOR'));
  await page.getByRole('link', { name: 'Decisions' }).waitFor();
  for (const name of ['New client', 'New subscription']) expect(await page.getByRole('link', { name }).count()).toBe(0);
  await page.goto('/clients/new');
  await page.waitForURL('**/subscriptions');
  await close();
});
