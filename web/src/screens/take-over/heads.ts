/** The heads of the two files of a take-over, for who begins with an empty one. */
export const SUBSCRIPTION_HEADS = [
  ...['reference', 'clientReference', 'legalName', 'legalForm', 'registration', 'seat', 'country', 'representativeName', 'representativeCapacity'],
  ...['email', 'language', 'status', 'noticeChannel', 'contacts', 'formula', 'months', 'netPrice', 'instalments', 'means', 'termsVersion'],
  ...['acceptedOn', 'acceptanceProof', 'firstTermOn', 'termStartsOn', 'announcedDeadline', 'denouncedBy', 'denouncedOn'],
];
export const INVOICE_HEADS = ['reference', 'number', 'issuedOn', 'dueOn', 'open', 'vatRate', 'indemnityBilled'];
