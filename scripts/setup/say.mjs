/** What a person reads while the setup works. */
import { spawn } from 'node:child_process';

const ENDS = ['SIGINT', 'SIGTERM'];

/** Says one thing. */
export const say = (sentence) => console.log(`  ${sentence}`);

/** An error as one sentence that says what to do. */
export function sentenceOf(error) {
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code) && error.path)
    return `This user may not write ${error.path}: choose another folder with TACITE_HOME=<folder>, or give the project and that folder to this user.`;
  if (['EEXIST', 'ENOTDIR'].includes(error?.code) && error.path) return `${error.path} is in the way: it is no folder.`;
  if (error?.code === 'ENOSPC' || /ENOSPC|No space left on device/.test(error?.message ?? ''))
    return 'The disk is full: free some space, then start again.';
  return error instanceof Error ? error.message : String(error);
}

/** Runs a program quietly, with a line every ten seconds, and ends it when we are ended. Throws with the end of what it printed when it fails. */
export async function run(what, program, args, env = {}) {
  const began = Date.now();
  say(`${what}…`);
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      printed += text;
    });
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const beat = setInterval(() => say(`${what}: ${seconds()} s…`), 10_000);
  let ending = false;
  const end = (signal) => {
    ending = true;
    child.kill(signal);
  };
  for (const signal of ENDS) process.on(signal, end);
  const code = await new Promise((resolve) => child.once('error', (error) => resolve(error.code)).once('close', resolve));
  for (const signal of ENDS) process.off(signal, end);
  clearInterval(beat);
  if (ending) process.exit(1);
  if (code !== 0) throw new Error(sentenceOf(new Error(`${what} failed (${program}: ${code}).\n${ends(printed)}`)));
  return printed;
}

/** Errors stand at the top of what some programs print, and at the end of what others do. */
function ends(text) {
  const lines = text.trimEnd().split('\n');
  return (lines.length > 24 ? [...lines.slice(0, 12), '…', ...lines.slice(-12)] : lines).join('\n');
}
