/** Section C of the contract: every delay, rate and amount, with its entry, unit and default. The defaults belong to rules version 1 and never change (A13). */

type Row<V> = { default: V; unit: string; entry: string; values?: readonly V[] };
const row = <const V>(entry: string, unit: string, value: V, values?: readonly V[]): Row<V> => ({
  default: value,
  unit,
  entry,
  ...(values ? { values } : {}),
});
const number = (entry: string, unit: string, value: number): Row<number> => row<number>(entry, unit, value);

/** The commands that a second person may have to agree to (A10). */
const FOUR_EYES = [
  'terminateForCause (Company)',
  'declareAcceleration',
  'claimDamages',
  'suspendForDeclarations',
  'deleteContent',
  'exerciseIpOption',
  'assignContracts',
  'legalHold',
];

/** Each parameter; `values` lists those that are executed where the contract names several. */
export const PARAMETERS = {
  'calendar.timezone': row<'Europe/Paris'>('A1', 'IANA zone', 'Europe/Paris', ['Europe/Paris']),
  'calendar.holidays': row<'FR, 11 national days'>('A1', 'holiday set', 'FR, 11 national days', ['FR, 11 national days']),
  'period.firstDay': row<'EXCLUDED' | 'INCLUDED'>('A2', 'EXCLUDED, INCLUDED', 'EXCLUDED', ['EXCLUDED', 'INCLUDED']),
  'period.rollover': row<'NONE' | 'NEXT_WORKING_DAY'>('A2', 'NONE, NEXT_WORKING_DAY', 'NONE', ['NONE', 'NEXT_WORKING_DAY']),
  'months.endOfMonth': row<'CLAMP_FROM_ANCHOR' | 'CLAMP_AND_DRIFT'>('A3', 'CLAMP_FROM_ANCHOR, CLAMP_AND_DRIFT', 'CLAMP_FROM_ANCHOR', [
    'CLAMP_FROM_ANCHOR',
    'CLAMP_AND_DRIFT',
  ]),
  'notice.periodStart': row<'DEEMED_RECEIPT' | 'SENDING'>('A4', 'DEEMED_RECEIPT, SENDING', 'DEEMED_RECEIPT', ['DEEMED_RECEIPT', 'SENDING']),
  'notice.deemedWorkingDays': number('E11.1b', 'working days', 3),
  'notice.earlyAck': row<'EVIDENCE_ONLY' | 'STARTS_PERIOD'>('E11.1b', 'EVIDENCE_ONLY, STARTS_PERIOD', 'EVIDENCE_ONLY', [
    'EVIDENCE_ONLY',
    'STARTS_PERIOD',
  ]),
  'notice.hardBounce': row<'VOID_AND_POST' | 'STANDS'>('E11.1b', 'VOID_AND_POST, STANDS', 'VOID_AND_POST', ['VOID_AND_POST', 'STANDS']),
  'notice.emailSentAt': row<'SERVER_ACCEPTANCE' | 'SUBMISSION'>('E11.1b', 'SERVER_ACCEPTANCE, SUBMISSION', 'SERVER_ACCEPTANCE', [
    'SERVER_ACCEPTANCE',
    'SUBMISSION',
  ]),
  'notice.ackRequired': row<boolean>('E11.1b', 'boolean', false),
  'address.overlap': row<'SERVE_BOTH' | 'OLD_ONLY'>('E11.1c', 'SERVE_BOTH, OLD_ONLY', 'SERVE_BOTH', ['SERVE_BOTH', 'OLD_ONLY']),
  'message.sendHour': row<string>('A12', 'Paris time', '08:00'),
  'fourEyes.commands': row<string>('A10', 'command list', FOUR_EYES.join(', ')),
  'client.defaultStatus': row<'NON_PROFESSIONAL' | 'PROFESSIONAL'>('E1.1', 'NON_PROFESSIONAL, PROFESSIONAL', 'NON_PROFESSIONAL', [
    'NON_PROFESSIONAL',
    'PROFESSIONAL',
  ]),
  'access.beforePayment': row<boolean>('E3.1a', 'boolean', true),
  'security.noticeMonths': number('E3.2c', 'months', 3),
  'term.minMonths': number('E8.1a', 'months', 1),
  'term.maxMonths': number('E8.1a', 'months', 60),
  'term.startsOn': row<'ACCEPTANCE_DAY' | 'CHOSEN_DAY'>('E8.1a', 'ACCEPTANCE_DAY, CHOSEN_DAY', 'ACCEPTANCE_DAY', ['ACCEPTANCE_DAY', 'CHOSEN_DAY']),
  'terms.atRenewal': row<'KEEP_ACCEPTED_VERSION'>('E8.1b', 'KEEP_ACCEPTED_VERSION, ASK_NEW_ACCEPTANCE', 'KEEP_ACCEPTED_VERSION', [
    'KEEP_ACCEPTED_VERSION',
  ]),
  'contacts.midTermRepricing': row('E5.1a', 'boolean', false, [false]),
  'price.renewalInstant': row<'00:00 of R'>('E5.1b', 'Paris time', '00:00 of R', ['00:00 of R']),
  'price.missingAtRenewal': row<'RENEW_AND_ASK' | 'LAST_PRICE'>('E5.1b', 'RENEW_AND_ASK, LAST_PRICE', 'RENEW_AND_ASK', [
    'RENEW_AND_ASK',
    'LAST_PRICE',
  ]),
  'price.lateIncreaseGuard': row<'WARN' | 'OFF'>('E5.1b', 'WARN, KEEP_OLD_PRICE, OFF', 'WARN', ['WARN', 'OFF']),
  'txFees.billing': row<'MONTHLY_IN_ARREARS' | 'PER_OPERATION'>('E5.1c', 'MONTHLY_IN_ARREARS, PER_OPERATION', 'MONTHLY_IN_ARREARS', [
    'MONTHLY_IN_ARREARS',
    'PER_OPERATION',
  ]),
  'tax.newRateAppliesTo': row<'INVOICES_DATED_FROM_EFFECT'>('E5.1d', 'INVOICES_DATED_FROM_EFFECT', 'INVOICES_DATED_FROM_EFFECT', [
    'INVOICES_DATED_FROM_EFFECT',
  ]),
  'vat.standardRate': number('E5.1d', '%', 20),
  'psp.changeAck': row<'ASK' | 'REQUIRE' | 'NONE'>('E5.2b', 'ASK, REQUIRE, NONE', 'ASK', ['ASK', 'REQUIRE', 'NONE']),
  'contactRejectionFee.amount': number('E5.2c', 'cents per rejected payment', 4000),
  'contactRejectionFee.billing': row<'MONTHLY_STATEMENT' | 'PER_EVENT'>('E5.2c', 'MONTHLY_STATEMENT, PER_EVENT', 'MONTHLY_STATEMENT', [
    'MONTHLY_STATEMENT',
    'PER_EVENT',
  ]),
  'invoice.issueDay': row<'TERM_FIRST_DAY'>('E5.3a', 'TERM_FIRST_DAY', 'TERM_FIRST_DAY', ['TERM_FIRST_DAY']),
  'invoice.format': row<'FACTUR_X'>('E5.3c', 'FACTUR_X, PDF', 'FACTUR_X', ['FACTUR_X']),
  'payment.termDays': number('E5.3b', 'calendar days', 30),
  'payment.dateIs': row<'ORDER_DATE' | 'CREDIT_DATE'>('A12', 'ORDER_DATE, CREDIT_DATE', 'ORDER_DATE', ['ORDER_DATE', 'CREDIT_DATE']),
  'payment.partialAccepted': row<boolean>('E5.3f', 'boolean', true),
  'payment.allocation': row<'CLIENT_CHOICE_THEN_OLDEST_PRINCIPAL' | 'INTEREST_FIRST'>(
    'E5.3f',
    'or INTEREST_FIRST',
    'CLIENT_CHOICE_THEN_OLDEST_PRINCIPAL',
    ['CLIENT_CHOICE_THEN_OLDEST_PRINCIPAL', 'INTEREST_FIRST'],
  ),
  'collection.presentationDay': row<'DUE_DATE' | 'INVOICE_DATE'>('E5.5a', 'DUE_DATE, INVOICE_DATE', 'DUE_DATE', ['DUE_DATE', 'INVOICE_DATE']),
  'collection.sepaCalendar': row<'TARGET'>('E5.5a', 'bank calendar (Mon–Fri except 1 Jan, Good Friday, Easter Monday, 1 May, 25–26 Dec)', 'TARGET', [
    'TARGET',
  ]),
  'collection.autoRetries': number('E5.5b', 'presentations', 1),
  'collection.retryAfterDays': number('E5.5b', 'calendar days, next bank day for debits', 5),
  'rejectionFee.amount': number('E5.5b', 'cents per rejected payment', 4000),
  'rejectionFee.vat': row<'NONE' | 'STANDARD'>('E5.2c, E5.5b', 'NONE, STANDARD', 'NONE', ['NONE', 'STANDARD']),
  'rejectionFee.chargeable': row<'ANNOUNCED_OR_ASKED' | 'EVERY_REJECTION'>('E5.5b', 'ANNOUNCED_OR_ASKED, EVERY_REJECTION', 'ANNOUNCED_OR_ASKED', [
    'ANNOUNCED_OR_ASKED',
    'EVERY_REJECTION',
  ]),
  'rejectionFee.onAccessoryDocuments': row<boolean>('E5.5b', 'boolean', false),
  'latePenalty.monthlyRate': number('E5.3d', '% per month', 3),
  'latePenalty.legalMaxMonthlyRate': row<number | null>('E5.3d', '% per month, dated', null),
  'latePenalty.proRata': row<'DAY_IN_MONTH' | 'FULL_MONTHS' | 'STARTED_MONTHS'>(
    'E5.3d',
    'DAY_IN_MONTH, FULL_MONTHS, STARTED_MONTHS',
    'DAY_IN_MONTH',
    ['DAY_IN_MONTH', 'FULL_MONTHS', 'STARTED_MONTHS'],
  ),
  'latePenalty.base': row<'INCL_VAT' | 'EXCL_VAT'>('E5.3d', 'INCL_VAT, EXCL_VAT', 'INCL_VAT', ['INCL_VAT', 'EXCL_VAT']),
  'latePenalty.compound': row<boolean>('E5.3d', 'boolean', false),
  'latePenalty.rounding': row<'DOWN' | 'HALF_UP'>('E5.3d', 'DOWN, HALF_UP', 'DOWN', ['DOWN', 'HALF_UP']),
  'latePenalty.billing': row<'ON_SETTLEMENT_OR_END'>('E5.3d', 'ON_SETTLEMENT_OR_END, MONTHLY', 'ON_SETTLEMENT_OR_END', ['ON_SETTLEMENT_OR_END']),
  'recoveryIndemnity.amount': number('E5.3e', 'cents', 4000),
  'recoveryIndemnity.per': row<'LATE_INVOICE' | 'DEFAULT_CASE'>('E5.3e', 'LATE_INVOICE, DEFAULT_CASE', 'LATE_INVOICE', [
    'LATE_INVOICE',
    'DEFAULT_CASE',
  ]),
  'accessories.cumulation': row<'BOTH' | 'FEE_ONLY' | 'INDEMNITY_ONLY'>('E5.3e', 'BOTH, FEE_ONLY, INDEMNITY_ONLY', 'BOTH', [
    'BOTH',
    'FEE_ONLY',
    'INDEMNITY_ONLY',
  ]),
  'accessories.onFeeInvoices': row<'PENALTY_ONLY' | 'NONE' | 'ALL'>('E5.3e', 'PENALTY_ONLY, NONE, ALL', 'PENALTY_ONLY', [
    'PENALTY_ONLY',
    'NONE',
    'ALL',
  ]),
  'dunning.preDueDays': number('E5.3b', 'calendar days before due', 7),
  'dunning.courtesyDays': number('E8.3a', 'calendar days after due', 1),
  'dunning.defaultNoticeDays': number('E8.3a', 'calendar days after due', 8),
  'default.cureDays': number('E8.2-i, E8.3a, E8.3b', 'calendar days', 10),
  'suspension.timing': row<'AFTER_CURE_DAYS' | 'FROM_DEEMED_RECEIPT'>('E8.3a', 'AFTER_CURE_DAYS, FROM_DEEMED_RECEIPT', 'AFTER_CURE_DAYS', [
    'AFTER_CURE_DAYS',
    'FROM_DEEMED_RECEIPT',
  ]),
  'suspension.mode': row<'AUTOMATIC' | 'COMMAND'>('E8.3a', 'AUTOMATIC, COMMAND', 'AUTOMATIC', ['AUTOMATIC', 'COMMAND']),
  'suspension.triggers': row<'PRICE, TX_STATEMENT' | 'PRICE' | 'TX_STATEMENT'>('E8.3a', 'document kinds', 'PRICE, TX_STATEMENT', [
    'PRICE, TX_STATEMENT',
    'PRICE',
    'TX_STATEMENT',
  ]),
  'suspension.disputeHolds': row<boolean>('E8.3a', 'boolean', true),
  'suspension.clientSpace': row<'OPEN' | 'PAY_ONLY'>('E8.3a', 'OPEN, PAY_ONLY', 'OPEN', ['OPEN', 'PAY_ONLY']),
  'suspension.extendsTerm': row('E8.3a', 'boolean', false, [false]),
  'suspension.emailingScope': row<'EMAILING_ONLY' | 'ALL'>('E8.2-ii-m', 'EMAILING_ONLY, ALL', 'EMAILING_ONLY', ['EMAILING_ONLY', 'ALL']),
  'reinstatement.requires': row<'ALL_OVERDUE_PRINCIPAL' | 'ALSO_ACCESSORIES' | 'NOTIFIED_ONLY'>(
    'E8.3a-r',
    'ALL_OVERDUE_PRINCIPAL, ALSO_ACCESSORIES, NOTIFIED_ONLY',
    'ALL_OVERDUE_PRINCIPAL',
    ['ALL_OVERDUE_PRINCIPAL', 'ALSO_ACCESSORIES', 'NOTIFIED_ONLY'],
  ),
  'reinstatement.arrangement': row<'WORKING_MEANS' | 'ALWAYS_ASK' | 'NONE'>('E8.3a-r', 'WORKING_MEANS, ALWAYS_ASK, NONE', 'WORKING_MEANS', [
    'WORKING_MEANS',
    'ALWAYS_ASK',
    'NONE',
  ]),
  'reinstatement.silenceDays': number('E8.3a-r', 'working days, then reinstated', 2),
  'acceleration.dueOn': row<'DEEMED_RECEIPT' | 'SENDING'>('E8.3b', 'DEEMED_RECEIPT, SENDING', 'DEEMED_RECEIPT', ['DEEMED_RECEIPT', 'SENDING']),
  'damages.mode': row<'MANUAL' | 'OFF'>('E8.3c', 'MANUAL, OFF', 'MANUAL', ['MANUAL', 'OFF']),
  'denunciation.longFromMonths': number('E8.1d', 'months', 12),
  'denunciation.shortTermWeeks': number('E8.1c', 'weeks', 2),
  'denunciation.longTermMonths': number('E8.1d', 'months', 3),
  'denunciation.anchor': row<'PERIOD_OVER_BY_E' | 'BACK_FROM_R'>('E8.1d', 'PERIOD_OVER_BY_E, BACK_FROM_R', 'PERIOD_OVER_BY_E', [
    'PERIOD_OVER_BY_E',
    'BACK_FROM_R',
  ]),
  'denunciation.test': row<'SENT' | 'DEEMED_RECEIVED'>('E8.1d', 'SENT, DEEMED_RECEIVED', 'SENT', ['SENT', 'DEEMED_RECEIVED']),
  'denunciation.late': row<'NEXT_TERM_END' | 'REFUSED'>('E8.1d', 'NEXT_TERM_END, REFUSED', 'NEXT_TERM_END', ['NEXT_TERM_END', 'REFUSED']),
  'denunciation.withdrawUntil': row<'LAST_SENDING_DAY' | 'E' | 'NEVER'>('E8.1d', 'LAST_SENDING_DAY, E, NEVER', 'LAST_SENDING_DAY', [
    'LAST_SENDING_DAY',
    'E',
    'NEVER',
  ]),
  'formulaChange.minDaysBefore': number('E8.1e', 'calendar days', 1),
  'formulaChange.lateRequest': row<'REFUSE_AND_OFFER_NEXT' | 'ASK_BILLING'>('E8.1e', 'REFUSE_AND_OFFER_NEXT, ASK_BILLING', 'REFUSE_AND_OFFER_NEXT', [
    'REFUSE_AND_OFFER_NEXT',
    'ASK_BILLING',
  ]),
  'renewal.whileSuspended': row<'RENEW' | 'COMPANY_DENOUNCES' | 'HOLD_INVOICE'>('E8.1b', 'RENEW, COMPANY_DENOUNCES, HOLD_INVOICE', 'RENEW', [
    'RENEW',
    'COMPANY_DENOUNCES',
    'HOLD_INVOICE',
  ]),
  'renewal.suspendedReviewDays': number('E8.1b', 'calendar days', 14),
  'renewal.reminderLeadMonths': number('E8.1g', 'months before the last sending day', 2),
  'renewal.freeExit': row<boolean>('E8.1g', 'boolean', true),
  'termination.noticeDays': number('E8.2a', 'calendar days', 30),
  'termination.sequential': row('E8.2a', 'boolean', true, [true]),
  'termination.noticeChannels': row<'REGISTERED_OR_EMAIL' | 'ANY_FORMAL'>('E8.2a', 'REGISTERED_OR_EMAIL, ANY_FORMAL', 'REGISTERED_OR_EMAIL', [
    'REGISTERED_OR_EMAIL',
    'ANY_FORMAL',
  ]),
  'termination.autoNotice': row('E8.2a', 'boolean', false, [false]),
  'termination.beyondTerm': row<'EXTEND_FREE_NO_RENEWAL' | 'END_AT_E' | 'RENEW_AND_INVOICE'>(
    'E8.2a',
    'EXTEND_FREE_NO_RENEWAL, END_AT_E, RENEW_AND_INVOICE',
    'EXTEND_FREE_NO_RENEWAL',
    ['EXTEND_FREE_NO_RENEWAL', 'END_AT_E', 'RENEW_AND_INVOICE'],
  ),
  'termination.debtScope': row<'INCLUDING_RENEWALS' | 'RUNNING_TERM_ONLY'>('E8.2-i', 'INCLUDING_RENEWALS, RUNNING_TERM_ONLY', 'INCLUDING_RENEWALS', [
    'INCLUDING_RENEWALS',
    'RUNNING_TERM_ONLY',
  ]),
  'termination.curedDuringNotice': row<'WITHDRAW' | 'MAINTAIN'>('E8.2-i', 'WITHDRAW, LEGAL_DECIDES, MAINTAIN', 'WITHDRAW', ['WITHDRAW', 'MAINTAIN']),
  'termination.companyKeepsPrice': row<boolean>('E8.2c', 'boolean', true),
  'breach.cureDays': number('E8.2-ii', 'calendar days', 30),
  'breach.cureDispute': row<'LEGAL_DECIDES' | 'CLIENT_PREVAILS'>('E8.2-ii', 'LEGAL_DECIDES, CLIENT_PREVAILS', 'LEGAL_DECIDES', [
    'LEGAL_DECIDES',
    'CLIENT_PREVAILS',
  ]),
  'breach.lateCure': row<'BARS_COMPANY_ONLY' | 'BARS_BOTH' | 'BARS_NONE'>('E8.2-ii', 'BARS_COMPANY_ONLY, BARS_BOTH, BARS_NONE', 'BARS_COMPANY_ONLY', [
    'BARS_COMPANY_ONLY',
    'BARS_BOTH',
    'BARS_NONE',
  ]),
  'breach.curedDuringNotice': row<'LEGAL_DECIDES' | 'WITHDRAW' | 'MAINTAIN'>('E8.2-ii', 'LEGAL_DECIDES, WITHDRAW, MAINTAIN', 'LEGAL_DECIDES', [
    'LEGAL_DECIDES',
    'WITHDRAW',
    'MAINTAIN',
  ]),
  'declarations.curePeriod': number('E11.2b', 'calendar days', 0),
  'insolvency.blockSoleGround': row<boolean>('E8.2-iii', 'boolean', true),
  'insolvency.freezePriorDebts': row<boolean>('E8.2-iii', 'boolean', true),
  'refund.rounding': row<'UP' | 'HALF_UP'>('E8.2b', 'UP, HALF_UP (credit excl. VAT)', 'UP', ['UP', 'HALF_UP']),
  'refund.base': row<'PAID_PART_AFTER_SET_OFF'>('E8.2b', 'PAID_PART_AFTER_SET_OFF', 'PAID_PART_AFTER_SET_OFF', ['PAID_PART_AFTER_SET_OFF']),
  'refund.days': number('E8.2b', 'calendar days from C', 30),
  'access.cutAt': row<'C_PLUS_1_MIDNIGHT' | 'NOTICE'>('E8.4a', 'C_PLUS_1_MIDNIGHT, NOTICE', 'C_PLUS_1_MIDNIGHT', ['C_PLUS_1_MIDNIGHT', 'NOTICE']),
  'debts.afterEnd': row<'COLLECT_NO_REMINDERS' | 'FULL_DUNNING'>('E8.4a', 'COLLECT_NO_REMINDERS, FULL_DUNNING', 'COLLECT_NO_REMINDERS', [
    'COLLECT_NO_REMINDERS',
    'FULL_DUNNING',
  ]),
  'survival.confidentialityYears': number('E8.5', 'years from C', 5),
  'survival.nonSolicitationYears': number('E8.5, E11.3', "years from the end of the person's service", 1),
  'reversibility.months': number('E8.6a', 'months from C', 3),
  'reversibility.latestRequest': row<'LAST_DAY' | 'WORK_DONE_BY_LAST_DAY'>('E8.6a', 'LAST_DAY, WORK_DONE_BY_LAST_DAY', 'LAST_DAY', [
    'LAST_DAY',
    'WORK_DONE_BY_LAST_DAY',
  ]),
  'reversibility.price': row('E8.6a', 'cents', 0, [0]),
  'reversibility.unpaidBlocks': row<boolean>('E8.6a', 'boolean', false),
  'reversibility.sharedData': row<'LAST_SUBSCRIPTION' | 'EACH'>('E8.6b', 'LAST_SUBSCRIPTION, EACH', 'LAST_SUBSCRIPTION', [
    'LAST_SUBSCRIPTION',
    'EACH',
  ]),
  'reversibility.format': row<'CSV (UTF-8), JSON, original files, in a ZIP'>('E8.6a', 'file formats', 'CSV (UTF-8), JSON, original files, in a ZIP', [
    'CSV (UTF-8), JSON, original files, in a ZIP',
  ]),
  'reversibility.verifyDays': number('E8.6b', 'calendar days from delivery', 30),
  'deletion.scope': row<'ALL_DATA' | 'PERSONAL_DATA'>('E8.6b', 'ALL_DATA, PERSONAL_DATA', 'ALL_DATA', ['ALL_DATA', 'PERSONAL_DATA']),
  'deletion.backupDays': number('E8.6b', 'calendar days', 30),
  'retention.accountingYears': number('E8.6c', 'years from the end of the financial year', 10),
  'retention.evidenceYears': number('E8.6c', 'years from C', 5),
  'liability.capMonths': number('E9.2b', 'months', 12),
  'liability.base': row<'PAID_INCL_VAT' | 'PAID_EXCL_VAT'>('E9.2b', 'PAID_INCL_VAT, PAID_EXCL_VAT', 'PAID_INCL_VAT', [
    'PAID_INCL_VAT',
    'PAID_EXCL_VAT',
  ]),
  'ip.optionDAmount': row<'UNUSED_PRICE'>('E10.1b', 'as E8.2b', 'UNUSED_PRICE', ['UNUSED_PRICE']),
  'content.holdBeforeDelete': row<boolean>('E6.2b', 'boolean', true),
  'documents.responseDays': number('E11.2c', 'calendar days', 15),
  'assignment.effectiveOn': row<'LATER_OF_DATE_AND_RECEIPT' | 'ANNOUNCED_DATE'>('E11.4b', 'or ANNOUNCED_DATE', 'LATER_OF_DATE_AND_RECEIPT', [
    'LATER_OF_DATE_AND_RECEIPT',
    'ANNOUNCED_DATE',
  ]),
  'reference.optOut': row<'MANUAL' | 'SELF_SERVICE' | 'NONE'>('E11.7', 'MANUAL, SELF_SERVICE, NONE', 'MANUAL', ['MANUAL', 'SELF_SERVICE', 'NONE']),
  'gdpr.subprocessorNoticeDays': number('E11.8e', 'calendar days', 30),
  'gdpr.breachNoticeHours': number('E11.8f', 'hours', 48),
  'ui.browsers': row<'latest Firefox, Edge, Safari, Chrome'>('E12', 'browser list', 'latest Firefox, Edge, Safari, Chrome', [
    'latest Firefox, Edge, Safari, Chrome',
  ]),
} as const;

export type ParameterName = keyof typeof PARAMETERS;
export type ParameterValue<N extends ParameterName> = (typeof PARAMETERS)[N]['default'];
export type Parameters = { [N in ParameterName]?: ParameterValue<N> };

const DEFAULTS = new Map(Object.entries(PARAMETERS).map(([name, { default: value }]): [string, unknown] => [name, value]));

/** The value that a contract was accepted with: its own, or the default of its rules version. */
export function parameter<N extends ParameterName>(contract: { parameters: Parameters }, name: N): ParameterValue<N> {
  const own = contract.parameters[name];
  return (own === undefined ? DEFAULTS.get(name) : own) as ParameterValue<N>;
}

/** What is wrong with a set of parameter values, in one sentence each; empty if they can be executed. */
export function faultsOf(values: Record<string, unknown>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const known = (PARAMETERS as Record<string, Row<unknown>>)[name];
    if (!known) return [`${name} is not a parameter of the contract`];
    if (known.values && !known.values.includes(value)) return [`${name} is executed as ${known.values.join(' or ')}, not as ${String(value)}`];
    const kind = known.default === null ? 'number' : typeof known.default;
    if (typeof value !== kind && !(known.default === null && value === null)) return [`${name} is a ${kind} (${known.unit})`];
    if (typeof value === 'number' && !(value >= 0 && value < Number.POSITIVE_INFINITY)) return [`${name} cannot be negative (${known.unit})`];
    if (typeof value === 'number' && !known.unit.startsWith('%') && !Number.isInteger(value)) return [`${name} is a whole number (${known.unit})`];
    if (name === 'fourEyes.commands') {
      const unknown = String(value)
        .split(', ')
        .find((one) => one !== '' && !FOUR_EYES.includes(one));
      if (unknown) return [`${name} lists ${FOUR_EYES.join(', ')}; not ${unknown}`];
    }
    if (name === 'message.sendHour' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(String(value))) return [`${name} is a clock time HH:MM`];
    return [];
  });
}
