export const commands = {
  'pay-now': {
    label: 'Payer maintenant',
    explain: 'Le moyen de paiement enregistré est débité aussitôt. Sans facture choisie, la plus ancienne est payée d’abord.',
  },
  'payment-methods': {
    label: 'Changer de moyen de paiement',
    explain: 'Carte ou prélèvement seulement. Le nouveau moyen remplace aussitôt l’ancien pour toutes les factures.',
  },
  'record-payment': {
    label: 'Enregistrer un paiement',
    explain: 'Une somme reçue autrement. Elle compte du jour de l’ordre et non d’aujourd’hui : ce que ce jour dément est défait.',
  },
  waive: {
    label: 'Abandonner un accessoire',
    explain: 'Un geste : la pénalité, l’indemnité ou les frais de ce document ne sont plus dus. Le motif reste au journal.',
  },
  'correct-invoice': {
    label: 'Rectifier une facture',
    explain:
      'Un avoir de tout ce qui en reste, ou du montant que vous indiquez. L’impayé baisse d’autant ; ce qui en était payé est rendu sous 30 jours. Une fois émis, il ne s’annule pas.',
  },
  denounce: {
    label: 'Dénoncer l’abonnement',
    explain: 'Il ne sera pas reconduit. Aucun motif n’est demandé et rien n’est remboursé. L’abonnement reste tel quel jusqu’à sa fin.',
  },
  'withdraw-denunciation': { label: 'Retirer la dénonciation', explain: 'L’abonnement sera reconduit comme s’il n’avait jamais été dénoncé.' },
  'record-incoming-notice': {
    label: 'Enregistrer une dénonciation reçue',
    explain: 'Le client a dénoncé par courrier, en main propre ou par e-mail. Le jour de l’envoi décide si elle est à temps.',
  },
  'choose-formula': { label: 'Choisir une autre formule', explain: 'S’applique à la fin de la période en cours, qui reste due en entier.' },
  'cancel-formula-choice': { label: 'Annuler le choix de formule', explain: 'La formule actuelle sera reconduite.' },
  'free-exit': { label: 'Sortir sans préavis', explain: 'Prend fin aujourd’hui. Les jours non utilisés sont remboursés sous 30 jours.' },
  'terminate-for-cause': {
    label: 'Résilier pour juste motif',
    explain:
      'Envoie une notification de résiliation. La fin vient 30 jours après sa réception réputée. Côté société, une seconde personne doit approuver.',
  },
  'withdraw-termination': {
    label: 'Retirer la résiliation',
    explain:
      'La société renonce à sa résiliation : elle est sans effet, et le client en est notifié. Si la période est passée, elle est aussitôt reconduite.',
  },
  'record-insolvency': {
    label: 'Enregistrer une insolvabilité',
    explain:
      'Vaut pour tous les abonnements du client. Devant un tribunal, ce qui a été facturé avant le jugement est gelé : ni présentation, ni relance, ni suspension, et la créance est à déclarer.',
  },
  'record-end-by-law': {
    label: 'Constater la fin de plein droit',
    explain: 'L’administrateur ou le liquidateur n’a pas répondu dans le mois : le contrat a pris fin le dernier jour de ce mois.',
  },
  'declare-acceleration': {
    label: 'Déclarer tout exigible',
    explain:
      'Les factures ouvertes deviennent exigibles et les échéances restantes de la période sont facturées, à la réception réputée de la notification. Une seconde personne doit approuver.',
  },
  'decline-acceleration': {
    label: 'Écarter l’exigibilité immédiate',
    explain: 'Enregistré avec son motif. Cela ne vaut renonciation à rien, ni maintenant ni plus tard.',
  },
  'claim-damages': {
    label: 'Réclamer des dommages et intérêts',
    explain:
      'Une réclamation formelle, jamais une facture : documents impayés, échéances perdues après la fin, accessoires. Rien ne peut être réclamé deux fois. Une seconde personne doit approuver.',
  },
  'write-off': {
    label: 'Passer en perte',
    explain: 'Le document est abandonné comme irrécouvrable : plus rien n’est demandé. La somme reste due : l’argent qui arrive la paie encore.',
  },
  'notify-breach': {
    label: 'Notifier un manquement',
    explain: 'Envoie une notification. L’autre partie a ensuite 30 jours pour réparer le manquement.',
  },
  'declare-cured': { label: 'Déclarer le manquement réparé', explain: 'Dites ce qui a été fait. Une personne décide ensuite s’il est réparé.' },
  'decide-cure': { label: 'Se prononcer sur la réparation', explain: 'Le manquement est-il réparé ? La décision est enregistrée avec son motif.' },
  'send-notice': {
    label: 'Envoyer une notification',
    explain: 'Part aussitôt. Le délai qu’elle ouvre court de sa réception réputée. Remise en main propre, elle demande un récépissé signé.',
  },
  'propose-arrangement': {
    label: 'Proposer un aménagement',
    explain: 'Comment les prochaines factures seront-elles garanties ? La société accepte ou refuse.',
  },
  'accept-arrangement': {
    label: 'Se prononcer sur l’aménagement',
    explain: 'Accepté, l’accès s’ouvre aussitôt. Sans décision, il s’ouvre de lui-même.',
  },
  suspend: {
    label: 'Suspendre pour non-paiement',
    explain: 'Lorsque les conditions le laissent à une personne : l’accès se ferme aussitôt, et le client reçoit la notification.',
  },
  'hold-suspension': { label: 'Retenir la suspension', explain: 'L’accès reste ouvert jusqu’au jour que vous donnez, même sans paiement.' },
  'lift-suspension': { label: 'Lever la suspension', explain: 'L’accès s’ouvre aussitôt. Ce qui est dû le reste.' },
  'suspend-for-emailing': {
    label: 'Suspendre pour e-mailing illicite',
    explain:
      'Aussitôt : l’envoi d’e-mails seul, ou tous les services. Le client reçoit la notification de la suspension et la mise en demeure ; seule une décision la lève, non un paiement.',
  },
  'suspend-for-declarations': {
    label: 'Suspendre pour fausse déclaration',
    explain:
      'Une seconde personne doit être d’accord. L’accès se ferme alors aussitôt et le client reçoit la notification ; seule une décision le rouvre.',
  },
  'answer-complaint': {
    label: 'Répondre à une réclamation',
    explain: 'Le client lit la réponse dans son espace. Une réclamation n’est pas une notification (article 11.1) et n’ouvre aucun délai.',
  },
  'open-ip-claim': {
    label: 'Déclarer une revendication de propriété intellectuelle',
    explain:
      'Un tiers prétend que l’usage des services porte atteinte à ses droits. La société vous défend : prévenez-la sans délai et laissez-lui la conduite.',
  },
  'check-ip-claim': {
    label: 'Liste de contrôle d’une revendication',
    explain: 'Ce que le client a fait et ce qu’il n’a pas fait. La société n’est libérée que si quelque chose manque.',
  },
  'exercise-ip-option': {
    label: 'Agir sur une revendication (10.1)',
    explain:
      'Garantir, remplacer ou modifier ; ou arrêter le service un jour choisi, sans préavis : les jours non utilisés sont remboursés. Une seconde personne doit être d’accord.',
  },
  'hold-content': {
    label: 'Masquer un contenu',
    explain: 'Aussitôt. Le client en est informé avec les motifs. L’abonnement n’est pas modifié.',
  },
  'release-content': { label: 'Afficher à nouveau un contenu', explain: 'Aussitôt. Le client en est informé.' },
  'delete-content': {
    label: 'Supprimer un contenu',
    explain: 'Définitivement, dès qu’une seconde personne est d’accord. Son empreinte est conservée. Un contenu est masqué avant d’être supprimé.',
  },
  'demand-removal': {
    label: 'Demander un retrait',
    explain: 'Une mise en demeure, avec les contenus visés : le client a 30 jours pour retirer un contenu illicite ou cesser une activité illicite.',
  },
  'open-complaint': {
    label: 'Ouvrir une réclamation',
    explain: 'Avec des pièces et sur une facture, elle retient la suspension jusqu’à la décision.',
  },
  'decide-dispute': {
    label: 'Trancher la contestation',
    explain: 'La réclamation du client est-elle fondée ? Si elle est rejetée, la suspension peut suivre dès le lendemain.',
  },
  'request-export': {
    label: 'Demander les données',
    explain: 'Sans frais. Vous recevez tout en formats ouverts, avec les comptes et une empreinte.',
  },
  'confirm-export': {
    label: 'Confirmer l’export',
    explain: 'Vous avez vérifié qu’il est complet. Après la fin de l’abonnement, les données sont détruites le lendemain.',
  },
  'legal-hold': {
    label: 'Conserver par obligation légale',
    explain:
      'Ce que la loi impose de garder n’est ni détruit ni effacé avant le lendemain de la date de fin. Une seconde personne doit donner son accord.',
  },
  'enable-online-payments': {
    label: 'Ouvrir les paiements en ligne',
    explain: 'Vos Contacts pourront payer en ligne dès que vous aurez accepté les conditions du prestataire. La version et l’heure sont conservées.',
  },
  'quote-assistance': {
    label: 'Établir un devis d’assistance',
    explain: 'Une aide après la fin, au tarif en vigueur au dernier jour de l’abonnement. Rien n’est facturé avant l’accord du client.',
  },
  'accept-quote': {
    label: 'Accepter le devis',
    explain: 'Les travaux peuvent alors commencer. Ils sont facturés avec TVA le jour où ils sont faits, payables à 30 jours.',
  },
  'refuse-quote': { label: 'Refuser le devis', explain: 'Rien n’est dû. Un autre devis peut être demandé.' },
  'record-assistance': { label: 'Déclarer les travaux faits', explain: 'Ils sont facturés aussitôt, comme acceptés.' },
  'acknowledge-provider': {
    label: 'Accuser réception du prestataire',
    explain: 'Vous avez lu que le prestataire des paiements en ligne change. Ses conditions s’appliquent depuis leur publication.',
  },
} as const;

export const fields = {
  invoices: 'Documents à payer',
  invoice: 'Document',
  amountCents: 'Montant TTC (€)',
  netCents: 'Montant HT (€)',
  orderedOn: 'Ordonné le',
  means: 'Par quel moyen',
  what: 'Ce qui est abandonné',
  reason: 'Motif',
  code: 'Quelle notification',
  sentOn: 'Envoyé le',
  channel: 'Comment',
  proof: 'Preuve',
  formula: 'Formule',
  replacesDenunciation: 'Ce choix remplace ma dénonciation',
  ground: 'Juste motif',
  facts: 'Faits',
  clause: 'Article méconnu, comme 4.2',
  party: 'De qui',
  event: 'Événement',
  court: 'Procédure devant un tribunal',
  judgmentOn: 'Date du jugement',
  officer: 'Administrateur ou liquidateur : nom, puis adresse',
  officerEmail: 'E-mail de l’administrateur ou du liquidateur',
  documents: 'Documents impayés réclamés',
  uninvoicedCents: 'Échéances non facturées, hors taxes (€)',
  vatRate: 'TVA sur ces échéances (%)',
  accessoriesCents: 'Frais, pénalités et indemnités (€)',
  evidence: 'Preuves',
  items: 'Contenus',
  complaint: 'Réclamation',
  answer: 'Réponse',
  receivedOn: 'Reçue le',
  costsLimited: 'Frais limités',
  notified: 'Prévenue sans délai',
  controlGiven: 'Conduite de la défense laissée',
  informed: 'Informée',
  assisted: 'Assistée',
  option: 'Option',
  cessationOn: 'Dernier jour',
  scope: 'Ce qui est fermé',
  suspension: 'Quelle suspension',
  cured: 'Décision',
  signedReceipt: 'Référence du récépissé signé',
  text: 'Texte',
  accepted: 'Décision',
  termsVersion: 'J’accepte ces conditions',
  hours: 'Heures',
  validUntil: 'Peut être accepté jusqu’au',
  workOn: 'Jour des travaux',
  quote: 'Devis',
  basis: 'Fondement juridique',
  until: 'Jusqu’au',
  documented: 'Avec des pièces',
  token: 'Jeton d’essai',
  export: 'Archive remise le',
  choice: 'Décision',
  listing: 'Contenus visés',
} as const;
