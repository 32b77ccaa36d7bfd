/** Sums made payable at once, damages claimed (8.3), and the question put to the officer of proceedings (8.2 (iii)). */
import type { OpenDocument } from '../../contract/messages.ts';
import { type Block, type Row, type Say, type Writer, box, button, list, p, stated } from '../letter.ts';

const HEAD = { fr: ['Document', 'Échéance', 'Reste à payer'], en: ['Document', 'Due on', 'Still to be paid'] };
const lines = (documents: OpenDocument[], say: Say): string[][] => documents.map((one) => [one.number, say.short(one.dueOn), say.eur(one.openCents)]);

const table = (rows: string[][], total: Row, say: Say): Block => ({ kind: 'table', head: HEAD[say.language], rows, total });

export const accelerationNotice: Writer<'ACCELERATION_NOTICE'> = {
  fr: ({ documents, overdue, instalments, totalCents, facts, dueOn, sentOn }, say) => ({
    subject: `Exigibilité immédiate de ${say.eur(totalCents)} au ${say.short(dueOn)} – ${say.subscription}`,
    title: 'Exigibilité immédiate des sommes dues',
    blocks: [
      p(
        `La mise en demeure de payer qui vous a été notifiée est restée sans effet dans le délai de l'article 8.3. En application de l'article 8.3 (b), nous prononçons la déchéance du terme : **nous déclarons immédiatement exigibles toutes les sommes dues au titre des services** pour la période en cours de l'abonnement ${say.subscription}.`,
      ),
      ...stated(facts, 'Les motifs sont les suivants :', say),
      table(
        [
          ...lines(overdue, say),
          ...documents.map((one) => [one.number, say.short(dueOn), say.eur(one.openCents)]),
          ...(instalments
            ? [[`${instalments.count} échéance${instalments.count > 1 ? 's' : ''} à facturer`, say.short(dueOn), say.eur(instalments.cents)]]
            : []),
        ],
        ['Total exigible', say.eur(totalCents)],
        say,
      ),
      box(
        [['Exigible le', say.day(dueOn)]],
        `Montants TTC au ${say.short(sentOn)}, hors pénalités de retard et indemnité forfaitaire de recouvrement.`,
      ),
      list(
        ...(instalments ? ['les échéances restant à facturer font ce jour-là l’objet d’une seule facture ;'] : []),
        'votre moyen de paiement enregistré est présenté ce jour-là pour les sommes qui deviennent exigibles ;',
        'les sommes impayées à cette date portent pénalités de retard et indemnité forfaitaire (article 5.3) ;',
        'la présente déclaration ne met pas fin à l’abonnement et ne vaut renonciation à aucun de nos droits.',
      ),
      button('Payer maintenant', say.links.pay ?? say.links.space),
    ],
  }),
  en: ({ documents, overdue, instalments, totalCents, facts, dueOn, sentOn }, say) => ({
    subject: `${say.eur(totalCents)} immediately payable on ${say.short(dueOn)} – ${say.subscription}`,
    title: 'Sums declared immediately payable',
    blocks: [
      p(
        `The formal notice to pay that was given to you had no effect within the period of article 8.3. Under article 8.3 (b), **we declare all sums due for the services immediately payable** for the current term of subscription ${say.subscription}.`,
      ),
      ...stated(facts, 'The reasons are these:', say),
      table(
        [
          ...lines(overdue, say),
          ...documents.map((one) => [one.number, say.short(dueOn), say.eur(one.openCents)]),
          ...(instalments
            ? [[`${instalments.count} instalment${instalments.count > 1 ? 's' : ''} to be invoiced`, say.short(dueOn), say.eur(instalments.cents)]]
            : []),
        ],
        ['Total payable', say.eur(totalCents)],
        say,
      ),
      box([['Payable on', say.day(dueOn)]], `Amounts incl. VAT as of ${say.short(sentOn)}, without late penalties and flat recovery indemnity.`),
      list(
        ...(instalments ? ['the instalments still to be invoiced are put on one invoice that day;'] : []),
        'your stored means of payment is presented that day for the sums that become payable;',
        'sums unpaid on that date bear late penalties and the flat indemnity (article 5.3);',
        'this declaration does not end the subscription and waives none of our rights.',
      ),
      button('Pay now', say.links.pay ?? say.links.space),
    ],
  }),
};

export const damagesClaim: Writer<'DAMAGES_CLAIM'> = {
  fr: ({ documents, uninvoicedCents, vatRate, vatCents, accessoriesCents, totalCents, facts }, say) => ({
    subject: `Réclamation de dommages et intérêts : ${say.eur(totalCents)} – ${say.subscription}`,
    title: 'Réclamation de dommages et intérêts',
    blocks: [
      p(
        `En raison de votre défaut de paiement, et en application de l'article 8.3 (c) des conditions que vous avez acceptées, **nous vous réclamons à titre de dommages et intérêts forfaitaires la somme de ${say.eur(totalCents)}**.`,
      ),
      ...stated(facts, 'Les faits sont les suivants :', say),
      {
        kind: 'table',
        head: ['Poste', 'Montant'],
        rows: [
          ...documents.map((one) => [`Facture ${one.number}, échéance du ${say.short(one.dueOn)}, reste à payer`, say.eur(one.openCents)]),
          ...(uninvoicedCents > 0 ? [["Échéances non facturées jusqu'à la fin de la période, hors taxes", say.eur(uninvoicedCents)]] : []),
          ...(vatCents > 0 ? [[`TVA au taux de ${say.rate(vatRate)}`, say.eur(vatCents)]] : []),
          ...(accessoriesCents > 0 ? [['Frais, pénalités et indemnités accessoires', say.eur(accessoriesCents)]] : []),
        ],
        total: ['Total réclamé', say.eur(totalCents)],
      },
      p(
        'Les factures qui y figurent ne sont réclamées qu’une fois : les payer éteint la réclamation pour leur montant. La présente réclamation n’est pas une facture. Le juge peut modérer une clause pénale manifestement excessive (article 1231-5 du code civil).',
      ),
      button('Ouvrir mon espace client', say.links.space),
    ],
  }),
  en: ({ documents, uninvoicedCents, vatRate, vatCents, accessoriesCents, totalCents, facts }, say) => ({
    subject: `Claim for damages: ${say.eur(totalCents)} – subscription ${say.subscription}`,
    title: 'Claim for damages',
    blocks: [
      p(
        `Because of your failure to pay, and under article 8.3 (c) of the terms that you accepted, **we claim ${say.eur(totalCents)} from you as lump-sum damages**.`,
      ),
      ...stated(facts, 'The facts are these:', say),
      {
        kind: 'table',
        head: ['Item', 'Amount'],
        rows: [
          ...documents.map((one) => [`Invoice ${one.number}, due on ${say.short(one.dueOn)}, still to be paid`, say.eur(one.openCents)]),
          ...(uninvoicedCents > 0 ? [['Instalments not invoiced up to the end of the term, excl. VAT', say.eur(uninvoicedCents)]] : []),
          ...(vatCents > 0 ? [[`VAT at ${say.rate(vatRate)}`, say.eur(vatCents)]] : []),
          ...(accessoriesCents > 0 ? [['Fees, penalties and indemnities', say.eur(accessoriesCents)]] : []),
        ],
        total: ['Total claimed', say.eur(totalCents)],
      },
      p(
        'The invoices listed are claimed once only: paying them settles the claim for their amount. This claim is not an invoice. A judge may reduce a penalty clause that is manifestly excessive (article 1231-5 of the French Civil Code).',
      ),
      button('Open my client space', say.links.space),
    ],
  }),
};

export const administratorNotice: Writer<'ADMINISTRATOR_NOTICE'> = {
  fr: ({ judgmentOn, answerBy, endsOn, sentOn, deemedOn }, say) => ({
    subject: `Mise en demeure : poursuite du contrat, au ${say.short(answerBy)} – ${say.subscription}`,
    title: 'Mise en demeure de se prononcer sur la poursuite du contrat',
    blocks: [
      p(
        `Par jugement du ${say.short(judgmentOn)}, une procédure a été ouverte à l'égard de notre client ${say.client.legalName}, auquel nous lie l'abonnement ${say.subscription}, contrat en cours dont la période court jusqu'au ${say.short(endsOn)}.`,
      ),
      p(
        "**Nous vous mettons en demeure de prendre parti sur la poursuite de ce contrat**, en application des articles L. 622-13, L. 631-14 et L. 641-11-1 du code de commerce et de l'article 8.2 (iii) de nos conditions.",
      ),
      box(
        [['Réponse attendue au plus tard le', say.day(answerBy)]],
        `Le délai d'un mois court à compter du ${say.short(deemedOn)}, jour où cette lettre, envoyée le ${say.short(sentOn)}, est réputée reçue.`,
      ),
      p(
        "À défaut de réponse dans ce délai, le contrat est résilié de plein droit. Si vous optez pour sa poursuite, les sommes nées après le jugement sont à payer à leur échéance ; celles nées avant font l'objet d'une déclaration de créance.",
      ),
    ],
  }),
  en: ({ judgmentOn, answerBy, endsOn, sentOn, deemedOn }, say) => ({
    subject: `Formal notice: continuation of the contract, ${say.short(answerBy)} – ${say.subscription}`,
    title: 'Formal notice to decide on the continuation of the contract',
    blocks: [
      p(
        `By judgment of ${say.short(judgmentOn)}, proceedings were opened concerning ${say.client.legalName}, our counterparty under subscription ${say.subscription}, a contract in progress whose term runs until ${say.short(endsOn)}.`,
      ),
      p(
        '**We hereby give you formal notice to decide whether this contract is to continue**, under articles L. 622-13, L. 631-14 and L. 641-11-1 of the French Commercial Code and article 8.2 (iii) of our terms.',
      ),
      box(
        [['Answer expected by', say.day(answerBy)]],
        `The period of one month runs from ${say.short(deemedOn)}, the day on which this letter, sent on ${say.short(sentOn)}, is deemed received.`,
      ),
      p(
        'Without an answer within this period, the contract ends by operation of law. If you choose to continue it, sums arising after the judgment are to be paid when due; those that arose before it are the subject of a proof of claim.',
      ),
    ],
  }),
};
