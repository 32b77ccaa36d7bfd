import { expect, test } from 'vitest';
import { RECORDS } from '../../contract/records.ts';
import { COMPANY_KINDS, KINDS } from '../../web/src/screens/registers/kinds.ts';
import { isOutdated } from '../../web/src/session/browser.ts';

test('every kind of record has its name, and those of the Company alone are marked', () => {
  expect([...KINDS].sort()).toEqual(Object.keys(RECORDS).sort());
  const alone = Object.entries(RECORDS).filter(([, readers]) => readers === 'COMPANY');
  expect([...COMPANY_KINDS].sort()).toEqual(alone.map(([kind]) => kind).sort());
});

const SAFARI = (version: string): string =>
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Safari/605.1.15`;
const CHROME = (version: number, more = ''): string =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36${more}`;
test.each`
  browser                                | agent                                                                       | outdated
  ${'Firefox, the oldest still updated'} | ${'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'} | ${false}
  ${'Firefox, the one before'}           | ${'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0'} | ${true}
  ${'Chrome, the oldest still updated'}  | ${CHROME(142)}                                                              | ${false}
  ${'Chrome, the one before'}            | ${CHROME(141)}                                                              | ${true}
  ${'Edge by its own number'}            | ${CHROME(142, ' Edg/141.0.0.0')}                                            | ${true}
  ${'Edge, the oldest still updated'}    | ${CHROME(142, ' Edg/142.0.0.0')}                                            | ${false}
  ${'Safari 18'}                         | ${SAFARI('18.0')}                                                           | ${false}
  ${'Safari 17.6'}                       | ${SAFARI('17.6')}                                                           | ${true}
  ${'Internet Explorer'}                 | ${'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko'}  | ${true}
  ${'one that nobody knows'}             | ${'Lynx/2.9'}                                                               | ${false}
`('12: $browser is outdated: $outdated', ({ agent, outdated }) => {
  expect(isOutdated(agent)).toBe(outdated);
});
