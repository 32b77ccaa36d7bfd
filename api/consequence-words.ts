/** A10: the consequences of a choice, each in one sentence, in the order in which they come. */
import { civilOf, momentOf, parisDay } from '../contract/calendar.ts';
import type { Change, Consequences } from '../contract/consequences.ts';
import type { Fact, FactOf, FactType, Instant } from '../contract/facts.ts';
import type { Language, Words } from './problem.ts';
import { money, words } from './words.ts';

/** A sentence in both languages; a value that is itself in two languages is put in each. */
const say = (en: string, fr: string, values: Record<string, Words | string | number> = {}): Words => {
  const put = (text: string, language: Language): string =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === 'object' ? value[language] : String(value);
    });
  return words(put(en, 'en'), put(fr, 'fr'));
};

const dayOfInstant = (at: Instant): string => civilOf(parisDay(momentOf(at)));

const CHANGES: { [F in Change['field']]?: (change: Change) => Words | null } = {
  state: ({ after }) => say('The subscription becomes {after}.', "L'abonnement devient {after}.", { after: String(after) }),
  cessationOn: ({ before, after }) =>
    after === null
      ? say('C, {before} until now, falls: the subscription goes on.', "Le dernier jour (C), jusqu'ici le {before}, tombe : l'abonnement continue.", {
          before: String(before),
        })
      : say('C becomes {after}.', 'Le dernier jour (C) devient le {after}.', { after: String(after) }),
  renewsOn: ({ after }) =>
    after === null
      ? say('It does not renew.', 'Il ne se reconduit pas.')
      : say('It renews on {after}.', 'Il se reconduit le {after}.', { after: String(after) }),
  denunciation: ({ after }) =>
    after === null
      ? say('No denunciation stands any more.', 'Plus aucune dénonciation ne tient.')
      : say('The denunciation counts for {endsOn}.', 'La dénonciation vaut pour le {endsOn}.', { endsOn: (after as { endsOn: string }).endsOn }),
  terminationNotice: ({ after }) => (after === null ? say('No termination stands any more.', 'Plus aucune résiliation ne tient.') : null),
  formulaChoice: ({ after }) =>
    after === null
      ? say('The choice of another formula falls.', "Le choix d'une autre formule tombe.")
      : say('From the next term the formula is {code}.', 'À partir de la prochaine période, la formule est {code}.', {
          code: (after as { code: string }).code,
        }),
  exportUntil: ({ after }) =>
    after === null
      ? null
      : say('The data can be asked for until {after}.', "Les données peuvent être demandées jusqu'au {after}.", { after: String(after) }),
  overdueCents: ({ after }) => say('Overdue: {after}.', 'En retard : {after}.', { after: money(Number(after)) }),
  termsVersion: ({ after }) => say('The terms are {after}.', 'Les conditions sont {after}.', { after: String(after) }),
};

type Say<T extends FactType> = (fact: FactOf<T>) => Words;
const COMES: { [T in FactType]?: Say<T> } = {
  'notice.sent': ({ code, channel, sentOn, deemedOn }) =>
    say(
      '{code} leaves on {sentOn} ({channel}), deemed received on {deemedOn}.',
      '{code} part le {sentOn} ({channel}), réputée reçue le {deemedOn}.',
      {
        ...{ code, channel, sentOn, deemedOn },
      },
    ),
  'suspension.applied': ({ at }) => say('Access is suspended on {day}.', "L'accès est suspendu le {day}.", { day: dayOfInstant(at) }),
  'suspension.lifted': () => say('Access comes back.', "L'accès revient."),
  'suspension.held': ({ until }) => say('No suspension until {until}.', "Pas de suspension jusqu'au {until}.", { until }),
  'term.renewed': ({ startsOn, endsOn }) =>
    say('A new term runs from {startsOn} to {endsOn}.', 'Une nouvelle période court du {startsOn} au {endsOn}.', { startsOn, endsOn }),
  'invoice.issued': ({ grossCents, issuedOn, dueOn }) =>
    say('An invoice of {gross} on {issuedOn}, due {dueOn}.', 'Une facture de {gross} le {issuedOn}, due le {dueOn}.', {
      gross: money(grossCents),
      issuedOn,
      dueOn,
    }),
  'credit-note.issued': ({ grossCents, refundCents, refundBy }) =>
    refundBy === null
      ? say('A credit note of {gross}.', 'Un avoir de {gross}.', { gross: money(grossCents) })
      : say(
          'A credit note of {gross}, of which {refund} is paid back by {refundBy}.',
          'Un avoir de {gross}, dont {refund} remboursés au plus tard le {refundBy}.',
          {
            ...{ gross: money(grossCents), refund: money(refundCents), refundBy },
          },
        ),
  'debit-note.issued': ({ grossCents }) =>
    say('A debit note of {gross} for penalties and indemnity.', 'Une note de débit de {gross} pour pénalités et indemnité.', {
      gross: money(grossCents),
    }),
  'payment.presented': ({ cents, presentedOn }) =>
    say('{sum} is presented to the bank on {presentedOn}.', '{sum} sont présentés à la banque le {presentedOn}.', { sum: money(cents), presentedOn }),
  'payment.recorded': ({ cents }) => say('{sum} is booked.', '{sum} sont enregistrés.', { sum: money(cents) }),
  'accessory.waived': ({ cents }) => say('{sum} is waived.', 'Renonciation à {sum}.', { sum: money(cents) }),
  'refund.released': ({ cents, at }) =>
    say('{sum} is paid back on {day}.', '{sum} sont remboursés le {day}.', { sum: money(cents), day: dayOfInstant(at) }),
  'refund.set-off': ({ cents, refundCents }) =>
    say('{sum} pays what is open, {left} is left to pay back.', '{sum} paient ce qui est ouvert, {left} restent à rembourser.', {
      ...{ sum: money(cents), left: money(refundCents) },
    }),
  'refund.contested': () => say('Nothing is paid back by itself any more.', "Plus rien n'est remboursé de soi-même."),
  'subscription.ended': ({ cessationOn }) => say('Access ends after {cessationOn}.', "L'accès prend fin après le {cessationOn}.", { cessationOn }),
  'subscription.restored': () => say('The subscription comes back.', "L'abonnement revient."),
  'subscription.deleted': () => say('The data is destroyed.', 'Les données sont détruites.'),
  'dispute.decided': ({ accepted }) =>
    accepted
      ? say('The invoice leads to no suspension.', 'La facture ne conduit à aucune suspension.')
      : say('The chain of reminders goes on.', 'La chaîne des relances reprend.'),
  'breach.cure-decided': ({ cured }) =>
    cured
      ? say('The breach opens no termination.', "Le manquement n'ouvre aucune résiliation.")
      : say('The breach stands.', 'Le manquement demeure.'),
  'arrangement.decided': ({ accepted }) =>
    accepted
      ? say('The arrangement secures the next invoices.', "L'aménagement garantit les prochaines factures.")
      : say('The client is to propose another arrangement.', 'Le client doit proposer un autre aménagement.'),
  'formula.chosen': ({ formula, from }) =>
    say('From {from} the formula is {code}.', 'À partir du {from}, la formule est {code}.', { from, code: formula.code }),
  'renewal.undone': ({ endsOn }) => say('The renewal is undone: C is {endsOn}.', 'La reconduction est annulée : C est le {endsOn}.', { endsOn }),
  'export.requested': () => say('The data is prepared for the client.', 'Les données sont préparées pour le client.'),
  'export.confirmed': () => say('The client holds its data.', 'Le client a ses données en main.'),
  'legal-hold.placed': ({ until }) =>
    say('Nothing is destroyed or erased before {until} is over.', "Rien n'est détruit ni effacé jusqu'au {until} inclus.", { until }),
  'legal-hold.lifted': () => say('The data is destroyed on its day again.', 'Les données sont de nouveau détruites à leur date.'),
  'access.revoked': () => say('Accounts and API keys are closed.', "Les comptes et les clés d'API sont fermés."),
  'debt.written-off': ({ cents }) =>
    say('{sum} is written off: it stays due, nobody pursues it.', "{sum} passent en perte : la somme reste due, plus rien n'est engagé.", {
      sum: money(cents),
    }),
  'invoice.corrected': ({ cents }) => say('{sum} is credited.', '{sum} sont crédités.', { sum: money(cents) }),
  'dispute.corrected': ({ cents }) => say('{sum} is credited.', '{sum} sont crédités.', { sum: money(cents) }),
  'debts.accelerated': ({ on }) => say('All that is invoiced is due on {on}.', 'Tout ce qui est facturé est exigible le {on}.', { on }),
  'acceleration.declined': () => say('Each invoice keeps its due date.', 'Chaque facture garde son échéance.'),
  'complaint.opened': ({ openedOn }) =>
    say('The complaint is registered on {openedOn}.', 'La réclamation est enregistrée le {openedOn}.', { openedOn }),
  'complaint.answered': () => say('The client gets the answer.', 'Le client reçoit la réponse.'),
  'ip-claim.opened': () => say('The conditions of the defence are to be checked.', 'Les conditions de la garantie sont à vérifier.'),
  'ip-claim.closed': () => say('The claim is closed.', 'La réclamation du tiers est close.'),
  'content.ordered': ({ act, items }) => {
    const count = { count: items.length };
    if (act === 'HOLD') return say('{count} item(s) of content are taken offline.', '{count} contenu(s) masqué(s).', count);
    return act === 'RELEASE'
      ? say('{count} item(s) of content are online again.', '{count} contenu(s) remis en ligne.', count)
      : say('{count} item(s) of content are deleted.', '{count} contenu(s) supprimé(s).', count);
  },
  'documents.provided': () => say('The request is answered.', 'La demande est satisfaite.'),
  'assignment.decided': ({ approved }) =>
    approved
      ? say('The successor may accept the terms.', 'Le successeur peut accepter les conditions.')
      : say('The contract stays with the client.', 'Le contrat reste au client.'),
  'officer.answered': ({ answer }) =>
    answer === 'CONTINUES'
      ? say('The contract goes on.', 'Le contrat continue.')
      : say('The Company may end the contract.', 'La société peut mettre fin au contrat.'),
};

const AVOIDED: { [T in FactType]?: Say<T> } = {
  'subscription.deleted': () => say('The data is no longer destroyed then.', 'Les données ne sont plus détruites alors.'),
  'suspension.applied': () => say('The suspension no longer comes.', "La suspension n'a plus lieu."),
  'subscription.ended': ({ cessationOn }) =>
    say('Access no longer ends after {cessationOn}.', "L'accès ne prend plus fin après le {cessationOn}.", { cessationOn }),
  'term.renewed': ({ startsOn }) => say('The term of {startsOn} no longer begins.', 'La période du {startsOn} ne commence plus.', { startsOn }),
  'invoice.issued': ({ grossCents, issuedOn }) =>
    say('The invoice of {gross} of {issuedOn} no longer comes.', "La facture de {gross} du {issuedOn} n'est plus émise.", {
      gross: money(grossCents),
      issuedOn,
    }),
  'refund.released': ({ cents }) => say('{sum} is no longer paid back.', '{sum} ne sont plus remboursés.', { sum: money(cents) }),
  'payment.presented': ({ cents, presentedOn }) =>
    say('{sum} is no longer presented on {presentedOn}.', '{sum} ne sont plus présentés le {presentedOn}.', { sum: money(cents), presentedOn }),
};

const sentences = (facts: Fact[], how: { [T in FactType]?: Say<T> }): Words[] =>
  facts.flatMap((one) => {
    const sentence = (how[one.type] as Say<FactType> | undefined)?.(one as FactOf<FactType>);
    return sentence ? [sentence] : [];
  });
const NOTHING = say('Nothing changes.', 'Rien ne change.');
const RECORDED = say('It is recorded; nothing else changes.', "C'est consigné ; rien d'autre ne change.");

/** The consequences in sentences; that nothing follows is said too. */
export function consequenceWords({ facts, changes, foreseen, avoided, secondPerson }: Consequences): Words[] {
  const first = secondPerson ? [say('It waits for a second person first.', "Il attend d'abord une seconde personne.")] : [];
  const changed = changes.flatMap((change) => CHANGES[change.field]?.(change) ?? []);
  const all = [...first, ...sentences(facts, COMES), ...changed, ...sentences(foreseen, COMES), ...sentences(avoided, AVOIDED)];
  return all.length > first.length ? all : [...all, facts.some(({ type }) => !type.startsWith('task.')) ? RECORDED : NOTHING];
}
