/** One sentence per fact type. Values arrive as words: days, amounts and names are already written out. */
export const facts = {
  subscription: {
    accepted: 'Terms {termsVersion} accepted by ticking the box: formula {formula}, from {startsOn}.',
    'taken-over': 'Taken over from another system on {takenOverOn}: term {termNumber} of this contract was running.',
    started: 'Subscription started: access is open.',
    ended: 'Subscription ended on {cessationOn}: {cause}. Its data can be exported until {exportUntil}.',
    restored: 'Subscription restored: a payment made in time disproves its end.',
    deleted:
      'Data destroyed{certificate, select, none {} other {, certificate {certificate}}}. Backups are gone by {backupsGoneBy}; evidence is kept until {evidenceUntil}.',
  },
  terms: { accepted: 'Terms {termsVersion} accepted.' },
  'payment-method': { changed: 'Means of payment changed: {kind}.', ended: 'Means of payment that serves no more ({code}).' },
  'legal-rate': { published: 'Legal maximum of late penalties: {monthlyRate} % per month from {effectiveOn}.' },
  invoice: {
    issued: 'Invoice {number} issued ({kind}): {grossCents}, due {dueOn}.',
    reminded: '{step, select, PRE_DUE {Reminder before the due date} other {Courtesy reminder}}: {invoice}.',
    corrected: 'Invoice {invoice} corrected: {cents} is credited on it.',
  },
  statement: {
    opened: 'Payments of Contacts to bill: their statement is issued on {issueOn}.',
    skipped: 'Payments of Contacts: nothing to bill.',
  },
  ONLINE_PAYMENTS: 'Terms of the payment provider accepted ({provider}, version {version}): online payments are open.',
  assistance: {
    quoted: 'Assistance quoted: {hours} hours, {netCents} excl. VAT, to be accepted until {validUntil}.',
    accepted: 'Quote accepted: the work is for {workOn}.',
    refused: 'Quote refused.',
    done: 'Assistance done on {doneOn}.',
  },
  'debit-note': { issued: 'Debit note {number} issued: late penalty and recovery indemnity, {grossCents}, due {dueOn}.' },
  'credit-note': { issued: 'Credit note {number} issued: {grossCents} on {documents}, of which {refundCents} to refund.' },
  accessory: { waived: '{what} of {cents} waived on {invoice}.' },
  payment: {
    requested: 'Payment of {documents} asked for.',
    presented: 'Payment of {cents} presented ({kind}, {cause}) for {documents}.',
    settled: 'Payment settled: {amount}.',
    rejected: 'Payment rejected by the bank: {amount}{code, select, none {} other {, {code}}}.',
    recorded: 'Payment of {cents} received ({means}), ordered on {orderedOn}, for {documents}.',
    reversed: 'Payment taken back by the debtor’s bank ({code}): {documents} reopened.',
  },
  presentation: { failed: 'The provider failed; the payment of {documents} is presented again on {nextOn}.' },
  notice: {
    decided: '{code} decided, {channel}.',
    sent: '{code} sent {channel} by {from}; deemed received on {deemedOn}.',
    bounced: 'A message came back undelivered. A formal notice is then void and goes out again by registered letter.',
    acknowledged: 'The client acknowledged the notice; its periods still run from deemed receipt.',
  },
  message: { sent: 'Message sent: {code}.' },
  suspension: {
    applied: '{scope, select, EMAILING_ONLY {E-mailing suspended} other {Access suspended}}: {reason}.',
    lifted: 'Suspension lifted ({reason}): {because}.',
    held: 'Suspension held until {until}.',
  },
  arrangement: {
    needed: 'Paid on {paidOn}, but nothing secures the next invoices: an arrangement is needed by {decideBy}.',
    proposed: 'The client proposes an arrangement, to be decided by {decideBy}.',
    decided: 'Arrangement {accepted, select, true {accepted} other {refused}}.',
  },
  renewal: {
    undone: 'The renewal is undone: the subscription ended on {endsOn}.',
    announced: 'Renewal announced, with the last denunciation day: {deadlines}.',
  },
  complaint: {
    opened: 'Complaint {number} opened{documented, select, true {, with documents} other {}}.',
    answered: 'The complaint was answered.',
  },
  dispute: {
    decided: 'Dispute {accepted, select, true {upheld} other {rejected}}.',
    corrected: 'After the dispute, {cents} is credited on {invoice}; what is left counts as due from {correctedOn}.',
  },
  'ip-claim': {
    opened: 'A third party’s claim on intellectual property, received on {receivedOn}, is filed.',
    checked: 'The checklist of the claim was completed.',
    closed: 'The claim is closed: {outcome}.',
  },
  'ip-option': { exercised: 'Option exercised on a claim of a third party: {option}.' },
  term: { renewed: 'Renewed: term {term} runs from {startsOn} to {endsOn}, formula {formula}.' },
  price: { decided: 'Price of term {term} decided: {price}.' },
  denunciation: {
    recorded: 'Denounced by {party}{inTime, select, true {} other {, too late for this term}}: the subscription ends on {endsOn}.',
    withdrawn: 'Denunciation withdrawn by {party}.',
  },
  formula: { chosen: 'Formula {formula} chosen, from {from}.' },
  'formula-choice': {
    cancelled: 'Choice of formula cancelled.',
    refused: 'Choice of formula {formula} came too late: it is possible again for {nextOn}.',
  },
  breach: {
    'cure-declared': 'Breach declared remedied by {party} on {declaredOn}.',
    'cure-decided': 'Breach decided {cured, select, true {remedied} other {not remedied}}.',
  },
  termination: {
    contested: 'The termination is contested: the breach was declared remedied.',
    withdrawn: 'Termination withdrawn: {because}.',
  },
  acceleration: {
    declined: 'Acceleration declined for now: nothing is waived.',
    undone: 'Acceleration undone: its ground had gone. Documents fall due on their own days again.',
  },
  debts: { accelerated: 'Accelerated: the sums due for the services fall due on {on}.' },
  debt: { 'written-off': '{document} written off: {cents} given up as irrecoverable. It stays owed.' },
  insolvency: {
    recorded: 'Insolvency of {party} recorded: {event}{judgmentOn, select, none {} other {, judgment of {judgmentOn}}}.',
  },
  officer: { answered: 'The officer of the proceedings {answer, select, CONTINUES {continues} other {renounces}} the contract.' },
  'end-by-law': { recorded: 'No answer within a month: the contract ended by law on {cessationOn}.' },
  exit: { taken: 'Free exit taken: the subscription ends on {cessationOn}.' },
  refund: {
    released: 'Refund of {cents} released for {creditNote}.',
    'set-off': '{cents} of {creditNote} set against {documents}; {refundCents} left to refund.',
    contested: 'Refund of {creditNote} contested.',
  },
  export: {
    requested: 'Export of the data requested.',
    started: 'Export under way.',
    delivered: 'Export delivered on {deliveredOn}.',
    confirmed: 'The client confirms that the export is complete.',
    reminded: 'Reminder: {daysLeft, plural, one {# day} other {# days}} left to ask for the data.',
  },
  access: {
    revoked:
      'Product closed: {accounts, plural, =0 {no account} one {# account} other {# accounts}} and {keys, plural, =0 {no API key} one {# API key} other {# API keys}} revoked.',
    restored: 'Product opened again: the end was undone.',
  },
  'legal-hold': {
    placed: 'Legal hold until {until}: nothing is destroyed or purged before.',
    lifted: 'The legal hold ended on {until}.',
  },
  content: {
    ordered: '{act, select, HOLD {Content hidden} RELEASE {Content shown again} other {Content removed}}: {items}.',
    'carried-out':
      '{act, select, HOLD {The platform hides the content} RELEASE {The platform shows the content again} other {The platform removed the content}}.',
  },
  evidence: { purged: 'Evidence purged at the end of its legal time.' },
  accounts: { purged: 'Accounts purged at the end of their legal time.' },
  instruction: { flagged: 'An instruction of the client was flagged as unlawful.' },
  documents: { provided: 'Supporting documents provided.' },
  assignment: { decided: 'Assignment {approved, select, true {approved} other {refused}}.' },
  contract: {
    assigned: 'The contract was assigned: another legal person takes the place of the client, with its acceptance and its means of payment ({kind}).',
  },
  announcement: {
    made: 'Announced by the company: {code}.',
    acknowledged: 'The client acknowledged the change of payment provider.',
  },
  task: {
    opened: 'A person is asked to decide: {kind}.',
    reminded: '{step, select, OVERDUE {Reminder: a decision is late since {dueOn}} other {Reminder: a decision is to be taken by {dueOn}}}.',
    decided: 'Decided: {choice}.',
  },
  duty: { deferred: 'A duty could not be done and is tried again on {until} (try {tries}).' },
} as const;
