/** What a person reads while the setup works. */
import { spawn } from 'node:child_process';

/** Says one thing. */
export const say = (sentence) => console.log(`  ${sentence}`);

/** An error as one sentence that says what to do. */
export function sentenceOf(error) {
  if (error?.code === 'ENOSPC' || /ENOSPC|No space left on device/.test(error?.message ?? ''))
    return 'The disk is full: free some space, then start again.';
  return error instanceof Error ? error.message : String(error);
}

/** Runs a program quietly, with a line every ten seconds. Throws with the end of what it printed when it fails. */
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
  const code = await new Promise((resolve) => child.once('error', (error) => resolve(error.code)).once('close', resolve)).finally(() =>
    clearInterval(beat),
  );
  if (code !== 0) throw new Error(sentenceOf(new Error(`${what} failed (${program}: ${code}).\n${ends(printed)}`)));
  return printed;
}

/** Errors stand at the top of what some programs print, and at the end of what others do. */
function ends(text) {
  const lines = text.trimEnd().split('\n');
  return (lines.length > 24 ? [...lines.slice(0, 12), '…', ...lines.slice(-12)] : lines).join('\n');
}
