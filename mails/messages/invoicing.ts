/** Invoices and their collection (article 5). */
import type { InvoiceKind } from '../../contract/facts.ts';
import { rejectionCode } from '../../contract/rejection-codes.ts';
import { type Say, type Writer, box, button, p, rows, when } from '../letter.ts';

const WHAT: Record<Say['language'], Record<InvoiceKind | 'PENALTIES', string>> = {
  fr: {
    PRICE: "prix de l'abonnement",
    INSTALMENT: "échéance de l'abonnement",
    STATEMENT: 'relevé des paiements en ligne',
    ASSISTANCE: "assistance après la fin de l'abonnement",
    ACCELERATED: 'échéances exigibles par anticipation',
    REJECTION_FEE: 'frais de paiement rejeté',
    PENALTIES: 'pénalités et indemnité de retard',
  },
  en: {
    PRICE: 'subscription price',
    INSTALMENT: 'subscription instalment',
    STATEMENT: 'statement of online payments',
    ASSISTANCE: 'assistance after the end of the subscription',
    ACCELERATED: 'instalments payable at once',
    REJECTION_FEE: 'rejected payment fee',
    PENALTIES: 'late penalties and recovery indemnity',
  },
};

/** Whether it is a part of a term's price; the others are for a month, a rejection or a quote. */
const isOfTerm = (kind: InvoiceKind): boolean => kind === 'PRICE' || kind === 'INSTALMENT' || kind === 'ACCELERATED';

/** What is attached, and why. */
const ATTACHED: Record<Say['language'], (kind: InvoiceKind) => string> = {
  fr: (kind) => {
    if (kind === 'REJECTION_FEE')
      return 'Votre banque a rejeté un paiement. Vous trouverez ci-jointe la facture des frais forfaitaires prévus dans ce cas (article 5.5).';
    if (kind === 'STATEMENT')
      return 'Vous trouverez ci-joint le relevé des frais sur les paiements de vos Contacts (articles 5.1 et 5.2). Chaque opération y porte le tarif en vigueur à son heure.';
    if (kind === 'ACCELERATED') return 'Vous trouverez ci-jointe la facture des échéances devenues exigibles par anticipation (article 8.3 (b)).';
    if (kind === 'ASSISTANCE') return "Vous trouverez ci-jointe la facture de l'assistance dont vous avez accepté le devis (article 8.6).";
    return "Vous trouverez ci-jointe la facture de votre abonnement. Vous n'avez rien à faire : nous présenterons le paiement au jour dit.";
  },
  en: (kind) => {
    if (kind === 'REJECTION_FEE')
      return 'Your bank rejected a payment. Please find attached the invoice for the flat fee that applies in that case (article 5.5).';
    if (kind === 'STATEMENT')
      return "Please find attached the statement of fees on your Contacts' payments (articles 5.1 and 5.2). Each operation bears the rate in force at its own time.";
    if (kind === 'ACCELERATED') return 'Please find attached the invoice for the instalments that became payable at once (article 8.3 (b)).';
    if (kind === 'ASSISTANCE') return 'Please find attached the invoice for the assistance whose quote you accepted (article 8.6).';
    return 'Please find attached the invoice for your subscription. There is nothing for you to do: we will collect the payment on the day shown.';
  },
};

const reason = (code: string, say: Say): string => rejectionCode(code).words[say.language];
/** A means that its bank refuses for good, or until a person has decided, is presented no more. */
const isRefused = (code: string): boolean => rejectionCode(code).mandate !== 'KEEP';

export const invoiceIssued: Writer<'INVOICE_ISSUED'> = {
  fr: ({ number, kind, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents, presentationOn }, say) => ({
    subject: `Facture ${number} : ${say.eur(grossCents)}, à régler le ${say.short(dueOn)}`,
    title: `Facture ${number}`,
    blocks: [
      p(ATTACHED.fr(kind)),
      box([
        ['Montant qui sera prélevé', say.eur(grossCents)],
        ['Le', say.day(presentationOn)],
      ]),
      rows(
        ['Objet', isOfTerm(kind) ? `${WHAT.fr[kind]}, période n° ${term}` : WHAT.fr[kind]],
        ['Émise le', say.short(issuedOn)],
        ['Échéance', say.short(dueOn)],
        ['Montant hors taxes', say.eur(netCents)],
        vatRate === 0 ? ['TVA', 'aucune'] : [`TVA à ${say.rate(vatRate)}`, say.eur(vatCents)],
      ),
      p('Le paiement passe par le moyen enregistré dans votre espace client ; vous pouvez le remplacer, ou payer plus tôt.'),
      button('Payer maintenant', say.links.pay ?? say.links.space),
    ],
  }),
  en: ({ number, kind, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents, presentationOn }, say) => ({
    subject: `Invoice ${number}: ${say.eur(grossCents)}, due on ${say.short(dueOn)}`,
    title: `Invoice ${number}`,
    blocks: [
      p(ATTACHED.en(kind)),
      box([
        ['Amount to be collected', say.eur(grossCents)],
        ['On', say.day(presentationOn)],
      ]),
      rows(
        ['For', isOfTerm(kind) ? `${WHAT.en[kind]}, term no. ${term}` : WHAT.en[kind]],
        ['Issued on', say.short(issuedOn)],
        ['Due on', say.short(dueOn)],
        ['Amount excluding VAT', say.eur(netCents)],
        vatRate === 0 ? ['VAT', 'none'] : [`VAT at ${say.rate(vatRate)}`, say.eur(vatCents)],
      ),
      p('The payment is taken by the means stored in your client space; you may replace it, or pay earlier.'),
      button('Pay now', say.links.pay ?? say.links.space),
    ],
  }),
};

export const preDue: Writer<'PRE_DUE_REMINDER'> = {
  fr: ({ number, dueOn, openCents, presentationOn }, say) => ({
    subject: `Rappel : ${say.eur(openCents)} seront prélevés le ${say.short(presentationOn)}`,
    title: 'Votre prochain prélèvement',
    blocks: [
      p(`La facture ${number} arrive à échéance le ${say.short(dueOn)}. Aucune démarche n'est nécessaire si votre moyen de paiement est à jour.`),
      box([
        ['Montant qui sera prélevé', say.eur(openCents)],
        ['Le', say.day(presentationOn)],
      ]),
      button('Vérifier mon moyen de paiement', say.links.means ?? say.links.space),
    ],
  }),
  en: ({ number, dueOn, openCents, presentationOn }, say) => ({
    subject: `Reminder: ${say.eur(openCents)} will be collected on ${say.short(presentationOn)}`,
    title: 'Your next payment',
    blocks: [
      p(`Invoice ${number} falls due on ${say.short(dueOn)}. There is nothing to do if your means of payment is up to date.`),
      box([
        ['Amount to be collected', say.eur(openCents)],
        ['On', say.day(presentationOn)],
      ]),
      button('Check my means of payment', say.links.means ?? say.links.space),
    ],
  }),
};

export const rejected: Writer<'PAYMENT_REJECTED'> = {
  fr: ({ numbers, cents, code, rejectedOn, retryOn, feeCents }, say) => ({
    subject: `Votre paiement de ${say.eur(cents)} a été rejeté`,
    title: 'Votre banque a rejeté un paiement',
    blocks: [
      p(`Votre banque nous a fait savoir le ${say.short(rejectedOn)} qu'elle ne réglait pas ce paiement.`),
      rows([numbers.length > 1 ? 'Factures' : 'Facture', say.all(numbers)], ['Montant', say.eur(cents)], ['Motif', reason(code, say)]),
      ...when(retryOn !== null, box([['Nouvelle présentation le', say.day(retryOn ?? rejectedOn)]])),
      ...when(retryOn === null, p('Nous ne représenterons pas ce paiement de nous-mêmes : merci de régler depuis votre espace client.')),
      ...when(feeCents > 0, p(`Le rejet entraîne des frais forfaitaires de **${say.eur(feeCents)}**, facturés à part (article 5.5).`)),
      ...when(
        isRefused(code),
        p('Ce moyen de paiement ne peut plus servir : merci d’en donner un autre depuis votre espace client. Vous pourrez payer avec celui-là.'),
        button('Changer mon moyen de paiement', say.links.means ?? say.links.space),
      ),
      ...when(
        !isRefused(code),
        p('Vous pouvez payer dès maintenant, par le même moyen ou par un autre.'),
        button('Payer maintenant', say.links.pay ?? say.links.space),
      ),
    ],
  }),
  en: ({ numbers, cents, code, rejectedOn, retryOn, feeCents }, say) => ({
    subject: `Your payment of ${say.eur(cents)} was rejected`,
    title: 'Your bank rejected a payment',
    blocks: [
      p(`Your bank told us on ${say.short(rejectedOn)} that it did not honour this payment.`),
      rows([numbers.length > 1 ? 'Invoices' : 'Invoice', say.all(numbers)], ['Amount', say.eur(cents)], ['Reason', reason(code, say)]),
      ...when(retryOn !== null, box([['Presented again on', say.day(retryOn ?? rejectedOn)]])),
      ...when(retryOn === null, p('We will not present this payment again by ourselves: please pay in your client space.')),
      ...when(feeCents > 0, p(`The rejection carries a flat fee of **${say.eur(feeCents)}**, invoiced separately (article 5.5).`)),
      ...when(
        isRefused(code),
        p('This means of payment can no longer be used: please give another one in your client space. You can then pay with it.'),
        button('Change my means of payment', say.links.means ?? say.links.space),
      ),
      ...when(!isRefused(code), p('You can pay right now, by the same means or by another.'), button('Pay now', say.links.pay ?? say.links.space)),
    ],
  }),
};

export const courtesy: Writer<'COURTESY_REMINDER'> = {
  fr: ({ number, kind, dueOn, openCents }, say) => ({
    subject: `${number} : il reste ${say.eur(openCents)} à régler`,
    title: 'Un règlement nous manque',
    blocks: [
      p(
        `Sauf erreur de notre part, le document ${number} (${WHAT.fr[kind]}) n'est pas entièrement payé. Si votre règlement vient de partir, merci : ne tenez pas compte de ce message.`,
      ),
      box([
        ['Reste à payer', say.eur(openCents)],
        ['Échu le', say.day(dueOn)],
      ]),
      p('Une difficulté ou un désaccord ? Dites-le-nous depuis votre espace client, nous y répondrons.'),
      button('Payer maintenant', say.links.pay ?? say.links.space),
    ],
  }),
  en: ({ number, kind, dueOn, openCents }, say) => ({
    subject: `${number}: ${say.eur(openCents)} still to be paid`,
    title: 'A payment is missing',
    blocks: [
      p(
        `Unless we are mistaken, document ${number} (${WHAT.en[kind]}) is not fully paid. If your payment has just left, thank you: please disregard this message.`,
      ),
      box([
        ['Still to be paid', say.eur(openCents)],
        ['Was due on', say.day(dueOn)],
      ]),
      p('A difficulty, or a disagreement? Tell us in your client space and we will answer.'),
      button('Pay now', say.links.pay ?? say.links.space),
    ],
  }),
};
