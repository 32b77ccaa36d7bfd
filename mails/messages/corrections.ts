/** Credit notes, debit notes and refunds (5.3, 8.2). */
import { type Row, type Say, type Writer, box, button, p, rows, when } from '../letter.ts';

export const creditNote: Writer<'CREDIT_NOTE_ISSUED'> = {
  fr: ({ number, corrects, grossCents, refundCents, refundBy }, say) => ({
    subject: `Avoir ${number} : ${say.eur(grossCents)}`,
    title: `Avoir ${number}`,
    blocks: [
      p(`Vous trouverez ci-joint l'avoir ${number}, qui corrige ${kindOf(corrects).fr} ${say.all(corrects)}.`),
      rows(...amounts(["Montant de l'avoir", say.eur(grossCents)], ['Imputé sur ce qui reste dû', grossCents - refundCents, say])),
      ...when(
        refundCents > 0,
        box(
          [['Vous sera remboursé', say.eur(refundCents)], ...(refundBy ? ([['Au plus tard le', say.day(refundBy)]] as Row[]) : [])],
          'Par le moyen de paiement que vous aviez utilisé.',
        ),
      ),
      ...when(refundCents === 0, p("Il est entièrement imputé sur ce qui reste dû : il n'y a rien à rembourser.")),
    ],
  }),
  en: ({ number, corrects, grossCents, refundCents, refundBy }, say) => ({
    subject: `Credit note ${number}: ${say.eur(grossCents)}`,
    title: `Credit note ${number}`,
    blocks: [
      p(`Please find attached credit note ${number}, which corrects ${kindOf(corrects).en} ${say.all(corrects)}.`),
      rows(...amounts(['Amount of the credit note', say.eur(grossCents)], ['Set against what is still owed', grossCents - refundCents, say])),
      ...when(
        refundCents > 0,
        box(
          [['To be refunded to you', say.eur(refundCents)], ...(refundBy ? ([['By', say.day(refundBy)]] as Row[]) : [])],
          'By the means of payment that you used.',
        ),
      ),
      ...when(refundCents === 0, p('It is set in full against what is still owed: there is nothing to refund.')),
    ],
  }),
};
/** What a credit note corrects: a debit note, or one invoice or more. */
function kindOf(corrects: string[]): { fr: string; en: string } {
  if (corrects.every((number) => number.startsWith('D'))) return { fr: 'la note de débit', en: 'debit note' };
  return corrects.length > 1 ? { fr: 'les factures', en: 'invoices' } : { fr: 'la facture', en: 'invoice' };
}
const amounts = (total: Row, [label, setOff, say]: [string, number, Say]): Row[] => (setOff > 0 ? [total, [label, say.eur(setOff)]] : [total]);

export const debitNote: Writer<'DEBIT_NOTE_ISSUED'> = {
  fr: ({ number, issuedOn, dueOn, items, grossCents, presentationOn }, say) => ({
    subject: `Note de débit ${number} : ${say.eur(grossCents)}, à régler le ${say.short(dueOn)}`,
    title: `Note de débit ${number}`,
    blocks: [
      p(
        `Vous trouverez ci-jointe la note de débit du ${say.short(issuedOn)}. Elle arrête les pénalités de retard et l'indemnité forfaitaire de recouvrement (article 5.3).`,
      ),
      {
        kind: 'table',
        head: ['Facture', 'Pénalités', 'Indemnité'],
        rows: items.map((item) => [item.number, say.eur(item.penaltyCents), say.eur(item.indemnityCents)]),
        total: ['Total, sans TVA', say.eur(grossCents)],
      },
      presentationOn
        ? box(
            [
              ['Montant qui sera prélevé', say.eur(grossCents)],
              ['Le', say.day(presentationOn)],
            ],
            `Échéance : ${say.short(dueOn)}. Le paiement passe par le moyen enregistré dans votre espace client ; vous pouvez le remplacer, ou payer plus tôt.`,
          )
        : box([['À régler au plus tard le', say.day(dueOn)]]),
      button('Payer maintenant', say.links.pay ?? say.links.space),
    ],
  }),
  en: ({ number, issuedOn, dueOn, items, grossCents, presentationOn }, say) => ({
    subject: `Debit note ${number}: ${say.eur(grossCents)}, due on ${say.short(dueOn)}`,
    title: `Debit note ${number}`,
    blocks: [
      p(`Please find attached the debit note of ${say.short(issuedOn)}. It states the late penalties and the flat recovery indemnity (article 5.3).`),
      {
        kind: 'table',
        head: ['Invoice', 'Penalties', 'Indemnity'],
        rows: items.map((item) => [item.number, say.eur(item.penaltyCents), say.eur(item.indemnityCents)]),
        total: ['Total, no VAT', say.eur(grossCents)],
      },
      presentationOn
        ? box(
            [
              ['Amount to be collected', say.eur(grossCents)],
              ['On', say.day(presentationOn)],
            ],
            `Due on ${say.short(dueOn)}. The payment is taken by the means stored in your client space; you may replace it, or pay earlier.`,
          )
        : box([['To be paid by', say.day(dueOn)]]),
      button('Pay now', say.links.pay ?? say.links.space),
    ],
  }),
};

export const refundIssued: Writer<'REFUND_ISSUED'> = {
  fr: ({ number, cents }, say) => ({
    subject: `Remboursement de ${say.eur(cents)}`,
    title: 'Votre remboursement est parti',
    blocks: [
      p(`Nous venons de vous rembourser, au titre de l'avoir ${number}, par le moyen de paiement que vous aviez utilisé.`),
      box([['Montant remboursé', say.eur(cents)]], "Votre banque peut mettre quelques jours à l'inscrire sur votre compte."),
    ],
  }),
  en: ({ number, cents }, say) => ({
    subject: `Refund of ${say.eur(cents)}`,
    title: 'Your refund has left',
    blocks: [
      p(`We have just refunded you, under credit note ${number}, by the means of payment that you used.`),
      box([['Amount refunded', say.eur(cents)]], 'Your bank may take a few days to show it on your account.'),
    ],
  }),
};
