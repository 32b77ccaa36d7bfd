/** Who PostgreSQL runs as: ourselves, unless we are root, whom it refuses. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

type Account = { uid: number; gid: number };
/** How to run a PostgreSQL program: words that come before its own, and the account that the operating system starts it under. */
export type RunAs = { before: string[]; account?: Account };

/** Prepares the folder for whoever will run the server. Throws one sentence when nobody can. */
export function runAs(folder: string, program: string): RunAs {
  chmodSync(folder, 0o700);
  if (process.getuid?.() !== 0) return { before: [] };
  const account = postgresAccount();
  const paths = [folder, join(folder, 'data'), join(folder, 'password')];
  if (paths.some((path) => existsSync(path) && statSync(path).uid !== account.uid)) {
    execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]); // new, copied, or restored from a backup
  }
  // A clone under root's private home is closed to the account: there it keeps the one right that it needs to walk in.
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const walkingIn: RunAs = { before: ['setpriv', ...ids, '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'] };
  const found = [{ before: [], account }, walkingIn].find((how) => mayUse(how, folder, program));
  if (!found) throw new Error(`The system user "postgres" cannot enter ${folder}: move the project out of private folders, or set DATABASE_URL.`);
  return found;
}

function mayUse({ before, account }: RunAs, folder: string, program: string): boolean {
  const [command = '', ...args] = [...before, '/bin/sh', '-c', '[ -x "$0" ] && [ -w "$1" ]', program, folder];
  return spawnSync(command, args, { cwd: '/', ...account }).status === 0;
}

/** The system user `postgres`, made when it is missing. */
function postgresAccount(): Account {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    if (made.status === 0) return { uid: id('-u'), gid: id('-g') };
    throw new Error('PostgreSQL refuses to run as root and the user "postgres" could not be made: start as an ordinary user, or set DATABASE_URL.');
  }
}
