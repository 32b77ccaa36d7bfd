/** The embedded outside world: a bank, a post office, an e-invoicing platform and the sold platform, in a process of their own with tables of their own. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { chargeRoutes } from './sandbox/charges.ts';
import { openDatabase } from './sandbox/database.ts';
import { einvoiceRoutes } from './sandbox/einvoices.ts';
import { eventRoutes } from './sandbox/events.ts';
import { Fault } from './sandbox/fault.ts';
import { movementRoutes } from './sandbox/movements.ts';
import { letterRoutes } from './sandbox/letters.ts';
import { platformFiles } from './sandbox/platform-files.ts';
import { platformRoutes } from './sandbox/platform.ts';
import { timestampRoutes } from './sandbox/timestamps.ts';
import { startWebhooks } from './sandbox/webhooks.ts';

type Options = { databaseUrl: string; folder: string; port?: number; webhookUrl?: string; secret: string };

/** Starts the sandbox on 127.0.0.1, on a free port unless one is given; the platform's files lie in `folder`. Without `webhookUrl` live events wait. */
export async function startSandbox({ databaseUrl, folder, port = 0, webhookUrl, secret }: Options): Promise<{ url: string; stop(): Promise<void> }> {
  const database = await openDatabase(databaseUrl);
  const app = Fastify({ bodyLimit: 20 * 1024 * 1024, forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
  answerFaults(app);
  app.get('/health', async () => {
    await database.query('select 1');
    return { status: 'ok' };
  });
  chargeRoutes(app, database);
  eventRoutes(app, database);
  movementRoutes(app, database);
  einvoiceRoutes(app, database);
  letterRoutes(app, database);
  timestampRoutes(app, database);
  platformRoutes(app, { database, files: platformFiles(folder) });
  const url = await app.listen({ host: '127.0.0.1', port });
  const webhooks = webhookUrl ? startWebhooks(database, { url: webhookUrl, secret }) : undefined;
  return {
    url,
    stop: async () => {
      await webhooks?.stop();
      await app.close();
      await database.end();
    },
  };
}

function answerFaults(app: FastifyInstance): void {
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    if (error instanceof Fault) return reply.code(error.status).send({ reason: error.message });
    if (error instanceof ZodError)
      return reply.code(400).send({ reason: error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') });
    if (error.statusCode && error.statusCode < 500) return reply.code(error.statusCode).send({ reason: error.message });
    console.error(error);
    return reply.code(500).send({ reason: 'The sandbox failed.' });
  });
}

async function main(): Promise<void> {
  const { DATABASE_URL, PORT, WEBHOOK_URL, WEBHOOK_SECRET, TACITE_HOME = '.tacite' } = process.env;
  if (!DATABASE_URL || !WEBHOOK_SECRET) throw new Error('Set DATABASE_URL and WEBHOOK_SECRET.');
  const sandbox = await startSandbox({
    databaseUrl: DATABASE_URL,
    secret: WEBHOOK_SECRET,
    folder: join(TACITE_HOME, 'platform'),
    ...(PORT ? { port: Number(PORT) } : {}),
    ...(WEBHOOK_URL ? { webhookUrl: WEBHOOK_URL } : {}),
  });
  const stop = () => void sandbox.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`sandbox ready ${sandbox.url}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
