/** An instance paid by Stripe: the client leaves the form for Stripe's page, and comes back to it with a means and what it had filled in. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StripeFake } from '../providers/stripe-fake.ts';
import { startInstance } from '../setup/instance.ts';
import { expectSound, openBrowser, signIn, visit } from './browser.ts';
import { aClient, apiAs, givePrices, type Opened } from './instance.ts';

const fake = new StripeFake();
let running: Awaited<ReturnType<typeof startInstance>>;
let instance: Opened;
let browser: Browser;
beforeAll(async () => {
  await fake.start();
  const env = { STRIPE_SECRET_KEY: fake.secretKey, STRIPE_WEBHOOK_SECRET: fake.webhookSecret, STRIPE_URL: fake.url };
  running = await startInstance({ env });
  instance = { url: running.instance.web, users: running.instance.users ?? [] };
  await givePrices(await apiAs(instance, 'BILLING'));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
  fake.stop();
});

test('a card is given on Stripe’s page; what was filled in is there again, the box is not', async () => {
  const { own } = await aClient(instance);
  const { page, complaints, close } = await visit(browser, instance);
  const asked = () => new URLSearchParams(fake.requests.findLast((one) => one.method === 'POST' && one.path.includes('/checkout/'))?.body);
  let gives = false;
  await page.route('https://checkout.example/**', (route) => {
    const back = gives ? asked().get('success_url')?.replace('{CHECKOUT_SESSION_ID}', String(fake.finished()['id'])) : asked().get('cancel_url');
    return route.fulfill({ contentType: 'text/html', body: `<a href="${back}">Back to the shop</a>` });
  });
  await signIn(page, own, '/subscriptions/new');
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await page.getByText('Give a means of payment first.').waitFor();
  await page.getByRole('radio').filter({ hasText: 'Monthly' }).click();
  const [first, ...others] = await page.getByRole('checkbox').all();
  await first?.check();
  await others.at(-1)?.check();
  expect(await page.getByLabel('Test token').count()).toBe(0);
  await expectSound(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/hosted-before.png`, fullPage: true });
  for (const given of [false, true]) {
    gives = given;
    await page.getByRole('button', { name: 'Give a card or an account' }).click();
    await page.getByRole('link', { name: 'Back to the shop' }).click();
    await page.waitForURL(/\/subscriptions\/new$/);
    await expect.poll(() => page.getByRole('radio').filter({ hasText: 'Monthly' }).getAttribute('data-checked')).toBe('true');
  }
  await page.getByText('Your means of payment is now Visa •••• 4242.').waitFor();
  expect(await page.getByRole('radio', { name: /Visa •••• 4242/ }).isChecked()).toBe(true);
  expect(await page.getByRole('checkbox').first().isChecked()).toBe(true);
  expect(await page.getByRole('checkbox').last().isChecked()).toBe(false);
  await expectSound(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/hosted.png`, fullPage: true });
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await page.waitForURL(/\/subscriptions\/S\d+$/);
  await page.getByRole('heading', { level: 1, name: 'Association des Essais' }).waitFor();
  await page.getByText('Visa •••• 4242').waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('tacite')))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});
