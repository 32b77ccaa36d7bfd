/** The acceptance scenarios on the pure contract; what each of them did is kept in journals/, line by line, and read again when it changes. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import '../scenarios/lives/index.ts';
import { journaled } from '../scenarios/journal.ts';
import { pureStage } from '../scenarios/pure.ts';
import { actors, lives } from '../scenarios/scenario.ts';

const named = lives.map((life) => ({ ...life, file: `${`${life.id} ${life.title}`.replaceAll(/[^A-Za-z0-9.]+/g, '-').slice(0, 90)}.txt` }));

for (const { tell, file, id, title, entries } of named)
  test(`${id} ${title} (${entries.join(', ')})`, async () => {
    const { stage, text } = journaled(pureStage());
    await tell(actors(stage));
    await expect(`# ${id} ${title} (${entries.join(', ')})\n${await text()}`).toMatchFileSnapshot(`journals/${file}`);
  });

test('each journal that is kept is of a scenario', () => {
  expect(readdirSync('tests/contract/journals').sort()).toEqual(named.map((one) => one.file).sort());
});
