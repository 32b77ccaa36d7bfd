/**
 * CGUV 11.8 (a): the Company is CONTROLLER of what it keeps for the commercial relation, and PROCESSOR of what it keeps to deliver the Services.
 * Each table and each kind of file has its tag: processor data goes by 8.6 (b), controller data by 8.6 (c). A new table without one fails its test.
 */
export type DataRole = 'CONTROLLER' | 'PROCESSOR' | 'NO_PERSONAL_DATA';

export const TABLES: Record<string, DataRole> = {
  addresses: 'CONTROLLER',
  assistance_tariffs: 'NO_PERSONAL_DATA',
  attachments: 'CONTROLLER',
  audit_log: 'CONTROLLER',
  bank_files: 'NO_PERSONAL_DATA', // names of files and sums: their bytes are made of mandates and orders
  bank_orders: 'CONTROLLER',
  bank_results: 'CONTROLLER',
  campaign_recipients: 'CONTROLLER',
  campaigns: 'CONTROLLER',
  cash_forecasts: 'CONTROLLER',
  clients: 'CONTROLLER',
  closings: 'NO_PERSONAL_DATA',
  complaints: 'CONTROLLER',
  contact_counts: 'PROCESSOR', // how many Contacts: built up by the client in the Services
  contact_operations: 'PROCESSOR', // payments of Contacts
  content_items: 'CONTROLLER', // hashes and dates of what LEGAL hid or removed: evidence
  counters: 'NO_PERSONAL_DATA',
  deliveries: 'CONTROLLER',
  documents: 'CONTROLLER',
  einvoice_events: 'CONTROLLER',
  einvoices: 'CONTROLLER',
  exports: 'PROCESSOR',
  fee_schedules: 'NO_PERSONAL_DATA',
  idempotency_keys: 'CONTROLLER',
  journal: 'CONTROLLER',
  knex_migrations: 'NO_PERSONAL_DATA',
  knex_migrations_lock: 'NO_PERSONAL_DATA',
  ledger_entries: 'CONTROLLER',
  ledger_transactions: 'CONTROLLER',
  ledger_numbers: 'NO_PERSONAL_DATA',
  legal_rates: 'NO_PERSONAL_DATA',
  logos: 'NO_PERSONAL_DATA',
  mailboxes: 'NO_PERSONAL_DATA',
  mandates: 'CONTROLLER',
  notices: 'CONTROLLER',
  payment_methods: 'CONTROLLER',
  payments: 'CONTROLLER',
  price_lines: 'NO_PERSONAL_DATA',
  price_schedules: 'NO_PERSONAL_DATA',
  provider_terms: 'NO_PERSONAL_DATA',
  reconciliations: 'CONTROLLER',
  records: 'CONTROLLER',
  seal_leaves: 'NO_PERSONAL_DATA', // numbers of chains and hashes
  seals: 'NO_PERSONAL_DATA',
  sessions: 'PROCESSOR', // credentials
  subscriptions: 'CONTROLLER',
  take_over_lines: 'CONTROLLER',
  take_overs: 'CONTROLLER',
  tasks: 'CONTROLLER',
  terms_versions: 'NO_PERSONAL_DATA',
  test_clocks: 'NO_PERSONAL_DATA',
  texts: 'CONTROLLER',
  users: 'PROCESSOR', // credentials
  vat_rates: 'NO_PERSONAL_DATA',
};

/** Bytes kept: the columns of the tables above that hold a file. */
export const FILES: Record<string, DataRole> = {
  'attachments.content': 'CONTROLLER',
  'deliveries.source': 'CONTROLLER',
  'documents.pdf': 'CONTROLLER',
  'logos.png': 'NO_PERSONAL_DATA',
  'notices.source': 'CONTROLLER',
  'seals.token': 'NO_PERSONAL_DATA',
};
