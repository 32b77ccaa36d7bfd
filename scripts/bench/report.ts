/** What is measured, how it is told, and how a sample becomes a number. */

/** One number of the design's list: `value` against `goal`, and beside it the bare thing measured in the same run. */
export type Figure = {
  what: string;
  value: number;
  unit: string;
  goal?: { least: number } | { most: number };
  /** The same work without us (bare SQL, bare Temporal), at the same moment and in the same unit. */
  baseline?: { what: string; value: number; unit?: string };
};

/** A bench: its name on the command line, and what it measures. `large` asks for the sizes that take minutes. */
export type Bench = { name: string; run(options: { large: boolean }): Promise<Figure[]> };

/** Says how far we are, on stderr: stdout is for the figures alone. */
export const progress = (sentence: string): void => void process.stderr.write(`${Math.round(process.uptime())} s  ${sentence}\n`);

/** True or false where the figure has a goal. */
export function reached({ value, goal }: Figure): boolean | null {
  if (!goal) return null;
  return 'least' in goal ? value >= goal.least : value <= goal.most;
}

/** The value that a share (0 to 1) of the samples does not exceed. Throws without samples. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('there is nothing to take a percentile of');
  return value;
}

/** Seconds that a piece of work takes. */
export async function seconds(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Does a job for each number from 0, so many at once, and answers what each gave. */
export async function manyAtOnce<T>(count: number, atOnce: number, job: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = Array.from({ length: count });
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await job(index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, hand));
  return results;
}

const digits = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3);
const written = (value: number, unit: string): string =>
  `${value.toLocaleString('en', { maximumFractionDigits: digits(value) })}${unit ? ` ${unit}` : ''}`;

function goalOf({ goal, unit }: Figure): string {
  if (!goal) return '';
  return 'least' in goal ? `${written(goal.least, unit)} or more` : `${written(goal.most, unit)} or less`;
}

/** A figure in one line. */
export const lineOf = ({ what, value, unit }: Figure): string => `${what}: ${written(value, unit)}`;

/** The figures as a table for people. */
export function table(figures: Figure[]): string {
  const rows = figures.map((figure) => {
    const { what, value, unit, baseline } = figure;
    const verdict = reached(figure);
    const beside = baseline ? `${written(baseline.value, baseline.unit ?? unit)} (${baseline.what})` : '';
    const times = baseline && (baseline.unit ?? unit) === unit ? written(value / baseline.value, '') : '';
    return [what, written(value, unit), goalOf(figure), verdict === null ? '' : verdict ? 'reached' : 'NOT YET', beside, times];
  });
  const all = [['what', 'measured', 'goal', '', 'beside it', 'ratio'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
