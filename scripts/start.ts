/** `npm start`: brings every part up, says where it is, keeps it running, and stops it cleanly. */
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { deployment } from '../terms/deployment.ts';
import { growDemo } from './demo.ts';
import { assertFree, freePort } from './embedded/child.ts';
import { sentenceOf } from './setup/say.mjs';
import { prepareDatabase } from './start/database.ts';
import { layGround } from './start/ground.ts';
import { type Secrets, leaveHome, secretsOf, takeHome, writeJson } from './start/home.ts';
import { tell, untilHealthy } from './start/instance.ts';
import { startOwn } from './start/own.ts';
import type { Part } from './start/part.ts';
import { PEOPLE, PROGRAMS } from './start/people.ts';
import { isEmbedded, readSettings } from './start/settings.ts';

/** What runs, in the order of starting: our own processes stand on the ground. */
const own: Part[] = [];
const ground: Part[] = [];
let stopping = false;
let beforeStop = (): void => undefined;

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  deployment(); // faulty terms start nothing
  const home = settings.TACITE_HOME;
  await takeHome(home);
  beforeStop = () => leaveHome(home);
  const file = join(home, 'instance.json');
  const forget = () => rmSync(file, { force: true });
  forget();
  process.once('exit', forget);
  const port = settings.PORT || (await freePort());
  await assertFree(port);
  const secrets = secretsOf(home, [...PEOPLE.map(({ email }) => email), PROGRAMS]);

  say('Starting PostgreSQL, Temporal and the inbox…');
  const laid = await layGround(settings, ground);
  say('Preparing the database…');
  await prepareDatabase(laid.database, secrets, isEmbedded(settings));
  say('Starting the worker and the API…');
  const publish = (instance: object) => writeJson(file, instance);
  const instance = await startOwn({ settings, ground: laid, secrets, port, parts: own, onChange: publish });
  await untilHealthy(`http://127.0.0.1:${port}`);
  if (stopping) return;
  publish(instance);
  tell(instance, relative(process.cwd(), file));
  if (settings.TACITE_DEMO === 'on' && instance.token)
    await growDemo({ api: instance.api, token: instance.token, otherLegal: secondLegal(secrets), home }, () => stopping);
}

function secondLegal({ passwords }: Secrets): { email: string; password: string } {
  const email = PEOPLE.findLast(({ role }) => role === 'LEGAL')?.email ?? '';
  return { email, password: passwords[email] ?? '' };
}

/** Stops the API, then the worker and the sandbox, then what they stand on: 15 seconds at most. */
async function stop(code: number): Promise<never> {
  stopping = true;
  beforeStop();
  for (const part of own.toReversed()) await part.stop();
  await Promise.all(ground.map((part) => part.stop()));
  process.exit(code);
}

function say(sentence: string): void {
  console.log(`  ${sentence}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    say('Stopping…');
    void stop(0);
  });
}
try {
  await main();
} catch (error) {
  if (!stopping) {
    console.error(sentenceOf(error));
    await stop(1);
  }
}
