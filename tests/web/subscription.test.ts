import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, open, openBrowser, signIn, type Visit, visit } from './browser.ts';
import { type Given, givenASubscription, type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Baseline D: the card is refused, the default notified, and nothing paid. */
const inDefault = (): Promise<Given> => givenASubscription(instance, { token: 'card_declined', until: '2027-02-20T10:00:00Z' });
const file = ({ number }: Given): string => `/subscriptions/${number}`;
const sentence = (page: Page) => page.locator('.whats-next');
const past = (page: Page) => page.locator('.steps[data-future="false"]');
const future = (page: Page) => page.locator('.steps[data-future="true"]');

async function visitAs(role: string, given: Given, look: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const seen = await visit(browser, instance, look);
  await signIn(seen.page, role === 'CLIENT_ADMIN' ? given.admin : userOf(instance, role), file(given));
  return seen;
}

test('8.3 (a): the file says what comes next, and what has happened, with its proof, before what will', async () => {
  const given = await inDefault();
  const { page, complaints, close } = await visitAs('LEGAL', given);
  expect(await sentence(page).innerText()).toMatch(/^Will be SUSPENDED on 26 Feb 2027 unless paid\.\s+8\.3 \(a\)$/);
  const facts = await past(page).innerText();
  for (const words of [
    'Payment rejected by the bank: €705.60',
    'Formal notice of default sent by e-mail by the company; deemed received on 15 Feb 2027.',
  ])
    expect(facts).toContain(words);
  await page.getByText('now · 20 Feb 2027').waitFor();
  await future(page).getByText('Access suspended: unpaid invoices.').waitFor();
  await page.getByText('pays', { exact: true }).click();
  await page.waitForURL(/assuming=pays/);
  await future(page).getByText('Payment settled: €40.00.').waitFor();
  await sentence(page).getByRole('button').click();
  await page.getByText('Entry E8.3a').waitFor();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await past(page)
    .getByRole('button', { name: /^Proof of step/ })
    .last()
    .click();
  await page.getByText('Fingerprint (SHA-256)').waitFor();
  await expectSound(page);
  expect(complaints).toEqual([]);
  await close();
});

test('8.2 (i): a termination too early is refused with its article and the day it becomes possible', async () => {
  const { page, close } = await visitAs('LEGAL', await inDefault());
  await page.getByRole('button', { name: 'Terminate for just cause' }).click();
  const ask = page.getByRole('dialog').getByRole('button', { name: 'Terminate for just cause' });
  await ask.click();
  expect(await page.getByText('Fill this in.').count()).toBe(3);
  await page.getByLabel('Ground').selectOption('NON_PAYMENT');
  await page.getByLabel('Facts').fill('The invoice of January is unpaid.');
  await page.getByLabel('How').selectOption('EMAIL');
  expect(await page.getByText('Fill this in.').count()).toBe(0);
  await ask.click();
  const refusal = page.getByRole('dialog').getByRole('alert');
  await refusal.getByText('Refused by the contract').waitFor();
  expect(await refusal.innerText()).toContain('Terminate for just cause from 26 Feb 2027');
  expect(await refusal.innerText()).not.toMatch(/\d{4}-\d{2}-\d{2}|Possible instead: /);
  await refusal.getByRole('button', { name: 'Article 8.2 (i)' }).waitFor();
  await expectSound(page);
  await close();
});

test('8.1 (d), (f): a client denounces in three clicks, knowing on which day it ends', async () => {
  const given = await inDefault();
  const { page, close } = await visitAs('CLIENT_ADMIN', given, { size: 'phone' });
  await page.getByRole('button', { name: 'Denounce the subscription' }).click();
  await page.getByText('Sent today, it ends the subscription on 3 Jan 2028.').waitFor();
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Denounce the subscription' }).click();
  await page.getByRole('dialog').getByText('Denounced by the client: the subscription ends on 3 Jan 2028.').waitFor();
  await expectSound(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Withdraw the denunciation' }).waitFor();
  expect(await page.getByRole('button', { name: 'Denounce the subscription' }).count()).toBe(0);
  await close();
});

test('the test clock goes to the next duty, and the page follows it', async () => {
  const given = await inDefault();
  const { page, close } = await visitAs('ADMIN', given);
  await page.getByText('Simulated time: 20 Feb 2027, 11:00').waitFor();
  await page.getByRole('button', { name: 'To the next duty' }).click();
  await page.getByText('Simulated time: 26 Feb 2027, 00:00').waitFor();
  await page.locator('.file-head').getByText('Suspended', { exact: true }).waitFor();
  await past(page).getByText('Access suspended: unpaid invoices.').waitFor();
  await close();
});

test('A10: what LEGAL proposes another person approves, with a reason', async () => {
  const given = await givenASubscription(instance, { token: 'card_declined', until: '2027-03-01T09:00:00Z' });
  const first = await visitAs('LEGAL', given);
  await first.page.getByRole('button', { name: 'Terminate for just cause' }).click();
  await first.page.getByLabel('Ground').selectOption('NON_PAYMENT');
  await first.page.getByLabel('Facts').fill('The invoice of January is unpaid.');
  await first.page.getByLabel('How').selectOption('EMAIL');
  await first.page.getByRole('dialog').getByRole('button', { name: 'Terminate for just cause' }).click();
  await first.page.getByText(/a second person must agree/).waitFor();
  await first.close();
  const second = await visit(browser, instance);
  const other = instance.users.filter(({ role }) => role === 'LEGAL')[1];
  await signIn(second.page, other ?? userOf(instance, 'LEGAL'), `${file(given)}?tab=tasks`);
  await second.page.getByText('The invoice of January is unpaid.').waitFor();
  await second.page.getByRole('button', { name: 'Decide' }).click();
  await second.page.getByLabel('approve').check();
  await second.page.getByLabel('Reason').fill('short');
  await second.page.locator('form').getByRole('button', { name: 'Decide' }).click();
  await second.page.getByText('At least 10 characters.', { exact: true }).waitFor();
  await expectSound(second.page);
  await second.page.getByLabel('Reason').fill('The file is complete and regular.');
  await second.page.locator('form').getByRole('button', { name: 'Decide' }).click();
  await second.page
    .getByText(/Notice of termination sent/i)
    .first()
    .waitFor();
  await second.page.getByText('Termination notified: ends on 3 Apr 2027, unless all overdue principal is paid by then.').waitFor();
  await second.close();
});

test.each([
  { size: 'desktop', scheme: 'light', locale: 'fr-FR' },
  { size: 'phone', scheme: 'dark', locale: 'en-GB' },
] as const)('every part of the file is sound ($size, $scheme, $locale); an auditor is offered no act', async (look) => {
  const given = await inDefault();
  const { page, complaints, close } = await visitAs('AUDITOR', given, look);
  expect(await page.locator('.action-bar').getByRole('button').count()).toBe(0);
  for (const tab of ['timeline', 'documents', 'payments', 'notices', 'data', 'tasks', 'terms']) {
    await open(page, `${file(given)}?tab=${tab}`);
    await expectSound(page);
  }
  expect(complaints).toEqual([]);
  await close();
});

test('a document opens as PDF, and a message reads as it was sent', async () => {
  const given = await inDefault();
  const { page, close } = await visitAs('SUPPORT', given);
  await page.getByRole('tab', { name: 'Invoices' }).click();
  const pdf = await page.request.get(
    (await page
      .getByRole('link', { name: /^PDF of/ })
      .first()
      .getAttribute('href')) ?? '',
  );
  expect(pdf.status()).toBe(200);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await past(page).getByRole('link', { name: 'See the message' }).last().click();
  await page
    .getByRole('dialog')
    .getByText(/25 février 2027/)
    .first()
    .waitFor();
  await expectSound(page);
  await close();
});

test('a payment that the bank refuses is not shown as done', async () => {
  const given = await inDefault();
  const { page, close } = await visitAs('CLIENT_ADMIN', given);
  await page.getByRole('button', { name: 'Pay now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pay now' }).click();
  await page.getByRole('dialog').getByText('The payment was rejected: nothing is paid').waitFor();
  expect(await page.getByRole('dialog').innerText()).toMatch(/Payment of F\d{4}-\d+/);
  await expectSound(page);
  await close();
});

test('8.6: a client asks for its data and takes the archive home from the same page', async () => {
  const given = await givenASubscription(instance, { token: 'card_ok' });
  const { page, close } = await visitAs('CLIENT_ADMIN', given, { size: 'phone' });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Ask for the data' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ask for the data' }).click();
  await page.getByRole('dialog').getByText('Export of the data requested.').waitFor();
  await open(page, `${file(given)}?tab=data`);
  await expectSound(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the archive' }).click();
  const archive = readFileSync(await (await download).path());
  expect(archive.subarray(0, 2).toString()).toBe('PK');
  await close();
});

test('a client reads what happened to it, not what the company decides inside, nor the console', async () => {
  const given = await givenASubscription(instance, { token: 'card_declined', until: '2027-03-15T09:00:00Z' });
  const company = await visitAs('BILLING', given);
  await past(company.page).getByText('A person is asked to decide', { exact: false }).first().waitFor();
  await company.page.getByRole('link', { name: 'Workflow in Temporal' }).waitFor();
  await company.close();
  const { page, close } = await visitAs('CLIENT_ADMIN', given);
  await past(page).getByText('Access suspended: unpaid invoices.').waitFor();
  await page.getByText('Simulated time: 15 Mar 2027, 10:00').waitFor();
  expect(await page.getByText('A person is asked to decide', { exact: false }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Workflow in Temporal' }).count()).toBe(0);
  await close();
});
