/** Une phrase par type de fait. Les valeurs arrivent en toutes lettres : jours, montants et noms sont déjà écrits. */
export const facts = {
  subscription: {
    accepted: 'Conditions {termsVersion} acceptées par la case cochée : formule {formula}, à partir du {startsOn}.',
    'taken-over': 'Repris d’un autre système le {takenOverOn} : la période {termNumber} de ce contrat courait.',
    started: 'L’abonnement commence : l’accès est ouvert.',
    ended: 'Abonnement terminé le {cessationOn} : {cause}. Les données peuvent être exportées jusqu’au {exportUntil}.',
    restored: 'Abonnement rétabli : un paiement fait à temps dément sa fin.',
    deleted:
      'Données détruites{certificate, select, none {} other {, certificat {certificate}}}. Sauvegardes effacées au {backupsGoneBy} ; preuves gardées jusqu’au {evidenceUntil}.',
  },
  terms: { accepted: 'Conditions {termsVersion} acceptées.' },
  'payment-method': { changed: 'Moyen de paiement changé : {kind}.', ended: 'Moyen de paiement qui ne sert plus ({code}).' },
  'legal-rate': { published: 'Plafond légal des pénalités de retard : {monthlyRate} % par mois à partir du {effectiveOn}.' },
  invoice: {
    issued: 'Facture {number} émise ({kind}) : {grossCents}, échéance le {dueOn}.',
    reminded: '{step, select, PRE_DUE {Rappel avant l’échéance} other {Rappel amiable}} : {invoice}.',
    corrected: 'Facture {invoice} rectifiée : {cents} y sont crédités.',
  },
  statement: {
    opened: 'Paiements de Contacts à facturer : leur relevé est émis le {issueOn}.',
    skipped: 'Paiements de Contacts : rien à facturer.',
  },
  ONLINE_PAYMENTS: 'Conditions du prestataire de paiement acceptées ({provider}, version {version}) : les paiements en ligne sont ouverts.',
  assistance: {
    quoted: 'Devis d’assistance : {hours} heures, {netCents} hors taxes, à accepter jusqu’au {validUntil}.',
    accepted: 'Devis accepté : travaux prévus le {workOn}.',
    refused: 'Devis refusé.',
    done: 'Assistance faite le {doneOn}.',
  },
  'debit-note': { issued: 'Note de débit {number} émise : pénalité de retard et indemnité de recouvrement, {grossCents}, échéance le {dueOn}.' },
  'credit-note': { issued: 'Avoir {number} émis : {grossCents} sur {documents}, dont {refundCents} à rembourser.' },
  accessory: { waived: 'Abandon : {what} de {cents} sur {invoice}.' },
  payment: {
    requested: 'Paiement de {documents} demandé.',
    presented: 'Paiement de {cents} présenté ({kind}, {cause}) pour {documents}.',
    settled: 'Paiement encaissé : {amount}.',
    rejected: 'Paiement rejeté par la banque : {amount}{code, select, none {} other {, {code}}}.',
    recorded: 'Paiement de {cents} reçu ({means}), ordonné le {orderedOn}, pour {documents}.',
    reversed: 'Paiement repris par la banque du débiteur ({code}) : {documents} de nouveau à payer.',
  },
  presentation: { failed: 'Panne du prestataire ; le paiement de {documents} est présenté à nouveau le {nextOn}.' },
  notice: {
    decided: '{code} : envoi décidé, {channel}.',
    sent: '{code} : envoi {channel} par {from} ; réception réputée le {deemedOn}.',
    bounced: 'Un message est revenu sans être remis. Une notification est alors nulle et repart en lettre recommandée.',
    acknowledged: 'Le client a accusé réception ; les délais courent toujours de la réception réputée.',
  },
  message: { sent: 'Message envoyé : {code}.' },
  suspension: {
    applied: '{scope, select, EMAILING_ONLY {Envoi d’e-mails suspendu} other {Accès suspendu}} : {reason}.',
    lifted: 'Suspension levée ({reason}) : {because}.',
    held: 'Suspension retenue jusqu’au {until}.',
  },
  arrangement: {
    needed: 'Payé le {paidOn}, mais rien ne garantit les factures à venir : un aménagement est attendu avant le {decideBy}.',
    proposed: 'Le client propose un aménagement, à trancher avant le {decideBy}.',
    decided: 'Aménagement {accepted, select, true {accepté} other {refusé}}.',
  },
  renewal: {
    undone: 'La reconduction est annulée : l’abonnement a pris fin le {endsOn}.',
    announced: 'Reconduction annoncée, avec le dernier jour pour dénoncer : {deadlines}.',
  },
  complaint: {
    opened: 'Réclamation {number} ouverte{documented, select, true {, avec pièces} other {}}.',
    answered: 'La réclamation a reçu sa réponse.',
  },
  dispute: {
    decided: 'Contestation {accepted, select, true {admise} other {rejetée}}.',
    corrected: 'Après la contestation, {cents} sont crédités sur {invoice} ; ce qui reste compte comme échu du {correctedOn}.',
  },
  'ip-claim': {
    opened: 'Une revendication de propriété intellectuelle d’un tiers, reçue le {receivedOn}, est déclarée.',
    checked: 'La liste de contrôle de la revendication est complétée.',
    closed: 'La revendication est close : {outcome}.',
  },
  'ip-option': { exercised: 'Option exercée sur la revendication d’un tiers : {option}.' },
  term: { renewed: 'Reconduction : la période {term} court du {startsOn} au {endsOn}, formule {formula}.' },
  price: { decided: 'Prix de la période {term} décidé : {price}.' },
  denunciation: {
    recorded: 'Dénonciation par {party}{inTime, select, true {} other {, trop tard pour cette période}} : l’abonnement prend fin le {endsOn}.',
    withdrawn: 'Dénonciation retirée par {party}.',
  },
  formula: { chosen: 'Formule {formula} choisie, à partir du {from}.' },
  'formula-choice': {
    cancelled: 'Choix de formule annulé.',
    refused: 'Le choix de la formule {formula} est arrivé trop tard : il redevient possible pour le {nextOn}.',
  },
  breach: {
    'cure-declared': 'Manquement déclaré réparé par {party} le {declaredOn}.',
    'cure-decided': 'Manquement jugé {cured, select, true {réparé} other {non réparé}}.',
  },
  termination: {
    contested: 'La résiliation est contestée : le manquement a été déclaré réparé.',
    withdrawn: 'Résiliation retirée : {because}.',
  },
  acceleration: {
    declined: 'Exigibilité immédiate écartée pour l’instant : cela ne vaut renonciation à rien.',
    undone: 'Exigibilité immédiate annulée : son motif avait disparu. Les documents retrouvent leur échéance.',
  },
  debts: { accelerated: 'Exigibilité immédiate : les sommes dues pour les services sont exigibles le {on}.' },
  debt: { 'written-off': '{document} passé en perte : {cents} irrécouvrables. La somme reste due.' },
  insolvency: {
    recorded: 'Insolvabilité enregistrée ({party}) : {event}{judgmentOn, select, none {} other {, jugement du {judgmentOn}}}.',
  },
  officer: { answered: 'L’organe de la procédure {answer, select, CONTINUES {poursuit} other {ne poursuit pas}} le contrat.' },
  'end-by-law': { recorded: 'Sans réponse dans le mois : le contrat a pris fin de plein droit le {cessationOn}.' },
  exit: { taken: 'Sortie libre : l’abonnement prend fin le {cessationOn}.' },
  refund: {
    released: 'Remboursement de {cents} parti pour {creditNote}.',
    'set-off': '{cents} de {creditNote} imputés sur {documents} ; reste à rembourser : {refundCents}.',
    contested: 'Remboursement de {creditNote} contesté.',
  },
  export: {
    requested: 'Export des données demandé.',
    started: 'Export en cours.',
    delivered: 'Export remis le {deliveredOn}.',
    confirmed: 'Le client confirme que l’export est complet.',
    reminded: 'Rappel : il reste {daysLeft, plural, one {# jour} other {# jours}} pour demander les données.',
  },
  access: {
    revoked:
      'Produit fermé : {accounts, plural, =0 {aucun compte} one {# compte} other {# comptes}} et {keys, plural, =0 {aucune clé d’API} one {# clé d’API} other {# clés d’API}} révoqués.',
    restored: 'Produit rouvert : la fin a été annulée.',
  },
  'legal-hold': {
    placed: 'Conservation légale jusqu’au {until} : rien n’est détruit ni effacé avant.',
    lifted: 'La conservation légale a pris fin le {until}.',
  },
  content: {
    ordered: '{act, select, HOLD {Contenu masqué} RELEASE {Contenu à nouveau affiché} other {Contenu supprimé}} : {items}.',
    'carried-out':
      '{act, select, HOLD {La plateforme masque le contenu} RELEASE {La plateforme affiche à nouveau le contenu} other {La plateforme a supprimé le contenu}}.',
  },
  evidence: { purged: 'Preuves effacées au terme de leur durée légale.' },
  accounts: { purged: 'Comptes effacés au terme de leur durée légale.' },
  instruction: { flagged: 'Une instruction du client a été signalée comme illicite.' },
  documents: { provided: 'Pièces justificatives fournies.' },
  assignment: { decided: 'Cession {approved, select, true {approuvée} other {refusée}}.' },
  contract: {
    assigned: 'Contrat cédé : une autre personne morale prend la place du client, avec son acceptation et son moyen de paiement ({kind}).',
  },
  announcement: {
    made: 'Annoncé par la société : {code}.',
    acknowledged: 'Le client a accusé réception du changement de prestataire de paiement.',
  },
  task: {
    opened: 'Une décision est demandée : {kind}.',
    reminded:
      '{step, select, OVERDUE {Rappel : une décision est en retard depuis le {dueOn}} other {Rappel : une décision est à prendre le {dueOn} au plus tard}}.',
    decided: 'Décision prise : {choice}.',
  },
  duty: { deferred: 'Une tâche n’a pas pu être faite ; nouvel essai le {until} (essai {tries}).' },
} as const;
