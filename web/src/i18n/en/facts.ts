/** One sentence per fact type. Values arrive as words: days, amounts and names are already written out. */
export const facts = {
  subscription: {
    accepted: 'Terms {termsVersion} accepted by ticking the box: formula {formula}, from {startsOn}.',
    started: 'Subscription started: access is open.',
    ended: 'Subscription ended on {cessationOn}: {cause}. Its data can be exported until {exportUntil}.',
    restored: 'Subscription restored: a payment made in time disproves its end.',
    deleted: 'Data destroyed, certificate {certificate}. Backups are gone by {backupsGoneBy}; evidence is kept until {evidenceUntil}.',
  },
  terms: { accepted: 'Terms {termsVersion} accepted.' },
  'payment-method': { changed: 'Means of payment changed: {kind}.' },
  'legal-rate': { published: 'Legal maximum of late penalties: {monthlyRate} % per month from {effectiveOn}.' },
  invoice: {
    issued: 'Invoice {number} issued ({kind}): {grossCents}, due {dueOn}.',
    reminded: '{step, select, PRE_DUE {Reminder before the due date} other {Courtesy reminder}} for invoice {invoice}.',
  },
  'debit-note': { issued: 'Debit note {number} issued: late penalty and recovery indemnity, {grossCents}, due {dueOn}.' },
  'credit-note': { issued: 'Credit note {number} issued: {grossCents} on {documents}, of which {refundCents} to refund.' },
  accessory: { waived: '{what} of {cents} waived on {invoice}.' },
  payment: {
    requested: 'Payment of {documents} asked for.',
    presented: 'Payment of {cents} presented ({kind}, {cause}) for {documents}.',
    settled: 'Payment settled: {amount}.',
    rejected: 'Payment rejected by the bank: {amount}, {code}.',
    recorded: 'Payment of {cents} received ({means}), ordered on {orderedOn}, for {documents}.',
    reversed: 'Payment taken back by the debtor’s bank ({code}): {documents} reopened.',
  },
  presentation: { failed: 'The provider failed; the payment of {documents} is presented again on {nextOn}.' },
  notice: {
    decided: '{code} decided, {channel}.',
    sent: '{code} sent {channel} by {from}; deemed received on {deemedOn}.',
    bounced: 'A notice came back undelivered: it is void and goes out again by registered letter.',
  },
  message: { sent: 'Message sent: {code}.' },
  suspension: {
    applied: 'Access suspended: {reason}.',
    lifted: 'Access restored: {because}.',
    held: 'Suspension held until {until}.',
  },
  arrangement: {
    needed: 'Paid on {paidOn}, but nothing secures the next invoices: an arrangement is needed by {decideBy}.',
    proposed: 'The client proposes an arrangement, to be decided by {decideBy}.',
    decided: 'Arrangement {accepted, select, true {accepted} other {refused}}.',
  },
  complaint: { opened: 'Complaint opened{documented, select, true {, with documents} other {}}.' },
  dispute: { decided: 'Dispute {accepted, select, true {upheld} other {rejected}}.' },
  renewal: { announced: 'Renewal announced, with the last denunciation day: {deadlines}.' },
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
  exit: { taken: 'Free exit taken: the subscription ends on {cessationOn}.' },
  refund: {
    released: 'Refund of {cents} released for {creditNote}.',
    contested: 'Refund of {creditNote} contested.',
  },
  export: {
    requested: 'Export of the data requested.',
    started: 'Export under way.',
    delivered: 'Export delivered on {deliveredOn}.',
    confirmed: 'The client confirms that the export is complete.',
    reminded: 'Reminder: {daysLeft, plural, one {# day} other {# days}} left to ask for the data.',
  },
  evidence: { purged: 'Evidence purged at the end of its legal time.' },
  accounts: { purged: 'Accounts purged at the end of their legal time.' },
  task: {
    opened: 'A person is asked to decide: {kind}.',
    decided: 'Decided: {choice}.',
  },
  duty: { deferred: 'A duty could not be done and is tried again on {until} (try {tries}).' },
} as const;

/** What the next duty will be, in the header. `day` is the day it is due, in Paris. */
export const duties = {
  subscription: { start: 'Will <b>start</b> on {day}.', end: 'Will <b>end</b> on {day}.' },
  term: { renew: 'Will <b>renew</b> on {day}.' },
  renewal: { announce: 'The <b>renewal reminder</b> goes out on {day}.' },
  invoice: { issue: 'The <b>next invoice</b> is issued on {day}.', remind: 'A <b>reminder</b> goes out on {day} unless paid.' },
  payment: {
    present: 'Payment will be <b>presented</b> on {day}.',
    'ask-result': 'The bank’s <b>answer</b> is expected on {day}.',
  },
  'debit-note': { issue: 'A <b>debit note</b> for late penalties is issued on {day}.' },
  'credit-note': { issue: 'A <b>credit note</b> is issued on {day}.' },
  refund: { release: 'The <b>refund</b> leaves on {day}.' },
  notice: { send: 'A <b>formal notice</b> goes out on {day} unless paid.' },
  suspension: { apply: 'Will be <b>SUSPENDED</b> on {day} unless paid.', lift: 'Access will be <b>restored</b> on {day}.' },
  task: { open: 'A person will be <b>asked to decide</b> on {day}.' },
  export: {
    start: 'The <b>export</b> starts on {day}.',
    'ask-result': 'The <b>export</b> is expected on {day}.',
    remind: 'An <b>export reminder</b> goes out on {day}.',
  },
  data: { destroy: 'Its data will be <b>DESTROYED</b> on {day}.' },
  evidence: { purge: 'The <b>evidence</b> is purged on {day}.' },
  accounts: { purge: 'The <b>accounts</b> are purged on {day}.' },
} as const;

/** The same duties in a column of a list: no date, no verb in the future. */
export const steps = {
  subscription: { start: 'Start', end: 'End' },
  term: { renew: 'Renewal' },
  renewal: { announce: 'Renewal reminder' },
  invoice: { issue: 'Invoice', remind: 'Reminder' },
  payment: { present: 'Payment presented', 'ask-result': 'Bank’s answer' },
  'debit-note': { issue: 'Debit note' },
  'credit-note': { issue: 'Credit note' },
  refund: { release: 'Refund' },
  notice: { send: 'Formal notice' },
  suspension: { apply: 'Suspension', lift: 'Access restored' },
  task: { open: 'Decision needed' },
  export: { start: 'Export', 'ask-result': 'Export ready', remind: 'Export reminder' },
  data: { destroy: 'Data destroyed' },
  evidence: { purge: 'Evidence purged' },
  accounts: { purge: 'Accounts purged' },
} as const;
