/** What the tests of the pure contract use of vitest, on mocha: there, one process reads every file once and tries all mutants (docs/mutation.md). */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect as jestExpect } from 'expect';
import { describe, it } from 'mocha';

type Body = (...values: unknown[]) => unknown;

export { describe };

jestExpect.extend({
  toMatchFileSnapshot(received: string, file: string) {
    const kept = readFileSync(resolve('tests/contract', file), 'utf8');
    return { pass: received === kept, message: () => `${file} says otherwise` };
  },
});

/** A second argument says why, for people who read a failure. */
export const expect = Object.assign((value: unknown, _why?: string) => jestExpect(value), jestExpect);

/** Options (a longest time, together with others) have no meaning here. */
export function test(title: string, ...rest: unknown[]): void {
  const body = rest.at(-1) as Body;
  it(title, () => body());
}

/** The rows of a table written as a template: its first line names the columns. */
function rowsOf(lines: TemplateStringsArray, cells: unknown[]): object[] {
  const names = (lines[0] ?? '').split('|').map((name) => name.trim());
  return Array.from({ length: cells.length / names.length }, (_, row) =>
    Object.fromEntries(names.map((name, column) => [name, cells[row * names.length + column]])),
  );
}

test.each = (table: readonly unknown[] | TemplateStringsArray, ...cells: unknown[]) => {
  const rows = 'raw' in table ? rowsOf(table, cells) : table;
  return (title: string, ...rest: unknown[]): void => {
    const body = rest.at(-1) as Body;
    for (const [index, row] of rows.entries()) it(`${title} (${index})`, () => (Array.isArray(row) ? body(...row) : body(row)));
  };
};
