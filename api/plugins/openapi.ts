import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { ProblemBody } from '../schemas/common.ts';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

const PROBLEM = { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: ProblemBody } } };

/** OpenAPI 3.1 out of the schemas of the routes, at /api/v1/openapi.json. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  app.addHook('onRoute', (route) => {
    const { schema, config } = route;
    if (!route.url.startsWith('/api/') || !schema) return;
    schema.response = { ...(schema.response as object), '4xx': PROBLEM };
    Object.assign(schema, config?.roles === 'everybody' ? { security: [] } : { 'x-roles': config?.roles });
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tacite',
        version: '1',
        description: 'A subscription back-office that executes its contract. Days are in Europe/Paris, instants RFC 3339, money integer cents.',
      },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie', name: 'tacite_session' } },
      },
      security: [{ bearer: [] }, { cookie: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get('/api/v1/openapi.json', { config: { roles: 'everybody' }, schema: { hide: true } }, () => app.swagger());
}
