/** A10: what each kind of task is called, and what is to be decided, in words for those who decide. */
import type { TaskKind } from '../contract/facts.ts';
import type { Words } from './problem.ts';

type TaskWords = { title: Words; explanation: Words };
const task = (title: [en: string, fr: string], explanation: [en: string, fr: string]): TaskWords => ({
  title: { en: title[0], fr: title[1] },
  explanation: { en: explanation[0], fr: explanation[1] },
});

export const TASK_WORDS: Record<TaskKind | 'EINVOICE', TaskWords> = {
  EINVOICE: task(
    ['An e-invoice that was refused', 'Une facture électronique refusée'],
    [
      'The e-invoicing platform or the client did not take this document; its last status says why. What was issued never changes: if it is wrong, correct it by a credit note and a new invoice, then say so here. If it is right, have it handed over again (5.3).',
      "La plateforme de facturation électronique ou le client n'a pas accepté ce document ; son dernier statut dit pourquoi. Ce qui est émis ne change pas : s'il est faux, corrigez-le par un avoir et une nouvelle facture, puis indiquez-le ici. S'il est juste, faites-le remettre à nouveau (5.3).",
    ],
  ),
  HAND_NOTICE: task(
    ['A notice to hand over', 'Une notification à remettre en main propre'],
    [
      'The client is to be notified by hand. Hand the notice over against a signed receipt and record it, or send it in another way. Until it is received no period runs.',
      'Le client doit être notifié en main propre. Remettez la notification contre reçu signé et enregistrez-la, ou envoyez-la autrement. Aucun délai ne court avant sa réception.',
    ],
  ),
  ARRANGEMENT: task(
    ['An arrangement for the next invoices', 'Un aménagement pour les prochaines factures'],
    [
      'What was overdue is paid; access comes back once the next invoices are secured. Without a decision by the last day, it comes back by itself (8.3 (a)).',
      "L'impayé est réglé ; l'accès revient dès que les prochaines factures sont garanties. Sans décision au dernier jour, il revient de lui-même (8.3 (a)).",
    ],
  ),
  RENEWAL_REVIEW: task(
    ['A suspended subscription is about to renew', 'Un abonnement suspendu va se reconduire'],
    [
      'It renews unless it is denounced by the last sending day, and its new invoice is due. Without a decision it renews (8.1).',
      "Il se reconduit sauf dénonciation au plus tard le dernier jour d'envoi, et sa nouvelle facture est due. Sans décision, il se reconduit (8.1).",
    ],
  ),
  PRICE_DECISION: task(
    ['A price to set', 'Un prix à fixer'],
    [
      'The term has renewed, but the published schedule no longer sells its formula: the invoice waits for a price (5.1).',
      'La période est reconduite, mais le barème publié ne propose plus sa formule : la facture attend un prix (5.1).',
    ],
  ),
  DISPUTE: task(
    ['A contested invoice', 'Une facture contestée'],
    [
      'The client contests this invoice with documents. Until it is decided, the invoice leads to no suspension (8.3 (a)).',
      "Le client conteste cette facture, pièces à l'appui. Tant que ce n'est pas tranché, elle ne conduit à aucune suspension (8.3 (a)).",
    ],
  ),
  CURE: task(
    ['Is the breach remedied?', 'Le manquement est-il réparé ?'],
    [
      'The client declares that it has remedied the breach. Until it is decided, the breach opens no termination (8.2 (ii)).',
      "Le client déclare avoir réparé le manquement. Tant que ce n'est pas tranché, il n'ouvre aucune résiliation (8.2 (ii)).",
    ],
  ),
  CONTESTED_TERMINATION: task(
    ['A contested termination', 'Une résiliation contestée'],
    [
      'The client terminates for a breach that the Company says it has remedied. Nothing ends before a reasoned decision (8.2 (ii)).',
      'Le client résilie pour un manquement que la Société dit avoir réparé. Rien ne prend fin avant une décision motivée (8.2 (ii)).',
    ],
  ),
  INSOLVENCY_GROUND: task(
    ["A termination for the Company's insolvency", "Une résiliation pour l'insolvabilité de la Société"],
    [
      'The client terminates for an insolvency of the Company that is on no record. Say whether it is true; if it is not, the termination falls and the client is told. Without a decision the subscription ends (8.2 (iii)).',
      "Le client résilie pour une insolvabilité de la Société qui n'est pas enregistrée. Dites si elle est vraie ; sinon, la résiliation tombe et le client en est informé. Sans décision, l'abonnement prend fin (8.2 (iii)).",
    ],
  ),
  FOUR_EYES: task(
    ['A second person must agree', 'Une seconde personne doit approuver'],
    [
      'Somebody proposed this act. It is decided anew when another person approves it, and leaves at once; refused, nothing happens.',
      "Une personne a proposé cet acte. Il est décidé à nouveau quand une autre l'approuve, et part aussitôt ; refusé, rien n'a lieu.",
    ],
  ),
  REFUND: task(
    ['A refund to release or contest', 'Un remboursement à verser ou à contester'],
    [
      "The credit is paid back by itself on the last day, unless it was released earlier or is contested with a reason; after the Company's insolvency it waits for this decision (8.2 (b), 8.2 (iii)).",
      "L'avoir est remboursé de lui-même le dernier jour, sauf versement anticipé ou contestation motivée ; après l'insolvabilité de la Société, il attend cette décision (8.2 (b), 8.2 (iii)).",
    ],
  ),
  OTHER_DEBT: task(
    ['A debt that leads to no suspension', 'Une dette qui ne conduit pas à la suspension'],
    [
      'This document is overdue but does not suspend by itself. Present it again, waive it, or leave it as it is (8.3 (a)).',
      'Ce document est en retard mais ne suspend pas de lui-même. Présentez-le de nouveau, renoncez-y, ou laissez-le (8.3 (a)).',
    ],
  ),
  MONEY_DIFFERS: task(
    ["The payment provider's books differ", 'Un écart avec le prestataire de paiement'],
    [
      "The provider's books and ours differ over this payment or refund, or the provider has not taken it three times or more. Look at both (Books), put right what stands in the way, record what is missing, then say which it was (5.5).",
      "Les comptes du prestataire et les nôtres diffèrent sur ce paiement ou ce remboursement, ou le prestataire ne l'a pas pris, trois fois ou plus. Comparez (Comptes), levez ce qui bloque, enregistrez ce qui manque, puis indiquez ce qu'il en était (5.5).",
    ],
  ),
  OVERPAYMENT: task(
    ['Money to give back', 'Un trop-perçu à rendre'],
    [
      'More was received than was owed. Give it back by hand, then say so here (5.3).',
      'Il a été reçu plus que dû. Rendez-le, puis indiquez-le ici (5.3).',
    ],
  ),
  MEANS: task(
    ['A means of payment that its bank refuses', 'Un moyen de paiement que sa banque refuse'],
    [
      'The bank refused a debit in a way that leaves open whether the mandate still holds. Nothing is presented on it until this is decided or the client gives another means; what falls due meanwhile is overdue all the same (5.5).',
      "La banque a refusé un prélèvement sans dire si le mandat vaut encore. Rien n'y est plus présenté tant que ce n'est pas tranché ou que le client n'a pas donné un autre moyen ; ce qui échoit entre-temps est en retard quand même (5.5).",
    ],
  ),
  EXCESS_TAKEN_BACK: task(
    ['Money taken back after it was used', 'Une somme reprise après son emploi'],
    [
      'The bank took back a payment that was above what was owed, after that money had paid something else or been given back: the client owes it. Claim it by hand; record the money when it comes (5.3).',
      "La banque a repris un paiement reçu en trop, après que cette somme a payé autre chose ou a été rendue : le client la doit. Réclamez-la à la main ; enregistrez l'argent à son arrivée (5.3).",
    ],
  ),
  DENUNCIATION_WITHDRAWAL: task(
    ['A denunciation to be withdrawn late', 'Un retrait tardif de dénonciation'],
    [
      'The client asks to withdraw its denunciation after its last sending day, or to replace it by another formula: only the Company can accept. Without a decision the subscription ends (8.1).',
      "Le client demande à retirer sa dénonciation après le dernier jour d'envoi, ou à la remplacer par une autre formule : la Société seule peut accepter. Sans décision, l'abonnement prend fin (8.1).",
    ],
  ),
  VOID_DENUNCIATION: task(
    ['A denunciation that came back', 'Une dénonciation revenue'],
    [
      "The Company's denunciation came back after its last sending day: it is void, cannot be sent again, and the term renews (8.1, 11.1).",
      "La dénonciation de la Société est revenue après le dernier jour d'envoi : elle est sans effet, ne peut être renvoyée, et la période se reconduit (8.1, 11.1).",
    ],
  ),
  LATE_FORMULA_CHOICE: task(
    ['A formula chosen too late', 'Une formule choisie trop tard'],
    [
      'The client asks for another formula after the last moment to choose. Accepted, it counts from the renewal; refused or left, the present formula renews and the choice is offered for the next expiry (8.1).',
      "Le client demande une autre formule après le dernier moment pour choisir. Acceptée, elle vaut dès la reconduction ; refusée ou laissée, la formule actuelle se reconduit et le choix est offert pour l'échéance suivante (8.1).",
    ],
  ),
  LATE_DENUNCIATION: task(
    ['A denunciation recorded after the renewal', 'Une dénonciation enregistrée après la reconduction'],
    [
      'The letter was sent in time, and recorded after the renewal that it should have stopped: what counts is the day it was sent (8.1). Undo the renewal, or maintain it if the proof does not hold; the running term is the last one in any case.',
      "La lettre a été envoyée à temps, et enregistrée après la reconduction qu'elle devait empêcher : c'est son jour d'envoi qui compte (8.1). Annulez la reconduction, ou maintenez-la si la preuve ne tient pas ; la période en cours est de toute façon la dernière.",
    ],
  ),
  SUSPENSION: task(
    ['Suspend for non-payment?', 'Suspendre pour non-paiement ?'],
    [
      'The notified default has stood for its cure days. Under these terms a person decides: silence suspends nothing (8.3 (a)).',
      'Le défaut notifié a duré tout son délai. Selon ces conditions une personne décide : le silence ne suspend rien (8.3 (a)).',
    ],
  ),
  COMPLAINT: task(
    ['A complaint', 'Une réclamation'],
    [
      'Every complaint is answered: the reason that you give is the answer, which the client reads in its space. It is no formal notice and starts no period (11.5).',
      "Toute réclamation reçoit une réponse : le motif que vous donnez est la réponse, que le client lit dans son espace. Ce n'est pas une notification (11.1) et elle n'ouvre aucun délai (11.5).",
    ],
  ),
  DISPUTE_CORRECTION: task(
    ['An invoice whose dispute was accepted', 'Une facture dont la contestation est acceptée'],
    [
      'Until you decide, it is neither presented nor reminded of, and bears nothing. CREDIT corrects it in whole or in part by a credit note, set against what is open; what was paid above what is left is paid back, so name the amount where a part was paid; MAINTAIN_INVOICE keeps it as it is. What is left counts as due from that day (8.3 (a), 5.3).',
      "Jusqu'à votre décision, elle n'est ni présentée ni relancée et ne porte rien. CREDIT la rectifie en tout ou partie par un avoir, imputé sur ce qui est ouvert ; ce qui a été payé en trop est remboursé : indiquez donc le montant si une partie a été payée ; MAINTAIN_INVOICE la conserve. Ce qui reste compte comme échu de ce jour (8.3 (a), 5.3).",
    ],
  ),
  IP_CLAIM: task(
    ['A claim on intellectual property', 'Une revendication de propriété intellectuelle'],
    [
      'A third party claims that using the Services infringes its rights. The Company defends the client and bears the costs, unless the client did not do its part: keep the checklist, then say how the claim ended (10.1).',
      "Un tiers prétend que l'usage des Services porte atteinte à ses droits. La Société défend le client et supporte les frais, sauf si le client n'a pas fait sa part : tenez la liste de contrôle, puis dites comment l'affaire s'est terminée (10.1).",
    ],
  ),
  STUCK_DUTY: task(
    ['A duty that fails', 'Une tâche qui échoue'],
    [
      'The software could not do this for a day and tries again from time to time. Mend the cause, then have it tried at once.',
      "Le logiciel n'a pas pu faire ceci depuis un jour et réessaie de temps en temps. Réparez la cause, puis faites réessayer aussitôt.",
    ],
  ),
  DOCUMENTS: task(
    ['Supporting documents not given', 'Des pièces non fournies'],
    [
      'The documents asked for did not come in time. Nothing follows by itself: ask again, or act under 8.2 or 11.2.',
      "Les pièces demandées ne sont pas venues à temps. Rien n'en découle de soi-même : redemandez-les, ou agissez selon 8.2 ou 11.2.",
    ],
  ),
  VAT_TREATMENT: task(
    ['A VAT treatment to decide by hand', 'Un régime de TVA à décider'],
    [
      'The client has its seat outside France, or declares another VAT territory or the VAT number of another State. The software goes on invoicing French VAT: say that it is due, or treat it otherwise by hand, corrections included (5.4).',
      'Le client a son siège hors de France, ou déclare un autre territoire de TVA ou le numéro de TVA d’un autre État. Le logiciel continue de facturer la TVA française : indiquez qu’elle est due, ou appliquez un autre régime à la main, rectifications comprises (5.4).',
    ],
  ),
  ACCOUNT_MISUSE: task(
    ['An account used by others', "Un compte utilisé par d'autres"],
    [
      'A user reports that others use its account. Its sessions are closed and its password must be changed: look into it with the client (3.2).',
      "Un utilisateur signale que d'autres emploient son compte. Ses sessions sont fermées et son mot de passe doit être changé : voyez avec le client (3.2).",
    ],
  ),
  AUDIT: task(
    ['An audit to organise', 'Un audit à organiser'],
    [
      'The client audits its processor, itself or by an independent auditor that does not compete with the Company (11.8).',
      "Le client audite son sous-traitant, lui-même ou par un auditeur indépendant qui n'est pas un concurrent de la Société (11.8).",
    ],
  ),
  DECLARE_CLAIM: task(
    ['A claim to declare in proceedings', 'Une créance à déclarer à la procédure'],
    [
      'A judgment has frozen what was owed before it. Declare the claim, item by item, to the creditors’ representative: as a rule within two months of the publication of the judgment (8.2 (iii)).',
      'Un jugement a gelé ce qui était dû avant lui. Déclarez la créance, poste par poste, au mandataire judiciaire : en principe dans les deux mois de la publication du jugement (8.2 (iii)).',
    ],
  ),
  OFFICER_ANSWER: task(
    ['Does the officer of the proceedings continue the contract?', "L'organe de la procédure poursuit-il le contrat ?"],
    [
      'The administrator or liquidator was asked whether the contract goes on. Record the answer. Without one within a month, the end by law can be recorded from the next day (8.2 (iii)).',
      "L'administrateur ou le liquidateur a été mis en demeure de se prononcer. Enregistrez la réponse. Sans réponse dans le mois, la fin de plein droit peut être constatée dès le lendemain (8.2 (iii)).",
    ],
  ),
  ASSIGNMENT: task(
    ['An assignment of the contract', 'Une cession du contrat'],
    [
      'The client asks to assign its contract. It is forbidden, save an asset transfer, a merger or the like: check the deed (11.4).',
      "Le client demande à céder son contrat. C'est interdit, sauf apport, fusion ou opération semblable : vérifiez l'acte (11.4).",
    ],
  ),
};
