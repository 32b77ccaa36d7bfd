/** Our own processes on their ground: the sandbox of the outside world, the worker, the API. */
import { freePort } from '../embedded/child.ts';
import { type Entry, startEntry } from './entries.ts';
import type { Ground } from './ground.ts';
import type { Secrets } from './home.ts';
import type { Instance } from './instance.ts';
import { keepRunning, type Part } from './part.ts';
import { PEOPLE } from './people.ts';
import type { Settings } from './settings.ts';

type Own = {
  settings: Settings;
  ground: Ground;
  secrets: Secrets;
  port: number;
  /** Receives each process as soon as it runs, to be stopped. */
  parts: Part[];
  /** Told when a process was replaced by another. */
  onChange: (instance: Instance) => void;
};

/** Starts them and answers where everything is. */
export async function startOwn({ settings, ground, secrets, port, parts, onChange }: Own): Promise<Instance> {
  const home = settings.TACITE_HOME;
  const api = `http://127.0.0.1:${port}`;
  const embedded = !settings.PAYMENTS_URL;
  const keep = async (entry: Omit<Entry, 'home'>, patience: number): Promise<Part> => {
    const part = await keepRunning({ start: () => startEntry({ ...entry, home }), patience }, () => onChange(instance()));
    parts.push(part);
    return part;
  };

  const shared = { DATABASE_URL: ground.database, WEBHOOK_SECRET: settings.WEBHOOK_SECRET ?? secrets.signing, TACITE_HOME: home };
  const outside = { PAYMENTS_URL: settings.PAYMENTS_URL ?? '', PLATFORM_URL: settings.PLATFORM_URL ?? '' };
  if (embedded) {
    const sandbox = settings.SANDBOX_PORT || (await freePort());
    outside.PAYMENTS_URL = outside.PLATFORM_URL = `http://127.0.0.1:${sandbox}`;
    const env = { ...shared, PORT: String(sandbox), WEBHOOK_URL: `${api}/api/v1/webhooks/payments/sandbox` };
    await keep({ name: 'The sandbox', file: 'providers/sandbox-server.ts', ready: 'sandbox ready', env }, 1_000);
  }
  const env = { ...shared, ...outside, TEMPORAL_ADDRESS: ground.temporal.address, SMTP_URL: ground.mail.smtp, WEB_URL: api };
  const doors = { PORT: String(port), WEB_ROOT: 'dist/web', INBOX_URL: ground.mail.inbox ?? '', CONSOLE_URL: ground.temporal.console ?? '' };
  const [worker, server] = await Promise.all([
    keep({ name: 'The worker', file: 'activities/worker.ts', ready: 'worker ready', env }, 7_000),
    keep({ name: 'The API', file: 'api/server.ts', ready: 'api ready', env: { ...env, ...doors, TACITE_EMBEDDED: embedded ? 'on' : 'off' } }, 2_000),
  ]);

  const people = PEOPLE.map((person) => ({ ...person, password: secrets.passwords[person.email] ?? '' }));
  function instance(): Instance {
    return {
      ...{ web: api, api, console: ground.temporal.console, inbox: ground.mail.inbox, temporal: ground.temporal.address, database: ground.database },
      ...(embedded ? { token: secrets.token, users: people } : {}),
      processes: { api: server.pid(), worker: worker.pid() },
    };
  }
  return instance();
}
