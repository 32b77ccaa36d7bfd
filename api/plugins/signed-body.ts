import type { FastifyInstance } from 'fastify';

/** Keeps JSON as the text that came, within a scope: a signature is over these very bytes. */
export function keepSignedBody(hooks: Pick<FastifyInstance, 'removeContentTypeParser' | 'addContentTypeParser'>): void {
  hooks.removeContentTypeParser('application/json');
  hooks.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}
