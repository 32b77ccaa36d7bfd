/** Breach and termination for just cause (8.2). */
import type { TerminationGround, WithdrawalReason } from '../../contract/facts.ts';
import { type Say, type Writer, box, button, list, p, stated, when } from '../letter.ts';

export const breachNotice: Writer<'BREACH_NOTICE'> = {
  fr: ({ from, clause, facts, listing, sentOn, deemedOn, lastCureDay }, say) => ({
    subject: `Mise en demeure pour manquement : délai au ${say.short(lastCureDay)} – ${say.subscription}`,
    title: 'Mise en demeure de remédier à un manquement',
    blocks: [
      p(
        from === 'COMPANY'
          ? `Nous constatons un manquement à l'article ${say.article(clause)} des conditions que vous avez acceptées. **Nous vous mettons en demeure d'y remédier.**`
          : `${say.client.legalName} constate un manquement de la société à l'article ${say.article(clause)} des conditions. **Nous vous mettons en demeure d'y remédier.**`,
      ),
      ...stated(
        listing,
        'Nous vous demandons de retirer ces contenus, que nous tenons pour illicites (article 6 de la loi n° 2004-575 du 21 juin 2004) :',
        say,
      ),
      ...stated(facts, 'Les faits reprochés sont les suivants :', say),
      box(
        [['Dernier jour pour remédier au manquement', say.day(lastCureDay)]],
        `Jusqu'à 24 h, heure de Paris. Le délai court à compter du ${say.short(deemedOn)}, jour où cette lettre, envoyée le ${say.short(sentOn)}, est réputée reçue.`,
      ),
      p(
        "À défaut, l'abonnement pourra être résilié pour juste motif dès le lendemain, par une autre lettre et avec le préavis prévu (article 8.2 (ii)).",
      ),
      ...when(
        from === 'COMPANY',
        p(
          'Dès que le manquement est réparé, déclarez-le depuis votre espace client avec vos justificatifs : une réparation le dernier jour est dans les temps.',
        ),
        button('Déclarer le manquement réparé', say.links.space),
      ),
    ],
  }),
  en: ({ from, clause, facts, listing, sentOn, deemedOn, lastCureDay }, say) => ({
    subject: `Formal notice to remedy a breach by ${say.short(lastCureDay)} – ${say.subscription}`,
    title: 'Formal notice to remedy a breach',
    blocks: [
      p(
        from === 'COMPANY'
          ? `We find a breach of article ${say.article(clause)} of the terms that you accepted. **We hereby give you formal notice to remedy it.**`
          : `${say.client.legalName} finds that the company is in breach of article ${say.article(clause)} of the terms. **We hereby give you formal notice to remedy it.**`,
      ),
      ...stated(listing, 'We ask you to remove this content, which we hold to be unlawful (article 6 of French law 2004-575 of 21 June 2004):', say),
      ...stated(facts, 'The facts are these:', say),
      box(
        [['Last day to remedy the breach', say.day(lastCureDay)]],
        `Until midnight at the end of that day, Paris time. The period runs from ${say.short(deemedOn)}, the day on which this letter, sent on ${say.short(sentOn)}, is deemed received.`,
      ),
      p(
        'Failing that, from the next day the subscription may be terminated for just cause, by another letter and with the notice agreed (article 8.2 (ii)).',
      ),
      ...when(
        from === 'COMPANY',
        p('As soon as the breach is remedied, declare it in your client space with your evidence: a remedy on the last day is in time.'),
        button('Declare the remedy', say.links.space),
      ),
    ],
  }),
};

const GROUND: Record<Say['language'], Record<TerminationGround, string>> = {
  fr: {
    NON_PAYMENT: "Les sommes visées par la mise en demeure n'ont pas été payées dans le délai (article 8.2 (i)).",
    BREACH: "Le manquement visé par la mise en demeure n'a pas été réparé dans le délai (article 8.2 (ii)).",
    DECLARATIONS:
      "Une déclaration que vous avez faite en acceptant les conditions s'est révélée fausse, ce qui constitue un juste motif de résiliation (article 11.2).",
    IP_OPTION:
      "L'usage des services fait l'objet d'une revendication de propriété intellectuelle, et aucune autre solution n'est économiquement réalisable (article 10.1).",
    INSOLVENCY:
      "La cessation ou la suspension d'activité, ou l'un des cas de défaillance que prévoit l'article 8.2 (iii), constitue un juste motif de résiliation, sans mise en demeure préalable.",
  },
  en: {
    NON_PAYMENT: 'The sums of the formal notice were not paid in time (article 8.2 (i)).',
    BREACH: 'The breach of the formal notice was not remedied in time (article 8.2 (ii)).',
    DECLARATIONS: 'A declaration that you made when accepting the terms has proved false, which is a just cause for termination (article 11.2).',
    IP_OPTION:
      'The use of the services is the subject of an intellectual property claim, and no other solution is economically feasible (article 10.1).',
    INSOLVENCY:
      'Ceasing or suspending business, or one of the cases of insolvency of article 8.2 (iii), is a just cause for termination, without a prior formal notice.',
  },
};

export const terminationNotice: Writer<'TERMINATION_NOTICE'> = {
  fr: ({ from, ground, facts, sentOn, deemedOn, cessationOn, openCents }, say) => ({
    subject: `Résiliation de l'abonnement ${say.subscription} au ${say.short(cessationOn)}`,
    title: "Résiliation de l'abonnement pour juste motif",
    blocks: [
      p(
        `${GROUND.fr[ground]} **${from === 'COMPANY' ? 'Nous résilions' : `${say.client.legalName} résilie`} l'abonnement ${say.subscription}**, ${ground === 'IP_OPTION' ? "sans préavis, comme l'article 10.1 le permet" : "avec le préavis prévu à l'article 8.2"}.`,
      ),
      ...stated(facts, 'Les faits sont les suivants :', say),
      box(
        [["Dernier jour de l'abonnement", say.day(cessationOn)]],
        ground === 'IP_OPTION'
          ? `Lettre envoyée le ${say.short(sentOn)}, réputée reçue le ${say.short(deemedOn)}.`
          : `Le préavis court à compter du ${say.short(deemedOn)}, jour où cette lettre, envoyée le ${say.short(sentOn)}, est réputée reçue.`,
      ),
      ...when(from === 'COMPANY' && openCents > 0, p(`Somme échue à ce jour : **${say.eur(openCents)}**.`)),
      list(
        ...(from === 'COMPANY'
          ? [
              ...(ground === 'NON_PAYMENT'
                ? [`Le paiement de tout le principal échu au plus tard le ${say.day(cessationOn)} à 24 h annule cette résiliation.`]
                : []),
              "L'accès aux services se ferme le lendemain de ce jour à 0 h (article 8.4).",
              ground === 'IP_OPTION'
                ? 'Le prix correspondant aux jours postérieurs à ce jour vous est remboursé, déduction faite des sommes restant dues (articles 8.2 et 10.1).'
                : "Le prix facturé reste dû et n'est pas remboursé (article 8.2).",
              "Vos données vous sont restituées gratuitement si vous les demandez dans le délai de l'article 8.6 ; elles sont ensuite détruites.",
            ]
          : [
              "Le prix payé d'avance pour la période postérieure à ce jour doit être remboursé au prorata (article 8.2).",
              "La restitution gratuite des données pourra être demandée dans le délai de l'article 8.6.",
            ]),
      ),
      ...when(
        from === 'COMPANY',
        button(openCents > 0 ? 'Payer maintenant' : 'Ouvrir mon espace client', (openCents > 0 ? say.links.pay : undefined) ?? say.links.space),
      ),
    ],
  }),
  en: ({ from, ground, facts, sentOn, deemedOn, cessationOn, openCents }, say) => ({
    subject: `Termination of subscription ${say.subscription} on ${say.short(cessationOn)}`,
    title: 'Termination of the subscription for just cause',
    blocks: [
      p(
        `${GROUND.en[ground]} **${from === 'COMPANY' ? 'We hereby terminate' : `${say.client.legalName} hereby terminates`} subscription ${say.subscription}**, ${ground === 'IP_OPTION' ? 'without notice, as article 10.1 allows' : 'with the notice agreed in article 8.2'}.`,
      ),
      ...stated(facts, 'The facts are these:', say),
      box(
        [['Last day of the subscription', say.day(cessationOn)]],
        ground === 'IP_OPTION'
          ? `Letter sent on ${say.short(sentOn)}, deemed received on ${say.short(deemedOn)}.`
          : `The notice runs from ${say.short(deemedOn)}, the day on which this letter, sent on ${say.short(sentOn)}, is deemed received.`,
      ),
      ...when(from === 'COMPANY' && openCents > 0, p(`Overdue to date: **${say.eur(openCents)}**.`)),
      list(
        ...(from === 'COMPANY'
          ? [
              ...(ground === 'NON_PAYMENT'
                ? [`Paying all overdue principal by midnight at the end of ${say.day(cessationOn)} withdraws this termination.`]
                : []),
              'Access to the services closes at 00:00 on the day after that day (article 8.4).',
              ground === 'IP_OPTION'
                ? 'The price of the days after that day is paid back to you, less any sum still owed (articles 8.2 and 10.1).'
                : 'The price invoiced stays due and is not refunded (article 8.2).',
              'Your data is returned free of charge if you ask for it within the period of article 8.6; it is then destroyed.',
            ]
          : [
              'The price paid in advance for the time after that day is to be refunded pro rata (article 8.2).',
              'The return of the data, free of charge, may be asked for within the period of article 8.6.',
            ]),
      ),
      ...when(
        from === 'COMPANY',
        button(openCents > 0 ? 'Pay now' : 'Open my client space', (openCents > 0 ? say.links.pay : undefined) ?? say.links.space),
      ),
    ],
  }),
};

const BECAUSE: Record<Say['language'], Record<WithdrawalReason, string>> = {
  fr: {
    PAID: 'Tout le principal échu a été payé avant la fin du préavis.',
    DISPROVED: 'Un paiement, enregistré depuis, montre que le motif de la résiliation avait disparu.',
    DECISION: 'Nous avons décidé de ne pas donner suite à la résiliation.',
    FROZEN:
      "Les sommes qui la motivaient, nées avant le jugement d'ouverture, ne peuvent plus fonder une résiliation (article 8.2 (iii)) ; elles font l'objet d'une déclaration de créance.",
  },
  en: {
    PAID: 'All overdue principal was paid before the end of the notice.',
    DISPROVED: 'A payment recorded since then shows that the ground of the termination had gone.',
    DECISION: 'We have decided not to pursue the termination.',
    FROZEN:
      'The sums on which it rested arose before the opening judgment and can no longer found a termination (article 8.2 (iii)); they are the subject of a proof of claim.',
  },
};

export const terminationWithdrawn: Writer<'TERMINATION_WITHDRAWN'> = {
  fr: ({ because, withdrawnOn }, say) => ({
    subject: `La résiliation de l'abonnement ${say.subscription} est retirée`,
    title: 'La résiliation est retirée',
    blocks: [
      p(`${BECAUSE.fr[because]} **La résiliation qui vous avait été notifiée est retirée et ne produit aucun effet.**`),
      box([['Retirée le', say.day(withdrawnOn)]]),
      p(
        "L'abonnement se poursuit aux mêmes conditions : période, prix et échéance sont inchangés. Les pénalités et indemnités déjà dues le restent.",
      ),
      button('Ouvrir mon espace client', say.links.space),
    ],
  }),
  en: ({ because, withdrawnOn }, say) => ({
    subject: `The termination of subscription ${say.subscription} is withdrawn`,
    title: 'The termination is withdrawn',
    blocks: [
      p(`${BECAUSE.en[because]} **The termination of which you were notified is withdrawn and has no effect.**`),
      box([['Withdrawn on', say.day(withdrawnOn)]]),
      p('The subscription goes on as before: term, price and expiry date are unchanged. Penalties and indemnities already due stay due.'),
      button('Open my client space', say.links.space),
    ],
  }),
};
