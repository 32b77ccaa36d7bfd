/** Denunciation by either party (8.1). */
import { type Writer, box, button, list, p, rows } from '../letter.ts';

export const denunciationAck: Writer<'DENUNCIATION_ACK'> = {
  fr: ({ sentAt, sentOn, endsOn, inTime, withdrawUntil, exportUntil }, say) => ({
    subject: `Accusé de réception : votre abonnement prendra fin le ${say.short(endsOn)}`,
    title: 'Nous avons reçu votre dénonciation',
    blocks: [
      p(
        inTime
          ? "Votre dénonciation est enregistrée et dans les délais : l'abonnement ne sera pas reconduit (article 8.1)."
          : `Votre dénonciation a été envoyée le ${say.short(sentOn)}, après le dernier jour prévu pour l'échéance en cours : l'abonnement est donc reconduit une fois. **Elle est conservée pour l'échéance suivante** (article 8.1).`,
      ),
      box([["Dernier jour de l'abonnement", say.day(endsOn)]], "L'accès aux services se ferme le lendemain à 0 h."),
      rows(
        ['Reçue le', say.time(sentAt)],
        ["Retrait possible jusqu'au", say.short(withdrawUntil)],
        ["Vos données, sur demande, jusqu'au", say.short(exportUntil)],
      ),
      list(
        "Jusqu'à cette date, rien ne change : l'abonnement se poursuit et les sommes dues le restent.",
        'La restitution de vos données est gratuite (article 8.6).',
      ),
      button('Demander mes données', say.links.export ?? say.links.space),
    ],
  }),
  en: ({ sentAt, sentOn, endsOn, inTime, withdrawUntil, exportUntil }, say) => ({
    subject: `Acknowledgement: your subscription will end on ${say.short(endsOn)}`,
    title: 'We have received your notice to end the subscription',
    blocks: [
      p(
        inTime
          ? 'Your notice is recorded and in time: the subscription will not renew (article 8.1).'
          : `Your notice was sent on ${say.short(sentOn)}, after the last day for the current term, so the subscription renews once. **It is kept for the end of the next term** (article 8.1).`,
      ),
      box([['Last day of the subscription', say.day(endsOn)]], 'Access to the services closes the next day at 00:00.'),
      rows(
        ['Received on', say.time(sentAt)],
        ['May be withdrawn until', say.short(withdrawUntil)],
        ['Your data, on request, until', say.short(exportUntil)],
      ),
      list(
        'Until that day nothing changes: the subscription goes on and what is owed stays owed.',
        'The return of your data is free of charge (article 8.6).',
      ),
      button('Ask for my data', say.links.export ?? say.links.space),
    ],
  }),
};

export const companyDenunciation: Writer<'COMPANY_DENUNCIATION'> = {
  fr: ({ sentOn, endsOn }, say) => ({
    subject: `Dénonciation de l'abonnement ${say.subscription} : fin le ${say.short(endsOn)}`,
    title: "Dénonciation de l'abonnement",
    blocks: [
      p(`Par la présente, envoyée le ${say.short(sentOn)}, nous dénonçons l'abonnement en application de l'article 8.1. Il ne sera pas reconduit.`),
      box([["Dernier jour de l'abonnement", say.day(endsOn)]], "L'accès aux services se ferme le lendemain à 0 h."),
      list(
        "Jusqu'à cette date, les services vous restent ouverts dans les mêmes conditions, et les sommes dues le restent.",
        "Vous pouvez demander la restitution gratuite de vos données, dès maintenant et pendant le délai de l'article 8.6.",
      ),
      p('Nous vous remercions de la confiance que vous nous avez accordée.'),
      button('Demander mes données', say.links.export ?? say.links.space),
    ],
  }),
  en: ({ sentOn, endsOn }, say) => ({
    subject: `Notice that subscription ${say.subscription} will end on ${say.short(endsOn)}`,
    title: 'Notice ending the subscription',
    blocks: [
      p(`By this letter, sent on ${say.short(sentOn)}, we give notice under article 8.1. The subscription will not renew.`),
      box([['Last day of the subscription', say.day(endsOn)]], 'Access to the services closes the next day at 00:00.'),
      list(
        'Until that day the services stay open to you on the same terms, and what is owed stays owed.',
        'You may ask for your data to be returned free of charge, from now on and within the period of article 8.6.',
      ),
      p('We thank you for the trust you have placed in us.'),
      button('Ask for my data', say.links.export ?? say.links.space),
    ],
  }),
};

export const clientDenunciation: Writer<'CLIENT_DENUNCIATION'> = {
  fr: ({ sentOn, deemedOn, endsOn }, say) => ({
    subject: `Dénonciation de l'abonnement ${say.subscription} par le client`,
    title: "Dénonciation de l'abonnement",
    blocks: [
      p(
        `Par la présente, ${say.client.legalName} dénonce l'abonnement ${say.subscription} en application de l'article 8.1 et demande qu'il ne soit pas reconduit.`,
      ),
      rows(['Envoyée le', say.short(sentOn)], ['Réputée reçue le', say.short(deemedOn)]),
      box([["Dernier jour de l'abonnement", say.day(endsOn)]]),
    ],
  }),
  en: ({ sentOn, deemedOn, endsOn }, say) => ({
    subject: `Notice ending subscription ${say.subscription}, given by the client`,
    title: 'Notice ending the subscription',
    blocks: [
      p(`By this letter ${say.client.legalName} gives notice under article 8.1 and asks that subscription ${say.subscription} be not renewed.`),
      rows(['Sent on', say.short(sentOn)], ['Deemed received on', say.short(deemedOn)]),
      box([['Last day of the subscription', say.day(endsOn)]]),
    ],
  }),
};
