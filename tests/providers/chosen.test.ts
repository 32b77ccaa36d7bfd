/** Which provider takes the payments, by the settings; settings that contradict one another, or lack one, stop the start. */
import { randomBytes } from 'node:crypto';
import knex from 'knex';
import { expect, test } from 'vitest';
import { chosenPayments } from '../../providers/payments/chosen.ts';

const embedded = { PAYMENTS_URL: 'http://127.0.0.1:9', WEBHOOK_SECRET: 'secret' };
const bank = { BANK_KEY: randomBytes(32).toString('base64') };
const stripe = { STRIPE_SECRET_KEY: 'sk_test_1' };
const told = { STRIPE_WEBHOOK_SECRET: 'whsec_1' };
const creditor = {
  name: 'Éditeur d’essais',
  address: '1 rue des Essais, 75011 Paris',
  ics: 'FR72ZZZ123456',
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
};

const chosen = (settings: object, collecting?: typeof creditor) =>
  chosenPayments({ ...embedded, ...settings }, { knex: knex({ client: 'pg' }), seller: 'Éditeur d’essais', creditor: collecting });

test.each`
  settings                  | collecting   | provider
  ${{}}                     | ${undefined} | ${'sandbox'}
  ${{ ...stripe, ...told }} | ${undefined} | ${'stripe'}
  ${{ ...stripe, ...told }} | ${creditor}  | ${'stripe'}
  ${bank}                   | ${creditor}  | ${'bank'}
`('$settings, collecting: $collecting.ics: $provider', ({ settings, collecting, provider }) => {
  expect(chosen(settings, collecting).name).toBe(provider);
});

test.each`
  settings                           | collecting   | fault
  ${stripe}                          | ${undefined} | ${/STRIPE_WEBHOOK_SECRET is missing/}
  ${{ ...stripe, ...told, ...bank }} | ${creditor}  | ${/both set/}
  ${bank}                            | ${undefined} | ${/no "creditor"/}
  ${{}}                              | ${creditor}  | ${/BANK_KEY is missing/}
`('$settings, collecting: $collecting.ics: no start, $fault', ({ settings, collecting, fault }) => {
  expect(() => chosen(settings, collecting)).toThrow(fault);
});
