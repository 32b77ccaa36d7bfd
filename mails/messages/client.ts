/** What is asked of a client, or told to it, as a whole: supporting documents (11.2), a data breach (11.8). */
import { type Writer, box, button, list, p, quote } from '../letter.ts';

export const documentRequest: Writer<'DOCUMENT_REQUEST'> = {
  fr: ({ documents, sentOn, deemedOn, answerBy }, say) => ({
    subject: `Pièces à fournir au plus tard le ${say.short(answerBy)} – ${say.subscription}`,
    title: 'Demande de pièces justificatives',
    blocks: [
      p(
        'À la souscription, vous avez fait cinq déclarations (article 11.2) et vous êtes engagé à en justifier à première demande. **Nous vous demandons de nous fournir les pièces suivantes :**',
      ),
      quote(say.textOf(documents)),
      box(
        [['À fournir au plus tard le', say.day(answerBy)]],
        `Jusqu'à 24 h, heure de Paris. Le délai court à compter du ${say.short(deemedOn)}, jour où cette lettre, envoyée le ${say.short(sentOn)}, est réputée reçue.`,
      ),
      p("Passé ce jour, notre service juridique examinera votre dossier. Aucune sanction n'est automatique."),
      button('Fournir les pièces', say.links.space),
    ],
  }),
  en: ({ documents, sentOn, deemedOn, answerBy }, say) => ({
    subject: `Supporting documents to provide by ${say.short(answerBy)} – ${say.subscription}`,
    title: 'Request for supporting documents',
    blocks: [
      p(
        'When you subscribed you made five declarations (article 11.2) and undertook to support them on first demand. **We ask you to provide the following documents:**',
      ),
      quote(say.textOf(documents)),
      box(
        [['To be provided by', say.day(answerBy)]],
        `Until midnight at the end of that day, Paris time. The period runs from ${say.short(deemedOn)}, the day on which this letter, sent on ${say.short(sentOn)}, is deemed received.`,
      ),
      p('After that day our legal department will look into your file. No sanction is automatic.'),
      button('Provide the documents', say.links.space),
    ],
  }),
};

export const dataBreachNotice: Writer<'DATA_BREACH_NOTICE'> = {
  fr: ({ facts, knownAt, deadlineAt, sentOn, deemedOn }, say) => ({
    subject: `Violation de données personnelles vous concernant – ${say.subscription}`,
    title: 'Notification d’une violation de données personnelles',
    blocks: [
      p(
        `Sous-traitant de vos traitements, nous vous notifions, en application de l'article 33 du RGPD et de l'article 11.8, une violation de données personnelles qui touche les données que vous nous confiez.`,
      ),
      quote(say.textOf(facts)),
      box(
        [
          ['Connue de nous le', say.time(knownAt)],
          ['À vous notifier au plus tard le', say.time(deadlineAt)],
        ],
        `Cette lettre est envoyée le ${say.short(sentOn)} et réputée reçue le ${say.short(deemedOn)}.`,
      ),
      p('En votre qualité de responsable du traitement, il vous revient :'),
      list(
        'de notifier la violation à la CNIL dans les 72 heures où vous en avez connaissance, sauf si elle n’engendre pas de risque pour les personnes (article 33 du RGPD) ;',
        'd’en informer les personnes concernées si le risque pour elles est élevé (article 34 du RGPD) ;',
        'de l’inscrire à votre registre des violations.',
      ),
      p('Nous prenons les mesures utiles pour y remédier et restons à votre disposition pour ces démarches.'),
    ],
  }),
  en: ({ facts, knownAt, deadlineAt, sentOn, deemedOn }, say) => ({
    subject: `Personal data breach that concerns you – ${say.subscription}`,
    title: 'Notice of a personal data breach',
    blocks: [
      p(
        'As your processor we notify you, under article 33 of the GDPR and article 11.8, of a personal data breach that affects the data you entrust to us.',
      ),
      quote(say.textOf(facts)),
      box(
        [
          ['Known to us on', say.time(knownAt)],
          ['To be notified to you by', say.time(deadlineAt)],
        ],
        `This letter is sent on ${say.short(sentOn)} and deemed received on ${say.short(deemedOn)}.`,
      ),
      p('As the controller, it is for you to:'),
      list(
        'notify the supervisory authority within 72 hours of becoming aware, unless the breach is unlikely to put people at risk (article 33 of the GDPR);',
        'tell the people concerned where the risk for them is high (article 34 of the GDPR);',
        'enter it in your register of breaches.',
      ),
      p('We take the measures needed to remedy it, and remain at your disposal for these steps.'),
    ],
  }),
};

export const instructionFlagged: Writer<'INSTRUCTION_FLAGGED'> = {
  fr: ({ text, why }, say) => ({
    subject: `Votre instruction nous paraît illicite – abonnement ${say.subscription}`,
    title: 'Une instruction qui nous paraît illicite',
    blocks: [
      p(
        "Sous-traitant de vos traitements, nous vous signalons (article 28 du RGPD, article 11.8) que l'instruction suivante nous paraît contraire au droit :",
      ),
      quote(say.textOf(text)),
      p('Voici pourquoi :'),
      quote(say.textOf(why)),
      p('Merci de la confirmer, de la modifier ou de la retirer. Vos instructions sont inscrites dans vos registres.'),
      button('Voir mes registres', say.links.space),
    ],
  }),
  en: ({ text, why }, say) => ({
    subject: `Your instruction seems unlawful to us – subscription ${say.subscription}`,
    title: 'An instruction that seems unlawful to us',
    blocks: [
      p('As your processor we tell you (article 28 of the GDPR, article 11.8) that the following instruction seems to us to infringe the law:'),
      quote(say.textOf(text)),
      p('This is why:'),
      quote(say.textOf(why)),
      p('Please confirm, change or withdraw it. Your instructions are recorded in your registers.'),
      button('See my registers', say.links.space),
    ],
  }),
};
