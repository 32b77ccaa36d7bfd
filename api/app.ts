import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { App, Deps } from './deps.ts';
import { addBody } from './plugins/body.ts';
import { addCsv } from './plugins/csv.ts';
import { addErrors, answerProblem } from './plugins/errors.ts';
import { addEtags } from './plugins/etag.ts';
import { addHttps, isHttps } from './plugins/https.ts';
import { addIdempotency } from './plugins/idempotency.ts';
import { addIdentity } from './plugins/identity.ts';
import { addOpenApi } from './plugins/openapi.ts';
import { addSecurity } from './plugins/security.ts';
import { addWeb } from './plugins/web.ts';
import { accessRoutes } from './routes/access.ts';
import { accountStatementRoutes } from './routes/account-statements.ts';
import { auditRoutes } from './routes/audit.ts';
import { bankRoutes } from './routes/bank.ts';
import { bookRoutes } from './routes/books.ts';
import { cashForecastRoutes } from './routes/cash-forecasts.ts';
import { clientCommandRoutes } from './routes/client-commands.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { clientRoutes } from './routes/clients.ts';
import { clockRoutes } from './routes/clocks.ts';
import { claimRoutes } from './routes/claims.ts';
import { commandRoutes } from './routes/commands.ts';
import { companyCommandRoutes } from './routes/company-commands.ts';
import { companyRoutes } from './routes/company.ts';
import { contactOperationRoutes } from './routes/contact-operations.ts';
import { contactRoutes } from './routes/contacts.ts';
import { contentRoutes } from './routes/content.ts';
import { dataRoleRoutes } from './routes/data-roles.ts';
import { documentRoutes } from './routes/documents.ts';
import { dossierRoutes } from './routes/dossier.ts';
import { companyFeeRoutes } from './routes/company-fees.ts';
import { exportRoutes } from './routes/exports.ts';
import { healthRoutes } from './routes/health.ts';
import { incomingMailRoutes } from './routes/incoming-mail.ts';
import { letterRoutes } from './routes/letters.ts';
import { listRoutes } from './routes/lists.ts';
import { mandateRoutes } from './routes/mandates.ts';
import { paymentMethodRoutes } from './routes/payment-methods.ts';
import { reconciliationRoutes } from './routes/reconciliations.ts';
import { recordRoutes } from './routes/records.ts';
import { retentionRoutes } from './routes/retention.ts';
import { sandboxRoutes } from './routes/sandbox.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { staffExportRoutes } from './routes/staff-exports.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';
import { takeOverRoutes } from './routes/take-overs.ts';
import { taskRoutes } from './routes/tasks.ts';
import { termsRoutes } from './routes/terms.ts';
import { einvoiceRoutes } from './routes/einvoices.ts';
import { webhookRoutes } from './routes/webhooks.ts';

const ROUTES: ((app: App, deps: Deps) => void)[] = [
  accessRoutes,
  accountStatementRoutes,
  auditRoutes,
  bankRoutes,
  bookRoutes,
  campaignRoutes,
  cashForecastRoutes,
  claimRoutes,
  clientCommandRoutes,
  clientRoutes,
  clockRoutes,
  commandRoutes,
  companyCommandRoutes,
  companyRoutes,
  contactOperationRoutes,
  contactRoutes,
  contentRoutes,
  dataRoleRoutes,
  documentRoutes,
  dossierRoutes,
  companyFeeRoutes,
  exportRoutes,
  retentionRoutes,
  healthRoutes,
  letterRoutes,
  listRoutes,
  mandateRoutes,
  paymentMethodRoutes,
  reconciliationRoutes,
  recordRoutes,
  sandboxRoutes,
  sessionRoutes,
  staffExportRoutes,
  subscriptionRoutes,
  takeOverRoutes,
  taskRoutes,
  termsRoutes,
  incomingMailRoutes,
  webhookRoutes,
  einvoiceRoutes,
];

/** The API under /api/v1 and, where it is built, the web UI. Listens to nothing yet: tests call `inject`. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const { webUrl } = deps;
  const https = isHttps(webUrl);
  const app = Fastify({
    logger: deps.logger ?? false,
    trustProxy: deps.trustProxy === true || https,
    bodyLimit: 1_048_576,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerProblem,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addErrors(app);
  if (https) addHttps(app, webUrl);
  await addSecurity(app, { https });
  addBody(app);
  addIdentity(app, deps);
  addIdempotency(app, deps);
  addEtags(app);
  addCsv(app);
  await addOpenApi(app);
  await app.register(async (api) => ROUTES.forEach((addRoutes) => addRoutes(api as unknown as App, deps)), { prefix: '/api/v1' });
  if (deps.webRoot) await addWeb(app, deps.webRoot);
  return app;
}
