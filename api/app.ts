import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Deps } from './deps.ts';
import { addErrors } from './plugins/errors.ts';
import { addEtags } from './plugins/etag.ts';
import { addIdempotency } from './plugins/idempotency.ts';
import { addIdentity } from './plugins/identity.ts';
import { addOpenApi } from './plugins/openapi.ts';
import { addSecurity } from './plugins/security.ts';
import { addWeb } from './plugins/web.ts';
import { ROUTES } from './routes/index.ts';

/** An instance whose routes are typed by their zod schemas. */
export type App = ReturnType<typeof typed>;
const typed = (app: FastifyInstance) => app.withTypeProvider<ZodTypeProvider>();

/** The API under /api/v1 and, where it is built, the web UI. Listens to nothing yet: tests call `inject`. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const app = Fastify({ logger: deps.logger ?? false, trustProxy: deps.trustProxy ?? false, bodyLimit: 1_048_576, forceCloseConnections: 'idle' });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addErrors(app);
  await addSecurity(app);
  addIdentity(app, deps);
  addIdempotency(app, deps);
  addEtags(app);
  await addOpenApi(app);
  await app.register(async (api) => {
    for (const addRoutes of ROUTES) addRoutes(typed(api), deps);
  }, { prefix: '/api/v1' });
  if (deps.webRoot) await addWeb(app, deps.webRoot);
  return app;
}
