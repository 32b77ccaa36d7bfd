import { z } from 'zod';
import type { BorneCommand, CommandType } from '../../contract/commands.ts';
import type { Channel } from '../../contract/facts.ts';
import { Day, Id, Text } from './common.ts';

/** A manual decision gives its reason; that it has at least 10 characters is A10. */
const Reason = z.string().trim().max(4000).default('').describe('At least 10 characters (A10)');
const Words = Text(10_000);
const Nothing = z.object({});
/** E11.1a: taken as it is written, since another channel is the contract's to refuse. */
export const FormalChannel = Text(40).describe('EMAIL, HAND or REGISTERED_LETTER; another is refused (E11.1a)') as unknown as z.ZodType<Channel>;

/** E11.9a: what a client ticks. Each fault has its own refusal, so the schema takes them all. */
export const AcceptanceGiven = z.looseObject({
  termsVersion: z.string().max(60),
  declarations: z.array(z.boolean()).max(20).describe('The five declarations of 11.2, each true'),
  boxTicked: z.boolean(),
  boxWording: Text(2000).describe('The words beside the box, as they were shown: part of the evidence (E11.9a)'),
});

/** E10.1b: the options by their names, and by the letters of the article. */
export const IP_OPTIONS = {
  SECURE: 'SECURE',
  REPLACE: 'REPLACE',
  MODIFY: 'MODIFY',
  STOP: 'STOP',
  a: 'SECURE',
  b: 'REPLACE',
  c: 'MODIFY',
  d: 'STOP',
} as const;

/** E6.2b: ids of content items, as GET /content-items lists them. */
const Items = z.array(Id).min(1).max(100);
/** E8.2-iii: (a) the activity; (b) payments, an arrangement, an administrator; (c) the proceedings. */
const INSOLVENCY_EVENTS = [
  ...(['ACTIVITY_CEASED', 'ACTIVITY_SUSPENDED', 'PAYMENTS_STOPPED', 'INABILITY_ADMITTED', 'ARRANGEMENT_WITH_CREDITORS'] as const),
  ...(['ADMINISTRATION', 'SAFEGUARD', 'RECEIVERSHIP', 'LIQUIDATION', 'BANKRUPTCY'] as const),
] as const;

/** The body of each command of a subscription. */
export const COMMAND_BODIES = {
  'pay-now': z.object({ invoices: z.array(Id).min(1).max(500).optional(), amountCents: z.int().min(1).optional(), paymentMethod: Id.optional() }),
  'record-payment': z.object({
    amountCents: z.int().min(1),
    orderedOn: Day,
    means: Text(60).describe('TRANSFER, CHEQUE, CASH, CARD or DEBIT; other words are understood, else OTHER is recorded'),
    invoice: Id.optional(),
  }),
  waive: z.object({ invoice: Id, what: z.enum(['PENALTY', 'INDEMNITY', 'FEE']), reason: Reason }),
  'correct-invoice': z.object({
    invoice: Id,
    netCents: z.int().min(1).optional().describe('What is credited of it, excl. VAT; all that is left of it if left out'),
    reason: Reason,
  }),
  denounce: z.object({ by: z.enum(['CLIENT', 'COMPANY']).optional() }),
  'withdraw-denunciation': z.object({ reason: Words.optional() }),
  'record-incoming-notice': z.object({ code: z.literal('CLIENT_DENUNCIATION'), sentOn: Day, channel: FormalChannel, proof: Words }),
  'choose-formula': z.object({ formula: Text(60), replacesDenunciation: z.boolean().optional() }),
  'cancel-formula-choice': Nothing,
  'free-exit': Nothing,
  'terminate-for-cause': z.object({
    ground: z.string().max(200).describe('NON_PAYMENT, BREACH, DECLARATIONS or INSOLVENCY; another is refused with what is possible instead'),
    facts: Words,
    channel: FormalChannel,
    breach: Id.optional(),
    basis: z.string().max(200).optional().describe('Proceedings under court: OFFICER_RENOUNCED, NOTICE_UNANSWERED or JUDGE_DECISION (E8.2-iii)'),
  }),
  'notify-breach': z.object({
    clause: Text(60).describe('An article of the contract by its number, such as 4.2'),
    facts: Words,
    evidence: Words,
    channel: FormalChannel,
    signedReceipt: Words.optional(),
  }),
  'withdraw-termination': z.object({ notice: Id.optional(), reason: Reason }),
  'record-insolvency': z.object({
    party: z.enum(['CLIENT', 'COMPANY']).default('CLIENT'),
    event: z.enum(INSOLVENCY_EVENTS),
    court: z.boolean().optional().describe('Proceedings under court; true where a judgment date is given'),
    judgmentOn: Day.nullish(),
    officer: Words.nullish().describe('Administrator or liquidator: the name, then the postal address, a line each'),
    officerEmail: z.email().max(200).nullish(),
    evidence: Words,
  }),
  'record-end-by-law': z.object({ evidence: Words.optional() }),
  'declare-acceleration': z.object({ channel: FormalChannel.optional(), facts: Words.optional() }),
  'decline-acceleration': z.object({ reason: Reason }),
  'claim-damages': z.object({
    documents: z.array(Id).max(500).optional().describe('(i) numbers of unpaid documents'),
    uninvoicedCents: z.int().min(0).optional().describe('(ii) instalments not invoiced after C, excl. VAT'),
    vatRate: z.number().min(0).max(100).optional().describe('VAT on (ii), in percent, chosen by hand'),
    accessoriesCents: z.int().min(0).optional(),
    facts: Words,
    channel: FormalChannel.optional(),
  }),
  'write-off': z.object({ invoice: Id, reason: Reason }),
  'declare-cured': z.object({ breach: Id.optional(), evidence: Words }),
  'decide-cure': z.object({ breach: Id.optional(), cured: z.boolean(), reason: Reason }),
  'send-notice': z.object({
    code: z.enum(['DEFAULT_NOTICE', 'BREACH_NOTICE', 'TERMINATION_NOTICE', 'ADMINISTRATOR_NOTICE']),
    channel: FormalChannel,
    signedReceipt: Words.optional(),
  }),
  'propose-arrangement': z.object({ text: Words }),
  'accept-arrangement': z.object({ accepted: z.boolean().default(true), reason: Reason }),
  suspend: z.object({ reason: Reason }),
  'hold-suspension': z.object({ until: Day, reason: Reason }),
  'lift-suspension': z.object({
    reason: Reason,
    suspension: z.enum(['PAYMENT', 'EMAILING', 'DECLARATIONS']).optional().describe('Which one, where several stand'),
  }),
  'suspend-for-emailing': z.object({
    facts: Words,
    evidence: Words,
    scope: z.enum(['EMAILING_ONLY', 'ALL']).optional().describe('What is closed; left out, what the terms say (suspension.emailingScope)'),
  }),
  'suspend-for-declarations': z.object({ facts: Words, evidence: Words }),
  'open-ip-claim': z.object({
    text: Words.describe('What the third party claims'),
    documents: z.array(z.string().max(500)).max(50).optional().describe('Names of the documents received'),
    receivedOn: Day.optional().describe('The day on which the claim came to the client; today if left out'),
  }),
  'check-ip-claim': z.object({
    claim: Id.optional(),
    costsLimited: z.boolean().optional(),
    notified: z.boolean().optional(),
    controlGiven: z.boolean().optional(),
    informed: z.boolean().optional(),
    assisted: z.boolean().optional(),
    reason: Reason,
  }),
  'exercise-ip-option': z.object({
    option: z
      .enum(['SECURE', 'REPLACE', 'MODIFY', 'STOP', 'a', 'b', 'c', 'd'])
      .describe('(a) SECURE, (b) REPLACE, (c) MODIFY, (d) STOP; the letter is understood too'),
    claim: Id.optional(),
    cessationOn: Day.optional().describe('For STOP: the chosen last day; today if left out'),
    reason: Reason,
  }),
  'hold-content': z.object({ items: Items, ground: Words, evidence: Words }),
  'release-content': z.object({ items: Items, reason: Reason }),
  'delete-content': z.object({ items: Items, ground: Words, evidence: Words.optional() }),
  'demand-removal': z.object({
    items: Items.optional(),
    facts: Words,
    evidence: Words,
    channel: FormalChannel.default('EMAIL'),
    signedReceipt: Words.optional(),
  }),
  'open-complaint': z.object({
    text: Words,
    invoice: Id.optional(),
    documented: z.boolean().optional(),
    documents: z.array(z.string().max(500)).max(50).optional().describe('Names of the documents that support it'),
    receivedOn: Day.optional().describe('By SUPPORT: the day on which it came by another way; a client complains on the day itself'),
  }),
  'answer-complaint': z.object({ complaint: Id.describe('Its id or its number'), answer: Words }),
  'decide-dispute': z.object({ complaint: Id.optional(), accepted: z.boolean(), reason: Reason }),
  'request-export': Nothing,
  'confirm-export': z.object({ export: Id }),
  'legal-hold': z.object({ basis: Words.optional().describe('The legal basis of the hold (E8.6c)'), until: Day.optional().describe('Its last day') }),
  'accept-terms': z.object({ acceptance: AcceptanceGiven }),
  'quote-assistance': z.object({
    hours: z.number().min(0.25).max(1000).multipleOf(0.01),
    validUntil: Day.optional().describe('Last day to accept; 30 days where left out'),
    workOn: Day.optional().describe('Day of the work, and of its invoice; the second working day after acceptance where left out'),
  }),
  'accept-quote': z.object({ quote: Id.optional().describe('May be left out where one quote waits') }),
  'refuse-quote': z.object({ quote: Id.optional() }),
  'record-assistance': z.object({ quote: Id.optional().describe('Says that the work is done today: it is invoiced at once') }),
  'acknowledge-provider': Nothing,
} satisfies { [T in Exclude<CommandType, 'decide' | BorneCommand>]: z.ZodObject };
export type SubscriptionCommand = keyof typeof COMMAND_BODIES;
export type CommandBody<T extends SubscriptionCommand> = z.infer<(typeof COMMAND_BODIES)[T]>;

/** An example of each body, for the description of the API. */
export const COMMAND_EXAMPLES: { [T in SubscriptionCommand]: z.input<(typeof COMMAND_BODIES)[T]> } = {
  'pay-now': { invoices: ['F2027-000001'] },
  'record-payment': { amountCents: 70560, orderedOn: '2027-02-25', means: 'TRANSFER' },
  waive: { invoice: 'F2027-000001', what: 'INDEMNITY', reason: 'Geste commercial après un incident' },
  'correct-invoice': { invoice: 'F2027-000001', netCents: 10000, reason: 'Le nombre de contacts facturé était erroné' },
  denounce: { by: 'CLIENT' },
  'withdraw-denunciation': { reason: "L'association continue" },
  'record-incoming-notice': { code: 'CLIENT_DENUNCIATION', sentOn: '2027-10-01', channel: 'REGISTERED_LETTER', proof: 'LRAR 1A 123 456 7890 1' },
  'choose-formula': { formula: 'monthly' },
  'cancel-formula-choice': {},
  'free-exit': {},
  'terminate-for-cause': { ground: 'NON_PAYMENT', facts: 'Facture F2027-000001 impayée', channel: 'EMAIL' },
  'withdraw-termination': { reason: 'La mise en demeure est revenue non distribuée' },
  'record-insolvency': {
    ...{ party: 'CLIENT', event: 'RECEIVERSHIP', court: true, judgmentOn: '2027-05-20', evidence: 'Avis publié au BODACC' },
    officer: 'Étude Exemple, mandataire judiciaire\n1 place de la Loi\n75000 Paris',
  },
  'record-end-by-law': { evidence: 'Aucune réponse à la mise en demeure' },
  'declare-acceleration': { channel: 'EMAIL', facts: 'Deux échéances impayées' },
  'decline-acceleration': { reason: 'Un échéancier est en discussion' },
  'claim-damages': { documents: ['F2027-000002'], uninvoicedCents: 39200, vatRate: 0, facts: 'Abonnement résilié pour impayé', channel: 'EMAIL' },
  'write-off': { invoice: 'F2027-000001', reason: 'Liquidation clôturée pour insuffisance d’actif' },
  'notify-breach': { clause: '4.2', facts: 'Données de santé enregistrées', evidence: 'Capture du 13 mai 2027', channel: 'EMAIL' },
  'declare-cured': { evidence: 'Champs supprimés, capture jointe' },
  'decide-cure': { cured: true, reason: 'Vérifié dans le produit ce jour' },
  'send-notice': { code: 'DEFAULT_NOTICE', channel: 'HAND', signedReceipt: 'Reçu signé le 12 février 2027' },
  'propose-arrangement': { text: 'Prélèvement mensuel dès avril' },
  'accept-arrangement': { accepted: true, reason: 'Échéancier raisonnable' },
  suspend: { reason: 'Défaut notifié et resté sans suite' },
  'hold-suspension': { until: '2027-03-15', reason: 'Paiement annoncé par la banque' },
  'lift-suspension': { reason: 'Erreur de rapprochement' },
  'suspend-for-emailing': { facts: 'Envoi massif à des personnes qui ont refusé', evidence: 'Plaintes reçues le 9 juin 2027' },
  'suspend-for-declarations': { facts: 'Le numéro RNA déclaré est celui d’une autre association', evidence: 'Extrait du répertoire' },
  'hold-content': { items: ['cnt-2'], ground: 'Photographie revendiquée par un tiers', evidence: 'Courrier du 9 juin 2027' },
  'release-content': { items: ['cnt-2'], reason: 'Le tiers a retiré sa demande' },
  'delete-content': { items: ['cnt-2'], ground: 'Contrefaçon reconnue par le client' },
  'demand-removal': { items: ['cnt-3'], facts: 'Propos illicites', evidence: 'Capture du 9 juin 2027' },
  'open-complaint': { text: 'Le montant ne correspond pas au devis', invoice: 'F2027-000001', documents: ['devis.pdf'] },
  'answer-complaint': { complaint: 'S000001-R1', answer: 'Le panneau de statistiques a été corrigé ce matin' },
  'open-ip-claim': { text: 'Courrier de la société Exemple, qui revendique un brevet', receivedOn: '2027-06-01' },
  'check-ip-claim': { notified: true, controlGiven: false, reason: 'Le client a répondu seul au tiers' },
  'exercise-ip-option': { option: 'STOP', cessationOn: '2027-06-30', reason: 'Aucune autre option n’est économiquement réalisable' },
  'decide-dispute': { accepted: false, reason: 'Le montant est celui du barème accepté' },
  'request-export': {},
  'confirm-export': { export: 'exp_0mc1k2j9x00' },
  'legal-hold': { basis: 'Réquisition judiciaire du 3 mars 2028, article 77-1-1 du code de procédure pénale', until: '2028-12-31' },
  'accept-terms': {
    acceptance: {
      termsVersion: '2027-06',
      declarations: [true, true, true, true, true],
      boxTicked: true,
      boxWording: "J'ai lu et j'accepte les conditions.",
    },
  },
  'quote-assistance': { hours: 3 },
  'accept-quote': { quote: 'quo_0mc1k2j9x00' },
  'refuse-quote': { quote: 'quo_0mc1k2j9x00' },
  'record-assistance': { quote: 'quo_0mc1k2j9x00' },
  'acknowledge-provider': {},
};

/** A fact as the journal holds it. */
export const FactBody = z.object({
  seq: z.int(),
  type: z.string(),
  at: z.string(),
  by: z.union([z.string(), z.object({ person: z.string(), role: z.string() })]),
  article: z.string(),
  duty: z.string().nullable(),
  hash: z.string(),
  previousHash: z.string(),
  data: z.record(z.string(), z.unknown()),
});
/** A fact that has not happened: what will come on these assumptions. */
export const ForecastFact = FactBody.omit({ seq: true, hash: true, previousHash: true });

export const Done = z.object({ facts: z.array(FactBody) });
export const Proposed = z.object({ task: z.string() });

export const Decision = z
  .object({
    choice: Text(60),
    reason: Reason,
    netCents: z.int().min(0).optional().describe('The price set, where the task asks for one'),
    amountCents: z.int().min(1).optional().describe('What is credited of a contested document; all of it if left out'),
  })
  .meta({ examples: [{ choice: 'APPROVE', reason: 'Dossier complet, notification régulière' }] });
