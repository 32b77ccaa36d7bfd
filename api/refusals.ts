import type { Allowed, Refusal } from '../contract/commands.ts';
import type { Language, Words } from './problem.ts';
import { money, words } from './words.ts';

/** A sentence for each reason of the contract's refusals; `{name}` stands for one of the refusal's values, and what is in brackets is said where its value is known. */
const SENTENCES: Record<string, Words> = {
  'assignment-in-the-past': words(
    'Clients are informed before an assignment: announce today or a later day.',
    'Les clients sont informés avant une cession : annoncez aujourd’hui ou une date ultérieure.',
  ),
  'lesser-function': words(
    'A service is replaced by one of equal or greater function only: confirm it, with a reason.',
    'Un Service n’est remplacé que par un Service aux fonctions égales ou supérieures : confirmez-le, avec un motif.',
  ),
  'name-of-another': words(
    'A subdomain of the Company is the Company’s, every other name the client’s.',
    'Un sous-domaine de la Société appartient à la Société, tout autre nom au client.',
  ),
  'name-of-the-client': words(
    '{name} belongs to the client: the Company cannot rename it.',
    '{name} appartient au client : la Société ne peut pas le renommer.',
  ),
  'standard-too-early': words(
    'A security standard is announced three months ahead from receipt[: it can bind from {earliest}].',
    'Une norme de sécurité s’annonce trois mois à l’avance à compter de la réception[ : elle peut s’appliquer dès le {earliest}].',
  ),
  'subprocessor-too-early': words(
    'Clients are told of a sub-processor ahead of its start[: it can start on {earliest}].',
    'Les clients sont informés d’un sous-traitant avant ses débuts[ : il peut commencer le {earliest}].',
  ),
  'already-accepted': words('This version of the terms is already accepted.', 'Cette version des conditions est déjà acceptée.'),
  'already-asked': words('This was already asked and waits for a decision.', 'La demande est déjà faite et attend une décision.'),
  'already-confirmed': words('The export is already confirmed.', "L'export est déjà confirmé."),
  'already-declared': words('The cure is already declared.', 'La réparation est déjà déclarée.'),
  'already-denounced': words('The renewal is already denounced[, for {endsOn}].', 'La reconduction est déjà dénoncée[, pour le {endsOn}].'),
  'already-ending': words('The subscription already comes to an end.', "L'abonnement prend déjà fin."),
  'already-held': words('This content is hidden already[: {items}].', 'Ce contenu est déjà masqué[ : {items}].'),
  'not-held': words('This content is not hidden[: {items}].', 'Ce contenu n’est pas masqué[ : {items}].'),
  'hold-first': words('Content is hidden before it is removed[: {items}].', 'Un contenu est masqué avant d’être supprimé[ : {items}].'),
  'already-suspended': words('Access is already suspended.', "L'accès est déjà suspendu."),
  'issued-stays': words('An issued document never changes: a credit note corrects it.', 'Un document émis ne change jamais : un avoir le rectifie.'),
  'special-clause': words(
    'The terms are accepted as they are, and no clause can be added to them: leave out {fields}.',
    'Les conditions s’acceptent telles quelles, sans clause particulière : retirez {fields}.',
  ),
  'box-not-ticked': words('The box must be ticked: ticking it is the signature.', 'La case doit être cochée : la cocher vaut signature.'),
  'channel-not-enough': words(
    'A termination wants a registered letter or an e-mail with acknowledgement.',
    'Une résiliation demande une lettre recommandée ou un e-mail avec accusé de réception.',
  ),
  'channel-not-formal': words(
    'A formal notice goes by hand, by registered letter or by e-mail with acknowledgement.',
    'Une notification se fait en main propre, par lettre recommandée ou par e-mail avec accusé de réception.',
  ),
  closed: words(
    'The subscription is deleted: nothing can be asked of it any more.',
    "L'abonnement est supprimé : plus rien ne peut lui être demandé.",
  ),
  'company-denounced': words('The Company has denounced the renewal.', 'La Société a dénoncé la reconduction.'),
  'cure-not-declared': words('No cure was declared.', "Aucune réparation n'est déclarée."),
  'cure-period-running': words('The time to remedy is not over.', "Le délai pour remédier n'est pas écoulé."),
  'cure-undecided': words(
    'LEGAL must first decide whether the breach is remedied.',
    "Le service juridique doit d'abord dire si le manquement est réparé.",
  ),
  cured: words('The breach is remedied.', 'Le manquement est réparé.'),
  'above-ceiling': words(
    'This is more than can be claimed[: {ceilingCents} at most].',
    'Ce montant dépasse ce qui peut être réclamé[ : {ceilingCents} au plus].',
  ),
  'already-accelerated': words('Everything of this term is declared payable already.', 'Tout est déjà déclaré exigible pour cette période.'),
  'already-written-off': words('This document is written off already.', 'Ce document est déjà passé en perte.'),
  'counted-twice': words('No sum can be claimed twice[: {document}].', 'Aucune somme ne peut être réclamée deux fois[ : {document}].'),
  'damages-off': words(
    'These terms do not let damages be claimed here.',
    'Ces conditions ne permettent pas de réclamer ici des dommages et intérêts.',
  ),
  frozen: words(
    'Proceedings have frozen this debt: it is declared, not paid[ ({document})].',
    'La procédure a gelé cette dette : elle se déclare et ne se paie pas[ ({document})].',
  ),
  'judgment-date-missing': words('Proceedings under court need the date of the judgment.', 'Une procédure judiciaire demande la date du jugement.'),
  'judgment-in-the-future': words('A judgment cannot be dated after today.', "Un jugement ne peut être daté après aujourd'hui."),
  'month-running': words(
    'The officer has until the end of the month that the notice gave[: possible from {from}].',
    "L'administrateur ou le liquidateur dispose encore du mois de la mise en demeure[ : possible à partir du {from}].",
  ),
  'no-administrator-notice': words(
    'The officer must first be asked, by ADMINISTRATOR_NOTICE, whether the contract goes on.',
    "L'administrateur ou le liquidateur doit d'abord être mis en demeure de se prononcer (ADMINISTRATOR_NOTICE).",
  ),
  'no-court': words('No proceedings of the client under court are recorded.', "Aucune procédure judiciaire du client n'est enregistrée."),
  'no-default': words('There is no notified default to claim on.', 'Aucun défaut de paiement notifié ne fonde cette réclamation.'),
  'no-insolvency': words('No insolvency of the client is recorded.', "Aucune insolvabilité du client n'est enregistrée."),
  'no-termination': words('No termination by the Company stands.', "Aucune résiliation de la Société n'est en cours."),
  'not-overdue': words('This document is not overdue.', "Ce document n'est pas échu."),
  'nothing-claimed': words('Say what is claimed.', 'Dites ce qui est réclamé.'),
  'officer-answered': words('The officer has answered.', "L'administrateur ou le liquidateur a répondu."),
  'officer-continues': words('The officer of the proceedings continues the contract.', "L'administrateur ou le liquidateur poursuit le contrat."),
  'officer-email-missing': words(
    'The officer has no e-mail address on record: send a registered letter, or record one.',
    "Aucune adresse e-mail de l'administrateur ou du liquidateur n'est enregistrée : envoyez une lettre recommandée, ou enregistrez-en une.",
  ),
  'sole-ground': words(
    'The contract cannot end on the sole ground of these proceedings: the officer renounces it, does not answer within a month, or the judge decides.',
    "Le contrat ne peut prendre fin du seul fait de cette procédure : il y faut la renonciation ou le silence d'un mois de l'administrateur ou du liquidateur, ou une décision du juge.",
  ),
  'vat-not-chosen': words(
    'Choose the VAT rate of the instalments that were not invoiced; 0 for none.',
    'Choisissez le taux de TVA des échéances non facturées ; 0 pour aucune.',
  ),
  'day-is-past': words('This day is on the wrong side of today.', "Ce jour est du mauvais côté d'aujourd'hui."),
  'declarations-missing': words('All five declarations must be made.', 'Les cinq déclarations doivent être faites.'),
  'declarations-not-notified': words(
    'These terms give time to correct a false declaration: suspend for it first, and its notice opens that time.',
    "Ces conditions laissent un délai pour corriger une fausse déclaration : suspendez d'abord, et la notification l'ouvre.",
  ),
  deleted: words('The data is destroyed.', 'Les données sont détruites.'),
  duration: words(
    'A term is a whole number of months[ from {min} to {max}, not {months}].',
    'La durée est un nombre entier de mois[, de {min} à {max}, et non {months}].',
  ),
  'hold-is-over': words(
    'The hold would be over already: give a last day from today on.',
    "La conservation serait déjà terminée : donnez un dernier jour à partir d'aujourd'hui.",
  ),
  'hold-needs-basis': words('A legal hold needs its legal basis.', 'Une conservation légale exige son fondement juridique.'),
  'hold-needs-end': words('A legal hold needs an end date.', 'Une conservation légale exige une date de fin.'),
  'identity-missing': words(
    'The identity of the client is not complete[: {field} is missing].',
    "L'identité du client est incomplète[ : {field} manque].",
  ),
  'correction-pending': words(
    'Another correction has just been made: read the documents again, and correct what is left to correct.',
    'Une autre rectification vient d’être faite : relisez les documents, puis corrigez ce qui doit encore l’être.',
  ),
  'more-than-is-left': words(
    'This is more than what credit notes have left of the invoice[: {correctableNetCents} excl. VAT].',
    'Ce montant dépasse ce que les avoirs laissent de la facture[ : {correctableNetCents} HT].',
  ),
  'more-than-invoiced': words(
    'This is more than the invoice, less what was credited on it[: {correctableCents}].',
    'Ce montant dépasse la facture, avoirs déduits[ : {correctableCents}].',
  ),
  'more-than-owed': words('This is more than what is owed[: {openCents}].', 'Ce montant dépasse ce qui est dû[ : {openCents}].'),
  'natural-person': words('Only a legal person can subscribe.', 'Seule une personne morale peut souscrire.'),
  'newer-export': words(
    'A later export was asked for: that one counts, and is the one to confirm.',
    "Un export plus récent a été demandé : c'est lui qui compte, et qu'il faut confirmer.",
  ),
  'no-breach-notice': words('No breach was notified.', "Aucun manquement n'a été notifié."),
  'no-default-notice': words('No unpaid sum was notified.', "Aucune somme impayée n'a été notifiée."),
  'no-dispute': words('No dispute is open.', "Aucune contestation n'est ouverte."),
  'no-ground': words('There is no ground to terminate in mid-term.', 'Aucun motif ne permet de résilier en cours de période.'),
  'no-means': words('A card or a direct debit is needed.', 'Il faut une carte ou un prélèvement.'),
  'no-proposal': words('This task holds no proposal.', 'Cette tâche ne porte aucune proposition.'),
  'already-assigned': words('This assignment already took effect.', 'Cette cession a déjà pris effet.'),
  'already-returned': words('This hardware is already back.', 'Ce matériel est déjà revenu.'),
  'assignment-not-approved': words('LEGAL has not approved this assignment.', 'Le service juridique n’a pas approuvé cette cession.'),
  'auditor-competes': words(
    'The auditor must be independent, and no competitor of the Company.',
    'L’auditeur doit être indépendant et ne pas concurrencer la Société.',
  ),
  'known-in-the-future': words('The Company cannot know of it only later.', 'La Société ne peut en avoir connaissance plus tard.'),
  'means-of-predecessor': words(
    'The successor gives a means of payment of its own, stored since the approval.',
    'Le successeur donne son propre moyen de paiement, enregistré depuis l’approbation.',
  ),
  'no-assignment': words('No assignment waits for this.', 'Aucune cession n’attend ceci.'),
  'no-objection': words('These terms leave no objection to being named.', 'Ces conditions ne prévoient pas d’opposition à être cité.'),
  'no-safeguard': words(
    'Data leaves the Union only under an adequacy decision or appropriate safeguards.',
    'Les données ne quittent l’Union que sous une décision d’adéquation ou des garanties appropriées.',
  ),
  'not-assignable': words(
    'The contract is not for sale: it follows an asset transfer, a merger or the like[ ({operations})].',
    'Le contrat ne se vend pas : il suit un apport d’actifs, une fusion ou une opération semblable[ ({operations})].',
  ),
  'nothing-requested': words('No supporting documents are awaited.', 'Aucune pièce justificative n’est attendue.'),
  'operation-ahead': words('The operation takes effect only later[, on {from}].', 'L’opération ne prend effet que plus tard[, le {from}].'),
  'other-terms': words(
    'The successor accepts the version of the terms by which the contract stands.',
    'Le successeur accepte la version des conditions qui régit le contrat.',
  ),
  'proof-missing': words(
    'A notice that came by post is recorded with its sending day and its proof.',
    'Une notification reçue par la poste s’enregistre avec sa date d’envoi et sa preuve.',
  ),
  'subprocessor-too-soon': words(
    'Clients must be told in time: this sub-processor may start from {from}.',
    'Les clients doivent être informés à temps : ce sous-traitant peut commencer à partir du {from}.',
  ),
  'transfer-not-approved': words(
    'The client has not agreed in writing to this destination.',
    'Le client n’a pas donné son accord écrit pour cette destination.',
  ),
  'no-subscription': words('This client has no subscription any more.', "Ce client n'a plus d'abonnement."),
  'no-such-export': words('There is no such export.', "Cet export n'existe pas."),
  'not-a-choice': words('This is not one of the choices[: {choices}].', 'Ce choix n’est pas proposé[ : {choices}].'),
  'not-an-accessory': words(
    'Only a penalty, an indemnity or a fee can be waived.',
    "On ne peut renoncer qu'à une pénalité, une indemnité ou des frais.",
  ),
  'not-delivered': words('The export is not delivered yet.', "L'export n'est pas encore livré."),
  'not-acknowledged': words(
    'Nobody has acknowledged this e-mail, and these terms want it: send the notice by registered letter.',
    'Personne n’a accusé réception de cet e-mail, et ces conditions le veulent : envoyez la notification par lettre recommandée.',
  ),
  'not-denounced': words('The renewal is not denounced.', "La reconduction n'est pas dénoncée."),
  'not-open': words('This document is not open.', "Ce document n'est pas ouvert."),
  'not-running': words('The subscription is not running.', "L'abonnement n'est pas en cours."),
  'not-suspended': words('Access is not suspended.', "L'accès n'est pas suspendu."),
  'company-denunciation-stands': words(
    'The Company does not withdraw its own denunciation: the client can subscribe anew.',
    'La Société ne retire pas sa propre dénonciation : le client peut souscrire à nouveau.',
  ),
  'not-yours': words('The other party gave this notice.', "C'est l'autre partie qui a fait cette notification."),
  'nothing-to-acknowledge': words('Nothing waits for your acknowledgement.', 'Rien n’attend votre accusé de réception.'),
  'nothing-chosen': words('No formula is chosen.', "Aucune formule n'est choisie."),
  'nothing-due': words('Nothing is due.', "Rien n'est dû."),
  'nothing-left': words('Nothing is kept any more of this subscription.', 'Il ne reste rien de conservé de cet abonnement.'),
  'nothing-overdue': words('Nothing is overdue.', "Rien n'est en retard."),
  'only-handed-over': words(
    'The notice was only handed over: a termination wants it by registered letter or e-mail too.',
    'La notification a seulement été remise en main propre : pour résilier, il la faut aussi par lettre recommandée ou e-mail.',
  ),
  'ordered-in-the-future': words('A payment cannot be ordered after today.', "Un paiement ne peut être ordonné après aujourd'hui."),
  'overdue-first': words('What is overdue must be paid first.', "Il faut d'abord payer ce qui est en retard."),
  'own-command': words('This notice has a command of its own.', 'Cette notification a sa propre commande.'),
  'own-denunciation-pending': words(
    'Your denunciation stands: confirm that this choice replaces it.',
    'Votre dénonciation est en cours : confirmez que ce choix la remplace.',
  ),
  'partial-payment': words('Only the whole can be paid[: {openCents}].', 'Seule la totalité peut être payée[ : {openCents}].'),
  'means-unusable': words(
    'The bank of this means of payment has refused it: give another one, and pay with that.',
    'La banque de ce moyen de paiement l’a refusé : donnez-en un autre, et payez avec celui-là.',
  ),
  'presentation-pending': words('A payment is at the bank: wait for its result.', 'Un paiement est à la banque : attendez son résultat.'),
  'price-missing': words('Give the price of the term in netCents.', 'Donnez le prix de la période dans netCents.'),
  'no-free-exit': words(
    'A term is left freely where its renewal should have been announced and was not: not a first term, nor the term of a professional.',
    'La sortie libre vaut pour une période dont la reconduction aurait dû être annoncée et ne l’a pas été : ni la première, ni celle d’un professionnel.',
  ),
  'same-duration': words('The formula chosen has the duration that runs now.', 'La formule choisie a la durée en cours.'),
  'same-person': words(
    'A second person must decide: you made this proposal.',
    'Une seconde personne doit décider : vous avez fait cette proposition.',
  ),
  'no-provider': words("No provider's terms are published yet.", "Les conditions d'aucun prestataire ne sont publiées."),
  'provider-terms-not-accepted': words(
    "Accept the provider's terms in force first[: {provider}, version {version}].",
    "Acceptez d'abord les conditions du prestataire en vigueur[ : {provider}, version {version}].",
  ),
  'provider-terms-not-current': words(
    "This is not the version of the provider's terms in force[: read {provider}, version {version}].",
    "Cette version des conditions du prestataire n'est pas celle en vigueur[ : lisez {provider}, version {version}].",
  ),
  'online-payments-enabled': words(
    'Online payments are open already under these terms[: {provider}, version {version}].',
    'Les paiements en ligne sont déjà ouverts sous ces conditions[ : {provider}, version {version}].',
  ),
  'no-tariff': words(
    'No assistance tariff was in force on the termination day[, {cessationOn}]: publish it first.',
    "Aucun tarif d'assistance n'était en vigueur au jour de la fin[, le {cessationOn}] : publiez-le d'abord.",
  ),
  'not-ended': words(
    'Assistance is quoted at the tariff of the termination day: the subscription has not ended yet.',
    "L'assistance se chiffre au tarif du jour de la fin : l'abonnement n'a pas encore pris fin.",
  ),
  'no-such-quote': words('No quote waits for this.', "Aucun devis n'attend cette réponse."),
  'which-quote': words('Several quotes wait: name one.', 'Plusieurs devis attendent : nommez-en un.'),
  'quote-is-settled': words('This quote has had its answer, or is invoiced.', 'Ce devis a déjà reçu sa réponse, ou est facturé.'),
  'quote-expired': words('This quote could be accepted until {validUntil}.', "Ce devis pouvait être accepté jusqu'au {validUntil}."),
  'signed-receipt-missing': words('Handed over, a notice needs its signed receipt.', 'Remise en main propre, une notification exige son reçu signé.'),
  'starts-too-late': words(
    'A subscription cannot start so far ahead[: {latest} at the latest].',
    "Un abonnement ne peut commencer si loin dans l'avenir[ : au plus tard le {latest}].",
  ),
  'before-acceptance': words('This day is before the subscription was accepted.', "Ce jour précède l'acceptation de l'abonnement."),
  'sent-in-the-future': words('A notice cannot have been sent after today.', "Une notification ne peut avoir été envoyée après aujourd'hui."),
  'start-missing': words(
    'These terms want the first day to be chosen: give startsOn.',
    'Ces conditions veulent que le premier jour soit choisi : donnez startsOn.',
  ),
  'starts-in-the-past': words('A subscription cannot start before today.', "Un abonnement ne peut commencer avant aujourd'hui."),
  'task-decided': words('This task is already decided.', 'Cette tâche est déjà décidée.'),
  'terms-not-current': words(
    'This version of the terms is no longer current[: read {current}].',
    "Cette version des conditions n'est plus en vigueur[ : lisez {current}].",
  ),
  'too-late': words('The last day for this has passed[: {lastDay}].', 'Le dernier jour pour le faire est passé[ : {lastDay}].'),
  'unknown-formula': words('The price schedule in force does not sell this formula.', 'Le barème en vigueur ne propose pas cette formule.'),
  unpaid: words('Sums are overdue: pay them first.', "Des sommes sont en retard : payez-les d'abord."),
  'which-suspension': words('Say in `suspension` which one to lift[: {reasons}].', 'Dites dans `suspension` laquelle lever[ : {reasons}].'),
  'no-complaint': words('There is no such complaint to answer.', "Il n'y a pas de telle réclamation à laquelle répondre."),
  'dispute-decides': words(
    'This complaint disputes an invoice: LEGAL answers it by its decision.',
    'Cette réclamation conteste une facture : le service juridique y répond par sa décision.',
  ),
  'received-in-the-future': words('It cannot have come after today.', "Ce ne peut être venu après aujourd'hui."),
  'no-claim': words('No such claim is open.', "Aucune revendication de ce genre n'est ouverte."),
  'nothing-missing': words(
    'The Company is released only where the checklist shows something that the client did not do.',
    "La Société n'est libérée que si la liste de contrôle montre une chose que le client n'a pas faite.",
  ),
  'beyond-the-term': words(
    'The Service stops within the running term[, by {endsOn}].',
    'Le Service s’arrête dans la période en cours[, au plus tard le {endsOn}].',
  ),
  'suspends-by-itself': words(
    'Under these terms the suspension comes by itself once the cure days are over.',
    'Selon ces conditions, la suspension intervient d’elle-même une fois le délai écoulé.',
  ),
  'pay-only': words(
    'While access is suspended for non-payment, these terms leave payment, denunciation, notices and the export.',
    'Tant que l’accès est suspendu pour non-paiement, ces conditions laissent ouverts le paiement, la dénonciation, les notifications et l’export.',
  ),
  'wrong-role': words('Your role may not do this[: it takes {roles}].', 'Votre rôle ne permet pas ceci[ : il faut {roles}].'),
  'accepted-after-start': words(
    'It was accepted after its first day, {anchoredOn}: one of the two is wrong.',
    "L'acceptation est postérieure au premier jour, {anchoredOn} : l'un des deux est faux.",
  ),
  'announced-outside-term': words(
    'The deadline told to the client lies in the running term, from {startsOn} to {endsOn}.',
    'La date limite annoncée au client tombe dans la période en cours, du {startsOn} au {endsOn}.',
  ),
  'denounced-term-before': words(
    'Sent by {lastDay}, this denunciation ended the term before {termStartsOn}: the contract is over, or the day is wrong.',
    "Envoyée au plus tard le {lastDay}, cette dénonciation mettait fin à la période d'avant le {termStartsOn} : le contrat est fini, ou la date est fausse.",
  ),
  'denunciation-half': words('Say both who denounced and when, or neither.', 'Dites qui a dénoncé et quand, ou ni l’un ni l’autre.'),
  'invoice-without-line': words(
    'No line of the subscriptions has this reference: correct it, or take its invoices out.',
    "Aucune ligne des abonnements n'a cette référence : corrigez-la, ou retirez ses factures.",
  ),
  'already-taken-over': words('An earlier take-over has brought this reference.', 'Une reprise antérieure a déjà amené cette référence.'),
  'cell-missing': words('This cell must be filled.', 'Cette cellule doit être remplie.'),
  'client-contradicts': words(
    'Another line describes this client differently: make both alike, or give it a reference of its own.',
    'Une autre ligne décrit ce client autrement : accordez-les, ou donnez-lui sa propre référence.',
  ),
  'denounced-later': words(
    'A denunciation from {takenOverOn} on is given here, after the take-over.',
    'Une dénonciation à partir du {takenOverOn} se fait ici, après la reprise.',
  ),
  'due-before-issue': words('Invoice {number} is due before it was issued.', 'La facture {number} est exigible avant son émission.'),
  'formula-duration': words('This formula lasts {months} months in the schedule.', 'Cette formule dure {months} mois au barème.'),
  'instalments-beyond-months': words(
    'Give from 1 to {months} instalments: at most one a month.',
    'Donnez de 1 à {months} échéances : une par mois au plus.',
  ),
  'price-of-nothing': words('The price of the term is missing: give it excl. VAT.', 'Le prix de la période manque : donnez-le hors taxes.'),
  'invoice-before-acceptance': words('Invoice {number} is older than the acceptance.', "La facture {number} est plus ancienne que l'acceptation."),
  'invoice-is-ours': words(
    'Invoice {number} is dated {takenOverOn} or later: from that day on Tacite issues the invoices.',
    'La facture {number} est datée du {takenOverOn} ou après : dès ce jour, Tacite émet les factures.',
  ),
  'invoice-twice': words('Invoice {number} is there twice.', 'La facture {number} figure deux fois.'),
  'means-refused': words('The payment provider does not take this means.', "Le prestataire de paiement n'accepte pas ce moyen."),
  'not-a-day': words('"{value}" is no day: write 2027-01-04 or 04/01/2027.', "« {value} » n'est pas un jour : écrivez 2027-01-04 ou 04/01/2027."),
  'not-a-number': words('"{value}" is no number that fits here.', "« {value} » n'est pas un nombre admis ici."),
  'not-an-amount': words('"{value}" is no amount: write 588.00 or 588,00.', "« {value} » n'est pas un montant : écrivez 588.00 ou 588,00."),
  'not-an-email': words('"{value}" is no e-mail address.', "« {value} » n'est pas une adresse e-mail."),
  'not-one-of': words('"{value}" is not one of the words of this column.', '« {value} » ne fait pas partie des mots de cette colonne.'),
  'not-yes-or-no': words('"{value}": write yes or no.', '« {value} » : écrivez oui ou non.'),
  'nothing-open': words('Nothing is open on invoice {number}: leave it out.', "Rien n'est dû sur la facture {number} : retirez-la."),
  'number-in-use': words('The number {number} exists already, here or in this file.', 'Le numéro {number} existe déjà, ici ou dans ce fichier.'),
  'number-is-ours': words(
    '{number} looks like a number of Tacite: give it a prefix.',
    '{number} ressemble à un numéro de Tacite : donnez-lui un préfixe.',
  ),
  'reference-twice': words('This reference is there twice.', 'Cette référence figure deux fois.'),
  'term-ahead': words(
    'The term begins on {termStartsOn}, after {takenOverOn}: nothing runs yet.',
    'La période commence le {termStartsOn}, après le {takenOverOn} : rien ne court encore.',
  ),
  'term-off-anchor': words(
    'No term begins on {termStartsOn}: counted from the first one, it would be {expected}.',
    'Aucune période ne commence le {termStartsOn} : comptée depuis la première, ce serait le {expected}.',
  ),
  'term-over': words(
    'The term ended on {endsOn}, before {takenOverOn}: give the term that runs.',
    'La période a pris fin le {endsOn}, avant le {takenOverOn} : donnez celle qui court.',
  ),
  'too-long': words('This is too long.', 'Ce texte est trop long.'),
  'unknown-terms': words('This version of the terms is not published.', "Cette version des conditions n'est pas publiée."),
};
const FALLBACK = words('The contract does not allow this now ({because}).', 'Le contrat ne le permet pas maintenant ({because}).');

const COMMAND_WORDS: Record<string, Words> = {
  'pay-now': words('pay', 'payer'),
  'quote-assistance': words('make a quote', 'établir un devis'),
  denounce: words('denounce the renewal', 'dénoncer la reconduction'),
  'withdraw-denunciation': words('withdraw the denunciation', 'retirer la dénonciation'),
  'choose-formula': words('choose a formula', 'choisir une formule'),
  'terminate-for-cause': words('terminate for cause', 'résilier pour juste motif'),
  'declare-acceleration': words('declare everything payable', 'déclarer tout exigible'),
  'record-insolvency': words('record the insolvency', "enregistrer l'insolvabilité"),
  'record-end-by-law': words('record the end by law', 'constater la fin de plein droit'),
  'claim-damages': words('claim damages by e-mail or letter', 'réclamer par e-mail ou par lettre'),
  'notify-breach': words('notify a breach', 'notifier un manquement'),
  'send-notice': words('send the notice by another channel', 'envoyer la notification par un autre moyen'),
  'record-incoming-notice': words('record a notice received', 'enregistrer une notification reçue'),
  'hold-suspension': words('hold the suspension', 'différer la suspension'),
  suspend: words('suspend', 'suspendre'),
  'lift-suspension': words('lift the suspension', 'lever la suspension'),
  'exercise-ip-option': words('choose another day', 'choisir un autre jour'),
  'check-ip-claim': words('complete the checklist', 'compléter la liste de contrôle'),
  'correct-invoice': words('correct the invoice', 'rectifier la facture'),
  'decide-dispute': words('decide the dispute', 'décider de la contestation'),
  'hold-content': words('hide content', 'masquer un contenu'),
  'release-content': words('show content again', 'afficher à nouveau un contenu'),
  'delete-content': words('remove content', 'supprimer un contenu'),
  'demand-removal': words('demand its removal', 'en demander le retrait'),
  'suspend-for-declarations': words('suspend for a false declaration', 'suspendre pour fausse déclaration'),
  'decide-cure': words('decide on the cure', 'se prononcer sur la réparation'),
  decide: words('have another person decide', 'faire décider une autre personne'),
  'propose-arrangement': words('propose an arrangement', 'proposer un aménagement'),
  'request-export': words('ask for the data', 'demander les données'),
  'confirm-export': words('confirm the export', "confirmer l'export"),
  'free-exit': words('leave freely', 'sortir librement'),
  'publish-security-standard': words('announce a day', 'annoncer une date'),
  'record-service-change': words('confirm the function', 'confirmer les fonctions'),
  'assign-contracts': words('announce a day', 'annoncer une date'),
  'register-subprocessor': words('start the sub-processor', 'faire commencer le sous-traitant'),
  'payment-methods': words('store a means of payment', 'enregistrer un moyen de paiement'),
  subscribe: words('subscribe', 'souscrire'),
};

/** Puts the values in, cents as money; a part in brackets falls away with a value that is not there. */
function fill(sentence: string, values: Record<string, string | number>, language: Language): string {
  const said = (name: string): string => (name.endsWith('Cents') ? money(Number(values[name]))[language] : String(values[name]));
  const put = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => said(name));
  const known = (text: string): boolean => [...text.matchAll(/\{(\w+)\}/g)].every((match) => values[match[1] ?? ''] !== undefined);
  return put(sentence.replaceAll(/\[([^\]]*)\]/g, (_, part: string) => (known(part) ? part : '')));
}

function instead({ command, from, until }: Allowed, language: Language): string {
  const name = COMMAND_WORDS[command]?.[language] ?? command;
  const [since, to] = language === 'fr' ? ['à partir du', "jusqu'au"] : ['from', 'until'];
  return [name, from && `${since} ${from}`, until && `${to} ${until}`].filter(Boolean).join(' ');
}

/** Why the contract says no, and what can be done instead, in both languages. */
export function refusalSentence({ because, values, allowed }: Refusal): Words {
  const sentence = (language: Language): string => {
    const reason = fill((SENTENCES[because] ?? FALLBACK)[language], { because, ...values }, language);
    const list = allowed.map((one) => instead(one, language)).join(language === 'fr' ? ' ; ' : '; ');
    if (list === '') return reason;
    return language === 'fr' ? `${reason} Possible à la place : ${list}.` : `${reason} Possible instead: ${list}.`;
  };
  return { en: sentence('en'), fr: sentence('fr') };
}
