/** Acceptance, renewal and change of formula (8.1, 11.9). */
import { type Writer, box, button, list, p, rows, when } from '../letter.ts';

/** E4.2, E11.9a: what was accepted, with what is easily overlooked in it. */
export const acceptance: Writer<'ACCEPTANCE_CONFIRMATION'> = {
  fr: ({ formula, months, startsOn, endsOn, netCents, termsVersion, lastDenunciationDay }, say) => ({
    subject: `Votre abonnement ${say.subscription} est confirmé`,
    title: 'Votre abonnement est confirmé',
    blocks: [
      p('Merci de votre confiance. Voici ce que vous avez accepté en cochant la case, ce qui vaut signature électronique (article 11.9).'),
      rows(
        ['Formule', `${say.formula(formula)}, ${say.months(months)}`],
        ['Première période', `du ${say.short(startsOn)} au ${say.short(endsOn)} inclus`],
        ['Prix de la période', `${say.eur(netCents)} hors taxes`],
        ['Conditions générales', `version ${termsVersion}, jointe à ce message`],
      ),
      box([["Dernier jour pour dénoncer avant l'échéance", say.day(lastDenunciationDay)]]),
      p(
        "Sans dénonciation envoyée au plus tard ce jour-là, l'abonnement est reconduit tacitement pour une durée égale (article 8.1). Vous pouvez dénoncer en ligne, à tout moment.",
      ),
      p("La Société n'est pas hébergeur certifié de données de santé : n'enregistrez pas de données de santé dans les Services (article 4.2)."),
      p('Conservez ce message et sa pièce jointe : ils sont votre exemplaire du contrat.'),
      button('Ouvrir mon espace client', say.links.space),
    ],
  }),
  en: ({ formula, months, startsOn, endsOn, netCents, termsVersion, lastDenunciationDay }, say) => ({
    subject: `Your subscription ${say.subscription} is confirmed`,
    title: 'Your subscription is confirmed',
    blocks: [
      p('Thank you for your trust. This is what you accepted by ticking the box, which counts as your electronic signature (article 11.9).'),
      rows(
        ['Formula', `${say.formula(formula)}, ${say.months(months)}`],
        ['First term', `${say.short(startsOn)} to ${say.short(endsOn)}, both included`],
        ['Price of the term', `${say.eur(netCents)} excluding VAT`],
        ['General terms', `version ${termsVersion}, attached to this message`],
      ),
      box([['Last day to give notice before the term ends', say.day(lastDenunciationDay)]]),
      p('Unless notice is sent by that day, the subscription renews for an equal term (article 8.1). You may give notice online at any time.'),
      p('The Company is not a certified host of health data: do not enter health data in the Services (article 4.2).'),
      p('Please keep this message and its attachment: they are your copy of the contract.'),
      button('Open my client space', say.links.space),
    ],
  }),
};

export const renewalReminder: Writer<'RENEWAL_REMINDER'> = {
  fr: ({ deadlines, endsOn, renewsOn, formula, months, netCents }, say) => ({
    subject: `Reconduction le ${say.short(renewsOn)} : à refuser le ${say.short(deadlines[0] ?? endsOn)} au plus tard`,
    title: 'Votre abonnement va être reconduit',
    blocks: [
      p(
        `La période en cours s'achève le ${say.short(endsOn)}. Si vous ne faites rien, l'abonnement est tacitement reconduit le **${say.day(renewsOn)}**.`,
      ),
      box(
        deadlines.map((deadline, index) => [
          index === 0 ? 'Dernier jour pour refuser cette reconduction' : 'Dernier jour pour refuser la suivante',
          say.day(deadline),
        ]),
        "Jusqu'à 24 h, heure de Paris.",
      ),
      rows(
        ['Formule', `${say.formula(formula)}, ${say.months(months)}`],
        [
          'Prix de la nouvelle période',
          netCents === null ? 'celui du barème publié au jour de la reconduction' : `${say.eur(netCents)} hors taxes, au barème publié à ce jour`,
        ],
      ),
      ...when(netCents !== null, p('Le prix facturé est celui du barème en vigueur au jour de la reconduction (article 5.1).')),
      p(
        'Pour refuser la reconduction, dénoncez en ligne en quelques clics, sans motif à donner ; un accusé de réception vous est envoyé aussitôt (article 8.1). Nous vous adressons ce rappel en application des articles L. 215-1 et L. 215-3 du code de la consommation.',
      ),
      button('Refuser la reconduction', say.links.denounce ?? say.links.space),
    ],
  }),
  en: ({ deadlines, endsOn, renewsOn, formula, months, netCents }, say) => ({
    subject: `Renewal on ${say.short(renewsOn)}: last day to refuse it, ${say.short(deadlines[0] ?? endsOn)}`,
    title: 'Your subscription is about to renew',
    blocks: [
      p(`The current term ends on ${say.short(endsOn)}. If you do nothing, the subscription renews on **${say.day(renewsOn)}**.`),
      box(
        deadlines.map((deadline, index) => [index === 0 ? 'Last day to refuse this renewal' : 'Last day to refuse the next one', say.day(deadline)]),
        'Until midnight at the end of that day, Paris time.',
      ),
      rows(
        ['Formula', `${say.formula(formula)}, ${say.months(months)}`],
        ['Price of the new term', netCents === null ? 'as published on the renewal day' : `${say.eur(netCents)} excluding VAT, as published today`],
      ),
      ...when(netCents !== null, p('The price invoiced is that of the schedule in force on the renewal day (article 5.1).')),
      p(
        'To prevent the renewal, give notice online in a few clicks, without giving a reason; an acknowledgement is sent to you at once (article 8.1). We send you this reminder under articles L. 215-1 and L. 215-3 of the French Consumer Code.',
      ),
      button('Do not renew', say.links.denounce ?? say.links.space),
    ],
  }),
};

export const renewed: Writer<'RENEWED'> = {
  fr: ({ term, startsOn, endsOn, formula, months, netCents }, say) => ({
    subject: `Votre abonnement ${say.subscription} est reconduit`,
    title: 'Votre abonnement est reconduit',
    blocks: [
      p("Faute de dénonciation, l'abonnement est tacitement reconduit (article 8.1). Les conditions que vous avez acceptées restent les mêmes."),
      rows(
        ['Période', `n° ${term}, du ${say.short(startsOn)} au ${say.short(endsOn)} inclus`],
        ['Formule', `${say.formula(formula)}, ${say.months(months)}`],
        ['Prix de la période', netCents === null ? 'en attente, la facture suivra dès que le prix sera fixé' : `${say.eur(netCents)} hors taxes`],
      ),
      button('Ouvrir mon espace client', say.links.space),
    ],
  }),
  en: ({ term, startsOn, endsOn, formula, months, netCents }, say) => ({
    subject: `Your subscription ${say.subscription} has renewed`,
    title: 'Your subscription has renewed',
    blocks: [
      p('As no notice was given, the subscription has renewed (article 8.1). The terms you accepted stay the same.'),
      rows(
        ['Term', `no. ${term}, ${say.short(startsOn)} to ${say.short(endsOn)}, both included`],
        ['Formula', `${say.formula(formula)}, ${say.months(months)}`],
        ['Price of the term', netCents === null ? 'pending, the invoice follows once the price is set' : `${say.eur(netCents)} excluding VAT`],
      ),
      button('Open my client space', say.links.space),
    ],
  }),
};

export const formulaChoice: Writer<'FORMULA_CHOICE_ACK'> = {
  fr: ({ formula, months, from }, say) => ({
    subject: `Changement de formule enregistré, à compter du ${say.short(from)}`,
    title: 'Votre changement de formule est enregistré',
    blocks: [
      box([
        ['Nouvelle formule', `${say.formula(formula)}, ${say.months(months)}`],
        ['À compter du', say.day(from)],
      ]),
      list(
        "Jusque-là, la formule en cours se poursuit et reste due jusqu'à son terme (article 8.1).",
        "Le délai de dénonciation sera ensuite celui de la nouvelle durée. Vous pouvez changer d'avis jusqu'à l'avant-dernier jour de la période en cours.",
      ),
    ],
  }),
  en: ({ formula, months, from }, say) => ({
    subject: `Change of formula recorded, from ${say.short(from)}`,
    title: 'Your change of formula is recorded',
    blocks: [
      box([
        ['New formula', `${say.formula(formula)}, ${say.months(months)}`],
        ['From', say.day(from)],
      ]),
      list(
        'Until then the current formula goes on and remains owed to the end of its term (article 8.1).',
        'The notice period will then be that of the new duration. You may change your mind until the last day but one of the current term.',
      ),
    ],
  }),
};

export const formulaRefused: Writer<'FORMULA_CHOICE_REFUSED'> = {
  fr: ({ formula, months, nextOn }, say) => ({
    subject: 'Votre changement de formule est arrivé trop tard pour cette échéance',
    title: "Votre changement de formule n'a pas pu être retenu",
    blocks: [
      p(
        `Vous avez choisi la formule ${say.formula(formula)} (${say.months(months)}). Ce choix doit être fait au plus tard un jour avant l'échéance (article 8.1) : la formule en cours est donc reconduite.`,
      ),
      box([['La nouvelle formule peut prendre effet le', say.day(nextOn)]]),
      p('Vous pourrez la choisir pour cette date dès que la période en cours sera reconduite, depuis votre espace client.'),
      button('Choisir pour la prochaine échéance', say.links.space),
    ],
  }),
  en: ({ formula, months, nextOn }, say) => ({
    subject: 'Your change of formula came too late for this term',
    title: 'Your change of formula could not be taken',
    blocks: [
      p(
        `You chose the formula ${say.formula(formula)} (${say.months(months)}). The choice must be made at least one day before the term expires (article 8.1), so the current formula renews.`,
      ),
      box([['The new formula can take effect on', say.day(nextOn)]]),
      p('You can choose it for that date as soon as the running term has renewed, in your client space.'),
      button('Choose for the next term', say.links.space),
    ],
  }),
};
