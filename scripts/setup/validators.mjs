/** The two programs that judge our papers: Mustang (EN 16931 and the French rules) and veraPDF (PDF/A). Both are Java; they stay under `.tacite/validators`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { say } from './say.mjs';

const FOLDER = resolve('.tacite/validators');
const CENTRAL = 'https://repo1.maven.org/maven2';
const JARS = {
  mustang: {
    path: 'org/mustangproject/Mustang-CLI/2.26.0/Mustang-CLI-2.26.0.jar',
    sha256: '42d7868cb68264874a7b8cab4c3587b03b23ccc7cd72373da917f66758bb9736',
  },
  verapdf: {
    path: 'org/verapdf/apps/greenfield-apps/1.28.2/greenfield-apps-1.28.2.jar',
    sha256: '687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6',
  },
};

/** Whether this machine runs Java. */
export const hasJava = () => spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;

/** Where the programs lie, once they are here. */
export const VALIDATORS = Object.fromEntries(Object.entries(JARS).map(([name, { path }]) => [name, join(FOLDER, basename(path))]));

/** Brings the programs. Throws a sentence where Java is missing or a file is not what it should be. */
export async function ensureValidators() {
  if (!hasJava()) throw new Error('The programs that check papers need Java: install it (Debian, Ubuntu: apt-get install default-jre-headless).');
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, { path, sha256 }] of Object.entries(JARS)) if (!existsSync(VALIDATORS[name])) await bring(path, VALIDATORS[name], sha256);
}

async function bring(path, file, sha256) {
  say(`Bringing ${basename(path)} (once)…`);
  const response = await fetch(`${repository()}/${path}`);
  if (!response.ok)
    throw new Error(`${basename(path)} is not to be had: the Maven repository answers ${response.status}. MAVEN_REPOSITORY names another.`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${basename(path)} is not the file that we know: its SHA-256 is ${found}.`);
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
}

/** MAVEN_REPOSITORY, or the mirror of Maven Central that this user's settings name, or Maven Central. */
function repository() {
  const settings = join(homedir(), '.m2', 'settings.xml');
  const mirrors = existsSync(settings) ? [...readFileSync(settings, 'utf8').matchAll(/<mirror>(.*?)<\/mirror>/gs)].map(([, one]) => one) : [];
  const mirror = mirrors.find((one) => /<mirrorOf>(?:[^<]*,)?\s*(?:central|\*)\s*(?:,[^<]*)?<\/mirrorOf>/.test(one));
  return (process.env.MAVEN_REPOSITORY ?? /<url>\s*([^<\s]+)\s*<\/url>/.exec(mirror ?? '')?.[1] ?? CENTRAL).replace(/\/$/, '');
}
