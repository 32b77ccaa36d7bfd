/** E5.3c: each document goes to the e-invoicing platform once, whatever fails on the way; what it says is kept, and a refusal is for BILLING to decide. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askDue, submitDue } from '../../activities/einvoices.ts';
import { reportOf, resubmit, takeStatus } from '../../database/einvoices.ts';
import type { EInvoicePlatform } from '../../providers/einvoice/port.ts';
import { ProviderRefused, ProviderUnavailable } from '../../providers/request.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
beforeEach(async () => {
  ground = await openGround();
});
afterEach(() => ground.close());
const rows = (table: string) => ground.deps.knex(table);

/** The number of the first invoice of a new client with this registration. */
async function invoiced(registration = 'RCS Lyon 000 000 000'): Promise<string> {
  const number = await ground.aLife();
  const { client } = await rows('subscriptions').where({ number }).first('client');
  await rows('clients').where({ id: client }).update({ registration });
  await ground.perform(number, await ground.liveUntil(number, 'invoice.issue'));
  return (await rows('documents').where({ subscription: number }).first('number')).number;
}
const platform = (): EInvoicePlatform => {
  const { einvoices } = ground.deps;
  if (!einvoices) throw new Error('no platform');
  return einvoices.platform;
};
const withPlatform = (more: Partial<EInvoicePlatform>, since = '2000-01-01') => ({
  ...ground.deps,
  einvoices: { platform: { ...platform(), ...more }, since },
});
const einvoice = (document: string) => rows('einvoices').where({ document }).first();

test('a document is handed over once by two workers, and its statuses are kept once', async () => {
  const document = await invoiced();
  const tried = await Promise.all([submitDue(ground.deps), submitDue(ground.deps)]);
  expect(tried.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(await einvoice(document)).toMatchObject({ route: 'PLATFORM', tries: 0, reference: expect.stringMatching(/^PA-/) });
  await askDue(ground.deps);
  await askDue(ground.deps);
  expect(await rows('einvoice_events').where({ document }).pluck('status')).toEqual(['DEPOSITED']);
  await expect(rows('einvoice_events').where({ document }).update({ status: 'APPROVED' })).rejects.toThrow('append-only');
});

test('what bears no VAT goes nowhere; a client without SIREN is reported, by rate and month', async () => {
  const document = await invoiced('W751234567');
  expect(await submitDue(ground.deps)).toBe(0);
  expect(await einvoice(document)).toMatchObject({ route: 'REPORTING', submitted_at: null });
  expect(await reportOf(ground.deps.knex, '2026-01')).toEqual([{ vatRate: 20, documents: 1, netCents: 58_800, vatCents: 11_760 }]);
  expect(await reportOf(ground.deps.knex, '2026-02')).toEqual([]);
});

test('a platform that is away is tried again later; what it said no to is not', async () => {
  const document = await invoiced();
  const away = withPlatform({ submit: () => Promise.reject(new ProviderUnavailable('away')) });
  expect(await submitDue(away)).toBe(1);
  expect(await submitDue(away)).toBe(0);
  expect(await einvoice(document)).toMatchObject({ tries: 1, last_error: 'away', submitted_at: null });
  await rows('einvoices').where({ document }).update({ next_try: new Date().toISOString() });
  await submitDue(withPlatform({ submit: () => Promise.reject(new ProviderRefused(422, 'no SIREN of the buyer')) }));
  expect(await rows('einvoice_events').where({ document }).first()).toMatchObject({ status: 'REJECTED', reason: 'no SIREN of the buyer' });
  expect(await rows('tasks').where({ kind: 'EINVOICE' }).first()).toMatchObject({ about: document, choices: ['CORRECTED', 'RESUBMIT'] });
  expect(await submitDue(ground.deps)).toBe(0);
});

test('a refusal opens one task; handed over anew it takes a new key, and is asked about again', async () => {
  const document = await invoiced();
  await submitDue(ground.deps);
  const refused = { id: 'evt_1', document, status: 'REFUSED', reason: 'No order number', at: '2026-01-06T09:30:00.000Z' };
  expect([await takeStatus(ground.deps.knex, refused), await takeStatus(ground.deps.knex, refused)]).toEqual([true, false]);
  expect(await rows('tasks').where({ kind: 'EINVOICE' })).toMatchObject([{ article: 'E5.3c', due_on: '2026-01-12', state: 'OPEN' }]);
  const asked: string[][] = [];
  const listening = withPlatform({ statuses: async ({ documents }) => (asked.push(documents), []) });
  await askDue(listening);
  await resubmit(ground.deps.knex, document, '2026-01-07T09:30:00.000Z');
  const keys: string[] = [];
  await submitDue(withPlatform({ submit: async ({ key }) => (keys.push(key), { reference: 'PA-2' }) }));
  expect(keys).toEqual([`${document}/2`]);
  await askDue(listening);
  expect(asked).toEqual([[document]]);
});

test('documents issued before the day on which e-invoicing begins stay', async () => {
  const document = await invoiced();
  expect(await submitDue(withPlatform({}, '2026-01-06'))).toBe(0);
  expect(await submitDue(withPlatform({}, '2026-01-05'))).toBe(1);
  expect(await einvoice(document)).toMatchObject({ reference: expect.any(String) });
});
