/** CGUV 3.2, 4.4, 11.4, 11.8: on what conditions the Company announces, by the terms in force on the day of publication. */
import { effectiveDay } from './announcements.ts';
import { type Day, civilOf } from './calendar.ts';
import { refuse } from './clause.ts';
import type { Refusal } from './commands.ts';
import type { CompanyRole } from './facts.ts';
import { deemedDay } from './notices.ts';
import { type Parameters, parameter } from './parameters.ts';

/** Who announces what (A9): what a command of the Company does, or the news of what is published already. */
export const ANNOUNCERS = {
  'publish-security-standard': ['ADMIN'],
  'change-psp': ['ADMIN'],
  'record-service-change': ['ADMIN'],
  'rename-company-domain': ['ADMIN'],
  'assign-contracts': ['LEGAL'],
  'register-subprocessor': ['DPO'],
  'change-company-address': ['ADMIN', 'LEGAL'],
  'price-schedule': ['BILLING', 'ADMIN'],
  'terms-version': ['LEGAL', 'ADMIN'],
} as const satisfies Record<string, readonly CompanyRole[]>;

type Terms = { parameters: Parameters };

/** E3.2c: a security standard is announced three months ahead, from deemed receipt; an earlier day is refused. */
export function standardMayBind(terms: Terms, publishedOn: Day, on: Day | null): Refusal | null {
  const earliest = effectiveDay(terms, 'SECURITY_STANDARD_CHANGE', { deemedOn: deemedDay(terms, 'EMAIL', publishedOn) });
  if (on === null || on >= earliest) return null;
  return refuse('E3.2c', 'standard-too-early', [{ command: 'publish-security-standard', from: civilOf(earliest) }], { earliest: civilOf(earliest) });
}

/** E4.4: a service is replaced by one of equal or greater function. */
export const serviceMayChange = (equalOrGreater: boolean): Refusal | null =>
  equalOrGreater ? null : refuse('E4.4', 'lesser-function', [{ command: 'record-service-change' }]);

/** E11.4b: the information is prior: no past day is announced. */
export const contractsMayBeAssigned = (publishedOn: Day, on: Day): Refusal | null =>
  on >= publishedOn ? null : refuse('E11.4b', 'assignment-in-the-past', [{ command: 'assign-contracts', from: civilOf(publishedOn) }]);

/** E11.8e: a change of sub-processors is told so many days ahead. */
export function subprocessorMayStart(terms: Terms, publishedOn: Day, startsOn: Day): Refusal | null {
  const earliest = publishedOn + parameter(terms, 'gdpr.subprocessorNoticeDays');
  if (startsOn >= earliest) return null;
  return refuse('E11.8e', 'subprocessor-too-early', [{ command: 'register-subprocessor', from: civilOf(earliest) }], { earliest: civilOf(earliest) });
}
