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
    INBOX_URL: url('https?').optional(),
    PAYMENTS_URL: url('https?').optional(),
    PLATFORM_URL: url('https?').optional(),
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
  .refine((env) => !env.PAYMENTS_URL === !env.PLATFORM_URL, {
    path: ['PLATFORM_URL'],
    error: 'goes with PAYMENTS_URL: set both for real providers, or neither for the sandbox',
  });

export type Settings = z.infer<typeof schema>;

/** Reads the environment. Throws one line for each value that cannot be used; an empty value counts as absent. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const read = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (read.success) return read.data;
  throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`).join('\n'));
}
