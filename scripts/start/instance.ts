/** Where everything is: for programs in instance.json, for a person on the screen. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from './people.ts';

export type Instance = {
  web: string;
  api: string;
  console: string | null;
  inbox: string | null;
  temporal: string;
  database: string;
  /** Of instances with embedded providers only. */
  token?: string;
  users?: (Person & { password: string })[];
  processes: { api: number; worker: number };
};

const PATIENCE_MS = 60_000;

/** Waits until every part answers. Throws the parts that do not, by name. */
export async function untilHealthy(api: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await fetch(`${api}/api/v1/health`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`Not every part answers: ${answer ? await failing(answer) : 'the API does not'}.`);
    await sleep(100);
  }
}

/** `mail (failed: connect ECONNREFUSED 127.0.0.1:25)`: the parts that do not answer, of what the API says of its health. */
async function failing(answer: Response): Promise<string> {
  const { parts = {} } = (await answer.json()) as { parts?: Record<string, string> };
  const named = Object.entries(parts).flatMap(([part, state]) => (state === 'ok' ? [] : [`${part} (${state})`]));
  return named.join(', ');
}

const WORDS = {
  en: {
    ready: (seconds: number) => `Tacite is ready (${seconds} s).`,
    console: 'Temporal console',
    inbox: 'Mails sent',
    description: 'API description',
    users: 'Sign in as',
    token: (file: string) => `Programs use the token in ${file}.`,
    stop: 'Ctrl-C stops every part; the next start goes on from there.',
  },
  fr: {
    ready: (seconds: number) => `Tacite est prêt (${seconds} s).`,
    console: 'Console Temporal',
    inbox: 'Messages envoyés',
    description: "Description de l'API",
    users: 'Comptes',
    token: (file: string) => `Les programmes utilisent le jeton de ${file}.`,
    stop: 'Ctrl-C arrête tout ; le prochain démarrage reprend où celui-ci en est.',
  },
};

/** Says where everything is and how to sign in, in the language of the terminal. */
export function tell(instance: Instance, file: string): void {
  const words = WORDS[/^fr/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'fr' : 'en'];
  const rows = [
    ['Tacite', instance.web],
    [words.description, `${instance.api}/api/v1/openapi.json`],
    [words.console, instance.console],
    [words.inbox, instance.inbox],
  ];
  const lines = rows.flatMap(([label, value]) => (value ? [`  ${label?.padEnd(20)} ${value}`] : []));
  const people = (instance.users ?? []).map(({ role, email, password }) => `    ${role.padEnd(8)} ${email.padEnd(24)} ${password}`);
  const access = people.length > 0 ? ['', `  ${words.users}:`, ...people, '', `  ${words.token(file)}`] : [];
  console.log(['', words.ready(Math.round(process.uptime())), '', ...lines, ...access, '', `  ${words.stop}`, ''].join('\n'));
}
