/** What an operator may set, by environment variables. docs/operating.md explains each. */
import { resolve } from 'node:path';
import { z } from 'zod';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be at most 65535');
const url = (...protocols: string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`), error: `must be an address such as ${protocols[0]}://host:port` });

const schema = z
  .object({
    TACITE_HOME: z
      .string()
      .min(1)
      .default('.tacite')
      .transform((path) => resolve(path)),
    PORT: port.default(3000),
    WEB_URL: url('https?').optional(),
    TACITE_DEMO: z.enum(['on', 'off']).default('on'),
    DATABASE_URL: url('postgres', 'postgresql').optional(),
    TEMPORAL_ADDRESS: z
      .string()
      .regex(/^[^\s/]+:\d+$/, 'must be host:port')
      .optional(),
    CONSOLE_URL: url('https?').optional(),
    SMTP_URL: url('smtps?').optional(),
    LETTERS: z.enum(['carrier', 'queue']).optional(),
    LETTERS_URL: url('https?').optional(),
    IMAP_URL: url('imaps', 'imap').optional(),
    MAIL_WEBHOOK_SECRET: z.string().min(16, 'must have 16 characters or more').optional(),
    INBOX_URL: url('https?').optional(),
    PAYMENTS_URL: url('https?').optional(),
    PLATFORM_URL: url('https?').optional(),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^[sr]k_(test|live)_\w+$/, 'must be a secret or restricted key, such as sk_test_…')
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\w+$/, 'must be the signing secret of the webhook endpoint, whsec_…')
      .optional(),
    STRIPE_URL: url('https?').optional(),
    BANK_KEY: z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64, as `openssl rand -base64 32` makes them')
      .optional(),
    EINVOICE_URL: url('https?').optional(),
    EINVOICE_SINCE: z.iso.date('must be a day, such as 2027-09-01').optional(),
    TIMESTAMP_URL: url('https?').optional(),
    TIMESTAMP_CA: z.string().min(1).optional(),
    WEBHOOK_SECRET: z.string().min(16, 'must have 16 characters or more').optional(),
    POSTGRES_PORT: port.optional(),
    TEMPORAL_PORT: port.optional(),
    CONSOLE_PORT: port.optional(),
    SMTP_PORT: port.optional(),
    INBOX_PORT: port.optional(),
    SANDBOX_PORT: port.optional(),
  })
  .refine((env) => !env.WEB_URL?.startsWith('https:') || env.TACITE_DEMO === 'off', {
    path: ['TACITE_DEMO'],
    error: 'must be off with an https WEB_URL: the demo portfolio is made by plain requests',
  })
  .refine((env) => !env.STRIPE_SECRET_KEY === !env.STRIPE_WEBHOOK_SECRET, {
    path: ['STRIPE_WEBHOOK_SECRET'],
    error: 'goes with STRIPE_SECRET_KEY: set both, or neither',
  })
  .refine((env) => !env.STRIPE_SECRET_KEY || !env.PAYMENTS_URL, {
    path: ['PAYMENTS_URL'],
    error: 'names one payment provider and STRIPE_SECRET_KEY another: set one of them',
  })
  .refine((env) => !env.BANK_KEY || !(env.STRIPE_SECRET_KEY || env.PAYMENTS_URL), {
    path: ['BANK_KEY'],
    error: 'lets the own bank take the payments, and another setting names another provider: set one of them',
  })
  .refine((env) => !(env.STRIPE_SECRET_KEY || env.BANK_KEY) || env.TACITE_DEMO === 'off', {
    path: ['TACITE_DEMO'],
    error: 'must be off with STRIPE_SECRET_KEY or BANK_KEY: the demo portfolio lives on test clocks and pays with sandbox tokens',
  })
  .refine((env) => !env.STRIPE_SECRET_KEY?.includes('_live_') || env.PLATFORM_URL, {
    path: ['PLATFORM_URL'],
    error: 'is missing: with a live key of Stripe nothing may be embedded, since everyone on this machine can sign in',
  })
  .refine((env) => !env.PLATFORM_URL || env.PAYMENTS_URL || env.STRIPE_SECRET_KEY || env.BANK_KEY, {
    path: ['PLATFORM_URL'],
    error: 'goes with PAYMENTS_URL, STRIPE_SECRET_KEY or BANK_KEY: set both for real providers, or neither for the sandbox',
  })
  .refine((env) => !env.TIMESTAMP_URL === !env.TIMESTAMP_CA, {
    path: ['TIMESTAMP_CA'],
    error: "goes with TIMESTAMP_URL: the file of the certificates (PEM) that the authority's signatures must lead to",
  })
  .refine((env) => !env.PAYMENTS_URL || env.PLATFORM_URL, {
    path: ['PLATFORM_URL'],
    error: 'goes with PAYMENTS_URL: set both for real providers, or neither for the sandbox',
  });

export type Settings = z.infer<typeof schema>;

/** Whether the sandbox stands for what no setting replaces, and its accounts and token are there. */
export const isEmbedded = ({ PLATFORM_URL }: Settings): boolean => !PLATFORM_URL;

/** Reads the environment. Throws one line for each value that cannot be used; an empty value counts as absent. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const read = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (read.success) return read.data;
  throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`).join('\n'));
}
