import { z } from 'zod';
import { askJson } from '../request.ts';
import { verify } from '../webhook-signature.ts';
import { type EInvoicePlatform, STATUSES } from './port.ts';

const Submitted = z.object({ reference: z.string().min(1) });
const News = z.object({
  id: z.string().min(1),
  document: z.string().min(1),
  status: z.enum(STATUSES),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
});

/** The platform that the sandbox plays. `secret` signs its webhooks. */
export function embeddedEInvoices({ url, secret }: { url: string; secret: string }): EInvoicePlatform {
  return {
    name: 'sandbox',
    submit: ({ pdf, ...submission }) => askJson(`${url}/einvoices`, Submitted, { ...submission, pdf: pdf.toString('base64') }),
    statuses: (asked) => askJson(`${url}/einvoices/statuses`, z.array(News), asked),
    verifyWebhook: (body, headers) => {
      verify(secret, headers, body, Date.now() / 1000);
      return News.parse(JSON.parse(body));
    },
  };
}
