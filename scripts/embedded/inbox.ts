/** An inbox that takes every mail and shows it in a browser (`/api/email` lists them as JSON). Nothing leaves the machine. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Child, freePort, launch, untilReady } from './child.ts';

type Options = {
  /** Keeps the mails here for the next start; without it they are gone with the inbox. */
  folder: string;
  keep?: boolean;
  smtpPort?: number;
  webPort?: number;
};
export type Inbox = { smtpUrl: string; webUrl: string; child: Child; stop(): Promise<void> };

const MAILDEV = join(import.meta.dirname, '../../node_modules/maildev/dist/bin/maildev.js');

/** Starts the inbox on 127.0.0.1, its log in `folder`, and waits until it answers. */
export async function startInbox({ folder, keep = false, smtpPort, webPort }: Options): Promise<Inbox> {
  const mails = resolve(folder, 'mails');
  mkdirSync(mails, { recursive: true, mode: 0o700 });
  const smtp = smtpPort ?? (await freePort());
  const web = webPort ?? (await freePort());
  const child = await launch({
    name: 'The inbox',
    command: process.execPath,
    args: [
      ...[MAILDEV, '--silent', '--ip', '127.0.0.1', '--smtp', String(smtp), '--web-ip', '127.0.0.1', '--web', String(web)],
      ...['--max-emails', '20000'],
      ...(keep ? ['--mail-directory', mails] : []),
    ],
    log: resolve(folder, 'server.log'),
  });
  const webUrl = `http://127.0.0.1:${web}`;
  await untilReady(child, () =>
    fetch(`${webUrl}/api/email`).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
  return { smtpUrl: `smtp://127.0.0.1:${smtp}`, webUrl, child, stop: () => child.stop() };
}
