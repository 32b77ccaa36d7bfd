/** From the body of a request to the command of the contract: texts are kept beside it, numbers become natural ids, names what they stand for. */
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { civilOf, instantOf, parisDay } from '../contract/calendar.ts';
import type { CommandInput, CorrectableInvoice } from '../contract/commands.ts';
import { articleNamed } from '../contract/entries.ts';
import { receivedBy } from '../contract/paying.ts';
import { specialClause } from '../contract/subscription.ts';
import type { Formula, IpDuty, Means, TerminationBasis, TextId } from '../contract/facts.ts';
import { type ClientRow, methodOf } from '../database/queries/clients.ts';
import type { Platform } from '../providers/platform/port.ts';
import { platformAccount } from '../database/queries/accounts.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { contactsOn, currentTerms, offeredLine } from '../database/queries/dated.ts';
import { type Tariff, tariffAt } from '../database/queries/company-terms.ts';
import { subscriptionByNumber } from '../database/queries/subscriptions.ts';
import { correctableInvoice, documentIds } from '../database/queries/documents.ts';
import { insertText } from '../database/queries/texts.ts';
import { besideAcceptance, signatureEvidence } from './acceptance.ts';
import { requestId } from './plugins/idempotency.ts';
import { impossible, refused } from './problem.ts';
import { type CommandBody, IP_OPTIONS, type SubscriptionCommand } from './schemas/commands.ts';
import { wantReason } from './reason.ts';

/** On what a command is given. */
export type Given = { knex: Knex; request: FastifyRequest; number: string; client: ClientRow; platform: Platform };

const NO_CLAUSE = {
  en: 'Name the article that was breached by its number, such as 4.2: the contract has no such article.',
  fr: 'Indiquez l’article méconnu par son numéro, comme 4.2 : le contrat n’a pas cet article.',
};
const OLD_TERMS = { en: 'This version of the terms is not the current one.', fr: "Cette version des conditions n'est pas celle en vigueur." };
const NOT_SIGNED = {
  en: 'Tick the box and make the five declarations: without them nothing is signed.',
  fr: 'Cochez la case et faites les cinq déclarations : sans elles, rien n’est signé.',
};

const GROUNDS: readonly string[] = ['NON_PAYMENT', 'BREACH', 'DECLARATIONS', 'INSOLVENCY'] satisfies CommandInput['terminate-for-cause']['ground'][];
/** E8.2-iii: what lets a contract end although proceedings are under court. */
const TERMINATION_BASES: readonly TerminationBasis[] = ['OFFICER_RENOUNCED', 'NOTICE_UNANSWERED', 'JUDGE_DECISION'];

/** Stores a free text and gives its id. */
const keep = ({ knex, number, client }: Given, content: string): Promise<TextId> =>
  insertText(knex, { subscription: number, client: client.id, content });

/** A10: the reason of a manual decision, kept. */
export async function keepReason(given: Given, reason: string): Promise<TextId> {
  wantReason(reason);
  return keep(given, reason);
}

/** The facts of a breach and what proves them, kept. */
const keepFacts = async (given: Given, { facts, evidence }: { facts: string; evidence: string }): Promise<{ facts: TextId; evidence: TextId }> => ({
  facts: await keep(given, facts),
  evidence: await keep(given, evidence),
});

async function idsOf({ knex, number }: Given, numbers: string[]): Promise<string[]> {
  const ids = await documentIds(knex, number, numbers);
  return numbers.map((one) => {
    const id = ids.get(one);
    if (!id) throw impossible({ en: `${one} is not a document of ${number}.`, fr: `${one} n'est pas un document de ${number}.` }, 'E5.3f');
    return id;
  });
}

/** E5.3c: an invoice of the subscription by its number, with what credit notes have taken of it. */
async function correctableOf({ knex, number }: Given, invoice: string): Promise<CorrectableInvoice & { id: string }> {
  const found = await correctableInvoice(knex, number, invoice);
  if (!found) throw impossible({ en: `${invoice} is not an invoice of ${number}.`, fr: `${invoice} n'est pas une facture de ${number}.` }, 'E5.3c');
  return found;
}

/** E5.5a: a stored means of payment of this client. */
export async function meansOf(knex: Knex, client: string, id: string): Promise<Means & { verified: boolean }> {
  const method = await methodOf(knex, client, id);
  if (!method) throw impossible({ en: 'This is not a means of payment of the client.', fr: "Ce n'est pas un moyen de paiement du client." }, 'E5.5a');
  return { method: method.id, kind: method.kind, verified: method.verified };
}

/** E8.1e, E5.1a: a formula by its code, as the schedule in force sells it to this client. */
async function formulaOf({ knex, client }: Given, code: string): Promise<Formula> {
  const at = await contractNow(knex, client.test_clock);
  const contacts = await contactsOn(knex, client.id, civilOf(parisDay(at)));
  const line = await offeredLine(knex, { formula: code, contacts, at, testClock: client.test_clock });
  if (!line)
    throw impossible({ en: `The price schedule in force has no formula ${code}.`, fr: `Le barème en vigueur n'a pas de formule ${code}.` }, 'E5.1a');
  return line.formula;
}

/** E6.2b: items of the client's content, with the list as people read it; one that the platform does not know is no item. */
async function itemsOf(given: Given, ids: string[]): Promise<{ items: string[]; listing: TextId }> {
  const { knex, client, number, platform } = given;
  const items = [...new Set(ids)];
  const at = await contractNow(knex, client.test_clock);
  const known = await platform.listContent(await platformAccount(knex, number, at), new Date(at).toISOString());
  const titles = new Map(known.map((one) => [one.id, one.title]));
  const unknown = items.find((id) => !titles.has(id));
  if (unknown) throw impossible({ en: `${unknown} is not content of this client.`, fr: `${unknown} n'est pas un contenu de ce client.` }, 'E6.2b');
  return { items, listing: await keep(given, items.map((id) => `${id} – ${titles.get(id)}`).join('\n')) };
}
const isBasis = (basis: string | undefined): basis is TerminationBasis => TERMINATION_BASES.includes(basis as TerminationBasis);

/** E8.6d: the tariff in force at 00:00 of the termination day. */
async function tariffOf({ knex, number, client }: Given): Promise<Tariff | null> {
  const row = await subscriptionByNumber(knex, number);
  const on = row?.contract.ended?.on;
  return on === undefined ? null : tariffAt(knex, instantOf(on), client.test_clock);
}
const chosen = ({ quote }: { quote?: string | undefined }): { quote?: string } => (quote ? { quote } : {});
/** E11.5a: a complaint by its id or its number. */
async function complaintOf({ knex, number }: Given, given: string): Promise<string> {
  const row = await knex('complaints')
    .where({ subscription: number })
    .where((query) => query.where({ id: given }).orWhere({ number: given }))
    .first('id');
  if (!row) throw impossible({ en: `${given} is not a complaint of ${number}.`, fr: `${given} n'est pas une réclamation de ${number}.` }, 'E11.5a');
  return row.id;
}

const IP_DUTIES = {
  costsLimited: 'COSTS_LIMITED',
  notified: 'NOTIFIED',
  controlGiven: 'CONTROL_GIVEN',
  informed: 'INFORMED',
  assisted: 'ASSISTED',
} as const;
/** E10.1a: the items of the checklist that were found done, or missing. */
const checklist = (given: { [K in keyof typeof IP_DUTIES]?: boolean | undefined }): { [D in IpDuty]?: boolean } =>
  Object.fromEntries(
    Object.entries(IP_DUTIES).flatMap(([key, duty]) =>
      given[key as keyof typeof IP_DUTIES] === undefined ? [] : [[duty, given[key as keyof typeof IP_DUTIES]]],
    ),
  );

type ToInput = { [T in SubscriptionCommand]: (given: Given, body: CommandBody<T>) => Promise<CommandInput[T]> };

/** E8.2-ii: the clause of a breach is an article of the contract: free words stay out of the journal. */
function clauseOf(text: string): string {
  const article = articleNamed(text);
  if (!article) throw impossible(NO_CLAUSE, 'E8.2-ii');
  return article;
}

export const TO_INPUT: ToInput = {
  'pay-now': async (given, { invoices, amountCents, paymentMethod }) => {
    const means = paymentMethod ? await meansOf(given.knex, given.client.id, paymentMethod) : undefined;
    return {
      ...(invoices ? { invoices: await idsOf(given, invoices) } : {}),
      ...(amountCents ? { amountCents } : {}),
      ...(means ? { means: { method: means.method, kind: means.kind } } : {}),
    };
  },
  'record-payment': async (given, { invoice, means, ...body }) => {
    const [id] = invoice ? await idsOf(given, [invoice]) : [];
    return { ...body, means: receivedBy(means), ...(id ? { invoice: id } : {}) };
  },
  waive: async (given, { invoice, what, reason }) => {
    const [id = invoice] = await idsOf(given, [invoice]);
    return { invoice: id, what, reason: await keepReason(given, reason) };
  },
  'correct-invoice': async (given, { invoice, netCents, reason }) => {
    const { id, ...document } = await correctableOf(given, invoice);
    return { invoice: id, ...(netCents ? { netCents } : {}), document, reason: await keepReason(given, reason) };
  },
  denounce: async () => ({}),
  'withdraw-denunciation': async (given, { reason }) => (reason ? { reason: await keep(given, reason) } : {}),
  'record-incoming-notice': async (given, { proof, ...body }) => ({ ...body, proof: await keep(given, proof) }),
  'choose-formula': async (given, { formula, replacesDenunciation }) => ({
    formula: await formulaOf(given, formula),
    ...(replacesDenunciation === undefined ? {} : { replacesDenunciation }),
  }),
  'cancel-formula-choice': async () => ({}),
  'free-exit': async () => ({}),
  'terminate-for-cause': async (given, { ground, facts, channel, breach, basis }) => ({
    // a ground of another name is the contract's to refuse; free words stay out of it
    ground: (GROUNDS.includes(ground) ? ground : 'NONE') as CommandInput['terminate-for-cause']['ground'],
    facts: await keep(given, facts),
    channel,
    ...(breach ? { breach } : {}),
    ...(isBasis(basis) ? { basis } : {}),
  }),
  'withdraw-termination': async (given, { notice, reason }) => ({ ...(notice ? { notice } : {}), reason: await keepReason(given, reason) }),
  'record-insolvency': async (given, { party, event, court, judgmentOn, officer, officerEmail, evidence }) => ({
    ...{ party, event, court: court ?? typeof judgmentOn === 'string', judgmentOn: judgmentOn ?? null },
    officer: officer ? await keep(given, officer) : null,
    officerEmail: officerEmail ? await keep(given, officerEmail) : null,
    evidence: await keep(given, evidence),
  }),
  'record-end-by-law': async (given, { evidence }) => (evidence ? { evidence: await keep(given, evidence) } : {}),
  'declare-acceleration': async (given, { channel, facts }) => ({
    ...(channel ? { channel } : {}),
    ...(facts ? { facts: await keep(given, facts) } : {}),
  }),
  'decline-acceleration': async (given, { reason }) => ({ reason: await keepReason(given, reason) }),
  'claim-damages': async (given, { documents, uninvoicedCents, vatRate, accessoriesCents, facts, channel }) => ({
    ...(documents ? { documents: await idsOf(given, documents) } : {}),
    ...(uninvoicedCents === undefined ? {} : { uninvoicedCents }),
    ...(vatRate === undefined ? {} : { vatRate }),
    ...(accessoriesCents === undefined ? {} : { accessoriesCents }),
    ...(channel ? { channel } : {}),
    facts: await keep(given, facts),
  }),
  'write-off': async (given, { invoice, reason }) => {
    const [id = invoice] = await idsOf(given, [invoice]);
    return { invoice: id, reason: await keepReason(given, reason) };
  },
  'notify-breach': async (given, { clause, facts, evidence, channel, signedReceipt }) => ({
    clause: clauseOf(clause),
    ...(await keepFacts(given, { facts, evidence })),
    channel,
    ...(signedReceipt ? { signedReceipt: await keep(given, signedReceipt) } : {}),
  }),
  'declare-cured': async (given, { breach, evidence }) => ({ ...(breach ? { breach } : {}), evidence: await keep(given, evidence) }),
  'decide-cure': async (given, { breach, cured, reason }) => ({ ...(breach ? { breach } : {}), cured, reason: await keepReason(given, reason) }),
  'send-notice': async (given, { code, channel, signedReceipt }) => ({
    code,
    channel,
    ...(signedReceipt ? { signedReceipt: await keep(given, signedReceipt) } : {}),
  }),
  'propose-arrangement': async (given, { text }) => ({ text: await keep(given, text) }),
  'accept-arrangement': async (given, { accepted, reason }) => ({ accepted, reason: await keepReason(given, reason) }),
  suspend: async (given, { reason }) => ({ reason: await keepReason(given, reason) }),
  'hold-suspension': async (given, { until, reason }) => ({ until, reason: await keepReason(given, reason) }),
  'lift-suspension': async (given, { reason, suspension }) => ({
    reason: await keepReason(given, reason),
    ...(suspension ? { suspension } : {}),
  }),
  'suspend-for-emailing': async (given, { scope, ...words }) => ({ ...(await keepFacts(given, words)), ...(scope ? { scope } : {}) }),
  'suspend-for-declarations': keepFacts,
  'open-ip-claim': async (given, { text, documents = [], receivedOn }) => ({
    claim: `ipc_${requestId(given.request)}`,
    text: await keep(given, documents.length > 0 ? `${text}\n\n${documents.join('\n')}` : text),
    ...(receivedOn ? { receivedOn } : {}),
  }),
  'check-ip-claim': async (given, { claim, reason, ...duties }) => ({
    ...(claim ? { claim } : {}),
    duties: checklist(duties),
    reason: await keepReason(given, reason),
  }),
  'exercise-ip-option': async (given, { option, claim, cessationOn, reason }) => ({
    ...{ option: IP_OPTIONS[option], reason: await keepReason(given, reason) },
    ...(claim ? { claim } : {}),
    ...(cessationOn ? { cessationOn } : {}),
  }),
  'hold-content': async (given, { items, ground, evidence }) => ({
    ...(await itemsOf(given, items)),
    ground: await keep(given, ground),
    evidence: await keep(given, evidence),
  }),
  'release-content': async (given, { items, reason }) => ({ ...(await itemsOf(given, items)), reason: await keepReason(given, reason) }),
  'delete-content': async (given, { items, ground, evidence }) => ({
    ...(await itemsOf(given, items)),
    ground: await keep(given, ground),
    ...(evidence ? { evidence: await keep(given, evidence) } : {}),
  }),
  'demand-removal': async (given, { items, facts, evidence, channel, signedReceipt }) => ({
    ...(items ? await itemsOf(given, items) : {}),
    ...(await keepFacts(given, { facts, evidence })),
    channel,
    ...(signedReceipt ? { signedReceipt: await keep(given, signedReceipt) } : {}),
  }),
  'open-complaint': async (given, { text, invoice, documented, documents = [], receivedOn }) => {
    const [id] = invoice ? await idsOf(given, [invoice]) : [];
    const content = documents.length > 0 ? `${text}\n\n${documents.join('\n')}` : text;
    const complaint = `cpl_${requestId(given.request)}`;
    return {
      complaint,
      text: await keep(given, content),
      ...(id ? { invoice: id } : {}),
      documented: documented ?? documents.length > 0,
      ...(receivedOn ? { receivedOn } : {}),
    };
  },
  'answer-complaint': async (given, { complaint, answer }) => ({
    complaint: await complaintOf(given, complaint),
    answer: await keep(given, answer),
  }),
  'decide-dispute': async (given, { complaint, accepted, reason }) => ({
    ...(complaint ? { complaint: await complaintOf(given, complaint) } : {}),
    accepted,
    reason: await keepReason(given, reason),
  }),
  'request-export': async ({ request }) => ({ export: `exp_${requestId(request)}` }),
  'confirm-export': async (_given, body) => body,
  'quote-assistance': async (given, { hours, validUntil, workOn }) => {
    const tariff = await tariffOf(given);
    return {
      ...{ quote: `quo_${requestId(given.request)}`, hours },
      ...(tariff ? { tariff: { id: tariff.id, hourlyCents: tariff.hourlyCents } } : {}),
      ...(validUntil ? { validUntil } : {}),
      ...(workOn ? { workOn } : {}),
    };
  },
  'accept-quote': async (_given, body) => chosen(body),
  'refuse-quote': async (_given, body) => chosen(body),
  'record-assistance': async (_given, body) => chosen(body),
  'acknowledge-provider': async () => ({}),
  'legal-hold': async (given, { basis, until }) => ({
    ...(basis ? { basis: await keep(given, basis) } : {}),
    ...(until ? { until } : {}),
  }),
  'accept-terms': async (given, { acceptance }) => {
    const { termsVersion, declarations, boxTicked, boxWording } = acceptance;
    const no = specialClause(besideAcceptance(acceptance));
    if (no) throw refused(no, 422);
    if (!boxTicked || declarations.length !== 5 || declarations.includes(false)) throw impossible(NOT_SIGNED, 'E11.9a');
    const testClock = given.client.test_clock;
    const terms = await currentTerms(given.knex, { at: await contractNow(given.knex, testClock), testClock });
    if (terms?.version !== termsVersion) throw impossible(OLD_TERMS, 'E11.9a');
    const signed = { termsVersion, termsHash: terms.hash, declarations, boxWording, representative: given.client.representative_name };
    return { termsVersion, parameters: terms.parameters, evidence: await keep(given, signatureEvidence(given.request, signed)) };
  },
};
