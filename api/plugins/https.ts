import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem, type Words } from '../problem.ts';

const PLAIN: Words = {
  en: 'Connect by HTTPS: nothing weaker is taken (article 3.2). What this request held was not used; a token sent in it should be replaced.',
  fr: 'Connectez-vous en HTTPS : rien de plus faible n’est accepté (article 3.2). Le contenu de cette requête n’a pas été utilisé ; remplacez un jeton qui y figurait.',
};

/** What the other processes of this machine ask, straight from it: whether the API is well, and to hear of payments. Their bodies are signed. */
const OWN_PATHS = /^\/api\/v1\/(health|webhooks\/)/;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const fromThisMachine = ({ socket, headers, url }: FastifyRequest): boolean =>
  OWN_PATHS.test(url) && headers['x-forwarded-proto'] === undefined && LOOPBACK.test(socket.remoteAddress ?? '');

/** E3.2c: where the Company's address is an HTTPS one, a plain request of a page is sent there, and any other is refused before anything of it is read. */
export function addHttps(app: FastifyInstance, webUrl: string): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https' || fromThisMachine(request)) return;
    const page = (request.method === 'GET' || request.method === 'HEAD') && !request.url.startsWith('/api/');
    if (page) return reply.redirect(new URL(request.url.replace(/^\/+/, '/'), webUrl).href, 308);
    throw new Problem(426, PLAIN, { article: 'E3.2c' }, { upgrade: 'TLS/1.2, HTTP/1.1', connection: 'Upgrade' });
  });
}

/** E3.2c: whether people reach this deployment by HTTPS alone. */
export const isHttps = (webUrl: string | undefined): webUrl is string => webUrl?.startsWith('https:') === true;
