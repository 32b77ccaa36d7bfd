import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PARAMETERS } from '../../contract/parameters.ts';
import { STILL_UPDATED } from '../../web/src/session/browser.ts';
import { expectSound, openBrowser, SIZES, signIn } from './browser.ts';
import { type Opened, openInstance, userOf } from './instance.ts';

let browser: Browser;
let instance: Opened;
beforeAll(async () => {
  instance = await openInstance();
  browser = await openBrowser();
});
afterAll(() => browser.close());

const { Firefox } = STILL_UPDATED;
const firefox = (version: number): string => `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;

describe('S84: an outdated browser is warned, not blocked (E12)', () => {
  test('the browsers of `ui.browsers` are those that are looked at', () => {
    expect(PARAMETERS['ui.browsers'].default).toBe(`latest ${Object.keys(STILL_UPDATED).join(', ')}`);
  });

  test.each`
    agent                   | role       | warned
    ${firefox(Firefox - 1)} | ${'ADMIN'} | ${1}
    ${firefox(Firefox)}     | ${'ADMIN'} | ${0}
  `('$agent works, warned $warned time', async ({ agent, role, warned }) => {
    const context = await browser.newContext({ baseURL: instance.url, viewport: SIZES.desktop, locale: 'en-GB', userAgent: agent });
    const page = await context.newPage();
    await signIn(page, userOf(instance, role));
    await page.getByRole('heading', { name: 'Subscriptions' }).waitFor();
    expect(await page.getByText('This browser is no longer updated by its maker').count()).toBe(warned);
    await expectSound(page);
    await context.close();
  });
});
