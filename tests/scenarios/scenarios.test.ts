import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { fecFaults } from '../../database/books/fec-format.ts';
import { fecText } from '../../database/books/fec.ts';
import { validateEntries } from '../../database/books/validate.ts';
import { verify } from '../../database/verify.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import './lives/index.ts';
import { TAG, realStage } from './real.ts';
import { playAll } from './scenario.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

playAll(() => realStage(engine), 240_000);

test('after all these lives: every mail recorded as sent is in the inbox, once, save those of clients whose data is destroyed (E11.9b, E8.6b)', async () => {
  const mails = (await (await fetch(`${inject('inboxUrl')}/api/email`)).json()) as { headers: Record<string, string>; to: { address: string }[] }[];
  const inbox = mails.map((mail) => `${mail.headers['message-id']} ${mail.to.map((one) => one.address).join(', ')}`);
  const ours = engine
    .knex('notices')
    .where({ state: 'SENT', channel: 'EMAIL' })
    .whereLike('recipient', `%.${TAG}@%`)
    .whereNotIn('client', engine.knex('subscriptions').where({ state: 'DELETED' }).select('client'));
  const sent: { message_id: string; recipient: string }[] = await ours.select('message_id', 'recipient');
  const missing = sent.filter((one) => inbox.filter((mail) => mail === `<${one.message_id}> ${one.recipient}`).length !== 1);
  expect(sent.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

test('after all these lives: the entries of each clock come out in FEC format without a fault (LPF A47 A-1)', async () => {
  const { knex } = engine;
  const clocks: string[] = await knex('test_clocks').pluck('id');
  for (const clock of clocks) await knex.transaction((trx) => validateEntries(trx, clock, '2020-01-01'));
  const years: { book: string; year: number }[] = await knex('ledger_numbers').distinct('book', 'year');
  expect(years.length).toBeGreaterThan(20);
  for (const { book, year } of years) {
    let text = '';
    for await (const part of fecText(knex, book, year)) text += part;
    expect(fecFaults(text), `${book} ${year}`).toEqual([]);
  }
});

test('after all these lives: chains, numbers, ledger and stored contracts agree', async () => {
  expect(await verify(engine.knex)).toEqual([]);
});
