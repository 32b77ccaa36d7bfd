/** Non-payment: formal notice to pay, suspension, reinstatement (8.3). */
import type { OpenDocument } from '../../contract/messages.ts';
import type { SuspensionReason } from '../../contract/facts.ts';
import { type Block, type Say, type Writer, box, button, list, p, stated, when } from '../letter.ts';

const documentTable = (documents: OpenDocument[], head: string[], total: string, say: Say): Block => ({
  kind: 'table',
  head,
  rows: documents.map((one) => [one.number, say.short(one.dueOn), say.eur(one.openCents)]),
  total: [total, say.eur(documents.reduce((sum, one) => sum + one.openCents, 0))],
});
const HEAD = { fr: ['Document', 'Échu le', 'Reste à payer'], en: ['Document', 'Due on', 'Still to be paid'] };

export const defaultNotice: Writer<'DEFAULT_NOTICE'> = {
  fr: ({ documents, sentOn, deemedOn, lastCureDay, suspensionOn, terminationFrom }, say) => ({
    subject: `Mise en demeure de payer au plus tard le ${say.short(lastCureDay)} – ${say.subscription}`,
    title: 'Mise en demeure de payer',
    blocks: [
      p(
        `Les sommes suivantes, dues au titre de l'abonnement ${say.subscription} (article 5.3), sont échues et restent impayées au ${say.short(sentOn)}. **Nous vous mettons en demeure de les payer en totalité.**`,
      ),
      documentTable(documents, HEAD.fr, 'Total à payer', say),
      box(
        [['Dernier jour pour payer', say.day(lastCureDay)]],
        `Jusqu'à 24 h, heure de Paris. Le délai court à compter du ${say.short(deemedOn)}, jour où cette lettre est réputée reçue.`,
      ),
      p("À défaut de paiement complet du prix à cette date (les frais et les notes de débit n'entraînent, seuls, ni suspension ni résiliation) :"),
      list(
        `**à partir du ${say.day(suspensionOn)} à 0 h**, l'accès aux services sera suspendu, ou le restera (article 8.3 (a)). Le prix et la durée de l'abonnement n'en sont pas modifiés, et votre espace client reste ouvert ;`,
        ...(say.delivery.channel === 'HAND'
          ? []
          : [
              `**à partir du ${say.day(terminationFrom)}**, nous pourrons résilier l'abonnement par une autre lettre et avec le préavis prévu (article 8.2 (i)) ;`,
            ]),
        'nous pourrons déclarer immédiatement exigibles les sommes dues pour les services (article 8.3 (b)) ;',
        "les pénalités de retard courent jusqu'au paiement, et l'indemnité forfaitaire de recouvrement est due (article 5.3).",
      ),
      p(
        'Un paiement partiel diminue la dette sans arrêter ces délais. Si vous contestez une facture, ouvrez une réclamation motivée, avec vos pièces, depuis votre espace client au plus tard ce même jour : la suspension attendra notre réponse.',
      ),
      button('Payer maintenant', say.links.pay ?? say.links.space),
    ],
  }),
  en: ({ documents, sentOn, deemedOn, lastCureDay, suspensionOn, terminationFrom }, say) => ({
    subject: `Formal notice to pay no later than ${say.short(lastCureDay)} – ${say.subscription}`,
    title: 'Formal notice to pay',
    blocks: [
      p(
        `The following sums, owed under subscription ${say.subscription} (article 5.3), have fallen due and are unpaid as of ${say.short(sentOn)}. **We hereby give you formal notice to pay them in full.**`,
      ),
      documentTable(documents, HEAD.en, 'Total to be paid', say),
      box(
        [['Last day to pay', say.day(lastCureDay)]],
        `Until midnight at the end of that day, Paris time. The period runs from ${say.short(deemedOn)}, the day on which this letter is deemed received.`,
      ),
      p('If the price is not fully paid by then (fees and debit notes alone lead neither to suspension nor to termination):'),
      list(
        `**from 00:00 on ${say.day(suspensionOn)}** access to the services will be suspended, or stay so (article 8.3 (a)). Price and term of the subscription are not changed by this, and your client space stays open;`,
        ...(say.delivery.channel === 'HAND'
          ? []
          : [
              `**from ${say.day(terminationFrom)}** we may terminate the subscription by another letter and with the notice agreed (article 8.2 (i));`,
            ]),
        'we may declare the sums due for the services immediately payable (article 8.3 (b));',
        'late penalties run until payment, and the flat recovery indemnity is due (article 5.3).',
      ),
      p(
        'A part payment reduces the debt without stopping these periods. If you dispute an invoice, open a complaint with your reasons and documents in your client space by that same day: the suspension then waits for our answer.',
      ),
      button('Pay now', say.links.pay ?? say.links.space),
    ],
  }),
};

const SUSPENDED: Record<Say['language'], Record<SuspensionReason, string>> = {
  fr: {
    PAYMENT: "Les sommes visées par la mise en demeure n'ont pas été payées dans le délai. **L'accès aux services est suspendu** (article 8.3 (a)).",
    EMAILING:
      "Un usage illicite de l'envoi d'e-mails a été constaté. **L'accès aux services est suspendu** dès que nous en avons eu connaissance (article 8.2 (ii)).",
    DECLARATIONS: "Une déclaration faite lors de l'acceptation s'est révélée fausse. **L'accès aux services est suspendu** (article 11.2).",
  },
  en: {
    PAYMENT: 'The sums of our formal notice were not paid in time. **Access to the services is suspended** (article 8.3 (a)).',
    EMAILING: 'Unlawful use of e-mailing was found. **Access to the services is suspended** as soon as we have known of it (article 8.2 (ii)).',
    DECLARATIONS: 'A declaration made at acceptance has proved false. **Access to the services is suspended** (article 11.2).',
  },
};

/** E8.2-ii-m: e-mailing alone is closed, everything else goes on. */
const EMAILING_ONLY = {
  fr: "Un usage illicite de l'envoi d'e-mails a été constaté. **L'envoi d'e-mails est suspendu** dès que nous en avons eu connaissance ; les autres services restent ouverts (article 8.2 (ii)).",
  en: 'Unlawful use of e-mailing was found. **E-mailing is suspended** as soon as we have known of it; the other services stay open (article 8.2 (ii)).',
};

export const suspensionNotice: Writer<'SUSPENSION_NOTICE'> = {
  fr: ({ reason, scope, facts, since, documents, openCents }, say) => ({
    subject: `${scope === 'ALL' ? 'Suspension des services' : "Suspension de l'envoi d'e-mails"} le ${say.short(since)} – ${say.subscription}`,
    title: scope === 'ALL' ? 'Suspension des services' : "Suspension de l'envoi d'e-mails",
    blocks: [
      p(scope === 'ALL' ? SUSPENDED.fr[reason] : EMAILING_ONLY.fr),
      ...stated(facts, 'Les faits sont les suivants :', say),
      box([['Depuis le', say.day(since)], ...(reason === 'PAYMENT' ? [['Reste à payer', say.eur(openCents)] as [string, string]] : [])]),
      ...when(reason === 'PAYMENT' && documents.length > 0, documentTable(documents, HEAD.fr, 'Total à payer', say)),
      ...when(
        reason === 'PAYMENT',
        p(
          "L'accès est rétabli dès que tout le principal échu est payé et que les prochaines factures sont assurées, par exemple par un moyen de paiement qui vient de fonctionner.",
        ),
        button("Payer et rétablir l'accès", say.links.pay ?? say.links.space),
      ),
      ...when(
        reason !== 'PAYMENT',
        p(
          "Vous pouvez nous répondre depuis votre espace client. La suspension dure tant que nous ne l'avons pas levée ; le paiement des factures ne la lève pas.",
        ),
      ),
      ...when(
        reason === 'EMAILING',
        p('Une mise en demeure de remédier à ce manquement vous est adressée le même jour : elle vous en donne le délai et les suites.'),
      ),
      p(
        "Votre espace client reste ouvert : vous pouvez y payer, dénoncer l'abonnement, déposer une réclamation et demander vos données. La suspension ne prolonge pas la période en cours et ne réduit pas le prix.",
      ),
    ],
  }),
  en: ({ reason, scope, facts, since, documents, openCents }, say) => ({
    subject: `Suspension of ${scope === 'ALL' ? 'the services' : 'e-mailing'} on ${say.short(since)} – ${say.subscription}`,
    title: scope === 'ALL' ? 'Suspension of the services' : 'Suspension of e-mailing',
    blocks: [
      p(scope === 'ALL' ? SUSPENDED.en[reason] : EMAILING_ONLY.en),
      ...stated(facts, 'The facts are these:', say),
      box([['Since', say.day(since)], ...(reason === 'PAYMENT' ? [['Still to be paid', say.eur(openCents)] as [string, string]] : [])]),
      ...when(reason === 'PAYMENT' && documents.length > 0, documentTable(documents, HEAD.en, 'Total to be paid', say)),
      ...when(
        reason === 'PAYMENT',
        p(
          'Access is restored once all overdue principal is paid and future invoices are secured, for instance by a means of payment that has just worked.',
        ),
        button('Pay and restore access', say.links.pay ?? say.links.space),
      ),
      ...when(
        reason !== 'PAYMENT',
        p('You can answer us in your client space. The suspension lasts until we lift it; paying invoices does not lift it.'),
      ),
      ...when(reason === 'EMAILING', p('A formal notice to remedy this breach is sent to you the same day: it says by when, and what may follow.')),
      p(
        'Your client space stays open: there you can pay, give notice to end the subscription, file a complaint and ask for your data. The suspension neither extends the current term nor reduces the price.',
      ),
    ],
  }),
};

const OPEN_AGAIN = {
  fr: {
    ALL: 'Tout est en ordre : la suspension est levée et vous retrouvez vos services comme vous les aviez laissés. Merci.',
    ALL_BUT_EMAILING: "La suspension est levée et vous retrouvez vos services. L'envoi d'e-mails, lui, reste suspendu (article 8.2 (ii)).",
    EMAILING:
      "La suspension de l'envoi d'e-mails est levée : vous pouvez à nouveau en envoyer, dans le respect de la loi et des conditions (article 3.1).",
  },
  en: {
    ALL: 'All is in order: the suspension is lifted and you will find your services as you left them. Thank you.',
    ALL_BUT_EMAILING: 'The suspension is lifted and your services are open again. E-mailing alone stays suspended (article 8.2 (ii)).',
    EMAILING: 'The suspension of e-mailing is lifted: you can send e-mails again, within the law and the terms (article 3.1).',
  },
};

export const reinstated: Writer<'REINSTATED'> = {
  fr: ({ since, services }, say) => ({
    subject: services === 'EMAILING' ? "L'envoi d'e-mails est rétabli" : "L'accès à vos services est rétabli",
    title: services === 'EMAILING' ? "L'envoi d'e-mails est rétabli" : 'Votre accès est rétabli',
    blocks: [
      box([[services === 'EMAILING' ? 'Rétabli le' : 'Accès rétabli le', say.day(since)]]),
      p(OPEN_AGAIN.fr[services]),
      button('Ouvrir mon espace client', say.links.space),
    ],
  }),
  en: ({ since, services }, say) => ({
    subject: services === 'EMAILING' ? 'E-mailing is restored' : 'Access to your services is restored',
    title: services === 'EMAILING' ? 'E-mailing is restored' : 'Your access is restored',
    blocks: [
      box([[services === 'EMAILING' ? 'Restored on' : 'Access restored on', say.day(since)]]),
      p(OPEN_AGAIN.en[services]),
      button('Open my client space', say.links.space),
    ],
  }),
};

export const arrangementNeeded: Writer<'ARRANGEMENT_NEEDED'> = {
  fr: ({ paidOn, decideBy }, say) => ({
    subject: 'Paiement reçu : il reste à assurer les prochaines factures',
    title: 'Une étape avant de rétablir votre accès',
    blocks: [
      p(
        `Nous avons bien reçu votre paiement du ${say.short(paidOn)}, merci. Pour rétablir l'accès, il reste à assurer le paiement des prochaines factures (article 8.3 (a)).`,
      ),
      list(
        "Enregistrez un moyen de paiement valide : l'accès est rétabli aussitôt.",
        'Ou proposez-nous un autre aménagement depuis votre espace client.',
      ),
      box([['Sans décision de notre part au plus tard le', say.day(decideBy)]], "L'accès est rétabli le lendemain à 0 h."),
      button('Enregistrer un moyen de paiement', say.links.means ?? say.links.space),
    ],
  }),
  en: ({ paidOn, decideBy }, say) => ({
    subject: 'Payment received: future invoices remain to be secured',
    title: 'One step before your access is restored',
    blocks: [
      p(
        `We have received your payment of ${say.short(paidOn)}, thank you. For access to be restored, the payment of future invoices remains to be secured (article 8.3 (a)).`,
      ),
      list('Store a valid means of payment: access is restored at once.', 'Or propose another arrangement in your client space.'),
      box([['If we have not decided by', say.day(decideBy)]], 'Access is restored the next day at 00:00.'),
      button('Store a means of payment', say.links.means ?? say.links.space),
    ],
  }),
};
