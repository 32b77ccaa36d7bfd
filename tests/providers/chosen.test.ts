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

test.each`
  settings                           | collecting   | provider     | fault
  ${{}}                              | ${undefined} | ${'sandbox'} | ${null}
  ${{ ...stripe, ...told }}          | ${undefined} | ${'stripe'}  | ${null}
  ${{ ...stripe, ...told }}          | ${creditor}  | ${'stripe'}  | ${null}
  ${bank}                            | ${creditor}  | ${'bank'}    | ${null}
  ${stripe}                          | ${undefined} | ${null}      | ${/STRIPE_WEBHOOK_SECRET is missing/}
  ${{ ...stripe, ...told, ...bank }} | ${creditor}  | ${null}      | ${/both set/}
  ${bank}                            | ${undefined} | ${null}      | ${/no "creditor"/}
  ${{}}                              | ${creditor}  | ${null}      | ${/BANK_KEY is missing/}
`('$settings, collecting: $collecting.ics: $provider $fault', ({ settings, collecting, provider, fault }) => {
  const chosen = () => chosenPayments({ ...embedded, ...settings }, { knex: knex({ client: 'pg' }), creditor: collecting });
  if (fault) expect(chosen).toThrow(fault);
  else expect(chosen().name).toBe(provider);
});
