import { z } from 'zod';
import { InvalidSignature, verify } from '../../providers/webhook-signature.ts';
import type { App, Deps } from '../deps.ts';
import { hearMail } from '../incoming-mail.ts';
import { notFound, Problem } from '../problem.ts';

const NO_DOOR = { en: 'Mails are not taken in here.', fr: 'Les e-mails ne sont pas reçus ici.' };
const NO_SIGNATURE = 'La signature de cet e-mail ne convient pas.';
const LARGEST = 30 * 1024 * 1024;

/** Mails that came to our address, whole and as they came, signed by the server that had them (E11.9b). */
export function incomingMailRoutes(app: App, deps: Deps): void {
  void app.register(async (hooks) => {
    hooks.addContentTypeParser('message/rfc822', { parseAs: 'buffer', bodyLimit: LARGEST }, (_request, body, done) => done(null, body));
    hooks.post(
      '/webhooks/mail',
      {
        config: { roles: 'everybody' },
        bodyLimit: LARGEST,
        schema: {
          tags: ['webhooks'],
          summary: 'A mail that came to our address, as it came (message/rfc822), signed',
          consumes: ['message/rfc822'],
          response: { 200: z.object({ taken: z.enum(['told', 'kept']) }) },
        },
      },
      async (request) => {
        if (!deps.mailSecret) throw notFound(NO_DOOR);
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        try {
          verify(deps.mailSecret, request.headers, raw, Math.floor(Date.now() / 1000));
        } catch (error) {
          if (!(error instanceof InvalidSignature)) throw error;
          throw new Problem(401, { en: error.message, fr: NO_SIGNATURE });
        }
        return { taken: await hearMail(deps, raw) };
      },
    );
  });
}
