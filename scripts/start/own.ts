/** Our own processes on their ground: the sandbox of the outside world, the worker, the API. */
import { freePort } from '../embedded/child.ts';
import { type Entry, startEntry } from './entries.ts';
import type { Ground } from './ground.ts';
import type { Secrets } from './home.ts';
import type { Instance } from './instance.ts';
import { keepRunning, type Part } from './part.ts';
import { PEOPLE } from './people.ts';
import { isEmbedded, type Settings } from './settings.ts';

type Own = {
  settings: Settings;
  ground: Ground;
  secrets: Secrets;
  port: number;
  /** Receives them in the order in which they stand on one another. */
  parts: Part[];
  /** Told when a process was replaced by another. */
  onChange: (instance: Instance) => void;
};

/** Starts them and answers where everything is. */
export async function startOwn({ settings, ground, secrets, port, parts, onChange }: Own): Promise<Instance> {
  const home = settings.TACITE_HOME;
  const api = `http://127.0.0.1:${port}`;
  const web = settings.WEB_URL ?? api;
  const embedded = isEmbedded(settings);
  let onRestart = (): void => undefined; // while starting, there is nothing to publish yet
  const keep = (entry: Omit<Entry, 'home'>, patience: number): Promise<Part> =>
    keepRunning({ start: () => startEntry({ ...entry, home }), patience }, () => onRestart());

  const shared = { DATABASE_URL: ground.database, WEBHOOK_SECRET: settings.WEBHOOK_SECRET ?? secrets.signing, TACITE_HOME: home };
  const sandbox = `http://127.0.0.1:${settings.SANDBOX_PORT || (await freePort())}`;
  const outside = { PAYMENTS_URL: settings.PAYMENTS_URL ?? sandbox, PLATFORM_URL: settings.PLATFORM_URL ?? sandbox };
  const env = {
    ...shared,
    ...outside,
    LETTERS_URL: settings.LETTERS_URL ?? (embedded && settings.LETTERS !== 'queue' ? sandbox : ''),
    TEMPORAL_ADDRESS: ground.temporal.address,
    SMTP_URL: ground.mail.smtp,
    INBOX_URL: (!settings.SMTP_URL && ground.mail.inbox) || '',
    WEB_URL: web,
    EINVOICE_URL: settings.EINVOICE_URL ?? (embedded ? sandbox : ''),
    EINVOICE_SINCE: settings.EINVOICE_SINCE ?? '',
    TIMESTAMP_URL: settings.TIMESTAMP_URL ?? (embedded ? `${sandbox}/timestamps` : ''),
    TIMESTAMP_CA: settings.TIMESTAMP_CA ?? '',
    TACITE_EMBEDDED: embedded ? 'on' : 'off',
  };
  const told = { ...shared, PORT: new URL(sandbox).port, WEBHOOK_URL: `${api}/api/v1/webhooks/payments/sandbox` };
  const doors = { PORT: String(port), WEB_ROOT: 'dist/web', CONSOLE_URL: ground.temporal.console ?? '' };
  const [worker, server, outsideWorld] = await Promise.all([
    keep({ name: 'The worker', file: 'activities/worker.ts', ready: 'worker ready', env }, 7_000),
    keep({ name: 'The API', file: 'api/server.ts', ready: 'api ready', env: { ...env, ...doors } }, 2_000),
    embedded && keep({ name: 'The sandbox', file: 'providers/sandbox-server.ts', ready: 'sandbox ready', env: told }, 1_000),
  ]);
  parts.push(...(outsideWorld ? [outsideWorld] : []), worker, server);

  const people = PEOPLE.map((person) => ({ ...person, password: secrets.passwords[person.email] ?? '' }));
  function instance(): Instance {
    return {
      ...{
        web,
        api: settings.WEB_URL ?? api,
        console: ground.temporal.console,
        inbox: ground.mail.inbox,
        temporal: ground.temporal.address,
        database: ground.database,
      },
      ...(embedded ? { token: secrets.token, users: people } : {}),
      processes: { api: server.pid(), worker: worker.pid() },
    };
  }
  onRestart = () => onChange(instance());
  return instance();
}
