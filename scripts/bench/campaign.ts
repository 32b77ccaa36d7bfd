/** One campaign to a whole portfolio, paused and resumed on the way, while other clients pay: the rate, and what the payments feel of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { nextDuty } from '../../contract/contract.ts';
import { fact } from '../../contract/clause.ts';
import { append } from '../../database/journal.ts';
import { insertClient } from '../../database/queries/clients.ts';
import { createSubscription, nextSubscriptionNumber } from '../../database/subscriptions.ts';
import { makeAnew } from '../start/anew.ts';
import { accepted } from './portfolio.ts';
import { type Figure, manyAtOnce, percentile, progress, seconds } from './report.ts';
import { type Entered, type Stack, untilCount, withStack } from './stack.ts';

const AT_ONCE = 16;
/** Payments before the campaign, and at most so many during it. */
const PAYERS = { before: 10, during: 30 };
const DAY = 86_400_000;
type Payer = { entered: Entered; number: string };

/** A client whose subscription begins in a month: stored as its acceptance leaves it, and asleep. */
async function sleeper({ knex }: Stack, index: number): Promise<void> {
  const name = `Association ${index}`;
  const client = await insertClient(
    knex,
    {
      ...{ legal_name: name, legal_form: 'Association loi 1901', registration: 'W000000000', seat: '00000 Villefictive', country: 'FR' },
      ...{ representative_name: 'Camille Exemple', representative_capacity: 'Présidence', email: `b${index}@bench.example`, language: 'fr' },
      ...{ status: 'NON_PROFESSIONAL', notice_channel: 'EMAIL', test_clock: null },
    },
    280,
  );
  await knex.transaction(async (trx) => {
    const number = await nextSubscriptionNumber(trx);
    const at = Date.now();
    const opened = accepted(number, 'yearly', new Date(at + 30 * DAY).toISOString().slice(0, 10), at);
    const contract = { ...opened, client: client.id, state: 'PENDING' as const };
    const { formula, price, means, term } = contract;
    const startsOn = new Date(term.startsOn * DAY).toISOString().slice(0, 10);
    const acceptance = fact('subscription.accepted', 'E11.9a', at, {
      ...{ number, client: client.id, clientStatus: 'NON_PROFESSIONAL', noticeChannel: 'EMAIL', rules: 1, termsVersion: '2020-01', parameters: {} },
      ...{
        formula,
        price: price as NonNullable<typeof price>,
        means,
        acceptedOn: new Date(at).toISOString().slice(0, 10),
        startsOn,
        evidence: `txt-${number}`,
      },
    });
    await createSubscription(trx, acceptance as Parameters<typeof createSubscription>[1], contract, nextDuty(contract) ?? null);
    await append(trx, number, 'accept', [acceptance]);
  });
}

async function payer(stack: Stack): Promise<Payer> {
  const entered = await stack.enter();
  return { entered, number: await stack.subscribe(entered, 'yearly') };
}

async function campaign(stack: Stack, count: number): Promise<Figure[]> {
  progress('some that pay…');
  const payers = await manyAtOnce(PAYERS.before + PAYERS.during, 4, () => payer(stack));
  progress(`${count} subscriptions asleep…`);
  await manyAtOnce(count, AT_ONCE, (index) => sleeper(stack, index));
  const connection = await Connection.connect({ address: stack.instance.temporal });
  const { faults } = await makeAnew({ knex: stack.knex, temporal: new Client({ connection }) });
  await connection.close();
  if (faults.length > 0) throw new Error(faults[0]);
  const before: number[] = [];
  for (const { entered, number } of payers.splice(0, PAYERS.before)) before.push(await seconds(() => stack.payNow(entered, number)));

  const recipients = count + PAYERS.before + PAYERS.during;
  progress(`a campaign to ${recipients} clients…`);
  const body = { before: 'Billetterie', after: 'Adhésions', equalOrGreater: true, reason: 'Mêmes fonctions et davantage' };
  await stack.company.post('/company/record-service-change', body, `bench/campaign/${count}`);
  const { id } = await stack.knex('campaigns').orderBy('created_at', 'desc').first('id');
  const sent = `select count(*)::int as n from campaign_recipients where campaign = ? and state = 'SENT'`;
  const told = async (): Promise<number> => (await stack.knex.raw(sent, [id])).rows[0].n;
  let over = false;
  const during: number[] = [];
  const paying = (async () => {
    for (const { entered, number } of payers) {
      if (over) return;
      during.push(await seconds(() => stack.payNow(entered, number)));
      await sleep(1_000);
    }
  })();
  const first = await seconds(() => untilCount(stack, Math.round(recipients / 3), sent, [id]));
  await stack.company.post(`/campaigns/${id}/pause`, {}, `bench/pause/${id}`);
  await sleep(2_000);
  const held = await told();
  await sleep(3_000);
  if ((await told()) !== held) throw new Error('a paused campaign went on');
  progress(`paused at ${held}, resumed…`);
  await stack.company.post(`/campaigns/${id}/resume`, {}, `bench/resume/${id}`);
  const rest = await seconds(() => untilCount(stack, recipients, sent, [id]));
  over = true;
  await paying;
  const once = `select count(*)::int as n from (select client from notices where code = 'SERVICE_CHANGE' and id like ? group by client having count(*) = 1) told`;
  await untilCount(stack, recipients, once, [`%/${id}`]);
  return [
    { what: `a campaign to ${recipients} clients, each told once, paused and resumed on the way`, value: first + rest, unit: 's' },
    { what: 'its recipients told', value: (Math.round(recipients / 3) + recipients - held) / (first + rest), unit: '/s' },
    {
      ...{ what: `pay-now meanwhile, p50 of ${during.length}`, value: percentile(during, 0.5), unit: 's' },
      baseline: { what: 'just before it', value: percentile(before, 0.5) },
    },
    { what: 'pay-now meanwhile, the slowest', value: percentile(during, 1), unit: 's' },
  ];
}

export const campaigns = {
  name: 'campaign',
  run: ({ large }: { large: boolean }): Promise<Figure[]> => withStack((stack) => campaign(stack, large ? 10_000 : 1_000)),
};
