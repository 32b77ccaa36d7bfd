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

test('a campaign to the clients of a test clock: tried dry, announced, followed, and read by each of them', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'ADMIN'), '/campaigns');
  await page.getByRole('link', { name: 'New campaign' }).click();
  await page.getByLabel('What is announced').selectOption('publish-security-standard');
  await page.getByRole('button', { name: 'Try it dry' }).click();
  await page.getByText('Fill this in.').waitFor();
  await page.getByLabel('The standard, in full').fill('TLS 1.3 only');
  const whose = page.getByLabel('Whose clients');
  await whose.selectOption((await whose.locator('option', { hasText: given.clientName }).getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'Try it dry' }).click();
  await page.getByText('Nothing is sent yet').waitFor();
  await page
    .getByText(/TLS 1\.3 only/)
    .last()
    .waitFor();
  await expectSound(page);
  await page.getByRole('button', { name: 'Announce' }).click();
  await page.getByText('It can be followed among the campaigns.').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Campaigns' }).click();
  await page.getByRole('link', { name: 'change of security standard' }).first().click();
  await page.getByText(/1 told, 0 skipped, 0 failed, of 1/).waitFor();
  await page.getByRole('cell', { name: given.clientName }).waitFor();
  await expectSound(page);
  expect(complaints).toEqual([]);
  await close();
});

test('on a phone, in French, who may not announce reads the campaigns', async () => {
  const { page, close } = await visit(browser, instance, { size: 'phone', locale: 'fr-FR' });
  await signIn(page, userOf(instance, 'AUDITOR'), '/campaigns');
  await page.getByRole('heading', { name: 'Campagnes' }).waitFor();
  expect(await page.getByRole('link', { name: 'Nouvelle campagne' }).count()).toBe(0);
  await page.getByRole('link', { name: 'changement de norme de sécurité' }).first().click();
  await page.getByText('Destinataires').first().waitFor();
  await expectSound(page);
  await close();
});
