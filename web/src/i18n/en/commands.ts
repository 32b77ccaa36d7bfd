/** What can be asked, and what it does: shown before anybody confirms. */
export const commands = {
  'pay-now': { label: 'Pay now', explain: 'The stored means of payment is charged at once. With no invoice chosen, the oldest is paid first.' },
  'payment-methods': {
    label: 'Change means of payment',
    explain: 'Card or direct debit only. The new means replaces the old one for every invoice, at once.',
  },
  'record-payment': {
    label: 'Record a payment',
    explain: 'Money that came in another way. It counts from the day it was ordered, not from today: what that day disproves is undone.',
  },
  waive: {
    label: 'Waive a charge',
    explain: 'A gesture: the penalty, the indemnity or the fee of this document is no longer owed. The reason stays in the journal.',
  },
  'correct-invoice': {
    label: 'Correct an invoice',
    explain:
      'A credit note of all that is left of it, or of the amount you give. What is unpaid falls by as much; what was paid of it is given back within 30 days. Issued, it cannot be undone.',
  },
  denounce: {
    label: 'Denounce the subscription',
    explain: 'It will not renew. No reason is needed and nothing is refunded. The subscription stays as it is until its end.',
  },
  'withdraw-denunciation': { label: 'Withdraw the denunciation', explain: 'The subscription will renew as if it had never been denounced.' },
  'record-incoming-notice': {
    label: 'Record a denunciation received',
    explain: 'The client denounced by post, by hand or by e-mail. The day it was sent decides whether it is in time.',
  },
  'choose-formula': { label: 'Choose another formula', explain: 'Applies from the end of the current term, which stays due in full.' },
  'cancel-formula-choice': { label: 'Cancel the choice of formula', explain: 'The current formula will renew.' },
  'free-exit': { label: 'Leave without notice', explain: 'Ends today. The unused days of the term are refunded within 30 days.' },
  'terminate-for-cause': {
    label: 'Terminate for just cause',
    explain: 'Sends a notice of termination. The end comes 30 days after its deemed receipt. On the company’s side a second person must agree.',
  },
  'withdraw-termination': {
    label: 'Withdraw the termination',
    explain:
      'The company gives up its termination: it has no effect, and the client is told by formal notice. Past the end of the term, it renews at once.',
  },
  'record-insolvency': {
    label: 'Record an insolvency',
    explain:
      'For every subscription of the client. Under court, what was invoiced before the judgment is frozen: no presentation, no reminder, no suspension, and the claim is to be declared.',
  },
  'record-end-by-law': {
    label: 'Record the end by law',
    explain: 'The officer did not answer within a month: the contract ended on the last day of that month.',
  },
  'declare-acceleration': {
    label: 'Declare everything payable',
    explain:
      'Open invoices fall due, and the instalments left of this term are invoiced, on deemed receipt of the notice. A second person must agree.',
  },
  'decline-acceleration': {
    label: 'Decline acceleration',
    explain: 'Recorded with its reason. It waives nothing, now or later.',
  },
  'claim-damages': {
    label: 'Claim damages',
    explain:
      'A formal claim, never an invoice: unpaid documents, instalments lost after the end, accessories. Nothing can be claimed twice. A second person must agree.',
  },
  'write-off': {
    label: 'Write off',
    explain: 'The document is given up as irrecoverable: nothing is asked for it any more. It stays owed: money that comes in still pays it.',
  },
  'notify-breach': { label: 'Notify a breach', explain: 'Sends a formal notice. The other party then has 30 days to remedy the breach.' },
  'declare-cured': { label: 'Declare the breach remedied', explain: 'Say what was done. Whether it is remedied is then decided by a person.' },
  'decide-cure': { label: 'Decide on the remedy', explain: 'Is the breach remedied? The decision is recorded with its reason.' },
  'send-notice': {
    label: 'Send a formal notice',
    explain: 'Leaves at once. The period that it opens runs from its deemed receipt. A notice handed over needs its signed receipt.',
  },
  'propose-arrangement': { label: 'Propose an arrangement', explain: 'How will the next invoices be secured? The company accepts or refuses.' },
  'accept-arrangement': { label: 'Decide on the arrangement', explain: 'Accepted, access opens at once. Without a decision it opens by itself.' },
  suspend: { label: 'Suspend for non-payment', explain: 'Where the terms leave it to a person: access closes at once, and the client is notified.' },
  'hold-suspension': { label: 'Hold the suspension', explain: 'Access stays open until the day you give, even if nothing is paid.' },
  'lift-suspension': { label: 'Lift the suspension', explain: 'Access opens at once. What is owed stays owed.' },
  'suspend-for-emailing': {
    label: 'Suspend for unlawful e-mailing',
    explain:
      'At once: e-mailing alone, or all services. The client is notified of the suspension and of the breach; only a decision lifts it, not payment.',
  },
  'suspend-for-declarations': {
    label: 'Suspend for a false declaration',
    explain: 'A second person must agree. Access then closes at once and the client is notified; only a decision opens it again.',
  },
  'answer-complaint': {
    label: 'Answer a complaint',
    explain: 'The client reads the answer in its space. A complaint is no formal notice and starts no period.',
  },
  'open-ip-claim': {
    label: 'File a claim on intellectual property',
    explain: 'A third party claims that using the services infringes its rights. The company defends you: notify without delay, and let it lead.',
  },
  'check-ip-claim': {
    label: 'Checklist of a claim',
    explain: 'What the client did, and what it did not do. The company is released only where something is missing.',
  },
  'exercise-ip-option': {
    label: 'Act on a claim (10.1)',
    explain:
      'Secure, replace or modify; or stop the service on a chosen day, without notice period: the days not used are paid back. A second person must agree.',
  },
  'hold-content': { label: 'Hide content', explain: 'At once. The client is told with the reasons. The subscription is not changed.' },
  'release-content': { label: 'Show content again', explain: 'At once. The client is told.' },
  'delete-content': {
    label: 'Remove content',
    explain: 'For good, once a second person agrees. Its fingerprint is kept. Content is hidden before it is removed.',
  },
  'demand-removal': {
    label: 'Demand a removal',
    explain: 'A formal notice of breach, with the items: the client has 30 days to remove unlawful content or stop an unlawful activity.',
  },
  'open-complaint': { label: 'Open a complaint', explain: 'With documents and about an invoice, it holds the suspension until it is decided.' },
  'decide-dispute': {
    label: 'Decide the dispute',
    explain: 'Is the client’s complaint well founded? If it is rejected, suspension may follow from the next day.',
  },
  'request-export': { label: 'Ask for the data', explain: 'Free of charge. You receive everything in open formats, with counts and a fingerprint.' },
  'confirm-export': {
    label: 'Confirm the export',
    explain: 'You checked that it is complete. After the end of the subscription, the data is destroyed the next day.',
  },
  'legal-hold': {
    label: 'Hold by law',
    explain: 'What the law requires to keep is neither destroyed nor purged before the day after the end date. A second person must agree.',
  },
  'enable-online-payments': {
    label: 'Open online payments',
    explain: 'Your Contacts will be able to pay online, once you have accepted the terms of the payment provider. Version and time are kept.',
  },
  'quote-assistance': {
    label: 'Make a quote for assistance',
    explain: 'Help after the end, at the tariff in force on the last day of the subscription. Nothing is billed before the client accepts.',
  },
  'accept-quote': {
    label: 'Accept the quote',
    explain: 'The work can then begin. It is invoiced with VAT on the day of the work, payable within 30 days.',
  },
  'refuse-quote': { label: 'Refuse the quote', explain: 'Nothing is owed. Another quote can be asked for.' },
  'record-assistance': { label: 'Record the work as done', explain: 'It is invoiced at once, as accepted.' },
  'acknowledge-provider': {
    label: 'Acknowledge the payment provider',
    explain: 'You have read that the provider of online payments changed. Its terms apply since their publication.',
  },
} as const;

export const fields = {
  invoices: 'Documents to pay',
  invoice: 'Document',
  amountCents: 'Amount, incl. VAT (€)',
  netCents: 'Amount, excl. VAT (€)',
  orderedOn: 'Ordered on',
  means: 'By what means',
  what: 'What is waived',
  reason: 'Reason',
  code: 'Which notice',
  sentOn: 'Sent on',
  channel: 'How',
  proof: 'Proof',
  formula: 'Formula',
  replacesDenunciation: 'This choice replaces my denunciation',
  ground: 'Ground',
  facts: 'Facts',
  clause: 'Article breached, such as 4.2',
  party: 'Whose',
  event: 'What happened',
  court: 'Proceedings under court',
  judgmentOn: 'Date of the judgment',
  officer: 'Administrator or liquidator: name, then address',
  officerEmail: 'E-mail of the administrator or liquidator',
  documents: 'Unpaid documents claimed',
  uninvoicedCents: 'Instalments not invoiced, excl. VAT (€)',
  vatRate: 'VAT on these instalments (%)',
  accessoriesCents: 'Fees, penalties and indemnities (€)',
  evidence: 'Evidence',
  items: 'Content',
  complaint: 'Complaint',
  answer: 'Answer',
  receivedOn: 'Received on',
  costsLimited: 'Costs limited',
  notified: 'Notified without delay',
  controlGiven: 'Control of the defence given',
  informed: 'Informed',
  assisted: 'Assisted',
  option: 'Option',
  cessationOn: 'Last day',
  scope: 'What is closed',
  suspension: 'Which suspension',
  cured: 'Decision',
  signedReceipt: 'Reference of the signed receipt',
  text: 'Text',
  accepted: 'Decision',
  termsVersion: 'I accept these terms',
  hours: 'Hours',
  validUntil: 'Can be accepted until',
  workOn: 'Day of the work',
  quote: 'Quote',
  basis: 'Legal basis',
  until: 'Until',
  documented: 'With documents',
  token: 'Test token',
  export: 'Archive delivered on',
  choice: 'Decision',
  listing: 'Content concerned',
} as const;
