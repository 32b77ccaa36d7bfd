import { z } from 'zod';
import { isoOf, momentOf } from '../../contract/calendar.ts';
import { breachDeadline } from '../../contract/data-breach.ts';
import { bearerOf } from '../../database/queries/bearer.ts';
import { type ClientRow, clientById } from '../../database/queries/clients.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { impossible } from '../problem.ts';
import { Id, Instant, Text } from '../schemas/common.ts';
import { type Asked, companyCommand, giveTo, keepRecord, keepWords, type Outcome, recorded, refuseWide, termsOf } from '../wide-command.ts';

const CLOCKS = { en: 'These clients are not of one test clock.', fr: "Ces clients ne sont pas de la même horloge d'essai." };
const FOLLOWS = 'Nature et étendue en cours d’analyse : un complément suit. / Nature and extent under analysis: more follows.';
const Breach = z.object({
  clients: z.array(Id).min(1).max(10_000).describe('The clients concerned: each is told, and no other'),
  knownAt: Instant.optional().describe('When the Company knew of it; now unless told'),
  facts: Text(10_000).default(FOLLOWS).describe('What happened, which data and persons, its likely consequences, and what is done about it'),
  testClock: Id.optional(),
});
type BreachAsked = Asked<z.infer<typeof Breach>, null>;

/** E11.8f: a personal data breach, notified to each client concerned and to no other; the deadline and the delay are on record. */
export const recordDataBreach = companyCommand({
  article: 'E11.8f',
  roles: ['DPO'],
  body: Breach,
  example: {
    ...{ clients: ['cli_0123456789abcdef'], knownAt: '2027-06-10T07:00:00Z' },
    facts: 'Accès non autorisé à un export : noms et adresses e-mail. Accès coupé, mots de passe changés.',
  },
  run: async (given) => {
    const clients = await concernedBy(given);
    const asked = await onTheirClock(given, clients);
    const knownAt = isoOf(momentOf(given.body.knownAt ?? asked.at));
    if (knownAt > asked.at) return refuseWide(asked, 'known-in-the-future');
    const facts = await keepWords(asked, given.body.facts);
    const record = await keepRecord(asked, 'DATA_BREACH', { clients: clients.map((one) => one.id), knownAt, facts });
    const told: Outcome[] = [];
    for (const client of clients) told.push(await tell({ ...asked, client }, { breach: record.id, knownAt, facts }));
    return { facts: [recorded(record), ...told].flatMap((one) => ('facts' in one ? one.facts : [])) };
  },
});

async function concernedBy({ deps, body }: BreachAsked): Promise<ClientRow[]> {
  const ids = [...new Set(body.clients)];
  const rows = await Promise.all(ids.map((id) => clientById(deps.knex, id)));
  return rows.map((row, index) => {
    if (!row) throw impossible({ en: `There is no client ${ids[index]}.`, fr: `Le client ${ids[index]} n'existe pas.` });
    return row;
  });
}

/** On a test clock it is the clients' own clock that dates the record. */
async function onTheirClock(asked: BreachAsked, clients: ClientRow[]): Promise<BreachAsked> {
  const clocks = new Set(clients.map((one) => one.test_clock));
  if (asked.testClock !== null) clocks.add(asked.testClock);
  if (clocks.size !== 1) throw impossible(CLOCKS, 'E11.8f');
  const [testClock = null] = clocks;
  return { ...asked, testClock, at: isoOf(await contractNow(asked.deps.knex, testClock)) };
}

/** The formal notice by the subscription that bears, and the delay on record; a client whose subscriptions are all deleted is shown as not told. */
async function tell(
  asked: Asked<unknown, ClientRow>,
  { breach, knownAt, facts }: { breach: string; knownAt: string; facts: string },
): Promise<Outcome> {
  const bearer = await bearerOf(asked.deps.knex, asked.client.id);
  const notice = bearer ? await giveTo(asked, bearer, 'notify-data-breach', { dataBreach: breach, knownAt, facts }) : { facts: [] };
  const deadline = breachDeadline(await termsOf(asked), momentOf(knownAt));
  const delay = { knownAt, deadlineAt: isoOf(deadline), toldAt: bearer ? asked.at : null, late: momentOf(asked.at) > deadline };
  const record = await keepRecord(asked, 'DATA_BREACH_TOLD', { breach, ...delay }, { part: `_${asked.client.id}` });
  return { facts: [recorded(record), notice].flatMap((one) => ('facts' in one ? one.facts : [])) };
}
