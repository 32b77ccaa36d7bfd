/** The demo portfolio: made once, by the real engine, through the API. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emailOf, live } from './demo/live.ts';
import { STORIES } from './demo/stories.ts';
import { writeJson } from './start/home.ts';

type Stage = { api: string; token: string; otherLegal: { email: string; password: string }; home: string };
/** What the folder remembers of it: the day that it calls today, and the stories told. */
type Progress = { today: string; password: string; told: string[] };

/** Tells the stories that are not told yet. One that fails is left to the next start, and does not stop the others. */
export async function growDemo({ home, ...stage }: Stage, isStopping: () => boolean): Promise<void> {
  const file = join(home, 'demo.json');
  const fresh: Progress = { today: new Date().toISOString(), password: randomBytes(9).toString('base64url'), told: [] };
  const progress: Progress = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : fresh;
  writeJson(file, progress);
  const left = STORIES.filter(({ id }) => !progress.told.includes(id));
  if (left.length > 0) console.log(`  Making the demo portfolio, ${left.length} associations; everything can be used meanwhile.`);
  for (const story of left) {
    if (isStopping()) return;
    try {
      await live(story, { ...stage, today: progress.today, password: progress.password });
      progress.told.push(story.id);
      writeJson(file, progress);
      console.log(`    ${story.name}`);
    } catch (error) {
      if (!isStopping()) console.error(`    ${story.name} is not complete; the next start goes on with it. ${(error as Error).message}`);
    }
  }
  const [first] = STORIES;
  if (first) console.log(`  A client's own space: sign in as ${emailOf(first)}, password ${progress.password}\n`);
}
