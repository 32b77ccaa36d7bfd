/** The system's Chromium, a page of a size and language, and what every page must pass. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';
import { expect } from 'vitest';
import type { Opened, User } from './instance.ts';

export const SIZES = { desktop: { width: 1280, height: 850 }, phone: { width: 390, height: 844 } };

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', ...QUIET] });

type Look = { size?: keyof typeof SIZES; scheme?: 'light' | 'dark'; locale?: 'en-GB' | 'fr-FR' };
export type Visit = {
  page: Page;
  /** What the browser complained of: errors of scripts, of the content security policy, of missing files. */
  complaints: string[];
  close(): Promise<void>;
};

/** A page with nobody signed in. */
export async function visit(browser: Browser, { url }: Opened, { size = 'desktop', scheme = 'light', locale = 'en-GB' }: Look = {}): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, viewport: SIZES[size], colorScheme: scheme, locale, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  // a refusal (4xx) is an answer, not a fault of the page
  page.on('console', (message) => message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && complaints.push(message.text()));
  return { page, complaints, close: () => context.close() };
}

/** Signs in, and goes to an address. The form itself has its own tests. */
export async function signIn(page: Page, { email, password }: User, path = '/subscriptions'): Promise<void> {
  const answer = await page.request.post('/api/v1/sessions', { data: { email, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
  await open(page, path);
}

/** Goes to an address and waits until it is all there. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 AA and best practice, and nothing wider than the screen. What still fades in has not its colours yet: it is waited for. */
export async function expectSound(page: Page): Promise<void> {
  await page.evaluate(() => {
    const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    return Promise.allSettled(passing.map((one) => one.finished));
  });
  // one run in the page itself (`setLegacyMode`), telling violations only: three times as fast as a report of all, merged in a page of its own
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: RULES, resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}
