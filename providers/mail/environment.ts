/** What an operator sets of the mails that leave (docs/operating.md). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { domainOf, type Signing } from './smtp.ts';

export const MAIL_ENVIRONMENT = {
  MAIL_FROM: z.string().default('notifications@tacite.example'),
  DKIM_SELECTOR: z.string().optional(),
  /** By default the domain of MAIL_FROM, which is what DMARC compares. */
  DKIM_DOMAIN: z.string().optional(),
  DKIM_KEY: z.string().optional(),
  DKIM_KEY_FILE: z.string().optional(),
};
type Environment = { MAIL_FROM: string } & { [K in 'DKIM_SELECTOR' | 'DKIM_DOMAIN' | 'DKIM_KEY' | 'DKIM_KEY_FILE']?: string | undefined };

/** The signature of what leaves; undefined where none is set. Throws where only half of it is. */
export function signingOf({ MAIL_FROM, DKIM_SELECTOR: selector, DKIM_DOMAIN, DKIM_KEY, DKIM_KEY_FILE: file }: Environment): Signing | undefined {
  if (!selector && !DKIM_KEY && !file) return undefined;
  const pem = DKIM_KEY || (file && readFileSync(file, 'utf8'));
  if (!selector || !pem) throw new Error('DKIM_SELECTOR goes with DKIM_KEY or DKIM_KEY_FILE.');
  if (!pem.startsWith('-----BEGIN')) throw new Error('DKIM_KEY must be a private key in PEM.');
  return { domain: DKIM_DOMAIN || domainOf(MAIL_FROM), selector, privateKey: pem };
}
