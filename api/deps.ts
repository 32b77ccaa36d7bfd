import type { Client } from '@temporalio/client';
import type { FastifyBaseLogger, FastifyInstance, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Knex } from 'knex';
import type { Bank } from '../providers/bank/bank.ts';
import type { PaymentProvider } from '../providers/payments/port.ts';
import type { EInvoicePlatform } from '../providers/einvoice/port.ts';
import type { ExportStore } from '../providers/files/store.ts';
import type { TimestampAuthority } from '../providers/timestamps/port.ts';
import type { Platform } from '../providers/platform/port.ts';
import type { Parts } from './health.ts';

/** How long a worker, or the same request still at work, is waited for. */
export const PATIENCE_MS = 20_000;

/** What the API works with. Tests give their own. */
export type Deps = {
  knex: Knex;
  temporal: Client;
  payments: PaymentProvider;
  /** The Company's own bank, where it takes the payments: mandates and files. */
  bank?: Bank;
  /** Who tells of post and platform where it does not take the payments: the sandbox beside a real provider. */
  outside?: PaymentProvider;
  platform: Platform;
  /** The e-invoicing platform, where there is one: its signed events. */
  einvoices?: EInvoicePlatform | undefined;
  /** Where exports are kept. */
  exports: ExportStore;
  /** Who stamps the evidence files (A11). Absent where none is set. */
  timestamps?: TimestampAuthority | undefined;
  /** Signs what must not be guessed: webhooks and what identifies a request whose body is secret. */
  secret: string;
  /** Signs the mails that a mail server pushes to us; absent where none does. */
  mailSecret?: string;
  /** How each part outside the database and Temporal is found well. */
  parts: Parts;
  /** Where people reach Tacite; an `https:` address lets nobody in otherwise (E3.2c). */
  webUrl?: string;
  /** The built web UI; absent where another server gives it. */
  webRoot?: string;
  /** Where the Temporal console answers, for the links to it. */
  consoleUrl?: string;
  /** Where the sandbox of an embedded instance answers: it takes sandbox events. Absent with real providers. */
  sandboxUrl?: string;
  /** Instead of PATIENCE_MS. */
  patienceMs?: number;
  logger?: { level: string };
  trustProxy?: boolean;
};

/** A Fastify instance whose routes are typed by their zod schemas. */
export type App = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypeProvider>;
