/** Fees, tariffs, payments of Contacts and the tags of what is kept, as people see them. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, open, openBrowser, SIZES, signIn, visit } from './browser.ts';
import { apiAs, givenASubscription, type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(Object.keys(SIZES) as (keyof typeof SIZES)[])(
  '5.1, 8.6 (d): BILLING publishes a fee and a tariff, and reads them in the history (%s)',
  async (size) => {
    const { number, clientName, clock } = await givenASubscription(instance, { token: 'card_ok' });
    const { page, complaints, close } = await visit(browser, instance, { size });
    await signIn(page, userOf(instance, 'BILLING'), '/registers');
    await page.getByRole('link', { name: 'Fees and tariffs' }).click();
    await page.getByRole('heading', { name: 'Fees and tariffs' }).waitFor();
    await page.getByLabel('For whom').selectOption({ label: await page.getByRole('option', { name: clientName }).innerText() });
    const [fees, assistance] = [page.getByRole('region', { name: /Fees on the payments/ }), page.getByRole('region', { name: /Assistance/ })];
    await fees.getByRole('button', { name: 'Publish' }).click();
    await fees.getByText('Fill in at least one sum.').waitFor();
    await fees.getByLabel(/^Percent, card/).fill('1.5');
    await fees.getByLabel(/^Fixed sum in EUR, direct debit/).fill('0,30');
    await fees.getByLabel(/^In force from/).fill('2027-01-01T00:00');
    await fees.getByRole('button', { name: 'Publish' }).click();
    await fees.getByText('card: 1.5 %').waitFor();
    await fees.getByText('direct debit: €0.30').waitFor();
    await assistance.getByLabel(/^An hour/).fill('90');
    await assistance.getByLabel(/^In force from/).fill('2027-01-01T00:00');
    await assistance.getByRole('button', { name: 'Publish' }).click();
    await assistance.getByText('€90.00').waitFor();
    await expectSound(page);
    const api = await apiAs(instance, 'ADMIN');
    const { data } = await api<{ data: { lines: object[] }[] }>('GET', `/fee-schedules?testClock=${clock}`);
    expect(data[0]?.lines).toEqual([
      { operation: 'CARD', percent: 1.5, fixedCents: 0 },
      { operation: 'DEBIT', percent: 0, fixedCents: 30 },
    ]);
    await api('POST', '/sandbox/events', {
      ...{ type: 'contact-payment', at: '2027-01-05T10:00:00Z', subscription: number },
      data: { operation: 'CARD', cents: 10000, id: `op-${number}` },
    });
    await api('POST', `/test-clocks/${clock}/advance`, { to: '2027-01-06T10:00:00Z' });
    await expect.poll(async () => (await api('GET', `/test-clocks/${clock}`)).status, { timeout: 30_000 }).toBe('ready');
    await open(page, `/subscriptions/${number}?tab=documents`);
    await page.getByRole('table', { name: 'Payments of Contacts' }).getByText('€100.00').waitFor();
    await expectSound(page);
    expect(complaints).toEqual([]);
    await close();
  },
);

test('11.8 (a): the DPO reads in what role each table is kept; BILLING is not shown it', async () => {
  const { page, complaints, close } = await visit(browser, instance);
  await signIn(page, userOf(instance, 'DPO'), '/registers');
  await page.getByText('What is kept, and in what role').first().click();
  await page.getByRole('row', { name: /users.*processor/ }).waitFor();
  await expectSound(page);
  expect(complaints).toEqual([]);
  await close();
  const other = await visit(browser, instance);
  await signIn(other.page, userOf(instance, 'BILLING'), '/registers');
  await other.page.getByRole('heading', { name: 'Registers' }).waitFor();
  expect(await other.page.getByText('What is kept, and in what role').count()).toBe(0);
  await other.close();
});

test('7.3: LEGAL attaches a court decision with its file', async () => {
  const { number } = await givenASubscription(instance, { token: 'card_ok' });
  const api = await apiAs(instance, 'ADMIN');
  const { client } = await api<{ client: string }>('GET', `/subscriptions/${number}`);
  const { page, complaints, close } = await visit(browser, instance, { size: 'phone' });
  await signIn(page, userOf(instance, 'LEGAL'), '/registers');
  await page
    .getByRole('button', { name: /^(Add|Record)/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Attach a court decision' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Client').fill(client);
  await dialog.getByLabel('Court').fill('Tribunal');
  await dialog.getByLabel('Decided on').fill('2027-01-04');
  await dialog.getByLabel('Reference').fill('RG 27/1');
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByLabel(/^File/).click();
  await (await chooser).setFiles({ name: 'jugement.txt', mimeType: 'text/plain', buffer: Buffer.from('Par ces motifs') });
  await dialog.getByText('jugement.txt').waitFor();
  await expectSound(page);
  await dialog.getByRole('button', { name: 'Record' }).click();
  await dialog.getByText('It is recorded').or(dialog.getByRole('status')).first().waitFor();
  const legal = await apiAs(instance, 'LEGAL');
  const { data } = await legal<{ data: { data: { sha256?: string } }[] }>('GET', `/records?kind=COURT_DECISION&client=${client}`);
  expect(data[0]?.data.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(complaints).toEqual([]);
  await close();
});
