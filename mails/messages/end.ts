/** The end of a subscription, its data and their destruction (8.4, 8.6). */
import type { EndCause } from '../../contract/facts.ts';
import { type Row, type Say, type Writer, box, button, list, p, rows } from '../letter.ts';

const CAUSE: Record<Say['language'], Record<EndCause, string>> = {
  fr: {
    DENOUNCED_BY_CLIENT: "vous avez dénoncé l'abonnement",
    DENOUNCED_BY_COMPANY: "nous avons dénoncé l'abonnement",
    TERMINATED_BY_COMPANY: "nous avons résilié l'abonnement pour juste motif",
    TERMINATED_BY_CLIENT: "vous avez résilié l'abonnement pour juste motif",
    IP_OPTION: "nous avons arrêté les services en raison d'une revendication de propriété intellectuelle (article 10.1)",
    FREE_EXIT: 'vous êtes sorti librement de la période reconduite',
    ENDED_BY_LAW: "le contrat a pris fin de plein droit, l'administrateur ou le liquidateur n'ayant pas répondu dans le mois à notre mise en demeure",
  },
  en: {
    DENOUNCED_BY_CLIENT: 'you gave notice',
    DENOUNCED_BY_COMPANY: 'we gave notice',
    TERMINATED_BY_COMPANY: 'we terminated the subscription for just cause',
    TERMINATED_BY_CLIENT: 'you terminated the subscription for just cause',
    IP_OPTION: 'we stopped the services because of an intellectual property claim (article 10.1)',
    FREE_EXIT: 'you freely left the renewed term',
    ENDED_BY_LAW: 'the contract ended by operation of law, since the administrator or liquidator did not answer our formal notice within a month',
  },
};
const KINDS: Record<Say['language'], Record<string, string>> = {
  fr: {
    contacts: 'contacts',
    members: 'contacts',
    contents: 'contenus',
    accountingEntries: 'écritures comptables',
    files: 'fichiers',
    accounts: 'comptes d’utilisateurs',
  },
  en: {
    contacts: 'contacts',
    members: 'contacts',
    contents: 'content items',
    accountingEntries: 'accounting entries',
    files: 'files',
    accounts: 'user accounts',
  },
};
const counted = (counts: Record<string, number>, say: Say): Row[] =>
  Object.entries(counts).map(([kind, count]) => [
    capital(KINDS[say.language][kind] ?? kind),
    new Intl.NumberFormat(say.language === 'fr' ? 'fr-FR' : 'en-GB').format(count),
  ]);
const DAY = { fr: 'jour', en: 'day' };
const days = (count: number, language: Say['language']): string => `${count} ${DAY[language]}${count === 1 ? '' : 's'}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const ended: Writer<'ENDED'> = {
  fr: ({ cessationOn, cause, exportUntil }, say) => ({
    subject: `Votre abonnement ${say.subscription} a pris fin`,
    title: 'Votre abonnement a pris fin',
    blocks: [
      p(`Le ${say.day(cessationOn)} était le dernier jour de l'abonnement : ${CAUSE.fr[cause]}. L'accès aux services est fermé (article 8.4).`),
      box(
        [['Dernier jour pour demander vos données', say.day(exportUntil)]],
        'Gratuitement, dans des formats usuels (article 8.6). Elles sont détruites ensuite.',
      ),
      list('Votre espace client reste ouvert pour vos factures et vos demandes.', 'Les sommes qui restent dues à ce jour le demeurent.'),
      button('Demander mes données', say.links.export ?? say.links.space),
    ],
  }),
  en: ({ cessationOn, cause, exportUntil }, say) => ({
    subject: `Your subscription ${say.subscription} has ended`,
    title: 'Your subscription has ended',
    blocks: [
      p(`${say.day(cessationOn)} was the last day of the subscription: ${CAUSE.en[cause]}. Access to the services is closed (article 8.4).`),
      box([['Last day to ask for your data', say.day(exportUntil)]], 'Free of charge, in common formats (article 8.6). It is destroyed afterwards.'),
      list('Your client space stays open for your invoices and requests.', 'Sums still owed today remain owed.'),
      button('Ask for my data', say.links.export ?? say.links.space),
    ],
  }),
};

export const reversibilityReminder: Writer<'REVERSIBILITY_REMINDER'> = {
  fr: ({ exportUntil, daysLeft }, say) => ({
    subject: `Vos données : plus que ${days(daysLeft, 'fr')} pour les demander`,
    title: `Plus que ${days(daysLeft, 'fr')} pour demander vos données`,
    blocks: [
      p("Votre abonnement a pris fin et vous n'avez pas encore demandé la restitution de vos données. Elle est gratuite (article 8.6)."),
      box([['Dernier jour pour les demander', say.day(exportUntil)]], "Jusqu'à 24 h, heure de Paris."),
      p('Passé ce jour, toutes vos données sont détruites et ne peuvent plus être retrouvées.'),
      button('Demander mes données', say.links.export ?? say.links.space),
    ],
  }),
  en: ({ exportUntil, daysLeft }, say) => ({
    subject: `Your data: ${days(daysLeft, 'en')} left to ask for it`,
    title: `${days(daysLeft, 'en')} left to ask for your data`,
    blocks: [
      p('Your subscription has ended and you have not yet asked for your data to be returned. It is free of charge (article 8.6).'),
      box([['Last day to ask for it', say.day(exportUntil)]], 'Until midnight at the end of that day, Paris time.'),
      p('After that day all your data is destroyed and cannot be recovered.'),
      button('Ask for my data', say.links.export ?? say.links.space),
    ],
  }),
};

export const exportReady: Writer<'EXPORT_READY'> = {
  fr: ({ export: id, deliveredOn, sha256, counts, verifyUntil }, say) => ({
    subject: 'Vos données sont prêtes',
    title: 'Vos données sont prêtes',
    blocks: [
      p(`L'archive préparée le ${say.short(deliveredOn)} contient toutes vos données, en CSV, en JSON et vos fichiers d'origine (article 8.6).`),
      rows(...counted(counts, say), ['Référence', id], ['Empreinte SHA-256', sha256]),
      box(
        [['Merci de la vérifier au plus tard le', say.day(verifyUntil)]],
        "Confirmez qu'elle est complète, ou dites-nous ce qui manque : nous la referons.",
      ),
      p(
        "Une fois l'abonnement terminé, vos données sont détruites le lendemain de votre confirmation ; sans nouvelles de votre part, elles le sont après ce jour et l'expiration du délai de restitution, le plus tardif des deux.",
      ),
      button('Télécharger mes données', say.links.export ?? say.links.space),
    ],
  }),
  en: ({ export: id, deliveredOn, sha256, counts, verifyUntil }, say) => ({
    subject: 'Your data is ready',
    title: 'Your data is ready',
    blocks: [
      p(`The archive made on ${say.short(deliveredOn)} holds all your data, as CSV, as JSON and as your original files (article 8.6).`),
      rows(...counted(counts, say), ['Reference', id], ['SHA-256 hash', sha256]),
      box([['Please check it by', say.day(verifyUntil)]], 'Confirm that it is complete, or tell us what is missing: we will make it again.'),
      p(
        'Once the subscription has ended, your data is destroyed the day after you confirm; if we hear nothing, after this day and the end of the period for its return, whichever is later.',
      ),
      button('Download my data', say.links.export ?? say.links.space),
    ],
  }),
};

export const deletionCertificate: Writer<'DELETION_CERTIFICATE'> = {
  fr: ({ certificate, deletedOn, counts, backupsGoneBy, evidenceUntil, accountsUntil }, say) => ({
    subject: 'Certificat de destruction de vos données',
    title: 'Certificat de destruction',
    blocks: [
      p(
        'Nous certifions avoir détruit les données que nous conservions pour vous, sans en garder d’autre copie que les sauvegardes, effacées au plus tard à la date ci-dessous (article 8.6).',
      ),
      box([['Détruites le', say.day(deletedOn)]]),
      rows(['Certificat', certificate], ...counted(counts, say), ['Sauvegardes effacées au plus tard le', say.short(backupsGoneBy)]),
      p(
        `Restent conservées, comme la loi le demande, les seules pièces suivantes : factures et comptes jusqu'au ${say.short(accountsUntil)}, contrat, notifications et preuves jusqu'au ${say.short(evidenceUntil)}. Elles sont ensuite effacées.`,
      ),
      p('Merci de la confiance que vous nous avez accordée.'),
    ],
  }),
  en: ({ certificate, deletedOn, counts, backupsGoneBy, evidenceUntil, accountsUntil }, say) => ({
    subject: 'Certificate of destruction of your data',
    title: 'Certificate of destruction',
    blocks: [
      p(
        'We certify that we have destroyed the data that we held for you and kept no copy of it but the backups, which expire by the day given below (article 8.6).',
      ),
      box([['Destroyed on', say.day(deletedOn)]]),
      rows(['Certificate', certificate], ...counted(counts, say), ['Backups erased by', say.short(backupsGoneBy)]),
      p(
        `Only these papers are kept, as the law requires: invoices and accounts until ${say.short(accountsUntil)}, contract, notices and evidence until ${say.short(evidenceUntil)}. They are then erased.`,
      ),
      p('Thank you for the trust you have placed in us.'),
    ],
  }),
};
