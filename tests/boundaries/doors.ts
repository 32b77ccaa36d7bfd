/** Days that the database decides on: rates and tariffs that are dated, rises published late, the cap of liability. */
import { isoOf } from '../../contract/calendar.ts';
import { insertProviderTerms } from '../../database/queries/company-terms.ts';
import { MONTHLY, YEARLY, actors, when as instant } from '../scenarios/scenario.ts';
import { realStage } from '../scenarios/real.ts';
import type { Engine } from '../setup/engine.ts';
import { boundaryAtTheDoors } from './boundary.ts';

/** A stage with the doors of the Company: the client, its test clock, and a person of every role that publishes. */
async function company(engine: Engine) {
  const told = actors(await realStage(engine));
  const token = await engine.userWith(['ADMIN', 'BILLING', 'LEGAL']);
  const clientOf = async (): Promise<string> => {
    const [accepted] = await told.see.facts();
    return accepted?.type === 'subscription.accepted' ? accepted.client : '';
  };
  const testClock = async (): Promise<string> =>
    (
      await engine
        .knex('clients')
        .where({ id: await clientOf() })
        .first('test_clock')
    ).test_clock;
  const post = async (path: string, body: object) => (await engine.ask('POST', path, token, { ...body, testClock: await testClock() })).body;
  const get = async (path: string) => (await engine.ask('GET', path, token)).body;
  return { ...told, clientOf, testClock, post, get };
}

boundaryAtTheDoors(
  'E5.1d',
  'the rate of the invoice date',
  { before: ['2027-07-01', 1_239], after: ['2027-07-02', 1_180] },
  async (effectiveOn, engine) => {
    const { given, when, see, post } = await company(engine);
    await given.baselineM();
    await post('/vat-rates', { rate: 21, effectiveOn });
    await when.itIs('2027-07-01 12:00');
    return (await see.documents()).find((one) => one.issuedOn === '2027-07-01')?.vatCents;
  },
);
boundaryAtTheDoors(
  'E5.1b',
  'a rise published after the last denunciation day',
  { before: ['2027-10-03 12:00', 0], after: ['2027-10-04 12:00', 1] },
  async (at, engine) => {
    const { given, when, post } = await company(engine);
    await given.baselineA();
    await when.itIs(at);
    const published = await post('/price-schedules', {
      publishedAt: isoOf(Date.parse(instant(at))),
      lines: [{ ...YEARLY, netCents: 62_400 }, MONTHLY],
    });
    return published.lateFor.length;
  },
);
/** S82: the client accepts the terms of the provider on 2027-02-01 at 10:00, and a Contact pays around that instant. */
boundaryAtTheDoors(
  'E5.2a',
  'acceptance of the terms of the provider',
  { before: ['2027-02-01 09:59', true], after: ['2027-02-01 10:00', false] },
  async (paidAt, engine) => {
    const { given, when, clientOf, testClock, get } = await company(engine);
    await given.baselineA();
    const terms = { provider: 'Prestataire', version: '1', text: 'Conditions du prestataire', publishedAt: '2027-01-01T00:00:00.000Z' };
    await insertProviderTerms(engine.knex, { ...terms, testClock: await testClock() });
    await when.itIs('2027-02-01 10:00');
    const client = await clientOf();
    await engine.ask('POST', `/clients/${client}/enable-online-payments`, await engine.userWith(['CLIENT_ADMIN'], client), { accepted: true });
    await given.outside({ type: 'contact-payment', at: paidAt, data: { cents: 10_000, id: 'op-1' } });
    await when.itIs('2027-02-02');
    return (await get(`/contact-operations?client=${client}`)).data[0]?.beforeEnabling;
  },
);
/** C = 2027-04-03. */
boundaryAtTheDoors(
  'E8.6d',
  'the tariff in force on the day of termination',
  { before: ['2027-04-03 00:00', 33_000], after: ['2027-04-04 00:00', 27_000] },
  async (published, engine) => {
    const { given, when, see } = await company(engine);
    await given.baselineD();
    await given.tariff('2026-12-01 00:00', 9_000);
    await given.tariff(published, 11_000);
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await when.itIs('2027-05-10');
    await when.billing.asks('quote-assistance', { quote: 'quo_1', hours: 3 });
    return (await see.facts()).flatMap((one) => (one.type === 'assistance.quoted' ? [one.netCents] : []))[0];
  },
);
/** Paid on 2027-02-03; denounced, so nothing else is paid. */
const capOn = async (on: string, engine: Engine) => {
  const { given, when, clientOf, get } = await company(engine);
  await given.baselineA();
  await when.itIs('2027-09-01');
  await when.client.asks('denounce', {});
  await when.itIs('2028-02-05');
  return (await get(`/clients/${await clientOf()}/liability-cap?on=${on}`)).capCents;
};
boundaryAtTheDoors('E9.2b', 'liability.capMonths', { before: ['2027-02-03', 0], after: ['2027-02-04', 70_560] }, capOn);
boundaryAtTheDoors('E9.2b', 'liability.capMonths', { before: ['2028-02-03', 70_560], after: ['2028-02-04', 0] }, capOn);
