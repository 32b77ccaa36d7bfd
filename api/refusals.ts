import type { Allowed, Refusal } from '../contract/commands.ts';
import type { Language, Words } from './problem.ts';

const words = (en: string, fr: string): Words => ({ en, fr });

/** A sentence for each reason of the contract's refusals; `{name}` stands for one of the refusal's values. */
const SENTENCES: Record<string, Words> = {
  'already-accepted': words('This version of the terms is already accepted.', 'Cette version des conditions est déjà acceptée.'),
  'already-asked': words('This was already asked and waits for a decision.', 'La demande est déjà faite et attend une décision.'),
  'already-cured': words('The breach is remedied.', "Le manquement est réparé."),
  'already-denounced': words('The renewal is already denounced.', 'La reconduction est déjà dénoncée.'),
  'already-ending': words('The subscription already ends on a fixed day.', "L'abonnement prend déjà fin à une date fixée."),
  'already-suspended': words('Access is already suspended.', "L'accès est déjà suspendu."),
  'already-terminated': words('A termination notice already stands.', 'Une notification de résiliation est déjà en cours.'),
  'box-not-ticked': words('The box must be ticked: ticking it is the signature.', 'La case doit être cochée : la cocher vaut signature.'),
  'channel-not-formal': words(
    'A formal notice goes by hand, by registered letter or by e-mail with acknowledgement.',
    'Une notification se fait en main propre, par lettre recommandée ou par e-mail avec accusé de réception.',
  ),
  closed: words('The subscription is deleted: nothing can be asked of it any more.', "L'abonnement est supprimé : plus rien ne peut lui être demandé."),
  'company-denounced': words('The Company has denounced the renewal.', 'La Société a dénoncé la reconduction.'),
  'cure-period-running': words(
    'The time to remedy is not over: the notice may be sent from the day shown.',
    "Le délai pour remédier n'est pas écoulé : la notification est possible à partir du jour indiqué.",
  ),
  'day-is-past': words('This day cannot be taken: it lies on the wrong side of today.', "Ce jour ne convient pas : il est du mauvais côté d'aujourd'hui."),
  declarations: words('All five declarations must be made.', 'Les cinq déclarations doivent être faites.'),
  'declarations-missing': words('All five declarations must be made.', 'Les cinq déclarations doivent être faites.'),
  deleted: words('The subscription is deleted.', "L'abonnement est supprimé."),
  duration: words('A term is a whole number of months from 1 to 60.', 'La durée est un nombre entier de mois, de 1 à 60.'),
  late: words('The last day for this has passed.', 'Le dernier jour pour le faire est passé.'),
  'legal-must-accept': words('The last sending day has passed: LEGAL must accept first.', "Le dernier jour d'envoi est passé : il faut l'accord du service juridique."),
  'more-than-owed': words('This is more than what is owed ({openCents} cents).', 'Ce montant dépasse ce qui est dû ({openCents} centimes).'),
  'natural-person': words('Only a legal person can subscribe.', 'Seule une personne morale peut souscrire.'),
  'no-dispute': words('No dispute is open.', "Aucune contestation n'est ouverte."),
  'no-ground': words(
    'There is no ground to terminate in mid-term; the renewal can be denounced instead.',
    'Aucun motif ne permet de résilier en cours de période ; la reconduction peut être dénoncée.',
  ),
  'no-means': words('A card or a direct debit is needed.', 'Il faut une carte ou un prélèvement.'),
  'no-price': words('No published price line fits this formula and number of Contacts.', "Aucun tarif publié ne correspond à cette formule et à ce nombre de Contacts."),
  'no-task': words('There is no such task.', "Cette tâche n'existe pas."),
  'not-an-accessory': words('Only a penalty, an indemnity or a fee can be waived.', 'On ne peut renoncer qu\'à une pénalité, une indemnité ou des frais.'),
  'not-delivered': words('The export is not delivered yet.', "L'export n'est pas encore livré."),
  'not-denounced': words('The renewal is not denounced.', "La reconduction n'est pas dénoncée."),
  'not-offered': words('This choice is not one of the task.', 'Ce choix ne fait pas partie de la tâche.'),
  'not-open': words('This document is not open.', "Ce document n'est pas ouvert."),
  'not-running': words('The subscription is not running.', "L'abonnement n'est pas en cours."),
  'not-suspended': words('Access is not suspended.', "L'accès n'est pas suspendu."),
  'not-yours': words('The other party gave this notice.', "C'est l'autre partie qui a fait cette notification."),
  'nothing-chosen': words('No formula is chosen.', "Aucune formule n'est choisie."),
  'nothing-due': words('Nothing is due.', "Rien n'est dû."),
  'nothing-overdue': words('Nothing is overdue.', "Rien n'est en retard."),
  'notice-not-deemed': words('The notice is not deemed received yet.', "La notification n'est pas encore réputée reçue."),
  'ordered-in-the-future': words('A payment cannot be ordered after today.', "Un paiement ne peut être ordonné après aujourd'hui."),
  'overdue-first': words('What is overdue must be paid first.', "Il faut d'abord payer ce qui est en retard."),
  'own-command': words('This notice has a command of its own.', 'Cette notification a sa propre commande.'),
  'own-denunciation-pending': words(
    'Your denunciation stands: confirm that this choice replaces it.',
    'Votre dénonciation est en cours : confirmez que ce choix la remplace.',
  ),
  paid: words('What was notified is paid.', 'Ce qui était notifié est payé.'),
  'partial-payment': words('Only the whole of what is open ({openCents} cents) can be paid here.', 'Seule la totalité due ({openCents} centimes) peut être payée ici.'),
  'presentation-pending': words('A payment is at the bank: wait for its result.', "Un paiement est à la banque : attendez son résultat."),
  'same-duration': words('The formula chosen has the duration that runs now.', 'La formule choisie a la durée en cours.'),
  'same-person': words('A second person must decide: you made this proposal.', 'Une seconde personne doit décider : vous avez fait cette proposition.'),
  'signed-receipt-missing': words('Handed over, a notice needs its signed receipt.', 'Remise en main propre, une notification exige son reçu signé.'),
  'task-decided': words('This task is already decided.', 'Cette tâche est déjà décidée.'),
  'terms-not-current': words('This version of the terms is no longer current.', "Cette version des conditions n'est plus en vigueur."),
  'too-early': words('It is too early for this.', "C'est trop tôt."),
  'too-late': words('The last day for this was {lastDay}.', 'Le dernier jour pour le faire était le {lastDay}.'),
  'wrong-role': words('Your role may not do this.', 'Votre rôle ne permet pas ceci.'),
};
const FALLBACK = words('The contract does not allow this now ({because}).', 'Le contrat ne le permet pas maintenant ({because}).');

const COMMAND_WORDS: Record<string, Words> = {
  'pay-now': words('pay', 'payer'),
  denounce: words('denounce the renewal', 'dénoncer la reconduction'),
  'withdraw-denunciation': words('withdraw the denunciation', 'retirer la dénonciation'),
  'choose-formula': words('choose a formula', 'choisir une formule'),
  'terminate-for-cause': words('terminate for cause', 'résilier pour juste motif'),
  'notify-breach': words('notify a breach', 'notifier un manquement'),
  'send-notice': words('send the notice by another channel', "envoyer la notification par un autre moyen"),
  'hold-suspension': words('hold the suspension', 'différer la suspension'),
  'lift-suspension': words('lift the suspension', 'lever la suspension'),
  'propose-arrangement': words('propose an arrangement', 'proposer un arrangement'),
  'request-export': words('ask for the data', 'demander les données'),
  'confirm-export': words('confirm the export', "confirmer l'export"),
  'free-exit': words('leave freely', 'sortir librement'),
  'payment-methods': words('store a means of payment', 'enregistrer un moyen de paiement'),
  subscribe: words('subscribe', 'souscrire'),
};

const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replaceAll(/ ?\{(\w+)\}/g, (whole, name: string) => (values[name] === undefined ? '' : whole.replace(`{${name}}`, String(values[name]))));

function instead({ command, from, until }: Allowed, language: Language): string {
  const name = COMMAND_WORDS[command]?.[language] ?? command;
  const [since, to] = language === 'fr' ? ['à partir du', "jusqu'au"] : ['from', 'until'];
  return [name, from && `${since} ${from}`, until && `${to} ${until}`].filter(Boolean).join(' ');
}

/** Why the contract says no, and what can be done instead, in both languages. */
export function refusalSentence({ because, values, allowed }: Refusal): Words {
  const sentence = (language: Language): string => {
    const reason = fill((SENTENCES[because] ?? FALLBACK)[language], { because, ...values });
    const list = allowed.map((one) => instead(one, language)).join(language === 'fr' ? ' ; ' : '; ');
    if (list === '') return reason;
    return language === 'fr' ? `${reason} Possible à la place : ${list}.` : `${reason} Possible instead: ${list}.`;
  };
  return { en: sentence('en'), fr: sentence('fr') };
}
