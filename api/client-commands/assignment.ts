/** E11.4a: the Client assigns its contract only by an asset transfer, a merger or the like. The account stays; another legal person takes its place in it. */
import { z } from 'zod';
import { civilOf } from '../../contract/calendar.ts';
import { ASSIGNABLE } from '../../contract/client-rules.ts';
import { specialClause, whoMaySubscribe } from '../../contract/subscription.ts';
import { decisionOn, disableFormerUsers, type Identity, replaceIdentity, versionsOf } from '../../database/queries/assignments.ts';
import { type ClientRow, liveSubscriptions, methodOf } from '../../database/queries/clients.ts';
import { textsOf } from '../../database/queries/texts.ts';
import type { BookRecord } from '../../database/records.ts';
import { besideAcceptance, signatureEvidence } from '../acceptance.ts';
import { impossible, refused } from '../problem.ts';
import { NewClient } from '../schemas/clients.ts';
import { AcceptanceGiven } from '../schemas/commands.ts';
import { Day, Id, Text } from '../schemas/common.ts';
import {
  type Asked,
  clientCommand,
  dayOfAsking,
  giveTo,
  giveToBearer,
  keepRecord,
  keepWords,
  known,
  type Outcome,
  recorded,
  refuseWide,
} from '../wide-command.ts';
import { presumedStatus } from '../presumed-status.ts';
import { wantReason } from '../reason.ts';

const NO_MEANS = { en: 'This is not a means of payment of the client.', fr: "Ce n'est pas un moyen de paiement du client." };
const Accepting = z.object({ assignment: Id.optional(), acceptance: AcceptanceGiven, paymentMethod: Id });
const Successor = NewClient.pick({
  legalName: true,
  legalForm: true,
  registration: true,
  seat: true,
  country: true,
  representative: true,
  email: true,
  status: true,
});

/** The client, or its successor through SUPPORT, asks with the deed; a sale of the account is refused. */
export const requestAssignment = clientCommand({
  article: 'E11.4a',
  roles: ['CLIENT_ADMIN', 'SUPPORT'],
  body: z.object({
    operation: Text(100).describe('ASSET_TRANSFER, MERGER or SIMILAR; another is refused (E11.4a)'),
    deed: Text(4000).describe('The deed, and where it is found'),
    effectiveOn: Day,
    successor: Successor,
  }),
  example: {
    ...{ operation: 'MERGER', deed: 'Traité de fusion du 30 juin 2027', effectiveOn: '2027-06-30' },
    successor: {
      ...{ legalName: 'Fédération des Jardins', legalForm: 'Association loi 1901', registration: 'W751999999', seat: '3 rue Neuve, 75011 Paris' },
      ...{ country: 'FR', representative: { name: 'Dominique Exemple', capacity: 'Président' }, email: 'bureau@federation.example' },
    },
  },
  run: async (asked) => {
    const { operation, deed, effectiveOn, successor } = asked.body;
    if (!ASSIGNABLE.includes(operation)) return refuseWide(asked, 'not-assignable', { values: { operations: ASSIGNABLE.join(', ') } });
    const no = whoMaySubscribe(successor);
    if (no) return refuseWide(asked, no.because, { article: no.article, ...(no.values ? { values: no.values } : {}) });
    const record = await keepRecord(asked, 'ASSIGNMENT_REQUESTED', {
      ...{ operation, effectiveOn, deed: await keepWords(asked, deed) },
      successor: await keepWords(
        asked,
        JSON.stringify(identityOf(successor, successor.status ?? (await presumedStatus(asked.deps.knex, asked.testClock)))),
      ),
      former: await keepWords(asked, JSON.stringify(formerOf(asked.client))),
    });
    await giveToBearer(asked, 'request-assignment', { about: record.id });
    return recorded(record);
  },
});

const identityOf = (successor: z.infer<typeof Successor>, status: Identity['status']): Identity => ({
  ...{ legal_name: successor.legalName, legal_form: successor.legalForm, registration: successor.registration, seat: successor.seat },
  ...{ country: successor.country, email: successor.email, status },
  ...{ representative_name: successor.representative.name, representative_capacity: successor.representative.capacity },
});
const formerOf = ({
  legal_name,
  legal_form,
  registration,
  seat,
  country,
  representative_name,
  representative_capacity,
  email,
  status,
}: ClientRow): Identity => ({
  ...{ legal_name, legal_form, registration, seat, country, representative_name, representative_capacity, email, status },
});

/** The request that a command is about: the one named, else the last. */
async function requestOf(asked: Asked<{ assignment?: string | undefined }, ClientRow>): Promise<BookRecord> {
  const requests = await known(asked, 'ASSIGNMENT_REQUESTED');
  return requests.findLast((one) => one.id === (asked.body.assignment ?? one.id)) ?? refuseWide(asked, 'no-assignment');
}

/** LEGAL has verified the deed, and approves or refuses with its reason. */
export const approveAssignment = clientCommand({
  article: 'E11.4a',
  roles: ['LEGAL'],
  body: z.object({ assignment: Id.optional(), approved: z.boolean().default(true), reason: Text(4000) }),
  example: { approved: true, reason: 'Traité de fusion publié, vérifié ce jour' },
  run: async (asked) => {
    const { approved, reason } = asked.body;
    const { id } = await requestOf(asked);
    wantReason(reason);
    return giveToBearer(asked, 'approve-assignment', { assignment: id, approved, reason: await keepWords(asked, reason) });
  },
});

/** The successor declares, accepts and gives its own means of payment: only then is it bound, and the account is its own. */
export const acceptAssignment = clientCommand({
  article: 'E11.4a',
  roles: ['CLIENT_ADMIN'],
  body: Accepting,
  example: {
    paymentMethod: 'pm_0123456789abcdef',
    acceptance: {
      termsVersion: '2026-12',
      declarations: [true, true, true, true, true],
      boxTicked: true,
      boxWording: "J'ai lu et j'accepte les conditions.",
    },
  },
  run: async (asked) => {
    const { deps, request, client, by, body } = asked;
    const asking = await requestOf(asked);
    const decision = await readiness(asked, asking);
    const method = await meansOfSuccessor(asked, decision.recordedAt);
    const words = await textsOf(deps.knex, [String(asking.data['successor'])]);
    const identity = JSON.parse(words.get(String(asking.data['successor'])) ?? '{}') as Identity;
    const signed = { ...body.acceptance, assignment: asking.id, representative: identity.representative_name, contractAt: asked.at };
    const evidence = await keepWords(asked, signatureEvidence(request, signed));
    await replaceIdentity(deps.knex, client.id, identity);
    const moved: Outcome[] = [];
    for (const number of await liveSubscriptions(deps.knex, client.id)) {
      const means = { method: method.id, kind: method.kind };
      const { state } = await deps.knex('subscriptions').where({ number }).first('state');
      moved.push(
        await giveTo(asked, { number, state }, 'accept-assignment', { assignment: asking.id, clientStatus: identity.status, means, evidence }),
      );
    }
    const record = await keepRecord(asked, 'ASSIGNED', { assignment: asking.id, evidence, paymentMethod: method.id });
    await disableFormerUsers(deps.knex, client.id, { since: decision.recordedAt, but: by.person });
    const done = recorded(record);
    return { facts: [...('facts' in done ? done.facts : []), ...moved.flatMap((one) => ('facts' in one ? one.facts : []))] };
  },
});

/** What must stand before the successor can accept: LEGAL's approval, the day of the operation, the signature. */
async function readiness(asked: Asked<z.infer<typeof Accepting>, ClientRow>, asking: BookRecord): Promise<{ recordedAt: string }> {
  const { deps, client, body } = asked;
  const decision = await decisionOn(deps.knex, client.id, asking.id);
  if (!decision?.approved) return refuseWide(asked, 'assignment-not-approved');
  if ((await known(asked, 'ASSIGNED')).some((one) => one.data['assignment'] === asking.id)) return refuseWide(asked, 'already-assigned');
  const from = String(asking.data['effectiveOn']);
  if (civilOf(dayOfAsking(asked)) < from) return refuseWide(asked, 'operation-ahead', { values: { from } });
  const { declarations, boxTicked, termsVersion } = body.acceptance;
  const clause = specialClause(besideAcceptance(body.acceptance));
  if (clause) throw refused(clause, 422);
  const no = (article: string, because: string): never => {
    throw refused({ kind: 'refused', article, because, allowed: [] }, 422);
  };
  if (declarations.length !== 5 || declarations.includes(false)) return no('E11.2a', 'declarations-missing');
  if (!boxTicked) return no('E11.9a', 'box-not-ticked');
  if (!(await versionsOf(deps.knex, client.id)).includes(termsVersion)) return no('E11.4a', 'other-terms');
  return decision;
}

/** A means of payment of the successor: one stored since LEGAL approved. */
async function meansOfSuccessor(asked: Asked<z.infer<typeof Accepting>, ClientRow>, since: string): Promise<{ id: string; kind: 'CARD' | 'SEPA' }> {
  const method = await methodOf(asked.deps.knex, asked.client.id, asked.body.paymentMethod);
  if (!method) throw impossible(NO_MEANS, 'E5.5a');
  return method.created_at > since ? method : refuseWide(asked, 'means-of-predecessor', { allowed: [{ command: 'payment-methods' }] });
}
