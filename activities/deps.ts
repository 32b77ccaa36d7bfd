import type { Knex } from 'knex';
import type { EInvoicePlatform } from '../providers/einvoice/port.ts';
import type { ExportStore } from '../providers/files/store.ts';
import type { Issuing } from '../providers/issuing.ts';
import type { LetterService } from '../providers/letters/port.ts';
import type { MailsOf } from '../providers/mail/inbox.ts';
import type { Mailer } from '../providers/mail/port.ts';
import type { PaymentProvider } from '../providers/payments/port.ts';
import type { TimestampAuthority } from '../providers/timestamps/port.ts';
import type { Platform } from '../providers/platform/port.ts';

/** The world that activities touch. Tests give their own. */
export type Deps = {
  knex: Knex;
  payments: PaymentProvider;
  platform: Platform;
  /** Where exports are kept. */
  exports: ExportStore;
  /** Has an export taken in by a workflow of its own, so that its subscription does not wait for it. */
  collectLater: (what: { export: string; subscription: string }) => Promise<void>;
  /** Removes our copies of a client's mails: those of the embedded inbox. */
  forgetMails: (mails: MailsOf) => Promise<void>;
  mailer: Mailer;
  letters: LetterService;
  /** Who stamps the seals of the evidence (A11); without it nothing is sealed. */
  timestamps?: TimestampAuthority | undefined;
  /** The e-invoicing platform, and the instant from which documents go through it; without it none does. */
  einvoices?: { platform: EInvoicePlatform; since: string } | undefined;
  /** Where clients' notices to the Company are sent (E11.1a). */
  companyEmail: string;
  /** Where people read and pay: the web UI. */
  webUrl: string;
  /** Whether issuing a document fails now: an embedded instance, where a test has stored it. */
  issueFails?: (issuing: Issuing) => Promise<boolean>;
  /** A named point of an activity, where a test may end the process. Absent in normal life. */
  failpoint?: (name: string) => void;
};
