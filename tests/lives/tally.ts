/** What lives really did: each command, done, refused by the contract or stopped at the door, by which roles; how lives ended; which facts never happened. */
import { COMMANDS } from '../../contract/commands.ts';
import { isForbidden } from './person.ts';
import type { Script } from './script.ts';

type Row = { done: number; refused: number; forbidden: number; roles: Set<string> };

export class Tally {
  private readonly rows = new Map<string, Row>(Object.keys(COMMANDS).map((type) => [type, { done: 0, refused: 0, forbidden: 0, roles: new Set() }]));
  private readonly ends = new Map<string, number>();

  /** Counts a life: what it asked and was answered, and where its contract stood after five years. */
  count({ steps }: Script, answers: readonly string[], end: string): void {
    for (const [index, { act }] of steps.entries()) {
      if (!('person' in act)) continue;
      const row = this.rows.get('decide' in act ? 'decide' : act.command) as Row;
      const how = isForbidden(act) ? 'forbidden' : answers[index + 1] === 'done' ? 'done' : 'refused';
      row[how] += 1;
      row.roles.add(act.person.role);
    }
    this.ends.set(end, (this.ends.get(end) ?? 0) + 1);
  }

  toString(): string {
    const sorted = [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = sorted.map(
      ([type, { done, refused, forbidden, roles }]) => `| ${[type, done, refused, forbidden, [...roles].sort().join(', ')].join(' | ')} |`,
    );
    const ends = [...this.ends].sort(([, a], [, b]) => b - a).map(([end, lives]) => `${lives} ${end}`);
    return [
      '| command | done | refused | forbidden | asked by |',
      '| --- | --- | --- | --- | --- |',
      ...lines,
      '',
      `After five years: ${ends.join(', ')}.`,
    ].join('\n');
  }
}
